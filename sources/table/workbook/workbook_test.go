package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
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
		Rows: []workbook.Row{
			{Number: 1, Cells: []workbook.Cell{{Ref: "A1", Text: "2019-03"}, {Ref: "B1", Text: "2019"},
				{Ref: "C1", Text: "2019-03", Date: true}, {Ref: "D1", Text: "2019-03", Date: true}}},
			{Number: 2, Cells: []workbook.Cell{{Ref: "A2", Text: "43525"}, {Ref: "B2", Text: "0.25"},
				{Ref: "C2", Text: "#1"}, {Ref: "D2"}}},
			{Number: 4, Cells: []workbook.Cell{{Ref: "A4"}, {Ref: "B4"}, {Ref: "C4"}, {Ref: "D4", Text: "two\nlines"}}},
		},
		Merged:        []string{"A4:B4"},
		HiddenColumns: map[int]bool{},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Programs that write the least write no styles, or name one that is not there: then a number is a number.
func TestReadWithoutStyles(t *testing.T) {
	for name, cell := range map[string]string{"none": `<c r="A1"><v>2014</v></c>`,
		"one too high": `<c r="A1" s="99"><v>2014</v></c>`, "below nothing": `<c r="A1" s="-3"><v>2014</v></c>`} {
		sheets, err := workbook.Read(bare(t, `<row r="1">`+cell+`</row>`))
		if err != nil || len(sheets) != 1 {
			t.Errorf("%s: %v, %v", name, sheets, err)
			continue
		}
		if diff := cmp.Diff([]workbook.Row{{Number: 1, Cells: []workbook.Cell{{Ref: "A1", Text: "2014"}}}},
			sheets[0].Rows); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// bare is the smallest workbook with these rows.
func bare(t *testing.T, rows string) []byte {
	t.Helper()
	return zipped(t, map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

// Blank rows and cells take no room, however many there are before one that says something; those that do are counted.
func TestFarCells(t *testing.T) {
	near := `<row r="1"><c r="A1"><v>1</v></c></row>`
	var blank, full strings.Builder
	for i := range 310 {
		fmt.Fprintf(&blank, `<row r="%d"><c r="XFD%d"/></row>`, i+2, i+2)
		fmt.Fprintf(&full, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+2, i+2)
	}
	for name, tt := range map[string]struct {
		rows string
		want int
	}{
		"far down":            {near + `<row r="1048576"><c r="B1048576"><v>1</v></c></row>`, 2},
		"blank cells":         {near + blank.String(), 1},
		"with a prefix":       {strings.ReplaceAll(strings.ReplaceAll(near+blank.String(), "<", "<x:"), "<x:/", "</x:"), 1},
		"cells without names": {near + strings.Repeat("<row>"+strings.Repeat("<c/>", 16_000)+"</row>", 10), 1},
		"blank rows":          {near + strings.Repeat("<row/>", 50_000), 1},
	} {
		sheets, err := workbook.Read(bare(t, tt.rows))
		if err != nil || len(sheets[0].Rows) != tt.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := workbook.Read(bare(t, near+full.String())); err == nil ||
		err.Error() != `sheet "S": more than 5000000 cells` {
		t.Errorf("got %v", err)
	}
}

// What Excel would not open is not guessed at: the place of a row that no sheet has would be another one's.
func TestRefused(t *testing.T) {
	row := `<row r="1"><c r="A1" t="inlineStr"><is><t>&who;</t></is></c></row>`
	entities := `<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa"><!ENTITY who "&a;&a;&a;&a;">]>`
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"a row beyond the last": {bare(t, `<row r="99999999999"><c><v>1</v></c></row>`),
			`sheet "S": row 99999999999: more than 1048576 rows`},
		"rows beyond the last": {bare(t, `<row r="1048576"><c><v>1</v></c></row><row><c><v>1</v></c></row>`),
			`sheet "S": row 1048577: more than 1048576 rows`},
		"entities": {changed(t, bare(t, row), "xl/worksheets/sheet1.xml", func(text string) string { return entities + text }),
			`sheet "S": an entity is defined, as no program of tables does`},
	} {
		if _, err := workbook.Read(tt.data); err == nil || err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", name, err, tt.want)
		}
	}
	sheet := `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`
	if _, err := workbook.ReadODS(zipped(t, map[string]string{"content.xml": entities + sheet})); err == nil ||
		err.Error() != "an entity is defined, as no program of tables does" {
		t.Errorf("in .ods: got %v", err)
	}
	document := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`
	if _, err := workbook.ReadDocument(zipped(t, map[string]string{"word/document.xml": entities + document})); err == nil ||
		err.Error() != "an entity is defined, as no program of tables does" {
		t.Errorf("in .docx: got %v", err)
	}
}

// changed is a zipped file with one part of it put into other words.
func changed(t *testing.T, data []byte, part string, put func(text string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	parts[part] = put(parts[part])
	return zipped(t, parts)
}

// zipped is a zipped file with these parts.
func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for path, text := range parts {
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

// A text that never ends is not held, and neither is a comment, whatever stands in it.
func TestEndlessText(t *testing.T) {
	for name, text := range map[string]string{
		"text":      strings.Repeat(" ", 33<<20),
		"a comment": "<!--" + strings.Repeat("<>", 33<<19) + "-->",
	} {
		if _, err := workbook.Read(bare(t, text)); err == nil ||
			err.Error() != `sheet "S": a text of more than 33554432 bytes` {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// What stands beside the cells is told apart from them.
func TestPassword(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504)
	if _, err := workbook.Read([]byte(ole +
		"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")); !errors.Is(err,
		workbook.ErrPassword) {
		t.Errorf("got %v", err)
	}
	if !workbook.IsOLE([]byte(ole)) || workbook.HasPassword([]byte(ole)) {
		t.Error("an old workbook is taken for one with a password")
	}
}
