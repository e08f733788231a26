package graphs

import (
	"io"
	"strconv"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/internal/effort"
	"relgraph/out/internal/made"
	"relgraph/out/rows"
	"relgraph/sources"
)

// works are what is counted, each by itself, beside "none", which reads, checks and derives: formats in which a row
// refers to others, whose search for these once took longer than all the rest, and a search in the graph.
var works = map[string]func(*graph.Graph) error{
	"none":   func(*graph.Graph) error { return nil },
	"jsonld": writes(JSONLD), "cypher": writes(Cypher), "neo4j": writes(Neo4j), "ftm": writes(FTM),
	"graphml": writes(GraphML), "gexf": writes(GEXF), "dot": writes(DOT),
	"path": func(g *graph.Graph) error {
		actors := g.Dossier().Actors
		_, err := g.Path(actors[0].ID, actors[len(actors)-1].ID, graph.Links{}, graph.BestEvidenced)
		return err
	},
}

func writes(f format.Format[*rows.Job]) func(*graph.Graph) error {
	return func(g *graph.Graph) error {
		j := rows.NewJob(g)
		j.At = map[sources.ActorID]rows.Point{} // to find places has a budget of its own
		return f.Write(io.Discard, j)
	}
}

// TestWorkGrowsWithTheRows counts how often the statements of this package, of rows, graph and sources run for a dossier
// and for one ten times as large. To look through all rows for each row allocates nothing, and shows here, however busy
// the machine is.
func TestWorkGrowsWithTheRows(t *testing.T) {
	if name, rows, ok := strings.Cut(effort.Asked(), " "); ok {
		n, err := strconv.Atoi(rows)
		if err != nil {
			t.Fatal(err)
		}
		d, err := made.Answered(n)
		if err == nil {
			err = works[name](graph.Must(graph.Build(d)))
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	c := effort.Counting(t, "relgraph/sources", "relgraph/graph", "relgraph/out/rows", "relgraph/out/graphs")
	count := func(name string, rows int) int { return c.Of(name + " " + strconv.Itoa(rows)) }
	const few, many = 200, 2000
	built, builtMany := count("none", few), count("none", many)
	for name := range works {
		small, large := count(name, few), count(name, many)
		if name != "none" {
			small, large = small-built, large-builtMany
		}
		if large > 13*small {
			t.Errorf("%s: %d statements for %d rows, %d for %d: more than 13 times as many", name, small, few, large, many)
		}
	}
}
