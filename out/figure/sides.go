package figure

import (
	"math"

	"relgraph/graph"
	"relgraph/out/internal/style"
)

// Tints are the colours of the sides: see [style.TintsOf].
func Tints(g *graph.Graph, theme *style.Theme) map[string]style.Tint { return style.TintsOf(g, theme) }

// bandRoom is what the strip at the left of a box takes of it.
const bandRoom = 4.0

// band draws the strip that tells a box's side without colour, along the left of the box.
func band(box Box, tint style.Tint) []Shape {
	const inset, width = 2.4, 3.0
	above := inset
	if box.Height < 10 { // of a small legend, where a whole strip and half of one would look alike
		above = inset / 2
	}
	strip := Box{box.X + inset, box.Y + above, width, box.Height - 2*above}
	fill := func(b Box) Shape { return Shape{Box: b, Radius: 0.6, Fill: tint.Text} }
	pieces := func(length, gap float64, shape func(y, length float64) Shape) []Shape {
		var list []Shape
		n := math.Floor((strip.Height + gap) / (length + gap))
		if n < 2 { // in the small boxes of a legend, where one piece would look like another side's strip
			n, length, gap = 2, strip.Height/3, strip.Height/3
		}
		left := (strip.Height - float64(n*length) - float64((n-1)*gap)) / 2
		for i := 0.0; i < n; i++ {
			list = append(list, shape(strip.Y+left+float64(i*(length+gap)), length))
		}
		return list
	}
	switch tint.Band {
	case style.FullBand:
		return []Shape{fill(strip)}
	case style.TwoLines:
		return []Shape{fill(Box{strip.X, strip.Y, 0.9, strip.Height}), fill(Box{strip.X + 2.1, strip.Y, 0.9, strip.Height})}
	case style.DashedBand:
		return pieces(3.4, 2.2, func(y, length float64) Shape { return fill(Box{strip.X, y, width, length}) })
	case style.UpperBand:
		return []Shape{fill(Box{strip.X, strip.Y, width, strip.Height / 2})}
	case style.DottedBand:
		return pieces(2.2, 2.2, func(y, length float64) Shape {
			return Shape{Box: Box{strip.X + width/2 - length/2, y, length, length}, Radius: length / 2, Fill: tint.Text}
		})
	case style.ThinBand:
		return []Shape{fill(Box{strip.X + 1, strip.Y, 1, strip.Height})}
	case style.LowerBand:
		return []Shape{fill(Box{strip.X, strip.Y + strip.Height/2, width, strip.Height / 2})}
	}
	return nil
}
