package edtf_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"relgraph/sources/edtf"
)

var (
	years = rapid.OneOf(
		rapid.Map(rapid.Int64Range(1990, 2030), fourDigits),
		rapid.Map(rapid.Int64Range(-9999, 9999), fourDigits),
	)
	qualifiers = rapid.SampledFrom([]string{"", "", "", "?", "~", "%"})
)

func fourDigits(year int64) string {
	if year < 0 {
		return fmt.Sprintf("%05d", year)
	}
	return fmt.Sprintf("%04d", year)
}

// ends draws what may stand at an end of an interval: dates without unspecified digits.
var ends = rapid.Custom(func(t *rapid.T) string {
	year := years.Draw(t, "year")
	month := fmt.Sprintf("-%02d", rapid.IntRange(1, 12).Draw(t, "month"))
	bare := rapid.OneOf(
		rapid.Just(year),
		rapid.Just(year+month),
		rapid.Just(year+month+fmt.Sprintf("-%02d", rapid.IntRange(1, 28).Draw(t, "day"))),
		rapid.Just(year+fmt.Sprintf("-%d", rapid.IntRange(21, 24).Draw(t, "season"))),
		rapid.Map(rapid.Int64Range(10000, 999999999999999999), func(y int64) string { return fmt.Sprintf("Y%d", y) }),
		rapid.Map(rapid.Int64Range(-999999999999999999, -10000), func(y int64) string { return fmt.Sprintf("Y%d", y) }),
	).Draw(t, "bare")
	return bare + qualifiers.Draw(t, "qualifier")
})

var masked = rapid.Custom(func(t *rapid.T) string {
	year := years.Draw(t, "year")
	n := len(year)
	return rapid.SampledFrom([]string{
		year[:n-1] + "X", year[:n-2] + "XX", year[:n-3] + "XXX", "XXXX",
		year + "-XX", year + "-XX-XX", year + "-09-XX",
	}).Draw(t, "masked") + qualifiers.Draw(t, "qualifier")
})

var dates = rapid.Custom(func(t *rapid.T) edtf.Date {
	a, b := ends.Draw(t, "a"), ends.Draw(t, "b")
	s := rapid.SampledFrom([]string{a, masked.Draw(t, "masked"), a + "/" + b, a + "/..", a + "/", "../" + a,
		"/" + a}).Draw(t, "expression")
	d, err := edtf.Parse(s)
	if err != nil {
		d, err = edtf.Parse(b + "/" + a) // the only reason: a is after b
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
})

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates.Draw(t, "d")
		again, err := edtf.Parse(d.String())
		if err != nil || again != d {
			t.Fatalf("Parse(%q): got %q, %v", d, again, err)
		}
		text, _ := d.MarshalText()
		var back edtf.Date
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Fatalf("UnmarshalText(%q): got %q, %v", text, back, err)
		}
	})
}

func TestEarliestIsNotAfterLatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates.Draw(t, "d")
		first, starts := d.Earliest()
		last, ends := d.Latest()
		start, end := d.Bounds()
		if starts != (start == edtf.Dated) || ends != (end == edtf.Dated) {
			t.Fatalf("%s: has a first day %v, a last day %v", d, starts, ends)
		}
		if starts && ends && last.Before(first) {
			t.Fatalf("%s: from %s to %s", d, first, last)
		}
	})
}

func TestQualifierWidensNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.TrimRight(rapid.OneOf(ends, masked).Draw(t, "s"), "?~%")
		plain, marked := see(mustParse(t, s)), see(mustParse(t, s+"%"))
		if plain.Earliest != marked.Earliest || plain.Latest != marked.Latest {
			t.Fatalf("%s is %v, with %% %v", s, plain, marked)
		}
	})
}

// The time package knows the same calendar.
func TestCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(0, 9999).Draw(t, "year")
		month := rapid.IntRange(1, 12).Draw(t, "month")
		day := rapid.IntRange(1, 31).Draw(t, "day")

		end := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
		d := mustParse(t, fmt.Sprintf("%04d-%02d", year, month))
		if got := bound(d.Latest()); got != end.Format(time.DateOnly) {
			t.Fatalf("%s ends on %s, want %s", d, got, end.Format(time.DateOnly))
		}
		s := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
		if _, err := edtf.Parse(s); (err == nil) != (day <= end.Day()) {
			t.Fatalf("%s: %v", s, err)
		}
	})
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		near := rapid.OneOf(dates,
			rapid.Map(rapid.SampledFrom([]string{"2014", "2014?", "2014-01", "2014/..", "2014/", "XXXX", "/2014"}),
				func(s string) edtf.Date { d, _ := edtf.Parse(s); return d }))
		a, b, c := near.Draw(t, "a"), near.Draw(t, "b"), near.Draw(t, "c")
		ab, bc, ac := edtf.Compare(a, b), edtf.Compare(b, c), edtf.Compare(a, c)
		switch {
		case ab != -edtf.Compare(b, a):
			t.Fatalf("%s, %s: the order depends on the direction", a, b)
		case (ab == 0) != (a == b):
			t.Fatalf("%s, %s: Compare %d", a, b, ab)
		case ab <= 0 && bc <= 0 && ac > 0:
			t.Fatalf("%s, %s, %s: not transitive", a, b, c)
		}
		x, hasX := a.Earliest()
		y, hasY := b.Earliest()
		if hasY && (!hasX || x.Before(y)) && ab >= 0 {
			t.Fatalf("%s starts before %s, but Compare is %d", a, b, ab)
		}
	})
}

// hinted finds what a refusal says to write instead, at its end.
var hinted = regexp.MustCompile(`: ("[^"]+"(?: or "[^"]+")*)$`)

// hints fails the test if a refusal does not begin with the refused text, or says to write something
// that is refused in turn.
func hints(t *testing.T, s string, err error) {
	t.Helper()
	if prefix := fmt.Sprintf("%q: ", strings.TrimSpace(s)); strings.TrimSpace(s) != "" &&
		!strings.HasPrefix(err.Error(), prefix) {
		t.Errorf("refusal of %q does not say so: %v", s, err)
	}
	m := hinted.FindStringSubmatch(err.Error())
	if m == nil {
		return
	}
	for _, hint := range strings.Split(m[1], " or ") {
		if _, err := edtf.Parse(strings.Trim(hint, `"`)); err != nil {
			t.Errorf("hint for %q is refused: %v", s, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range published {
		f.Add(tt.text)
	}
	for _, tt := range further {
		f.Add(tt.text)
	}
	for _, tt := range refused {
		f.Add(tt.text)
	}
	for _, text := range []string{ // what figures say is what people type
		"2001-21~", "201X", "XXXX%", "-000X", "-0XXX", "1985-XX-XX", "-0043-03-15", "-019X", "2024-12-22~/", "../2014-09",
		"2014-12-27/2015-01-02",
		"Sep 2014", "spring 2001", "c. 22 Dec 2024", "2014 (uncertain)", "2010s", "15 Mar 44 BC", "since Dec 2024",
		"27–29 Sep 2014",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := edtf.Parse(s)
		if err != nil {
			hints(t, s, err)
			return
		}
		if d.String() != strings.TrimSpace(s) || d.IsZero() {
			t.Errorf("%q: String %q, IsZero %v", s, d, d.IsZero())
		}
		if again, err := edtf.Parse(d.String()); err != nil || again != d {
			t.Errorf("Parse(%q): got %q, %v", d, again, err)
		}
		first, starts := d.Earliest()
		last, ends := d.Latest()
		if starts && ends && last.Before(first) {
			t.Errorf("%s: from %s to %s", d, first, last)
		}
	})
}
