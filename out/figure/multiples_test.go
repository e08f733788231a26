package figure_test

import (
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/figure"
)

// byYear is the built-in dossier, its slices by year and the small diagrams of these.
func byYear(t *testing.T, opts figure.Options) (*graph.Graph, []graph.Slice, *figure.Figure) {
	t.Helper()
	g := builtInGraph(t)
	years, err := graph.Slices(g, graph.Years(g))
	if err != nil {
		t.Fatal(err)
	}
	f, err := figure.Multiples(t.Context(), g, years, nil, opts)
	if err != nil {
		t.Fatal(err)
	}
	return g, years, f
}

// TestSmallDiagrams has each contact once in the list and a line in the diagram of each year in which it was, and every
// actor at one place in all diagrams.
func TestSmallDiagrams(t *testing.T) {
	g, years, f := byYear(t, figure.Options{})
	listed, lines := map[string]int{}, 0
	var panels []figure.Part
	each := func(p figure.Part) {
		switch {
		case strings.HasPrefix(p.Class, "contact "):
			listed[p.ID]++
		case p.Class == "panel":
			panels = append(panels, p)
		case p.Class == "line":
			lines++
		}
	}
	for _, page := range f.Pages() {
		page.Each(each)
	}
	for c := range g.Contacts() {
		if n := listed["contact-"+string(c.ID)]; c.Drawn() && n != 1 {
			t.Errorf("%s is listed %d times", c.ID, n)
		}
	}
	want := 0
	for _, s := range years {
		for c := range s.Graph.Contacts() {
			if c.Drawn() {
				want++
			}
		}
	}
	if len(panels) != len(years) || lines != want {
		t.Errorf("%d diagrams with %d lines, want %d with %d", len(panels), lines, len(years), want)
	}
	at := map[string]figure.Point{}
	for _, p := range panels {
		frame := p.Shapes[0].Box
		for _, actor := range p.Parts {
			if actor.Class != "actor" {
				continue
			}
			id, _, _ := strings.Cut(actor.ID, "--")
			box := actor.Shapes[0].Box
			here := figure.Point{X: box.X - frame.X, Y: box.Y - frame.Y}
			if before, seen := at[id]; seen && (abs(before.X-here.X) > 0.01 || abs(before.Y-here.Y) > 0.01) {
				t.Errorf("%s stands at %v and at %v", id, before, here)
			}
			at[id] = here
		}
	}
	// Without a size they have letters that can be read in print, whatever pages that takes.
	if c := f.Measured(figure.Size{}); c.Letters < 5 {
		t.Errorf("printed on A4 the smallest letters are %v pt high, want 5", c.Letters)
	}
}

// TestSmallDiagramsOnPaper has all diagrams of the built-in dossier on one page of A4, with letters that can be read.
func TestSmallDiagramsOnPaper(t *testing.T) {
	size, err := figure.ParseSize("a4")
	if err != nil {
		t.Fatal(err)
	}
	_, years, f := byYear(t, figure.Options{Size: size})
	for i, page := range f.Pages() {
		panels := 0
		page.Each(func(p figure.Part) {
			if p.Class == "panel" {
				panels++
			}
		})
		if want := map[int]int{0: len(years)}[i]; panels != want {
			t.Errorf("page %d has %d diagrams, want %d", i+1, panels, want)
		}
		if l := page.Legibility(); l.Smallest < 5 {
			t.Errorf("page %d: letters of %v pt", i+1, l.Smallest)
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }

// TestMatrixTellsSidesWithoutColour: rows stand by side, and which side that is can be told where a printer has no
// colours.
func TestMatrixTellsSidesWithoutColour(t *testing.T) {
	f, err := figure.Matrix(builtInGraph(t), figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	f.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			said[text.Content] = true
		}
	})
	for _, side := range []string{"United Kingdom", "Syria under Assad", "HTS and Syria after Assad"} {
		if !said[side] {
			t.Errorf("the legend does not name %q", side)
		}
	}
	f.Each(func(p figure.Part) {
		if p.Class != "matrix" {
			return
		}
		for _, name := range p.Texts {
			beside := func(s figure.Shape) bool { // in the strip at the left, and within the letters' height
				b := s.Box
				return b.X < name.At.X && b.Width > 0 && b.Width <= 3 && b.Y < name.At.Y && b.Y+b.Height > name.At.Y-6
			}
			isNumber := strings.Trim(name.Content, "0123456789") == ""
			if isNumber || strings.HasPrefix(name.Content, "States asking") { // who is on no side
				continue
			}
			if !slices.ContainsFunc(p.Shapes, beside) {
				t.Errorf("no strip beside %q tells its side", name.Content)
			}
		}
	})
	if said["Also told, of actors without a box here:"] {
		t.Error("ties are told of actors without a box, and a matrix has none")
	}
}

// Small diagrams whose lines are in each other's way say so, as a network does: a line that runs behind a box reads as two.
func TestSmallDiagramsThatAreTooDenseSaySo(t *testing.T) {
	actors, claims := "id,name\n", "actor,recipient,document,kind,date\n"
	ids := strings.Fields("ann bo cy di ed fay gus hal ida jo")
	for i, a := range ids {
		actors += a + ",Ministry of " + a + "\n"
		for _, b := range ids[:i] {
			claims += a + "," + b + ",courier,meeting,2021\n"
		}
	}
	g := graphOf(t, map[string]string{"actors.csv": actors, "documents.csv": "id,title\ncourier,Courier\n",
		"claims.csv": claims})
	years, err := graph.Slices(g, graph.Years(g))
	if err != nil {
		t.Fatal(err)
	}
	f, err := figure.Multiples(t.Context(), g, years, nil, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "too dense: some lines or labels are in each other's way"; f.Note != want {
		t.Errorf("it says %q, want %q", f.Note, want)
	}
}
