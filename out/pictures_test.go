package out

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/graphviz"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// builtIn is the built-in dossier on its way into files.
func builtIn(t *testing.T) *Rendering {
	t.Helper()
	d, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return Render(graph.Must(graph.Build(d)), graphviz.Engine{}, Options{DPI: 144})
}

func written(t *testing.T, r *Rendering, format string) []byte {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.Write(context.Background(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesAreTheSameEachTime(t *testing.T) {
	r := builtIn(t)
	first := map[string][]byte{}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		for _, format := range []string{"png", "pdf", "eps"} {
			data := written(t, r, format)
			if first[format] == nil {
				first[format] = data
			}
			if !bytes.Equal(first[format], data) {
				t.Errorf("%s differs with %d processors", format, procs)
			}
		}
	}
}

// inked is how much of the box of the picture has about that colour.
func inked(im image.Image, box image.Rectangle, c style.Colour) float64 {
	r, g, b := c.RGB()
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 80 } // thin strokes blend with what lies behind
	n := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if at := color.RGBAModel.Convert(im.At(x, y)).(color.RGBA); near(at.R, r) && near(at.G, g) && near(at.B, b) {
				n++
			}
		}
	}
	return float64(n) / float64(box.Dx()*box.Dy())
}

// Each text of the figure is in the picture: its colour covers some of its box, and not most. Each line is, halfway.
func TestThePNGHasEveryTextAndLine(t *testing.T) {
	r := builtIn(t)
	im, err := png.Decode(bytes.NewReader(written(t, r, "png")))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := r.Figure(context.Background())
	const scale = 2 // pixels to a point
	pixel := func(v float64) int { return int(math.Round(v * scale)) }
	texts := 0
	f.Each(func(p figure.Part) {
		for _, text := range p.Texts {
			texts++
			box := image.Rect(pixel(text.At.X), pixel(text.At.Y-0.75*text.Size), pixel(text.At.X+text.Width)+1,
				pixel(text.At.Y)+1)
			if share := inked(im, box, text.Colour); share < 0.04 || share > 0.6 {
				t.Errorf("%q covers %.0f %% of its place", text.Content, 100*share)
			}
		}
	})
	if texts < 100 {
		t.Errorf("only %d texts were looked for", texts)
	}
	for _, e := range f.Edges {
		for _, s := range e.Shapes {
			if len(s.Path) > 1 && s.Path[1].Op == figure.Curve && s.Dash == nil {
				a, c := s.Path[0].To, s.Path[1]
				x, y := (a.X+3*c.A.X+3*c.B.X+c.To.X)/8, (a.Y+3*c.A.Y+3*c.B.Y+c.To.Y)/8
				if inked(im, image.Rect(pixel(x)-2, pixel(y)-2, pixel(x)+3, pixel(y)+3), s.Stroke) == 0 {
					t.Errorf("no line of %s at %.1f, %.1f", e.ID, x, y)
				}
			}
		}
	}
}

// Each text of the figure is text of the PDF, and each contact is told in words.
func TestThePDFHasEveryTextAndContact(t *testing.T) {
	r := builtIn(t)
	data := written(t, r, "pdf")
	file, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := file.Page(1).GetPlainText(nil)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := r.Figure(context.Background())
	f.Each(func(p figure.Part) {
		for _, line := range p.Texts {
			if !strings.Contains(text, line.Content) {
				t.Errorf("no %q", line.Content)
			}
		}
	})
	told := map[string]bool{}
	var tell func(pdf.Value)
	tell = func(v pdf.Value) {
		told[v.Key("Alt").Text()] = true
		for i := range v.Key("K").Len() {
			if kid := v.Key("K").Index(i); kid.Kind() == pdf.Dict {
				tell(kid)
			}
		}
	}
	tell(file.Trailer().Key("Root").Key("StructTreeRoot").Key("K").Index(0))
	for _, e := range f.Edges {
		if !told[e.Name] {
			t.Errorf("%s is not told: want %q", e.ID, e.Name)
		}
	}
}
