package intake_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// Documents whose addresses make the same id are numbered by a count, and not by looking through those before: four
// times the rows take about four times the memory.
func TestAlikeAddressesAreNumberedInProportion(t *testing.T) {
	taken := func(rows int) uint64 {
		var b strings.Builder
		b.WriteString("from,to,url\n")
		for i := range rows {
			fmt.Fprintf(&b, "Ann Example,Bo Sample,https://example.org/?n=%d\n", i)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(b.String())}}, intake.Options{})
		runtime.ReadMemStats(&after)
		if err := im.Problems.Err(); err != nil {
			t.Fatal(err)
		}
		for _, f := range im.Files() {
			if f.Name == "documents.csv" && strings.Count(string(f.Data), "\n") != rows+1 {
				t.Fatalf("%d rows make %d documents", rows, strings.Count(string(f.Data), "\n")-1)
			}
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	taken(50) // what is made once
	if few, many := taken(600), taken(2400); many > 6*few {
		t.Errorf("%d bytes for 600 rows, %d for 2,400: more than six times as many", few, many)
	}
}

// A row that stands in a list ten thousand times is one claim: what tells its places is as long as a cell may be, and
// takes time by their number.
func TestRowsSaidAgain(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte("from,to,url\n" +
		strings.Repeat("Ann,Bo,https://example.org/1\n", 10_000))}}, intake.Options{})
	if _, problems := im.Open(sources.Options{}); problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	const want = "list.csv:2:1: warning: the claim stands in 10000 places, of which 1000 are named in its row: want the row once in the list"
	if !strings.Contains(fmt.Sprint(im.Problems), want) {
		t.Errorf("nothing says %q", want)
	}
}

// An entry or a member with more fields than a table has columns is refused before they are compared with each other.
func TestEndlessFields(t *testing.T) {
	var bib, members strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&bib, "f%d={x},", i)
		fmt.Fprintf(&members, `,"f%d":"x"`, i)
	}
	for name, tt := range map[string]struct{ file, text, want string }{
		"BibTeX": {"refs.bib", "@misc{a," + bib.String() + "}", "refs.bib:1:8872: documents have more than 1000 columns, or fields: want at most 1000"},
		"nodes": {"net.json", `{"nodes":[{"id":"a"` + members.String() + `}],"links":[]}`,
			"net.json:1:10919: nodes have more than 1000 columns, or fields: want at most 1000"},
	} {
		im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(tt.text)}}, intake.Options{})
		if got := fmt.Sprint(im.Problems); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %.400s, want %s", name, got, tt.want)
		}
	}
}

// What a DOT file has too much of is counted before it is parsed, which takes a hundred times its room. Signs in quotation
// marks, in HTML and in comments do not count.
func TestMuchDOTIsNotParsed(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"groups": {"graph {" + strings.Repeat("{", 300_000),
			"g.dot: groups stand in each other more than 200 deep: want at most 200"},
		"edges": {"graph {" + strings.Repeat("a--", 1_000_001) + "b}", "g.dot: the file has more than 1000000 edges: want at most 1000000"},
		"names": {"graph {" + strings.Repeat("a;", 10_000_000) + "}",
			"g.dot: the file has more than 10000000 names and values: want at most 10000000"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		im := intake.Read([]intake.Input{{File: "g.dot", Data: []byte(tt.text)}}, intake.Options{})
		runtime.ReadMemStats(&after)
		if got := fmt.Sprint(im.Problems); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %.300s, want %s", name, got, tt.want)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 20*uint64(len(tt.text)) {
			t.Errorf("%s: %d bytes are read in %d", name, len(tt.text), took)
		}
	}
	braces := strings.Repeat("{", 300)
	im := intake.Read([]intake.Input{{File: "g.dot", Data: []byte("# " + braces + "\ngraph { /* " + braces + " */ // " + braces +
		"\n ann -- bo [label=\"\\\"" + braces + "\", tooltip=<<b>" + braces + "</b>>, URL=\"https://example.org/1\"] }")}}, intake.Options{})
	if err := im.Problems.Err(); err != nil {
		t.Error(err)
	}
}

// Graph files that say nothing, or the same, millions of times are refused at a count. What is odd about each is said for
// the first thousand. The limits themselves are tried by the one file of TestAMillionNodesAreTheLimit.
func TestMuchOfOneElementIsRefused(t *testing.T) {
	defer intake.LowerLimits(10_000, 30_000)()
	const graphml, gexf = "<graphml><graph>", "<gexf><graph><nodes>"
	for name, tt := range map[string]struct {
		file, before, element, after string
		many                         int
		want                         string
	}{
		"GraphML without ids": {"g.graphml", graphml, "<node/>", "</graph></graphml>", 5000,
			"g.graphml: there are more than 1000 errors: want these put right first"},
		"GEXF without ids": {"g.gexf", gexf, "<node/>", "</nodes></graph></gexf>", 5000,
			"g.gexf: there are more than 1000 errors: want these put right first"},
		"GraphML": {"g.graphml", graphml, `<node id="x"/>`, "</graph></graphml>", 10_001,
			"g.graphml:1:140017: the graph has more than 10000 nodes: want at most 10000, or the file in parts"},
		"other elements": {"g.graphml", graphml, "<a/>", "</graph></graphml>", 30_001,
			"g.graphml:1:120013: more than 30000 elements must be held to the end of the file: want a file that a graph tool wrote"},
		"JSON": {"g.json", `{"nodes":[`, `{},`, `{}],"links":[]}`, 10_000,
			"g.json:1:30011: the graph has more than 10000 nodes: want at most 10000, or the file in parts"},
		"GML": {"g.gml", "graph [", " node []", "]", 10_001,
			"g.gml:1:80009: the graph has more than 10000 nodes: want at most 10000, or the file in parts"},
		"Pajek": {"g.net", "*Vertices 2\n*Arcslist\n1", " 2", "\n", 10_001,
			"g.net:3:1: the graph has more than 10000 edges: want at most 10000, or the file in parts"},
	} {
		t.Run(name, func(t *testing.T) {
			text := tt.before + strings.Repeat(tt.element, tt.many) + tt.after
			im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(text)}}, intake.Options{})
			if n := len(im.Problems); n == 0 || n > 1010 {
				t.Fatalf("%d problems are said", n)
			}
			if got := fmt.Sprint(im.Problems); !strings.Contains(got, tt.want) {
				t.Errorf("got %.300s, want %s", got, tt.want)
			}
		})
	}
}

func TestAMillionNodesAreTheLimit(t *testing.T) {
	if elements, kept := intake.Limits(); elements != 1_000_000 || kept != 3_000_000 {
		t.Errorf("%d elements are read and %d held", elements, kept)
	}
	text := "<graphml><graph>" + strings.Repeat(`<node id="x"/>`, 1_000_001) + "</graph></graphml>"
	im := intake.Read([]intake.Input{{File: "g.graphml", Data: []byte(text)}}, intake.Options{})
	want := "g.graphml:1:14000017: the graph has more than 1000000 nodes: want at most 1000000, or the file in parts"
	if got := fmt.Sprint(im.Problems); !strings.Contains(got, want) {
		t.Errorf("got %.300s, want %s", got, want)
	}
}

// A text of many rows of a few bytes takes many times as much memory, and is refused before it does.
func TestRowsWithoutEndAreRefused(t *testing.T) {
	text := "from,to\n" + strings.Repeat("x,y\n", 1<<20)
	im := intake.Read([]intake.Input{{File: "l.csv", Data: []byte(text)}}, intake.Options{})
	const want = "l.csv:1048577:1: the table has more than 1048576 rows: want at most 1048576, or the file in parts"
	if got := fmt.Sprint(im.Problems); !strings.Contains(got, want) {
		t.Errorf("got %.300s, want %s", got, want)
	}
}
