package graphs

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// Mermaid is the format.
var Mermaid = format.Format[*rows.Job]{
	Description: format.Description{Name: "mermaid", Ext: ".mmd", OneWay: true,
		About: "Mermaid flowchart, for pages of Markdown",
		Holds: "actors and contacts as drawn; documents and contacts not drawn as comments",
		Lacks: "claims, origins, places, roles; states only as solid, thick or dashed lines and words",
		Takes: []format.Option{format.Title},
		Omits: []format.Omission{
			{Columns: []string{"actors", "documents", "claims"},
				Why: "a diagram of lines and labels, with the ids of actors and documents in comments"},
		},
	},
	Write:    func(w io.Writer, j *rows.Job) error { return newMermaid(w, j).write() },
	Parts:    mermaidParts,
	Warnings: mermaidWarnings,
}

// What Mermaid draws of one diagram, unless its page says otherwise: maxEdges and maxTextSize of its configuration.
const (
	mermaidEdges = 500
	mermaidSigns = 50_000
)

// A counter counts the signs that are written to it, in UTF-16 as JavaScript does.
type counter struct{ signs int }

func (c *counter) Write(p []byte) (int, error) {
	for _, b := range p {
		switch {
		case b < 0x80, 0xC0 <= b && b < 0xF0:
			c.signs++
		case b >= 0xF0:
			c.signs += 2
		}
	}
	return len(p), nil
}

// sizeOf is how many lines and signs the diagram of j has.
func sizeOf(j *rows.Job) (edges, signs int) {
	var c counter
	m := newMermaid(&c, j)
	if err := m.write(); err != nil {
		panic(err) // a counter takes everything
	}
	return m.edges, c.signs
}

func tooLarge(j *rows.Job) bool {
	edges, signs := sizeOf(j)
	return edges > mermaidEdges || signs > mermaidSigns
}

// mermaidParts are diagrams of the contacts of one side each, where those of all are too many for one diagram; a contact
// of two sides stands with both. The last part has those in which no side has a share.
func mermaidParts(j *rows.Job) []*rows.Job {
	sides := rows.SidesOf(j.Graph)
	if len(sides) == 0 || !tooLarge(j) {
		return nil
	}
	var parts []*rows.Job
	add := func(title string, s graph.Selection) {
		g, err := j.Graph.Select(s)
		if err != nil || len(rows.Connected(g)) == 0 { // it has no contact
			return
		}
		part := rows.NewJob(g)
		part.Title, part.Verified, part.Voice, part.Options = j.Title+": "+title, j.Verified, j.Voice, j.Options
		parts = append(parts, part)
	}
	for _, side := range sides {
		add(side, graph.Selection{Sides: []string{side}})
	}
	var sided []sources.ContactID
	for c := range j.Graph.All() {
		for _, id := range c.Members {
			if words.Side(j.Graph.Dossier().Actor(id)) != "" {
				sided = append(sided, c.ID)
				break
			}
		}
	}
	add("others", graph.Selection{HiddenContacts: sided})
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// mermaidWarnings says what Mermaid refuses.
func mermaidWarnings(j *rows.Job) []string {
	edges, signs := sizeOf(j)
	if edges <= mermaidEdges && signs <= mermaidSigns {
		return nil
	}
	says := fmt.Sprintf("%d lines and %d signs are more than Mermaid draws as one diagram (%d and %d)", edges, signs,
		mermaidEdges, mermaidSigns)
	parts := mermaidParts(j)
	if parts == nil {
		return []string{says +
			": show fewer (--actor, --since, --kind ...), or set maxEdges and maxTextSize where it is drawn"}
	}
	warnings := []string{fmt.Sprintf("%s: each of the %d parts has the contacts of one side, and a contact of two "+
		"sides stands in both; actors without a contact are in none", says, len(parts))}
	for n, part := range parts {
		if tooLarge(part) {
			warnings = append(warnings,
				fmt.Sprintf("part %d is still more: show fewer (--actor, --since, --kind ...), or set "+
					"maxEdges and maxTextSize where it is drawn", n+1))
		}
	}
	return warnings
}

// mermaidHead has Mermaid leave room between ranks and within them, and lead lines out of boxes sideways: of the built-in
// dossier no line then passes under a third actor (one touches a corner), of larger ones fewer do.
const mermaidHead = "---\ntitle: %s\nconfig:\n  flowchart:\n    curve: bumpX\n    rankSpacing: 150\n    " +
	"nodeSpacing: 120\n    wrappingWidth: 80\n---\nflowchart LR\n"

type mermaidWriter struct {
	*bufio.Writer
	job *rows.Job
	dot *dotWriter // for what the diagram has in common with Graphviz's
	ids map[sources.ActorID]string

	rounds, edges int            // so far
	colours       []style.Colour // of the lines of contacts, in their order
}

// newMermaid writes the graph of j as a Mermaid flowchart, which a page of Markdown draws by itself in many places. It
// holds what the lines say; claims are left to the other formats, and the documents stand as comments by the numbers at
// the lines.
//
// Sides are colours, and their key is a frame of its own: where boxes stand in frames by side, Mermaid's layout runs many
// more lines under them. Where a line still does, the box lets it be seen. Actors without a contact stand in another
// frame, in short rows.
func newMermaid(w io.Writer, j *rows.Job) *mermaidWriter {
	g := j.Graph
	return &mermaidWriter{Writer: bufio.NewWriter(w), job: j,
		dot: &dotWriter{g: g, cite: words.Cite(g), connected: rows.Connected(g)},
		ids: map[sources.ActorID]string{}}
}

func (m *mermaidWriter) write() error {
	g := m.dot.g
	fmt.Fprintf(m, mermaidHead, quote.JSON(quote.Printable(m.job.Title))) // JSON is YAML
	fmt.Fprintf(m, "%%%% Reported contacts, written by relgraph. SHA-256 of the dossier: %s%s\n", g.Dossier().Digest(),
		strings.Join(strings.Fields(quote.Afterwards(words.English().Selections.Shown(g))), " "))
	class := map[string]string{}
	tints := rows.TintsOf(g)
	var sides []string
	for _, side := range rows.SidesOf(g) {
		if m.dot.actors(side) == nil {
			continue
		}
		sides = append(sides, side)
		class[side] = fmt.Sprintf("side%d", len(sides))
		tint := rows.TintOf(tints, side)
		fmt.Fprintf(m, "\tclassDef %s fill:%s,fill-opacity:0.6,stroke:%s,color:%s\n", class[side], tint.Fill, tint.Text,
			style.Report().Ink)
	}
	if sides != nil {
		fmt.Fprintf(m, "\tclassDef noside fill:%s,fill-opacity:0.6,stroke:%s,color:%s\n", style.Report().Paper,
			style.Report().Border, style.Report().Ink)
	}
	var lone []string
	for i := range g.Dossier().Actors {
		a := &g.Dossier().Actors[i]
		id := fmt.Sprintf("a%d", i+1) // since words such as end and default mean something in Mermaid
		m.ids[a.ID] = id
		box := fmt.Sprintf("%s[\"%s\"]", id, mermaidText(a.Short))
		if sides != nil {
			box += ":::" + cmp.Or(class[words.Side(a)], "noside")
		}
		if !m.dot.connected[a.ID] {
			lone = append(lone, box)
			continue
		}
		fmt.Fprintf(m, "\t%s\n", box)
	}
	for c := range g.All() {
		if c.Drawn() {
			fmt.Fprintf(m, "\t%%%% contact %s, %s\n", c.ID, c.State)
			m.contact(c)
		}
	}
	m.colour()
	m.frame("lone", "No contact drawn", lone)
	for i, side := range sides {
		sides[i] = fmt.Sprintf("%s([\"%s\"]):::%[1]s", class[side], mermaidText(side))
	}
	m.frame("sides", "Sides", sides)
	m.notes()
	return m.Flush()
}

// shortRow is how many boxes stand side by side in a frame.
const shortRow = 2

// frame sets boxes in short rows, by links that Mermaid does not draw.
func (m *mermaidWriter) frame(id, title string, boxes []string) {
	if len(boxes) == 0 {
		return
	}
	fmt.Fprintf(m, "\tsubgraph %s[\"%s\"]\n\t\tdirection LR\n", id, title)
	for len(boxes) > 0 {
		n := min(shortRow, len(boxes))
		fmt.Fprintf(m, "\t\t%s\n", strings.Join(boxes[:n], " ~~~ "))
		m.edges += n - 1
		boxes = boxes[n:]
	}
	fmt.Fprintf(m, "\tend\n\tstyle %s fill:none,stroke:%s\n", id, style.Report().Border)
}

// colour gives the lines the colours of their states: Mermaid has too few sorts of lines.
func (m *mermaidWriter) colour() {
	lines := map[style.Colour][]string{}
	for n, c := range m.colours {
		lines[c] = append(lines[c], strconv.Itoa(n))
	}
	for _, c := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(m, "\tlinkStyle %s stroke:%s\n", strings.Join(lines[c], ","), c)
	}
}

// contact writes a line or, for a round, a junction with a line to each member.
func (m *mermaidWriter) contact(c *graph.Contact) {
	label := mermaidText(m.dot.label(c, m.dot.cite.Marks(c.Claims, nil)))
	colour := rows.LineOf(c).Alone
	if !c.Parties().IsRound() {
		m.edges, m.colours = m.edges+1, append(m.colours, colour)
		fmt.Fprintf(m, "\t%s %s|\"%s\"| %s\n", m.ids[c.From], mermaidLine(c, c.Directed), label, m.ids[c.To])
		return
	}
	m.rounds++
	junction := fmt.Sprintf("r%d", m.rounds)
	fmt.Fprintf(m, "\t%s(\"%s\")\n", junction, label)
	sides := c.Parties().Sides()
	for i, side := range sides {
		for _, member := range side {
			m.edges, m.colours = m.edges+1, append(m.colours, colour)
			if acts := i == 0 && len(sides) == 2; acts {
				fmt.Fprintf(m, "\t%s %s %s\n", m.ids[member], mermaidLine(c, false), junction)
			} else {
				fmt.Fprintf(m, "\t%s %s %s\n", junction, mermaidLine(c, c.Directed), m.ids[member])
			}
		}
	}
}

// notes tells, in comments, which actor an id is and which document a number.
func (m *mermaidWriter) notes() {
	comment := func(format string, args ...any) {
		fmt.Fprintf(m, "%%%% %s\n",
			strings.Join(strings.Fields(strings.NewReplacer("{", "(", "}", ")").Replace(fmt.Sprintf(format, args...))),
				" "))
	}
	for i := range m.dot.g.Dossier().Actors {
		a := &m.dot.g.Dossier().Actors[i]
		comment("%s: %s, %s", m.ids[a.ID], a.ID, quote.Joined(", ", a.Name, a.Role))
	}
	for c := range m.dot.g.All() {
		if !c.Drawn() {
			comment("not drawn: %s: %s", c.ID, c.State)
		}
	}
	for _, cited := range m.dot.cite.List {
		comment("%d: %s: %s %s", cited.Number, cited.Document.ID, citation(cited), cited.Document.URL)
	}
}

// mermaidLine is what Mermaid has nearest to a contact's line. It has one sort of dashes.
func mermaidLine(c *graph.Contact, arrow bool) string {
	l := rows.LineOf(c)
	line := [2]string{"---", "-->"}
	switch {
	case l.Dash != nil:
		line = [2]string{"-.-", "-.->"}
	case l.Width > style.Of(graph.SingleOrigin).Width:
		line = [2]string{"===", "==>"}
	}
	if arrow {
		return line[1]
	}
	return line[0]
}

// mermaidText writes text so that Mermaid shows it as it is: whatever is neither a letter, a digit nor harmless
// becomes a character reference, which Mermaid writes with # for &#.
func mermaidText(text string) string {
	var b strings.Builder
	for _, r := range quote.Printable(text) {
		switch {
		case r == '\n':
			b.WriteString("<br/>")
		case r < 0x80 && strings.ContainsRune("\"#&;<>`\\{}[]()|*_~$%@^=/", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
