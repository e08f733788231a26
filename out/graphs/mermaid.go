package graphs

import (
	"bufio"
	"fmt"
	"io"
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
	Description: format.Description{Name: "mermaid", Ext: ".mmd",
		About: "Mermaid flowchart, for pages of Markdown",
		Holds: "actors and contacts as drawn; documents and contacts not drawn as comments",
		Lacks: "claims, origins, places; states only as solid, thick or dashed lines and words",
		Takes: []format.Option{format.Title},
		Omits: []format.Omission{
			{Columns: []string{"actors", "documents", "claims"},
				Why: "a diagram of lines and labels, with the ids of actors and documents in comments"},
		},
	},
	Write: writeMermaid,
}

// writeMermaid writes g as a Mermaid flowchart, which a page of Markdown draws by itself in many places. It holds
// what the lines say; claims are left to the other formats, and the documents stand as comments by the numbers at the
// lines.
func writeMermaid(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	m := &mermaidWriter{bufio.NewWriter(w), &dotWriter{nil, g, words.Cite(g), rows.Connected(g)},
		map[sources.ActorID]string{}, 0}
	fmt.Fprintf(m, "---\ntitle: %s\n---\nflowchart LR\n", quote.JSON(quote.Printable(title))) // JSON is YAML
	fmt.Fprintf(m, "%%%% Reported contacts, written by relgraph. SHA-256 of the dossier: %s%s\n", g.Dossier().Digest(),
		strings.Join(strings.Fields(quote.Afterwards(words.English().Shown(g))), " "))
	sides, tints := rows.SidesOf(g), rows.TintsOf(g)
	for n, side := range sides {
		if actors := m.dot.actors(side); actors != nil {
			fmt.Fprintf(m, "\tsubgraph side%d[\"%s\"]\n", n+1, mermaidText(side))
			m.nodes(actors, "\t\t")
			fmt.Fprint(m, "\tend\n")
			tint := rows.TintOf(tints, side)
			fmt.Fprintf(m, "\tstyle side%d fill:%s,stroke:%s,color:%s\n", n+1, tint.Fill, tint.Edge, tint.Text)
		}
	}
	m.nodes(m.dot.actors(""), "\t")
	for c := range g.All() {
		if c.Drawn() {
			fmt.Fprintf(m, "\t%%%% contact %s, %s\n", c.ID, c.State)
			m.contact(c)
		}
	}
	m.notes()
	return m.Flush()
}

// contact writes a line or, for a round, a junction with a line to each member.
func (m *mermaidWriter) contact(c *graph.Contact) {
	label := mermaidText(m.dot.label(c))
	if !c.IsRound() {
		fmt.Fprintf(m, "\t%s %s|\"%s\"| %s\n", m.ids[c.From], mermaidLine(c, c.Directed), label, m.ids[c.To])
		return
	}
	m.rounds++
	junction := fmt.Sprintf("r%d", m.rounds)
	fmt.Fprintf(m, "\t%s([\"%s\"])\n", junction, label)
	sides := c.Sides()
	for i, side := range sides {
		for _, member := range side {
			if acts := i == 0 && len(sides) == 2; acts {
				fmt.Fprintf(m, "\t%s %s %s\n", m.ids[member], mermaidLine(c, false), junction)
			} else {
				fmt.Fprintf(m, "\t%s %s %s\n", junction, mermaidLine(c, c.Directed), m.ids[member])
			}
		}
	}
}

type mermaidWriter struct {
	*bufio.Writer
	dot *dotWriter // for what the diagram has in common with Graphviz's
	ids map[sources.ActorID]string

	rounds int // so far
}

// nodes writes actors under ids of their own, since words such as end and default mean something in Mermaid.
func (m *mermaidWriter) nodes(actors []*sources.Actor, indent string) {
	for _, a := range actors {
		id := fmt.Sprintf("a%d", len(m.ids)+1)
		m.ids[a.ID] = id
		fmt.Fprintf(m, "%s%s[\"%s\"]\n", indent, id, mermaidText(quote.Joined("\n", a.Short, a.Role)))
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
		comment("%s: %s, %s", m.ids[a.ID], a.ID, a.Name)
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
