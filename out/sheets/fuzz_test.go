package sheets

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"relgraph/out/rows"
)

// FuzzSpreadsheet writes a cell for spreadsheets and reads it back: it never begins like a formula, and nothing of it is
// lost.
func FuzzSpreadsheet(f *testing.F) {
	for _, text := range []string{"", "plain", "=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x", "'=1",
		`a"b`, "a,b;c", "a\nb", `\`, "\ufeff=1", "null", " =1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ToValidUTF8(text, "") != text || strings.ContainsRune(text, '\r') {
			return // encoding/csv reads a return before a line's end as part of it
		}
		columns := []rows.Column{{Name: "id", Kind: "string"}, {Name: "note", Kind: "string"}}
		plain := table{"edges", columns, slices.Values([][]string{{"x", text}})}
		safe := plain.forSpreadsheets(plain.look())
		var b bytes.Buffer
		if err := writeCSV(&b, safe); err != nil {
			t.Fatal(err)
		}
		read, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")))).ReadAll()
		if err != nil || len(read) != 2 || len(read[1]) != 2 {
			t.Fatalf("%q: %q, %v", text, b.String(), err)
		}
		cell := read[1][1]
		if trimmed := strings.TrimLeft(cell, " \ufeff"); trimmed != "" &&
			strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(trimmed)[0]) && trimmed == cell {
			t.Errorf("%q: the cell %q runs as a formula", text, cell)
		}
		back := strings.ReplaceAll(cell, `\\`, `\`)
		if back != text && back != "'"+text {
			t.Errorf("%q: reads as %q", text, back)
		}
	})
}
