package workbook

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/xuri/excelize/v2"
)

// Name spaces of OpenDocument 1.3, part 3.
const (
	officeNS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	tableNS  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	textNS   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	styleNS  = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
	foNS     = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
	xlinkNS  = "http://www.w3.org/1999/xlink"
)

// IsODS tells a spreadsheet of OpenDocument from other zipped files.
func IsODS(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(data[:min(len(data), 200)],
		[]byte("application/vnd.oasis.opendocument.spreadsheet"))
}

// ReadODS reads a spreadsheet in OpenDocument's format, .ods, as text.
func ReadODS(data []byte) (sheets []Sheet, err error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	if a.parts["content.xml"] == nil {
		return nil, errors.New("the file is no spreadsheet of OpenDocument")
	}
	encrypted := false
	err = a.read("META-INF/manifest.xml", func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			encrypted = encrypted || e.Name.Local == "encryption-data"
			return nil
		})
	})
	if err == nil && encrypted {
		err = ErrPassword
	}
	styles := odsStyles{}
	if err == nil { // those with names of their own, on which the others rest
		err = a.read("styles.xml", func(p *partReader) error {
			_, err := odsReader{p, styles}.sheets()
			return err
		})
	}
	if err == nil {
		err = a.read("content.xml", func(p *partReader) error {
			sheets, err = odsReader{p, styles}.sheets()
			return err
		})
	}
	return sheets, err
}

type odsReader struct {
	*partReader
	styles odsStyles
}

// odsStyles are the styles of a spreadsheet by their family and name, as far as they hide or strike out.
type odsStyles map[[2]string]odsStyle

type odsStyle struct {
	parent string
	hides  bool
	lined  string // the line through the text, "none" for none; "" if the style does not say
	ground string // as ownColour has it
	ink    string
}

// colour is the colour of cells of a style as Cell.Colour has it, by itself or by what it rests on.
func (s odsStyles) colour(name string) string {
	const deepest = 20 // styles in each other
	ground, ink := "", ""
	for range deepest {
		if name == "" {
			break
		}
		style := s[[2]string{"table-cell", name}]
		ground, ink = cmp.Or(ground, style.ground), cmp.Or(ink, style.ink)
		name = style.parent
	}
	return inWords(ground, ink)
}

// struck tells whether a style strikes text out, by itself or by what it rests on.
func (s odsStyles) struck(family, name string) bool {
	const deepest = 20 // styles in each other
	for range deepest {
		style, ok := s[[2]string{family, name}]
		if !ok || style.lined != "" {
			return ok && style.lined != "none"
		}
		name = style.parent
	}
	return false
}

// lineThrough is the line through the text that properties of a style have (OpenDocument 1.3, 20.380 and 20.381).
func lineThrough(e xml.StartElement) string {
	if v := attr(e, styleNS, "text-line-through-style"); v != "" {
		return v
	}
	return attr(e, styleNS, "text-line-through-type")
}

func attr(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// repeated is how often an element stands there.
func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, tableNS, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxRepeated)
}

// maxRepeated is more than a sheet has rows or columns (LibreOffice 24: 1,048,576 and 16,384).
const maxRepeated = 1 << 21

// maxHidden is how many columns are asked whether they are hidden.
const maxHidden = 1024

func (o odsReader) sheets() ([]Sheet, error) {
	var sheets []Sheet
	var style [2]string
	room := maxCells
	for {
		token, err := o.Token()
		if err == io.EOF {
			return sheets, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case e.Name.Space == styleNS && e.Name.Local == "style":
			style = [2]string{attr(e, styleNS, "family"), attr(e, styleNS, "name")}
			o.styles[style] = odsStyle{parent: attr(e, styleNS, "parent-style-name")}
		case e.Name.Space == styleNS && e.Name.Local == "table-properties" && attr(e, tableNS, "display") == "false":
			s := o.styles[style]
			s.hides = true
			o.styles[style] = s
		case e.Name.Space == styleNS && e.Name.Local == "text-properties":
			s := o.styles[style]
			s.lined, s.ink = cmp.Or(lineThrough(e), s.lined), ownColour(attr(e, foNS, "color"))
			o.styles[style] = s
		case e.Name.Space == styleNS && e.Name.Local == "table-cell-properties":
			s := o.styles[style]
			s.ground = ownColour(attr(e, foNS, "background-color"))
			o.styles[style] = s
		case e.Name.Space == tableNS && e.Name.Local == "table":
			s, err := o.sheet(e, &room)
			if err != nil {
				return nil, err
			}
			s.Hidden = o.styles[[2]string{"table", attr(e, tableNS, "style-name")}].hides
			sheets = append(sheets, s)
		}
	}
}

// sheet reads the rows of a table up to its end, if there is room for their cells. Blank rows at the end, which the format
// has in millions, are left out.
func (o odsReader) sheet(start xml.StartElement, room *int) (Sheet, error) {
	s := Sheet{Name: attr(start, tableNS, "name"), HiddenColumns: map[int]bool{}}
	number, column, kept := 0, 0, int64(0)
	var styles []string // of the cells of each column that have none of their own
	for {
		token, err := o.Token()
		if err != nil {
			return s, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "table" {
				return s, s.square(room)
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "table-column":
				n := repeated(e, "number-columns-repeated")
				for i := column; i < min(column+n, maxHidden); i++ {
					styles = append(styles, attr(e, tableNS, "default-cell-style-name"))
				}
				if v := attr(e, tableNS, "visibility"); v == "collapse" || v == "filter" {
					for i := column; i < min(column+n, maxHidden); i++ {
						s.HiddenColumns[i] = true
					}
				}
				column = min(column+n, maxHidden)
			case "table-row":
				row, comments, err := o.row(e, styles)
				if err != nil {
					return s, err
				}
				n := repeated(e, "number-rows-repeated")
				if len(row) == 0 {
					number = min(number+n, maxRepeated)
					continue
				}
				if kept += int64(n) * int64(len(row)); kept > int64(*room) {
					return s, errTooMany
				}
				v := attr(e, tableNS, "visibility")
				struck := allStruck(row)
				for range n {
					number++
					s.Rows = append(s.Rows, Row{Number: number, Cells: append([]Cell{}, row...),
						Hidden: v == "collapse" || v == "filter", Struck: struck})
				}
				for _, c := range comments {
					ref, err := excelize.CoordinatesToCellName(c.column, number)
					if err != nil {
						return s, err
					}
					s.Comments = append(s.Comments, Comment{ref, c.author, c.text})
				}
			}
		}
	}
}

// An odsComment is what somebody wrote to a cell of a row.
type odsComment struct {
	column       int
	author, text string
}

// row reads the cells of a row, without blank ones at its end. styles are those of the columns.
func (o odsReader) row(start xml.StartElement, styles []string) (row []Cell, comments []odsComment, err error) {
	blank, column := 0, 0
	ofRow := attr(start, tableNS, "default-cell-style-name")
	for {
		token, err := o.Token()
		if err != nil {
			return nil, nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == start.Name.Local {
				return row, comments, nil
			}
		case xml.StartElement:
			if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
				continue
			}
			style := cmp.Or(attr(e, tableNS, "style-name"), ofRow)
			if style == "" && column < len(styles) {
				style = styles[column]
			}
			c, comment, err := o.cell(e)
			if err != nil {
				return nil, nil, err
			}
			if o.styles.struck("table-cell", style) {
				c.Struck, c.Rest = true, ""
			}
			c.Colour = o.styles.colour(style)
			n := repeated(e, "number-columns-repeated")
			if column += n; comment.text != "" {
				comment.column = column
				comments = append(comments, comment)
			}
			if c.Text == "" && c.Link == "" {
				blank = min(blank+n, excelize.MaxColumns+1)
				continue
			}
			if len(row)+blank+n > excelize.MaxColumns {
				return nil, nil, fmt.Errorf("more than %d columns", excelize.MaxColumns)
			}
			row = append(row, make([]Cell, blank)...)
			blank = 0
			for range n {
				row = append(row, c)
			}
		}
	}
}

var (
	yearShown = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{4}$`) })
	dayShown  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\d{1,2}\D+\d{1,2}\D|\d{1,2}[. ]+\pL|\pL[a-z.]* \d{1,2}[, ]|\d{4}-\d\d-\d\d|\d\D+\d\D+\d`)
	})
)

// aboutComment are the elements of a comment that say who wrote it and when.
var aboutComment = map[string]bool{"creator": true, "date": true, "creator-initials": true}

// cell reads what a cell shows, and what it holds where that is a date: as exact as it is shown.
func (o odsReader) cell(start xml.StartElement) (c Cell, comment odsComment, err error) {
	r := odsCell{styles: o.styles}
	for depth := 1; depth > 0; {
		token, err := o.Token()
		if err != nil {
			return c, comment, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			r.start(e)
		case xml.EndElement:
			depth--
			r.end(e.Name)
		case xml.CharData:
			r.chars(e, depth)
		}
	}
	c.Text, c.Link = strings.TrimSpace(r.text.String()), r.link
	if left := strings.TrimSpace(r.rest.String()); left != c.Text {
		c.Struck, c.Rest = true, left
	}
	c.hold(start)
	c.Bad = IsError(c.Text)
	comment.author, comment.text = strings.TrimSpace(r.author.String()), strings.TrimSpace(r.note.String())
	return c, comment, nil
}

// An odsCell is a cell on its way.
type odsCell struct {
	styles                   odsStyles
	text, rest, note, author strings.Builder
	link                     string
	notes                    int    // comments that are open
	about                    string // the element of a comment that is open and says who wrote it, or when
	spans                    []bool // whether each of those that are open is struck out
}

func (r *odsCell) start(e xml.StartElement) {
	switch {
	case e.Name.Local == "annotation":
		r.notes++
	case r.notes > 0 && r.about == "" && aboutComment[e.Name.Local]:
		r.about = e.Name.Local
	case e.Name.Space != textNS:
	case e.Name.Local == "span":
		r.spans = append(r.spans, r.styles.struck("text", attr(e, textNS, "style-name")))
	case e.Name.Local == "p" && r.text.Len() > 0 && r.notes == 0:
		r.text.WriteByte('\n')
		r.rest.WriteByte('\n')
	case e.Name.Local == "s" || e.Name.Local == "tab":
		r.text.WriteByte(' ')
		r.rest.WriteByte(' ')
	case e.Name.Local == "a" && r.notes == 0:
		r.link = attr(e, xlinkNS, "href")
	}
}

func (r *odsCell) end(name xml.Name) {
	switch {
	case name.Space == textNS && name.Local == "span" && len(r.spans) > 0:
		r.spans = r.spans[:len(r.spans)-1]
	case name.Local == "annotation":
		r.notes--
	case name.Local == r.about:
		r.about = ""
	}
}

func (r *odsCell) chars(text []byte, depth int) {
	switch {
	case r.notes == 0 && depth > 1:
		r.text.Write(text)
		if !slices.Contains(r.spans, true) {
			r.rest.Write(text)
		}
	case r.about == "creator":
		r.author.Write(text)
	case r.notes > 0 && r.about == "":
		r.note.Write(text)
	}
}

// hold puts what a cell holds in place of what it shows, where that is a date or a number.
func (c *Cell) hold(start xml.StartElement) {
	switch attr(start, officeNS, "value-type") {
	case "date":
		day, _, _ := strings.Cut(attr(start, officeNS, "date-value"), "T")
		c.Date = true
		switch {
		case len(day) < 10:
		case yearShown().MatchString(c.Text):
			day = day[:4]
		case !dayShown().MatchString(c.Text):
			day = day[:7]
		}
		c.Text = day
	case "float", "percentage", "currency":
		if v := attr(start, officeNS, "value"); v != "" && !strings.Contains(c.Text, "%") {
			c.Text = v
		}
	}
}

// IsError tells whether a text is what spreadsheets show where a formula has no value, in whatever language: "#REF!",
// "#NAME?", "#BEZUG!", "#N/A", LibreOffice's "Err:502".
func IsError(text string) bool {
	if code, ok := strings.CutPrefix(text, "Err:"); ok {
		_, err := strconv.ParseUint(code, 10, 16)
		return err == nil
	}
	name, ok := strings.CutPrefix(text, "#")
	if !ok {
		return false
	}
	switch name {
	case "N/A", "N/D", "NV", "Н/Д": // which have no sign at the end
		return true
	}
	word := strings.TrimRight(name, "!?")
	return len(word) > 1 && len(word) == len(name)-1 && word == strings.ToUpper(word) &&
		strings.ContainsFunc(word, unicode.IsLetter) && !strings.ContainsFunc(word, unicode.IsSpace)
}
