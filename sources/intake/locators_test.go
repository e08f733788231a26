package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlaceIn(t *testing.T) {
	for _, tt := range []struct{ words, title, place string }{
		{"Example Report, p. 12", "Example Report", "p. 12"},
		{"Example Report (pp. 4–5)", "Example Report", "pp. 4–5"},
		{"Example Report p.iv", "Example Report", "p.iv"},
		{"Example Report, ch. 2, p. 14", "Example Report", "ch. 2, p. 14"},
		{"Example Report, paras. 3, 7 and 9", "Example Report", "paras. 3, 7 and 9"},
		{"Example Report at p. 4", "Example Report", "p. 4"},
		{"Doc 14 ¶ 5", "Doc 14", "¶ 5"},
		{"Ex. 12, p. 3", "Ex. 12", "p. 3"},
		{"Beispielbericht, S. 4 ff.", "Beispielbericht", "S. 4 ff."},
		{"Beispielbericht, Kap. 3, Rn. 17", "Beispielbericht", "Kap. 3, Rn. 17"},
		{"Rapport, p. 4 et suiv.", "Rapport", "p. 4 et suiv."},
		{"Informe, págs. 4 y 5", "Informe", "págs. 4 y 5"},
		{"Rapporto, pag. 4", "Rapporto", "pag. 4"},
		{"Доклад, с. 4", "Доклад", "с. 4"},
		{"تقرير، ص 4", "تقرير", "ص 4"},
		{"p. 4", "", "p. 4"},
		// names and titles that end in a number
		{"Example Report, p. 4, 2021", "Example Report, p. 4, 2021", ""},
		{"Letter to Article 19", "Letter to Article 19", ""},
		{"Talks of the P5", "Talks of the P5", ""},
		{"Timetable of the S 4", "Timetable of the S 4", ""},
		{"Example News, No. 12", "Example News, No. 12", ""},
		{"Annual report 2021", "Annual report 2021", ""},
		{"Unit 8200", "Unit 8200", ""},
		{"", "", ""},
	} {
		if title, place := placeIn(tt.words); title != tt.title || place != tt.place {
			t.Errorf("%q is %q at %q, want %q at %q", tt.words, title, place, tt.title, tt.place)
		}
	}
}

// Each address has the place that stands beside it, whichever of the two comes first.
func TestPlacesOfCitations(t *testing.T) {
	const a, b = "https://example.org/a", "https://example.org/b"
	for text, want := range map[string][]citation{
		a + ", p. 4":                       {{url: a, place: "p. 4"}},
		a + ", S. 4; " + b + ", S. 9":      {{url: a, place: "S. 4"}, {url: b, place: "S. 9"}},
		a + " (p. 4) Courier " + b:         {{url: a, place: "p. 4"}, {url: b, words: "Courier"}},
		"p. 4: " + a + ", p. 9: " + b:      {{url: a, place: "p. 4"}, {url: b, place: "p. 9"}},
		"Courier, p. 4, " + a:              {{url: a, words: "Courier", place: "p. 4"}},
		"Courier " + a + ", p. 4":          {{url: a, words: "Courier", place: "p. 4"}},
		"Courier, p. 4 | Ledger, ch. 3":    {{words: "Courier", place: "p. 4"}, {words: "Ledger", place: "ch. 3"}},
		"Courier, p. 4; Ledger, p. 9":      {{words: "Courier, p. 4; Ledger, p. 9"}},
		"Mirror " + a:                      {{url: a, words: "Mirror"}},
		"p. 4":                             {{words: "p. 4"}},
		"[Courier, p. 4](" + a + ")":       {{url: a, words: "Courier", place: "p. 4"}},
		a + " and p. 9 is missing in " + b: {{url: a}, {url: b, words: "and p. 9 is missing in"}},
	} {
		if diff := cmp.Diff(want, citationsIn(text), cmp.AllowUnexported(citation{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// A place is left out of two only where the other one says it whole: page 1 is not page 12.
func TestJoinPlaces(t *testing.T) {
	for _, tt := range [][3]string{{"p. 1", "p. 12", "p. 1, p. 12"}, {"p. 12", "p. 1", "p. 12, p. 1"}, {"p. 3", "ch. 2, p. 3", "ch. 2, p. 3"},
		{"ch. 2, p. 3", "p. 3", "ch. 2, p. 3"}, {"p. 4", "p. 4", "p. 4"}, {"", "p. 4", "p. 4"}, {"p. 4", "", "p. 4"},
		{"para 3", "p. 41", "para 3, p. 41"}} {
		if got := joinPlaces(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q and %q are %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}
