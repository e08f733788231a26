package graphviz_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"relgraph/out/graphviz"
	"relgraph/out/internal/layout"
)

// Two agencies, of which one stands in a group, and what they have to do with each other.
func Example() {
	g := layout.Graph{
		Groups: []layout.Group{{ID: "east", Width: 60, Height: 16}},
		Nodes: []layout.Node{
			{ID: "agency", Group: "east", Width: 80, Height: 30},
			{ID: "ministry", Width: 80, Height: 30},
		},
		Edges: []layout.Edge{
			{ID: "talks", From: "agency", To: "ministry", LabelWidth: 50, LabelHeight: 14},
			{ID: "visit", From: "agency", To: "ministry", LabelWidth: 50, LabelHeight: 14},
		},
	}
	p, err := layout.Place(context.Background(), graphviz.Engine{}, g)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f x %.0f pt\n", p.Width, p.Height)
	fmt.Printf("%s %.0f\n", p.Groups[0].ID, p.Groups[0].Box)
	for _, n := range p.Nodes {
		fmt.Printf("%s %.0f\n", n.ID, n.Centre)
	}
	for _, e := range p.Edges {
		fmt.Printf("%s %.0f, from %.0f to %.0f\n", e.ID, e.Label, e.Path[0], e.Path[len(e.Path)-1])
	}
	// Output:
	// 278 x 70 pt
	// east {{0 0} {96 70}}
	// agency {48 47}
	// ministry {238 47}
	// talks {143 34}, from {88 41} to {198 41}
	// visit {143 60}, from {88 53} to {198 53}
}

const json0 = `{
  "name": "g",
  "directed": true,
  "strict": false,
  "bb": "0,0,54,36",
  "_subgraph_cnt": 0,
  "objects": [
    {
      "_gvid": 0,
      "name": "a",
      "height": "0.5",
      "label": "\\N",
      "pos": "27,18",
      "width": "0.75"
    }
  ]
}
`

func TestEngine(t *testing.T) {
	for _, dot := range []string{
		`digraph g { a }`,
		"// a comment } \n# and another {\ndigraph g { /* } */ a }\n\n",
	} {
		got, err := graphviz.Engine{}.Place(t.Context(), []byte(dot))
		if string(got) != json0 || err != nil {
			t.Errorf("%s: error %v, answer\n%s", dot, err, got)
		}
	}
}

// Strings and HTML keep their braces to themselves.
func TestQuotedBraces(t *testing.T) {
	got, err := graphviz.Engine{}.Place(t.Context(), []byte(`digraph { a [label="}\"}\\"]; b [label=<<b>}</b>>] }`))
	if err != nil || !bytes.Contains(got, []byte(`"name": "b"`)) {
		t.Errorf("error %v, answer\n%s", err, got)
	}
}

// What is not one graph is refused, and nothing of it is left for the next one, as Graphviz's own reader would.
func TestEngineRejects(t *testing.T) {
	const notLayout = `layout %q: want dot, neato, fdp, sfdp, circo, twopi, nop, nop2`
	for _, test := range []struct{ dot, want string }{
		{"", "the DOT holds no graph"},
		{" \n// nothing\n", "the DOT holds no graph"},
		{"graph a", "the DOT holds no graph"},
		{"graph {a} graph {b}", `the DOT has "graph {b}" after the graph`},
		{"graph {a} and so on, and so on, and so on", `the DOT has "and so on, and so on" after the graph`},
		{"graph {a} /* and", `the DOT has "/* and" after the graph`},
		{"graph {a} }", `the DOT has "}" after the graph`},
		{"graph {a", "the graph of the DOT is never closed"},
		{`graph {"a}`, `the DOT cannot be read: "\"a" is never closed`},
		{"graph {a [label=<<b>]}", `the DOT cannot be read: "<<" is never closed`},
		{"graph {/* a}", `the DOT cannot be read: "/*" is never closed`},
		{"graph {a\x00}", "the DOT holds a NUL byte"},
		{"} graph {a}", `the DOT has "graph {a}" after the graph`},
		{"graph " + strings.Repeat("{", 101) + strings.Repeat("}", 101), "the braces of the DOT are nested more than 100 deep"},
		{"graph {a ->}", "the DOT cannot be read: syntax error in line 1 near '->'"},
		{"graph {layout=nosuch; a}", fmt.Sprintf(notLayout, "nosuch")},
	} {
		got, err := graphviz.Engine{}.Place(t.Context(), []byte(test.dot))
		if got != nil || err == nil || err.Error() != test.want {
			t.Errorf("%.60q: answer of %d bytes, error %v\nwant %s", test.dot, len(got), err, test.want)
		}
		good, err := graphviz.Engine{}.Place(t.Context(), []byte("digraph g {a}"))
		if err != nil || string(good) != json0 {
			t.Fatalf("after %.60q: error %v, answer\n%s", test.dot, err, good)
		}
	}
}

// An HTML table around nothing, at which dot gives up in silence, and then has no output. What Graphviz says of it,
// if anything, depends on what it laid out before in the same process; an answer it never is.
func TestSilentFailure(t *testing.T) {
	const nothing = `<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr><td></td></tr></table>>`
	got, err := graphviz.Engine{}.Place(t.Context(), []byte("digraph { subgraph cluster_g { label="+nothing+
		" a b } a -> b [label="+nothing+"] b -> c c -> a }"))
	if got != nil || err == nil || !strings.HasPrefix(err.Error(), "the Graphviz engine cannot lay it out: ") &&
		!strings.HasPrefix(err.Error(), "the Graphviz engine gives neither an error nor an answer: ") {
		t.Errorf("answer of %d bytes, error %v", len(got), err)
	}
}

// The same text gives the same bytes, whatever was laid out before.
func TestEngineRepeats(t *testing.T) {
	for _, name := range []string{"dot", "neato", "sfdp", "circo", "twopi"} {
		var b strings.Builder
		fmt.Fprintf(&b, "graph { layout=%s; start=1;", name)
		for i := range 100 {
			fmt.Fprintf(&b, "n%d -- n%d; n%d -- n%d;", i, i*7%100, i, i*i%100)
		}
		b.WriteString("}")
		var first []byte
		for _, between := range []string{"graph {a}", "graph { layout=sfdp; start=7; a -- b -- c -- a -- d }",
			"graph { layout=neato; start=9; a -- b }"} {
			got, err := graphviz.Engine{}.Place(t.Context(), []byte(b.String()))
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			}
			if !bytes.Equal(got, first) {
				t.Errorf("%s: another answer before %s", name, between)
			}
			if _, err := (graphviz.Engine{}).Place(t.Context(), []byte(between)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestEngineDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := graphviz.Engine{}.Place(ctx, []byte("graph {a}"))
	if want := "the layout was stopped: context canceled"; !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Many at a time give what one at a time gives.
func TestEngineConcurrent(t *testing.T) {
	dot := func(i int) []byte { return fmt.Appendf(nil, "digraph { a%d -> b -> c; a%d -> c }", i, i) }
	var want [16][]byte
	for i := range want {
		var err error
		if want[i], err = (graphviz.Engine{}).Place(t.Context(), dot(i)); err != nil {
			t.Fatal(err)
		}
	}
	var group sync.WaitGroup
	for i := range want {
		group.Go(func() {
			if got, err := (graphviz.Engine{}).Place(t.Context(), dot(i)); err != nil || !bytes.Equal(got, want[i]) {
				t.Errorf("error %v, answer\n%s\nwant\n%s", err, got, want[i])
			}
		})
	}
	group.Wait()
}

// Whatever one call is given, the next one is not disturbed.
func FuzzEngine(f *testing.F) {
	f.Add("graph {a} graph {b}")
	f.Add("graph {a [label=\"}\"]} /*")
	f.Add("digraph {a -> b [label=<<b>x</b>>]} # and")
	f.Add("strict graph \"\\\\\" { subgraph {a;b} -- {c d} // }\n}")
	f.Add("graph {a +}")
	f.Fuzz(func(t *testing.T, dot string) {
		if len(dot) > 200 { // long enough to be odd, short enough to be quick
			return
		}
		graphviz.Engine{}.Place(t.Context(), []byte(dot))
		good, err := graphviz.Engine{}.Place(t.Context(), []byte("digraph g {a}"))
		if err != nil || string(good) != json0 {
			t.Errorf("after %q: error %v, answer\n%s", dot, err, good)
		}
	})
}
