package layout

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"relgraph/out/internal/plane"
)

// A scene is a piece of a figure that is placed by itself in a free layout: nodes that lines or sides hold together.
type scene struct {
	nodes  []Box
	given  []bool         // of nodes, whether their place is; nil if none is
	fit    bool           // given places are in a unit of their own
	grown  float64        // by how much given places were moved apart, all alike; 0 if they had room
	moved  []displacement // and who was moved besides, those who went the farthest first
	side   []int          // of nodes, the outermost group, or -1; nil if groups do not matter
	lines  []wire
	gap    float64
	aspect float64
	rings  *rings // of a radial layout
	centre int    // the node in the middle, or -1 if it does not matter

	of   []int   // of nodes, their number in the Graph
	cost float64 // of the courses that its lines have taken
}

// A wire is an edge of a scene.
type wire struct {
	edge          int // its number in the Graph
	a, b          int // nodes of the scene
	width, height float64

	slot     float64 // how far beside the straight line its place is
	parallel bool
	hint     plane.Point // where there was room for its label
	hinted   bool

	path  []plane.Point
	label plane.Point
}

func (s *scene) neighbours() [][]int {
	n := make([][]int, len(s.nodes))
	for i := range s.lines {
		a, b := s.lines[i].a, s.lines[i].b
		if a != b {
			n[a], n[b] = append(n[a], b), append(n[b], a)
		}
	}
	return n
}

// free lays the graph out by a method other than Layered.
func (d *draft) free(ctx context.Context) (Placement, error) {
	scenes := d.scenes()
	p := d.empty()
	p.Nodes, p.Edges = make([]PlacedNode, len(d.Nodes)), make([]PlacedEdge, len(d.Edges))
	pages := make([]Box, len(scenes))
	left, roomier := 0, 1.0
	var moved []string
	for k, s := range scenes {
		switch {
		case s.given != nil:
			newPinning(s).arrange()
		case d.Method == Radial:
			newRings(s).arrange()
		default:
			newMesh(s).arrange()
		}
		clashes, factor, err := s.draw(ctx)
		if err != nil {
			return Placement{}, err
		}
		left += clashes
		if s.given != nil && !s.fit {
			roomier = factor * max(1, s.grown)
		}
		for _, m := range s.moved {
			moved = append(moved, fmt.Sprintf("%s by %.0f pt", d.Nodes[s.of[m.node]].ID, m.by))
		}
		pages[k] = s.page()
	}
	for k, corner := range pack(pages, 2*d.NodeSep, d.Aspect) {
		by := corner.Minus(pages[k].Min)
		if d.given {
			by = plane.Point{} // it is all one scene
		}
		scenes[k].put(by, &p, d)
	}
	newFraming(d, &p).enclose()
	p.frame(d)
	p.Note = freeNote(left, roomier, moved)
	return p, nil
}

func freeNote(left int, roomier float64, moved []string) string {
	var notes []string
	switch {
	case left > 0:
		notes = append(notes, "too dense: some lines or labels are in each other's way")
	case roomier > 1.005:
		notes = append(notes,
			fmt.Sprintf("given places are %.2f times as far apart as they were, so that labels have room", roomier))
	}
	if moved != nil {
		const named = 8
		more := ""
		if n := len(moved) - named; n > 0 {
			moved, more = moved[:named], fmt.Sprintf(" and %d more", n)
		}
		notes = append(notes, "moved from their given places, since boxes would lie on each other: "+
			strings.Join(moved, ", ")+more)
	}
	return strings.Join(notes, "; ")
}

const enlargements = 16 // how often a scene is given more room, at most

// draw draws the lines of a scene. If they have no room, it makes the scene larger and tries again. It tells how many
// clashes are left in the end, and by how much the scene has grown.
func (s *scene) draw(ctx context.Context) (clashes int, factor float64, err error) {
	factor = 1
	for step := 0; ; step++ {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		bad := s.route(wide)
		clashes = len(bad)
		if clashes == 0 {
			if s.given == nil {
				s.loosen()
			}
			return 0, factor, nil
		}
		if s.given != nil {
			if clashes = len(s.route(narrow)); clashes == 0 {
				return 0, factor, nil
			}
		}
		if step == enlargements {
			return len(s.route(narrow)), factor, nil
		}
		more := growth(len(bad), len(s.lines))
		if s.rings != nil {
			s.rings.widen(bad, more)
			continue
		}
		s.enlarge(more)
		factor *= more
	}
}

// enlarge puts everything so many times farther apart.
func (s *scene) enlarge(by float64) {
	scale(s.nodes, by)
	for i := range s.lines {
		s.lines[i].hint = s.lines[i].hint.Times(by)
	}
}

// loosen gives a scene without clashes a little more room if that makes its lines so much simpler that it is worth the
// paper.
func (s *scene) loosen() {
	const most, by = 80, 1.1 // lines for which there is time; how much more room
	if len(s.lines) > most {
		return
	}
	best, least := *s, s.cost
	best.nodes, best.lines = slices.Clone(s.nodes), slices.Clone(s.lines)
	for paper := float64(by * by); paper < 1.7; paper *= by * by {
		s.enlarge(by)
		if clashing := s.route(wide); len(clashing) == 0 && float64(s.cost*paper) < least {
			best, least = *s, float64(s.cost*paper)
			best.nodes, best.lines = slices.Clone(s.nodes), slices.Clone(s.lines)
		}
	}
	*s = best
}

// growth is how much more room is given when so many lines of all clash.
func growth(clashing, all int) float64 {
	switch {
	case clashing*20 <= all:
		return 1.1
	case clashing*6 <= all:
		return 1.15
	case clashing*2 <= all:
		return 1.3
	}
	return 1.5
}

// page is the box around all of a scene.
func (s *scene) page() Box {
	b := nothing()
	for _, n := range s.nodes {
		b.grow(n)
	}
	for i := range s.lines {
		l := &s.lines[i]
		b.grow(bounds(flatten(l.path, 0.3)))
		if l.width > 0 {
			b.grow(boxAround(l.label, l.width, l.height))
		}
	}
	return b
}

// put moves a scene by so much and puts it into p.
func (s *scene) put(by plane.Point, p *Placement, d *draft) {
	for i, b := range s.nodes {
		p.Nodes[s.of[i]] = PlacedNode{d.Nodes[s.of[i]].ID, b.centre().Plus(by)}
	}
	for i := range s.lines {
		l := &s.lines[i]
		path := slices.Clone(l.path)
		for k := range path {
			path[k] = path[k].Plus(by)
		}
		p.Edges[l.edge] = PlacedEdge{d.Edges[l.edge].ID, path, l.label.Plus(by)}
	}
}

// scenes divides the graph. Sides hold a figure of springs together; given places are all one.
func (d *draft) scenes() []*scene {
	parts, of := d.components(d.Method != Radial)
	if d.given {
		parts, of = [][]int{nil}, make([]int, len(d.Nodes))
		for i := range d.Nodes {
			parts[0] = append(parts[0], i)
		}
	}
	local := make([]int, len(d.Nodes))
	scenes := make([]*scene, len(parts))
	for k, nodes := range parts {
		s := &scene{gap: d.NodeSep, aspect: d.Aspect, fit: d.Fit, centre: -1, of: nodes}
		if len(d.Groups) > 0 {
			s.side = make([]int, len(nodes))
		}
		if d.given {
			s.given = make([]bool, len(nodes))
		}
		for m, i := range nodes {
			local[i] = m
			n := d.Nodes[i]
			at := plane.Point{}
			if n.At != nil {
				at, s.given[m] = *n.At, true
			}
			s.nodes = append(s.nodes, boxAround(at, n.Width, n.Height))
			if s.side != nil {
				s.side[m] = d.parent.outermost(d.group[i])
			}
			if d.Centre != "" && n.ID == d.Centre {
				s.centre = m
			}
		}
		scenes[k] = s
	}
	for i, e := range d.Edges {
		s := scenes[of[d.from[i]]]
		s.lines = append(s.lines, wire{edge: i, a: local[d.from[i]], b: local[d.to[i]], width: e.LabelWidth,
			height: e.LabelHeight})
	}
	return scenes
}

// pack finds corners for pages so that none overlap and all together fit on little paper of the wanted shape: the
// largest first, each as high up as it fits. Of several widths of the whole, the best counts.
func pack(pages []Box, gap, aspect float64) []plane.Point {
	widest, total := 0.0, 0.0
	order := make([]int, len(pages))
	for i, p := range pages {
		order[i] = i
		widest = max(widest, p.width())
		total += p.width() + gap
	}
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := pages[a], pages[b]
		switch pa, qa := p.width()*p.height(), q.width()*q.height(); {
		case pa > qa:
			return -1
		case pa < qa:
			return 1
		}
		return 0
	})
	best, least := []plane.Point(nil), math.Inf(1)
	const widths = 24
	for k := range widths + 1 {
		width := widest + float64((total-widest)*float64(k*k))/(widths*widths)
		corners, page := shelves(pages, order, gap, width)
		shape := aspect
		if shape == 0 {
			shape = defaultShape
		}
		if cost := paper(page.width(), page.height(), shape); cost < least {
			best, least = corners, cost
		}
	}
	return best
}

const defaultShape = 1.3 // of a page with several pieces, if none is asked for

// shelves packs pages, in this order, into a strip of the given width.
func shelves(pages []Box, order []int, gap, width float64) ([]plane.Point, Box) {
	type ledge struct{ from, to, y float64 } // how far down the strip is taken
	line := []ledge{{0, math.Inf(1), 0}}
	corners := make([]plane.Point, len(pages))
	all := nothing()
	for _, i := range order {
		w, h := pages[i].width()+gap, pages[i].height()+gap
		spot, found := plane.Point{}, false
		for _, l := range line {
			if l.from > 0 && l.from+w > width+gap+1e-6 {
				break
			}
			y := 0.0
			for _, m := range line {
				if m.from < l.from+w && m.to > l.from {
					y = max(y, m.y)
				}
			}
			if !found || y < spot.Y {
				spot, found = plane.Point{X: l.from, Y: y}, true
			}
		}
		corners[i] = spot
		all.grow(Box{spot, plane.Point{X: spot.X + w - gap, Y: spot.Y + h - gap}})
		var next []ledge
		for _, m := range line {
			if m.from < spot.X {
				next = append(next, ledge{m.from, min(m.to, spot.X), m.y})
			}
			if m.from <= spot.X && m.to > spot.X {
				next = append(next, ledge{spot.X, spot.X + w, spot.Y + h})
			}
			if m.to > spot.X+w {
				next = append(next, ledge{max(m.from, spot.X+w), m.to, m.y})
			}
		}
		line = next
	}
	return corners, all
}
