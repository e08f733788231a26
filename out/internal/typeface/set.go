package typeface

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// A Run is a part of a line that is set in one face and direction.
type Run struct {
	// Face is the font of the glyphs. It is nil where no font has the signs: such a run has a width and no glyphs.
	Face *Face

	// Text is the part of the line that the run stands for, in the order in which it is read, and Start where it
	// begins in the line, in bytes. In SVG give it the direction of the run, unicode-bidi: bidi-override and
	// white-space: pre, because a run may begin or end with a blank.
	Text  string
	Start int

	// RightToLeft is the direction in which Text is read. The glyphs go from left to right all the same.
	RightToLeft bool

	// Shaped says that the glyphs are more or others than one for each sign at its own advance: a program that is to
	// come to the same glyphs needs the font's layout tables.
	Shaped bool

	// Glyphs are in the order in which they are drawn, from left to right. A sign that shows nothing has none.
	Glyphs []Glyph

	// Width is how far the run moves the pen, in ems.
	Width float64
}

// A Glyph is one glyph of a run at its place.
type Glyph struct {
	ID GlyphID

	// X and Y are where its origin is, in ems from the left end of the run and from the base line, y up.
	X, Y float64

	// Advance is how far it moves the pen, in ems.
	Advance float64

	// Text is what the glyph and those after it with an empty Text stand for together, in the order in which it is
	// read.
	Text string
}

// Set sets a line of text. The runs are in the order in which they are seen, from left to right, and have each sign
// of text in one of them; sorted by Start they are in the order in which they are read. A line runs in the direction
// of its first strong letter (UAX #9); embeddings, overrides and isolates have no effect. Tabs and line breaks are
// set as blanks. A run is shaped by itself: letters do not join over its ends.
//
// Signs that no font has come in runs without a face. They are as wide as is needed to draw a common sign of their
// kind in another font: 1 em in scripts whose signs are about as wide as high, else 0.62 em.
func (f *Family) Set(text string, weight Weight) []Run {
	if text == "" {
		return nil
	}
	if run, ok := f.simple(text, weight); ok {
		return []Run{run}
	}
	runs, _ := f.set(text, weight)
	return runs
}

// Width is how long a line of text is as Set sets it, in ems.
func (f *Family) Width(text string, weight Weight) float64 {
	if width, ok := f.simpleWidth(text, weight); ok {
		return width
	}
	runs, _ := f.set(text, weight)
	width := 0.0
	for _, r := range runs {
		width += r.Width
	}
	return width
}

// An Uncovered is signs of one script that no font of a family has.
type Uncovered struct {
	Script string // as Unicode names it, such as "Han" or "Old Italic"; "Common" for symbols, which belong to no script
	Signs  string // each sign once, in the order in which they come first
}

// Kind names the signs for a message: "Han signs", or "symbols" for those of no script, such as pictures.
func (u Uncovered) Kind() string {
	if u.Script == "Common" || u.Script == "Inherited" {
		return "symbols"
	}
	return u.Script + " signs"
}

// Missing is what no font of the family has, by script in the order in which they come first. Signs that need no
// glyph are not missing: joiners, variation selectors, controls and blanks.
func (f *Family) Missing(text string) []Uncovered {
	var missing []rune
	for line := range strings.SplitSeq(text, "\n") {
		if _, ok := f.simpleWidth(line, Regular); !ok {
			_, lacks := f.set(line, Regular)
			missing = append(missing, lacks...)
		}
	}
	var uncovered []Uncovered
	for _, r := range missing {
		script := scriptName(r)
		i := slices.IndexFunc(uncovered, func(l Uncovered) bool { return l.Script == script })
		if i < 0 {
			i = len(uncovered)
			uncovered = append(uncovered, Uncovered{Script: script})
		}
		if !strings.ContainsRune(uncovered[i].Signs, r) {
			uncovered[i].Signs += string(r)
		}
	}
	return uncovered
}

func scriptName(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) { // a sign is in one script, so the order of the map has no say
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return "Unknown"
}

// isSimple tells signs that stand each for themselves in any context: letters and figures of Latin, Greek and
// Cyrillic that are no marks and read from left to right, dashes, quotation marks and such.
func isSimple(r rune) bool {
	return r >= 0x20 && r <= 0x7E || r >= 0xA0 && r < 0x300 && r != 0xAD || r >= 0x370 && r < 0x483 ||
		r >= 0x48A && r < 0x530 || r >= 0x2010 && r < 0x2028 || r >= 0x2030 && r < 0x205F
}

// simpleWidth is the width of a line of simple signs in the first face.
func (f *Family) simpleWidth(text string, weight Weight) (float64, bool) {
	return f.Longer(0, text, weight)
}

// Longer is the width of a line, in ems, that is so wide already and goes on with text, the same as that of the whole
// line at once. It is not ok if text has signs that stand for something else beside others: then the line has to be
// measured whole.
func (f *Family) Longer(width float64, text string, weight Weight) (longer float64, ok bool) {
	if len(f.order[weight]) == 0 {
		return 0, false
	}
	c := f.order[weight][0].read()
	for _, r := range text {
		g, ok := c.glyph(r)
		if !ok || !isSimple(r) {
			return 0, false
		}
		width += c.advance(g)
	}
	return width, true
}

// simple sets a line of simple signs in the first face; the most are.
func (f *Family) simple(text string, weight Weight) (Run, bool) {
	if len(f.order[weight]) == 0 {
		return Run{}, false
	}
	face := f.order[weight][0]
	run := Run{Face: face, Text: text, Glyphs: make([]Glyph, 0, len(text))}
	for i, r := range text {
		g, ok := face.glyph(r)
		if !ok || !isSimple(r) {
			return Run{}, false
		}
		run.add(g, text[i:i+utf8.RuneLen(r)])
	}
	return run, true
}

// add puts a glyph at its advance behind the others.
func (r *Run) add(g GlyphID, text string) {
	advance := r.Face.Advance(g)
	r.Glyphs = append(r.Glyphs, Glyph{ID: g, X: r.Width, Advance: advance, Text: text})
	r.Width += advance
}

// A line is text on the way to being set.
type line struct {
	text    string
	runes   []rune // controls that are white space are blanks here
	offsets []int  // of the runes in text, and its length
	pieces  []piece
}

// A piece is a part of a line that becomes a run, and on the way to it one grapheme cluster.
type piece struct {
	start, end int // runes of the line
	level      int
	script     language.Script // Common in a piece that is set letter by letter from left to right
	donor      int             // the cluster that has lent its script to this one; itself if this one has its own
	face       *Face           // nil if no font has it
	shaped     bool
	width      float64 // of a piece without a face
	missing    []rune
}

func newLine(text string) *line {
	l := &line{text: text}
	for i, r := range text {
		if class, _ := bidi.LookupRune(r); class.Class() == bidi.B || class.Class() == bidi.S || r == '\f' ||
			r == '\u2028' {
			r = ' '
		}
		l.runes, l.offsets = append(l.runes, r), append(l.offsets, i)
	}
	l.offsets = append(l.offsets, len(text))
	return l
}

// set is Set without its short way. Missing are the signs without a glyph as they come in text.
func (f *Family) set(text string, weight Weight) (runs []Run, missing []rune) {
	l := newLine(text)
	l.split()
	l.resolveScripts()
	l.chooseFaces(f.order[weight])
	for _, p := range l.pieces {
		missing = append(missing, p.missing...)
	}
	pieces := l.join()
	visual(pieces, func(p piece) int { return p.level })
	for _, p := range pieces {
		runs = append(runs, l.run(p))
	}
	return runs, missing
}

// split makes a piece of each grapheme cluster.
func (l *line) split() {
	levels := levels(l.runes, baseLevel(l.runes))
	var graphemes segmenter.Segmenter
	graphemes.Init(l.runes)
	for iter := graphemes.GraphemeIterator(); iter.Next(); {
		g := iter.Grapheme()
		l.pieces = append(l.pieces, piece{
			start: g.Offset, end: g.Offset + len(g.Text), level: levels[g.Offset], script: scriptOf(g.Text),
			donor: len(l.pieces),
		})
	}
}

func scriptOf(cluster []rune) language.Script {
	for _, r := range cluster {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Common
}

// resolveScripts gives signs of no script that of the letters before them or, at the start, after them on the same
// level: the stroke that lengthens an Arabic word belongs to no script and must join all the same.
func (l *line) resolveScripts() {
	resolve := func(i, from int) {
		p, q := &l.pieces[i], &l.pieces[from]
		if p.script == language.Common && p.level == q.level {
			p.script, p.donor = q.script, q.donor
		}
	}
	for i := 1; i < len(l.pieces); i++ {
		resolve(i, i-1)
	}
	for i := len(l.pieces) - 2; i >= 0; i-- {
		resolve(i, i+1)
	}
}

// spelled are the scripts that are set letter by letter.
var spelled = []language.Script{
	language.Common, language.Unknown, language.Latin, language.Greek, language.Cyrillic, language.Armenian,
	language.Georgian,
	language.Hebrew, language.Han, language.Hiragana, language.Katakana, language.Bopomofo, language.Hangul,
}

// needsGlyph is false for signs that show nothing by nature.
func needsGlyph(r rune) bool {
	return !harfbuzz.IsDefaultIgnorable(r) && !unicode.IsControl(r)
}

func seen(cluster []rune) []rune {
	return slices.DeleteFunc(slices.Clone(cluster), func(r rune) bool { return !needsGlyph(r) })
}

// chooseFaces finds the face of each cluster; letters first, because the signs around them look at theirs.
func (l *line) chooseFaces(faces []*Face) {
	for i := range l.pieces {
		if p := &l.pieces[i]; p.donor == i {
			l.chooseFace(p, nil, faces)
		}
	}
	for i := range l.pieces {
		p := &l.pieces[i]
		if p.donor == i {
			continue
		}
		beside := &l.pieces[p.donor]
		if i > 0 && l.pieces[i-1].level == p.level {
			beside = &l.pieces[i-1]
		}
		l.chooseFace(p, beside, faces)
	}
}

// chooseFace finds the face of a cluster and how it is set. Beside is the cluster to keep to if p has no script of
// its own.
func (l *line) chooseFace(p, beside *piece, faces []*Face) {
	cluster := seen(l.runes[p.start:p.end])
	if len(cluster) == 0 {
		p.face, p.script = faces[0], language.Common
		if beside != nil && beside.face != nil {
			p.face, p.script, p.shaped = beside.face, beside.script, beside.shaped
		}
		return
	}
	mustShape := !slices.Contains(spelled, p.script)
	// A blank or a full stop within a script that is shaped comes from the font of the letters, so that the run goes
	// on.
	if mustShape && beside != nil && beside.face != nil && beside.face.coversAll(cluster) {
		p.face = beside.face
	} else {
		p.face, p.missing = faceFor(cluster, faces)
	}
	if p.face == nil {
		p.width, p.script = widthOfMissing(cluster), language.Common
		return
	}
	composed := []rune(norm.NFC.String(string(cluster)))
	p.shaped = mustShape || len(composed) > 1 || !p.face.coversAll(composed)
	if !p.shaped && p.level%2 == 0 {
		p.script = language.Common
	}
}

// faceFor is the first face that has a whole cluster, in whatever composition; else the first that has its base.
// Missing is what the face, or any if there is none, has no glyph for.
func faceFor(cluster []rune, faces []*Face) (face *Face, missing []rune) {
	composed := []rune(norm.NFC.String(string(cluster)))
	decomposed := []rune(norm.NFD.String(string(cluster)))
	for _, face := range faces {
		if face.coversAll(composed) || face.coversAll(cluster) || face.coversAll(decomposed) {
			return face, nil
		}
	}
	for _, f := range faces {
		if f.coversAll(cluster[:1]) {
			face = f
			break
		}
	}
	for _, r := range cluster {
		if !unicode.IsSpace(r) && (face == nil || !face.coversAll([]rune{r})) {
			missing = append(missing, r)
		}
	}
	return face, missing
}

func (face *Face) coversAll(signs []rune) bool {
	for _, r := range signs {
		if _, ok := face.glyph(r); !ok {
			return false
		}
	}
	return true
}

// wideFrom is where scripts begin whose signs are about as wide as high (Hangul Jamo, then East Asia).
const wideFrom = 0x1100

// widthOfMissing is about how wide a cluster is that no font has; rather too wide than too narrow.
func widthOfMissing(cluster []rune) float64 {
	letters := 0
	for _, r := range cluster {
		if r >= wideFrom {
			return 1
		}
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			letters++
		}
	}
	return 0.62 * float64(max(letters, 1))
}

// join makes pieces of one kind into one.
func (l *line) join() []piece {
	var joined []piece
	for _, p := range l.pieces {
		if len(joined) > 0 {
			last := &joined[len(joined)-1]
			rightToLeft := p.level%2 == 1
			if p.level == last.level && p.script == last.script && p.face == last.face &&
				(p.shaped == last.shaped || rightToLeft) {
				last.end, last.shaped, last.width = p.end, last.shaped || p.shaped, last.width+p.width
				continue
			}
		}
		joined = append(joined, p)
	}
	return joined
}

// run sets a piece.
func (l *line) run(p piece) Run {
	r := Run{
		Face: p.face, Text: l.text[l.offsets[p.start]:l.offsets[p.end]], Start: l.offsets[p.start],
		RightToLeft: p.level%2 == 1,
		Width:       p.width,
	}
	switch {
	case p.face == nil:
	case p.shaped, r.RightToLeft:
		l.shape(&r, p)
	default:
		l.spell(&r, p)
	}
	return r
}

// spell sets a piece letter by letter.
func (l *line) spell(r *Run, p piece) {
	byStart := func(cluster piece, start int) int { return cluster.start - start }
	first, _ := slices.BinarySearchFunc(l.pieces, p.start, byStart)
	end, _ := slices.BinarySearchFunc(l.pieces, p.end, byStart)
	for _, cluster := range l.pieces[first:end] {
		composed := []rune(norm.NFC.String(string(seen(l.runes[cluster.start:cluster.end]))))
		if len(composed) == 0 {
			continue
		}
		if g, ok := p.face.glyph(composed[0]); ok {
			r.add(g, l.text[l.offsets[cluster.start]:l.offsets[cluster.end]])
		}
	}
}

// plainly turns off what a font does to letters that are set letter by letter.
var plainly = func() (features []harfbuzz.Feature) {
	for _, tag := range []string{"kern", "liga", "clig", "calt", "rlig", "ccmp", "locl"} {
		features = append(features, harfbuzz.Feature{Tag: opentype.MustNewTag(tag), Value: 0,
			Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd})
	}
	return features
}()

// shape sets a piece as HarfBuzz does.
func (l *line) shape(r *Run, p piece) {
	var features []harfbuzz.Feature
	if !p.shaped {
		features = plainly
	}
	direction := harfbuzz.LeftToRight
	if r.RightToLeft {
		direction = harfbuzz.RightToLeft
	}
	c := p.face.read()
	properties := harfbuzz.SegmentProperties{Script: p.script, Language: "und", Direction: direction}
	infos, places := c.shape(l.runes[p.start:p.end], properties, features)
	var starts []int
	for _, info := range infos {
		starts = append(starts, info.Cluster)
	}
	slices.Sort(starts)
	starts = append(slices.Compact(starts), p.end-p.start)
	last := -1
	for i, info := range infos {
		if info.Glyph == 0 || int(info.Glyph) >= len(c.advances) {
			continue
		}
		pos := places[i]
		g := Glyph{
			ID: GlyphID(info.Glyph), X: r.Width + c.ems(float64(pos.XOffset)), Y: c.ems(float64(pos.YOffset)),
			Advance: c.ems(float64(pos.XAdvance)),
		}
		if info.Cluster != last {
			next, _ := slices.BinarySearch(starts, info.Cluster+1)
			g.Text = l.text[l.offsets[p.start+info.Cluster]:l.offsets[p.start+starts[next]]]
			last = info.Cluster
		}
		r.Glyphs = append(r.Glyphs, g)
		r.Width += g.Advance
	}
	r.Shaped = !l.isSpelled(r.Glyphs, p)
}

// isSpelled tells whether glyphs are what a program comes to that knows nothing of the font but its signs and
// advances: one glyph for each sign at its advance, from right to left the mirrored one of brackets.
func (l *line) isSpelled(glyphs []Glyph, p piece) bool {
	signs := seen(l.runes[p.start:p.end])
	if p.level%2 == 1 {
		slices.Reverse(signs)
	}
	if len(signs) != len(glyphs) {
		return false
	}
	x := 0.0
	for i, g := range glyphs {
		if g.X != x || g.Y != 0 || g.Advance != p.face.Advance(g.ID) {
			return false
		}
		x += g.Advance
		if nominal, _ := p.face.glyph(signs[i]); nominal == g.ID {
			continue
		}
		class, _ := bidi.LookupRune(signs[i])
		if _, ok := p.face.sign(g.ID); !ok || class.Class() != bidi.ON || p.level%2 == 0 {
			return false
		}
	}
	return true
}
