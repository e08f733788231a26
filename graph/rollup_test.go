package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// house has two houses with members, one of whom denies what another one is said to have done.
const house = `
-- actors.csv --
id,name,short,kind,side,country,part_of
north,North,,state,North,NO,
office,Office of the North,Office,ministry,North,NO,north
clerk,Clerk,,person,North,NO,office
firm,Firm,,company,,NO,
south,South,,state,South,SO,
guard,Guard of the South,Guard,agency,South,SO,south
rebels,Rebels,,armed-group,Rebels,SO,
double,Double Agent,,person,,,north|south
-- documents.csv --
id,title
one,One
two,Two
-- claims.csv --
id,actor,recipient,document,kind,direction,stance,asserted_by,label,channel
c1,office,guard,one,talks,,,,talks at the border,
c2,north,south,two,talks,,,,summit,via rebels
c3,clerk,south,one,talks,,denies,clerk (on record),,
c4,clerk,guard,one,message,directed,,,,
c5,office,south,two,message,directed,,,,
c6,clerk,office,one,meeting,,,,,
c7,clerk,north,one,affiliation,directed,,,,
c8,office,south,one,affiliation,directed,,,,
c9,firm,south,one,visit,,,,,
`

// seen writes each line of a roll-up.
func seen(g *graph.Graph) []string {
	return shown(g.All(), func(c *graph.Contact) string {
		var claims, members []string
		for _, cl := range c.Claims {
			claims = append(claims, string(cl.ID))
		}
		for _, m := range c.StandsFor {
			members = append(members, id(m))
		}
		arrow := map[bool]string{true: "→", false: "–"}[c.Directed]
		line := fmt.Sprintf("%s: %s %s %s, %s, %s, %s, %s", c.ID, c.From, arrow, c.To, c.Naming().Label(), c.State,
			c.Origins,
			strings.Join(claims, " "))
		if members != nil {
			line += fmt.Sprintf(", stands for %s", strings.Join(members, " "))
		}
		if met := c.Parties().Met(); met != nil {
			line += fmt.Sprintf(", met: %s", strings.Join(texts(met), " "))
		}
		if via := c.Parties().Via(); via != nil {
			line += fmt.Sprintf(", via %s", via)
		}
		return line
	})
}

func TestRollUp(t *testing.T) {
	for _, tt := range []struct{ name, by, want, says string }{
		{"to the topmost", "part-of", `
north--south: north – south, talks at the border, summit, message, single-origin, 1 origin, c1 c2 c4 c5, stands for guard--office--talks north--south--talks clerk--to--guard--message office--to--south--message, met: office guard clerk, via [rebels]
north--south--denied: north – south, talks, denied, 0 origins, c3, stands for clerk--south--talks, met: clerk
north--south--affiliation: north → south, affiliation, single-origin, 1 origin, c8, stands for office--to--south--affiliation, met: office
firm--south--visit: firm – south, visit, single-origin, 1 origin, c9
`, "Shown: contacts, rolled up to the topmost that actors belong to; left out: nothing; without a line, within what is shown as one: 2"},
		{"two levels", "part-of:2", `
guard--office: office – guard, talks at the border, message, single-origin, 1 origin, c1 c4, stands for guard--office--talks clerk--to--guard--message, met: clerk
north--south--talks: north – south, summit, single-origin, 1 origin, c2, via [rebels]
office--south--denied: office – south, talks, denied, 0 origins, c3, stands for clerk--south--talks, met: clerk
office--to--south--message: office → south, message, single-origin, 1 origin, c5
north--office--affiliation: office → north, affiliation, single-origin, 1 origin, c7, stands for clerk--to--north--affiliation, met: clerk
office--to--south--affiliation: office → south, affiliation, single-origin, 1 origin, c8
firm--south--visit: firm – south, visit, single-origin, 1 origin, c9
`, "Shown: contacts, rolled up to the upper 2 levels of what actors belong to; left out: nothing; without a line, within what is shown as one: 1"},
		{"to sides; who has none is on his country's", "side", `
side-North--side-South: side-North – side-South, talks at the border, summit, message, single-origin, 1 origin, c1 c2 c4 c5, stands for guard--office--talks north--south--talks clerk--to--guard--message office--to--south--message, met: office guard north south clerk, via [rebels]
side-North--side-South--denied: side-North – side-South, talks, denied, 0 origins, c3, stands for clerk--south--talks, met: clerk south
side-North--side-South--affiliation: side-North → side-South, affiliation, single-origin, 1 origin, c8, stands for office--to--south--affiliation, met: office south
side-NO--side-South: side-NO – side-South, visit, single-origin, 1 origin, c9, stands for firm--south--visit, met: firm south
`, "Shown: contacts, rolled up by side; left out: nothing; without a line, within what is shown as one: 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := graph.ParseRollUp(tt.by)
			if err != nil {
				t.Fatal(err)
			}
			g, err := graph.Must(graph.Build(open(t, house))).RollUp(r)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(tt.want), seen(g)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.says, words.English().Selections.Shown(g)); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}

// A roll-up after a selection says both; whom a whole stands for is noted at it; and nothing is selected afterwards.
func TestRollUpOfASelection(t *testing.T) {
	g, err := graph.Must(graph.Build(open(t, house))).Select(graph.Selection{Kinds: []sources.KindID{"message"}})
	if err != nil {
		t.Fatal(err)
	}
	g, err = g.RollUp(graph.RollUp{By: graph.ByPartOf, Levels: 1, Expand: []sources.ActorID{"office"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "Shown: contacts of the kind message, rolled up to the topmost that actors belong to, but for Office; left out: 5 of 7 contacts, 2 of 2 affiliations, 7 of 9 claims"
	if diff := cmp.Diff(want, words.English().Selections.Shown(g)); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	var actors []string
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		actors = append(actors, strings.TrimSpace(string(a.ID)+" "+a.Note))
	}
	if diff := cmp.Diff([]string{"office", "clerk", "south Stands here for: Guard."}, actors); diff != "" {
		t.Errorf("actors (-want +got):\n%s", diff)
	}
	if g.Dossier().Actor("guard") == nil {
		t.Error("who really met is not found by his id")
	}
}

func TestRollUpRefuses(t *testing.T) {
	double := house + "c10,double,guard,one,call,,,,,\n"
	enemies := house + "c10,rebels,firm,one,call,,,,,\n"
	for _, tt := range []struct {
		files string
		r     graph.RollUp
		want  string
	}{
		{double, graph.RollUp{By: graph.ByPartOf, Levels: 1},
			`"double" belongs to "north" and "south", and a line can stand at one of them only: want --expand double to show it as it is`},
		{double, graph.RollUp{By: graph.ByPartOf, Levels: 1, Expand: []sources.ActorID{"dubble"}},
			`there is no actor "dubble" in .: did you mean "double"?`},
		{enemies, graph.RollUp{By: graph.ByCountry, Expand: []sources.ActorID{"firm"}},
			`actors from SO are on different sides, "South" and "Rebels": want --rollup side, or --expand rebels`},
		{house, graph.RollUp{By: graph.ByCountry},
			`actors from NO are on different sides, "North" and "": want --rollup side, or --expand firm`},
	} {
		if _, err := graph.Must(graph.Build(open(t, tt.files))).RollUp(tt.r); err == nil || err.Error() != tt.want {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
	for _, word := range []string{"", "land", "part-of:0", "part-of:x", "part-of:-1"} {
		want := fmt.Sprintf("unknown roll-up %q: want country, side, part-of, or part-of:2 for two levels from the top",
			word)
		if _, err := graph.ParseRollUp(word); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	if g, err := graph.Must(graph.Build(open(t, double))).RollUp(graph.RollUp{By: graph.ByPartOf, Levels: 1,
		Expand: []sources.ActorID{"double"}}); err != nil || len(seen(g)) != 5 {
		t.Errorf("with the double agent as he is: %v", err)
	}
}

// Selecting and rolling up can be asked for in any order: what is shown is what was selected, as the last roll-up says.
func TestSelectionsAndRollUpsInAnyOrder(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	claims, contacts := selections(d)
	rapid.Check(t, func(t *rapid.T) {
		first, then := claims.Draw(t, "claims"), contacts.Draw(t, "contacts")
		rollUps := rapid.SampledFrom([]graph.RollUp{{}, {By: graph.BySide},
			{By: graph.ByPartOf, Levels: 1, Expand: []sources.ActorID{"uk-intelligence", "al-sharaa"}}})
		one, other := rollUps.Draw(t, "one"), rollUps.Draw(t, "other")
		rolled := func(g *graph.Graph, r graph.RollUp) *graph.Graph {
			lifted, err := g.RollUp(r)
			if err != nil {
				t.Fatal(err)
			}
			return lifted
		}
		want := rolled(selected(t, selected(t, whole, first), then), other)
		for what, got := range map[string]*graph.Graph{
			"rolled up, then selected":         selected(t, selected(t, rolled(whole, other), first), then),
			"rolled up between two selections": selected(t, rolled(selected(t, whole, first), other), then),
			"rolled up twice":                  rolled(rolled(selected(t, selected(t, whole, first), then), one), other),
			"rolled up again and selected":     rolled(selected(t, rolled(selected(t, whole, first), one), then), other),
		} {
			if diff := cmp.Diff(seen(want), seen(got)); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", what, diff)
			}
			if w, g := words.English().Selections.Shown(want), words.English().Selections.Shown(got); w != g {
				t.Fatalf("%s: says %q, want %q", what, g, w)
			}
		}
		if !graph.Compare(want, rolled(want, one)).None() {
			t.Fatal("a roll-up is another edition than what it was made of")
		}
	})
}

// However it is rolled up, every contact of a selection stands on one line or lies within one, with all its claims,
// in no better state than one of them has, what is disputed or denied beside nothing else, and no affiliation beside
// a contact.
func TestRollUpLosesNothing(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	claims, contacts := selections(d)
	rapid.Check(t, func(t *rapid.T) {
		g := selected(t, selected(t, whole, claims.Draw(t, "claims")), contacts.Draw(t, "contacts"))
		r := rapid.SampledFrom([]graph.RollUp{{By: graph.BySide},
			{By: graph.ByPartOf, Levels: 1, Expand: []sources.ActorID{"uk-intelligence", "al-sharaa"}},
			{By: graph.ByPartOf, Levels: 2, Expand: []sources.ActorID{"uk-intelligence", "al-sharaa"}}}).Draw(t, "roll-up")
		lifted, err := g.RollUp(r)
		if err != nil {
			t.Fatal(err)
		}
		lines := map[sources.ContactID]*graph.Contact{}
		for c := range lifted.All() {
			if lifted.Dossier().Actor(c.From) == nil || lifted.Dossier().Actor(c.To) == nil || c.From == c.To {
				t.Fatalf("%s stands between %s and %s", c.ID, c.From, c.To)
			}
			for _, m := range append(slices.Clone(c.StandsFor), c)[:max(1, len(c.StandsFor))] {
				lines[m.ID] = c
			}
		}
		before, after := g.View().LeftOut(), lifted.View().LeftOut()
		if len(before.Contacts) != len(after.Contacts) || len(before.Affiliations) != len(after.Affiliations) ||
			len(before.Claims) != len(after.Claims) {
			t.Fatalf("left out are %d, %d, %d, after the roll-up %d, %d, %d", len(before.Contacts),
				len(before.Affiliations), len(before.Claims),
				len(after.Contacts), len(after.Affiliations), len(after.Claims))
		}
		without := 0
		for c := range g.All() {
			line := lines[c.ID]
			if line == nil {
				without++
				continue
			}
			apart := c.State == graph.Disputed || !c.Drawn() || c.IsAffiliation()
			if line.State > c.State || apart && !c.IsAffiliation() && line.State != c.State ||
				line.IsAffiliation() != c.IsAffiliation() || line.Origins.Min > c.Origins.Min {
				t.Fatalf("%s, %s of %s, stands on %s, %s of %s", c.ID, c.State, c.Origins, line.ID, line.State,
					line.Origins)
			}
			for _, cl := range c.Claims {
				if !slices.ContainsFunc(line.Claims, func(o *sources.Claim) bool { return o.ID == cl.ID }) {
					t.Fatalf("claim %s is lost on %s", cl.ID, line.ID)
				}
			}
		}
		if want := fmt.Sprintf("within what is shown as one: %d", without); without > 0 &&
			!strings.Contains(words.English().Selections.Shown(lifted), want) {
			t.Fatalf("%q does not say %q", words.English().Selections.Shown(lifted), want)
		}
	})
}

// A line of a roll-up says of its direction what the contacts say for which it stands: both ways is not mutual.
func TestRollUpKeepsDirections(t *testing.T) {
	const rows = `
-- actors.csv --
id,name,side
e1,E1,East
e2,E2,East
w1,W1,West
w2,W2,West
-- documents.csv --
id,title
one,One
-- claims.csv --
actor,recipient,document,kind,direction
`
	for _, c := range []struct {
		name, claims string
		want         graph.Direction
		says         string
		to, from     bool
	}{
		{"one way", "e1,w1,one,warning,directed\ne2,w2,one,warning,directed", graph.OneSided, "one-sided", true, false},
		{"a message and its answer", "e1,w1,one,warning,directed\nw2,e2,one,warning,directed", graph.BothWays,
			"in both directions", true, true},
		{"mutual", "e1,w1,one,warning,mutual\ne2,w2,one,warning,mutual", graph.Mutual, "mutual", true, true},
		{"meetings", "e1,w1,one,meeting,\nw2,e2,one,meeting,", graph.Mutual, "mutual", true, true},
		{"one way and mutual", "e1,w1,one,warning,directed\ne2,w2,one,warning,mutual", graph.BothWays,
			"in both directions", true, true},
		{"not told", "e1,w1,one,call,\ne2,w2,one,call,", graph.NotTold, "direction not told", false, false},
		{"one way and not told", "e1,w1,one,call,directed\ne2,w2,one,call,", graph.Partly, "one-sided, at least in part",
			true, false},
		{"mutual and not told", "e1,w1,one,call,mutual\ne2,w2,one,call,", graph.Mutual, "mutual", true, true},
	} {
		r, err := graph.ParseRollUp("side")
		if err != nil {
			t.Fatal(err)
		}
		g, err := graph.Must(graph.Build(open(t, rows+c.claims+"\n"))).RollUp(r)
		if err != nil {
			t.Fatal(err)
		}
		lines := shown(g.All(), func(l *graph.Contact) string {
			to, from := l.Arrows()
			return fmt.Sprint(l.Direction(), " ", words.English().Contacts.Direction(l), " ", to, " ", from)
		})
		if want := []string{fmt.Sprint(c.want, " ", c.says, " ", c.to, " ", c.from)}; !slices.Equal(lines, want) {
			t.Errorf("%s: got %q, want %q", c.name, lines, want)
		}
	}
}
