package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// Groups of a DOT file are sides, however deep they lie and wherever their members are named; what holds for all nodes
// or edges holds for each.
func TestGroupsOfDOT(t *testing.T) {
	const text = `digraph {
  label="A title of the whole"; edge [label="met", URL="https://example.org/0", color=red]; node [role="envoy", shape=box];
  subgraph cluster_a { label="North"; ann; subgraph cluster_b { label="Office"; bo; eve [role="clerk"] } }
  subgraph cluster_c { label="South"; cy -> dee; dee -> bo }
  { rank=same; ann; cy }
  subgraph cluster_d { edge [label="called"]; bo -> hal }
  eve -> { cy -> fay; { gus } } [label="wrote", URL="https://example.org/3"];
}`
	im := intake.Read([]intake.Input{{File: "g.dot", Data: []byte(text)}}, intake.Options{})
	if err := im.Problems.Err(); err != nil {
		t.Fatal(err)
	}
	d, problems := im.Open(sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range d.Actors {
		a := &d.Actors[i]
		clusters := ""
		for _, f := range a.Extra {
			if f.Name == "clusters" {
				clusters = f.Value
			}
		}
		got = append(got, strings.TrimRight(fmt.Sprintf("%s, %s: %s %s", a.Name, a.Role, a.Side, clusters), " :"))
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		got = append(got, fmt.Sprintf("%s -> %s: %s, %s", c.Actors[0], c.Recipients[0], c.Kind, d.Document(c.Document).URL))
	}
	want := []string{"ann, envoy: North", "bo, envoy: North North > Office", "eve, clerk: North North > Office",
		"cy, envoy: South",
		"dee, envoy: South", "hal, envoy", "fay, envoy", "gus, envoy",
		"cy -> dee: meeting, https://example.org/0", "dee -> bo: meeting, https://example.org/0",
		"bo -> hal: call, https://example.org/0",
		"cy -> fay: meeting, https://example.org/0", "eve -> cy: message, https://example.org/3",
		"eve -> fay: message, https://example.org/3", "eve -> gus: message, https://example.org/3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Groups within groups without end are refused, in words.
func TestGroupsOfDOTAreNotTooDeep(t *testing.T) {
	for what, text := range map[string]string{
		"groups": "digraph { " + strings.Repeat("subgraph { ", 5000) + "a -> b" + strings.Repeat(" }", 5001),
		"ends":   "digraph { a -> " + strings.Repeat("{ a -> ", 5000) + "b" + strings.Repeat(" }", 5001),
	} {
		im := intake.Read([]intake.Input{{File: "g.dot", Data: []byte(text)}}, intake.Options{})
		const want = "g.dot: groups stand in each other more than 200 deep: want at most 200"
		if err := im.Problems.Err(); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", what, err, want)
		}
	}
}
