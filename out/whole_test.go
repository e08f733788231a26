package out_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/edits"
	"relgraph/out/format"
	"relgraph/out/internal/golden"
	"relgraph/out/internal/made"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

var madeDossiers = flag.Int("made", 12, "how many made dossiers go there and back in each format")

// A way is an export that is read again: one format or, of tables, two.
type way struct {
	formats []string
	flags   string // of export, that ask for the options
	options rows.Options
}

func (w way) String() string { return strings.Join(append(slices.Clone(w.formats), w.flags), " ") }

// flagged are the flags that export has for what an edge is, how much stands beside it and for whom it is written.
var flagged = []struct {
	flags   string
	needs   []format.Option
	options rows.Options
}{
	{"", nil, rows.Options{}},
	{"--columns all", []format.Option{format.Columns}, rows.Options{Columns: rows.AllColumns}},
	{"--profile claims", []format.Option{format.Profile}, rows.Options{Claims: true}},
	{"--flavour strict", []format.Option{format.Flavour}, rows.Options{Flavour: rows.Strict}},
	{"--flavour yed", []format.Option{format.Flavour}, rows.Options{Flavour: rows.YEd}},
	{"--direction mixed", []format.Option{format.Direction}, rows.Options{Direction: rows.Mixed}},
	{"--records none", []format.Option{format.Records}, rows.Options{Records: rows.NoRecords}},
	{"--profile claims --records none", []format.Option{format.Profile, format.Records},
		rows.Options{Claims: true, Records: rows.NoRecords}},
}

// ways are all exports that are read again, with each of the flags that their formats obey. A table of nodes is read with
// its table of edges.
func ways() (all []way) {
	for _, f := range out.Formats() {
		if f.OneWay || f.Name == "nodes" {
			continue
		}
		formats := []string{f.Name}
		if f.Name == "edges" {
			formats = []string{"nodes", "edges"}
		}
		for _, o := range flagged {
			if !slices.ContainsFunc(o.needs, func(n format.Option) bool { return !f.Obeys(n) }) {
				all = append(all, way{formats, o.flags, o.options})
			}
		}
	}
	return all
}

// theWayBack are those that come back whole: the formats that are called so, with their records.
func theWayBack() []way {
	return slices.DeleteFunc(ways(), func(w way) bool {
		f, err := out.FormatNamed(w.formats[0])
		return err != nil || !f.Whole || w.options.Records == rows.NoRecords
	})
}

var tried = flag.Int("tried", 6, "how many made dossiers it is counted of what each export loses")

// What each export loses is found by trying: all that some dossier had, and no longer has when it comes back. The list is
// shown in the documentation, and import says it; with -update it is written anew.
func TestWhatIsLostOnTheWayBack(t *testing.T) {
	dossiers, err := made.BuiltInAnd(made.Seeds(uint64(*tried), uint64(*tried)))
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	w := csv.NewWriter(&list)
	if err := w.Write([]string{"format", "flags", "lost"}); err != nil {
		t.Fatal(err)
	}
	for _, way := range ways() {
		lost := losses{lost: map[string]bool{}, had: map[string]bool{}, gone: map[string]bool{}, kept: map[string]bool{}}
		for _, d := range dossiers {
			back := cells{}
			if im := intake.Read(written(t, graph.Must(graph.Build(d)), way), intake.Options{}); im.Problems.Err() == nil {
				read, _ := im.Open(sources.Options{AllowUnsourced: true})
				back = cellsOf(read)
			}
			lost.count(cellsOf(d), back)
		}
		f, err := out.FormatNamed(way.formats[0])
		if err != nil {
			t.Fatal(err)
		}
		if whole := f.Whole && way.options.Records != rows.NoRecords; whole != (len(lost.names()) == 0) {
			t.Errorf("%s is called whole: %t; lost: %v", way, whole, lost.names())
		}
		if err := w.Write([]string{strings.Join(way.formats, ", "), way.flags,
			strings.Join(lost.names(), "|")}); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	golden.File(t, "../sources/intake/lost.csv", []byte(list.String()))
}

// A place is where a cell stands: its column, as "table.column", and the row's id.
type place struct{ column, row string }

type cells map[place]string

// cellsOf are all cells of a dossier that are not blank, and what it says of itself. Places of copies and of rows in other
// files stay at home.
func cellsOf(d *sources.Dossier) cells {
	known := map[string]bool{}
	for _, c := range sources.Columns() {
		known[c.Table+"."+c.Name] = c.Reach != sources.Local
	}
	all := cells{}
	for _, t := range d.Folder().Tables() {
		for _, row := range t.Rows {
			id := row[0]
			if t.Name == "codings" { // which have no id
				id = strings.Join(row[:5], " | ")
			}
			for i, text := range row {
				column := t.Name + "." + t.Columns[i]
				kept, ours := known[column]
				if text == "" || ours && !kept {
					continue
				}
				at := place{column, id}
				if !ours {
					at = place{t.Name + ".*", id + " " + t.Columns[i]}
				}
				all[at] = text
			}
		}
	}
	for _, f := range d.AboutFields() {
		all[place{"dossier." + f.Name, ""}] = f.Value
	}
	for of, settings := range map[string][]sources.Setting{"figure": d.Figure, "sides": d.Sides} {
		for _, s := range settings {
			all[place{"dossier." + of, s.Name}] = s.Value
		}
	}
	return all
}

// losses are what dossiers lost on a way.
type losses struct {
	lost map[string]bool // columns of which a row that came back says something else
	had  map[string]bool // columns in which something stood
	gone map[string]bool // tables of which a row did not come back
	kept map[string]bool // tables of which a row did
}

// count compares a dossier with what came back of it. What came back and was not there is a loss too: of what the dossier
// left open.
func (l losses) count(before, back cells) {
	for of := range before {
		l.had[of.column] = true
		table, name, _ := strings.Cut(of.column, ".")
		switch {
		case table == "dossier", name != "id" && table != "codings":
		case back[of] == "":
			l.gone[table] = true
		default:
			l.kept[table] = true
		}
	}
	for _, all := range []cells{before, back} {
		for of := range all {
			if before[of] != back[of] && before.hasRow(of) && back.hasRow(of) {
				l.lost[of.column] = true
			}
		}
	}
}

// hasRow tells whether there is the row that a cell stands in.
func (c cells) hasRow(of place) bool {
	table, column, _ := strings.Cut(of.column, ".")
	id := of.row
	if column == "*" {
		id, _, _ = strings.Cut(id, " ") // the column's own name stands behind
	}
	return table == "dossier" || c[place{table + ".id", id}] != ""
}

// names are a table's name if no row of it came back, "some" before it if some did not, and columns of those that did; or a
// table's name for all its columns.
func (l losses) names() (names []string) {
	whole := map[string]bool{}
	for column := range l.had {
		table, _, _ := strings.Cut(column, ".")
		if all, seen := whole[table]; !seen || all {
			whole[table] = l.lost[column]
		}
	}
	for table := range l.gone {
		if whole[table] = whole[table] || !l.kept[table]; !whole[table] {
			names = append(names, "some "+table)
		}
	}
	for table, all := range whole {
		if all {
			names = append(names, table)
		}
	}
	for column := range l.lost {
		if table, _, _ := strings.Cut(column, "."); !whole[table] {
			names = append(names, column)
		}
	}
	slices.Sort(names)
	return names
}

// There and back, a made dossier says what it said: rows, own columns, checking, what it says of itself, kinds and codings.
func TestThereAndBack(t *testing.T) {
	sound, filled := 0, map[string]bool{"claims.contact": true} // which TestWhatIsLostOnTheWayBack has of the built-in dossier
	for seed := range uint64(*madeDossiers) {
		d, ok := made.Make(seed).Open()
		if !ok {
			continue
		}
		sound++
		for cell := range cellsOf(d) {
			filled[cell.column] = true
		}
		g := graph.Must(graph.Build(d))
		want := whatItSays(d)
		for _, way := range theWayBack() {
			back, said := thereAndBack(t, g, way)
			if said != "" {
				t.Errorf("dossier %d as %s: %s", seed, way, said)
				continue
			}
			if diff := cmp.Diff(want, whatItSays(back)); diff != "" {
				t.Errorf("dossier %d as %s (-before +after):\n%s", seed, way, diff)
			}
			if c := graph.Compare(g, graph.Must(graph.Build(back))); !c.None() {
				t.Errorf("dossier %d as %s: diff shows %d contacts", seed, way, len(c.Contacts))
			}
		}
		if t.Failed() {
			return
		}
	}
	if sound < *madeDossiers/2 {
		t.Errorf("of %d made dossiers only %d pass their checks", *madeDossiers, sound)
	}
	for _, c := range sources.Columns() {
		if name := c.Table + "." + c.Name; c.Reach != sources.Local && !filled[name] {
			t.Errorf("no cell of %s went there and back in %d made dossiers", name, *madeDossiers)
		}
	}
}

// written is a dossier as a way has it.
func written(t *testing.T, g *graph.Graph, w way) (files []intake.Input) {
	t.Helper()
	for _, name := range w.formats {
		f, err := out.FormatNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := out.Render(g, nil, out.Options{Graph: w.options}).Write(context.Background(), &b, f); err != nil {
			t.Fatal(err)
		}
		files = append(files, intake.Input{File: "x" + f.Ext, Data: b.Bytes()})
	}
	return files
}

// thereAndBack writes and reads, and says what was wrong on the way.
func thereAndBack(t *testing.T, g *graph.Graph, w way) (back *sources.Dossier, wrong string) {
	t.Helper()
	im := intake.Read(written(t, g, w), intake.Options{})
	if im.Problems.Err() != nil || len(im.Problems.Only(sources.Warning)) > 0 || im.Account.LeftOut > 0 ||
		im.Account.Unread() > 0 {
		return nil, fmt.Sprint(im.Problems)
	}
	back, problems := im.Open(sources.Options{})
	if err := problems.Err(); err != nil {
		return nil, err.Error()
	}
	found, err := edits.Of(back, im.Returned())
	if err != nil || found != nil {
		return nil, fmt.Sprintf("edits %v, %v", found, err)
	}
	return back, ""
}

// whatItSays are all rows of a dossier, in the order of their ids, and what it says of itself. Places of copies and of
// rows in other files stay at home, and the order of lists of settings means nothing.
func whatItSays(d *sources.Dossier) []string {
	var says []string
	for _, t := range d.Folder().Tables() {
		for _, row := range t.Rows {
			var cells []string
			for i, text := range row {
				if text != "" && t.Columns[i] != "path" && t.Columns[i] != "found_in" {
					cells = append(cells, t.Columns[i]+": "+text)
				}
			}
			slices.Sort(cells[1:])
			says = append(says, t.Name+" "+strings.Join(cells, " | "))
		}
	}
	for _, f := range d.AboutFields() {
		says = append(says, f.Name+" = "+f.Value)
	}
	for _, s := range slices.Concat(d.Figure, d.Sides) {
		says = append(says, s.Name+" = "+s.Value)
	}
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Detail().CheckedBy != "" {
			says = append(says, fmt.Sprintf("%s was checked as it stands: %t", c.ID,
				c.Detail().CheckedRow == c.RowDigest()))
		}
	}
	slices.Sort(says)
	return says
}

// TestClaimsKeepTheirWayAndOwnColumns reads claims of a file without records: what an edge shows of its claim comes back,
// and nothing that relgraph derives or that only draws becomes a column of the owner's.
func TestClaimsKeepTheirWayAndOwnColumns(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\n")},
		"d/documents.csv": {Data: []byte("id,title,publisher,issued,url\nd1,Report,Gazette,2020,https://example.org/1\n")},
		"d/kinds.csv":     {Data: []byte("id,word,class,directed\nbarter,barter,contact,no\nsale,sale,contact,yes\n")},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document,kind,direction,date,channel,weighing\n" +
			"c1,ann,bo,d1,meeting,,2019-01-02,direct,heavy\nc2,ann,cy,d1,call,,2019-02,unknown,\n" +
			"c3,bo,cy,d1,letter,,,via ann,light\nc4,ann|bo|cy,,d1,talks,,2019,,\n" +
			"c5,ann,bo,d1,warning,mutual,2020,,\nc6,ann,cy,d1,meeting,directed,2020,,\n" +
			"c7,bo,cy,d1,barter,,2020,,\nc8,bo,ann,d1,sale,,2020,,\nc9,bo,ann,d1,sale,mutual,2020-02,,\n" +
			"c10,ann,bo,d1,call,mutual,2020-02,,\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := graph.Must(graph.Build(d))
	for _, w := range ways() {
		if !w.options.Claims || w.options.Records != rows.NoRecords {
			continue
		}
		im := intake.Read(written(t, g, w), intake.Options{})
		back, problems := im.Open(sources.Options{})
		if err := problems.Err(); err != nil {
			t.Errorf("%s: %v", w, err)
			continue
		}
		for _, want := range d.Claims {
			got := back.Claim(want.ID)
			if got == nil || got.Detail().Channel.String() != want.Detail().Channel.String() ||
				!slices.EqualFunc(got.Detail().Extra, want.Detail().Extra, func(a, b sources.Field) bool {
					return a.Name == b.Name && a.Value == b.Value
				}) {
				t.Errorf("%s: the claim %q comes back as %+v, want its channel %q and its own cells %v", w, want.ID, got,
					want.Detail().Channel, want.Detail().Extra)
				continue
			}
			if got.Directed != want.Directed || got.Mutual != want.Mutual {
				t.Errorf("%s: the claim %q comes back directed %t, mutual %t; want %t, %t", w, want.ID, got.Directed,
					got.Mutual,
					want.Directed, want.Mutual)
			}
		}
	}
}

// TestTablesWithoutRecordsKeepNames reads the tables of nodes and edges without records: marks that keep spreadsheets from
// counting, and doubled backslashes, are no part of what cells say.
func TestTablesWithoutRecordsKeepNames(t *testing.T) {
	const actors = "id,name,short,kind,role,alias,part_of,note\n" +
		"ann,=Ann's,+An,person,-3 degrees,A. N.|Annie,,@note\nbo,Bo \\ Co,,company,,,,back\\slash\ncy,Cy,,,,,bo,\n"
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte(actors)},
		"d/documents.csv": {Data: []byte("id,title,publisher,issued,url\nd1,Report,Gazette,2020,https://example.org/1\n")},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document,kind,date,summary\n" +
			"c1,ann,bo,d1,meeting,2019-01-02,=they met\nc2,ann,cy,d1,call,2019-02,\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := graph.Must(graph.Build(d))
	for _, w := range ways() {
		if w.options.Records != rows.NoRecords {
			continue
		}
		im := intake.Read(written(t, g, w), intake.Options{})
		back, problems := im.Open(sources.Options{AllowUnsourced: true})
		if err := problems.Err(); err != nil {
			t.Errorf("%s: %v", w, err)
			continue
		}
		if diff := cmp.Diff(actorCells(d), actorCells(back)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", w, diff)
		}
	}
}

// actorCells are all cells of actors that are not blank.
func actorCells(d *sources.Dossier) cells {
	all := cellsOf(d)
	for of := range all {
		if !strings.HasPrefix(of.column, "actors.") {
			delete(all, of)
		}
	}
	return all
}

// Programs keep one field of a name and forget the others: no object has a name twice, whatever columns a dossier has.
func TestObjectsHaveEachNameOnce(t *testing.T) {
	dossiers, err := made.BuiltInAnd(made.Seeds(4, 24))
	if err != nil {
		t.Fatal(err)
	}
	for n, d := range dossiers {
		g := graph.Must(graph.Build(d))
		for _, w := range ways() {
			for _, file := range written(t, g, w) {
				if text := bytes.TrimSpace(file.Data); !bytes.HasPrefix(text, []byte("{")) ||
					!bytes.HasSuffix(text, []byte("}")) {
					continue // it is no JSON
				}
				lines := jsontext.NewDecoder(bytes.NewReader(file.Data))
				for {
					if _, err := lines.ReadValue(); errors.Is(err, io.EOF) {
						break
					} else if err != nil {
						t.Errorf("dossier %d as %s: %v", n, w, err)
						break
					}
				}
			}
		}
	}
}
