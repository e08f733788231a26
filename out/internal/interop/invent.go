package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Truth does not come from what is tried. So dossiers are invented here: first what happened and who says so, then from
// that, side by side, the tables that somebody would type and all that has to be found in a file. No part of relgraph
// reads, orders, dates or counts anything in between.

// An invention is an invented dossier: its tables, cell by cell, and what they say.
type invention struct {
	name   string
	tables map[string][][]string
	listing
	inventor
}

// inventions are as many as it takes for every recipe to be tried with other cells.
var inventions = []uint64{1, 2, 3}

type inventor struct{ *rand.Rand }

func (v inventor) one(of []string) string { return of[v.IntN(len(of))] }

// some is one of the texts, or blank.
func (v inventor) some(of []string) string {
	if v.IntN(2) == 0 {
		return ""
	}
	return v.one(of)
}

// invented texts have signs that mean something in one notation or another, and letters of several scripts.
var invented = []string{
	`plain words`, `They said "no"`, `R&D <b>bold</b> &amp; more`, `a bar \| and \ a back\\slash`, "two\nlines",
	`comma, semicolon; colon: quote'`, `=SUM(A1)`, `+44 20`, `@handle`, `بيت بو`, `Ça, d’été – “quoted”`,
	`中文 名字`, `emoji 👩‍🚀`, `{"json": [1]}`, `${var} $1 %s %20 #frag`, `a -> b; c`, `--dashes-- ]]> <!--`,
	`ends in \`, `name: value`, `<script>alert(1)</script>`, `'apostrophe`, `\u0041 \N \G`,
}

// A written date is a cell, with what it means and how it is said.
type writtenDate struct {
	date
	says string // in the column "when"
	id   string // in the name of a contact
}

var writtenDates = []writtenDate{
	{date{"2014", "2014-01-01", "2014-12-31"}, "2014", "2014"},
	{date{"2014-09", "2014-09-01", "2014-09-30"}, "Sep 2014", "2014-09"},
	{date{"2016-02", "2016-02-01", "2016-02-29"}, "Feb 2016", "2016-02"},
	{date{"1900-02", "1900-02-01", "1900-02-28"}, "Feb 1900", "1900-02"},
	{date{"2014-09-23", "2014-09-23", "2014-09-23"}, "23 Sep 2014", "2014-09-23"},
	{date{"2014-09-23/2014-11", "2014-09-23", "2014-11-30"}, "23 Sep – Nov 2014", "2014-09-23..2014-11-30"},
	{date{"2018/2019", "2018-01-01", "2019-12-31"}, "2018–2019", "2018..2019"},
	{date{"2013-12-31/2014-01-02", "2013-12-31", "2014-01-02"}, "31 Dec 2013 – 2 Jan 2014", "2013-12-31..2014-01-02"},
	{date{"2014-09/..", "2014-09-01", ""}, "since Sep 2014", "2014-09.."},
	{date{"../2014-09", "", "2014-09-30"}, "up to Sep 2014", "..2014-09"},
	{date{"201X", "2010-01-01", "2019-12-31"}, "2010s", "2010..2019"},
	{date{"2014-21", "2014-01-01", "2014-12-31"}, "spring 2014", "2014"}, // on either half of the globe
	{date{"2014-09?", "2014-09-01", "2014-09-30"}, "Sep 2014 (uncertain)", "2014-09"},
}

// A telling is a claim of a recipe.
type telling struct {
	stance   string
	by       string // who says so: "" nobody, "first" and "second" of the parties, "witness", "other witness"
	modality string
	retold   bool // by a document that rests on that of the first claim
	doubted  bool
}

// A recipe is how a contact is told, and what follows.
type recipe struct {
	state     string
	tellings  []telling
	min, max  int      // origins
	confirmed []string // "first", "second"
	answers   []string // what each of the parties says of it, if one says anything
	otherSide string
}

var recipes = []recipe{
	{state: "single-origin", tellings: []telling{{}}, min: 1, max: 1},
	{state: "single-origin", tellings: []telling{{by: "witness"}}, min: 1, max: 1},
	{state: "single-origin", tellings: []telling{{doubted: true}}, min: 1, max: 1},
	{state: "single-origin", tellings: []telling{{}, {retold: true}}, min: 1, max: 1},
	{state: "reported-twice", tellings: []telling{{}, {}}, min: 1, max: 2},
	{state: "corroborated", tellings: []telling{{by: "witness"}, {by: "other witness"}}, min: 2, max: 2},
	{state: "confirmed-by-one", tellings: []telling{{stance: "confirms", by: "first"}}, min: 1, max: 1,
		confirmed: []string{"first"}, answers: []string{"confirms", "silent"}, otherSide: "silent"},
	{state: "confirmed-by-one", tellings: []telling{{}, {stance: "confirms", by: "second"}}, min: 1, max: 2,
		confirmed: []string{"second"}, answers: []string{"silent", "confirms"}, otherSide: "silent"},
	{state: "confirmed-by-both", tellings: []telling{{stance: "confirms", by: "first"}, {stance: "confirms", by: "second"}},
		min: 2, max: 2, confirmed: []string{"first", "second"}, answers: []string{"confirms", "confirms"},
		otherSide: "confirms"},
	{state: "disputed", tellings: []telling{{}, {stance: "denies", by: "second"}}, min: 1, max: 1,
		answers: []string{"silent", "denies"}},
	{state: "disputed", tellings: []telling{{}, {stance: "disputes", by: "witness"}}, min: 1, max: 1},
	{state: "single-origin", tellings: []telling{{}, {stance: "no-comment", by: "first"}}, min: 1, max: 1,
		answers: []string{"no comment", "silent"}},
	{state: "planned", tellings: []telling{{modality: "planned"}}, min: 1, max: 1},
	{state: "requested", tellings: []telling{{modality: "requested"}}, min: 1, max: 1},
	{state: "hypothetical", tellings: []telling{{modality: "hypothetical"}}, min: 1, max: 1},
	{state: "denied", tellings: []telling{{stance: "denies", by: "first"}}, answers: []string{"denies", "silent"}},
	{state: "retracted", tellings: []telling{{}, {stance: "retracts"}}},
	{state: "unreported", tellings: []telling{{stance: "no-comment", by: "second"}},
		answers: []string{"silent", "no comment"}},
}

// A kind of contact that is invented, with the word that stands at its line.
type inventedKind struct {
	id, label string
	directed  bool
	told      bool // which each row has to say
	mutual    bool // by its name
	tie       bool
}

var inventedKinds = []inventedKind{
	{id: "meeting", label: "meeting", mutual: true}, {id: "call", label: "call"}, {id: "visit", label: "visit"},
	{id: "talks", label: "talks", mutual: true},
	{id: "warning", label: "warning", directed: true, told: true},
	{id: "message", label: "message", directed: true, told: true},
	{id: "affiliation", label: "affiliation", directed: true, told: true, tie: true},
	{id: "hosted", label: "hosted at sea", directed: true},
	{id: "shares-office", label: "shares an office", mutual: true, tie: true},
}

// invent invents the dossier of a number.
func invent(seed uint64) *invention {
	v := &invention{name: fmt.Sprintf("invented-%d", seed), tables: map[string][][]string{},
		inventor: inventor{rand.New(rand.NewPCG(seed, 2014))}, listing: listing{rows: newCells()}}
	v.inventActors()
	v.tables["kinds"] = [][]string{{"id", "word", "class", "directed"}, {"hosted", "hosted at sea", "contact", "yes"},
		{"shares-office", "shares an office", "tie", "no"}}
	v.inventContacts()
	return v
}

// parties is how many of the actors take part in contacts; behind them stand two witnesses, and one whom nobody names.
const parties = 9

func (v *invention) inventActors() {
	ids := []string{"ann", "bo-x", "çe", "d_1", "مي", "中", "Fay", "g.2", "h", "wit-1", "wit-2", "alone"}
	for i, id := range ids {
		a := listedActor{ID: id, Name: fmt.Sprintf("%s %d", oneLine(v.one(invented)), i), Role: oneLine(v.some(invented)),
			Kind:    v.some([]string{"person", "state", "agency", "company", "armed-group"}),
			Country: v.some([]string{"GB", "FR", "SY"}), Side: v.some([]string{"East", `West "side"`, "Süd & Co"}),
			Note: v.some(invented), Extra: v.own("Standing", "own column")}
		if v.IntN(2) == 0 {
			a.Short = fmt.Sprintf("S%d & co", i)
		}
		if v.IntN(3) == 0 {
			a.Wikidata = "Q" + strconv.Itoa(1000+i)
		}
		for n := range v.IntN(3) {
			a.Alias = append(a.Alias, fmt.Sprintf("Alias %d.%d <&>", i, n))
		}
		if i == len(ids)-1 { // who has no part in anything
			a.PartOf = []string{"h", "ann"}
		}
		v.actors = append(v.actors, a)
		v.row("actors", "actor", a.Extra, [][2]string{{"id", a.ID}, {"name", a.Name}, {"short", a.Short}, {"role", a.Role},
			{"kind", a.Kind}, {"country", a.Country}, {"side", a.Side}, {"note", a.Note}, {"wikidata", a.Wikidata},
			{"alias", strings.Join(a.Alias, "|")}, {"part_of", strings.Join(a.PartOf, "|")}})
	}
}

// own are the cells of columns that relgraph does not know.
func (v *invention) own(names ...string) map[string]string {
	cells := map[string]string{}
	for _, name := range names {
		if text := v.some(invented); text != "" {
			cells[name] = text
		}
	}
	return cells
}

// document invents one, which rests on another if that is named.
func (v *invention) document(root string) string {
	n := len(v.documents) + 1
	d := listedDocument{ID: fmt.Sprintf("d%d", n), Title: fmt.Sprintf("%s (%d)", oneLine(v.one(invented)), n),
		Publisher: oneLine(v.some(invented)), Issued: v.some([]string{"2020", "2020-03", "2020-03-04", "2019~"})}
	if v.IntN(4) > 0 {
		d.URL = fmt.Sprintf("https://example.org/%d?a=1&copy=%%20c", n)
	}
	for i := range v.IntN(3) {
		d.Author = append(d.Author, fmt.Sprintf("Author %d.%d & Sons", n, i))
	}
	v.documents = append(v.documents, d)
	v.row("documents", "document", v.own("Shelf"), [][2]string{{"id", d.ID}, {"title", d.Title}, {"publisher", d.Publisher},
		{"issued", d.Issued}, {"url", d.URL}, {"author", strings.Join(d.Author, "|")}, {"derived_from", root},
		{"language", v.some([]string{"en", "ar"})}, {"reliability", v.some([]string{"A", "F"})},
		{"type", v.some([]string{"report", "broadcast"})}, {"accessed", v.some([]string{"2021-01-02"})},
		{"archive_url", v.some([]string{"https://archive.example/?u=1&v=2"})}, {"note", v.some(invented)}})
	return d.ID
}

// inventContacts invents one contact by each recipe, and rounds, each of members and a kind that no other has.
func (v *invention) inventContacts() {
	type pair struct{ a, b, kind int }
	var free []pair
	for a := range parties {
		for b := range a {
			for kind := range inventedKinds {
				free = append(free, pair{a, b, kind})
			}
		}
	}
	v.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	id := func(n int) string { return v.actors[n].ID }
	taken := map[[2]int]bool{}
	for i, r := range slices.Concat(recipes, recipes[:4], recipes[:2]) {
		n := slices.IndexFunc(free, func(p pair) bool {
			fits := !inventedKinds[p.kind].tie || i < 4 // what is planned, denied ... is no tie
			return fits && (i%5 == 0 || !taken[[2]int{p.a, p.b}])
		})
		p := free[n]
		free = slices.Delete(free, n, n+1)
		taken[[2]int{p.a, p.b}] = true
		if v.IntN(2) == 0 {
			p.a, p.b = p.b, p.a
		}
		v.contact(r, inventedKinds[p.kind], []string{id(p.a)}, []string{id(p.b)})
	}
	v.contact(recipes[0], inventedKinds[0], []string{id(0), id(3), id(5)}, nil)
	v.contact(recipes[0], inventedKinds[1], []string{id(1), id(4)}, []string{id(2), id(6)})
	v.contact(recipes[4], inventedKinds[3], []string{id(8), id(7), id(2)}, nil)
}

// contact invents what is told of one contact, as the recipe says, and what follows from it.
func (v *invention) contact(r recipe, kind inventedKind, actors, recipients []string) {
	all := slices.Concat(actors, recipients)
	parties := map[string]string{"first": all[0], "second": all[1]}
	if len(actors) > 1 && recipients != nil { // one of either side, then the others of both
		one, other := slices.Sorted(slices.Values(actors)), slices.Sorted(slices.Values(recipients))
		parties = map[string]string{"first": one[0], "second": other[0]}
		all = slices.Concat([]string{one[0], other[0]}, one[1:], other[1:])
	}
	c := listedContact{From: parties["first"], To: parties["second"], Directed: kind.directed, Mutual: kind.mutual,
		Kind:    kind.id,
		Members: all, State: r.state, Modality: "happened", OtherSide: r.otherSide}
	c.Origins.Min, c.Origins.Max = r.min, r.max
	for _, who := range r.confirmed {
		c.ConfirmedBy = append(c.ConfirmedBy, parties[who])
	}
	for i, says := range r.answers {
		answer := answer{Actor: parties[[]string{"first", "second"}[i]], Says: says}
		if says == "confirms" && (kind.directed || kind.mutual) {
			answer.Of = "itself"
			if kind.directed && i == 1 { // who says "they came to us" says it of them
				answer.Of = "others"
			}
		}
		c.Answers = append(c.Answers, answer)
	}
	var when writtenDate
	if v.IntN(4) > 0 {
		when = writtenDates[v.IntN(len(writtenDates))]
		c.Dates, c.When, c.Event = []date{when.date}, when.says, when.id
	}
	named := ""
	if v.IntN(6) == 0 {
		named = fmt.Sprintf("named-%d", len(v.rows["claim"]))
		c.Event = named
	}
	if r.state == "unreported" { // who declines to comment says nothing of it: no day, no way and no word
		c.Dates, c.When, c.Directed, c.Mutual = nil, "", false, false
	}
	label := v.some([]string{"four words at most", `\G <i>&lt;</i>`, "Ça va?"})
	c.Label = kind.label
	if label != "" && r.state != "unreported" {
		c.Label = label
	}
	root := ""
	for i, t := range r.tellings {
		rests := ""
		if t.retold {
			rests = root
		}
		doc := v.document(rests)
		if i == 0 {
			root = doc
		}
		c.Documents = append(c.Documents, doc)
		v.telling(&c, t, listedClaim{Kind: kind.id, Directed: kind.directed, Mutual: kind.mutual, Date: when.date,
			Document: doc,
			Actor:    actors, Recipient: recipients, Label: label}, parties, kind, when.text, named)
	}
	for i := range c.Claims {
		if c.Claims[i].Modality == "" {
			c.Claims[i].Modality = "happened"
		}
	}
	c.ID = c.name(named, kind.directed)
	if drawn := !slices.Contains([]string{"denied", "retracted", "unreported"}, c.State); drawn && !kind.tie {
		for i := range v.actors {
			if slices.Contains(all, v.actors[i].ID) {
				v.actors[i].Contacts++
			}
		}
	}
	if kind.tie {
		v.ties = append(v.ties, c)
	} else {
		v.contacts = append(v.contacts, c)
	}
}

// telling invents what one document says of the contact, beside what the claim has already, and writes its row: with
// the date as it is written, and the name of the event.
func (v *invention) telling(c *listedContact, t telling, cl listedClaim, parties map[string]string, kind inventedKind,
	written, named string) {
	cl.ID, cl.Stance, cl.Modality = fmt.Sprintf("c%d", len(v.rows["claim"])+1), cmp.Or(t.stance, "reports"), t.modality
	cl.Hedge, cl.Locator = v.some(invented), v.some([]string{"p. 4", "para. 6", "+1"})
	cl.Summary, cl.Note = oneLine(v.some(invented)), v.some(invented)
	cl.Extra = v.own("Weighing", "How sure?")
	switch t.by {
	case "first", "second":
		cl.AssertedBy = parties[t.by] + " (on record)"
	case "witness":
		cl.AssertedBy = "wit-1"
	case "other witness":
		cl.AssertedBy = "wit-2"
	}
	if len(c.Claims) > 0 && slices.Contains([]string{"denies", "no-comment", "retracts"}, t.stance) {
		cl.About = c.Claims[0].ID
	}
	if t.modality != "" {
		c.Modality = t.modality
	}
	if t.doubted {
		cl.Doubt, c.Doubted = "Is it they?", true
	}
	if v.IntN(3) == 0 {
		cl.Place = []string{"Here & there", "بيروت"}[:1+v.IntN(2)]
	}
	if v.IntN(4) == 0 {
		cl.Channel = "via wit-1"
	}
	if v.IntN(3) == 0 && !t.doubted {
		cl.CheckedBy, cl.CheckedOn = "editors", "2022-01-02"
	}
	c.Claims = append(c.Claims, cl)
	way := ""
	if kind.told {
		way = "directed"
	}
	row := v.row("claims", "claim", cl.Extra, [][2]string{{"id", cl.ID}, {"contact", named},
		{"actor", strings.Join(cl.Actor, "|")}, {"recipient", strings.Join(cl.Recipient, "|")},
		{"document", cl.Document}, {"kind", kind.id}, {"direction", way}, {"date", written},
		{"place", strings.Join(cl.Place, "|")}, {"channel", cl.Channel}, {"modality", t.modality}, {"stance", t.stance},
		{"asserted_by", cl.AssertedBy}, {"about", cl.About}, {"hedge", cl.Hedge}, {"locator", cl.Locator},
		{"label", cl.Label}, {"summary", cl.Summary}, {"checked_by", cl.CheckedBy}, {"checked_on", cl.CheckedOn},
		{"doubt", cl.Doubt}, {"note", cl.Note}})
	row["stance"] = cl.Stance // which files say in words, as they do of which way a kind of the dossier's own goes
	if kind.directed {
		row["direction"] = "directed"
	}
	if row["contact_id"] = row["contact"]; named == "" {
		delete(row, "contact_id")
	}
	delete(row, "contact")
}

// name is the contact's id: as its rows call it, or its members in the order of their ids or, if it goes one way, of
// that way, its kind and its date.
func (c *listedContact) name(named string, oneWay bool) string {
	if named != "" {
		return named
	}
	who := strings.Join(slices.Sorted(slices.Values(c.Members)), "--")
	if oneWay {
		who = c.From + "--to--" + c.To
	}
	return strings.TrimSuffix(who+"--"+c.Kind+"--"+c.Event, "--")
}

// row writes a row into a table, and keeps its cells that are not blank.
func (v *invention) row(table, sort string, own map[string]string, cells [][2]string) record {
	columns := map[string][]string{"actor": {"Standing", "own column"}, "document": {"Shelf"},
		"claim": {"Weighing", "How sure?"}}[sort]
	kept := record{}
	var head, row []string
	for _, c := range cells {
		head, row = append(head, c[0]), append(row, c[1])
		if c[1] != "" {
			kept[c[0]] = c[1]
		}
	}
	for _, name := range columns {
		head, row = append(head, name), append(row, own[name])
		if own[name] != "" {
			kept[name] = own[name]
		}
	}
	if v.tables[table] == nil {
		v.tables[table] = [][]string{head}
	}
	v.tables[table] = append(v.tables[table], row)
	v.rows[sort][kept["id"]] = kept
	return kept
}

// write puts the tables into a folder, and beside it, for people, what has to be found in every file.
func (v *invention) write(folder string) error {
	dossier := filepath.Join(folder, v.name)
	if err := os.MkdirAll(dossier, 0o755); err != nil {
		return err
	}
	for name, rows := range v.tables {
		columns := make([]int, len(rows[0])) // in an order of nobody's
		for i := range columns {
			columns[i] = i
		}
		v.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		for _, row := range rows {
			mixed := make([]string, len(row))
			for i, n := range columns {
				mixed[i] = row[n]
			}
			if err := w.Write(mixed); err != nil {
				return err
			}
		}
		if w.Flush(); w.Error() != nil {
			return w.Error()
		}
		if err := os.WriteFile(filepath.Join(dossier, name+".csv"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	t := v.hold(nil)
	held, err := json.MarshalIndent(map[string]any{"actors": t.actors, "contacts": t.contacts, "not_drawn": t.hidden,
		"edges": t.lines, "claims": t.claims, "documents": t.documents, "rows": t.cells}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, v.name+".json"), held, 0o644)
}

// differs lists what a truth has other than this one, column by column.
func (t *truth) differs(from *truth) []string {
	var all []string
	for _, part := range []struct {
		what      string
		want, got map[string]record
	}{{"actor", t.actors, from.actors}, {"contact", t.contacts, from.contacts},
		{"contact that is not drawn", t.hidden, from.hidden},
		{"edge", t.lines, from.lines}, {"edge of a claim", t.claims, from.claims},
		{"document", t.documents, from.documents},
		{"row of an actor", t.cells["actor"], from.cells["actor"]},
		{"row of a document", t.cells["document"], from.cells["document"]},
		{"row of a claim", t.cells["claim"], from.cells["claim"]}} {
		ids := map[string]bool{}
		for id := range part.want {
			ids[id] = true
		}
		for id := range part.got {
			ids[id] = true
		}
		for _, id := range sortedKeys(ids) {
			want, wanted := part.want[id]
			got, found := part.got[id]
			switch {
			case !wanted:
				all = append(all, fmt.Sprintf("%s %q: no such thing was invented", part.what, id))
				continue
			case !found:
				all = append(all, fmt.Sprintf("%s %q: not read", part.what, id))
				continue
			}
			columns := map[string]bool{}
			for name := range want {
				columns[name] = true
			}
			for name := range got {
				columns[name] = true
			}
			for _, name := range sortedKeys(columns) {
				if want[name] != got[name] {
					all = append(all, fmt.Sprintf("%s %q: %s: read %q, want %q", part.what, id, name, got[name],
						want[name]))
				}
			}
		}
	}
	return all
}
