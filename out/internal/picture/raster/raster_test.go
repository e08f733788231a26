package raster

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/out/figure"
	"relgraph/out/internal/style"
	"relgraph/out/internal/typeface"
)

// sheet is a figure of one inch by two, white, with one part.
func sheet(p figure.Part) *figure.Figure {
	return &figure.Figure{Width: 144, Height: 72, Title: "Two inches — Zoll", Says: "A test.", Paper: "#ffffff",
		Parts: []figure.Part{p}}
}

func words(content string, at figure.Point) figure.Text {
	t := figure.Text{At: at, Content: content, Size: 20, Colour: "#000000",
		Runs: typeface.Default().Set(content, typeface.Regular)}
	for _, r := range t.Runs {
		t.Width += r.Width * t.Size
	}
	return t
}

func encode(t *testing.T, f *figure.Figure, dpi float64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, f, dpi); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	im, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// chunksOf lists the kinds of chunks of a PNG file with their contents.
func chunksOf(data []byte) (kinds []string, contents map[string][]string) {
	contents = map[string][]string{}
	for data = data[8:]; len(data) > 0; {
		n := binary.BigEndian.Uint32(data)
		kind := string(data[4:8])
		kinds = append(kinds, kind)
		contents[kind] = append(contents[kind], string(data[8:8+n]))
		data = data[12+n:]
	}
	return kinds, contents
}

func TestAFileTellsItsSizeInPrint(t *testing.T) {
	for _, tt := range []struct {
		dpi           float64
		width, height int
		perMetre      uint32
	}{
		{72, 144, 72, 2835},
		{96, 192, 96, 3780},
		{300, 600, 300, 11811},
		{36.5, 73, 37, 1437}, // to the nearest pixel
	} {
		data := encode(t, sheet(figure.Part{}), tt.dpi)
		if got := decode(t, data).Bounds().Size(); got != image.Pt(tt.width, tt.height) {
			t.Errorf("%v dpi: %v pixels, want %d × %d", tt.dpi, got, tt.width, tt.height)
		}
		_, contents := chunksOf(data)
		want := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, tt.perMetre), tt.perMetre)
		if diff := cmp.Diff([]string{string(want) + "\x01"}, contents["pHYs"]); diff != "" {
			t.Errorf("%v dpi: pixels to a metre (-want +got):\n%s", tt.dpi, diff)
		}
	}
}

func TestAFileTellsItsTitleAndColours(t *testing.T) {
	kinds, contents := chunksOf(encode(t, sheet(figure.Part{}), 72))
	if diff := cmp.Diff([]string{"IHDR", "sRGB", "pHYs", "iTXt", "iTXt", "iTXt", "PLTE", "IDAT", "IEND"},
		kinds); diff != "" {
		t.Errorf("chunks (-want +got):\n%s", diff)
	}
	want := []string{"Title\x00\x00\x00en\x00\x00Two inches — Zoll", "Description\x00\x00\x00en\x00\x00A test.",
		"Software\x00\x00\x00en\x00\x00relgraph"}
	if diff := cmp.Diff(want, contents["iTXt"]); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

// Shapes are drawn where they are, in their own colours, at two pixels to a point.
func TestShapesAreDrawnInPlace(t *testing.T) {
	const red, blue, grey style.Colour = "#ff0000", "#0000ff", "#808080"
	line := func(dash ...float64) figure.Shape {
		return figure.Shape{Stroke: red, Width: 4, Dash: dash, Path: []figure.Segment{
			{Op: figure.Move, To: figure.Point{X: 10, Y: 20}}, {Op: figure.Line, To: figure.Point{X: 60, Y: 20}}}}
	}
	corner := figure.Shape{Stroke: red, Width: 8, Path: []figure.Segment{
		{Op: figure.Move, To: figure.Point{X: 10, Y: 50}}, {Op: figure.Line, To: figure.Point{X: 50, Y: 50}},
		{Op: figure.Line, To: figure.Point{X: 50, Y: 10}}}}
	tests := map[string]struct {
		shape figure.Shape
		want  map[figure.Point]style.Colour
	}{
		"a filled box": {figure.Shape{Box: figure.Box{X: 10, Y: 10, Width: 20, Height: 20}, Fill: grey},
			map[figure.Point]style.Colour{{X: 10.2, Y: 10.2}: grey, {X: 29.7, Y: 29.7}: grey,
				{X: 9.7, Y: 20}: "#ffffff", {X: 30.2, Y: 20}: "#ffffff"}},
		"a box with round corners": {figure.Shape{Box: figure.Box{X: 10, Y: 10, Width: 20, Height: 20}, Radius: 5,
			Fill: grey},
			map[figure.Point]style.Colour{{X: 10.7, Y: 10.7}: "#ffffff", {X: 12.2, Y: 12.2}: grey, {X: 20, Y: 10.2}: grey}},
		"a ring": {figure.Shape{Box: figure.Box{X: 10, Y: 10, Width: 20, Height: 20}, Radius: 10, Fill: blue,
			Stroke: red, Width: 2},
			map[figure.Point]style.Colour{{X: 20, Y: 20}: blue, {X: 10.2, Y: 20}: red, {X: 20, Y: 29.7}: red,
				{X: 11.2, Y: 11.2}: "#ffffff"}},
		"a line has flat ends": {line(),
			map[figure.Point]style.Colour{{X: 10.2, Y: 20}: red, {X: 59.7, Y: 18.2}: red, {X: 9.7, Y: 20}: "#ffffff",
				{X: 60.2, Y: 20}: "#ffffff", {X: 30, Y: 22.2}: "#ffffff"}},
		"a broken line": {line(6, 4),
			map[figure.Point]style.Colour{{X: 15.7, Y: 20}: red, {X: 16.2, Y: 20}: "#ffffff",
				{X: 19.7, Y: 20}: "#ffffff", {X: 20.2, Y: 20}: red, {X: 59.7, Y: 20}: "#ffffff"}},
		"an odd number of lengths takes turns": {line(10),
			map[figure.Point]style.Colour{{X: 19.7, Y: 20}: red, {X: 20.2, Y: 20}: "#ffffff", {X: 30.2, Y: 20}: red}},
		"a round corner": {corner,
			map[figure.Point]style.Colour{{X: 52, Y: 52}: red, {X: 53.7, Y: 53.7}: "#ffffff", {X: 47, Y: 47}: red,
				{X: 45.7, Y: 45.7}: "#ffffff"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			im := decode(t, encode(t, sheet(figure.Part{Shapes: []figure.Shape{tt.shape}}), 144))
			for at, want := range tt.want {
				r, g, b, _ := im.At(int(at.X*2), int(at.Y*2)).RGBA()
				if got := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8); got != string(want) {
					t.Errorf("at %v: %s, want %s", at, got, want)
				}
			}
		})
	}
}

// covered is how many pixels are dark, by the share of their darkness.
func covered(im image.Image) float64 {
	sum := 0.0
	for y := range im.Bounds().Dy() {
		for x := range im.Bounds().Dx() {
			sum += 1 - float64(color.GrayModel.Convert(im.At(x, y)).(color.Gray).Y)/255
		}
	}
	return sum
}

// A line covers its length times its width, wherever it lies.
func TestALineIsAsWideAsItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		along := func(name string, most float64) float64 { return rapid.Float64Range(10, most).Draw(t, name) }
		from, to := point{along("x1", 134), along("y1", 62)}, point{along("x2", 134), along("y2", 62)}
		width := rapid.Float64Range(0.3, 6).Draw(t, "width")
		c := &canvas{im: image.NewRGBA(image.Rect(0, 0, 144, 72)), scale: 1}
		c.blank("#ffffff")
		c.stroke([]polyline{{points: []point{from, to}}}, width, "#000000")
		if got, want := covered(c.im), to.minus(from).length()*width; math.Abs(got-want) > 0.02*want+0.5 {
			t.Fatalf("covers %.2f pixels, want %.2f", got, want)
		}
	})
}

// A line that is cut into parts shows no seams: no pixel is off by more than the rasteriser rounds, a sixteenth.
func TestPartsOfALineShowNoSeams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := point{10.3, rapid.Float64Range(10, 60).Draw(t, "y1")},
			point{133.7, rapid.Float64Range(10, 60).Draw(t, "y2")}
		draw := func(points ...point) *image.RGBA {
			c := &canvas{im: image.NewRGBA(image.Rect(0, 0, 144, 72)), scale: 1}
			c.blank("#ffffff")
			c.stroke([]polyline{{points: points}}, 5, "#000000")
			return c.im
		}
		parts := []point{from}
		for i := range rapid.IntRange(1, 40).Draw(t, "parts") {
			parts = append(parts, from.plus(to.minus(from).times(float64(i+1)/42)))
		}
		whole, cut := draw(from, to), draw(append(parts, to)...)
		for i := range whole.Pix {
			if far := int(whole.Pix[i]) - int(cut.Pix[i]); far < -16 || far > 16 {
				t.Fatalf("pixel %d, %d: %d in one piece, %d in parts", i/4%144, i/4/144, whole.Pix[i], cut.Pix[i])
			}
		}
	})
}

func TestLettersAreDrawn(t *testing.T) {
	plain := words("Ab", figure.Point{X: 20, Y: 40})
	haloed := plain
	haloed.Halo = "#00ff00"
	for name, tt := range map[string]struct {
		text figure.Text
		ink  color.RGBA
		want bool
	}{
		"letters":            {plain, color.RGBA{0, 0, 0, 255}, true},
		"no halo unasked":    {plain, color.RGBA{0, 255, 0, 255}, false},
		"a halo behind them": {haloed, color.RGBA{0, 255, 0, 255}, true},
		"and they over it":   {haloed, color.RGBA{0, 0, 0, 255}, true},
	} {
		im := decode(t, encode(t, sheet(figure.Part{Texts: []figure.Text{tt.text}}), 72))
		box := image.Rect(15, 20, 20+int(tt.text.Width)+5, 45)
		found := false
		for y := range 72 {
			for x := range 144 {
				is := color.RGBAModel.Convert(im.At(x, y)) == tt.ink
				found = found || is
				if is && !image.Pt(x, y).In(box) {
					t.Errorf("%s: ink at %d, %d, outside of %v", name, x, y, box)
				}
			}
		}
		if found != tt.want {
			t.Errorf("%s: %v, want %v", name, found, tt.want)
		}
	}
}

// A picture with few colours has a palette with each of them; one with more than it holds has its blends there, and
// one with too many for that has none.
func TestColoursStayWhatTheyAre(t *testing.T) {
	for _, tt := range []struct {
		stripes int
		palette bool
	}{{1, true}, {100, true}, {700, false}} {
		var p figure.Part
		for i := range tt.stripes {
			colour := style.Colour(fmt.Sprintf("#%02x%02x%02x", i*37%256, i*91%256, i*151%256))
			p.Shapes = append(p.Shapes,
				figure.Shape{Box: figure.Box{X: float64(i) * 0.2, Y: 10, Width: 0.2, Height: 20}, Fill: colour})
		}
		im := decode(t, encode(t, sheet(p), 360))
		_, palette := im.(*image.Paletted)
		if palette != tt.palette {
			t.Errorf("%d colours: palette %v, want %v", tt.stripes, palette, tt.palette)
		}
		for i := range tt.stripes {
			r, g, b, _ := im.At(i, 100).RGBA()
			if got, want := [3]int{int(r >> 8), int(g >> 8), int(b >> 8)},
				[3]int{i * 37 % 256, i * 91 % 256, i * 151 % 256}; got != want {
				t.Errorf("%d colours: stripe %d is %v, want %v", tt.stripes, i, got, want)
			}
		}
	}
}

func TestWhatCannotBeDrawnIsSaid(t *testing.T) {
	poster := sheet(figure.Part{})
	poster.Width, poster.Height = 2384, 3370 // A0
	foreign := sheet(figure.Part{Texts: []figure.Text{words("北京 and नई", figure.Point{X: 10, Y: 30})}})
	for _, tt := range []struct {
		name   string
		figure *figure.Figure
		dpi    float64
		want   string
	}{
		{"too coarse", sheet(figure.Part{}), 35.9,
			"35.9 dots per inch: want 36 to 2400, such as 300 for print or 96 for a screen"},
		{"too fine", sheet(figure.Part{}), 2401,
			"2401 dots per inch: want 36 to 2400, such as 300 for print or 96 for a screen"},
		{"no number", sheet(figure.Part{}), math.NaN(),
			"NaN dots per inch: want 36 to 2400, such as 300 for print or 96 for a screen"},
		{"too large", poster, 600,
			"19867 × 28083 pixels are too many: want --dpi 359 or less, or a figure of lines (svg, pdf, eps), which is sharp at any size"},
		{"no font", foreign, 72,
			`no font has the Han signs "北京" and the Devanagari signs "नई": name a font that has them with --font FILE`},
	} {
		var b bytes.Buffer
		if err := Encode(&b, tt.figure, tt.dpi); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes were written", tt.name, b.Len())
		}
	}
}

// The resolution that a refusal names is one that is not refused.
func TestTheResolutionThatIsNamedFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &figure.Figure{Width: float64(rapid.IntRange(500, 5000).Draw(t, "width")),
			Height: float64(rapid.IntRange(500, 5000).Draw(t, "height"))}
		dpi := rapid.Float64Range(minDPI, maxDPI).Draw(t, "dpi")
		_, _, err := pixels(f, dpi)
		if err == nil {
			return
		}
		var w, h, fits float64
		if _, e := fmt.Sscanf(err.Error(), "%f × %f pixels are too many: want --dpi %f", &w, &h, &fits); e != nil {
			t.Fatalf("%v: %v", err, e)
		}
		if _, _, err := pixels(f, fits); err != nil {
			t.Fatalf("at %v: %v", fits, err)
		}
		if _, _, err := pixels(f, fits+1); err == nil {
			t.Fatalf("%v would do too", fits+1)
		}
	})
}

// full takes some bytes and then no more.
type full struct{ room int }

var errFull = errors.New("no space left")

func (w *full) Write(b []byte) (int, error) {
	n := min(len(b), w.room)
	w.room -= n
	if n < len(b) {
		return n, errFull
	}
	return n, nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	whole := len(encode(t, sheet(figure.Part{}), 72))
	for room := range whole {
		if err := Encode(&full{room}, sheet(figure.Part{}), 72); !errors.Is(err, errFull) {
			t.Fatalf("with room for %d of %d bytes: %v, want %v", room, whole, err, errFull)
		}
	}
}
