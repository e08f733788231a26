package network

import "slices"

// A pencil improves a sketch by moves. It keeps by pairs what the sketch costs, so that a move need only work out those
// that it touches, and gives a move up as soon as it is sure to be too dear.
type pencil struct {
	*sketch
	cross []int // of pairs of edges, each twice: [edge·edges + other]
	pass  []int // of edges and nodes: [edge·nodes + node]
	close []int // of pairs of nodes, each twice: [node·nodes + other]
	own   []int // of edges
	rows  []int // of edges, then of nodes: what each costs with all others, and an edge by itself
	sides []extent
	side  []int // what each costs
	total int

	steps    []step // of the move at hand, at most two
	moved    []int  // edges
	moves    []bool // of edges, whether they are among them
	extended []extended
}

// A step is a node that moves, and where it was.
type step struct {
	node int
	was  point
	old  span // of this
}

// An extended is what a side becomes.
type extended struct {
	side, cost int
	extent     extent
}

func newPencil(k *sketch) *pencil {
	n, m := len(k.at), len(k.edges)
	p := &pencil{sketch: k, cross: make([]int, m*m), pass: make([]int, m*n), close: make([]int, n*n), own: make([]int, m),
		rows: make([]int, m+n), sides: make([]extent, len(k.members)), side: make([]int, len(k.members)),
		moves: make([]bool, m)}
	for a, at := range k.at {
		k.stand(a, at)
	}
	for e := range k.edges {
		k.bound(e)
	}
	for e := range k.edges {
		p.setOwn(e, k.length(e))
		for o := range n {
			p.setPass(e, o, k.passed(e, o))
		}
		for f := range e {
			p.setCross(e, f, k.crossed(e, f))
		}
	}
	for a := range n {
		for b := range a {
			p.setClose(a, b, k.crowd(a, b))
		}
	}
	for g, members := range k.members {
		if len(members) > 1 {
			p.sides[g] = k.extentOf(g)
			p.side[g] = p.sides[g].cost()
			p.total += p.side[g]
		}
	}
	return p
}

func (p *pencil) setOwn(e, cost int) {
	by := cost - p.own[e]
	p.own[e] = cost
	p.rows[e] += by
	p.total += by
}

func (p *pencil) setPass(e, n, cost int) {
	at := &p.pass[e*len(p.at)+n]
	if by := cost - *at; by != 0 {
		*at = cost
		p.rows[e] += by
		p.rows[len(p.edges)+n] += by
		p.total += by
	}
}

func (p *pencil) setCross(e, f, cost int) {
	m := len(p.edges)
	if by := cost - p.cross[e*m+f]; by != 0 {
		p.cross[e*m+f], p.cross[f*m+e] = cost, cost
		p.rows[e] += by
		p.rows[f] += by
		p.total += by
	}
}

func (p *pencil) setClose(a, b, cost int) {
	n, m := len(p.at), len(p.edges)
	if by := cost - p.close[a*n+b]; by != 0 {
		p.close[a*n+b], p.close[b*n+a] = cost, cost
		p.rows[m+a] += by
		p.rows[m+b] += by
		p.total += by
	}
}

// weigh tells whether the steps make the sketch dearer by no more than bound. Then keep may follow.
func (p *pencil) weigh(bound int) bool {
	for _, s := range p.steps {
		for _, e := range p.of[s.node] {
			if !p.moves[e] {
				p.moves[e] = true
				p.moved = append(p.moved, e)
			}
		}
	}
	before, twice := p.before()
	bound += before
	nodes := p.weighNodes(bound + twice)
	if nodes > bound+twice {
		return false
	}
	left := bound - nodes - p.weighSides() // what the new costs may still come to
	return left >= 0 && p.weighEdges(left)
}

// before is what the pairs of all that moves cost before, and what of that would be counted twice by adding up rows.
func (p *pencil) before() (before, twice int) {
	n, m := len(p.at), len(p.edges)
	for i, s := range p.steps {
		before += p.rows[m+s.node]
		if i > 0 {
			twice += p.close[s.node*n+p.steps[0].node]
		}
	}
	for i, e := range p.moved {
		before += p.rows[e]
		for _, s := range p.steps {
			twice += p.pass[e*n+s.node]
		}
		for _, f := range p.moved[:i] {
			twice += p.cross[e*m+f]
		}
	}
	return before - twice, twice
}

// weighNodes works out what nodes cost that moved, with others, as far as it is no more than bound.
func (p *pencil) weighNodes(bound int) int {
	sum := 0
	for i, s := range p.steps {
		at, half := p.at[s.node], p.half[s.node]
		box := rect{at.x - half.x, at.y - half.y, at.x + half.x, at.y + half.y}
		wide := shadowOf(box.grown(sketchGap)).vantage()
		for o, stands := range p.stands {
			if !wide.sees(stands) || o == s.node || i > 0 && o == p.steps[0].node {
				continue
			}
			if sum += p.crowd(s.node, o); sum > bound {
				return sum
			}
		}
	}
	return sum
}

// weighSides works out how much dearer the extents of sides become.
func (p *pencil) weighSides() int {
	dearer := 0
	for g, members := range p.members {
		if len(members) < 2 {
			continue
		}
		if now, changed := p.stretched(g); changed {
			cost := now.cost()
			p.extended = append(p.extended, extended{g, cost, now})
			dearer += cost - p.side[g]
		}
	}
	return dearer
}

// stretched is the extent of a side after the steps, if it is another.
func (p *pencil) stretched(g int) (e extent, changed bool) {
	was, foreign := &p.sides[g], 0
	for _, s := range p.steps {
		switch {
		case s.node >= len(p.boxes):
		case p.group[s.node] == g:
			if !was.around.holds(s.was.rect()) || !was.around.holds(p.at[s.node].rect()) {
				return p.extentOf(g), true
			}
		default:
			if was.span.around(s.old) {
				foreign--
			}
			if was.span.around(p.middle[s.node]) {
				foreign++
			}
		}
	}
	return extent{was.around, was.span, was.foreign + foreign}, foreign != 0
}

// weighEdges works out what edges cost that moved, with others and with nodes, and tells whether it is no more than
// left.
func (p *pencil) weighEdges(left int) bool {
	for _, e := range p.moved {
		p.bound(e)
		if left -= p.length(e); left < 0 {
			return false
		}
	}
	for i, e := range p.moved {
		ward, run := p.warded[e].vantage(), p.runs[e].vantage()
		for o, stands := range p.stands {
			if ward.sees(stands) {
				if left -= p.passed(e, o); left < 0 {
					return false
				}
			}
		}
		for f, runs := range p.runs {
			if run.sees(runs) && f != e && !(p.moves[f] && slices.Contains(p.moved[:i], f)) {
				if left -= p.crossed(e, f); left < 0 {
					return false
				}
			}
		}
	}
	for _, s := range p.steps {
		mine := p.stands[s.node].vantage()
		for e, ward := range p.warded {
			if mine.sees(ward) && !p.moves[e] {
				if left -= p.passed(e, s.node); left < 0 {
					return false
				}
			}
		}
	}
	return true
}

// keep ends a move that was weighed.
func (p *pencil) keep() {
	for _, s := range p.steps {
		for o := range p.at {
			if o != s.node {
				p.setClose(s.node, o, p.crowd(s.node, o))
			}
		}
		for e := range p.edges {
			p.setPass(e, s.node, p.passed(e, s.node))
		}
	}
	for _, e := range p.moved {
		p.setOwn(e, p.length(e))
		for o := range p.at {
			p.setPass(e, o, p.passed(e, o))
		}
		for f := range p.edges {
			if f != e {
				p.setCross(e, f, p.crossed(e, f))
			}
		}
	}
	for _, x := range p.extended {
		p.total += x.cost - p.side[x.side]
		p.sides[x.side], p.side[x.side] = x.extent, x.cost
	}
	p.forget()
}

// takeBack undoes a move.
func (p *pencil) takeBack() {
	for _, s := range p.steps {
		p.stand(s.node, s.was)
	}
	for _, e := range p.moved {
		p.bound(e)
	}
	p.forget()
}

// forget ends what was begun.
func (p *pencil) forget() {
	for _, e := range p.moved {
		p.moves[e] = false
	}
	p.steps, p.moved, p.extended = p.steps[:0], p.moved[:0], p.extended[:0]
}

// The thresholds of a sketch, in what it costs: at first a move may add a crossing and more.
const sketchHot, sketchCold = 260, 6

// draw improves the sketch by so many moves.
func (p *pencil) draw(r *random, moves int) {
	for i := range moves {
		left := moves - i
		reach := 20*grain + p.page.x/3*left/moves
		if !p.move(r, reach) {
			p.takeBack()
			continue
		}
		limit := sketchCold + sketchHot*left/moves*left/moves
		if p.weigh(max(0, r.below(2*limit)-1)) {
			p.keep()
		} else {
			p.takeBack()
		}
	}
}

// move moves a node by at most reach, or to a neighbour, or has it change places, and tells whether it may be there.
func (p *pencil) move(r *random, reach int) bool {
	n := r.below(len(p.at))
	p.steps = append(p.steps, step{n, p.at[n], p.middle[n]})
	switch choice := r.below(10); {
	case choice < 6:
		p.stand(n, p.at[n].plus(point{r.within(reach), r.within(reach)}))
	case choice < 8 && len(p.of[n]) > 0:
		edge := p.edges[p.of[n][r.below(len(p.of[n]))]]
		other := pick(edge.from == n, edge.to, edge.from)
		p.stand(n, p.at[other].plus(point{r.within(200 * grain), r.within(110 * grain)}))
	default:
		o := r.below(len(p.at))
		if o == n {
			return false
		}
		p.steps = append(p.steps, step{o, p.at[o], p.middle[o]})
		at := p.at[n]
		p.stand(n, p.at[o])
		p.stand(o, at)
		if p.stuck(o) {
			return false
		}
	}
	return !p.stuck(n)
}
