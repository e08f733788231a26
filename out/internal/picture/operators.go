package picture

import (
	"fmt"
	"io"

	"relgraph/out/figure"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
)

// PDF took its operators from PostScript: lengths, colours, dashes and paths are written alike.

// HaloWidth is the stroke of a text's halo in points; half of it lies outside the letters.
const HaloWidth = 3

// Number writes a length with three digits behind the point at the most.
func Number(v float64) string { return quote.Rounded(v, 3) }

// RGB writes a colour as three parts of 1.
func RGB(c style.Colour) string {
	r, g, b := c.RGB()
	part := func(v uint8) string { return Number(float64(v) / 255) }
	return part(r) + " " + part(g) + " " + part(b)
}

// Array writes numbers one after the other.
func Array(values []float64) string {
	text := []byte{'['}
	for i, v := range values {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, Number(v)...)
	}
	return string(append(text, ']'))
}

// WritePath writes the steps of a path; at says where a point is. What stands behind a curve and behind the end of a
// path is end. A writer that keeps its first error needs no other.
func WritePath(w io.Writer, path []figure.Segment, at func(figure.Point) string, end string) {
	for _, step := range path {
		switch step.Op {
		case figure.Move:
			fmt.Fprintf(w, "%s m ", at(step.To))
		case figure.Line:
			fmt.Fprintf(w, "%s l ", at(step.To))
		case figure.Curve:
			fmt.Fprintf(w, "%s %s %s c%s", at(step.A), at(step.B), at(step.To), end)
		case figure.Close:
			fmt.Fprintf(w, "h%s", end)
		}
	}
}
