// Package plane is geometry of broken numbers: points, the ways between them, and the curves that lines are drawn as.
//
// Places have to come out the same on every machine. Go may fuse a product and a sum into one instruction with another
// rounding, and does on some processors; a conversion of the product to float64 forbids it. So products are converted,
// and math.Hypot, which differs too, is not used.
package plane

import "math"

// A Point is a place, or the way to it from the origin: x to the right, y downwards, in points (1/72 inch) where nothing
// else is said.
type Point struct{ X, Y float64 }

// Plus is p moved by q.
func (p Point) Plus(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Minus is the way from q to p.
func (p Point) Minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Times is p so many times as long.
func (p Point) Times(f float64) Point { return Point{float64(p.X * f), float64(p.Y * f)} }

// Stretched is p so many times as wide and as high.
func (p Point) Stretched(x, y float64) Point { return Point{float64(p.X * x), float64(p.Y * y)} }

// Dot is the scalar product: 0 for ways at a right angle.
func (p Point) Dot(q Point) float64 { return float64(p.X*q.X) + float64(p.Y*q.Y) }

// Cross is the third coordinate of the vector product: 0 for ways in one direction or its opposite.
func (p Point) Cross(q Point) float64 { return float64(p.X*q.Y) - float64(p.Y*q.X) }

// Length is how long p is.
func (p Point) Length() float64 { return math.Sqrt(p.Dot(p)) }

// Unit is p at length 1, or the direction of the x axis if p has none.
func (p Point) Unit() Point {
	l := p.Length()
	if l < 1e-9 {
		return Point{1, 0}
	}
	return Point{p.X / l, p.Y / l}
}

// Distance is how far a and b are from each other.
func Distance(a, b Point) float64 { return a.Minus(b).Length() }

// Between is the point at part t of the way from a to b.
func Between(a, b Point, t float64) Point {
	return Point{a.X + float64(t*(b.X-a.X)), a.Y + float64(t*(b.Y-a.Y))}
}

// On is the point at part t of a cubic Bézier curve, which is four points. It is where [Split] cuts, to the last digit.
func On(cubic []Point, t float64) Point {
	ab, bc, cd := Between(cubic[0], cubic[1], t), Between(cubic[1], cubic[2], t), Between(cubic[2], cubic[3], t)
	return Between(Between(ab, bc, t), Between(bc, cd, t), t)
}

// Split cuts a cubic Bézier curve in two at part t of it (by de Casteljau's algorithm): the first is points 0 to 3, the
// second 3 to 6.
func Split(cubic []Point, t float64) []Point {
	ab, bc, cd := Between(cubic[0], cubic[1], t), Between(cubic[1], cubic[2], t), Between(cubic[2], cubic[3], t)
	abc, bcd := Between(ab, bc, t), Between(bc, cd, t)
	return []Point{cubic[0], ab, abc, Between(abc, bcd, t), bcd, cd, cubic[3]}
}
