package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// The measures of a time line, in points.
const (
	timelineWidth = minWidth + 2*margin
	labelColumn   = 198.0 // for who and what, before the axis
	axisGap       = 10.0
	rowPad        = 3.2
	laneHeight    = 9.8   // of a date in a row: that of its first line of text
	issueLane     = 8.4   // of publications below it
	stripHeight   = 19.0  // of the axis's labels
	stripEvery    = 640.0 // at most, between two of them
	hair          = 0.35  // the width of rules
)

// A timeline is a time line being made.
type timeline struct {
	*sheet
	contacts    []*graph.Contact // with a row, in the graph's order
	rows        []*row           // with a date, in the order of the first day that is named
	undated     []*row
	axis        *axis   // nil if no row has a date
	width       float64 // of the page
	left, right float64 // of the axis
}

// A row is a contact of a time line.
type row struct {
	*edge
	dates     []occurrence // that name a day
	published []publication
	from, to  edtf.Day // the first and the last day that dates name
}

// Timeline draws g's contacts as rows along a time axis: when each took place, as exactly as its claims say, and when
// its documents came out. Contacts stand in the order of the first day that their dates name, so that the eye follows
// time down the page; sides and affiliations are told by the figure that Draw makes. Every contact that Draw has a
// line for has one row, and nothing else has; those without a date are listed below the axis. Sources have the
// numbers that they have in Draw's figure. The error is ErrTooSmall, to errors.Is, for a page that is not high
// enough.
//
// An Edge of the figure is a row: its Label is the row's box, and it has no Pieces.
func Timeline(g *graph.Graph, opts Options) (*Figure, error) {
	opts = opts.along(g)
	opts.Title = cmp.Or(opts.Title, opts.Voice.Say("timeline.title", "title", Title(g.Dossier(), opts)))
	t := &timeline{sheet: newSheet(g, opts)}
	t.width = cmp.Or(opts.Size.Width, timelineWidth*t.hands.unit)
	t.left, t.right = margin+float64(labelColumn*t.hands.unit)+axisGap, t.width-margin
	has := shows(g)
	for c := range g.Contacts() {
		if !has(c) {
			continue
		}
		r := t.newRow(c)
		t.contacts = append(t.contacts, c)
		if len(r.dates) > 0 {
			t.rows = append(t.rows, r)
		} else {
			t.undated = append(t.undated, r)
		}
	}
	if len(t.contacts) == 0 {
		return nil, errNothing
	}
	slices.SortStableFunc(t.rows, func(a, b *row) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	var spans []span
	for _, r := range t.rows {
		spans = append(spans, r.spans()...)
	}
	if len(spans) > 0 {
		t.axis = newAxis(t.sheet, spans, t.left, t.right)
	}
	t.composeRows()
	if height := opts.Size.Height; height > 0 {
		if t.fig.Height > height {
			return nil, &tooSmall{page: opts.Size, need: t.fig.Height}
		}
		t.fig.Height = height
	}
	return t.fig, nil
}

// newRow writes what stands before the axis: who with whom; what, in which hedging words, from which passages;
// through whom; who denies it or refuses to comment.
func (t *timeline) newRow(c *graph.Contact) *row {
	const width = labelColumn - markRoom
	r := &row{edge: &edge{Contact: c, line: t.theme.Of(c.State)}}
	joint := " and "
	if c.Directed {
		joint = " → "
	}
	t.say(r.edge, t.hands.label, width, t.name(c.From)+joint+t.name(c.To), nil, t.theme.Ink)
	t.say(r.edge, t.hands.detail, width, t.voice.What(c), t.supporting(c), t.theme.Ink)
	t.sayMore(r.edge, width, false)
	for _, d := range c.Dates() {
		if o, ok := occurrenceOf(d, t.voice.Date(d)); ok {
			r.dates = append(r.dates, o)
			if r.from == (edtf.Day{}) || o.first.Before(r.from) {
				r.from = o.first
			}
			if r.to == (edtf.Day{}) || r.to.Before(o.last) {
				r.to = o.last
			}
		}
	}
	r.published = t.publicationsOf(c)
	return r
}

// spans are the times that the row needs on the axis.
func (r *row) spans() []span {
	var spans []span
	for _, o := range r.dates {
		spans = append(spans, o.span())
	}
	for _, p := range r.published {
		if p.named() {
			spans = append(spans, p.span())
		}
	}
	return spans
}

// composeRows fills the figure from top to bottom: title, rows along the axis, those without a date, legend, sources,
// notes.
func (t *timeline) composeRows() {
	f := t.fig
	f.Width, f.Scale = t.width, 1
	t.keys = t.timeKeys()
	t.remark(t.timeRemarks(), t.notDrawn())
	y := t.title(f, t.width) + 6
	axis := Part{ID: "axis", Class: "layer", Name: t.says()}
	contacts := layer("contacts")
	if t.axis != nil {
		y = t.block(t.rows, y, &axis, &contacts)
	}
	y = t.list(y, &contacts)
	f.Parts = append(f.Parts, axis, contacts)
	y += 6 + t.apparatus(f, Point{X: margin, Y: y + 6}, t.width-2*margin)
	f.Height = math.Ceil(y + margin)
	f.Says = t.voice.Say("timeline.says", "contacts", len(t.contacts), "dates", t.says(), "sources", len(f.Citations.List))
	f.Table = t.tableOf(t.contacts)
}

// says names the time that the rows are about.
func (t *timeline) says() string {
	if t.axis == nil {
		return t.voice.Say("timeline.no-dates")
	}
	first, last := t.rows[0].from, t.rows[0].to
	for _, r := range t.rows {
		if last.Before(r.to) {
			last = r.to
		}
	}
	undated := ""
	if n := len(t.undated); n > 0 {
		undated = t.voice.Say("timeline.undated", "n", n)
	}
	return t.voice.Facts(t.voice.Say("timeline.dates", "first", t.voice.Day(first), "last", t.voice.Day(last)), undated)
}

// block sets rows below each other, with the axis above and below them, and again where it would be out of sight.
// Where the axis is broken, the rows that begin between two breaks have a heading.
func (t *timeline) block(rows []*row, y float64, axis, contacts *Part) float64 {
	height := 0.0
	for _, r := range rows {
		height += t.row(r, 0).Label.Height
	}
	every, used := height/math.Ceil(height/stripEvery), 0.0
	top := t.strip(y, axis)
	y = top
	era := -1
	for _, r := range rows {
		if used > 0 && used >= every-1 {
			t.grid(top, y, axis)
			axis.Shapes = append(axis.Shapes, t.rule(margin, t.right, y))
			top, used = t.strip(y, axis), 0
			y = top
		}
		if at := t.axis.stretchOf(r.from); len(t.axis.stretches) > 1 && at != era {
			era = at
			y = stack(&axis.Texts, t.hands.side, margin, y+5, []string{t.axis.stretches[at].years(t.voice)}, t.theme.Muted) + 1
		}
		axis.Shapes = append(axis.Shapes, t.rule(margin, t.right, y))
		e := t.row(r, y)
		t.fig.Edges = append(t.fig.Edges, e)
		contacts.Parts = append(contacts.Parts, e.Part)
		y, used = y+e.Label.Height, used+e.Label.Height
	}
	t.grid(top, y, axis)
	return t.strip(y, axis)
}

// rule is a thin line across the page.
func (s *sheet) rule(left, right, y float64) Shape {
	return Shape{Path: []Step{{Op: Move, To: Point{X: left, Y: y}}, {Op: Line, To: Point{X: right, Y: y}}}, Stroke: s.theme.Border, Width: hair}
}

// strip sets the axis's labels from y on and returns where they end.
func (t *timeline) strip(y float64, axis *Part) float64 {
	for i, s := range t.axis.stretches {
		for _, tick := range t.axis.ticks(s) {
			if tick.year != "" {
				axis.Texts = append(axis.Texts, t.hands.year.text(tick.x+1.5, y+7.5, tick.year, t.theme.Ink))
			}
			axis.Texts = append(axis.Texts, t.hands.tick.text(tick.x+1.5, y+15.5, tick.piece, t.theme.Muted))
			axis.Shapes = append(axis.Shapes, t.upright(tick.x, y+10, y+stripHeight, 0.6))
		}
		axis.Shapes = append(axis.Shapes, t.rule(s.left, s.right, y+stripHeight))
		if i > 0 {
			text := t.axis.leftOut(i)
			middle := (t.axis.stretches[i-1].right + s.left) / 2
			axis.Texts = append(axis.Texts, t.hands.tick.text(middle-t.hands.tick.width(text)/2, y+15.5, text, t.theme.Muted))
		}
	}
	return y + stripHeight
}

// grid draws the ticks on through the rows, and the breaks.
func (t *timeline) grid(top, bottom float64, axis *Part) {
	for i, s := range t.axis.stretches {
		for _, tick := range t.axis.ticks(s) {
			width := hair
			if tick.newYear {
				width = 0.8
			}
			axis.Shapes = append(axis.Shapes, t.upright(tick.x, top, bottom, width))
		}
		axis.Shapes = append(axis.Shapes, t.upright(t.axis.at(dayNumber(s.until)), top, bottom, hair))
		if i > 0 {
			axis.Shapes = append(axis.Shapes, t.zigzag(t.axis.stretches[i-1].right, top, bottom), t.zigzag(s.left, top, bottom))
		}
	}
}

func (s *sheet) upright(x, top, bottom, width float64) Shape {
	return Shape{Path: []Step{{Op: Move, To: Point{X: x, Y: top}}, {Op: Line, To: Point{X: x, Y: bottom}}}, Stroke: s.theme.Border, Width: width}
}

// zigzag is the edge of a break.
func (s *sheet) zigzag(x, top, bottom float64) Shape {
	const step, swing = 4.0, 1.6
	path := []Step{{Op: Move, To: Point{X: x, Y: top}}}
	side := 1.0
	for y := top + step; y < bottom; y += step {
		path = append(path, Step{Op: Line, To: Point{X: x + float64(side*swing), Y: y}})
		side = -side
	}
	return Shape{Path: append(path, Step{Op: Line, To: Point{X: x, Y: bottom}}), Stroke: s.theme.Border, Width: 0.7}
}

// years names the years of a stretch.
func (s stretch) years(v words.Voice) string { return v.Years(s.first.Year, s.last.Year) }

// row draws a contact from the top y.
func (t *timeline) row(r *row, y float64) Edge {
	out := Edge{Part: t.told(r.Contact), Contact: r.Contact}
	top := y + rowPad
	textBottom := t.words(&out.Part, r, top)
	lane := top
	for _, o := range r.dates {
		lane = t.date(&out.Part, o, r.line, lane)
	}
	lane = t.publications(&out.Part, r.published, lane)
	out.Label = Box{margin, y, t.right - margin, max(textBottom, lane) + rowPad - y}
	return out
}

// words sets what stands before the axis and returns where it ends.
func (t *timeline) words(into *Part, r *row, top float64) float64 {
	room := markRoom * t.hands.unit
	into.Shapes = append(into.Shapes, t.mark(r.line, Point{X: margin + room/2 - 1, Y: top + r.lines[0].lead()/2})...)
	return t.lines(into, r.edge, margin+room, top)
}

// lines sets the lines of a label below each other and returns where they end.
func (t *timeline) lines(into *Part, e *edge, x, y float64) float64 {
	for _, l := range e.lines {
		into.label(l, x, y, t.theme)
		y += l.height()
	}
	return y
}

// date draws one date of a contact with its words, and returns where the next may begin.
func (t *timeline) date(into *Part, o occurrence, line style.Line, lane float64) float64 {
	middle := lane + laneHeight/2
	s := o.draw(t.axis, line, middle)
	into.Shapes = append(into.Shapes, s.shapes...)
	lane += laneHeight
	x, beside := t.axis.beside(s, t.hands.detail.width(o.words), anywhere)
	if beside {
		into.Texts = append(into.Texts, t.onGrid(t.hands.detail.text(x, middle+float64(t.hands.detail.size*0.36), o.words, t.theme.Ink)))
		return lane
	}
	first := len(into.Texts)
	lane = stack(&into.Texts, t.hands.detail, x, lane, t.hands.detail.wrap(o.words, t.right-t.left), t.theme.Ink)
	for i := range into.Texts[first:] {
		into.Texts[first+i] = t.onGrid(into.Texts[first+i])
	}
	return lane
}

// onGrid keeps the grid away from the letters.
func (t *timeline) onGrid(text Text) Text {
	text.Halo = t.theme.Paper
	return text
}

// publications draws when the documents came out, each with its number, in as many lanes as they need.
func (t *timeline) publications(into *Part, list []publication, top float64) float64 {
	var lanes []lane
	for _, p := range list {
		if !p.named() {
			continue
		}
		width := t.hands.number.width(marks(p.numbers))
		for i := 0; ; i++ {
			if i == len(lanes) {
				lanes = append(lanes, lane{})
			}
			middle := top + float64(issueLane*(float64(i)+0.5))
			s := p.draw(t.axis, middle)
			x, ok := t.axis.beside(s, width, lanes[i].free)
			if !ok && len(lanes[i].taken) == 0 {
				ok = true // wider than the axis's room beside the sign: it lies over it
			}
			if !ok || !lanes[i].free(s.left, s.right) {
				continue
			}
			lanes[i].taken = append(lanes[i].taken, [2]float64{min(s.left, x), max(s.right, x+width)})
			into.Shapes = append(into.Shapes, s.shapes...)
			into.Texts = append(into.Texts, t.raised(p.numbers, t.hands.number, x, middle+float64(t.hands.number.size*0.36))...)
			break
		}
	}
	return top + float64(issueLane*float64(len(lanes)))
}

// raised sets source numbers on the grid.
func (t *timeline) raised(numbers []reference, h hand, x, y float64) []Text {
	var p Part
	p.numbers(numbers, h, x, y, t.theme)
	p.Texts[0] = t.onGrid(p.Texts[0]) // around the others it would cover the comma before them
	return p.Texts
}

// list sets the contacts without a date: when their documents came out is said in words.
func (t *timeline) list(y float64, contacts *Part) float64 {
	if len(t.undated) == 0 {
		return y
	}
	heading := layer("undated")
	y = stack(&heading.Texts, t.hands.side, margin, y+4, []string{t.voice.Say("timeline.no-date")}, t.theme.Muted) + 1
	for _, r := range t.undated {
		heading.Shapes = append(heading.Shapes, t.rule(margin, t.right, y))
		out := Edge{Part: t.told(r.Contact), Contact: r.Contact}
		bottom := t.words(&out.Part, r, y+rowPad)
		said := &edge{}
		room := (t.right - t.left) / t.hands.unit // say multiplies it again
		t.say(said, t.hands.detail, room, t.voice.When(r.Contact), nil, t.theme.Ink)
		for _, p := range r.published {
			t.say(said, t.hands.detail, room-t.hands.number.width(marks(p.numbers))-2, t.voice.Say("timeline.published", "date", p.words), p.numbers, t.theme.Muted)
		}
		if len(r.published) == 0 {
			t.say(said, t.hands.detail, room, t.voice.Say("timeline.nor-published"), nil, t.theme.Muted)
		}
		aside := t.lines(&out.Part, said, t.left, y+rowPad)
		out.Label = Box{margin, y, t.right - margin, max(bottom, aside) + rowPad - y}
		y += out.Label.Height
		t.fig.Edges = append(t.fig.Edges, out)
		contacts.Parts = append(contacts.Parts, out.Part)
	}
	heading.Shapes = append(heading.Shapes, t.rule(margin, t.right, y))
	contacts.Parts = append(contacts.Parts, heading)
	return y
}

// timeRemarks are the notes below a time line.
func (t *timeline) timeRemarks() []string {
	notes := []string{t.voice.Say("timeline.note")}
	if t.axis != nil {
		for i, s := range t.axis.stretches[1:] {
			notes = append(notes, t.voice.Say("timeline.broken", "first", t.voice.Day(t.axis.stretches[i].last), "last", t.voice.Day(s.first)))
		}
	}
	notes = append(notes, t.unissued()...)
	ties := 0
	for c := range t.g.Ties() {
		if c.Drawn() {
			ties++
		}
	}
	if ties > 0 {
		notes = append(notes, t.voice.Say("timeline.affiliations", "ties", t.voice.Count(ties, words.TiesOf(t.g))))
	}
	return notes
}

// unissued names the sources of which no publication date is known.
func (t *timeline) unissued() []string {
	var numbers []string
	cited := map[sources.DocumentID]bool{}
	for _, c := range t.contacts {
		for _, id := range c.Documents() {
			cited[id] = true
		}
	}
	for _, c := range t.fig.Citations.List {
		if cited[c.Document.ID] && c.Document.Issued.IsZero() {
			numbers = append(numbers, fmt.Sprint(c.Number))
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return []string{t.voice.Say("timeline.unissued", "n", len(numbers), "numbers", t.voice.Facts(numbers...))}
}
