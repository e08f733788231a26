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
		first, ok1 := c.FirstPublished()
		last, ok2 := c.LastPublished()
		checked, n := c.Checked()
		got = append(got, fmt.Sprintf("%s: %s %v, %s %v, checked %q %d", c.ID, first, ok1, last, ok2, checked, n))
	}
	want := `[ann--bo--contact: 2014-09-01 true, 2014-10-05 true, checked "2026-02-01" 2 ann--cy--contact: 2014-11-01 true, 0000-00-00 false, checked "" 0]`
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}
