package figure

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// Panels says how a register is divided. The zero Panels leaves it to what is seen best.
type Panels uint8

// The ways to divide a register.
const (
	BestPanels   Panels = iota
	NoPanels            // all in one
	PanelsBySide        // one for each side on the right
	PanelsByYear        // one for each year
)

var panelWords = []string{"auto", "none", "side", "year"}

// PanelsWords are the words for the ways to divide a register, in their order.
func PanelsWords() []string { return slices.Clone(panelWords) }

// ParsePanels reads such a word.
func ParsePanels(word string) (Panels, error) {
	if i := slices.Index(panelWords, word); i >= 0 {
		return Panels(i), nil
	}
	return 0, fmt.Errorf("unknown panels %q: want %s", word, words.English().Or(panelWords))
}

// Where no height is asked for, a figure is one sheet as long as it is no longer than this: as high as A2, or, if no
// size is asked for at all, as what can still be read when it is printed on A4. A longer one is cut into pages of A4.
const (
	longestSheet = 594 * mm
	longestOnA4  = a4Height * registerLeast / leastLetters
	pageMargin   = 20 * mm  // of a whole page
	printed      = 250 * mm // what A4 has for a column of print; a longer figure leaves out the addresses of sources
)

// leastRow is how wide the text of a row is at least, at unit 1, in points.
const leastRow = 66.0

// panelCost is how much height a crossing is worth, in points, when ways to divide a register are compared.
const panelCost = 24.0

// drawRegister draws the graph in two columns: as a ledger or, if every box on the right is to be named in its row,
// as a list. What one page does not hold goes on in Figure.More.
func drawRegister(g *graph.Graph, opts Options, repeat bool) (*Figure, error) {
	var first, usual *Figure
	units := opts.Size.units()
	if d := opts.Draft; d != nil && d.unit > 0 {
		units = []float64{d.unit}
	}
	var tight error
	for _, unit := range units {
		f, err := registerAt(g, opts, repeat, unit)
		switch {
		case errors.Is(err, ErrTooSmall): // for text of this size
			tight = err
			continue
		case err != nil:
			return nil, err
		}
		f.unit = unit
		if len(f.More) == 0 && (opts.Size.Height > 0 || f.Height <= printed) {
			return f, nil
		}
		if first == nil {
			first = f
		}
		if unit == 1 {
			usual = f
		}
	}
	if first == nil {
		return nil, tight
	}
	return cmp.Or(usual, first), nil
}

// units are the sizes of text that a page is tried with, the largest first, in units of a report's column. Below the
// least, letters are smaller than five points.
func (s Size) units() []float64 {
	least := leastLetters / registerLeast
	if s.Height == 0 {
		if s.Width > 0 && s.Width < 130*mm {
			return []float64{math.Ceil(100*least) / 100}
		}
		return []float64{1, 0.96, 0.92} // of which the first that fits a column of A4 counts, else 1
	}
	top := 1.1
	if s.most > onPaper { // a slide
		top = s.most
	}
	var list []float64
	for u := top; u > least; u -= 0.1 {
		list = append(list, math.Round(100*u)/100)
	}
	return append(list, math.Ceil(100*least)/100)
}

// sheetOf is the paper: width, height (0 for as needed) and margin.
func (s Size) sheetOf() (width, height, margin float64) {
	width, height, margin = s.Width, s.Height, registerMargin
	if width == 0 {
		width = registerWidth
	}
	if height > 0 && width > 170*mm { // a smaller one is part of a page
		margin = min(pageMargin, 0.07*min(width, height))
	}
	return width, height, margin
}

func registerAt(g *graph.Graph, opts Options, repeat bool, unit float64) (*Figure, error) {
	ways := formats(opts.Size, unit)
	for i, format := range ways {
		r := newRegister(g, opts, format)
		if len(r.contacts) == 0 {
			return nil, errNothing
		}
		if letters := leastLetters * format.text / (leastRow * unit); letters < leastLetters {
			return nil, &tooSmall{page: opts.Size, letters: letters, narrow: true}
		}
		r.repeat = repeat
		r.divide()
		r.explain()
		panels := r.layPanels(r.choose())
		if height := format.paper.Height; height > 0 {
			for _, p := range panels {
				if need := p.height + height - r.room(height); need > height+1 {
					return nil, &tooSmall{page: opts.Size, need: need}
				}
			}
		}
		if len(panels) < format.columns && i < len(ways)-1 {
			continue
		}
		for _, c := range r.ties {
			if !r.tied[c.ID] {
				r.notes.loose = append(r.notes.loose, c)
			}
		}
		b := newBinding(r, panels)
		if format.paper.Height == 0 && b.total() > printed {
			r.sources.shortened = true
		}
		return b.bind(), nil
	}
	return nil, nil // there is always a way with one column
}

// explain fills legend and notes.
func (r *register) explain() {
	r.legend.keys = r.keysOf(r.contacts)
	if r.opts.changes != nil {
		r.legend.keys = r.changeKeys(r.contacts)
	}
	if r.division.within > 0 || r.repeat {
		r.legend.keys = append(r.legend.keys, key{text: r.voice.Say("legend.again")})
	}
	first := r.lineNote()
	if r.opts.changes != nil {
		first += " " + r.voice.Say("note.changes")
	}
	r.remark(readOf(r.g, true), []string{first}, r.notDrawn())
}

// choose divides the register as asked for or, if nothing is, so that few lines cross on little paper.
func (r *register) choose() []panel {
	switch r.opts.Panels {
	case NoPanels:
		return []panel{{contacts: r.contacts}}
	case PanelsBySide:
		return r.bySide()
	case PanelsByYear:
		return r.byYear()
	}
	whole := []panel{{contacts: r.contacts}}
	if len(r.contacts) > panelled {
		return r.bySide()
	}
	best, least := whole, math.Inf(1)
	for i, way := range [][]panel{whole, r.bySide(), r.byYear()} {
		if i > 0 && len(way) < 2 {
			continue
		}
		trial := *r
		trial.boxed, trial.tied = map[sources.ActorID]bool{}, map[sources.ContactID]bool{}
		height, crossings := 0.0, 0
		for _, p := range way {
			built := trial.build(p)
			height += built.height + float64(6*r.format.unit)
			crossings += built.crossings
		}
		if i == 0 && crossings <= fewCrossings && height < 0.8*pageHeight(r.opts.Size) {
			return whole
		}
		if cost := height + float64(panelCost*float64(crossings)); cost < least {
			best, least = way, cost
		}
	}
	return best
}

const (
	panelled     = 150 // contacts beyond which a register is divided without trying what is best
	fewCrossings = 3   // as many as a panel may have
)

func pageHeight(s Size) float64 { return cmp.Or(s.Height, 297*mm) }

// bySide makes a panel for each side on the right; those with little share one.
func (r *register) bySide() []panel {
	var order []string
	of := map[string][]*graph.Contact{}
	for _, c := range r.contacts {
		name := r.division.counterpart(c)
		if of[name] == nil {
			order = append(order, name)
		}
		of[name] = append(of[name], c)
	}
	least := 3
	if len(order) > 8 {
		least = max(least, len(r.contacts)/8)
	}
	var panels []panel
	var rest panel
	var with []string
	for _, name := range order {
		if len(of[name]) < least || name == "" {
			rest.contacts = append(rest.contacts, of[name]...)
			if name != "" {
				with = append(with, name)
			}
			continue
		}
		panels = append(panels, panel{about: r.with([]string{name}), contacts: of[name]})
	}
	slices.SortStableFunc(panels,
		func(a, b panel) int { return cmp.Compare(yearsOf(a.contacts).first, yearsOf(b.contacts).first) })
	if rest.contacts != nil {
		if len(with) > 0 && len(of[""]) == 0 {
			rest.about = r.with(with)
		}
		panels = append(panels, rest)
	}
	for i := range panels {
		panels[i].heading = yearsOf(panels[i].contacts).say(r.voice)
	}
	if len(panels) == 1 {
		panels[0].heading, panels[0].about = "", ""
	}
	return panels
}

// byYear makes a panel for each year in which a contact was, as far as documents say, or ended.
func (r *register) byYear() []panel {
	of := map[int][]*graph.Contact{}
	var years []int
	for _, c := range r.contacts {
		y := yearsOf([]*graph.Contact{c}).first
		if of[y] == nil {
			years = append(years, y)
		}
		of[y] = append(of[y], c)
	}
	slices.Sort(years)
	var panels []panel
	for _, y := range years {
		var with []string
		for _, c := range of[y] {
			if name := r.division.counterpart(c); name != "" && !slices.Contains(with, name) {
				with = append(with, name)
			}
		}
		panels = append(panels, panel{heading: yearsOf(of[y]).say(r.voice), about: r.with(with), contacts: of[y]})
	}
	if len(panels) == 1 {
		panels[0].heading, panels[0].about = "", ""
	}
	return panels
}

// with says whom the contacts of a panel are with.
func (r *register) with(sides []string) string {
	const most = 3
	if len(sides) == 0 {
		return ""
	}
	if len(sides) > most {
		return r.voice.Say("panel.with-others", "sides", r.voice.Facts(sides[:most]...))
	}
	return r.voice.Say("panel.with", "sides", r.voice.And(sides))
}

// years are the first and last year that contacts can have been in, as far as they are told.
type years struct{ first, last int }

// noYear sorts contacts without a date last.
const noYear = math.MaxInt32

func yearsOf(contacts []*graph.Contact) years {
	y := years{noYear, -noYear}
	for _, c := range contacts {
		from, known := c.When().First()
		to, knownToo := c.When().Last()
		switch {
		case !known && !knownToo:
			continue
		case !known:
			from = to
		case !knownToo:
			to = from
		}
		y.first, y.last = min(y.first, int(from.Year)), max(y.last, int(to.Year))
	}
	return y
}

// say says them: "2014", "2024–25".
func (y years) say(v words.Voice) string {
	switch {
	case y.first == noYear:
		return v.Say("panel.undated")
	case y.first == y.last:
		return strconv.Itoa(y.first)
	case y.first/100 == y.last/100 && y.first >= 1000:
		return fmt.Sprintf("%d–%02d", y.first, y.last%100)
	}
	return fmt.Sprintf("%d–%d", y.first, y.last)
}

// layPanels builds the panels; those that are higher than a page are cut into several.
func (r *register) layPanels(panels []panel) []*placedPanel {
	room := math.Inf(1)
	if height := r.format.paper.Height; height > 0 {
		room = r.room(height)
	} else if total := r.guess(panels); total > r.opts.Size.longest() {
		room = 297*mm - 2*pageMargin - float64(60*r.format.unit)
	}
	var list []*placedPanel
	for _, p := range panels {
		list = append(list, cutting{r, room}.fitted(p, false)...)
	}
	return list
}

// guess is about how high the register will be.
func (r *register) guess(panels []panel) float64 {
	return (float64(float64(len(r.contacts))*15) + float64(float64(len(panels))*24) +
		float64(float64(len(r.sources.listed))*11)) * r.format.unit
}

// room is what a page has for panels: less title and legend.
func (r *register) room(height float64) float64 {
	return height - 2*r.format.margin - r.headHeight(true)
}

// A cutting builds panels in parts that fit the room of a page.
type cutting struct {
	*register
	room float64
}

// fitted builds a panel in as many parts as it takes.
func (r cutting) fitted(p panel, more bool) []*placedPanel {
	const most = 400 // rows that are ordered together
	if len(p.contacts) <= most {
		keep := maps.Clone(r.boxed)
		built := r.build(p)
		if built.height <= r.room || len(p.contacts) == 1 {
			return []*placedPanel{built}
		}
		r.boxed = keep
		p.contacts = built.rows
		share := min(r.room/built.height*0.92, 0.9)
		n := min(max(int(share*float64(len(p.contacts))), 1), len(p.contacts)-1)
		return r.cut(p, n, more)
	}
	return r.cut(p, most/2, more)
}

// cut divides a panel after n contacts, sooner if an actor's rows begin nearby.
func (r cutting) cut(p panel, n int, more bool) []*placedPanel {
	owner := func(i int) sources.ActorID { return r.division.owner(p.contacts[i]) }
	for back := n; back > n*3/4 && back > 0; back-- {
		if owner(back) != owner(back-1) {
			n = back
			break
		}
	}
	head, tail := p, p
	head.contacts, tail.contacts = p.contacts[:n], p.contacts[n:]
	if !more {
		tail.about = r.voice.Facts(tail.about, r.voice.Say("panel.continued"))
		if tail.heading == "" {
			tail.about = ""
		}
	}
	return append(r.fitted(head, more), r.fitted(tail, true)...)
}
