package figure

import (
	"math"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/style"
)

// compose fills the page: title, diagram, legend, sources, notes.
func (d *drawing) compose(p layout.Placement) *tooSmall {
	f := d.fig
	f.Note = p.Note
	width, height := p.Width, p.Height
	if d.network != nil {
		d.takeNetwork()
		width, height = d.network.Width, d.network.Height
	} else {
		d.place(p)
	}
	plan, err := d.arrange(width, height)
	if err != nil {
		return err
	}
	f.move(plan.scale, plan.diagram)
	f.Width, f.Height, f.Scale = plan.width, plan.height, plan.scale
	d.title(f, f.Width)
	f.Parts = append(f.Parts, layersOf(f)...)
	d.apparatus(f, plan.apparatus, plan.measure)
	var contacts []*graph.Contact
	for _, e := range d.edges {
		contacts = append(contacts, e.Contact)
	}
	f.Says = d.inWords(contacts, len(d.ties), len(d.actors))
	f.Table = d.tableOf(append(contacts, d.ties...))
	return nil
}

// layersOf are those of the diagram in the order of drawing: names of sides lie over the lines that pass them.
func layersOf(f *Figure) []Part {
	sides, lines, names, actors := layer("sides"), layer("contacts"), layer("side-names"), layer("actors")
	for _, g := range f.Groups {
		sides.Parts = append(sides.Parts, Part{Shapes: g.Shapes})
		names.Parts = append(names.Parts, Part{Texts: g.Texts})
	}
	for _, e := range f.Edges {
		lines.Parts = append(lines.Parts, e.Part)
	}
	for _, a := range f.Actors {
		actors.Parts = append(actors.Parts, a.Part)
	}
	return []Part{sides, lines, names, actors}
}

// place takes over where the engine has put things.
func (d *drawing) place(p layout.Placement) {
	centres := map[layout.NodeID]Point{}
	for _, n := range p.Nodes {
		centres[n.ID] = n.Centre
	}
	for _, id := range d.actors {
		a := d.g.Dossier().Actor(id)
		t := d.boxes.texts(a)[0]
		d.fig.Actors = append(d.fig.Actors, d.boxes.draw(a, around(centres[actorNode(id)], t.width, t.height), t))
	}
	lines := map[layout.EdgeID]layout.PlacedEdge{}
	for _, e := range p.Edges {
		lines[e.ID] = e
	}
	for _, e := range d.edges {
		if e.Parties().IsRound() {
			var arms [][]Point
			for i := range e.Members {
				arms = append(arms, lines[armOf(e, i)].Path)
			}
			d.fig.Edges = append(d.fig.Edges, d.edge(e, arms, around(centres[junctionNode(e)], e.width, e.height)))
			continue
		}
		line := lines[wholeLine(e)]
		d.fig.Edges = append(d.fig.Edges, d.edge(e, line.Outside(e.width, e.height), around(line.Label, e.width, e.height)))
	}
}

// around is the box of that size with its middle at centre.
func around(centre Point, width, height float64) Box {
	return Box{centre.X - width/2, centre.Y - height/2, width, height}
}

// edge draws a contact along the pieces of its line, from one party to the other, and around its label.
func (d *drawing) edge(e *edge, pieces [][]Point, label Box) Edge {
	out := Edge{d.told(e.Contact), e.Contact, pieces, label}
	var tips [][3]Point
	for i, piece := range pieces {
		atEnd, atStart := headed(e.Contact, i, len(pieces))
		if atStart {
			tips = append(tips, arrowhead(reversed(piece)))
			piece = reversed(shortened(reversed(piece)))
		}
		if atEnd {
			tips = append(tips, arrowhead(piece))
			piece = shortened(piece)
		}
		out.Shapes = append(out.Shapes, stroke(piece, e.line))
	}
	out.Shapes = append(out.Shapes, heads(tips, e.line.Colour)...)
	left := label.X + 3
	if e.line.Mark != style.NoMark {
		room := markRoom * d.textStyles.unit
		out.Shapes = append(out.Shapes,
			d.mark(e.line, Point{X: left + room/2 - 1, Y: label.Y + 1.5 + e.lines[0].lead()/2})...)
		left += room
	}
	y := label.Y + 1.5
	for _, l := range e.lines {
		out.label(l, left, y, d.theme)
		y += l.height()
	}
	return out
}

// headed tells whether an arrowhead stands at the end and at the start of the i-th of n pieces of a contact's line.
func headed(c *graph.Contact, i, n int) (atEnd, atStart bool) {
	if c.IsAffiliation() {
		return false, false
	}
	to, from := c.Arrows()
	if c.Parties().IsRound() && n == len(c.Members) && to && from { // all act; only the first piece begins at its box
		return i > 0, i == 0
	}
	if c.Parties().IsRound() && n == len(c.Members) { // each piece has a party; those who are acted on have an arrowhead
		return i > 0 && to && slices.Contains(c.Parties().Sides()[1], c.Members[i]), false
	}
	return to && i == n-1, from && i == 0
}

// label sets a line of the label with its top left corner at x and y.
func (p *Part) label(l labelLine, x, y float64, theme *style.Theme) {
	if l.chip {
		box := Box{x, y + 1, l.width(), l.height() - 2}
		p.Shapes = append(p.Shapes, Shape{Box: box, Radius: 2.5, Fill: theme.Paper, Stroke: theme.Border, Width: 0.7})
		x, y = x+chipX, y+chipY
	}
	base := y + float64(l.size*ascent)
	if l.text == "" { // numbers alone stand on the line
		p.numbers(l.raised, l.number, x+1.2, base, theme)
		return
	}
	text := l.textStyle.text(x, base, l.text, l.colour)
	p.Texts = append(p.Texts, text)
	for i, further := range l.below {
		p.Texts = append(p.Texts, l.textStyle.text(x, base+float64(l.lead()*float64(i+1)), further, l.colour))
	}
	p.numbers(l.raised, l.number, x+text.Width+1.2, base-float64(l.size*0.34), theme)
}

// numbers sets source numbers from x on, each leading to its passage.
func (p *Part) numbers(list []reference, h textStyle, x, y float64, theme *style.Theme) {
	for i, r := range list {
		mark := r.Mark
		if i < len(list)-1 {
			mark += ","
		}
		number := h.text(x, y, mark, theme.Link)
		number.Link = r.Link
		p.Texts = append(p.Texts, number)
		x += number.Width
	}
}

func reversed(path []Point) []Point {
	out := slices.Clone(path)
	slices.Reverse(out)
	return out
}

// direction is the unit vector in which a path arrives at its end.
func direction(path []Point) Point {
	end := path[len(path)-1]
	for i := len(path) - 2; i >= 0; i-- {
		dx, dy := end.X-path[i].X, end.Y-path[i].Y
		if l := math.Sqrt(float64(dx*dx) + float64(dy*dy)); l > 0.01 {
			return Point{X: dx / l, Y: dy / l}
		}
	}
	return Point{X: 1}
}

// longHead is how long the arrowhead at the end of a path is: shorter than usual on one that it would cover.
func longHead(path []Point) float64 {
	from, to := path[0], path[len(path)-1]
	dx, dy := to.X-from.X, to.Y-from.Y
	return min(headLength, max(headLeast, headShare*math.Sqrt(float64(dx*dx)+float64(dy*dy))))
}

func arrowhead(path []Point) [3]Point {
	tip, u, long := path[len(path)-1], direction(path), longHead(path)
	half := headHalf * long / headLength
	foot := Point{X: tip.X - float64(u.X*long), Y: tip.Y - float64(u.Y*long)}
	return [3]Point{
		tip,
		{X: foot.X - float64(u.Y*half), Y: foot.Y + float64(u.X*half)},
		{X: foot.X + float64(u.Y*half), Y: foot.Y - float64(u.X*half)},
	}
}

// shortened ends the path at the foot of its arrowhead.
func shortened(path []Point) []Point {
	out, u, by := slices.Clone(path), direction(path), longHead(path)-1
	last := len(out) - 1
	out[last] = Point{X: out[last].X - float64(u.X*by), Y: out[last].Y - float64(u.Y*by)}
	return out
}

// inWords says in one sentence what is drawn: contacts, some of which may be ties, and ties that are told in boxes.
func (s *sheet) inWords(lines []*graph.Contact, told, actors int) string {
	contacts, ties := 0, told
	for _, c := range lines {
		if c.IsTie() {
			ties++
		} else {
			contacts++
		}
	}
	var what []string
	if contacts > 0 || ties == 0 {
		what = append(what, s.voice.Say("figure.contacts", "n", contacts))
	}
	if ties > 0 {
		what = append(what, s.voice.Count(ties, words.TiesOf(s.g)))
	}
	return s.voice.Say("figure.says", "what", s.voice.And(what), "actors", actors, "list", s.sources.says())
}
