package figure_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"relgraph/out/figure"
	"relgraph/out/graphviz"
)

func sizeOf(t *testing.T, name string) figure.Size {
	t.Helper()
	size, err := figure.ParseSize(name)
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// TestADenseNetworkRepeatsActorsRatherThanCross: of eight actors of whom each met each, 28 lines can be drawn with 18
// crossings at the least, and none is a figure to follow. Some lines end at small boxes, each with an id of its own.
func TestADenseNetworkRepeatsActorsRatherThanCross(t *testing.T) {
	names := []string{"Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"}
	var rows []string
	for i := range names {
		for k := range i {
			rows = append(rows, fmt.Sprintf("%c,%c,d1,meeting,met,2014,,", 'a'+i, 'a'+k))
		}
	}
	f := drawOn(t, claimsOf(t, names, rows...), figure.Options{Layout: figure.Network})
	wellPlaced(t, f)
	if l := f.Legibility(); l.Crossings > 9 || l.Flat+l.Twice+l.Ends+l.Through+l.Overlap+l.Ambiguous > 0 {
		t.Errorf("%+v", l)
	}
	if f.Note != "" || drawnContacts(f) != 28 {
		t.Errorf("%d contacts have a line, and it says %q; want 28 and nothing", drawnContacts(f), f.Note)
	}
	small, ids := 0, map[string]bool{}
	for _, a := range f.Actors {
		if ids[a.ID] {
			t.Errorf("two boxes have the id %s", a.ID)
		}
		ids[a.ID] = true
		if own := "actor-" + string(a.Actor.ID); a.Again != (a.ID != own) || !strings.HasPrefix(a.ID, own) {
			t.Errorf("the box %s, small: %t, is that of %s", a.ID, a.Again, a.Actor.ID)
		}
		if a.Again {
			small++
		}
	}
	if small == 0 || small > 28/3 || len(f.Actors) != small+len(names) {
		t.Errorf("%d boxes, %d of them small; want %d and some more", len(f.Actors), small, len(names))
	}
	if text := shown(f); !strings.Contains(text, "small box: stands elsewhere in the figure too") {
		t.Errorf("the legend does not tell small boxes:\n%s", text)
	}
}

// TestAFigureOnPaperBeginsBelowItsTitle: a small diagram is enlarged as far as its letters are those of a heading, and
// legend and sources follow right below it.
func TestAFigureOnPaperBeginsBelowItsTitle(t *testing.T) {
	g := claimsOf(t, []string{"Ann", "Bo", "Cy"}, "a,b,d1,meeting,met,2014,,", "c,b,d1,call,called,2015,,")
	f := drawOn(t, g, figure.Options{Size: sizeOf(t, "a4")})
	if f.Scale != 1.25 {
		t.Errorf("the diagram is enlarged by %.2f, want 1.25", f.Scale)
	}
	top, bottom := f.Height, 0.0
	for _, a := range f.Actors {
		top, bottom = min(top, a.Box.Y), max(bottom, a.Box.Y+a.Box.Height)
	}
	legend := f.Height
	for _, p := range f.Parts {
		p.Each(func(p figure.Part) {
			for _, text := range p.Texts {
				if text.At.Y > bottom {
					legend = min(legend, text.At.Y)
				}
			}
		})
	}
	if top > 60 || legend > bottom+30 {
		t.Errorf("the diagram stands from %.0f to %.0f pt, the legend at %.0f: want it below the title, and the legend below it",
			top, bottom, legend)
	}
}

// TestChainsCanBeReadInAColumn: numbers too.
func TestChainsCanBeReadInAColumn(t *testing.T) {
	f, err := figure.Chains(context.Background(), builtInGraph(t), nil, graphviz.Engine{},
		figure.Options{Size: sizeOf(t, "column")})
	if err != nil {
		t.Fatal(err)
	}
	f.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			if text.Size < 5 {
				t.Errorf("%q is %.2f pt high", text.Content, text.Size)
			}
		}
	})
}

// A figure that is as high as it needs says so where a sheet of A4 is not so high.
func TestALongColumnSaysSo(t *testing.T) {
	size, err := figure.ParseSize("85mm")
	if err != nil {
		t.Fatal(err)
	}
	both := size
	both.Height = 2000
	for _, c := range []struct {
		height float64
		size   figure.Size
		want   string
	}{
		{841, size, ""},
		{1644, size, "the figure is 580 mm high, and a page of A4 297 mm: want a wider --size or one with a height, such as " +
			"160x250mm, or fewer contacts (--actor, --since, --kind, --rollup ...)"},
		{1644, both, ""},
		{1644, figure.Size{}, ""},
	} {
		if got := figure.TooLong(&figure.Figure{Height: c.height}, c.size); got != c.want {
			t.Errorf("%v high on %v: got %q, want %q", c.height, c.size, got, c.want)
		}
	}
}
