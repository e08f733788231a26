package edit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/table/edit"
)

// Each file has two rows; the second one's cell is set, and what is written shows that nothing else moves.
func TestSetWritesOneCell(t *testing.T) {
	tests := []struct {
		name, file, row, column, value string
		data, want                     string
	}{
		{
			name: "blank cell", file: "claims.csv", row: "b", column: "anchor", value: "n1 3+40",
			data: "id,actor,anchor,note\na,ann,x,\nb,ann,,\"two\nlines\"\n",
			want: "id,actor,anchor,note\na,ann,x,\nb,ann,n1 3+40,\"two\nlines\"\n",
		},
		{
			name: "quotation marks stay", file: "claims.csv", row: "b", column: "anchor", value: "new",
			data: "\"id\",\"actor\",\"anchor\"\n\"a\",\"ann\",\"x\"\n\"b\",\"ann\",\"say \"\"so\"\", please\"\n",
			want: "\"id\",\"actor\",\"anchor\"\n\"a\",\"ann\",\"x\"\n\"b\",\"ann\",\"new\"\n",
		},
		{
			name: "a blank cell among quoted ones is quoted", file: "claims.csv", row: "b", column: "anchor", value: "new",
			data: "\"id\",\"actor\",\"anchor\"\n\"b\",\"ann\",\n",
			want: "\"id\",\"actor\",\"anchor\"\n\"b\",\"ann\",\"new\"\n",
		},
		{
			name: "quoted where it must be", file: "claims.csv", row: "b", column: "anchor", value: `he said "so", then`,
			data: "id,actor,anchor\r\nb,ann,x\r\nc,ann,y\r\n",
			want: "id,actor,anchor\r\nb,ann,\"he said \"\"so\"\", then\"\r\nc,ann,y\r\n",
		},
		{
			name: "a comma between semicolons", file: "claims.csv", row: "b", column: "anchor", value: "so, then",
			data: "\uFEFFid;actor;anchor\r\nb;é🙂;x\r\n",
			want: "\uFEFFid;actor;anchor\r\nb;é🙂;so, then\r\n",
		},
		{
			name: "a separator line", file: "claims.csv", row: "b", column: "anchor", value: "so|then",
			data: "sep=|\nid|anchor|actor\nb|old|ann\n",
			want: "sep=|\nid|anchor|actor\nb|\"so|then\"|ann\n",
		},
		{
			name: "tabs, and no line end", file: "claims.tsv", row: "b", column: "anchor", value: "new",
			data: "id\tactor\tanchor\nb\tann\t old ",
			want: "id\tactor\tanchor\nb\tann\tnew",
		},
		{
			name: "line ends of the old Macintosh", file: "claims.csv", row: "b", column: "anchor", value: "new",
			data: "id,anchor,actor\ra,x,ann\rb,y,ann\r",
			want: "id,anchor,actor\ra,x,ann\rb,new,ann\r",
		},
		{
			name: "emptied", file: "claims.csv", row: "b", column: "anchor", value: "",
			data: "id,anchor,actor\nb,old,ann\n",
			want: "id,anchor,actor\nb,,ann\n",
		},
		{
			name: "two lines", file: "claims.csv", row: "b", column: "note", value: "one\ntwo",
			data: "id,note,actor\r\nb,,ann\r\n",
			want: "id,note,actor\r\nb,\"one\r\ntwo\",ann\r\n",
		},
		{
			name: "the sheet's own name of a column", file: "sheet.csv", row: "b", column: "note", value: "new",
			data: "id,from,to,Comments\nb,Ann,Bo,old\n",
			want: "id,from,to,Comments\nb,Ann,Bo,new\n",
		},
		{
			name: "composed", file: "claims.csv", row: "b", column: "anchor", value: " cafe\u0301 ",
			data: "id,anchor,actor\nb,old,ann\n",
			want: "id,anchor,actor\nb,café,ann\n",
		},
		{
			name: "said already", file: "claims.csv", row: "b", column: "anchor", value: "old",
			data: "id,anchor,actor\nb, old ,ann\n",
			want: "id,anchor,actor\nb, old ,ann\n",
		},

		{
			name: "key not there", file: "dossier.yaml", row: "b", column: "anchor", value: "n1 3+40",
			data: "claims:\n- id: a\n  actor: ann\n- id: b # note\n  actor: ann\n\n# on c\n- id: c\n",
			want: "claims:\n- id: a\n  actor: ann\n- id: b # note\n  actor: ann\n  anchor: n1 3+40\n\n# on c\n- id: c\n",
		},
		{
			name: "key not there, at the end", file: "dossier.yaml", row: "b", column: "anchor", value: "n1 3+40",
			data: "claims:\r\n  -   id: b\r\n      note: |\r\n        # one\r\n\r\n        two",
			want: "claims:\r\n  -   id: b\r\n      note: |\r\n        # one\r\n\r\n        two\r\n      anchor: n1 3+40",
		},
		{
			name: "key not there, between braces", file: "dossier.yaml", row: "b", column: "anchor", value: "one, two",
			data: "claims:\n- {id: b, actor: ann} # so\n",
			want: "claims:\n- {anchor: \"one, two\", id: b, actor: ann} # so\n",
		},
		{
			name: "JSON", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "{\"claims\": [{\"id\": \"b\", \"actor\": \"ann\"}]}\n",
			want: "{\"claims\": [{\"anchor\": \"new\", \"id\": \"b\", \"actor\": \"ann\"}]}\n",
		},
		{
			name: "plain, before a comment", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: é old   # why\n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor: new   # why\n  actor: ann\n",
		},
		{
			name: "plain, before blanks", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: old one   \n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor: new   \n  actor: ann\n",
		},
		{
			name: "plain with other signs, before blanks", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: 12:30 a [b]  \n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor: new  \n  actor: ann\n",
		},
		{
			name: "plain, over several lines", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: old\n    one\n\n    two # why\n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor: new # why\n  actor: ann\n",
		},
		{
			name: "plain, on the next line", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor:\n    old\n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor:\n    new\n  actor: ann\n",
		},
		{
			name: "plain cannot hold it", file: "dossier.yaml", row: "b", column: "anchor", value: `so: "then"`,
			data: "claims:\n- id: b\n  anchor: old\n",
			want: "claims:\n- id: b\n  anchor: \"so: \\\"then\\\"\"\n",
		},
		{
			name: "a word that means something else", file: "dossier.yaml", row: "b", column: "note", value: "No",
			data: "claims:\n- id: b\n  note: old\n",
			want: "claims:\n- id: b\n  note: \"No\"\n",
		},
		{
			name: "single quotation marks", file: "dossier.yaml", row: "b", column: "anchor", value: "it's new",
			data: "claims:\n- id: b\n  anchor: 'that''s old' # why\n",
			want: "claims:\n- id: b\n  anchor: 'it''s new' # why\n",
		},
		{
			name: "double quotation marks", file: "dossier.yaml", row: "b", column: "anchor", value: `a "b" \ c`,
			data: "claims:\n- id: b\n  anchor: \"old \\\" one\\\n    two\" # why\n",
			want: "claims:\n- id: b\n  anchor: \"a \\\"b\\\" \\\\ c\" # why\n",
		},
		{
			name: "literal", file: "dossier.yaml", row: "b", column: "note", value: "one\ntwo",
			data: "claims:\n- id: b\n  note: |- # why\n     old\n\n     older\n\n  actor: ann\n",
			want: "claims:\n- id: b\n  note: |- # why\n     one\n     two\n\n  actor: ann\n",
		},
		{
			name: "folded", file: "dossier.yaml", row: "b", column: "note", value: "one\ntwo",
			data: "claims:\n- id: b\n  note: >\n    old\n    older\n  actor: ann\n",
			want: "claims:\n- id: b\n  note: >\n    one\n\n    two\n  actor: ann\n",
		},
		{
			name: "literal without lines", file: "dossier.yaml", row: "b", column: "note", value: "new",
			data: "claims:\n- id: b\n  note: |\n  actor: ann\n",
			want: "claims:\n- id: b\n  note: \"new\"\n  actor: ann\n",
		},
		{
			name: "literal emptied", file: "dossier.yaml", row: "b", column: "note", value: "",
			data: "claims:\n- id: b\n  note: |\n    old\n  actor: ann\n",
			want: "claims:\n- id: b\n  note: \"\"\n  actor: ann\n",
		},
		{
			name: "nothing behind the colon", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: # why\n  actor: ann\n",
			want: "claims:\n- id: b\n  anchor: new # why\n  actor: ann\n",
		},
		{
			name: "nothing, at the end of the file", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor:",
			want: "claims:\n- id: b\n  anchor: new",
		},
		{
			name: "nothing behind the last key", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  note:\n  anchor: # why\n",
			want: "claims:\n- id: b\n  note:\n  anchor: new # why\n",
		},
		{
			name: "null before blanks", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor: ~  \n",
			want: "claims:\n- id: b\n  anchor: new  \n",
		},
		{
			name: "a tab behind the colon", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- id: b\n  anchor:\told\n",
			want: "claims:\n- id: b\n  anchor:\tnew\n",
		},
		{
			name: "between braces", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- {id: b, anchor: old, actor: ann}\n",
			want: "claims:\n- {id: b, anchor: new, actor: ann}\n",
		},
		{
			name: "nothing between braces", file: "dossier.yaml", row: "b", column: "anchor", value: "new",
			data: "claims:\n- {id: b, anchor: , actor: ann}\n",
			want: "claims:\n- {id: b, anchor: new , actor: ann}\n",
		},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.file+" "+tt.name, " ", "-"), func(t *testing.T) {
			got, err := edit.Set([]byte(tt.data), place(t, tt.file, tt.data, tt.row), tt.column, tt.value)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// place is where the row with the given id begins.
func place(t testing.TB, file, data, id string) sources.Pos {
	t.Helper()
	rows, problems := sources.ReadRows(file, []byte(data))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, c := range r.Cells {
			if c.Column == "id" && c.Text == id {
				return r.Pos
			}
		}
	}
	t.Fatalf("no row %q in %q", id, data)
	return sources.Pos{}
}

func TestSetRefuses(t *testing.T) {
	tests := []struct {
		file          string
		line, col     int
		column, value string
		data, want    string
	}{
		{
			"d/claims.csv", 2, 1, "anchor", "new", "id,actor\nb,ann\n",
			`d/claims.csv: the table has no column "anchor": add it to the first row, and a blank cell to each row below`,
		},
		{
			"d/claims.csv", 3, 1, "anchor", "new", "id,anchor\nb,ann\n",
			`d/claims.csv:3:1: no row begins here: want the place of a row`,
		},
		{
			"d/claims.csv", 2, 1, "anchor", "new", "\xFF\xFEi\x00d\x00",
			`d/claims.csv: the file is UTF-16: it can be read, but to write into it, save it as UTF-8 first`,
		},
		{
			"d/claims.csv", 2, 1, "anchor", "new", "id,anchor,actor\nb,,Andr\xE9\n",
			`d/claims.csv: the file is not UTF-8: it can be read, but to write into it, save it as UTF-8 first`,
		},
		{
			"d/claims.csv", 2, 1, "anchor", "new", "id,anchor\nb,\"\n",
			`d/claims.csv:2:3: the quotation mark is never closed: want every quotation mark inside a cell doubled, and the cell between quotation marks`,
		},
		{
			"d/claims.csv", 2, 1, "anchor", "a\x07", "id,anchor\nb,old\n",
			`d/claims.csv:2:3: anchor cannot be set without changing more than that, so nothing is changed: then d/claims.csv:2:3: the cell has the control character U+0007: want it taken out; edit it by hand`,
		},
		{
			"dossier.yaml", 2, 3, "anchor", "new", "claims:\n- id: b\n  anchor: [one, two]\n",
			`dossier.yaml:3:11: anchor is a list of its own: want one text between quotation marks, with "|" between the values`,
		},
		{
			"dossier.yaml", 2, 3, "anchor", "new", "claims:\n- id: b\n  anchor: [one, two]  \n",
			`dossier.yaml:3:11: anchor is a list of its own: want one text between quotation marks, with "|" between the values`,
		},
		{
			"dossier.yaml", 2, 3, "anchor", "new", "claims:\n- id: b\n  anchor:\n  - one\n  - two\n",
			`dossier.yaml:4:3: anchor is a list of its own: want one text between quotation marks, with "|" between the values`,
		},
		{
			// "from" would no longer be read as the actor
			"dossier.yaml", 2, 3, "actor", "new", "claims:\n- id: b\n- id: c\n  from: Ann\n",
			`dossier.yaml:2:3: actor cannot be set without changing more than that, so nothing is changed: the row at dossier.yaml:4:3 would not say what it should; edit it by hand`,
		},
	}
	for _, tt := range tests {
		_, err := edit.Set([]byte(tt.data), sources.Pos{File: tt.file, Line: tt.line, Column: tt.col}, tt.column, tt.value)
		if err == nil {
			t.Errorf("%q is taken, want the error %s", tt.data, tt.want)
			continue
		}
		if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.data, diff)
		}
	}
}
