package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// groups has claims, and the contacts that they add up to, in order.
var groups = []struct{ name, claims, want string }{
	{"the same actors and kind", `
id,actor,recipient,document,kind
c1,bo,ann,mirror,talks
c2,ann,bo,post,talks
c3,ann,bo,post,call
c4,ann,cy,post,talks
`, `
ann--bo--talks: bo – ann, talks: c1 c2
ann--bo--call: ann – bo, call: c3
ann--cy--talks: ann – cy, talks: c4
`},
	{"an id that rows give", `
id,actor,recipient,document,kind,contact
c1,ann,bo,mirror,talks,geneva
c2,ann,bo,post,meeting,geneva
c3,ann,bo,post,meeting,
c4,ann,bo,wire,meeting,damascus
`, `
geneva: ann – bo, talks: c1 c2
ann--bo--meeting: ann – bo, meeting: c3
damascus: ann – bo, meeting: c4
`},
	{"an id that rows of different parties give", `
id,actor,recipient,document,kind,contact
c1,bo,cy,mirror,talks,geneva
c2,ann|bo,cy,post,meeting,geneva
`, `
geneva: ann – cy, bo, talks: c1 c2 (as told: bo cy, ann bo cy)
`},
	{"one act, told with two recipients", `
id,actor,recipient,document,kind,contact,direction,about,stance,asserted_by
c1,ann,bo,mirror,warning,shrine,directed,,,
c2,ann,cy,post,warning,shrine,directed,,,
c3,ann,bo,post,warning,,directed,c1,no-comment,ann (on record)
`, `
shrine: ann → bo, cy, warning: c1 c2 c3 (as told: ann bo, ann cy)
`},
	{"an id that would be made from others", `
id,actor,recipient,document,kind,contact
c1,ann,bo,mirror,talks,
c2,ann,cy,mirror,talks,ann--bo--talks
`, `
ann--bo--talks-2: ann – bo, talks: c1
ann--bo--talks: ann – cy, talks: c2
`},
	{"a round is one contact with its members", `
id,actor,recipient,document,kind,direction
c1,ann|bo,cy|dee,mirror,talks,
c2,dee,ann,mirror,talks,directed
c3,ann|bo|cy,,post,meeting,
c4,cy,ann|bo,wire,meeting,
c5,ann,cy|dee,post,warning,directed
`, `
ann--bo--cy--dee--talks: ann – cy, bo, dee, talks: c1
dee--to--ann--talks: dee → ann, talks: c2
ann--bo--cy--meeting: ann – bo, cy, meeting: c3 c4
ann--to--cy--dee--warning: ann → cy, dee, warning: c5
`},
	{"rounds of other members are other rounds", `
id,actor,recipient,document,kind
c1,ann|bo,cy,mirror,talks
c2,ann|bo,dee,post,talks
`, `
ann--bo--cy--talks: ann – cy, bo, talks: c1
ann--bo--dee--talks: ann – dee, bo, talks: c2
`},
	{"rounds one way, the other way, and both", `
id,actor,recipient,document,kind,direction
c1,ann,cy|dee,mirror,warning,directed
c2,cy|dee,ann,post,warning,directed
c3,ann,cy|dee,wire,warning,mutual
`, `
ann--to--cy--dee--warning: ann → cy, dee, warning: c1
cy--dee--to--ann--warning: cy → ann, dee, warning: c2
ann--cy--dee--warning: ann – cy, dee, warning: c3
`},
	{"what is about a row that names its contact is of that contact", `
id,actor,recipient,document,kind,contact,about,stance
c1,ann,bo,mirror,talks,,,
c2,ann,cy,mirror,meeting,geneva,c4,disputes
c3,ann,cy,post,visit,,c2,retracts
c4,ann,cy,post,meeting,geneva,,
c5,ann,cy,wire,talks,,c3,disputes
`, `
ann--bo--talks: ann – bo, talks: c1
geneva: ann – cy, meeting: c2 c3 c4 c5
`},
	{"what is about a contact is of it, whatever it says of it", `
id,actor,recipient,document,kind,contact,about,stance
c1,ann,bo,mirror,talks,geneva,,
c2,ann,cy,post,meeting,,geneva,disputes
`, `
geneva: ann – bo, talks: c1 c2
`},
	{"a denial is of what is reported, not of another denial", `
id,actor,recipient,document,kind,contact,stance
c1,ann,bo,mirror,talks,geneva,disputes
c2,ann,bo,post,talks,,disputes
`, `
geneva: ann – bo, talks: c1
ann--bo--talks: ann – bo, talks: c2
`},
	{"of an event that rows join, the days that they have in common can be denied", `
id,actor,recipient,document,kind,contact,date,stance
c1,ann,bo,mirror,meeting,geneva,2014-09,
c2,ann,bo,post,meeting,geneva,2014-09-05,
c3,ann,bo,wire,meeting,,2014-09-05,disputes
c4,ann,bo,wire,meeting,,2014-09-20,disputes
`, `
geneva: ann – bo, meeting: c1 c2 c3
ann--bo--meeting--2014-09-20: ann – bo, meeting: c4
`},
	{"of a tie that rows join, all days that they tell of can be denied", `
id,actor,recipient,document,kind,contact,date,stance
c1,ann,bo,mirror,owns,firm,2004/2006,
c2,ann,bo,post,owns,firm,2006/2009,
c3,ann,bo,wire,owns,,2008,disputes
`, `
firm: ann → bo, owns: c1 c2 c3
`},
	{"a tie without a date, or without a direction, is of the only one that there is", `
id,actor,recipient,document,kind,date,direction
c1,ann,bo,mirror,contract,2004,directed
c2,ann,bo,post,contract,,directed
c3,bo,ann,wire,contract,2004,
c4,ann,cy,mirror,contract,2004,directed
c5,ann,cy,post,contract,2009,directed
c6,ann,cy,wire,contract,,directed
`, `
ann--to--bo--contract--2004: ann → bo, contract: c1 c2 c3
ann--to--cy--contract--2004: ann → cy, contract: c4
ann--to--cy--contract--2009: ann → cy, contract: c5
ann--to--cy--contract: ann → cy, contract: c6
`},
	{"a tie that does not tell its direction is of neither of two", `
id,actor,recipient,document,kind,direction
c1,ann,bo,mirror,contract,directed
c2,bo,ann,post,contract,directed
c3,ann,bo,wire,contract,
`, `
ann--to--bo--contract: ann → bo, contract: c1
bo--to--ann--contract: bo → ann, contract: c2
ann--bo--contract: ann – bo, contract: c3
`},
	{"affiliations are no contacts, and group likewise", `
id,actor,recipient,document,kind,direction
c1,ann,bo,mirror,affiliation,directed
c2,ann,bo,post,affiliation,directed
c3,ann,bo,post,contact,
`, `
ann--to--bo--affiliation: ann → bo, affiliation: c1 c2 (no contact)
ann--bo--contact: ann – bo, contact: c3
`},
}

func TestGrouping(t *testing.T) {
	for _, tt := range groups {
		t.Run(tt.name, func(t *testing.T) {
			g := build(t, tt.claims)
			if diff := cmp.Diff(lines(tt.want), shown(g.All(), describe)); diff != "" {
				t.Errorf("contacts (-want +got):\n%s", diff)
			}
		})
	}
}

func describe(c *graph.Contact) string {
	var claims []string
	for _, cl := range c.Claims {
		claims = append(claims, string(cl.ID))
	}
	others := strings.Join(texts(c.Members[1:]), ", ")
	line := fmt.Sprintf("%s: %s %s %s, %s: %s", c.ID, c.From, map[bool]string{true: "→", false: "–"}[c.Directed],
		others, c.Kind, strings.Join(claims, " "))
	if told := c.Parties().AsTold(); told != nil {
		var lists []string
		for _, parties := range told {
			lists = append(lists, strings.Join(texts(parties), " "))
		}
		line += " (as told: " + strings.Join(lists, ", ") + ")"
	}
	if c.IsAffiliation() {
		line += " (no contact)"
	}
	return line
}

// Two ids can hide the same letters. The contacts stay apart.
func TestIDsOfHyphens(t *testing.T) {
	d := open(t, `
-- actors.csv --
id,name
a,One
a--b,Two
b--c,Three
c,Four
-- claims.csv --
id,actor,recipient,document
c1,a,b--c,mirror
c2,a--b,c,mirror
`)
	g := graph.Must(graph.Build(d))
	if diff := cmp.Diff([]string{"a--b--c--contact", "a--b--c--contact-2"}, shown(g.All(), id)); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// directions has rows of actor, recipient, direction and stance, and how the contact goes.
var directions = []struct{ name, claims, want string }{
	{"one way", "ann,bo,directed,reports,\nann,bo,directed,confirms,bo", "ann → bo"},
	{"one way, told from the other side", "bo,ann,directed,reports,", "bo → ann"},
	{"mutual", "ann,bo,,reports,", "ann – bo"},
	{"both ways, which are two contacts", "ann,bo,directed,reports,\nbo,ann,directed,reports,", "ann → bo; bo → ann"},
	{"one way, and mutual, which are two", "ann,bo,directed,reports,\nann,bo,mutual,reports,", "ann → bo; ann – bo"},
	{"one way, and not told", "ann,bo,,reports,\nbo,ann,directed,reports,", "bo → ann"},
	{"not told, and both ways: it is of neither",
		"ann,bo,,reports,\nbo,ann,directed,reports,\nann,bo,directed,reports,", "ann – bo; bo → ann; ann → bo"},
	{"a denial says nothing of the way", "ann,bo,directed,reports,\nann,bo,,denies,bo", "ann → bo"},
	{"only the denial has a way", "ann,bo,,reports,\nann,bo,directed,denies,bo", "ann – bo"},
	{"a denial before", "bo,ann,,denies,bo\nann,bo,directed,reports,", "ann → bo"},
	{"only denied", "ann,bo,directed,denies,bo\nann,bo,directed,denies,ann", "ann → bo"},
	{"only denied, either way", "ann,bo,directed,denies,bo\nbo,ann,directed,denies,ann", "ann → bo; bo → ann"},
	{"a refusal to comment says nothing of the way", "ann,bo,directed,reports,\nann,bo,,no-comment,bo", "ann → bo"},
	{"only a refusal to comment", "ann,bo,directed,no-comment,bo", "ann – bo"},
	{"what is about a report is of its contact",
		"ann,bo,directed,reports,\nbo,ann,directed,reports,\nann,bo,,retracts,", "ann → bo; bo → ann"},
}

func TestDirections(t *testing.T) {
	for _, tt := range directions {
		t.Run(tt.name, func(t *testing.T) {
			claims := "id,actor,recipient,direction,stance,asserted_by,document,about,kind\n"
			for i, row := range lines(tt.claims) {
				claims += fmt.Sprintf("c%d,%s,mirror,%s,visit\n", i+1, row,
					map[bool]string{true: "c2"}[strings.Contains(row, "retracts")])
			}
			var ways []string
			for c := range build(t, claims).All() {
				ways = append(ways, fmt.Sprintf("%s %s %s", c.From, map[bool]string{true: "→", false: "–"}[c.Directed],
					c.To))
			}
			if got := strings.Join(ways, "; "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// tellings of a contact: labels, dates, places in between, hedges.
func TestWhatClaimsSay(t *testing.T) {
	type said struct {
		Label, When, First, Last, Published string
		Dates, Hedges, Via, Documents       []string
		Supporting, Denying                 int
	}
	for _, tt := range []struct {
		name, claims string
		want         said
	}{
		{"one claim that says nothing", `
c1,mirror,reports,,,,,
`, said{Label: "intelligence sharing", Published: "2014-09-20", Documents: []string{"mirror"}, Supporting: 1}},
		{"several claims", `
c1,post,reports,,2014-09-23,,via cy|dee,
c2,times,reports,second,2014-09~,reportedly,via dee,
c3,times,confirms,third,2014-09-23,understood to,,bo
c4,gazette,reports,,,reportedly,direct,
`, said{Label: "second", When: "23 Sep 2014", First: "2014-09-23", Last: "2014-09-23", Published: "2014-09-01",
			Dates: []string{"2014-09-23"}, Hedges: []string{"reportedly", "understood to"}, Via: []string{"cy", "dee"},
			Documents: []string{"post", "times", "gazette"}, Supporting: 4}},
		{"open and unknown ends", `
c1,mirror,reports,,../2014-09,,,
c2,post,reports,,2014-09/,,,
`, said{Label: "intelligence sharing", When: "up to Sep 2014; from Sep 2014", Published: "2014-09-20", Dates: []string{"../2014-09", "2014-09/"},
			Documents: []string{"mirror", "post"}, Supporting: 2}},
		{"what a denial, a refusal and a retraction say beside a report", `
c1,mirror,no-comment,no comment,2011,never,,bo,c4
c2,mirror,denies,denied,2012,never,via dee,bo,c4
c3,wire,retracts,sorry,2013,,,,c1
c4,post,reports,,2014,,,,
`, said{Label: "intelligence sharing", When: "2014", First: "2014-01-01", Last: "2014-12-31",
			Dates: []string{"2014"}, Documents: []string{"mirror", "wire", "post"}, Supporting: 1, Denying: 1}},
		{"a denial alone", `
c1,review,denies,air campaign,2014-09-23,never,via dee,bo
c2,review,no-comment,no comment,2015,,,ann,c1
`, said{Label: "air campaign", When: "23 Sep 2014", First: "2014-09-23", Last: "2014-09-23",
			Dates: []string{"2014-09-23"}, Documents: []string{"review"}, Denying: 1}},
		{"a refusal alone", `
c1,mirror,no-comment,no comment,2015,,,bo
`, said{Label: "intelligence sharing", Published: "2014-09-20", Documents: []string{"mirror"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claims := "id,document,stance,label,date,hedge,channel,asserted_by,about,actor,recipient,kind,modality\n"
			for _, row := range lines(tt.claims) {
				claims += row + strings.Repeat(",", 8-strings.Count(row, ",")) + ",ann,bo,intelligence-sharing,planned\n"
			}
			c := only(t, claims)
			day := func(d fmt.Stringer, ok bool) string {
				if !ok {
					return ""
				}
				return d.String()
			}
			var dates []string
			for _, d := range c.When().Dates() {
				dates = append(dates, d.String())
			}
			first, hasFirst := c.When().First()
			last, hasLast := c.When().Last()
			published, hasPublished := c.When().FirstPublished()
			got := said{c.Naming().Label(), words.English().Contacts.When(c), day(first, hasFirst), day(last, hasLast),
				day(published, hasPublished),
				dates, c.Evidence().Hedges(), texts(c.Parties().Via()), texts(c.Evidence().Documents()),
				c.Evidence().Supporting(), c.Evidence().Count(sources.Denies)}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
		})
	}
}

func texts[T ~string](ids []T) []string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return texts
}

// However the rows are ordered, the same contacts come out, with the same ids, states, origins and ways.
func TestRowOrderChangesNoContact(t *testing.T) {
	d, _ := sources.SyriaContacts()
	summary := func(g *graph.Graph) []string {
		all := shown(g.All(), func(c *graph.Contact) string {
			ends := []sources.ActorID{c.From, c.To}
			if !c.Directed {
				slices.Sort(ends)
			}
			return fmt.Sprintln(c.ID, ends, c.Directed, c.Kind, c.State, c.Modality, c.Origins.Min, c.Origins.Max,
				words.English().Contacts.When(c), len(c.Claims))
		})
		slices.Sort(all)
		return all
	}
	want := summary(graph.Must(graph.Build(d)))
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		shuffled := *d
		shuffled.Claims = slices.Clone(d.Claims)
		rand.New(rand.NewPCG(seed, seed)).Shuffle(len(shuffled.Claims), func(i, j int) {
			shuffled.Claims[i], shuffled.Claims[j] = shuffled.Claims[j], shuffled.Claims[i]
		})
		if diff := cmp.Diff(want, summary(graph.Must(graph.Build(&shuffled)))); diff != "" {
			t.Fatalf("contacts in another order of rows (-want +got):\n%s", diff)
		}
	})
}

// Denials without a date are of every event that they may mean, unless so many mean so many that the memory for it is
// without bound: then an error names one of them.
func TestTooManyDenials(t *testing.T) {
	const many = 1050
	rows := strings.Builder{}
	rows.WriteString("id,actor,recipient,document,kind,date,stance,locator\n")
	for i := range many {
		fmt.Fprintf(&rows, "c%d,ann,bo,mirror,talks,%04d-01-01,,\n", i, 900+i)
	}
	for i := range many {
		fmt.Fprintf(&rows, "d%d,ann,bo,post,talks,,disputes,p. %d\n", i, i)
	}
	// The memory is for 1<<20 links and 8 for each of 2,100 rows, and the 1,015th denial needs more.
	const want = "claims.csv:2066:1: too many rows deny what may be too many events: want a date, or about, in rows such as this"
	g, err := graph.Build(open(t, "-- claims.csv --\n"+rows.String()))
	if err == nil || err.Error() != want || g != nil {
		t.Errorf("%v, want %s", err, want)
	}
}
