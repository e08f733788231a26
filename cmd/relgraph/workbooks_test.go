package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook of either kind is a dossier as it stands: check, export and list read it, and messages name its cells.
func TestWorkbooksWhereTheyStand(t *testing.T) {
	rows := [][]string{{"Who", "With whom", "When", "Link"},
		{"Ann Example", "Bo Works", "3 March 2019", "https://example.org/1"},
		{"Ann Example", "Cy Sons", "some day", "https://example.org/2"}}
	var content strings.Builder
	content.WriteString(`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>` +
		`<table:table table:name="List">`)
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", "List"); err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		content.WriteString("<table:table-row>")
		for c, text := range row {
			content.WriteString(`<table:table-cell office:value-type="string"><text:p>` + text +
				`</text:p></table:table-cell>`)
			ref, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellStr("List", ref, text); err != nil {
				t.Fatal(err)
			}
		}
		content.WriteString("</table:table-row>")
	}
	content.WriteString(`</table:table></office:spreadsheet></office:body></office:document-content>`)
	var ods bytes.Buffer
	z := zip.NewWriter(&ods)
	for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"content.xml", content.String()}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part[0]}) // stored, as OpenDocument wants its first part
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	xlsx, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{"list.ods": ods.Bytes(), "list.xlsx": xlsx.Bytes()} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{"check", file}, {"list", "claims", file},
			{"export", file, "-o", filepath.Join(dir, name+".graphml")}} {
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), args, &stdout, &stderr); code != exitDone {
				t.Errorf("%s %s: exit %d\n%s%s", args[0], name, code, stdout.String(), stderr.String())
			}
			all := stdout.String() + stderr.String()
			if cell := name + ":List!C3"; args[0] == "check" && !strings.Contains(all, cell) {
				t.Errorf("no %s in what check says:\n%s", cell, all)
			}
			if args[0] == "list" && (!strings.Contains(all, "bo-works") || !strings.Contains(all, "2019-03-03")) {
				t.Errorf("list says\n%s", all)
			}
		}
		drawn, err := os.ReadFile(filepath.Join(dir, name+".graphml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Bo Works", "Cy Sons", "2019-03-03", "https://example.org/2"} {
			if !strings.Contains(string(drawn), want) {
				t.Errorf("%s: no %q in the GraphML", name, want)
			}
		}
	}
}
