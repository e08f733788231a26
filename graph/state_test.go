package graph_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// states has claims about talks of Ann and Bo, and what they make of the contact together.
var states = []struct {
	name, claims string
	state        graph.State
	modality     sources.Modality
	drawn        bool
}{
	{"confirmed by both: each by itself", `
c1,times,confirms,,ann (on record),
c2,post,confirms,,spokeswoman (on record),
`, graph.ConfirmedByBoth, sources.Happened, true},
	{"confirmed by one, of whom two speak", `
c1,times,confirms,,bo (on record),
c2,post,confirms,,spokeswoman (on record),
`, graph.ConfirmedByOne, sources.Happened, true},
	{"confirmed: a party says so", `
c1,times,reports,,,
c2,post,confirms,,bo (on record),
`, graph.ConfirmedByOne, sources.Happened, true},
	{"confirmed: somebody who speaks for a party", `
c1,post,confirms,,spokeswoman (on record),
`, graph.ConfirmedByOne, sources.Happened, true},
	{"reported twice: two documents that rest on nothing common and name nobody", `
c1,times,reports,,,
c2,post,reports,,,
`, graph.ReportedTwice, sources.Happened, true},
	{"corroborated: two speakers", `
c1,times,reports,,cy,
c2,times,reports,happened,dee,
`, graph.Corroborated, sources.Happened, true},
	{"single origin: one document", `
c1,mirror,,,,
`, graph.SingleOrigin, sources.Happened, true},
	{"single origin: three documents that retell one", `
c1,mirror,reports,,,
c2,times,reports,,,
c3,gazette,reports,,mirror,
`, graph.SingleOrigin, sources.Happened, true},
	{"reported twice: a named speaker and one who may be the same", `
c1,mirror,reports,,cy,
c2,post,reports,,an unnamed source,
`, graph.ReportedTwice, sources.Happened, true},
	{"single origin: a body and who speaks for it", `
c1,mirror,reports,,spokeswoman,
c2,post,reports,,aide,
`, graph.SingleOrigin, sources.Happened, true},
	{"reported twice: unnamed speakers who may be the same", `
c1,mirror,reports,,an unnamed source,
c2,post,reports,,an unnamed source,
`, graph.ReportedTwice, sources.Happened, true},
	{"single origin: a document that rests on one of two", `
c1,review,reports,,,
`, graph.SingleOrigin, sources.Happened, true},
	{"single origin: the other one only speaks of a plan", `
c1,mirror,reports,,,
c2,post,reports,planned,,
`, graph.SingleOrigin, sources.Happened, true},
	{"unsourced: no document", `
c1,,reports,,,
c2,,confirms,,bo,
`, graph.Unsourced, sources.Happened, true},
	{"planned: a claim without a document adds nothing to one with", `
c1,mirror,reports,planned,,
c2,,confirms,,bo,
`, graph.Planned, sources.Planned, true},
	{"disputed: reported and denied by a party", `
c1,mirror,reports,,,
c2,post,denies,,bo (on record),c1
`, graph.Disputed, sources.Happened, true},
	{"disputed: confirmed by one party, denied by the other", `
c1,mirror,confirms,,ann (on record),
c2,mirror,denies,,bo (on record),c1
`, graph.Disputed, sources.Happened, true},
	{"disputed: by somebody who is no party", `
c1,mirror,reports,,,
c2,post,reports,,,
c3,post,disputes,,cy,c1
`, graph.Disputed, sources.Happened, true},
	{"disputed: a plan that is denied", `
c1,mirror,reports,planned,,
c2,post,denies,,bo,c1
`, graph.Disputed, sources.Planned, true},
	{"disputed: one of two reports was taken back, the denial stands", `
c1,mirror,reports,,,
c2,post,reports,,,
c3,post,retracts,,,c2
c4,post,denies,,bo,c1
`, graph.Disputed, sources.Happened, true},
	{"requested: one side asked for it", `
c1,mirror,confirms,requested,ann (on record),
`, graph.Requested, sources.Requested, true},
	{"planned: two documents speak of it", `
c1,mirror,reports,planned,,
c2,post,reports,planned,,
`, graph.Planned, sources.Planned, true},
	{"planned: more than asked for", `
c1,mirror,reports,requested,,
c2,post,reports,planned,,
c3,post,reports,hypothetical,,
`, graph.Planned, sources.Planned, true},
	{"hypothetical: it could be", `
c1,mirror,reports,hypothetical,,
`, graph.Hypothetical, sources.Hypothetical, true},
	{"single origin: planned, and then it happened", `
c1,mirror,confirms,planned,bo,
c2,mirror,reports,,,
`, graph.SingleOrigin, sources.Happened, true},
	{"denied: nobody reports it", `
c1,mirror,denies,,bo (on record),
c2,post,no-comment,,ann,c1
`, graph.Denied, sources.Happened, false},
	{"denied: nobody reports it but somebody disputes it", `
c1,mirror,disputes,,cy,
`, graph.Denied, sources.Happened, false},
	{"denied: the report was taken back", `
c1,mirror,reports,,,
c2,mirror,retracts,,,c1
c3,post,denies,,bo,c1
`, graph.Denied, sources.Happened, false},
	{"retracted: the claim was taken back", `
c1,mirror,reports,,,
c2,post,retracts,,,c1
`, graph.Retracted, sources.Happened, false},
	{"retracted: its document took it back", `
c1,mirror,reports,,,
c2,mirror,confirms,,bo,
c3,mirror,retracts,,,
`, graph.Retracted, sources.Happened, false},
	{"single origin: another document took its own report back", `
c1,mirror,reports,,,
c2,post,reports,,,
c3,post,retracts,,,
`, graph.SingleOrigin, sources.Happened, true},
	{"single origin: the denial was taken back", `
c1,mirror,reports,,,
c2,post,denies,,bo,c1
c3,post,retracts,,,c2
`, graph.SingleOrigin, sources.Happened, true},
	{"disputed: the denial was taken back, and that again", `
c1,mirror,reports,,,
c2,post,denies,,bo,c1
c3,post,retracts,,,c2
c4,wire,retracts,,,c3
`, graph.Disputed, sources.Happened, true},
	{"single origin: the retraction of a retraction was taken back", `
c1,mirror,reports,,,
c2,post,denies,,bo,c1
c3,post,retracts,,,c2
c4,wire,retracts,,,c3
c5,times,retracts,,,c4
`, graph.SingleOrigin, sources.Happened, true},
	{"disputed: of four retractions, each of the one before, the first does not hold", `
c1,mirror,reports,,,
c2,post,denies,,bo,c1
c3,post,retracts,,,c2
c4,wire,retracts,,,c3
c5,times,retracts,,,c4
c6,wire,retracts,,,c5
`, graph.Disputed, sources.Happened, true},
	{"single origin: the report was taken back, and that again", `
c1,mirror,reports,,,
c2,mirror,retracts,,,c1
c3,post,retracts,,,c2
`, graph.SingleOrigin, sources.Happened, true},
	{"retracted: of two retractions one was taken back", `
c1,mirror,reports,,,
c2,mirror,retracts,,,c1
c3,wire,retracts,,,c1
c4,post,retracts,,,c2
`, graph.Retracted, sources.Happened, false},
	{"unreported: somebody does not comment", `
c1,mirror,no-comment,,bo (on record),
`, graph.Unreported, sources.Happened, false},
	{"unreported: only a denial that was taken back", `
c1,mirror,denies,,bo,
c2,mirror,retracts,,,c1
`, graph.Unreported, sources.Happened, false},
	{"single origin: a refusal to comment changes nothing", `
c1,mirror,reports,,,
c2,post,no-comment,,bo (on record),c1
`, graph.SingleOrigin, sources.Happened, true},
}

func TestStates(t *testing.T) {
	for _, tt := range states {
		t.Run(tt.name, func(t *testing.T) {
			c := only(t, "id,document,stance,modality,asserted_by,about,actor,recipient,kind\n"+withParties(tt.claims))
			if c.State != tt.state || c.Modality != tt.modality || c.Drawn() != tt.drawn {
				t.Errorf("%s, %s, drawn: %v; want %s, %s, %v", c.State, c.Modality, c.Drawn(), tt.state, tt.modality,
					tt.drawn)
			}
		})
	}
}

// withParties adds to each row what all have in common.
func withParties(rows string) string {
	text := ""
	for _, row := range lines(rows) {
		text += row + ",ann,bo,talks\n"
	}
	return text
}

// Each state has a case, a word and a meaning.
func TestStatesAreAllThere(t *testing.T) {
	cases := map[graph.State]int{}
	for _, tt := range states {
		cases[tt.state]++
	}
	said, meanings := map[string]bool{"": true}, map[string]bool{"": true}
	for i, s := range graph.States() {
		means := words.English().Evidence.Means(s)
		if cases[s] == 0 || said[s.String()] || meanings[means] {
			t.Errorf("%q (%s): %d cases", s, means, cases[s])
		}
		if int(s) != i+1 {
			t.Errorf("%q is out of order", s)
		}
		said[s.String()], meanings[means] = true, true
	}
	if len(cases) != len(graph.States()) {
		t.Errorf("cases for %d states, and there are %d", len(cases), len(graph.States()))
	}
	for _, s := range []graph.State{0, 255} {
		if s.String() != "" {
			t.Errorf("the state %d is %q", uint8(s), s)
		}
	}
}

// A claim about the whole contact, by its id, is about every claim of the same document.
func TestRetractionOfAContact(t *testing.T) {
	c := only(t, `
id,contact,actor,recipient,document,kind,stance,about
c1,the-talks,ann,bo,mirror,talks,,
c2,the-talks,ann,bo,mirror,meeting,,
c3,the-talks,ann,bo,mirror,talks,retracts,the-talks
`)
	if c.State != graph.Retracted {
		t.Errorf("%s, want %s", c.State, graph.Retracted)
	}
}

// origins has claims about talks of Ann and Bo, and where they begin.
var origins = []struct {
	name, claims, want string
	list               []graph.Origin
}{
	{"two retellings of one report", `
c1,times,,,,
c2,gazette,,,,
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"a report and its retelling", `
c1,mirror,,,,
c2,times,,,mirror,
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"two documents that say that they speak for themselves", `
c1,mirror,,,mirror,
c2,post,,,post,
`, "2 origins", []graph.Origin{{Document: "mirror"}, {Document: "post"}}},
	{"an unnamed speaker of a document that speaks for itself too", `
c1,mirror,,,mirror,
c2,mirror,,,a source,
`, "1 origin", []graph.Origin{{Document: "mirror"}, {Document: "mirror", Unnamed: true}}},
	{"a government and its spokeswoman", `
c1,mirror,,,spokeswoman (on record),
c2,post,,,bo (on record),
`, "1 origin", []graph.Origin{{Actor: "spokeswoman"}, {Actor: "bo"}}},
	{"two who speak for one body", `
c1,mirror,,,spokeswoman (on record),
c2,post,,,aide (on record),
c3,post,,,cy (on record),
`, "2 origins", []graph.Origin{{Actor: "spokeswoman"}, {Actor: "aide"}, {Actor: "cy"}}},
	{"two documents that name nobody", `
c1,mirror,,,,
c2,post,,,,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"two named speakers", `
c1,mirror,,,cy,
c2,mirror,,,Eve Evans,
`, "2 origins", []graph.Origin{{Actor: "cy"}, {Speaker: "Eve Evans"}}},
	{"one named speaker, heard twice", `
c1,mirror,,,cy (on record) > wire,
c2,post,,,cy,
`, "1 origin", []graph.Origin{{Actor: "cy"}}},
	{"unnamed speakers of one document", `
c1,mirror,,,a source,
c2,mirror,,,a diplomat (anonymous),
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"an unnamed speaker, retold", `
c1,mirror,,,a source,
c2,times,,,a source > mirror,
c3,gazette,,,a source,
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"unnamed speakers of two documents", `
c1,mirror,,,a source,
c2,post,,,a source,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"unnamed speakers of three documents", `
c1,mirror,,,a source,
c2,post,,,a source,
c3,wire,,,a source,
`, "1–3 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}, {Document: "wire", Unnamed: true}}},
	{"a named and an unnamed speaker", `
c1,mirror,,,cy,
c2,mirror,,,a source,
`, "1–2 origins", []graph.Origin{{Actor: "cy"}, {Document: "mirror", Unnamed: true}}},
	{"two named speakers and an unnamed one", `
c1,mirror,,,cy,
c2,mirror,,,dee,
c3,mirror,,,a source,
`, "2–3 origins", []graph.Origin{{Actor: "cy"}, {Actor: "dee"}, {Document: "mirror", Unnamed: true}}},
	{"an unnamed speaker of a document that retells another", `
c1,mirror,,,a source,
c2,times,,,a source > times,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "times", Unnamed: true}}},
	{"an unnamed speaker and the document's own voice", `
c1,mirror,,,a source,
c2,times,,,,
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"a document's own voice, said to be its own", `
c1,times,,,times,
`, "1 origin", []graph.Origin{{Document: "times"}}},
	{"a document that rests on two", `
c1,review,,,,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"a document that rests on two, and one of them", `
c1,review,,,,
c2,mirror,,,,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"a document that rests on two, and both of them", `
c1,review,,,,
c2,mirror,,,,
c3,post,,,,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"a document that rests on two and says on which", `
c1,review,,,post,
`, "1 origin", []graph.Origin{{Document: "post", Unnamed: true}}},
	{"an unnamed speaker of a document that rests on two", `
c1,review,,,a source,
`, "1–2 origins", []graph.Origin{{Document: "mirror", Unnamed: true}, {Document: "post", Unnamed: true}}},
	{"an unnamed speaker of a document that this one retells, which retells another", `
c1,wire,,,a source > times,
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"an unnamed speaker of one of the two documents that this one rests on", `
c1,review,,,a source > post,
`, "1 origin", []graph.Origin{{Document: "post", Unnamed: true}}},
	{"denials and refusals to comment", `
c1,mirror,,,,
c2,post,denies,,bo,c1
c3,wire,no-comment,,ann,c1
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"only a denial", `
c1,mirror,denies,,bo,
`, "0 origins", nil},
	{"a report that was taken back", `
c1,mirror,,,,
c2,post,,,,
c3,post,retracts,,,c2
`, "1 origin", []graph.Origin{{Document: "mirror", Unnamed: true}}},
	{"a plan, and what came of it", `
c1,mirror,,planned,,
c2,post,,,,
`, "1 origin", []graph.Origin{{Document: "post", Unnamed: true}}},
	{"no document", `
c1,,,,cy,
`, "0 origins", nil},
}

func TestOrigins(t *testing.T) {
	for _, tt := range origins {
		t.Run(tt.name, func(t *testing.T) {
			c := only(t, "id,document,stance,modality,asserted_by,about,actor,recipient,kind\n"+withParties(tt.claims))
			if got := c.Origins.String(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if diff := cmp.Diff(tt.list, c.Origins.List); diff != "" {
				t.Errorf("origins (-want +got):\n%s", diff)
			}
		})
	}
}

// Of many documents, each of which is told by several rows, each is one origin.
func TestManyOrigins(t *testing.T) {
	documents, claims := "id,title\n", "actor,recipient,document,kind,locator\n"
	for i := range 60 {
		if i < 40 {
			documents += fmt.Sprintf("d%d,Paper %d\n", i, i)
		}
		claims += fmt.Sprintf("ann,bo,d%d,talks,p. %d\n", i%40, i)
	}
	for c := range graph.Must(graph.Build(open(t, "-- documents.csv --\n"+documents+"-- claims.csv --\n"+claims))).All() {
		if got := c.Origins.String(); got != "1–40 origins" || len(c.Origins.List) != 40 {
			t.Errorf("%s, of which %d are listed; want 1–40, each once", got, len(c.Origins.List))
		}
	}
}
