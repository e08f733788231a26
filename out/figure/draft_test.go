package figure

import (
	"context"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

// A draft has every contact that the figure has, in the same layout; the boxes of a network stand where they stood.
func TestADraftShowsWhatTheFigureShows(t *testing.T) {
	for _, l := range []Layout{Network, Ledger, List} {
		d, problems := sources.OpenBuiltIn("syria-contacts", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		g := graph.Must(graph.Build(d))
		whole, err := Draw(context.Background(), g, nil, Options{Layout: l})
		if err != nil {
			t.Fatal(err)
		}
		draft, err := Draw(context.Background(), g, nil, Options{Draft: whole.Draft()})
		if err != nil {
			t.Fatal(err)
		}
		drawn := func(f *Figure) (ids []sources.ContactID) {
			for _, page := range f.Pages() {
				for _, e := range page.Edges {
					ids = append(ids, e.Contact.ID)
				}
			}
			slices.Sort(ids)
			return ids
		}
		if diff := cmp.Diff(drawn(whole), drawn(draft)); diff != "" {
			t.Errorf("%v: contacts (-figure +draft):\n%s", Layouts()[l], diff)
		}
		if l != Network {
			continue
		}
		was, is := whole.Draft().places, draft.Draft().places
		first := slices.Sorted(maps.Keys(was))[0]
		by := Point{X: is[first].X - was[first].X, Y: is[first].Y - was[first].Y}
		for id, at := range was {
			if math.Abs(is[id].X-at.X-by.X) > 1 || math.Abs(is[id].Y-at.Y-by.Y) > 1 {
				t.Errorf("%s stood at %v and stands at %v, %v farther than the first", id, at, is[id], by)
			}
		}
	}
}
