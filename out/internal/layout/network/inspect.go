package network

// An inspection looks at a placement for what a figure should not have.
type inspection struct{ *prices }

// faults counts what is left of what should not be.
func (s *prices) faults() Faults {
	var f Faults
	in := inspection{s}
	for l := range s.lines {
		f.Hidden += in.hidden(l)
		for o := range l {
			f.add(in.lines(l, o))
		}
		for b := range s.boxes {
			f.add(in.lineAndBox(l, b))
		}
	}
	if s.tall {
		for _, r := range s.boxes {
			f.outside(r, s.page.x)
		}
		for l := range s.lines {
			f.outside(s.course(l).bounds, s.page.x)
		}
	}
	for b := range s.boxes {
		for o := range b {
			f.add(in.boxes(b, o))
		}
	}
	return f
}

func (f *Faults) add(g Faults) {
	f.Crossings += g.Crossings
	f.Through += g.Through
	f.Overlaps += g.Overlaps
	f.Flat += g.Flat
	f.Wide += g.Wide
	f.Close += g.Close
}

// hidden counts the ends of a line that are so short.
func (in inspection) hidden(l int) int {
	n, c := 0, in.course(l)
	for _, tip := range c.tips {
		if len(in.prices.lines[l].labels) > 0 && c.label.distance(tip) < stubHidden {
			n++
		}
	}
	return n
}

// lines are the faults of two lines with each other.
func (in inspection) lines(l, o int) Faults {
	var f Faults
	c, d := in.course(l), in.course(o)
	switch cost := in.crossing(c, d, in.shared(l, o)); {
	case cost >= flatterWeight:
		f.Flat++
		f.Crossings++
	case cost > 0:
		f.Crossings++
	}
	for _, pair := range [2][2]*course{{c, d}, {d, c}} {
		if pair[0].through(pair[1].label) {
			f.Through++
		} else if pair[0].through(pair[1].label.grown(closest)) {
			f.Close++
		}
	}
	for i, e := range in.prices.lines[l].ends {
		for j, k := range in.prices.lines[o].ends {
			if e == k && apartAt(c, i, d, j) < max(endsLeast, in.tips) {
				f.Close++
			}
		}
	}
	if c.label.overlap(d.label) > 0 {
		f.Overlaps++
	}
	return f
}

// lineAndBox are the faults of a line and its label with a box.
func (in inspection) lineAndBox(l, b int) Faults {
	var f Faults
	c, line, box := in.course(l), &in.prices.lines[l], in.prices.boxes[b]
	switch foreign := !line.joins(b); {
	case foreign && c.through(box) || in.armThrough(l, b):
		f.Through++
	case foreign && c.through(box.grown(alongEdge)):
		f.Close++
	}
	if len(line.labels) > 0 && c.label.overlap(box) > 0 {
		f.Overlaps++
	}
	return f
}

// boxes are the faults of two boxes.
func (in inspection) boxes(b, o int) Faults {
	if in.prices.boxes[b].overlap(in.prices.boxes[o]) > 0 {
		return Faults{Overlaps: 1}
	}
	return Faults{}
}

// troubled lists the lines that take part in a fault that makes a figure wrong to read, and the boxes that do, or that
// such lines end at.
func (in inspection) troubled() (lines, boxes []int) {
	line, box := make([]bool, len(in.prices.lines)), make([]bool, len(in.prices.boxes))
	for l := range line {
		for o := range l {
			if f := in.lines(l, o); f.hard() > 0 {
				line[l], line[o] = true, true
			}
		}
		for b := range box {
			if f := in.lineAndBox(l, b); f.hard() > 0 {
				line[l], box[b] = true, true
			}
		}
	}
	for b := range box {
		for o := range b {
			if f := in.boxes(b, o); f.hard() > 0 {
				box[b], box[o] = true, true
			}
		}
	}
	for l, is := range line {
		if is {
			lines = append(lines, l)
			for _, e := range in.prices.lines[l].ends {
				box[e] = true
			}
		}
	}
	for b, is := range box {
		if is {
			boxes = append(boxes, b)
		}
	}
	return lines, boxes
}
