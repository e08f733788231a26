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
			c.Sides()
			c.Pairs()
			c.AsTold()
			c.Others("a")
			c.Has("a")
			c.IsRound()
			c.Weight()
			c.Arrows()
			c.Met()
		},
		"answers": func() { c.Says("a"); c.Answers(); c.Doubted(); c.Checked() },
		"kind": func() {
			c.Class()
			c.IsTie()
			c.KindWord()
			c.Relation()
			c.Label()
			c.BareID()
		},
		"dates": func() {
			c.Dates()
			c.First()
			c.Last()
			c.FirstPublished()
			c.Via()
			c.Hedges()
			c.Tellings()
			c.Documents()
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
