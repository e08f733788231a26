package figure

import (
	"fmt"
	"math"

	"relgraph/graph"
	"relgraph/sources"
)

// panelGap is between panels, at unit 1.
const panelGap = 4.0

// total is the height of all on one sheet.
func (r *register) total(panels []*placedPanel) float64 {
	total := r.headHeight(true) + r.footHeight() + 2*r.format.margin
	for _, p := range panels {
		total += p.height + panelGap*r.format.unit
	}
	return total
}

// bind puts panels onto pages, with title and legend above and sources and notes below the last.
func (r *register) bind(panels []*placedPanel, height float64) *Figure {
	identify(panels)
	gap := panelGap * r.format.unit
	paged := height > 0
	limit := height - 2*r.format.margin
	if !paged {
		limit = math.Inf(1)
		if r.total(panels) > longestSheet {
			limit = 297*mm - 2*pageMargin
		}
	}
	var pages [][]*placedPanel
	var page []*placedPanel
	used := r.headHeight(true)
	for _, p := range panels {
		if len(page) > 0 && used+p.height > limit {
			pages, page, used = append(pages, page), nil, r.headHeight(false)
		}
		page = append(page, p)
		used += p.height + gap
	}
	pages = append(pages, page)
	foot := r.footHeight()
	apart := used+foot > limit && used > r.headHeight(false)+1 // the sources have a page of their own
	sheets := len(pages)
	if apart {
		sheets++
	}
	var figures []*Figure
	for i, page := range pages {
		figures = append(figures, r.bindPage(page, i, sheets, height, i == len(pages)-1 && !apart, gap))
	}
	if apart {
		figures = append(figures, r.bindPage(nil, len(pages), sheets, height, true, gap))
	}
	first := figures[0]
	first.More = figures[1:]
	if r.rightToLeft() {
		for _, f := range figures {
			f.mirror()
		}
	}
	return first
}

// identify gives each box an id: an actor's own to the first box in which it stands in full or, if there is none, to the first.
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
func (r *register) bindPage(panels []*placedPanel, n, of int, height float64, foot bool, gap float64) *Figure {
	f := &Figure{Width: r.format.width, Title: r.fig.Title, Paper: r.theme.Paper, Scale: r.format.unit, Citations: r.fig.Citations, Voice: r.voice, family: r.fig.family}
	if of > 1 {
		f.Title = r.voice.Say("figure.page", "title", r.fig.Title, "n", n+1, "of", of)
	}
	y := r.head(f, f.Title, n == 0, panels != nil)
	var contacts []*graph.Contact
	for _, p := range panels {
		at := Point{Y: y}
		p.head.move(1, at)
		f.Parts = append(f.Parts, p.head)
		part := &Figure{Groups: p.groups, Edges: p.edges, Actors: p.actors}
		part.move(1, at)
		f.Groups, f.Edges, f.Actors = append(f.Groups, part.Groups...), append(f.Edges, part.Edges...), append(f.Actors, part.Actors...)
		contacts = append(contacts, p.rows...)
		y += p.height + gap
	}
	f.Parts = append(f.Parts, (&drawing{sheet: &sheet{fig: f}}).diagram()...)
	if foot {
		at := Point{X: r.format.margin, Y: y + 2}
		width := r.format.width - 2*r.format.margin
		list, below := r.sources(at, width)
		notes, end := r.notes(Point{X: at.X, Y: below + 4}, width)
		f.Parts = append(f.Parts, list, notes)
		y = end
	}
	f.Height = math.Ceil(y + r.format.margin)
	if height > 0 {
		f.Height = height
	}
	f.Table = r.tableOf(contacts)
	f.Says = r.inWords(f, contacts)
	return f
}

// head sets title, subtitle and legend and returns where they end. Without a figure it only measures.
func (r *register) head(f *Figure, title string, first, legend bool) float64 {
	head := layer("head")
	h, m := r.hands.title, r.format.margin
	inner := r.format.width - 2*m
	if !first {
		h = r.hands.name
	}
	y := stack(&head.Texts, h, m, m, h.wrap(title, inner), r.theme.Ink)
	if subtitle := r.subtitle(); first && subtitle != "" {
		y = stack(&head.Texts, r.hands.subtitle, m, y+1, r.hands.subtitle.wrap(subtitle, inner), r.theme.Muted)
	}
	y += 2 * r.format.unit
	var keys Part
	if legend {
		keys, y = r.legend(Point{X: m, Y: y}, inner)
		y += 3 * r.format.unit
	}
	if f != nil {
		f.Parts = append(f.Parts, head)
		if legend {
			f.Parts = append(f.Parts, keys)
		}
	}
	return y
}

// headHeight is what the head takes of a page, without the margin above it.
func (r *register) headHeight(first bool) float64 {
	return r.head(nil, r.voice.Say("figure.page", "title", r.fig.Title, "n", 10, "of", 10), first, true) - r.format.margin
}

func (r *register) footHeight() float64 {
	width := r.format.width - 2*r.format.margin
	_, y := r.sources(Point{}, width)
	_, y = r.notes(Point{Y: y + 4}, width)
	return y + 2
}

// inWords says the page in one sentence.
func (r *register) inWords(f *Figure, contacts []*graph.Contact) string {
	d := drawing{sheet: &sheet{g: r.g, fig: f, opts: r.opts, voice: r.voice}}
	for _, c := range contacts {
		d.edges = append(d.edges, &edge{Contact: c})
	}
	seen := map[string]bool{}
	for _, a := range f.Actors {
		if id := string(a.Actor.ID); !seen[id] {
			seen[id] = true
			d.actors = append(d.actors, a.Actor.ID)
		}
	}
	d.tellInWords()
	return f.Says
}
