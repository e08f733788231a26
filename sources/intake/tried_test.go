package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/intake"
)

// A tried is a list in the way in which a tool or a person writes it, and what is to come of it.
type tried struct {
	name   string
	inputs []intake.Input
	opts   intake.Options
	table  string // of which the columns are looked at; claims if none is named
	shows  string // the columns
	want   string // their cells, a line for each row
	says   []string
	silent []string // what must not be said
}

const pajekProject = `% Ministers and their advisers
*Network Cabinet
*Vertices 5 3
 1 "Ann Example" 0.1 0.2 0.5 ellipse ic Red
 2 "Bo &amp; Sons\nof Sampletown" 0.3 0.1 box
 3 Cy [1-4]
 4 "Spring ball"
 5 "Summer ball"
*Arcs :1 "advises"
 1 2 1 l "in writing" w 2
 2: 3 1 2.5 [2011-2013]
*Edges :2 "knows"
 1 3 1 [2014-*]
 3 3 1
*Arcslist
 1 2 3
*Edgeslist
 2 3
*Matrix :3 "went to"
 1 0
 0 2
 0 0
*Partition Parties.clu
*Vertices 5
 1
 2
 1
 9
 9
*Network the same, counted
*Vertices 5
*Arcs
 1 2 7
`

var triedLists = []tried{
	{name: "Pajek's project: vertices, arcs, edges, lists, a matrix, relations, times, a partition",
		inputs: inputs("cabinet.paj", pajekProject), shows: "actor,recipient,kind,direction,date,label,value",
		want: `ann-example; bo-sons-of-sampletown; advises; directed; ; in writing; 
cy; ann-example; relation 2; directed; 2011/2013; ; 2.5
ann-example; cy; knows; ; 2014/..; ; 
ann-example; bo-sons-of-sampletown; ; directed; ; ; 
ann-example; cy; ; directed; ; ; 
bo-sons-of-sampletown; cy; ; ; ; ; 
ann-example; spring-ball; went to; ; ; ; 
bo-sons-of-sampletown; summer-ball; went to; ; ; ; 2`,
		says: []string{`cabinet.paj:1:1: note: left out: the comment "Ministers and their advisers": --document takes what reports the whole file`,
			`cabinet.paj:14:1: warning: left out, since "Cy" stands at both ends: an edge | kind: knows: want two parties`,
			`left out: "*Network the same, counted", behind the first network: want each network in a file of its own`,
			"left out, since they only say how it is drawn: places, shapes and colours"}},
	{name: "what Pajek's project says of its vertices", inputs: inputs("cabinet.paj", pajekProject), table: "actors",
		shows: "name,mode,partition: Parties,points in time",
		want: "Ann Example; 1; 1; \nBo & Sons of Sampletown; 1; 2; \nCy; 1; 1; [1-4]\nSpring ball; 2; 9; \n" +
			"Summer ball; 2; 9; "},
	{name: "Pajek's vertices that no line lists", inputs: inputs("a.net", "*vertices 4\n*edges\n1 2\n2 4\n"),
		shows: "actor,recipient", want: "1; 2\n2; 4",
		says: []string{"a.net:1:1: note: left out: 1 node without a label and without ties",
			"a.net: warning: vertices without a label are called by their numbers: want a label for each"}},
	{name: "a vertex that Pajek's network does not have", inputs: inputs("a.net", "*Vertices 2\n1 \"Ann\"\n*Arcs\n1 3\n"),
		says: []string{`a.net:4:1: "3" is no vertex: want a number from 1 to 2`}},
	{name: "a network of billions", inputs: inputs("a.net", "*Vertices 9000000000\n*Arcs\n1 2\n"), shows: "actor,recipient",
		want: "1; 2"},
	{name: "GML",
		inputs: inputs("a.gml",
			"# saved\nCreator \"a tool\"\ngraph [\n directed 1\n label \"Harbour\"\n node [ id 0 label \"Ann &#38; Co\" graphics [ x 1 ] ]\n"+
				" node [ id 1 label \"Bo\" born \"1960\" ]\n edge [ source 0 target 1 label \"met\" url \"https://example.org/1\" seen [ by \"Cy\" ] ]\n]\n"),
		shows: "actor,recipient,document,kind,direction,seen.by", want: "ann-co; bo; example-org-1; met; directed; Cy",
		says: []string{"left out, since they only say how it is drawn: Creator, graphics"}},
	{name: "GML that ends too early", inputs: inputs("a.gml", "graph [ node [ id 0 "),
		says: []string{`a.gml:1:21: the file ends in the middle of "node": want the whole file`}},
	{name: "NodeXL: bands of heads above the heads, a key called Vertex, counts in a sheet of their own",
		inputs: []intake.Input{{File: "net.xlsx", Data: xlsxSheets(
			sheetOf{"Edges", [][]string{{"", "", "Visual Properties", "Other Columns"},
				{"Vertex 1", "Vertex 2", "Width", "Link"},
				{"ann", "bo", "", "https://example.org/1"}, {"bo", "cy", "2", "https://example.org/2"}}},
			sheetOf{"Vertices", [][]string{{"", "Visual Properties"}, {"Vertex", "Label"}, {"ann", "Ann Example"},
				{"bo", "Bo Sample"}, {"cy", ""}}},
			sheetOf{"Top items", [][]string{{"Top Words in the Graph", "Graph Count"}, {"harbour", "many"},
				{"ferry", "few"}}})}},
		shows: "actor,recipient,document,Width", want: "ann; bo; example-org-1; \nbo; cy; example-org-2; 2",
		says:   []string{`the sheet "Top items" is left out: its columns do not say what the rows are about`},
		silent: []string{"among the actors"}},
	{name: "a list whose parties and letters are numbered in two further tables, heads in Portuguese",
		inputs: inputs("cartas.csv",
			"id_origem,label_origem,id_destino,label_destino,id_document\n1,Ann Example,2,Bo Sample,7\n"+
				"1,Ann Example,3,Bo Sample,8\n", "documentos.csv",
			"id_doc,type,name,place,date,link\n7,Letter,Ann to Bo,Paris,1912/March/15,NA\n"+
				"8,Letter,Ann to the other Bo,Paris,1913/-/-,https://example.org/8\n",
			"nodos.csv", "id_node,label_node,year_birth\n1,Ann Example,1887\n2,Bo Sample,1889\n3,Bo Sample,1901\n"),
		shows: "actor,recipient,document",
		want:  "ann-example; bo-sample; ann-to-bo\nann-example; bo-sample-2; ann-to-the-other-bo"},
	{name: "what the letters are dated", inputs: inputs("documentos.csv",
		"id_doc,type,name,place,date,link\n7,Letter,Ann to Bo,Paris,1912/March/15,https://example.org/7\n8,Letter,B,Paris,1913/-/-,https://example.org/8\n9,Letter,C,Rome,1914/May/,https://example.org/9\n"),
		table: "documents", shows: "title,issued", want: "Ann to Bo; 1912-03-15\nB; 1913\nC; 1914-05"},
	{name: "people whose name is a placeholder elsewhere",
		inputs: inputs("edges.csv", "Source,Target,Type\nBran,Nan,Undirected\nBran,nan,Undirected\n"),
		shows:  "actor,recipient,direction", want: "bran; nan; ",
		says: []string{`edges.csv:3:1: warning: left out, since "nan" names nobody: Bran | nan | Undirected: want a name on both sides`}},
	{name: "families with initials behind a comma", inputs: inputs("edges.csv",
		"Source,Target\n\"Du Bois, W. E. B.\",\"Battey, C. M.\"\n"),
		shows: "actor,recipient", want: "du-bois-w-e-b; battey-c-m", silent: []string{"taken for one name"}},
	{name: "LittleSis' form for many relationships of one entity, who is not in it", inputs: inputs("bulk.csv",
		"name,blurb,primary_ext,description1,description2,start_date\nAnn Example,driver,Person,Bo is a friend of Ann,Ann is a friend of Bo,1964\n"),
		table: "actors", shows: "name,description1", want: "Ann Example; Bo is a friend of Ann"},
	{name: "statements of ownership that later ones replace", inputs: inputs("a.json", `[
 {"statementId":"a","recordType":"person","recordId":"p","statementDate":"2019-01-01","recordDetails":{"names":[{"fullName":"Ann"}]}},
 {"statementId":"b","recordType":"entity","recordId":"e","statementDate":"2019-01-01","recordDetails":{"name":"Works"}},
 {"statementId":"c","recordType":"relationship","recordId":"r","statementDate":"2019-01-01","recordDetails":{"subject":"e","interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":25}}]}},
 {"statementId":"d","recordType":"relationship","recordId":"r","statementDate":"2021-01-01","recordDetails":{"subject":"e","interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":40}}]}}]`),
		shows: "actor,recipient,kind,label,statementId", want: "p; e; shareholding; 40 %; d",
		says: []string{`left out, since the statement "d" of 2021-01-01 replaces it: {"statementId": "c"`}},
	{name: "Kumu's project with a name, a description and loops", inputs: inputs("a.json",
		`{"name":"Harbour","description":"Who knows whom","defaultMap":"m","elements":[{"_id":"elem-1","attributes":{"label":"Ann"}},{"_id":"elem-2","attributes":{"label":"Bo"}}],`+
			`"connections":[{"_id":"conn-1","from":"elem-1","to":"elem-2","direction":"directed","attributes":{"source":"https://example.org/1"}}],"loops":[{"_id":"loop-1","attributes":{"label":"R1"}}]}`),
		shows: "actor,recipient,document,direction", want: "ann; bo; example-org-1; directed",
		says: []string{`left out: the description of the project: "Who knows whom"`,
			`left out: loops of the project: [{"_id": "loop-1"`,
			"left out, since they only say how it is drawn: defaultMap"}},
	{name: "arcs and edges of netsJSON", inputs: inputs("a.json",
		`{"nodes":[{"id":1,"lab":"Ann"},{"id":2,"lab":"Bo"}],"links":[{"type":"arc","n1":1,"source":1,"target":2},{"type":"edge","source":2,"target":1}]}`),
		shows: "actor,recipient,kind,direction", want: "1; 2; ; directed\n2; 1; ; "},
}

// Lists in the ways in which tools write them, and people who have them, come in as what they are.
func TestTriedLists(t *testing.T) {
	for _, tt := range triedLists {
		t.Run(tt.name, func(t *testing.T) {
			im := intake.Read(tt.inputs, tt.opts)
			says := said(im)
			if tt.want != "" {
				if im.Problems.Err() != nil {
					t.Fatal(says)
				}
				table := tt.table
				if table == "" {
					table = "claims"
				}
				if diff := cmp.Diff(tt.want, claimsOf(t, im, table, strings.Split(tt.shows, ",")...)); diff != "" {
					t.Errorf("-want +got:\n%s\n%s", diff, says)
				}
			} else if im.Problems.Err() == nil {
				t.Error("nothing is wrong")
			}
			for _, words := range tt.says {
				if !strings.Contains(says, words) {
					t.Errorf("no %q in\n%s", words, says)
				}
			}
			for _, words := range tt.silent {
				if strings.Contains(says, words) {
					t.Errorf("%q in\n%s", words, says)
				}
			}
		})
	}
}
