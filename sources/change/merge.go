package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// An Edition names one of two dossiers that are merged. The zero Edition is neither.
type Edition uint8

// The editions, in the order in which Merge takes them.
const (
	A Edition = iota + 1
	B
)

// A Conflict is something that only a person can decide: whether two rows are one, or which of two texts is right.
type Conflict struct {
	A, B    sources.Pos
	Problem string // what they differ in, with both texts
	Want    string // what would settle it
}

// A Union is two dossiers in one.
type Union struct {
	sources.About
	Tables []sources.Table // actors, documents, claims; then kinds and codings, if either side has any

	Conflicts []Conflict // by their place in A
	Filled    []Conflict // settled without a person: blank cells that the other side fills, two spellings of one address
	// claims of one document about the same contact that say different things and have no common id: both are kept
	Alike  []Conflict
	Joined int // rows that stand in both
}

// Merge makes one dossier of two. Ids are kept. An actor is the same by an id and a name that both have, or by name,
// alias, Wikidata id or address, unless one of the two is said not to be the other; a document by its address, or by
// title, outlet and date; a claim by its id, document, parties and kind, or by what it says the document says. An id
// by itself proves nothing: two people number their claims alike.
//
// Rows that are the same become one. Where they disagree, have two ids for one thing or one id for two, there is a
// Conflict, and keep says whose text or id is taken; then the other's row of another meaning gets an id of its own,
// so that no claim is lost. With conflicts and without a side to keep, make nothing of the tables. Lists of aliases
// are joined, and blank cells filled, where that contradicts nothing.
//
// Kinds are the same by their ids, steps by their titles. Codings follow the ids of what they are about, and are the
// same if one coder made them of one claim, or of one passage of a document and one contact.
//
// Both dossiers must have been found free of errors; the union may still have some, such as loops, and has to be read
// and checked.
func Merge(a, b *sources.Dossier, keep Edition) *Union {
	m := merger{pairing: pair(a, b, bySameID), keep: keep, union: &Union{}}
	m.about()
	m.chooseIDs()
	all := joined{&m}
	m.union.Tables = []sources.Table{all.actorTable(), all.documentTable(), all.claimTable()}
	for _, t := range []sources.Table{all.kindTable(), all.codingTable()} {
		if len(t.Rows) > 0 {
			m.union.Tables = append(m.union.Tables, t)
		}
	}
	for _, list := range [][]Conflict{m.union.Conflicts, m.union.Filled} {
		slices.SortStableFunc(list, func(a, b Conflict) int {
			return cmp.Or(cmp.Compare(a.A.File, b.A.File), cmp.Compare(a.A.Line, b.A.Line),
				cmp.Compare(a.A.Column, b.A.Column))
		})
	}
	return m.union
}

// A merger makes a union.
type merger struct {
	*pairing
	keep  Edition
	union *Union
	a, b  ids // the ids that rows of each side get
}

// joined makes the tables of a union, once the ids of its rows are chosen.
type joined struct{ *merger }

func (m *merger) conflict(a, b sources.Pos, want, format string, args ...any) {
	m.union.Conflicts = append(m.union.Conflicts, Conflict{place(m.old, a), place(m.new, b),
		fmt.Sprintf(format, args...), want})
}

// place is where something stands; of what no cell says, the dossier.
func place(d *sources.Dossier, at sources.Pos) sources.Pos {
	if at == noPos {
		return sources.Pos{File: d.Name}
	}
	return at
}

// actorPlace is where an actor's row stands or, if none describes it, the first claim that names it.
func actorPlace(d *sources.Dossier, a *sources.Actor) sources.Pos {
	if a.Pos() != noPos {
		return a.Pos()
	}
	for i := range d.Claims {
		for _, names := range []struct {
			column string
			actors []sources.ActorID
		}{{"actor", d.Claims[i].Actors}, {"recipient", d.Claims[i].Recipients},
			{"channel", d.Claims[i].Detail().Channel.Via}} {
			if slices.Contains(names.actors, a.ID) {
				return d.Claims[i].At(names.column)
			}
		}
	}
	return noPos
}

func documentPlace(d *sources.Dossier, doc *sources.Document) sources.Pos {
	if doc.Pos() != noPos {
		return doc.Pos()
	}
	for i := range d.Claims {
		if d.Claims[i].Document == doc.ID {
			return d.Claims[i].At("document")
		}
	}
	return noPos
}

// choose takes what the side to keep says, A's if there is none.
func choose[T any](m *merger, a, b T) T {
	if m.keep == B {
		return b
	}
	return a
}

func (m *merger) about() {
	m.union.Figure = m.settings("figure", m.old.Figure, m.new.Figure)
	m.union.Sides = m.settings("sides", m.old.Sides, m.new.Sides)
	m.union.Steps = m.steps(m.old.Steps, m.new.Steps)
	theirs := m.new.AboutFields()
	for i, f := range m.old.AboutFields() {
		a, b := f.Value, theirs[i].Value
		m.union.SetAbout(f.Name, cmp.Or(a, b))
		if a != "" && b != "" && a != b {
			m.union.SetAbout(f.Name, choose(m, a, b))
			m.conflict(sources.Pos{File: m.old.Name}, sources.Pos{File: m.new.Name}, "want one", "the %s is %q and %q",
				f.Name, a, b)
		}
	}
}

// settings are those of both sides.
func (m *merger) settings(what string, old, new []sources.Setting) []sources.Setting {
	return ofBoth(m, old, new, func(s sources.Setting) string { return s.Name }, func(a, b sources.Setting) bool {
		if a.Value != b.Value {
			m.conflict(a.At, b.At, "want one", "the setting %s of %s is %q and %q", b.Name, what, a.Value, b.Value)
		}
		return a.Value == b.Value
	})
}

// steps are A's and then those that only B has.
func (m *merger) steps(old, new []sources.StoryStep) []sources.StoryStep {
	return ofBoth(m, old, new, func(s sources.StoryStep) string { return s.Title }, func(a, b sources.StoryStep) bool {
		same := a.Text == b.Text && a.Flags == b.Flags && slices.Equal(a.Contacts, b.Contacts)
		if !same {
			m.conflict(a.At, b.At, "want the same in both, or another title for one of them",
				"two steps have the title %q and are not the same", b.Title)
		}
		return same
	})
}

// ofBoth are A's and then those that only B has by their names. Of two of one name, it chooses where agree says that
// they are not the same.
func ofBoth[T any](m *merger, old, new []T, name func(T) string, agree func(a, b T) bool) []T {
	list := slices.Clone(old)
	for _, b := range new {
		i := slices.IndexFunc(list, func(a T) bool { return name(a) == name(b) })
		switch {
		case i < 0:
			list = append(list, b)
		case !agree(list[i], b):
			list[i] = choose(m, list[i], b)
		}
	}
	return list
}

// A namedRow is one with its id.
type namedRow[T ~string] struct {
	id    T
	given bool // by its own row
	at    sources.Pos
	says  string // what it is the id of
	// names an actor or document whose id the other side has for another: that is told there
	namesakes bool
}

// chooseIDs finds the id that each row gets, and says where two things have one id, or one thing has two.
func (m *merger) chooseIDs() {
	actor := func(a *sources.Actor) namedRow[sources.ActorID] {
		return namedRow[sources.ActorID]{id: a.ID, given: a.Pos() != noPos, at: a.At("id"),
			says: fmt.Sprintf("actor %q (%s)", a.ID, a.Name)}
	}
	document := func(d *sources.Document) namedRow[sources.DocumentID] {
		return namedRow[sources.DocumentID]{id: d.ID, given: d.Pos() != noPos, at: d.At("id"),
			says: fmt.Sprintf("document %q (%s)", d.ID, d.Name())}
	}
	claim := func(c *sources.Claim) namedRow[sources.ClaimID] {
		return namedRow[sources.ClaimID]{id: c.ID, given: c.Text("id") != "", at: c.At("id"),
			says: fmt.Sprintf("claim %q (%s of %s)", c.ID, c.Kind,
				strings.Join(words(slices.Concat(c.Actors, c.Recipients)), " and ")),
			namesakes: m.namesNamesakes(c)}
	}
	m.a.Actors, m.b.Actors = idsOf(m, m.actors, m.old.Actors, m.new.Actors, actor)
	m.perhapsSameActors()
	m.a.Documents, m.b.Documents = idsOf(m, m.documents, m.old.Documents, m.new.Documents, document)
	m.perhapsSameDocuments()
	m.a.Claims, m.b.Claims = idsOf(m, m.claims, m.old.Claims, m.new.Claims, claim)
}

// idsOf chooses the ids of one table, for A's rows and for B's. Rows that are the same come first, then the rows of
// the side to keep: of two rows that would have one id, the later one gets another.
func idsOf[R any, T ~string](m *merger, pairs match, old, new []R, name func(*R) namedRow[T]) (a, b map[T]T) {
	a, b = map[T]T{}, map[T]T{}
	all, used := map[T]bool{}, map[T]bool{}
	theirs := map[T]int{}
	for i := range old {
		all[name(&old[i]).id] = true
	}
	for j := range new {
		all[name(&new[j]).id] = true
		theirs[name(&new[j]).id] = j
	}
	free := func(id T) T {
		other := id
		for n := 2; used[other] || other != id && all[other]; n++ {
			other = T(fmt.Sprintf("%s-%d", id, n))
		}
		used[other] = true
		return other
	}
	for i := range old {
		x := name(&old[i])
		if j, clash := theirs[x.id]; clash && j != pairs.at[i] && x.given && name(&new[j]).given && !x.namesakes {
			y := name(&new[j])
			m.conflict(x.at, y.at, "want another id for one of them; if they are the same, the same content in both",
				"%s and %s have one id and are not the same", x.says, y.says)
		}
		j := pairs.at[i]
		if j < 0 {
			continue
		}
		y := name(&new[j])
		id := free(idOfBoth(m, x, y))
		a[x.id], b[y.id] = id, id
	}
	alone := func(rows []R, partner []int, to map[T]T, given bool) {
		for i := range rows {
			if x := name(&rows[i]); partner[i] < 0 && x.given == given {
				to[x.id] = free(x.id)
			}
		}
	}
	for _, given := range []bool{true, false} {
		if m.keep == B {
			alone(new, pairs.from, b, given)
		}
		alone(old, pairs.at, a, given)
		if m.keep != B {
			alone(new, pairs.from, b, given)
		}
	}
	return a, b
}

// idOfBoth is the id of a row that stands on either side: the one that somebody gave it.
func idOfBoth[T ~string](m *merger, x, y namedRow[T]) T {
	switch {
	case x.id == y.id:
	case x.given && y.given:
		m.conflict(x.at, y.at, "want one id for it in both", "%s and %s are the same under two ids", x.says, y.says)
		return choose(m, x.id, y.id)
	case y.given:
		return y.id
	}
	return x.id
}

// perhapsSameActors says which actors without a partner have a mark in common with one on the other side: several do,
// so that it cannot be told which is meant.
func (m *merger) perhapsSameActors() {
	marks := index(m.new.Actors, nil, actorMarks)
	for i := range m.old.Actors {
		a := &m.old.Actors[i]
		for _, j := range found(marks, actorMarks(a)) {
			b := &m.new.Actors[j]
			if m.actors.at[i] != j && (m.actors.at[i] < 0 || m.actors.from[j] < 0) && !apart(a, b) {
				m.conflict(actorPlace(m.old, a), actorPlace(m.new, b), "want one row for it in each, or not_same_as",
					"actor %q (%s) has a name or address of %q (%s)", a.ID, a.Name, b.ID, b.Name)
			}
		}
	}
}

func (m *merger) perhapsSameDocuments() {
	marks := index(m.new.Documents, nil, documentMarks)
	for i := range m.old.Documents {
		a := &m.old.Documents[i]
		for _, j := range found(marks, documentMarks(a)) {
			b := &m.new.Documents[j]
			if m.documents.at[i] != j && (m.documents.at[i] < 0 || m.documents.from[j] < 0) {
				m.conflict(documentPlace(m.old, a), documentPlace(m.new, b), "want it once in each, in one spelling",
					"document %q (%s) has the address or title of %q (%s)", a.ID, a.Name(), b.ID, b.Name())
			}
		}
	}
}

// A rowText is a row of the union in the making.
type rowText map[string]string

// join makes one row of two. differ are the cells in which they differ, at gives a cell's places.
func (m *merger) join(merging func(column string) sources.Merging, what string, a, b rowText, differ []CellChange,
	at func(column string) (sources.Pos, sources.Pos)) rowText {
	row := rowText{}
	for _, side := range []rowText{b, a} {
		for column, text := range side {
			if text != "" && merging(column) != sources.Vouch {
				row[column] = text
			}
		}
	}
	for _, c := range differ {
		atA, atB := at(c.Column)
		way := merging(c.Column)
		switch address := sources.PlainAddress(c.Old); {
		case way == sources.Vouch: // vouch sees to these
		case way == sources.Join:
			row[c.Column] = joinLists(a[c.Column], b[c.Column])
		case c.Old == c.New: // ids of two namesakes, of whom is told where they stand
			row[c.Column] = choose(m, a[c.Column], b[c.Column])
		case way == sources.Fill && (c.Old == "" || c.New == ""):
			m.note(atA, atB, "%s of %s: %q in one, nothing in the other", c.Column, what, cmp.Or(c.Old, c.New))
		case c.Column == "url" && address != "" && address == sources.PlainAddress(c.New):
			row[c.Column] = m.spelling(a[c.Column], b[c.Column])
			m.note(atA, atB, "two spellings of the %s of %s: %q is taken", c.Column, what, row[c.Column])
		default:
			row[c.Column] = choose(m, a[c.Column], b[c.Column])
			m.conflict(atA, atB, "want the same in both", "%s of %s: %s and %s", c.Column, what, quoteOrBlank(c.Old),
				quoteOrBlank(c.New))
		}
	}
	return row
}

// mergingOf says what becomes of a table's cells; blank ones of columns that relgraph does not know are filled.
func mergingOf[R any](columns []sources.ColumnOf[R]) func(column string) sources.Merging {
	return func(column string) sources.Merging {
		if c := columnCalled(columns, column); c != nil {
			return c.Merging
		}
		return sources.Fill
	}
}

func columnCalled[R any](columns []sources.ColumnOf[R], name string) *sources.ColumnOf[R] {
	for i := range columns {
		if columns[i].Name == name {
			return &columns[i]
		}
	}
	return nil
}

// vouch puts the record of checking into a row that was joined of two: that of the row which says what the joined one
// says, since nobody has vouched for anything else. If both do, that of the later check stands.
func (m *merger) vouch(row rowText, mine, theirs *sources.Claim, a, b rowText) {
	worth := func(c *sources.Claim, text rowText) int {
		switch told := c.Detail(); {
		case told.CheckedBy == "" && told.CheckedRow == "" || !m.saysAs(row, text):
			return 0
		case told.CheckedBy == "":
			return 1 // of a doubt, the digest of the row that it is about
		case c.Checking() == sources.Outdated:
			return 2
		}
		return 3
	}
	ofA, ofB := worth(mine, a), worth(theirs, b)
	takeB := ofB > ofA || ofA == ofB && (m.keep == B ||
		m.keep == 0 && edtf.Compare(mine.Detail().CheckedOn, theirs.Detail().CheckedOn) < 0)
	kept, dropped, record := mine, theirs, a
	if takeB {
		kept, dropped, record = theirs, mine, b
	}
	if max(ofA, ofB) == 0 {
		kept, record = nil, nil
	}
	for _, c := range sources.ClaimColumns() {
		if text := record[c.Name]; c.Merging == sources.Vouch && text != "" {
			row[c.Name] = text
		}
	}
	tell := func(c *sources.Claim, why string) {
		m.note(mine.At("checked_by"), theirs.At("checked_by"), "checked_by of claim %q: %q, %s", mine.ID,
			c.Detail().CheckedBy, why)
	}
	switch {
	case kept == nil:
		for _, c := range []*sources.Claim{mine, theirs} {
			if c.Detail().CheckedBy != "" {
				tell(c, "who checked another text than the joined row has; it is left out, and the row is to be "+
					"checked again")
			}
		}
	case dropped.Detail().CheckedBy == "":
		if kept.Detail().CheckedBy != "" {
			tell(kept, "nothing in the other")
		}
	case kept.Detail().CheckedBy == dropped.Detail().CheckedBy && kept.Detail().CheckedOn == dropped.Detail().CheckedOn &&
		kept.Detail().CheckedRow == dropped.Detail().CheckedRow: // one check
	case min(ofA, ofB) == 0:
		tell(dropped, "who checked another text than the joined row has; it is left out")
	default:
		tell(dropped, fmt.Sprintf("who checked it too; the check by %q is kept", kept.Detail().CheckedBy))
	}
}

// saysAs tells whether a joined row says what one of the two that it was joined of says, as far as a checker vouches
// for it.
func (m *merger) saysAs(row, one rowText) bool {
	for _, c := range sources.ClaimColumns() {
		if c.Checked() && m.reading(&c, row[c.Name]) != m.reading(&c, one[c.Name]) {
			return false
		}
	}
	return true
}

// reading is a cell's text in the form in which it is compared.
func (m *merger) reading(c *sources.ColumnOf[sources.Claim], text string) string {
	var claim sources.Claim
	if err := c.Set(&claim, text); err != nil {
		return text
	}
	return c.Same(&claim, &ids{})
}

// spelling takes one of two spellings of the same, whichever side it is on: the shorter one, or that with small
// letters.
func (m *merger) spelling(a, b string) string {
	switch {
	case m.keep != 0:
		return choose(m, a, b)
	case len(a) != len(b):
		return map[bool]string{true: a, false: b}[len(a) < len(b)]
	}
	return max(a, b)
}

func (m *merger) note(a, b sources.Pos, format string, args ...any) {
	m.union.Filled = append(m.union.Filled, Conflict{A: place(m.old, a), B: place(m.new, b),
		Problem: fmt.Sprintf(format, args...)})
}

func words[T ~string](ids []T) []string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return texts
}

func quoteOrBlank(text string) string {
	if text == "" {
		return "nothing"
	}
	return fmt.Sprintf("%q", text)
}

// joinLists joins two cells of several values.
func joinLists(a, b string) string {
	var values []string
	for v := range strings.SplitSeq(a+"|"+b, "|") {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return strings.Join(values, "|")
}

// textOf is a row as text: as it is written, but for ids that the row refers to by other names in the union, and for
// the digest of what was checked, which is over those ids. Of what no row describes it is what is known of it. A row
// that names whom a table would call by id is not byID.
func textOf[R any](columns []sources.ColumnOf[R], r *R, written record, extra []sources.Field, n *ids, byID bool) rowText {
	row := rowText{}
	for i := range columns {
		c := &columns[i]
		as := c.TextAs(r, n)
		switch {
		case written.Pos() == noPos, as != c.Text(r), c.Merging == sources.Vouch && c.Holds == sources.HoldsDigest,
			!byID && as != "" && c.Holds.Refers() && c.Holds != sources.HoldsClaim:
			row[c.Name] = as
		default:
			row[c.Name] = written.Text(c.Name)
		}
	}
	for _, f := range extra {
		row[f.Name] = f.Value
	}
	return row
}

func (m joined) actorTable() sources.Table {
	text := func(a *sources.Actor, n *ids) rowText {
		row := textOf(sources.ActorColumns(), a, a, a.Extra, n, true)
		row["id"] = string(as(n.Actors, a.ID))
		return row
	}
	return tableOf(m.merger, sources.ActorColumns(), m.actors, m.old.Actors, m.new.Actors, text, m.actorCells,
		func(a *sources.Actor) string { return fmt.Sprintf("actor %q", a.ID) })
}

func (m joined) documentTable() sources.Table {
	text := func(d *sources.Document, n *ids) rowText {
		row := textOf(sources.DocumentColumns(), d, d, d.Extra, n, true)
		row["id"] = string(as(n.Documents, d.ID))
		return row
	}
	return tableOf(m.merger, sources.DocumentColumns(), m.documents, m.old.Documents, m.new.Documents, text,
		m.documentCells,
		func(d *sources.Document) string { return fmt.Sprintf("document %q", d.ID) })
}

func (m joined) claimTable() sources.Table {
	named := m.namedClaims()
	inTables := map[*sources.Claim]bool{}
	for _, d := range []*sources.Dossier{m.old, m.new} {
		by := (len(d.Actors) == 0 || d.Actors[0].Pos() != noPos) && (len(d.Documents) == 0 || d.Documents[0].Pos() != noPos)
		for i := range d.Claims {
			inTables[&d.Claims[i]] = by
		}
	}
	text := func(c *sources.Claim, n *ids) rowText {
		row := textOf(sources.ClaimColumns(), c, c, c.Detail().Extra, n, inTables[c])
		row["id"] = ""
		if c.Text("id") != "" || named[c] {
			row["id"] = string(as(n.Claims, c.ID))
		}
		return row
	}
	m.alike()
	return tableOf(m.merger, sources.ClaimColumns(), m.claims, m.old.Claims, m.new.Claims, text, m.claimCells,
		func(c *sources.Claim) string { return fmt.Sprintf("claim %q", c.ID) })
}

// namedClaims are those whose ids have to be written although their rows have none: another row answers or a coding
// reads them, and they may be numbered otherwise in the union.
func (m joined) namedClaims() map[*sources.Claim]bool {
	referred := func(d *sources.Dossier) map[sources.ClaimID]bool {
		all := map[sources.ClaimID]bool{}
		for i := range d.Claims {
			all[sources.ClaimID(d.Claims[i].Detail().About)] = true
		}
		for i := range d.Codings {
			all[d.Codings[i].Claim], all[sources.ClaimID(d.Codings[i].About)] = true, true
		}
		return all
	}
	byA, byB := referred(m.old), referred(m.new)
	named := map[*sources.Claim]bool{}
	for i := range m.old.Claims {
		c := &m.old.Claims[i]
		j := m.claims.at[i]
		stays := m.a.Claims[c.ID] == c.ID && as(m.a.Documents, c.Document) == c.Document
		named[c] = !stays && (byA[c.ID] || j >= 0 && byB[m.new.Claims[j].ID])
	}
	for j := range m.new.Claims {
		named[&m.new.Claims[j]] = m.claims.from[j] < 0 && byB[m.new.Claims[j].ID]
	}
	return named
}

// alike notes claims that may be one and cannot be told to be.
func (m *merger) alike() {
	statement := func(c comparedClaim) string { return c.document + "\x00" + c.parties + "\x00" + c.claim.Kind.String() }
	theirs := map[string][]*sources.Claim{}
	for j, c := range comparedClaims(m.new.Claims, &ids{}) {
		if m.claims.from[j] < 0 {
			theirs[statement(c)] = append(theirs[statement(c)], c.claim)
		}
	}
	for i, c := range comparedClaims(m.old.Claims, &m.ids) {
		if m.claims.at[i] >= 0 {
			continue
		}
		for _, other := range theirs[statement(c)] {
			var columns []string
			for _, cell := range m.claimCells(c.claim, other) {
				if cell.Column != "id" {
					columns = append(columns, cell.Column)
				}
			}
			m.union.Alike = append(m.union.Alike, Conflict{A: c.claim.Pos(), B: other.Pos(),
				Problem: fmt.Sprintf("%q and %q say something else about one contact in one document, in %s",
					c.claim.ID, other.ID, strings.Join(columns, ", "))})
		}
	}
}

// cellPlace is where a cell stands; of a document that no row describes, the cell that names it.
func cellPlace(d *sources.Dossier, row record, column string) sources.Pos {
	if doc, ok := row.(*sources.Document); ok && doc.Pos() == noPos {
		return documentPlace(d, doc)
	}
	return row.At(column)
}

// tableOf puts A's rows, joined with their partners, before B's others.
func tableOf[R any](m *merger, columns []sources.ColumnOf[R], pairs match, old, new []R, text func(*R, *ids) rowText,
	differ func(a, b *R) []CellChange, what func(*R) string) sources.Table {
	var rows []rowText
	merging := mergingOf(columns)
	for i := range old {
		a, j := text(&old[i], &m.a), pairs.at[i]
		if j < 0 {
			rows = append(rows, a)
			continue
		}
		b, mine, theirs := text(&new[j], &m.b), any(&old[i]).(record), any(&new[j]).(record)
		m.union.Joined++
		cells := slices.DeleteFunc(differ(&old[i], &new[j]), func(c CellChange) bool { return c.Column == "id" })
		if _, isActor := mine.(*sources.Actor); isActor && (mine.Pos() == noPos || theirs.Pos() == noPos) {
			if mine.Pos() == noPos && theirs.Pos() != noPos {
				a = b // a sheet knows of an actor one of the names that the other's row has
			}
			if mine.Pos() == noPos && theirs.Pos() == noPos {
				a["name"] = m.spelling(a["name"], b["name"])
			}
			rows = append(rows, a)
			continue
		}
		row := m.join(merging, what(&old[i]), a, b, cells, func(column string) (sources.Pos, sources.Pos) {
			return cellPlace(m.old, mine, column), cellPlace(m.new, theirs, column)
		})
		if claim, ok := mine.(*sources.Claim); ok {
			m.vouch(row, claim, theirs.(*sources.Claim), a, b)
		}
		rows = append(rows, row)
	}
	for j := range new {
		if pairs.from[j] < 0 {
			rows = append(rows, text(&new[j], &m.b))
		}
	}
	return asTable(columns, rows)
}

// asTable orders the columns that hold anything or must be there: relgraph's as it would write them, then others.
func asTable[R any](columns []sources.ColumnOf[R], rows []rowText) sources.Table {
	t := sources.Table{Name: columns[0].Table}
	filled := map[string]bool{}
	for _, row := range rows {
		for column, text := range row {
			filled[column] = filled[column] || text != ""
		}
	}
	for _, c := range columns {
		if filled[c.Name] || c.Required || c.Part == sources.Identity {
			t.Columns = append(t.Columns, c.Name)
		}
		delete(filled, c.Name)
	}
	var others []string
	for column, any := range filled {
		if any {
			others = append(others, column)
		}
	}
	slices.Sort(others)
	t.Columns = append(t.Columns, others...)
	for _, row := range rows {
		cells := make([]string, len(t.Columns))
		for i, column := range t.Columns {
			cells[i] = row[column]
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// UnderstoodOtherwise warns of kinds of one dossier's claims that no claim of the merged one is of: the words for them
// mean something else there, since the other dossier describes them or the two include other packs of kinds.
func UnderstoodOtherwise(d, merged *sources.Dossier) (warnings sources.Diagnostics) {
	known := map[sources.KindID]bool{}
	for i := range merged.Claims {
		known[merged.Claims[i].Kind] = true
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		if known[c.Kind] {
			continue
		}
		known[c.Kind] = true
		warnings.Warnf(c.At("kind"), "want a row for it in kinds.csv if it is to stay",
			"the kind %q is understood as another one in the merged dossier", c.KindWord())
	}
	return warnings
}
