package anchor_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"relgraph/sources/anchor"
)

// normalised has a case for each thing that rule n1 does, and for what it leaves alone.
var normalised = []struct{ name, text, want string }{
	{"plain", "Talks were held.", "Talks were held."},
	{"nothing", "", ""},
	{"only white space", " \t\r\n\u00A0\u2003", ""},
	{"runs of white space", "  Talks\t were\r\n\r\nheld. \n", "Talks were held."},
	{"kinds of space", "a\u00A0b\u202Fc\u2009d\u3000e\u2028f\u0085g", "a b c d e f g"},
	{"soft hyphen", "intel\u00ADligence", "intelligence"},
	{"zero width", "\uFEFFHay\u200B'at\u2060", "Hay'at"},
	{"zero width between letters that compose", "e\u200B\u0301", "é"},
	{"joiners that change the letters", "می\u200Cخواهم क्\u200Dष", "می\u200Cخواهم क्\u200Dष"},
	{"single quotes", "‘a’ ‚b‛ ‹c› 5′", "'a' 'b' 'c' 5'"},
	{"double quotes", "“a” „b‟ «c» 5″", `"a" "b" "c" 5"`},
	{"straight quotes", `'a' "b"`, `'a' "b"`},
	{"dashes", "a\u2010b\u2011c\u2012d–e—f\u2015g\u22125-h", "a-b-c-d-e-f-g-5-h"},
	{"ellipsis", "and so on… …", "and so on... ..."},
	{"composed and not", "Orle\u0301ans Orléans", "Orléans Orléans"},
	{"order of marks", "a\u0323\u0302 a\u0302\u0323", "ậ ậ"},
	{"no folding of letters", "Straße STRASSE ﬁ ½", "Straße STRASSE ﬁ ½"},
	{"bytes that are no text", "a\xFFb\xC3", "a\uFFFDb\uFFFD"},
	{"beyond the first plane", "🙂 𝄞", "🙂 𝄞"},
}

func TestNormalise(t *testing.T) {
	for _, tt := range normalised {
		t.Run(tt.name, func(t *testing.T) {
			got := anchor.Normalise(tt.text)
			if diff := cmp.Diff(tt.want, got.String()); diff != "" {
				t.Errorf("normalised (-want +got):\n%s", diff)
			}
			if want := len([]rune(tt.want)); got.Len() != want {
				t.Errorf("%d code points, want %d", got.Len(), want)
			}
		})
	}
}

// prose draws text with everything in it that the rule knows.
var prose = rapid.StringOf(rapid.OneOf(
	rapid.RuneFrom([]rune("abcde .,'\"-")),
	rapid.RuneFrom([]rune("\t\n\u00A0\u00AD\u200B\u2060\uFEFF‘’“”«»–—…eé\u0301\u0323\u1E9B\u212B中🙂\u200D")),
	rapid.Rune(),
))

func TestNormaliseTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := anchor.Normalise(prose.Draw(t, "text")).String()
		if twice := anchor.Normalise(once).String(); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}

// However a copy is encoded and its lines are broken, its text is the same.
func TestNormaliseOfCopies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := prose.Draw(t, "text")
		want := anchor.Normalise(text).String()
		for name, copy := range map[string]string{
			"decomposed":      norm.NFD.String(text),
			"other line ends": strings.ReplaceAll(text, "\n", "\r\n"),
			"wider":           strings.ReplaceAll(text, " ", " \u00A0\n"),
			"with a mark":     "\uFEFF" + text,
		} {
			if got := anchor.Normalise(copy).String(); got != want {
				t.Fatalf("%s: %q, want %q", name, got, want)
			}
		}
	})
}

// report is made up. Its second and fourth sentences are alike.
const report = `REPORT – “Talks” in Bath

The mayor of Bath met two envoys of the river guild on Monday, an unnamed clerk said.
They spoke for an hour about the old bridge and the new toll.
The guild did not answer a letter.
They spoke for an hour about the old bridge and the new toll.
`

func TestFind(t *testing.T) {
	text := anchor.Normalise(report)
	got, err := text.Find("met two envoys of the\u00A0river guild on Mon\u00ADday, an unnamed clerk said")
	if err != nil {
		t.Fatal(err)
	}
	want := anchor.Anchor{Start: 43, Length: 66, Digest: got.Digest, First: "met two envoys", Last: "unnamed clerk said"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("anchor (-want +got):\n%s", diff)
	}
	if passage := string([]rune(text.String())[got.Start : got.Start+got.Length]); passage != "met two envoys of the river guild on Monday, an unnamed clerk said" {
		t.Errorf("the anchor is of %q", passage)
	}
	if !text.Stands(got) {
		t.Error("the passage does not stand where it was found")
	}
}

// An anchor keeps no more than half of a passage, and never more than four words at an end.
func TestFindKeepsFewWords(t *testing.T) {
	for passage, want := range map[string]string{
		"thirty-five-letters-without-a-blank-and-more":        " … ",
		"three-words with-so-many-letters are-enough-for-it":  " … ",
		"Here-are-four words-and-each has-many-letters in-it": "Here-are-four … in-it",
		"one two three four five six seven eight nine":        "one two … eight nine",
		"a b c d e f g h i j k l m n o p q r s t u":           "a b c d … r s t u",
		"新华社报道双方在当地举行了会谈并就有关问题交换了意见但没有透露会谈的具体内容以及参加会谈的人员名单": " … ",
	} {
		a, err := anchor.Normalise(passage).Find(passage)
		if err != nil {
			t.Fatal(err)
		}
		if got := a.First + " … " + a.Last; got != want {
			t.Errorf("of %q it keeps %q, want %q", passage, got, want)
		}
	}
}

func TestFindRefuses(t *testing.T) {
	text := anchor.Normalise(report)
	for _, tt := range []struct {
		name, quote, want string
		starts            []int
	}{
		{"nothing", "", "a passage of 0 characters is too short to be proved: mark at least 40", nil},
		{"too short", "  The guild did not answer a letter.  ",
			"a passage of 34 characters is too short to be proved: mark at least 40", nil},
		{"not there", "The mayor of Bath met three envoys of the river guild",
			"the words do not stand in the document: copy them from the text itself", nil},
		{"cut at the end", "The mayor of Bath met two envoys of the river guil",
			"the words begin or end within a longer word of the document: mark whole words", nil},
		{"longer than the text", report + report,
			"the words do not stand in the document: copy them from the text itself", nil},
		{"twice", "They spoke for an hour about the old bridge",
			"the words stand 2 times in the document: mark more of the passage", []int{111, 208}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := text.Find(tt.quote)
			var refused *anchor.FindError
			if !errors.As(err, &refused) || err.Error() != tt.want {
				t.Fatalf("error %v, want %s", err, tt.want)
			}
			if diff := cmp.Diff(tt.starts, refused.Starts); diff != "" {
				t.Errorf("starts (-want +got):\n%s", diff)
			}
			for _, start := range refused.Starts {
				if rest := string([]rune(text.String())[start:]); !strings.HasPrefix(rest, tt.quote) {
					t.Errorf("at %d stands %.40q", start, rest)
				}
			}
			if !a.IsZero() {
				t.Errorf("anchor %q beside the error", a)
			}
		})
	}
}

// Places that overlap count too.
func TestFindOverlapping(t *testing.T) {
	_, err := anchor.Normalise(strings.Repeat("é ", 22)).Find(strings.Repeat("é ", 20) + "é")
	var refused *anchor.FindError
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{0, 2}, refused.Starts); diff != "" {
		t.Errorf("starts (-want +got):\n%s", diff)
	}
}

// passages draws a text and an anchor of a passage in it.
var passages = rapid.Custom(func(t *rapid.T) (found struct {
	text   anchor.Text
	anchor anchor.Anchor
}) {
	// The number before each word sees to it that no passage stands twice.
	var words []string
	for i := range rapid.IntRange(20, 60).Draw(t, "words") {
		words = append(words, fmt.Sprintf("#%d:%s", i, strings.ReplaceAll(prose.Draw(t, "word"), "#", "")))
	}
	first := rapid.IntRange(0, len(words)-12).Draw(t, "first word")
	last := rapid.IntRange(first+12, len(words)).Draw(t, "last word")
	found.text = anchor.Normalise(strings.Join(words, " "))
	var err error
	if found.anchor, err = found.text.Find(strings.Join(words[first:last], " ")); err != nil {
		t.Fatal(err)
	}
	return found
})

func TestStringRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := passages.Draw(t, "passage").anchor
		if got, err := anchor.Parse(a.String()); err != nil || got != a {
			t.Fatalf("%q is read as %+v, %v, want %+v", a, got, err, a)
		}
	})
}

// One letter changed in the passage, put in before it or taken out before it, and the anchor stands no more. What
// changes behind the passage is not its business.
func TestStandsUntilALetterChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := passages.Draw(t, "passage")
		if !p.text.Stands(p.anchor) {
			t.Fatal("does not stand where it was found")
		}
		runes := []rune(p.text.String())
		end := p.anchor.Start + p.anchor.Length
		i := rapid.IntRange(0, end-1).Draw(t, "place")
		const other = '\uE000' // for private use: nothing composes with it
		changed := slices.Clone(runes)
		changed[i] = other
		if inPassage := i >= p.anchor.Start; runes[i] != other &&
			anchor.Normalise(string(changed)).Stands(p.anchor) == inPassage {
			t.Fatalf("%q became %q at %d: the anchor %q stands: %v", runes[i], other, i, p.anchor, inPassage)
		}
		more := string(runes[:i]) + string(other) + string(runes[i:])
		if anchor.Normalise(more).Stands(p.anchor) {
			t.Fatalf("stands with a letter more, at %d", i)
		}
		if behind := anchor.Normalise(string(runes) + " more"); !behind.Stands(p.anchor) {
			t.Fatal("does not stand with a word more behind it")
		}
	})
}

// An anchor that cannot be one of the text does not stand in it, whatever its numbers.
func TestStandsOutside(t *testing.T) {
	text := anchor.Normalise(report)
	for _, a := range []anchor.Anchor{{}, {Start: -1, Length: 40}, {Start: 0, Length: -1}, {Start: 5, Length: -3},
		{Start: text.Len(), Length: 1},
		{Start: 0, Length: text.Len() + 1}, {Start: math.MaxInt/2 + 1, Length: math.MaxInt/2 + 1}} {
		if text.Stands(a) {
			t.Errorf("%+v stands", a)
		}
	}
}

const digest = "sha256:5ef1713ded30218ebd7df87f8896a84631c038ff5fc37a26bb1eb3c3bc32414a"

func TestParse(t *testing.T) {
	for text, want := range map[string]anchor.Anchor{
		"":    {},
		" \n": {},
		"n1 509+149 " + digest + " Officers from the agency … as senior diplomats": {Start: 509, Length: 149,
			First: "Officers from the agency", Last: "as senior diplomats"},
		" n1 0+40 " + digest + " ":                                 {Length: 40},
		"n1 0+40 sha256:" + strings.ToUpper(digest[7:]) + " a … b": {Length: 40, First: "a", Last: "b"},
	} {
		got, err := anchor.Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		want.Digest = got.Digest
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if !got.IsZero() && !strings.Contains(got.String(), digest) {
			t.Errorf("%q has another digest: %q", text, got)
		}
	}
}

// refused are cells that hold no anchor.
var refused = []struct{ text, want string }{
	{"n2 0+40 " + digest, `"n2" is no known rule`},
	{"para. 4", `"para." is no known rule`},
	{"n1", `"" is no place`},
	{"n1 509 " + digest + " a … b", `"509" is no place`},
	{"n1 509+ " + digest + " a … b", `"509+" is no place`},
	{"n1 -1+40 " + digest + " a … b", `"-1+40" is no place`},
	{"n1 0+99999999999999999999 " + digest + " a … b", `"0+99999999999999999999" is no place`},
	{"n1 0+39 " + digest + " a … b", `the passage has 39 characters, fewer than 40,`},
	{"n1 0+-40 " + digest + " a … b", `the passage has -40 characters, fewer than 40,`},
	{"n1 0+40", `"" is no digest`},
	{"n1 0+40 md5:5ef1", `"md5:5ef1" is no digest`},
	{"n1 0+40 sha256:5ef1 a … b", `"sha256:5ef1" is no digest`},
	{"n1 0+40 " + digest[:len(digest)-1] + "g a … b", `"` + digest[:len(digest)-1] + `g" is no digest`},
	{"n1 0+40 " + digest + " a b", `first and last words are missing`},
	{"n1 0+40 " + digest + " a …", `first and last words are missing`},
	{"n1 0+40 " + digest + " the first and the last … of it", `5 words stand at one end, more than 4,`},
	{"n1 0+40 " + digest + " a … the whole of a sentence", `5 words stand at one end, more than 4,`},
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range refused {
		a, err := anchor.Parse(tt.text)
		want := fmt.Sprintf("%s in the anchor %q: want \"n1 START+LENGTH sha256:DIGEST first words … last words\"", tt.want,
			tt.text)
		if err == nil {
			t.Errorf("%q is read as %+v", tt.text, a)
		} else if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Errorf("error (-want +got):\n%s", diff)
		}
		if !a.IsZero() {
			t.Errorf("%q: anchor %q beside the error", tt.text, a)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tt := range refused {
		f.Add(tt.text)
	}
	f.Add("n1 509+149 " + digest + " Officers from the agency … as senior diplomats")
	f.Add("n1 0+40 " + digest)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := anchor.Parse(text)
		if err != nil {
			return
		}
		if again, err := anchor.Parse(a.String()); err != nil || again != a {
			t.Errorf("%q is written %q and read as %+v, %v", text, a, again, err)
		}
		if anchor.Normalise(text).Stands(a) {
			t.Errorf("%q stands in itself", text)
		}
	})
}

// A few words are proved with their neighbours, whole words from both sides, and no further than asked.
func TestWiden(t *testing.T) {
	text := anchor.Normalise("At noon he left. The union declined to comment. Nobody else was asked about it.")
	start := text.Index("The union declined to comment.")[0]
	for _, tt := range []struct {
		from, to int
		want     string
		ok       bool
	}{
		{0, text.Len(), "left. The union declined to comment. Nobody", true},
		{start, text.Len(), "The union declined to comment. Nobody else", true},
		{0, start + 30, "noon he left. The union declined to comment.", true},
		{start, start + 30, "The union declined to comment.", false},
	} {
		at, length, ok := text.Widen(start, 30, tt.from, tt.to)
		if got := text.Slice(at, length); got != tt.want || ok != tt.ok || ok && !text.Whole(at, length) {
			t.Errorf("within %d to %d: %q, %t; want %q, %t", tt.from, tt.to, got, ok, tt.want, tt.ok)
		}
	}
}
