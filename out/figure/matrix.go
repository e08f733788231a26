package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/sources"
)

// A matrixSheet is a figure of actors by actors being made. Beyond twenty actors a matrix answers most questions
// better than lines do (Ghoniem, Fekete and Castagliola, On the Readability of Graphs Using Node-Link and
// Matrix-Based Representations, 2005).
type matrixSheet struct {
	*formattedSheet
	actors []sources.ActorID // in the order of rows and columns
	number map[sources.ActorID]int
	cells  map[cellAt][]*graph.Contact
	says   string // what it is

	unnumbered bool // the actors of the list are
}

// A cellAt is a place in the matrix: who acts, and upon whom. A contact that goes both ways, or of which nobody
// tells, has two.
type cellAt struct{ row, column int }

// The measures of a matrix at unit 1, in points.
const (
	cellSize   = 10.5
	matrixName = 128.0 // the widest name of a row
	entryWide  = 200.0 // of the list below, the least width of a column
)

// Matrix draws actors by actors, ordered by side, with the marks of their contacts in the cells and a list of them
// below. What one page does not hold goes on in Figure.More.
func Matrix(g *graph.Graph, opts Options) (*Figure, error) {
	if opts.Size.Width == 0 {
		opts.Size = Size{Width: registerWidth}
		if contacts, _ := shown(g); len(contacts) > mostNetwork {
			opts.Size = Sizes()[0]
		}
	}
	width, _, margin := opts.Size.sheetOf()
	format := formatOf(width-2*margin, 1)
	format.paper, format.margin, format.columns = Size{Width: width, Height: opts.Size.Height}, margin, 1
	if opts.Size.Width < 130*mm {
		format.unit = math.Ceil(100*leastLetters/registerLeast) / 100
	}
	m := &matrixSheet{formattedSheet: newFormattedSheet(g, opts, format), number: map[sources.ActorID]int{},
		cells: map[cellAt][]*graph.Contact{}}
	if len(m.contacts) == 0 {
		return nil, errNothing
	}
	if m.perTile() < 3 {
		letters := leastLetters * m.format.width / (m.nameWide() + 3*cellSize)
		return nil, &tooSmall{page: opts.Size, letters: letters, narrow: true}
	}
	m.sort()
	m.explainMatrix()
	m.says = m.voice.Say("matrix.says", "actors", len(m.actors), "contacts", len(m.contacts))
	return m.pages(m.matrix), nil
}

// matrix is the marks, in blocks that fit a page from y to the limit.
func (m *matrixSheet) matrix(y, limit float64) []block {
	u := m.format.unit
	rows := len(m.actors)
	if !math.IsInf(limit, 1) {
		rows = max(1, int((limit-y-m.textStyles.role.lead()-u)/(cellSize*u)))
	}
	var blocks []block
	for _, t := range m.tiles(rows) {
		blocks = append(blocks, m.draw(t))
	}
	return blocks
}

// sort numbers the actors by side, and files the contacts.
func (m *matrixSheet) sort() {
	met := map[sources.ActorID]int{}
	for _, c := range m.contacts {
		for _, id := range parties(c) {
			met[id]++
		}
	}
	place := map[*side]int{}
	actors := m.g.Dossier().Actors
	for i := range actors {
		id := actors[i].ID
		if met[id] == 0 {
			continue
		}
		m.actors = append(m.actors, id)
		if s := m.sideOf[id]; s != nil {
			if _, known := place[s]; !known {
				place[s] = len(place)
			}
		}
	}
	slices.SortStableFunc(m.actors,
		func(a, b sources.ActorID) int { return cmp.Compare(place[m.sideOf[a]], place[m.sideOf[b]]) })
	for i, id := range m.actors {
		m.number[id] = i
	}
	for _, c := range m.contacts {
		file := func(a, b sources.ActorID) {
			at := cellAt{m.number[a], m.number[b]}
			if !slices.Contains(m.cells[at], c) {
				m.cells[at] = append(m.cells[at], c)
			}
		}
		for _, pair := range c.Parties().Pairs() {
			to, from := c.Arrows()
			forward := !to || pair[0] != c.To // From's side acts
			if forward || from {
				file(pair[0], pair[1])
			}
			if !to || !forward || from {
				file(pair[1], pair[0])
			}
		}
	}
}

func (m *matrixSheet) explainMatrix() {
	m.legend.keys = append(m.legend.ofStates(m.contacts), key{text: m.voice.Say("matrix.key")})
	m.legend.keys = append(m.legend.keys, m.textKeys(m.contacts)...)
	m.legend.keys = append(m.legend.keys, m.legend.ofSides(m.actors, m.sideOf)...)
	m.notes.loose, m.notes.heading = m.ties, m.voice.Say("multiples.also")
	note := m.voice.Notes.Mark(m.g)
	if reported, other := reports(m.g); other && !reported {
		note = m.voice.Say("note.mark-unreported")
	}
	m.remark(readOf(m.g, true), []string{note}, m.notDrawn())
}

func (m *matrixSheet) nameWide() float64 {
	widest := 0.0
	for _, c := range m.contacts {
		for _, id := range parties(c) {
			widest = max(widest, m.textStyles.role.width(m.name(id)))
		}
	}
	return min(widest+float64(24*m.format.unit), matrixName*m.format.unit, 0.4*m.format.width)
}

// perTile is how many columns stand side by side.
func (m *matrixSheet) perTile() int {
	return int((m.format.width - m.nameWide()) / (cellSize * m.format.unit))
}

// A tile is a part of the matrix: rows by columns.
type tile struct{ rows, columns []int }

// tiles cut the matrix into parts that fit the page, without rows and columns that are empty in them.
func (m *matrixSheet) tiles(most int) []tile {
	n := len(m.actors)
	var list []tile
	for left := 0; left < n; left += m.perTile() {
		right := min(left+m.perTile(), n)
		var t tile
		flush := func() {
			if len(t.rows) == 0 {
				return
			}
			for column := left; column < right; column++ {
				if n <= m.perTile() ||
					slices.ContainsFunc(t.rows, func(row int) bool { return m.cells[cellAt{row, column}] != nil }) {
					t.columns = append(t.columns, column)
				}
			}
			list = append(list, t)
			t = tile{}
		}
		for row := range n {
			used := n <= m.perTile()
			for column := left; column < right && !used; column++ {
				used = m.cells[cellAt{row, column}] != nil
			}
			if used {
				t.rows = append(t.rows, row)
			}
			if len(t.rows) == most {
				flush()
			}
		}
		flush()
	}
	return list
}

// A block is part of a page: it is moved to its place as a whole.
type block struct {
	part   Part
	height float64
}

// draw draws a tile: numbers above, names with their numbers on the left, marks in the cells.
func (m *matrixSheet) draw(t tile) block {
	u := m.format.unit
	cell, name, h := cellSize*u, m.nameWide(), m.textStyles.role
	b := block{part: Part{Class: "matrix"}}
	p := &b.part
	top := h.lead() + u
	right := name + float64(cell*float64(len(t.columns)))
	for k, column := range t.columns {
		label := strconv.Itoa(column + 1)
		x := name + float64(cell*(float64(k)+0.5))
		p.Texts = append(p.Texts, h.text(x-h.width(label)/2, h.size*ascent, label, m.tintOf(m.actors[column]).Text))
	}
	for k, row := range t.rows {
		id := m.actors[row]
		tint := m.tintOf(id)
		y := top + float64(cell*float64(k))
		p.Shapes = append(p.Shapes, Shape{Box: Box{0, y, right, cell}, Fill: tint.Fill})
		base := y + cell/2 + float64(0.34*h.size)
		number := strconv.Itoa(row + 1)
		p.Texts = append(p.Texts, h.text(float64(17*u)-h.width(number), base, number, tint.Text))
		p.Texts = append(p.Texts, h.text(20*u, base, m.fitted(m.name(id), h, name-float64(22*u)), m.theme.Ink))
	}
	p.Shapes = append(p.Shapes, m.bands(t, top, cell)...)
	bottom := top + float64(cell*float64(len(t.rows)))
	grid := func(x1, y1, x2, y2 float64) {
		p.Shapes = append(p.Shapes, Shape{Path: []Segment{{Op: Move, To: Point{X: x1, Y: y1}},
			{Op: Line, To: Point{X: x2, Y: y2}}}, Stroke: m.theme.Border, Width: 0.3})
	}
	for k := range len(t.columns) + 1 {
		x := name + float64(cell*float64(k))
		grid(x, top, x, bottom)
	}
	for k := range len(t.rows) + 1 {
		y := top + float64(cell*float64(k))
		grid(0, y, right, y)
	}
	for k, row := range t.rows {
		for l, column := range t.columns {
			middle := Point{X: name + float64(cell*(float64(l)+0.5)), Y: top + float64(cell*(float64(k)+0.5))}
			if row == column && m.cells[cellAt{row, column}] == nil {
				p.Shapes = append(p.Shapes, Shape{Box: Box{middle.X - cell/2, middle.Y - cell/2, cell, cell},
					Fill: m.theme.Border})
				continue
			}
			if contacts := m.cells[cellAt{row, column}]; contacts != nil {
				p.Parts = append(p.Parts, m.cell(contacts, m.actors[row], m.actors[column], middle))
			}
		}
	}
	b.height = bottom
	return b
}

// isHalf tells whether a side's band is half as high as what it marks: along several rows it would be beside some only.
func isHalf(s *side) bool {
	return s != nil && (s.tint.Band == style.UpperBand || s.tint.Band == style.LowerBand)
}

// bands tell, left of a tile's rows from top on, which of them are of one side: without colour too.
func (m *matrixSheet) bands(t tile, top, cell float64) []Shape {
	var list []Shape
	for first := 0; first < len(t.rows); {
		of, next := m.sideOf[m.actors[t.rows[first]]], first+1
		for next < len(t.rows) && m.sideOf[m.actors[t.rows[next]]] == of && !isHalf(of) {
			next++
		}
		if of != nil && of.name != "" {
			rows := Box{0, top + float64(cell*float64(first)), cell, cell * float64(next-first)}
			list = append(list, band(rows, of.tint)...)
		}
		first = next
	}
	return list
}

// cell marks the best state of its contacts, or says how many there are.
func (m *matrixSheet) cell(contacts []*graph.Contact, from, to sources.ActorID, at Point) Part {
	best := slices.MinFunc(contacts, func(a, b *graph.Contact) int { return cmp.Compare(a.State, b.State) })
	p := Part{Class: "cell", Name: m.voice.Say("matrix.cell", "from", m.name(from), "to", m.name(to), "contacts",
		m.voice.Count(len(contacts), words.Contacts))}
	line := m.theme.Of(best.State)
	if len(contacts) == 1 && line.Mark != style.NoMark {
		p.Shapes = m.mark(line, at)
		return p
	}
	h, label := m.textStyles.label, strconv.Itoa(len(contacts))
	text := h.text(at.X-h.width(label)/2, at.Y+float64(0.34*h.size), label, line.Colour)
	text.Link = "#contact-" + string(contacts[0].ID)
	p.Texts = []Text{text}
	return p
}

// fitted is a name as far as there is room; the list below has it whole.
func (m *matrixSheet) fitted(name string, h textStyle, width float64) string {
	if h.width(name) <= width {
		return name
	}
	signs := []rune(name)
	for n := len(signs) - 1; n > 0; n-- {
		if short := string(signs[:n]) + "…"; h.width(short) <= width {
			return short
		}
	}
	return "…"
}

// entry tells a contact in the list: who with whom by number and name, what, when, by which sources.
func (m *matrixSheet) entry(c *graph.Contact, width float64) block {
	pair := m.voice.Contacts.Parties(m.g.Dossier(), c, func(d *sources.Dossier, id sources.ActorID) string {
		if m.unnumbered {
			return words.Short(d, id)
		}
		return fmt.Sprintf("%d %s", m.number[id]+1, words.Short(d, id))
	})
	detail := m.textStyles.detail
	runs := []run{
		{textStyle: detail, colour: m.theme.Ink, text: inTheOrderOf(m.voice, pair)},
		{textStyle: m.textStyles.label, colour: m.theme.Ink, text: c.Naming().Label()},
		{textStyle: detail, colour: m.theme.Muted, text: m.voice.Facts(m.voice.Contacts.WhenAndHedge(c),
			m.voice.Evidence.ConfirmedBy(m.g.Dossier(), c, words.Short)), raised: m.supporting(c)},
	}
	if runs[2].text == "" {
		runs[1].raised, runs = runs[2].raised, runs[:2]
	}
	lines := flow(runs, width-float64(12*m.format.unit), m.textStyles.number)
	below := m.below(&regRow{Contact: c})
	if c.Parties().AsTold() != nil {
		below = below[1:] // the pair says it
	}
	for _, more := range below {
		lines = append(lines, flow(more, width-float64(12*m.format.unit), m.textStyles.number)...)
	}
	out := block{part: m.told(c)}
	if line := m.theme.Of(c.State); line.Mark != style.NoMark {
		out.part.Shapes = m.mark(line, Point{X: 5 * m.format.unit, Y: lines[0].base() - lines[0].xHeight()})
	}
	for _, l := range lines {
		l.set(&out.part, 12*m.format.unit, out.height, m.textStyles.number, m.theme)
		out.height += l.lead()
	}
	out.height += 2 * m.format.unit
	return out
}

// pages puts blocks, then the list, onto pages.
func (m *matrixSheet) pages(blocks func(y, limit float64) []block) *Figure {
	f, u := m.format, m.format.unit
	limit := math.Inf(1)
	if f.paper.Height > 0 {
		limit = f.paper.Height - f.margin
	}
	var all []*Figure
	var y float64
	next := func() {
		fig := &Figure{Width: f.paper.Width, Height: f.paper.Height, Title: m.fig.Title, Paper: m.theme.Paper, Scale: u,
			Citations: m.citations, Voice: m.voice, family: m.fig.family}
		y = m.head(fig, fig.Title, len(all) == 0, true)
		all = append(all, fig)
	}
	put := func(b block, x float64) {
		b.part.move(1, Point{X: x, Y: y})
		page := all[len(all)-1]
		page.Parts = append(page.Parts, b.part)
	}
	next()
	for _, b := range blocks(y, limit) {
		if y+b.height > limit && len(all[len(all)-1].Parts) > 2 {
			next()
		}
		put(b, f.margin)
		y += b.height + 8*u
	}
	m.list(limit, &y, next, put)
	feet, inner := []footing{{m.sources.listed, true}}, f.paper.Width-2*f.margin
	if m.footHeight() > limit-y {
		m.sources.shortened = true
		if m.footHeight() > limit-y {
			next()
			feet = footings(m.sheet, inner, limit-y-4)
		}
	}
	for i, foot := range feet {
		if i > 0 {
			next()
		}
		parts, end := foot.foot(m.sheet, Point{X: f.margin, Y: y + 4}, inner)
		last := all[len(all)-1]
		if last.Parts = append(last.Parts, parts...); f.paper.Height == 0 {
			last.Height = math.Ceil(end + f.margin)
		}
	}
	return m.finish(all)
}

// list sets the contacts in columns of about one height, page after page.
func (m *matrixSheet) list(limit float64, y *float64, next func(), put func(block, float64)) {
	f, u := m.format, m.format.unit
	n := max(1, int((f.width+columnApart)/(float64(entryWide*u)+columnApart)))
	width := (f.width - float64(n-1)*columnApart) / float64(n)
	var entries []block
	left := 0.0
	for _, c := range m.contacts {
		e := m.entry(c, width)
		entries = append(entries, e)
		left += e.height
	}
	for len(entries) > 0 {
		if *y+entries[0].height > limit {
			next()
		}
		top, bottom := *y, *y
		for k := range n {
			share := left / float64(n-k)
			*y = top
			for len(entries) > 0 && (*y == top || *y+entries[0].height <= limit && *y-top+entries[0].height/2 <= share) {
				put(entries[0], f.margin+float64(float64(k)*(width+columnApart)))
				*y += entries[0].height
				left -= entries[0].height
				entries = entries[1:]
			}
			bottom = max(bottom, *y)
		}
		*y = bottom
	}
}

// finish says what the pages hold, and turns them round where they are read from the right.
func (m *matrixSheet) finish(all []*Figure) *Figure {
	for i, fig := range all {
		if len(all) > 1 {
			fig.Title = m.voice.Say("figure.page", "title", m.fig.Title, "n", i+1, "of", len(all))
		}
		fig.Says = m.says
	}
	all[0].Table = m.tableOf(append(slices.Clone(m.contacts), m.ties...))
	all[0].More = all[1:]
	if m.rightToLeft {
		for _, fig := range all {
			fig.mirror()
		}
	}
	return all[0]
}
