package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

// parties writes the sides, the pairs and the tellings of a contact.
func parties(c *graph.Contact) string {
	list := func(lists [][]sources.ActorID) string {
		var all []string
		for _, one := range lists {
			all = append(all, strings.Join(texts(one), " "))
		}
		return strings.Join(all, ", ")
	}
	var pairs [][]sources.ActorID
	for _, p := range c.Parties().Pairs() {
		pairs = append(pairs, p[:])
	}
	return fmt.Sprintf("sides: %s; pairs: %s; as told: %s", list(c.Parties().Sides()), list(pairs), list(c.Parties().AsTold()))
}

func TestParties(t *testing.T) {
	for _, tt := range []struct{ name, claims, want string }{
		{"two", `
actor,recipient,document,kind
bo,ann,mirror,talks
ann|bo,,post,talks
`, "sides: bo, ann; pairs: bo ann; as told: "},
		{"two who are named together alone", `
actor,recipient,document,kind
ann|bo,,post,talks
`, "sides: ann, bo; pairs: ann bo; as told: "},
		{"a round whose members face nobody", `
actor,recipient,document,kind
ann|bo|cy,,mirror,talks
`, "sides: ann, bo, cy; pairs: ann bo, ann cy, bo cy; as told: "},
		{"a round that one row tells from the other side", `
actor,recipient,document,kind,contact
ann,bo|cy,mirror,talks,geneva
dee|bo,ann,post,talks,geneva
`, "sides: ann, bo cy dee; pairs: ann bo, ann cy, ann dee; as told: ann bo cy, dee bo ann"},
		{"a round of which rows draw the sides in other ways", `
actor,recipient,document,kind,contact
ann,bo|cy,mirror,talks,geneva
ann|bo,cy,post,talks,geneva
`, "sides: ann, bo, cy; pairs: ann bo, ann cy, bo cy; as told: "},
		{"a visit that a row without a direction tells from the other side", `
actor,recipient,document,kind,contact,direction
dee,ann,mirror,visit,geneva,
ann,bo,post,visit,geneva,directed
`, "sides: ann, bo dee; pairs: ann bo, ann dee; as told: ann bo, dee ann"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := parties(only(t, tt.claims)); got != tt.want {
				t.Errorf("%s\nwant %s", got, tt.want)
			}
		})
	}
}

// A line of a roll-up has the parties that are shown, whichever their parts are that the rows name.
func TestPartiesOfARollUp(t *testing.T) {
	g := graph.Must(graph.Build(open(t, `
-- actors.csv --
id,name,part_of
north,North,
office,Office,north
south,South,
guard,Guard,south
rebels,Rebels,
-- claims.csv --
actor,recipient,document,kind
office|rebels,guard,mirror,talks
north|rebels,south,post,talks
office,south,post,visit
rebels,south,post,call
`)))
	lifted, err := g.RollUp(graph.RollUp{By: graph.ByPartOf, Levels: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"north, south, rebels; sides: north, south, rebels; pairs: north south, rebels south; as told: ",
		"north, south; sides: north, south; pairs: north south; as told: ",
		"rebels, south; sides: rebels, south; pairs: rebels south; as told: ",
	}
	got := shown(lifted.All(), func(c *graph.Contact) string {
		return strings.Join(texts(c.Members), ", ") + "; " + parties(c)
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
