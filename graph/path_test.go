package graph_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/sources"
)

// ways has a short way of reports with one origin from Ann to Dee, a longer one of confirmed contacts, a shorter one
// that is only planned, and an affiliation.
const ways = `
id,actor,recipient,document,kind,direction,stance,asserted_by,modality
c1,ann,bo,mirror,talks,,,,
c2,dee,bo,post,talks,directed,,,
c3,ann,cy,post,visit,,confirms,cy (on record),
c4,cy,spokeswoman,post,visit,,confirms,cy (on record),
c5,spokeswoman,dee,wire,call,,confirms,dee (on record),
c6,ann,dee,wire,meeting,,,,planned
c7,bo,ann,wire,affiliation,directed,,,
c8,ann,bo,post,call,,denies,bo (on record),
`

// legs writes each step of a way with what ties the two, and what does not.
func legs(w graph.Way) []string {
	var legs []string
	for _, s := range w.Steps {
		names := func(contacts []*graph.Contact) string {
			var ids []string
			for _, c := range contacts {
				ids = append(ids, id(c))
			}
			return strings.Join(ids, " ")
		}
		leg := fmt.Sprintf("%s %s: %s", s.From, s.To, names(s.Links))
		if len(s.Others) > 0 {
			leg += "; no link: " + names(s.Others)
		}
		if s.PartOf != "" {
			leg += fmt.Sprintf("; part of %s", s.PartOf)
		}
		legs = append(legs, leg)
	}
	return legs
}

func TestPath(t *testing.T) {
	g := build(t, ways)
	for _, tt := range []struct {
		name       string
		from, to   sources.ActorID
		links      graph.Links
		preference graph.Preference
		want       string
	}{
		{"the shortest, whichever way contacts run; denials and affiliations are no links", "ann", "dee", graph.Links{},
			graph.Shortest, `
ann bo: ann--bo--talks; no link: bo--to--ann--affiliation ann--bo--call
bo dee: dee--to--bo--talks
`},
		{"three confirmed contacts hold better than two of one origin", "ann", "dee", graph.Links{}, graph.BestEvidenced, `
ann cy: ann--cy--visit
cy spokeswoman: cy--spokeswoman--visit
spokeswoman dee: dee--spokeswoman--call
`},
		{"plans, if asked for", "ann", "dee", graph.Links{Also: []graph.State{graph.Planned}}, graph.Shortest, `
ann dee: ann--dee--meeting
`},
		{"affiliations, if asked for, after contacts", "ann", "bo",
			graph.Links{Ties: true, Also: []graph.State{graph.Denied}}, graph.Shortest, `
ann bo: ann--bo--talks ann--bo--call bo--to--ann--affiliation
`},
		{"from an actor to himself", "ann", "ann", graph.Links{}, graph.Shortest, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, err := g.Path(tt.from, tt.to, tt.links, tt.preference)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(lines(tt.want), legs(w)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Who is not connected is told with whom either is, and what comes nearest.
func TestNotConnected(t *testing.T) {
	g := build(t, `
id,actor,recipient,document,kind,direction,stance,asserted_by
c1,ann,cy,mirror,talks,,,
c2,bo,dee,mirror,talks,,denies,bo (on record)
c3,cy,spokeswoman,mirror,affiliation,directed,,
`)
	_, err := g.Path("ann", "dee", graph.Links{}, graph.Shortest)
	var apart *graph.NotConnected
	if !errors.As(err, &apart) {
		t.Fatalf("error %v, want that they are not connected", err)
	}
	if want := `no chain of contacts leads from "ann" to "dee"`; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
	if diff := gocmp.Diff([][]sources.ActorID{{"ann", "cy"}, {"dee"}},
		[][]sources.ActorID{apart.FromAmong, apart.ToAmong}); diff != "" {
		t.Errorf("connected with (-want +got):\n%s", diff)
	}
	want := []string{"ann cy: ann--cy--talks", "cy spokeswoman: ; no link: cy--to--spokeswoman--affiliation",
		"spokeswoman bo: ; part of bo", "bo dee: ; no link: bo--dee--talks"}
	if diff := gocmp.Diff(want, legs(apart.Nearest)); diff != "" {
		t.Errorf("nearest (-want +got):\n%s", diff)
	}
	if _, err := g.Path("ann", "deee", graph.Links{}, graph.Shortest); err == nil ||
		err.Error() != `there is no actor "deee" in .: did you mean "dee"?` {
		t.Errorf("error %v", err)
	}
	left, err := g.Select(graph.Selection{Kinds: []sources.KindID{sources.AffiliationKind}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := left.Path("ann", "cy", graph.Links{}, graph.Shortest); !errors.As(err, &apart) ||
		apart.Nearest.Steps != nil || len(apart.FromAmong) != 1 {
		t.Errorf("an actor who is left out: error %v, %v", err, apart)
	}
}

// Of all ways that there are, the one found has the fewest links, or the best weakest link.
func TestPathIsTheBest(t *testing.T) {
	actors := []string{"ann", "bo", "cy", "dee", "spokeswoman"}
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		i := rapid.IntRange(0, len(actors)-1).Draw(t, "one")
		j := (i + rapid.IntRange(1, len(actors)-1).Draw(t, "other")) % len(actors)
		as := rapid.SampledFrom([]string{",talks,,", ",talks,,", ",meeting,confirms," + actors[i] + " (on record)",
			",call,denies," + actors[i] + " (on record)",
			",talks,denies," + actors[i] + " (on record)", ",affiliation,,"}).Draw(t, "as")
		return actors[i] + "," + actors[j] + "," + rapid.SampledFrom([]string{"mirror", "post", "times",
			"wire"}).Draw(t, "document") + as
	}), 1, 12)
	rapid.Check(t, func(t *rapid.T) {
		var table strings.Builder
		table.WriteString("-- claims.csv --\nid,actor,recipient,document,kind,stance,asserted_by\n")
		seen := map[string]bool{}
		for i, row := range rows.Draw(t, "rows") {
			if !seen[row] {
				seen[row] = true
				fmt.Fprintf(&table, "c%d,%s\n", i, row)
			}
		}
		g := graph.Must(graph.Build(openIn(t, table.String())))
		l := graph.Links{Ties: rapid.Bool().Draw(t, "ties")}
		all := everyWay(g, l, []sources.ActorID{"ann"}, "dee")
		for p, order := range map[graph.Preference]func(a, b []int) int{
			graph.Shortest:      func(a, b []int) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) },
			graph.BestEvidenced: slices.Compare[[]int],
		} {
			w, err := g.Path("ann", "dee", l, p)
			if len(all) == 0 {
				if !errors.As(err, new(*graph.NotConnected)) {
					t.Fatalf("error %v, want that nothing connects them", err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, s := range w.Steps {
				got = append(got, rank(s.Links[0]))
			}
			slices.SortFunc(got, func(a, b int) int { return cmp.Compare(b, a) })
			if best := slices.MinFunc(all, order); !slices.Equal(got, best) {
				t.Fatalf("preference %d: links of the ranks %v, want %v", p, got, best)
			}
		}
	})
}

// rank is the state of a link, affiliations last.
func rank(c *graph.Contact) int {
	if c.IsAffiliation() {
		return 100
	}
	return int(c.State)
}

// everyWay lists, for each way from the last actor of the trail that comes back to none, the ranks of its links, the
// worst first.
func everyWay(g *graph.Graph, l graph.Links, trail []sources.ActorID, to sources.ActorID) [][]int {
	at := trail[len(trail)-1]
	if at == to {
		return [][]int{nil}
	}
	best := map[sources.ActorID]int{}
	for c := range g.Of(at) {
		r, other := rank(c), c.Parties().Others(at)[0] // none of them is a round
		if l.Include(c) && (best[other] == 0 || r < best[other]) {
			best[other] = r
		}
	}
	var all [][]int
	for next, r := range best {
		if slices.Contains(trail, next) {
			continue
		}
		for _, rest := range everyWay(g, l, append(slices.Clone(trail), next), to) {
			way := append(slices.Clone(rest), r)
			slices.SortFunc(way, func(a, b int) int { return cmp.Compare(b, a) })
			all = append(all, way)
		}
	}
	return all
}

// The shortest way from one actor to another, with the state of what ties them. If there is none, the error is a
// NotConnected.
func ExampleGraph_Path() {
	d, _ := sources.SyriaContacts()
	w, err := graph.Must(graph.Build(d)).Path("mi6", "western-intelligence", graph.Links{}, graph.Shortest)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range w.Steps {
		fmt.Printf("%s and %s: %s, %s\n", s.From, s.To, s.Links[0].Naming().Label(), s.Links[0].State)
	}
	// Output:
	// mi6 and assad-intelligence: talks in Damascus, single-origin
	// assad-intelligence and western-intelligence: meetings, single-origin
}
