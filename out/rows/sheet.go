package rows

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/out/internal/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Sheet is the table of all actors or of all edges. Its rows are put into words each time that they are gone
// through: those of a large dossier, all at once, would take ten times the room of the dossier.
type Sheet struct {
	known []Column // in their order
	skips *nameSet // those of them that it has not
	each  func(t *gatherer, yield func(Row) bool)

	columns   []Column
	rows      int
	directed  int      // of them
	parallels int      // pairs of actors with several
	misread   []string // what Gephi will show in another way; see Sheet.look
	looked    bool
	kinds     []renamed // the rows whose kind another row of the pair has as well, in their order
	ids       []renamed // the rows whose id an earlier row has as well, in their order
}

// A renamed is a row with another text in place of its own.
type renamed struct {
	row  int
	text string
}

// A Row is an actor or an edge. Its facts have no blank values, and stand in room that the next row takes: who keeps a
// row clones them.
type Row struct {
	ID    string
	Facts []Fact

	// What the fact "records" has as one text: what each record is, claim, document ..., and its facts, those of one
	// sort one after the other. It is nil if the file is to have none, and good for as long as the row is.
	Records iter.Seq2[string, []Fact]

	Contact sources.ContactID // of an edge: the contact that it is, or that its claim stands on

	// The rest is told of edges only.
	From, To sources.ActorID
	Directed bool
	Kind     string // tells the edge from the others of its pair: the kind of contact, with a number if need be
	Dates    []edtf.Date
	Line     style.Line

	what, named string
	t           *gatherer
}

// AppendRecords appends what the fact "records" says: Records as one text. The zero Row has none.
func (r *Row) AppendRecords(text []byte) []byte {
	if r.t == nil {
		return text
	}
	return r.t.appendRecords(text)
}

// AppendCells appends the cells of the row as the notation that it is told in has them, but for those that are facts.
// The zero Row has none.
func (r *Row) AppendCells(text []byte) []byte {
	t := r.t
	if t == nil {
		return text
	}
	t.written.begin(text)
	switch r.what {
	case "actor":
		t.nodes.write(t, &t.node)
	case "claim":
		t.claims.write(t, &t.claimed)
	default:
		t.contacts.write(t, t.recorded.contact)
	}
	t.writeRest()
	return t.written.text
}

// Claim is the claim that the row is about, nil if it is about a contact or an actor.
func (r *Row) Claim() *sources.Claim {
	if r.what != "claim" {
		return nil
	}
	return r.t.recorded.claim[0]
}

// What is how a warning calls the row: contact "ferry-1".
func (r *Row) What() string { return fmt.Sprintf("%s %q", r.what, r.named) }

// Get returns the value of a column, "" if the row has none.
func (r *Row) Get(column string) string {
	for i := range r.Facts {
		if r.Facts[i].Name == column {
			return r.Facts[i].Value
		}
	}
	return ""
}

// Cells are the values of columns, "" for what the row has not.
func (r *Row) Cells(columns []Column) []string {
	texts := make([]string, len(columns))
	at := -1 // of the last one that was found: rows tell most in the order of the columns
	for i := range r.Facts {
		f := &r.Facts[i]
		for range columns {
			if at++; at == len(columns) {
				at = 0
			}
			if columns[at].Name == f.Name {
				texts[at] = f.Value
				break
			}
		}
	}
	return texts
}

// A column of a sheet; its kind is string, int or double.
type Column struct{ Name, Kind string }

// The columns of actors and edges, in the order in which they are declared. Gephi knows label, color, x, y, size and
// weight. Those of the dossier that relgraph does not know follow.
var (
	nodeColumns = columnsOfRows(cellsOfNodes, countsOfNodes, drawnOfNodes, ofMeasures(graph.Measures(), nil),
		moreOfNodes)
	edgeColumns  = columnsOfRows(ofContacts)
	claimColumns = columnsOfRows(ofClaimed)
	// formerColumn is how records were called when each had a column of its own: the import of graph files takes such
	// for records.
	formerColumn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(claim|other_claim|document|not_drawn|other_document)_\d+$`)
	})
	// takenNames are those, and names that Gephi, Cytoscape or igraph take for something of their own.
	takenNames = named(nodeColumns, edgeColumns, claimColumns, columnsCalled(`id timeset source target
		key selected suid type interval degree nodelabel edgelabel edgecolor xpos ypos zpos z r g b a
		directed undirected forcelabel interaction line width`))
)

func columnsCalled(names string) (columns []Column) {
	for name := range strings.FieldsSeq(names) {
		columns = append(columns, Column{Name: name})
	}
	return columns
}

// columnsOfRows are the columns of rows, and that of their records.
func columnsOfRows[S any](of ...[]said[S]) (columns []Column) {
	for _, c := range slices.Concat(of...) {
		columns = append(columns, Column{c.name, c.kind})
	}
	return append(columns, Column{"records", "string"})
}

// named are the names of columns.
func named(of ...[]Column) map[string]bool {
	names := map[string]bool{}
	for _, c := range slices.Concat(of...) {
		names[c.Name] = true
	}
	return names
}

// unnamed is what the columns of a table say that graph files tell of and a list does not name. A digest says nothing
// beside what is no row of a table.
func unnamed[R, S any](columns []told[R], list []said[S], row func(S) *R) (more []said[S]) {
	for _, c := range columns {
		if c.Attribute != "" && c.Holds != sources.HoldsDigest &&
			!slices.ContainsFunc(list, func(s said[S]) bool { return s.name == c.Attribute }) {
			more = append(more, said[S]{c.Attribute, "string", lean,
				func(_ *gatherer, s S) string { return c.listed(row(s)) }})
		}
	}
	return more
}

// newSheet goes through the rows once, for what has to be known of all before the first is written. Facts of columns
// that are known to be in use are not told again.
func newSheet(known []Column, skips *nameSet, edges pairs, each func(t *gatherer, yield func(Row) bool)) *Sheet {
	s := &Sheet{known: known, skips: skips, each: each}
	used, isKnown := newNameSet(), named(known)
	all := slices.Clone(known)
	p := newPairing(edges == pairsAlike)
	t := newGatherer(skips.and(), inFacts)
	t.inUse = true
	each(t, func(r Row) bool {
		for _, f := range r.Facts {
			if used.has(f.Name) {
				continue
			}
			if !isKnown[f.Name] {
				all = append(all, Column{f.Name, "string"})
			}
			used.add(f.Name)
			t.skips.add(f.Name)
		}
		if r.Directed {
			s.directed++
		}
		if edges != noPairs {
			p.add(&r)
			p.claim(s, &r)
		}
		s.rows++
		return true
	})
	for _, c := range all {
		if used.has(c.Name) {
			s.columns = append(s.columns, c)
		} else {
			s.skips.add(c.Name) // it is blank in every row
		}
	}
	p.tellApart(s)
	return s
}

// All yields the rows, whose records are texts.
func (s *Sheet) All() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		var room []byte
		for r := range s.told(s.skips, inFacts) {
			for i := range r.Facts {
				if r.Facts[i].Name == "records" {
					room = r.AppendRecords(room[:0])
					r.Facts[i].Value = string(room)
				}
			}
			if !yield(r) {
				return
			}
		}
	}
}

// Written yields the rows in a notation, for a writer that appends the cells of each by [Row.AppendCells], records too.
// It looks at the rows on the way.
func (s *Sheet) Written(as Notation) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		var misread []string
		for r := range s.told(s.skips, as) {
			if !yield(r) {
				return
			}
			if !s.looked {
				misread = append(misread, r.misread()...)
			}
		}
		if !s.looked {
			s.misread, s.looked = misread, true
		}
	}
}

// AllBut yields the rows, without their records and the facts of columns that the writer has no use for.
func (s *Sheet) AllBut(but ...string) iter.Seq[Row] { return s.told(s.skips.and(but...), inFacts) }

// Only yields the rows with no facts but those of the named columns; without any, if none is named.
func (s *Sheet) Only(names ...string) iter.Seq[Row] {
	skips := s.skips.and()
	for _, c := range s.columns {
		if !slices.Contains(names, c.Name) {
			skips.add(c.Name)
		}
	}
	return s.told(skips, inFacts)
}

func (s *Sheet) told(skips *nameSet, as Notation) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if s.each == nil {
			return
		}
		n, kinds, ids := 0, s.kinds, s.ids
		s.each(newGatherer(skips, as), func(r Row) bool {
			if len(kinds) > 0 && kinds[0].row == n {
				r.Kind, kinds = kinds[0].text, kinds[1:]
			}
			if len(ids) > 0 && ids[0].row == n {
				r.ID, ids = ids[0].text, ids[1:]
			}
			n++
			return yield(r)
		})
	}
}

// Len is how many rows there are.
func (s *Sheet) Len() int { return s.rows }

// Columns lists the columns in use: the known ones in their order, then the dossier's own.
func (s *Sheet) Columns() []Column { return slices.Clone(s.columns) }

// AllDirected tells whether the edges go all one way, and there are any.
func (s *Sheet) AllDirected() bool { return s.rows > 0 && s.directed == s.rows }

// AnyDirected tells whether one of the edges goes one way.
func (s *Sheet) AnyDirected() bool { return s.directed > 0 }

// Parallels counts the pairs of actors with more than one edge.
func (s *Sheet) Parallels() int { return s.parallels }

const (
	noPairs    pairs = iota // actors
	pairsApart              // edges with ids of their own
	pairsAlike              // edges of which two may have one id
)

// notDrawn are what claims say about an actor's contacts that are not drawn.
func (j *Job) notDrawn(actor sources.ActorID) [][]Fact {
	var all [][]Fact
	for c := range j.Graph.Of(actor) {
		if !c.Drawn() {
			all = append(all, NotDrawnFacts(j.Graph.Dossier(), c)...)
		}
	}
	return all
}

// edgeSheet has a row for every contact that is drawn or, as the job says, for every claim that reports one, with the
// columns of an extent at least. An edge
// weighs as much as it has independent origins at least, and never less than 1, because Gephi removes edges without
// weight.
func (j *Job) edgeSheet(least Extent) *Sheet {
	d := j.Graph.Dossier()
	if j.Claims {
		return newSheet(claimColumns, newNameSet(), pairsAlike, func(t *gatherer, yield func(Row) bool) {
			for c := range j.Graph.All() {
				if c.Drawn() && !j.claimRows(t, d, c, yield) {
					return
				}
			}
		})
	}
	skips := leftOut(max(least, j.extent()))
	return newSheet(edgeColumns, skips, pairsOf(j.Graph), func(t *gatherer, yield func(Row) bool) {
		for c, ends := range graph.PairsOf(j.Graph) {
			if c.Drawn() && !yield(j.pairRow(t, d, c, ends)) {
				return
			}
		}
	})
}

// ContactRow is the row of a contact with all that is known of it, but for its records.
func ContactRow(d *sources.Dossier, c *graph.Contact) Row {
	t := newGatherer(nil, inFacts)
	r := t.contact(d, c)
	r.Records = nil
	t.finish(&r, ownFacts(c))
	return r
}

// kept are a row's records, or nil if the job is to have none.
func (j *Job) kept(records iter.Seq2[string, []Fact]) iter.Seq2[string, []Fact] {
	if j.Records == NoRecords {
		return nil
	}
	return records
}

// pairRow is the row of a contact and of two of its members, by their places, with the columns of a graph file. It
// carries the contact's id and, of a contact of n members, 1/(n-1) of its weight, so that the rows of a member weigh one
// contact together, and those of one contact can be laid together again.
func (j *Job) pairRow(t *gatherer, d *sources.Dossier, c *graph.Contact, ends [2]int) Row {
	t.edge, t.ends, t.isPair = true, ends, c.Parties().IsRound()
	if t.isPair {
		t.pair = [2]sources.ActorID{d.Actors[ends[0]].ID, d.Actors[ends[1]].ID}
	}
	r := t.contact(d, c)
	if t.isPair {
		r.ID, r.From, r.To = fmt.Sprintf("%s--%s--%s", c.ID, t.pair[0], t.pair[1]), t.pair[0], t.pair[1]
	}
	r.Records, r.Contact = j.kept(r.Records), c.ID
	t.finish(&r, ownFacts(c))
	return r
}

// yearText is the year of a day, "" if it is not known.
func yearText(day edtf.Day, known bool) string {
	if !known {
		return ""
	}
	return strconv.FormatInt(day.Year, 10)
}

// summaryOf are the different summaries of the claims that support a contact or, if none does, of all.
func summaryOf(c *graph.Contact) string {
	if len(c.Claims) == 1 {
		return c.Claims[0].Summary
	}
	takenBack, all := c.Evidence().TakenBack(), c.Evidence().Supporting() == 0
	var texts []string
	for _, cl := range c.Claims {
		if (all || cl.Stance.Supports() && !takenBack(cl)) && cl.Summary != "" && !slices.Contains(texts, cl.Summary) {
			texts = append(texts, cl.Summary)
		}
	}
	return strings.Join(texts, " ")
}

// claimRows yields a row for every claim that says that a contact took place, each with its own evidence. Those that
// deny the contact or say nothing about it are no contacts: they stand as records at every row.
func (j *Job) claimRows(t *gatherer, d *sources.Dossier, c *graph.Contact, yield func(Row) bool) bool {
	var others []*sources.Claim
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() {
			others = append(others, cl)
		}
	}
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() {
			continue
		}
		for _, p := range cl.Pairs() {
			r := t.claim(d, c, cl, p, others)
			r.Records = j.kept(r.Records)
			t.finish(&r, extras(cl.Detail().Extra))
			if !yield(r) {
				return false
			}
		}
	}
	return true
}

// told drops blank facts.
func Told(facts []Fact) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return IsBlank(f.Value) })
}

// each says one text of every item, in their order, "-" for a blank one; nothing if all are blank.
func each[T any](items []T, text func(T) string) string {
	if len(items) == 1 {
		if only := text(items[0]); only != "-" {
			return only
		}
		return ""
	}
	var texts []string // as far as all before are blank, nil
	for i, item := range items {
		said := cmp.Or(text(item), "-")
		if texts == nil && said != "-" {
			texts = make([]string, i, len(items))
			for n := range texts {
				texts[n] = "-"
			}
		}
		if texts != nil {
			texts = append(texts, said)
		}
	}
	return strings.Join(texts, "; ")
}

// extras are the cells of columns that relgraph does not know, under names that nothing else has. Cells of one column
// are one.
func extras(fields []sources.Field) []Fact {
	if len(fields) == 0 {
		return nil
	}
	var facts []Fact
	var columns []string // the owner's names of those
	for _, f := range fields {
		if i := slices.Index(columns, f.Name); i >= 0 {
			facts[i].Value += "; " + f.Value
			continue
		}
		name := extraName(f.Name)
		if slices.ContainsFunc(facts, func(f Fact) bool { return f.Name == name }) {
			return extrasByName(fields)
		}
		facts, columns = append(facts, Fact{name, f.Value}), append(columns, f.Name)
	}
	return facts
}

// extraName is the name under which graph files have a column that relgraph does not know.
func extraName(column string) string {
	name := ColumnName(column)
	if _, sort := sources.RecordTable(name); sort || takenNames[name] ||
		formerColumn().MatchString(name) {
		return "extra_" + name
	}
	return name
}

// extrasByName are extras where columns come by the same name: their cells stand in one, in the order of the owner's names
// and not in that of the table, which a dossier made of the file need not keep.
func extrasByName(fields []sources.Field) []Fact {
	fields = slices.Clone(fields)
	slices.SortStableFunc(fields, func(a, b sources.Field) int { return strings.Compare(a.Name, b.Name) })
	var facts []Fact
	for _, f := range fields {
		name := extraName(f.Name)
		if i := slices.IndexFunc(facts, func(f Fact) bool { return f.Name == name }); i >= 0 {
			facts[i].Value += "; " + f.Value
			continue
		}
		facts = append(facts, Fact{name, f.Value})
	}
	return facts
}

// free returns text, or text with the first number from 2 on that makes it one that is not taken, and takes it.
func free(text string, taken map[string]bool) string {
	name := text
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)", text, n)
	}
	taken[name] = true
	return name
}
