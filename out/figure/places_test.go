package figure_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/out/figure"
	"relgraph/sources"
)

// Boxes and labels stand in the same places whatever numbers and letters the sources have, and whatever is highlighted:
// figures of one dossier can be laid side by side.
func TestPlacesDoNotDependOnNumbers(t *testing.T) {
	documents := "id,title\n"
	claims := "actor,recipient,document,kind,locator\n"
	for i := range 12 {
		n := strconv.Itoa(i)
		documents += "d" + n + ",Report number " + n + "\n"
		claims += "a" + n + ",a" + strconv.Itoa((i+1)%12) + ",d" + n + ",talks,para. 1\n"
		if i%3 == 0 {
			claims += "a" + n + ",a" + strconv.Itoa((i+5)%12) + ",d" + n + ",visit,para. 2\n"
		}
	}
	actors := "id,name\n"
	for i := range 12 {
		actors += "a" + strconv.Itoa(i) + ",Actor " + strconv.Itoa(i) + "\n"
	}
	tables := map[string]string{"actors.csv": actors, "documents.csv": documents, "claims.csv": claims}
	a4 := figure.Size{Width: 595, Height: 842}
	places := func(opts figure.Options, numbers sources.Numbers) map[string]figure.Box {
		g := graphOf(t, tables)
		g.Whole().Dossier().Numbers = numbers
		opts.Layout = figure.Network
		f, err := figure.Draw(t.Context(), g, nil, opts)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]figure.Box{}
		for _, a := range f.Actors {
			at[a.ID] = a.Box
		}
		for _, e := range f.Edges {
			at[e.ID] = e.Label
		}
		return at
	}
	other := sources.Numbers{}
	for i := range 12 {
		passages := []string{"para. 1"}
		if i%3 == 0 {
			passages = []string{"para. 2", "para. 1"}
		}
		other[sources.DocumentID("d"+strconv.Itoa(i))] = sources.Numbered{Number: 12 - i, Passages: passages}
	}
	for _, size := range []figure.Size{{}, a4} {
		want := places(figure.Options{Size: size}, nil)
		if got := places(figure.Options{Size: size}, other); !maps.Equal(got, want) {
			t.Errorf("%v: with other numbers, %d of %d are elsewhere", size, moved(got, want), len(want))
		}
		stronger := figure.Options{Size: size, Highlight: figure.Highlight{Actors: []sources.ActorID{"a1"}}}
		if got := places(stronger, nil); !maps.Equal(got, want) {
			t.Errorf("%v: with a highlight, %d of %d are elsewhere", size, moved(got, want), len(want))
		}
	}
}

func moved(got, want map[string]figure.Box) int {
	return len(slices.DeleteFunc(slices.Collect(maps.Keys(want)), func(id string) bool { return got[id] == want[id] }))
}

// TestAHighlightLeavesMarksAsTheyAre: a stronger ring around a disc would be a larger disc, the mark of another state.
func TestAHighlightLeavesMarksAsTheyAre(t *testing.T) {
	g := graphOf(t, map[string]string{"claims.csv": `actor,recipient,document,kind,date,stance,asserted_by
Ann,Bo,https://example.org/1,meeting,2014,confirms,Ann (on record)
Ann,Bo,https://example.org/2,meeting,2014,confirms,Bo (on record)
`})
	widths := func(opts figure.Options, class string) (list []float64) {
		f := drawOn(t, g, opts)
		f.Edit(opts)
		f.Each(func(p figure.Part) {
			for _, s := range p.Shapes {
				if strings.HasPrefix(p.ID, "contact-") && s.Class == class {
					list = append(list, s.Width)
				}
			}
		})
		return list
	}
	id := slices.Collect(g.Contacts())[0].ID
	for _, way := range []figure.Layout{figure.Network, figure.Ledger} {
		usual := figure.Options{Layout: way}
		strong := figure.Options{Layout: way, Highlight: figure.Highlight{Contacts: []sources.ContactID{id}}}
		if got, want := widths(strong, "mark"), widths(usual, "mark"); len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: strokes of the mark are %v wide: want %v", figure.Layouts()[way], got, want)
		}
		if got, was := widths(strong, "line"), widths(usual, "line"); slices.Max(got) <= slices.Max(was) {
			t.Errorf("%s: lines are %v wide: want more than %v", figure.Layouts()[way], got, was)
		}
	}
}
