package sources

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxCell is the longest cell that is read, in bytes: two hundred times the longest summary anybody should write.
const maxCell = 64 << 10

// A table is one table of the dossier as text: whatever the file's format, cells that know where they stand.
type table struct {
	what    tableKind
	file    string
	at      place    // where it begins
	columns []string // canonical names, or the file's own for columns that relgraph does not know
	written []string // the columns' names as they stand in a CSV file
	head    []place  // where each column's name stands; in YAML, where it stands first
	rows    []row
	partial bool // some of it could not be read

	namesOthers bool // its rows call actors or documents by name, for want of tables of those
}

// A place is a line and a column, both from 1, compact because every cell has one.
type place struct{ line, col int32 }

type row struct {
	at    place
	cells []cell // by column; a cell without a place was not given
}

type cell struct {
	text string
	at   place
}

// newCell takes a cell's text without blanks around it, its letters and accents composed (Unicode NFC), with "\n" at line ends.
func newCell(text string, at place) cell {
	return cell{norm.NFC.String(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))), at}
}

type tableKind uint8

const (
	actorTable tableKind = iota + 1
	documentTable
	claimTable
	codingTable
	kindTable
)

// dialects are the names that people's own sheets give to the columns of a claim table, tried in this order. "source" is an
// actor only beside a "target", otherwise the document.
var dialects = []struct {
	column string
	names  []string
}{
	{"actor", []string{"from", "actor_1", "actor1", "person_1", "person1", "who", "entity_1", "entity1", "subject", "actor_a", "person_a",
		"party_a", "party_1", "party1", "name_1", "name1", "node_1", "node1", "initiator", "caller", "von", "desde"}},
	{"recipient", []string{"to", "target", "with", "whom", "actor_2", "actor2", "person_2", "person2", "entity_2", "entity2", "object", "actor_b",
		"person_b", "party_b", "party_2", "party2", "name_2", "name2", "node_2", "node2", "counterpart", "met_with", "mit", "an", "nach", "con", "avec", "vers"}},
	{"document", []string{"url", "link", "source_url", "source_urls", "sources", "source", "reference", "references", "citation", "doc", "article", "quelle", "quellen", "fuente"}},
	{"kind", []string{"type", "relation", "relationship", "contact_type", "relationship_type", "category", "art"}},
	{"date", []string{"when", "event_date", "date_of_contact", "contact_date", "datum", "fecha"}},
	{"place", []string{"where", "location", "venue", "city", "ort", "lieu", "lugar"}},
	{"summary", []string{"description", "details", "what"}},
	{"note", []string{"notes", "comment", "comments", "remarks"}},
	{"publisher", []string{"outlet", "newspaper"}},
	{"issued", []string{"published", "publication_date", "date_published"}},
	{"asserted_by", []string{"according_to", "source_chain"}},
}

// plainName reduces a header cell to the form column names have: "Source(s)" and "sources", "Event date" and "event_date"
// are one.
func plainName(header string) string {
	name := strings.ToLower(strings.TrimSpace(header))
	name = strings.NewReplacer("(s)", "s", "(", "", ")", "", ":", "", " ", "_", "-", "_", ".", "_").Replace(name)
	return strings.Trim(name, "_")
}

func (t *table) pos(p place) Pos { return Pos{t.file, int(p.line), int(p.col)} }

// column returns the index of the named column, or -1.
func (t *table) column(name string) int {
	for i, c := range t.columns {
		if c == name {
			return i
		}
	}
	return -1
}

// nameColumns turns the file's header into canonical names and says what it understood. A known name twice is an error.
func (t *table) nameColumns(header []string, ds *Diagnostics) {
	if t.what == 0 { // nobody says yet what the table is
		for _, h := range header {
			t.columns = append(t.columns, strings.TrimSpace(h))
		}
		return
	}
	known := columnsOf[t.what]
	if t.what == claimTable {
		known = append(known[:len(known):len(known)], sheetColumns...)
	}
	isKnown := func(name string) bool { return slices.Contains(known, name) }
	t.columns = make([]string, len(header))
	for i, h := range header {
		if name := plainName(h); isKnown(name) {
			t.columns[i] = name
		}
	}
	if t.what == claimTable {
		t.readDialect(header, ds)
	}
	first := map[string]int{}
	for i, h := range header {
		name := plainName(h)
		if j, twice := first[name]; twice && name != "" {
			ds.errorf(t.pos(t.head[i]), "want each column once", "column %q stands in the header twice, first at %d:%d", strings.TrimSpace(h), t.head[j].line, t.head[j].col)
			t.columns[i] = ""
			continue
		}
		first[name] = i
		if t.columns[i] == "" {
			t.columns[i] = strings.TrimSpace(h)
			t.explainUnknown(i, known, ds)
		}
	}
}

// readDialect gives canonical names to the columns of people's own sheets.
func (t *table) readDialect(header []string, ds *Diagnostics) {
	plain := make([]string, len(header))
	for i, h := range header {
		plain[i] = plainName(h)
	}
	take := func(i int, column string) {
		t.columns[i] = column
		ds.notef(t.pos(t.head[i]), "", "%q read as %s", strings.TrimSpace(header[i]), column)
	}
	if i := slices.Index(plain, "source"); i >= 0 && t.columns[i] == "" && t.column("actor") < 0 && slices.Contains(plain, "target") {
		take(i, "actor")
	}
	for _, d := range dialects {
		for _, name := range d.names {
			if i := slices.Index(plain, name); i >= 0 && t.columns[i] == "" && t.column(d.column) < 0 {
				take(i, d.column)
			}
		}
	}
}

func (t *table) explainUnknown(i int, known []string, ds *Diagnostics) {
	name, fate := t.columns[i], "passed through to the exports"
	if t.what == codingTable {
		fate = "left as it is" // codings are not exported
	}
	switch near := Nearest(plainName(name), known); {
	case name == "":
		ds.warnf(t.pos(t.head[i]), "want a name, or its cells are left out", "column %d has no name", i+1)
	case near != "" && t.column(near) < 0:
		ds.warnf(t.pos(t.head[i]), fmt.Sprintf("did you mean %q? It is %s", near, strings.TrimSuffix(fate, " as it is")+" as it is"), "unknown column %q", name)
	default:
		ds.notef(t.pos(t.head[i]), fate, "column %q is not one of relgraph's", name)
	}
}

// checkCell says what no cell may hold.
func checkCell(text string, at Pos, ds *Diagnostics) bool {
	if len(text) > maxCell {
		ds.errorf(at, fmt.Sprintf("want at most %d", maxCell), "a cell of %d bytes", len(text))
		return false
	}
	if !utf8.ValidString(text) {
		ds.errorf(at, "want UTF-8", "text that is not UTF-8 in the cell")
		return false
	}
	for _, r := range text {
		if isControl(r) {
			ds.errorf(at, "want it taken out", "the control character %U in the cell", r)
			return false
		}
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 && conflictMarker([]byte(text[i:])) >= 0 {
		ds.errorf(at, "want it taken out, or no CSV file can hold the cell", "a line in the cell that reads as a conflict marker of a version control system")
		return false
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		ds.warnf(at, "want the letter that was lost where the text was copied", "the replacement character %q in the cell", utf8.RuneError)
	}
	return true
}

// isControl finds what is no text: the control characters but tab and line ends, and the two noncharacters that XML cannot
// hold either.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// split reads a cell of several values separated by "|".
func split(text string) []string {
	var values []string
	for v := range strings.SplitSeq(text, "|") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

func ids[T ~string](texts []string) []T {
	var out []T
	for _, t := range texts {
		out = append(out, T(t))
	}
	return out
}

func join[T ~string](values []T, sep string) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return strings.Join(texts, sep)
}

// NamesParties tells whether the columns of a sheet, by their plain names, are those of claims: one says who, and one with whom.
func NamesParties(plain []string) bool {
	has := func(column string) bool {
		for _, d := range dialects {
			if d.column == column && slices.ContainsFunc(d.names, func(n string) bool { return slices.Contains(plain, n) }) {
				return true
			}
		}
		return slices.Contains(plain, column)
	}
	return (has("actor") || slices.Contains(plain, "source")) && has("recipient")
}

// UnderstoodAs says which of the columns of a claim table the reader takes those of a sheet for, by their plain names; "" for none.
func UnderstoodAs(plain []string) []string {
	t := &table{what: claimTable, columns: make([]string, len(plain)), head: make([]place, len(plain))}
	for i, name := range plain {
		if slices.Contains(columnsOf[claimTable], name) || slices.Contains(sheetColumns, name) {
			t.columns[i] = name
		}
	}
	var unsaid Diagnostics
	t.readDialect(plain, &unsaid)
	return t.columns
}
