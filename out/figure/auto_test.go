package figure_test

import (
	"math"
	"strings"
	"testing"

	"relgraph/out/figure"
)

func column(t *testing.T) figure.Size {
	t.Helper()
	return sizeOf(t, "column")
}

// TestAnotherLayoutTakesThePlaceOfOneThatCannotBeRead: a force layout of the built-in dossier has letters of half the
// size in a column of print.
func TestAnotherLayoutTakesThePlaceOfOneThatCannotBeRead(t *testing.T) {
	f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Force, Size: column(t)})
	wellPlaced(t, f)
	const want = "drawn as network, since force cannot be read: the page is too small, 160 mm wide: letters would be "
	if !strings.HasPrefix(f.Note, want) {
		t.Errorf("the note is %q, want %q ...", f.Note, want)
	}
	if l := f.Legibility(); l.Smallest < 5 || l.Through+l.Ends > 0 {
		t.Errorf("%+v", l)
	}
}

// TestLinesAreSeenBesideTheirArrowheads: in a column, where room is scarce, a line is more than an arrowhead between a
// box and a label.
func TestLinesAreSeenBesideTheirArrowheads(t *testing.T) {
	f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Network, Size: column(t)})
	for _, e := range f.Edges {
		for _, shape := range e.Shapes {
			if shape.Stroke == "" || len(shape.Path) < 2 {
				continue // an arrowhead or a mark
			}
			from, to := shape.Path[0].To, shape.Path[len(shape.Path)-1].To
			if long := math.Hypot(to.X-from.X, to.Y-from.Y); long > 0.5 && long < 2.5 {
				t.Errorf("%s: %.1f pt of a line can be seen", e.Contact.ID, long)
			}
		}
	}
}
