package figure

import (
	"strings"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Family is the list of typefaces that a figure names. Liberation Sans, by whose metrics text is measured, has the advance
// widths of Arial, and Arimo those of Liberation Sans.
const Family = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"

// A face measures text in one weight.
type face struct {
	mu   sync.Mutex
	font *sfnt.Font
	buf  sfnt.Buffer
	em   fixed.Int26_6
	seen map[rune]float64 // advance in ems
}

var regular = sync.OnceValue(func() *face { return newFace(liberationsansregular.TTF) })
var bold = sync.OnceValue(func() *face { return newFace(liberationsansbold.TTF) })

func newFace(ttf []byte) *face {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic("the embedded typeface cannot be read: " + err.Error())
	}
	return &face{font: f, em: fixed.I(int(f.UnitsPerEm())), seen: map[rune]float64{}}
}

// wideFrom is where scripts begin whose signs are about as wide as high (Hangul Jamo, then East Asia).
const wideFrom = 0x1100

// advance is the width of r in ems. A sign that the face lacks is taken for a whole em or, in narrow scripts, for more than
// a common one, so that a box is rather too wide than too narrow.
func (f *face) advance(r rune) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w, ok := f.seen[r]; ok {
		return w
	}
	w := 0.62
	if r >= wideFrom {
		w = 1
	}
	if i, err := f.font.GlyphIndex(&f.buf, r); err == nil && i != 0 {
		if a, err := f.font.GlyphAdvance(&f.buf, i, f.em, font.HintingNone); err == nil {
			w = float64(a) / float64(f.em)
		}
	}
	f.seen[r] = w
	return w
}

// has tells whether the face has every sign of text, so that its measure is exact.
func (f *face) has(text string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range text {
		if i, err := f.font.GlyphIndex(&f.buf, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// A hand is a way of setting text.
type hand struct {
	size float64
	bold bool
}

func (h hand) face() *face {
	if h.bold {
		return bold()
	}
	return regular()
}

// width is the length of text on one line, in points.
func (h hand) width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += h.face().advance(r)
	}
	return w * h.size
}

// lead is the distance of base lines.
func (h hand) lead() float64 { return h.size * 1.22 }

// wrap breaks text into lines of at most width points. A word that is longer is broken where it is full.
func (h hand) wrap(text string, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for _, part := range h.fit(word, width) {
			switch {
			case line == "":
				line = part
			case h.width(line+" "+part) <= width:
				line += " " + part
			default:
				lines, line = append(lines, line), part
			}
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit breaks a word into parts that are no longer than width, after a mark such as / or - if one is near.
func (h hand) fit(word string, width float64) []string {
	var parts []string
	for h.width(word) > width {
		w, end, mark := 0.0, 0, 0
		for i, r := range word {
			w += h.face().advance(r) * h.size
			if w > width && i > 0 {
				break
			}
			end = i + len(string(r))
			if strings.ContainsRune("/-_.,?&=", r) {
				mark = end
			}
		}
		if mark > end/2 {
			end = mark
		}
		if end >= len(word) {
			break
		}
		parts, word = append(parts, word[:end]), word[end:]
	}
	return append(parts, word)
}

// balance wraps text to at most width points into lines of about one length, so that a label is no wider than it must be.
func (h hand) balance(text string, width float64) []string {
	lines := h.wrap(text, width)
	for narrower := width - 4; len(lines) > 1 && narrower > 24; narrower -= 4 {
		again := h.wrap(text, narrower)
		if len(again) > len(lines) || h.widest(again) > narrower {
			break
		}
		lines = again
	}
	return lines
}

func (h hand) widest(lines []string) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, h.width(line))
	}
	return w
}
