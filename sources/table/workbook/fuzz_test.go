package workbook_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"relgraph/sources/table/workbook"
)

// maxCells is what a workbook may have at most.
const maxCells = 5_000_000

// FuzzXLSX puts bytes into the place of a sheet of a real workbook, and of its strings and styles.
func FuzzXLSX(f *testing.F) {
	book := excelize.NewFile()
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		f.Fatal(err)
	}
	parts, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		f.Fatal(err)
	}
	const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	for _, inside := range []string{
		`<row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
		`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
		`<row r="3000"><c r="XFD3000"><v>1</v></c></row></sheetData></worksheet>`,
		`<row r="0"><c r="A0" t="s"><v>99</v></c></row></sheetData></worksheet>`,
		`<row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
		`<row r="1"><c r="A1" s="-1"><f>HYPERLINK("javascript:x","y")</f></c></row></sheetData></worksheet>`,
		`<row r="-1"><c r="ZZZZ9"/></row>`,
	} {
		f.Add(sheet+inside, "", "")
	}
	f.Add("", `<sst><si><t>x</t></si></sst>`, `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, p := range parts.File {
			text := map[string]string{"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings,
				"xl/styles.xml": styles}[p.Name]
			if text == "" {
				if err := w.Copy(p); err != nil {
					t.Fatal(err)
				}
				continue
			}
			part, err := w.Create(p.Name)
			if err != nil {
				t.Fatal(err)
			}
			part.Write([]byte(text)) // into memory
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		readable(t, workbook.Read, b.Bytes())
	})
}

// FuzzODS puts bytes into the place of the contents of an OpenDocument sheet.
func FuzzODS(f *testing.F) {
	const head = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>`
	for _, inside := range []string{
		`<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
		`<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
		`<table:table><table:table-row table:number-rows-repeated="9223372036854775807"/><table:table-row table:number-rows-repeated="9223372036854775807"/>` +
			`<table:table-row table:number-rows-repeated="9223372036854775807"><table:table-cell table:number-columns-repeated="9223372036854775807"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
		`<table:table><table:table-row table:number-rows-repeated="-1"><table:table-cell office:value-type="date" office:date-value="x"/></table:table-row></table:table>`,
	} {
		f.Add(head + inside)
	}
	f.Fuzz(func(t *testing.T, content string) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for name, text := range map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
			"content.xml": content} {
			part, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			part.Write([]byte(text)) // into memory
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		readable(t, workbook.ReadODS, b.Bytes())
	})
}

// Whatever stands in a document, its tables are bounded, or it is refused with words.
func FuzzDocument(f *testing.F) {
	for _, body := range []string{
		`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
		`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:del><w:r>` +
			`<w:delText>b</w:delText></w:r></w:del><w:hyperlink r:id="r1"><w:r><w:t>c</w:t></w:r></w:hyperlink></w:tc></w:tr></w:tbl>`,
		`<w:tbl><w:tbl><w:tr><w:tc><w:tbl></w:tbl></w:tr></w:tc></w:tbl>`,
		`<w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>d</w:t></w:r></w:p>`,
		`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9223372036854775807"/></w:tcPr></w:tc></w:tr></w:tbl>`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		part, err := w.Create("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		part.Write([]byte("<w:document><w:body>" + body + "</w:body></w:document>")) // into memory
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		d, err := workbook.ReadDocument(b.Bytes())
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		cells := 0
		for _, table := range d.Tables {
			for _, row := range table.Rows {
				cells += len(row.Cells)
				for _, c := range row.Cells {
					if c.Columns < 1 {
						t.Errorf("a cell of %d columns", c.Columns)
					}
				}
			}
		}
		if cells > strings.Count(body, "tc") {
			t.Errorf("%d cells of %d bytes", cells, len(body))
		}
	})
}

// readable wants sheets of bounded size, all of whose rows have one length, or an error with words.
func readable(t *testing.T, read func([]byte) ([]workbook.Sheet, error), data []byte) {
	t.Helper()
	sheets, err := read(data)
	if err != nil {
		if err.Error() == "" {
			t.Error("an error without words")
		}
		return
	}
	cells := 0
	for _, s := range sheets {
		for _, row := range s.Rows {
			if cells += len(row.Cells); len(row.Cells) != len(s.Rows[0].Cells) {
				t.Errorf("a row of %d cells among rows of %d", len(row.Cells), len(s.Rows[0].Cells))
			}
		}
	}
	if cells > maxCells {
		t.Errorf("%d cells of %d bytes", cells, len(data))
	}
}
