package rows

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// Files for graph tools are all made of two sheets: one with a row for every actor, one with a row for every edge.
// The writers differ in how they write a row down, not in what it says.

// A Place is where an actor stands, in points, y down.
type Place struct{ X, Y float64 }

// Options choose the readers that a file for graph tools is made for. The zero value suits the most readers.
type Options struct {
	Direction Direction
	Flavour   Flavour // of GraphML
	Claims    bool    // an edge is a claim that reports a contact, and not the contact that the claims add up to

	Records     Records            // how much of the dossier stands beside
	Measurement *graph.Measurement // what else is told of nodes, or nil
	Measures    []graph.Measure    // of it
}

// Records says how much of the dossier a graph file carries beside what programs draw and measure. The zero Records
// is FullRecords.
type Records uint8

const (
	FullRecords Records = iota // every claim, document and actor whole, in one column: the file can be imported again
	NoRecords
)

// A Flavour is what GraphML is written for. The zero Flavour is Gephi.
type Flavour uint8

const (
	Gephi  Flavour = iota // with edge types, for Gephi and all that read plain GraphML
	Strict                // without edge types, which the schema does not have; Gephi then adds up the edges of a pair
	YEd                   // with yFiles graphics, as yEd saves them: the figure, to be worked on
)

// A Direction says whether edges go their own ways. The zero Direction leaves it to the format: GraphML has all edges
// go alike, since NetworkX refuses a mix and igraph ignores it; the others mix.
type Direction uint8

const (
	Alike Direction = iota + 1 // undirected, or directed if all are; the column "direction" tells each edge's own
	Mixed                      // directed edges beside undirected ones
)

// A sheet is the table of all actors or of all edges.
type Sheet struct {
	known []string // the columns in their order; a type that is not string stands behind a colon
	Rows  []Row
}

// A row is an actor or an edge. Its facts have no blank values.
type Row struct {
	ID    string
	What  string // how a warning calls it
	Facts []Fact

	Records []RecordList // what the fact "records" has as one text

	Contact sources.ContactID // of an edge: the contact that it is, or that its claim stands on

	// The rest is told of edges only.
	From, To sources.ActorID
	Directed bool
	Kind     string // tells the edge from the others of its pair: the kind of contact, with a number if need be
	Dates    []edtf.Date
	Line     style.Line
}

// A recordList are records of one sort: claims, documents ...
type RecordList struct {
	Name  string // what each of them is: claim, document ...
	Items [][]Fact
}

func listOf[T any](name string, items []T, facts func(T) []Fact) RecordList {
	l := RecordList{Name: name}
	for _, item := range items {
		l.Items = append(l.Items, facts(item))
	}
	return l
}

// add appends the lists as one fact, and then the facts of the dossier's own columns.
func (r Row) add(own []Fact, lists ...RecordList) Row {
	r.Records = lists
	var records []string
	for _, l := range lists {
		for _, item := range l.Items {
			records = append(records, l.Name+": "+Record(item))
		}
	}
	r.Facts = Told(slices.Concat(r.Facts, []Fact{{"records", strings.Join(records, RecordSeparator)}}, own))
	return r
}

// RecordSeparator stands between records in one cell. No record has it: a bar in a value stands behind a backslash.
const RecordSeparator = " || "

// get returns the value of a column, "" if the row has none.
func (r Row) Get(column string) string {
	for _, f := range r.Facts {
		if f.Name == column {
			return f.Value
		}
	}
	return ""
}

// A column of a sheet; its kind is string, int or double.
type Column struct{ Name, Kind string }

// The columns of actors and edges, in the order in which they are declared. Gephi knows label, color, x, y, size and
// weight. Those of the dossier that relgraph does not know follow.
var (
	nodeColumns = strings.Fields(`label name kind role side country aliases part_of wikidata same_as not_same_as note contacts:int
		color x:double y:double size:double measure_degree:int measure_weighted_degree:int measure_betweenness:double
		measure_closeness:double measure_pagerank:double measure_core:int measure_component:int measure_community:int records`)
	edgeColumns = strings.Fields(`label weight:double color relation class from to direction contact event members share:double stands_for met
		state confirmed_by other_side answers doubted modality when perhaps dates first_year:int last_year:int start end published published_last checked places via
		origins origins_min:int origins_max:int originated_by reports:int claims:int claim_ids stances asserted_by hedges locators
		summaries summary documents document_titles publishers issued urls sources records`)
	// lean are those of them that a graph file has: what people read, rank, filter and play in time, and what tells a
	// round of many or a roll-up. All others can be read from the records.
	lean = strings.Fields(`label weight color relation class from to direction contact event members share stands_for met state confirmed_by other_side answers doubted modality
		when perhaps dates first_year last_year start end places via hedges origins_min origins_max reports summary documents sources records`)
	claimColumns = strings.Fields(`label weight:double color relation from to direction contact members share:double state origins origins_min:int origins_max:int claim stance
		modality when dates start end places via channel asserted_by hedge about locator summary documents document_titles publishers
		issued urls anchor checked_by checked_on doubt note records`)
	// formerColumn is how records were called when each had a column of its own: the import of graph files takes such
	// for records.
	formerColumn = regexp.MustCompile(`^(claim|other_claim|document|not_drawn|other_document)_\d+$`)
	// takenNames are those, and names that Gephi, Cytoscape or igraph take for something of their own.
	takenNames = strings.FieldsFunc(strings.Join(slices.Concat(nodeColumns, edgeColumns, claimColumns, strings.Fields(`id timeset source target
		key selected suid type interval degree nodelabel edgelabel edgecolor xpos ypos zpos z r g b a`)), " "),
		func(r rune) bool { return r == ' ' || r == ':' })
)

// columns lists the columns in use: the known ones in their order, then the dossier's own.
func (s *Sheet) Columns() []Column {
	kinds, used := map[string]string{}, map[string]bool{}
	var names, more []string
	for _, c := range s.known {
		name, kind, _ := strings.Cut(c, ":")
		names, kinds[name] = append(names, name), kind
	}
	for _, r := range s.Rows {
		for _, f := range r.Facts {
			if _, known := kinds[f.Name]; !known && !used[f.Name] {
				more = append(more, f.Name)
			}
			used[f.Name] = true
		}
	}
	var columns []Column
	for _, name := range append(names, more...) {
		if used[name] {
			columns = append(columns, Column{name, cmp.Or(kinds[name], "string")})
		}
	}
	return columns
}

// allDirected tells whether the edges go all one way, and there are any.
func (s *Sheet) AllDirected() bool {
	return len(s.Rows) > 0 && !slices.ContainsFunc(s.Rows, func(r Row) bool { return !r.Directed })
}

// parallels counts the pairs of actors with more than one edge.
func (s *Sheet) Parallels() int {
	edges, pairs := map[[2]sources.ActorID]int{}, 0
	for _, r := range s.Rows {
		pair := pairOf(r.From, r.To)
		if edges[pair]++; edges[pair] == 2 {
			pairs++
		}
	}
	return pairs
}

func pairOf(a, b sources.ActorID) [2]sources.ActorID { return [2]sources.ActorID{min(a, b), max(a, b)} }

// measureDigits is how many digits of a measure count: processors differ in the last ones.
const measureDigits = 9

// nodeSize is how large an actor is drawn: the radius that Gephi draws by itself, and more than the 8 from which
// Sigma shows names. Gephi's auto-scale shrinks sizes that are all alike to 4, and all distances with them, unless
// one node has no size (DefaultScaler): so one has none, and is drawn as large as the others.
const nodeSize = "10"

// nodeSheet has a row for every actor. Contacts that no figure draws would be drawn by whatever opens the file: no
// edge is made of them, and their claims stand as records at both actors.
func (j *Job) nodeSheet() *Sheet {
	g := j.Graph
	s := &Sheet{known: nodeColumns}
	actors := g.Dossier().Actors
	at, tints := spread(actors, j.Placement().At), TintsOf(g)
	named, unsized := map[string]bool{}, len(actors)-1
	for i := range actors {
		a := &actors[i]
		facts := []Fact{{"label", a.Short}, {"name", free(a.Name, named)}, {"kind", a.Kind.String()}, {"role", a.Role},
			{"side", words.Side(a)}, {"country", a.Country}, {"aliases", strings.Join(a.Aliases, "; ")}, {"part_of", quote.JoinIDs(a.PartOf)},
			{"wikidata", a.Wikidata}, {"same_as", strings.Join(a.SameAs, "; ")}, {"not_same_as", quote.JoinIDs(a.NotSameAs)}, {"note", a.Note},
			{"color", string(TintOf(tints, words.Side(a)).Text)}}
		facts = append(facts, Fact{"x", quote.Number(at[i].X)}, Fact{"y", quote.Number(at[i].Y)})
		if i != unsized { // or Gephi draws sizes that are all alike as specks
			facts = append(facts, Fact{"size", nodeSize})
		}
		contacts := 0
		var notDrawn [][]Fact
		var drawn []sources.ContactID
		for c := range g.Of(a.ID) {
			if !c.Drawn() {
				notDrawn = append(notDrawn, NotDrawnFacts(g.Dossier(), c)...)
				continue
			}
			drawn = append(drawn, c.ID)
			if !c.IsTie() {
				contacts++
			}
		}
		facts = append(facts, Fact{"contacts", strconv.Itoa(contacts)})
		for _, m := range j.Measures {
			if v, ok := j.Measurement.Value(m, a.ID); ok {
				facts = append(facts, Fact{"measure_" + ColumnName(m.String()), strconv.FormatFloat(v, 'g', measureDigits, 64)})
			}
		}
		r := Row{ID: string(a.ID), What: fmt.Sprintf("actor %q", a.ID), Facts: facts}
		lists := []RecordList{{"actor", [][]Fact{ActorFacts(a)}}, {"not_drawn", notDrawn}, listOf("other_document", notDrawnDocuments(g, a.ID), DocumentFacts)}
		if drawn != nil { // by which import sees that somebody deleted one
			lists = append(lists, RecordList{"drawn", [][]Fact{Repeated("contact", drawn)}})
		}
		if i == 0 { // a graph has no place that all readers keep
			lists = append(lists, dossierRecords(g)...)
		}
		s.Rows = append(s.Rows, j.kept(r.add(extras(a.Extra), lists...)))
	}
	return s
}

// dossierRecords are what a dossier says of itself and what stands at no actor and no contact.
func dossierRecords(g *graph.Graph) []RecordList {
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
	return []RecordList{{"dossier", [][]Fact{Told(about)}}, {"setting", append(settings("figure", d.Figure), settings("sides", d.Sides)...)},
		listOf("own_kind", pointers(d.OwnKinds()), KindFacts), listOf("coding", codingsOf(d), CodingFacts), listOf("other_document", unusedDocuments(g), DocumentFacts)}
}

// codingsOf are the codings of claims and documents that d has: a selection may have left out others.
func codingsOf(d *sources.Dossier) []*sources.Coding {
	return slices.DeleteFunc(pointers(d.Codings), func(c *sources.Coding) bool {
		return c.Claim != "" && d.Claim(c.Claim) == nil || c.Document != "" && d.Document(c.Document) == nil
	})
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
		if doc := d.Document(d.Claims[i].Document); doc != nil && !used[doc] {
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

// edgeSheet has a row for every contact that is drawn or, as the job says, for every claim that reports one. An edge
// weighs as much as it has independent origins at least, and never less than 1, because Gephi removes edges without
// weight.
func (j *Job) edgeSheet() *Sheet {
	g := j.Graph
	s := &Sheet{known: edgeColumns}
	if j.Claims {
		s.known = claimColumns
	}
	for c := range g.All() {
		switch {
		case !c.Drawn():
		case j.Claims:
			for _, r := range claimRows(g.Dossier(), c) {
				s.Rows = append(s.Rows, j.kept(r))
			}
		default:
			for _, r := range pairRows(c, ContactRow(g.Dossier(), c)) {
				s.Rows = append(s.Rows, j.kept(leanRow(r)))
			}
		}
	}
	kinds, ids := map[[2]sources.ActorID]map[string]bool{}, map[string]bool{}
	for i := range s.Rows {
		r := &s.Rows[i]
		pair := pairOf(r.From, r.To)
		if kinds[pair] == nil {
			kinds[pair] = map[string]bool{}
		}
		r.Kind = free(r.Kind, kinds[pair])
		for ids[r.ID] { // a claim may be called as one that stands on several contacts is on one of them
			r.ID += "-"
		}
		ids[r.ID] = true
	}
	return s
}

func ContactRow(d *sources.Dossier, c *graph.Contact) Row {
	docs := DocumentsOf(d, c)
	first, last := years(c)
	var fields []sources.Field
	for _, cl := range c.Claims {
		fields = append(fields, cl.Extra...)
	}
	r := Row{
		ID: string(c.ID), What: fmt.Sprintf("contact %q", c.ID), // ids are name tokens: the dossier's check holds that
		From: c.From, To: c.To, Directed: c.Directed, Kind: c.Relation(), Dates: c.Dates(), Line: LineOf(c),
		Facts: slices.Concat(
			[]Fact{{"label", c.Label()}, {"weight", strconv.Itoa(max(1, c.Origins.Min))}, {"color", string(LineOf(c).Colour)}, {"relation", c.Relation()},
				{"from", string(c.From)}, {"to", string(c.To)}}, // NetworkX and igraph forget it of edges that go both ways
			ContactFacts(c),
			[]Fact{{"reports", strconv.Itoa(c.Supporting())}, {"claims", strconv.Itoa(len(c.Claims))},
				each("claim_ids", c.Claims, func(cl *sources.Claim) string { return string(cl.ID) }),
				each("stances", c.Claims, func(cl *sources.Claim) string { return cl.Stance.String() }),
				each("asserted_by", c.Claims, func(cl *sources.Claim) string { return cl.AssertedBy.String() }),
				each("hedges", c.Claims, func(cl *sources.Claim) string { return cl.Hedge }),
				each("locators", c.Claims, func(cl *sources.Claim) string { return cl.Locator }),
				each("summaries", c.Claims, func(cl *sources.Claim) string { return cl.Summary }),
				{"first_year", first}, {"last_year", last}, {"summary", summaryOf(c)}, {"sources", sourcesOf(docs)}},
			titleFacts(docs)),
	}
	return r.add(extras(fields), listOf("claim", c.Claims, ClaimFacts), listOf("document", WithRoots(d, docs, c.Claims), DocumentFacts))
}

// kept is r without its records, if the job is to have none.
func (j *Job) kept(r Row) Row {
	if j.Records == NoRecords {
		r.Records, r.Facts = nil, lacking(r.Facts, "records")
	}
	return r
}

// leanRow is r with the columns of a graph file.
func leanRow(r Row) Row {
	r.Facts = slices.DeleteFunc(r.Facts, func(f Fact) bool {
		return isEdgeColumn[f.Name] && !isLean[f.Name] || f.Name == "modality" && f.Value == sources.Happened.String()
	})
	return r
}

var isEdgeColumn, isLean = named(edgeColumns), named(lean)

func named(columns []string) map[string]bool {
	names := map[string]bool{}
	for _, c := range columns {
		name, _, _ := strings.Cut(c, ":")
		names[name] = true
	}
	return names
}

func lacking(facts []Fact, name string) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return f.Name == name })
}

// years are the first and the last year that claims allow for an event, as numbers; "" where it is not known.
func years(c *graph.Contact) (first, last string) {
	if day, known := c.First(); known {
		first = strconv.FormatInt(int64(day.Year), 10)
	}
	if day, known := c.Last(); known {
		last = strconv.FormatInt(int64(day.Year), 10)
	}
	return first, last
}

// summaryOf are the different summaries of the claims that support a contact or, if none does, of all.
func summaryOf(c *graph.Contact) string {
	takenBack := c.TakenBack()
	for _, supports := range []bool{true, false} {
		var texts []string
		for _, cl := range c.Claims {
			if (!supports || cl.Stance.Supports() && !takenBack(cl)) && cl.Summary != "" && !slices.Contains(texts, cl.Summary) {
				texts = append(texts, cl.Summary)
			}
		}
		if texts != nil {
			return strings.Join(texts, " ")
		}
	}
	return ""
}

// sourcesOf are the documents of a contact as text that can be read, each with its address.
func sourcesOf(docs []*sources.Document) string {
	var texts []string
	for _, doc := range docs {
		texts = append(texts, quote.Joined(", ", words.English().Document(doc), doc.URL))
	}
	return strings.Join(texts, "; ")
}

// pairRows has a row for each pair of members of a contact. Each carries the contact's id and, of a contact of n
// members, 1/(n-1) of its weight, so that the rows of a member weigh one contact together, and those of one contact
// can be laid together again.
func pairRows(c *graph.Contact, whole Row) []Row {
	var rows []Row
	for _, p := range c.Pairs() {
		r := whole
		r.From, r.To = p[0], p[1]
		if c.IsRound() {
			r.ID = fmt.Sprintf("%s--%s--%s", c.ID, p[0], p[1])
		}
		r.Contact, r.Facts = c.ID, slices.Clone(whole.Facts)
		if c.IsRound() {
			r.Facts = append(r.Facts, Fact{"contact", string(c.ID)}, Fact{"share", quote.Number(c.Weight())})
		} else {
			r.Facts = lacking(r.Facts, "members")
		}
		for i, f := range r.Facts {
			switch f.Name {
			case "from":
				r.Facts[i].Value = string(p[0])
			case "to":
				r.Facts[i].Value = string(p[1])
			case "weight":
				r.Facts[i].Value = quote.Number(float64(max(1, c.Origins.Min)) * c.Weight())
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// titleFacts say the documents of an edge in four columns.
func titleFacts(docs []*sources.Document) []Fact {
	return []Fact{
		each("document_titles", docs, func(doc *sources.Document) string { return string(doc.ID) + ": " + doc.Name() }),
		each("publishers", docs, func(doc *sources.Document) string { return doc.Publisher }),
		each("issued", docs, func(doc *sources.Document) string { return doc.Issued.String() }),
		each("urls", docs, func(doc *sources.Document) string { return doc.URL })}
}

// claimRows has a row for every claim that says that a contact took place, each with its own evidence. Those that
// deny the contact or say nothing about it are no contacts: they stand as records at every row.
func claimRows(d *sources.Dossier, c *graph.Contact) []Row {
	var others []*sources.Claim
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() {
			others = append(others, cl)
		}
	}
	var rows []Row
	for _, cl := range c.Claims {
		if !cl.Stance.Supports() {
			continue
		}
		for _, p := range cl.Pairs() {
			rows = append(rows, claimRow(d, c, cl, p, others))
		}
	}
	return rows
}

func claimRow(d *sources.Dossier, c *graph.Contact, cl *sources.Claim, pair [2]sources.ActorID, others []*sources.Claim) Row {
	from, to := pair[0], pair[1]
	members := slices.Concat(cl.Actors, cl.Recipients)
	share := quote.Number(1 / float64(len(members)-1))
	var docs []*sources.Document
	if doc := d.Document(cl.Document); doc != nil {
		docs = append(docs, doc)
	}
	direction := "mutual"
	if cl.Directed {
		direction = "directed"
	}
	facts := slices.Concat(
		[]Fact{{"label", cmp.Or(cl.Label, cl.KindText, strings.ReplaceAll(cl.Kind.String(), "-", " "))}, {"weight", share}, {"color", string(LineOf(c).Colour)},
			{"relation", cl.KindWord()}, {"from", string(from)}, {"to", string(to)}, {"direction", direction},
			{"contact", string(c.ID)}, {"members", quote.JoinIDs(members)}, {"share", share}, {"state", c.State.String()}, {"origins", c.Origins.String()}, {"origins_min", strconv.Itoa(c.Origins.Min)},
			{"origins_max", strconv.Itoa(c.Origins.Max)}, {"claim", string(cl.ID)}, {"stance", cl.Stance.String()}, {"modality", cl.Modality.String()},
			{"when", words.English().Date(cl.Date)}, {"dates", cl.Date.String()}, {"start", dayText(cl.Date.Earliest())}, {"end", dayText(cl.Date.Latest())},
			{"places", strings.Join(cl.Places, "; ")}, {"via", quote.JoinIDs(cl.Channel.Via)}, {"channel", cl.Channel.String()},
			{"asserted_by", cl.AssertedBy.String()}, {"hedge", cl.Hedge}, {"about", cl.About}, {"locator", cl.Locator}, {"summary", cl.Summary},
			{"documents", string(cl.Document)}, {"anchor", cl.Anchor.String()}, {"checked_by", cl.CheckedBy}, {"checked_on", cl.CheckedOn.String()},
			{"doubt", cl.Doubt}, {"note", cl.Note}},
		titleFacts(docs))
	id := string(cl.ID)
	if len(cl.Pairs()) > 1 { // it stands on several contacts
		id += fmt.Sprintf("--%s--%s", from, to)
	}
	r := Row{ID: id, What: fmt.Sprintf("claim %q", cl.ID), From: from, To: to, Directed: cl.Directed, Kind: cl.KindWord(),
		Dates: []edtf.Date{cl.Date}, Line: LineOf(c), Facts: facts}
	return r.add(extras(cl.Extra), listOf("claim", []*sources.Claim{cl}, ClaimFacts), listOf("other_claim", others, ClaimFacts),
		listOf("document", WithRoots(d, docs, append([]*sources.Claim{cl}, others...)), DocumentFacts))
}

// told drops blank facts.
func Told(facts []Fact) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return strings.TrimSpace(f.Value) == "" })
}

// each says one text of every item, in their order, "-" for a blank one; nothing if all are blank.
func each[T any](name string, items []T, text func(T) string) Fact {
	texts, told := make([]string, len(items)), false
	for i, item := range items {
		texts[i] = cmp.Or(text(item), "-")
		told = told || texts[i] != "-"
	}
	if !told {
		return Fact{}
	}
	return Fact{name, strings.Join(texts, "; ")}
}

// extras are the cells of columns that relgraph does not know, under names that nothing else has. Cells of one column
// are one.
func extras(fields []sources.Field) []Fact {
	var facts []Fact
	for _, f := range fields {
		name := ColumnName(f.Name)
		if slices.Contains(takenNames, name) || formerColumn.MatchString(name) {
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
func spread(actors []sources.Actor, at map[sources.ActorID]Place) []Place {
	places := make([]Place, len(actors))
	var rest []int
	left, right, bottom := math.Inf(1), math.Inf(-1), math.Inf(1)
	for i := range actors {
		p, ok := at[actors[i].ID]
		if !ok {
			rest = append(rest, i)
			continue
		}
		places[i] = Place{p.X, -p.Y}
		left, right, bottom = min(left, p.X), max(right, p.X), min(bottom, -p.Y)
	}
	if len(rest) == len(actors) {
		left, right, bottom = 0, 0, 0
	}
	perRow := max(int((right-left)/rowStep)+1, shortRow)
	for n, i := range rest {
		places[i] = Place{left + float64(float64(n%perRow)*rowStep), bottom - float64(float64(n/perRow+1)*rowStep)}
	}
	var mean Place
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
		places[i] = Place{float64((p.X - mean.X) * scale), float64((p.Y - mean.Y) * scale)}
	}
	return places
}

// GephiWarnings says which texts Gephi will show in another way. It turns INF into Infinity wherever that stands
// (ElementDraftImpl) and drops values that read null (AttributeUtils); it leaves labels alone. What XML cannot hold
// has no warning here, because no dossier with it passes the check.
func (j *Job) GephiWarnings() []string {
	var warnings []string
	for _, r := range slices.Concat(j.Nodes().Rows, j.Edges().Rows) {
		warn := func(problem string, has func(Fact) bool) {
			var columns []string
			for _, f := range r.Facts {
				if has(f) {
					columns = append(columns, f.Name)
				}
			}
			if columns != nil {
				warnings = append(warnings, fmt.Sprintf("%s: %s: %s", r.What, strings.Join(columns, ", "), problem))
			}
		}
		warn(`Gephi will read "INF" as "Infinity"`, func(f Fact) bool { return f.Name != "label" && strings.Contains(f.Value, "INF") })
		warn(`Gephi will leave out the value "null"`, func(f Fact) bool { return f.Name != "label" && strings.EqualFold(f.Value, "null") })
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
