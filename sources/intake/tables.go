package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"relgraph/sources"
)

// readTables reads the tables of a text, each as a sheet. besides says what of the text stands in none of them, and is
// left out; blocks is what it consists of: "paragraph". want says how to write a table, where there is none.
func readTables(r *report, file string, grids []*grid, besides []sources.Pos, blocks, want string) batch {
	if len(grids) == 0 {
		r.errorf(sources.Pos{File: file}, want, "no table stands in the text")
		return batch{}
	}
	if len(besides) > 0 {
		r.warnf(besides[0], "want what counts of it in the tables", "text besides the tables is left out: %s",
			count(len(besides), blocks))
	}
	var all batch
	var read []string
	for _, g := range grids {
		b := readGrid(r, g, len(grids) == 1)
		if b.what == "" {
			continue
		}
		all.ours, all.rows = append(all.ours, b.ours...), append(all.rows, b.rows...)
		read = append(read, b.what)
	}
	if len(read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: file}, `want a table with a head; --column actor="..." --column recipient="..." say `+
			"which columns hold the two parties", "the text has no table that can be read")
	}
	all.what = strings.Join(read, "; ")
	return all
}

// A piece is a part of a cell that looks the same from its beginning to its end.
type piece struct {
	text   string
	link   string // the address that it leads to
	struck bool
}

// cellOf is what a reader sees of a cell. An address beside other words stands as HTML has it, as it does in cells of
// spreadsheets.
func cellOf(r *report, pieces []piece, at place) gridCell {
	alone, struck := "", false
	for i, p := range pieces {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		struck = struck || p.struck
		if i == 0 || alone == "" && blankPieces(pieces[:i]) {
			alone = p.link
		} else if p.link != alone {
			alone = ""
			break
		}
	}
	write := func(seen func(p piece) bool) string {
		var b strings.Builder
		for _, p := range pieces {
			switch {
			case !seen(p):
			case p.link == "" || alone != "" || strings.TrimSpace(p.text) == "":
				b.WriteString(p.text)
			default:
				fmt.Fprintf(&b, `<a href="%s">%s</a>`, p.link, p.text)
			}
		}
		return b.String()
	}
	c := cleanCell(r, write(func(piece) bool { return true }), at).withLink(alone)
	if struck && !r.opts.Hidden {
		c = withoutStruck(r, c, write(func(p piece) bool { return !p.struck }))
	}
	return c
}

func blankPieces(pieces []piece) bool {
	for _, p := range pieces {
		if strings.TrimSpace(p.text) != "" {
			return false
		}
	}
	return true
}

// A tableMaker makes a grid of cells that may cover several columns and rows.
type tableMaker struct {
	grid    *grid
	covered map[int]covering // what cells of rows above still cover, by column
	spread  int              // how many cells were made of others
}

// A covering is a cell that covers further rows.
type covering struct {
	cell gridCell
	rows int
}

// A spanned is a cell with how many columns and rows it covers: at least one.
type spanned struct {
	gridCell
	columns, rows int
}

// maxCovered is the most cells that are made of cells that cover several, since few bytes can ask for billions.
const maxCovered = 1 << 20

// add adds a row; it returns false if its cells, with those before, cover more than maxCovered. A cell that covers several
// rows stands in each of them, as HTML has it (html.spec.whatwg.org, "Forming a table"); one that covers several columns
// stands in the first, since two columns are rarely meant to say the same.
func (m *tableMaker) add(l line, cells []spanned) bool {
	i := 0
	take := func() {
		for {
			c, is := m.covered[i]
			if !is {
				return
			}
			m.put(&l, i, c.cell)
			m.spread++
			if c.rows--; c.rows == 0 {
				delete(m.covered, i)
			} else {
				m.covered[i] = c
			}
			i++
		}
	}
	for _, c := range cells {
		take()
		m.spread += c.columns - 1
		if m.spread > maxCovered {
			return false
		}
		m.put(&l, i, c.gridCell)
		for k := range c.columns {
			if c.rows > 1 && i+k < maxColumns {
				under := covering{gridCell{at: c.at}, c.rows - 1}
				if k == 0 {
					under.cell = c.gridCell
				}
				m.covered[i+k] = under
			}
		}
		i += c.columns
	}
	for last := slices.Max(slices.AppendSeq([]int{-1}, maps.Keys(m.covered))); i <= last; i++ {
		m.spread++
		take()
	}
	if !l.blank() {
		m.grid.lines = append(m.grid.lines, l)
	}
	return m.spread <= maxCovered
}

// put puts a cell into a column of a line. Blank ones at its end are left away.
func (m *tableMaker) put(l *line, column int, c gridCell) {
	if c.text == "" && c.link() == "" {
		return
	}
	for len(l.cells) < column {
		l.cells = append(l.cells, gridCell{at: l.at})
	}
	l.cells = append(l.cells, c)
}
