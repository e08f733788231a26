package raster

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"

	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/internal/picture"
)

// DefaultDPI is what printers ask of a drawing in colour or grey.
const DefaultDPI = 300

// The range of resolutions.
const (
	minDPI = 36
	maxDPI = 2400
)

// maxPixels bounds the memory to about 1.5 GB: four bytes a pixel, one in the palette, eight where the largest area
// is filled.
const maxPixels = 200_000_000

// CheckDPI returns an error if no figure can be drawn in that resolution.
func CheckDPI(dpi float64) error {
	if !(dpi >= minDPI && dpi <= maxDPI) {
		return fmt.Errorf("%v dots per inch: want %d to %d, such as %d for print or 96 for a screen", dpi, minDPI,
			maxDPI, DefaultDPI)
	}
	return nil
}

// Format is PNG.
var Format = format.Format[picture.Job]{
	Description: format.Description{Name: "png", Ext: ".png", OneWay: true, Picture: true, Placed: true,
		About: "the figure in pixels, for word processors and the web",
		Holds: "the figure in pixels",
		Lacks: "what the figure does not show; text that can be searched",
		Takes: format.OfFigures(format.Pixels),
	},
	Write: func(w io.Writer, j picture.Job) error { return Encode(w, j.Figure, cmp.Or(j.DPI, DefaultDPI)) },
}

// Encode writes f with dpi pixels to an inch. Its errors are those of [CheckDPI], of a picture that is too large for
// the memory of a usual machine, a [figure.MissingLetters], and those of w.
func Encode(w io.Writer, f *figure.Figure, dpi float64) error {
	if err := CheckDPI(dpi); err != nil {
		return err
	}
	if err := f.Lettered(); err != nil {
		return err
	}
	width, height, err := pixels(f, dpi)
	if err != nil {
		return err
	}
	c := &canvas{im: image.NewRGBA(image.Rect(0, 0, width, height)), scale: dpi / 72}
	c.blank(f.Paper)
	f.Each(c.part)
	encoder := png.Encoder{} // to look twice as long for something to leave out saves one byte in twenty
	return encoder.Encode(&annotated{w: w, chunks: chunks(f, dpi)}, indexed(c.im, c.used))
}

// pixels is the size of the picture; its error names a resolution that is not too fine.
func pixels(f *figure.Figure, dpi float64) (width, height int, err error) {
	size := func(dpi float64) (w, h float64) {
		return math.Round(f.Width * dpi / 72), math.Round(f.Height * dpi / 72)
	}
	w, h := size(dpi)
	if w*h <= maxPixels {
		return int(w), int(h), nil
	}
	fits := math.Ceil(dpi)
	for v, u := w, h; v*u > maxPixels; v, u = size(fits) {
		fits--
	}
	return 0, 0, fmt.Errorf("%.0f × %.0f pixels are too many: want --dpi %.0f or less, or a figure of lines (svg, "+
		"pdf, eps), which is sharp at any size", w, h, fits)
}

// chunks tell the picture's size, colours and title (PNG specification, third edition, 11.3).
func chunks(f *figure.Figure, dpi float64) []byte {
	const metre, perceptual = 1, 0
	perMetre := uint32(math.Round(dpi / 0.0254))
	size := binary.BigEndian.AppendUint32(nil, perMetre)
	size = binary.BigEndian.AppendUint32(size, perMetre)
	return bytes.Join([][]byte{
		chunk("sRGB", []byte{perceptual}),
		chunk("pHYs", append(size, metre)),
		chunk("iTXt", text("Title", f.Title)),
		chunk("iTXt", text("Description", f.Says)),
		chunk("iTXt", text("Software", "relgraph")),
	}, nil)
}

// text is the content of an iTXt chunk: keyword, not compressed, in English, keyword in no other language, words.
func text(keyword, words string) []byte { return []byte(keyword + "\x00\x00\x00en\x00\x00" + words) }

func chunk(kind string, content []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	b = append(append(b, kind...), content...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// headLength is how long the signature and the first chunk of a PNG file are, after which other chunks may come.
const headLength = 8 + 12 + 13

// An annotated writer puts chunks behind the head of a PNG file.
type annotated struct {
	w      io.Writer
	chunks []byte
	passed int
}

func (a *annotated) Write(b []byte) (int, error) {
	n := 0
	if a.passed < headLength {
		head, err := a.w.Write(b[:min(len(b), headLength-a.passed)])
		a.passed += head
		n += head
		if err != nil || a.passed < headLength {
			return n, err
		}
		if _, err := a.w.Write(a.chunks); err != nil {
			return n, err
		}
	}
	rest, err := a.w.Write(b[n:])
	return n + rest, err
}
