package workbook

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// FuzzWrite has cells written, and read by the reader of another library: each is the text that it was.
func FuzzWrite(f *testing.F) {
	for _, text := range []string{"", "plain", "=1+1", "+1", "-1", "@SUM(A1)", "_x000D_", "_x005F_x000D_", "a\nb",
		"😀 بيت", "<a>&", "1e5", "007", "2014-09-01",
		"https://example.org/", "'", "\t", " a "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1000 || strings.ContainsFunc(text, func(r rune) bool {
			return r < ' ' && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF'
		}) {
			t.Skip() // which no XML holds, and no dossier
		}
		var b bytes.Buffer
		if err := Write(&b, "title", []Sheet{{Name: "claims", Columns: []Column{{Name: "one"}, {Name: "two"}},
			Rows: [][]string{{"x", text}}}}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		book, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		defer book.Close()
		if got, err := book.GetCellValue("claims", "B2"); err != nil || got != text {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
		if formula, err := book.GetCellFormula("claims", "B2"); err != nil || formula != "" {
			t.Errorf("%q is the formula %q, %v", text, formula, err)
		}
	})
}
