package check_test

import (
	"strings"
	"testing"

	"relgraph/sources/check"
)

func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name string
		rule check.Rule
		text string
		want string // "" for nothing; a warning begins so
	}{
		{"plain", check.URL, "https://example.org/a?b=c&d[]=e#f", ""},
		{"letters of any script", check.URL, "https://ar.wikipedia.org/wiki/دمشق", ""},
		{"percent", check.URL, "https://example.org/100%25", ""},
		{"port", check.URL, "http://example.org:8080/", ""},
		{"a script", check.URL, `https://e.org/?q=""><script>window.p=1</script>`,
			`the sign '"' cannot stand in the URL "https://e.org/?q=\"\"><script>window.p=1</script>": want it percent-encoded: "https://e.org/?q=%22%22%3E%3Cscript%3Ewindow.p=1%3C/script%3E"`},
		{"a bar", check.URL, "https://e.org/a|b",
			`the sign '|' cannot stand in the URL "https://e.org/a|b": want it percent-encoded: "https://e.org/a%7Cb"`},
		{"a half percent", check.URL, "https://e.org/?q=5%",
			`a % stands without two hexadecimal digits in the URL "https://e.org/?q=5%": want %25 for the sign itself`},
		{"a blank", check.URL, "https://e.org/a b",
			`the URL "https://e.org/a b" is malformed: want an address such as "https://example.org/page"`},
		{"a word", check.URL, "javascript:alert(1)",
			`the URL "javascript:alert(1)" is no address of the web: want it to begin with http:// or https://`},
		{"no host", check.URL, "https://:80/",
			`the URL "https://:80/" is malformed: want an address such as "https://example.org/page"`},

		{"country", check.Country, "GB", ""},
		{"a country that was", check.Country, "SU", ""},
		{"Kosovo", check.Country, "XK", ""},
		{"reserved", check.Country, "UN", `unknown country "UN": want two letters of ISO 3166-1, such as "GB"`},
		{"nobody", check.Country, "ZZ", `unknown country "ZZ": want two letters of ISO 3166-1, such as "GB"`},
		{"a number", check.Country, "826", `unknown country "826": want two letters of ISO 3166-1, such as "GB"`},
		{"a habit", check.Country, "UK", `unknown country "UK": did you mean "GB"?`},

		{"Arabic name", check.Name, "هيئة تحرير الشام", ""},
		{"a sign", check.Name, "№ 7", ""},
		{"nothing to see", check.Name, "\u200b", `nobody can see the name "\u200b": want letters`},
		{"a filler", check.Name, "\u3164", `nobody can see the name "\u3164": want letters`},
		{"a book", check.Name, strings.Repeat("a", 501), "the name has 501 characters: want at most 500"},

		{"accents", check.Visible, "Ásgeir Çelik", ""},
		{"Persian with its joiner", check.Visible, "می\u200cخواهم", ""},
		{"Hebrew with a mark of direction", check.Visible, "שלום\u200f (1)", ""},
		{"an emoji of several", check.Visible, "👩\u200d⚕", ""},
		{"turned around", check.Visible, "\u202egnp.exe",
			"warning: the text has the invisible sign U+202E, which turns what follows around: want it taken out"},
		{"zero width", check.Visible, "Ha\u200bmas", "warning: the text has the invisible sign U+200B: want it taken out"},
		{"soft hyphen", check.Visible, "Minis\u00adtry",
			"warning: the text has the invisible sign U+00AD: want it taken out"},
		{"a joiner among Latin letters", check.Visible, "Jo\u200dnes",
			"warning: the text has the invisible sign U+200D: want it taken out"},
		{"a mark of direction for nothing", check.Visible, "Jones\u200e",
			"warning: the text has the invisible sign U+200E: want it taken out"},

		{"a line separator", check.Visible, "Ann\u2028Example",
			"warning: the text has the invisible sign U+2028: want it taken out"},
		{"letters as tags", check.Visible, "Ann\U000e0041",
			"warning: the text has the invisible sign U+E0041: want it taken out"},
		{"the flag of Wales", check.Visible, "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", ""},
		{"a look for a Latin letter", check.Visible, "Ann\ufe0f",
			"warning: the text has the invisible sign U+FE0F: want it taken out"},
		{"a look for an emoji", check.Visible, "☎\ufe0f", ""},
		{"a look for a Chinese letter", check.Visible, "葛\U000E0100", ""},

		{"Cyrillic", check.OneScript, "Владимир Vladimir", ""},
		{"micro", check.OneScript, "5 µg", ""},
		{"Cyrillic in Latin", check.OneScript, "M\u0430rk Twain",
			`warning: the Cyrillic letter 'а' (U+0430) stands in the Latin word "Mаrk": want it typed anew, since it only looks like one of that script`},
		{"Greek in Latin", check.OneScript, "\u039fscar",
			`warning: the Latin letter 's' (U+0073) stands in the Greek word "Οscar": want it typed anew, since it only looks like one of that script`},
		{"Cherokee in Latin", check.OneScript, "\u13aann",
			`warning: the Latin letter 'n' (U+006E) stands in the Cherokee word "Ꭺnn": want it typed anew, since it only looks like one of that script`},
		{"Armenian in Latin", check.OneScript, "\u0585liver",
			`warning: the Latin letter 'l' (U+006C) stands in the Armenian word "օliver": want it typed anew, since it only looks like one of that script`},

		{"full width", check.PlainLetters, "\uff21nn",
			`warning: the text has the letter 'Ａ' (U+FF21), which is another form of "A": want "A", as people look for it`},
		{"full width in Japanese", check.PlainLetters, "ＮＨＫ放送", ""},
		{"a letter of formulas", check.PlainLetters, "\U0001d400nn",
			`warning: the text has the letter '𝐀' (U+1D400), which is another form of "A": want "A", as people look for it`},
		{"two letters in one, of a copied PDF", check.PlainLetters, "Gri\ufb03th",
			`warning: the text has the letter 'ﬃ' (U+FB03), which is another form of "ffi": want "ffi", as people look for it`},
		{"kelvin", check.PlainLetters, "\u212amart",
			"warning: the text has the letter '\u212a' (U+212A), which is another form of \"K\": want \"K\", as people look for it"},
		{"letters of their own", check.PlainLetters, "Mª Ĳsbrand Åsa Łódź Владимир", ""},

		{"many marks", check.Visible, "Z\u0301\u0302\u0303\u0304\u0305oe",
			"warning: more than 4 marks stand on one letter of the text, such as U+0305: want them taken out, since they cover what stands above and below"},
		{"marks that spell", check.Visible, "Nguye\u0302\u0303n a\u0301e\u0301i\u0301o\u0301u\u0301", ""},

		{"label", check.Label, "met in Geneva twice", ""},
		{"long label", check.Label, "met in Geneva twice then",
			"warning: the label has 5 words: want 4 at most, since it stands beside a line"},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			got := ""
			if f := tt.rule(tt.text); f != nil {
				got = f.Problem + ": " + f.Want
				if f.Warning {
					got = "warning: " + got
				}
			}
			if got != tt.want {
				t.Errorf("%+q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}
