package edit_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
	"relgraph/sources/table/edit"
)

// Whatever the file, setting a cell of any row fails or gives a file in which the cell says the value.
func FuzzSet(f *testing.F) {
	f.Add(false, "id,anchor,note\r\na,,\"b\nc\"\r\n", "n1 3+40")
	f.Add(false, "sep=;\nid;anchor\n\"a\";\"\"\n", "one; two")
	f.Add(true, "claims:\n- id: a\n  anchor: |\n    b\n", "one: two")
	f.Add(true, "claims:\n- {id: a, anchor: 'b'} # c\n-\n  id: c\n  anchor:\n", "it's")
	f.Add(true, "\uFEFF{\"claims\": [{\"id\": \"a\"}]}", "\"")
	f.Fuzz(func(t *testing.T, yaml bool, data, value string) {
		file := "claims.csv"
		if yaml {
			file = "dossier.yaml"
		}
		rows, _ := sources.ReadRows(file, []byte(data))
		for i, row := range rows {
			got, err := edit.Set([]byte(data), row.Pos, "anchor", value)
			if err != nil {
				continue
			}
			changed, problems := sources.ReadRows(file, got)
			if err := problems.Err(); err != nil {
				t.Fatalf("%v in %q", err, got)
			}
			want := norm.NFC.String(strings.TrimSpace(value))
			if !slices.ContainsFunc(changed[i].Cells,
				func(c sources.Cell) bool { return c.Column == "anchor" && c.Text == want }) && want != "" {
				t.Fatalf("the cell does not say %q in %q", want, got)
			}
		}
	})
}

// FuzzAdd holds AddColumn and AddRow to adding only, whatever the file is.
func FuzzAdd(f *testing.F) {
	for _, data := range []string{
		"id,actor\nb,ann\n", "\uFEFF\"id\";\"note\"\r\n\"b\";\"two\r\nlines\"", "sep=|\nid|actor\n\nb|ann",
		"id,actor\rb,ann\r", "id", "", "id,actor\nb\n", "\"", "a,a\n", ",\n,\n", "\x11",
	} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		column, err := edit.AddColumn(data, "claims.csv", "doubt")
		if err == nil && !subsequence(string(data), string(column)) {
			t.Errorf("other bytes changed:\n%q\n%q", data, column)
		}
		row, err := edit.AddRow(data, "claims.csv", map[string]string{"actor": "ann"})
		if err == nil && !bytes.HasPrefix(row, data) {
			t.Errorf("other bytes changed:\n%q\n%q", data, row)
		}
	})
}
