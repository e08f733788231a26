package edits

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// columns are those of the graph files that would be written, and what elements of files show in them.
type columns struct {
	numbers map[string]bool              // columns of numbers
	known   map[string]map[string]bool   // columns that relgraph writes of actors and of claims
	own     map[string]map[string]string // the dossier's own columns, by table and by their names in graph files
	names   map[string]string            // of columns, as rows have them

	cells map[string]sources.Cell // room for what an element shows
	done  map[string]bool         // and for which of that was looked at
}

func newColumns(d *sources.Dossier) columns {
	t := columns{numbers: map[string]bool{}, known: map[string]map[string]bool{"actors": {}, "claims": {}},
		own: map[string]map[string]string{"actors": {}, "claims": {}}, names: map[string]string{},
		cells: map[string]sources.Cell{}, done: map[string]bool{}}
	note := func(table string, fields []sources.Field) {
		for _, f := range fields {
			t.own[table][rows.ColumnName(f.Name)] = f.Name
		}
	}
	for i := range d.Actors {
		note("actors", d.Actors[i].Extra)
	}
	for i := range d.Claims {
		note("claims", d.Claims[i].Detail().Extra)
	}
	return t
}

// write notes the columns that would be written for a table.
func (t *columns) write(table string, s *rows.Sheet) {
	for _, c := range s.Columns() {
		t.known[table][c.Name] = true
		if c.Kind != "string" {
			t.numbers[c.Name] = true
		}
	}
}

// A shownColumns says which columns a blank cell can stand in.
type shownColumns struct {
	all    bool        // those that relgraph writes
	extent rows.Extent // as many of them as the file has
	names  map[string]bool
}

func (s shownColumns) has(column string) bool {
	return s.names[column] || s.all && rows.ExtentOf(column) <= s.extent
}

func (t *columns) columnsOf(declared []string, elements []intake.Shown, whole bool) shownColumns {
	s := shownColumns{names: map[string]bool{}}
	for _, name := range declared {
		s.names[t.columnName(name)] = true
	}
	var before []sources.Cell // of the element before, which mostly has the same columns
	for _, e := range elements {
		for i, c := range e.Cells {
			if i < len(before) && before[i].Column == c.Column {
				continue
			}
			name := t.columnName(c.Column)
			s.names[name] = true
			s.extent = max(s.extent, rows.ExtentOf(name))
		}
		before = e.Cells
		s.names["label"] = s.names["label"] || e.Label != ""
	}
	s.all = whole
	return s
}

// columnName is the name of one of relgraph's columns where tools call it otherwise. It was worked out before for
// every element of a file but the first.
func (t *columns) columnName(name string) string {
	plain, known := t.names[name]
	if !known {
		plain = t.spelled(plainName(name))
		t.names[name] = plain
	}
	return plain
}

// spelled is the name of a column that would be written and has the same letters: igraph's GML has no other signs.
func (t *columns) spelled(name string) string {
	alike := ""
	for _, names := range t.known {
		for known := range names {
			if known == name {
				return name
			}
			if bare := strings.ReplaceAll(known, "_", ""); bare == name || inASCII(bare) == name {
				alike = known
			}
		}
	}
	return cmp.Or(alike, name)
}

// inASCII is a name as igraph writes it in GML: its letters and digits of ASCII or, if it does not begin with a letter,
// those behind "igraph".
func inASCII(name string) string {
	bare := strings.Map(func(c rune) rune {
		if c >= utf8.RuneSelf || c == '_' {
			return -1
		}
		return c
	}, name)
	if bare == "" || bare[0] <= '9' {
		bare = "igraph" + bare
	}
	return bare
}

func plainName(name string) string {
	plain := rows.ColumnName(name)
	switch plain {
	case "edge_label", "node_label", "nodelabel", "edgelabel":
		return "label"
	case "edge_weight":
		return "weight"
	}
	return plain
}

// values are what an element shows, by column. They are good until the next element is asked for.
func (t *columns) values(s intake.Shown) map[string]sources.Cell {
	cells := t.cells
	clear(cells)
	for _, c := range s.Cells {
		name := t.columnName(c.Column)
		if ofYEd(s, name) {
			continue
		}
		if own := strings.TrimPrefix(name, "extra_"); ofYEd(s, own) {
			name = own
		}
		if _, had := cells[name]; !had {
			cells[name] = c
		}
	}
	if s.Label != "" && !s.Drawn {
		cells["label"] = sources.Cell{Pos: s.At, Column: "label", Text: s.Label}
	}
	return cells
}

// ofYEd tells a column that yEd shows of an element, and which says in words what others say.
func ofYEd(s intake.Shown, name string) bool {
	return s.Drawn && (name == "url" || name == "description")
}

// same tells whether a tool that changed nothing can have made now of kept: blanks fold, Gephi turns INF into
// Infinity and drops null, numbers are written in many ways, and a missing one as 0, NA or NaN.
func (t *columns) same(column, kept, now string) bool {
	if kept == now {
		return true
	}
	if strings.ReplaceAll(kept, "\n", `\n`) == now { // as igraph writes DOT
		return true
	}
	kept, now = oneLine(kept), oneLine(now)
	if kept == now || strings.ReplaceAll(kept, "INF", "Infinity") == now || now == "" && strings.EqualFold(kept, "null") {
		return true
	}
	if column == "weight" && kept == "1" && now == "" { // which Gephi leaves out of GEXF
		return true
	}
	if kept == "" {
		return now == "NA" || strings.EqualFold(now, "nan") || strings.EqualFold(now, "null") ||
			t.numbers[column] && strings.Trim(now, "0.") == ""
	}
	x, err1 := strconv.ParseFloat(kept, 64)
	y, err2 := strconv.ParseFloat(now, 64)
	// Gephi keeps some numbers in single precision
	return err1 == nil && err2 == nil && (x == y || float32(x) == float32(y))
}

// A difference is a column in which an element shows another text than its record has.
type difference struct {
	column, kept string
	now          sources.Cell
}

// compare finds the differences between an element and the row that would be written for it.
func (t *columns) compare(s intake.Shown, shown map[string]sources.Cell, r rows.Row,
	columns shownColumns) (all []difference) {
	known := t.known["actors"]
	if s.IsEdge() {
		known = t.known["claims"]
	}
	for _, f := range r.Facts {
		now, has := shown[f.Name]
		if !has {
			now.Pos = s.At
		}
		if f.Name == "records" || drawing(f.Name) || !has && !columns.has(f.Name) || f.Name == "label" && s.Drawn ||
			!has && f.Name == "claim" { // which in JSON is the list of the records that s was found by
			continue
		}
		if !t.same(f.Name, f.Value, now.Text) {
			all = append(all, difference{f.Name, f.Value, now})
		}
	}
	for name, now := range t.ordered(s, shown) {
		if known[name] && name != "records" && !drawing(name) && r.Get(name) == "" && !t.same(name, "", now.Text) {
			all = append(all, difference{name, "", now})
		}
	}
	return all
}

// ownColumn is the dossier's own column whose name in graph files is that; "" if there is none.
func (t *columns) ownColumn(table, name string) string {
	return cmp.Or(t.own[table][name], t.own[table][strings.TrimPrefix(name, "extra_")])
}

// shows tells at a glance that an element shows what its row says, and nothing else: so do nearly all that nobody
// changed.
func shows(s intake.Shown, r *rows.Row) bool {
	if s.Drawn {
		return false
	}
	label, i := "", 0
	for n := range r.Facts {
		f := &r.Facts[n]
		switch {
		case f.Name == "label":
			label = f.Value
			continue
		case f.Name == "records", drawing(f.Name):
			continue
		}
		for i < len(s.Cells) && drawing(s.Cells[i].Column) {
			i++
		}
		if i == len(s.Cells) || s.Cells[i].Column != f.Name || s.Cells[i].Text != f.Value {
			return false
		}
		i++
	}
	for _, c := range s.Cells[i:] {
		if !drawing(c.Column) && !(c.Column == "kind" && s.IsEdge() && c.Text == r.Kind) {
			return false
		}
	}
	return label == s.Label
}

// ordered yields the cells in the order in which the file has them.
func (t *columns) ordered(s intake.Shown, shown map[string]sources.Cell) func(func(string, sources.Cell) bool) {
	return func(yield func(string, sources.Cell) bool) {
		done := t.done
		clear(done)
		for i := -1; i < len(s.Cells); i++ {
			name := "label"
			if i >= 0 {
				name = t.columnName(s.Cells[i].Column)
			}
			if cell, has := shown[name]; has && !done[name] {
				done[name] = true
				if !yield(name, cell) {
					return
				}
			}
		}
	}
}

// drawing tells columns that say how an element is drawn or what was measured of it.
func drawing(column string) bool {
	switch column {
	case "color", "x", "y", "size", "forcelabel":
		return true
	}
	return strings.HasPrefix(column, "measure_") || strings.HasPrefix(column, "viz_")
}

// described reports the address and the words of an element that yEd shows when somebody points at it, where they are
// not those that follow from the rest.
func (l *ledger) described(s intake.Shown, what, url, about string) {
	if !s.Drawn {
		return
	}
	written := map[string]string{"url": url, "description": about}
	for _, c := range s.Cells {
		name := l.columnName(c.Column)
		kept, of := written[name]
		if !of {
			continue
		}
		delete(written, name)
		if !l.same(name, citation.ReplaceAllString(kept, ""), citation.ReplaceAllString(c.Text, "")) {
			l.add(Edit{At: c.Pos, What: what, Column: name, Kept: oneLine(kept), Now: oneLine(c.Text),
				Cannot: derivedWords})
		}
	}
}

// citation are the numbers of sources, which are others where an edge was deleted.
var citation = regexp.MustCompile(`\[[0-9a-z, ]+\]`)

const derivedWords = "it follows from the columns beside it: change those"
