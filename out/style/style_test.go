package style

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"relgraph/graph"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, c Colour) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(string(c[1+2*i:3+2*i]), 16, 8)
		if err != nil || len(c) != 7 || c[0] != '#' {
			t.Fatalf("colour %q: want #rrggbb", c)
		}
		s := float64(v) / 255
		if s <= 0.04045 {
			s /= 12.92
		} else {
			s = math.Pow((s+0.055)/1.055, 2.4)
		}
		sum += weight * s
	}
	return sum
}

func contrast(t *testing.T, a, b Colour) float64 {
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestTextCanBeRead(t *testing.T) {
	const want = 4.5 // WCAG 2.2, AA, for text of any size
	grounds := []Colour{Paper}
	for _, tint := range tints {
		grounds = append(grounds, tint.Fill)
		if c := contrast(t, tint.Text, tint.Fill); c < want {
			t.Errorf("%s on %s: contrast %.2f, want %.1f", tint.Text, tint.Fill, c, want)
		}
	}
	for _, ground := range grounds {
		for _, text := range []Colour{Ink, Muted, Link, Alarm} {
			if c := contrast(t, text, ground); c < want {
				t.Errorf("%s on %s: contrast %.2f, want %.1f", text, ground, c, want)
			}
		}
	}
}

// TestStatesAreToldApartWithoutColour holds that no two states share both dashes and mark, nor a mark alone.
func TestStatesAreToldApartWithoutColour(t *testing.T) {
	marks, lines := map[Mark]graph.State{}, map[string]graph.State{}
	for _, s := range graph.States() {
		line := Of(s)
		if line.Mark == NoMark {
			continue // not drawn
		}
		if other, taken := marks[line.Mark]; taken {
			t.Errorf("%s has the mark of %s", s, other)
		}
		marks[line.Mark] = s
		look := fmt.Sprint(line.Width, line.Dash)
		if other, taken := lines[look]; taken && !(s == graph.Corroborated && other == graph.Confirmed) {
			t.Errorf("%s has the line of %s", s, other)
		}
		lines[look] = s
	}
	if len(marks) != 8 {
		t.Errorf("%d states with a mark, want the 8 that are drawn", len(marks))
	}
}

func TestSidesBeyondTheLastTintBeginAnew(t *testing.T) {
	if Tints(len(tints)) != Tints(0) {
		t.Error("the tint after the last is not the first")
	}
}
