package graph_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// What the built-in dossier adds up to, one line a contact. A change of a rule, or of a row, shows as a change of
// lines.
func TestSyriaContactsGolden(t *testing.T) {
	d, _ := sources.SyriaContacts()
	got := table(graph.Must(graph.Build(d)))
	golden := filepath.Join("testdata", "syria-contacts.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(string(want)), lines(got)); diff != "" {
		t.Errorf("contacts (-want +got); if they are right, run \"go test ./graph -update\":\n%s", diff)
	}
}

func table(g *graph.Graph) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "from\t\tto\tkind\tstate\torigins\tclaims\tdocuments\twhen\tlabel")
	for c := range g.All() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n", c.From,
			map[bool]string{true: "→", false: "–"}[c.Directed], c.To, c.Kind,
			c.State, c.Origins, len(c.Claims), len(c.Evidence().Documents()), words.English().Contacts.When(c),
			c.Naming().Label())
	}
	w.Flush()
	var trimmed strings.Builder
	for line := range strings.Lines(b.String()) {
		trimmed.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return trimmed.String()
}

// Two articles retell one report of the Washington Post's: two documents, one origin.
func TestSyriaContactsOneReportRetold(t *testing.T) {
	d, _ := sources.SyriaContacts()
	c := graph.Must(graph.Build(d)).Contact("hts--us-intelligence--meeting--2024-12-22..")
	if c == nil {
		t.Fatal("no such contact")
	}
	if diff := cmp.Diff([]sources.DocumentID{"gfatf-2025", "rco-2025"}, c.Evidence().Documents()); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	want := graph.Origins{Min: 1, Max: 1, List: []graph.Origin{{Document: "wapo-2025", Unnamed: true}}}
	if diff := cmp.Diff(want, c.Origins); diff != "" {
		t.Errorf("origins (-want +got):\n%s", diff)
	}
	if c.State != graph.SingleOrigin {
		t.Errorf("state %s", c.State)
	}
}

// Every claim stands on a contact, and no contact stands on nothing.
func TestSyriaContactsLosesNothing(t *testing.T) {
	d, _ := sources.SyriaContacts()
	stands := map[*sources.Claim]bool{}
	for c := range graph.Must(graph.Build(d)).All() {
		if len(c.Claims) == 0 || c.State == 0 || c.ID == "" || c.Naming().Label() == "" {
			t.Errorf("contact %q of %d claims, state %q, label %q", c.ID, len(c.Claims), c.State, c.Naming().Label())
		}
		for _, cl := range c.Claims {
			stands[cl] = true
		}
	}
	for i := range d.Claims {
		if !stands[&d.Claims[i]] {
			t.Errorf("claim %s stands on no contact", d.Claims[i].ID)
		}
	}
}

func ExampleBuild() {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	for c := range g.Of("hts") {
		if !c.IsAffiliation() {
			fmt.Printf("%s and %s: %s, %s, %s, %s\n", c.From, c.To, c.Naming().Label(), words.English().Contacts.When(c),
				c.State, c.Origins)
		}
	}
	// Output:
	// us-intelligence and hts: meetings, from c. 22 Dec 2024, single-origin, 1 origin
	// us-intelligence and hts: warning of shrine plot, until 11 Jan 2025, single-origin, 1 origin
	// us and hts: relationship being built, until 24 Jan 2025, single-origin, 1 origin
	// us-intelligence and hts: intelligence exchange, from c. 22 Dec 2024, single-origin, 1 origin
	// biden-administration and hts: cautious contact, c. Dec 2024, single-origin, 1 origin
	// hts and us: favourable answer on IS, until 24 Jan 2025, single-origin, 1 origin
}
