package figure_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/graphviz"
	"relgraph/out/internal/made"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

func drawGraph(t *testing.T, g *graph.Graph) *figure.Figure {
	t.Helper()
	return drawOn(t, g, figure.Options{})
}

func drawOn(t *testing.T, g *graph.Graph, opts figure.Options) *figure.Figure {
	t.Helper()
	f, err := figure.Draw(context.Background(), g, graphviz.Engine{}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func builtIn(t *testing.T) *figure.Figure {
	t.Helper()
	return drawGraph(t, builtInGraph(t))
}

func TestNothingOverlapsInTheBuiltInFigure(t *testing.T) { wellPlaced(t, builtIn(t)) }

func TestNothingOverlapsInMadeFigures(t *testing.T) {
	for seed := range made.Seeds(40, 400) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := graphOf(t, madeDossier(rand.New(rand.NewPCG(seed, 1))))
			wellPlaced(t, drawOn(t, g, figure.Options{Layout: figure.Ledger}))
		})
	}
}

func TestTheBuiltInFigureFitsOnPaper(t *testing.T) {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	a4, err := figure.ParseSize("a4")
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []figure.Size{a4, a4.Turned()} {
		f := drawOn(t, g, figure.Options{Size: size})
		wellPlaced(t, f)
		if f.Width != size.Width || f.Height != size.Height {
			t.Errorf("the page is %v x %v pt, want %v x %v", f.Width, f.Height, size.Width, size.Height)
		}
		f.Each(func(p figure.Part) {
			for _, text := range p.Texts {
				if text.Size < 4 {
					t.Errorf("%q is set in %.1f pt", text.Content, text.Size)
				}
			}
		})
	}
}

func TestEveryLayoutIsWellPlaced(t *testing.T) {
	graphs, crowded := map[string]*graph.Graph{"built-in": builtInGraph(t)}, 0
	for seed := range made.Seeds(3, 60) {
		graphs[fmt.Sprint(seed)] = graphOf(t, madeDossier(rand.New(rand.NewPCG(seed, 3))))
	}
	for i, word := range figure.Layouts() {
		way, err := figure.ParseLayout(word)
		if err != nil || int(way) != i {
			t.Fatalf("%s: %v, %v", word, way, err)
		}
		for name, g := range graphs {
			if way == figure.Auto && name != "built-in" {
				continue // takes one of the others
			}
			t.Run(word+"/"+name, func(t *testing.T) {
				f := drawOn(t, g, figure.Options{Layout: way})
				if way == figure.Network && f.Note != "" { // it says that it is not, and "auto" takes another figure
					crowded++
					return
				}
				wellPlaced(t, f)
			})
		}
	}
	if 6*crowded > len(graphs) {
		t.Errorf("%d networks of %d are too dense", crowded, len(graphs))
	}
}

// TestGivenPlacesAreKept draws a graph at the places of another figure of it, on paper of another size.
func TestGivenPlacesAreKept(t *testing.T) {
	g := builtInGraph(t)
	first := drawOn(t, g, figure.Options{Layout: figure.Radial})
	centre := func(a figure.Actor) figure.Point {
		return figure.Point{X: a.Box.X + a.Box.Width/2, Y: a.Box.Y + a.Box.Height/2}
	}
	places := map[sources.ActorID]figure.Point{}
	for _, a := range first.Actors[1:] { // the first is new
		places[a.Actor.ID] = centre(a)
	}
	again := drawOn(t, g, figure.Options{Places: places})
	wellPlaced(t, again)
	if again.Note != "" {
		t.Fatal(again.Note)
	}
	var by figure.Point
	kept := 0
	for _, a := range again.Actors {
		was, given := places[a.Actor.ID]
		if !given {
			continue
		}
		is := centre(a)
		if kept++; kept == 1 {
			by = figure.Point{X: is.X - was.X, Y: is.Y - was.Y}
		}
		if math.Hypot(is.X-was.X-by.X, is.Y-was.Y-by.Y) > 0.2 { // places are on a grid of a sixteenth of a point
			t.Errorf("%s stands at %v, was at %v", a.Actor.ID, is, was)
		}
	}
	if kept < 10 {
		t.Errorf("only %d actors were in both figures", kept)
	}
}

func TestEveryThemeIsWellPlaced(t *testing.T) {
	d, _ := sources.SyriaContacts()
	for _, name := range style.Names() {
		theme, err := style.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		f := drawOn(t, graph.Must(graph.Build(d)), figure.Options{Theme: theme})
		wellPlaced(t, f)
		if f.Paper != theme.Paper {
			t.Errorf("%s: on paper %s", name, f.Paper)
		}
	}
}

func TestAPageThatIsTooSmallIsRefused(t *testing.T) {
	d, _ := sources.SyriaContacts()
	for _, c := range []struct{ size, want string }{
		{"60mm", "the page is too small, 60 mm wide: letters would be "},
		{"100x30", "the page is too small, 100 × 30 mm: the figure is "},
	} {
		size, err := figure.ParseSize(c.size)
		if err != nil {
			t.Fatal(err)
		}
		_, err = figure.Draw(context.Background(), graph.Must(graph.Build(d)), graphviz.Engine{},
			figure.Options{Size: size})
		if !errors.Is(err, figure.ErrTooSmall) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.size, err, c.want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for _, c := range []struct {
		text          string
		width, height float64
		problem       string
	}{
		{"a4", 595.28, 841.89, ""},
		{"Letter", 612, 792, ""},
		{"160x100mm", 453.54, 283.46, ""},
		{"160x100", 453.54, 283.46, ""},
		{"6x4in", 432, 288, ""},
		{"300x200pt", 300, 200, ""},
		{"9cm", 255.12, 0, ""},
		{"huge", 0, 0, `unknown size "huge": want a4, a3, letter, column, slide, or measures such as 160x100mm`},
		{"x100mm", 0, 0, `unknown size "x100mm": want a4, a3, letter, column, slide, or measures such as 160x100mm`},
		{"5x5mm", 0, 0, `size "5x5mm": want each measure from 18 mm to 7 m`},
		{"NaNx5mm", 0, 0, `size "NaNx5mm": want each measure from 18 mm to 7 m`},
	} {
		size, err := figure.ParseSize(c.text)
		problem := ""
		if err != nil {
			problem = err.Error()
		}
		if problem != c.problem || math.Abs(size.Width-c.width) > 0.01 || math.Abs(size.Height-c.height) > 0.01 {
			t.Errorf("%q: got %+v, %q", c.text, size, problem)
		}
	}
}

// madeDossier makes up to thirty contacts between up to fourteen actors on up to four sides.
func madeDossier(r *rand.Rand) map[string]string {
	words := strings.Fields("Ministry of Long Names and Interior Affairs Ann Bo al-Khalil Große Straße Новости Ελλάδα Group 7 Inter-Agency Office")
	name := func() string {
		var parts []string
		for range 1 + r.IntN(5) {
			parts = append(parts, words[r.IntN(len(words))])
		}
		return strings.Join(parts, " ")
	}
	n := 2 + r.IntN(13)
	actors := "id,name,role,side\n"
	for i := range n {
		side := []string{"", "North", "South of the Border", "East"}[r.IntN(4)]
		actors += fmt.Sprintf("a%d,%s %d,%s,%s\n", i, name(), i,
			[]string{"", "deputy head of the delegation (2014)"}[r.IntN(2)], side)
	}
	kinds := sources.Kinds()
	claims := "actor,recipient,document,kind,direction,date,label,hedge,modality\n"
	for i := range 1 + r.IntN(30) {
		a, b := r.IntN(n), r.IntN(n)
		if a == b {
			b = (a + 1) % n
		}
		kind := kinds[r.IntN(len(kinds))]
		direction := []string{"", "directed"}[r.IntN(2)]
		if kind == "affiliation" {
			direction = "directed"
		}
		claims += fmt.Sprintf("a%d,a%d,https://example.org/%d,%s,%s,%s,%s,%s,%s\n", a, b, i, kind, direction,
			[]string{"", "2014", "/2014-09-23", "2024-12-22~/"}[r.IntN(4)],
			[]string{"", "talks over a truce", "x"}[r.IntN(3)],
			[]string{"", "reportedly", "understood to have been"}[r.IntN(3)],
			[]string{"", "", "planned", "requested"}[r.IntN(4)])
	}
	return map[string]string{"actors.csv": actors, "claims.csv": claims}
}

// slack is what two things may touch by, in points: less than a stroke.
const slack = 0.5

// wellPlaced holds that every text is within its box and the page, that no two boxes overlap, and that no line passes
// through an actor or the label of another line.
func wellPlaced(t *testing.T, f *figure.Figure) {
	t.Helper()
	type named struct {
		what string
		box  figure.Box
	}
	page := figure.Box{Width: f.Width, Height: f.Height}
	within := func(what string, texts []figure.Text, box figure.Box) {
		for _, text := range texts {
			b := figure.Box{X: text.At.X, Y: text.At.Y - 0.75*text.Size, Width: text.Width, Height: 0.95 * text.Size}
			if b.X < box.X-slack || b.X+b.Width > box.X+box.Width+slack || b.Y < box.Y-slack ||
				b.Y+b.Height > box.Y+box.Height+slack {
				t.Errorf("%s: %q at %.1f,%.1f (%.1f wide) is not within its box %+v", what, text.Content, b.X, b.Y,
					b.Width, box)
			}
		}
	}
	var boxes []named
	for _, a := range f.Actors {
		boxes = append(boxes, named{"actor " + string(a.Actor.ID), a.Box})
		within("actor "+string(a.Actor.ID), a.Texts, a.Box)
	}
	for _, e := range f.Edges {
		boxes = append(boxes, named{"label " + string(e.Contact.ID), e.Label})
		within("label "+string(e.Contact.ID), e.Texts, e.Label)
	}
	for i, a := range boxes {
		if !inside(a.box, page) {
			t.Errorf("%s at %+v leaves the page", a.what, a.box)
		}
		for _, b := range boxes[:i] {
			if overlap(a.box, b.box) {
				t.Errorf("%s overlaps %s: %+v %+v", a.what, b.what, a.box, b.box)
			}
		}
	}
	framed := map[string]bool{}
	for _, g := range f.Groups {
		within("side "+g.Side, g.Texts, g.Box)
		framed[g.Side] = true
	}
	for _, a := range f.Actors {
		home := false
		for _, g := range f.Groups {
			belongs := words.Side(a.Actor) == g.Side
			if inside(a.Box, g.Box) && !belongs {
				t.Errorf("actor %s stands in the frame of %s", a.Actor.ID, g.Side)
			}
			home = home || belongs && inside(a.Box, g.Box)
		}
		if !home && framed[words.Side(a.Actor)] && !a.Again {
			t.Errorf("actor %s stands outside the frame of its side", a.Actor.ID)
		}
	}
	f.Each(func(p figure.Part) { within("part "+p.ID, p.Texts, page) })
	for _, e := range f.Edges {
		own := map[string]bool{"label " + string(e.Contact.ID): true, "actor " + string(e.Contact.From): true,
			"actor " + string(e.Contact.To): true}
		for _, b := range boxes {
			if !own[b.what] && passes(e, b.box) {
				t.Errorf("the line of %s passes through %s", e.Contact.ID, b.what)
			}
		}
	}
}

func inside(b, in figure.Box) bool {
	return b.X >= in.X-slack && b.Y >= in.Y-slack && b.X+b.Width <= in.X+in.Width+slack &&
		b.Y+b.Height <= in.Y+in.Height+slack
}

func overlap(a, b figure.Box) bool {
	return a.X+slack < b.X+b.Width && b.X+slack < a.X+a.Width && a.Y+slack < b.Y+b.Height && b.Y+slack < a.Y+a.Height
}

// passes walks along the line's curves.
func passes(e figure.Edge, b figure.Box) bool {
	for _, p := range e.Pieces {
		for i := 0; i+3 < len(p); i += 3 {
			for s := 0.0; s <= 1; s += 1.0 / 64 {
				x, y := bezier(s, p[i].X, p[i+1].X, p[i+2].X, p[i+3].X), bezier(s, p[i].Y, p[i+1].Y, p[i+2].Y, p[i+3].Y)
				if x > b.X+1 && x < b.X+b.Width-1 && y > b.Y+1 && y < b.Y+b.Height-1 {
					return true
				}
			}
		}
	}
	return false
}

func bezier(s, a, b, c, d float64) float64 {
	r := 1 - s
	return r*r*r*a + 3*r*r*s*b + 3*r*s*s*c + s*s*s*d
}
