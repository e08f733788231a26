package workbook

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A Document is what a text document of Word's (.docx, ECMA-376 part 1, 17) has in tables. It is packed as workbooks are.
type Document struct {
	Tables     []DocumentTable // in the order of their ends; one that stands in a cell of another comes before that
	Paragraphs int             // that hold a text, stand in no table and are no heading
	Comments   int
	Changes    int // insertions and deletions that nobody has accepted yet
}

// A DocumentTable is one table.
type DocumentTable struct {
	Name string // the heading above it
	Rows []DocumentRow
}

// A DocumentRow is one row of a table.
type DocumentRow struct {
	Cells  []DocumentCell
	Hidden bool
	Struck bool // it is deleted, and nobody has accepted that yet
}

// A DocumentCell is one cell.
type DocumentCell struct {
	Runs    []Run
	Columns int  // of the table that it covers, at least one
	Above   bool // it is one with the cell above
	Notes   []string
}

// A Run is a part of a cell's text. Lines and paragraphs of the cell are apart by line ends.
type Run struct {
	Text   string
	Link   string // the address that it leads to
	Struck bool   // struck out or deleted
}

// IsDocument tells a text document of Word's from workbooks and other zipped files.
func IsDocument(data []byte) bool {
	if !strings.HasPrefix(string(data[:min(len(data), 2)]), "PK") {
		return false
	}
	a, err := openArchive(data)
	return err == nil && a.parts["word/document.xml"] != nil
}

// ReadDocument reads the tables of a text document of Word's.
func ReadDocument(data []byte) (*Document, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	const main = "word/document.xml"
	if a.parts[main] == nil {
		return nil, fmt.Errorf("the file is no text document of the kind .docx")
	}
	d := &documentReader{notes: map[string]string{}}
	for _, part := range []struct{ name, kind string }{{"word/footnotes.xml", "footnote"},
		{"word/endnotes.xml", "endnote"}} {
		if err := d.readNotes(a, part.name, part.kind); err != nil {
			return nil, err
		}
	}
	if d.relations, err = a.relations(main); err != nil {
		return nil, err
	}
	if err := a.read(main, d.read); err != nil {
		return nil, err
	}
	return &d.Document, nil
}

// readNotes reads the texts of footnotes or endnotes, by kind and id. An address behind words stands after them.
func (d *documentReader) readNotes(a archive, part, kind string) error {
	relations, err := a.relations(part)
	if err != nil {
		return err
	}
	return a.read(part, func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			if e.Name.Local != kind {
				return nil
			}
			inner := documentReader{relations: relations, cell: &DocumentCell{}}
			err := p.within(inner.take)
			var b strings.Builder
			for _, r := range inner.cell.Runs {
				b.WriteString(r.Text)
				if r.Link != "" && !strings.Contains(r.Text, r.Link) {
					b.WriteString(" " + r.Link)
				}
			}
			if text := strings.TrimSpace(b.String()); text != "" {
				d.notes[kind+value(e, "id")] = text
			}
			return err
		})
	})
}

// A documentReader reads the main part of a document.
type documentReader struct {
	Document
	relations map[string]relation
	notes     map[string]string // footnotes and endnotes, by kind and id

	tables    []*openTable
	cell      *DocumentCell // that is open, nil if none is
	cells     int
	heading   string // above the next table
	paragraph *strings.Builder
	isHeading bool

	run                     *Run // that is open, with how it looks; nil if none is
	inText, hidden, ofRow   bool
	deleted, unseen         int
	link, field, fieldLink  string
	inField, fieldIsWritten bool
}

// An openTable is a table that is read, with the cell that it stands in.
type openTable struct {
	DocumentTable
	around *DocumentCell
}

// maxNested is how deep tables may stand in each other.
const maxNested = 20

func (d *documentReader) read(p *partReader) error {
	for {
		token, err := p.RawToken()
		if token == nil {
			if len(d.tables) == 0 && err.Error() == "EOF" {
				return nil
			}
			return err
		}
		if err := d.take(token); err != nil {
			return err
		}
	}
}

func (d *documentReader) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		return d.start(e)
	case xml.EndElement:
		d.end(e.Name.Local)
	case xml.CharData:
		if d.inText && d.unseen == 0 {
			d.write(string(e))
		}
	}
	return nil
}

// isOn reads a property that is on when it is there, unless its value says otherwise (ECMA-376 part 1, 17.17.4).
func isOn(e xml.StartElement) bool {
	v := value(e, "val")
	return v != "0" && v != "false" && v != "off"
}

func (d *documentReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "tbl":
		if len(d.tables) == maxNested {
			return fmt.Errorf("tables stand in each other more than %d deep", maxNested)
		}
		d.tables = append(d.tables, &openTable{DocumentTable{Name: d.heading}, d.cell})
		d.cell = nil
	case "tr":
		if t := d.table(); t != nil {
			t.Rows = append(t.Rows, DocumentRow{})
		}
	case "trPr":
		d.ofRow = true
	case "tc":
		if d.cells++; d.cells > maxCells {
			return errTooMany
		}
		d.cell = &DocumentCell{Columns: 1}
	case "gridSpan":
		if n, err := strconv.Atoi(value(e, "val")); err == nil && n > 1 && d.cell != nil {
			d.cell.Columns = n
		}
	case "vMerge":
		if d.cell != nil {
			d.cell.Above = value(e, "val") != "restart"
		}
	case "p":
		if d.cell != nil {
			d.newLine()
		} else {
			d.paragraph, d.isHeading = &strings.Builder{}, false
		}
	case "pStyle":
		d.isHeading = isHeadingStyle(value(e, "val"))
	case "Fallback": // says once more what stands before it, for programs that cannot show that
		d.unseen++
	case "hyperlink":
		d.link = d.relations[value(e, "id")].target
		if d.relations[value(e, "id")].kind != "hyperlink" {
			d.link = ""
		}
	case "fldSimple":
		d.link = fieldAddress(value(e, "instr"))
	default:
		d.startInRun(e)
	}
	return nil
}

// startInRun takes the elements of a run of text, and of what was changed.
func (d *documentReader) startInRun(e xml.StartElement) {
	row := d.row()
	switch e.Name.Local {
	case "r":
		d.run, d.hidden = &Run{}, false
	case "strike", "dstrike":
		if d.run != nil {
			d.run.Struck = isOn(e)
		}
	case "vanish":
		d.hidden = d.run != nil && isOn(e)
	case "hidden":
		if d.ofRow && row != nil {
			row.Hidden = isOn(e)
		}
	case "del", "moveFrom":
		if d.ofRow && row != nil {
			row.Struck = true
		}
		d.deleted++
		d.Changes++
	case "ins", "moveTo":
		d.Changes++
	case "t", "delText":
		d.inText = true
	case "instrText":
		d.fieldIsWritten = true
		d.inText = true
	case "fldChar":
		switch value(e, "fldCharType") {
		case "begin":
			d.field, d.inField = "", true
		case "separate":
			d.fieldLink, d.inField = fieldAddress(d.field), false
		case "end":
			d.fieldLink, d.inField = "", false
		}
	case "tab":
		d.write(" ")
	case "br", "cr":
		d.newLine()
	case "noBreakHyphen":
		d.write("-")
	case "commentReference":
		d.Comments++
	case "footnoteReference", "endnoteReference":
		kind := strings.TrimSuffix(e.Name.Local, "Reference")
		if note := d.notes[kind+value(e, "id")]; note != "" && d.cell != nil {
			d.cell.Notes = append(d.cell.Notes, note)
		}
	}
}

func (d *documentReader) end(name string) {
	switch name {
	case "tbl":
		if t := d.table(); t != nil {
			d.tables = d.tables[:len(d.tables)-1]
			d.Tables = append(d.Tables, t.DocumentTable)
			d.cell = t.around
		}
	case "trPr":
		d.ofRow = false
	case "tc":
		if row := d.row(); row != nil && d.cell != nil {
			row.Cells = append(row.Cells, *d.cell)
		}
		d.cell, d.fieldLink, d.inField = nil, "", false
	case "p":
		if d.cell == nil && d.paragraph != nil {
			switch text := strings.TrimSpace(d.paragraph.String()); {
			case text == "":
			case d.isHeading:
				d.heading = text
			default:
				d.Paragraphs++
			}
			d.paragraph = nil
		}
	case "r":
		d.run, d.hidden = nil, false
	case "del", "moveFrom":
		d.deleted = max(0, d.deleted-1)
	case "t", "delText":
		d.inText = false
	case "instrText":
		d.inText, d.fieldIsWritten = false, false
	case "hyperlink", "fldSimple":
		d.link = ""
	case "Fallback":
		d.unseen = max(0, d.unseen-1)
	}
}

// table is the innermost one that is open, nil if none is.
func (d *documentReader) table() *openTable {
	if len(d.tables) == 0 {
		return nil
	}
	return d.tables[len(d.tables)-1]
}

func (d *documentReader) row() *DocumentRow {
	if t := d.table(); t != nil && len(t.Rows) > 0 {
		return &t.Rows[len(t.Rows)-1]
	}
	return nil
}

func (d *documentReader) newLine() {
	if d.cell != nil && len(d.cell.Runs) > 0 {
		d.cell.Runs = append(d.cell.Runs, Run{Text: "\n"})
	}
}

// write writes a text where it stands. What Word does not show counts as struck out.
func (d *documentReader) write(text string) {
	switch {
	case d.fieldIsWritten:
		d.field += text
	case d.inField:
	case d.cell != nil:
		link := d.link
		if link == "" {
			link = d.fieldLink
		}
		struck := d.deleted > 0 || d.hidden || d.run != nil && d.run.Struck
		if n := len(d.cell.Runs); n > 0 && d.cell.Runs[n-1].Text != "\n" && d.cell.Runs[n-1].Link == link &&
			d.cell.Runs[n-1].Struck == struck {
			d.cell.Runs[n-1].Text += text
			return
		}
		d.cell.Runs = append(d.cell.Runs, Run{text, link, struck})
	case d.paragraph != nil && d.deleted == 0:
		d.paragraph.WriteString(text)
	}
}

var fieldPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*HYPERLINK\s+"([^"]+)"`)
})

// fieldAddress is the address that a field leads to, "" if it is another one (ECMA-376 part 1, 17.16.5.25).
func fieldAddress(instruction string) string {
	if m := fieldPattern().FindStringSubmatch(instruction); m != nil {
		return m[1]
	}
	return ""
}

// isHeadingStyle tells the styles of headings, whose ids Word writes in the language of the program.
func isHeadingStyle(id string) bool {
	id = strings.ToLower(id)
	for _, beginning := range []string{"heading", "title", "caption", "berschrift", "überschrift", "titel", "beschriftung",
		"titre", "lgende", "ttulo", "título", "titolo", "заголовок"} {
		if strings.HasPrefix(id, beginning) {
			return true
		}
	}
	return false
}
