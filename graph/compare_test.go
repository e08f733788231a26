package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A second report, and a denial. What a reader sees of a contact is another state; which rows made it so is told
// beside.
func ExampleCompare() {
	const head = "id,actor,recipient,document,kind,date,asserted_by,stance\n"
	edition := func(rows string) *graph.Graph {
		d, problems := sources.OpenFS(fstest.MapFS{"claims.csv": {Data: []byte(head + rows)}}, "claims.csv",
			sources.Options{})
		if err := problems.Err(); err != nil {
			fmt.Println(err)
		}
		return graph.Must(graph.Build(d))
	}
	spring := edition("c1,Ann,Bo,https://example.org/1,meeting,2024-03,,\n" +
		"c2,Bo,Cy,https://example.org/1,call,2024-03,,\n")
	autumn := edition("c2,Bo,Cy,https://example.org/1,call,2024-03,,\n" +
		"c1,Ann,Bo,https://example.org/1,meeting,2024-03,,\n" +
		"c3,Ann,Bo,https://example.com/2,meeting,2024-03,,\n" +
		"c4,Bo,Cy,https://example.com/2,call,2024-03,Cy (on record),denies\n")
	for _, d := range graph.Compare(spring, autumn).Contacts {
		for _, f := range d.Facts {
			fmt.Printf("%s: %s: %s, before: %s\n", d.New.ID, f.Column, f.New, f.Old)
		}
	}
	// Output:
	// bo--cy--call--2024-03: state: disputed, before: single-origin
	// bo--cy--call--2024-03: documents: 2, before: 1
	// ann--bo--meeting--2024-03: state: reported-twice, before: single-origin
	// ann--bo--meeting--2024-03: origins: 1–2, before: 1
	// ann--bo--meeting--2024-03: documents: 2, before: 1
}

// differences writes them one a line.
func differences(c *graph.Comparison) string {
	var b strings.Builder
	for _, d := range c.Contacts {
		switch {
		case d.Old == nil:
			fmt.Fprintf(&b, "appeared %s\n", d.New.ID)
		case d.New == nil:
			fmt.Fprintf(&b, "gone %s\n", d.Old.ID)
		default:
			fmt.Fprintf(&b, "%s > %s", d.Old.ID, d.New.ID)
			for _, f := range d.Facts {
				fmt.Fprintf(&b, " %s:%s>%s", f.Column, f.Old, f.New)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestCompareFollowsContacts(t *testing.T) {
	base := map[string]string{
		"actors.csv": "id,name,wikidata\nann,Ann,\nbo,Bo,\ncy,Cy,Q9\n",
		"claims.csv": "id,actor,recipient,document,kind,date,direction,checked_by\n" +
			"c1,ann,bo,https://example.org/1,talks,2024,,\nc2,ann,cy,https://example.org/1,call,2024,,\nc3,bo,cy,https://example.org/1,affiliation,,directed,\n",
	}
	const head = "id,actor,recipient,document,kind,date,direction,checked_by\n"
	c1, c2, c3 := "c1,ann,bo,https://example.org/1,talks,2024,,\n", "c2,ann,cy,https://example.org/1,call,2024,,\n",
		"c3,bo,cy,https://example.org/1,affiliation,,directed,\n"
	for _, test := range []struct{ name, actors, claims, want string }{
		{"sorted anew", "", head + c3 + c2 + c1, ""},
		{"sides changed places", "", head + strings.Replace(c1, "ann,bo", "bo,ann", 1) + c2 + c3, ""},
		{"another kind of the same", "", head + strings.Replace(c1, "talks", "meeting", 1) + c2 + c3,
			"ann--bo--talks--2024 > ann--bo--meeting--2024 kind:talks>meeting\n"},
		{"another party", "", head + c1 + strings.Replace(c2, "cy", "bo", 1) + c3,
			"ann--cy--call--2024 > ann--bo--call--2024 to:cy>bo\n"},
		{"an actor's other id", "id,name,wikidata\nann,Ann,\nbo,Bo,\ncyrus,Cyrus,Q9\n",
			strings.ReplaceAll(head+c1+c2+c3, "cy", "cyrus"), ""},
		{"turned", "", head + c1 + c2 + strings.Replace(c3, "bo,cy", "cy,bo", 1),
			"bo--to--cy--affiliation > cy--to--bo--affiliation from:bo>cy to:cy>bo\n"},
		{"checked", "", strings.Replace(head, "\n", ",checked_row\n", 1) + strings.Replace(c1, ",,\n",
			",,editors,r2:ff9962ae48754176\n", 1) + strings.ReplaceAll(c2+c3, "\n", ",\n"),
			"ann--bo--talks--2024 > ann--bo--talks--2024 checked:0 of 1>1 of 1\n"},
		{"come and gone", "", head + c1 + c3 + "c4,ann,cy,https://example.org/1,visit,,,\n",
			"appeared ann--cy--visit\ngone ann--cy--call--2024\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"actors.csv": base["actors.csv"], "claims.csv": test.claims}
			if test.actors != "" {
				files["actors.csv"] = test.actors
			}
			old, new := editionOf(t, base), editionOf(t, files)
			if diff := cmp.Diff(test.want, differences(graph.Compare(old, new))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func editionOf(t *testing.T, files map[string]string) *graph.Graph {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["d/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, problems := sources.OpenFS(fsys, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

// What appeared one way is gone the other way, whatever is left out of an edition; an edition and itself do not differ.
func TestCompareBothWays(t *testing.T) {
	d, _ := sources.SyriaContacts()
	whole := graph.Must(graph.Build(d))
	rapid.Check(t, func(t *rapid.T) {
		edition := func(name string) *graph.Graph {
			keep := map[sources.ClaimID]bool{}
			for i := range d.Claims {
				keep[d.Claims[i].ID] = rapid.IntRange(0, 4).Draw(t, name) > 0
			}
			actors, documents := map[sources.ActorID]bool{}, map[sources.DocumentID]bool{}
			for i := range d.Actors {
				actors[d.Actors[i].ID] = true
			}
			for i := range d.Documents {
				documents[d.Documents[i].ID] = true
			}
			return graph.Must(graph.Build(d.Part(actors, documents, keep)))
		}
		old, new := edition("old"), edition("new")
		if c := graph.Compare(old, old); !c.None() {
			t.Fatalf("an edition differs from itself: %s", differences(c))
		}
		count := func(c *graph.Comparison) (come, gone, changed int) {
			for _, d := range c.Contacts {
				switch {
				case d.Old == nil:
					come++
				case d.New == nil:
					gone++
				default:
					changed++
				}
			}
			return come, gone, changed
		}
		come, gone, changed := count(graph.Compare(old, new))
		backCome, backGone, backChanged := count(graph.Compare(new, old))
		if come != backGone || gone != backCome || changed != backChanged {
			t.Fatalf("%d come, %d gone, %d changed; the other way %d come, %d gone, %d changed", come, gone, changed,
				backCome, backGone, backChanged)
		}
	})
	if c := graph.Compare(whole, whole); !c.None() {
		t.Error("the built-in dossier differs from itself")
	}
}

// A contact that the rows name is the same in both editions, whichever row comes first: one that only refers to it, such
// as "no comment", may have lost what it stood beside.
func TestCompareByTheNameInTheRows(t *testing.T) {
	d, _ := sources.SyriaContacts()
	edition := func(claims ...sources.ClaimID) *graph.Graph {
		keep, actors, documents := map[sources.ClaimID]bool{}, map[sources.ActorID]bool{}, map[sources.DocumentID]bool{}
		for _, id := range claims {
			keep[id] = true
		}
		for i := range d.Actors {
			actors[d.Actors[i].ID] = true
		}
		for i := range d.Documents {
			documents[d.Documents[i].ID] = true
		}
		return graph.Must(graph.Build(d.Part(actors, documents, keep)))
	}
	whole := edition("theweek-2014-02", "theweek-2014-03", "gfatf-2025-03", "rco-2025-02")
	part := edition("theweek-2014-03", "rco-2025-02")
	for _, c := range graph.Compare(whole, part).Contacts {
		if c.Old != nil && c.New != nil && c.Old.Kind != c.New.Kind {
			t.Errorf("a %s became a %s", c.Old.Kind, c.New.Kind)
		}
	}
}

// That a contact went both ways, and that nobody tells which way it went, are not the same: a row that said the one and
// says the other now says something else.
func TestComparisonsTellBothWaysFromNotTold(t *testing.T) {
	edition := func(direction string) *graph.Graph {
		d, problems := sources.OpenFS(fstest.MapFS{"claims.csv": {Data: []byte("id,actor,recipient,document,kind,direction\n" +
			"c1,Ann,Bo,https://example.org/1,warning," + direction + "\n")}}, "claims.csv", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return graph.Must(graph.Build(d))
	}
	for _, tt := range []struct{ old, new, want string }{
		{"mutual", "", "direction:mutual>not told"},
		{"", "mutual", "direction:not told>mutual"},
		{"directed", "", "direction:directed>not told"},
		{"", "", ""},
	} {
		c := graph.Compare(edition(tt.old), edition(tt.new))
		got := differences(c)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%q and %q: %s, want %q", tt.old, tt.new, got, tt.want)
		}
		for _, r := range c.Rows.Claims {
			for _, cell := range r.Cells {
				turn := words.English().Changes.ClaimCell(c.Rows.Old, c.Rows.New, cell, r.Old, r.New)
				told := map[string]string{"": "direction not told", "mutual": "mutual", "directed": "one-sided"}
				if turn.Old != told[tt.old] || turn.New != told[tt.new] {
					t.Errorf("%q and %q: %q and %q", tt.old, tt.new, turn.Old, turn.New)
				}
			}
		}
	}
}
