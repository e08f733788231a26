package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/vector"

	"relgraph/out/figure"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/style"
)

// A canvas is the picture while it is painted.
type canvas struct {
	im    *image.RGBA
	scale float64 // pixels to a point
	fill  vector.Rasterizer
	used  []color.RGBA
}

// part paints what a part has outside the parts in it.
func (c *canvas) part(p figure.Part) {
	for _, s := range p.Shapes {
		c.shape(s)
	}
	for _, t := range p.Texts {
		c.text(t)
	}
}

func (c *canvas) shape(s figure.Shape) {
	lines := flatten(s.Outline(), c.scale)
	if s.Fill != "" {
		c.paint(lines, s.Fill)
	}
	if s.Stroke == "" {
		return
	}
	if len(s.Dash) > 0 {
		dash := make([]float64, len(s.Dash))
		for i, d := range s.Dash {
			dash[i] = d * c.scale
		}
		var dashes []polyline
		for _, l := range lines {
			dashes = append(dashes, l.dashed(dash)...)
		}
		lines = dashes
	}
	c.stroke(lines, s.Width, s.Stroke)
}

func (c *canvas) text(t figure.Text) {
	letters := flatten(slices.Concat(t.Glyphs()...), c.scale)
	if t.Halo != "" {
		c.stroke(letters, picture.HaloWidth, t.Halo)
	}
	c.paint(letters, t.Colour)
}

// stroke draws lines with a pen of that width in points.
func (c *canvas) stroke(lines []polyline, width float64, colour style.Colour) {
	var areas []polyline
	for _, l := range lines {
		areas = append(areas, l.outline(width*c.scale)...)
	}
	c.paint(areas, colour)
}

// tile is the side of the squares, in pixels, in which areas are painted. Up to it package vector calculates with whole
// numbers; beyond, with float32, which it adds up in another order where a processor can add several at once.
const tile = 512

// paint fills what the lines enclose, by the nonzero winding rule.
func (c *canvas) paint(areas []polyline, colour style.Colour) {
	box := bounds(areas).Intersect(c.im.Bounds())
	if box.Empty() {
		return
	}
	ink := image.NewUniform(c.ink(colour))
	touched := make([]image.Rectangle, len(areas))
	for i := range areas {
		touched[i] = bounds(areas[i : i+1])
	}
	for y := box.Min.Y; y < box.Max.Y; y += tile {
		for x := box.Min.X; x < box.Max.X; x += tile {
			part := image.Rect(x, y, x+tile, y+tile).Intersect(box)
			any := false
			for i, a := range areas {
				if !touched[i].Overlaps(part) { // what is closed beside it adds up to nothing in it
					continue
				}
				if !any {
					c.fill.Reset(part.Dx(), part.Dy())
					any = true
				}
				c.enclose(a, part.Min)
			}
			if any {
				c.fill.Draw(c.im, part, ink, image.Point{})
			}
		}
	}
}

// enclose adds the area that a line encloses to what is filled, from a corner on. Long lines go in steps: package vector
// multiplies their length by 2^19, in 32 bits.
func (c *canvas) enclose(a polyline, corner image.Point) {
	at := func(p point) (x, y float64) { return p.x - float64(corner.X), p.y - float64(corner.Y) }
	x, y := at(a.points[0])
	c.fill.MoveTo(float32(x), float32(y))
	for i := range a.points {
		before, p := a.points[i], a.points[(i+1)%len(a.points)]
		x, y := at(p)
		steps := math.Ceil(math.Abs(p.x-before.x) / tile)
		for n := 1.0; n < steps; n++ {
			left := (steps - n) / steps
			c.fill.LineTo(float32(x-float64(left*(p.x-before.x))), float32(y-float64(left*(p.y-before.y))))
		}
		c.fill.LineTo(float32(x), float32(y))
	}
	c.fill.ClosePath()
}

// bounds are the pixels that the lines touch.
func bounds(lines []polyline) image.Rectangle {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, l := range lines {
		for _, p := range l.points {
			minX, minY, maxX, maxY = min(minX, p.x), min(minY, p.y), max(maxX, p.x), max(maxY, p.y)
		}
	}
	if minX > maxX {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(minX)), int(math.Floor(minY)), int(math.Floor(maxX))+1, int(math.Floor(maxY))+1)
}

// ink is the colour, which the palette will have.
func (c *canvas) ink(of style.Colour) color.RGBA {
	r, g, b := of.RGB()
	ink := color.RGBA{r, g, b, 0xFF}
	if !slices.Contains(c.used, ink) {
		c.used = append(c.used, ink)
	}
	return ink
}

// blank covers the whole picture.
func (c *canvas) blank(colour style.Colour) {
	draw.Draw(c.im, c.im.Bounds(), image.NewUniform(c.ink(colour)), image.Point{}, draw.Src)
}
