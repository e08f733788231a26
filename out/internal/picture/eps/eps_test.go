package eps

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/out/figure"
	"relgraph/out/internal/typeface"
)

func words(content string, x, y float64) figure.Text {
	t := figure.Text{At: figure.Point{X: x, Y: y}, Content: content, Size: 10, Colour: "#000000",
		Runs: typeface.Default().Set(content, typeface.Regular)}
	for _, r := range t.Runs {
		t.Width += r.Width * t.Size
	}
	return t
}

func sample() *figure.Figure {
	line := figure.Shape{Stroke: "#ff0000", Width: 1.5, Dash: []float64{4, 2}, Path: []figure.Segment{
		{Op: figure.Move, To: figure.Point{X: 50, Y: 60}}, {Op: figure.Line, To: figure.Point{X: 150, Y: 70}}}}
	box := figure.Shape{Box: figure.Box{X: 10, Y: 50, Width: 40, Height: 20}, Fill: "#00ff00", Stroke: "#0000ff", Width: 1}
	name := words("Ж (أب)", 12, 64)
	name.Halo = "#ffffff"
	return &figure.Figure{Width: 200, Height: 100.5, Title: "Talks (2014) — Gespräche", Paper: "#ffffff",
		Parts: []figure.Part{
			{ID: "contacts", Class: "layer", Shapes: []figure.Shape{line}},
			{ID: "actors", Class: "layer",
				Parts: []figure.Part{{ID: "actor-ж", Shapes: []figure.Shape{box}, Texts: []figure.Text{name}}}},
		}}
}

func encode(t *testing.T, f *figure.Figure) string {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOtherProgramsAreToldTheSize(t *testing.T) {
	head, _, _ := strings.Cut(encode(t, sample()), "%%EndComments")
	want := `%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 200 101
%%HiResBoundingBox: 0 0 200 100.5
%%Title: (Talks \(2014\) <U+2014> Gespr<U+00E4>che)
%%Creator: (relgraph)
%%LanguageLevel: 2
%%DocumentData: Clean7Bit
`
	if diff := cmp.Diff(want, head); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
}

func TestLinesAreSevenBitAndShort(t *testing.T) {
	f := sample()
	f.Parts[1].Parts[0].Texts = append(f.Parts[1].Parts[0].Texts, words(strings.Repeat("langer Text, ж ", 40), 12, 80))
	for line := range strings.Lines(encode(t, f)) {
		if len(line) > 255 {
			t.Errorf("%d signs: %s", len(line), line)
		}
		if i := strings.IndexFunc(strings.TrimSuffix(line, "\n"), func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
			t.Errorf("%q at %d of %q", line[i], i, line)
		}
	}
}

func TestPartsHaveNames(t *testing.T) {
	var names []string
	for line := range strings.Lines(encode(t, sample())) {
		for _, word := range []string{"% begin ", "% end ", "% Ж", "% <U+0416> "} {
			if strings.HasPrefix(line, word) {
				names = append(names, strings.TrimSpace(line))
			}
		}
	}
	want := []string{"% begin contacts", "% end contacts", "% begin actors", "% begin actor-<U+0436>",
		`% <U+0416> \(<U+0623><U+0628>\)`,
		"% end actor-<U+0436>", "% end actors"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
}

// A machine runs as much of PostScript as the files use: it knows the file's own words by what they are to do, so
// that a wrong number of operands, a letter that is not described and anything left over is found.
type machine struct {
	stack   []string
	letters map[string][]string
	path    []figure.Point // in points from the lower left corner
	scale   float64
	origin  figure.Point
	painted []string
}

func (m *machine) numbers(n int) []float64 {
	if len(m.stack) < n {
		panic(fmt.Sprintf("%d operands, want %d", len(m.stack), n))
	}
	out := make([]float64, n)
	for i, word := range m.stack[len(m.stack)-n:] {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			panic(err)
		}
		out[i] = v
	}
	m.stack = m.stack[:len(m.stack)-n]
	return out
}

func (m *machine) add(coordinates []float64) {
	for i := 0; i < len(coordinates); i += 2 {
		m.path = append(m.path, figure.Point{X: m.origin.X + m.scale*coordinates[i],
			Y: m.origin.Y + m.scale*coordinates[i+1]})
	}
}

// paint notes what is painted, and where to the nearest point.
func (m *machine) paint(what string) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range m.path {
		left, top, right, bottom = min(left, p.X), min(top, p.Y), max(right, p.X), max(bottom, p.Y)
	}
	m.painted = append(m.painted, fmt.Sprintf("%s %.0f,%.0f %.0f,%.0f", what, left, top, right, bottom))
}

func (m *machine) run(program []string) {
	for i := 0; i < len(program); i++ {
		switch word := program[i]; word {
		case "m", "l":
			m.add(m.numbers(2))
		case "c":
			m.add(m.numbers(6))
		case "h":
		case "f":
			m.paint(fmt.Sprint("fill ", m.numbers(3)))
			m.path = nil
		case "s", "b":
			dash := m.stack[len(m.stack)-1]
			m.stack = m.stack[:len(m.stack)-1]
			stroke := fmt.Sprint("stroke ", m.numbers(4), dash)
			if word == "b" {
				m.paint(fmt.Sprint("fill ", m.numbers(3)))
			}
			m.paint(stroke)
			m.path = nil
		case "o":
			v := m.numbers(3)
			m.origin, m.scale = figure.Point{X: v[0], Y: v[1]}, v[2]/1000
		case "e":
			m.origin, m.scale = figure.Point{}, 1
		default:
			if letter, ok := m.letters[word]; ok {
				m.run(letter)
				continue
			}
			if strings.HasPrefix(word, "[") {
				for !strings.HasSuffix(word, "]") {
					i++
					word += " " + program[i]
				}
			}
			m.stack = append(m.stack, word)
		}
	}
}

func TestWhatIsPainted(t *testing.T) {
	text := encode(t, sample())
	prolog, page, _ := strings.Cut(text, "%%EndProlog\n")
	m := &machine{letters: map[string][]string{}, scale: 1}
	for letter := range strings.SplitSeq(prolog, "\n/g") {
		if name, body, ok := strings.Cut(letter, " {"); ok && !strings.HasPrefix(letter, "%!") {
			body, _, _ = strings.Cut(body, "} bind def")
			m.letters["g"+name] = strings.Fields(body)
		}
	}
	_, page, _ = strings.Cut(page, "from here on\n")
	page, _, _ = strings.Cut(page, "grestore showpage")
	var program []string
	for line := range strings.Lines(page) {
		if !strings.HasPrefix(line, "%") {
			program = append(program, strings.Fields(line)...)
		}
	}
	m.run(program)
	if len(m.stack) > 0 {
		t.Errorf("operands left over: %q", m.stack)
	}
	want := []string{
		"fill [1 1 1] 0,0 200,100", // the paper
		"stroke [1 0 0 1.5][4 2] 50,60 150,70",
		"fill [0 1 0] 10,50 50,70",
		"stroke [0 0 1 1][] 10,50 50,70",
		"stroke [1 1 1 3][] 12,54 42,66", // the halo, then the letters
		"fill [0 0 0] 12,54 42,66",
	}
	if diff := cmp.Diff(want, m.painted); diff != "" {
		t.Errorf("painted (-want +got):\n%s", diff)
	}
}

func TestSignsWithoutAFontAreAnError(t *testing.T) {
	f := sample()
	f.Parts[0].Texts = []figure.Text{words("北京", 10, 10)}
	want := `no font has the Han signs "北京": name a font that has them with --font FILE`
	if err := Encode(&bytes.Buffer{}, f); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// full is a writer to which nothing can be written.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreReturned(t *testing.T) {
	if err := Encode(full{}, sample()); !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
}
