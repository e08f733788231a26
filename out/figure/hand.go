package figure

import (
	"strings"

	"relgraph/out/style"
)

// A hand is a way of setting text.
type hand struct {
	size float64 // in points
	bold bool
}

// hands are those that a figure is set in.
type hands struct {
	title, subtitle, side, name, role, label, detail, number, heading, note hand

	unit float64 // what a length made for the report theme is multiplied by beside its text
}

// reportName is the size of names for which the measures of boxes and labels are made.
const reportName = 9.0

func handsOf(t *style.Theme) hands {
	s := t.Text
	return hands{
		title: hand{s.Title, true}, subtitle: hand{s.Subtitle, false},
		side: hand{s.Side, true}, name: hand{s.Name, true}, role: hand{s.Role, false},
		label: hand{s.Label, true}, detail: hand{s.Detail, false}, number: hand{s.Number, false},
		heading: hand{s.Heading, true}, note: hand{s.Note, false},
		unit: s.Name / reportName,
	}
}

func (h hand) face() *face {
	if h.bold {
		return bold()
	}
	return regular()
}

// width is the length of text on one line, in points.
func (h hand) width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += h.face().advance(r)
	}
	return w * h.size
}

// lead is the distance of base lines.
func (h hand) lead() float64 { return h.size * 1.22 }

// wrap breaks text into lines of at most width points. A word that is longer is broken where it is full.
func (h hand) wrap(text string, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for _, part := range h.fit(word, width) {
			switch {
			case line == "":
				line = part
			case h.width(line+" "+part) <= width:
				line += " " + part
			default:
				lines, line = append(lines, line), part
			}
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit breaks a word into parts that are no longer than width, after a mark such as / or - if one is near.
func (h hand) fit(word string, width float64) []string {
	var parts []string
	for h.width(word) > width {
		w, end, mark := 0.0, 0, 0
		for i, r := range word {
			w += h.face().advance(r) * h.size
			if w > width && i > 0 {
				break
			}
			end = i + len(string(r))
			if strings.ContainsRune("/-_.,?&=", r) {
				mark = end
			}
		}
		if mark > end/2 {
			end = mark
		}
		if end >= len(word) {
			break
		}
		parts, word = append(parts, word[:end]), word[end:]
	}
	return append(parts, word)
}

// balance wraps text to at most width points into lines of about one length, so that a label is no wider than it must be.
func (h hand) balance(text string, width float64) []string {
	lines := h.wrap(text, width)
	for narrower := width - 4; len(lines) > 1 && narrower > 24; narrower -= 4 {
		again := h.wrap(text, narrower)
		if len(again) > len(lines) || h.widest(again) > narrower {
			break
		}
		lines = again
	}
	return lines
}

func (h hand) widest(lines []string) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, h.width(line))
	}
	return w
}

// ascent is how far letters rise above the base line, in ems of Liberation Sans's capitals and the usual leading above them.
const ascent = 0.93

// set puts text with its base line at y.
func set(h hand, x, y float64, text string, c style.Colour) Text {
	return Text{At: Point{X: x, Y: y}, Content: text, Size: h.size, Bold: h.bold, Colour: c, Width: h.width(text), Exact: h.face().has(text)}
}

// stack sets lines below each other from the top y and returns the bottom.
func stack(into *[]Text, h hand, x, y float64, lines []string, c style.Colour) float64 {
	for _, line := range lines {
		*into = append(*into, set(h, x, y+h.size*ascent, line, c))
		y += h.lead()
	}
	return y
}

// stackCentred is stack with each line's middle at x.
func stackCentred(into *[]Text, h hand, x, y float64, lines []string, c style.Colour) float64 {
	for _, line := range lines {
		text := set(h, x-h.width(line)/2, y+h.size*ascent, line, c)
		text.Centred = true
		*into = append(*into, text)
		y += h.lead()
	}
	return y
}
