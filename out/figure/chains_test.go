package figure_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/graphviz"
	"relgraph/out/internal/made"
	"relgraph/sources"
)

func drawChains(t *testing.T, g *graph.Graph, contacts ...*graph.Contact) *figure.Figure {
	t.Helper()
	f, err := figure.Chains(context.Background(), g, contacts, graphviz.Engine{}, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// shown is all that a reader sees of the figure, a line each.
func shown(f *figure.Figure) string {
	var b strings.Builder
	f.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			b.WriteString(text.Content + "\n")
		}
	})
	return b.String()
}

// TestTwoDocumentsOfOneReportAreOneOrigin is what the figure of chains is for.
func TestTwoDocumentsOfOneReportAreOneOrigin(t *testing.T) {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	f := drawChains(t, g, g.Contact("hts--us-intelligence--meeting--2024-12-22.."))
	var rows []string
	for _, row := range f.Table.Rows {
		rows = append(rows, strings.Join(row, " | "))
	}
	want := []string{
		"current and former US officials (anonymous) | The Washington Post | 2 | 2b, 3b",
		"The Washington Post | Middle East Monitor | 1 | 2b",
		"Middle East Monitor | GFATF | 1 | 2b",
		"The Washington Post | RCO News | 1 | 3b",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(rows, "\n"), strings.Join(want, "\n"))
	}
	text := shown(f)
	if !strings.Contains(text, "2 documents, 1 origin\n") {
		t.Errorf("the figure does not say that two documents are one origin:\n%s", text)
	}
	if strings.Contains(text, "Times of Israel") {
		t.Error("the figure lists a source that it does not rest on")
	}
}

func TestEveryClaimWithASourceIsOnAChain(t *testing.T) {
	d, _ := sources.SyriaContacts()
	f := drawChains(t, graph.Must(graph.Build(d)))
	about := ""
	f.Each(func(p figure.Part) { about += p.About })
	for _, cl := range d.Claims {
		alone := len(cl.Detail().AssertedBy) == 1 && cl.Detail().AssertedBy[0].Document == cl.Document
		if told := strings.Contains(about, "Claim "+string(cl.ID)+" "); told == alone {
			t.Errorf("claim %s stands on an arrow: %v, want %v", cl.ID, told, !alone)
		}
	}
	chainsWellPlaced(t, f)
}

func TestNothingOverlapsInMadeChains(t *testing.T) {
	for seed := range made.Seeds(40, 400) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			chainsWellPlaced(t, drawChains(t, graphOf(t, madeChains(rand.New(rand.NewPCG(seed, 2))))))
		})
	}
}

// madeChains makes up to twenty claims from up to ten documents, some of which rest on others.
func madeChains(r *rand.Rand) map[string]string {
	n := 2 + r.IntN(9)
	documents := "id,title,publisher,issued,derived_from\n"
	for i := range n {
		from := ""
		if i > 0 && r.IntN(2) == 0 {
			from = fmt.Sprintf("d%d", r.IntN(i))
		}
		documents += fmt.Sprintf("d%d,Title %d,%s,2014-%02d,%s\n", i, i,
			[]string{"", "The Paper of Record", "Новости"}[r.IntN(3)], 1+i, from)
	}
	claims := "id,actor,recipient,document,stance,asserted_by,locator\n"
	for i := range 1 + r.IntN(20) {
		doc := r.IntN(n)
		chain := []string{"", "an official (anonymous)", "Jane Roe (on record)",
			"sources close to the talks (anonymous) > Jane Roe"}[r.IntN(4)]
		if chain != "" && r.IntN(2) == 0 && doc > 0 {
			chain += fmt.Sprintf(" > d%d", r.IntN(doc))
		}
		claims += fmt.Sprintf("c%d,ann,bo%d,d%d,%s,%s,para. %d\n", i, r.IntN(4), doc,
			[]string{"", "", "disputes"}[r.IntN(3)], chain, i)
	}
	return map[string]string{"actors.csv": "id,name\nann,Ann\nbo0,Bo\nbo1,Cy\nbo2,Di\nbo3,Ed\n",
		"documents.csv": documents, "claims.csv": claims}
}

// chainsWellPlaced holds that every text is on the page and in its box, and no two boxes overlap.
func chainsWellPlaced(t *testing.T, f *figure.Figure) {
	t.Helper()
	page := figure.Box{Width: f.Width, Height: f.Height}
	var boxes []figure.Box
	f.Each(func(p figure.Part) {
		box := page
		if p.Class == "voice" {
			box = p.Shapes[0].Box
			for _, other := range boxes {
				if overlap(box, other) {
					t.Errorf("%s overlaps another box", p.Name)
				}
			}
			boxes = append(boxes, box)
		}
		for _, text := range p.Texts {
			b := figure.Box{X: text.At.X, Y: text.At.Y - 0.75*text.Size, Width: text.Width, Height: 0.95 * text.Size}
			if !inside(b, box) {
				t.Errorf("%q is not within %+v", text.Content, box)
			}
		}
	})
	if len(boxes) == 0 {
		t.Error("no voices")
	}
}
