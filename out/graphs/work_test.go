package graphs

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/format"
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
		j.At = map[sources.ActorID]rows.Place{} // to find places has a budget of its own
		return f.Write(io.Discard, j)
	}
}

// theWork and theRows ask a process of this test for one of works on so many rows.
const theWork, theRows = "RELGRAPH_WORK", "RELGRAPH_ROWS"

// TestWorkGrowsWithTheRows counts how often the statements of this package, of rows, graph and sources run for a dossier
// and for one ten times as large. To look through all rows for each row allocates nothing, and shows here, however busy
// the machine is.
func TestWorkGrowsWithTheRows(t *testing.T) {
	if name := os.Getenv(theWork); name != "" {
		n, err := strconv.Atoi(os.Getenv(theRows))
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
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command to count statements with")
	}
	if testing.CoverMode() != "" {
		t.Skip("statements are counted already")
	}
	counting := filepath.Join(t.TempDir(), "counting.test")
	build := exec.CommandContext(t.Context(), tool, "test", "-c", "-o", counting, "-covermode=count",
		"-coverpkg=relgraph/sources,relgraph/graph,relgraph/out/rows,relgraph/out/graphs", ".")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	const few, many = 200, 2000
	built, builtMany := countRun(t, counting, "none", few), countRun(t, counting, "none", many)
	for name := range works {
		small, large := countRun(t, counting, name, few), countRun(t, counting, name, many)
		if name != "none" {
			small, large = small-built, large-builtMany
		}
		if large > 13*small {
			t.Errorf("%s: %d statements for %d rows, %d for %d: more than 13 times as many", name, small, few, large, many)
		}
	}
}

// countRun is how many statements a process of this test runs for a work.
func countRun(t *testing.T, counting, work string, n int) (all int) {
	t.Helper()
	profile := filepath.Join(t.TempDir(), "profile")
	run := exec.CommandContext(t.Context(), counting, "-test.run=^"+t.Name()+"$", "-test.coverprofile="+profile)
	run.Env = append(os.Environ(), theWork+"="+work, theRows+"="+strconv.Itoa(n))
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", work, err, said)
	}
	f, err := os.Open(profile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text()) // where, how many statements, how often
		if len(fields) != 3 {
			continue
		}
		in, _ := strconv.Atoi(fields[1])
		often, _ := strconv.Atoi(fields[2])
		all += in * often
	}
	if all == 0 {
		t.Fatalf("%s: no statement was counted", work)
	}
	return all
}
