package figure

import (
	"slices"

	"relgraph/graph"
	"relgraph/out/internal/layout/ledger"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// draw puts the panel at its place, below its heading.
func (b *panelBuild) draw(out *placedPanel, p ledger.Placement) {
	u, f := b.format.unit, b.format
	top := out.headingHeight
	left := groundReach * u
	right := f.width - float64(groundReach*u) - f.right
	b.grounds(out, p.LeftGround, b.left, left, f.left)
	b.grounds(out, p.RightGround, b.right, right, f.right)
	for i, box := range b.left {
		out.actors = append(out.actors,
			b.drawBox(box, Box{left, top + points(p.Left[i].Top), f.left, points(p.Left[i].Bottom - p.Left[i].Top)}))
	}
	for i, box := range b.right {
		out.actors = append(out.actors, b.drawBox(box, Box{right, top + points(p.Right[i].Top), f.right,
			points(p.Right[i].Bottom - p.Right[i].Top)}))
	}
	text := left + f.left + float64(markStart*u)
	widest := 0.0
	for _, row := range b.rows {
		w := rowWidth(row, b.textStyles.number)
		if row.again != "" {
			w += float64(againLead*u) + row.wide - 2*u
		}
		widest = max(widest, w)
	}
	begin := min(text+widest+4*u, right-f.gutter) // the gutter takes what the rows leave
	var lanes []ledger.Lane
	for i, row := range b.rows {
		start := text + row.text[0].width(b.textStyles.number) + float64(startGap*u)
		if len(row.ends) > 1 {
			start = begin
		}
		for k := range row.ends {
			lanes = append(lanes, ledger.Lane{Owner: i, Start: hundredths(start), Begin: hundredths(max(begin, start)),
				Out:  hundredths(right),
				High: p.Level[i], Low: p.Ends[i][k], End: row.ends[k]})
		}
	}
	steps := ledger.Route(lanes, hundredths(tipRoom*u), b.opts.Draft != nil)
	n := 0
	for i, row := range b.rows {
		level := top + points(p.Level[i])
		stub := straightPiece(Point{X: left + f.left, Y: level}, Point{X: left + f.left + float64(markStub*u), Y: level})
		if row.line.Mark == style.NoMark {
			stub = straightPiece(Point{X: left + f.left, Y: level}, Point{X: text - float64(startGap*u), Y: level})
		}
		pieces := [][]Point{stub}
		after := text + row.text[0].width(b.textStyles.number) + float64(startGap*u)
		if len(row.ends) > 1 {
			pieces = append(pieces, straightPiece(Point{X: after, Y: level}, Point{X: begin, Y: level}))
		}
		for range row.ends {
			var curve []Point
			for _, q := range lanes[n].Curve(steps[n]) {
				curve = append(curve, Point{X: points(q[0]), Y: top + points(q[1])})
			}
			pieces = append(pieces, curve)
			n++
		}
		if row.again != "" {
			box := Box{X: text + rowWidth(row, b.textStyles.number) + float64(againLead*u), Width: row.wide,
				Height: flowHeight(row.name) + float64(1.6*u)}
			box.Y = level - box.Height/2
			if least := top + points(p.Rows[i].Top); box.Y < least {
				box.Y = least
			}
			out.actors = append(out.actors, b.drawSmall(row.again, row.name, box))
			pieces = append(pieces, straightPiece(Point{X: after, Y: level}, Point{X: box.X, Y: level}))
		}
		out.edges = append(out.edges, b.drawRow(row, pieces, Point{X: text, Y: top + points(p.Rows[i].Top)}, level))
	}
}

// againLead is the length of a line to the small box at the end of its row.
const againLead = 14.0

// rowWidth is the width of the widest line of a row.
func rowWidth(row *regRow, numbers textStyle) float64 {
	w := 0.0
	for _, l := range row.text {
		w = max(w, l.width(numbers))
	}
	return w
}

// straightPiece is a straight line as a cubic curve.
func straightPiece(a, b Point) []Point { return []Point{a, a, b, b} }

// grounds lays the sides under their boxes.
func (b *panelBuild) grounds(out *placedPanel, list []ledger.Ground, column []regBox, x, width float64) {
	u := b.format.unit
	for _, g := range list {
		s := column[g.Side].side
		box := Box{x - float64(groundReach*u), out.headingHeight + points(g.Top), width + float64(2*groundReach*u),
			points(g.Bottom - g.Top)}
		group := Group{Side: s.name, Box: box, Tint: s.tint}
		group.Shapes = []Shape{{Box: box, Radius: 3.5 * u, Fill: s.tint.Fill}}
		if b.headed(s, column) {
			h := b.textStyles.side
			y := box.Y + float64(0.8*u)
			stack(&group.Texts, h, x+u, y, h.wrap(s.name, width-2*u), s.tint.Text)
		}
		out.groups = append(out.groups, group)
	}
}

// drawBox draws an actor with what is told of it.
func (b *panelBuild) drawBox(box regBox, at Box) Actor {
	u := b.format.unit
	if box.again {
		a := b.drawSmall(box.id, box.text, at)
		return a
	}
	out := b.actorAt(box.id, at, b.theme.Paper)
	b.boxed[box.id] = true
	y := at.Y + (at.Height-flowHeight(box.text))/2
	for i, l := range box.text {
		part, tie := &out.Part, l[0].tie
		if tie != nil { // told like a contact's line: by its name, its claims and the keyboard
			if i == 0 || box.text[i-1][0].tie != tie {
				told := b.told(tie)
				told.Class = "tie " + told.Class
				out.Parts = append(out.Parts, told)
				b.tied[tie.ID] = true
			}
			part = &out.Parts[len(out.Parts)-1]
		}
		l.set(part, at.X+4*u, y, b.textStyles.number, b.theme)
		y += l.lead()
	}
	return out
}

// drawSmall draws the box of an actor that stands in the other column, or elsewhere in this one.
func (b *panelBuild) drawSmall(id sources.ActorID, name []flowLine, at Box) Actor {
	out := b.actorAt(id, at, b.tintOf(id).Fill)
	out.Again, out.Class = true, "actor again"
	y := at.Y + (at.Height-flowHeight(name))/2
	for _, l := range name {
		l.set(&out.Part, at.X+float64(3*b.format.unit), y, b.textStyles.number, b.theme)
		y += l.lead()
	}
	return out
}

func (r *register) tintOf(id sources.ActorID) style.Tint {
	if s := r.sideOf[id]; s != nil {
		return s.tint
	}
	return r.theme.Neutral()
}

func (b *panelBuild) actorAt(id sources.ActorID, at Box, fill style.Colour) Actor {
	a := b.g.Dossier().Actor(id)
	tint := b.tintOf(id)
	part := Part{Name: a.Name, Class: "actor"}
	part.Shapes = []Shape{{Box: at, Radius: 2.2 * b.format.unit, Fill: fill, Stroke: tint.Text, Width: 0.9}}
	return Actor{Part: part, Actor: a, Box: at, Tint: tint}
}

// drawRow draws a contact: its line in pieces, its mark, its text.
func (b *panelBuild) drawRow(row *regRow, pieces [][]Point, at Point, level float64) Edge {
	u := b.format.unit
	out := Edge{Part: b.told(row.Contact), Contact: row.Contact, Pieces: pieces}
	to, from := row.Arrows()
	headsAt := func(id sources.ActorID) bool {
		return !row.IsAffiliation() && row.From != row.To && (row.Mutual() || to && b.acted(row.Contact, id) ||
			from && id == row.From)
	}
	var tips [][3]Point
	leftActor := b.left[row.owner].id
	for i, piece := range pieces {
		switch {
		case i == 0 && headsAt(leftActor) && len(parties(row.Contact)) > 1:
			back := reversed(piece)
			tips = append(tips, headOf(back, u))
			piece = shortenedBy(back, u)
		case i == len(pieces)-1 && i > 0 && row.again != "" && headsAt(row.again),
			i > 0 && i >= len(pieces)-len(row.ends) && row.again == "" &&
				headsAt(b.right[row.ends[i-(len(pieces)-len(row.ends))]].id):
			tips = append(tips, headOf(piece, u))
			piece = shortenedBy(piece, u)
		}
		out.Shapes = append(out.Shapes, stroke(piece, row.line))
	}
	out.Shapes = append(out.Shapes, heads(tips, row.line.Colour)...)
	if len(row.ends) > 1 { // where the line parts
		last := pieces[1][len(pieces[1])-1]
		out.Shapes = append(out.Shapes, circle(last.X, last.Y, 1.6*u, row.line.Colour, row.line.Colour))
	}
	if row.line.Mark != style.NoMark {
		out.Shapes = append(out.Shapes, b.mark(row.line, Point{X: at.X - float64(5.6*u), Y: level})...)
	}
	y := at.Y
	for _, l := range row.text {
		l.set(&out.Part, at.X, y, b.textStyles.number, b.theme)
		y += l.lead()
	}
	words := out.measured().Label // raised numbers stand out of their line
	out.Label = Box{words.Left, min(words.Top, at.Y), words.Right - words.Left, max(words.Bottom, y) - min(words.Top, at.Y)}
	return out
}

// acted tells whether an actor is one whom a contact went to: To, or another that a row names as its recipient.
func (b *panelBuild) acted(c *graph.Contact, id sources.ActorID) bool {
	return id == c.To || len(c.Members) > 2 && slices.ContainsFunc(c.Claims,
		func(cl *sources.Claim) bool { return slices.Contains(cl.Recipients, id) })
}

// headOf is the arrowhead at the end of a path, beside small text.
func headOf(path []Point, u float64) [3]Point {
	tip, d := path[len(path)-1], direction(path)
	const long, half = 4.8, 2.0
	foot := Point{X: tip.X - float64(d.X*long*u), Y: tip.Y - float64(d.Y*long*u)}
	return [3]Point{tip, {X: foot.X - float64(d.Y*half*u), Y: foot.Y + float64(d.X*half*u)},
		{X: foot.X + float64(d.Y*half*u), Y: foot.Y - float64(d.X*half*u)}}
}

// shortenedBy ends a path at the foot of its arrowhead.
func shortenedBy(path []Point, u float64) []Point {
	out, d := append([]Point(nil), path...), direction(path)
	end := &out[len(out)-1]
	end.X -= float64(d.X * 4 * u)
	end.Y -= float64(d.Y * 4 * u)
	for i := len(out) - 2; i > 0 && i >= len(out)-3; i-- { // a straight end's control points go with it
		if out[i] == path[len(path)-1] {
			out[i] = *end
		}
	}
	return out
}
