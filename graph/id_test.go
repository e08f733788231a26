package graph

import (
	"testing"

	"relgraph/sources/edtf"
)

// What ids say of a date are the days that it can mean, however it is written.
func TestEventText(t *testing.T) {
	if got := string(appendEvent(nil, edtf.Date{})); got != "" {
		t.Errorf("no date: %q", got)
	}
	for text, want := range map[string]string{
		"2014": "2014", "2014-09": "2014-09", "2014-09-23": "2014-09-23", "2014-09~": "2014-09", "2014?": "2014",
		"2014-01-01/2014-12-31": "2014", "2014-02-01/2014-02-28": "2014-02",
		"2016-02-01/2016-02-28": "2016-02-01..2016-02-28", "2016-02-01/2016-02-29": "2016-02",
		"2014/2015": "2014..2015", "2014-09/2014-10": "2014-09..2014-10", "2014-09-05/2015": "2014-09-05..2015-12-31",
		"2013-12/2014": "2013-12..2014-12",
		"../2014-09":   "..2014-09", "/2014-09-23": "..2014-09-23", "2014/..": "2014..", "2014-02/": "2014-02..",
		"201X":   "2010..2019",
		"Y12014": "12014", "Y12014/..": "12014..", "-0043": "-0043", "-0043-03-15": "-0043-03-15",
		"-0043-03": "-0043-03", "0009-12-31": "0009-12-31",
	} {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := string(appendEvent(nil, d)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// An id that two share is no id: the number behind the second one's date is no part of what it is asked by.
func TestBareID(t *testing.T) {
	for _, tt := range []struct {
		c    Contact
		want string
	}{
		{Contact{ID: "ann--bo--visit--2014", Event: "2014"}, "ann--bo--visit"},
		{Contact{ID: "ann--bo--visit--2014-2", Event: "2014"}, "ann--bo--visit"},
		{Contact{ID: "ann--bo--visit-2"}, "ann--bo--visit-2"},
		{Contact{ID: "geneva", Event: "geneva"}, "geneva"},
	} {
		if got := tt.c.BareID(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.c.ID, got, tt.want)
		}
	}
}
