package typeface

import (
	"encoding/binary"
	"math"

	"github.com/go-text/typesetting/font/opentype"
)

// A glyphShape is a glyph as TrueType has it: points on the outline and control points beside it, all on the font's
// grid.
type glyphShape struct {
	points []gridPoint
	ends   []int // of each contour, the index of its last point
}

type gridPoint struct {
	x, y int16
	on   bool // the outline goes through the point
}

// A contour is a closed curve before it is put on the grid.
type contour []contourPoint

type contourPoint struct {
	opentype.SegmentPoint
	on bool
}

// simpleGlyph makes a glyph of the contours of an outline. The flatness is how far a curve may be from what it
// replaces.
func simpleGlyph(outline [][]opentype.Segment, flatness float64) glyphShape {
	var g glyphShape
	for _, segments := range outline {
		var c contour
		for _, s := range segments {
			c.follow(s, flatness)
		}
		c = c.tidy()
		if len(c) < 2 {
			continue
		}
		for _, p := range c {
			g.points = append(g.points, gridPoint{grid(p.X), grid(p.Y), p.on})
		}
		g.ends = append(g.ends, len(g.points)-1)
	}
	return g
}

func grid(v float32) int16 {
	return int16(min(max(math.Round(float64(v)), math.MinInt16), math.MaxInt16))
}

// follow goes one segment further.
func (c *contour) follow(s opentype.Segment, flatness float64) {
	p := s.Args
	switch s.Op {
	case opentype.SegmentOpMoveTo, opentype.SegmentOpLineTo:
		*c = append(*c, contourPoint{p[0], true})
	case opentype.SegmentOpQuadTo:
		*c = append(*c, contourPoint{p[0], false}, contourPoint{p[1], true})
	case opentype.SegmentOpCubeTo:
		c.followCubic(p, flatness)
	}
}

// followCubic goes along a cubic curve in as many quadratic ones as keep within flatness. The best quadratic curve
// with the same ends is off by √3/36 of the length of the third difference of the points, and by an eighth of that if
// the curve is halved.
func (c *contour) followCubic(p [3]opentype.SegmentPoint, flatness float64) {
	a := (*c)[len(*c)-1].SegmentPoint
	x, y := float64(p[2].X-float32(3*p[1].X)+float32(3*p[0].X)-a.X), float64(p[2].Y-float32(3*p[1].Y)+float32(3*p[0].Y)-a.Y)
	third := math.Sqrt(float64(x*x) + float64(y*y)) // and not math.Hypot, whose last digit differs by processor
	n := max(int(math.Ceil(math.Round(math.Cbrt(math.Sqrt(3)/36*third/flatness)*1e6)/1e6)), 1)
	for i := range n {
		from, to := float32(i)/float32(n), float32(i+1)/float32(n)
		controlX, endX := quadratic(a.X, p[0].X, p[1].X, p[2].X, from, to)
		controlY, endY := quadratic(a.Y, p[0].Y, p[1].Y, p[2].Y, from, to)
		*c = append(*c, contourPoint{opentype.SegmentPoint{X: controlX, Y: controlY}, false},
			contourPoint{opentype.SegmentPoint{X: endX, Y: endY}, true})
	}
}

// quadratic is one coordinate of the quadratic curve nearest to the part of a cubic one between two times.
func quadratic(a, b, c, d, from, to float32) (control, end float32) {
	at := func(t float32) float32 {
		u := 1 - t
		return float32(u*u*u*a) + float32(3*u*u*t*b) + float32(3*u*t*t*c) + float32(t*t*t*d)
	}
	slope := func(t float32) float32 {
		u := 1 - t
		return 3 * (float32(u*u*(b-a)) + float32(2*u*t*(c-b)) + float32(t*t*(d-c)))
	}
	start, end := at(from), at(to)
	// The mean of the two controls that match the slopes at the ends.
	return (start+end)/2 + (to-from)*(slope(from)-slope(to))/4, end
}

// tidy leaves out what TrueType adds by itself: the way back to the first point, and points in the middle between two
// control points, but for the start. So a contour that was TrueType gets its own points back, and none comes off the
// grid.
func (c contour) tidy() contour {
	if n := len(c); n > 1 && c[n-1].on && c[0].on && c[n-1].SegmentPoint == c[0].SegmentPoint {
		c = c[:n-1]
	}
	n := len(c)
	var kept contour
	for i, p := range c {
		before, after := c[(i+n-1)%n], c[(i+1)%n]
		implied := p.on && !before.on && !after.on && p.X == (before.X+after.X)/2 && p.Y == (before.Y+after.Y)/2
		start := i == 0 && p.X == float32(grid(p.X)) && p.Y == float32(grid(p.Y))
		if !implied || start || n < 3 {
			kept = append(kept, p)
		}
	}
	return kept
}

func (g glyphShape) box() (minX, minY, maxX, maxY int16) {
	minX, minY, maxX, maxY = math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16
	for _, p := range g.points {
		minX, minY, maxX, maxY = min(minX, p.x), min(minY, p.y), max(maxX, p.x), max(maxY, p.y)
	}
	return minX, minY, maxX, maxY
}

// encode writes the glyph as the table "glyf" has it.
func (g glyphShape) encode() []byte {
	minX, minY, maxX, maxY := g.box()
	b := bytesOf(int16(len(g.ends)), minX, minY, maxX, maxY)
	for _, end := range g.ends {
		b = binary.BigEndian.AppendUint16(b, uint16(end))
	}
	b = append(b, 0, 0) // no instructions
	const onCurve, xShort, yShort, xSame, ySame = 0x01, 0x02, 0x04, 0x10, 0x20
	var flags, xs, ys []byte
	var last gridPoint
	for _, p := range g.points {
		var flag byte
		if p.on {
			flag = onCurve
		}
		flag |= delta(&xs, int(p.x)-int(last.x), xShort, xSame)
		flag |= delta(&ys, int(p.y)-int(last.y), yShort, ySame)
		flags, last = append(flags, flag), p
	}
	for _, part := range [][]byte{repeated(flags), xs, ys} {
		b = append(b, part...)
	}
	return b
}

// delta writes a step from one coordinate to the next, in one byte if it is small and none if it is zero. The bit
// same means "positive" of a short step.
func delta(b *[]byte, step int, short, same byte) (flag byte) {
	switch {
	case step == 0:
		return same
	case step > 0 && step < 256:
		*b = append(*b, byte(step))
		return short | same
	case step < 0 && step > -256:
		*b = append(*b, byte(-step))
		return short
	}
	*b = binary.BigEndian.AppendUint16(*b, uint16(step))
	return 0
}

// repeated writes flags that follow each other as one and a count.
func repeated(flags []byte) []byte {
	const repeat = 0x08
	var b []byte
	for i := 0; i < len(flags); {
		n := 1
		for i+n < len(flags) && flags[i+n] == flags[i] && n < 256 {
			n++
		}
		if n > 2 {
			b = append(b, flags[i]|repeat, byte(n-1))
		} else {
			for range n {
				b = append(b, flags[i])
			}
		}
		i += n
	}
	return b
}
