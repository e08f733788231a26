package layout

import (
	"cmp"
	"math"
	"slices"

	"relgraph/out/internal/plane"
)

// Lines and labels of the free layouts. Each line has a number of courses it may take: straight, or in one arc, wider
// and wider to either side. On each course there are places for its label. Lines then choose, those with the least
// choice first, and choose again, each in view of what the others have taken, until none has a better choice.

// A margin is how far things are kept apart, in points.
type margin struct {
	line   float64 // a line from a box
	beside float64 // a line from the label of another
	label  float64 // a label from a label, or from the box of another node
	stub   float64 // a label from the nodes of its own line, so that an arrowhead has room
}

// Wide margins look better; narrow ones are for when there is no other way.
var (
	wide   = margin{line: 5, beside: 3, label: 5, stub: 12}
	narrow = margin{line: 1.5, beside: 1, label: 1.5, stub: 9}
)

// What a choice costs. A clash is what may not be; the rest weighs looks against each other.
const (
	clash    = 1000.0
	crossing = 6.0
	skew     = 8.0  // more for a crossing at a small angle
	bending  = 14.0 // for an arc as far out as its line is long
	offSlot  = 0.5  // for each step away from the place among parallel lines
	offMid   = 3.0  // for a label at an end of its line
	pinch    = 9.0  // for two lines that leave a node in the same direction
)

// parted is how far from a node, in points, lines that leave it have to be clear of each other.
const parted = 16.0

// leastSine is of the angle at which lines may cross: at a smaller one they run on each other for a while.
const leastSine = 0.17

// A course is a way that a line may take.
type course struct {
	number     int // among all of the router
	path, flat []plane.Point
	around     Box
	cost       float64
	leaves     [2]plane.Point // directions in which it leaves its nodes
	early      [2]plane.Point // where it is a little way from its nodes
}

// A choice is a course with a place for the label.
type choice struct {
	course *course
	label  Box
	cost   float64
}

// A surveyor finds the courses that one line may take, and the places of its label on them, whatever the other lines
// do.
type surveyor struct {
	nodes   []Box
	margin  margin
	grid    grid
	courses int // so far
}

// A router has the lines of a scene choose among their courses, each in view of the others.
type router struct {
	*scene
	surveyor *surveyor
	margin   margin
	choices  [][]choice
	taken    []*choice
	hooked   []bool          // of lines, whether they have hooks among their choices
	merge    map[[2]int]bool // numbers of courses that run on each other
}

// route draws the lines, and lists those that clash with something.
func (s *scene) route(m margin) []int {
	r := &router{scene: s, surveyor: &surveyor{nodes: s.nodes, margin: m, grid: newGrid(s.nodes)}, margin: m,
		choices: make([][]choice, len(s.lines)), taken: make([]*choice, len(s.lines)), hooked: make([]bool, len(s.lines)),
		merge: map[[2]int]bool{}}
	s.slots()
	order := make([]int, len(s.lines))
	for i := range s.lines {
		order[i] = i
		r.choices[i] = r.surveyor.list(&s.lines[i])
	}
	free := func(i int) int { // choices that the boxes leave
		n := 0
		for _, c := range r.choices[i] {
			if c.cost < clash {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int { return free(a) - free(b) })

	bad := r.sweep(order)
	for range 2 {
		if len(bad) > len(s.lines)/5+1 { // more room helps sooner
			break
		}
		r.reconsider()
		if bad = r.clashes(); len(bad) == 0 {
			if bad = r.merged(); len(bad) == 0 {
				break
			}
		}
		for _, i := range bad {
			r.extend(i)
		}
		bad = r.sweep(order)
	}
	for i := range s.lines {
		l := &s.lines[i]
		l.path, l.label = r.taken[i].course.path, plane.Point{}
		if l.width > 0 {
			l.label = r.taken[i].label.centre()
		}
	}
	s.cost = 0
	for i, c := range r.taken {
		s.cost += c.cost
		for j := range i {
			s.cost += r.between(i, j)
		}
	}
	return bad
}

// sweep lets all lines choose in turn until none changes its mind, and lists those that clash.
func (r *router) sweep(order []int) []int {
	const sweeps = 6
	for range sweeps {
		changed := false
		for _, i := range order {
			if best := r.choose(i); best != r.taken[i] {
				r.taken[i], changed = best, true
			}
		}
		if !changed {
			break
		}
	}
	return r.clashes()
}

// slots gives parallel lines their places beside each other.
func (s *scene) slots() {
	type pair [2]int
	between := map[pair][]int{}
	for i := range s.lines {
		l := &s.lines[i]
		key := pair{min(l.a, l.b), max(l.a, l.b)}
		between[key] = append(between[key], i)
	}
	for i := range s.lines {
		l := &s.lines[i]
		same := between[pair{min(l.a, l.b), max(l.a, l.b)}]
		l.slot, l.parallel = 0, len(same) > 1
		if len(same) == 1 {
			continue
		}
		way := s.nodes[l.b].centre().Minus(s.nodes[l.a].centre())
		u := way.Unit()
		apart := 16.0
		for _, j := range same {
			m := &s.lines[j]
			apart = max(apart, float64(abs(u.Y)*m.width)+float64(abs(u.X)*m.height)+6)
		}
		apart = min(apart, max(24, 0.22*way.Length()))
		l.slot = float64(apart * (float64(slices.Index(same, i)) - float64(len(same)-1)/2))
		if l.a > l.b {
			l.slot = -l.slot
		}
	}
}

// list makes all choices of a line, the cheapest first. What lies over boxes costs a clash for each. A line that
// boxes leave little choice may also bend more on one side than on the other.
func (y *surveyor) list(l *wire) []choice {
	choices := y.along(l, y.ways(l))
	free := 0
	for _, c := range choices {
		if c.cost < clash {
			free++
		}
	}
	if free < fewChoices {
		choices = append(choices, y.along(l, y.hooks(l))...)
	}
	slices.SortStableFunc(choices, byCost)
	return choices
}

func byCost(a, b choice) int { return cmp.Compare(a.cost, b.cost) }

// extend gives a line hooks to choose from too.
func (r *router) extend(i int) {
	if r.hooked[i] {
		return
	}
	r.hooked[i] = true
	before := *r.taken[i]
	r.choices[i] = append(r.choices[i], r.surveyor.along(&r.lines[i], r.surveyor.hooks(&r.lines[i]))...)
	slices.SortStableFunc(r.choices[i], byCost)
	for k := range r.choices[i] {
		if r.choices[i][k] == before {
			r.taken[i] = &r.choices[i][k]
			return
		}
	}
}

const fewChoices = 6

// along makes a choice for each place of the label on each course.
func (y *surveyor) along(l *wire, courses []*course) []choice {
	var choices []choice
	for _, c := range courses {
		c.number = y.courses
		y.courses++
		c.flat = flatten(c.path, y.margin.beside/4)
		c.around = bounds(c.flat)
		long := lengthOf(c.flat)
		c.early = [2]plane.Point{at(c.flat, min(parted, long/2)), at(c.flat, max(long-parted, long/2))}
		last := len(c.path) - 1
		c.leaves = [2]plane.Point{c.path[1].Minus(c.path[0]).Unit(), c.path[last-1].Minus(c.path[last]).Unit()}
		c.cost += float64(clash * float64(y.through(l, c)))
		if l.width == 0 {
			choices = append(choices, choice{course: c, cost: c.cost})
			continue
		}
		for _, t := range stops {
			if l.a == l.b && t != 0.5 {
				continue
			}
			label := boxAround(at(c.flat, float64(long*t)), l.width, l.height)
			cost := c.cost + float64(offMid*abs(t-0.5)) + float64(clash*float64(y.under(l, label)))
			choices = append(choices, choice{c, label, cost})
		}
	}
	return choices
}

// hooks are courses that bend more towards one end, or to both sides.
func (y *surveyor) hooks(l *wire) []*course {
	a, b := y.nodes[l.a], y.nodes[l.b]
	length := plane.Distance(a.centre(), b.centre())
	var all []*course
	if l.a == l.b {
		return nil
	}
	for i := -4.0; i <= 4; i++ {
		for j := -4.0; j <= 4; j++ {
			if i != j {
				first, second := float64(i*length)*0.2, float64(j*length)*0.2
				all = append(all, &course{path: bent(a, b, first, second),
					cost: float64(float64(bending*(abs(i)+abs(j)))*0.1) + 1})
			}
		}
	}
	return all
}

// stops are the parts of a line at which a label may stand.
var stops = []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85}

// ways are the courses a line may take.
func (y *surveyor) ways(l *wire) []*course {
	if l.a == l.b {
		return y.loops(l)
	}
	a, b := y.nodes[l.a], y.nodes[l.b]
	length := plane.Distance(a.centre(), b.centre())
	step := min(36, max(12, float64(length*0.07)))
	most, widest := 7.0, 0.6*length
	if l.parallel {
		most, widest = 10, length+abs(l.slot)
	}
	var all []*course
	add := func(offset, cost float64) {
		all = append(all, &course{path: arc(a, b, offset), cost: float64(bending*abs(offset)/length) + cost})
	}
	for k := -most; k <= most; k++ {
		if offset := l.slot + float64(k*step); abs(offset) <= widest {
			add(offset, float64(offSlot*abs(k)))
		}
	}
	if l.hinted {
		way := b.centre().Minus(a.centre())
		u, from := way.Unit(), l.hint.Minus(a.centre())
		t := from.Dot(u) / length
		if offset := u.Cross(from) / (4 * t * (1 - t)); t > 0.2 && t < 0.8 && abs(offset) < widest {
			add(offset, offSlot)
		}
	}
	return all
}

// loops are the ways a line from a node to itself may take: out on any of the four sides.
func (y *surveyor) loops(l *wire) []*course {
	box := y.nodes[l.a]
	c := box.centre()
	var all []*course
	for k := 0.0; k < 6; k++ {
		along := min(box.height()/4, 14)
		out := (box.width()/2 + y.margin.stub + 2 + max(l.width/2, 10) + float64(14*k) - box.width()/2) * 4 / 3
		spread := float64(along*2) + l.height/2 + float64(5*k)
		for side, sign := range [2]float64{1, -1} {
			x := c.X + float64(sign*box.width()/2)
			far := x + float64(sign*out)
			all = append(all, &course{
				path: []plane.Point{{X: x, Y: c.Y - along}, {X: far, Y: c.Y - spread}, {X: far, Y: c.Y + spread},
					{X: x, Y: c.Y + along}},
				cost: 2*k + float64(side),
			})
		}
		along = min(box.width()/4, 14)
		out = (y.margin.stub + 2 + max(l.height/2, 10) + float64(14*k)) * 4 / 3
		spread = float64(along*2) + float64(5*k)
		for side, sign := range [2]float64{-1, 1} {
			y := c.Y + float64(sign*box.height()/2)
			far := y + float64(sign*out)
			all = append(all, &course{
				path: []plane.Point{{X: c.X - along, Y: y}, {X: c.X - spread, Y: far}, {X: c.X + spread, Y: far},
					{X: c.X + along, Y: y}},
				cost: 2*k + 0.5 + float64(side),
			})
		}
	}
	return all
}

// through counts the boxes that a course passes through, or too near by; also its own, once it has left them.
func (y *surveyor) through(l *wire, c *course) int {
	n := 0
	for _, v := range y.grid.near(c.around.grown(y.margin.line)) {
		box := y.nodes[v].grown(y.margin.line)
		if v == l.a || v == l.b {
			box = y.nodes[v].grown(-slack / 2)
		}
		if passes(c.flat, c.around, box) {
			n++
		}
	}
	return n
}

// under counts the boxes that a label lies over, or too near to.
func (y *surveyor) under(l *wire, label Box) int {
	n := 0
	for _, v := range y.grid.near(label.grown(y.margin.stub)) {
		gap := y.margin.label
		if v == l.a || v == l.b {
			gap = y.margin.stub
		}
		if label.overlaps(y.nodes[v], gap) {
			n++
		}
	}
	return n
}

// choose finds the best choice of line i in view of what the others have taken.
func (r *router) choose(i int) *choice {
	costs := map[*course]float64{}
	var best *choice
	least := math.Inf(1)
	for k := range r.choices[i] {
		c := &r.choices[i][k]
		if c.cost >= least {
			break
		}
		base, known := costs[c.course]
		if !known {
			base = r.beside(i, c.course, least-c.cost)
			costs[c.course] = base
		}
		if cost := c.cost + base; cost < least {
			if cost += r.covering(i, c, least-cost); cost < least {
				best, least = c, cost
			}
		}
	}
	return best
}

// beside is what a course costs beside all other lines; above limit it stops counting.
func (r *router) beside(i int, c *course, limit float64) float64 {
	cost := 0.0
	for j, other := range r.taken {
		if j != i && other != nil {
			if cost += r.meeting(i, j, c, other); cost >= limit {
				break
			}
		}
	}
	return cost
}

// meeting is what a course costs beside another line and its label.
func (r *router) meeting(i, j int, c *course, other *choice) float64 {
	cost := 0.0
	if other.label != (Box{}) && passes(c.flat, c.around, other.label.grown(r.margin.beside)) {
		cost += clash
	}
	return cost + r.crossings(i, j, c, other.course)
}

// crossings is what two courses cost each other.
func (r *router) crossings(i, j int, c, d *course) float64 {
	if !c.around.overlaps(d.around, 2*parted) {
		return 0
	}
	key := [2]int{min(c.number, d.number), max(c.number, d.number)}
	if r.merge[key] {
		return clash
	}
	return r.cross(i, j, c, d)
}

func (r *router) cross(i, j int, c, d *course) float64 {
	a, b := &r.lines[i], &r.lines[j]
	cost := 0.0
	for k, v := range [2]int{a.a, a.b} {
		for m, w := range [2]int{b.a, b.b} {
			if v != w {
				continue
			}
			switch cos := c.leaves[k].Dot(d.leaves[m]); {
			case cos > 0.9 && plane.Distance(c.early[k], d.early[m]) < 1.7*mergeGap:
				cost += clash
			case cos > 0.97:
				cost += pinch * (cos - 0.97) / 0.03
			}
		}
	}
	if !c.around.overlaps(d.around, 0) {
		return cost
	}
	same := a.a == b.a && a.b == b.b || a.a == b.b && a.b == b.a
	for k := 1; k < len(c.flat); k++ {
		p, q := c.flat[k-1], c.flat[k]
		bit := Box{plane.Point{X: min(p.X, q.X), Y: min(p.Y, q.Y)}, plane.Point{X: max(p.X, q.X), Y: max(p.Y, q.Y)}}
		if !bit.overlaps(d.around, 0.001) {
			continue
		}
		for m := 1; m < len(d.flat); m++ {
			v, w := d.flat[m-1], d.flat[m]
			if v.X < bit.Min.X && w.X < bit.Min.X || v.X > bit.Max.X && w.X > bit.Max.X ||
				v.Y < bit.Min.Y && w.Y < bit.Min.Y || v.Y > bit.Max.Y && w.Y > bit.Max.Y {
				continue
			}
			if _, cross := meet(p, q, d.flat[m-1], d.flat[m]); cross {
				sine := abs(q.Minus(p).Unit().Cross(d.flat[m].Minus(d.flat[m-1]).Unit()))
				cost += crossing + float64(skew*float64((1-sine)*(1-sine)))
				if sine < leastSine {
					cost += clash
				}
				if same {
					cost += 4 * crossing
				}
			}
		}
	}
	return cost
}

// covering is what a label costs over other lines and labels; above limit it stops counting.
func (r *router) covering(i int, c *choice, limit float64) float64 {
	if c.label == (Box{}) {
		return 0
	}
	cost := 0.0
	for j, other := range r.taken {
		if j == i || other == nil {
			continue
		}
		if other.label != (Box{}) && c.label.overlaps(other.label, r.margin.label) {
			cost += clash
		}
		if passes(other.course.flat, other.course.around, c.label.grown(r.margin.beside)) {
			cost += clash
		}
		if cost >= limit {
			break
		}
	}
	return cost
}

// between is what the choices of two lines cost each other.
func (r *router) between(i, j int) float64 {
	c, d := r.taken[i], r.taken[j]
	cost := r.crossings(i, j, c.course, d.course)
	if c.label != (Box{}) && passes(d.course.flat, d.course.around, c.label.grown(r.margin.beside)) {
		cost += clash
	}
	if d.label != (Box{}) && passes(c.course.flat, c.course.around, d.label.grown(r.margin.beside)) {
		cost += clash
	}
	if c.label != (Box{}) && d.label != (Box{}) && c.label.overlaps(d.label, r.margin.label) {
		cost += clash
	}
	return cost
}

// costs is what each line has a part in.
func (r *router) costs() []float64 {
	each := make([]float64, len(r.taken))
	for i, c := range r.taken {
		each[i] += c.cost
		for j := range i {
			cost := r.between(i, j)
			each[i] += cost
			each[j] += cost
		}
	}
	return each
}

// together is what some lines, ascending, cost themselves, each other and the rest.
func (r *router) together(some []int) float64 {
	cost := 0.0
	for _, i := range some {
		cost += r.taken[i].cost
		for j := range r.taken {
			if _, twice := slices.BinarySearch(some, j); j < i || j > i && !twice {
				cost += r.between(i, j)
			}
		}
	}
	return cost
}

// reconsider looks for better choices that lines only find together: it gives a costly line what it would like best,
// lets those that this disturbs choose anew, and keeps the result if it is better for all.
func (r *router) reconsider() {
	each := r.costs()
	wishes := make([]int, len(r.taken)) // of each line, how many it has tried
	for range 1600 / max(40, len(r.taken)) {
		i, most := -1, 1.0
		for k, cost := range each {
			if cost -= r.choices[k][0].cost; cost > most && wishes[k] < min(12, len(r.choices[k])) {
				i, most = k, cost
			}
		}
		if i < 0 {
			return
		}
		wish := &r.choices[i][wishes[i]]
		wishes[i]++
		if wish != r.taken[i] && r.grant(i, wish) {
			each = r.costs()
			clear(wishes)
		}
	}
}

const disturbing = 2.0 // what a line costs another that then chooses anew

// grant tries line i with a choice of its own, and tells whether it was for the better.
func (r *router) grant(i int, wish *choice) bool {
	before := slices.Clone(r.taken)
	r.taken[i] = wish
	for range 2 {
		for j := range r.taken {
			if j != i && (r.taken[j] != before[j] || r.between(i, j) > disturbing) {
				r.taken[j] = r.choose(j)
			}
		}
	}
	r.taken[i] = r.choose(i)
	var changed []int
	for j := range r.taken {
		if r.taken[j] != before[j] {
			changed = append(changed, j)
		}
	}
	now := r.together(changed)
	after := r.taken
	r.taken = before
	if now < r.together(changed)-0.01 {
		r.taken = after
		return true
	}
	return false
}

// merged lists the lines that run on another, and forbids that for good.
func (r *router) merged() []int {
	flat := make([][]plane.Point, len(r.taken))
	for i, c := range r.taken {
		flat[i] = c.course.flat
	}
	var bad []int
	for _, pair := range merges(flat, 1.3*mergeGap) {
		c, d := r.taken[pair[0]].course.number, r.taken[pair[1]].course.number
		r.merge[[2]int{min(c, d), max(c, d)}] = true
		bad = append(bad, pair[0], pair[1])
	}
	slices.Sort(bad)
	return slices.Compact(bad)
}

// clashes lists the lines that have any, ascending.
func (r *router) clashes() []int {
	bad := make([]bool, len(r.taken))
	for i, c := range r.taken {
		bad[i] = bad[i] || c.cost >= clash
		for j := range i {
			if r.between(i, j) >= clash {
				bad[i], bad[j] = true, true
			}
		}
	}
	var list []int
	for i, b := range bad {
		if b {
			list = append(list, i)
		}
	}
	return list
}
