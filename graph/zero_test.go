package graph_test

import (
	"testing"

	"relgraph/graph"
	"relgraph/sources"
)

// No exported value panics when it is zero.
func TestZeroValuesDoNotPanic(t *testing.T) {
	g, c := &graph.Graph{}, &graph.Contact{}
	for what, use := range map[string]func(){
		"parties": func() {
			c.Parties().Sides()
			c.Parties().Pairs()
			c.Parties().AsTold()
			c.Parties().Others("a")
			c.Parties().Has("a")
			c.Parties().IsRound()
			c.Parties().Weight()
			c.Arrows()
			c.Parties().Met()
		},
		"answers": func() { c.Evidence().Says("a"); c.Evidence().Answers(); c.Evidence().Doubted(); c.Evidence().Checked() },
		"kind": func() {
			c.Class()
			c.IsTie()
			c.Naming().KindWord()
			c.Naming().Relation()
			c.Naming().Label()
			c.BareID()
		},
		"dates": func() {
			c.When().Dates()
			c.When().First()
			c.When().Last()
			c.When().FirstPublished()
			c.Parties().Via()
			c.Evidence().Hedges()
			c.Evidence().Tellings()
			c.Evidence().Documents()
		},
		"walks": func() {
			for range g.All() {
			}
			for range g.Of("a") {
			}
			g.Contact("a")
			g.ContactsCalled("a")
		},
		"dossier":  func() { g.Dossier().Actor("a"); g.Whole(); g.View().LeftOut(); g.View().Uncertain(); graph.Years(g) },
		"select":   func() { _, _ = g.Select(graph.Selection{Actors: []sources.ActorID{"a"}}) },
		"roll-up":  func() { _, _ = g.RollUp(graph.RollUp{By: graph.BySide}) },
		"path":     func() { _, _ = g.Path("a", "b", graph.Links{}, graph.Shortest) },
		"measure":  func() { g.Measure(graph.Links{}, graph.Measures()...) },
		"parts":    func() { graph.ReportingOf(nil); g.Multigraph().Nodes(); g.Undirected().Edge(0, 1) },
		"compared": func() { graph.Compare(&graph.Graph{}, &graph.Graph{}) },
	} {
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s: %v", what, p)
				}
			}()
			use()
		}()
	}
}
