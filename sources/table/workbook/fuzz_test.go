package workbook_test

import (
	"archive/zip"
	"bytes"
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
