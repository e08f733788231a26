package places

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"relgraph/out/internal/plane"
)

// A drawing is one connected part while it is placed. Nodes have numbers of their own in it.
type drawing struct {
	near  [][]int32  // the neighbours of each node
	edges [][2]int32 // each once, the lower number first
	sides []int
	at    []plane.Point
}

// newDrawing makes the drawing of a part; number is room for the numbers that all nodes of the graph have in it.
func newDrawing(nodes []int32, adjacent [][]int32, sides []int, number []int32) *drawing {
	for i, n := range nodes {
		number[n] = int32(i)
	}
	d := &drawing{near: make([][]int32, len(nodes)), sides: make([]int, len(nodes)), at: make([]plane.Point, len(nodes))}
	ends := 0
	for _, n := range nodes {
		ends += len(adjacent[n])
	}
	all := make([]int32, 0, ends)
	d.edges = make([][2]int32, 0, ends/2)
	for i, n := range nodes {
		d.sides[i] = -1
		if sides != nil {
			d.sides[i] = sides[n]
		}
		begin := len(all)
		for _, m := range adjacent[n] {
			j := number[m]
			all = append(all, j)
			if int32(i) < j {
				d.edges = append(d.edges, [2]int32{int32(i), j})
			}
		}
		d.near[i] = all[begin:len(all):len(all)]
	}
	return d
}

const (
	everyPair = 1000 // nodes of a part up to which every two are held at their distance
	pivots    = 40   // in a larger part: nodes that all others keep their distance to
	second    = 12   // in a larger part: neighbours of neighbours that a node keeps its distance to
	together  = 0.8  // of their distance: two of one side who are no neighbours
	cooling   = 0.75 // how fast steps grow smaller
	smallest  = 0.1  // the last step, as a share of what a term asks for
	evenly    = 0.6180339887498949
)

// A term holds two nodes at a distance. It is their numbers and that of the distance in one word, since nothing is done
// as often as to put terms in another order.
type term uint64

const numberBits, distanceBits = 24, 16 // a part has no more than unfolded nodes, and twice as many distances

func newTerm(i, j, distance int32) term {
	return term(i)<<(numberBits+distanceBits) | term(j)<<distanceBits | term(distance)
}

// unfold gives every node a place such that distances in the plane are as those in the graph, by stochastic descent
// on the stress (Zheng, Pawar and Goodman 2018). Where a part is large, a node keeps its distance to its neighbours,
// to some of theirs and to pivots (Ortmann, Klimenta and Brandes 2016), so that the work stays linear.
func (d *drawing) unfold() {
	for i := range d.at { // a start in which no two are in one place, and no two start alike
		turn := float64(float64(i) * evenly)
		d.at[i] = plane.Point{X: turn - math.Floor(turn), Y: float64(i) / float64(len(d.at))}
	}
	s := stress{drawing: d}
	if len(d.at) <= everyPair {
		s.holdAll()
	} else {
		s.holdSome()
	}
	longest := 1.0
	for _, distance := range s.distances {
		longest = max(longest, distance)
	}
	random, shares := rand.NewPCG(1, 2), make([]float64, len(s.distances))
	for step := float64(longest * longest); step > smallest; step *= cooling {
		shuffle(s.terms, random)
		for n, distance := range s.distances {
			if distance > 0 {
				weight := 1 / float64(distance*distance)
				shares[n] = min(1, float64(weight*step))
			}
		}
		s.pull(shares)
	}
	for i := range d.at {
		d.at[i] = plane.Point{X: float64(d.at[i].X * edgeLength), Y: float64(d.at[i].Y * edgeLength)}
	}
}

// shuffle has the order that Shuffle of package math/rand/v2 has, without calls through an interface for each term.
func shuffle(terms []term, random *rand.PCG) {
	for i := len(terms) - 1; i > 0; i-- {
		n := uint64(i + 1)
		x := random.Uint64()
		j, rest := bits.Mul64(x, n)
		if n&(n-1) == 0 {
			j = x & (n - 1)
		} else if rest < n {
			for least := -n % n; rest < least; {
				j, rest = bits.Mul64(random.Uint64(), n)
			}
		}
		terms[i], terms[j] = terms[j], terms[i]
	}
}

// A stress is the terms that hold the nodes of a drawing.
type stress struct {
	*drawing
	terms     []term
	distances []float64 // by their numbers; 0 for those that no term has
	queue     []int32   // room for stepsFrom
}

// pull moves both nodes of each term a share of the way to its distance. Shares are those of the distances.
func (s *stress) pull(shares []float64) {
	at, distances := s.at, s.distances[:len(shares)]
	for _, t := range s.terms {
		a, b := &at[t>>(numberBits+distanceBits)], &at[t>>distanceBits&(1<<numberBits-1)]
		n := int(t & (1<<distanceBits - 1))
		dx, dy := a.X-b.X, a.Y-b.Y
		length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
		if length < 1e-9 {
			dx, length = 1e-9, 1e-9
		}
		pull := float64(shares[n]*(length-distances[n])) / float64(2*length)
		mx, my := float64(dx*pull), float64(dy*pull)
		a.X, a.Y, b.X, b.Y = a.X-mx, a.Y-my, b.X+mx, b.Y+my
	}
}

// hold holds i and j as far from each other as they are in the graph; two of one side, who are no neighbours, a
// little nearer.
func (s *stress) hold(i, j int32, steps int32) {
	n, distance := 2*steps, float64(steps)
	if steps > 1 && s.sides[i] >= 0 && s.sides[i] == s.sides[j] {
		n, distance = n+1, float64(distance*together)
	}
	for int(n) >= len(s.distances) {
		s.distances = append(s.distances, 0)
	}
	s.distances[n] = distance
	s.terms = append(s.terms, newTerm(i, j, n))
}

// holdAll holds every two nodes.
func (s *stress) holdAll() {
	n := len(s.at)
	s.terms, s.queue = make([]term, 0, n*(n-1)/2), make([]int32, 0, n)
	steps := make([]int32, n)
	for i := range s.at {
		s.stepsFrom(int32(i), steps)
		for j := i + 1; j < len(s.at); j++ {
			s.hold(int32(i), int32(j), steps[j])
		}
	}
}

// holdSome holds neighbours, some of theirs, and all nodes to pivots.
func (s *stress) holdSome() {
	s.terms = make([]term, 0, len(s.edges)+(pivots+second)*len(s.at))
	s.queue = make([]int32, 0, len(s.at))
	for _, e := range s.edges {
		s.hold(e[0], e[1], 1)
	}
	for i := range s.near {
		found := 0
		for _, j := range s.near[i] {
			for _, k := range s.near[j] {
				if found < second && k > int32(i) {
					s.hold(int32(i), k, 2)
					found++
				}
			}
		}
	}
	// each pivot is the node farthest from those before it
	steps, nearest := make([]int32, len(s.at)), make([]int32, len(s.at))
	for i := range nearest {
		nearest[i] = math.MaxInt32
	}
	pivot := int32(0)
	for range pivots {
		s.stepsFrom(pivot, steps)
		next := pivot
		for j, n := range steps {
			if n > 1 {
				s.hold(pivot, int32(j), n)
			}
			if nearest[j] = min(nearest[j], n); nearest[j] > nearest[next] {
				next = int32(j)
			}
		}
		if next == pivot {
			break
		}
		pivot = next
	}
}

// stepsFrom counts the edges of the shortest way from a node to each.
func (s *stress) stepsFrom(node int32, steps []int32) {
	for i := range steps {
		steps[i] = -1
	}
	steps[node] = 0
	queue := append(s.queue[:0], node)
	for n := 0; n < len(queue); n++ {
		for _, j := range s.near[queue[n]] {
			if steps[j] < 0 {
				steps[j] = steps[queue[n]] + 1
				queue = append(queue, j)
			}
		}
	}
}

// widen lays the longest way across the drawing level, since pages and screens are wider than high.
func (d *drawing) widen() {
	var sum plane.Point
	for _, p := range d.at {
		sum.X, sum.Y = sum.X+p.X, sum.Y+p.Y
	}
	n := float64(len(d.at))
	mx, my := sum.X/n, sum.Y/n
	var xx, yy, xy float64
	for i := range d.at {
		p := &d.at[i]
		p.X, p.Y = p.X-mx, p.Y-my
		xx, yy, xy = xx+float64(p.X*p.X), yy+float64(p.Y*p.Y), xy+float64(p.X*p.Y)
	}
	// the unit vector along the greater axis of the covariance
	half := (xx - yy) / 2
	root := math.Sqrt(float64(half*half) + float64(xy*xy))
	cx, cy := half+root, xy
	if half < 0 {
		cx, cy = xy, root-half
	}
	length := math.Sqrt(float64(cx*cx) + float64(cy*cy))
	if length < 1e-6 {
		return
	}
	cx, cy = cx/length, cy/length
	for i, p := range d.at {
		d.at[i] = plane.Point{X: float64(wide * (float64(p.X*cx) + float64(p.Y*cy))), Y: float64(p.Y*cx) - float64(p.X*cy)}
	}
}
