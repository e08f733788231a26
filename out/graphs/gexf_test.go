package graphs

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources/edtf"
)

// A gexfElement is a node or an edge as the standard library reads it.
type gexfElement struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Type   string `xml:"type,attr"`
	Kind   string `xml:"kind,attr"`
	Label  string `xml:"label,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
}

type gexfDoc struct {
	Graph struct {
		Default string        `xml:"defaultedgetype,attr"`
		Nodes   []gexfElement `xml:"nodes>node"`
		Edges   []gexfElement `xml:"edges>edge"`
	} `xml:"graph"`
}

func readGEXF(t *testing.T, g *graph.Graph, o rows.Options) gexfDoc {
	t.Helper()
	var b bytes.Buffer
	if err := GEXF.Write(&b, job(g, golden.InARow(g), o)); err != nil {
		t.Fatal(err)
	}
	var doc gexfDoc
	if err := xml.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestGEXFHoldsWhatGraphMLHolds compares every value of the two files.
func TestGEXFHoldsWhatGraphMLHolds(t *testing.T) {
	elsewhere := map[string]bool{"label": true, "color": true, "x": true, "y": true, "size": true, "weight": true}
	for name, g := range golden.Graphs(t) {
		for _, o := range []rows.Options{{}, {Direction: rows.Alike}, {Claims: true}} {
			graphml, gexf := readGraphML(t, o, g, golden.InARow(g)), readGEXF(t, g, o)
			want, got := map[string]string{}, map[string]string{}
			for _, e := range append(graphml.Graph.Nodes, graphml.Graph.Edges...) {
				want[e.ID+" ends"] = e.Source + " " + e.Target
				for column, value := range graphml.values(e) {
					if !elsewhere[column] {
						want[e.ID+" "+column] = value
					}
				}
			}
			for _, e := range append(gexf.Graph.Nodes, gexf.Graph.Edges...) {
				got[e.ID+" ends"] = e.Source + " " + e.Target
				for _, v := range e.Values {
					got[e.ID+" "+v.For] = v.Value
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %+v (-GraphML +GEXF):\n%s", name, o, diff)
			}
		}
	}
}

// TestGEXFEdgesAreNotDroppedOrMerged holds what Gephi keeps edges by: each has a type, a kind of its own in its pair,
// and the direction of the graph if the graph has one.
func TestGEXFEdgesAreNotDroppedOrMerged(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		for _, o := range []rows.Options{{}, {Direction: rows.Alike}, {Direction: rows.Mixed, Claims: true}} {
			doc, kinds := readGEXF(t, g, o), map[string]bool{}
			for _, e := range doc.Graph.Edges {
				kind := fmt.Sprint(min(e.Source, e.Target), max(e.Source, e.Target), e.Kind)
				if kinds[kind] || e.Kind == "" || e.Label == "" {
					t.Errorf("%s: edge %q has kind %q, label %q", name, e.ID, e.Kind, e.Label)
				}
				kinds[kind] = true
				if e.Type != "directed" && e.Type != "undirected" ||
					doc.Graph.Default != "" && e.Type != doc.Graph.Default {
					t.Errorf("%s: edge %q is %s in a graph that is %q", name, e.ID, e.Type, doc.Graph.Default)
				}
			}
		}
	}
}

func TestSpells(t *testing.T) {
	for _, tt := range []struct{ dates, want string }{
		{"", ""},
		{"XXXX", ""},
		{"2014-09-23", ` start="2014-09-23" end="2014-09-23"`},
		{"2014-02", ` start="2014-02-01" end="2014-02-28"`},
		{"2016~", ` start="2016-01-01" end="2016-12-31"`},
		{"2024-12/..", ` start="2024-12-01"`},
		{"/2014-09", ` end="2014-09-30"`},
		{"2014 2016", ` start="2014-01-01" end="2014-12-31"; start="2016-01-01" end="2016-12-31"`},
		{"2014 2014-09-23", ` start="2014-01-01" end="2014-12-31"`}, // Gephi drops the second of two that overlap
		{"2014 2014-09/2016", ` start="2014-01-01" end="2016-12-31"`},
		{"2014/.. 2016", ` start="2014-01-01"`},
		{"../2014 ../2012 2016", ` end="2014-12-31"; start="2016-01-01" end="2016-12-31"`},
		{"-0043", ""},
		{"-0043/2014", ` end="2014-12-31"`},
	} {
		var dates []edtf.Date
		for text := range strings.FieldsSeq(tt.dates) {
			d, err := edtf.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			dates = append(dates, d)
		}
		var spells []string
		for _, s := range rows.AppendSpells(nil, dates) {
			spells = append(spells, string(appendSpell(nil, s)))
		}
		if got := strings.Join(spells, ";"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.dates, got, tt.want)
		}
	}
}

func TestGEXFWarnings(t *testing.T) {
	g := golden.Situation{
		Actors:    "id,name\na,INF office\nb,Bo\n",
		Documents: golden.TwoDocuments,
		Claims:    "actor,recipient,document,date\na,b,d1,-0043\n",
	}.Graph(t)
	want := []string{
		`contact "a--b--contact---0043": the timeline has no place for "-0043": what is outside the years 1 to 9999 is left open`,
		`actor "a": name, records: Gephi will read "INF" as "Infinity"`,
	}
	if diff := cmp.Diff(want, gexfWarnings(job(g, nil, rows.Options{}))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func FuzzGEXFValue(f *testing.F) {
	for _, seed := range []string{"plain", "<b>x</b>", `"quoted" & 'so'`, "a\r\nb\tc\n", "&#10;", "\x00\x01", "\xff",
		"\ufffe", "😀👩‍🚀", "بيت"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b bytes.Buffer
		fmt.Fprintf(&b, "<attvalues>%s</attvalues>", inNotation(gexfValues, "note", text))
		var read struct {
			Value []struct {
				Value string `xml:"value,attr"`
			} `xml:"attvalue"`
		}
		if err := xml.Unmarshal(b.Bytes(), &read); err != nil {
			t.Fatalf("%q: %v in %s", text, err, b.Bytes())
		}
		if len(read.Value) != 1 || read.Value[0].Value != quote.ValidXML(text) {
			t.Errorf("%q reads back as %q", text, read.Value)
		}
	})
}
