package layout

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"relgraph/out/internal/plane"
)

// An answer is what is read of Graphviz's JSON. Its numbers are text, because they are attributes. Lengths are in
// inches, places in points from the bottom left, all of them with five digits.
type answer struct {
	Objects []object // nodes and clusters
	Edges   []line
}

type object struct {
	Number                       int `json:"_gvid"`
	Name, Pos, Width, Height, BB string
	LP                           string // centre of the label
}

type line struct {
	Tail, Head int // numbers of objects
	ID, Pos    string
}

// A tolerance is how far off, in points, the answer may be.
type tolerance struct {
	place float64 // of five digits the last one says 10 pt where a figure is 100,000 pt long
	end   float64 // lines of dot end at boxes within a point, at boxes 2 pt high within 7
}

func (p *Placement) tolerance() tolerance {
	size := 0.0
	for _, n := range p.Nodes {
		size = max(size, abs(n.Centre.X), abs(n.Centre.Y))
	}
	return tolerance{place: 1 + size/10_000, end: 10 + size/10_000}
}

// A reading is an answer that is held against the draft it answers.
type reading struct {
	*draft
	lines         map[string]line
	boxes, labels []Box // of nodes and edges
}

// ranked reads dot's answer.
func (r reading) ranked(out []byte) (Placement, error) {
	a, err := decode(out)
	if err != nil {
		return Placement{}, err
	}
	objects, err := a.objects(r.draft)
	if err != nil {
		return Placement{}, err
	}
	if r.lines, err = a.lines(r.draft); err != nil {
		return Placement{}, err
	}

	p := r.empty()
	r.boxes = make([]Box, len(r.Nodes))
	for i, n := range r.Nodes {
		r.boxes[i], err = objects[nodeName(i)].box(n.Width, n.Height)
		if err != nil {
			return Placement{}, fmt.Errorf("node %q: %w", n.ID, err)
		}
		p.Nodes = append(p.Nodes, PlacedNode{n.ID, r.boxes[i].centre()})
	}
	for i, g := range r.Groups {
		if r.inhabits[i] == 0 {
			continue
		}
		if p.Groups[i].Box, p.Groups[i].Label, err = objects[groupName(i)].frame(g.Width > 0); err != nil {
			return Placement{}, fmt.Errorf("group %q: %w", g.ID, err)
		}
	}
	allowed := p.tolerance()
	r.labels = make([]Box, len(r.Edges))
	for i, e := range r.Edges {
		if e.LabelWidth > 0 {
			if r.labels[i], err = objects[labelName(i)].box(e.LabelWidth, e.LabelHeight); err != nil {
				return Placement{}, fmt.Errorf("label of edge %q: %w", e.ID, err)
			}
		}
		path, err := r.path(i, allowed)
		if err != nil {
			return Placement{}, fmt.Errorf("edge %q: %w", e.ID, err)
		}
		p.Edges = append(p.Edges, PlacedEdge{e.ID, path, r.labels[i].centre()})
	}
	if err := r.disjoint(allowed.place); err != nil {
		return Placement{}, err
	}
	p.frame(r.draft)
	return p, nil
}

// decode reads JSON.
func decode(out []byte) (answer, error) {
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		return answer{}, fmt.Errorf("not as JSON should be: %w", err)
	}
	return a, nil
}

// objects is the answer's objects by name: those of the draft, each once, no others.
func (a answer) objects(d *draft) (map[string]object, error) {
	found := make(map[string]object, len(a.Objects))
	for _, o := range a.Objects {
		if _, twice := found[o.Name]; twice {
			return nil, fmt.Errorf("object %q is there twice", o.Name)
		}
		found[o.Name] = o
	}
	asked := 0
	ask := func(name, what string, id any) error {
		asked++
		if _, ok := found[name]; !ok {
			return fmt.Errorf("%s %q is missing", what, id)
		}
		return nil
	}
	for i, n := range d.Nodes {
		if err := ask(nodeName(i), "node", n.ID); err != nil {
			return nil, err
		}
	}
	for i, g := range d.Groups {
		if d.inhabits[i] > 0 {
			if err := ask(groupName(i), "group", g.ID); err != nil {
				return nil, err
			}
		}
	}
	for i, e := range d.Edges {
		if e.LabelWidth > 0 {
			if err := ask(labelName(i), "label of edge", e.ID); err != nil {
				return nil, err
			}
		}
	}
	if len(found) != asked {
		return nil, fmt.Errorf("%d objects instead of %d", len(found), asked)
	}
	return found, nil
}

// lines is the answer's edges by id: those of the draft, each once and between the nodes it should join.
func (a answer) lines(d *draft) (map[string]line, error) {
	name := make(map[int]string, len(a.Objects))
	for _, o := range a.Objects {
		name[o.Number] = o.Name
	}
	found := make(map[string]line, len(a.Edges))
	for _, l := range a.Edges {
		if _, twice := found[l.ID]; twice {
			return nil, fmt.Errorf("line %q is there twice", l.ID)
		}
		found[l.ID] = l
	}
	asked := 0
	for i, e := range d.Edges {
		for _, p := range d.pieces(i) {
			asked++
			l, ok := found[p.id]
			if !ok {
				return nil, fmt.Errorf("edge %q is missing", e.ID)
			}
			if name[l.Tail] != p.tail || name[l.Head] != p.head {
				return nil, fmt.Errorf("edge %q joins %q and %q: want %q and %q", e.ID, name[l.Tail], name[l.Head],
					p.tail, p.head)
			}
		}
	}
	if len(found) != asked {
		return nil, fmt.Errorf("%d lines instead of %d", len(found), asked)
	}
	return found, nil
}

// box is the object's box, which should have a size.
func (o object) box(width, height float64) (Box, error) {
	c, err := o.centre()
	if err != nil {
		return Box{}, err
	}
	for _, side := range []struct {
		name  string
		got   string
		asked float64
	}{{"width", o.Width, width}, {"height", o.Height, height}} {
		got, err := strconv.ParseFloat(side.got, 64)
		if err != nil || !(math.Abs(float64(got*pointsPerInch)-side.asked) <= 0.01+side.asked/10_000) {
			return Box{}, fmt.Errorf("%s of %q in: want %s", side.name, side.got, inches(side.asked))
		}
	}
	return boxAround(c, width, height), nil
}

func (o object) centre() (plane.Point, error) {
	at, err := points(o.Pos)
	if err != nil {
		return plane.Point{}, err
	}
	if len(at) != 1 {
		return plane.Point{}, fmt.Errorf("position %q: want one point", o.Pos)
	}
	return at[0], nil
}

// frame is a cluster's box and the centre of its label.
func (o object) frame(labelled bool) (Box, plane.Point, error) {
	corners, err := corners(o.BB)
	if err != nil || !labelled {
		return corners, plane.Point{}, err
	}
	label, err := points(o.LP)
	if err != nil {
		return Box{}, plane.Point{}, err
	}
	if len(label) != 1 {
		return Box{}, plane.Point{}, fmt.Errorf("label position %q: want one point", o.LP)
	}
	return corners, label[0], nil
}

// corners reads a box, "left,bottom,right,top".
func corners(s string) (Box, error) {
	f := strings.Split(s, ",")
	if len(f) != 4 {
		return Box{}, fmt.Errorf("box %q: want four numbers", s)
	}
	at, err := points(f[0] + "," + f[1] + " " + f[2] + "," + f[3])
	if err != nil {
		return Box{}, err
	}
	return Box{plane.Point{X: at[0].X, Y: at[1].Y}, plane.Point{X: at[1].X, Y: at[0].Y}}, nil
}

// points reads "x,y x,y ..." with y upwards.
func points(s string) ([]plane.Point, error) {
	var ps []plane.Point
	for _, pair := range strings.Fields(s) {
		xs, ys, _ := strings.Cut(pair, ",")
		x, errX := strconv.ParseFloat(xs, 64)
		y, errY := strconv.ParseFloat(ys, 64)
		if errX != nil || errY != nil || !(abs(x) < farthest && abs(y) < farthest) { // NaN too
			return nil, fmt.Errorf("position %q: want pairs of numbers below 1e8", s)
		}
		ps = append(ps, plane.Point{X: x, Y: -y})
	}
	return ps, nil
}

const farthest = 1e8 // pt; all that can be placed would fit, one behind the other

// path joins the halves of edge i and puts its ends on the borders of its nodes.
func (r reading) path(i int, allowed tolerance) ([]plane.Point, error) {
	a, b := r.ends(i)
	var path []plane.Point
	for k, p := range r.pieces(i) {
		half, err := curve(r.lines[p.id])
		if err != nil {
			return nil, err
		}
		if k == 0 {
			path = half
			continue
		}
		if a == b {
			slices.Reverse(half)
		}
		middle := r.labels[i].centre()
		if gap := max(plane.Distance(path[len(path)-1], middle), plane.Distance(half[0], middle)); gap > allowed.end {
			return nil, fmt.Errorf("the line is %.0f pt away from its label", gap)
		}
		path[len(path)-1] = middle
		path = append(path, half[1:]...)
	}

	for _, end := range []struct {
		at   *plane.Point
		node int
	}{{&path[0], a}, {&path[len(path)-1], b}} {
		on := r.boxes[end.node].border(*end.at)
		if gap := plane.Distance(*end.at, on); gap > allowed.end {
			return nil, fmt.Errorf("the line is %.0f pt away from node %q", gap, r.Nodes[end.node].ID)
		}
		*end.at = on
	}
	if a != r.from[i] {
		slices.Reverse(path)
	}
	return path, nil
}

// curve reads the control points of a line.
func curve(l line) ([]plane.Point, error) {
	ps, err := points(l.Pos)
	if err != nil {
		return nil, err
	}
	if len(ps) < 4 || len(ps)%3 != 1 {
		return nil, fmt.Errorf("line of %d points: want 4, 7, 10 and so on", len(ps))
	}
	return ps, nil
}

// disjoint checks that no two boxes or labels overlap, which dot sees to. When it gives up halfway, everything can
// lie on one spot.
func (r reading) disjoint(slack float64) error {
	type named struct {
		Box
		name string
	}
	var all []named
	for i, b := range r.boxes {
		all = append(all, named{b, fmt.Sprintf("node %q", r.Nodes[i].ID)})
	}
	for i, b := range r.labels {
		if r.Edges[i].LabelWidth > 0 {
			all = append(all, named{b, fmt.Sprintf("label of edge %q", r.Edges[i].ID)})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(a.Min.X, b.Min.X) })
	for i, a := range all {
		for _, b := range all[i+1:] {
			if b.Min.X >= a.Max.X {
				break
			}
			if a.overlaps(b.Box, -slack) {
				return fmt.Errorf("%s and %s overlap", a.name, b.name)
			}
		}
	}
	return nil
}
