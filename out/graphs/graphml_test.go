package graphs

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// A graphMLDoc is a GraphML file as the standard library reads it.
type graphMLDoc struct {
	Keys []struct {
		ID    string `xml:"id,attr"`
		For   string `xml:"for,attr"`
		Name  string `xml:"attr.name,attr"`
		Type  string `xml:"attr.type,attr"`
		Inner string `xml:",innerxml"`
	} `xml:"key"`
	Graph struct {
		EdgeDefault string           `xml:"edgedefault,attr"`
		Nodes       []graphMLElement `xml:"node"`
		Edges       []graphMLElement `xml:"edge"`
	} `xml:"graph"`
}

type graphMLElement struct {
	ID       string `xml:"id,attr"`
	Source   string `xml:"source,attr"`
	Target   string `xml:"target,attr"`
	Directed string `xml:"directed,attr"`
	Label    string `xml:"label,attr"`
	Data     []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
}

func readGraphML(t *testing.T, o rows.Options, g *graph.Graph, at map[sources.ActorID]rows.Point) graphMLDoc {
	t.Helper()
	var b bytes.Buffer
	if err := GraphML.Write(&b, job(g, at, o)); err != nil {
		t.Fatal(err)
	}
	var doc graphMLDoc
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// standsFor is the id of the contact that an edge stands for: its own, or that of the round that it is a part of.
func standsFor(values map[string]string, id string) string {
	if round := values["contact"]; round != "" {
		return round
	}
	return id
}

// apart adds to an element's values each record of its column "records" by its name and number: claim_1, claim_2 ...
func apart(values map[string]string) map[string]string {
	numbers := map[string]int{}
	for record := range strings.SplitSeq(values["records"], rows.RecordSeparator) {
		if name, text, ok := strings.Cut(record, ": "); ok {
			numbers[name]++
			values[fmt.Sprintf("%s_%d", name, numbers[name])] = text
		}
	}
	return values
}

// values gives an element's data by the names of their keys.
func (d graphMLDoc) values(e graphMLElement) map[string]string {
	values := map[string]string{}
	for _, data := range e.Data {
		for _, k := range d.Keys {
			if k.ID == data.Key {
				values[k.Name] = data.Value
			}
		}
	}
	return values
}

func TestGraphMLHoldsEverything(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			doc := readGraphML(t, rows.Options{}, g, nil)
			got := tally{Actors: len(doc.Graph.Nodes), Contacts: len(doc.Graph.Edges)}
			for _, e := range doc.Graph.Edges {
				values := apart(doc.values(e))
				c := g.Contact(sources.ContactID(standsFor(values, e.ID)))
				for n, cl := range c.Claims {
					if record := readRecord(values[fmt.Sprintf("claim_%d", n+1)]); hasFact(record, "id", string(cl.ID)) &&
						hasFact(record, "summary", cl.Summary) && hasFact(record, "hedge", cl.Detail().Hedge) &&
						hasFact(record, "locator", cl.Locator) && hasFact(record, "asserted_by",
						cl.Detail().AssertedBy.String()) {
						got.Claims++
					}
				}
				for n, id := range c.Evidence().Documents() {
					record := readRecord(values[fmt.Sprintf("document_%d", n+1)])
					if d := g.Dossier().Document(id); !hasFact(record, "id", string(id)) || !hasFact(record, "url", d.URL) {
						t.Errorf("document %q: got %q", id, record)
					}
				}
			}
			hidden := map[string]bool{}
			for _, n := range doc.Graph.Nodes {
				for name, value := range apart(doc.values(n)) {
					if strings.HasPrefix(name, "not_drawn_") {
						record := readRecord(value)
						hidden[record[0].Value+" "+record[2].Value] = true // contact and claim: it stands at both actors
					}
				}
			}
			got.NotDrawn = len(hidden)
			if diff := cmp.Diff(tallyOf(g), got); diff != "" {
				t.Errorf("-graph +file:\n%s", diff)
			}
		})
	}
}

// TestGraphMLContract holds every file to what its readers need: Gephi, NetworkX, igraph, graphology, Cytoscape and
// the schema.
func TestGraphMLContract(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		for _, o := range []rows.Options{{}, {Direction: rows.Mixed}, {Flavour: rows.Strict}, {Claims: true},
			{Claims: true, Direction: rows.Mixed}} {
			for _, at := range []map[sources.ActorID]rows.Point{nil, golden.InARow(g)} {
				t.Run(fmt.Sprintf("%s/%+v/%d places", name, o, len(at)), func(t *testing.T) {
					doc := readGraphML(t, o, g, at)
					kinds := holdKeys(t, doc)
					holdElements(t, doc, kinds)
					holdEdges(t, doc, o)
				})
			}
		}
	}
}

var nameToken = regexp.MustCompile(`^[\p{L}\p{M}\p{Nd}._-]+$`)

// holdKeys checks the declarations and returns the type of each key.
func holdKeys(t *testing.T, doc graphMLDoc) map[string]string {
	kinds, ids, types := map[string]string{}, map[string]bool{}, map[string]string{}
	for _, k := range doc.Keys {
		if !nameToken.MatchString(k.ID) || !nameToken.MatchString(k.Name) || strings.ToLower(k.ID+k.Name) != k.ID+k.Name {
			t.Errorf("key %q, name %q: want lower-case name tokens", k.ID, k.Name)
		}
		if ids[k.ID] {
			t.Errorf("the id %q stands twice", k.ID)
		}
		ids[k.ID] = true
		if _, twice := kinds[k.For+" "+k.Name]; twice {
			t.Errorf("%s has two keys named %q", k.For, k.Name)
		}
		if one, ok := types[k.Name]; ok && one != k.Type {
			t.Errorf("the name %q has two types", k.Name)
		}
		types[k.Name] = k.Type
		kinds[k.For+" "+k.ID], kinds[k.For+" "+k.Name] = k.Type, k.Type
		if k.For != "node" && k.For != "edge" || !slices.Contains([]string{"string", "boolean", "int", "double"},
			k.Type) || k.Inner != "" {
			t.Errorf("key %+v: want one for node or edge, of a plain type, with nothing in it", k)
		}
		if slices.Contains([]string{"id", "timeset", "source", "target", "key", "selected", "r", "g", "b", "a"}, k.Name) {
			t.Errorf("%q means something else to a reader", k.Name)
		}
	}
	return kinds
}

// holdElements checks the data of nodes and edges, and that all keys are in use.
func holdElements(t *testing.T, doc graphMLDoc, kinds map[string]string) {
	unused := map[string]bool{}
	for _, k := range doc.Keys {
		unused[k.For+" "+k.ID] = true
	}
	for class, elements := range map[string][]graphMLElement{"node": doc.Graph.Nodes, "edge": doc.Graph.Edges} {
		ids, names := map[string]bool{}, map[string]bool{}
		for _, e := range elements {
			if !nameToken.MatchString(e.ID) || ids[e.ID] {
				t.Errorf("%s %q: want a name token, each once", class, e.ID)
			}
			ids[e.ID] = true
			seen := map[string]bool{}
			for _, d := range e.Data {
				kind, declared := kinds[class+" "+d.Key]
				delete(unused, class+" "+d.Key)
				if !declared || seen[d.Key] || strings.TrimSpace(d.Value) == "" || !isOf(kind, d.Value) {
					t.Errorf("%s %q: %s=%q: want one value of type %q", class, e.ID, d.Key, d.Value, kind)
				}
				seen[d.Key] = true
			}
			values := doc.values(e)
			if !regexp.MustCompile(`^#[0-9a-f]{6}$`).MatchString(values["color"]) || values["label"] == "" {
				t.Errorf("%s %q: label %q, colour %q", class, e.ID, values["label"], values["color"])
			}
			if class == "node" && (values["name"] == "" || names[values["name"]]) {
				t.Errorf("node %q: want a name of its own, got %q", e.ID, values["name"])
			}
			names[values["name"]] = true
		}
	}
	if len(unused) > 0 {
		t.Errorf("declared and not used: %v", slices.Sorted(maps.Keys(unused)))
	}
}

func isOf(kind, value string) bool {
	var err error
	switch kind {
	case "int":
		_, err = strconv.Atoi(value)
	case "double":
		_, err = strconv.ParseFloat(value, 64)
	}
	return err == nil
}

// holdEdges checks ends, directions, weights and Gephi's edge types.
func holdEdges(t *testing.T, doc graphMLDoc, o rows.Options) {
	nodes, types := map[string]bool{}, map[[3]string]bool{}
	for _, n := range doc.Graph.Nodes {
		nodes[n.ID] = true
	}
	typed, pairs := 0, map[[2]string]int{}
	for _, e := range doc.Graph.Edges {
		values := doc.values(e)
		if !nodes[e.Source] || !nodes[e.Target] {
			t.Errorf("edge %q from %q to %q: want declared nodes", e.ID, e.Source, e.Target)
		}
		if w, _ := strconv.ParseFloat(values["weight"], 64); w <= 0 {
			t.Errorf("edge %q: weight %q", e.ID, values["weight"])
		}
		isDirected := doc.Graph.EdgeDefault == "directed" || e.Directed == "true"
		if o.Direction == rows.Mixed && isDirected != (values["direction"] == "directed") ||
			e.Directed != "" && (o.Direction != rows.Mixed || doc.Graph.EdgeDefault == "directed") {
			t.Errorf("edge %q: default %q, directed=%q, direction %q", e.ID, doc.Graph.EdgeDefault, e.Directed,
				values["direction"])
		}
		pair := [2]string{min(e.Source, e.Target), max(e.Source, e.Target)}
		pairs[pair]++
		if e.Label == "" {
			continue
		}
		typed++
		if types[[3]string{pair[0], pair[1], e.Label}] || o.Flavour == rows.Strict {
			t.Errorf("edge %q: Gephi would add it to another of type %q", e.ID, e.Label)
		}
		types[[3]string{pair[0], pair[1], e.Label}] = true
	}
	want := 0
	if len(pairs) < len(doc.Graph.Edges) && o.Flavour != rows.Strict {
		want = len(doc.Graph.Edges)
	}
	if typed != want {
		t.Errorf("%d edges have a type, want %d", typed, want)
	}
}

func TestGraphMLForOthersThanGephi(t *testing.T) {
	s := golden.Situations[1]
	var b bytes.Buffer
	if err := GraphML.Write(&b, job(s.Graph(t), nil, rows.Options{Flavour: rows.Strict})); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, s.Name+"-strict.graphml", b.Bytes())
}

// TestEachReportIsAnEdge reads the claims of a file of claims: those that report a contact are edges with evidence of
// their own, the others stand as records beside them.
func TestEachReportIsAnEdge(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		doc := readGraphML(t, rows.Options{Claims: true}, g, nil)
		edges := map[[2]string]map[string]string{} // by claim and contact
		for _, e := range doc.Graph.Edges {
			values := apart(doc.values(e))
			edges[[2]string{values["claim"], values["contact"]}] = values
		}
		want := 0
		for c := range g.All() {
			if !c.Drawn() {
				continue
			}
			var others []string
			for _, cl := range c.Claims {
				if !cl.Stance.Supports() {
					others = append(others, rows.Record(rows.ClaimFacts(cl)))
				}
			}
			for _, cl := range c.Claims {
				if !cl.Stance.Supports() {
					continue
				}
				want += pairsOfRow(cl)
				got := edges[[2]string{string(cl.ID), string(c.ID)}]
				expected := map[string]string{"stance": cl.Stance.String(), "documents": string(cl.Document),
					"summary": cl.Summary, "hedge": cl.Detail().Hedge,
					"locator": cl.Locator, "asserted_by": cl.Detail().AssertedBy.String(), "state": c.State.String(),
					"dates":  cl.Date.String(),
					"urls":   g.Dossier().Document(cl.Document).URL,
					"weight": quote.Number(1 / float64(len(cl.Actors)+len(cl.Recipients)-1))}
				for column, value := range expected {
					if got[column] != value {
						t.Errorf("%s: claim %q: %s is %q, want %q", name, cl.ID, column, got[column], value)
					}
				}
				for n, other := range others {
					if column := fmt.Sprintf("other_claim_%d", n+1); got[column] != other {
						t.Errorf("%s: claim %q: %s is %q, want %q", name, cl.ID, column, got[column], other)
					}
				}
			}
		}
		if want != len(doc.Graph.Edges) || want == 0 {
			t.Errorf("%s: %d edges, want %d", name, len(doc.Graph.Edges), want)
		}
	}
}

func TestPlacedNodesKeepGephisScale(t *testing.T) {
	g := golden.Situations[1].Graph(t)
	doc := readGraphML(t, rows.Options{}, g, golden.InARow(g))
	var x, y float64
	for i, n := range doc.Graph.Nodes {
		values, size := doc.values(n), "10"
		if i+1 == len(doc.Graph.Nodes) { // without a size: then Gephi leaves sizes and distances as they are
			size = ""
		}
		dx, errX := strconv.ParseFloat(values["x"], 64)
		dy, errY := strconv.ParseFloat(values["y"], 64)
		if errX != nil || errY != nil || values["size"] != size {
			t.Errorf("node %q: x=%q y=%q size=%q", n.ID, values["x"], values["y"], values["size"])
		}
		x, y = x+dx, y+dy
	}
	if math.Abs(x) > 0.05 || math.Abs(y) > 0.05 {
		t.Errorf("the mean is not at the origin: sums %g and %g", x, y)
	}
}

func TestGraphMLWarnings(t *testing.T) {
	g := golden.Situation{
		Actors:    "id,name,short,note,role\na,INF treaty office,INF,Informs.,NULL\nb,Bo,,,\n",
		Documents: golden.TwoDocuments,
		Claims:    "id,actor,recipient,document,hedge,summary,label\nc1,a,b,d1,null,On the INF treaty.,INF\n",
	}.Graph(t)
	want := []string{
		`actor "a": name, records: Gephi will read "INF" as "Infinity"`,
		`actor "a": role: Gephi will leave out the value "null"`,
		`contact "a--b--contact": summaries, summary, records: Gephi will read "INF" as "Infinity"`,
		`contact "a--b--contact": hedges: Gephi will leave out the value "null"`,
	}
	if diff := cmp.Diff(want, graphMLWarnings(job(g, nil, rows.Options{Columns: rows.AllColumns}))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := graphMLWarnings(job(golden.Situations[1].Graph(t), nil, rows.Options{})); got != nil {
		t.Errorf("want none, got %q", got)
	}
}

func FuzzGraphMLValue(f *testing.F) {
	for _, seed := range []string{"plain", "<b>x</b>", `"quoted" & 'so'`, "A & & B", "&lt;", "]]>", "<!-- -->",
		"a\r\nb\tc", "\x00\x01", "\xff", "\ufffe", "😀👩‍🚀", "بيت"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b bytes.Buffer
		fmt.Fprintf(&b, "<graph><node>%s</node></graph>",
			inNotation(graphMLOf(map[string]string{"note": "note"}), "note", text))
		var read struct {
			Data []string `xml:"node>data"`
		}
		if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
			t.Fatalf("%q: %v in %s", text, err, b.Bytes())
		}
		if len(read.Data) != 1 || read.Data[0] != quote.ValidXML(text) {
			t.Errorf("%q reads back as %q", text, read.Data)
		}
	})
}
