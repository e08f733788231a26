package edtf_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/sources/edtf"
)

// read is what a test sees of a date: its bounds, "-" where there is none, and its marks.
type read struct {
	Earliest, Latest string
	Marks            string
}

func see(d edtf.Date) read {
	var marks []string
	start, end := d.Bounds()
	for _, m := range []struct {
		set  bool
		name string
	}{
		{d.IsInterval(), "interval"},
		{start == edtf.Open, "open start"},
		{start == edtf.Unknown, "unknown start"},
		{end == edtf.Open, "open end"},
		{end == edtf.Unknown, "unknown end"},
		{d.Approximate(), "approximate"},
		{d.Uncertain(), "uncertain"},
	} {
		if m.set {
			marks = append(marks, m.name)
		}
	}
	return read{bound(d.Earliest()), bound(d.Latest()), strings.Join(marks, ", ")}
}

func bound(d edtf.Day, ok bool) string {
	if !ok {
		return "-"
	}
	return d.String()
}

// published holds every example of levels 0 and 1 in the specification of the Library of Congress
// (4 February 2019), but for the four with a time of day, which are among the refusals.
var published = []struct {
	text string
	want read
}{
	// level 0: dates
	{"1985-04-12", read{"1985-04-12", "1985-04-12", ""}},
	{"1985-04", read{"1985-04-01", "1985-04-30", ""}},
	{"1985", read{"1985-01-01", "1985-12-31", ""}},
	// level 0: intervals
	{"1964/2008", read{"1964-01-01", "2008-12-31", "interval"}},
	{"2004-06/2006-08", read{"2004-06-01", "2006-08-31", "interval"}},
	{"2004-02-01/2005-02-08", read{"2004-02-01", "2005-02-08", "interval"}},
	{"2004-02-01/2005-02", read{"2004-02-01", "2005-02-28", "interval"}},
	{"2004-02-01/2005", read{"2004-02-01", "2005-12-31", "interval"}},
	{"2005/2006-02", read{"2005-01-01", "2006-02-28", "interval"}},
	// level 1: letter-prefixed years
	{"Y170000002", read{"+170000002-01-01", "+170000002-12-31", ""}},
	{"Y-170000002", read{"-170000002-01-01", "-170000002-12-31", ""}},
	// level 1: seasons
	{"2001-21", read{"2001-01-01", "2001-12-31", ""}},
	{"2001-22", read{"2001-01-01", "2002-03-31", ""}},
	{"2001-23", read{"2001-01-01", "2001-12-31", ""}},
	{"2001-24", read{"2001-01-01", "2002-03-31", ""}},
	// level 1: qualification of a whole date
	{"1984?", read{"1984-01-01", "1984-12-31", "uncertain"}},
	{"2004-06~", read{"2004-06-01", "2004-06-30", "approximate"}},
	{"2004-06-11%", read{"2004-06-11", "2004-06-11", "approximate, uncertain"}},
	// level 1: unspecified digits from the right
	{"201X", read{"2010-01-01", "2019-12-31", ""}},
	{"20XX", read{"2000-01-01", "2099-12-31", ""}},
	{"2004-XX", read{"2004-01-01", "2004-12-31", ""}},
	{"1985-04-XX", read{"1985-04-01", "1985-04-30", ""}},
	{"1985-XX-XX", read{"1985-01-01", "1985-12-31", ""}},
	// level 1: open end, open start
	{"1985-04-12/..", read{"1985-04-12", "-", "interval, open end"}},
	{"1985-04/..", read{"1985-04-01", "-", "interval, open end"}},
	{"1985/..", read{"1985-01-01", "-", "interval, open end"}},
	{"../1985-04-12", read{"-", "1985-04-12", "interval, open start"}},
	{"../1985-04", read{"-", "1985-04-30", "interval, open start"}},
	{"../1985", read{"-", "1985-12-31", "interval, open start"}},
	// level 1: unknown end, unknown start
	{"1985-04-12/", read{"1985-04-12", "-", "interval, unknown end"}},
	{"1985-04/", read{"1985-04-01", "-", "interval, unknown end"}},
	{"1985/", read{"1985-01-01", "-", "interval, unknown end"}},
	{"/1985-04-12", read{"-", "1985-04-12", "interval, unknown start"}},
	{"/1985-04", read{"-", "1985-04-30", "interval, unknown start"}},
	{"/1985", read{"-", "1985-12-31", "interval, unknown start"}},
	// level 1: negative years
	{"-1985", read{"-1985-01-01", "-1985-12-31", ""}},
}

// further holds what follows from the rules without being among the published examples.
var further = []struct {
	text string
	want read
}{
	// the calendar
	{"2000-02", read{"2000-02-01", "2000-02-29", ""}},
	{"1900-02", read{"1900-02-01", "1900-02-28", ""}},
	{"2024-02-29", read{"2024-02-29", "2024-02-29", ""}},
	{"0000-02-29", read{"0000-02-29", "0000-02-29", ""}},
	{"-0004-02", read{"-0004-02-01", "-0004-02-29", ""}},
	{"-0100-02", read{"-0100-02-01", "-0100-02-28", ""}},
	{"0000", read{"0000-01-01", "0000-12-31", ""}},
	{"0079-08-24", read{"0079-08-24", "0079-08-24", ""}},
	{"9999-24", read{"9999-01-01", "+10000-03-31", ""}},
	{"Y12345", read{"+12345-01-01", "+12345-12-31", ""}},
	// digits
	{"1XXX", read{"1000-01-01", "1999-12-31", ""}},
	{"000X", read{"0000-01-01", "0009-12-31", ""}},
	{"-201X", read{"-2019-01-01", "-2010-12-31", ""}},
	{"-00XX", read{"-0099-01-01", "-0001-12-31", ""}},
	{"XXXX", read{"-", "-", "unknown start, unknown end"}},
	{"XXXX?", read{"-", "-", "unknown start, unknown end, uncertain"}},
	// qualifiers wherever a date may stand
	{"2001-21~", read{"2001-01-01", "2001-12-31", "approximate"}},
	{"201X?", read{"2010-01-01", "2019-12-31", "uncertain"}},
	{"2004-XX%", read{"2004-01-01", "2004-12-31", "approximate, uncertain"}},
	{"-0043-03-15~", read{"-0043-03-15", "-0043-03-15", "approximate"}},
	{"Y170000002~", read{"+170000002-01-01", "+170000002-12-31", "approximate"}},
	{"1984~/2004-06", read{"1984-01-01", "2004-06-30", "interval, approximate"}},
	{"1984/2004-06?", read{"1984-01-01", "2004-06-30", "interval, uncertain"}},
	{"1984?/2004~", read{"1984-01-01", "2004-12-31", "interval, approximate, uncertain"}},
	{"2024-12-22~/", read{"2024-12-22", "-", "interval, unknown end, approximate"}},
	{"../2014?", read{"-", "2014-12-31", "interval, open start, uncertain"}},
	// intervals
	{"2014-09-23/2014-09-23", read{"2014-09-23", "2014-09-23", "interval"}},
	{"2014-09/2014", read{"2014-09-01", "2014-12-31", "interval"}},
	{"2014/2014-02", read{"2014-01-01", "2014-02-28", "interval"}},
	{"2001-21/2003-24", read{"2001-01-01", "2004-03-31", "interval"}},
	{"-0043/0014", read{"-0043-01-01", "0014-12-31", "interval"}},
	{"Y-170000002/-1985", read{"-170000002-01-01", "-1985-12-31", "interval"}},
}

func TestParse(t *testing.T) {
	for _, tt := range slices.Concat(published, further) {
		d, err := edtf.Parse(" " + tt.text + "\t")
		if err != nil {
			t.Error(err)
			continue
		}
		if d.String() != tt.text {
			t.Errorf("%s: String() = %q", tt.text, d)
		}
		if diff := cmp.Diff(tt.want, see(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestZeroDate(t *testing.T) {
	var d edtf.Date
	if !d.IsZero() || d.String() != "" {
		t.Errorf("zero Date: IsZero %v, String %q", d.IsZero(), d)
	}
	if diff := cmp.Diff(read{"-", "-", ""}, see(d)); diff != "" {
		t.Errorf("zero Date (-want +got):\n%s", diff)
	}
	if mustParse(t, "XXXX").IsZero() {
		t.Error("XXXX is a date given")
	}
}

func TestText(t *testing.T) {
	type row struct{ Happened, Published edtf.Date }
	in := row{Happened: mustParse(t, "2024-12-22~/")}
	written, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"Happened":"2024-12-22~/","Published":""}`; string(written) != want {
		t.Errorf("got %s, want %s", written, want)
	}
	out := row{Published: mustParse(t, "2014")} // must not survive the empty text
	if err := json.Unmarshal(written, &out); err != nil {
		t.Fatal(err)
	}
	if out != in {
		t.Errorf("got %v back, want %v", out, in)
	}

	d := in.Happened
	if err := d.UnmarshalText([]byte("2014-9")); err == nil || d != in.Happened {
		t.Errorf("refused text: error %v, date now %q", err, d)
	}
}

func TestCompare(t *testing.T) {
	inOrder := []string{
		"/1985", "../2014", "XXXX", // no earliest day
		"-1985",
		"2014-01-01", "2014-01", "2014", "2014/2014", "2014?", // the same earliest day
		"2014-01-01/..", "2014/", "2014/..", // the same, and no latest day
		"2014-02-01", "2015",
	}
	var dates []edtf.Date
	for _, s := range inOrder {
		dates = append(dates, mustParse(t, s))
	}
	shuffled := slices.Clone(dates)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, edtf.Compare)
	if diff := cmp.Diff(inOrder, texts(shuffled)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func texts(dates []edtf.Date) []string {
	var s []string
	for _, d := range dates {
		s = append(s, d.String())
	}
	return s
}

func TestDay(t *testing.T) {
	days := []edtf.Day{{-170000002, 12, 31}, {-43, 3, 15}, {0, 1, 1}, {2014, 9, 23}, {2014, 9, 24}, {2014, 10, 1},
		{10000, 1, 1}}
	written := []string{"-170000002-12-31", "-0043-03-15", "0000-01-01", "2014-09-23", "2014-09-24", "2014-10-01",
		"+10000-01-01"}
	for i, d := range days {
		if d.String() != written[i] {
			t.Errorf("day %d is written %s, want %s", i, d, written[i])
		}
		for j, e := range days {
			if got := d.Before(e); got != (i < j) {
				t.Errorf("%s before %s: %v", d, e, got)
			}
		}
	}
}

func mustParse(t rapid.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
