package figure

import (
	"slices"
	"testing"
)

// A line never begins with the colon that a blank ties to the word before it.
func TestLinesBreakAtBreakableBlanksOnly(t *testing.T) {
	if got := breakable("Repose sur\u00a0: un\tdocument"); !slices.Equal(got,
		[]string{"Repose", "sur\u00a0:", "un", "document"}) {
		t.Errorf("got %q", got)
	}
}

// An abbreviation and its number, a day and its month, "c." and its date stand on one line; the end of a sentence ends
// nothing longer, and numbers alone may part.
func TestAnAbbreviationKeepsItsNumber(t *testing.T) {
	for text, want := range map[string][]string{
		"Report, paras. 3–4, 7":        {"Report,", "paras. 3–4,", "7"},
		"see (p. 12) and No.  5 of it": {"see", "(p. 12)", "and", "No. 5", "of", "it"},
		"c. 27 Sep 2014":               {"c. 27 Sep", "2014"},
		"met (c. Sep 2014)":            {"met", "(c. Sep 2014)"},
		"c. 2014, c. spring 2015":      {"c. 2014,", "c. spring 2015"},
		"4 Nov 2019, “reportedly”":     {"4 Nov", "2019,", "“reportedly”"},
		"27–29 Sep 2014":               {"27–29 Sep", "2014"},
		"am 4. Nov. 2019":              {"am", "4. Nov. 2019"},
		"27 Sep – 3 Oct 2014":          {"27 Sep", "–", "3 Oct", "2014"},
		"3 met in 2014":                {"3", "met", "in", "2014"},
		"Abs. 3, S. 4":                 {"Abs. 3,", "S. 4"},
		"the meeting. 3 came":          {"the", "meeting.", "3", "came"},
		"2014. 15 met. No more":        {"2014.", "15", "met.", "No", "more"},
		"a . 5":                        {"a", ".", "5"},
	} {
		if got := breakable(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
