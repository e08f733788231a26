package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Name spaces of OpenDocument 1.3, part 3.
const (
	officeNS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	tableNS  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	textNS   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	xlinkNS  = "http://www.w3.org/1999/xlink"
)

// maxODSCells is how many cells of a sheet are kept, since a file says in a few bytes that a cell stands there a
// million times.
const maxODSCells = 5_000_000

// IsODS tells a spreadsheet of OpenDocument from other zipped files.
func IsODS(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(data[:min(len(data), 200)], []byte("application/vnd.oasis.opendocument.spreadsheet"))
}

// ReadODS reads a spreadsheet in OpenDocument's format, .ods, as text.
func ReadODS(data []byte) ([]Sheet, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	f, err := z.Open("content.xml")
	if err != nil {
		return nil, errors.New("no spreadsheet of OpenDocument, or one with a password")
	}
	defer f.Close()
	limited := &io.LimitedReader{R: f, N: maxUnzipped}
	o := odsReader{Decoder: xml.NewDecoder(limited)}
	sheets, err := o.sheets()
	if limited.N == 0 {
		return nil, fmt.Errorf("more than %d bytes when it is unpacked", maxUnzipped)
	}
	return sheets, err
}

type odsReader struct{ *xml.Decoder }

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
	return n
}

func (o odsReader) sheets() ([]Sheet, error) {
	var sheets []Sheet
	hidden := map[string]bool{} // styles of tables that are not shown
	style := ""
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
		case e.Name.Local == "style":
			style = ""
			for _, a := range e.Attr {
				if a.Name.Local == "name" {
					style = a.Value
				}
			}
		case e.Name.Local == "table-properties" && attr(e, tableNS, "display") == "false":
			hidden[style] = true
		case e.Name.Space == tableNS && e.Name.Local == "table":
			s, err := o.sheet(e)
			if err != nil {
				return nil, err
			}
			s.Hidden = hidden[attr(e, tableNS, "style-name")]
			sheets = append(sheets, s)
		}
	}
}

// sheet reads the rows of a table up to its end. Blank rows at the end, which the format has in millions, are left out.
func (o odsReader) sheet(start xml.StartElement) (Sheet, error) {
	s := Sheet{Name: attr(start, tableNS, "name"), HiddenRows: map[int]bool{}, StruckRows: map[int]bool{}, HiddenColumns: map[int]bool{}}
	blank, column, kept := 0, 0, 0
	for {
		token, err := o.Token()
		if err != nil {
			return s, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "table" {
				return s, s.square()
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "table-column":
				n := repeated(e, "number-columns-repeated")
				if v := attr(e, tableNS, "visibility"); v == "collapse" || v == "filter" {
					for i := range min(n, 1024) {
						s.HiddenColumns[column+i] = true
					}
				}
				column += n
			case "table-row":
				row, err := o.row(e)
				if err != nil {
					return s, err
				}
				n := repeated(e, "number-rows-repeated")
				if len(row) == 0 {
					blank += n
					continue
				}
				if kept += (blank + n) * max(len(row), 1); kept > maxODSCells {
					return s, fmt.Errorf("more than %d cells", maxODSCells)
				}
				s.Rows = append(s.Rows, make([][]Cell, blank)...)
				blank = 0
				for range n {
					if v := attr(e, tableNS, "visibility"); v == "collapse" || v == "filter" {
						s.HiddenRows[len(s.Rows)] = true
					}
					s.Rows = append(s.Rows, append([]Cell{}, row...))
				}
			}
		}
	}
}

// square gives all rows one length, and each cell its name.
func (s *Sheet) square() error {
	width := 0
	for _, row := range s.Rows {
		width = max(width, len(row))
	}
	if width*len(s.Rows) > maxODSCells {
		return fmt.Errorf("more than %d cells", maxODSCells)
	}
	for i := range s.Rows {
		s.Rows[i] = append(s.Rows[i], make([]Cell, width-len(s.Rows[i]))...)
		for j := range s.Rows[i] {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			s.Rows[i][j].Ref = ref
		}
	}
	return nil
}

// row reads the cells of a row, without blank ones at its end.
func (o odsReader) row(start xml.StartElement) ([]Cell, error) {
	var row []Cell
	blank := 0
	for {
		token, err := o.Token()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == start.Name.Local {
				return row, nil
			}
		case xml.StartElement:
			if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
				continue
			}
			c, err := o.cell(e)
			if err != nil {
				return nil, err
			}
			n := repeated(e, "number-columns-repeated")
			if c.Text == "" && c.Link == "" {
				blank += n
				continue
			}
			if len(row)+blank+n > excelize.MaxColumns {
				return nil, fmt.Errorf("more than %d columns", excelize.MaxColumns)
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
	yearShown = regexp.MustCompile(`^\d{4}$`)
	dayShown  = regexp.MustCompile(`\d{1,2}\D+\d{1,2}\D|\d{1,2}[. ]+\pL|\pL[a-z.]* \d{1,2}[, ]|\d{4}-\d\d-\d\d|\d\D+\d\D+\d`)
)

// cell reads what a cell shows, and what it holds where that is a date: as exact as it is shown.
func (o odsReader) cell(start xml.StartElement) (Cell, error) {
	var c Cell
	var text strings.Builder
	depth, notes := 1, 0
	for depth > 0 {
		token, err := o.Token()
		if err != nil {
			return c, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case e.Name.Local == "annotation":
				notes++
			case e.Name.Space == textNS && e.Name.Local == "p" && text.Len() > 0 && notes == 0:
				text.WriteByte('\n')
			case e.Name.Space == textNS && (e.Name.Local == "s" || e.Name.Local == "tab"):
				text.WriteByte(' ')
			case e.Name.Space == textNS && e.Name.Local == "a" && notes == 0:
				c.Link = attr(e, xlinkNS, "href")
			}
		case xml.EndElement:
			depth--
			if e.Name.Local == "annotation" {
				notes--
			}
		case xml.CharData:
			if notes == 0 && depth > 1 {
				text.Write(e)
			}
		}
	}
	c.Text = strings.TrimSpace(text.String())
	switch attr(start, officeNS, "value-type") {
	case "date":
		day, _, _ := strings.Cut(attr(start, officeNS, "date-value"), "T")
		c.Date = true
		switch {
		case len(day) < 10:
		case yearShown.MatchString(c.Text):
			day = day[:4]
		case !dayShown.MatchString(c.Text):
			day = day[:7]
		}
		c.Text = day
	case "float", "percentage", "currency":
		if v := attr(start, officeNS, "value"); v != "" && !strings.Contains(c.Text, "%") {
			c.Text = v
		}
	}
	c.Bad = strings.HasPrefix(c.Text, "#") && strings.HasSuffix(c.Text, "!") || c.Text == "#N/A" || strings.HasPrefix(c.Text, "Err:")
	return c, nil
}
