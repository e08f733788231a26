package figure

import (
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
