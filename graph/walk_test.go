package graph_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

const web = `
id,actor,recipient,document,kind,direction,stance,asserted_by
c1,cy,dee,mirror,talks,,,
c2,ann,bo,mirror,affiliation,directed,,
c3,bo,ann,post,call,,,
c4,bo,cy,post,visit,,denies,bo
c5,dee,cy,post,meeting,directed,,
`

func TestWalk(t *testing.T) {
	g := build(t, web)
	for _, tt := range []struct {
		what string
		got  []string
		want []string
	}{
		{"all", shown(g.All(), id), []string{"cy--dee--talks", "ann--to--bo--affiliation", "ann--bo--call",
			"bo--cy--visit", "dee--to--cy--meeting"}},
		{"contacts", shown(g.Contacts(), id), []string{"cy--dee--talks", "ann--bo--call", "bo--cy--visit",
			"dee--to--cy--meeting"}},
		{"affiliations", shown(g.Ties(), id), []string{"ann--to--bo--affiliation"}},
		{"of Bo", shown(g.Of("bo"), id), []string{"ann--to--bo--affiliation", "ann--bo--call", "bo--cy--visit"}},
		{"of the spokeswoman", shown(g.Of("spokeswoman"), id), nil},
		{"of nobody", shown(g.Of("nobody"), id), nil},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
	if c := g.Contact("bo--cy--visit"); c == nil || c.ID != "bo--cy--visit" ||
		!slices.Equal(c.Parties().Others("bo"), []sources.ActorID{"cy"}) || !c.Parties().Has("bo") || c.Parties().Has("ann") {
		t.Errorf("the contact of an id is %v", c)
	}
	if c := g.Contact("nothing"); c != nil {
		t.Errorf("the contact of an unknown id is %s", c.ID)
	}
	if g.Dossier().Actor("ann") == nil {
		t.Error("the dossier is gone")
	}
}

// A walk can be left at any step.
func TestWalkIsLeft(t *testing.T) {
	g := build(t, web)
	for what, list := range map[string]func(func(*graph.Contact) bool){"all": g.All(), "contacts": g.Contacts(),
		"affiliations": g.Ties(), "of Bo": g.Of("bo")} {
		steps := 0
		for range list {
			steps++
			break
		}
		if steps != 1 {
			t.Errorf("%s: %d steps", what, steps)
		}
	}
}

// Components hang together by what a figure draws. The largest comes first; actors without a contact are left out.
func TestComponents(t *testing.T) {
	type ids = []sources.ActorID
	for _, tt := range []struct {
		name, claims string
		want         []ids
	}{
		{"a denial ties nobody", web, []ids{{"ann", "bo"}, {"cy", "dee"}}},
		{"a report does", web + "c6,bo,cy,mirror,visit,,,\n", []ids{{"ann", "bo", "cy", "dee"}}},
		{"the largest first",
			"id,actor,recipient,document\nc1,ann,bo,mirror\nc2,dee,cy,mirror\nc3,spokeswoman,dee,mirror\n",
			[]ids{{"cy", "dee", "spokeswoman"}, {"ann", "bo"}}},
		{"nobody", "id,actor,recipient,document\n", nil},
	} {
		if diff := cmp.Diff(tt.want, build(t, tt.claims).Measure(graph.Links{Ties: true}).Components); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
