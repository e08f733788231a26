package edit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/sources/table/edit"
)

// A column is added at the end of each row and nowhere else.
func TestAddColumn(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{"plain", "claims.csv", "id,actor\nb,ann\nc,\n", "id,actor,doubt\nb,ann,\nc,,\n"},
		{"quoted, with line ends in cells", "claims.csv", "\"id\",\"note\"\r\n\"b\",\"two\r\nlines\"\r\n",
			"\"id\",\"note\",\"doubt\"\r\n\"b\",\"two\r\nlines\",\r\n"},
		{"a byte order mark and semicolons, no line end", "claims.csv", "\uFEFFid;actor\r\nb;é🙂",
			"\uFEFFid;actor;doubt\r\nb;é🙂;"},
		{"a separator line", "claims.csv", "sep=|\nid|actor\nb|ann\n", "sep=|\nid|actor|doubt\nb|ann|\n"},
		{"line ends of the old Macintosh", "claims.csv", "id,actor\rb,ann\r", "id,actor,doubt\rb,ann,\r"},
		{"blank lines and rows", "claims.csv", "id,actor\n\nb,ann\n,\n", "id,actor,doubt\n\nb,ann,\n,\n"},
		{"tabs and blanks", "claims.tsv", "id\tactor\nb\t ann  \n", "id\tactor\tdoubt\nb\t ann  \t\n"},
		{"there already", "claims.csv", "Doubt,actor\n,ann\n", "Doubt,actor\n,ann\n"},
		{"YAML", "dossier.yaml", "claims:\n- id: b\n", "claims:\n- id: b\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := edit.AddColumn([]byte(tt.data), tt.file, "doubt")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAddRow(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{"plain", "codings.csv", "claim,coder,hedge\nc1,Eve,\n",
			"claim,coder,hedge\nc1,Eve,\nc2,Eve,\"said \"\"so\"\", it is\"\n"},
		{"no line end", "codings.csv", "hedge;claim;coder\r\n;c1;Eve",
			"hedge;claim;coder\r\n;c1;Eve\r\n\"said \"\"so\"\", it is\";c2;Eve\r\n"},
		{"only a first row", "codings.csv", "\uFEFFclaim\tcoder\thedge\tcolour",
			"\uFEFFclaim\tcoder\thedge\tcolour\nc2\tEve\t\"said \"\"so\"\", it is\"\t\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := edit.AddRow([]byte(tt.data), tt.file, map[string]string{"claim": "c2", "coder": " Eve",
				"hedge": `said "so", it is`})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What cannot be done is said, with the way out.
func TestAddRefuses(t *testing.T) {
	row := map[string]string{"claim": "c1", "coder": "Eve"}
	for _, tt := range []struct {
		name string
		add  func() ([]byte, error)
		want string
	}{
		{"UTF-16", func() ([]byte, error) {
			return edit.AddColumn([]byte("\xFF\xFEi\x00d\x00\n\x00"), "claims.csv", "doubt")
		}, "claims.csv: the file is UTF-16: it can be read, but to write into it, save it as UTF-8 first"},
		{"a broken file",
			func() ([]byte, error) { return edit.AddColumn([]byte("id,actor\nb\n"), "claims.csv", "doubt") },
			"claims.csv:2:1: the row has 1 cells: want 2, as in the header"},
		{"a row for YAML",
			func() ([]byte, error) { return edit.AddRow([]byte("title: so\n"), "dossier.yaml", row) },
			"dossier.yaml: no table that a row could be added to: want a CSV file"},
		{"a column that is not there",
			func() ([]byte, error) { return edit.AddRow([]byte("claim\nc1\n"), "codings.csv", row) },
			`codings.csv: the table has no column "coder"`},
		{"a row that says nothing",
			func() ([]byte, error) { return edit.AddRow([]byte("claim,coder\n"), "codings.csv", nil) },
			"codings.csv: no row can be added without changing more than that, so nothing is changed: the file would have 0 rows: want 1; add it by hand"},
	} {
		got, err := tt.add()
		if got != nil || err == nil {
			t.Errorf("%s: no error, but %q", tt.name, got)
			continue
		}
		if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Whatever a CSV file looks like, a column more says nothing else, its separators taken out again leave the old file,
// and a cell of it can be set.
func TestAddColumnLeavesAllOtherBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, target := drawRows(t)
		f := makeCSV(t, target, n)
		old := read(t, "claims.csv", f.String())
		got, err := edit.AddColumn([]byte(f.String()), "claims.csv", "doubt")
		if err != nil {
			t.Fatalf("%v\n%q", err, f.String())
		}
		if len(got) != f.Len()+len("doubt")+n+1 && len(got) != f.Len()+len(`"doubt"`)+n+1 {
			t.Fatalf("%d bytes from %d for %d rows:\n%q\n%q", len(got), f.Len(), n, f.String(), got)
		}
		if !subsequence(f.String(), string(got)) {
			t.Fatalf("other bytes changed:\n%q\n%q", f.String(), got)
		}
		got, err = edit.Set(got, old[target].Pos, "doubt", "why")
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range read(t, "claims.csv", string(got)) {
			want := says(old[i])
			want["doubt"] = ""
			if i == target {
				want["doubt"] = "why"
			}
			if diff := cmp.Diff(want, says(row)); diff != "" || row.Pos != old[i].Pos {
				t.Fatalf("row %d at %s, before at %s (-want +got):\n%s", i, row.Pos, old[i].Pos, diff)
			}
		}
	})
}

// Whatever a CSV file looks like, a row more stands behind all that was there.
func TestAddRowLeavesAllOtherBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, target := drawRows(t)
		f := makeCSV(t, target, n)
		cells := map[string]string{"id": fmt.Sprintf("c%d", n), "actor": "bo", "anchor": words.Draw(t, "text")}
		got, err := edit.AddRow([]byte(f.String()), "claims.csv", cells)
		if err != nil {
			t.Fatalf("%v\n%q", err, f.String())
		}
		if !strings.HasPrefix(string(got), f.String()) {
			t.Fatalf("other bytes changed:\n%q\n%q", f.String(), got)
		}
		if rows := read(t, "claims.csv", string(got)); len(rows) != n+1 || says(rows[n])["actor"] != "bo" {
			t.Fatalf("%d rows after %d:\n%q", len(rows), n, got)
		}
	})
}

// subsequence tells whether all bytes of a stand in b, in their order.
func subsequence(a, b string) bool {
	for i := 0; i < len(b) && a != ""; i++ {
		if b[i] == a[0] {
			a = a[1:]
		}
	}
	return a == ""
}

// A column for a hundred thousand rows is added in a moment.
func TestAddColumnIsQuick(t *testing.T) {
	const rows = 100_000
	row := "ann,bo,d1,\"said, she\"\n"
	got, err := edit.AddColumn([]byte("actor,recipient,document,note\n"+strings.Repeat(row, rows)), "claims.csv", "doubt")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Repeat("ann,bo,d1,\"said, she\",\n", rows); !strings.HasSuffix(string(got), want) {
		t.Error("not every row has the column")
	}
}
