package graph_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/sources"
)

func TestWhenAContactWasPublishedAndChecked(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{"s.csv": {Data: []byte(`actor,recipient,document,issued,checked_by,checked_on
Ann,Bo,first,2014-09,editors,2026-02-01
Ann,Bo,second,2014-10-05,editors,2026-01-03
Ann,Bo,third,,,
Ann,Cy,fourth,2014-11/..,,
`)}}, "s.csv", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for c := range graph.Must(graph.Build(d)).Contacts() {
		first, ok1 := c.When().FirstPublished()
		last, ok2 := c.When().LastPublished()
		checked, n := c.Evidence().Checked()
		got = append(got, fmt.Sprintf("%s: %s %v, %s %v, checked %q %d", c.ID, first, ok1, last, ok2, checked, n))
	}
	want := `[ann--bo--contact: 2014-09-01 true, 2014-10-05 true, checked "2026-02-01" 2 ann--cy--contact: 2014-11-01 true, 0000-00-00 false, checked "" 0]`
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

// A contact that was taken back keeps where, when, through whom and in which words it was said to be: one and the same of
// all. Of several reports those count that stand; what is only denied was nowhere and went through nobody.
func TestWhatIsToldOfWhatWasTakenBack(t *testing.T) {
	const head = "id,actor,recipient,document,kind,date,place,channel,hedge,stance,about,asserted_by\n"
	for _, tt := range []struct{ name, rows, want string }{
		{"retracted", "c1,a,b,d1,meeting,2014,Oslo,via v,allegedly,,,\nc2,a,b,d2,meeting,2014,,,,retracts,c1,\n",
			"retracted: [Oslo] [v] [allegedly] [2014]"},
		{"one of two", "c1,a,b,d1,meeting,2014,Oslo,via v,allegedly,,,\nc2,a,b,d2,meeting,2014,Rome,via w,perhaps,,,\n" +
			"c3,a,b,d3,meeting,2014,,,,retracts,c1,\n", "single-origin: [Rome] [w] [perhaps] [2014]"},
		{"denied", "c1,a,b,d1,meeting,2014,Oslo,via v,allegedly,denies,,a (on record)\n", "denied: [] [] [] [2014]"},
		{"reported", "c1,a,b,d1,meeting,2014,Oslo|Rome,via v|w,allegedly,,,\n",
			"single-origin: [Oslo Rome] [v w] [allegedly] [2014]"},
	} {
		d, problems := sources.OpenFS(fstest.MapFS{"d/claims.csv": {Data: []byte(head + tt.rows)},
			"d/actors.csv":    {Data: []byte("id,name\na,Ann\nb,Bo\nv,Vi\nw,Will\n")},
			"d/documents.csv": {Data: []byte("id,title\nd1,One\nd2,Two\nd3,Three\n")}}, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		for c := range graph.Must(graph.Build(d)).All() {
			got := fmt.Sprintf("%s: %v %v %v %v", c.State, graph.PlacesNamed(c), c.Parties().Via(), c.Evidence().Hedges(), c.When().Dates())
			if got != tt.want {
				t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			}
		}
	}
}
