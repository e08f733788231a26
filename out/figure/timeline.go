package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// The measures of a time line, in points.
const (
	timelineWidth = minWidth + 2*margin
	labelColumn   = 246.0 // for who and what, before the axis; less on a narrow page
	labelShare    = 0.56  // of what is between the margins, at most
	axisGap       = 10.0
	rowPad        = 0.9
	rowText       = 6.6   // the size of a row's text, of which two lines stand in a row of 18 points
	rowNumber     = 6.0   // of its source numbers
	laneHeight    = 8.3   // of dates in a row
	issueLane     = 7.8   // of publications below them
	stripHeight   = 19.0  // of the axis's labels
	stripEvery    = 640.0 // at most, between two of them
	hair          = 0.35  // the width of rules
)

// A timeline is a time line being made.
type timeline struct {
	*sheet
	who, fine, number textStyle        // of a row's text
	contacts          []*graph.Contact // with a row, in the graph's order
	rows              []*row           // with a date, in the order of the first day that is named
	undated           []*row
	axis              *axis   // nil if no row has a date
	width             float64 // of the page
	left, right       float64 // of the axis
}

// A row is a contact of a time line.
type row struct {
	*graph.Contact
	line      style.Line
	text      []flowLine   // before the axis
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
	t.width = cmp.Or(opts.Size.Width, timelineWidth*t.textStyles.unit)
	t.left, t.right = margin+min(float64(labelColumn*t.textStyles.unit),
		float64(labelShare*(t.width-2*margin)))+axisGap, t.width-margin
	t.fine = t.textStyles.detail
	t.fine.size = max(rowText*t.textStyles.unit, leastLetters)
	t.who, t.number = t.fine, t.fine
	t.who.bold, t.number.size = true, max(rowNumber*t.textStyles.unit, leastLetters)
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
	return t.bind()
}

// newRow writes what stands before the axis: who with whom; what, in which hedging words, from which passages;
// through whom; who denies it or refuses to comment. Two lines hold it, if they can.
func (t *timeline) newRow(c *graph.Contact) *row {
	r := &row{Contact: c, line: t.theme.Of(c.State)}
	width := t.left - axisGap - margin - float64(markRoom*t.textStyles.unit)
	who := run{textStyle: t.who, colour: t.theme.Ink, text: t.voice.Contacts.Parties(t.g.Dossier(), c, words.Short)}
	if c.Directed && len(c.Members) == 2 {
		who.text = arrowed(t.name(c.From), "→", t.name(c.To))
	} else if to, from := c.Arrows(); to && from && len(c.Members) == 2 {
		who.text = arrowed(t.name(c.From), "↔", t.name(c.To))
	} else {
		who.text = inTheOrderOf(t.voice, who.text)
	}
	rest := []run{{textStyle: t.fine, colour: t.theme.Ink, text: t.voice.Contacts.What(c), raised: t.supporting(c)}}
	more := &edge{Contact: c}
	(&labels{look: t.look, prose: t.prose}).sayMore(more, 1e6, false)
	for _, l := range more.lines {
		rest = append(rest, run{textStyle: t.fine, colour: l.colour, text: l.text, raised: l.raised})
	}
	r.text = append(flow([]run{who}, width, t.number), flow(rest, width, t.number)...)
	if on := flow(append([]run{who}, rest...), width, t.number); len(r.text) > 2 && len(on) < len(r.text) {
		r.text = on
	}
	for _, d := range c.When().Span() {
		if o, ok := occurrenceOf(d, t.voice.Calendar.Date(d)); ok {
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

// A timePage is what stands on one page: a run of the rows with a date, a run of those without one, and at the end
// legend, sources and notes.
type timePage struct {
	rows, undated []*row
	last          bool
	foot          *footing // of a page without rows, where one does not hold all sources
}

// bind puts the rows on one page or, where that has no room for them, on several. Without a page that was asked for,
// one sheet holds them as long as it is no longer than a large sheet of paper.
func (t *timeline) bind() (*Figure, error) {
	t.legend.keys = t.timeKeys()
	t.remark(readOf(t.g, false), t.timeRemarks(), t.notDrawn())
	height := t.opts.Size.Height
	pages := []timePage{{rows: t.rows, undated: t.undated, last: true}}
	single := t.page(pages[0], 0, 1)
	switch {
	case height == 0 && single.Height <= longestSheet, height > 0 && single.Height <= height:
		if height > 0 {
			single.Height = height
		}
		return single, nil
	case height == 0:
		height = a4Height
	}
	pages = nil
	fits := func(p timePage) bool { return t.page(p, len(pages), 99).Height <= height }
	for rows, undated := t.rows, t.undated; len(rows)+len(undated) > 0; {
		all := len(rows) + len(undated)
		holds := func(n int) bool {
			return fits(timePage{rows: rows[:min(n, len(rows))], undated: undated[:max(0, n-len(rows))]})
		}
		most := 1 // more than are tried of many, so that a page costs what stands on it and not all that follow
		for most < all && holds(most) {
			most = min(2*most, all)
		}
		n := sort.Search(most, func(n int) bool { return !holds(n + 1) })
		if end := (timePage{rows: rows, undated: undated, last: true}); n == all && fits(end) {
			pages = append(pages, end)
			break
		}
		if n == 0 {
			return nil,
				&tooSmall{page: t.opts.Size, need: t.page(timePage{rows: rows[:min(1, len(rows))],
					undated: undated[:max(0, 1-len(rows))]}, 0, 99).Height}
		}
		pages = append(pages, timePage{rows: rows[:min(n, len(rows))], undated: undated[:max(0, n-len(rows))]})
		rows, undated = rows[min(n, len(rows)):], undated[max(0, n-len(rows)):]
	}
	if !pages[len(pages)-1].last { // legend, sources and notes have a page of their own
		pages = append(pages, timePage{last: true})
	}
	if end := len(pages) - 1; t.page(pages[end], 0, 99).Height > height {
		bare := t.page(timePage{last: true, foot: &footing{}}, 0, 99).Height
		if bare >= height {
			return nil, &tooSmall{page: t.opts.Size, need: bare}
		}
		pages = pages[:end]
		for k, foot := range footings(t.sheet, t.width-2*margin, height-bare) {
			pages = append(pages, timePage{last: k == 0, foot: &foot})
		}
	}
	var figures []*Figure
	for i, p := range pages {
		f := t.page(p, i, len(pages))
		f.Height = height
		figures = append(figures, f)
	}
	figures[0].More = figures[1:]
	return figures[0], nil
}

// page fills a page from top to bottom: title, rows along the axis, those without a date, legend, sources, notes.
func (t *timeline) page(p timePage, n, of int) *Figure {
	f := &Figure{Width: t.width, Scale: 1, Title: t.fig.Title, Paper: t.theme.Paper, Citations: t.citations,
		Voice: t.voice, family: t.fig.family}
	if of > 1 {
		f.Title = t.voice.Say("figure.page", "title", t.fig.Title, "n", n+1, "of", of)
	}
	on := newTimeSheet(t, f)
	y := on.title(f, t.width) + 6
	if t.axis != nil && len(p.rows) > 0 {
		y = on.block(p.rows, y)
	}
	y = on.list(p.undated, y)
	f.Parts = append(f.Parts, on.ruled, on.drawn)
	switch at := (Point{X: margin, Y: y + 6}); {
	case p.foot != nil:
		if p.last {
			var legend Part
			legend, at.Y = on.legend.set(at, t.width-2*margin)
			f.Parts, f.Keys = append(f.Parts, legend), on.legend.further()
		}
		var parts []Part
		parts, y = p.foot.foot(on.sheet, Point{X: at.X, Y: at.Y + 6}, t.width-2*margin)
		f.Parts = append(f.Parts, parts...)
	case p.last:
		y += 6 + on.apparatus(f, at, t.width-2*margin)
	}
	f.Height = math.Ceil(y + margin)
	f.Says = t.voice.Say("timeline.says", "contacts", len(t.contacts), "dates", t.says(), "list", t.sources.says())
	var told []*graph.Contact
	for _, r := range slices.Concat(p.rows, p.undated) {
		told = append(told, r.Contact)
	}
	if of == 1 {
		told = t.contacts
	}
	f.Table = on.tableOf(told)
	return f
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
	return t.voice.Facts(t.voice.Say("timeline.dates", "first", t.voice.Calendar.Day(first), "last",
		t.voice.Calendar.Day(last)), undated)
}

// A timeSheet is a page of a time line that is being filled. Title, rows and legend are its own.
type timeSheet struct {
	*timeline
	*sheet
	ruled Part // the axis
	drawn Part // the contacts
}

func newTimeSheet(t *timeline, f *Figure) *timeSheet {
	s := *t.sheet
	s.fig = f
	return &timeSheet{t, &s, Part{ID: "axis", Class: "layer", Name: t.says()}, layer("contacts")}
}

// block sets rows below each other, with the axis above and below them, and again where it would be out of sight.
// Where the axis is broken, the rows that begin between two breaks have a heading.
func (t *timeSheet) block(rows []*row, y float64) float64 {
	height := 0.0
	for _, r := range rows {
		height += t.row(r, 0).Label.Height
	}
	every, used := height/math.Ceil(height/stripEvery), 0.0
	top := t.strip(y)
	y = top
	era := -1
	for _, r := range rows {
		if used > 0 && used >= every-1 {
			t.grid(top, y)
			t.ruled.Shapes = append(t.ruled.Shapes, t.rule(margin, t.right, y))
			top, used = t.strip(y), 0
			y = top
		}
		if at := t.axis.stretchOf(r.from); len(t.axis.stretches) > 1 && at != era {
			era = at
			y = stack(&t.ruled.Texts, t.textStyles.side, margin, y+5, []string{t.axis.stretches[at].years(t.voice)},
				t.theme.Muted) + 1
		}
		t.ruled.Shapes = append(t.ruled.Shapes, t.rule(margin, t.right, y))
		e := t.row(r, y)
		t.fig.Edges = append(t.fig.Edges, e)
		t.drawn.Parts = append(t.drawn.Parts, e.Part)
		y, used = y+e.Label.Height, used+e.Label.Height
	}
	t.grid(top, y)
	return t.strip(y)
}

// strip sets the axis's labels from y on and returns where they end.
func (t *timeSheet) strip(y float64) float64 {
	for i, s := range t.axis.stretches {
		for _, tick := range t.axis.ticks(s) {
			if tick.year != "" {
				t.ruled.Texts = append(t.ruled.Texts, t.textStyles.year.text(tick.x+1.5, y+7.5, tick.year, t.theme.Ink))
			}
			t.ruled.Texts = append(t.ruled.Texts, t.textStyles.tick.text(tick.x+1.5, y+15.5, tick.piece, t.theme.Muted))
			t.ruled.Shapes = append(t.ruled.Shapes, t.upright(tick.x, y+10, y+stripHeight, 0.6))
		}
		t.ruled.Shapes = append(t.ruled.Shapes, t.rule(s.left, s.right, y+stripHeight))
		if i > 0 {
			text := t.axis.leftOut(i)
			middle := (t.axis.stretches[i-1].right + s.left) / 2
			t.ruled.Texts = append(t.ruled.Texts,
				t.textStyles.tick.text(middle-t.textStyles.tick.width(text)/2, y+15.5, text, t.theme.Muted))
		}
	}
	return y + stripHeight
}

// grid draws the ticks on through the rows, and the breaks.
func (t *timeSheet) grid(top, bottom float64) {
	for i, s := range t.axis.stretches {
		for _, tick := range t.axis.ticks(s) {
			width := hair
			if tick.newYear {
				width = 0.8
			}
			t.ruled.Shapes = append(t.ruled.Shapes, t.upright(tick.x, top, bottom, width))
		}
		t.ruled.Shapes = append(t.ruled.Shapes, t.upright(t.axis.at(dayNumber(s.until)), top, bottom, hair))
		if i > 0 {
			t.ruled.Shapes = append(t.ruled.Shapes, t.zigzag(t.axis.stretches[i-1].right, top, bottom),
				t.zigzag(s.left, top, bottom))
		}
	}
}

// years names the years of a stretch.
func (s stretch) years(v words.Voice) string { return v.Calendar.Years(s.first.Year, s.last.Year) }

// row draws a contact from the top y.
func (t *timeSheet) row(r *row, y float64) Edge {
	out := Edge{Part: t.told(r.Contact), Contact: r.Contact}
	top := y + rowPad
	textBottom := t.words(&out.Part, r, top)
	lane := t.dates(&out.Part, r, top)
	lane = t.publications(&out.Part, r.published, lane)
	out.Label = Box{margin, y, t.right - margin, max(textBottom, lane) + rowPad - y}
	return out
}

// words sets what stands before the axis and returns where it ends.
func (t *timeSheet) words(into *Part, r *row, top float64) float64 {
	room := markRoom * t.textStyles.unit
	into.Shapes = append(into.Shapes, t.mark(r.line, Point{X: margin + room/2 - 1, Y: top + r.text[0].lead()/2})...)
	for _, l := range r.text {
		l.set(into, margin+room, top, t.number, t.theme)
		top += l.lead()
	}
	return top
}

// dates draws the dates of a contact with their words, side by side where there is room, and returns where the next
// may begin.
func (t *timeSheet) dates(into *Part, r *row, top float64) float64 {
	height := laneHeight * t.textStyles.unit
	var lanes []lane
	for _, o := range r.dates {
		width := t.fine.width(o.words)
		placed := false
		for i := range lanes {
			s := o.draw(t.axis, r.line, top+float64((float64(i)+0.5)*height))
			x, beside := t.axis.beside(s, width, lanes[i].free)
			if !beside || !lanes[i].free(s.left, s.right) {
				continue
			}
			t.date(into, &lanes[i], s, x, o.words, top+float64((float64(i)+0.5)*height))
			placed = true
			break
		}
		if placed {
			continue
		}
		middle := top + float64((float64(len(lanes))+0.5)*height)
		s := o.draw(t.axis, r.line, middle)
		x, beside := t.axis.beside(s, width, anywhere)
		lanes = append(lanes, lane{})
		if beside {
			t.date(into, &lanes[len(lanes)-1], s, x, o.words, middle)
			continue
		}
		into.Shapes = append(into.Shapes, s.shapes...)
		lanes[len(lanes)-1].taken = append(lanes[len(lanes)-1].taken, [2]float64{t.left, t.right})
		for _, line := range t.fine.wrap(o.words, t.right-t.left) {
			middle += height
			lanes = append(lanes, lane{taken: [][2]float64{{t.left, t.right}}})
			into.Texts = append(into.Texts, t.onGrid(t.fine.text(x, middle+float64(t.fine.size*0.36), line, t.theme.Ink)))
		}
	}
	return top + float64(float64(len(lanes))*height)
}

// date sets a sign with its words beside it on a lane.
func (t *timeSheet) date(into *Part, l *lane, s sign, x float64, words string, middle float64) {
	into.Shapes = append(into.Shapes, s.shapes...)
	text := t.onGrid(t.fine.text(x, middle+float64(t.fine.size*0.36), words, t.theme.Ink))
	into.Texts = append(into.Texts, text)
	l.taken = append(l.taken, [2]float64{min(s.left, x), max(s.right, x+text.Width)})
}

// onGrid keeps the grid away from the letters.
func (t *timeSheet) onGrid(text Text) Text {
	text.Halo = t.theme.Paper
	return text
}

// publications draws when the documents came out, each with its number, in as many lanes as they need.
func (t *timeSheet) publications(into *Part, list []publication, top float64) float64 {
	var lanes []lane
	issueLane := issueLane * t.textStyles.unit
	for _, p := range list {
		if !p.named() {
			continue
		}
		width := t.number.width(marks(p.numbers))
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
			into.Texts = append(into.Texts, t.raised(p.numbers, t.number, x, middle+float64(t.number.size*0.36))...)
			break
		}
	}
	return top + float64(issueLane*float64(len(lanes)))
}

// raised sets source numbers on the grid.
func (t *timeSheet) raised(numbers []reference, h textStyle, x, y float64) []Text {
	var p Part
	p.numbers(numbers, h, x, y, t.theme)
	p.Texts[0] = t.onGrid(p.Texts[0]) // around the others it would cover the comma before them
	return p.Texts
}

// list sets the contacts without a date: when their documents came out is said in words.
func (t *timeSheet) list(rows []*row, y float64) float64 {
	if len(rows) == 0 {
		return y
	}
	heading := layer("undated")
	y = stack(&heading.Texts, t.textStyles.side, margin, y+4, []string{t.voice.Say("timeline.no-date")}, t.theme.Muted) + 1
	for _, r := range rows {
		heading.Shapes = append(heading.Shapes, t.rule(margin, t.right, y))
		out := Edge{Part: t.told(r.Contact), Contact: r.Contact}
		bottom := t.words(&out.Part, r, y+rowPad)
		aside := y + rowPad
		say := func(text string, colour style.Colour, numbers []reference) {
			for _, l := range flow([]run{{textStyle: t.fine, colour: colour, text: text, raised: numbers}},
				t.right-t.left, t.number) {
				l.set(&out.Part, t.left, aside, t.number, t.theme)
				aside += l.lead()
			}
		}
		if when := t.voice.Contacts.When(r.Contact); when != "" {
			say(when, t.theme.Ink, nil)
		}
		for _, p := range r.published {
			say(t.voice.Say("timeline.published", "date", p.words), t.theme.Muted, p.numbers)
		}
		if len(r.published) == 0 {
			say(t.voice.Say("timeline.nor-published"), t.theme.Muted, nil)
		}
		out.Label = Box{margin, y, t.right - margin, max(bottom, aside) + rowPad - y}
		y += out.Label.Height
		t.fig.Edges = append(t.fig.Edges, out)
		t.drawn.Parts = append(t.drawn.Parts, out.Part)
	}
	heading.Shapes = append(heading.Shapes, t.rule(margin, t.right, y))
	t.drawn.Parts = append(t.drawn.Parts, heading)
	return y
}

// timeRemarks are the notes below a time line.
func (t *timeline) timeRemarks() []string {
	note := t.voice.Say("timeline.note")
	if reported, other := reports(t.g); other && !reported {
		note = t.voice.Say("timeline.note-unreported")
	}
	notes := []string{note + " " + t.voice.Say("timeline.order")}
	if t.axis != nil {
		for i, s := range t.axis.stretches[1:] {
			notes = append(notes, t.voice.Say("timeline.broken", "first",
				t.voice.Calendar.Day(t.axis.stretches[i].last), "last",
				t.voice.Calendar.Day(s.first)))
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
		for _, id := range c.Evidence().Documents() {
			cited[id] = true
		}
	}
	for _, c := range t.citations.List {
		if cited[c.Document.ID] && c.Document.Issued.IsZero() {
			numbers = append(numbers, fmt.Sprint(c.Number))
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return []string{t.voice.Say("timeline.unissued", "n", len(numbers), "numbers", t.voice.Facts(numbers...))}
}
