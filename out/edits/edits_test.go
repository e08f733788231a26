package edits_test

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/edits"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// harbour has one text of its own in each cell that somebody may change.
var harbour = fstest.MapFS{
	"d/actors.csv": {Data: []byte(`id,name,short,role,kind,side,note,standing
ann,Ann of the Harbour,Ann Shown,Mayoral,person,Townside,Remark on Ann,Standing of Ann
bo,Bo of the Works,,,company,Workside,,
cy,Cy of the Ferry,,,person,,,
`)},
	"d/documents.csv": {Data: []byte("id,title,url\nd1,First report,https://example.org/1\nd2,Second report,https://example.org/2\n")},
	"d/claims.csv": {Data: []byte(`id,actor,recipient,document,kind,date,place,hedge,label,summary,weighing
c1,ann,bo,d1,dinner,2020-01-02,Quayside,allegedly,dined out,Ann and Bo had dinner.,Weighing of c1
c2,ann,bo,d2,letter,2020-02,,,wrote once,Ann wrote to Bo.,
c3,bo,cy,d1,visit,2020-03,,,,Bo saw Cy.,
c4,ann|bo|cy,,d2,talks,2020-04,,,,They all talked.,
`)},
}

// ways are the files of relgraph's that carry records, each written by a format, or by two.
var ways = []struct {
	name    string
	formats []string
	options rows.Options
}{
	{"graphml", []string{"graphml"}, rows.Options{}},
	{"gexf", []string{"gexf"}, rows.Options{}},
	{"nodelink", []string{"nodelink"}, rows.Options{}},
	{"graphology", []string{"graphology"}, rows.Options{}},
	{"cyjs", []string{"cyjs"}, rows.Options{}},
	{"tables", []string{"nodes", "edges"}, rows.Options{}},
	{"yed", []string{"graphml"}, rows.Options{Flavour: rows.YEd}},
	{"claims", []string{"graphml"}, rows.Options{Claims: true}},
}

func open(t *testing.T, files fstest.MapFS) *graph.Graph {
	t.Helper()
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// written are the files of a graph.
func written(t *testing.T, g *graph.Graph, formats []string, options rows.Options) []intake.Input {
	t.Helper()
	var files []intake.Input
	for _, name := range formats {
		f, err := out.FormatNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := out.Render(g, nil, out.Options{Graph: options}).Write(context.Background(), &b, f); err != nil {
			t.Fatal(err)
		}
		files = append(files, intake.Input{File: "x" + f.Ext, Data: b.Bytes()})
	}
	return files
}

// said are the edits that are found in files.
func said(t *testing.T, files []intake.Input) (found []edits.Edit, says []string) {
	t.Helper()
	im := intake.Read(files, intake.Options{})
	if err := im.Problems.Err(); err != nil {
		t.Fatal(err)
	}
	d, problems := im.Open(sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	found, err := edits.Of(d, im.Returned())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found {
		says = append(says, e.Said())
	}
	return found, says
}

func TestAFileThatNobodyChangedHasNoEdits(t *testing.T) {
	syria, problems := sources.OpenBuiltIn("syria-contacts-wider", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for name, g := range map[string]*graph.Graph{"harbour": open(t, harbour), "syria": graph.Must(graph.Build(syria))} {
		for _, way := range ways {
			for _, columns := range []rows.Columns{rows.LeanColumns, rows.AllColumns} {
				way.options.Columns = columns
				if _, says := said(t, written(t, g, way.formats, way.options)); says != nil {
					t.Errorf("%s as %s, columns %d: %q", name, way.name, columns, says)
				}
			}
		}
	}
}

// TestFilesOfBefore reads what relgraph once wrote: "mutual" of what nobody tells the direction of, and in labels of yEd
// each hedge twice.
func TestFilesOfBefore(t *testing.T) {
	g := open(t, harbour)
	yed := written(t, g, []string{"graphml"}, rows.Options{Flavour: rows.YEd})
	label := regexp.MustCompile(`>dined out \[1\]`)
	if !label.Match(yed[0].Data) {
		t.Fatal("yEd's file has no label of the hedged dinner")
	}
	yed[0].Data = label.ReplaceAll(yed[0].Data, []byte(">dined out, “allegedly” [1]"))
	if _, says := said(t, yed); says != nil {
		t.Errorf("of a label with its hedge twice: %q", says)
	}
	yed[0].Data = bytes.Replace(yed[0].Data, []byte(">dined out,"), []byte(">ate at sea,"), 1)
	found, says := said(t, yed)
	if len(found) != 1 || len(found[0].Changes) != 1 || found[0].Changes[0].Text != "ate at sea" {
		t.Errorf("of such a label that was changed: %q, %v", says, found)
	}
	told := written(t, g, []string{"graphml"}, rows.Options{})
	untold := bytes.Count(told[0].Data, []byte(">not told<"))
	if untold < 2 {
		t.Fatalf("%d edges say that nobody tells their direction, want two at least", untold)
	}
	one := []intake.Input{told[0]}
	one[0].Data = bytes.Replace(told[0].Data, []byte(">not told<"), []byte(">mutual<"), 1)
	if found, says := said(t, one); len(found) != 1 || found[0].Cannot != "" || len(found[0].Changes) == 0 {
		t.Errorf("of one that somebody told: %q", says)
	}
	one[0].Data = bytes.ReplaceAll(told[0].Data, []byte(">not told<"), []byte(">mutual<"))
	found, says = said(t, one)
	if len(found) != untold {
		t.Errorf("of %d that were called mutual: %q", untold, says)
	}
	for _, e := range found {
		if e.Cannot == "" {
			t.Errorf("%s: it is taken", e.Said())
		}
	}
}

// TestFilesOfColumnsBetween reads a file with columns that lean ones have no more, and without those that are there on
// request alone: relgraph wrote such.
func TestFilesOfColumnsBetween(t *testing.T) {
	files := written(t, open(t, harbour), []string{"nodelink"}, rows.Options{Columns: rows.AllColumns})
	var file map[string]any
	if err := json.Unmarshal(files[0].Data, &file); err != nil {
		t.Fatal(err)
	}
	between := 0
	for _, edge := range file["edges"].([]any) {
		for name := range edge.(map[string]any) {
			switch rows.ExtentOf(name) {
			case rows.OnRequest:
				delete(edge.(map[string]any), name)
			case rows.Unrecorded:
				between++
			}
		}
	}
	if between == 0 {
		t.Fatal("no column between lean and all")
	}
	var err error
	if files[0].Data, err = json.Marshal(file); err != nil {
		t.Fatal(err)
	}
	if _, says := said(t, files); says != nil {
		t.Errorf("%q, want no edits", says)
	}
}

// TestADateIsTakenWhereItStands changes a date where it is said in words, and where it stands.
func TestADateIsTakenWhereItStands(t *testing.T) {
	files := written(t, open(t, harbour), []string{"graphml"}, rows.Options{Columns: rows.AllColumns})
	files[0].Data = []byte(first(`<data key="when">Mar 2020`, `<data key="when">Apr 2020`)(string(files[0].Data)))
	found, _ := said(t, files)
	const want = "it follows from the dates of its claims: with export --columns all the column dates has them"
	if len(found) != 1 || found[0].Cannot != want || found[0].Changes != nil {
		t.Errorf("when: %+v, want one that cannot be taken: %s", found, want)
	}
	files = written(t, open(t, harbour), []string{"graphml"}, rows.Options{Columns: rows.AllColumns})
	files[0].Data = []byte(first(`<data key="dates">2020-03`, `<data key="dates">2020-04`)(string(files[0].Data)))
	found, _ = said(t, files)
	if len(found) != 1 || found[0].Cannot != "" || len(found[0].Changes) != 1 || found[0].Changes[0].Text != "2020-04" {
		t.Errorf("dates: %+v, want one that can be taken", found)
	}
}

// TestFromTurnsAContactRound names the other end as the one that a contact comes from.
func TestFromTurnsAContactRound(t *testing.T) {
	g := open(t, fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,Report\n")},
		"d/claims.csv":    {Data: []byte("id,actor,recipient,document,kind,direction\nc1,ann,bo,d1,warning,directed\n")},
	})
	for _, columns := range []rows.Columns{rows.LeanColumns, rows.AllColumns} {
		files := written(t, g, []string{"graphml"}, rows.Options{Columns: columns})
		files[0].Data = []byte(first(`<data key="from">ann<`, `<data key="from">bo<`)(string(files[0].Data)))
		found, says := said(t, files)
		want := []string{`contact "ann--to--bo--warning": from is "bo" in the file; kept: "ann"`}
		if diff := cmp.Diff(want, says); diff != "" {
			t.Fatalf("columns %d (-want +got):\n%s", columns, diff)
		}
		im := intake.Read(files, intake.Options{TakeEdits: true})
		im.Take(found[0].Changes)
		d, _ := im.Open(sources.Options{})
		if from, to := cellOf(d, "c1", "actor"), cellOf(d, "c1", "recipient"); from != "bo" || to != "ann" {
			t.Errorf("columns %d: taken, it goes from %q to %q, want from bo to ann", columns, from, to)
		}
	}
}

// A visible text stands before the records; in the formats that are no JSON, one of the dossier's own columns stands
// behind them.
func first(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func own(old, new string) func(string) string {
	return func(s string) string {
		if strings.HasPrefix(s, "{") {
			return first(old, new)(s)
		}
		if i := strings.LastIndex(s, old); i >= 0 {
			return s[:i] + new + s[i+len(old):]
		}
		return s
	}
}

func TestEachEditIsSaidAndTaken(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(string) string
		says   string            // up to the id of a contact
		cell   sources.Cell      // that the dossier has then, in the row at Pos.File
		not    map[string]string // ways in which it is otherwise
	}{
		{name: "name", change: first("Ann of the Harbour", "Ann of the Hills"),
			says: `actor "ann": name is "Ann of the Hills" in the file; kept: "Ann of the Harbour"`,
			cell: sources.Cell{Pos: sources.Pos{File: "ann"}, Column: "name", Text: "Ann of the Hills"},
			not:  map[string]string{"yed": ""}},
		{name: "label", change: first("Ann Shown", "Ann Changed"),
			says: `actor "ann": label is "Ann Changed" in the file; kept: "Ann Shown"`,
			cell: sources.Cell{Pos: sources.Pos{File: "ann"}, Column: "short", Text: "Ann Changed"},
			not:  map[string]string{"yed": `actor "ann": label is "Ann Changed Mayoral" in the file; kept: "Ann Shown Mayoral"`}},
		{name: "side", change: first("Townside", "Hillside"),
			says: `actor "ann": side is "Hillside" in the file; kept: "Townside"`,
			cell: sources.Cell{Pos: sources.Pos{File: "ann"}, Column: "side", Text: "Hillside"}},
		{name: "an own column of actors", change: own("Standing of Ann", "Fall of Ann"),
			says: `actor "ann": standing is "Fall of Ann" in the file; kept: "Standing of Ann"`,
			cell: sources.Cell{Pos: sources.Pos{File: "ann"}, Column: "standing", Text: "Fall of Ann"}},
		{name: "an own column of claims", change: own("Weighing of c1", "Doubts"),
			says: `: weighing is "Doubts" in the file; kept: "Weighing of c1"`,
			cell: sources.Cell{Pos: sources.Pos{File: "c1"}, Column: "weighing", Text: "Doubts"}},
		{name: "label of a contact", change: first("dined out", "ate at sea"),
			says: `: label is "ate at sea" in the file; kept: "dined out"`,
			cell: sources.Cell{Pos: sources.Pos{File: "c1"}, Column: "label", Text: "ate at sea"},
			not:  map[string]string{"yed": `: label is "ate at sea [1] 2 Jan 2020, “allegedly”" in the file; kept: "dined out [1] 2 Jan 2020, “allegedly”"`}},
		{name: "place", change: first("Quayside", "Hilltop"), says: `: places are "Hilltop" in the file; kept: "Quayside"`,
			cell: sources.Cell{Pos: sources.Pos{File: "c1"}, Column: "place", Text: "Hilltop"}},
		{name: "summary", change: first("Ann and Bo had dinner.", "They ate."),
			says: `: summary is "They ate." in the file; kept: "Ann and Bo had dinner."`,
			cell: sources.Cell{Pos: sources.Pos{File: "c1"}, Column: "summary", Text: "They ate."},
			not:  map[string]string{"yed": ""}},
	} {
		for _, way := range ways {
			if tt.name == "place" { // a column that is there on request
				way.options.Columns = rows.AllColumns
			}
			files := written(t, open(t, harbour), way.formats, way.options)
			for i := range files {
				files[i].Data = []byte(tt.change(string(files[i].Data)))
			}
			want := tt.says
			if other, has := tt.not[way.name]; has {
				if want = other; want == "" {
					continue
				}
			}
			found, says := said(t, files)
			if len(says) != 1 || !strings.HasSuffix(says[0], want) || found[0].Cannot != "" {
				t.Errorf("%s in %s: %q, want one, %q", tt.name, way.name, says, want)
				continue
			}
			im := intake.Read(files, intake.Options{TakeEdits: true})
			im.Take(found[0].Changes)
			d, _ := im.Open(sources.Options{})
			if got := cellOf(d, tt.cell.File, tt.cell.Column); got != tt.cell.Text {
				t.Errorf("%s in %s: taken, the cell %s of %s is %q, want %q", tt.name, way.name, tt.cell.Column,
					tt.cell.File, got, tt.cell.Text)
			}
			again, err := edits.Of(d, im.Returned())
			again = slices.DeleteFunc(again, func(e edits.Edit) bool { return e.Column == "description" }) // in yEd's words
			if err != nil || len(again) > 0 {
				t.Errorf("%s in %s: once it is taken, still %v, %v", tt.name, way.name, again, err)
			}
		}
	}
}

// cellOf is a cell of a dossier by the id of its row, "" for a blank one.
func cellOf(d *sources.Dossier, id, column string) string {
	for _, table := range d.Folder().Tables() {
		for _, row := range table.Rows {
			for i, name := range table.Columns {
				if row[0] == id && name == column {
					return row[i]
				}
			}
		}
	}
	return ""
}

// TestWhatIsAddedDeletedOrMoved changes elements as a whole, in two notations.
func TestWhatIsAddedDeletedOrMoved(t *testing.T) {
	element := func(pattern, by string) func(string) string {
		return func(s string) string { return regexp.MustCompile(pattern).ReplaceAllString(s, by) }
	}
	for _, tt := range []struct {
		name, format string
		change       func(string) string
		want         []string
	}{
		{"an edge goes elsewhere", "graphml", first(`source="bo" target="cy"`, `source="bo" target="ann"`),
			[]string{`contact "bo--cy--visit--2020-03": ends are "bo and ann" in the file; kept: "bo and cy"`}},
		{"an edge goes elsewhere", "nodelink", first(`{"source": "bo", "target": "cy"`, `{"source": "bo", "target": "ann"`),
			[]string{`contact "bo--cy--visit--2020-03": ends are "bo and ann" in the file; kept: "bo and cy"`}},
		{"an edge is deleted", "graphml", element(`(?s)\t\t<edge id="bo--cy--visit--2020-03".*?</edge>\n`, ""),
			[]string{`contact "bo--cy--visit--2020-03" was deleted: the file has neither its edge nor its claims, and import cannot bring them back`}},
		{"an edge is deleted", "nodelink",
			element(`\t\t\{"source": "bo", "target": "cy", "key": "bo--cy--visit--2020-03".*\n`, ""),
			[]string{`contact "bo--cy--visit--2020-03" was deleted: the file has neither its edge nor its claims, and import cannot bring them back`}},
		{"a line of a round is deleted", "graphml",
			element(`(?s)\t\t<edge id="ann--bo--cy--talks--2020-04--bo--cy".*?</edge>\n`, ""),
			[]string{`round "ann--bo--cy--talks--2020-04" lacks its line between "bo" and "cy"`}},
		{"a line of a round goes elsewhere", "graphml", first(`--bo--cy" source="bo" target="cy"`, `--bo--cy" source="bo" target="bo"`),
			[]string{`contact "ann--bo--cy--talks--2020-04": ends are "bo and bo" in the file; kept: "bo and cy"`}},
		{"an actor is added, and an edge", "graphml", first("\t</graph>",
			`<node id="n"><data key="label">Dee</data></node><edge source="n" target="bo"><data key="relation">call</data></edge></graph>`),
			[]string{`actor "Dee" was added: it has no record`, `edge blank from "n" to "bo" was added: it has no record`}},
		{"a column is added", "gexf", first(`<attvalue for="name" value="Bo of the Works"/>`,
			`<attvalue for="name" value="Bo of the Works"/><attvalue for="rank" value="7"/>`),
			[]string{`column "rank" of the nodes was added: 1 cell, the first "7"`}},
		{"a cell is cleared", "graphml", element(`<data key="note">Remark on Ann</data>`, ""),
			[]string{`actor "ann": note is blank in the file; kept: "Remark on Ann"`}},
		{"what is derived", "graphml", first(`<data key="state">single-origin</data>`,
			`<data key="state">confirmed</data>`),
			[]string{`contact "ann--bo--dinner--2020-01-02": state is "confirmed" in the file; kept: "single-origin"`}},
		{"Gephi's own ways", "graphml", first(`<data key="weight">1</data>`, `<data key="weight">1.0</data>`), nil},
	} {
		files := written(t, open(t, harbour), []string{tt.format}, rows.Options{})
		text := tt.change(string(files[0].Data))
		if text == string(files[0].Data) {
			t.Fatalf("%s in %s: nothing was changed", tt.name, tt.format)
		}
		files[0].Data = []byte(text)
		if _, says := said(t, files); cmp.Diff(tt.want, says) != "" {
			t.Errorf("%s in %s (-want +got):\n%s", tt.name, tt.format, cmp.Diff(tt.want, says))
		}
	}
}

// TestWordsOfYEdAreCompared changes what yEd shows when somebody points at an element: it is made of the rest, and cannot
// be taken. So is what somebody writes that names nobody.
func TestWordsOfYEdAreCompared(t *testing.T) {
	for _, tt := range []struct {
		name, old, now, says, cannot string
		options                      rows.Options
	}{
		{"description of a box", ">Ann of the Harbour, Mayoral\nRemark on Ann<", ">Ann of the Hills<",
			`actor "ann": description is "Ann of the Hills" in the file; kept: "Ann of the Harbour, Mayoral Remark on Ann"`,
			"it follows from the columns beside it: change those", rows.Options{Flavour: rows.YEd}},
		{"address of a line", ">https://example.org/2<", ">https://example.org/3<",
			`contact "ann--bo--message--2020-02": url is "https://example.org/3" in the file; kept: "https://example.org/2"`,
			"it follows from the columns beside it: change those", rows.Options{Flavour: rows.YEd}},
		{"a document that nobody knows", `<data key="documents">d2<`, `<data key="documents">d7<`,
			`contact "ann--bo--message--2020-02": documents are "d7" in the file; kept: "d2"`,
			`no document has the id "d7", and each claim has one`, rows.Options{}},
	} {
		files := written(t, open(t, harbour), []string{"graphml"}, tt.options)
		text := string(files[0].Data)
		if !strings.Contains(text, tt.old) {
			t.Fatalf("%s: no %q in\n%s", tt.name, tt.old, text)
		}
		files[0].Data = []byte(strings.Replace(text, tt.old, tt.now, 1))
		found, says := said(t, files)
		if !slices.Equal(says, []string{tt.says}) || found[0].Cannot != tt.cannot {
			t.Errorf("%s: %q (%+v), want %q", tt.name, says, found, tt.says)
		}
	}
}
