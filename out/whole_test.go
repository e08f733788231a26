package out_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out"
	"relgraph/out/edits"
	"relgraph/out/internal/made"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/intake"
)

var madeDossiers = flag.Int("made", 24, "how many made dossiers go there and back in each format")

// theWayBack are the files that come back whole, each by one format or, of tables, two.
var theWayBack = []struct {
	name    string
	formats []string
	options rows.Options
}{
	{"graphml", []string{"graphml"}, rows.Options{}},
	{"graphml --flavour strict", []string{"graphml"}, rows.Options{Flavour: rows.Strict}},
	{"graphml --flavour yed", []string{"graphml"}, rows.Options{Flavour: rows.YEd}},
	{"graphml --profile claims", []string{"graphml"}, rows.Options{Claims: true}},
	{"gexf", []string{"gexf"}, rows.Options{}},
	{"gexf --profile claims", []string{"gexf"}, rows.Options{Claims: true}},
	{"nodelink", []string{"nodelink"}, rows.Options{}},
	{"graphology", []string{"graphology"}, rows.Options{}},
	{"cyjs", []string{"cyjs"}, rows.Options{}},
	{"nodes, edges", []string{"nodes", "edges"}, rows.Options{}},
	{"nodes, edges --profile claims", []string{"nodes", "edges"}, rows.Options{Claims: true}},
	{"xlsx", []string{"xlsx"}, rows.Options{}},
	{"datapackage", []string{"datapackage"}, rows.Options{}},
	{"jsonld", []string{"jsonld"}, rows.Options{}},
	{"ftm", []string{"ftm"}, rows.Options{}},
	{"dot", []string{"dot"}, rows.Options{}},
}

// TestEveryFormatThatIsCalledWholeIsTried holds the table above against that of the formats.
func TestEveryFormatThatIsCalledWholeIsTried(t *testing.T) {
	for _, f := range out.Formats() {
		tried := slices.ContainsFunc(theWayBack, func(w struct {
			name    string
			formats []string
			options rows.Options
		}) bool {
			return slices.Contains(w.formats, f.Name)
		})
		if f.Whole != tried {
			t.Errorf("%s is called whole: %t, and is tried: %t", f.Name, f.Whole, tried)
		}
	}
}

// There and back, a made dossier says what it said: rows, own columns, checking, what it says of itself, kinds and codings.
func TestThereAndBack(t *testing.T) {
	sound := 0
	for seed := range uint64(*madeDossiers) {
		d, ok := made.Make(seed).Open()
		if !ok {
			continue
		}
		sound++
		g := graph.Must(graph.Build(d))
		want := whatItSays(d)
		for _, way := range theWayBack {
			back, said := thereAndBack(t, g, way.formats, way.options)
			if said != "" {
				t.Errorf("dossier %d as %s: %s", seed, way.name, said)
				continue
			}
			if diff := cmp.Diff(want, whatItSays(back)); diff != "" {
				t.Errorf("dossier %d as %s (-before +after):\n%s", seed, way.name, diff)
			}
			if c := graph.Compare(g, graph.Must(graph.Build(back))); !c.None() {
				t.Errorf("dossier %d as %s: diff shows %d contacts", seed, way.name, len(c.Contacts))
			}
		}
		if t.Failed() {
			return
		}
	}
	if sound < *madeDossiers/2 {
		t.Errorf("of %d made dossiers only %d pass their checks", *madeDossiers, sound)
	}
}

// thereAndBack writes and reads, and says what was wrong on the way.
func thereAndBack(t *testing.T, g *graph.Graph, formats []string, options rows.Options) (back *sources.Dossier,
	wrong string) {
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
	im := intake.Read(files, intake.Options{})
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
	for _, t := range d.Tables() {
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
		if c := &d.Claims[i]; c.CheckedBy != "" {
			says = append(says, fmt.Sprintf("%s was checked as it stands: %t", c.ID, c.CheckedRow == c.RowDigest()))
		}
	}
	slices.Sort(says)
	return says
}
