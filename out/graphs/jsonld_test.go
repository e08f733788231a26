package graphs

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"relgraph/out/internal/golden"
	"relgraph/out/rows"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

// ldNode is a node of a JSON-LD file, with its names as they stand there.
type ldNode map[string]any

func readJSONLD(t *testing.T, g *graph.Graph) (nodes map[string]ldNode, context map[string]string) {
	t.Helper()
	var file struct {
		Context map[string]string `json:"@context"`
		Graph   []ldNode          `json:"@graph"`
	}
	if err := json.Unmarshal(written(t, JSONLD, rows.NewJob(g)), &file); err != nil {
		t.Fatal(err)
	}
	nodes = map[string]ldNode{}
	for _, n := range file.Graph {
		id := n["@id"].(string)
		if nodes[id] != nil {
			t.Errorf("%q is told twice", id)
		}
		nodes[id] = n
	}
	return nodes, file.Context
}

// each calls visit with every object in value that names a node.
func eachRef(value any, visit func(id string)) {
	switch v := value.(type) {
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) == 1 {
			visit(id)
		}
		for _, inner := range v {
			eachRef(inner, visit)
		}
	case []any:
		for _, inner := range v {
			eachRef(inner, visit)
		}
	}
}

// first is the first value of a field, without its type.
func (n ldNode) first(name string) string {
	value := n[name]
	if list, ok := value.([]any); ok {
		value = list[0]
	}
	if m, ok := value.(map[string]any); ok {
		value = m["@value"]
		if value == nil {
			value = m["@id"]
		}
	}
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

func TestJSONLDHoldsEverything(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			nodes, context := readJSONLD(t, g)
			for _, n := range nodes {
				for field := range n {
					if prefix, _, _ := strings.Cut(field, ":"); prefix != "" && !strings.HasPrefix(field, "@") &&
						context[prefix] == "" {
						t.Errorf("field %q of no context", field)
					}
				}
				eachRef(map[string]any(n), func(id string) {
					if strings.HasPrefix(id, "d:") && nodes[id] == nil {
						t.Errorf("%v refers to %q, which is not told", n["@id"], id)
					}
				})
			}
			d := g.Dossier()
			for _, a := range d.Actors {
				if n := nodes["d:actor:"+string(a.ID)]; n.first("rg:name") != a.Name || n.first("rg:note") != a.Note ||
					n.first("schema:identifier") != string(a.ID) {
					t.Errorf("actor %q: %v", a.ID, n)
				}
			}
			for _, doc := range d.Documents {
				if n := nodes["d:document:"+string(doc.ID)]; n.first("rg:title") != doc.Title ||
					n.first("rg:url") != doc.URL || n.first("rg:issued") != doc.Issued.String() {
					t.Errorf("document %q: %v", doc.ID, n)
				}
			}
			for _, cl := range d.Claims {
				n := nodes["d:claim:"+string(cl.ID)]
				got := []string{n.first("rg:summary"), n.first("rg:hedge"), n.first("rg:stance"), n.first("rg:locator"),
					n.first("rg:date"), n.first("rg:asserted_by"), n.first("rg:anchor")}
				want := []string{cl.Summary, cl.Detail().Hedge, cl.Stance.String(), cl.Locator, cl.Date.String(),
					cl.Detail().AssertedBy.String(), cl.Detail().Anchor.String()}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("claim %q (-want +got):\n%s", cl.ID, diff)
				}
			}
			for c := range g.All() {
				n := nodes["d:contact:"+string(c.ID)]
				if n.first("rg:state") != c.State.String() || n.first("rg:from") != "d:actor:"+string(c.From) ||
					n.first("rg:to") != "d:actor:"+string(c.To) ||
					n.first("rg:origins_min") != fmt.Sprint(c.Origins.Min) {
					t.Errorf("contact %q: %v", c.ID, n)
				}
				if got := len(n["rg:claim"].(map[string]any)["@list"].([]any)); got != len(c.Claims) {
					t.Errorf("contact %q: %d claims, want %d", c.ID, got, len(c.Claims))
				}
			}
		})
	}
}

// TestAnnotationsFindTheirPassage holds the selectors against the anchor.
func TestAnnotationsFindTheirPassage(t *testing.T) {
	g := golden.Graphs(t)[sources.BuiltIn]
	nodes, _ := readJSONLD(t, g)
	anchored := 0
	for _, cl := range g.Dossier().Claims {
		target := nodes["d:claim:"+string(cl.ID)]["oa:hasTarget"].(map[string]any)
		if source := target["oa:hasSource"].(map[string]any)["@id"]; source != "d:document:"+string(cl.Document) {
			t.Errorf("claim %q: source %v, want %q", cl.ID, source, cl.Document)
		}
		if cl.Detail().Anchor.IsZero() {
			continue
		}
		anchored++
		selectors := target["oa:hasSelector"].([]any)
		position := ldNode(selectors[0].(map[string]any))
		if position.first("oa:start") != fmt.Sprint(cl.Detail().Anchor.Start) ||
			position.first("oa:end") != fmt.Sprint(cl.Detail().Anchor.Start+cl.Detail().Anchor.Length) {
			t.Errorf("claim %q: %v, want %d+%d", cl.ID, position, cl.Detail().Anchor.Start, cl.Detail().Anchor.Length)
		}
		if got := selectors[1].(map[string]any)["rdf:value"]; got != cl.Detail().Anchor.Fragment() {
			t.Errorf("claim %q: fragment %v, want %q", cl.ID, got, cl.Detail().Anchor.Fragment())
		}
		if got := target["rg:passage_sha256"]; got != fmt.Sprintf("%x", cl.Detail().Anchor.Digest) {
			t.Errorf("claim %q: digest %v", cl.ID, got)
		}
	}
	if anchored == 0 {
		t.Error("no claim has an anchor")
	}
}

func TestJSONLDFiles(t *testing.T) {
	for _, name := range []string{"names-in-quotes", "columns-of-their-own", "not-drawn"} {
		golden.Compare(t, name+".jsonld", written(t, JSONLD, rows.NewJob(golden.Graphs(t)[name])))
	}
}

func TestAddressesAreIRIs(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://example.org/?a=1&copy=2#x", "https://example.org/?a=1&copy=2#x"},
		{`https://example.org/a b<c>"d"{e}|f\g^h` + "`i", "https://example.org/a%20b%3Cc%3E%22d%22%7Be%7D%7Cf%5Cg%5Eh%60i"},
		{"https://example.org/%41/بيت/é", "https://example.org/%41/بيت/é"},
		{"https://example.org/\n", "https://example.org/%0A"},
	} {
		if got := escapeIRI(tt.address); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.address, got, tt.want)
		}
	}
}
