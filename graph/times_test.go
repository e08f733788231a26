package graph

import (
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

func TestSpan(t *testing.T) {
	for _, c := range []struct{ dates, want string }{
		{"2014-09-23", "2014-09-23"},
		{"2014-09-23 2015", "2014-09-23/2015"},
		{"2014-01/2014-03 2014-02/2014-06", "2014-01/2014-06"},
		{"/2014-01-15 /2014-09", "/2014-09"},
		{"/2025-07 2025-08-18", "/2025-08-18"},
		{"/2025-07 2025-01-18", "/2025-07"},
		{"2024-12~ 2024-12-22~/", "2024-12~/"},
		{"2024-12~ 2024-12-22~/..", "2024-12~/.."},
		{"../2014 /2015", "../2015"},
		{"2014/ 2015/..", "2014/.."},
		// What lay somewhere before a day, and what began on one and may last, have no span in common.
		{"/2025-01-11 /2025-01-24 2024-12~ 2024-12-22~/", "/2025-01-24 2024-12-22~/"},
		{"", ""},
	} {
		line := &Contact{StandsFor: []*Contact{{}, {}}}
		for _, text := range strings.Fields(c.dates) {
			d, err := edtf.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			line.Claims = append(line.Claims, &sources.Claim{Date: d})
		}
		var got []string
		for _, d := range line.When().Span() {
			got = append(got, d.String())
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("the span of %s is %q, want %q", c.dates, text, c.want)
		}
	}
}

func TestSpanOfAContactIsItsDates(t *testing.T) {
	one, _ := edtf.Parse("2014")
	other, _ := edtf.Parse("2016")
	c := &Contact{Claims: []*sources.Claim{{Date: one}, {Date: other}}}
	if got := c.When().Span(); len(got) != 2 {
		t.Errorf("a contact that stands for itself has the span %v, want its two dates", got)
	}
}
