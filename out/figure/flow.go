package figure

import (
	"slices"
	"strings"

	"relgraph/graph"

	"relgraph/out/internal/style"
)

// A run is text of one look on a line of flowing text.
type run struct {
	textStyle
	colour style.Colour
	text   string
	raised []reference    // source numbers at its end
	chip   bool           // in a box of its own
	tie    *graph.Contact // that it tells, or nil
}

// width is the length of the run with its numbers.
func (r run) width(numbers textStyle) float64 {
	w := r.textStyle.width(r.text)
	if len(r.raised) > 0 {
		w += raisedGap + numbers.width(marks(r.raised))
	}
	if r.chip {
		w += 2 * chipX * r.unitOf()
	}
	return w
}

// unitOf is what the measures of a chip are multiplied by beside text of the run's size.
func (r run) unitOf() float64 { return r.size / 7.2 }

// raisedGap stands before raised numbers.
const raisedGap = 1.2

// alike tells whether two runs look the same, so that their words make one text.
func (r run) alike(o run) bool {
	return r.size == o.size && r.bold == o.bold && r.colour == o.colour && !r.chip && !o.chip && len(r.raised) == 0
}

// A flowLine is a line of runs with a blank between them.
type flowLine []run

func (l flowLine) width(numbers textStyle) float64 {
	w := 0.0
	for i, r := range l {
		if i > 0 {
			w += l[i-1].textStyle.width(" ")
		}
		w += r.width(numbers)
	}
	return w
}

// lead is the height of the line.
func (l flowLine) lead() float64 {
	h := 0.0
	for _, r := range l {
		lead := r.textStyle.lead()
		if r.chip {
			lead += 2 * r.unitOf()
		}
		h = max(h, lead)
	}
	return h
}

// flow breaks runs into lines of at most width. Numbers stay with the word before them, as many of them as a line
// holds; a chip is never broken unless it is wider than a line.
func flow(runs []run, width float64, numbers textStyle) []flowLine {
	var lines []flowLine
	var line flowLine
	put := func(r run, of string) { // a part of the text of
		begun := r
		begun.text = directed(of, []string{r.text})[0]
		if n := len(line); n > 0 {
			longer := append(flowLine(nil), line...)
			if line[n-1].alike(r) {
				longer[n-1].text += " " + r.text
				longer[n-1].raised = r.raised
			} else {
				longer = append(longer, begun)
			}
			if longer.width(numbers) <= width {
				line = longer
				return
			}
			lines, line = append(lines, line), nil
		}
		line = flowLine{begun}
	}
	for _, r := range runs {
		if r.chip { // one that is wider than a line is a chip a line, not a chip a word: each looks like a name
			parts := []string{r.text}
			if r.width(numbers) > width {
				parts = r.textStyle.wrap(strings.ToValidUTF8(r.text, "\uFFFD"), width-2*chipX*r.unitOf())
			}
			for _, part := range parts {
				w := r
				w.text = part
				put(w, r.text)
			}
			continue
		}
		words := breakable(strings.ToValidUTF8(r.text, "\uFFFD"))
		for i, word := range words {
			parts := r.textStyle.fit(word, width)
			for k, part := range parts {
				w := r
				w.text, w.raised = part, nil
				if i < len(words)-1 || k < len(parts)-1 {
					put(w, r.text)
					continue
				}
				for _, w := range w.numbered(r.raised, width, numbers) {
					put(w, r.text)
				}
			}
		}
	}
	if line != nil {
		lines = append(lines, line)
	}
	return lines
}

// numbered is the run with raised numbers, and what of these has no room on a line beside it, in runs without a text.
func (r run) numbered(raised []reference, width float64, numbers textStyle) []run {
	r.raised = raised
	if r.width(numbers) <= width {
		return []run{r}
	}
	var runs []run
	wide := func(list []reference) float64 { return numbers.width(marks(list) + ",") }
	for _, group := range grouped(raised, width-r.textStyle.width(r.text)-raisedGap, width-raisedGap, wide) {
		part := r
		part.raised = group
		if len(runs) > 0 {
			part.text = ""
		}
		runs = append(runs, part)
	}
	return runs
}

// grouped parts numbers into groups that are no wider than first and, behind that, than rest; a comma ends each but
// the last. No group is empty.
func grouped(list []reference, first, rest float64, width func([]reference) float64) [][]reference {
	var groups [][]reference
	for room := first; len(list) > 0; room = rest {
		n := 1
		for n < len(list) && width(list[:n+1]) <= room {
			n++
		}
		group := slices.Clone(list[:n])
		if list = list[n:]; len(list) > 0 {
			group[n-1].Mark += ","
		}
		groups = append(groups, group)
	}
	return groups
}

// set puts the line's texts into p, its top at y, and returns the middle of its small letters.
func (l flowLine) set(p *Part, x, y float64, numbers textStyle, theme *style.Theme) (level float64) {
	base := y + l.base()
	for i, r := range l {
		if i > 0 {
			x += l[i-1].textStyle.width(" ")
		}
		if r.chip {
			u := r.unitOf()
			w := r.width(numbers)
			p.Shapes = append(p.Shapes, Shape{Box: Box{x, base - float64(r.size*ascent) + float64(0.2*u), w,
				r.textStyle.lead()}, Radius: 2.5 * u, Fill: theme.Paper, Stroke: theme.Border, Width: 0.7})
			p.Texts = append(p.Texts, r.textStyle.text(x+chipX*u, base, r.text, r.colour))
			x += w
			continue
		}
		text := r.textStyle.text(x, base, r.text, r.colour)
		if r.text != "" {
			p.Texts = append(p.Texts, text)
		}
		p.numbers(r.raised, numbers, x+text.Width+raisedGap, base-float64(r.size*0.34), theme)
		x += r.width(numbers)
	}
	return base - l.xHeight()
}

// base is how far the base line is below the line's top, xHeight how far the middle of its small letters is above the
// base line.
func (l flowLine) base() float64 {
	b, extra := 0.0, 0.0
	for _, r := range l {
		b = max(b, r.size*ascent)
		if r.chip {
			extra = max(extra, r.unitOf())
		}
	}
	return b + extra
}

func (l flowLine) xHeight() float64 { return float64(0.34 * l[0].size) }

// flowHeight is the height of lines below each other.
func flowHeight(lines []flowLine) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.lead()
	}
	return h
}
