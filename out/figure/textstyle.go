package figure

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
)

// A ruler sets and measures text, each line once, and breaks each text once for a width: what is tried in several ways,
// or has its height worked out before it is drawn, asks again. Breaking text measures many lines that are never set.
type ruler struct {
	family *typeface.Family
	lines  map[line][]typeface.Run
	widths map[line]float64 // in ems
	broken map[breaking][]string
	digits int // that a source's number may have
}

// A breaking is what is broken, and how.
type breaking struct {
	line
	even        bool // into lines of about one length
	size, width float64
}

type line struct {
	text string
	bold bool
}

func (l line) weight() typeface.Weight {
	if l.bold {
		return typeface.Bold
	}
	return typeface.Regular
}

func (r *ruler) set(l line) []typeface.Run {
	runs, ok := r.lines[l]
	if !ok {
		runs = r.family.Set(l.text, l.weight())
		r.lines[l] = runs
	}
	return runs
}

func (r *ruler) measure(l line) float64 {
	width, ok := r.widths[l]
	if !ok {
		width = r.family.Width(l.text, l.weight())
		r.widths[l] = width
	}
	return width
}

// A textStyle is a way of setting text.
type textStyle struct {
	*ruler
	size float64 // in points
	bold bool
}

// textStyles are those that a figure is set in.
type textStyles struct {
	title, subtitle, side, name, role, label, detail, number, heading, note, tick, year textStyle

	unit float64 // what a length made for the report theme is multiplied by beside its text
}

// reportName is the size of names for which the measures of boxes and labels are made.
const reportName = 9.0

func newRuler(family *typeface.Family) *ruler {
	return &ruler{family, map[line][]typeface.Run{}, map[line]float64{}, map[breaking][]string{}, 1}
}

func textStylesOf(t *style.Theme, r *ruler) textStyles {
	s := t.Text
	return textStyles{
		title: textStyle{r, s.Title, true}, subtitle: textStyle{r, s.Subtitle, false},
		side: textStyle{r, s.Side, true}, name: textStyle{r, s.Name, true}, role: textStyle{r, s.Role, false},
		label: textStyle{r, s.Label, true}, detail: textStyle{r, s.Detail, false}, number: textStyle{r, s.Number, false},
		heading: textStyle{r, s.Heading, true}, note: textStyle{r, s.Note, false},
		tick: textStyle{r, s.Detail * 6.5 / 7.2, false}, year: textStyle{r, s.Detail, true},
		unit: s.Name / reportName,
	}
}

// width is the length of text on one line, in points.
func (h textStyle) width(text string) float64 {
	return float64(h.measure(line{text, h.bold}) * h.size)
}

// lead is the distance of base lines.
func (h textStyle) lead() float64 { return float64(h.size * 1.22) }

// wrap breaks text into lines of at most width points. A word that is longer is broken where it is full.
func (h textStyle) wrap(text string, width float64) []string {
	return h.brokenBy(breaking{line: line{text, h.bold}, size: h.size, width: width}, func() []string {
		lines, _ := h.wrapWords(text, h.words(text), width)
		return lines
	})
}

// brokenBy is how a text was broken before, or how work breaks it.
func (h textStyle) brokenBy(b breaking, work func() []string) []string {
	lines, known := h.broken[b]
	if !known {
		lines = slices.Clip(work())
		h.broken[b] = lines
	}
	return lines
}

// A word is what is not parted where there is room for it, and how long it is, in points: without end if it is longer
// than what is measured at once.
type word struct {
	text  string
	width float64
}

// words splits text where a line may end.
func (h textStyle) words(text string) []word {
	return measured(h, breakable(strings.ToValidUTF8(text, "\uFFFD")))
}

func measured(h textStyle, texts []string) []word {
	words := make([]word, len(texts))
	for i, t := range texts {
		words[i] = word{t, math.Inf(1)}
		if len(t) <= measuredAtOnce {
			words[i].width = h.width(t)
		}
	}
	return words
}

// wrapWords wraps a text that was split into words. Lines that are no narrower than needs come out the same.
func (h textStyle) wrapWords(text string, words []word, width float64) (lines []string, needs float64) {
	var begun pen
	for _, w := range words {
		parts := []string{w.text}
		if w.width > width {
			parts = h.fit(w.text, width)
		}
		needs = max(needs, w.width)
		for _, part := range parts {
			if len(begun.parts) == 0 {
				begun.begin(h, part)
				continue
			}
			if longer := begun.with(h, part); longer.width <= width {
				begun = longer
				needs = max(needs, longer.width)
				continue
			}
			lines = append(lines, begun.line())
			begun.begin(h, part)
		}
	}
	if len(begun.parts) > 0 {
		lines = append(lines, begun.line())
	}
	return directed(text, lines), needs
}

// A pen is a line on the way.
type pen struct {
	parts []string
	width float64 // in points
	ems   float64 // the same in ems, if the line is plain
	plain bool    // of signs each of which stands for itself, so that what comes behind changes nothing before it
}

func (p *pen) begin(h textStyle, part string) {
	p.parts = append(p.parts[:0], part)
	p.ems, p.plain = h.family.Longer(0, part, h.weight())
	p.width = h.width(part)
}

// with is the line with one more part, behind a blank.
func (p pen) with(h textStyle, part string) pen {
	p.parts = append(p.parts, part)
	if p.plain {
		p.ems, _ = h.family.Longer(p.ems, " ", h.weight())
		if p.ems, p.plain = h.family.Longer(p.ems, part, h.weight()); p.plain {
			p.width = float64(p.ems * h.size)
			return p
		}
	}
	p.width = h.width(p.line())
	return p
}

func (p *pen) line() string { return strings.Join(p.parts, " ") }

func (h textStyle) weight() typeface.Weight { return line{bold: h.bold}.weight() }

// softHyphen is the sign of Unicode that says where a word may be parted, and that shows nothing elsewhere.
const softHyphen = '\u00AD'

// fit breaks a word into parts that are no longer than width: at a soft hyphen that its writer has put there, after a
// mark such as / or - if one is near, else between syllables, with a hyphen.
func (h textStyle) fit(word string, width float64) []string {
	var parts []string
	for h.exceeds(word, width) {
		end, hyphen := h.parting(word, width)
		if end == 0 || end >= len(word) {
			break
		}
		parts, word = append(parts, strings.TrimRight(word[:end], string(softHyphen))+hyphen), word[end:]
	}
	return append(parts, word)
}

// measuredAtOnce is how many bytes of a word are measured at first to see whether it is too long: more than a line has.
const measuredAtOnce = 256

// exceeds tells whether a word is longer than width. Of one that is, only about as much is measured as there is room
// for, so that a cell of sixty thousand letters is not measured whole again for each of its lines.
func (h textStyle) exceeds(word string, width float64) bool {
	for most := measuredAtOnce; most < len(word); most *= 2 {
		end := most
		for !utf8.RuneStart(word[end]) {
			end--
		}
		if h.width(word[:end]) > width {
			return true
		}
	}
	return h.width(word) > width
}

// parting is where a word that is too long is parted, 0 for nowhere, and with which sign.
func (h textStyle) parting(word string, width float64) (end int, hyphen string) {
	mark, soft := 0, 0
	for i, r := range word {
		next := i + utf8.RuneLen(r)
		if i > 0 && (h.width(word[:next]) > width || next > 4*measuredAtOnce) { // of signs without a width
			break
		}
		end = next
		switch {
		case strings.ContainsRune("/-_.,?&=", r):
			mark = end
		case r == softHyphen && h.width(word[:i]+"-") <= width:
			soft = end
		}
	}
	switch {
	case soft > 0:
		return soft, "-"
	case mark > end/2:
		return mark, ""
	}
	if at := h.syllable(word, width); at > 0 {
		return at, "-"
	}
	return end, ""
}

// leastSyllable is how many letters stand at least before and after a hyphen; longestWord is how many bytes a word of
// any language may have.
const leastSyllable, longestWord = 3, 256

// syllable is the last place between two syllables at which the part before it has room with its hyphen; 0 if the word
// is not made of Latin, Greek or Cyrillic letters, or there is none. A consonant that a vowel follows begins a
// syllable, which holds for most words of the languages that are written so.
func (h textStyle) syllable(word string, width float64) int {
	if len(word) > longestWord { // several without a blank: where it begins is looked at
		end := longestWord
		for !utf8.RuneStart(word[end]) {
			end--
		}
		word = word[:end]
	}
	var letters []rune
	var ends []int // of the letters, in bytes
	for i, r := range word {
		if !unicode.IsLetter(r) || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			if i+utf8.RuneLen(r) < len(word) {
				return 0
			}
			break // a comma behind it
		}
		letters, ends = append(letters, r), append(ends, i+utf8.RuneLen(r))
	}
	best := 0
	for i := leastSyllable; i+leastSyllable <= len(letters); i++ {
		if isVowel(letters[i]) || !isVowel(letters[i+1]) || clings(letters[i-1], letters[i]) {
			continue
		}
		if h.width(word[:ends[i-1]]+"-") > width {
			break
		}
		best = ends[i-1]
	}
	return best
}

func isVowel(r rune) bool {
	return strings.ContainsRune("aeiouyäöüáàâéèêëíìîïóòôúùûåæøœąęőűıαεηιουωάέήίόύώаеёиоуыэюяіїє", unicode.ToLower(r))
}

// clings tells two consonants that begin a syllable together.
func clings(first, second rune) bool {
	first, second = unicode.ToLower(first), unicode.ToLower(second)
	switch second {
	case 'h':
		return strings.ContainsRune("cgkpstrw", first)
	case 'r', 'l':
		return strings.ContainsRune("bcdfgkptv", first)
	case 'k', 'c':
		return first == 'c'
	case 't', 'p':
		return first == 's'
	case 'u':
		return first == 'q'
	}
	return false
}

// mostBalanced is how many lines are made even. More are no label but a text.
const mostBalanced = 20

// balance wraps text to at most width points into lines of about one length, so that a label is no wider than it must
// be.
func (h textStyle) balance(text string, width float64) []string {
	return h.brokenBy(breaking{line: line{text, h.bold}, even: true, size: h.size, width: width}, func() []string {
		return h.balanceAnew(text, width)
	})
}

func (h textStyle) balanceAnew(text string, width float64) []string {
	words := h.words(text)
	lines, needs := h.wrapWords(text, words, width)
	if len(lines) > mostBalanced {
		return lines
	}
	least := 24.0
	for _, w := range words {
		if math.IsInf(w.width, 1) {
			w.width = h.width(w.text)
		}
		least = max(least, w.width) // no word is cut to make lines even
	}
	widest := h.widest(lines)
	for narrower := width - 4; len(lines) > 1 && narrower > least; narrower -= 4 {
		if narrower >= needs && narrower >= widest { // the same lines once more
			continue
		}
		again, needed := h.wrapWords(text, words, narrower)
		reach := h.widest(again)
		if len(again) > len(lines) || reach > narrower {
			break
		}
		lines, needs, widest = again, needed, reach
	}
	return lines
}

func (h textStyle) widest(lines []string) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, h.width(line))
	}
	return w
}

// ascent is how far letters rise above the base line, in ems of Liberation Sans's capitals and the usual leading
// above them.
const ascent = 0.93

// text puts text with its base line at y.
func (h textStyle) text(x, y float64, content string, c style.Colour) Text {
	return Text{At: Point{X: x, Y: y}, Content: content, Size: h.size, Bold: h.bold, Colour: c, Width: h.width(content),
		Runs: h.set(line{content, h.bold})}
}

// stack sets lines below each other from the top y and returns the bottom.
func stack(into *[]Text, h textStyle, x, y float64, lines []string, c style.Colour) float64 {
	for _, line := range lines {
		*into = append(*into, h.text(x, y+float64(h.size*ascent), line, c))
		y += h.lead()
	}
	return y
}

// breakable splits text where a line may end: at blanks, but not at those that keep what they stand between together,
// such as the one before a French colon, not between an abbreviation and its number ("para. 3"), a day and its month
// ("23 Sep 2014"), or "c." and what it makes inexact ("c. Sep 2014").
func breakable(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' })
	kept := words[:0]
	last := "" // the word that the last of kept ends with
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch n := len(kept); {
		case n == 0:
			kept = append(kept, w)
		case isAbbreviation(last) && startsNumber(w), isCirca(last), isDay(last) && isMonth(w) && endsDate(next),
			strings.HasSuffix(kept[n-1], circa+last) && isMonth(last) && startsNumber(w):
			kept[n-1] += " " + w
		default:
			kept = append(kept, w)
		}
		last = w
	}
	return kept
}

// circa stands before a date that is not exact.
const circa = "c. "

func isCirca(word string) bool { return strings.TrimLeft(word, "([")+" " == circa }

func startsNumber(word string) bool { return word != "" && '0' <= word[0] && word[0] <= '9' }

// isDay tells a day of a month, or several: "4", "4.", "27–29".
func isDay(word string) bool {
	digits := 0
	for _, r := range strings.TrimSuffix(word, ".") {
		switch {
		case '0' <= r && r <= '9':
			if digits++; digits > 2 {
				return false
			}
		case r == '–':
			digits = 0
		default:
			return false
		}
	}
	return digits > 0
}

// isMonth tells whether a word behind a day can be a month: letters, perhaps with a full stop.
func isMonth(word string) bool {
	name := strings.TrimSuffix(word, ".")
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
}

// endsDate tells whether a word behind a month makes it one: a year, or the dash before another day.
func endsDate(word string) bool {
	digits := strings.TrimRight(word, ",.;:)]")
	return word == "–" || len(digits) == 4 && !strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
}

// longestAbbreviation is how many bytes those have that stand before numbers: "paras.", behind a bracket.
const longestAbbreviation = 7

// isAbbreviation tells a short word that ends in a full stop and has no other sign but what opens it.
func isAbbreviation(word string) bool {
	letters, ends := strings.CutSuffix(strings.TrimLeft(word, "(["), ".")
	return ends && letters != "" && len(word) <= longestAbbreviation &&
		!strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) })
}
