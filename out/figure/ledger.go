package figure

import (
	"math"
	"slices"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/layout/ledger"
	"relgraph/out/internal/style"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A register is a figure in two columns being made: a table with lines. Actors stand on the left and right, each
// contact is a row of text in its own line between them.
type register struct {
	*formattedSheet
	division division
	repeat   bool                       // every box on the right is named anew in its row, as in a list
	boxed    map[sources.ActorID]bool   // who has a box with what is told of it
	tied     map[sources.ContactID]bool // ties that stand in a box
}

// A formattedSheet is a sheet whose pages have a format: what is shown on them, with what colours, and what stands
// above and below it.
type formattedSheet struct {
	*sheet
	format   registerFormat
	contacts []*graph.Contact
	ties     []*graph.Contact // told in boxes
	sideOf   map[sources.ActorID]*side
}

// A division says who stands in which column, in all panels.
type division struct {
	sideOf map[sources.ActorID]*side
	left   map[sources.ActorID]bool // false for those on the right
	within int                      // contacts within a column
}

// A registerFormat is how wide things are, in points.
type registerFormat struct {
	unit                float64 // what lengths made for a report's column are multiplied by
	width               float64 // of a panel
	left, right, gutter float64 // of both columns of boxes, and of the gutter
	text                float64 // of the rows

	paper   Size // Height is 0 for as needed
	margin  float64
	columns int // panels side by side
}

const (
	columnApart = 16.0  // between panels side by side
	leastPanel  = 340.0 // how wide a panel is at least, at unit 1, if another stands beside it
)

// formats are the ways to divide a page: the one with most columns first.
func formats(size Size, unit float64) []registerFormat {
	width, height, margin := size.sheetOf()
	inner := width - 2*margin
	var list []registerFormat
	for n := 3; n >= 1; n-- {
		column := (inner - float64(n-1)*columnApart) / float64(n)
		if n > 1 && (height == 0 || column < leastPanel*unit) {
			continue
		}
		f := formatOf(column, unit)
		f.paper, f.margin, f.columns = Size{Width: width, Height: height}, margin, n
		list = append(list, f)
	}
	return list
}

// The measures of a register at unit 1, in points. They are of a column of print, 160 mm wide.
const (
	registerWidth  = 160 * mm
	registerMargin = 7.0
	registerText   = 0.81 // how much smaller than the theme says text is set
	registerLeast  = 6.0  // letters are no smaller than this
	markStub       = 9.0  // from a box to the mark of its row
	markStart      = 19.0 // from a box to the text of its row
	groundReach    = 2.6  // of a side's ground beyond its boxes
	rowGap         = 1.4  // at least, so that a line is nearer to its own text than to that above
	portGap        = 6.2
	startGap       = 0.8 // from the text of a row to its line
	tipRoom        = 8.5 // level before the box, for the arrowhead
	boxPad         = 2.0
	boxGap         = 2.4
)

// formatOf divides the width of a panel.
func formatOf(width, unit float64) registerFormat {
	f := registerFormat{unit: unit, width: width}
	inner := width - float64(2*groundReach*unit)
	f.left, f.right, f.gutter = math.Round(0.225*inner), math.Round(0.217*inner), math.Round(max(0.11*inner, 38*unit))
	f.text = inner - f.left - f.right - f.gutter - float64(markStart*unit)
	return f
}

func newRegister(g *graph.Graph, opts Options, format registerFormat) *register {
	return &register{formattedSheet: newFormattedSheet(g, opts, format), boxed: map[sources.ActorID]bool{},
		tied: map[sources.ContactID]bool{}}
}

// newFormattedSheet chooses what is shown: contacts that a figure draws and, where there are none, whatever there is.
func newFormattedSheet(g *graph.Graph, opts Options, format registerFormat) *formattedSheet {
	r := &formattedSheet{sheet: newSheet(g, opts), format: format, sideOf: map[sources.ActorID]*side{}}
	least := registerLeast * min(format.unit, 1)
	if opts.Size.Height == 0 && format.unit > 0.9 {
		least = registerLeast
	}
	r.textStyles = textStylesOf(r.theme, r.opts.ruler).scaled(registerText*format.unit, least)
	r.compact = true
	r.contacts, r.ties = shown(g)
	if opts.Ties == TiesAsLines && len(r.ties) > 0 {
		r.contacts, r.ties = append(slices.Clone(r.contacts), r.ties...), nil
	}
	r.paint()
	return r
}

// paint gives sides their tints.
func (r *formattedSheet) paint() {
	tints := Tints(r.g, r.theme)
	sides := map[string]*side{}
	actors := r.g.Dossier().Actors
	for i := range actors {
		name := words.Side(&actors[i])
		if sides[name] == nil {
			sides[name] = &side{name: name, tint: r.theme.Neutral()}
			if tint, ok := tints[name]; ok {
				sides[name].tint = tint
			}
		}
		r.sideOf[actors[i].ID] = sides[name]
	}
}

// scaled are the hands so many times as large, but no smaller than the least.
func (h textStyles) scaled(by, least float64) textStyles {
	for _, textStyle := range []*textStyle{&h.title, &h.subtitle, &h.side, &h.name, &h.role, &h.label, &h.detail,
		&h.number, &h.heading, &h.note, &h.tick, &h.year} {
		textStyle.size = math.Round(100*max(textStyle.size*by, least)) / 100
	}
	h.unit *= by
	return h
}

// parties are those who take part in a contact.
func parties(c *graph.Contact) []sources.ActorID {
	if c.From == c.To {
		return append([]sources.ActorID{c.From}, c.Members[2:]...)
	}
	return c.Members
}

// divide chooses who stands left and right in all panels.
func (r *register) divide() {
	number := map[sources.ActorID]int{}
	var sides []int
	sideNumber := map[string]int{"": -1}
	var ids []sources.ActorID
	add := func(id sources.ActorID) int {
		n, known := number[id]
		if !known {
			n = len(ids)
			number[id] = n
			ids = append(ids, id)
			name := ""
			if s := r.sideOf[id]; s != nil {
				name = s.name
			}
			if _, known := sideNumber[name]; !known {
				sideNumber[name] = len(sideNumber)
			}
			sides = append(sides, sideNumber[name])
		}
		return n
	}
	var rows []ledger.Row
	for _, c := range r.contacts {
		p := parties(c)
		row := ledger.Row{From: add(p[0]), To: add(p[len(p)-1])}
		if cl := c.Claims[0]; !c.Directed && len(p) == 2 { // as the row has it: who is named first
			if pairs := cl.Pairs(); len(pairs) > 0 && pairs[0][0] == p[1] {
				row.From, row.To = row.To, row.From
			}
		}
		rows = append(rows, row)
		for _, id := range p {
			add(id)
		}
	}
	d := ledger.Divide(sides, rows)
	r.division = division{sideOf: r.sideOf, left: map[sources.ActorID]bool{}, within: len(d.Within)}
	for i, id := range ids {
		r.division.left[id] = d.Left[i]
	}
}

// stands tells whether an actor has a box somewhere in the figure.
func (d division) stands(id sources.ActorID) bool {
	_, ok := d.left[id]
	return ok
}

// counterpart is the side that a contact is filed under: that of its party on the right.
func (d division) counterpart(c *graph.Contact) string {
	name := ""
	for _, id := range parties(c) {
		if s := d.sideOf[id]; s != nil && (!d.left[id] || name == "") {
			name = s.name
		}
	}
	return name
}

// owner is the actor at whose box a contact's row begins.
func (d division) owner(c *graph.Contact) sources.ActorID {
	p := parties(c)
	for _, id := range p {
		if d.left[id] {
			return id
		}
	}
	return p[0]
}

// A panel is part of a register: contacts under a heading, or all of them under none.
type panel struct {
	heading, about string
	contacts       []*graph.Contact
}

// A placedPanel is a panel at its place below the top of its page.
type placedPanel struct {
	panel
	head          Part
	groups        []Group
	edges         []Edge
	actors        []Actor
	height        float64
	crossings     int
	rows          []*graph.Contact // from top to bottom
	headingHeight float64
}

// A regRow is a contact on its way into a panel.
type regRow struct {
	*graph.Contact
	line   style.Line
	text   []flowLine
	owner  int               // box on the left
	ends   []int             // boxes on the right
	again  sources.ActorID   // named in a small box at the end of the row, or ""
	name   []flowLine        // in it
	wide   float64           // its width
	others []sources.ActorID // parties that have no end of the line, named in the row
}

// A regBox is a box of a panel.
type regBox struct {
	id    sources.ActorID
	again bool // it stands for an actor of the other column
	text  []flowLine
	side  *side
}

// build lays out a panel, its top at 0.
func (r *register) build(p panel) *placedPanel {
	u := r.format.unit
	b := &panelBuild{register: r, panel: p, apart: map[sources.ContactID]bool{}}
	t := b.table()
	o := t.Arrange()
	if b.setApart(t, o) {
		t = b.table()
		o = t.Arrange()
	}
	if o.Crossings > fewCrossings {
		o = t.Loosened(o)
	}
	out := &placedPanel{panel: p, crossings: o.Crossings}
	out.head, out.headingHeight = r.panelHead(p)
	m := ledger.Measures{
		Pad: hundredths(boxPad * u), Gap: hundredths(boxGap * u), SideGap: hundredths(1.8 * u),
		Ground: hundredths(groundReach * u),
		RowGap: hundredths(rowGap * max(u, 1)), Port: hundredths(portGap * u), Tip: hundredths(4.2 * u),
	}
	o = t.Woven(o, m)
	place := t.Place(o, m)
	b.draw(out, place)
	for _, i := range o.Rows {
		out.rows = append(out.rows, b.rows[i].Contact)
	}
	out.height = out.headingHeight + points(place.Height)
	return out
}

// table makes rows and boxes, and what the layout has to know of them.
func (b *panelBuild) table() *ledger.Arrangement {
	b.left, b.right, b.rows, b.boxes = nil, nil, nil, [2]map[boxKey]int{{}, {}}
	b.fill()
	t := &ledger.Arrangement{Quick: b.opts.Draft != nil}
	for _, box := range b.left {
		t.Left = append(t.Left, b.tableBox(box, b.left, b.format.left))
	}
	for _, box := range b.right {
		t.Right = append(t.Right, b.tableBox(box, b.right, b.format.right))
	}
	dates := datesOf(b.panel.contacts)
	for i, row := range b.rows {
		height := max(flowHeight(row.text), flowHeight(row.name)+2*b.format.unit)
		t.Lines = append(t.Lines, ledger.Line{Left: row.owner, Right: row.ends, Date: dates[i],
			Height: hundredths(height), Level: hundredths(row.text[0].base() - row.text[0].xHeight())})
	}
	return t
}

// setApart gives contacts within the right column small boxes at both ends if their lines cross more than a few others.
func (b *panelBuild) setApart(t *ledger.Arrangement, o ledger.Order) bool {
	crossed := t.Crossed(o)
	for i, row := range b.rows {
		if row.ends != nil && b.left[row.owner].again && crossed[i] > fewCrossings-1 && !b.repeat {
			b.apart[row.ID] = true
		}
	}
	return len(b.apart) > 0
}

func hundredths(v float64) int { return int(math.Ceil(float64(v*100) - 1e-6)) }
func points(v int) float64     { return float64(v) / 100 }

// datesOf ranks contacts by when they were; those without a date come last.
func datesOf(contacts []*graph.Contact) []int {
	order := make([]int, len(contacts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := contacts[i].When().Dates(), contacts[j].When().Dates()
		switch {
		case len(a) == 0 || len(b) == 0:
			return len(b) - len(a)
		}
		return edtf.Compare(a[0], b[0])
	})
	rank := make([]int, len(contacts))
	for place, i := range order {
		rank[i] = place
	}
	return rank
}

type boxKey struct {
	id    sources.ActorID
	again bool
	row   int // for boxes of one row alone; -1 else
}

type panelBuild struct {
	*register
	panel
	left, right []regBox
	rows        []*regRow
	boxes       [2]map[boxKey]int
	apart       map[sources.ContactID]bool // contacts of the right column that have small boxes at both ends
}

// box finds or makes the box of an actor in a column: 0 left, 1 right.
func (b *panelBuild) box(column int, key boxKey) int {
	if n, ok := b.boxes[column][key]; ok {
		return n
	}
	list := &b.left
	width := b.format.left
	if column == 1 {
		list, width = &b.right, b.format.right
	}
	box := regBox{id: key.id, again: key.again, side: b.sideOf[key.id]}
	a := b.g.Dossier().Actor(key.id)
	inner := width - 2*4*b.format.unit
	if key.again {
		box.text = b.again(key.id, inner)
	} else {
		name := b.nameOf(a)
		box.text = append(flow([]run{name}, inner, b.textStyles.number), b.factLines(a, inner)...)
	}
	n := len(*list)
	*list = append(*list, box)
	b.boxes[column][key] = n
	return n
}

func (b *panelBuild) nameOf(a *sources.Actor) run {
	return run{textStyle: b.opts.Emphasis.style(b.textStyles.name, a.ID), colour: b.theme.Ink, text: a.Short}
}

func (b *panelBuild) factLines(a *sources.Actor, width float64) []flowLine {
	if b.boxed[a.ID] {
		return nil // told where the actor stood first
	}
	var lines []flowLine
	told := facts{b.look, b.prose, b.ties, b.division.stands}
	for _, f := range told.of(a) {
		lines = append(lines, flow([]run{f}, width, b.textStyles.number)...)
	}
	return lines
}

// again is the name of an actor that has its box elsewhere.
func (b *panelBuild) again(id sources.ActorID, width float64) []flowLine {
	return flow([]run{{textStyle: b.textStyles.role, colour: b.theme.Ink, text: b.name(id)}}, width, b.textStyles.number)
}

// fill makes the rows and boxes of the panel.
func (b *panelBuild) fill() {
	covers := b.covers()
	for i, c := range b.panel.contacts {
		row := &regRow{Contact: c, line: b.lineOf(b.g.Dossier(), c)}
		var left, right []sources.ActorID
		for _, id := range parties(c) {
			if b.division.left[id] {
				left = append(left, id)
			} else {
				right = append(right, id)
			}
		}
		key := func(id sources.ActorID) boxKey { return boxKey{id, false, -1} }
		if b.repeat {
			key = func(id sources.ActorID) boxKey { return boxKey{id, true, i} }
		}
		switch {
		case len(left) > 0 && len(right) > 0:
			row.owner = b.box(0, boxKey{left[0], false, -1})
			row.others = left[1:]
			for _, id := range right {
				row.ends = append(row.ends, b.box(1, key(id)))
			}
		case len(right) == 0: // all on the left: the row names the other
			row.owner = b.box(0, boxKey{left[0], false, -1})
			row.again = left[len(left)-1]
			if len(left) > 2 {
				row.others = left[1 : len(left)-1]
			}
		case b.apart[c.ID]: // all on the right, where a line to it would cross many
			row.owner = b.box(0, boxKey{right[0], true, i})
			row.again = right[len(right)-1]
			if len(right) > 2 {
				row.others = right[1 : len(right)-1]
			}
		case len(right) == 1 || covers[right[0]] || b.repeat: // all on the right: named once more on the left
			row.owner = b.box(0, boxKey{right[0], true, i})
			for _, id := range right[min(1, len(right)-1):] {
				row.ends = append(row.ends, b.box(1, key(id)))
			}
		default:
			last := len(right) - 1
			row.owner = b.box(0, boxKey{right[last], true, i})
			for _, id := range right[:last] {
				row.ends = append(row.ends, b.box(1, key(id)))
			}
		}
		b.write(row)
		b.rows = append(b.rows, row)
	}
}

// covers chooses which actors of the right column are named on the left, so that few have to be: whoever has most
// contacts there.
func (b *panelBuild) covers() map[sources.ActorID]bool {
	covers := map[sources.ActorID]bool{}
	var within []*graph.Contact
	for _, c := range b.panel.contacts {
		if !slices.ContainsFunc(parties(c), func(id sources.ActorID) bool { return b.division.left[id] }) {
			within = append(within, c)
		}
	}
	for {
		count := map[sources.ActorID]int{}
		best := sources.ActorID("")
		for _, c := range within {
			p := parties(c)
			if covers[p[0]] || covers[p[len(p)-1]] {
				continue
			}
			for _, id := range []sources.ActorID{p[0], p[len(p)-1]} {
				count[id]++
				if n := count[id]; best == "" || n > count[best] {
					best = id
				}
			}
		}
		if best == "" {
			return covers
		}
		covers[best] = true
	}
}

// write sets the row's text: what, when, hedged how, by which sources; below it through whom, who denies, who does
// not comment.
func (b *panelBuild) write(row *regRow) {
	u := b.format.unit
	width := b.format.text
	if row.again != "" {
		most := min(0.42*width, 90*u)
		row.name = b.again(row.again, most-float64(6*u))
		row.wide = 0
		for _, l := range row.name {
			row.wide = max(row.wide, l.width(b.textStyles.number))
		}
		row.wide += float64(6 * u)
		width -= row.wide + (againLead+2)*u
	}
	label, when := b.textStyles.label, b.voice.Facts(b.voice.Contacts.WhenAndHedge(row.Contact),
		b.voice.Evidence.ConfirmedBy(b.g.Dossier(), row.Contact, words.Short))
	numbers := b.supporting(row.Contact)
	first := []run{{textStyle: label, colour: b.theme.Ink, text: row.Naming().Label(), raised: numbers}}
	if when != "" {
		first[0].raised = nil
		first = append(first, run{textStyle: b.textStyles.detail, colour: b.theme.Muted, text: when, raised: numbers})
	}
	if b.opts.changes != nil {
		first = b.marked(row, first)
	}
	row.text = flow(first, width, b.textStyles.number)
	for _, more := range b.below(row) {
		row.text = append(row.text, flow(more, width, b.textStyles.number)...)
	}
	if len(row.text) == 0 { // a label of blanks
		row.text = []flowLine{{run{textStyle: label, colour: b.theme.Ink, text: b.voice.Contacts.What(row.Contact)}}}
	}
}

// marked gives a row the line and the letter of what became of it between two editions.
func (b *panelBuild) marked(row *regRow, first []run) []run {
	ch := b.opts.changes[row.ID]
	row.line = b.lineOfChange(ch.became)
	if ch.became == asItWas {
		for i := range first {
			first[i].colour = b.theme.Muted
		}
		return first
	}
	first = slices.Insert(first, 0, run{textStyle: b.textStyles.label, colour: row.line.Colour,
		text: b.letter(ch.became), chip: true})
	if ch.became == changed {
		first = append(first, run{textStyle: b.textStyles.detail, colour: b.theme.Ink, text: ch.says})
	}
	return first
}

// below is what stands in smaller lines below a row.
func (r *formattedSheet) below(row *regRow) [][]run {
	detail := r.textStyles.detail
	muted := func(text string, raised []reference) []run {
		return []run{{textStyle: detail, colour: r.theme.Muted, text: inItsOrder(r.voice, text), raised: raised}}
	}
	chips := func(word string, ids []sources.ActorID) []run {
		list := muted(word, nil)
		for _, id := range ids {
			list = append(list, run{textStyle: detail, colour: r.theme.Ink, text: r.name(id), chip: true})
		}
		return list
	}
	var more [][]run
	if row.Parties().AsTold() != nil {
		more = append(more, muted(r.voice.Contacts.Between(r.g.Dossier(), row.Contact, words.Short), nil))
	} else if len(row.others) > 0 {
		more = append(more, chips(r.voice.Say("row.with"), row.others))
	}
	if via := row.Parties().Via(); via != nil {
		more = append(more, chips(r.voice.Say("row.through"), via))
	}
	if met := r.voice.Contacts.Met(r.g.Dossier(), row.Contact, words.Short); met != "" {
		more = append(more, muted(met, nil))
	}
	if row.Evidence().Doubted() {
		more = append(more, []run{{textStyle: detail, colour: r.theme.Alarm, text: r.voice.Say("label.doubted")}})
	}
	takenBack := row.Evidence().TakenBack()
	for _, cl := range row.Claims {
		ref := r.citations.Refer([]*sources.Claim{cl}, func(*sources.Claim) bool { return true })
		switch {
		case takenBack(cl):
		case cl.Stance.Contradicts():
			more = append(more,
				[]run{{textStyle: detail, colour: r.theme.Alarm, raised: ref,
					text: inItsOrder(r.voice, r.voice.Claims.Contradicted(r.g.Dossier(), cl))}})
		case cl.Stance == sources.NoComment:
			more = append(more, muted(r.voice.Say("label.no-comment", "who", r.voice.Actors.Source(r.g.Dossier(), cl)),
				ref))
		}
	}
	return more
}

// tableBox is a box for the layout.
func (b *panelBuild) tableBox(box regBox, column []regBox, width float64) ledger.Box {
	u := b.format.unit
	out := ledger.Box{Side: -1, Height: hundredths(flowHeight(box.text) + 2*boxPad*u)}
	if box.again || box.side == nil || box.side.name == "" {
		return out
	}
	out.Side = slices.IndexFunc(column, func(o regBox) bool { return !o.again && o.side == box.side })
	out.Head = hundredths(groundReach * u)
	if b.headed(box.side, column) {
		lines := b.textStyles.side.wrap(box.side.name, width-2*u)
		out.Head = hundredths(float64(float64(len(lines))*b.textStyles.side.lead()) + float64(1.6*u))
	}
	return out
}

// headed tells whether the side's ground bears its name: not where one box in it says it.
func (b *panelBuild) headed(s *side, column []regBox) bool {
	boxes, says := 0, false
	for _, box := range column {
		if !box.again && box.side == s {
			a := b.g.Dossier().Actor(box.id)
			boxes, says = boxes+1, says || a.Short == s.name || a.Name == s.name || standsForOthers(b.g, a)
		}
	}
	return boxes > 1 || !says
}

// panelHead sets the heading of a panel with a rule below it.
func (r *register) panelHead(p panel) (Part, float64) {
	var head Part
	if p.heading == "" {
		return head, 0
	}
	u, f := r.format.unit, r.format
	h := r.textStyles.name
	h.size *= 1.1
	lines := flow([]run{{textStyle: h, colour: r.theme.Ink, text: p.heading},
		{textStyle: r.textStyles.role, colour: r.theme.Muted, text: p.about}}, f.width, r.textStyles.number)
	y := 0.0
	for _, l := range lines {
		l.set(&head, 0, y, r.textStyles.number, r.theme)
		y += l.lead()
	}
	y += float64(1.5 * u)
	rule := []Segment{{Op: Move, To: Point{Y: y}}, {Op: Line, To: Point{X: f.width, Y: y}}}
	head.Shapes = []Shape{{Path: rule, Stroke: r.theme.Border, Width: 0.6}}
	head.Class = "panel"
	return head, y + float64(2.5*u)
}
