package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// What nobody can read, or what would be read wrong, is an error with its place, and makes no dossier.
func TestBadSheets(t *testing.T) {
	wide := strings.TrimSuffix(strings.Repeat("h,", 5000), ",") + "\n"
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504)
	for name, tt := range map[string]struct{ file, text, want string }{
		"5,000 columns": {"a.csv", wide + wide, "a.csv:1:1: the row has 5000 cells: want at most 1000"},
		"a cell of 10 MB": {"a.csv", "From,To,Source\n" + strings.Repeat("A", 10_000_000) +
			",Bo,https://example.org/1\n", "a.csv:2:1: a cell has 10000000 bytes: want at most 65536"},
		"a quotation mark open": {"a.csv", "From,To,Source\nAnn,\"Bo,https://example.org/1\n" +
			strings.Repeat("Cy,Di,https://example.org/2\n", 10),
			"a.csv:2:1: a quotation mark stands in the wrong place, or is never closed: want every quotation mark inside a cell doubled, and the cell between quotation marks"},
		"mixed separators": {"a.csv",
			"From,To,Source\nAnn,Bo,https://example.org/1\nCy;Bo;https://example.org/2\n",
			`a.csv:3:1: the cells of this row stand between ";", and those above it do not: Cy;Bo;https://example.org/2: want one sign between cells throughout`},
		"another table below": {"a.csv",
			"From,To,Source\nAnn,Bo,https://example.org/1\nWho,With whom,Link\nCy,Di,https://example.org/2\n",
			"a.csv:3:1: the heads of another table stand here: Who | With whom | Link: want each table in a file or a sheet of its own, or the row taken out"},
		"nobody in any row": {"a.csv", "From,To,Source\nN/A,Bo,https://example.org/1\n",
			"a.csv:1:1: nothing can be made of the only row below these heads, since one party only is named: want rows with a name on both sides, or --column to say which columns hold them"},
		"one actor in all rows": {"a.csv",
			"From,To,Source\nAnn,Ann,https://example.org/1\nFrom,To,Source\nBo,Bo,https://example.org/2\n",
			"a.csv:1:1: nothing can be made of any of the 2 rows below these heads, since the same actor stands on both sides: want rows with two different actors"},
		"rows that differ in what they lack": {"a.csv",
			"From,To,Source\nAnn,Ann,https://example.org/1\nAnn,,https://example.org/2\n",
			"a.csv:1:1: nothing can be made of any of the 2 rows below these heads: want rows with a name on both sides, or --column to say which columns hold them"},
		"a NUL byte": {"a.csv", "From,To\nAnn\x00,Bo\n",
			"a.csv:2:4: the file has a NUL byte: want text, or the file under its own ending, such as .xlsx or .ods"},
		"a password": {"a.xlsx",
			ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00",
			"a.xlsx: the workbook has a password, and cannot be read: save it without one, or as CSV"},
		"Excel up to 2003": {"a.xls", ole,
			"a.xls: a file of Excel or Word up to 2003: want it saved as .xlsx, or as CSV"},
		"half a workbook": {"a.xlsx", "PK\x03\x04[Content_Types].xml",
			"a.xlsx: the file is not zipped, or a part of it is missing: want a workbook that opens in Excel; save it again as .xlsx, or as CSV"},
		"a file for each grain": {"a.zip", zipped(t, 1001, "from,to\n"),
			"a.zip: a zipped folder has 1001 files: want at most 1000, such as the tables of a dossier"},
		"a zip that is damaged": {"a.zip", spoilt(t, "PK\x01\x02", 16),
			"a.zip/0.csv: what is zipped in it is damaged: want a whole file, of at most 256 MB with all others"},
		"a zip whose bytes are no stream": {"a.zip", spoilt(t, "0.csv", 5),
			"a.zip/0.csv: what is zipped in it is damaged: want a whole file, of at most 256 MB with all others"},
		"a zip of another program's kind": {"a.zip", spoilt(t, "PK\x01\x02", 10),
			"a.zip/0.csv: it is zipped in a way that is not known here: want a whole file, of at most 256 MB with all others"},
		"a zip that is a bomb": {"a.zip", exploding(t),
			"a.zip/0.csv: it is too big when it is unpacked: want a whole file, of at most 256 MB with all others"},
		"attributes without end": {"a.graphml", `<graphml><graph><node id="a"` + strings.Repeat(` x="1"`, 20_000) +
			"/></graph></graphml>",
			"a.graphml:1:17: the element <node> has 20001 attributes, of which 10000 are the most that is read: want a file that a graph tool wrote"},
		"names without end": {"a.json", `{"nodes":[{"id":"a"},` + "\n" + named(20_000, `"x%d":1,`, `{`, `"id":"b"}`) + `],"links":[]}`,
			"a.json:2:8900: nodes have more than 1000 columns, or fields: want at most 1000"},
		"names without end, in Kumu's": {"a.json", `{"elements":[` + "\n" + named(20_000, `"x%d":1,`, `{"attributes":{`, `"label":"b"}}`) +
			`],"connections":[]}`, "a.json:2:8914: nodes have more than 1000 columns, or fields: want at most 1000"},
		"names without end, in a list": {"a.json", `[` + "\n" + named(20_000, `"x%d":1,`, `{`, `"from":"a","to":"b"}`) + `]`,
			"a.json:1:1: the row has 20002 cells: want at most 1000"},
		"values without end": {"a.gexf", `<gexf><graph><nodes><node id="a" label="A"><attvalues>` + "\n" +
			named(20_000, `<attvalue for="k%d" value="v"/>`, "", "") + `</attvalues></node></nodes><edges/></graph></gexf>`,
			"a.gexf:2:31891: nodes have more than 1000 columns, or fields: want at most 1000"},
		"data without end": {"a.graphml", `<graphml>` + "\n" + named(20_000, `<key id="k%d" for="node"/>`, "", "") + `<graph><node id="a">` +
			"\n" + named(20_000, `<data key="k%d">v</data>`, "", "") + `</node></graph></graphml>`,
			"a.graphml:3:24891: nodes have more than 1000 columns, or fields: want at most 1000"},
		"brackets without end": {"a.json", `{"nodes":` + strings.Repeat("[", 100_000), "a.json:1:"},
		"groups that stand for nine million edges": {"a.dot", "graph { {" + numbered("a", 3000) + "} -- {" +
			numbered("b", 3000) + "} }",
			"a.dot: edges between groups of nodes stand for more than 1000000 edges: want at most 1000000"},
		"words that stand for words, and so on": {"a.bib", multiplied(12) + "@article{k, title = m}",
			"a.bib:5:9: words of @string stand for more than 65536 bytes: want at most 65536"},
		"a workbook that explodes": {"a.xlsx", exploding(t),
			"a.xlsx: more than 536870912 bytes when it is unpacked: want a workbook that opens in Excel; save it again as .xlsx, or as CSV"},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(tt.text)}}, intake.Options{})
			err := im.Problems.Err()
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
			if im.Files() != nil {
				t.Error("there is something to write")
			}
		})
	}
}

// Broken JSON is said with its place, whichever program wrote it.
func TestBrokenJSONIsSaidWithItsPlace(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"the end is missing": {`{"nodes":[{"id":"a"},` + "\n" + `{"id":"b"}`, "2:11: the file ends in the middle"},
		"a comma is missing": {`{"nodes":[{"id":"a"},` + "\n" + `{"id":"b" "c":1}]}`,
			`2:11: invalid character '"' after object value`},
		"a comma too many": {`{"nodes":[{"id":"a"},` + "\n" + ` ]}`, "1:21: invalid character ',' at start of value"},
		"a word": {`{"nodes":[{"id":"a"},` + "\n" + `{"id":nobody}]}`,
			"2:8: invalid character 'o' in literal null"},
		"another bracket": {`{"nodes":[{"id":"a"},` + "\n" + `{"id":"b"}}`,
			"2:11: invalid character '}' after array element"},
		"a name without marks": {`{"nodes":[{"id":"a"},` + "\n" + `{id:"b"}]}`, "2:2: invalid character 'i' at start of value"},
		"an unknown escape":    {`{"nodes":[{"id":"a"},` + "\n" + `{"id":"ü\q"}]}`, "2:9: invalid escape sequence"},
		"a line end in a text": {`{"nodes":[{"id":"a"},` + "\n" + `{"id":"b` + "\n" + `"}]}`,
			`2:9: invalid character '\n' in string`},
		"something behind it": {`{"nodes":[{"id":"a"}]}` + "\n" + `nodes`,
			"2:2: invalid character 'o' in literal null"},
	} {
		t.Run(name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "a.json", Data: []byte(tt.text)}}, intake.Options{})
			err := im.Problems.Err()
			if err == nil || !strings.HasPrefix(err.Error(), "a.json:"+tt.want) ||
				!strings.HasSuffix(err.Error(), ": want JSON as the program wrote it; export it again") {
				t.Errorf("got %v\nwant a.json:%s", err, tt.want)
			}
			if im.Files() != nil {
				t.Error("there is something to write")
			}
		})
	}
}

// spoilt is a zipped folder with another byte so many bytes behind a sign: 16 behind that of the directory is the checksum
// of its first file, 10 how that is packed (APPNOTE 4.3.12), and 5 behind the file's name its packed text.
func spoilt(t *testing.T, sign string, behind int) string {
	t.Helper()
	data := []byte(zipped(t, 1, "from,to\n"))
	data[bytes.Index(data, []byte(sign))+behind] ^= 0xff
	return string(data)
}

// exploding is a zipped folder with a file that unpacks to a gigabyte, as it says.
func exploding(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if _, err := w.CreateRaw(&zip.FileHeader{Name: "0.csv", Method: zip.Deflate, UncompressedSize64: 1 << 30}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zipped is a zipped folder of that many files with one text.
func zipped(t *testing.T, files int, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range files {
		f, err := w.Create(fmt.Sprintf("%d.csv", i))
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text)) // into memory
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// numbered are n words of that letter.
func numbered(letter string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", letter, i)
	}
	return b.String()
}

// named are n names as the form has them, between two texts.
func named(n int, form, before, after string) string {
	var b strings.Builder
	b.WriteString(before)
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	b.WriteString(after)
	return b.String()
}

// multiplied are words of BibTeX, of which each stands for ten times the one before.
func multiplied(levels int) string {
	var b strings.Builder
	b.WriteString("@string{a = {ten bytes }}\n")
	for i := range levels {
		word := string(rune('a' + i))
		fmt.Fprintf(&b, "@string{%c = %s}\n", 'b'+i, strings.TrimSuffix(strings.Repeat(word+" # ", 10), " # "))
	}
	return b.String()
}

// TestWordsThatAreNoDirection says of each that it is none, where it stands, once; and of a node of JSON that it has no id.
func TestWordsThatAreNoDirection(t *testing.T) {
	for _, tt := range []struct {
		file, text string
		want       []string
	}{
		{"a.graphml", `<graphml><graph edgedefault="sideways"><node id="a"/><node id="b"/>` + "\n" +
			`<edge source="a" target="b" directed="maybe"/><edge source="b" target="a" directed="maybe"/></graph></graphml>`,
			[]string{`a.graphml:1:10: warning: edgedefault is "sideways": read as if it did not stand there: want "directed" or "undirected"`,
				`a.graphml:2:1: warning: directed is "maybe": read as if it did not stand there: want "true", "false", "1" or "0"`}},
		{"a.graphml", `<graphml><graph edgedefault="directed"><node id="a"/><node id="b"/>` +
			`<edge source="a" target="b" directed="False"/></graph></graphml>`, nil},
		{"a.gexf", `<gexf><graph defaultedgetype="odd"><nodes><node id="a"/><node id="b"/></nodes>` +
			`<edges><edge source="a" target="b" type="maybe"/><edge source="a" target="b" type="mutual"/></edges></graph></gexf>`,
			[]string{`a.gexf:1:7: warning: defaultedgetype is "odd": read as if it did not stand there: want "directed", "undirected" or "mutual"`,
				`a.gexf:1:86: warning: type is "maybe": read as if it did not stand there: want "directed", "undirected" or "mutual"`}},
		{"a.json", `{"directed":"maybe","nodes":[{"id":"a"},{"name":"Cy"},{"id":"b"}],"links":[{"source":"a","target":"b","directed":"yes"}]}`,
			[]string{`a.json:1:41: warning: a node has no id, and others have: no edge leads to it: want an id for each node`,
				`a.json:1:1: warning: directed is "maybe": read as if it did not stand there: want "true" or "false"`,
				`a.json:1:76: warning: directed is "yes": read as if it did not stand there: want "true" or "false"`}},
		{"a.json", `{"directed":true,"nodes":[{"name":"a"},{"name":"b"}],"links":[{"source":0,"target":1}]}`, nil},
	} {
		im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(tt.text)}}, intake.Options{})
		var got []string
		for _, p := range im.Problems {
			if p.Severity == sources.Warning {
				got = append(got, p.String())
			}
		}
		slices.Sort(got)
		slices.Sort(tt.want)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}
