package intake

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/check"
	"relgraph/sources/intake/pattern"
)

// A meaning is what became of a cell. Exactly one of the three is the case: text is fine as it stands, is a guess, or
// is blank because nothing can be made of the cell, and want says what would be right.
type meaning struct {
	text  string
	guess bool
	want  string
	cause any    // what a person can settle about it
	clock string // of a date, the time of day that the cell tells beside it
}

func fine(text string) meaning                   { return meaning{text: text} }
func guessed(text string) meaning                { return meaning{text: text, guess: true} }
func unclear(format string, args ...any) meaning { return meaning{want: fmt.Sprintf(format, args...)} }
func either(text string, ok bool, m meaning) meaning {
	return map[bool]meaning{true: fine(text), false: m}[ok]
}

// understanding says how the cells of columns with words of their own are understood. Stance, modality, channel and
// what ties claims to each other are not among them: a wrong guess, or none, would turn a denial into a contact.
var understanding = sync.OnceValue(func() map[string]map[string]func(string) meaning {
	by := map[string]map[string]func(string) meaning{
		"actors":    {"kind": actorKind, "country": country, "wikidata": wikidata},
		"documents": {"reliability": reliability, "sha256": digest, "language": languageTag, "type": fine},
		"claims":    {"direction": direction},
	}
	for _, c := range sources.Columns() {
		if means := holding[c.Holds]; means != nil && !c.List && by[c.Table] != nil {
			by[c.Table][c.Name] = means
		}
	}
	return by
})

// holding says how cells are understood by what their columns hold.
var holding = map[sources.Holds]func(string) meaning{
	sources.HoldsDate: date, sources.HoldsURL: address, sources.HoldsAnchor: mark,
}

// datesIn are the columns that hold dates.
var datesIn = sync.OnceValue(func() map[string]bool {
	dates := map[string]bool{}
	for _, c := range sources.Columns() {
		if c.Holds == sources.HoldsDate {
			dates[c.Name] = true
		}
	}
	return dates
})

// understand brings the cells of an entry into the dossier's words. What cannot be understood is kept in a column of
// its own.
func (d settler) understand(t *draftTable, e *entry) {
	if t.name == "claims" && e.text("direction") == "" && !e.ours &&
		slices.Contains([]string{"directed", "undirected", "arc"}, strings.ToLower(e.text("kind"))) {
		e.put("direction", e.get("kind")) // as tables of Gephi and networks of netsJSON have it
		e.drop("kind")
	}
	words := understanding()[t.name]
	for _, column := range t.known {
		means := words[column]
		if means == nil {
			continue
		}
		text := e.text(column)
		if text == "" {
			continue
		}
		at := e.place(column)
		m := means(text)
		if datesIn()[column] {
			m = d.meansDate(text, d.opts.Dates, false)
			if year := unlikelyYear(m.text); year != "" && !e.ours {
				v := d.account.add(column, text, at)
				v.As = "date of the Gregorian calendar"
				v.Want = fmt.Sprintf("want it in that calendar; "+otherCalendars, year)
			}
		}
		switch {
		case m.want != "":
			t.keep(e, column)
			d.account.keep(column, text, at, m.want).cause = m.cause
		case m.guess:
			d.account.takeAt(column, text, m.text, at)
			e.set(column, m.text)
		default:
			e.set(column, m.text)
		}
	}
	switch t.name {
	case "documents":
		if e.text("title") == "" && e.text("url") == "" {
			title := cmp.Or(e.text("url_as_found"), e.text("id"))
			d.warnf(e.at, "want its title in place of that",
				"the document %q has neither title nor usable address: called %q", e.text("id"), "["+title+"]")
			e.set("title", "["+title+"]")
		}
	case "claims":
		d.shorten(e)
	}
}

// maxLabel is how many words a label may have.
const maxLabel = 4

// shorten takes a label that is a sentence for the summary that is missing.
func (d settler) shorten(e *entry) {
	if label := e.text("label"); !e.ours && len(strings.Fields(label)) > maxLabel && e.text("summary") == "" {
		d.notef(e.place("label"), "", "a label of more than %d words read as summary", maxLabel)
		e.put("summary", e.get("label"))
		e.drop("label")
	}
}

// direction leaves words that it does not know to the dossier's check.
func direction(text string) meaning {
	switch strings.ToLower(text) {
	case "undirected", "both", "two-way", "bidirectional", "none", "edge", sources.NotTold.String():
		return fine("") // the last is what relgraph writes
	case sources.OneSided.String(), "arc":
		return fine(sources.OneSided.String())
	case "one-way", "outgoing", "true":
		return guessed(sources.OneSided.String())
	}
	return fine(text)
}

func understoodKind(text string) bool { return text != "" && sources.IsKindWord(text) }

// otherActorWords are what people call the kinds of actors besides, each with its kind.
var otherActorWords = sync.OnceValue(func() map[string]string {
	kinds := map[string]string{}
	for cell := range wordFile("actorkinds") {
		for word := range strings.SplitSeq(cell("words"), "|") {
			kinds[word] = cell("kind")
		}
	}
	return kinds
})

func actorKind(text string) meaning {
	if k, err := sources.ParseActorKind(text); err == nil {
		return fine(k.String())
	}
	if kind := otherActorWords()[plainText(strings.ReplaceAll(text, "_", " "))]; kind != "" {
		return guessed(kind)
	}
	return unclear("want one of %s, or nothing", strings.Join(sources.ActorKinds(), ", "))
}

// date is what a date says by itself, whatever the order of figures elsewhere.
func date(text string) meaning { return (&dateReader{}).meansDate(text, "", false) }

// span is the time from start to end as one date. A start alone says nothing of the end, which is not told then.
func span(start, end string) string {
	s, e := date(start), date(end)
	switch {
	case start == "" && end == "":
		return ""
	case start != "" && s.want != "" || end != "" && e.want != "":
		return start + "/" + end // which is no date, so that a person is told
	case start == "":
		return "/" + e.text
	case end == "":
		return s.text + "/"
	case s.text == e.text:
		return s.text
	}
	return s.text + "/" + e.text
}

var (
	qID       = pattern.Of(`(?:^|/)(Q[1-9][0-9]*)$`)
	hexDigest = pattern.Of(`^[0-9a-f]{64}$`)
)

func country(text string) meaning {
	code := strings.ToUpper(text)
	if code == "UK" {
		return guessed("GB")
	}
	if named := countryNames()[plainText(text)]; named != "" {
		return guessed(named)
	}
	return either(code, check.Country(code) == nil, unclear(`want two letters of ISO 3166-1, such as "GB"`))
}

// countryNames are the codes of countries by their plain names in the languages that heads are known in.
var countryNames = sync.OnceValue(func() map[string]string {
	codes := map[string]string{"usa": "US", "united states of america": "US", "great britain": "GB", "russland": "RU",
		"russia": "RU"}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			// which was, and has its successor's name
			if err != nil || check.Country(code) != nil || region.Canonicalize() != region {
				continue
			}
			for _, tag := range []language.Tag{language.English, language.German, language.French, language.Spanish,
				language.Portuguese, language.Italian, language.Russian, language.Arabic} {
				if name := plainText(display.Regions(tag).Name(region)); name != "" && codes[name] == "" {
					codes[name] = code
				}
			}
		}
	}
	return codes
})

func wikidata(text string) meaning {
	m := qID.FindStringSubmatch(text)
	if m == nil {
		return unclear(`want a Q-id, such as "Q145"`)
	}
	return fine(m[1])
}

func reliability(text string) meaning {
	grade := strings.ToUpper(text)
	return either(grade, len(grade) == 1 && strings.Contains("ABCDEF", grade), unclear("want A, B, C, D, E or F"))
}

// languageTag takes ISO 639's three letters for the tag that is in use.
func languageTag(text string) meaning {
	if len(text) != 3 {
		return fine(text)
	}
	tag, err := language.Parse(text)
	if err != nil || tag.String() == text {
		return fine(text)
	}
	return guessed(tag.String())
}

func digest(text string) meaning {
	hex := strings.ToLower(text)
	return either(hex, hexDigest.MatchString(hex), unclear("want 64 hexadecimal digits"))
}

func address(text string) meaning {
	if strings.HasPrefix(strings.ToLower(text), "www.") {
		text = "https://" + text
		if m := address(text); m.want == "" {
			return guessed(text)
		}
	}
	u, err := url.Parse(text)
	ok := err == nil && !strings.ContainsFunc(text, unicode.IsSpace) && (u.Scheme == "http" || u.Scheme == "https") &&
		u.Host != ""
	return either(text, ok, unclear(`want an address such as "https://example.org/page"`))
}

func mark(text string) meaning {
	a, err := anchor.Parse(text)
	if err != nil {
		return unclear("want it made anew with relgraph anchor")
	}
	return fine(a.String())
}
