package sources_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

// plainRows is a dossier with all its tables, each with little more than it needs.
var plainRows = map[string][]map[string]string{
	"actors":    {{"id": "ann", "name": "Ann Abbot"}, {"id": "bo", "name": "Bo Baker"}, {"id": "cy", "name": "Cy Cooper"}},
	"documents": {{"id": "d1", "title": "First report"}, {"id": "d2", "title": "Second report"}},
	"claims": {{"id": "c1", "actor": "ann", "recipient": "bo", "document": "d1", "kind": "talks"},
		{"id": "c2", "actor": "ann", "recipient": "bo", "document": "d2", "kind": "call"}},
	"kinds":   {{"id": "talks"}},
	"codings": {{"claim": "c2", "coder": "Fay"}},
}

// sampleOf is something that may stand in the first row of plainRows in the column, and does not yet.
func sampleOf(c sources.Column) string {
	switch c.Holds {
	case sources.HoldsID:
		return map[string]string{"kinds": "visit"}[c.Table] + map[bool]string{true: "x1"}[c.Table == "claims"]
	case sources.HoldsActors:
		return "cy"
	case sources.HoldsDocuments:
		return "d2"
	case sources.HoldsClaim:
		return map[bool]string{true: "c1", false: "c2"}[c.Table == "codings"]
	case sources.HoldsKind:
		return "visit"
	case sources.HoldsWord:
		return c.Words[slices.IndexFunc(c.Words, func(w string) bool {
			return w != c.Blank && w != "confirms" && w != "denies" && w != "retracts" && w != "no-comment"
		})]
	case sources.HoldsDate:
		return "2019-03"
	case sources.HoldsURL:
		return "https://example.org/1"
	case sources.HoldsChannel:
		return "via cy"
	case sources.HoldsChain:
		return "cy (on record)"
	case sources.HoldsAnchor:
		return "n1 3+40 sha256:" + strings.Repeat("0a", 32)
	case sources.HoldsDigest:
		if c.Name == "checked_row" {
			return "r2:0123456789abcdef"
		}
		return strings.Repeat("0a", 32)
	}
	switch c.Name {
	case "country":
		return "GB"
	case "wikidata":
		return "Q145"
	case "reliability":
		return "B"
	case "line":
		return ""
	}
	return strings.ToLower(c.Name) + "-sample"
}

// folderWith is plainRows as files, with text in one column of a table's first row.
func folderWith(t testing.TB, table, column, text string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, rows := range plainRows {
		var b strings.Builder
		w := csv.NewWriter(&b)
		var header []string
		for _, c := range sources.Columns() {
			if _, given := rows[0][c.Name]; c.Table == name && (given || name == table && c.Name == column) {
				header = append(header, c.Name)
			}
		}
		lines := [][]string{header}
		for i, row := range rows {
			line := make([]string, len(header))
			for n, c := range header {
				if line[n] = row[c]; i == 0 && name == table && c == column {
					line[n] = text
				}
			}
			lines = append(lines, line)
		}
		if err := w.WriteAll(lines); err != nil {
			t.Fatal(err)
		}
		fsys["d/"+name+".csv"] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return fsys
}

// cellOf is what the first row of a written table says in a column.
func cellOf(tables []sources.Table, table, column string) string {
	for _, t := range tables {
		if i := slices.Index(t.Columns, column); t.Name == table && i >= 0 {
			return t.Rows[0][i]
		}
	}
	return ""
}

// Every column of the table of columns, whichever there are, is read, written, read again from what was written,
// taken in from a program's own records, and vouched for by the digest of a checked row if it says so.
func TestEveryColumn(t *testing.T) {
	tried := 0
	for _, c := range sources.Columns() {
		sample := sampleOf(c)
		if sample == "" {
			continue
		}
		tried++
		t.Run(c.Table+"-"+c.Name, func(t *testing.T) {
			open := func(fsys fstest.MapFS, name string) *sources.Dossier {
				d, problems := sources.OpenFS(fsys, name, sources.Options{})
				if err := problems.Err(); err != nil {
					t.Fatal(err)
				}
				return d
			}
			d := open(folderWith(t, c.Table, c.Name, sample), "d")
			if got := cellOf(d.Folder().Tables(), c.Table, c.Name); got != sample {
				t.Errorf("the table says %q, want %q", got, sample)
			}
			again := open(folderOf(d), ".")
			if got := cellOf(again.Folder().Tables(), c.Table, c.Name); got != sample {
				t.Errorf("written and read it says %q, want %q", got, sample)
			}
			if c.Table == "actors" || c.Table == "documents" || c.Table == "claims" {
				made, problems := sources.New(d.Actors, d.Documents, d.Claims, sources.Options{})
				if err := problems.Err(); err != nil {
					t.Fatal(err)
				}
				if got := cellOf(made.Folder().Tables(), c.Table, c.Name); got != sample {
					t.Errorf("made of records it says %q, want %q", got, sample)
				}
			}
			without := open(folderWith(t, c.Table, c.Name, plainRows[c.Table][0][c.Name]), "d")
			for _, other := range sources.Columns() {
				if c.Table == "kinds" || other.Table == c.Table && other.Name == c.Name {
					continue // the columns of kinds describe one another, and what rows mean
				}
				if got, want := cellOf(d.Folder().Tables(), other.Table, other.Name),
					cellOf(without.Folder().Tables(), other.Table, other.Name); got != want {
					t.Errorf("%s of %s became %q, want %q", other.Name, other.Table, got, want)
				}
			}
			if d.Digest() == without.Digest() {
				t.Error("the dossier's digest is that of one without the cell")
			}
			if c.Table != "claims" {
				return
			}
			if changed := d.Claims[0].RowDigest() != without.Claims[0].RowDigest(); changed != c.Checked() {
				t.Errorf("the digest of the row changed: %t, want %t", changed, c.Checked())
			}
		})
	}
	if tried < len(sources.Columns())-4 {
		t.Errorf("%d of %d columns tried", tried, len(sources.Columns()))
	}
}
