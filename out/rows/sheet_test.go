package rows

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out/internal/plane"
	"relgraph/sources"
)

// The summary of a contact is what those say who report it. Who denies it says no word of it there, even if nobody else
// says one.
func TestSummariesAreOfThoseWhoReport(t *testing.T) {
	files := fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\na,Ann\nb,Bo\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,First\nd2,Second\n")},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document,kind,stance,about,asserted_by,summary\n" +
			"c1,a,b,d1,meeting,,,,\nc2,a,b,d2,meeting,denies,c1,a (on record),Ann says that she never met Bo.\n")},
	}
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := graph.Must(graph.Build(d))
	for c := range g.All() {
		r := ContactRow(d, c)
		if got := r.Get("summary"); got != "" {
			t.Errorf("the summary of a contact that is %s is %q, want none", c.State, got)
		}
	}
}

// TestWhichWay says of a contact which way it went as its rows and its kind tell, and that nobody tells it where they
// do not.
func TestWhichWay(t *testing.T) {
	files := fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,side\na,Ann,X\nb,Bo,Y\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,First\nd2,Second\n")},
		"d/claims.csv": {Data: []byte(`id,contact,actor,recipient,document,kind,direction,stance,about,asserted_by
c1,by-kind,a,b,d1,meeting,,,,
c2,by-row,a,b,d1,visit,mutual,,,
c3,untold,a,b,d1,visit,,,,
c4,one-way,b,a,d1,message,directed,,,
c5,denied,a,b,d1,visit,,,,
c6,denied,a,b,d2,visit,mutual,denies,c5,a (on record)
`)},
	}
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"by-kind": "mutual", "by-row": "mutual", "untold": "not told", "one-way": "directed",
		"denied": "not told"}
	g := graph.Must(graph.Build(d))
	for c := range g.All() {
		r := ContactRow(d, c)
		if got := r.Get("direction"); got != want[c.Event] {
			t.Errorf("the contact %q: direction %q, want %q", c.Event, got, want[c.Event])
		}
		delete(want, c.Event)
	}
	if len(want) > 0 {
		t.Errorf("no contact of %v", want)
	}
	j := NewJob(g)
	j.Claims = true
	ways := map[string]string{}
	for r := range j.Edges().All() {
		ways[r.Get("claim")] = r.Get("direction")
	}
	if ways["c1"] != "mutual" || ways["c2"] != "mutual" || ways["c3"] != "not told" || ways["c4"] != "directed" {
		t.Errorf("the claims go %v", ways)
	}
}

// TestColumnsOfEdges says which columns the edges of a file have, as it was asked for. The dossier has a round of many.
func TestColumnsOfEdges(t *testing.T) {
	d, problems := sources.OpenBuiltIn("syria-contacts", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	g := graph.Must(graph.Build(d))
	lean := strings.Fields(`label weight color relation class from direction contact state confirmed_by when
		first_year last_year start end origins_min summary documents sources records`)
	between := strings.Fields("to members share modality dates")
	for _, tt := range []struct {
		name     string
		o        Options
		of       func(*Job) *Sheet
		has, not []string
	}{
		{"lean", Options{}, (*Job).Edges, lean, append(strings.Fields("event origins_max"), between...)},
		{"without records", Options{Records: NoRecords}, (*Job).Edges,
			append(slices.DeleteFunc(slices.Clone(lean), func(c string) bool { return c == "records" }), between...),
			strings.Fields("event origins_max records")},
		{"all", Options{Columns: AllColumns}, (*Job).Edges,
			append(strings.Fields("event origins_max reports claim_ids"), slices.Concat(lean, between)...), nil},
		{"a table", Options{}, (*Job).EdgeTable, slices.Concat(lean, between), strings.Fields("event origins_max")},
	} {
		j := NewJob(g)
		j.Options = tt.o
		var has []string
		for _, c := range tt.of(j).Columns() {
			has = append(has, c.Name)
		}
		for _, name := range tt.has {
			if !slices.Contains(has, name) {
				t.Errorf("%s: no column %q, want one", tt.name, name)
			}
		}
		for _, name := range tt.not {
			if slices.Contains(has, name) {
				t.Errorf("%s: the column %q, want none", tt.name, name)
			}
		}
		if tt.name == "lean" && len(has) != len(lean) {
			t.Errorf("lean edges have the columns %q, want %q", has, lean)
		}
	}
}

func TestPlacesForGraphTools(t *testing.T) {
	actors := []sources.Actor{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}
	for _, tt := range []struct {
		name string
		at   map[sources.ActorID]plane.Point
		want []plane.Point
	}{
		{"no place: a row", map[sources.ActorID]plane.Point{"x": {X: 1, Y: 1}}, []plane.Point{{X: -195}, {X: -65}, {X: 65}, {X: 195}}},
		{"y turned round, mean at the origin", map[sources.ActorID]plane.Point{"a": {X: 0, Y: 0}, "b": {X: 200, Y: 0},
			"c": {X: 0, Y: 100}, "d": {X: 200, Y: 100}},
			[]plane.Point{{X: -100, Y: 50}, {X: 100, Y: 50}, {X: -100, Y: -50}, {X: 100, Y: -50}}},
		{"the others in rows below", map[sources.ActorID]plane.Point{"a": {X: 0, Y: 0}, "b": {X: 80, Y: 0}},
			[]plane.Point{{X: -52.5, Y: 65}, {X: 27.5, Y: 65}, {X: -52.5, Y: -65}, {X: 77.5, Y: -65}}},
		{"all in one spot", map[sources.ActorID]plane.Point{"a": {X: 7, Y: 7}, "b": {X: 7, Y: 7}, "c": {X: 7, Y: 7},
			"d": {X: 7, Y: 7}}, []plane.Point{{}, {}, {}, {}}},
		{"drawn together to Gephi's reach", map[sources.ActorID]plane.Point{"a": {X: -10000, Y: 0}, "b": {X: 10000, Y: 0},
			"c": {X: 0, Y: -20}, "d": {X: 0, Y: 20}},
			[]plane.Point{{X: -5000, Y: 0}, {X: 5000, Y: 0}, {X: 0, Y: 10}, {X: 0, Y: -10}}},
	} {
		got := spread(actors, tt.at)
		if !slices.EqualFunc(got, tt.want, func(p, q plane.Point) bool { return math.Hypot(p.X-q.X, p.Y-q.Y) < 1e-9 }) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}
