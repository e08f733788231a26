package sources

import (
	"iter"
	"slices"
	"strings"

	"relgraph/sources/check"
	"relgraph/sources/edtf"
)

// A Column is one that relgraph knows, in one of the dossier's tables. What is said of it here is all that reading,
// writing, comparing, merging, exporting and describing it go by: a column is added in one place, the lists of
// schema.go.
type Column struct {
	Table    string // "actors", "documents", "claims", "kinds" or "codings"
	Name     string
	Required bool
	About    string   // what stands in it, for people
	Holds    Holds    // what stands in it, for programs
	List     bool     // several values, separated by "|"
	AnyOrder bool     // of a list: the order of its values means nothing
	Words    []string // of HoldsWord: all that may stand in it
	Blank    string   // what a blank cell means, such as "reports"; "" if it means that nothing is known
	Part     Part
	Reach    Reach
	Merging  Merging
	Detail   bool // of a claim: the cell stands in its Details, and is blank where [HasDetails] is false
	InSheet  bool // of a document: a sheet of claims without a table of documents may have it too

	AsGiven  bool // of a document: as it is printed or filed, not in the words of those who work on the dossier
	Spoken   bool // a file for other programs says also what a blank cell means
	Telltale bool // a table with all such columns of one of relgraph's tables is one that relgraph wrote

	// Of an actor or a claim: how graph files call the attribute of its node, or of the edge that stands for it alone,
	// that holds the cell; "" if it is read from elsewhere, as its id, label, ends and go-betweens, or not at all.
	Attribute string

	rules []check.Rule // that each of its values is held to
}

// Holds says what sort of thing stands in the cells of a column.
type Holds uint8

// What columns hold. A column that relgraph does not know holds text.
const (
	HoldsText      Holds = iota
	HoldsID              // of the row itself
	HoldsActors          // ids of actors
	HoldsDocuments       // ids of documents
	HoldsClaim           // the id of a claim, or of a contact
	HoldsWord            // one of Column.Words
	HoldsKind            // any word for a kind, such as one of Column.Words
	HoldsDate            // EDTF
	HoldsURL
	HoldsChannel
	HoldsChain
	HoldsAnchor
	HoldsDigest
)

// Refers tells whether such a cell names actors, documents or claims of the dossier, so that its text means another
// thing where those have other ids.
func (h Holds) Refers() bool {
	switch h {
	case HoldsActors, HoldsDocuments, HoldsClaim, HoldsChannel, HoldsChain:
		return true
	}
	return false
}

// A Part of a row is what its cells are about.
type Part uint8

// The parts of a row. A checker vouches for Statement, Passage and Wording.
const (
	Statement Part = iota // what it says: of a claim, what the document says about the contact
	Identity              // its own id
	Passage               // where in the document it says so
	Wording               // how it is put in our own words
	Record                // who checked it, when, and what is in doubt
	Remark                // anything else
)

// A Reach says how far the cells of a column may go.
type Reach uint8

// The reaches, the widest first.
const (
	Shown   Reach = iota // readers of a figure see what it says
	Kept                 // data exports have it; a text for publication counts its changes and does not tell them
	Private              // notes of those who work on the dossier: as Kept, and quoted in no text for publication
	Local                // of this machine: no export has it
)

// Merging says what becomes of a cell in which two rows that are joined differ.
type Merging uint8

// The ways of merging.
const (
	Decide Merging = iota // a person has to say which is right
	Fill                  // where one is blank, the other's text; else a person decides
	Join                  // the values of both
	Vouch                 // it goes with the row that it was written about, or not at all
)

// Checked tells whether a checker vouches for what stands in the column, so that a change of it makes the row
// unchecked.
func (c *Column) Checked() bool {
	return c.Part == Statement || c.Part == Passage || c.Part == Wording
}

// ColumnOf is a column of the table whose rows are Rs: an Actor, a Document, a Claim, a Kind, a Coding.
type ColumnOf[R any] struct {
	Column
	field[R]
}

// Renames say by which ids a row is to refer to others, where they are not its own. The zero Renames leaves each as
// it is.
type Renames struct {
	Actors    map[ActorID]ActorID
	Documents map[DocumentID]DocumentID
	Claims    map[ClaimID]ClaimID
}

// noRenames is what text is asked with for a row as it is.
var noRenames Renames

// Text is the cell as it would be written: with ids for whom a sheet calls by name, and blank where a blank cell
// means the same or nothing is known.
func (c *ColumnOf[R]) Text(r *R) string { return c.TextAs(r, &noRenames) }

// TextAs is Text with other ids for those that r refers to.
func (c *ColumnOf[R]) TextAs(r *R, as *Renames) string {
	if c.text == nil { // the zero ColumnOf, which is a column of nothing
		return ""
	}
	return c.text(r, as)
}

// Meaning is Text with what a blank cell means written out.
func (c *ColumnOf[R]) Meaning(r *R) string {
	if text := c.Text(r); text != "" {
		return text
	}
	return c.Blank
}

// Values are the values of a list, or the one text of another cell; none if it is blank.
func (c *ColumnOf[R]) Values(r *R) []string {
	text := c.Text(r)
	switch {
	case text == "":
		return nil
	case c.List:
		return split(text)
	}
	return []string{text}
}

// each yields the values of a list, or the one text of another cell, without making a list of one.
func (c *ColumnOf[R]) each(r *R) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !c.List {
			if text := c.Text(r); text != "" {
				yield(text)
			}
			return
		}
		for _, value := range c.Values(r) {
			if !yield(value) {
				return
			}
		}
	}
}

// Same is the cell in the form in which two editions are compared: equal for all spellings of one meaning.
func (c *ColumnOf[R]) Same(r *R, as *Renames) string {
	if c.text == nil { // the zero ColumnOf
		return ""
	}
	text := c.text(r, as)
	if c.same != nil {
		text = c.same(r)
	}
	switch {
	case text == c.Blank:
		return ""
	case c.AnyOrder && strings.Contains(text, "|"):
		return strings.Join(slices.Compact(slices.Sorted(slices.Values(split(text)))), "|")
	}
	return text
}

// Set reads the text of a cell into r, as a dossier's reader would; its error says what would have been right. A
// blank text is what a blank cell means.
func (c *ColumnOf[R]) Set(r *R, text string) error {
	if c.set == nil {
		return nil
	}
	return c.set(r, text, nil)
}

// ActorColumns are the columns of the table of actors, in the order in which they are written.
func ActorColumns() []ColumnOf[Actor] { return actorSchema.columns }

// DocumentColumns are the columns of the table of documents, in the order in which they are written.
func DocumentColumns() []ColumnOf[Document] { return documentSchema.columns }

// ClaimColumns are the columns of the table of claims, in the order in which they are written.
func ClaimColumns() []ColumnOf[Claim] { return claimSchema.columns }

// KindColumns are the columns of the table of kinds, in the order in which they are written.
func KindColumns() []ColumnOf[Kind] { return kindSchema.columns }

// CodingColumns are the columns of the table of codings, in the order in which they are written.
func CodingColumns() []ColumnOf[Coding] { return codingSchema.columns }

// Columns lists the columns that relgraph knows, table by table, in the order in which it would write them.
func Columns() []Column {
	return slices.Concat(plainColumns(&actorSchema), plainColumns(&documentSchema), plainColumns(&claimSchema),
		plainColumns(&kindSchema), plainColumns(&codingSchema))
}

func plainColumns[R any](s *schema[R]) []Column {
	plain := make([]Column, len(s.columns))
	for i := range s.columns {
		plain[i] = s.columns[i].Column
	}
	return plain
}

// Comment is what stands at the head of the column in a workbook that is to be filled.
func (c Column) Comment() string {
	about := strings.ReplaceAll(c.About, "`", "")
	if c.Required {
		about += ". Must be there"
	}
	return about
}

// A schema is the list of one table's columns, with what else its rows need to be read and written.
type schema[R any] struct {
	table   string
	columns []ColumnOf[R]
	row     func(r *R, more ...Field) (from *origin, extra []Field) // it adds more to the extra fields
	// sees to fields that stand in no cell of their own; may be nil
	finish func(*R)
}

// A field says how the cells of a column stand in a row.
type field[R any] struct {
	traits trait
	text   func(r *R, as *Renames) string
	set    func(r *R, text string, in *reading) error // in may be nil
	same   func(r *R) string                          // the form in which it is compared; nil if that is the text
}

// A reading is what cells may refer to by name: in a dossier of one sheet those whom its rows name, else nothing.
type reading struct {
	actors    map[string]ActorID    // by PlainText
	documents map[string]DocumentID // by what the rows call them
	dossier   *Dossier              // whose kinds, actors and documents its rows mean
	called    map[string]ActorID    // those of actors that were asked for, by their texts
}

// A trait says something of a column that is not said of all.
type trait func(*Column)

func required(c *Column)  { c.Required = true }
func anyOrder(c *Column)  { c.AnyOrder = true }
func inSheet(c *Column)   { c.InSheet = true }
func asGiven(c *Column)   { c.AsGiven = true }
func spoken(c *Column)    { c.Spoken = true }
func telltale(c *Column)  { c.Telltale = true }
func bare(c *Column)      { c.Attribute = "" }
func kept(c *Column)      { c.Reach = Kept }
func private(c *Column)   { c.Reach = Private }
func local(c *Column)     { c.Reach = Local }
func filled(c *Column)    { c.Merging = Fill }
func joined(c *Column)    { c.Merging, c.Reach = Join, Kept }
func link(c *Column)      { c.Holds, c.rules = HoldsURL, append(c.rules, check.URL) }
func hexDigest(c *Column) { c.Holds = HoldsDigest }
func ownID(c *Column)     { c.Holds, c.Part, c.Reach = HoldsID, Identity, Kept }
func passage(c *Column)   { c.Part, c.Merging = Passage, Fill }
func wording(c *Column)   { c.Part, c.Merging = Wording, Fill }
func remark(c *Column)    { c.Part, c.Reach, c.Merging = Remark, Private, Fill }

// attribute says how graph files call the column, where that is not its name.
func attribute(name string) trait { return func(c *Column) { c.Attribute = name } }

// held says which rules the column's values are held to.
func held(rules ...check.Rule) trait {
	return func(c *Column) { c.rules = append(c.rules, rules...) }
}

// named is a column of names, by which people tell actors apart.
func named(c *Column) {
	c.rules = append(c.rules, check.Name, check.Visible, check.OneScript, check.PlainLetters)
}

// vouching is the record of checking.
func vouching(c *Column) { c.Part, c.Reach, c.Merging = Record, Private, Vouch }

func col[R any](name, about string, f field[R], traits ...trait) ColumnOf[R] {
	c := ColumnOf[R]{Column{Name: name, About: about, Attribute: name}, f}
	if f.traits != nil {
		f.traits(&c.Column)
	}
	for _, t := range traits {
		t(&c.Column)
	}
	return c
}

func newSchema[R any](table string, row func(*R, ...Field) (*origin, []Field), finish func(*R),
	columns ...ColumnOf[R]) schema[R] {
	for i := range columns {
		columns[i].Table = table
		if c := &columns[i]; c.Holds == HoldsText && c.rules == nil {
			c.rules = []check.Rule{check.Visible}
		}
	}
	return schema[R]{table, columns, row, finish}
}

// text is a cell that stands in its field as it is.
func text[R any, S ~string](at func(*R) *S) field[R] {
	return textAs(at, func(s string) string { return s })
}

// textAs is text in one spelling, such as capitals.
func textAs[R any, S ~string](at func(*R) *S, spell func(string) string) field[R] {
	return field[R]{
		text: func(r *R, _ *Renames) string { return string(*at(r)) },
		set:  func(r *R, text string, _ *reading) error { *at(r) = S(spell(text)); return nil },
	}
}

// list is a cell of several values.
func list[R any, S ~string](at func(*R) *[]S) field[R] {
	return field[R]{
		traits: func(c *Column) { c.List = true },
		text:   func(r *R, _ *Renames) string { return Joined(*at(r), "|") },
		set:    func(r *R, text string, _ *reading) error { *at(r) = ids[S](split(text)); return nil },
	}
}

// actors is a cell of the ids of actors.
func actors[R any](at func(*R) *[]ActorID) field[R] {
	return field[R]{
		traits: func(c *Column) { c.List, c.Holds = true, HoldsActors },
		text:   func(r *R, as *Renames) string { return Joined(renamed(as.Actors, *at(r)), "|") },
		set: func(r *R, text string, in *reading) error {
			*at(r) = in.actorIDs(ids[ActorID](split(text)))
			return nil
		},
	}
}

// parties is a cell of the ids of actors in a row of which there are many.
func parties[R any](at func(*R) (*[]ActorID, *number)) field[R] {
	f := actors(func(r *R) *[]ActorID { ids, _ := at(r); return ids })
	f.set = func(r *R, text string, in *reading) error {
		ids, n := at(r)
		*ids, *n = in.actorsOf(text)
		return nil
	}
	return f
}

// documents is a cell of the ids of documents.
func documents[R any](at func(*R) *[]DocumentID) field[R] {
	f := list(at)
	f.traits = func(c *Column) { c.List, c.Holds = true, HoldsDocuments }
	f.text = func(r *R, as *Renames) string { return Joined(renamed(as.Documents, *at(r)), "|") }
	return f
}

// date is a cell that holds an EDTF date.
func date[R any](at func(*R) *edtf.Date) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds = HoldsDate },
		text:   func(r *R, _ *Renames) string { return at(r).String() },
		set: func(r *R, text string, _ *reading) (err error) {
			*at(r), err = readDate(text)
			return err
		},
	}
}

func readDate(text string) (edtf.Date, error) {
	if text == "" {
		return edtf.Date{}, nil
	}
	d, err := edtf.Parse(text)
	if err != nil {
		return edtf.Date{}, badDate{err}
	}
	return d, nil
}

// A badDate is what edtf says of a cell.
type badDate struct{ error }

func (e badDate) Error() string { return "unreadable date " + e.error.Error() }

// word is a cell that holds one of a vocabulary's words; blank is what a blank cell means, which may be the zero T.
func word[R any, T interface {
	comparable
	String() string
}](at func(*R) *T, words []string, parse func(string) (T, error), blank T) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds, c.Words, c.Blank = HoldsWord, words, blank.String() },
		text: func(r *R, _ *Renames) string {
			if *at(r) == blank {
				return ""
			}
			return (*at(r)).String()
		},
		set: func(r *R, text string, _ *reading) error {
			*at(r) = blank
			if text == "" {
				return nil
			}
			w, err := parse(text)
			if err == nil {
				*at(r) = w
			}
			return err
		},
	}
}

// renamed are ids under the names that others have for them.
func renamed[T comparable](names map[T]T, ids []T) []T {
	if len(names) == 0 {
		return ids
	}
	own := make([]T, len(ids))
	for i, id := range ids {
		own[i] = renamedOne(names, id)
	}
	return own
}

func renamedOne[T comparable](names map[T]T, id T) T {
	if name, ok := names[id]; ok {
		return name
	}
	return id
}

// actorsOf are the actors that a cell names, and the number of one that is alone in it and known. Rows that name the
// same one share the list of it, to which nobody can add without making it their own.
func (in *reading) actorsOf(text string) ([]ActorID, number) {
	if in == nil || in.dossier == nil || strings.Contains(text, "|") || text == "" {
		return in.actorIDs(ids[ActorID](split(text))), 0
	}
	id := ActorID(text)
	if len(in.actors) > 0 {
		id = in.actorCalled(text)
	}
	if n := in.dossier.actors.number(id); n != 0 {
		return in.dossier.actors.ids[n-1 : n : n], n
	}
	return []ActorID{id}, 0
}

// actorCalled is the id of the actor that a sheet calls by that text.
func (in *reading) actorCalled(text string) ActorID {
	id, known := in.called[text]
	if !known {
		id = in.actorIDs([]ActorID{ActorID(text)})[0]
		in.called[text] = id
	}
	return id
}

// document is the document that a cell names, and its number if it is known.
func (in *reading) document(text string) (DocumentID, number) {
	id := DocumentID(text)
	if in == nil || text == "" {
		return id, 0
	}
	if len(in.documents) > 0 {
		id = renamedName(in.documents, text, id)
	}
	documents := in.dossier.documents
	n := documents.number(id)
	if n != 0 {
		id = documents.ids[n-1] // rather than the same letters of another file
	}
	return id, n
}

// actorIDs finds the actors that a sheet calls by name.
func (in *reading) actorIDs(texts []ActorID) []ActorID {
	if in == nil || len(in.actors) == 0 {
		return texts
	}
	for i, text := range texts {
		texts[i] = renamedName(in.actors, PlainText(string(text)), text)
	}
	return texts
}

func renamedName[T ~string](named map[string]T, name string, otherwise T) T {
	if id, ok := named[name]; ok {
		return id
	}
	return otherwise
}
