// Package words is the one voice in which relgraph speaks to readers: how a contact, a claim, a document, a chain of
// speakers, a change, a count or a date is put into words. Figures, Markdown, the correction note, "relgraph explain"
// and the rest ask it, so that one thing reads alike everywhere.
//
// A [Voice] speaks one language; the zero Voice speaks English. What it says stands in a catalogue, one file a
// language, as whole sentences with named places, since half a sentence cannot be translated. Say fills one; the
// parts of a Voice, such as its Contacts and its Calendar, say the things of a dossier. Words of the dossier itself,
// such as names, labels and hedges, stay as they are.
//
// Messages of the command, which are for whoever types it, are English and stand where they arise.
package words

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"relgraph/sources"
)

// A Voice speaks the language of a catalogue: itself in texts, numbers and lists, its parts of the things of a dossier.
// Voices are compared by ==. The zero Voice is that of nobody in particular: it speaks English, and gives way where
// somebody has chosen a language. Making one reads nothing: its catalogue is read when it first speaks.
type Voice struct {
	speech

	Calendar   CalendarWords
	Actors     ActorWords
	Documents  DocumentWords
	Claims     ClaimWords
	Contacts   ContactWords
	Evidence   EvidenceWords
	Changes    ChangeWords
	Selections SelectionWords
	Notes      NoteWords
	Lists      ListWords
}

// The parts of a [Voice], by what each puts into words. A part speaks the language of its Voice, English when it is
// zero, and can be handed on by itself.
type (
	CalendarWords  struct{ speech } // days, dates and spans of them
	ActorWords     struct{ speech } // actors, and speakers in the order in which they told it
	DocumentWords  struct{ speech } // documents, and what they rest on
	ClaimWords     struct{ speech } // what one row says
	ContactWords   struct{ speech } // who was in contact, how and when
	EvidenceWords  struct{ speech } // how well a contact is evidenced, and by whom
	ChangeWords    struct{ speech } // what is not as it was in another edition
	SelectionWords struct{ speech } // which contacts were chosen, and what was left out
	NoteWords      struct{ speech } // what stands above and below a figure
	ListWords      struct{ speech } // heads, labels and arrows of lists, and the links of paths
)

// speech fills the texts of one language's catalogue. Each part of a Voice has it, so that a part asks another one by
// conversion.
type speech struct{ lang string }

func voice(lang string) Voice {
	s := speech{lang}
	return Voice{s, CalendarWords{s}, ActorWords{s}, DocumentWords{s}, ClaimWords{s}, ContactWords{s}, EvidenceWords{s},
		ChangeWords{s}, SelectionWords{s}, NoteWords{s}, ListWords{s}}
}

// In returns the voice for a language such as "de" or "de-CH". The error lists the languages there are.
func In(lang string) (Voice, error) {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	if !slices.Contains(Languages(), base) {
		return Voice{}, fmt.Errorf("there are no words for the language %q: want %s", lang, strings.Join(Languages(), ", "))
	}
	return voice(base), nil
}

// Of is the voice in which a dossier asks to speak, the zero Voice if it asks for none that there is.
func Of(d *sources.Dossier) Voice {
	v, _ := In(cmp.Or(d.Lang, "-"))
	return v
}

const english = "en"

// English is the zero Voice by its name.
func English() Voice { return Voice{} }

// Languages lists what a Voice can speak, as BCP 47 has it, English first.
func Languages() []string { return []string{english, "de", "fr", "es", "ar"} }

// Lang is the language as BCP 47 has it, for a lang attribute.
func (v speech) Lang() string {
	if v.lang == "" {
		return english
	}
	return v.lang
}

// RightToLeft tells whether a page in this language runs from the right.
func (v speech) RightToLeft() bool { return v.lang == "ar" }

// Say fills the text that the catalogue has under a key: names and values of its places follow by turns.
//
//	v.Say("figure.title-of", "lines", "contacts", "dossier", "towns") // Reported contacts: towns
//
// A key that the language lacks is said in English; one that no catalogue has is said as it is, to be seen: a test
// holds that every key which is used is there.
func (v speech) Say(key string, given ...any) string {
	p, c := patternOf(v, key)
	switch {
	case p == nil:
		return key
	case len(p) == 1 && p[0].name == "":
		return p[0].text
	}
	var places [8]filling
	room := rooms.Get().(*[]byte)
	*room = p.write((*room)[:0], c.tag, fillings(places[:0], given))
	text := string(*room)
	rooms.Put(room)
	return text
}

// rooms are for texts while they are filled.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// appendSaid appends what v says, without making texts of what it is filled with.
func appendSaid(v speech, text []byte, key string, given ...filling) []byte {
	p, c := patternOf(v, key)
	if p == nil {
		return append(text, key...)
	}
	return p.write(text, c.tag, given)
}

// said is the text that v has under a prefix and a word, if it has no places; false if there is none.
func said(v speech, prefix, word string) (string, bool) {
	p := catalogueOf(v.Lang()).patterns[prefix+word]
	if p == nil {
		p = catalogueOf(english).patterns[prefix+word]
	}
	if len(p) != 1 || p[0].name != "" {
		return "", false
	}
	return p[0].text, true
}

// patternOf is that of a key and the catalogue that it is from; nil if none has it.
func patternOf(v speech, key string) (pattern, *catalogue) {
	c := catalogueOf(v.Lang())
	if p, ok := c.patterns[key]; ok {
		return p, c
	}
	c = catalogueOf(english)
	return c.patterns[key], c
}

// Pattern is the text that Say fills, as the catalogue has it, for a program elsewhere that fills it itself: places in
// braces, by the rules of ICU's MessageFormat. It is "" for a key that no catalogue has.
func (v speech) Pattern(key string) string {
	if text, ok := catalogueOf(v.Lang()).written[key]; ok {
		return text
	}
	return catalogueOf(english).written[key]
}

// A catalogue is the texts of a language.
type catalogue struct {
	tag      language.Tag
	patterns map[string]pattern
	written  map[string]string // the texts of patterns
	english  []string          // keys that are left to English
}

//go:embed catalog/*.properties
var files embed.FS

// catalogues are read on first use, each once.
var catalogues = func() map[string]func() *catalogue {
	all := map[string]func() *catalogue{}
	for _, lang := range Languages() {
		all[lang] = sync.OnceValue(func() *catalogue {
			c, err := readCatalogue(lang)
			if err != nil {
				panic(err) // the files are built in, and a test reads them all
			}
			return c
		})
	}
	return all
}()

func catalogueOf(lang string) *catalogue { return catalogues[lang]() }

func readCatalogue(lang string) (*catalogue, error) {
	file := "catalog/" + lang + ".properties"
	text, err := files.ReadFile(file)
	if err != nil {
		return &catalogue{tag: language.Make(lang)}, nil
	}
	return parseCatalogue(file, lang, string(text))
}

// leftToEnglish stands in a catalogue in place of a text that is not translated yet.
const leftToEnglish = "<en>"

// parseCatalogue reads lines of "key = text", the form of Java's .properties in UTF-8, which translators' programs
// know. A line that begins with # is a remark, and one that ends in \ goes on in the next.
func parseCatalogue(file, lang, text string) (*catalogue, error) {
	c := &catalogue{tag: language.Make(lang), patterns: map[string]pattern{}, written: map[string]string{}}
	parts := strings.Split(text, "\\\n") // each goes on in the next
	for i := range parts {
		parts[i] = strings.Trim(parts[i], " \t\r\n")
	}
	for line := range strings.Lines(strings.Join(parts, " ")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, said, ok := strings.Cut(line, "=")
		key, said = strings.TrimSpace(key), strings.TrimSpace(said)
		if !ok || key == "" {
			return nil, fmt.Errorf("%s: %q: want key = text", file, line)
		}
		if _, twice := c.patterns[key]; twice || slices.Contains(c.english, key) {
			return nil, fmt.Errorf("%s: the key %q stands there twice", file, key)
		}
		if said == leftToEnglish {
			c.english = append(c.english, key)
			continue
		}
		p, err := parsePattern(said)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, key, err)
		}
		c.patterns[key], c.written[key] = p, said
	}
	return c, nil
}
