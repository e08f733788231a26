package desk

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"relgraph/sources/anchor"
)

// A Text is a document in which passages are looked for by their words. Places are counted in characters of the
// normalised text.
type Text struct {
	text  string // as the copy has it
	whole anchor.Text
	parts []Part
}

// A Part is a paragraph, or a sentence of one.
type Part struct {
	Text  string // normalised
	Start int
}

func (p Part) length() int { return utf8.RuneCountInString(p.Text) }

// NewText returns the text of a copy.
func NewText(text string) *Text {
	t := &Text{text: text, whole: anchor.Normalise(text)}
	at := 0
	for _, paragraph := range paragraphs(text) {
		one := Part{anchor.Normalise(paragraph).String(), at}
		t.parts = append(t.parts, one)
		at += one.length() + 1
	}
	return t
}

// Find returns the anchor of a passage. If the words stand in several places or in none, starts are these places.
func (t *Text) Find(words string) (found anchor.Anchor, starts []int, err error) {
	found, err = t.whole.Find(words)
	var f *anchor.FindError
	if errors.As(err, &f) {
		starts = f.Starts
	}
	return found, starts, err
}

// A Hit is a paragraph with the words that were looked for.
type Hit struct {
	Part
	at, length int // of the words in it, in characters; the paragraph's first word if they stand apart
}

// Place is where the words stand in the whole text.
func (h Hit) Place() (start, length int) { return h.Start + h.at, h.length }

// Having lists the paragraphs in which the words stand in a row, in any case; if there are none, those that have them
// all.
func (t *Text) Having(words string) []Hit {
	wanted := []rune(strings.Map(unicode.ToLower, anchor.Normalise(words).String()))
	each := strings.Fields(string(wanted))
	if len(each) == 0 {
		return nil
	}
	var inRow, apart []Hit
	for _, one := range t.parts {
		lower := strings.Map(unicode.ToLower, one.Text) // rune by rune, so that places stay
		if i := strings.Index(lower, string(wanted)); i >= 0 {
			inRow = append(inRow, Hit{one, utf8.RuneCountInString(lower[:i]), len(wanted)})
		} else if !slices.ContainsFunc(each, func(w string) bool { return !strings.Contains(lower, w) }) {
			first, _, _ := strings.Cut(one.Text, " ")
			apart = append(apart, Hit{one, 0, utf8.RuneCountInString(first)})
		}
	}
	if len(inRow) > 0 {
		return inRow
	}
	return apart
}

// Sentences cuts a paragraph behind full stops, question and exclamation marks that a blank and no small letter
// follow. Where that cuts too often, as behind "Gen.", two parts are chosen instead of one.
func (p Part) Sentences() []Part {
	runes := []rune(p.Text)
	var all []Part
	begin := 0
	for i := 1; i < len(runes); i++ {
		if runes[i] != ' ' || i+1 == len(runes) || unicode.IsLower(runes[i+1]) {
			continue
		}
		end := i
		for end > begin && strings.ContainsRune(`"')]`, runes[end-1]) {
			end--
		}
		if end > begin && strings.ContainsRune(".!?", runes[end-1]) {
			all = append(all, Part{string(runes[begin:i]), p.Start + begin})
			begin = i + 1
		}
	}
	return append(all, Part{string(runes[begin:]), p.Start + begin})
}

// At is the anchor of the passage of that length at start. The passage as a text of its own has the same anchor but
// for its place.
func (t *Text) At(start, length int) (anchor.Anchor, error) {
	passage := t.whole.Slice(start, length)
	found, err := anchor.Normalise(passage).Find(passage)
	if err != nil {
		return anchor.Anchor{}, err
	}
	found.Start = start
	if !t.whole.Stands(found) {
		return anchor.Anchor{}, fmt.Errorf("the words at character %d are not whole words", start)
	}
	return found, nil
}

// Parts are the paragraphs.
func (t *Text) Parts() []Part { return slices.Clone(t.parts) }

// Paragraph is the anchor of the nth paragraph, from 1, as Around counts them; one that is too short to be proved
// with its neighbours.
func (t *Text) Paragraph(n int) (anchor.Anchor, error) {
	if n < 1 || n > len(t.parts) {
		return anchor.Anchor{}, fmt.Errorf("there is no paragraph %d: want a number from 1 to %d", n, len(t.parts))
	}
	start, length, ok := t.parts[n-1].Start, t.parts[n-1].length(), true
	if length < anchor.MinLength {
		start, length, ok = t.whole.Widen(start, length, 0, t.whole.Len())
	}
	if !ok {
		return anchor.Anchor{}, fmt.Errorf("the document has fewer than %d characters: no passage of it can be proved",
			anchor.MinLength)
	}
	return t.At(start, length)
}

// Of is the anchor of parts that follow each other.
func (t *Text) Of(parts []Part) (anchor.Anchor, error) {
	last := parts[len(parts)-1]
	return t.At(parts[0].Start, last.Start+last.length()-parts[0].Start)
}

// sideways is how many characters before and behind are shown to choose by.
const sideways = 120

// Around is the words of that length at start with what stands around them, and in which paragraph.
func (t *Text) Around(start, length int) (paragraph int, e Excerpt) {
	before, behind := max(0, start-sideways), min(t.whole.Len(), start+length+sideways)
	e = Excerpt{t.whole.Slice(before, start-before), t.whole.Slice(start, length),
		t.whole.Slice(start+length, behind-start-length)}
	if before > 0 {
		if _, rest, ok := strings.Cut(e.Before, " "); ok { // half a word
			e.Before = "… " + rest
		}
	}
	if behind < t.whole.Len() {
		e.After += "…"
	}
	return paragraphAt(t.text, start), e
}

// Paragraphs is the passage of that length at start in the paragraphs that hold it, with that many more of them
// before and behind; zero if no paragraph does.
func (t *Text) Paragraphs(start, length, more int) Excerpt {
	first, last := -1, -1
	for i, p := range t.parts {
		if first < 0 && p.Start+p.length() > start {
			first = i
		}
		if p.Start < start+length {
			last = i
		}
	}
	if first < 0 {
		return Excerpt{}
	}
	first, last = max(0, first-more), min(len(t.parts)-1, last+more)
	var joined []rune
	for i := first; i <= last; i++ {
		if i > first {
			joined = append(joined, '\n') // for the blank that the normalised text has there
		}
		joined = append(joined, []rune(t.parts[i].Text)...)
	}
	begin := start - t.parts[first].Start
	end := min(begin+length, len(joined))
	before, passage, behind := joined[:begin], joined[begin:end], joined[end:]
	around := maxAround * (more + 1)
	cutBefore, cutBehind := "", ""
	if len(before) > around {
		before, cutBefore = before[len(before)-around:], "… "
	}
	if len(behind) > around {
		behind, cutBehind = behind[:around], " …"
	}
	return Excerpt{cutBefore + string(before), string(passage), string(behind) + cutBehind}
}

// A NoSuchPlace is the error of asking for the nth place of words that stand in fewer.
type NoSuchPlace struct{ Nth, Places, Start int }

// Error says in how many places the words stand.
func (e *NoSuchPlace) Error() string {
	if e.Places == 1 {
		return fmt.Sprintf("--nth %d: the words stand in one place only, at character %d", e.Nth, e.Start)
	}
	return fmt.Sprintf("--nth %d: the words stand %d times in the document", e.Nth, e.Places)
}

// Passage returns the anchor of the words: of their only place or, if nth is not 0, of the nth. The error says where
// else they, or the first of them, stand.
//
// Words that are too few to be proved are anchored with their neighbours: those of their paragraph and, if it is
// short, of the text around it.
func (t *Text) Passage(words string, nth int) (anchor.Anchor, error) {
	if n := anchor.Normalise(words).Len(); n > 0 && n < anchor.MinLength && n < t.whole.Len() {
		return t.widened(words, nth)
	}
	found, starts, err := t.Find(words)
	switch {
	case err == nil && nth <= 1:
		return found, nil
	case err == nil:
		return anchor.Anchor{}, &NoSuchPlace{nth, 1, found.Start}
	case len(starts) == 0:
		return anchor.Anchor{}, fmt.Errorf("%w%s", err, nearestPlace(t.whole, t.text, words))
	case nth > len(starts):
		return anchor.Anchor{}, &NoSuchPlace{nth, len(starts), 0}
	case nth == 0:
		return anchor.Anchor{}, fmt.Errorf("%w, or choose with --nth:%s", err, placesOf(t.whole, t.text, words, starts))
	}
	found, err = t.At(starts[nth-1], anchor.Normalise(words).Len())
	if err == nil && !t.whole.Stands(found) {
		err = fmt.Errorf("the words do not stand at character %d", found.Start)
	}
	return found, err
}

// Quoted is Passage of words of which it is known, perhaps in part, what stands before and after them.
func (t *Text) Quoted(words, before, after string) (anchor.Anchor, error) {
	q := anchor.Normalise(words)
	starts := t.whole.Index(q.String())
	if len(starts) < 2 {
		return t.Passage(words, 0)
	}
	before, after = anchor.Normalise(before).String(), anchor.Normalise(after).String()
	var fits []int
	for i, start := range starts {
		if strings.HasSuffix(strings.TrimSpace(t.whole.Slice(0, start)), before) &&
			strings.HasPrefix(strings.TrimSpace(t.whole.Slice(start+q.Len(), t.whole.Len()-start-q.Len())), after) {
			fits = append(fits, i)
		}
	}
	if len(fits) == 1 {
		return t.Passage(words, fits[0]+1)
	}
	return t.Passage(words, 0)
}

// widened is Passage for words that are too few to be proved.
func (t *Text) widened(words string, nth int) (anchor.Anchor, error) {
	q := anchor.Normalise(words)
	starts := t.whole.Index(q.String())
	switch {
	case len(starts) == 0:
		return anchor.Anchor{}, fmt.Errorf("the words do not stand in the document as whole words: copy them from "+
			"the text itself%s", nearestPlace(t.whole, t.text, words))
	case nth > len(starts):
		return anchor.Anchor{}, &NoSuchPlace{nth, len(starts), starts[0]}
	case nth == 0 && len(starts) > 1:
		return anchor.Anchor{}, fmt.Errorf("the words stand %d times in the document: mark more of the passage, or "+
			"choose with --nth:%s", len(starts), placesOf(t.whole, t.text, words, starts))
	}
	return t.withNeighbours(starts[max(0, nth-1)], q.Len())
}

// Marked is the anchor of a passage that somebody marked with a mouse: of the whole words that the mark touches, and of
// their neighbours too, if those are too few to be proved.
func (t *Text) Marked(start, length int) (anchor.Anchor, error) {
	if start < 0 || length <= 0 || start > t.whole.Len() || length > t.whole.Len()-start {
		return anchor.Anchor{}, fmt.Errorf("nothing of the document is marked")
	}
	marked := []rune(t.whole.Slice(0, t.whole.Len()))
	end := start + length
	for start < end && marked[start] == ' ' {
		start++
	}
	for end > start && marked[end-1] == ' ' {
		end--
	}
	if start == end {
		return anchor.Anchor{}, fmt.Errorf("nothing of the document is marked")
	}
	found, err := t.At(start, end-start)
	for grow := 0; err != nil && end-start >= anchor.MinLength && grow < longestWord; grow++ { // half a word at an end
		switch {
		case start > 0 && marked[start-1] != ' ':
			start--
		case end < len(marked) && marked[end] != ' ':
			end++
		default:
			return found, err
		}
		found, err = t.At(start, end-start)
	}
	if end-start >= anchor.MinLength {
		return found, err
	}
	return t.withNeighbours(start, end-start)
}

// longestWord is how many characters a mark may lack of the words at its ends.
const longestWord = 200

// withNeighbours is the anchor of words that are too few to be proved with those around them: of their paragraph and, if
// that is short, of the text.
func (t *Text) withNeighbours(start, length int) (anchor.Anchor, error) {
	for _, p := range t.parts {
		if p.Start <= start && start+length <= p.Start+p.length() {
			if start, length, ok := t.whole.Widen(start, length, p.Start, p.Start+p.length()); ok {
				return t.At(start, length)
			}
		}
	}
	start, length, ok := t.whole.Widen(start, length, 0, t.whole.Len())
	if !ok {
		return anchor.Anchor{}, fmt.Errorf("the document has fewer than %d characters: no passage of it can be proved",
			anchor.MinLength)
	}
	return t.At(start, length)
}

// shown is how many words of a document a message quotes at most.
const shown = 4

// placesOf says, a line each, where the words stand and what stands around them.
func placesOf(t anchor.Text, text, words string, starts []int) string {
	length := anchor.Normalise(words).Len()
	var b strings.Builder
	for i, start := range starts {
		before := wordsBefore(t, start)
		after := wordsAfter(t, start+length)
		fmt.Fprintf(&b, "\n  --nth %d  character %d, paragraph %d", i+1, start, paragraphAt(text, start))
		if before != "" {
			fmt.Fprintf(&b, ", after %q", before)
		}
		if after != "" {
			fmt.Fprintf(&b, ", before %q", after)
		}
	}
	return b.String()
}

// fewest is how many words have to stand in a row for a place to be near.
const fewest = 3

// nearestPlace says where the longest row of first words stands that the document has too; nothing if it has none.
func nearestPlace(t anchor.Text, text, words string) string {
	q := anchor.Normalise(words)
	all := strings.Fields(q.String())
	if q.Len() < anchor.MinLength || len(all) < fewest {
		return ""
	}
	first := func(n int) string { return strings.Join(all[:n], " ") }
	n := sort.Search(len(all), func(n int) bool { return len(t.Index(first(n+1))) == 0 })
	if n < fewest {
		return ""
	}
	start, length := t.Index(first(n))[0], anchor.Normalise(first(n)).Len()
	said := fmt.Sprintf("; the first %d of them stand at character %d, in paragraph %d, ", n, start,
		paragraphAt(text, start))
	if next := wordsAfter(t, start+length); next != "" {
		return said + fmt.Sprintf("and there it goes on %q", next)
	}
	return said + "and there it ends"
}

// around is how many characters are searched for the few words that are shown.
const around = 200

func wordsBefore(t anchor.Text, end int) string {
	start := max(0, end-around)
	words := strings.Fields(t.Slice(start, end-start))
	return strings.Join(words[max(0, len(words)-shown):], " ")
}

func wordsAfter(t anchor.Text, start int) string {
	words := strings.Fields(t.Slice(start, min(around, t.Len()-start)))
	return strings.Join(words[:min(shown, len(words))], " ")
}

// paragraphAt is the number of the paragraph that holds the character at start of the normalised text. Paragraphs are
// what blank lines separate, a headline too; in a text without blank lines each line is one, and so is each that is
// longer than wrapped text is.
func paragraphAt(text string, start int) int {
	n, end := 0, 0
	for _, paragraph := range paragraphs(text) {
		n++
		if end += anchor.Normalise(paragraph).Len(); start < end {
			break
		}
		end++ // the space between two of them
	}
	return n
}

// longestWrapped is how many characters a line of wrapped text has at most.
const longestWrapped = 200

// paragraphs are the parts of a text that hold anything.
func paragraphs(text string) []string {
	var blocks, lines []string
	fresh := true
	for line := range strings.Lines(strings.TrimSpace(text)) {
		length := anchor.Normalise(line).Len()
		switch {
		case length == 0:
			fresh = true
			continue
		case fresh || length > longestWrapped:
			blocks = append(blocks, line)
		default:
			blocks[len(blocks)-1] += line
		}
		lines = append(lines, line)
		fresh = length > longestWrapped
	}
	if len(blocks) == 1 {
		return lines
	}
	return blocks
}
