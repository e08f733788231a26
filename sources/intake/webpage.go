package intake

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var beginsAsPage = pattern.Of(`(?i)^\s*(?:<!--[^>]*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta|base|title|link|style|script|h[1-6]|p|div)\b`)

// likeWebPage tells a page by how it begins, since old programs save tables of HTML as .xls.
func likeWebPage(data []byte) bool {
	return beginsAsPage.Match(bytes.TrimPrefix(data[:min(len(data), 4<<10)], []byte("\uFEFF")))
}

// ownPage is by what a page says that relgraph wrote it, also where a browser saved it under another name.
var ownPage = pattern.Of(`(?i)<meta\s+name="?generator"?\s+content="?relgraph"?`)

// readWebPage reads the tables of a page of HTML, each as a sheet that its caption or the heading above it names. Other
// text is left out, and said to be.
func readWebPage(in Input, r *report) batch {
	encoding := r.opts.Encoding
	if _, name, certain := charset.DetermineEncoding(in.Data, "text/html"); certain && encoding == "" && name != "utf-8" {
		encoding = name
	}
	data, ok := r.decode(in, encoding)
	if !ok {
		return batch{}
	}
	if ownPage.Match(data[:min(len(data), 16<<10)]) {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1},
			"want the dossier that it was made of, or another export of it, such as .graphml or .xlsx",
			"relgraph wrote this page to be read by people, and import does not read it")
		return batch{}
	}
	r.obeyed.add(hiddenOption)
	w := &webPage{report: r, file: in.File, where: newPlaces(in.File, data), name: bareName(in.File),
		tokens: html.NewTokenizer(bytes.NewReader(data))}
	if !w.read() {
		return batch{}
	}
	if w.within > 0 {
		r.warnf(w.firstWithin, "want whole addresses, such as https://example.org/page",
			"addresses within the page's own site are left out: %s", count(w.within, "link"))
	}
	return readTables(r, in.File, w.grids, w.besides, "block",
		"want a page with a table (<table>), such as a spreadsheet writes when it is saved as HTML")
}

// A webPage is a page that is read.
type webPage struct {
	*report
	file   string
	where  *places
	tokens *html.Tokenizer
	offset int
	base   *url.URL // what addresses are relative to; nil if the page does not say

	name    string // of the next table
	grids   []*grid
	tables  []*webTable // that are open, each within a cell of the one before
	heading *strings.Builder

	besides     []sources.Pos
	inText      bool
	within      int // addresses that say no site
	firstWithin sources.Pos
}

// A webTable is a table that is read.
type webTable struct {
	tableMaker
	row     line
	cells   []spanned
	inRow   bool
	cell    *webCell // that is open, nil if none is
	caption *strings.Builder
}

// A webCell is a cell that is read.
type webCell struct {
	at            place
	columns, rows int
	hidden        bool
	pieces        []piece
	link          string
	struck        int // how many elements that strike out are open
}

// read reads the whole page; it returns false where that would take too much.
func (w *webPage) read() bool {
	for {
		kind := w.tokens.Next()
		at := w.offset
		w.offset += len(w.tokens.Raw())
		switch kind {
		case html.ErrorToken:
			for len(w.tables) > 0 {
				if !w.endTable() {
					return false
				}
			}
			if err := w.tokens.Err(); err != io.EOF {
				w.errorf(w.where.at(int64(at)), "want a whole page", "%v", err)
				return false
			}
			return true
		case html.TextToken:
			w.text(string(w.tokens.Text()), at)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := w.tokens.Token()
			if isUnseen(token.DataAtom) && kind == html.StartTagToken {
				w.skip(token.DataAtom)
				continue
			}
			if !w.start(token, at) {
				return false
			}
		case html.EndTagToken:
			if !w.end(w.tokens.Token().DataAtom) {
				return false
			}
		}
	}
}

// isUnseen tells an element whose text nobody sees.
func isUnseen(a atom.Atom) bool {
	return a == atom.Script || a == atom.Style || a == atom.Template || a == atom.Noscript || a == atom.Svg ||
		a == atom.Title
}

// skip reads to the end of an element.
func (w *webPage) skip(a atom.Atom) {
	for depth := 1; depth > 0; {
		kind := w.tokens.Next()
		w.offset += len(w.tokens.Raw())
		name, _ := w.tokens.TagName()
		switch {
		case kind == html.ErrorToken:
			return
		case kind == html.StartTagToken && atom.Lookup(name) == a:
			depth++
		case kind == html.EndTagToken && atom.Lookup(name) == a:
			depth--
		}
	}
}

// innermost is the table that is open and within no other one, nil if none is.
func (w *webPage) innermost() *webTable {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1]
}

func (w *webPage) start(token html.Token, at int) bool {
	t := w.innermost()
	switch token.DataAtom {
	case atom.Base:
		w.base, _ = url.Parse(attribute(token, "href"))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if t == nil {
			w.heading, w.inText = &strings.Builder{}, false
		}
	case atom.Table:
		w.tables = append(w.tables, &webTable{tableMaker: tableMaker{grid: newGrid(w.file, w.name),
			covered: map[int]covering{}}})
		w.inText = false
		return len(w.tables) <= deepest || w.tooDeep(at)
	}
	if t == nil {
		if isBlock(token.DataAtom) {
			w.inText = false
		}
		return true
	}
	switch token.DataAtom {
	case atom.Caption:
		t.caption = &strings.Builder{}
	case atom.Tr:
		if !w.endRow(t) {
			return false
		}
		t.inRow, t.row = true, line{at: t.grid.placeOf(w.where.at(int64(at)))}
		if isConcealed(token) {
			t.row.hidden = "hidden"
		}
	case atom.Td, atom.Th:
		w.endCell(t)
		if !t.inRow {
			t.inRow, t.row = true, line{at: t.grid.placeOf(w.where.at(int64(at)))}
		}
		if len(t.cells) == maxColumns {
			w.errorf(w.where.at(int64(at)), fmt.Sprintf("want at most %d", maxColumns), "a row has more than %d cells",
				maxColumns)
			return false
		}
		t.cell = &webCell{at: t.grid.placeOf(w.where.at(int64(at))), columns: spanOf(token, "colspan", maxColumns),
			rows: spanOf(token, "rowspan", maxRowSpan), hidden: isConcealed(token)}
	}
	if t.cell != nil {
		w.startInCell(t.cell, token)
	}
	return true
}

func (w *webPage) tooDeep(at int) bool {
	w.errorf(w.where.at(int64(at)), fmt.Sprintf("want at most %d", deepest), "tables stand in each other %d deep",
		len(w.tables))
	return false
}

// maxRowSpan is how many rows a cell may cover (html.spec.whatwg.org, "attr-tdth-rowspan").
const maxRowSpan = 65534

func spanOf(token html.Token, name string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(token, name)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var displaysNothing = pattern.Of(`(?i)display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)`)

func isConcealed(token html.Token) bool {
	for _, a := range token.Attr {
		if a.Key == "hidden" || a.Key == "style" && displaysNothing.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// isBlock tells an element that begins a line of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Br, atom.Hr, atom.Section, atom.Article, atom.Blockquote,
		atom.Pre, atom.Dt, atom.Dd, atom.Dl, atom.Address, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside,
		atom.Form, atom.Figure, atom.Table, atom.Body:
		return true
	}
	return false
}

func isStriking(a atom.Atom) bool { return a == atom.S || a == atom.Strike || a == atom.Del }

func (w *webPage) startInCell(c *webCell, token html.Token) {
	switch {
	case isBlock(token.DataAtom):
		c.pieces = append(c.pieces, piece{text: "\n"})
	case isStriking(token.DataAtom):
		c.struck++
	case token.DataAtom == atom.A:
		c.link = w.address(attribute(token, "href"), c.at.pos())
	case token.DataAtom == atom.Img:
		c.pieces = append(c.pieces, piece{attribute(token, "alt"), c.link, c.struck > 0})
	}
}

// address is where a link leads to; "" if that is a place in the page, or one of which the page does not say the site.
func (w *webPage) address(href string, at sources.Pos) string {
	href = strings.TrimSpace(href)
	u, err := url.Parse(href)
	if href == "" || err != nil || strings.HasPrefix(href, "#") {
		return ""
	}
	if u.Host == "" && w.base != nil && w.base.Host != "" && u.Scheme == "" {
		u = w.base.ResolveReference(u)
		href = u.String()
	}
	switch {
	case u.Host == "" && u.Scheme == "":
		if w.within++; w.within == 1 {
			w.firstWithin = at
		}
		return ""
	case u.Scheme == "":
		return "https:" + href // "//example.org/page"
	case u.Scheme == "http" || u.Scheme == "https":
		return href
	}
	return ""
}

func (w *webPage) end(a atom.Atom) bool {
	t := w.innermost()
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if w.heading != nil {
			if title := oneLine(w.heading.String()); title != "" {
				w.name = title
			}
			w.heading = nil
		}
	}
	if t == nil {
		if isBlock(a) {
			w.inText = false
		}
		return true
	}
	switch a {
	case atom.Caption:
		if t.caption != nil && oneLine(t.caption.String()) != "" {
			t.grid.name = oneLine(t.caption.String())
		}
		t.caption = nil
	case atom.Td, atom.Th:
		w.endCell(t)
	case atom.Tr:
		return w.endRow(t)
	case atom.Table:
		return w.endTable()
	}
	switch c := t.cell; {
	case c == nil:
	case isBlock(a):
		c.pieces = append(c.pieces, piece{text: "\n"})
	case isStriking(a) && c.struck > 0:
		c.struck--
	case a == atom.A:
		c.link = ""
	}
	return true
}

// text takes a text where it stands. Blanks and line ends are one blank, as browsers show them.
func (w *webPage) text(text string, at int) {
	t := w.innermost()
	blank := strings.TrimSpace(text) == ""
	switch {
	case w.heading != nil && t == nil:
		w.heading.WriteString(text)
	case t == nil && !blank:
		if !w.inText {
			w.besides = append(w.besides, w.where.at(int64(at)))
		}
		w.inText = true
	case t == nil:
	case t.caption != nil:
		t.caption.WriteString(text)
	case t.cell != nil:
		shown := strings.Join(strings.Fields(text), " ")
		if strings.TrimLeft(text, " \t\r\n\f") != text {
			shown = " " + shown
		}
		if !blank && strings.TrimRight(text, " \t\r\n\f") != text {
			shown += " "
		}
		t.cell.pieces = append(t.cell.pieces, piece{shown, t.cell.link, t.cell.struck > 0})
	case !blank:
		w.warnf(w.where.at(int64(at)), "want it in a cell", "text between the cells of a table is left out: %q",
			oneLine(text))
	}
}

// endCell ends the cell that is open, if one is.
func (w *webPage) endCell(t *webTable) {
	c := t.cell
	if c == nil {
		return
	}
	t.cell = nil
	made := cellOf(w.report, tidy(c.pieces), c.at)
	if c.hidden && !w.opts.Hidden && made.whole() != "" {
		w.warnf(c.at.pos(), "--hidden takes it in", "a cell that is hidden is left out: %q", oneLine(made.whole()))
		made.text, made.more = "", nil
	}
	t.cells = append(t.cells, spanned{made, c.columns, c.rows})
}

// tidy are pieces of a cell without blanks around line ends, and without line ends around the cell.
func tidy(pieces []piece) []piece {
	var tidied []piece
	for _, p := range pieces {
		if n := len(tidied); n > 0 && strings.HasSuffix(tidied[n-1].text, "\n") || n == 0 {
			p.text = strings.TrimLeft(p.text, " \n")
		} else if p.text == "\n" {
			tidied[n-1].text = strings.TrimRight(tidied[n-1].text, " ")
		}
		if p.text != "" {
			tidied = append(tidied, p)
		}
	}
	if n := len(tidied); n > 0 {
		tidied[n-1].text = strings.TrimRight(tidied[n-1].text, " \n")
	}
	return tidied
}

// endRow ends the row that is open, if one is.
func (w *webPage) endRow(t *webTable) bool {
	w.endCell(t)
	if !t.inRow {
		return true
	}
	fits := t.add(t.row, t.cells)
	t.inRow, t.cells = false, nil
	if !fits {
		w.errorf(t.row.pos(), "want a table whose cells cover fewer", "cells cover more than %s of rows and columns in all",
			count(maxCovered, "place"))
	}
	return fits
}

// endTable ends the innermost table.
func (w *webPage) endTable() bool {
	t := w.innermost()
	fits := w.endRow(t)
	w.tables = w.tables[:len(w.tables)-1]
	if len(t.grid.lines) > 0 {
		w.grids = append(w.grids, t.grid)
	}
	return fits
}
