package table

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Row is one row, with a cell for each column. A row of a CSV file holds no text of its own: where its cells stand in
// the file's text is all that is kept, eight bytes a cell.
type Row struct {
	At    Place
	of    *held
	first int32 // of its cells in of, if they stand there
	n     int32
}

// A Cell is the text of a cell, and where it begins.
type Cell struct {
	Text string
	At   Place
}

// held are the cells of a file's rows, or the one row that was given.
type held struct {
	text  string
	spans [][]span // in blocks of spansHeld
	own   []string // the texts of cells that are not as they stand in the file
	given *given
}

// spansHeld is how many spans a block has, and so the most cells of a row that is held in one.
const spansHeld = 1 << 14

// A span is where a cell begins, in bytes, and how long its text is; or which of held.own it is, once it is held.
type span struct{ at, size uint32 }

// The two highest bits of a size say that the cell's text is one of its own, or stands behind a quotation mark. No cell
// that is read is as long.
const (
	ownText = 1 << 31
	quoted  = 1 << 30
)

// hold adds a row whose first cell begins there.
func (h *held) hold(at Place, record *csvRecord) Row {
	last := len(h.spans) - 1
	if last < 0 || len(h.spans[last])+len(record.spans) > spansHeld {
		h.spans = append(h.spans, make([]span, 0, spansHeld))
		last++
	}
	first := len(h.spans[last])
	h.spans[last] = append(h.spans[last], record.spans...)
	for i, s := range h.spans[last][first:] {
		if s.size&ownText != 0 {
			h.spans[last][first+i].size = uint32(len(h.own)) | ownText
			h.own = append(h.own, record.texts[i])
		}
	}
	return Row{At: at, of: h, first: int32(last*spansHeld + first), n: int32(len(record.spans))}
}

// spanOf is the span of a cell that begins there and has that text. What it is of its own is not told.
func spanOf(file string, at uint32, text string) span {
	rest := file[at:]
	switch {
	case strings.HasPrefix(rest, text):
		return span{at, uint32(len(text))}
	case len(rest) > 0 && strings.HasPrefix(rest[1:], text) && rest[0] == '"':
		return span{at, uint32(len(text)) | quoted}
	}
	return span{at, ownText}
}

// span is where the row's i-th cell is.
func (r *Row) span(i int) span {
	at := int(r.first) + i
	return r.of.spans[at/spansHeld][at%spansHeld]
}

// Text is the text of the row's cell in the i-th column, "" if it was not given.
func (r *Row) Text(i int) string {
	switch {
	case r.of == nil || r.of.given != nil:
		return r.Cell(i).Text
	case i >= int(r.n):
		return ""
	}
	s := r.span(i)
	switch {
	case s.size&ownText != 0:
		return r.of.own[s.size&^ownText]
	case s.size&quoted != 0:
		return r.of.text[s.at+1:][:s.size&^quoted]
	}
	return r.of.text[s.at:][:s.size]
}

// Cell is the row's cell in the i-th column; one without a place was not given.
func (r *Row) Cell(i int) Cell {
	switch {
	case r.of == nil:
		return Cell{}
	case r.of.given != nil:
		return r.of.given.cell(i)
	case i >= int(r.n):
		return Cell{}
	}
	return Cell{r.Text(i), r.At.onTo(r.of.text[r.span(0).at:r.span(i).at])}
}

// Cells yields the cells of the first n columns, in their order.
func (r *Row) Cells(n int) iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		if r.of == nil || r.of.given != nil {
			for i := range n {
				if !yield(i, r.Cell(i)) {
					return
				}
			}
			return
		}
		at := r.At
		for i := range n {
			c := Cell{}
			if i < int(r.n) {
				if i > 0 {
					at = at.onTo(r.of.text[r.span(i-1).at:r.span(i).at])
				}
				c = Cell{r.Text(i), at}
			}
			if !yield(i, c) {
				return
			}
		}
	}
}

// onTo is the place behind a text that begins at p.
func (p Place) onTo(text string) Place {
	if newline := strings.LastIndexByte(text, '\n'); newline >= 0 {
		p.Line += int32(strings.Count(text, "\n"))
		p.Col, text = 1, text[newline+1:]
	}
	p.Col += int32(utf8.RuneCountInString(text))
	return p
}

// given is a row of cells with texts and places of their own. It holds those with text, and of the blank ones only
// those of which the others do not tell the place, since most cells of a table with many columns are blank.
type given struct {
	cells []Cell
	nth   []int32 // of the columns, that each of cells stands in
	bare  bool    // between cells stands one sign a column, so that those behind a blank cell tell where it is
}

// NewRow is the row of these cells, one for each column. Without a place, a cell was not given.
func NewRow(at Place, cells []Cell) Row {
	r := &given{bare: !slices.ContainsFunc(cells, func(c Cell) bool { return c.At == Place{} })}
	kept := 0
	for range backward(cells, r.bare) {
		kept++
	}
	r.cells, r.nth = make([]Cell, kept), make([]int32, kept)
	for i := range backward(cells, r.bare) {
		kept--
		r.cells[kept], r.nth[kept] = cells[i], int32(i)
	}
	return Row{At: at, of: &held{given: r}}
}

// backward yields, from the last to the first, the cells that a row has to hold.
func backward(cells []Cell, bare bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		last := len(cells)
		for i := len(cells) - 1; i >= 0; i-- {
			c := cells[i]
			told := c.At == Place{}
			if bare {
				told = last < len(cells) && c.At == cells[last].At.before(last-i)
			}
			if c.Text == "" && told {
				continue
			}
			if !yield(i) {
				return
			}
			last = i
		}
	}
}

// before is the place that many signs before p.
func (p Place) before(signs int) Place { return Place{p.Line, p.Col - int32(signs)} }

// cell is the cell in the i-th column; one without a place was not given.
func (r *given) cell(i int) Cell {
	k, found := slices.BinarySearch(r.nth, int32(i))
	switch {
	case found:
		return r.cells[k]
	case k < len(r.nth) && r.bare:
		return Cell{At: r.cells[k].At.before(int(r.nth[k]) - i)}
	}
	return Cell{}
}
