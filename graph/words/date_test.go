package words

import (
	"slices"
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

var inWords = []struct{ text, want string }{
	{"2014", "2014"},
	{"2014-09", "Sep 2014"},
	{"2014-09-23", "23 Sep 2014"},
	{"2014-05-03", "3 May 2014"},
	{"2001-21", "spring 2001"},
	{"2001-24", "winter 2001"},
	{"Y170000002", "170000002"},

	{"2014~", "c. 2014"},
	{"2024-12-22~", "c. 22 Dec 2024"},
	{"2014?", "2014 (uncertain)"},
	{"2014-09%", "c. Sep 2014 (uncertain)"},
	{"2001-21~", "c. spring 2001"},

	{"201X", "2010s"},
	{"201X~", "c. 2010s"},
	{"200X", "2000–2009 (year unknown)"}, // "2000s" could be the century
	{"20XX", "2000–2099 (year unknown)"},
	{"1XXX", "1000–1999 (year unknown)"},
	{"XXXX", "year unknown"},
	{"XXXX%", "year unknown (approximate, uncertain)"},
	{"2004-XX", "2004 (month unknown)"},
	{"1985-04-XX", "Apr 1985 (day unknown)"},
	{"1985-XX-XX", "1985 (month and day unknown)"},
	{"2004-XX%", "c. 2004 (month unknown, uncertain)"},

	{"0000", "1 BC"},
	{"-0043-03-15", "15 Mar 44 BC"},
	{"0079-08-24", "24 Aug AD 79"},
	{"-019X", "200 BC – 191 BC (year unknown)"},
	{"009X", "AD 90 – AD 99 (year unknown)"},

	{"2024-12/..", "since Dec 2024"},
	{"../2014-09", "up to Sep 2014"},
	{"2024-12-22~/", "from c. 22 Dec 2024"},
	{"/2014-09", "until Sep 2014"},

	{"2014/2016", "2014–2016"},
	{"2014/2014", "2014"},
	{"2023-05/2024-11", "May 2023 – Nov 2024"},
	{"2024-05/2024-11", "May–Nov 2024"},
	{"2014-09-27/2014-09-29", "27–29 Sep 2014"},
	{"2014-09-27/2014-10-02", "27 Sep – 2 Oct 2014"},
	{"2014-12-27/2015-01-02", "27 Dec 2014 – 2 Jan 2015"},
	{"2014-09-23/2014-09-23", "23 Sep 2014"},
	{"2014-09/2014-09-23", "Sep – 23 Sep 2014"},
	{"2014-09-23/2014-10", "23 Sep – Oct 2014"},
	{"2014/2014-09", "2014 – Sep 2014"},
	{"2001-21/2001-23", "spring–autumn 2001"},
	{"2001-24/2002", "winter 2001 – 2002"},
	{"1984?/2004%", "1984 (uncertain) – c. 2004 (uncertain)"},
	{"2014-09-27~/2014-09-29", "c. 27 Sep 2014 – 29 Sep 2014"},
	{"-0500/-0400", "501 BC – 401 BC"},
}

// TestDates says dates in English.
func TestDates(t *testing.T) {
	for _, tt := range inWords {
		d, err := edtf.Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Voice{}).Calendar.Date(d); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := (Voice{}).Calendar.Date(edtf.Date{}); got != "" {
		t.Errorf("the zero date: got %q", got)
	}
}

func TestPublished(t *testing.T) {
	for text, want := range map[string]string{
		"2025-01-24/..": "on or after 24 Jan 2025",
		"2025-01-24/":   "on or after 24 Jan 2025",
		"/2025-01-24":   "on or before 24 Jan 2025",
		"../2025-01":    "on or before Jan 2025",
		"2025-01":       "Jan 2025",
	} {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Voice{}).Documents.Published(&sources.Document{Issued: d}); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestDatesKeepEveryMark holds every language to saying what is approximate, what is uncertain, and every number, and
// to filling every place.
func TestDatesKeepEveryMark(t *testing.T) {
	for _, lang := range Languages() {
		v, err := In(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, tt := range inWords {
			d, err := edtf.Parse(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			said := v.Calendar.Date(d)
			about, _, _ := strings.Cut(v.Say("date.about", "date", "|", "exact", "year"), "|")
			about += strings.SplitN(v.Say("date.about", "date", "|", "exact", "year"), "|", 2)[1]
			if got := strings.Contains(said, strings.TrimSpace(about)) ||
				strings.Contains(said, v.Say("date.note.approximate")); got != d.Approximate() {
				t.Errorf("%s: %s: %q", lang, tt.text, said)
			}
			if got := strings.Contains(said, v.Say("date.note.uncertain")); got != d.Uncertain() {
				t.Errorf("%s: %s: %q", lang, tt.text, said)
			}
			if said != strings.TrimSpace(said) || strings.Contains(said, "  ") || strings.ContainsAny(said, "{}") {
				t.Errorf("%s: %s: %q", lang, tt.text, said)
			}
			if day, ok := d.Earliest(); ok && d.End() == d.Start() &&
				!strings.Contains(said, v.Calendar.Year(day.Year)[:3]) {
				t.Errorf("%s: %s: %q has no year", lang, tt.text, said)
			}
		}
	}
}

// TestExactDatesAreSaidAsAllAre: what is said in a shorter way is the same in every language.
func TestExactDatesAreSaidAsAllAre(t *testing.T) {
	ends := []string{"1999", "2000", "0999", "10000", "Y12345", "-0043", "201X", "1999-03", "1999-12", "2001-22", "1999-24",
		"1999-03-01", "1999-03-31", "2004-12-09", "1999-XX", "1999-12-XX", "1999?", "1999-03~", "1999-03-01%"}
	texts := slices.Clone(ends)
	for _, one := range append(ends, "", "..") {
		for _, other := range append(ends, "", "..") {
			texts = append(texts, one+"/"+other)
		}
	}
	said := 0
	for _, text := range texts {
		d, err := edtf.Parse(text)
		if err != nil {
			continue
		}
		for _, lang := range Languages() {
			v, _ := In(lang)
			got, want := string(v.Calendar.AppendDate([]byte("on "), d)), "on "+v.Calendar.date(d)
			if got != want || v.Calendar.Date(d) != want[len("on "):] {
				t.Errorf("%s: %s is %q, want %q", lang, text, got, want)
			}
			said++
		}
	}
	if said < 500 {
		t.Errorf("only %d dates were said", said)
	}
}

// TestExactDatesTakeNoRoom that the collector would have to clear: large lists have tens of thousands of them.
func TestExactDatesTakeNoRoom(t *testing.T) {
	v, room := English().Calendar, make([]byte, 0, 64)
	for _, text := range []string{"2014", "2014-09", "2014-09-23", "2014-22", "2014-09-23/2016-10", "2014/2016"} {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(20, func() { room = v.AppendDate(room[:0], d) }); n > 0 {
			t.Errorf("%s is said with %v allocations, want none", text, n)
		}
	}
}
