package edits

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// edge compares an edge with its contact or, in a file of claims, with its claim, and tells whether it shows just that.
func (l *ledger) edge(s intake.Shown, columns shownColumns) (same bool) {
	c := l.about.shownBy(s)
	if c == nil {
		return false // a line of a roll-up, which stands for several contacts
	}
	id, claims, what := shownOf(s, c)
	r, known := l.edges[keyOf(id, s.Source, s.Target)]
	if !known {
		if r, known = l.movedFrom(id, s); !known {
			return false
		}
	}
	l.seen[keyOf(id, r.From, r.To)] = true
	l.arrows.count(s.Directed, r.Directed)
	another := l.isTimed && timed(l, s, r, what, c, claims)
	if s.Source == r.From && s.Target == r.To && shows(s, &r) {
		return !another
	}
	moved := l.ends(s, r, what, c, claims)
	if !s.Drawn { // the label is a column
	} else if drawn := l.drawnLabel(c, r); !l.same("label", drawn, s.Label) &&
		!l.same("label", hedgedTwice(c, drawn), s.Label) {
		label := oneLine(c.Naming().Label())
		rest := strings.TrimPrefix(oneLine(drawn), label)
		if twice := strings.TrimPrefix(oneLine(hedgedTwice(c, drawn)), label); strings.HasSuffix(oneLine(s.Label), twice) {
			rest = twice
		}
		now := strings.TrimSuffix(oneLine(s.Label), rest)
		l.say(c, Edit{At: s.At, What: what, Column: "label", Kept: oneLine(drawn), Now: oneLine(s.Label),
			Changes: labelled(claims, c.Naming().Label(), now)})
	}
	l.described(s, what, rows.LineURL(l.g.Dossier(), c), rows.LineAbout(l.g.Dossier(), c, l.cite.Marks(c.Claims, nil)))
	shown := l.values(s)
	if kind := shown["kind"]; kind.Text != "" && !l.same("kind", bareKind(r.Kind), bareKind(kind.Text)) &&
		l.same("relation", r.Get("relation"), shown["relation"].Text) {
		l.say(c, Edit{At: kind.Pos, What: what, Column: "kind", Kept: r.Kind, Now: kind.Text,
			Changes: all(claims, "kind", kind.Text)})
	}
	for _, d := range l.compare(s, shown, r, columns) {
		if moved && (d.column == "from" || d.column == "to") {
			continue
		}
		e := Edit{At: d.now.Pos, What: what, Column: d.column, Kept: d.kept, Now: d.now.Text}
		e.Changes, e.Cannot = l.changes(d, c, claims)
		l.say(c, e)
	}
	return false
}

// shownOf is what an edge shows of a contact: all of it or, in a file of claims, one claim.
func shownOf(s intake.Shown, c *graph.Contact) (id string, claims []*sources.Claim, what string) {
	if !ofClaim(s) {
		return string(c.ID), c.Claims, fmt.Sprintf("contact %q", c.ID)
	}
	id = string(s.Claims[0])
	claims = slices.DeleteFunc(slices.Clone(c.Claims), func(cl *sources.Claim) bool { return cl.ID != s.Claims[0] })
	return id, claims, fmt.Sprintf("claim %q", id)
}

// arrows counts how the edges of a file go beside how they would be written. Programs have all edges of a file go alike,
// and so has relgraph where it is asked to; each as its contact goes is the other way.
type arrows struct{ edges, directed, otherwise int }

func (a *arrows) count(now, written bool) {
	a.edges++
	if now {
		a.directed++
	}
	if now != written {
		a.otherwise++
	}
}

// edited tells whether an edge goes otherwise than the file's edges do but for a few that somebody changed.
func (a arrows) edited(now, written bool) bool {
	switch min(a.directed, a.edges-a.directed, a.otherwise) {
	case 0:
		return false
	case a.otherwise:
		return now != written
	case a.directed:
		return now
	}
	return !now
}

// turned reports the edges that somebody gave an arrowhead, or took one from, and left the column "direction" as it was.
func (l *ledger) turned(edges []intake.Shown) {
	for _, s := range edges {
		c := l.about.shownBy(s)
		if c == nil {
			continue
		}
		id, claims, what := shownOf(s, c)
		r, known := l.edges[keyOf(id, s.Source, s.Target)]
		if !known || !l.arrows.edited(s.Directed, r.Directed) {
			continue
		}
		d := difference{"direction", r.Get("direction"), sources.Cell{Pos: s.At, Text: "mutual"}}
		if s.Directed {
			d.now.Text = "directed"
		}
		if d.kept == d.now.Text || !l.same("direction", d.kept, l.values(s)["direction"].Text) {
			continue // the column says it
		}
		e := Edit{At: s.At, What: what, Column: d.column, Kept: d.kept, Now: d.now.Text}
		if e.Changes, e.Cannot = directed(l, d, c, claims); s.Directed && s.Source == r.To {
			e.Changes = append(e.Changes, replaced(claims, [2]sources.ActorID{r.From, r.To},
				[2]sources.ActorID{r.To, r.From})...)
		}
		l.say(c, e)
	}
}

// bareKind is a kind without the number by which edges of one pair are told apart: it follows their order in the file.
func bareKind(kind string) string {
	if word, number, numbered := strings.Cut(kind, " ("); numbered {
		if n, err := strconv.Atoi(strings.TrimSuffix(number, ")")); err == nil && n > 1 {
			return word
		}
	}
	return kind
}

// say adds an edit; of a round, which has several edges, only once.
func (l *ledger) say(c *graph.Contact, e Edit) {
	key := e.What + "\x00" + e.Column + "\x00" + e.Now
	if c.Parties().IsRound() && l.said[key] {
		return
	}
	l.said[key] = true
	l.add(e)
}

// shownBy is the contact of an edge; nil if it stands for several.
func (of contacts) shownBy(s intake.Shown) *graph.Contact {
	var c *graph.Contact
	for _, id := range s.Claims {
		about := of[id]
		if about == nil || c != nil && c != about {
			return nil
		}
		c = about
	}
	return c
}

// movedFrom is the row of an edge that was given other ends.
func (l *ledger) movedFrom(id string, s intake.Shown) (rows.Row, bool) {
	shown := l.values(s)
	from, to := sources.ActorID(shown["from"].Text), sources.ActorID(shown["to"].Text)
	if r, ok := l.edges[keyOf(id, from, to)]; ok {
		return r, true
	}
	if l.about[s.Claims[0]].Parties().IsRound() {
		for key, r := range l.edges {
			if key.id == id && r.ID == s.ID {
				return r, true
			}
		}
		return rows.Row{}, false
	}
	var only rows.Row
	n := 0
	for key, r := range l.edges {
		if key.id == id {
			only, n = r, n+1
		}
	}
	return only, n == 1
}

// ends compares who stands at the ends of an edge, and tells whether somebody else does.
func (l *ledger) ends(s intake.Shown, r rows.Row, what string, c *graph.Contact, claims []*sources.Claim) (moved bool) {
	between := func(a, b sources.ActorID) string { return fmt.Sprintf("%s and %s", a, b) }
	e := Edit{At: s.At, What: what, Column: "ends"}
	switch {
	case keyOf("", s.Source, s.Target) != keyOf("", r.From, r.To):
		e.Kept, e.Now = between(r.From, r.To), between(s.Source, s.Target)
		if len(claims) > 0 && c.Parties().IsRound() {
			e.Cannot = "who took part in a round follows from its claims"
			l.add(e)
			return true
		}
		old, new := [2]sources.ActorID{r.From, r.To}, [2]sources.ActorID{s.Source, s.Target}
		if old[0] == new[1] || old[1] == new[0] { // one end stayed
			new[0], new[1] = new[1], new[0]
		}
		e.Changes = replaced(claims, old, new)
		l.add(e)
		return true
	case s.Directed && r.Directed && s.Source == r.To && r.From != r.To:
		e.Column, e.Kept, e.Now = "direction", fmt.Sprintf("%s to %s", r.From, r.To), fmt.Sprintf("%s to %s", r.To, r.From)
		e.Changes = replaced(claims, [2]sources.ActorID{r.From, r.To}, [2]sources.ActorID{r.To, r.From})
		l.add(e)
	}
	return false
}

// replaced puts other actors for those of claims.
func replaced(claims []*sources.Claim, old, new [2]sources.ActorID) []intake.Change {
	var changes []intake.Change
	for _, cl := range claims {
		for _, cell := range []struct {
			column string
			ids    []sources.ActorID
		}{{"actor", cl.Actors}, {"recipient", cl.Recipients}} {
			now := slices.Clone(cell.ids)
			for i, id := range now {
				switch id {
				case old[0]:
					now[i] = new[0]
				case old[1]:
					now[i] = new[1]
				}
			}
			if !slices.Equal(now, cell.ids) {
				changes = append(changes, change(cl, cell.column, sources.Joined(now, "|")))
			}
		}
	}
	return changes
}

func change(cl *sources.Claim, column, text string) intake.Change {
	return intake.Change{Table: "claims", ID: string(cl.ID), Column: column, Text: text}
}

// drawnLabel is the text at the line of a contact; a round has it once.
func (l *ledger) drawnLabel(c *graph.Contact, r rows.Row) string {
	if c.Parties().Pairs()[0] != [2]sources.ActorID{r.From, r.To} {
		return ""
	}
	return rows.LineText(c, l.cite.Marks(c.Claims, nil))
}

// hedgedTwice is the text at the line of a contact as relgraph once wrote it: with its hedges behind the label too.
func hedgedTwice(c *graph.Contact, drawn string) string {
	drawn, label := oneLine(drawn), oneLine(c.Naming().Label())
	if rest, ok := strings.CutPrefix(drawn, label); ok {
		return oneLine(words.English().Contacts.What(c)) + rest
	}
	return drawn
}

// directed has claims say which way their contact went, and why they cannot.
func directed(l *ledger, d difference, c *graph.Contact, claims []*sources.Claim) ([]intake.Change, string) {
	switch {
	case d.now.Text == sources.NotTold.String() && l.g.Dossier().Kind(c.Kind).Heading != sources.EitherHeading:
		return nil, fmt.Sprintf("the kind %q tells it", c.Kind)
	case d.now.Text == sources.NotTold.String():
		return all(claims, "direction", ""), ""
	case d.kept == sources.NotTold.String() && d.now.Text == sources.Mutual.String() && !l.untold:
		return nil, `relgraph once wrote that where nobody tells the direction: put "mutual" into the claims if they say so`
	}
	return all(claims, "direction", d.now.Text), ""
}

// changes are those that have claims say what an edge shows, or why there are none.
func (l *ledger) changes(d difference, c *graph.Contact, claims []*sources.Claim) (changes []intake.Change, cannot string) {
	list := func(text string) string { return strings.Join(splitted(text), "|") }
	now := d.now.Text
	switch d.column {
	case "label":
		return labelled(claims, d.kept, now), ""
	case "from", "to":
		return joinedAnew(d, c, claims)
	case "relation":
		return all(claims, "kind", now), ""
	case "direction":
		return directed(l, d, c, claims)
	case "dates":
		if strings.Contains(now, "; ") {
			return nil, oneDateEach
		}
		return agreed(claims, "date", now, func(cl *sources.Claim) string { return cl.Date.String() })
	case "when", "first_year", "last_year", "start", "end":
		return nil, "it follows from the dates of its claims: with export --columns all the column dates has them"
	case "hedges":
		if parts := strings.Split(now, "; "); len(parts) == len(claims) {
			for i, cl := range claims {
				if text := strings.TrimSuffix(parts[i], "-"); text != cl.Detail().Hedge {
					changes = append(changes, change(cl, "hedge", text))
				}
			}
			return changes, ""
		}
		return agreed(claims, "hedge", now, func(cl *sources.Claim) string { return cl.Detail().Hedge })
	case "via":
		if id := l.actors.nobody(splitted(now)); id != "" {
			return nil, fmt.Sprintf("no actor has the id %q", id)
		}
		return agreed(claims, "channel", "via "+list(now),
			func(cl *sources.Claim) string { return sources.Joined(cl.Detail().Channel.Via, "|") })
	case "places":
		return agreed(claims, "place", list(now),
			func(cl *sources.Claim) string { return strings.Join(cl.Detail().Places, "|") })
	case "documents":
		if l.g.Dossier().Document(sources.DocumentID(now)) == nil {
			return nil, fmt.Sprintf("no document has the id %q, and each claim has one", now)
		}
		return agreed(claims, "document", now, func(cl *sources.Claim) string { return string(cl.Document) })
	}
	for _, column := range sources.ClaimColumns() { // those that edges show by the column's own name
		if column.Name == d.column && !column.Holds.Refers() &&
			(column.Name == "summary" || column.Name == "modality" || ofOne(claims, d)) {
			return agreed(claims, column.Name, now, column.Text)
		}
	}
	if own := l.ownColumn("claims", d.column); own != "" {
		return agreed(claims, own, now, func(cl *sources.Claim) string {
			for _, f := range cl.Detail().Extra {
				if f.Name == own {
					return f.Value
				}
			}
			return ""
		})
	}
	return nil, derived
}

// nobody is the first of ids that no actor has; "" if there is none.
func (a actors) nobody(ids []string) string {
	for _, id := range ids {
		if a[sources.ActorID(id)] == nil {
			return id
		}
	}
	return ""
}

// joinedAnew has claims name another party, or both the other way round.
func joinedAnew(d difference, c *graph.Contact, claims []*sources.Claim) ([]intake.Change, string) {
	if c.Parties().IsRound() {
		return nil, "who took part in a round follows from its claims"
	}
	type pair = [2]sources.ActorID
	old, now, other := sources.ActorID(d.kept), sources.ActorID(d.now.Text), c.To
	if d.column == "to" {
		other = c.From
	}
	if now == other { // it goes the other way
		return replaced(claims, pair{old, other}, pair{other, old}), ""
	}
	return replaced(claims, pair{old, old}, pair{now, now}), ""
}

// ofOne tells whether a difference is in a cell of one claim, as it is where edges are claims.
func ofOne(claims []*sources.Claim, d difference) bool {
	return len(claims) == 1 && slices.ContainsFunc(sources.ClaimColumns(), func(c sources.ColumnOf[sources.Claim]) bool {
		return c.Name == d.column && (c.Text(claims[0]) == d.kept || c.Text(claims[0]) == "")
	})
}

// labelled gives another label to the claims that have the one which is shown or, if none has, to the first that
// supports the contact.
func labelled(claims []*sources.Claim, shown, now string) []intake.Change {
	var changes []intake.Change
	for _, cl := range claims {
		if cl.Detail().Label == shown && shown != "" {
			changes = append(changes, change(cl, "label", now))
		}
	}
	for _, supports := range []bool{true, false} {
		for _, cl := range claims {
			if changes == nil && cl.Stance.Supports() == supports {
				changes = append(changes, change(cl, "label", now))
			}
		}
	}
	return changes
}

// all has every claim say the same.
func all(claims []*sources.Claim, column, text string) []intake.Change {
	var changes []intake.Change
	for _, cl := range claims {
		changes = append(changes, change(cl, column, text))
	}
	return changes
}

// agreed has the claims that said one thing say another: those that have a text in the column or, if none has, the
// first. What they say in different ways cannot be changed as one.
func agreed(claims []*sources.Claim, column, text string, said func(*sources.Claim) string) ([]intake.Change, string) {
	var changes []intake.Change
	before := ""
	for _, cl := range claims {
		switch had := said(cl); {
		case had == "":
		case before != "" && before != had:
			return nil, "its claims differ there: export --profile claims shows them one by one"
		default:
			before = had
			changes = append(changes, change(cl, column, text))
		}
	}
	if changes == nil {
		changes = all(claims[:1], column, text)
	}
	return changes, ""
}

// deletions are what a ledger lacks of what was in the files when they were written.
type deletions struct{ *ledger }

// findGone finds the contacts that had an edge when the files were written, and have none now.
func (l deletions) findGone(files []intake.Returned) {
	l.there = map[string]bool{}
	edges, nodes := 0, 0
	for i := range files {
		f := &files[i]
		edges, nodes = edges+len(f.Edges)+len(f.EdgeColumns), nodes+len(f.Nodes)
		for _, s := range f.Edges {
			l.there[s.ID] = true
			for _, c := range s.Cells {
				if c.Column == "contact" {
					l.there[c.Text] = true
				}
			}
			for _, id := range s.Claims {
				if c := l.about[id]; c != nil {
					l.there[string(c.ID)] = true
				}
			}
		}
	}
	if nodes == 0 {
		return // a table of edges, beside which there may be one of nodes
	}
	listed := map[string]bool{}
	for i := range files {
		for _, id := range files[i].Drawn {
			if !l.there[id] && !listed[id] {
				listed[id] = true
				l.gone = append(l.gone, id)
			}
		}
	}
	l.without = edges == 0
}

// deleted reports what was in the files when they were written, and is there no more.
func (l deletions) deleted(files []intake.Returned) {
	at := sources.Pos{File: files[0].File}
	if l.without && len(l.gone) > 0 {
		l.add(Edit{At: at, What: "the edges of " + words.Plural(len(l.gone), "contact"),
			Happens: "are not there: want the table of edges beside that of nodes; without it their claims are not there " +
				"either"})
		l.gone = nil
	}
	for _, id := range l.gone {
		l.add(Edit{At: at, What: fmt.Sprintf("contact %q", id), Happens: "was deleted: the file has neither its " +
			"edge nor its claims, and import cannot bring them back"})
	}
	nodes, actors, drawn := map[sources.ActorID]bool{}, 0, false
	for i := range files {
		drawn = drawn || len(files[i].Drawn) > 0
		actors = max(actors, files[i].Actors)
		for _, s := range files[i].Nodes {
			nodes[s.Actor] = true
		}
	}
	if actors == 0 && len(nodes) > 0 && drawn {
		l.add(Edit{At: at, What: "the first node", Happens: "went missing: the dossier's title, kinds and codings stood " +
			"there, and import cannot bring them back"})
	}
	if n := actors - len(nodes); n > 0 && len(nodes) > 0 {
		what := fmt.Sprintf("%d of %d actors", n, actors)
		l.add(Edit{At: at, What: what, Happens: "went missing: the file does not say who they were, and import " +
			"cannot bring them back"})
	}
	for _, key := range l.pairsGone() {
		l.add(Edit{At: at, What: fmt.Sprintf("round %q", key.id),
			Happens: fmt.Sprintf("lacks its line between %q and %q", key.a, key.b),
			Cannot:  "who took part in a round follows from its claims"})
	}
}

// pairsGone are the lines of rounds that the files lack while they have others of the round, in order.
func (l deletions) pairsGone() []edgeKey {
	var keys []edgeKey
	for key := range l.edges {
		c := l.about[sources.ClaimID(key.id)]
		if c == nil {
			c = l.g.Contact(sources.ContactID(key.id))
		}
		if c != nil && c.Parties().IsRound() && l.there[string(c.ID)] && !l.seen[key] {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(x, y edgeKey) int {
		return strings.Compare(x.id+string(x.a)+string(x.b), y.id+string(y.a)+string(y.b))
	})
	return keys
}
