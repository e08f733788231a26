package network

import "slices"

// A plan says what stands where: boxes, and the labels and bows of lines, from which their courses follow.
type plan struct {
	page    point // its width and height; the top left corner is the origin
	tall    bool  // whether only its height may grow
	boxes   []rect
	fixed   []bool
	again   []bool    // whether a small box may stand for it once more
	way     []int     // of boxes, how their text is broken
	sizes   [][]point // of boxes, by way
	group   []int
	members [][]int // by group
	lines   []line
	bundles []bundle
	of      [][]int // of boxes, their lines
}

// A line is a contact.
type line struct {
	ends    []int // in the order of the diagram if it gathers, else of rising numbers, as in its bundle
	loop    bool  // of one box with itself
	gathers bool  // its parts lead from the boxes to the label
	bundle  int   // unless it gathers
	labels  []point
	way     int   // how its label is broken
	at      int   // where the label is, in sixteenths of the way between the boxes
	off     point // if it gathers, how far the label is from the middle of its boxes
}

func (l *line) joins(b int) bool { return slices.Contains(l.ends, b) }

// A bundle is the lines between two boxes.
type bundle struct {
	from, to int
	lines    []int // from one side of the fan to the other
	bow      int   // how far all of it stands beside the straight line
	spread   int   // of the fan, in hundredths of what its labels need where they stand side by side
}

// newPlan takes a diagram over, all boxes in one place but those that have a given one.
func newPlan(d Diagram) plan {
	n, m := len(d.Boxes), len(d.Lines)
	s := plan{
		boxes: make([]rect, n), fixed: make([]bool, n), again: make([]bool, n), way: make([]int, n),
		sizes: make([][]point, n),
		group: make([]int, n), of: make([][]int, n), lines: make([]line, m),
	}
	for b, box := range d.Boxes {
		s.group[b], s.again[b] = -1, len(box.Again) > 0
		if box.Group >= 0 {
			for len(s.members) <= box.Group {
				s.members = append(s.members, nil)
			}
			s.group[b] = box.Group
			s.members[box.Group] = append(s.members[box.Group], b)
		}
		for _, size := range box.Sizes {
			s.sizes[b] = append(s.sizes[b], point{grains(size.Width), grains(size.Height)})
		}
	}
	for l, given := range d.Lines {
		line := line{ends: given.Ends, at: sixteenths / 2}
		line.loop = len(given.Ends) == 2 && given.Ends[0] == given.Ends[1]
		line.gathers = line.loop || len(given.Ends) > 2
		if !line.gathers && line.ends[0] > line.ends[1] {
			line.ends = []int{given.Ends[1], given.Ends[0]}
		}
		for _, label := range given.Labels {
			line.labels = append(line.labels, point{grains(label.Width), grains(label.Height)})
		}
		s.lines[l] = line
		for i, e := range given.Ends {
			if !slices.Contains(given.Ends[:i], e) {
				s.of[e] = append(s.of[e], l)
			}
		}
	}
	s.bundle()
	s.makeRoom()
	for b := range s.boxes {
		if at := d.Boxes[b].At; at != nil {
			s.fixed[b] = true
			s.boxes[b] = boxAround(point{grains(at.X), grains(at.Y)}, s.sizes[b][0].x, s.sizes[b][0].y)
		}
	}
	return s
}

// bundle puts lines between the same boxes together.
func (s *plan) bundle() {
	number := map[[2]int]int{}
	for l := range s.lines {
		line := &s.lines[l]
		if line.gathers {
			continue
		}
		pair := [2]int(line.ends)
		n, known := number[pair]
		if !known {
			n = len(s.bundles)
			number[pair] = n
			s.bundles = append(s.bundles, bundle{from: pair[0], to: pair[1], spread: 100})
		}
		line.bundle = n
		s.bundles[n].lines = append(s.bundles[n].lines, l)
	}
}

// makeRoom makes boxes high enough for the ends of their largest bundle.
func (s *plan) makeRoom() {
	const each = 9 * grain
	for _, b := range s.bundles {
		least := each*(len(b.lines)-1) + each
		for _, end := range []int{b.from, b.to} {
			for w := range s.sizes[end] {
				s.sizes[end][w].y = max(s.sizes[end][w].y, least)
			}
		}
	}
}

// put moves a box, with its text broken in the given way.
func (s *plan) put(b int, centre point, way int) {
	size := s.sizes[b][way]
	s.way[b] = way
	s.boxes[b] = boxAround(centre, size.x, size.y)
}

// holdFixed makes the page large enough for the boxes that have given places, with room around them, and puts them on
// it.
func (s *plan) holdFixed() {
	const room = 60 * grain
	var extent rect
	some := false
	for b, box := range s.boxes {
		switch {
		case !s.fixed[b]:
		case some:
			extent = extent.around(box)
		default:
			extent, some = box, true
		}
	}
	if !some {
		return
	}
	by := onGrid(point{room - extent.x0, room - extent.y0})
	for b := range s.boxes {
		if s.fixed[b] {
			s.boxes[b] = s.boxes[b].moved(by)
		}
	}
	s.page = point{max(s.page.x, extent.width()+2*room), max(s.page.y, extent.height()+2*room)}
}

// pageFor is the room that boxes and labels need, in the shape of the page that is wanted.
func (s *plan) pageFor(wanted Size) point {
	area := 0
	for b := range s.boxes {
		size := s.sizes[b][0]
		area += (size.x + boxGap) * (size.y + boxGap)
	}
	for l := range s.lines {
		size := s.labelSize(l)
		area += (size.x + 2*labelsGap) * (size.y + 2*labelsGap)
	}
	crowd := max(0, 100*len(s.lines)/len(s.boxes)-150) // lines beyond three for two boxes cross others, and go round labels
	area = area / 100 * (air + crowd/6)
	width, height := 21, 20 // a usual shape
	if wanted.Width > 0 && wanted.Height > 0 {
		width, height = int(wanted.Width), int(wanted.Height)
	}
	page := point{x: root(area / height * width)}
	switch {
	case wanted.Width > 0 && wanted.Height == 0:
		page.x = min(page.x, grains(wanted.Width))
	case wanted.Width > 0:
		// rather somewhat too high, for the page, than with letters that are much smaller than those beside it
		page.x = min(page.x, grains(wanted.Width)*9/8)
	}
	for b := range s.boxes {
		page.x = max(page.x, s.sizes[b][0].x)
	}
	page.y = area / page.x
	for b := range s.boxes {
		page.y = max(page.y, s.sizes[b][0].y)
	}
	return page
}

func (s *plan) centre(b int) point { return s.boxes[b].centre() }

func (s *plan) labelSize(l int) point {
	if len(s.lines[l].labels) == 0 {
		return point{}
	}
	return s.lines[l].labels[s.lines[l].way]
}

func (s *plan) labelAt(l int, middle point) rect {
	size := s.labelSize(l)
	return boxAround(middle, size.x, size.y)
}

func grains(points float64) int { return int(points*grain + 0.999) }

// middleOf is the middle of the boxes that a line joins.
func (s *plan) middleOf(l int) point {
	var sum point
	ends := s.lines[l].ends
	for _, e := range ends {
		sum = sum.plus(s.centre(e))
	}
	return point{sum.x / len(ends), sum.y / len(ends)}
}
