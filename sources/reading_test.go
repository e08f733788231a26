package sources_test

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// sheets are ways to write a claims.csv beside the other files of base. What is wanted is the rows, or the diagnostics.
var sheets = []struct{ name, text, want string }{
	// what spreadsheets write
	{"plain", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orléans\n", "c1: ann, bo, d1, Orléans at 2:14"},
	{"byte order mark", "\uFEFFid,actor,recipient,document,place\nc1,ann,bo,d1,Orléans\n",
		"c1: ann, bo, d1, Orléans at 2:14"},
	{"CRLF", "id,actor,recipient,document,place\r\nc1,ann,bo,d1,Orléans\r\n", "c1: ann, bo, d1, Orléans at 2:14"},
	{"CR", "id,actor,recipient,document,place\rc1,ann,bo,d1,Orléans\r", "c1: ann, bo, d1, Orléans at 2:14"},
	{"no last line end", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orléans", "c1: ann, bo, d1, Orléans at 2:14"},
	{"semicolons", "id;actor;recipient;document;place\nc1;ann;bo;d1;Orléans, Loire\n",
		"c1: ann, bo, d1, Orléans, Loire at 2:14"},
	{"tabs", "id\tactor\trecipient\tdocument\tplace\nc1\tann\tbo\td1\tOrléans\n", "c1: ann, bo, d1, Orléans at 2:14"},
	{"separator named", "sep=;\r\nid;actor;recipient;document;place\r\nc1;ann;bo;d1;Orléans\r\n",
		"c1: ann, bo, d1, Orléans at 3:14"},
	{"rare separator named", "sep=^\nid^actor^recipient^document^place\nc1^ann^bo^d1^Orléans\n",
		"c1: ann, bo, d1, Orléans at 3:14"},
	{"blank lines and rows", "\n\nid,actor,recipient,document,place\n\n,,,,\nc1,ann,bo,d1,Orléans\n \n",
		"c1: ann, bo, d1, Orléans at 6:14"},
	{"blanks around cells", "id , actor,recipient,document,place\n c1,ann ,bo,\u00A0d1, Orléans \n",
		"c1: ann, bo, d1, Orléans at 2:17"},
	{"composed otherwise", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orle\u0301ans\n",
		"c1: ann, bo, d1, Orléans at 2:14"},
	{"lines in a cell", "id,actor,recipient,document,summary,place\nc1,ann,bo,d1,\"one\r\ntwo \"\"é\"\"\",Orléans\n",
		"c1: ann, bo, d1, Orléans at 3:12"},
	{"letters of more than one byte before a cell",
		"id,actor,recipient,document,label,place\nc1,ann,bo,d1,é€𝄞,Orléans\n", "c1: ann, bo, d1, Orléans at 2:18"},
	{"UTF-16, little end first", utf16Text(binary.LittleEndian,
		"\uFEFFid,actor,recipient,document,place\nc1,ann,bo,d1,Orléans\n"), "c1: ann, bo, d1, Orléans at 2:14"},
	{"UTF-16, big end first", utf16Text(binary.BigEndian,
		"\uFEFFid,actor,recipient,document,place\nc1,ann,bo,d1,Orléans\n"), "c1: ann, bo, d1, Orléans at 2:14"},
	{"Windows-1252", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orl\xE9ans\n", `
claims.csv:2:17: warning: the file is not UTF-8: read as Windows-1252: save the file as UTF-8
c1: ann, bo, d1, Orléans at 2:14`},

	// what is no table
	{"nothing", "", "claims.csv:1:1: the file is empty: want a first row with the columns' names"},
	{"only a byte order mark", "\uFEFF\r\n", "claims.csv:1:1: the file is empty: want a first row with the columns' names"},
	{"UTF-8 and Windows-1252 in one file",
		"id,actor,recipient,document,place\nc1,ann,bo,d1,Orléans\nc2,ann,bo,d1,Orl\xE9ans\n",
		"claims.csv:3:17: the byte 0xe9 is not UTF-8, as the rest of the file is: want UTF-8 throughout"},
	{"half of a UTF-16 sign at the end", utf16Text(binary.LittleEndian, "\uFEFFid,actor") + "x",
		"claims.csv: the file begins as UTF-16 and is not: want UTF-8"},
	{"letters that were lost", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orl\uFFFDans\n", `
claims.csv:2:14: warning: the cell has the replacement character '�': want the letter that was lost where the text was copied
c1: ann, bo, d1, Orl�ans at 2:14`},
	{"UTF-16 without a byte order mark", utf16Text(binary.LittleEndian, "id,actor,recipient,document\n"),
		"claims.csv:1:2: the file has a NUL byte: want text in UTF-8; a spreadsheet's own file is saved as CSV first"},
	{"NUL byte", "id,actor,recipient,document\nc1,ann,bo,\x00d1\n",
		"claims.csv:2:11: the file has a NUL byte: want text in UTF-8; a spreadsheet's own file is saved as CSV first"},
	{"a spreadsheet's own file", "PK\x03\x04\x14\x00\x06\x00",
		"claims.csv:1:6: the file has a NUL byte: want text in UTF-8; a spreadsheet's own file is saved as CSV first"},
	{"control characters",
		"id,actor,recipient,document,place\nc1,ann,bo,d1,a\x1Bb\nc2,ann,bo,d2,\uFFFE\nc3,ann,bo,d2,\u0085x\n", `
claims.csv:2:14: the cell has the control character U+001B: want it taken out
claims.csv:3:14: the cell has the control character U+FFFE: want it taken out
c3: ann, bo, d2, x at 4:14`},
	{"control character in the header", "id,actor,recip\aient,document\nc1,ann,bo,d1\n",
		"claims.csv:1:10: the cell has the control character U+0007: want it taken out"},
	{"conflict", "id,actor,recipient,document\n<<<<<<< HEAD\nc1,ann,bo,d1\n=======\nc1,ann,cy,d1\n>>>>>>> theirs\n",
		"claims.csv:2:1: a conflict marker of a version control system stands here: want the conflict resolved and the marker lines deleted"},
	{"rest of a conflict", "id,actor,recipient,document\r\nc1,ann,bo,d1\r\n=======\r\n",
		"claims.csv:3:1: a conflict marker of a version control system stands here: want the conflict resolved and the marker lines deleted"},
	{"no conflict", "id,actor,recipient,document,note\nc1,ann,bo,d1,\"underlined\n======== eight\"\n",
		"c1: ann, bo, d1,  at 2:1"},
	{"a cell of 10 MB", "id,actor,recipient,document,place\nc1,ann,bo,d1," + strings.Repeat("é", 5<<20) + "\n", `
claims.csv:2:14: the cell has 10485760 bytes: want at most 65536`},
	{"a header of 10 MB", "id,actor,recipient," + strings.Repeat("document", 10<<20/8) + "\nc1,ann,bo,d1\n",
		"claims.csv:1:20: the cell has 10485760 bytes: want at most 65536"},
	{"rows of two bytes without end", "document\n" + strings.Repeat("d\n", 3_000_001), `
claims.csv:1:1: the table has no column "actor": want the columns actor, document
claims.csv:3000002:1: the table has more than 3000000 rows: want a dossier for each part of it`},
	{"a million columns", strings.Repeat("a,", 1e6) + "\n", "claims.csv:1:1: the header has 1000001 cells: want at most 1000"},
	{"a column twice", "id,actor,recipient,document, Actor \nc1,ann,bo,d1,cy\n", `
claims.csv:1:29: column "Actor" stands in the header twice, first at 1:4: want each column once
c1: ann, bo, d1,  at 2:1`},
	{"the header twice", "id,actor,recipient,document\nc1,ann,bo,d1\nid,actor,recipient,document\nc2,ann,cy,d1\n", `
claims.csv:3:1: the header stands here again: want it once, as the first row
c1: ann, bo, d1,  at 2:1
c2: ann, cy, d1,  at 4:1`},
	{"rows too short and too long", "id,actor,recipient,document\nc1,ann,bo\nc2,ann,bo,d1,\nc3,ann,bo,d1\n", `
claims.csv:2:1: the row has 3 cells: want 4, as in the header
claims.csv:3:1: the row has 5 cells: want 4, as in the header; text with the separator in it stands between quotation marks
c3: ann, bo, d1,  at 4:1`},

	// quotation marks
	{"a mark inside a cell", "id,actor,recipient,document,place\nc1,ann,bo,d1,Orl\"é\"ans\n",
		"claims.csv:2:17: a quotation mark stands in the wrong place: want every quotation mark inside a cell doubled, and the cell between quotation marks"},
	{"text behind a quoted cell", "id,actor,recipient,document,place\nc1,ann,bo,d1,\"é\" Orléans\n",
		"claims.csv:2:16: a quotation mark stands in the wrong place: want every quotation mark inside a cell doubled, and the cell between quotation marks"},
	{"a mark never closed",
		"id,actor,recipient,document,place\nc1,ann,bo,d1,\"é \"\"x\"\"\nc2,ann,bo,d1,\"Orléans\nc3,ann,bo,d1,\n", `
claims.csv:2:14: the quotation mark is closed in the middle of a cell, in line 3: want every quotation mark inside a cell doubled, and the cell between quotation marks`},
	{"a mark open at the end",
		"id,actor,recipient,document,place\nc1,ann,bo,d1,\"a\"\nc2,\"ann\",é,\"\"\"d1,\"\"Orléans\"\"\nc3,ann,bo,d1,\n", `
claims.csv:3:12: the quotation mark is never closed: want every quotation mark inside a cell doubled, and the cell between quotation marks
c1: ann, bo, d1, a at 2:14`},
	{"a mark open in the header", "id,actor,\"recipient,document\nc1,ann,bo,d1\n",
		"claims.csv:1:10: the quotation mark is never closed: want every quotation mark inside a cell doubled, and the cell between quotation marks"},
	{"a mark open behind a separator named", "sep=,\nid,actor,recipient,document\nc1,ann,bo,\"d1\n",
		"claims.csv:3:11: the quotation mark is never closed: want every quotation mark inside a cell doubled, and the cell between quotation marks"},
}

func TestSheets(t *testing.T) {
	for _, tt := range sheets {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			writeAll(t, base)
			write(t, "claims.csv", tt.text)
			d, problems := sources.Open(".", sources.Options{})
			if diff := cmp.Diff(lines(tt.want), append(told(problems), rows(d)...)); diff != "" {
				t.Errorf("diagnostics and rows (-want +got):\n%s", diff)
			}
		})
	}
}

// rows writes the claims of a dossier with the place of their last cell.
func rows(d *sources.Dossier) []string {
	var rows []string
	for _, c := range d.Claims {
		at := strings.TrimPrefix(c.At("place").String(), c.At("place").File+":")
		rows = append(rows, string(c.ID)+": "+strings.Join(slices.Concat(texts(c.Actors), texts(c.Recipients),
			texts([]sources.DocumentID{c.Document}),
			[]string{strings.Join(c.Detail().Places, "|")}), ", ")+" at "+at)
	}
	return rows
}

func texts[T ~string](ids []T) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return texts
}

func utf16Text(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// yamls are ways to write a dossier in one file. What is wanted is the diagnostics and the rows.
var yamls = []struct{ name, text, want string }{
	{"one sheet", `
claims:
  - actor: ann
    recipient: bo
    document: https://example.org/1
    place: Orléans
  - {recipient: bo, actor: [cy, dee], document: "Second report", place: [Bath, "Orléans"]}
`, `
example-org-1-1: ann, bo, example-org-1, Orléans at 6:12
second-report-1: cy, dee, bo, second-report, Bath|Orléans at 7:73`},
	{"three tables", `
title: Contacts
actors:
- id: ann
  name: Ann Abbot
- id: bo
  name: Bo Baker
documents:
- id: d1
  title: First report
claims:
- id: c1
  actor: ann
  recipient: bo
  document: d1
`, `c1: ann, bo, d1,  at 12:3`},
	{"texts in every style", `
claims:
- id: c1
  actor: |
    ann
  recipient: >-
    bo
  document: "First
    report"
  place: 'Orl''éans'
- id: c2
  actor: ann # not bo
  recipient: bo
  document: Second
    report
  place: "Orl\u00e9ans \
    on Loire"
`, `
c1: ann, bo, first-report, Orl'éans at 10:10
c2: ann, bo, second-report, Orléans on Loire at 16:10`},
	{"values that YAML takes for numbers, dates and more", `
claims:
- {actor: ann, recipient: bo, document: d, id: c1, place: 2014-09-23}
- {actor: ann, recipient: bo, document: d, id: c2, place: 2014}
- {actor: ann, recipient: bo, document: d, id: c3, place: 0123}
- {actor: ann, recipient: bo, document: d, id: c4, place: 1_000}
- {actor: ann, recipient: bo, document: d, id: c5, place: 1.50}
- {actor: ann, recipient: bo, document: d, id: c6, place: 0x1F}
- {actor: ann, recipient: bo, document: d, id: c7, place: 1e3}
- {actor: ann, recipient: bo, document: d, id: c8, place: no}
- {actor: ann, recipient: bo, document: d, id: c9, place: TRUE}
- {actor: ann, recipient: bo, document: d, id: c10, place: .inf}
- {actor: ann, recipient: bo, document: d, id: c11, place: .NaN}
- {actor: ann, recipient: bo, document: d, id: c12, place: 2014-09-23T10:00:00Z}
- {actor: ann, recipient: bo, document: d, id: c13, place: "null"}
- {actor: ann, recipient: bo, document: d, id: c14, place: null}
- {actor: ann, recipient: bo, document: d, id: c15, place: ~, note: other}
- {actor: ann, recipient: bo, document: d, id: c16, place: 2014~}
- {actor: ann, recipient: bo, document: d, id: c17, place: -12}
- {actor: ann, recipient: bo, document: d, id: c18, place: 12:30}
- {actor: ann, recipient: bo, document: d, id: c19, place: , note: another}
`, `
c1: ann, bo, d, 2014-09-23 at 3:59
c2: ann, bo, d, 2014 at 4:59
c3: ann, bo, d, 0123 at 5:59
c4: ann, bo, d, 1_000 at 6:59
c5: ann, bo, d, 1.50 at 7:59
c6: ann, bo, d, 0x1F at 8:59
c7: ann, bo, d, 1e3 at 9:59
c8: ann, bo, d, no at 10:59
c9: ann, bo, d, TRUE at 11:59
c10: ann, bo, d, .inf at 12:60
c11: ann, bo, d, .NaN at 13:60
c12: ann, bo, d, 2014-09-23T10:00:00Z at 14:60
c13: ann, bo, d, null at 15:60
c14: ann, bo, d,  at 16:60
c15: ann, bo, d,  at 17:60
c16: ann, bo, d, 2014~ at 18:60
c17: ann, bo, d, -12 at 19:60
c18: ann, bo, d, 12:30 at 20:60
c19: ann, bo, d,  at 21:59`},
	{"byte order mark and CRLF",
		"\uFEFFclaims:\r\n- id: c1\r\n  actor: |\r\n    ann\r\n    abbot\r\n  recipient: bo\r\n  document: d\r\n  place: Orléans\r\n",
		"c1: ann-abbot, bo, d, Orléans at 8:10"},
	{"Windows-1252", "claims:\n- {id: c1, actor: ann, recipient: bo, document: d, place: Orl\xE9ans}\n", `
claims.yaml:2:62: warning: the file is not UTF-8: read as Windows-1252: save the file as UTF-8
c1: ann, bo, d, Orléans at 2:59`},
	{"a column of the same name in another spelling", `
claims:
- {id: c1, Actor: ann, recipient: bo, document: d}
- {id: c2, actor: ann, recipient: bo, document: e}
- {id: c3, actor: ann, ACTOR: bo, recipient: bo, document: e}
`, `
claims.yaml:5:24: the key "ACTOR" stands here again: want it once in an entry
c1: ann, bo, d,  at 3:4
c2: ann, bo, e,  at 4:4`},

	// what is no dossier
	{"nothing", "\n# nothing\n",
		`claims.yaml:1:1: the file has 0 YAML documents: want one, with the lists "actors", "documents" and "claims"`},
	{"two documents", "claims: []\n---\nclaims: []\n",
		`claims.yaml:1:1: the file has 2 YAML documents: want one, with the lists "actors", "documents" and "claims"`},
	{"no claims", "title: Contacts\n",
		`claims.yaml: the dossier has no claims: want a file claims.csv, or a list "claims" in dossier.yaml`},
	{"an empty list of claims", "claims: []\n",
		"claims.yaml:1:9: warning: the table has no claims: want a row for each contact that a document reports"},
	{"claims that are nothing", "claims:\n",
		"claims.yaml:1:8: warning: the table has no claims: want a row for each contact that a document reports"},
	{"a list", "- actor: ann\n", `
claims.yaml:1:1: keys and values should stand here, not a list: want keys and values, such as "actor: ann"`},
	{"a word", "claims\n", `
claims.yaml:1:1: keys and values should stand here, not "claims": want keys and values, such as "actor: ann"`},
	{"claims that are no list", "claims:\n  actor: ann\n",
		"claims.yaml:2:3: a list should stand here, not keys and values: want a list, each entry after a dash"},
	{"entries that are none", `
claims:
- ann
- [ann, bo]
-
- {}
- {id: c1, actor: ann, recipient: bo, document: d}
`, `
claims.yaml:3:3: keys and values should stand here, not "ann": want keys and values, such as "actor: ann"
claims.yaml:4:3: keys and values should stand here, not a list: want keys and values, such as "actor: ann"
claims.yaml:5:2: keys and values should stand here, not nothing: want keys and values, such as "actor: ann"
claims.yaml:6:3: keys and values should stand here, not nothing: want keys and values, such as "actor: ann"
c1: ann, bo, d,  at 7:4`},
	{"values that are none", `
title: {main: Contacts}
claims:
- {id: c1, actor: {name: ann}, recipient: bo, document: d}
- {id: c2, actor: ann, recipient: [bo, [cy]], document: d}
- {id: c3, actor: ann, recipient: [bo, {name: cy}], document: d}
`, `
claims.yaml:2:8: a value should stand here, not keys and values: want text or a list of texts
claims.yaml:4:19: a value should stand here, not keys and values: want text or a list of texts
claims.yaml:5:40: a value should stand here, not a list: want text
claims.yaml:6:40: a value should stand here, not keys and values: want text`},
	{"unknown keys", `
titel: Contacts
claim:
- {id: c1, actor: ann, recipient: bo, document: d, plaice: x}
claims:
- {id: c1, actor: ann, recipient: bo, document: d, plaice: Bath, colour: red, <<: x}
`, `
claims.yaml:2:1: unknown key "titel": did you mean "title"? want title, subtitle, edition, lang, include, figure, sides, steps, actors, documents, claims, kinds, codings
claims.yaml:3:1: unknown key "claim": did you mean "claims"? want title, subtitle, edition, lang, include, figure, sides, steps, actors, documents, claims, kinds, codings
claims.yaml:6:52: warning: unknown column "plaice": did you mean "place"? It is passed through to the exports as it is
claims.yaml:6:66: note: column "colour" is not one of relgraph's: passed through to the exports
claims.yaml:6:79: a key should stand here, not the YAML sign "<<": want a word and a colon`},
	{"a key with a question mark", "? claims\n: []\n",
		`claims.yaml:1:1: a key should stand here, not the YAML sign "?": want a word and a colon`},
	{"a key that is a reference", "claims:\n- {id: c1, actor: ann, recipient: bo, document: d, *x : y}\n",
		`claims.yaml:2:52: a key should stand here, not the YAML alias "*x": want a word and a colon`},
	{"letters that were lost", "claims:\n- {id: c1, actor: ann, recipient: bo, document: d, place: \"Orl\uFFFDans\"}\n", `
claims.yaml:2:59: warning: the cell has the replacement character '�': want the letter that was lost where the text was copied
c1: ann, bo, d, Orl�ans at 2:59`},
	{"a key twice", "claims:\n- actor: ann\n  actor: bo\n",
		`claims.yaml:3:3: mapping key "actor" already defined at [2:3]: want YAML`},
	{"references and tags", `
claims:
- &first {id: c1, actor: ann, recipient: bo, document: &d "First report"}
- {id: c2, actor: ann, recipient: bo, document: *d}
- {id: c3, actor: !!str ann, recipient: bo, document: d}
- *first
`, `
claims.yaml:3:3: keys and values should stand here, not the YAML anchor "&first": want keys and values, such as "actor: ann"
claims.yaml:4:49: a value should stand here, not the YAML alias "*d": want the text itself
claims.yaml:5:19: a value should stand here, not the YAML tag "!!str": want the text itself
claims.yaml:6:3: keys and values should stand here, not the YAML alias "*first": want keys and values, such as "actor: ann"`},
	{"tabs", "claims:\n\t- actor: ann\n",
		"claims.yaml:2:1: a tab stands where an indentation or a value begins: want YAML, with blanks in place of the tab in this line"},
	{"a tab between quotation marks", "claims:\n- {id: c1, actor: ann, recipient: bo, document: \"the\td\"}\n",
		"claims.yaml:2:3: could not find flow mapping end token '}': want YAML, with blanks in place of the tab in this line"},
	{"tabs inside texts",
		"claims:\n- id: c1\n  actor: Ann\tAbbot\n- id: c2\n  actor: ann\n  recipient: bo\n  document: \"the\td\"\n", `
claims.yaml:3:10: a tab stands inside the text: want a blank, or the text between quotation marks
c2: ann, bo, the-d,  at 4:3`},
	{"a tab behind text", "claims:\n- id: c1\t\n  actor: ann\t# not bo\n  recipient: bo\n  document:\td\n",
		"c1: ann, bo, d,  at 2:3"},
	{"a list without an end", "claims: [{actor: ann}\n", "claims.yaml:1:9: sequence end token ']' not found: want YAML"},
	{"a text without an end", "claims:\n- actor: \"é ann\n  recipient: bo\n",
		"claims.yaml:2:10: could not find end character of double-quoted text: want YAML"},
	{"a colon in text", "claims:\n- actor: ann: bo\n",
		"claims.yaml:2:10: mapping value is not allowed in this context: want YAML"},
	{"a sign that begins no text", "claims:\n- actor: @ann\n", "claims.yaml:2:10: '@' is a reserved character: want YAML"},
	{"NUL byte", "claims:\n- actor: a\x00nn\n",
		"claims.yaml:2:11: the file has a NUL byte: want text in UTF-8; a spreadsheet's own file is saved as CSV first"},
	{"NUL sign", `claims: [{id: c1, actor: "a\0nn", recipient: bo, document: d}]`, `
claims.yaml:1:26: the cell has the control character U+0000: want it taken out`},
	{"conflict", "claims:\n<<<<<<< HEAD\n- actor: ann\n",
		"claims.yaml:2:1: a conflict marker of a version control system stands here: want the conflict resolved and the marker lines deleted"},
}

func TestYAMLFiles(t *testing.T) {
	for _, tt := range yamls {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "claims.yaml", tt.text)
			d, problems := sources.Open("claims.yaml", sources.Options{})
			if diff := cmp.Diff(lines(tt.want), append(told(problems), rows(d)...)); diff != "" {
				t.Errorf("diagnostics and rows (-want +got):\n%s", diff)
			}
		})
	}
}

// A record's text is what its row has written, not what a blank cell means; what no row describes has none.
func TestText(t *testing.T) {
	sheet := "from,to,url,kind\nAnn  Abbot,Bo,https://example.org/1,\nBo,Cy,https://example.org/1,Meeting\n"
	d, _ := sources.OpenFS(fstest.MapFS{"s.csv": {Data: []byte(sheet)}}, "s.csv", sources.Options{})
	for _, test := range []struct{ got, want string }{
		{d.Claims[0].Text("actor"), "Ann  Abbot"},
		{d.Claims[0].Text("kind"), ""},
		{d.Claims[1].Text("kind"), "Meeting"},
		{d.Claims[1].Text("place"), ""},
		{d.Actors[0].Text("name"), ""},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
