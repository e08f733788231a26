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
	"relgraph/sources/edtf"
)

func date(text string) edtf.Date {
	d, err := edtf.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// says writes each contact with what its claims make of it.
func says(g *graph.Graph) []string {
	return shown(g.All(), func(c *graph.Contact) string {
		var claims []string
		for _, cl := range c.Claims {
			claims = append(claims, string(cl.ID))
		}
		perhaps := ""
		if c.Perhaps {
			perhaps = ", perhaps"
		}
		return fmt.Sprintf("%s: %s, %s, %s%s", c.ID, c.State, c.Origins, strings.Join(claims, " "), perhaps)
	})
}

// reports has contacts that several documents tell of, some of which deny, retell or take back what others say.
const reports = `
-- actors.csv --
id,name,country,side,part_of
ann,Ann Abbot,GB,West,
bo,Bo Baker,SY,,
cy,Cy Cooper,SY,East,
dee,Dee Dunn,,,
aide,Aide of Ann,GB,West,ann
-- documents.csv --
id,title,publisher,derived_from,issued
mirror,Mirror,The Mirror,,2014-09-20
times,Times,The Times,mirror,2014-09-27
post,Post,The Post,,2015-03
review,Review,The Review,mirror|post,2015-04/..
blog,Blog,,,
-- claims.csv --
id,actor,recipient,document,kind,direction,date,stance,asserted_by,checked_by,modality
c1,ann,bo,mirror,talks,,2014-08,,,jo,
c2,bo,ann,times,talks,,2014-08,,,,
c3,bo,ann,post,talks,,2014-08,denies,bo (on record),jo,
c4,ann,bo,post,talks,,2015-02,,,jo,
c5,bo,cy,review,meeting,directed,2014/2015,,,,
c6,cy,dee,blog,call,,,,,,
c7,cy,dee,post,call,,,confirms,dee (on record),,
c8,aide,ann,times,affiliation,directed,,,,,
c9,ann,cy,blog,visit,,2016,,,,planned
c10,ann,bo,times,message,,/2014-09,,bo (on record),,
`

func TestSelect(t *testing.T) {
	whole := graph.Must(graph.Build(open(t, reports)))
	for _, tt := range []struct {
		name string
		s    graph.Selection
		want string
		says string
	}{
		{"a document alone gives other states", graph.Selection{Documents: []sources.DocumentID{"mirror"}}, `
ann--bo--talks--2014-08: single-origin, 1 origin, c1 c2
aide--to--ann--affiliation: single-origin, 1 origin, c8
`, "Shown: contacts, told through The Mirror (mirror); left out: 5 of 6 contacts, 7 of 10 claims; 1 is in another state than all claims give"},
		{"without a document: what retells it goes too, but not what rests on another as well, nor what a speaker told it himself",
			graph.Selection{DropDocuments: []sources.DocumentID{"mirror"}}, `
ann--bo--talks--2014-08: denied, 0 origins, c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
bo--to--cy--meeting--2014..2015: single-origin, 1–2 origins, c5
cy--dee--call: confirmed-by-one, 1–2 origins, c6 c7
ann--cy--visit--2016: planned, 1 origin, c9
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts, without what came through The Mirror (mirror); left out: 1 of 1 affiliation, 3 of 10 claims; 1 is in another state than all claims give"},
		{"a publisher, in any case", graph.Selection{Publishers: []string{"the post"}}, `
ann--bo--talks--2014-08: denied, 0 origins, c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
cy--dee--call: confirmed-by-one, 1 origin, c7
`, "Shown: contacts, told through the post; left out: 3 of 6 contacts, 1 of 1 affiliation, 7 of 10 claims; 1 is in another state than all claims give"},
		{"known by a day: a document without a date may have been out", graph.Selection{KnownBy: date("2014")}, `
ann--bo--talks--2014-08: single-origin, 1 origin, c1 c2
cy--dee--call: single-origin, 1 origin, c6, perhaps
aide--to--ann--affiliation: single-origin, 1 origin, c8
ann--cy--visit--2016: planned, 1 origin, c9, perhaps
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts, as known by 2014; left out: 2 of 6 contacts, 4 of 10 claims; 2 are in another state than all claims give; 2 may lie outside that time"},
		{"known within the month of a document", graph.Selection{KnownBy: date("2015-03-10"),
			Publishers: []string{"The Post"}}, `
ann--bo--talks--2014-08: denied, 0 origins, c3, perhaps
ann--bo--talks--2015-02: single-origin, 1 origin, c4, perhaps
cy--dee--call: confirmed-by-one, 1 origin, c7, perhaps
`, "Shown: contacts, told through The Post, as known by 10 Mar 2015; left out: 3 of 6 contacts, 1 of 1 affiliation, 7 of 10 claims; 1 is in another state than all claims give; 3 may lie outside that time"},
		{"checked rows", graph.Selection{Checked: true}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
`, "Shown: contacts, from checked claims only; left out: 4 of 6 contacts, 1 of 1 affiliation, 7 of 10 claims"},
		{"no verified claim", graph.Selection{Verified: map[sources.ClaimID]bool{}}, "",
			"Shown: contacts, from claims only whose passage was verified; left out: 6 of 6 contacts, 1 of 1 affiliation, 10 of 10 claims"},
		{"since: a time that begins before stays, marked; an affiliation stays with those whose contacts do",
			graph.Selection{Since: date("2015")}, `
ann--bo--talks--2015-02: single-origin, 1 origin, c4
bo--to--cy--meeting--2014..2015: single-origin, 1–2 origins, c5, perhaps
cy--dee--call: confirmed-by-one, 1–2 origins, c6 c7, perhaps
aide--to--ann--affiliation: single-origin, 1 origin, c8, perhaps
ann--cy--visit--2016: planned, 1 origin, c9
`, "Shown: contacts since 2015; left out: 2 of 6 contacts, 4 of 10 claims; 3 may lie outside that time"},
		{"until: what is told of until then begins nobody says when", graph.Selection{Until: date("2014"), Certain: true}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts until 2014 for certain; left out: 4 of 6 contacts, 1 of 1 affiliation, 6 of 10 claims"},
		{"a kind and a state", graph.Selection{Kinds: []sources.KindID{"talks", "call"},
			States: []graph.State{graph.Disputed}}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
`, "Shown: contacts of the kind talks or call in the state disputed; left out: 5 of 6 contacts, 1 of 1 affiliation, 7 of 10 claims"},
		{"a stance leaves the other claims", graph.Selection{Stances: []sources.Stance{sources.Denies}}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
`, "Shown: contacts of which a claim has the stance denies; left out: 5 of 6 contacts, 1 of 1 affiliation, 7 of 10 claims"},
		{"a country", graph.Selection{Countries: []string{"gb"}, Kinds: []sources.KindID{"visit"}}, `
ann--cy--visit--2016: planned, 1 origin, c9
`, "Shown: contacts of the kind visit with a party from GB; left out: 5 of 6 contacts, 1 of 1 affiliation, 9 of 10 claims"},
		{"a side, or the country of those without one", graph.Selection{Sides: []string{"SY"}}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
bo--to--cy--meeting--2014..2015: single-origin, 1–2 origins, c5
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts with a party of the side SY; left out: 2 of 6 contacts, 1 of 1 affiliation, 4 of 10 claims"},
		{"what one origin tells", graph.Selection{DropSingleOrigin: true}, `
cy--dee--call: confirmed-by-one, 1–2 origins, c6 c7
`, "Shown: contacts without those that rest on one origin and that no party confirms; left out: 5 of 6 contacts, 1 of 1 affiliation, 8 of 10 claims"},
		{"an actor's own", graph.Selection{Actors: []sources.ActorID{"dee"}, Hops: 1}, `
cy--dee--call: confirmed-by-one, 1–2 origins, c6 c7
`, "Shown: contacts of Dee Dunn; left out: 5 of 6 contacts, 1 of 1 affiliation, 8 of 10 claims"},
		{"and those of whom he met", graph.Selection{Actors: []sources.ActorID{"dee"}, Hops: 2}, `
bo--to--cy--meeting--2014..2015: single-origin, 1–2 origins, c5
cy--dee--call: confirmed-by-one, 1–2 origins, c6 c7
ann--cy--visit--2016: planned, 1 origin, c9
`, "Shown: contacts within 2 hops of Dee Dunn; left out: 3 of 6 contacts, 1 of 1 affiliation, 6 of 10 claims"},
		{"an affiliation is no hop", graph.Selection{Actors: []sources.ActorID{"aide"}, Hops: 2}, `
aide--to--ann--affiliation: single-origin, 1 origin, c8
`, "Shown: contacts within 2 hops of Aide of Ann; left out: 6 of 6 contacts, 9 of 10 claims"},
		{"among actors", graph.Selection{Actors: []sources.ActorID{"ann", "bo", "dee"}}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts among Ann Abbot, Bo Baker and Dee Dunn; left out: 3 of 6 contacts, 1 of 1 affiliation, 5 of 10 claims"},
		{"on a way", graph.Selection{Between: [2]sources.ActorID{"ann", "cy"}}, `
ann--bo--talks--2014-08: disputed, 1 origin, c1 c2 c3
ann--bo--talks--2015-02: single-origin, 1 origin, c4
bo--to--cy--meeting--2014..2015: single-origin, 1–2 origins, c5
ann--bo--message--..2014-09: single-origin, 1 origin, c10
`, "Shown: contacts on the way from Ann Abbot to Cy Cooper; left out: 2 of 6 contacts, 1 of 1 affiliation, 4 of 10 claims"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g, err := whole.Select(tt.s)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(tt.want), says(g)); diff != "" {
				t.Errorf("contacts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.says, words.English().Selections.Shown(g)); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectRefuses(t *testing.T) {
	whole := graph.Must(graph.Build(open(t, reports)))
	for want, s := range map[string]graph.Selection{
		`there is no actor "aied" in .: did you mean "aide"?`:                                            {Actors: []sources.ActorID{"aied"}},
		`there is no actor "cy cooper" in .: did you mean "cy"?`:                                         {Actors: []sources.ActorID{"cy cooper"}},
		`there is no actor "somebody" in .: see "relgraph list actors" for the ids`:                      {Between: [2]sources.ActorID{"ann", "somebody"}},
		`there is no document "miror" in .: did you mean "mirror"?`:                                      {Documents: []sources.DocumentID{"miror"}},
		`there is no document "Sun" in .: see "relgraph list documents" for the ids`:                     {DropDocuments: []sources.DocumentID{"Sun"}},
		`there is no publisher "The Sun" in .: want "The Mirror", "The Post", "The Review", "The Times"`: {Publishers: []string{"The Sun"}},
		`there is no publisher "The Miror" in .: did you mean "The Mirror"?`:                             {DropPublishers: []string{"The Miror"}},
		`there is no country "FR" in .: want "GB", "SY"`:                                                 {Countries: []string{"FR"}},
		`there is no side "Wset" in .: did you mean "West"?`:                                             {Sides: []string{"Wset"}},
		`since "../2014": want a date whose first day is known`:                                          {Since: date("../2014")},
		`until "2014/": want a date whose last day is known`:                                             {Until: date("2014/")},
		`known by "2014/..": want a date whose last day is known`:                                        {KnownBy: date("2014/..")},
		`since "2015" until "2014": want the earlier date first`: {Since: date("2015"),
			Until: date("2014")},
		`-1 hops: want 0 or more`:                         {Actors: []sources.ActorID{"ann"}, Hops: -1},
		`no chain of contacts leads from "aide" to "ann"`: {Between: [2]sources.ActorID{"aide", "ann"}},
	} {
		_, err := whole.Select(s)
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// A selection's dossier has the rows that its contacts refer to, and still finds what they rest on.
func TestSelectionsDossier(t *testing.T) {
	whole := graph.Must(graph.Build(open(t, reports)))
	g, err := whole.Select(graph.Selection{Actors: []sources.ActorID{"bo"}, Hops: 1, Kinds: []sources.KindID{"meeting"}})
	if err != nil {
		t.Fatal(err)
	}
	d := g.Dossier()
	var rows []string
	for i := range d.Actors {
		rows = append(rows, string(d.Actors[i].ID))
	}
	for i := range d.Documents {
		rows = append(rows, string(d.Documents[i].ID))
	}
	for i := range d.Claims {
		rows = append(rows, string(d.Claims[i].ID)+" "+d.Claims[i].Pos().String())
	}
	if diff := cmp.Diff([]string{"bo", "cy", "mirror", "post", "review", "c5 claims.csv:6:1"}, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if d.Actor("ann") == nil || d.Document("blog") == nil || d.Claim("c1") != nil {
		t.Error("want every actor and document found by id, and no claim that is left out")
	}
	if d.Digest() != whole.Dossier().Digest() {
		t.Error("the digest is not the whole dossier's")
	}
	for c := range g.All() {
		for _, cl := range c.Claims {
			if d.Claim(cl.ID) != cl {
				t.Errorf("claim %s of the contact is not the dossier's", cl.ID)
			}
		}
	}
}

// A contact keeps the id that rows give it, whichever of its claims are left.
func TestSelectionKeepsIDs(t *testing.T) {
	g := build(t, `
id,actor,recipient,document,kind,contact
c1,ann,cy,mirror,talks,geneva
c2,ann|bo,cy,post,meeting,geneva
`)
	left, err := g.Select(graph.Selection{DropDocuments: []sources.DocumentID{"mirror"},
		Kinds: []sources.KindID{"meeting"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"geneva: single-origin, 1 origin, c2"}, says(left)); diff != "" {
		t.Errorf("contacts (-want +got):\n%s", diff)
	}
}

// selections draws what can be asked of the built-in dossier.
func selections(d *sources.Dossier) (claims, contacts *rapid.Generator[graph.Selection]) {
	var publishers []string
	for i := range d.Documents {
		publishers = append(publishers, d.Documents[i].Publisher)
	}
	document := rapid.Custom(func(t *rapid.T) sources.DocumentID {
		return rapid.SampledFrom(d.Documents).Draw(t,
			"document").ID
	})
	when := rapid.SampledFrom([]edtf.Date{{}, {}, date("2014-06"), date("2014"), date("2015"), date("2025-01-11"),
		date("2025")})
	claims = rapid.Custom(func(t *rapid.T) graph.Selection {
		return graph.Selection{
			Documents:      rapid.SliceOfN(document, 0, 2).Draw(t, "documents"),
			DropDocuments:  rapid.SliceOfN(document, 0, 1).Draw(t, "dropped documents"),
			DropPublishers: rapid.SliceOfN(rapid.SampledFrom(publishers), 0, 1).Draw(t, "dropped publishers"),
			KnownBy:        when.Draw(t, "known by"),
			Checked:        rapid.Bool().Draw(t, "checked"),
		}
	})
	contacts = rapid.Custom(func(t *rapid.T) graph.Selection {
		s := graph.Selection{
			States: rapid.SliceOfN(rapid.SampledFrom(graph.States()), 0, 3).Draw(t, "states"),
			Since:  when.Draw(t, "since"),
		}
		if rapid.Bool().Draw(t, "by kind") {
			s.Kinds = []sources.KindID{"talks", "meeting", "visit"}
		}
		if rapid.Bool().Draw(t, "by country") {
			s.Countries = []string{"GB"}
		}
		if rapid.Bool().Draw(t, "by actor") {
			s.Actors, s.Hops = []sources.ActorID{"hts", "uk"}, 1
		}
		return s
	})
	return claims, contacts
}

func selected(t *rapid.T, g *graph.Graph, s graph.Selection) *graph.Graph {
	t.Helper()
	g, err := g.Select(s)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Nothing wanted is the graph itself; what is shown and what is left out add up to the whole; and nothing is invented.
func TestSelectionLosesAndInventsNothing(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	if g, err := whole.Select(graph.Selection{}); g != whole || err != nil || words.English().Selections.Shown(g) != "" {
		t.Errorf("the zero selection gives another graph: %q, %v", words.English().Selections.Shown(g), err)
	}
	claims, contacts := selections(d)
	rapid.Check(t, func(t *rapid.T) {
		g := selected(t, selected(t, whole, claims.Draw(t, "claims")), contacts.Draw(t, "contacts"))
		left := g.View().LeftOut()
		if got, want := len(left.Claims)+len(g.Dossier().Claims), len(d.Claims); got != want {
			t.Fatalf("%d claims are shown or left out, want %d", got, want)
		}
		n := len(left.Contacts) + len(left.Affiliations)
		for c := range g.All() {
			n++
			one := whole.Contact(c.ID)
			if one == nil || one.Kind != c.Kind && len(one.Claims) == len(c.Claims) {
				t.Fatalf("contact %s is invented", c.ID)
			}
			for _, cl := range c.Claims {
				if !slices.ContainsFunc(one.Claims, func(o *sources.Claim) bool { return o.ID == cl.ID }) {
					t.Fatalf("claim %s did not stand on %s", cl.ID, c.ID)
				}
			}
			if len(one.Claims) == len(c.Claims) && one.State != c.State {
				t.Fatalf("%s has all its claims and another state, %s", c.ID, c.State)
			}
		}
		if want := len(says(whole)); n != want {
			t.Fatalf("%d contacts are shown or left out, want %d", n, want)
		}
	})
}

// A selection of claims gives what a dossier of these claims alone would.
func TestSelectedClaimsAreADossier(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	claims, _ := selections(d)
	rapid.Check(t, func(t *rapid.T) {
		g := selected(t, whole, claims.Draw(t, "claims"))
		kept, actors, documents := map[sources.ClaimID]bool{}, map[sources.ActorID]bool{}, map[sources.DocumentID]bool{}
		for i := range g.Dossier().Claims {
			kept[g.Dossier().Claims[i].ID] = true
		}
		for i := range d.Actors {
			actors[d.Actors[i].ID] = true
		}
		for i := range d.Documents {
			documents[d.Documents[i].ID] = true
		}
		for c := range g.All() {
			c.Perhaps = false // which a dossier of these claims alone cannot know
		}
		compare(t, "contacts", says(g), says(graph.Must(graph.Build(d.Part(actors, documents, kept)))))
	})
}

// Selections of claims and of contacts can be made in any order among themselves, and a selection of claims before
// one of contacts is both at once.
func TestSelectionsCommute(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	claims, contacts := selections(d)
	rapid.Check(t, func(t *rapid.T) {
		for _, kind := range []*rapid.Generator[graph.Selection]{claims, contacts} {
			a, b := kind.Draw(t, "one"), kind.Draw(t, "other")
			if kind == contacts {
				a.Since, b.Since = edtf.Date{}, edtf.Date{} // which drops affiliations by what contacts are left
			}
			compare(t, "in the other order", says(selected(t, selected(t, whole, a), b)),
				says(selected(t, selected(t, whole, b), a)))
		}
		a, b := claims.Draw(t, "claims"), contacts.Draw(t, "contacts")
		both := b
		both.Documents, both.DropDocuments, both.DropPublishers, both.KnownBy, both.Checked = a.Documents,
			a.DropDocuments, a.DropPublishers, a.KnownBy, a.Checked
		compare(t, "both at once", says(selected(t, whole, both)), says(selected(t, selected(t, whole, a), b)))
	})
}

// Two values of a field give what either gives; and what comes through a document, and what does not, is everything.
func TestSelectionsUnite(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	ids := func(s graph.Selection) []string {
		g, err := whole.Select(s)
		if err != nil {
			t.Fatal(err)
		}
		return shown(g.All(), id)
	}
	unite := func(a, b []string) []string {
		all := slices.Concat(a, b)
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, a := range graph.States() {
		for _, b := range graph.States() {
			both := ids(graph.Selection{States: []graph.State{a, b}})
			slices.Sort(both)
			if diff := cmp.Diff(unite(ids(graph.Selection{States: []graph.State{a}}),
				ids(graph.Selection{States: []graph.State{b}})), both); diff != "" {
				t.Errorf("%s or %s (-want +got):\n%s", a, b, diff)
			}
		}
	}
	for i := range d.Documents {
		only := []sources.DocumentID{d.Documents[i].ID}
		with, without := 0, 0
		for _, s := range []struct {
			graph.Selection
			n *int
		}{{graph.Selection{Documents: only}, &with}, {graph.Selection{DropDocuments: only}, &without}} {
			g, err := whole.Select(s.Selection)
			if err != nil {
				t.Fatal(err)
			}
			*s.n = len(g.Dossier().Claims)
		}
		if with+without != len(d.Claims) || with == 0 {
			t.Errorf("%d claims came through %s and %d did not, of %d", with, only, without, len(d.Claims))
		}
	}
}

// A selection is a graph too. It says what was chosen, and how much that left out.
func ExampleGraph_Select() {
	d, _ := sources.SyriaContacts()
	since, err := edtf.Parse("2015")
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := graph.Must(graph.Build(d)).Select(graph.Selection{Actors: []sources.ActorID{"hts"}, Hops: 1, Since: since})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(words.English().Selections.Shown(g))
	// Output:
	// Shown: contacts of HTS since 2015; left out: 20 of 26 contacts, 6 of 9 affiliations, 30 of 43 claims; 5 may lie outside that time
}
