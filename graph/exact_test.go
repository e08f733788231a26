package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"relgraph/graph/words"
)

// A date inside another is the same date, more exact.
func TestWhenTellsTheMoreExactDate(t *testing.T) {
	for _, tt := range []struct{ dates, want string }{
		{"2013-07 2013-07-05", "5 Jul 2013"},
		{"/2013-07 2013-07", "Jul 2013"},
		{"/2014-01-24 /2013-12-14", "until 14 Dec 2013"},
		{"2013-12/ 2013-12-22/", "from 22 Dec 2013"},
		{"2013~ 2013", "2013; c. 2013"},
		{"2013-09/2013-11 2013-10/2013-12", "Sep–Nov 2013; Oct–Dec 2013"},
	} {
		rows := "actor,recipient,document,kind,date,contact\n"
		for i, date := range strings.Fields(tt.dates) {
			rows += fmt.Sprintf("ann,bo,%s,meeting,%s,one\n", []string{"post", "wire"}[i], date)
		}
		g := build(t, rows)
		for c := range g.All() {
			if got := words.English().Contacts.When(c); got != tt.want {
				t.Errorf("%s: %q, want %q", tt.dates, got, tt.want)
			}
		}
	}
}
