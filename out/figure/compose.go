package figure

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/layout"
	"relgraph/out/style"
	"relgraph/sources"
)

// compose fills the figure from top to bottom: title, diagram, legend, sources, notes.
func (d *drawing) compose(p layout.Placement) {
	f := d.fig
	f.Note = p.Note
	f.Paper = style.Paper
	f.Width = math.Ceil(max(minWidth, p.Width) + 2*margin)
	head, y := d.title(margin)
	origin := Point{X: (f.Width - p.Width) / 2, Y: y + 8}
	d.place(p, origin)
	y = origin.Y + p.Height + 12
	legend, y := d.legend(d.keys(), y)
	list, y := d.sources(y + 6)
	notes, y := d.notes(d.remarks(), y+6)
	f.Height = math.Ceil(y + margin)
	f.Parts = append([]Part{head}, d.diagram()...)
	f.Parts = append(f.Parts, legend, list, notes)
	d.tellInWords()
}

// layer is a part of the page that only holds others together.
func layer(name string) Part { return Part{ID: name, Class: "layer"} }

// diagram is the layers of the diagram in the order of drawing: names of sides lie over the lines that pass them.
func (d *drawing) diagram() []Part {
	sides, lines, names, actors := layer("sides"), layer("contacts"), layer("side-names"), layer("actors")
	for _, g := range d.fig.Groups {
		sides.Parts = append(sides.Parts, Part{Shapes: g.Shapes})
		names.Parts = append(names.Parts, Part{Texts: g.Texts})
	}
	for _, e := range d.fig.Edges {
		lines.Parts = append(lines.Parts, e.Part)
	}
	for _, a := range d.fig.Actors {
		actors.Parts = append(actors.Parts, a.Part)
	}
	return []Part{sides, lines, names, actors}
}

func (f *Figure) inner() float64 { return f.Width - 2*margin }

// set puts text with its base line at y.
func set(h hand, x, y float64, text string, c style.Colour) Text {
	return Text{At: Point{X: x, Y: y}, Content: text, Size: h.size, Bold: h.bold, Colour: c, Width: h.width(text), Exact: h.face().has(text)}
}

// ascent is how far letters rise above the base line, in ems of Liberation Sans's capitals and the usual leading above them.
const ascent = 0.93

// stack sets lines below each other from the top y and returns the bottom.
func stack(into *[]Text, h hand, x, y float64, lines []string, c style.Colour) float64 {
	for _, line := range lines {
		*into = append(*into, set(h, x, y+h.size*ascent, line, c))
		y += h.lead()
	}
	return y
}

// stackCentred is stack with each line's middle at x.
func stackCentred(into *[]Text, h hand, x, y float64, lines []string, c style.Colour) float64 {
	for _, line := range lines {
		text := set(h, x-h.width(line)/2, y+h.size*ascent, line, c)
		text.Centred = true
		*into = append(*into, text)
		y += h.lead()
	}
	return y
}

func (d *drawing) title(y float64) (Part, float64) {
	dossier, head := d.g.Dossier(), layer("head")
	d.fig.Title = Title(dossier, d.opts)
	y = stack(&head.Texts, titleHand, margin, y, titleHand.wrap(d.fig.Title, d.fig.inner()), style.Ink)
	if subtitle := cmp.Or(d.opts.Subtitle, dossier.Subtitle); subtitle != "" {
		y = stack(&head.Texts, subtitleHand, margin, y+2, subtitleHand.wrap(subtitle, d.fig.inner()), style.Muted)
	}
	return head, y
}

// place takes over where the engine has put things. origin is the page's point for the engine's top left corner.
func (d *drawing) place(p layout.Placement, origin Point) {
	shift := func(at Point) Point { return Point{X: at.X + origin.X, Y: at.Y + origin.Y} }
	for i, g := range p.Groups {
		if g.Box.Min == g.Box.Max {
			continue // the layout kept no groups together
		}
		s, corner := d.groups[i], shift(g.Box.Min)
		name := set(groupHand, corner.X+padX, corner.Y+3+groupHand.size*ascent, s.name, s.tint.Text)
		name.Halo = s.tint.Fill
		box := Box{corner.X, corner.Y, g.Box.Max.X - g.Box.Min.X, g.Box.Max.Y - g.Box.Min.Y}
		frame := Shape{Box: box, Radius: 6, Fill: s.tint.Fill, Stroke: s.tint.Edge, Width: 0.8}
		d.fig.Groups = append(d.fig.Groups, Group{Part{Shapes: []Shape{frame}, Texts: []Text{name}}, s.name, box, s.tint})
	}
	centres := map[layout.NodeID]Point{}
	for _, n := range p.Nodes {
		centres[n.ID] = shift(n.Centre)
	}
	for _, id := range d.actors {
		a := d.g.Dossier().Actor(id)
		w, h := actorSize(a)
		d.fig.Actors = append(d.fig.Actors, d.actor(a, around(centres[actorNode(id)], w, h)))
	}
	paths := map[layout.EdgeID][]Point{}
	for _, e := range p.Edges {
		for _, at := range e.Path {
			paths[e.ID] = append(paths[e.ID], shift(at))
		}
	}
	for _, e := range d.edges {
		d.fig.Edges = append(d.fig.Edges, d.edge(e, paths[firstHalf(e)], paths[secondHalf(e)], around(centres[labelNode(e)], e.width, e.height)))
	}
}

// around is the box of that size with its middle at centre.
func around(centre Point, width, height float64) Box {
	return Box{centre.X - width/2, centre.Y - height/2, width, height}
}

func (d *drawing) actor(a *sources.Actor, box Box) Actor {
	name, role := actorLines(a)
	_, h := actorSize(a)
	out := Actor{Part{ID: "actor-" + string(a.ID), Class: "actor", Name: a.Name}, a, box, d.sideOf[a.ID].tint}
	out.Shapes = []Shape{{Box: box, Radius: 3, Fill: style.Paper, Stroke: out.Tint.Text, Width: 1}}
	x, y := box.X+box.Width/2, box.Y+(box.Height-h)/2+padY
	y = stackCentred(&out.Texts, nameHand, x, y, name, style.Ink)
	stackCentred(&out.Texts, roleHand, x, y, role, style.Muted)
	return out
}

func (d *drawing) edge(e *edge, first, second []Point, label Box) Edge {
	if e.firstBack {
		first = reversed(first)
	}
	if e.secondBack {
		second = reversed(second)
	}
	var tips [][3]Point
	if e.Directed && !e.IsAffiliation() {
		tips = append(tips, arrowhead(second))
		second = shortened(second)
	}
	out := Edge{d.told(e.Contact), e.Contact, [][]Point{first, second}, label}
	out.Shapes = append([]Shape{stroke(first, e.line), stroke(second, e.line)}, heads(tips, e.line.Colour)...)
	left := label.X + 3
	if e.line.Mark != style.NoMark {
		out.Shapes = append(out.Shapes, mark(e.line, Point{X: left + markRoom/2 - 1, Y: label.Y + 1.5 + e.lines[0].lead()/2})...)
		left += markRoom
	}
	out.Texts = e.texts(left, label.Y+1.5)
	return out
}

// texts sets the label's lines below each other from the top y.
func (e *edge) texts(left, y float64) []Text {
	var texts []Text
	for _, l := range e.lines {
		base := y + l.size*ascent
		texts = append(texts, set(l.hand, left, base, l.text, l.colour))
		if l.raised != "" {
			texts = append(texts, set(markHand, left+l.hand.width(l.text)+1.2, base-2.6, l.raised, style.Link))
		}
		y += l.lead()
	}
	return texts
}

// told is a contact's part of the page, in words.
func (d *drawing) told(c *graph.Contact) Part {
	var claims []string
	for _, cl := range c.Claims {
		claims = append(claims, d.paragraph(cl))
	}
	return Part{
		ID: "contact-" + string(c.ID), Class: fmt.Sprintf("contact %s %s", c.Kind, c.State), Stop: true,
		Name: Sentence(d.g.Dossier(), c, d.fig.Citations), About: strings.Join(claims, "\n"),
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
		if l := math.Hypot(dx, dy); l > 0.01 {
			return Point{X: dx / l, Y: dy / l}
		}
	}
	return Point{X: 1}
}

func arrowhead(path []Point) [3]Point {
	tip, u := path[len(path)-1], direction(path)
	foot := Point{X: tip.X - u.X*headLength, Y: tip.Y - u.Y*headLength}
	return [3]Point{
		tip,
		{X: foot.X - u.Y*headHalf, Y: foot.Y + u.X*headHalf},
		{X: foot.X + u.Y*headHalf, Y: foot.Y - u.X*headHalf},
	}
}

// shortened ends the path at the foot of its arrowhead.
func shortened(path []Point) []Point {
	out, u := slices.Clone(path), direction(path)
	end := &out[len(out)-1]
	end.X -= u.X * (headLength - 1)
	end.Y -= u.Y * (headLength - 1)
	return out
}

// A key explains one thing in the legend, by a sample if it has one: a line, or what draw draws from x on.
type key struct {
	line     *style.Line
	directed bool
	text     string
	draw     func(x, y float64) []Shape
}

// keyLine is the length of a sample line, keyGap what stands between it and its text.
const keyLine, keyGap = 26.0, 5.0

func (k key) width() float64 {
	w := noteHand.width(k.text)
	if k.line != nil || k.draw != nil {
		w += keyLine + keyGap
	}
	return w
}

// part draws the key with its left end at x and its middle at y.
func (k key) part(x, y float64) Part {
	var p Part
	if k.line != nil {
		from, to := Point{X: x, Y: y}, Point{X: x + keyLine, Y: y}
		var tips [][3]Point
		if k.directed {
			tips = append(tips, arrowhead([]Point{from, to}))
			to.X -= headLength - 1
		}
		p.Shapes = append([]Shape{stroke([]Point{from, from, to, to}, *k.line)}, heads(tips, k.line.Colour)...)
		p.Shapes = append(p.Shapes, mark(*k.line, Point{X: x + keyLine/2, Y: y})...)
		x += keyLine + keyGap
	} else if k.draw != nil {
		p.Shapes = k.draw(x, y)
		x += keyLine + keyGap
	}
	p.Texts = []Text{set(noteHand, x, y+noteHand.size*0.36, k.text, style.Ink)}
	return p
}

// keys explain what is drawn, and nothing else.
func (d *drawing) keys() []key {
	shown := d.shown()
	keys := shown.stateKeys()
	if shown.affiliation {
		keys = append(keys, key{line: &style.Affiliation, text: "belongs to, founded or leads; not a contact"})
	}
	if shown.directed {
		keys = append(keys, key{line: &style.Line{Colour: style.Ink, Width: 1.1}, directed: true, text: "one-sided; without an arrowhead: mutual, or not told"})
	}
	return append(keys, d.textKeys(shown)...)
}

// stateKeys explain the states.
func (s shown) stateKeys() []key {
	var keys []key
	for _, state := range graph.States() {
		if s.states[state] {
			line := style.Of(state)
			keys = append(keys, key{line: &line, text: state.Means()})
		}
	}
	return keys
}

// textKeys explain what stands in labels.
func (d *drawing) textKeys(shown shown) []key {
	var keys []key
	if shown.hedged {
		keys = append(keys, key{text: "“reportedly” …: the document's own hedging word"})
	}
	switch cited := d.fig.Citations.List; {
	case slices.ContainsFunc(cited, func(c *Cited) bool { return len(c.Passages) > 1 }):
		keys = append(keys, key{text: "1a: source and passage, below"})
	case len(cited) > 0:
		keys = append(keys, key{text: "1: source, below"})
	}
	return keys
}

// legend sets the keys in rows as wide as the figure.
func (d *drawing) legend(keys []key, y float64) (Part, float64) {
	legend := Part{ID: "legend", Class: "layer", Name: "Legend"}
	x, row := margin, noteHand.lead()+5
	for _, k := range keys {
		if x > margin && x+k.width() > d.fig.Width-margin {
			x, y = margin, y+row
		}
		legend.Parts = append(legend.Parts, k.part(x, y+row/2))
		x += k.width() + 14
	}
	return legend, y + row
}

type shown struct {
	states                        map[graph.State]bool
	affiliation, directed, hedged bool
}

func (d *drawing) shown() shown {
	s := shown{states: map[graph.State]bool{}}
	for _, e := range d.edges {
		if e.line.Mark == style.NoMark && e.IsAffiliation() {
			s.affiliation = true
			continue
		}
		s.states[e.State] = true
		s.directed = s.directed || e.Directed
		s.hedged = s.hedged || len(e.Hedges()) > 0
	}
	return s
}

// wideColumn is the width beyond which a column of small text is hard to read.
const wideColumn = 300.0

// sources lists the documents by number, in columns that a reader can follow.
func (d *drawing) sources(y float64) (Part, float64) {
	list := Part{ID: "sources", Class: "layer", Name: "Sources"}
	cited := d.fig.Citations.List
	if len(cited) == 0 {
		return list, y
	}
	y = stack(&list.Texts, headingHand, margin, y, []string{"Sources"}, style.Ink) + 2
	const gap, indent = 18.0, 16.0
	room := 0.0 // for the widest entry, as far as a column of text is well read
	for _, c := range cited {
		for _, l := range d.entry(c, wideColumn-indent) {
			room = max(room, noteHand.width(l.text)+indent+1)
		}
	}
	columns := max(1, min(len(cited), int((d.fig.inner()+gap)/(room+gap))))
	width := (d.fig.inner() - gap*float64(columns-1)) / float64(columns)
	entries := make([]entry, len(cited))
	total := 0.0
	for i, c := range cited {
		entries[i] = d.entry(c, width-indent)
		total += entries[i].height()
	}
	x, top, bottom, used := margin, y, y, 0.0
	for i, e := range entries {
		if used > 0 && used+e.height()/2 > total/float64(columns) && x+2*width <= d.fig.Width-margin+1 {
			x, y, used = x+width+gap, top, 0
		}
		s := Part{ID: fmt.Sprintf("source-%d", cited[i].Number), Class: "source"}
		s.Texts = append(s.Texts, set(headingHand, x, y+noteHand.size*ascent, fmt.Sprint(cited[i].Number), style.Link))
		for _, l := range e {
			text := set(noteHand, x+indent, y+noteHand.size*ascent, l.text, l.colour)
			text.Link = l.link
			s.Texts = append(s.Texts, text)
			y += noteHand.lead()
		}
		y += 3
		used += e.height()
		bottom = max(bottom, y)
		list.Parts = append(list.Parts, s)
	}
	return list, bottom
}

// An entry is the lines of one source.
type entry []entryLine

type entryLine struct {
	text, link string
	colour     style.Colour
}

func (e entry) height() float64 { return float64(len(e))*noteHand.lead() + 3 }

func (d *drawing) entry(c *Cited, width float64) entry {
	var e entry
	add := func(text, link string, colour style.Colour) {
		for _, line := range noteHand.wrap(text, width) {
			e = append(e, entryLine{line, link, colour})
		}
	}
	doc := c.Document
	add(Describe(doc), "", style.Ink)
	if Followable(doc.URL) {
		add(shortAddress(doc.URL), doc.URL, style.Link)
	}
	if rests := RestsOn(d.g.Dossier(), doc); rests != "" {
		add("Rests on: "+rests, "", style.Muted)
	}
	if passages := c.Where(); passages != "" {
		add(passages, "", style.Muted)
	}
	return e
}

// Describe names outlet, title and date of a document.
func Describe(doc *sources.Document) string {
	var parts []string
	if doc.Publisher != "" {
		parts = append(parts, doc.Publisher)
	}
	switch {
	case strings.HasPrefix(doc.Title, "["):
		parts = append(parts, doc.Title)
	case doc.Title != "":
		parts = append(parts, "“"+doc.Title+"”")
	case doc.Publisher == "":
		parts = append(parts, site(doc.URL))
	}
	if issued := doc.Published(); issued != "" {
		parts = append(parts, issued)
	}
	return strings.Join(parts, ", ")
}

// RestsOn names what a document rests on by derived_from, nearest first; "" if it rests on nothing else.
func RestsOn(d *sources.Dossier, doc *sources.Document) string {
	var names []string
	seen := map[sources.DocumentID]bool{doc.ID: true}
	for level := doc.DerivedFrom; len(level) > 0; {
		var next []sources.DocumentID
		for _, id := range level {
			if from := d.Document(id); from != nil && !seen[id] {
				seen[id] = true
				names = append(names, Describe(from))
				next = append(next, from.DerivedFrom...)
			}
		}
		level = next
	}
	return strings.Join(names, "; itself on ")
}

// Followable tells whether a link may be followed: http and https only.
func Followable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// site is the host of an address.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// shortAddress is an address as a printed page shows it.
func shortAddress(address string) string {
	short := strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(short, "www."), "/")
}

// notes say what is not drawn and what the figure was made from.
func (d *drawing) notes(remarks []string, y float64) (Part, float64) {
	notes := layer("notes")
	for _, note := range remarks {
		y = stack(&notes.Texts, noteHand, margin, y, noteHand.wrap(note, d.fig.inner()), style.Muted) + 1.5
	}
	return notes, y
}

// listed is how many undrawn contacts a note names one by one.
const listed = 6

func (d *drawing) remarks() []string {
	return slices.Concat([]string{"A line means that a document reports the contact, not that it took place."}, d.notDrawn(), []string{d.provenance()})
}

// notDrawn says what the figure leaves out, if anything.
func (d *drawing) notDrawn() []string {
	var hidden []string
	for c := range d.g.All() {
		if !c.Drawn() {
			marks := d.fig.Citations.Marks(c.Claims, func(*sources.Claim) bool { return true })
			hidden = append(hidden, fmt.Sprintf("%s and %s, %s (%s; source %s)", d.name(c.From), d.name(c.To), c.Label(), c.State, marks))
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	note := "Not drawn, since no document says that they took place: " + Count(len(hidden), "contact")
	if len(hidden) <= listed {
		note += ": " + strings.Join(hidden, "; ")
	}
	return []string{note + "."}
}

// digestShown is how many hexadecimal digits of the dossier's digest a note shows: enough to tell editions apart.
const digestShown = 12

// provenance says what the figure was made from.
func (d *drawing) provenance() string {
	dossier := d.g.Dossier()
	documents := map[sources.DocumentID]bool{}
	checked := 0
	var latest string
	for i := range dossier.Claims {
		cl := &dossier.Claims[i]
		if cl.Document != "" {
			documents[cl.Document] = true
		}
		if cl.CheckedBy != "" {
			checked++
			latest = max(latest, cl.CheckedOn.String())
		}
	}
	note := fmt.Sprintf("Dossier %s", dossier.Name)
	if dossier.Edition != "" {
		note += ", edition " + dossier.Edition
	}
	note += fmt.Sprintf(": %s from %s", Count(len(dossier.Claims), "claim"), Count(len(documents), "document"))
	if checked > 0 {
		note += fmt.Sprintf("; %d checked by hand", checked)
		if latest != "" {
			note += ", last on " + latest
		}
	}
	return note + "; SHA-256 " + dossier.Digest()[:digestShown] + "…. Made with relgraph."
}

// Count says a number with its word: "1 claim", "2 claims".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// tellInWords says the figure in one sentence.
func (d *drawing) tellInWords() {
	contacts, affiliations := 0, 0
	for _, e := range d.edges {
		if e.IsAffiliation() {
			affiliations++
		} else {
			contacts++
		}
	}
	d.fig.Says = fmt.Sprintf("Diagram of %s and %s between %s, with a numbered list of %s.",
		Count(contacts, "reported contact"), Count(affiliations, "affiliation"), Count(len(d.actors), "actor"), Count(len(d.fig.Citations.List), "source"))
}
