package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"relgraph/sources/table/workbook"
)

// Cells say what was typed, and which of them Excel holds as days.
func TestRead(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(cell string, s excelize.Style) {
		t.Helper()
		id, err := f.NewStyle(&s)
		must(err)
		must(f.SetCellStyle("Sheet1", cell, cell, id))
	}
	custom := func(format string) excelize.Style { return excelize.Style{CustomNumFmt: &format} }
	must(f.SetCellValue("Sheet1", "A1", "2019-03"))
	must(f.SetCellValue("Sheet1", "B1", 2019))
	must(f.SetCellValue("Sheet1", "C1", time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC)))
	must(f.SetCellValue("Sheet1", "D1", 43525))
	style("D1", custom(`mmm\ yyyy`))
	must(f.SetCellValue("Sheet1", "A2", 43525))
	style("A2", custom(`0" days"`))
	must(f.SetCellValue("Sheet1", "B2", 0.25))
	style("B2", excelize.Style{NumFmt: 10})
	must(f.SetCellValue("Sheet1", "C2", "#1"))
	must(f.SetCellValue("Sheet1", "D4", "two\nlines"))
	must(f.MergeCell("Sheet1", "A4", "B4"))
	b, err := f.WriteToBuffer()
	must(err)
	got, err := workbook.Read(b.Bytes())
	must(err)
	want := []workbook.Sheet{{
		Name: "Sheet1",
		Rows: [][]workbook.Cell{
			{{Ref: "A1", Text: "2019-03"}, {Ref: "B1", Text: "2019"}, {Ref: "C1", Text: "2019-03", Date: true}, {Ref: "D1", Text: "2019-03", Date: true}},
			{{Ref: "A2", Text: "43525"}, {Ref: "B2", Text: "0.25"}, {Ref: "C2", Text: "#1"}, {Ref: "D2"}},
			{{Ref: "A3"}, {Ref: "B3"}, {Ref: "C3"}, {Ref: "D3"}},
			{{Ref: "A4"}, {Ref: "B4"}, {Ref: "C4"}, {Ref: "D4", Text: "two\nlines"}},
		},
		Merged:     []string{"A4:B4"},
		HiddenRows: map[int]bool{}, StruckRows: map[int]bool{}, HiddenColumns: map[int]bool{},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Programs that write the least write no styles, or name one that is not there: then a number is a number.
func TestReadWithoutStyles(t *testing.T) {
	for name, cell := range map[string]string{"none": `<c r="A1"><v>2014</v></c>`, "one too high": `<c r="A1" s="99"><v>2014</v></c>`, "below nothing": `<c r="A1" s="-3"><v>2014</v></c>`} {
		sheets, err := workbook.Read(bare(t, `<row r="1">`+cell+`</row>`))
		if err != nil || len(sheets) != 1 {
			t.Errorf("%s: %v, %v", name, sheets, err)
			continue
		}
		if diff := cmp.Diff([][]workbook.Cell{{{Ref: "A1", Text: "2014"}}}, sheets[0].Rows); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// bare is the smallest workbook with these rows.
func bare(t *testing.T, rows string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for path, text := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		f, err := w.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text)) // into memory
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A cell far out in a file of a kilobyte is no reason to take gigabytes: it is named.
func TestFarCells(t *testing.T) {
	near := `<row r="1"><c r="A1"><v>1</v></c></row>`
	var wide strings.Builder
	for i := range 400 {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"/></row>`, i+1, i+1)
	}
	for name, tt := range map[string]struct{ rows, want string }{
		"far right and down":  {near + `<row r="3000"><c r="XFD3000"><v>1</v></c></row>`, `sheet "S": 3000 rows of 16384 columns are more than 5000000 cells: want what stands far out, such as in XFD3000, taken out`},
		"blank cells":         {wide.String(), `more than 5000000 cells in xl/worksheets/sheet1.xml, those before a far one counted: want less in one workbook`},
		"with a prefix":       {strings.ReplaceAll(strings.ReplaceAll(wide.String(), "<", "<x:"), "<x:/", "</x:"), `more than 5000000 cells in xl/worksheets/sheet1.xml, those before a far one counted: want less in one workbook`},
		"cells without names": {strings.Repeat("<row>"+strings.Repeat("<c/>", 16_000)+"</row>", 320), `more than 5000000 cells in xl/worksheets/sheet1.xml, those before a far one counted: want less in one workbook`},
	} {
		if _, err := workbook.Read(bare(t, tt.rows)); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
	if _, err := workbook.Read(bare(t, near+`<row r="2"><c r="XFD2" s="0"/></row>`)); err != nil {
		t.Errorf("a blank cell far out: %v", err)
	}
}
