package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources/edtf"
)

// A truth is what every export of a dossier has to hold: a record for each actor and for each contact that is drawn, by
// the names of the columns. Of a dossier that was invented here, it follows from what was invented; of the others, from
// what "relgraph list --json" says, which is held against the invented ones and, cell by cell, against the rows as a
// program reads them that knows nothing of relgraph (written.go). Places come from the plainest file.
type truth struct {
	actors    map[string]record
	contacts  map[string]record // that are drawn
	lines     map[string]record // of them: one for each pair of a contact's members
	hidden    map[string]record // contacts that are not drawn
	claims    map[string]record // that report a contact which is drawn, one for each pair
	documents map[string]record
	places    map[string]point
	cells     cells
}

// The cells of every row by the sort of record that has them (actor, document, claim) and by its id.
type cells map[string]map[string]record

// read takes the rows of a sort from an answer. Blank means that a contact happened, and the column "contact" is in
// files for other programs called contact_id.
func (c cells) read(sort string, rows []map[string]any) {
	for _, row := range rows {
		r := record{}
		for name, value := range row {
			if own, ok := value.(map[string]any); ok && name == "extra" {
				for column, text := range own {
					r[column] = listed(text)
				}
				continue
			}
			text := listed(value)
			if name == "row" || name == "directed" || name == "mutual" || name == "contacts" ||
				name == "modality" && text == "happened" {
				continue
			}
			if sort == "claim" && name == "contact" {
				name = "contact_id"
			}
			r[name] = text
		}
		c[sort][r["id"]] = r
	}
}

// listed is a value as text, a list with bars.
func listed(value any) string {
	list, ok := value.([]any)
	if !ok {
		return shown(value)
	}
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = shown(v)
	}
	return strings.Join(texts, "|")
}

// A record holds the values that a column has to show; a column with a blank value must be blank.
type record map[string]string

type point struct{ x, y float64 }

type listedActor struct {
	ID, Name, Short, Role, Kind, Country, Side, Wikidata, Note string
	Alias                                                      []string
	PartOf                                                     []string `json:"part_of"`
	Contacts                                                   int
	Extra                                                      map[string]string
}

type listedDocument struct {
	ID, URL, Title, Publisher, Issued string
	Author                            []string
}

type listedContact struct {
	ID, From, To                 string
	Directed, Mutual             bool
	Kind, Label, State, Modality string
	Dates                        []date
	When, Event                  string
	Members                      []string
	ConfirmedBy                  []string `json:"confirmed_by"`
	OtherSide                    string   `json:"other_side"`
	Answers                      []answer
	Doubted                      bool
	Origins                      struct{ Min, Max int }
	Documents                    []string
	Claims                       []listedClaim
	told                         []map[string]any // the claims once more, with every cell
}

type answer struct{ Actor, Says, Of, Through string }

type listedClaim struct {
	ID, Kind, Stance, Hedge, Locator, Summary, Document, About, Note string
	Label, Channel, Modality, Anchor, Doubt                          string
	Actor, Recipient, Place                                          []string
	Directed, Mutual                                                 bool
	Date                                                             date
	Extra                                                            map[string]string
	AssertedBy                                                       string `json:"asserted_by"`
	CheckedBy                                                        string `json:"checked_by"`
	CheckedOn                                                        string `json:"checked_on"`
}

// A date is what a cell says of a day, with the first and the last day that it allows: blank if that is open.
type date struct{ text, first, last string }

// UnmarshalJSON reads the date of an answer of relgraph's.
func (d *date) UnmarshalJSON(data []byte) error {
	var read edtf.Date
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	d.text = read.String()
	if day, known := read.Earliest(); known {
		d.first = day.String()
	}
	if day, known := read.Latest(); known {
		d.last = day.String()
	}
	return nil
}

// A listing is what a dossier says, row by row, and what follows from it, contact by contact.
type listing struct {
	actors         []listedActor
	documents      []listedDocument
	contacts, ties []listedContact
	rows           cells
}

func newCells() cells { return cells{"actor": {}, "document": {}, "claim": {}} }

// listingOf is what relgraph itself says of a dossier.
func listingOf(dossier string) (*listing, error) {
	return listingFrom(func(what string) ([]byte, error) { return relgraph("list", what, dossier, "--json") })
}

// listingFrom reads what relgraph answers to each question.
func listingFrom(ask func(what string) ([]byte, error)) (*listing, error) {
	l := &listing{rows: newCells()}
	var claims []listedClaim
	for what, list := range map[string]any{"actors": &l.actors, "documents": &l.documents, "contacts": &l.contacts,
		"ties": &l.ties, "claims": &claims} {
		data, err := ask(what)
		if err != nil {
			return nil, err
		}
		var answer map[string]json.RawMessage
		if err := json.Unmarshal(data, &answer); err != nil {
			return nil, fmt.Errorf("relgraph list %s: %w", what, err)
		}
		if err := json.Unmarshal(answer[what], list); err != nil {
			return nil, fmt.Errorf("relgraph list %s: %w", what, err)
		}
		if contacts, ok := list.(*[]listedContact); ok {
			var told []struct{ Claims []map[string]any }
			if err := json.Unmarshal(answer[what], &told); err != nil {
				return nil, fmt.Errorf("relgraph list %s: %w", what, err)
			}
			for i := range *contacts {
				(*contacts)[i].told = told[i].Claims
			}
		}
		if sort := strings.TrimSuffix(what, "s"); l.rows[sort] != nil {
			var cells []map[string]any
			if err := json.Unmarshal(answer[what], &cells); err != nil {
				return nil, fmt.Errorf("relgraph list %s: %w", what, err)
			}
			l.rows.read(sort, cells)
		}
	}
	return l, nil
}

// truth is what the exports of the dossier have to hold; a file for its places is written into the folder.
func (l *listing) truth(dossier, folder string) (*truth, error) {
	places, err := placesOf(dossier, filepath.Join(folder, "places.nodelink.json"))
	if err != nil {
		return nil, err
	}
	return l.hold(places), nil
}

// hold puts the listing into records.
func (l *listing) hold(places map[string]point) *truth {
	t := &truth{actors: map[string]record{}, contacts: map[string]record{}, lines: map[string]record{},
		hidden: map[string]record{},
		claims: map[string]record{}, documents: map[string]record{}, places: places, cells: l.rows}
	byID := map[string]listedDocument{}
	for _, d := range l.documents {
		byID[d.ID] = d
		t.documents[d.ID] = record{"id": d.ID, "title": d.Title, "url": d.URL, "publisher": d.Publisher,
			"author": strings.Join(d.Author, "; ")}
	}
	for _, a := range l.actors {
		r := record{"id": a.ID, "label": cmp.Or(a.Short, a.Name), "name": a.Name, "kind": a.Kind,
			"role": a.Role, "country": a.Country,
			"wikidata": a.Wikidata, "note": a.Note, "aliases": strings.Join(a.Alias, "; "),
			"part_of": strings.Join(a.PartOf, "; "),
			"side":    cmp.Or(a.Side, countries[a.Country], a.Country), "contacts": strconv.Itoa(a.Contacts),
			recordsOf + "actor": a.ID}
		r.putOwn(a.Extra)
		t.actors[a.ID] = r
	}
	notDrawn, drawn := map[string][]string{}, map[string]bool{}
	for i, c := range slices.Concat(l.contacts, l.ties) {
		whole := c.record(byID)
		whole["class"] = "contact"
		if i >= len(l.contacts) {
			whole["class"] = "tie"
		}
		if slices.Contains([]string{"denied", "retracted", "unreported"}, c.State) {
			for _, cl := range c.Claims {
				for _, member := range c.Members {
					notDrawn[member] = append(notDrawn[member], cl.ID)
				}
			}
			t.hidden[c.ID] = whole
			continue
		}
		t.contacts[c.ID] = whole
		for _, member := range c.Members {
			drawn[member] = true
		}
		var pairs []string
		for _, line := range c.lines(whole) {
			t.lines[line["id"]] = line
			pairs = append(pairs, line["source"]+">"+line["target"])
		}
		slices.Sort(pairs)
		whole["lines"] = strings.Join(pairs, "; ")
		for _, cl := range c.Claims {
			if cl.supports() {
				for _, r := range cl.lines(c, byID) {
					t.claims[r["id"]] = r
				}
			}
		}
	}
	for id := range drawn {
		a := t.actors[id]
		a["box"] = strings.TrimSuffix(a["label"]+"\n"+a["role"], "\n")
	}
	for id, a := range t.actors {
		a[recordsOf+"not_drawn"] = strings.Join(notDrawn[id], "; ")
		a["drawn"] = strconv.FormatBool(drawn[id])
	}
	return t
}

// putOwn sets the dossier's own columns, as graph files call them: in small letters without blanks. A blank cell, and a
// column that a row has not, are the same.
func (r record) putOwn(cells ...map[string]string) {
	texts := map[string][]string{}
	for _, row := range cells {
		for name, text := range row {
			name = ownColumns.Replace(strings.ToLower(name))
			texts[name] = append(texts[name], text)
		}
	}
	for name, all := range texts {
		r[name] = strings.Join(all, "; ")
	}
}

// ownColumns is what becomes of the names of the columns that invented dossiers have of their own.
var ownColumns = strings.NewReplacer(" ", "_", "?", "")

// countries are those of the dossiers.
var countries = map[string]string{"FR": "France", "GB": "United Kingdom", "IR": "Iran", "SY": "Syria",
	"US": "United States"}

// colours are those of the lines by state, as docs/formats.md has them; an affiliation that nobody disputes has a quieter
// one.
var colours = map[string]string{"confirmed-by-both": "#082250", "confirmed-by-one": "#207ed2", "corroborated": "#0e5851",
	"reported-twice": "#397b36", "single-origin": "#6b7279", "requested": "#a65307", "planned": "#ce8311",
	"hypothetical": "#a58c5f", "disputed": "#87131d", "unsourced": "#da13b5"}

// recordsOf stands before the name of a sort of records, as the column that has the ids of those which an element
// must carry whole.
const recordsOf = "records: "

// takesBack tells whether another claim of the contact takes one back.
func (c listedContact) takesBack(cl listedClaim) bool {
	return slices.ContainsFunc(c.Claims,
		func(other listedClaim) bool { return other.Stance == "retracts" && other.About == cl.ID })
}

func (cl listedClaim) supports() bool { return cl.Stance == "reports" || cl.Stance == "confirms" }

// pairs are those that the claim ties: each actor with each recipient or, if it names none, the actors with each other.
func (cl listedClaim) pairs() [][2]string {
	var pairs [][2]string
	for i, a := range cl.Actor {
		others := cl.Recipient
		if len(others) == 0 {
			others = cl.Actor[i+1:]
		}
		for _, b := range others {
			pairs = append(pairs, [2]string{a, b})
		}
	}
	return pairs
}

func (cl listedClaim) via() []string {
	if ids, ok := strings.CutPrefix(cl.Channel, "via "); ok {
		return strings.Split(ids, "|")
	}
	return nil
}

func directionOf(directed, mutual bool) string {
	switch {
	case directed:
		return "directed"
	case mutual:
		return "mutual"
	}
	return "not told"
}

// record is what an element has to hold that stands for the contact, whoever took part.
func (c listedContact) record(documents map[string]listedDocument) record {
	days := daysOf(c.Dates)
	dates := make([]string, len(c.Dates))
	for i, d := range c.Dates {
		dates[i] = d.text
	}
	var own []map[string]string
	for _, cl := range c.Claims {
		own = append(own, cl.Extra)
	}
	telling := slices.DeleteFunc(slices.Clone(c.Claims),
		func(cl listedClaim) bool { return !cl.supports() || c.takesBack(cl) })
	reports := len(telling)
	if reports == 0 {
		telling = c.Claims
	}
	var summaries, places, via, others []string
	for _, cl := range telling {
		summaries, places, via = append(summaries, cl.Summary), append(places, cl.Place...), append(via, cl.via()...)
	}
	for _, cl := range c.Claims {
		others = append(others, cl.ID)
	}
	if reports == 0 {
		places, via = nil, nil
	}
	if c.State == "retracted" { // where, and through whom, it was said to go stays told, as what was taken back
		for _, cl := range c.Claims {
			if cl.supports() {
				places, via = append(places, cl.Place...), append(via, cl.via()...)
			}
		}
	}
	var answers []string
	for _, a := range c.Answers {
		says := a.Actor + ": " + a.Says
		switch {
		case a.Through != "":
			says += " (through " + a.Through + ")"
		case a.Of != "":
			says += " (of " + a.Of + ")"
		}
		answers = append(answers, says)
	}
	doubted := ""
	if c.Doubted {
		doubted = "doubted by a checker"
	}
	each := func(of func(listedClaim) string) string { return eachOr(c.Claims, of) }
	r := record{"id": c.ID, "source": c.From, "target": c.To, "from": c.From, "to": c.To,
		"direction": directionOf(c.Directed, c.Mutual), "relation": c.Kind, "label": c.Label, "state": c.State,
		"modality": c.Modality, "when": c.When, "dates": strings.Join(dates, "; "), "from_day": days[0],
		"until_day": days[1], "weight": strconv.Itoa(max(1, c.Origins.Min)),
		"origins_min": strconv.Itoa(c.Origins.Min), "origins_max": strconv.Itoa(c.Origins.Max),
		"documents": strings.Join(c.Documents, "; "),
		"event":     c.Event, "members": strings.Join(c.Members, "; "), "confirmed_by": strings.Join(c.ConfirmedBy, "; "),
		"other_side": c.OtherSide, "answers": strings.Join(answers, "; "), "doubted": doubted,
		"summary": joined(summaries, " "), "places": joined(places, "; "), "via": joined(via, "; "),
		"reports": strconv.Itoa(reports),
		"urls":    eachOr(c.Documents, func(id string) string { return documents[id].URL }),
		"claims":  strconv.Itoa(len(c.Claims)), "claim_ids": each(func(cl listedClaim) string { return cl.ID }),
		"stances":     each(func(cl listedClaim) string { return cl.Stance }),
		"hedges":      each(func(cl listedClaim) string { return cl.Hedge }),
		"locators":    each(func(cl listedClaim) string { return cl.Locator }),
		"summaries":   each(func(cl listedClaim) string { return cl.Summary }),
		"asserted_by": each(func(cl listedClaim) string { return cl.AssertedBy }),
		"sources":     sourcesOf(c.Documents, documents), recordsOf + "claim": strings.Join(others, "; "),
		recordsOf + "document": strings.Join(c.Documents, "; ")}
	if r["color"] = colours[c.State]; c.Kind == "affiliation" {
		r["color"] = ""
		if c.State == "single-origin" {
			r["color"] = "#9da6b3"
		}
	}
	r.putDays(c.Dates)
	r.putOwn(own...)
	r["starters"], r["enders"] = c.ends()
	return r
}

// ends are, of a contact that goes one way, those who act and those who are acted upon; of others all parties, twice.
func (c listedContact) ends() (starters, enders string) {
	from, to := slices.Clone(c.Members), slices.Clone(c.Members)
	if c.Directed {
		from, to = []string{c.From}, []string{c.To}
		for _, cl := range c.Claims {
			if cl.supports() {
				from, to = append(from, cl.Actor...), append(to, cl.Recipient...)
			}
		}
	}
	slices.Sort(from)
	slices.Sort(to)
	return joined(from, "; "), joined(to, "; ")
}

// putDays sets the first and the last day that dates allow, blank if one of them leaves it open, and their years.
func (r record) putDays(dates []date) {
	for _, name := range []string{"start", "end", "first_year", "last_year"} {
		r[name] = ""
	}
	var first, last []string
	for _, d := range dates {
		first, last = append(first, d.first), append(last, d.last)
	}
	if len(dates) > 0 && !slices.Contains(first, "") {
		r["start"] = earliest(first)
		r["first_year"] = yearOf(r["start"])
	}
	if len(dates) > 0 && !slices.Contains(last, "") {
		r["end"] = slices.Max(last)
		r["last_year"] = yearOf(r["end"])
	}
}

// earliest is the first of days; those before the year 0 have a sign, and of the few in these dossiers no two differ.
func earliest(days []string) string { return slices.Min(days) }

func yearOf(day string) string {
	year, _, _ := strings.Cut(day[1:], "-")
	n, _ := strconv.Atoi(day[:1] + year)
	return strconv.Itoa(n)
}

// joined is texts that are not blank, each once.
func joined(texts []string, by string) string {
	var all []string
	for _, t := range texts {
		if t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return strings.Join(all, by)
}

// between stands between what a text has to name in that order.
const between = "\x00"

// sourcesOf is what the readable text about documents has to name: of each the publisher, the title, the year and the
// address.
func sourcesOf(ids []string, documents map[string]listedDocument) string {
	var parts []string
	for _, id := range ids {
		d := documents[id]
		year, _, _ := strings.Cut(strings.TrimLeft(d.Issued, "/."), "-")
		for _, part := range []string{d.Publisher, strings.Trim(d.Title, "[]"), strings.TrimRight(year, "~?%"), d.URL} {
			if part != "" {
				parts = append(parts, part)
			}
		}
	}
	return strings.Join(parts, between)
}

// lines are what edges between two have to hold that stand for the contact: of a round one for each pair that its
// claims tie, each with its share of the weight.
func (c listedContact) lines(whole record) []record {
	n := len(c.Members)
	if n < 3 {
		line := maps.Clone(whole)
		line["contact"], line["members"], line["share"] = "", "", ""
		return []record{line}
	}
	var lines []record
	seen := map[[2]string]bool{}
	for _, cl := range c.Claims {
		if !cl.supports() {
			continue
		}
		for _, p := range cl.pairs() {
			if seen[p] || seen[[2]string{p[1], p[0]}] {
				continue
			}
			seen[p] = true
			line := maps.Clone(whole)
			line["id"], line["contact"] = fmt.Sprintf("%s--%s--%s", c.ID, p[0], p[1]), c.ID
			line["source"], line["target"], line["from"], line["to"] = p[0], p[1], p[0], p[1]
			weight, _ := strconv.ParseFloat(whole["weight"], 64)
			line["weight"], line["share"] = shown(weight/float64(n-1)), shown(1/float64(n-1))
			lines = append(lines, line)
		}
	}
	return lines
}

// lines are what edges have to hold that stand for the claim alone.
func (cl listedClaim) lines(c listedContact, documents map[string]listedDocument) []record {
	members := slices.Concat(cl.Actor, cl.Recipient)
	share := shown(1 / float64(len(members)-1))
	days := daysOf([]date{cl.Date})
	var others []string
	for _, other := range c.Claims {
		if !other.supports() {
			others = append(others, other.ID)
		}
	}
	var lines []record
	for _, p := range cl.pairs() {
		id := cl.ID
		if len(cl.pairs()) > 1 {
			id = fmt.Sprintf("%s--%s--%s", cl.ID, p[0], p[1])
		}
		r := record{"id": id, "claim": cl.ID, "source": p[0], "target": p[1], "from": p[0], "to": p[1],
			"direction": directionOf(cl.Directed, cl.Mutual), "contact": c.ID, "state": c.State,
			"relation": cl.Kind, "label": cmp.Or(cl.Label, strings.ReplaceAll(cl.Kind, "-", " ")), "stance": cl.Stance,
			"modality": cl.Modality, "dates": cl.Date.text, "from_day": days[0], "until_day": days[1],
			"weight": share, "share": share, "members": strings.Join(members, "; "),
			"places": strings.Join(cl.Place, "; "), "via": strings.Join(cl.via(), "; "), "channel": cl.Channel,
			"origins_min": strconv.Itoa(c.Origins.Min), "origins_max": strconv.Itoa(c.Origins.Max),
			"asserted_by": cl.AssertedBy, "hedge": cl.Hedge,
			"about": cl.About, "locator": cl.Locator, "summary": cl.Summary, "documents": cl.Document,
			"urls":       documents[cl.Document].URL,
			"publishers": documents[cl.Document].Publisher, "issued": documents[cl.Document].Issued,
			"anchor": cl.Anchor, "checked_by": cl.CheckedBy, "checked_on": cl.CheckedOn, "doubt": cl.Doubt, "note": cl.Note,
			recordsOf + "other_claim": strings.Join(others, "; "), recordsOf + "document": cl.Document}
		r.putOwn(cl.Extra)
		var dates []date
		if cl.Date.text != "" {
			dates = append(dates, cl.Date)
		}
		r.putDays(dates)
		delete(r, "first_year")
		delete(r, "last_year")
		lines = append(lines, r)
	}
	return lines
}

// edges are what an export has to hold besides actors.
func (t *truth) edges(e export) map[string]record {
	switch {
	case e.claims:
		return t.claims
	case e.all:
		all := maps.Clone(t.contacts)
		maps.Copy(all, t.hidden)
		return all
	case e.whole:
		return t.contacts
	}
	return t.lines
}

// daysOf returns the first and the last day that dates allow, blank if it is open or before the year 1. Dates of
// which nothing is known tell nothing.
func daysOf(dates []date) (days [2]string) {
	var first, last []string
	for _, d := range dates {
		if d.first+d.last == "" || strings.HasPrefix(d.first, "-") || strings.HasPrefix(d.first, "0000") {
			continue
		}
		first, last = append(first, d.first), append(last, d.last)
	}
	if first == nil {
		return days
	}
	days[0], days[1] = slices.Min(first), slices.Max(last)
	if slices.Contains(last, "") {
		days[1] = ""
	}
	return days
}

// eachOr joins a text of each item, "-" for a blank one; it is blank if all are.
func eachOr[T any](items []T, of func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = of(item)
	}
	if strings.Join(texts, "") == "" {
		return ""
	}
	for i := range texts {
		texts[i] = cmp.Or(texts[i], "-")
	}
	return strings.Join(texts, "; ")
}

// placesOf reads where actors stand from the plainest of the files: y is turned round to grow downwards, as in figures.
func placesOf(dossier, file string) (map[string]point, error) {
	if _, err := relgraph("export", dossier, "-o", file); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var read struct {
		Nodes []struct {
			ID   string
			X, Y float64
		}
	}
	if err := json.Unmarshal(data, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	places := map[string]point{}
	for _, n := range read.Nodes {
		places[n.ID] = point{n.X, -n.Y}
	}
	return places, nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
