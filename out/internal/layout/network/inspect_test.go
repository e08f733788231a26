package network

import "testing"

// A line that runs along the edge of a box that it does not belong to looks as if it ended there, also where it touches
// nothing; further off, it passes it.
func TestALineAlongTheEdgeOfABoxIsAFault(t *testing.T) {
	for _, c := range []struct {
		name string
		top  int // of the third box, in points: the line lies at 10
		want Faults
	}{
		{"through its middle", 0, Faults{Through: 1}},
		{"on its edge", 10, Faults{Close: 1}},
		{"a point within", 9, Faults{Close: 1}},
		{"a point above", 11, Faults{Close: 1}},
		{"three points above", 13, Faults{}},
	} {
		d := Diagram{Lines: []Line{{Ends: []int{0, 1}}}}
		for range 3 {
			d.Boxes = append(d.Boxes, Box{Group: -1, Sizes: []Size{{60, 20}}})
		}
		s := newSearch(d)
		s.page = point{1000 * grain, 1000 * grain}
		s.start(1)
		s.boxes[0] = rect{0, 0, 60 * grain, 20 * grain}
		s.boxes[1] = s.boxes[0].moved(point{200 * grain, 0})
		s.boxes[2] = s.boxes[0].moved(point{100 * grain, c.top * grain})
		s.all()
		if got := (inspection{&s.prices}).lineAndBox(0, 2); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if got := s.faults(); got.Close != c.want.Close || got.Through != c.want.Through {
			t.Errorf("%s: in all %+v, want %+v", c.name, got, c.want)
		}
	}
}
