package graphs

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// The yEd flavour of GraphML carries boxes, lines and labels as yFiles graphics. The names of its elements and
// attributes are those that yEd itself saves; a file of it is no good for other readers, since GraphML's schema has
// no elements within data.

const yedHead = `<?xml version="1.0" encoding="UTF-8"?>
<!-- %s. SHA-256 of the dossier: %s%s -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:y="http://www.yworks.com/xml/graphml"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd">
	<key id="node_graphics" for="node" yfiles.type="nodegraphics"/>
	<key id="edge_graphics" for="edge" yfiles.type="edgegraphics"/>
	<key id="node_url" for="node" attr.name="url" attr.type="string"/>
	<key id="node_description" for="node" attr.name="description" attr.type="string"/>
	<key id="edge_url" for="edge" attr.name="url" attr.type="string"/>
	<key id="edge_description" for="edge" attr.name="description" attr.type="string"/>
`

// drawnByYEd are the columns that yEd has graphics for.
var drawnByYEd = []string{"label", "color", "x", "y", "size"}

type yedWriter struct {
	*bufio.Writer
	job      *rows.Job
	cite     *words.Citations
	tints    map[string]style.Tint
	nodeKeys map[string]string
	edgeKeys map[string]string
	parallel map[[2]sources.ActorID]int // how many edges of a pair were written
}

// writeYEd writes a job as yEd draws it: every actor a box with its name in the colour of its side, every contact a
// straight line with its label; where two actors have several, the lines bend away from each other. The columns of
// the other graph files are yEd's data; in the descriptions, and under F8, stand the contact in words and its
// sources.
func writeYEd(w io.Writer, j *rows.Job) error {
	if j.Claims {
		return errors.New("the yEd flavour draws contacts, and no claims one by one")
	}
	g := j.Graph
	b := &yedWriter{Writer: bufio.NewWriter(w), job: j, cite: words.Cite(g), tints: rows.TintsOf(g),
		parallel: map[[2]sources.ActorID]int{}}
	nodes, edges := j.Nodes(), j.Edges()
	fmt.Fprintf(b, yedHead, quote.XMLComment(j.Title), g.Dossier().Digest(),
		quote.XMLComment(quote.Afterwards(words.English().Selections.Shown(g))))
	b.nodeKeys, b.edgeKeys = b.declare("node", nodes), b.declare("edge", edges)
	fmt.Fprint(b, "\t<graph id=\"contacts\" edgedefault=\"directed\">\n")
	for r := range nodes.All() {
		b.node(r, g.Dossier().Actor(sources.ActorID(r.ID)))
	}
	beside := map[[2]sources.ActorID]int{}
	for r := range edges.Only() {
		beside[pairOf(r)]++
	}
	for r := range edges.All() {
		b.edge(r, g.Contact(r.Contact), beside[pairOf(r)])
	}
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush() // a bufio.Writer remembers its first error
}

func pairOf(r rows.Row) [2]sources.ActorID {
	return [2]sources.ActorID{min(r.From, r.To), max(r.From, r.To)}
}

func (b *yedWriter) declare(class string, s *rows.Sheet) map[string]string {
	ids, names := map[string]string{}, map[string]bool{"url": true, "description": true}
	for _, c := range s.Columns() {
		if slices.Contains(drawnByYEd, c.Name) {
			continue
		}
		name := c.Name
		for names[name] { // a column of the dossier's own that is called as yEd's
			name = "extra_" + name
		}
		names[name], ids[c.Name] = true, class+"-"+name
		fmt.Fprintf(b, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", ids[c.Name], class, name,
			c.Kind)
	}
	return ids
}

const (
	yedLetter = 6  // about the width of a letter of a name, in points
	yedLine   = 13 // the height of a line of text
	// about a label of a line, and yedHigh too: bends of parallel lines are as far apart as their labels need
	yedWide    = 100
	yedHigh    = 32
	yedPadding = 6
)

// box is where an actor's box stands, wide enough for its label: the left and upper corner, y down, as yEd has it.
func (b *yedWriter) box(a *sources.Actor, label string) (x, y, width, height float64) {
	letters := 0
	lines := strings.Split(label, "\n")
	for _, line := range lines {
		letters = max(letters, utf8.RuneCountInString(line))
	}
	width, height = max(60, 2*yedPadding+float64(yedLetter*float64(letters))), float64(2*yedPadding+yedLine*len(lines))
	at := b.job.Placement().At[a.ID]
	return at.X - width/2, at.Y - height/2, width, height
}

func (b *yedWriter) node(r rows.Row, a *sources.Actor) {
	tint := rows.TintOf(b.tints, words.Side(a))
	label, weight := rows.BoxText(a), "plain"
	if a.Role == "" {
		weight = "bold"
	}
	x, y, width, height := b.box(a, label)
	fmt.Fprintf(b, `		<node id="%s">
			<data key="node_graphics">
				<y:ShapeNode>
					<y:Geometry height="%s" width="%s" x="%s" y="%s"/>
					<y:Fill color="%s" transparent="false"/>
					<y:BorderStyle color="%s" type="line" width="1.0"/>
					<y:NodeLabel alignment="center" autoSizePolicy="content" fontFamily="Arial" fontSize="10" fontStyle="%s" hasBackgroundColor="false" hasLineColor="false" modelName="internal" modelPosition="c" textColor="%s" visible="true" xml:space="preserve">%s</y:NodeLabel>
					<y:Shape type="roundrectangle"/>
				</y:ShapeNode>
			</data>
`, r.ID, quote.Number(height), quote.Number(width), quote.Number(x), quote.Number(y),
		tint.Fill, tint.Edge, weight, style.Report().Ink, quote.XMLContent(label))
	b.data("node", r, b.nodeKeys, rows.BoxURL(a), rows.BoxAbout(a))
	fmt.Fprint(b, "\t\t</node>\n")
}

// data writes the address and the description, which yEd shows when the mouse rests on it, and the row.
func (b *yedWriter) data(class string, r rows.Row, keys map[string]string, url, description string) {
	for _, f := range append([]rows.Fact{{Name: class + "_url", Value: url},
		{Name: class + "_description", Value: description}}, r.Facts...) {
		key := cmp.Or(keys[f.Name], f.Name)
		if f.Value != "" && !slices.Contains(drawnByYEd, f.Name) {
			fmt.Fprintf(b, "\t\t\t<data key=\"%s\" xml:space=\"preserve\">%s</data>\n", key, quote.XMLContent(f.Value))
		}
	}
}

// edge writes a contact, which is one of so many between its actors.
func (b *yedWriter) edge(r rows.Row, c *graph.Contact, beside int) {
	target := "none"
	if r.Directed {
		target = "standard"
	}
	d := b.job.Graph.Dossier()
	label := ""
	if c.Parties().Pairs()[0] == [2]sources.ActorID{r.From, r.To} { // a round has its label once
		label = rows.LineText(c, b.cite.Marks(c.Claims, nil))
	}
	fmt.Fprintf(b, "\t\t<edge id=\"%s\" source=\"%s\" target=\"%s\">\n", r.ID, r.From, r.To)
	fmt.Fprintf(b, `			<data key="edge_graphics">
				<y:PolyLineEdge>
					%s
					<y:LineStyle color="%s" type="%s" width="%s"/>
					<y:Arrows source="none" target="%s"/>
					<y:EdgeLabel alignment="center" backgroundColor="#FFFFFF" fontFamily="Arial" fontSize="8" fontStyle="plain" hasLineColor="false" modelName="centered" modelPosition="center" textColor="%s" visible="true" xml:space="preserve">%s</y:EdgeLabel>
					<y:BendStyle smoothed="false"/>
				</y:PolyLineEdge>
			</data>
`, b.path(r, beside), r.Line.Colour, yedLineOf(r.Line), quote.Number(r.Line.Width), target,
		style.Report().Ink, quote.XMLContent(label))
	b.data("edge", r, b.edgeKeys, rows.LineURL(d, c), rows.LineAbout(d, c, b.cite.Marks(c.Claims, nil)))
	fmt.Fprint(b, "\t\t</edge>\n")
}

// path is a straight line or, where others run between the same two, one that bends beside them, in the same order
// for both ways.
func (b *yedWriter) path(r rows.Row, beside int) string {
	const straight = `<y:Path sx="0" sy="0" tx="0" ty="0"/>`
	n := b.parallel[pairOf(r)]
	b.parallel[pairOf(r)]++
	at := b.job.Placement().At
	from, to := at[min(r.From, r.To)], at[max(r.From, r.To)]
	dx, dy := to.X-from.X, to.Y-from.Y
	length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
	// labels of the two stand side by side or one above the other, whichever takes less
	apart := min(yedWide*length/max(math.Abs(dy), 1), yedHigh*length/max(math.Abs(dx), 1), length/2)
	aside := float64((float64(n) - float64(beside-1)/2) * apart)
	if aside == 0 || length == 0 {
		return straight
	}
	x, y := (from.X+to.X)/2-float64(dy/length*aside), (from.Y+to.Y)/2+float64(dx/length*aside)
	return fmt.Sprintf("<y:Path sx=\"0\" sy=\"0\" tx=\"0\" ty=\"0\">\n\t\t\t\t\t\t<y:Point x=\"%s\" "+
		"y=\"%s\"/>\n\t\t\t\t\t</y:Path>", quote.Number(x), quote.Number(y))
}

// yedLineOf tells a line's dashes in yEd's words.
func yedLineOf(l style.Line) string {
	if dash := dotStyle(l); dash != "solid" {
		return dash
	}
	return "line"
}
