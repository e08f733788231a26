package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// What a careful editor found wrong, each as it has to be.
var truths = []struct{ name, files, want string }{
	{"two meetings five years apart are two contacts", `
-- claims.csv --
actor,recipient,document,kind,date,asserted_by
ann,bo,mirror,meeting,2009-11-04,cy (on record)
ann,bo,post,meeting,2014-02-11,dee (on record)
`, `
ann – bo, 4 Nov 2009: reported: one origin
ann – bo, 11 Feb 2014: reported: one origin
`},
	{"a warning each way is two contacts with their arrowheads", `
-- claims.csv --
actor,recipient,document,kind,direction,asserted_by
ann,bo,mirror,warning,directed,cy (on record)
bo,ann,post,warning,directed,dee (on record)
`, `
ann → bo: reported: one origin
bo → ann: reported: one origin
`},
	{"a date inside another is one date", `
-- claims.csv --
actor,recipient,document,kind,date,asserted_by
ann,bo,mirror,meeting,2014-09,cy (on record)
ann,bo,post,meeting,2014-09-05,dee (on record)
`, `
ann – bo, 5 Sep 2014: corroborated: two or more independent origins
`},
	{"a wide date and none bridge no two dated events", `
-- claims.csv --
actor,recipient,document,kind,date,asserted_by
ann,bo,mirror,meeting,2013-11-04,cy (on record)
ann,bo,wire,meeting,2013,dee (on record)
ann,bo,wire,meeting,,dee (on record)
ann,bo,post,meeting,2013-02-11,dee (on record)
`, `
ann – bo, 4 Nov 2013: reported: one origin
ann – bo, 2013: reported: one origin
ann – bo, 11 Feb 2013: reported: one origin
`},
	{"a government and its spokeswoman are one origin", `
-- claims.csv --
actor,recipient,document,kind,asserted_by
ann,cy,mirror,visit,spokeswoman (on record)
ann,cy,post,visit,bo (on record)
`, "ann – cy: reported: one origin\n"},
	{"officials of two papers may be one or two", `
-- claims.csv --
actor,recipient,document,kind,asserted_by
ann,bo,mirror,visit,officials (anonymous)
ann,bo,post,visit,diplomats (anonymous)
`, "ann – bo: reported twice, sources unnamed: one or two origins\n"},
	{"who names no source has no more than who names unnamed ones", `
-- claims.csv --
actor,recipient,document,kind,asserted_by
ann,bo,mirror,visit,
ann,bo,post,visit,
`, "ann – bo: reported twice, sources unnamed: one or two origins\n"},
	{"an admission, an accusation, and both", `
-- claims.csv --
actor,recipient,document,kind,direction,stance,asserted_by,about
ann,bo,mirror,visit,directed,confirms,ann (on record),
cy,dee,mirror,visit,directed,confirms,dee (on record),
cy,dee,post,visit,directed,no-comment,cy (on record),mirror-2
ann,dee,mirror,visit,directed,confirms,ann (on record),
ann,dee,post,visit,directed,confirms,dee (on record),
`, `
ann → bo: confirmed by Ann Abbot (own part); the other side is silent
cy → dee: confirmed by Dee Dunn (of the other side); the other side does not comment
ann → dee: confirmed by both: two sides say so on record, each by itself
`},
	{"a spokeswoman who is no actor denies", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
ann,bo,mirror,talks,,cy (on record)
ann,bo,post,talks,denies,bo: a spokeswoman (on record)
`, "ann – bo: disputed: reported and denied\n"},
	{"a denial by the head of a body, with the claim that it is about", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by,about
cy,bo,mirror,talks,confirms,bo (on record),
cy,spokeswoman,post,talks,denies,spokeswoman (on record),mirror-1
`, "cy – bo: disputed: confirmed by Bo Baker; the other side denies it\n"},
	{"an undated denial denies each of two dated meetings, and joins them to nothing", `
-- claims.csv --
actor,recipient,document,kind,date,stance,asserted_by
ann,bo,mirror,meeting,2013-11-04,,cy (on record)
ann,bo,post,meeting,2014-02-11,,dee (on record)
ann,bo,wire,meeting,,denies,bo (on record)
`, `
ann – bo, 4 Nov 2013: disputed: reported and denied
ann – bo, 11 Feb 2014: disputed: reported and denied
`},
	{"one act, told with two recipients", `
-- claims.csv --
id,actor,recipient,document,kind,contact,direction,about,stance,asserted_by
c1,ann,bo,mirror,warning,shrine,directed,,,cy (on record)
c2,ann,dee,post,warning,shrine,directed,,,cy (on record)
c3,ann,bo,post,warning,,directed,c1,no-comment,ann (on record)
`, "ann → bo, dee: reported: one origin (Ann Abbot to Bo Baker or Dee Dunn, as told)\n"},
	{"a round of five is one contact", `
-- actors.csv --
id,name
a,A
b,B
c,C
d,D
e,E
-- claims.csv --
actor,recipient,document,kind,asserted_by
a|b|c|d|e,,mirror,talks,cy (on record)
`, "a – b, c, d, e: reported: one origin (A, B, C, D and E)\n"},
	{"a round that two members confirm, each by itself", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
ann|bo|cy|dee,,mirror,meeting,confirms,ann (on record)
ann|bo|cy|dee,,post,meeting,confirms,bo: a spokesman (on record)
`, "ann – bo, cy, dee: confirmed by Ann Abbot (own part) and Bo Baker (own part); Cy Cooper and Dee Dunn are silent (Ann Abbot, Bo Baker, Cy Cooper and Dee Dunn)\n"},
	{"a round that all confirm", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
ann|bo|cy,,mirror,meeting,confirms,cy (on record)
ann|bo|cy,,post,meeting,confirms,bo (on record)
ann|bo|cy,,wire,meeting,confirms,ann (on record)
`, "ann – bo, cy: confirmed by Ann Abbot (own part), Bo Baker (own part) and Cy Cooper (own part) (Ann Abbot, Bo Baker and Cy Cooper)\n"},
	{"a round that one confirms, one refuses to comment on and one is silent about", `
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about
c1,ann|bo|cy,,mirror,meeting,confirms,cy (on record),
c2,ann|bo|cy,,post,meeting,no-comment,bo (on record),c1
`, "ann – bo, cy: confirmed by Cy Cooper (own part); Bo Baker does not comment; Ann Abbot is silent (Ann Abbot, Bo Baker and Cy Cooper)\n"},
	{"a round that one confirms and another denies", `
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about
c1,ann|bo|cy,,mirror,meeting,confirms,cy (on record),
c2,ann|bo|cy,,post,meeting,denies,bo (on record),c1
`, "ann – bo, cy: disputed: confirmed by Cy Cooper (own part); Bo Baker denies it; Ann Abbot is silent (Ann Abbot, Bo Baker and Cy Cooper)\n"},
	{"two sides of a round: one on either confirms", `
-- claims.csv --
actor,recipient,document,kind,direction,stance,asserted_by
ann|bo,cy|dee,mirror,visit,directed,confirms,bo (on record)
ann|bo,cy|dee,post,visit,directed,confirms,dee (on record)
`, "ann → cy, bo, dee: confirmed by Bo Baker (own part) and Dee Dunn (of the other side); Ann Abbot and Cy Cooper are silent (Ann Abbot and Bo Baker to Cy Cooper and Dee Dunn)\n"},
	{"two sides of a round: all who confirm stand on one", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
ann|bo,cy,mirror,meeting,confirms,bo (on record)
ann|bo,cy,post,meeting,confirms,ann (on record)
`, "ann – cy, bo: confirmed by Ann Abbot (own part) and Bo Baker (own part); Cy Cooper is silent (Ann Abbot, Cy Cooper and Bo Baker)\n"},
	{"who speaks for a sister of a body is named with it, and two of one body are one", `
-- actors.csv --
id,name,part_of
land,Land,
ministry,Ministry,land
service,Service,land
south,South,
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
service,south,mirror,talks,confirms,ministry (on record)
service|ministry|south,,mirror,meeting,confirms,service (on record)
service|ministry|south,,post,meeting,confirms,ministry (on record)
service|ministry|south,,post,call,confirms,land (on record)
`, `
service – south: confirmed by Ministry (for Service); the other side is silent
service – ministry, south: confirmed by Service (own part) and Ministry (own part); South is silent (Service, Ministry and South)
service – ministry, south: confirmed by Land (for Service) and Land (for Ministry); South is silent (Service, Ministry and South)
`},
	{"one who belongs to two members of a round is one voice", `
-- actors.csv --
id,name,part_of
north,North,
south,South,
east,East,
envoy,Envoy,north|south
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by
north|south|east,,mirror,meeting,confirms,envoy (on record)
`, "north – south, east: confirmed by North (own part) and South (own part); East is silent (North, South and East)\n"},
	{"who only confirms a plan does not confirm that it happened", `
-- claims.csv --
actor,recipient,document,kind,modality,stance,asserted_by
ann,bo,mirror,meeting,,confirms,ann (on record)
ann,bo,post,meeting,planned,confirms,bo (on record)
`, "ann – bo: confirmed by Ann Abbot (own part); the other side is silent\n"},
	{"who confirms and elsewhere does not comment, confirms", `
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about
c1,ann,bo,mirror,meeting,confirms,ann (on record),
c2,ann,bo,post,meeting,no-comment,ann (on record),c1
`, "ann – bo: confirmed by Ann Abbot (own part); the other side is silent\n"},
	{"a stranger disputes what one side confirms", `
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about
c1,ann,bo,mirror,meeting,confirms,ann (on record),
c2,ann,bo,post,meeting,disputes,cy (on record),c1
`, "ann – bo: disputed: confirmed by Ann Abbot (own part); disputed by Cy Cooper; the other side is silent\n"},
	{"one act with two recipients, as told: one of them confirms", `
-- claims.csv --
actor,recipient,document,kind,contact,direction,stance,asserted_by
ann,bo,mirror,warning,shrine,directed,,cy (on record)
ann,dee,post,warning,shrine,directed,,cy (on record)
ann,dee,wire,warning,shrine,directed,confirms,dee (on record)
`, "ann → bo, dee: confirmed by Dee Dunn (of the other side); the other side is silent (Ann Abbot to Bo Baker or Dee Dunn, as told)\n"},
	{"a denial that was taken back", `
-- claims.csv --
id,actor,recipient,document,kind,stance,asserted_by,about
c1,ann,bo,mirror,meeting,confirms,ann (on record),
c2,ann,bo,post,meeting,denies,bo (on record),c1
c3,ann,bo,wire,meeting,retracts,,c2
`, "ann – bo: confirmed by Ann Abbot (own part); the other side is silent\n"},
	{"a retraction in doubt that was taken back takes nothing back", `
-- claims.csv --
id,actor,recipient,document,kind,stance,about,doubt
c1,ann,bo,mirror,meeting,reports,,
c2,ann,bo,post,meeting,retracts,c1,is it about this one?
c3,ann,bo,wire,meeting,retracts,c2,
`, "ann – bo: reported: one origin (in doubt)\n"},
	{"a doubt keeps a claim from strengthening", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by,doubt
ann,bo,mirror,talks,confirms,bo (on record),is it Bo?
ann,bo,post,talks,,cy (on record),
`, "ann – bo: reported: one origin (in doubt)\n"},
	{"what rests on nothing but a doubted claim is confirmed by nobody", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by,doubt
ann,bo,mirror,talks,confirms,bo (on record),is it Bo?
`, "ann – bo: reported: one origin (in doubt)\n"},
	{"a doubt keeps a claim from strengthening, also one that stands below", `
-- claims.csv --
actor,recipient,document,kind,stance,asserted_by,doubt
ann,bo,post,talks,,cy (on record),
ann,bo,mirror,talks,confirms,bo (on record),is it Bo?
`, "ann – bo: reported: one origin (in doubt)\n"},
	{"two doubted claims do not corroborate each other", `
-- claims.csv --
actor,recipient,document,kind,asserted_by,doubt
ann,bo,post,talks,cy (on record),is it Ann?
ann,bo,mirror,talks,dee (on record),is it Bo?
`, "ann – bo: reported: one origin (in doubt)\n"},
	{"a tie is one as long as its dates touch", `
-- claims.csv --
actor,recipient,document,kind,direction,date,asserted_by
ann,bo,mirror,affiliation,directed,2001/2004,cy (on record)
ann,bo,post,affiliation,directed,2005/2007,dee (on record)
ann,bo,wire,affiliation,directed,2010/2011,dee (on record)
`, `
ann → bo, 2001–2004; 2005–2007: reported: one origin
ann → bo, 2010–2011: reported: one origin
`},
	{"a tie of which two tell of one time", `
-- claims.csv --
actor,recipient,document,kind,direction,date,asserted_by
ann,bo,mirror,affiliation,directed,2001/2004,cy (on record)
ann,bo,post,affiliation,directed,2003/2007,dee (on record)
ann,bo,wire,affiliation,directed,2008/2011,dee (on record)
`, "ann → bo, 2001–2004; 2003–2007; 2008–2011: corroborated: two or more independent origins\n"},
	{"a tie holds for all of its time, and not only for the part that another tells of", `
-- claims.csv --
actor,recipient,document,kind,direction,date,asserted_by
ann,bo,mirror,affiliation,directed,2001/..,cy (on record)
ann,bo,post,affiliation,directed,2005,dee (on record)
cy,dee,post,affiliation,directed,2005-03,dee (on record)
cy,dee,post,affiliation,directed,2005,cy (on record)
`, `
ann → bo, since 2001: corroborated: two or more independent origins
cy → dee, 2005: corroborated: two or more independent origins
`},
	{"two unnamed sources on other years of a tie", `
-- claims.csv --
actor,recipient,document,kind,direction,date
ann,bo,mirror,affiliation,directed,2001
ann,bo,post,affiliation,directed,2002
`, "ann → bo, 2001; 2002: reported: one origin\n"},
}

func TestTruths(t *testing.T) {
	for _, tt := range truths {
		t.Run(tt.name, func(t *testing.T) {
			g := graph.Must(graph.Build(open(t, strings.TrimPrefix(tt.files, "\n"))))
			if diff := cmp.Diff(lines(tt.want), shown(g.All(),
				func(c *graph.Contact) string { return told(g, c) })); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestDoubtedReportsHaveOrigins has two reports that are both doubted: what they say begins somewhere all the same.
func TestDoubtedReportsHaveOrigins(t *testing.T) {
	g := graph.Must(graph.Build(open(t, `-- claims.csv --
actor,recipient,document,kind,asserted_by,doubt
ann,bo,post,talks,cy (on record),is it Ann?
ann,bo,mirror,talks,dee (on record),is it Bo?
`)))
	for c := range g.All() {
		if c.Origins.Min != 2 || c.Origins.Max != 2 || c.State != graph.SingleOrigin {
			t.Errorf("%s of %s origins, want single-origin of 2", c.State, c.Origins.Range())
		}
	}
}

// told is what a contact says, for the tables of tests.
func told(g *graph.Graph, c *graph.Contact) string {
	v := words.English()
	says := fmt.Sprintf("%s %s %s", c.From, map[bool]string{true: "→", false: "–"}[c.Directed],
		strings.Join(texts(c.Members[1:]), ", "))
	if when := v.Contacts.When(c); when != "" {
		says += ", " + when
	}
	says += ": " + v.Evidence.StateOf(g.Dossier(), c, words.Full)
	if c.Parties().IsRound() {
		says += " (" + v.Contacts.Parties(g.Dossier(), c, words.Full) + ")"
	}
	if c.Evidence().Doubted() {
		says += " (in doubt)"
	}
	return says
}

// A roll-up says who met, keeps a message and its answer apart by their arrowheads, and hides no denial in a solid
// line.
func TestRollUpTellsTheTruth(t *testing.T) {
	g := graph.Must(graph.Build(open(t, strings.TrimPrefix(`
-- actors.csv --
id,name,part_of
north,North,
envoy,Envoy,north
office,Office,north
south,South,
-- claims.csv --
actor,recipient,document,kind,direction,stance,asserted_by
envoy,south,mirror,message,directed,,cy (on record)
south,office,post,message,directed,,dee (on record)
office,south,post,visit,,denies,office (on record)
`, "\n"))))
	lifted, err := g.RollUp(graph.RollUp{By: graph.ByPartOf, Levels: 1})
	if err != nil {
		t.Fatal(err)
	}
	got := shown(lifted.All(), func(c *graph.Contact) string {
		to, from := c.Arrows()
		return fmt.Sprintf("%s, arrowheads %v %v, of %d, %s, %s", c.ID, to, from, len(c.StandsFor), c.State,
			words.English().Contacts.Met(lifted.Dossier(), c, words.Full))
	})
	want := []string{"north--south, arrowheads true true, of 2, single-origin, met: Envoy, Office",
		"north--south--denied, arrowheads false false, of 1, denied, between Office"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The dates of drawn claims, with the days that they can mean counted by hand from 1 January 2014.
var drawnDates = []struct {
	text     string
	from, to int
}{
	{"", -9999, 9999}, {"2014-01-05", 4, 4}, {"2014-01-20", 19, 19}, {"2014-01", 0, 30}, {"2014-02", 31, 58},
	{"2014", 0, 364},
	{"2014-01-20/2014-02-10", 19, 40}, {"/2014-01-10", -9999, 9}, {"2014-02-01/..", 31, 9999}, {"2013", -365, -1},
}

// A drawnClaim is a row about a visit of ann and bo.
type drawnClaim struct {
	date   int // of drawnDates
	way    string
	stance string
	who    string
	doc    string
}

func (c drawnClaim) row(id int) string {
	actor, recipient, direction := "ann", "bo", "directed"
	switch c.way {
	case "back":
		actor, recipient = "bo", "ann"
	case "mutual":
		direction = "mutual"
	case "":
		direction = ""
	}
	return fmt.Sprintf("c%02d,%s,%s,%s,visit,%s,%s,%s,%s,p. %d\n", id, actor, recipient, c.doc, direction,
		drawnDates[c.date].text, c.stance, c.who, id)
}

func drawnClaims(supports bool) *rapid.Generator[drawnClaim] {
	return rapid.Custom(func(t *rapid.T) drawnClaim {
		c := drawnClaim{date: rapid.IntRange(0, len(drawnDates)-1).Draw(t, "date"),
			way: rapid.SampledFrom([]string{"", "", "forth", "back", "mutual"}).Draw(t, "way"),
			who: rapid.SampledFrom([]string{"", "cy (on record)", "dee (on record)", "a source (anonymous)"}).Draw(t,
				"who"),
			doc: rapid.SampledFrom([]string{"d1", "d2", "d3"}).Draw(t, "document")}
		if !supports && rapid.IntRange(0, 3).Draw(t, "denied") == 0 {
			c.stance, c.who = "disputes", "cy (on record)"
		}
		return c
	})
}

// canBeOne tells by hand whether two claims can be of one event.
func canBeOne(a, b drawnClaim) bool {
	x, y := drawnDates[a.date], drawnDates[b.date]
	return x.from <= y.to && y.from <= x.to && (a.way == b.way || a.way == "" || b.way == "")
}

func graphOfDrawn(t *rapid.T, claims []drawnClaim, order []int) *graph.Graph {
	rows := "id,actor,recipient,document,kind,direction,date,stance,asserted_by,locator\n"
	for _, i := range order {
		rows += claims[i].row(i)
	}
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\ncy,Cy\ndee,Dee\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,One\nd2,Two\nd3,Three\n")},
		"d/claims.csv":    {Data: []byte(rows)},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

func inTurn(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// groupsOf lists the numbers of the supporting claims of each contact.
func groupsOf(g *graph.Graph) [][]int {
	var groups [][]int
	for c := range g.All() {
		var group []int
		for _, cl := range c.Claims {
			if cl.Stance.Supports() {
				var n int
				fmt.Sscanf(string(cl.ID), "c%d", &n)
				group = append(group, n)
			}
		}
		slices.Sort(group)
		if group != nil {
			groups = append(groups, group)
		}
	}
	slices.SortFunc(groups, func(a, b []int) int { return slices.Compare(a, b) })
	return groups
}

// Which claims are of one event is found by comparing each with each: two are if whatever can be one with the one can
// be one with the other.
func TestEventsAreThoseOfComparingEachWithEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(drawnClaims(true), 1, 9).Draw(t, "claims")
		alike := func(a, b int) bool {
			for _, other := range claims {
				if canBeOne(claims[a], other) != canBeOne(claims[b], other) {
					return false
				}
			}
			return canBeOne(claims[a], claims[b])
		}
		var want [][]int
		for i := range claims {
			n := slices.IndexFunc(want, func(group []int) bool { return alike(group[0], i) })
			if n < 0 {
				want = append(want, []int{i})
			} else {
				want[n] = append(want[n], i)
			}
		}
		if diff := cmp.Diff(want, groupsOf(graphOfDrawn(t, claims, inTurn(len(claims))))); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// A claim about another event strengthens no contact, and changes the id of none that keeps its claims.
func TestAnotherEventStrengthensNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(drawnClaims(false), 1, 8).Draw(t, "claims")
		added := drawnClaims(true).Draw(t, "another")
		before := graphOfDrawn(t, claims, inTurn(len(claims)))
		after := graphOfDrawn(t, append(slices.Clone(claims), added), inTurn(len(claims)+1))
		for c := range before.All() {
			if !c.Drawn() ||
				slices.ContainsFunc(c.Claims,
					func(cl *sources.Claim) bool { return cl.Stance.Supports() && canBeOne(claims[numberOf(cl)], added) }) {
				continue // it may be about this one
			}
			for now := range after.All() {
				shared := slices.ContainsFunc(now.Claims, func(cl *sources.Claim) bool {
					return cl.Stance.Supports() && slices.ContainsFunc(c.Claims,
						func(o *sources.Claim) bool { return o.ID == cl.ID })
				})
				if shared && now.State < c.State {
					t.Fatalf("%s was %s and is %s", c.ID, c.State, now.State)
				}
				if shared && len(now.Claims) == len(c.Claims) && now.ID != c.ID && !numbered(after, c.ID, now.ID) {
					t.Fatalf("%s is called %s", c.ID, now.ID)
				}
			}
		}
	})
}

// numbered tells whether an id only got a number behind it since another contact has it: one of the same parties,
// kind and date, of which rows say that it is mutual where those of the first leave the way untold.
func numbered(g *graph.Graph, was, now sources.ContactID) bool {
	return g.Contact(was) != nil && strings.HasPrefix(string(now), string(was)+"-")
}

func numberOf(cl *sources.Claim) int {
	var n int
	fmt.Sscanf(string(cl.ID), "c%d", &n)
	return n
}

// Splitting a document's claim in two strengthens nothing.
func TestSplittingAClaimStrengthensNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(drawnClaims(false), 1, 8).Draw(t, "claims")
		split := rapid.IntRange(0, len(claims)-1).Draw(t, "split")
		before := graphOfDrawn(t, claims, inTurn(len(claims)))
		after := graphOfDrawn(t, append(slices.Clone(claims), claims[split]), inTurn(len(claims)+1))
		for c := range before.All() {
			if now := after.Contact(c.ID); now == nil || now.State != c.State || now.Origins.Max != c.Origins.Max {
				t.Fatalf("%s, %s of %s, is %v", c.ID, c.State, c.Origins, now)
			}
		}
	})
}

// The order of rows changes neither ids nor states nor origins.
func TestTheOrderOfRowsNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := rapid.SliceOfN(drawnClaims(false), 1, 9).Draw(t, "claims")
		order := rapid.Permutation(inTurn(len(claims))).Draw(t, "order")
		summary := func(g *graph.Graph) []string {
			all := shown(g.All(), func(c *graph.Contact) string {
				return fmt.Sprint(c.ID, c.Event, c.Directed, c.State, c.Origins.Min, c.Origins.Max, len(c.Claims))
			})
			slices.Sort(all)
			return all
		}
		if diff := cmp.Diff(summary(graphOfDrawn(t, claims, inTurn(len(claims)))),
			summary(graphOfDrawn(t, claims, order))); diff != "" {
			t.Fatalf("(-rows in turn +in another order):\n%s", diff)
		}
	})
}

// Who confirms is told of as a body, or so that it fits a person; of those whose kind nobody gives, in words that fit both.
func TestConfirmersAreBodiesOrPersons(t *testing.T) {
	g := graph.Must(graph.Build(open(t, `
-- actors.csv --
id,name,kind
ann,Ann Abbot,person
office,Office,ministry
cy,Cy,
-- documents.csv --
id,title
one,One
-- claims.csv --
actor,recipient,document,kind,direction,stance,asserted_by
ann,office,one,visit,directed,confirms,ann (on record)
office,cy,one,visit,directed,confirms,office (on record)
cy,ann,one,visit,directed,confirms,cy (on record)
`)))
	want := map[string][]string{
		"en": {"Ann Abbot (of their own part)", "Cy (own part)", "Office (of itself)"},
		"de": {"Ann Abbot (über sich selbst)", "Cy (über sich selbst)", "Office (über sich selbst)"},
		"fr": {"Ann Abbot (à propos de soi)", "Cy (à propos de soi)", "Office (à propos de soi)"},
		"es": {"Ann Abbot (sobre su propia parte)", "Cy (sobre su propia parte)", "Office (sobre su propia parte)"},
		"ar": {"Ann Abbot (عن الذات)", "Cy (عن الذات)", "Office (عن الذات)"},
	}
	for lang, want := range want {
		v, err := words.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for c := range g.All() {
			text := v.Evidence.Confirmers(g.Dossier(), c, words.Full)
			got = append(got, strings.Map(func(r rune) rune {
				if r == '\u2068' || r == '\u2069' { // isolates
					return -1
				}
				return r
			}, text))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}
