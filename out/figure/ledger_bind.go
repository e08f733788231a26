package figure

import (
	"fmt"
	"math"
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// panelGap is between panels, at unit 1.
const panelGap = 4.0

// A binding puts the panels of a register onto pages.
type binding struct {
	*register
	panels []*placedPanel
	gap    float64 // between panels
}

func newBinding(r *register, panels []*placedPanel) *binding {
	return &binding{r, panels, panelGap * r.format.unit}
}

// total is the height of all on one sheet.
func (b *binding) total() float64 {
	total := b.headHeight(true) + b.footHeight() + 2*b.format.margin
	for _, p := range b.panels {
		total += p.height + b.gap
	}
	return total
}

// A column is panels below each other, a spread the columns of a page.
type spread [][]*placedPanel

// filled puts panels into columns of at most that height, and tells how many it took. The columns are as even as the
// order allows.
func (b *binding) filled(panels []*placedPanel, limit float64) (spread, int) {
	fill := func(limit float64) (s spread, n int) {
		for range b.format.columns {
			var column []*placedPanel
			used := 0.0
			for n < len(panels) && (len(column) == 0 || used+panels[n].height <= limit) {
				column = append(column, panels[n])
				used += panels[n].height + b.gap
				n++
			}
			s = append(s, column)
		}
		return s, n
	}
	s, n := fill(limit)
	if b.format.columns > 1 {
		for even := limit / 8; even < limit; even += limit / 40 {
			if t, m := fill(even); m >= n && t.height(b.gap) <= limit {
				return t, m
			}
		}
	}
	return s, n
}

// height is that of the highest column.
func (s spread) height(gap float64) float64 {
	most := 0.0
	for _, column := range s {
		h := 0.0
		for i, p := range column {
			if i > 0 {
				h += gap
			}
			h += p.height
		}
		most = max(most, h)
	}
	return most
}

// bind puts panels onto pages, with title and legend above and sources and notes below the last.
func (b *binding) bind() *Figure {
	identify(b.panels)
	height := b.format.paper.Height
	limit := height - 2*b.format.margin
	if height == 0 {
		limit = math.Inf(1)
		if b.total() > b.opts.Size.longest() {
			limit = 297*mm - 2*pageMargin
		}
	}
	foot := b.footHeight()
	var pages []spread
	apart := false // the sources have a page of their own
	for n, first := 0, true; n < len(b.panels); first = false {
		head := b.headHeight(first)
		page, took := b.filled(b.panels[n:], limit-head)
		n += took
		pages = append(pages, page)
		if n < len(b.panels) {
			continue
		}
		used := head + page.height(b.gap) + b.gap
		if used+foot > limit {
			b.sources.shortened = true
			foot = b.footHeight()
		}
		apart = used+foot > limit
	}
	feet := []footing{{b.sources.listed, true}} // of the last pages
	if apart {
		feet = footings(b.sheet, b.format.paper.Width-2*b.format.margin, limit-b.headHeight(false))
		pages = append(pages, make([]spread, len(feet))...)
	}
	var figures []*Figure
	for i, page := range pages {
		var foot *footing
		if k := i - (len(pages) - len(feet)); k >= 0 {
			foot = &feet[k]
		}
		figures = append(figures, b.bindPage(page, i, len(pages), foot))
	}
	first := figures[0]
	first.More, first.within = figures[1:], b.division.within
	if b.rightToLeft {
		for _, f := range figures {
			f.mirror()
		}
	}
	return first
}

// identify gives each box an id: an actor's own to the first box in which it stands in full or, if there is none, to
// the first.
func identify(panels []*placedPanel) {
	full := map[sources.ActorID]*Actor{}
	each := func(visit func(a *Actor)) {
		for _, p := range panels {
			for i := range p.actors {
				visit(&p.actors[i])
			}
		}
	}
	for _, small := range []bool{false, true} {
		each(func(a *Actor) {
			if a.Again == small && full[a.Actor.ID] == nil {
				full[a.Actor.ID] = a
			}
		})
	}
	n := map[sources.ActorID]int{}
	each(func(a *Actor) {
		a.ID = "actor-" + string(a.Actor.ID)
		if full[a.Actor.ID] != a {
			n[a.Actor.ID]++
			a.ID += fmt.Sprintf("--%d", n[a.Actor.ID]+1)
		}
	})
}

// bindPage makes one page.
func (b *binding) bindPage(page spread, n, of int, foot *footing) *Figure {
	m := b.format.margin
	f := &Figure{Width: b.format.paper.Width, Title: b.fig.Title, Paper: b.theme.Paper, Scale: b.format.unit,
		Citations: b.citations, Voice: b.voice, family: b.fig.family}
	if of > 1 {
		f.Title = b.voice.Say("figure.page", "title", b.fig.Title, "n", n+1, "of", of)
	}
	top := b.head(f, f.Title, n == 0, page != nil)
	var contacts []*graph.Contact
	for k, column := range page {
		at := Point{X: m + float64(float64(k)*(b.format.width+columnApart)), Y: top}
		for _, p := range column {
			p.head.move(1, at)
			f.Parts = append(f.Parts, p.head)
			part := &Figure{Groups: p.groups, Edges: p.edges, Actors: p.actors}
			part.move(1, at)
			f.Groups, f.Edges, f.Actors = append(f.Groups, part.Groups...), append(f.Edges, part.Edges...),
				append(f.Actors, part.Actors...)
			contacts = append(contacts, p.rows...)
			at.Y += p.height + b.gap
		}
	}
	f.Parts = append(f.Parts, layersOf(f)...)
	y := top + page.height(b.gap) + b.gap
	if foot != nil {
		parts, end := foot.foot(b.sheet, Point{X: m, Y: y + 2}, f.Width-2*m)
		f.Parts, y = append(f.Parts, parts...), end
	}
	f.Height = b.format.paper.Height
	if f.Height == 0 {
		f.Height = math.Ceil(y + m)
	}
	told := contacts
	if foot != nil && foot.notes {
		told = append(slices.Clone(contacts), b.ties...)
	}
	f.Table = b.tableOf(told)
	actors := map[sources.ActorID]bool{}
	for _, a := range f.Actors {
		actors[a.Actor.ID] = true
	}
	f.Says = b.inWords(contacts, 0, len(actors))
	return f
}

// head sets title, subtitle and legend and returns where they end. Without a figure it only measures.
func (r *formattedSheet) head(f *Figure, title string, first, legend bool) float64 {
	head := layer("head")
	h, m := r.textStyles.title, r.format.margin
	inner := r.format.paper.Width - 2*m
	if !first {
		h = r.textStyles.name
	}
	y := stack(&head.Texts, h, m, m, h.wrap(title, inner), r.theme.Ink)
	if subtitle := r.subtitle(); first && subtitle != "" {
		y = stack(&head.Texts, r.textStyles.subtitle, m, y+1, r.textStyles.subtitle.wrap(subtitle, inner), r.theme.Muted)
	}
	y += 2 * r.format.unit
	var keys Part
	if legend {
		keys, y = r.legend.set(Point{X: m, Y: y}, inner)
		y += float64(3 * r.format.unit)
	}
	if f != nil {
		f.Parts = append(f.Parts, head)
		if legend {
			f.Parts, f.Keys = append(f.Parts, keys), r.legend.further()
		}
	}
	return y
}

// headHeight is what the head takes of a page, without the margin above it.
func (r *formattedSheet) headHeight(first bool) float64 {
	return r.head(nil, r.voice.Say("figure.page", "title", r.fig.Title, "n", 10, "of", 10), first, true) - r.format.margin
}

func (r *formattedSheet) footHeight() float64 {
	width := r.format.paper.Width - 2*r.format.margin
	_, y := r.sources.set(Point{}, width)
	_, y = r.notes.set(Point{Y: y + 4}, width)
	return y + 2
}
