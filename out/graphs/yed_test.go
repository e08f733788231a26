package graphs

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

func yedFile(t *testing.T, g *graph.Graph) []byte {
	t.Helper()
	j := rows.NewJob(g)
	j.Flavour = rows.YEd
	return written(t, GraphML, j)
}

func lengths(t *testing.T, e golden.Element, names ...string) []float64 {
	t.Helper()
	var values []float64
	for _, name := range names {
		v, err := strconv.ParseFloat(e.Attr(name), 64)
		if err != nil {
			t.Fatalf("%s: %v", e.XMLName.Local, err)
		}
		values = append(values, v)
	}
	return values
}

// TestYEdShowsTheContacts reads the file with the standard library: every actor in a box of its own, with its name;
// every line with an arrow if it runs one way; every claim in words and as data.
func TestYEdShowsTheContacts(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			var file golden.Element
			if err := xml.Unmarshal(yedFile(t, g), &file); err != nil {
				t.Fatal(err)
			}
			type box struct{ x, y, width, height float64 }
			var boxes []box
			for _, n := range file.Find("node") {
				v := lengths(t, n.Find("Geometry")[0], "x", "y", "width", "height")
				b := box{v[0], v[1], v[2], v[3]}
				for _, o := range boxes {
					if b.x < o.x+o.width && o.x < b.x+b.width && b.y < o.y+o.height && o.y < b.y+b.height {
						t.Errorf("actor %q stands in %v, where another is: %v", n.Attr("id"), b, o)
					}
				}
				boxes = append(boxes, b)
				a := g.Dossier().Actor(sources.ActorID(n.Attr("id")))
				if label := strings.Join(strings.Fields(n.Find("NodeLabel")[0].Words()), " "); !strings.HasPrefix(label,
					strings.Join(strings.Fields(a.Short), " ")) {
					t.Errorf("actor %q is called %q", a.ID, label)
				}
			}
			if len(boxes) != len(g.Dossier().Actors) {
				t.Errorf("%d nodes, want %d actors", len(boxes), len(g.Dossier().Actors))
			}
			paths := map[string]string{}
			for _, e := range file.Find("edge") {
				c := g.Contact(sources.ContactID(e.Attr("id")))
				if c == nil {
					continue // a pair of a round
				}
				for _, cl := range c.Claims {
					if text := e.Words(); !strings.Contains(text, "id: "+string(cl.ID)+" | ") ||
						!strings.Contains(text, "Claim "+string(cl.ID)) && !strings.Contains(text, cl.Summary) {
						t.Errorf("contact %q lacks claim %q", c.ID, cl.ID)
					}
				}
				label := strings.Join(strings.Fields(e.Find("EdgeLabel")[0].Words()), " ")
				for _, cl := range c.Claims {
					if hedge := cl.Detail().Hedge; cl.Stance.Supports() && hedge != "" &&
						strings.Count(label, "“"+hedge+"”") != 1 {
						t.Errorf("contact %q: label %q, want the hedge %q in it once", c.ID, label, hedge)
					}
				}
				if got := e.Find("Arrows")[0].Attr("target") == "standard"; got != c.Directed {
					t.Errorf("contact %q: an arrow is %t, want %t", c.ID, got, c.Directed)
				}
				path := fmt.Sprint(min(e.Attr("source"), e.Attr("target")), max(e.Attr("source"), e.Attr("target")))
				for _, p := range e.Find("Point") {
					path += fmt.Sprint(lengths(t, p, "x", "y"))
				}
				if other := paths[path]; other != "" {
					t.Errorf("contacts %q and %q run along one line", c.ID, other)
				}
				paths[path] = string(c.ID)
			}
			if got := len(file.Find("edge")); got != tallyOf(g).Contacts {
				t.Errorf("%d edges, want %d", got, tallyOf(g).Contacts)
			}
			declared := map[string]bool{}
			for _, k := range file.Find("key") {
				if k.Attr("for") == "" || declared[k.Attr("id")] ||
					k.Attr("attr.name") != "" && declared[k.Attr("for")+k.Attr("attr.name")] {
					t.Errorf("key %q, %q is declared twice or for nothing", k.Attr("id"), k.Attr("attr.name"))
				}
				declared[k.Attr("id")], declared[k.Attr("for")+k.Attr("attr.name")] = true, true
			}
			for _, d := range file.Find("data") {
				if !declared[d.Attr("key")] {
					t.Errorf("data of key %q, which is not declared", d.Attr("key"))
				}
			}
		})
	}
}

func TestYEdFiles(t *testing.T) {
	for _, name := range []string{"names-in-quotes", "parallel-and-mixed-directions"} {
		golden.Compare(t, name+"-yed.graphml", yedFile(t, golden.Graphs(t)[name]))
	}
}
