package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// drawSheet draws a sheet of any shape: heads that are known or are not, above which something may stand, rows of any
// length, cells of names, dates, addresses, words and signs.
func drawSheet(t *rapid.T) [][]string {
	heads := rapid.OneOf(
		rapid.SampledFrom([]string{"From", "To", "Who", "With whom", "Minister", "Name", "Organisation", "Attendees",
			"Date", "Start", "End", "Source", "Source 2", "URL", "Title", "Outlet", "Kind", "What",
			"Notes", "id", "Quelle", "Participantes", "Дата", "المصدر", "Country", "Type", "Confirmed", "Denied by",
			"Label", "found_in", "document_as_found"}),
		rapid.StringMatching(`[A-Za-zéß中]{0,6} ?[a-z0-9]{0,4}`))
	cells := rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "Ann Example", "Bo Sample", "Cy & Sons", "N/A", "https://example.org/a",
			"Courier, https://example.org/b", "16/06/2015", "3/4/2014", "June 2014", "44197", "denied meeting",
			"dinner", "yes", "Ann Example; Bo Sample", "Courier 14 March", "x; y|z", "\"q\"", "<b>bold</b>", "=1+1",
			"2014-2016", "Deutschland", "TRUE", "1e5", "007"}),
		rapid.StringMatching(`[A-Za-z0-9éß中 .,;|"'<>&/:#()\-]{0,20}`))
	width := rapid.IntRange(1, 7).Draw(t, "width")
	var rows [][]string
	for range rapid.IntRange(0, 2).Draw(t, "title lines") {
		rows = append(rows, []string{cells.Draw(t, "title")})
	}
	rows = append(rows, rapid.SliceOfN(heads, width, width).Draw(t, "heads"))
	for range rapid.IntRange(0, 6).Draw(t, "rows") {
		n := rapid.IntRange(0, width+1).Draw(t, "cells")
		rows = append(rows, rapid.SliceOfN(cells, n, n).Draw(t, "row"))
	}
	return rows
}

// shapes are the formats that hold a sheet, each with its ending and how it is written.
var shapes = []struct {
	ending string
	write  func(rows [][]string) []byte
}{
	{".csv", func(rows [][]string) []byte { return written(rows, ',') }},
	{".tsv", func(rows [][]string) []byte { return written(rows, '\t') }},
	{".xlsx", xlsxOf},
	{".ods", odsOf},
	{".json", recordsOf},
	{".html", htmlOf},
	{".docx", docxOf},
}

func escapedXML(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

func archiveOf(parts ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, _ := w.CreateHeader(&zip.FileHeader{Name: parts[i]})
		_, _ = f.Write([]byte(parts[i+1]))
	}
	_ = w.Close() // into memory
	return b.Bytes()
}

// A sheetOf has rows under a name.
type sheetOf struct {
	name string
	rows [][]string
}

// xlsxOf is a workbook with the rows in one sheet.
func xlsxOf(rows [][]string) []byte { return xlsxSheets(sheetOf{"S", rows}) }

// xlsxSheets is a workbook with the sheets as ECMA-376 has them, texts in their cells.
func xlsxSheets(sheets ...sheetOf) []byte {
	var names, relations strings.Builder
	parts := []string{"[Content_Types].xml",
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`}
	for n, sheet := range sheets {
		var b strings.Builder
		for i, row := range sheet.rows {
			fmt.Fprintf(&b, `<row r="%d">`, i+1)
			for j, text := range row {
				fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, 'A'+j, i+1,
					escapedXML(text))
			}
			b.WriteString("</row>")
		}
		fmt.Fprintf(&names, `<sheet name="%s" sheetId="%d" r:id="r%[2]d"/>`, escapedXML(sheet.name), n+1)
		fmt.Fprintf(&relations,
			`<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, n+1)
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1),
			`<worksheet><sheetData>`+b.String()+`</sheetData></worksheet>`)
	}
	parts = append(parts, "xl/workbook.xml",
		`<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+
			names.String()+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+relations.String()+`</Relationships>`)
	return archiveOf(parts...)
}

// odsOf is a spreadsheet with the rows as OpenDocument 1.3 has them.
func odsOf(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString(`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">`)
	for _, row := range rows {
		b.WriteString("<table:table-row>")
		for _, text := range row {
			b.WriteString(`<table:table-cell office:value-type="string"><text:p>` + escapedXML(text) +
				`</text:p></table:table-cell>`)
		}
		b.WriteString("</table:table-row>")
	}
	b.WriteString(`</table:table></office:spreadsheet></office:body></office:document-content>`)
	return archiveOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", b.String())
}

// htmlOf is a page with the rows in a table, as programs write one.
func htmlOf(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>List</title></head><body>\n<table>\n")
	for _, row := range rows {
		b.WriteString("<tr>")
		for _, text := range row {
			b.WriteString("<td>" + escapedXML(text) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table></body></html>\n")
	return []byte(b.String())
}

// docxOf is a document with the rows in a table as ECMA-376 has it.
func docxOf(rows [][]string) []byte {
	var b strings.Builder
	b.WriteString("<w:tbl>")
	for _, row := range rows {
		b.WriteString("<w:tr>")
		for _, text := range row {
			b.WriteString(`<w:tc><w:p><w:r><w:t xml:space="preserve">` + escapedXML(text) + `</w:t></w:r></w:p></w:tc>`)
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
	return docxWith(b.String(), "", "")
}

// docxWith is a document of Word's with that body, and those relations and footnotes.
func docxWith(body, relations, footnotes string) []byte {
	const space = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	return archiveOf("[Content_Types].xml", "<Types/>", "word/document.xml",
		"<w:document"+space+"><w:body>"+body+"</w:body></w:document>",
		"word/_rels/document.xml.rels", "<Relationships>"+relations+"</Relationships>",
		"word/footnotes.xml", "<w:footnotes"+space+">"+footnotes+"</w:footnotes>")
}

// recordsOf is a list of objects, one a row below the heads, which are its last line of title or its first row.
func recordsOf(rows [][]string) []byte {
	head := rows[0]
	for _, row := range rows {
		if len(row) > len(head) {
			head = row
			break
		}
	}
	var list []map[string]string
	for _, row := range rows {
		object := map[string]string{}
		for i, text := range row {
			name := fmt.Sprintf("column %d", i)
			if i < len(head) && head[i] != "" {
				name = head[i]
			}
			for _, again := object[name]; again; _, again = object[name] {
				name += " again"
			}
			object[name] = text
		}
		list = append(list, object)
	}
	data, _ := json.Marshal(list) // texts can always be written
	return data
}

// Whatever shape a sheet has and in whichever format, each word of its cells is in the dossier or in a message, and what is
// made of it can be read.
func TestNothingIsLostInAnyShape(t *testing.T) {
	for _, shape := range shapes {
		t.Run(shape.ending, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				rows := drawSheet(t)
				opts := intake.Options{Encoding: map[bool]string{true: "utf-8"}[shape.ending == ".csv" ||
					shape.ending == ".tsv"]}
				if rapid.Bool().Draw(t, "fill down") {
					opts.FillDown = []string{"parties"}
				}
				im := intake.Read([]intake.Input{{File: "list" + shape.ending, Data: shape.write(rows)}}, opts)
				if im.Problems.Err() != nil {
					return // nothing is made of it, and the file stands as it was
				}
				if cell, word := lost(im, rows); word != "" {
					t.Fatalf("the word %q of the cell %q is lost\n%s\n%s", word, cell, said(im), fileOf2(im))
				}
				d, problems := im.Check("new", sources.Options{AllowUnsourced: true})
				for _, p := range problems.Only(sources.Error) {
					if unreadable("csv", p.Problem) {
						t.Fatalf("%v\n%s\n%s", p, said(im), fileOf2(im))
					}
				}
				if d != nil && len(d.Claims) > 20*len(rows) {
					t.Fatalf("%d claims of %d rows", len(d.Claims), len(rows))
				}
			})
		})
	}
}
