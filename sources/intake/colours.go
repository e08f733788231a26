package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
)

// colours are the cells of a sheet that have a colour, by it and in the order in which they came. What a colour means is
// in the owner's head, or in a legend; it is not read, and that is said.
type colours []coloured

type coloured struct {
	colour string // as workbook.Cell has it
	cells  int
	rows   []int
}

// maxColours is how many colours of a sheet are told apart. Those after them are counted with the next one.
const maxColours = 64

func (all *colours) add(colour string, row int) {
	i := slices.IndexFunc(*all, func(c coloured) bool { return c.colour == colour })
	if i < 0 && len(*all) > maxColours {
		i = maxColours
	} else if i < 0 {
		i = len(*all)
		*all = append(*all, coloured{colour: colour})
	}
	c := &(*all)[i]
	c.cells++
	if len(c.rows) == 0 || c.rows[len(c.rows)-1] != row {
		c.rows = append(c.rows, row)
	}
}

// say says each colour that marks some rows of a table, with their numbers. Those of the heads, and of two rows in
// five or more, are only how a table looks.
func (all colours) say(r *report, g *grid) {
	const most = 12 // colours that mean something
	head := g.header()
	if head < 0 {
		return
	}
	body := len(g.lines) - head - 1
	told := 0
	for _, c := range all {
		c.rows = slices.DeleteFunc(c.rows, func(row int) bool { return row <= int(g.lines[head].at.line) })
		if len(c.rows) == 0 || 5*len(c.rows) >= 2*body && body > 3 {
			continue
		}
		if told++; told > most {
			r.warnf(sources.Pos{File: g.file}, "write what they mean into a column",
				"further colours of cells are not read")
			return
		}
		r.warnf(g.place(c.rows[0], 1).pos(), "write what it means into a column",
			"%s of %s %s %s: what the colour means is "+
				"not read", count(c.cells, "cell"), rowsInWords(c.rows),
			map[bool]string{true: "is", false: "are"}[c.cells == 1], c.colour)
	}
}

// rowsInWords is "row 4", "rows 4, 9 and 12" or, of many, the first of them.
func rowsInWords(rows []int) string {
	const most = 8
	var all []string
	for _, n := range rows[:min(len(rows), most)] {
		all = append(all, strconv.Itoa(n))
	}
	switch further := len(rows) - len(all); {
	case len(rows) == 1:
		return "row " + all[0]
	case further > 0:
		return fmt.Sprintf("the rows %s and %d more", strings.Join(all, ", "), further)
	}
	return "the rows " + strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}
