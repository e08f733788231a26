// Package workbook reads spreadsheets in Excel's own format, .xlsx (ECMA-376), and in OpenDocument's, .ods, as text,
// and makes the workbook to begin a dossier with.
package workbook

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// A Sheet is one sheet of a workbook, in the order of its tabs.
type Sheet struct {
	Name          string
	Rows          []Row    // that hold anything, all of one length
	Merged        []string // the ranges of merged cells, of which only the first has a value
	Hidden        bool     // its tab is not shown
	HiddenColumns map[int]bool
	Comments      []Comment
	Blank         int // cells with a formula whose value is not stored
}

// A Row is one row.
type Row struct {
	Number int // in the sheet, from 1
	Cells  []Cell
	Hidden bool // hidden, or filtered out
	Struck bool // all that stands in it is struck out
}

// A Cell is one cell. Its text is what was typed, not what the cell's format makes of it; that of a date is
// year-month-day.
type Cell struct {
	Ref  string // such as C7
	Text string
	Link string // the address that it leads to
	// the program holds it as a day; its text is as exact as its format shows it: "2019-03-01", "2019-03" or "2019"
	Date bool
	Bad  bool // it holds one of Excel's errors, such as #REF!

	Struck bool   // some of the text is struck out
	Rest   string // what of the text is left then

	// the colour of its ground or, if it has none, of its text, in words such as "filled #FFFF00" or "written in #FF0000";
	// "" for the usual ones
	Colour string
}

// allStruck tells whether everything that cells hold is struck out.
func allStruck(cells []Cell) bool {
	held := false
	for _, c := range cells {
		if c.Text == "" && c.Link == "" {
			continue
		}
		if held = true; !c.Struck || c.Rest != "" {
			return false
		}
	}
	return held
}

// ErrPassword is the error of a workbook that nobody can read without its password.
var ErrPassword = errors.New("the workbook has a password")

// A Comment is what somebody wrote to a cell and not into it.
type Comment struct {
	Ref    string // such as C7
	Author string // "" if the file does not say
	Text   string
}

// Author is by whom the comments are that relgraph itself writes to the heads of columns.
const Author = "relgraph"

// OfHead tells a comment in which relgraph says what a column is for from one that somebody wrote: it stands in the first
// row and is by relgraph, or says what relgraph says there, since LibreOffice keeps no authors.
func (c Comment) OfHead(says func(text string) bool) bool {
	_, row, err := excelize.CellNameToCoordinates(c.Ref)
	return err == nil && row == 1 && (c.Author == Author || c.Author == "" && says(c.Text))
}

// HasMacros tells whether a workbook of Excel's brings programs along.
func HasMacros(data []byte) bool {
	a, err := openArchive(data)
	return err == nil && a.has("xl/vbaProject.bin")
}

// IsOLE tells a file in the container of Excel up to 2003, which is also that of workbooks with a password.
func IsOLE(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
}

// HasPassword tells whether such a file is a workbook that is encrypted (MS-OFFCRYPTO, 1.3).
func HasPassword(data []byte) bool {
	return IsOLE(data) &&
		bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
}

// Read reads a workbook. Formulas are read as the values that they had when it was saved.
func Read(data []byte) ([]Sheet, error) {
	if HasPassword(data) {
		return nil, ErrPassword
	}
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	b := book{archive: a}
	if a.parts["xl/workbook.xml"] == nil {
		return nil, errors.New("the file is no workbook of the kind .xlsx")
	}
	tabs, err := b.tabs()
	if err != nil {
		return nil, err
	}
	relations, err := a.relations("xl/workbook.xml")
	if err == nil {
		err = b.readStyles()
	}
	if err == nil {
		err = b.readStrings()
	}
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	room := maxCells
	for _, t := range tabs {
		r := relations[t.id]
		if r.kind != "worksheet" {
			continue // a chart
		}
		s, err := b.sheet(r.target, &room)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", t.name, err)
		}
		s.Name, s.Hidden = t.name, t.hidden
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return nil, errors.New("the workbook has no sheet")
	}
	return sheets, nil
}

// A tab is a sheet as the workbook lists it.
type tab struct {
	name, id string
	hidden   bool
}

func (b *book) tabs() (tabs []tab, err error) {
	err = b.read("xl/workbook.xml", func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "workbookPr":
				b.from1904 = isTrue(value(e, "date1904"))
			case "sheet":
				state := value(e, "state")
				tabs = append(tabs, tab{value(e, "name"), relationID(e), state == "hidden" || state == "veryHidden"})
			}
			return nil
		})
	})
	return tabs, err
}

// relationID is the attribute r:id, whatever stands for r.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

type book struct {
	archive
	from1904 bool           // days are counted from 1904, as old Macintoshes did
	strings  []string       // that cells share
	rests    map[int]string // of those of which some is struck out, what is left
	layouts  []string       // by style, what it shows of a date: a layout of time.Format; "" for none
	struck   []bool         // by style, whether text is struck out
	colours  []string       // by style, as Cell.Colour has it
}

func (b *book) readStrings() error {
	return b.read("xl/sharedStrings.xml", func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			if e.Name.Local != "si" {
				return nil
			}
			text, rest, err := p.textAndRest()
			if rest != text {
				if b.rests == nil {
					b.rests = map[int]string{}
				}
				b.rests[len(b.strings)] = rest
			}
			b.strings = append(b.strings, text)
			return err
		})
	})
}

// readStyles finds the styles that show numbers as dates, and those that strike text out (ECMA-376, 18.8).
func (b *book) readStyles() error {
	formats := map[string]string{}
	var struckFonts []bool
	var inks, grounds []string // by font and by fill
	place := ""
	return b.read("xl/styles.xml", func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "fonts", "cellXfs", "cellStyleXfs", "dxfs", "numFmts", "fills", "borders", "cellStyles":
				place = e.Name.Local
			case "numFmt":
				if place == "numFmts" {
					formats[value(e, "numFmtId")] = value(e, "formatCode")
				}
			case "font":
				if place == "fonts" {
					struckFonts, inks = append(struckFonts, false), append(inks, "")
				}
			case "color":
				if place == "fonts" && len(inks) > 0 {
					inks[len(inks)-1] = ownColour(value(e, "rgb"))
				}
			case "fill":
				if place == "fills" {
					grounds = append(grounds, "")
				}
			case "fgColor":
				if place == "fills" && len(grounds) > 0 {
					grounds[len(grounds)-1] = cmp.Or(ownColour(value(e, "rgb")),
						themeColour(value(e, "theme"), value(e, "tint")),
						indexedColour(value(e, "indexed")))
				}
			case "strike":
				if v := value(e, "val"); place == "fonts" && len(struckFonts) > 0 && (v == "" || isTrue(v)) {
					struckFonts[len(struckFonts)-1] = true
				}
			case "xf":
				if place != "cellXfs" {
					return nil
				}
				id := value(e, "numFmtId")
				layout := ""
				if code, own := formats[id]; own {
					layout = shown(code)
				} else {
					layout = builtInLayout(id)
				}
				font, _ := strconv.Atoi(value(e, "fontId"))
				b.layouts = append(b.layouts, layout)
				b.struck = append(b.struck, font < len(struckFonts) && struckFonts[font])
				fill, _ := strconv.Atoi(value(e, "fillId"))
				b.colours = append(b.colours, inWords(at(grounds, fill), at(inks, font)))
			}
			return nil
		})
	})
}

func at(all []string, i int) string {
	if i < 0 || i >= len(all) {
		return ""
	}
	return all[i]
}

// inWords is the colour of a cell as Cell.Colour has it.
func inWords(ground, ink string) string {
	switch {
	case ground != "":
		return "filled " + ground
	case ink != "":
		return "written in " + ink
	}
	return ""
}

// ownColour is a colour that somebody chose, "" for black and white: "FFFF0000" is #FF0000 behind its opacity.
func ownColour(rgb string) string {
	rgb = strings.ToUpper(strings.TrimPrefix(rgb, "#"))
	if len(rgb) == 8 {
		rgb = rgb[2:]
	}
	if len(rgb) != 6 || rgb == "000000" || rgb == "FFFFFF" {
		return ""
	}
	return "#" + rgb
}

// themeColour is a colour of the workbook's theme; its first two are the paper's and the ink's (ECMA-376, 18.8.3).
func themeColour(theme, tint string) string {
	n, err := strconv.Atoi(theme)
	if err != nil || n < 2 && tint == "" {
		return ""
	}
	if tint != "" {
		return fmt.Sprintf("colour %d of the theme, shade %s", n, tint)
	}
	return fmt.Sprintf("colour %d of the theme", n)
}

// indexedColour is a colour of the old palette; 64 and 65 are the system's, 0, 1, 8 and 9 black and white (ECMA-376,
// 18.8.27).
func indexedColour(index string) string {
	n, err := strconv.Atoi(index)
	if err != nil || n >= 64 || n%8 < 2 && n < 16 {
		return ""
	}
	return fmt.Sprintf("colour %d of the palette", n)
}

// builtInLayout is what the formats that need no code show of a date (ECMA-376, 18.8.30).
func builtInLayout(id string) string {
	n, _ := strconv.Atoi(id)
	switch {
	case n == 17: // mmm-yy
		return "2006-01"
	case 14 <= n && n <= 16 || n == 22 || 27 <= n && n <= 36 || 50 <= n && n <= 58:
		return "2006-01-02"
	}
	return ""
}

// sheet reads the rows that hold anything, if there is room for their cells. Blank ones, of which a sheet may have a
// million, are passed over.
func (b *book) sheet(part string, room *int) (Sheet, error) {
	s := Sheet{HiddenColumns: map[int]bool{}}
	relations, err := b.relations(part)
	if err != nil {
		return s, err
	}
	links := map[string]string{}
	number, kept := 0, 0
	err = b.read(part, func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "col":
				s.hideColumns(e)
			case "row":
				if n, err := strconv.Atoi(value(e, "r")); err == nil && n > number {
					number = n
				} else {
					number++
				}
				if number > excelize.TotalRows {
					return fmt.Errorf("row %d: more than %d rows", number, excelize.TotalRows)
				}
				row := Row{Number: number, Hidden: isTrue(value(e, "hidden"))}
				if err := b.row(p, &row, &s); err != nil {
					return fmt.Errorf("row %d: %w", number, err)
				}
				if kept += len(row.Cells); kept > *room {
					return errTooMany
				}
				if row.Struck = allStruck(row.Cells); len(row.Cells) > 0 {
					s.Rows = append(s.Rows, row)
				}
			case "mergeCell":
				s.Merged = append(s.Merged, value(e, "ref"))
			case "hyperlink":
				if ref, address := linked(e, relations); address != "" {
					links[ref] = address
				}
			}
			return nil
		})
	})
	if err != nil {
		return s, err
	}
	if err := s.square(room); err != nil {
		return s, err
	}
	s.link(links)
	for _, r := range relations {
		if r.kind == "comments" {
			if err := b.comments(r.target, &s); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// linked is the cell that an element makes a link of, and the address; "" for one within the workbook.
func linked(e xml.StartElement, relations map[string]relation) (ref, address string) {
	address = relations[relationID(e)].target
	if !strings.Contains(address, "://") {
		return "", ""
	}
	ref, _, _ = strings.Cut(value(e, "ref"), ":")
	if hash := value(e, "location"); hash != "" && !strings.Contains(address, "#") {
		address += "#" + hash
	}
	return ref, address
}

// hideColumns notes the columns that an element says are hidden.
func (s *Sheet) hideColumns(e xml.StartElement) {
	from, _ := strconv.Atoi(value(e, "min"))
	to, _ := strconv.Atoi(value(e, "max"))
	for i := from; 0 < i && i <= min(to, excelize.MaxColumns) && len(s.HiddenColumns) < excelize.MaxColumns &&
		isTrue(value(e, "hidden")); i++ {
		s.HiddenColumns[i-1] = true
	}
}

// link gives cells the addresses that they lead to, by their references.
func (s *Sheet) link(links map[string]string) {
	if len(links) == 0 {
		return
	}
	for i := range s.Rows {
		for j := range s.Rows[i].Cells {
			if c := &s.Rows[i].Cells[j]; links[c.Ref] != "" {
				c.Link = links[c.Ref]
			}
		}
	}
}

// row reads the cells of a row, up to the last that holds anything.
func (b *book) row(p *partReader, row *Row, s *Sheet) error {
	column := 0
	return p.within(func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "c" {
			return nil
		}
		if x, _, err := excelize.CellNameToCoordinates(value(e, "r")); err == nil && x > column {
			column = x
		} else {
			column++
		}
		style, err := strconv.Atoi(value(e, "s"))
		if err != nil || style < 0 || style >= len(b.layouts) {
			style = len(b.layouts) // none
		}
		c, blankFormula, err := b.cell(p, value(e, "t"), style)
		if err != nil {
			return err
		}
		if blankFormula {
			s.Blank++
		}
		if c.Text == "" && c.Link == "" {
			return errEnded // within has read the cell's end already
		}
		if column > excelize.MaxColumns {
			return fmt.Errorf("more than %d columns", excelize.MaxColumns)
		}
		row.Cells = append(row.Cells, make([]Cell, column-1-len(row.Cells))...)
		if style < len(b.struck) && b.struck[style] {
			c.Struck, c.Rest = true, ""
		}
		c.Colour = at(b.colours, style)
		row.Cells = append(row.Cells, c)
		return errEnded
	})
}

// errEnded tells within that what it yielded was read up to its end.
var errEnded = errors.New("the element was read")

// cell reads a cell of a type (ECMA-376, 18.18.11).
func (b *book) cell(p *partReader, kind string, style int) (c Cell, blankFormula bool, err error) {
	formula, stored, rest := "", "", ""
	err = p.within(func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "f":
			if formula, err = p.chars(); formula == "" {
				formula = "shared"
			}
		case "v":
			stored, err = p.chars()
		case "is":
			stored, rest, err = p.textAndRest()
			c.Struck, c.Rest = rest != stored, rest
		default:
			return nil
		}
		if err != nil {
			return err
		}
		return errEnded
	})
	if err != nil {
		return c, false, err
	}
	if err := b.fill(&c, kind, stored, style); err != nil {
		return c, false, err
	}
	if m := linkFormula().FindStringSubmatch(formula); m != nil {
		c.Link = m[1]
		if m[2] != "" {
			c.Text = m[2]
		}
	}
	return c, formula != "" && c.Text == "" && c.Link == "", nil
}

// fill gives a cell what is stored for it, as its type and style mean it.
func (b *book) fill(c *Cell, kind, stored string, style int) error {
	c.Text = stored
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(stored))
		if err != nil || n < 0 || n >= len(b.strings) {
			return fmt.Errorf("no text of the number %q", stored)
		}
		c.Text = b.strings[n]
		c.Rest, c.Struck = b.rests[n]
	case "str":
		c.Text = unescaped(stored)
	case "b":
		c.Text = map[string]string{"1": "TRUE", "0": "FALSE"}[stored]
	case "e":
		c.Bad = true
	case "d":
		c.Text, _, _ = strings.Cut(stored, "T")
		c.Date = true
	case "", "n":
		if number, err := strconv.ParseFloat(stored, 64); err == nil && style < len(b.layouts) && b.layouts[style] != "" {
			day, err := excelize.ExcelDateToTime(number, b.from1904)
			if err == nil {
				c.Text, c.Date = day.Format(b.layouts[style]), true
			}
		}
	}
	return nil
}

var linkFormula = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^=?\s*(?:_xlfn\.)?HYPERLINK\s*\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)$`)
})

// comments reads what somebody wrote to cells. Comments name their authors by places in a list before them, from 0
// (ECMA-376, 18.7).
func (b *book) comments(part string, s *Sheet) error {
	var authors []string
	return b.read(part, func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "author":
				author, err := p.chars()
				authors = append(authors, strings.TrimSpace(author))
				return err
			case "comment":
				c := Comment{Ref: value(e, "ref")}
				if i, err := strconv.Atoi(value(e, "authorId")); err == nil && i >= 0 && i < len(authors) {
					c.Author = authors[i]
				}
				text, err := p.text()
				if c.Text = strings.TrimSpace(text); c.Text != "" {
					s.Comments = append(s.Comments, c)
				}
				return err
			}
			return nil
		})
	})
}

// square gives all rows one length, if there is room for as many cells, and each cell its name.
func (s *Sheet) square(room *int) error {
	width := 0
	for _, row := range s.Rows {
		width = max(width, len(row.Cells))
	}
	if int64(width)*int64(len(s.Rows)) > int64(*room) { // which 32 bits do not hold
		return errTooMany
	}
	*room -= width * len(s.Rows)
	letters := make([]string, width)
	for j := range letters {
		letters[j], _ = excelize.ColumnNumberToName(j + 1)
	}
	for i := range s.Rows {
		row := &s.Rows[i]
		row.Cells = append(slices.Grow(row.Cells, width-len(row.Cells)), make([]Cell, width-len(row.Cells))...)
		number := strconv.Itoa(row.Number)
		for j := range row.Cells {
			row.Cells[j].Ref = letters[j] + number
		}
	}
	return nil
}

// shown is what a number's format shows of a day.
func shown(format string) string {
	format, _, _ = strings.Cut(strings.ToLower(quotedFormat().ReplaceAllString(format, "")), ";")
	switch {
	case strings.Contains(format, "d"):
		return "2006-01-02"
	case strings.Contains(format, "y") && strings.Contains(format, "m"):
		return "2006-01"
	case strings.Contains(format, "y"):
		return "2006"
	}
	return ""
}

var quotedFormat = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.`) })
