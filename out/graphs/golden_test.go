package graphs

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/internal/golden"
	"relgraph/out/rows"
	"relgraph/sources"
)

// tally is what a graph file must hold all of. A round of contacts has an edge for each pair of its members, each
// with all claims.
type tally struct{ Actors, Contacts, Claims, NotDrawn int }

func tallyOf(g *graph.Graph) tally {
	want := tally{Actors: len(g.Dossier().Actors)}
	for c := range g.All() {
		if c.Drawn() {
			pairs := len(pairsOf(c))
			want.Contacts += pairs
			want.Claims += pairs * len(c.Claims)
		} else {
			want.NotDrawn += len(c.Claims)
		}
	}
	return want
}

// pairsOf are the pairs of the situations' contacts: in all rounds among them everybody meets everybody, and an act
// that documents tell with different recipients has a pair for each of these.
func pairsOf(c *graph.Contact) [][2]sources.ActorID {
	var pairs [][2]sources.ActorID
	if c.Parties().AsTold() != nil {
		for _, cl := range c.Claims {
			pair := [2]sources.ActorID{cl.Actors[0], cl.Recipients[0]}
			if !slices.Contains(pairs, pair) {
				pairs = append(pairs, pair)
			}
		}
		return pairs
	}
	for i, a := range c.Members {
		for _, b := range c.Members[i+1:] {
			pairs = append(pairs, [2]sources.ActorID{a, b})
		}
	}
	return pairs
}

// pairsOfRow counts the pairs that one row of theirs ties.
func pairsOfRow(cl *sources.Claim) int {
	parties := len(cl.Actors) + len(cl.Recipients)
	return parties * (parties - 1) / 2
}

// meant is a name or a value of a record as it was: a sign after a backslash is that sign, but n is a line end.
func meant(text string) string {
	var plain strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			if i++; text[i] == 'n' {
				plain.WriteByte('\n')
				continue
			}
		}
		plain.WriteByte(text[i])
	}
	return plain.String()
}

// readRecord undoes record, without its help.
func readRecord(text string) []rows.Fact {
	var facts []rows.Fact
	for part := range strings.SplitSeq(text, " | ") {
		name, value, _ := strings.Cut(part, ": ")
		facts = append(facts, rows.Fact{Name: meant(name), Value: meant(value)})
	}
	return facts
}

// all are the formats of this package.
var all = []format.Format[*rows.Job]{GraphML, GEXF, DOT, NodeLink, Graphology, Cytoscape, JSONLD, Cypher, Neo4j, FTM,
	Mermaid}

func TestWriteErrorsAreReturned(t *testing.T) {
	g := golden.Situations[0].Graph(t)
	for _, f := range all {
		if err := f.Write(golden.Full{}, rows.NewJob(g)); !errors.Is(err, golden.ErrFull) {
			t.Errorf("%s: got %v, want %v", f.Name, err, golden.ErrFull)
		}
	}
	yed := rows.NewJob(g)
	yed.Flavour = rows.YEd
	if err := GraphML.Write(golden.Full{}, yed); !errors.Is(err, golden.ErrFull) {
		t.Errorf("GraphML for yEd: got %v, want %v", err, golden.ErrFull)
	}
}

func TestGraphFiles(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			var dot, graphML bytes.Buffer
			if err := DOT.Write(&dot, job(g, nil, rows.Options{})); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, name+".dot", dot.Bytes())
			if err := GraphML.Write(&graphML, job(g, nil, rows.Options{})); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, name+".graphml", graphML.Bytes())
			var gexf bytes.Buffer
			if err := GEXF.Write(&gexf, job(g, golden.InARow(g), rows.Options{})); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, name+".gexf", gexf.Bytes())
		})
	}
}
