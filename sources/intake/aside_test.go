package intake_test

import (
	"encoding/csv"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// aside are small files, for each sort of cell that cannot be used as it is one, with what import says of it.
var aside = []struct {
	name  string
	file  string // "list.csv" if it is ""
	text  string
	cells [][]any  // of a workbook
	says  string   // begins with the place
	kept  []string // stands in a cell of the dossier
	left  string   // stands in none, and in what is said
}{
	{name: "a kind of actor", file: "actors.csv", text: "name,kind\nAnn,robot\n",
		says: `actors.csv:2:5: warning: the kind "robot" is kept aside: `, kept: []string{"robot"}},
	{name: "a country", file: "actors.csv", text: "name,country\nAnn,Atlantis\n",
		says: `actors.csv:2:5: warning: the country "Atlantis" is kept aside: `, kept: []string{"Atlantis"}},
	{name: "an item of Wikidata", file: "actors.csv", text: "name,wikidata\nAnn,twelve\n",
		says: `actors.csv:2:5: warning: the wikidata "twelve" is kept aside: `, kept: []string{"twelve"}},
	{name: "an address", file: "documents.csv", text: "title,url\nNews,shelf 4\n",
		says: `documents.csv:2:6: warning: the address "shelf 4" is kept aside: `, kept: []string{"shelf 4"}},
	{name: "a copy", file: "documents.csv", text: "title,url,archive_url\nNews,https://example.org/1,cellar\n",
		says: `documents.csv:2:28: warning: the address of an archived copy "cellar" is kept aside: `,
		kept: []string{"cellar"}},
	{name: "a date of issue", file: "documents.csv", text: "title,url,issued\nNews,https://example.org/1,soon\n",
		says: `documents.csv:2:28: warning: the date of issue "soon" is kept aside: `, kept: []string{"soon"}},
	{name: "a date of access", file: "documents.csv", text: "title,url,accessed\nNews,https://example.org/1,soon\n",
		says: `documents.csv:2:28: warning: the date of access "soon" is kept aside: `, kept: []string{"soon"}},
	{name: "a reliability", file: "documents.csv", text: "title,url,reliability\nNews,https://example.org/1,good\n",
		says: `documents.csv:2:28: warning: the reliability "good" is kept aside: `, kept: []string{"good"}},
	{name: "a digest", file: "documents.csv", text: "title,url,sha256\nNews,https://example.org/1,abc\n",
		says: `documents.csv:2:28: warning: the digest "abc" is kept aside: `, kept: []string{"abc"}},
	{name: "a date", text: "from,to,url,date\nAnn,Bo,https://example.org/1,33.9.2014\n",
		says: `list.csv:2:30: warning: the date "33.9.2014" is kept aside: `, kept: []string{"33.9.2014"}},
	{name: "a date beside a column of that name", text: "from,to,url,date,date_as_found\n" +
		"Ann,Bo,https://example.org/1,33.9.2014,in autumn\n",
		says: `list.csv:2:30: warning: the date "33.9.2014" is kept aside: `, kept: []string{"33.9.2014", "in autumn"}},
	{name: "a start", text: "from,to,url,start,end\nAnn,Bo,https://example.org/1,33.9.2014,2015\n",
		says: `list.csv:2:30: warning: the date "33.9.2014" is kept aside: `, kept: []string{"33.9.2014"}},
	{name: "an end", text: "from,to,url,start,end\nAnn,Bo,https://example.org/1,2014,33.9.2015\n",
		says: `list.csv:2:35: warning: the date "33.9.2015" is kept aside: `, kept: []string{"33.9.2015"}},
	{name: "a span that ends before it begins",
		text: "from,to,url,start,end\nAnn,Bo,https://example.org/1,16 May 2016,3 May 2014\n",
		says: `list.csv:2:30: warning: the date "16 May 2016 to 3 May 2014" is kept aside: `,
		kept: []string{"16 May 2016", "3 May 2014"}},
	{name: "a mark", text: "from,to,url,anchor\nAnn,Bo,https://example.org/1,page two\n",
		says: `list.csv:2:30: warning: the anchor "page two" is kept aside: `, kept: []string{"page two"}},
	{name: "a day of checking", text: "from,to,url,checked_on\nAnn,Bo,https://example.org/1,soon\n",
		says: `list.csv:2:30: warning: the date of checking "soon" is kept aside: `, kept: []string{"soon"}},
	{name: "no document", text: "from,to,source\nAnn,Bo,N/A\n",
		says: `list.csv:2:8: warning: the source "N/A" is kept aside: `, kept: []string{"N/A"}},
	{name: "an error of a formula for a document", text: "from,to,source\nAnn,Bo,#REF!\n",
		says: `list.csv:2:8: warning: the source "#REF!" is kept aside: `, kept: []string{"#REF!"}},
	{name: "no document beside a column of that name", text: "from,to,source,document_as_found\nAnn,Bo,N/A,shelf 4\n",
		says: `list.csv:2:8: warning: the source "N/A" is kept aside: `, kept: []string{"N/A", "shelf 4"}},
	{name: "another scheme", text: "from,to,source\nAnn,Bo,ftp://example.org/1\n",
		says: `list.csv:2:8: warning: the source "ftp://example.org/1" is `, kept: []string{"ftp://example.org/1"}},
	{name: "another scheme beside a title", text: "from,to,source,headline\nAnn,Bo,ftp://example.org/1,They meet\n",
		says: `list.csv:2:8: warning: the source "ftp://example.org/1" is `,
		kept: []string{"ftp://example.org/1", "They meet"}},
	{name: "a second outlet", text: "from,to,url,outlet\nAnn,Bo,https://example.org/1,Courier\n" +
		"Ann,Cy,https://example.org/1,Herald\nAnn,Di,https://example.org/1,Observer\n",
		says: `list.csv:3:8: warning: a document has another publisher here, "Herald", kept in the column "another_publisher": `,
		kept: []string{"Courier", "Herald", "Observer"}},
	{name: "a second address", text: "from,to,source\nAnn,Bo,https://example.org/1\nAnn,Cy,https://www.example.org/1\n",
		says: `list.csv:3:8: warning: a document has another address here, "https://www.example.org/1", kept in the column "other_address": `,
		kept: []string{"https://www.example.org/1"}},
	{name: "an actor told twice", file: "actors.csv", text: "id,name,country\na1,Ann,GB\na1,Ann,FR\na1,Ann,DE\n",
		says: `actors.csv:3:8: warning: "a1" has another country here, "FR", kept in the column "another_country": `,
		kept: []string{"FR", "DE"}},
	{name: "part of an unknown actor", file: "actors.csv", text: "id,name,part_of\na1,Ann,The Ring of Nobody\n", says: ``,
		kept: []string{"The Ring of Nobody"}},
	{name: "unlike an unknown actor", file: "actors.csv", text: "id,name,not_same_as\na1,Ann,The Ring\n",
		says: `actors.csv:2:8: warning: unknown "The Ring" in the column not_same_as, kept in the column "not_same_as_as_found": `,
		kept: []string{"The Ring"}},
	{name: "a column without a name", text: "from,to,url,\nAnn,Bo,https://example.org/1,blue\n",
		says: `list.csv:1:13: warning: the column D has no name: its cells are kept as "column D": `,
		kept: []string{"column D", "blue"}},
	{name: "a second column of a name", text: "from,to,url,shelf,shelf\nAnn,Bo,https://example.org/1,blue,red\n",
		says: `list.csv:1:19: note: a second column "shelf": kept apart as "shelf 2"`,
		kept: []string{"shelf 2", "blue", "red"}},
	{name: "a second column beside one that is called so", text: "from,to,url,shelf,shelf,shelf 2\n" +
		"Ann,Bo,https://example.org/1,blue,red,green\n",
		says: `list.csv:1:19: note: a second column "shelf": kept apart as "shelf 3"`,
		kept: []string{"shelf 3", "shelf 2", "blue", "red", "green"}},
	{name: "a column of the owner's", text: "from,to,url,shelf\nAnn,Bo,https://example.org/1,blue\n",
		says: `list.csv:1:13: note: column "shelf" is not one of relgraph's: kept as it is`,
		kept: []string{"shelf", "blue"}},
	{name: "a column of a graph", file: "net.dot", text: `digraph { Ann -> Bo [shelf=blue] }`,
		says: `net.dot: note: column "shelf" of the edges is not one of relgraph's: kept as it is`,
		kept: []string{"shelf", "blue"}},
	{name: "a reference of a graph's own", file: "net.dot", text: `digraph { Ann -> Bo [actor=blue] }`,
		says: `net.dot: note: column "actor" of the edges kept as "original_actor"`,
		kept: []string{"original_actor", "blue"}},
	{name: "GraphML, a key that is not declared", file: "net.graphml",
		text: `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` +
			`<graph edgedefault="undirected"><node id="Ann"/><node id="Bo"><data key="shelf">blue</data></node>` +
			`<edge source="Ann" target="Bo"/></graph></graphml>`,
		says: `net.graphml:1:118: warning: the column "shelf" is not declared: read under that name: `,
		kept: []string{"shelf", "blue"}},
	{name: "GraphML, an attribute of a node in place of a key", file: "net.graphml",
		text: `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` +
			`<graph edgedefault="undirected"><node id="a" label="Ann"/><node id="b" label="Bo" shelf="blue" yfiles.foldertype="folder"/>` +
			`<edge source="a" target="b" shade="red" sourceport="north"/></graph></graphml>`,
		says: `net.graphml:1:114: note: column "shelf" of the nodes is not one of relgraph's: kept as it is`,
		kept: []string{"Ann", "Bo", "shelf", "blue", "shade", "red"}},
	{name: "GEXF, an attribute that is not declared", file: "net.gexf",
		text: `<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph>` +
			`<nodes><node id="1" label="Ann"/><node id="2" label="Bo"><attvalues><attvalue for="shelf" value="blue"/></attvalues></node></nodes>` +
			`<edges><edge id="e" source="1" target="2"/></edges></graph></gexf>`,
		says: `net.gexf:1:124: warning: the column "shelf" is not declared: read under that name: `,
		kept: []string{"shelf", "blue"}},
	{name: "a folder on somebody's disk", text: "from,to,source\nAnn,Bo,/Users/ann/private/memo.pdf\n",
		says: `list.csv:2:8: warning: the folder "/Users/ann/private/" is left out: `, kept: []string{"memo.pdf"},
		left: "/Users/ann/private/"},
	{name: "a folder beside an address",
		text: "from,to,source\nAnn,Bo,https://example.org/1 | /Users/ann/private/memo.pdf\n",
		says: `list.csv:2:8: warning: the folder "/Users/ann/private/" is left out: `,
		kept: []string{"https://example.org/1", "memo.pdf"}, left: "/Users/ann/private/"},
	{name: "a folder among the words of a title", text: "from,to,source\nAnn,Bo,\"Memo, /Users/ann/private/memo.pdf\"\n",
		says: `list.csv:2:8: warning: the folder "/Users/ann/private/" is left out: `, kept: []string{"Memo, memo.pdf"},
		left: "/Users/ann/private/"},
	{name: "a folder among the words beside an address",
		text: "from,to,source\nAnn,Bo,see C:\\Ann\\memo.pdf https://example.org/home/a/1\n",
		says: `list.csv:2:8: warning: the folder "C:\\Ann\\" is left out: `,
		kept: []string{"memo.pdf", "https://example.org/home/a/1"},
		left: `C:\Ann\`},
	{name: "a folder for an address", file: "documents.csv", text: "title,url\n,/Users/ann/private/memo.pdf\n",
		says: `documents.csv:2:2: warning: the folder "/Users/ann/private/" is left out: `, kept: []string{"memo.pdf"},
		left: "/Users/ann/private/"},
	{name: "a folder for a title", file: "documents.csv", text: "title,url\n/Users/ann/private/memo.pdf,\n",
		says: `documents.csv:2:1: warning: the folder "/Users/ann/private/" is left out: `, kept: []string{"memo.pdf"},
		left: "/Users/ann/private/"},
	{name: "a folder for a title in a row", text: "from,to,source,headline\nAnn,Bo,Courier,/Users/ann/private/memo.pdf\n",
		says: `list.csv:2:16: warning: the folder "/Users/ann/private/" is left out: `,
		kept: []string{"memo.pdf", "Courier"},
		left: "/Users/ann/private/"},
	{name: "no document among others", text: "from,to,source\nAnn,Bo,N/A | They meet\n",
		says: `list.csv:2:8: warning: the source "N/A" is left out: `, kept: []string{"They meet"}, left: "N/A"},
	{name: "no document behind an address", text: "from,to,source\nAnn,Bo,https://example.org/1 | N/A\n",
		says: `list.csv:2:8: warning: the source "N/A" is left out: `, kept: []string{"https://example.org/1"},
		left: "N/A"},
	{name: "no document before an address", text: "from,to,source\nAnn,Bo,N/A (https://example.org/1)\n",
		says: `list.csv:2:8: warning: the source "N/A" is left out: `, kept: []string{"https://example.org/1"},
		left: "N/A"},
	{name: "no document, and none among others", text: "from,to,source\nAnn,Bo,N/A | They meet\nAnn,Cy,N/A\n",
		says: `list.csv:2:8: warning: the source "N/A" is left out: `, kept: []string{"They meet", "N/A"}},
	{name: "a word that leads to an address, in a column of its own",
		text: "from,to,source 1,source 2\nAnn,Bo,see,https://example.org/1\n",
		says: `list.csv:2:8: warning: the source "see" is left out: `, kept: []string{"https://example.org/1"},
		left: "see"},
	{name: "an error of a formula", file: "book.xlsx",
		cells: [][]any{{"from", "to", "url", "shelf"}, {"Ann", "Bo", "https://example.org/1", formulaError}},
		says:  `book.xlsx:Contacts!D2: warning: the error of a formula "#REF!" is left out: `,
		kept:  []string{"https://example.org/1"}, left: "#REF!"},
	{name: "an error for a party in a text",
		text: "from,to,url\nAnn,Bo,https://example.org/1\nAnn,#NAME?,https://example.org/2\n",
		says: `list.csv:3:1: warning: left out, since "#NAME?" names nobody: `, left: "#NAME?"},
	{name: "an error for a party", file: "book.xlsx",
		cells: [][]any{{"from", "to", "url"}, {"Ann", "Bo", "https://example.org/1"},
			{"Ann", formulaError, "https://example.org/2"}},
		says: `book.xlsx:Contacts!B3: warning: the error of a formula "#REF!" is left out: `,
		kept: []string{"https://example.org/1"}, left: "#REF!"},
}

// formulaError is a cell whose formula came to #REF!, once the workbook is rewritten.
const formulaError = true

// cellsOf are the cells of all tables of the dossier.
func cellsOf(t *testing.T, im *intake.Import) []string {
	t.Helper()
	var all []string
	for _, f := range im.Files() {
		if !strings.HasSuffix(f.Name, ".csv") {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(string(f.Data))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, slices.Concat(rows...)...)
	}
	return all
}

// What import says is kept stands in the dossier, and what it says is left out does not.
func TestKeptIsKept(t *testing.T) {
	var all strings.Builder // that is said
	for _, tt := range aside {
		t.Run(tt.name, func(t *testing.T) {
			file := tt.file
			if file == "" {
				file = "list.csv"
			}
			data := []byte(tt.text)
			if tt.cells != nil {
				data = workbook(t, "", map[string][][]any{"Contacts": tt.cells}, "Contacts")
				data = rewritten(t, data, `t="b"><v>1</v>`, `t="e"><v>#REF!</v>`)
			}
			im := intake.Read([]intake.Input{{File: file, Data: data}}, intake.Options{})
			all.WriteString(said(im) + "\n" + im.Account.Words() + "\n")
			if !strings.Contains("\n"+said(im), "\n"+tt.says) {
				t.Errorf("import says\n%s\nwant\n%s", said(im), tt.says)
			}
			cells := cellsOf(t, im)
			holds := func(text string) bool {
				return slices.ContainsFunc(cells, func(c string) bool { return strings.Contains(c, text) })
			}
			for _, text := range tt.kept {
				if !holds(text) {
					t.Errorf("%q stands in no cell of\n%s", text, fileOf2(im))
				}
			}
			if tt.left != "" && holds(tt.left) {
				t.Errorf("%q stands in a cell of\n%s", tt.left, fileOf2(im))
			}
			if tt.left != "" && !strings.Contains(said(im), fmt.Sprintf("%q", tt.left)) {
				t.Errorf("import does not name %q:\n%s", tt.left, said(im))
			}
		})
	}
	for _, words := range saysKept(t) {
		if !words.MatchString(all.String()) {
			t.Errorf("no file here has import say %q", words)
		}
	}
}

// saysKept are the messages of the package that say that something is kept.
func saysKept(t *testing.T) []*regexp.Regexp {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []*regexp.Regexp
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if _, tags := n.(*ast.StructType); tags {
				return false
			}
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			if says := regexp.QuoteMeta(text); keeps.MatchString(text) {
				all = append(all, regexp.MustCompile(verb.ReplaceAllString(says, ".*")))
			}
			return true
		})
	}
	if len(all) < 10 {
		t.Fatalf("found %d messages only: %q", len(all), all)
	}
	return all
}

var (
	keeps = regexp.MustCompile(`\b(kept|keeps)\b`)
	verb  = regexp.MustCompile(`%[a-z]`)
)
