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
	f.Width = math.Ceil(max(minWidth, p.Width) + 2*margin)
	y := d.title(margin)
	origin := Point{X: (f.Width - p.Width) / 2, Y: y + 8}
	d.place(p, origin)
	y = origin.Y + p.Height + 12
	y = d.legend(y)
	y = d.sources(y + 6)
	y = d.notes(y + 6)
	f.Height = math.Ceil(y + margin)
	d.tellInWords()
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

func (d *drawing) title(y float64) float64 {
	dossier := d.g.Dossier()
	d.fig.Title = Title(dossier, d.opts)
	y = stack(&d.fig.Head, titleHand, margin, y, titleHand.wrap(d.fig.Title, d.fig.inner()), style.Ink)
	if subtitle := cmp.Or(d.opts.Subtitle, dossier.Subtitle); subtitle != "" {
		y = stack(&d.fig.Head, subtitleHand, margin, y+2, subtitleHand.wrap(subtitle, d.fig.inner()), style.Muted)
	}
	return y
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
		d.fig.Groups = append(d.fig.Groups, Group{
			Name: s.name, Box: Box{corner.X, corner.Y, g.Box.Max.X - g.Box.Min.X, g.Box.Max.Y - g.Box.Min.Y}, Tint: s.tint, Text: []Text{name},
		})
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
	out := Actor{Actor: a, Box: box, Tint: d.sideOf[a.ID].tint}
	x, y := box.X+box.Width/2, box.Y+(box.Height-h)/2+padY
	y = stackCentred(&out.Text, nameHand, x, y, name, style.Ink)
	stackCentred(&out.Text, roleHand, x, y, role, style.Muted)
	return out
}

func (d *drawing) edge(e *edge, first, second []Point, label Box) Edge {
	if e.firstBack {
		first = reversed(first)
	}
	if e.secondBack {
		second = reversed(second)
	}
	out := Edge{Contact: e.Contact, Line: e.line, Label: label}
	out.Says = Sentence(d.g.Dossier(), e.Contact, d.fig.Citations)
	for _, cl := range e.Contact.Claims {
		out.Claims = append(out.Claims, d.paragraph(cl))
	}
	if e.Directed && !e.IsAffiliation() {
		head := arrowhead(second)
		out.Heads = append(out.Heads, head)
		second = shortened(second)
	}
	out.Pieces = [][]Point{first, second}

	left := out.Label.X + 3
	if e.line.Mark != style.NoMark {
		out.Mark = Point{X: left + markRoom/2 - 1, Y: out.Label.Y + 1.5 + e.lines[0].lead()/2}
		left += markRoom
	}
	y := out.Label.Y + 1.5
	for _, l := range e.lines {
		base := y + l.size*ascent
		out.Text = append(out.Text, set(l.hand, left, base, l.text, l.colour))
		if l.raised != "" {
			out.Text = append(out.Text, set(markHand, left+l.hand.width(l.text)+1.2, base-2.6, l.raised, style.Link))
		}
		y += l.lead()
	}
	return out
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

// legend explains what is drawn, and nothing else, in rows as wide as the figure.
func (d *drawing) legend(y float64) float64 {
	x := margin
	row := noteHand.lead() + 5
	const sample, gap = 26.0, 5.0
	add := func(k Key, text string, width float64) {
		if w := width + gap + noteHand.width(text); x > margin && x+w > d.fig.Width-margin {
			x, y = margin, y+row
		}
		k.From.X, k.From.Y = x+k.From.X, y+row/2
		k.To.X, k.To.Y = x+k.To.X, y+row/2
		k.Mark.X, k.Mark.Y = x+k.Mark.X, y+row/2
		for i := range k.Heads {
			k.Heads[i] = arrowhead([]Point{k.From, k.To})
			k.To.X -= headLength - 1
		}
		k.Text = []Text{set(noteHand, x+width+gap, y+row/2+noteHand.size*0.36, text, style.Ink)}
		d.fig.Keys = append(d.fig.Keys, k)
		x += width + gap + noteHand.width(text) + 14
	}
	shown := d.shown()
	for _, s := range graph.States() {
		if shown.states[s] {
			line := style.Of(s)
			add(Key{To: Point{X: sample}, Mark: Point{X: sample / 2}, Line: line}, s.Means(), sample)
		}
	}
	if shown.affiliation {
		add(Key{To: Point{X: sample}, Line: style.Affiliation}, "belongs to, founded or leads; not a contact", sample)
	}
	if shown.directed {
		add(Key{To: Point{X: sample}, Line: style.Line{Colour: style.Ink, Width: 1.1}, Heads: make([][3]Point, 1)}, "one-sided; without an arrowhead: mutual, or not told", sample)
	}
	if shown.hedged {
		add(Key{}, "“reportedly” …: the document's own hedging word", -gap)
	}
	switch cited := d.fig.Citations.List; {
	case slices.ContainsFunc(cited, func(c *Cited) bool { return len(c.Passages) > 1 }):
		add(Key{}, "1a: source and passage, below", -gap)
	case len(cited) > 0:
		add(Key{}, "1: source, below", -gap)
	}
	return y + row
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
func (d *drawing) sources(y float64) float64 {
	cited := d.fig.Citations.List
	if len(cited) == 0 {
		return y
	}
	y = stack(&d.fig.Notes, headingHand, margin, y, []string{"Sources"}, style.Ink) + 2
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
		s := Source{Cited: cited[i]}
		s.Text = append(s.Text, set(headingHand, x, y+noteHand.size*ascent, fmt.Sprint(cited[i].Number), style.Link))
		for _, l := range e {
			text := set(noteHand, x+indent, y+noteHand.size*ascent, l.text, l.colour)
			text.Link = l.link
			s.Text = append(s.Text, text)
			y += noteHand.lead()
		}
		y += 3
		used += e.height()
		bottom = max(bottom, y)
		d.fig.Sources = append(d.fig.Sources, s)
	}
	return bottom
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
func (d *drawing) notes(y float64) float64 {
	for _, note := range d.remarks() {
		y = stack(&d.fig.Notes, noteHand, margin, y, noteHand.wrap(note, d.fig.inner()), style.Muted) + 1.5
	}
	return y
}

// listed is how many undrawn contacts a note names one by one.
const listed = 6

func (d *drawing) remarks() []string {
	var hidden []string
	for c := range d.g.All() {
		if !c.Drawn() {
			marks := d.fig.Citations.Marks(c.Claims, func(*sources.Claim) bool { return true })
			hidden = append(hidden, fmt.Sprintf("%s and %s, %s (%s; source %s)", d.name(c.From), d.name(c.To), c.Label(), c.State, marks))
		}
	}
	notes := []string{"A line means that a document reports the contact, not that it took place."}
	if len(hidden) > 0 {
		note := "Not drawn, since no document says that they took place: " + Count(len(hidden), "contact")
		if len(hidden) <= listed {
			note += ": " + strings.Join(hidden, "; ")
		}
		notes = append(notes, note+".")
	}
	return append(notes, d.provenance())
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
		if cl.Checking() == sources.Checked {
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
