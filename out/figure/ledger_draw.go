package figure

import (
	"slices"

	"relgraph/graph"
	"relgraph/out/internal/layout/ledger"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A panelDrawing is a panel whose rows and boxes have their places.
type panelDrawing struct {
	*panelBuild
	out         *placedPanel
	place       ledger.Placement
	top         float64 // below the heading
	left, right float64 // where the columns of boxes begin
	text        float64 // where the texts of rows begin
	begin       float64 // where lines leave their rows for the gutter
}

// draw puts the panel at its place, below its heading.
func (b *panelBuild) draw(out *placedPanel, p ledger.Placement) {
	u := b.format.unit
	d := panelDrawing{panelBuild: b, out: out, place: p, top: out.headingHeight, left: groundReach * u}
	d.right = b.format.width - float64(groundReach*u) - b.format.right
	d.text = d.left + b.format.left + float64(markStart*u)
	d.boxes()
	lanes := d.lanes()
	steps := ledger.Route(lanes, hundredths(tipRoom*u), b.opts.Draft != nil)
	for i, row := range b.rows {
		n := len(row.ends)
		d.line(i, row, lanes[:n], steps[:n])
		lanes, steps = lanes[n:], steps[n:]
	}
}

// boxes draws both columns, on the grounds of their sides.
func (d *panelDrawing) boxes() {
	f := d.format
	d.grounds(d.place.LeftGround, d.panelBuild.left, d.left, f.left)
	d.grounds(d.place.RightGround, d.panelBuild.right, d.right, f.right)
	for i, box := range d.panelBuild.left {
		at := d.place.Left[i]
		d.out.actors = append(d.out.actors,
			d.drawBox(box, Box{d.left, d.top + points(at.Top), f.left, points(at.Bottom - at.Top)}))
	}
	for i, box := range d.panelBuild.right {
		at := d.place.Right[i]
		d.out.actors = append(d.out.actors,
			d.drawBox(box, Box{d.right, d.top + points(at.Top), f.right, points(at.Bottom - at.Top)}))
	}
}

// lanes are the ends of all lines, row by row, on their way through the gutter, which takes what the rows leave.
func (d *panelDrawing) lanes() []ledger.Lane {
	u := d.format.unit
	widest := 0.0
	free := make([]int, len(d.rows)) // where the gutter could begin beside each row
	for i, row := range d.rows {
		w := rowWidth(row, d.textStyles.number)
		free[i] = hundredths(d.text + w + 4*u)
		if row.again != "" {
			w += float64(againLead*u) + row.wide - 2*u
			free[i] = hundredths(d.text + w + 6*u)
		}
		widest = max(widest, w)
	}
	d.begin = min(d.text+widest+4*u, d.right-d.format.gutter)
	var lanes []ledger.Lane
	for i, row := range d.rows {
		start := d.after(row)
		if len(row.ends) > 1 {
			start = d.begin
		}
		for k := range row.ends {
			lane := ledger.Lane{Owner: i, Start: hundredths(start), Begin: hundredths(max(d.begin, start)),
				Out: hundredths(d.right), High: d.place.Level[i], Low: d.place.Ends[i][k], End: row.ends[k]}
			lane.Free = hundredths(start)
			for j, span := range d.place.Rows { // it passes them on its way
				if span.Top < max(lane.High, lane.Low) && span.Bottom > min(lane.High, lane.Low) {
					lane.Free = max(lane.Free, free[j])
				}
			}
			lanes = append(lanes, lane)
		}
	}
	return lanes
}

// after is where a line goes on behind the first words of its row.
func (d *panelDrawing) after(row *regRow) float64 {
	return d.text + row.text[0].width(d.textStyles.number) + float64(startGap*d.format.unit)
}

// line draws a row with its line: a stub before its text, and behind it the way to each end, or to a small box.
func (d *panelDrawing) line(i int, row *regRow, lanes []ledger.Lane, steps []ledger.Curve) {
	u := d.format.unit
	level, edge := d.top+points(d.place.Level[i]), d.left+d.format.left
	along := func(from, to float64) []Point { return straightPiece(Point{X: from, Y: level}, Point{X: to, Y: level}) }
	stub := along(edge, edge+float64(markStub*u))
	if row.line.Mark == style.NoMark {
		stub = along(edge, d.text-float64(startGap*u))
	}
	pieces := [][]Point{stub}
	if len(row.ends) > 1 {
		pieces = append(pieces, along(d.after(row), d.begin))
	}
	for n := range row.ends {
		var curve []Point
		for _, q := range lanes[n].Curve(steps[n]) {
			curve = append(curve, Point{X: points(q[0]), Y: d.top + points(q[1])})
		}
		pieces = append(pieces, curve)
	}
	if row.again != "" {
		box := Box{X: d.text + rowWidth(row, d.textStyles.number) + float64(againLead*u), Width: row.wide,
			Height: flowHeight(row.name) + float64(1.6*u)}
		box.Y = max(level-box.Height/2, d.top+points(d.place.Rows[i].Top))
		d.out.actors = append(d.out.actors, d.drawSmall(row.again, row.name, box))
		pieces = append(pieces, along(d.after(row), box.X))
	}
	at := Point{X: d.text, Y: d.top + points(d.place.Rows[i].Top)}
	d.out.edges = append(d.out.edges, d.drawRow(row, pieces, at, level))
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
func (d *panelDrawing) grounds(list []ledger.Ground, column []regBox, x, width float64) {
	u := d.format.unit
	for _, g := range list {
		s := column[g.Side].side
		box := Box{x - float64(groundReach*u), d.top + points(g.Top), width + float64(2*groundReach*u),
			points(g.Bottom - g.Top)}
		group := Group{Side: s.name, Box: box, Tint: s.tint}
		group.Shapes = []Shape{{Box: box, Radius: 3.5 * u, Fill: s.tint.Fill}}
		if d.headed(s, column) {
			h := d.textStyles.side
			y := box.Y + float64(0.8*u)
			stack(&group.Texts, h, x+u, y, h.wrap(s.name, width-2*u), s.tint.Text)
		}
		d.out.groups = append(d.out.groups, group)
	}
}

// drawBox draws an actor with what is told of it.
func (d *panelDrawing) drawBox(box regBox, at Box) Actor {
	u := d.format.unit
	if box.again {
		a := d.drawSmall(box.id, box.text, at)
		return a
	}
	out := d.actorAt(box.id, at, d.theme.Paper)
	d.boxed[box.id] = true
	y := at.Y + (at.Height-flowHeight(box.text))/2
	for i, l := range box.text {
		part, tie := &out.Part, l[0].tie
		if tie != nil { // told like a contact's line: by its name, its claims and the keyboard
			if i == 0 || box.text[i-1][0].tie != tie {
				told := d.told(tie)
				told.Class = "tie " + told.Class
				out.Parts = append(out.Parts, told)
				d.tied[tie.ID] = true
			}
			part = &out.Parts[len(out.Parts)-1]
		}
		l.set(part, at.X+4*u, y, d.textStyles.number, d.theme)
		y += l.lead()
	}
	return out
}

// drawSmall draws the box of an actor that stands in the other column, or elsewhere in this one.
func (d *panelDrawing) drawSmall(id sources.ActorID, name []flowLine, at Box) Actor {
	out := d.actorAt(id, at, d.tintOf(id).Fill)
	out.Again, out.Class = true, "actor again"
	y := at.Y + (at.Height-flowHeight(name))/2
	for _, l := range name {
		l.set(&out.Part, at.X+float64(3*d.format.unit), y, d.textStyles.number, d.theme)
		y += l.lead()
	}
	return out
}

func (r *formattedSheet) tintOf(id sources.ActorID) style.Tint {
	if s := r.sideOf[id]; s != nil {
		return s.tint
	}
	return r.theme.Neutral()
}

func (d *panelDrawing) actorAt(id sources.ActorID, at Box, fill style.Colour) Actor {
	a := d.g.Dossier().Actor(id)
	tint := d.tintOf(id)
	part := Part{Name: a.Name, Class: "actor"}
	part.Shapes = []Shape{{Box: at, Radius: 2.2 * d.format.unit, Fill: fill, Stroke: tint.Text, Width: 0.9}}
	return Actor{Part: part, Actor: a, Box: at, Tint: tint}
}

// drawRow draws a contact: its line in pieces, its mark, its text.
func (d *panelDrawing) drawRow(row *regRow, pieces [][]Point, at Point, level float64) Edge {
	u := d.format.unit
	out := Edge{Part: d.told(row.Contact), Contact: row.Contact, Pieces: pieces}
	to, from := row.Arrows()
	headsAt := func(id sources.ActorID) bool {
		return !row.IsAffiliation() && row.From != row.To &&
			(row.Direction() == graph.Mutual || to && acted(row.Contact, id) || from && id == row.From)
	}
	var tips [][3]Point
	leftActor := d.panelBuild.left[row.owner].id
	for i, piece := range pieces {
		switch {
		case i == 0 && headsAt(leftActor) && len(parties(row.Contact)) > 1:
			back := reversed(piece)
			tips = append(tips, headOf(back, u))
			piece = shortenedBy(back, u)
		case i == len(pieces)-1 && i > 0 && row.again != "" && headsAt(row.again),
			i > 0 && i >= len(pieces)-len(row.ends) && row.again == "" &&
				headsAt(d.panelBuild.right[row.ends[i-(len(pieces)-len(row.ends))]].id):
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
		out.Shapes = append(out.Shapes, d.mark(row.line, Point{X: at.X - float64(5.6*u), Y: level})...)
	}
	y := at.Y
	for _, l := range row.text {
		l.set(&out.Part, at.X, y, d.textStyles.number, d.theme)
		y += l.lead()
	}
	words := out.measured().Label // raised numbers stand out of their line
	out.Label = Box{words.Left, min(words.Top, at.Y), words.Right - words.Left, max(words.Bottom, y) - min(words.Top, at.Y)}
	return out
}

// acted tells whether an actor is one whom a contact went to: To, or another that a row names as its recipient.
func acted(c *graph.Contact, id sources.ActorID) bool {
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
