package sources

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"relgraph/sources/table"
)

// A Head is a name that people's own sheets give to a column. To know a further one, add it to wording/heads.csv, with
// "!" behind it if it means that column in any sheet of claims.
type Head struct {
	Table, Column, Name string

	sure bool // a sheet of claims is read with it as it is, without being imported
}

// Heads lists the names of columns in people's own sheets; of one column, the surest first.
func Heads() []Head { return slices.Clone(allHeads()) }

var allHeads = sync.OnceValue(func() (all []Head) {
	listed := map[string]bool{}
	for cell := range table.Embedded(wordFiles, "wording/heads.csv") {
		listed[cell("table")] = true
		for name := range strings.SplitSeq(cell("heads"), "|") {
			h := Head{Table: cell("table"), Column: cell("column")}
			h.Name, h.sure = strings.CutSuffix(name, "!")
			all = append(all, h)
		}
	}
	for _, c := range Columns() { // of the other tables people have those that relgraph has
		if !listed[c.Table] {
			all = append(all, Head{Table: c.Table, Column: c.Name, Name: c.Name})
		}
	}
	return all
})

// A dialect is the names that people's own sheets give to a column of a claim table, tried in this order.
type dialect struct {
	column string
	names  []string
}

// dialects are tried in this order. "source" is an actor only beside a "target", otherwise the document.
var dialects = sync.OnceValue(func() (all []dialect) {
	for _, h := range allHeads() {
		if !h.sure {
			continue
		}
		i := slices.IndexFunc(all, func(d dialect) bool { return d.column == h.Column })
		if i < 0 {
			i, all = len(all), append(all, dialect{column: h.Column})
		}
		all[i].names = append(all[i].names, h.Name)
	}
	return all
})

// nameColumns turns the file's header into canonical names and says what it understood. A known name twice is an error.
func (t *knownTable) nameColumns(header []string, ds *Diagnostics) {
	known := columnsOf[t.what]
	if t.what == claimTable {
		known = append(known[:len(known):len(known)], sheetColumns...)
	}
	isKnown := func(name string) bool { return slices.Contains(known, name) }
	t.Columns = make([]string, len(header))
	for i, h := range header {
		if name := table.PlainName(h); isKnown(name) {
			t.Columns[i] = name
		}
	}
	if t.what == claimTable {
		t.readDialect(header, ds)
	}
	first := map[string]int{}
	for i, h := range header {
		name := table.PlainName(h)
		if j, twice := first[name]; twice && name != "" {
			ds.Errorf(t.Pos(t.Head[i]), "want each column once", "column %q stands in the header twice, first at %d:%d",
				strings.TrimSpace(h), t.Head[j].Line, t.Head[j].Col)
			t.Columns[i] = ""
			continue
		}
		first[name] = i
		if t.Columns[i] == "" {
			t.Columns[i] = strings.Join(strings.Fields(h), " ")
			t.explainUnknown(i, known, ds)
		}
	}
}

// readDialect gives canonical names to the columns of people's own sheets.
func (t *knownTable) readDialect(header []string, ds *Diagnostics) {
	plain := make([]string, len(header))
	for i, h := range header {
		plain[i] = table.PlainName(h)
	}
	take := func(i int, column string) {
		t.Columns[i] = column
		ds.Notef(t.Pos(t.Head[i]), "", "%q read as %s", strings.TrimSpace(header[i]), column)
	}
	if i := slices.Index(plain, "source"); i >= 0 && t.Columns[i] == "" && t.Column("actor") < 0 &&
		slices.Contains(plain, "target") {
		take(i, "actor")
	}
	for _, d := range dialects() {
		for _, name := range d.names {
			if i := slices.Index(plain, name); i >= 0 && t.Columns[i] == "" && t.Column(d.column) < 0 {
				take(i, d.column)
			}
		}
	}
}

func (t *knownTable) explainUnknown(i int, known []string, ds *Diagnostics) {
	name, fate := t.Columns[i], "passed through to the exports"
	if t.what == codingTable {
		fate = "left as it is" // codings are not exported
	}
	switch near := Nearest(table.PlainName(name), known); {
	case name == "":
		ds.Warnf(t.Pos(t.Head[i]), "want a name, or its cells are left out", "column %d has no name", i+1)
	case near != "" && t.Column(near) < 0:
		ds.Warnf(t.Pos(t.Head[i]), fmt.Sprintf("did you mean %q? It is %s", near,
			strings.TrimSuffix(fate, " as it is")+" as it is"), "unknown column %q", name)
	default:
		ds.Notef(t.Pos(t.Head[i]), fate, "column %q is not one of relgraph's", name)
	}
}

// NamesParties tells whether the columns of a sheet, by their plain names, are those of claims: one says who, and one
// with whom.
func NamesParties(plain []string) bool {
	has := func(column string) bool {
		for _, d := range dialects() {
			if d.column == column && slices.ContainsFunc(d.names,
				func(n string) bool { return slices.Contains(plain, n) }) {
				return true
			}
		}
		return slices.Contains(plain, column)
	}
	return (has("actor") || slices.Contains(plain, "source")) && has("recipient")
}
