package graph_test

import (
	"fmt"

	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"

	"relgraph/graph"
	"relgraph/sources"
)

// gonum's algorithms run on the graph. A node's ID is the actor's place in the dossier.
func ExampleGraph_Undirected() {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	node := map[sources.ActorID]simple.Node{}
	for i := range d.Actors {
		node[d.Actors[i].ID] = simple.Node(i)
	}
	way, _ := path.DijkstraFrom(node["inter-mediate"], g.Undirected()).To(int64(node["hts"]))
	for _, n := range way {
		fmt.Println(g.Multigraph().Actor(n).Name)
	}
	// Output:
	// Inter Mediate
	// al-Sharaa's presidency
	// Ahmed al-Sharaa
	// Hay'at Tahrir al-Sham
}
