package rows

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"math"
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

// Files for graph tools are all made of two sheets: one with a row for every actor, one with a row for every edge.
// The writers differ in how they write a row down, not in what it says.

// A Point is where an actor stands, in points, y down.
type Point struct{ X, Y float64 }

// Options choose the readers that a file for graph tools is made for. The zero value suits the most readers.
type Options struct {
	Direction EdgeDirections
	Flavour   Flavour // of GraphML
	Claims    bool    // an edge is a claim that reports a contact, and not the contact that the claims add up to

	Columns     Columns            // which columns edges have
	Records     Records            // how much of the dossier stands beside
	Measurement *graph.Measurement // what else is told of nodes, or nil
	Measures    []graph.Measure    // of it
}

// Columns says which columns the contacts of a graph file have. The zero Columns is LeanColumns.
type Columns uint8

const (
	LeanColumns Columns = iota // those that people read, rank, filter and play in time
	AllColumns                 // those too that say what the records hold as well
)

// Records says how much of the dossier a graph file carries beside what programs draw and measure. The zero Records
// is FullRecords.
type Records uint8

// How much of the dossier a graph file carries.
const (
	FullRecords Records = iota // every claim, document and actor whole, in one column: the file can be imported again
	NoRecords                  // only what programs draw and measure
)

// A Flavour is what GraphML is written for. The zero Flavour is Gephi.
type Flavour uint8

const (
	Gephi  Flavour = iota // with edge types, for Gephi and all that read plain GraphML
	Strict                // without edge types, which the schema does not have; Gephi then adds up the edges of a pair
	YEd                   // with yFiles graphics, as yEd saves them: the figure, to be worked on
)

// EdgeDirections say whether edges go their own ways. The zero EdgeDirections leave it to the format: GraphML has all edges
// go alike, since NetworkX refuses a mix and igraph ignores it; the others mix.
type EdgeDirections uint8

const (
	Alike EdgeDirections = iota + 1 // undirected, or directed if all are; the column "direction" tells each edge's own
	Mixed                           // directed edges beside undirected ones
)

// A Sheet is the table of all actors or of all edges. Its rows are put into words each time that they are gone
// through: those of a large dossier, all at once, would take ten times the room of the dossier.
type Sheet struct {
	known []string // the columns in their order; a type that is not string stands behind a colon
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

// A gatherer collects what a row says, as facts or as text. What nobody wants is not put into words.
type gatherer struct {
	skips    *nameSet // the facts that nobody wants
	facts    []Fact   // of the row; their room is the next row's
	written  written  // its text, if it is told in a notation
	edge     bool     // the row is a contact in a graph file, which does not tell what goes without saying
	inUse    bool     // only which columns are in use is asked for
	contacts telling[*graph.Contact]
	claims   telling[*claimed]
	nodes    telling[*node]
	claimed  claimed             // room for one
	node     node                // likewise
	isPair   bool                // the row is about a pair of the members of a contact of more than two
	pair     [2]sources.ActorID  // which these are
	ends     [2]int              // where the actors of such an edge stand
	members  []sources.ActorID   // room for those of a claim
	d        *sources.Dossier    // of the row
	papers   []*sources.Document // room for the documents of the row
	sourced  *graph.Contact      // whose they are
	dates    diary
	shelf    shelf

	recorded   recorded
	hasRecords bool                      // they are told
	own        []Fact                    // the cells of the dossier's own columns
	every      iter.Seq2[string, []Fact] // its records
	cells      []Fact                    // room for those of a claim
}

// newGatherer leaves out facts. What it tells is escaped as the notation has it, what is said of documents and the
// records too where the other cells are facts.
func newGatherer(skips *nameSet, as Notation) *gatherer {
	t := &gatherer{skips: skips, written: written{Notation: as}, shelf: shelf{escape: as.Escape}}
	t.every = t.each
	return t
}

// inFacts is the notation of rows that are told as facts.
var inFacts = Notation{Escape: unescaped}

// begin begins a row.
func (t *gatherer) begin(d *sources.Dossier) {
	t.d, t.facts = d, t.facts[:0]
	t.written.begin(nil)
}

// fact adds a fact that is not blank.
func (t *gatherer) fact(name, value string) { t.facts = append(t.facts, Fact{name, value}) }

// finish adds a row's records, and the dossier's own columns behind them, as far as they are facts.
func (t *gatherer) finish(r *Row, own []Fact) {
	t.hasRecords, t.own = r.Records != nil && !t.skips.has("records"), own
	if t.hasRecords && !t.written.has("records") {
		t.fact("records", "")
	}
	for i := range own {
		if f := &own[i]; !IsBlank(f.Value) && !t.skips.has(f.Name) && !t.written.has(f.Name) {
			t.fact(f.Name, f.Value)
		}
	}
	r.Facts = t.facts
}

// writeRest adds the records and the dossier's own columns to the text of a row, as far as they are no facts.
func (t *gatherer) writeRest() {
	if w := &t.written; t.hasRecords && w.has("records") {
		before, behind := w.aroundOwn("records")
		w.text = append(w.text, before...)
		begin := len(w.text)
		w.text = t.appendRecords(w.text)
		w.lookAtRecords(w.text[begin:])
		w.text = append(w.text, behind...)
	}
	for i := range t.own {
		if f := &t.own[i]; !IsBlank(f.Value) && !t.skips.has(f.Name) {
			if before, behind := t.written.aroundOwn(f.Name); before != "" {
				t.written.add(f.Name, lean, before, f.Value, behind)
			}
		}
	}
}

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
	nodeColumns = slices.Insert(slices.Clone(nodeNames), len(nodeNames)-1, attributesOf(moreOfNodes)...)
	nodeNames   = strings.Fields(`label name kind role side country aliases part_of wikidata same_as not_same_as note contacts:int
		color x:double y:double size:double measure_degree:int measure_weighted_degree:int measure_betweenness:double
		measure_closeness:double measure_pagerank:double measure_core:int measure_component:int measure_community:int records`)
	edgeColumns  = append(columnsOfRows(ofContacts), "records")
	claimColumns = append(columnsOfRows(ofClaimed), "records")
	// formerColumn is how records were called when each had a column of its own: the import of graph files takes such
	// for records.
	formerColumn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(claim|other_claim|document|not_drawn|other_document)_\d+$`)
	})
	// takenNames are those, and names that Gephi, Cytoscape or igraph take for something of their own.
	takenNames = strings.FieldsFunc(strings.Join(slices.Concat(nodeColumns, edgeColumns, claimColumns,
		strings.Fields(`id timeset source target
		key selected suid type interval degree nodelabel edgelabel edgecolor xpos ypos zpos z r g b a
		directed undirected forcelabel interaction line width`)), " "),
		func(r rune) bool { return r == ' ' || r == ':' })
)

// The columns of actors and claims that the lists of rows do not name: they stand before the records.
var (
	moreOfNodes  = unnamed(ofActors, nodeNames)
	moreOfClaims = unnamed(ofClaims, columnsOfRows(namedOfClaimed))
)

// columnsOfRows are the columns of rows, each with its kind behind a colon.
func columnsOfRows[S any](of []said[S]) []string {
	names := make([]string, len(of))
	for i, c := range of {
		names[i] = c.name + ":" + c.kind
	}
	return names
}

// unnamed are the columns of a table that graph files tell of and a list does not name. A digest says nothing beside
// what is no row of a table.
func unnamed[R any](columns []told[R], list []string) (more []told[R]) {
	names := named(list)
	for _, c := range columns {
		if c.Attribute != "" && !names[c.Attribute] && c.Holds != sources.HoldsDigest {
			more = append(more, c)
		}
	}
	return more
}

func attributesOf[R any](columns []told[R]) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Attribute
	}
	return names
}

// newSheet goes through the rows once, for what has to be known of all before the first is written. Facts of columns
// that are known to be in use are not told again.
func newSheet(known []string, skips *nameSet, edges pairs, each func(t *gatherer, yield func(Row) bool)) *Sheet {
	s := &Sheet{known: known, skips: skips, each: each}
	used, isKnown := newNameSet(), named(known)
	var more []string
	p := newPairing(edges == pairsAlike)
	t := newGatherer(skips.and(), inFacts)
	t.inUse = true
	each(t, func(r Row) bool {
		for _, f := range r.Facts {
			if used.has(f.Name) {
				continue
			}
			if !isKnown[f.Name] {
				more = append(more, f.Name)
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
	for _, column := range append(slices.Clone(known), more...) {
		if name, kind, _ := strings.Cut(column, ":"); used.has(name) {
			s.columns = append(s.columns, Column{name, cmp.Or(kind, "string")})
		} else {
			s.skips.add(name) // it is blank in every row
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

// A pairing knows which edges run between the same two actors, and which ids are taken.
type pairing struct {
	numbers map[sources.ActorID]int // the places of actors in the dossier; made for the first row whose claim does not tell
	edges   []paired                // the rows
	words   []string                // what their kinds are called
	word    map[string]int32
	ids     map[string]bool // nil if no two can be alike
}

// A paired is a row that runs between two actors.
type paired struct {
	pair uint64 // their places in the dossier, the lower in the upper half
	row  int32
	kind int32 // where its word stands
}

// pairs say what the rows of a sheet are.
type pairs uint8

const (
	noPairs    pairs = iota // actors
	pairsApart              // edges with ids of their own
	pairsAlike              // edges of which two may have one id
)

// pairsOf tells whether two edges may have one id: those of a contact of more than two are called after it and two of
// its members, as another contact may be called.
func pairsOf(g *graph.Graph) pairs {
	for c := range g.All() {
		if c.Parties().IsRound() {
			return pairsAlike
		}
	}
	return pairsApart
}

func newPairing(alike bool) *pairing {
	p := &pairing{word: map[string]int32{}}
	if alike {
		p.ids = map[string]bool{}
	}
	return p
}

// number is the place of an actor in the dossier, or one behind all of them.
func (p *pairing) number(d *sources.Dossier, id sources.ActorID) int {
	if p.numbers == nil {
		p.numbers = make(map[sources.ActorID]int, len(d.Actors))
		for i := range d.Actors {
			p.numbers[d.Actors[i].ID] = i
		}
	}
	n, ok := p.numbers[id]
	if !ok {
		n = len(p.numbers)
		p.numbers[id] = n
	}
	return n
}

// ends are the places of the actors of an edge, which its contact or, where it ties two, its claim tells.
func (p *pairing) ends(r *Row) (a, b int) {
	if r.t.edge {
		return r.t.ends[0], r.t.ends[1]
	}
	d := r.t.d
	if claims := r.t.recorded.claim; len(claims) > 0 {
		if a, b, ok := sources.EndsOf(d, claims[0]); ok {
			if one, other := d.Actors[a].ID, d.Actors[b].ID; one == r.From && other == r.To ||
				one == r.To && other == r.From {
				return a, b
			}
		}
	}
	return p.number(d, r.From), p.number(d, r.To)
}

// add takes in an edge.
func (p *pairing) add(r *Row) {
	if p.edges == nil { // as many as there are claims, but for contacts of more than two
		p.edges = make([]paired, 0, len(r.t.d.Claims))
	}
	a, b := p.ends(r)
	p.edges = append(p.edges, paired{uint64(min(a, b))<<32 | uint64(max(a, b)), int32(len(p.edges)), p.kind(r.Kind)})
}

// kind is where the word for a kind stands.
func (p *pairing) kind(word string) int32 {
	if last := len(p.edges) - 1; last >= 0 && p.words[p.edges[last].kind] == word {
		return p.edges[last].kind
	}
	n, ok := p.word[word]
	if !ok {
		n = int32(len(p.words))
		p.word[word], p.words = n, append(p.words, word)
	}
	return n
}

// claim gives an edge an id that no edge before it has: a claim may be called as one that stands on several contacts
// is on one of them.
func (p *pairing) claim(s *Sheet, r *Row) {
	if p.ids == nil {
		return
	}
	id := r.ID
	for p.ids[id] {
		id += "-"
	}
	p.ids[id] = true
	if id != r.ID {
		s.ids = append(s.ids, renamed{s.rows, id})
	}
}

// tellApart gives each edge of a pair a kind of its own.
func (p *pairing) tellApart(s *Sheet) {
	slices.SortFunc(p.edges, func(a, b paired) int {
		if a.pair != b.pair {
			return cmp.Compare(a.pair, b.pair)
		}
		return cmp.Compare(a.row, b.row)
	})
	for left := p.edges; len(left) > 0; {
		n := 1
		for n < len(left) && left[n].pair == left[0].pair {
			n++
		}
		if n > 1 {
			s.parallels++
			taken := make(map[string]bool, n)
			for _, edge := range left[:n] {
				if own := p.words[edge.kind]; taken[own] {
					s.kinds = append(s.kinds, renamed{int(edge.row), free(own, taken)})
				} else {
					taken[own] = true
				}
			}
		}
		left = left[n:]
	}
	slices.SortFunc(s.kinds, func(a, b renamed) int { return cmp.Compare(a.row, b.row) })
}

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

func itself(facts []Fact) []Fact { return facts }

// OfDossier yields what dossierRecords does.
func OfDossier(g *graph.Graph) iter.Seq2[string, []Fact] {
	return func(yield func(string, []Fact) bool) { dossierRecords(g, yield) }
}

// dossierRecords yields what a dossier says of itself and what stands at no actor and no contact.
func dossierRecords(g *graph.Graph, yield func(string, []Fact) bool) {
	d := g.Dossier()
	about := []Fact{{"actors", strconv.Itoa(len(d.Actors))}}
	for _, f := range d.AboutFields() {
		about = append(about, Fact{f.Name, f.Value})
	}
	settings := func(of string, list []sources.Setting) (all [][]Fact) {
		for _, s := range list {
			all = append(all, []Fact{{"of", of}, {"name", s.Name}, {"value", s.Value}})
		}
		return all
	}
	_ = yield("dossier", Told(about)) &&
		record(yield, "setting", append(settings("figure", d.Figure), settings("sides", d.Sides)...), itself) &&
		record(yield, "own_kind", DescribedKinds(d), itself) && record(yield, "coding", Codings(d), itself) &&
		record(yield, "other_document", unusedDocuments(g), DocumentFacts)
}

// DescribedKinds are the cells of the kinds that the dossier describes itself.
func DescribedKinds(d *sources.Dossier) (all [][]Fact) {
	for _, k := range pointers(d.OwnKinds()) {
		all = append(all, appendPassedOn(factsOf(ofKinds, k), k.Extra))
	}
	return all
}

// Codings are the cells of the codings of claims and documents that d has: a selection may have left out others.
func Codings(d *sources.Dossier) (all [][]Fact) {
	for _, c := range pointers(d.Codings) {
		if c.Claim != "" && d.Claim(c.Claim) == nil || c.Document != "" && d.Document(c.Document) == nil {
			continue
		}
		all = append(all, appendPassedOn(factsOf(ofCodings, c), c.Extra))
	}
	return all
}

func pointers[T any](items []T) []*T {
	all := make([]*T, len(items))
	for i := range items {
		all[i] = &items[i]
	}
	return all
}

// unusedDocuments are those that no contact stands on and no other document rests on.
func unusedDocuments(g *graph.Graph) []*sources.Document {
	d := g.Dossier()
	var docs, named []*sources.Document
	used := map[*sources.Document]bool{}
	for i := range d.Claims {
		if doc := d.DocumentOf(&d.Claims[i]); doc != nil && !used[doc] {
			used[doc], named = true, append(named, doc)
		}
	}
	for _, doc := range WithRoots(d, named, pointers(d.Claims)) {
		used[doc] = true
	}
	for i := range d.Documents {
		if doc := &d.Documents[i]; !used[doc] {
			docs = append(docs, doc)
		}
	}
	return docs
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

// extent is which columns edges have as the job says.
func (j *Job) extent() Extent {
	switch {
	case j.Columns == AllColumns:
		return OnRequest
	case j.Records == NoRecords:
		return Unrecorded
	}
	return Everywhere
}

// leftOut are the columns that edges have not.
func leftOut(has Extent) *nameSet {
	skips := newNameSet()
	for name, extent := range extents() {
		if extent > has {
			skips.add(name)
		}
	}
	return skips
}

// An Extent says in how many graph files the edges have a column. The zero Extent is in all.
type Extent uint8

// In which graph files edges have a column.
const (
	Everywhere Extent = iota
	Unrecorded        // where there are no records, and with AllColumns
	OnRequest         // with AllColumns alone
)

// ExtentOf says where the edges of contacts have a column. One that is not relgraph's is where the dossier has it.
func ExtentOf(column string) Extent { return extents()[column] }

var extents = sync.OnceValue(func() map[string]Extent {
	of := map[string]Extent{}
	for _, c := range ofContacts {
		switch {
		case c.is&rich != 0:
			of[c.name] = OnRequest
		case c.is&inRecords != 0:
			of[c.name] = Unrecorded
		}
	}
	return of
})

// ColumnNames are the names of all columns that nodes and edges of contacts can have, each once.
func ColumnNames() []string {
	return slices.Sorted(maps.Keys(named(slices.Concat(nodeColumns, edgeColumns))))
}

func named(columns []string) map[string]bool {
	names := map[string]bool{}
	for _, c := range columns {
		name, _, _ := strings.Cut(c, ":")
		names[name] = true
	}
	return names
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
	for _, f := range fields {
		name := ColumnName(f.Name)
		if _, sort := sources.RecordTable(name); sort || slices.Contains(takenNames, name) ||
			formerColumn().MatchString(name) {
			name = "extra_" + name
		}
		if i := slices.IndexFunc(facts, func(f Fact) bool { return f.Name == name }); i >= 0 {
			facts[i].Value += "; " + f.Value
			continue
		}
		facts = append(facts, Fact{name, f.Value})
	}
	return facts
}

const (
	gephiReach = 5000 // Gephi moves what lies farther out
	rowStep    = 130  // in points, between actors that have no place yet: a name is about 100 wide
	shortRow   = 8    // of them at least
)

// spread turns places for graph tools: y up, the mean at the origin, within Gephi's reach. Actors that at lacks stand
// in rows below the others.
func spread(actors []sources.Actor, at map[sources.ActorID]Point) []Point {
	places := make([]Point, len(actors))
	var rest []int
	left, right, bottom := math.Inf(1), math.Inf(-1), math.Inf(1)
	for i := range actors {
		p, ok := at[actors[i].ID]
		if !ok {
			rest = append(rest, i)
			continue
		}
		places[i] = Point{p.X, -p.Y}
		left, right, bottom = min(left, p.X), max(right, p.X), min(bottom, -p.Y)
	}
	if len(rest) == len(actors) {
		left, right, bottom = 0, 0, 0
	}
	perRow := max(int((right-left)/rowStep)+1, shortRow)
	for n, i := range rest {
		places[i] = Point{left + float64(float64(n%perRow)*rowStep), bottom - float64(float64(n/perRow+1)*rowStep)}
	}
	var mean Point
	for _, p := range places {
		mean.X += p.X / float64(len(places))
		mean.Y += p.Y / float64(len(places))
	}
	farthest := 1.0
	for _, p := range places {
		farthest = max(farthest, math.Abs(p.X-mean.X), math.Abs(p.Y-mean.Y))
	}
	scale := min(1, gephiReach/farthest)
	for i, p := range places {
		places[i] = Point{float64((p.X - mean.X) * scale), float64((p.Y - mean.Y) * scale)}
	}
	return places
}

// GephiWarnings says which texts Gephi will show in another way. Once a file is written that is known.
func (j *Job) GephiWarnings() []string {
	return slices.Concat(j.Nodes().misreadings(), j.Edges().misreadings())
}

func (s *Sheet) misreadings() []string {
	if !s.looked {
		var room []byte
		for r := range s.Written(Notation{unescaped, func(Column) (string, string) { return "\n", "" }}) { // which looks
			room = r.AppendCells(room[:0])
		}
	}
	return s.misread
}

// misread says which texts of the row Gephi will show in another way.
func (r *Row) misread() (warnings []string) {
	in := &r.t.written
	if len(in.infinite) > 0 {
		warnings = append(warnings, fmt.Sprintf(`%s: %s: Gephi will read "INF" as "Infinity"`, r.What(),
			strings.Join(in.infinite, ", ")))
	}
	if len(in.null) > 0 {
		warnings = append(warnings, fmt.Sprintf(`%s: %s: Gephi will leave out the value "null"`, r.What(),
			strings.Join(in.null, ", ")))
	}
	return warnings
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
