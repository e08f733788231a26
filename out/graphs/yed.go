package graphs

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// The yEd flavour of GraphML carries the figure as yFiles graphics: boxes, bends, labels, frames. The names of its elements and
// attributes are those that yEd itself saves; a file of it is no good for other readers, since GraphML's schema has no elements
// within data.

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
	g          *graph.Graph
	fig        *figure.Figure // nil if the graph cannot be laid out
	nodeKeys   map[string]string
	edgeKeys   map[string]string
	boxes      map[sources.ActorID]figure.Box
	actorParts map[sources.ActorID]figure.Actor
	tints      map[string]style.Tint
}

// writeYEd writes g as yEd draws it: every actor of the figure a box in his place, in the frame of his side, every contact a
// line along the figure's, with its label where that has it. Actors that the figure lacks stand in rows below it. The columns
// of the other graph files are yEd's data; in the descriptions, and under F8, stand the contact in words and its sources.
func WriteYEd(w io.Writer, g *graph.Graph, title string, fig *figure.Figure, o rows.Options) error {
	b := &yedWriter{Writer: bufio.NewWriter(w), g: g, fig: fig, actorParts: map[sources.ActorID]figure.Actor{}, tints: rows.TintsOf(g)}
	if fig != nil {
		for _, a := range fig.Actors {
			b.actorParts[a.Actor.ID] = a
		}
	}
	b.boxes = b.placeAll()
	nodes, edges := o.Nodes(g, nil), o.Edges(g)
	fmt.Fprintf(b, yedHead, quote.XMLComment(title), g.Dossier().Digest(), quote.XMLComment(quote.Afterwards(words.English().Shown(g))))
	b.nodeKeys, b.edgeKeys = b.declare("node", nodes), b.declare("edge", edges)
	fmt.Fprint(b, "\t<graph id=\"contacts\" edgedefault=\"directed\">\n")
	framed := b.frames(nodes)
	for i, r := range nodes.Rows {
		if !framed[sources.ActorID(r.ID)] {
			b.node(r, &g.Dossier().Actors[i], "\t\t")
		}
	}
	for _, r := range edges.Rows {
		b.edge(r, g.Contact(sources.ContactID(r.Get("contact"))))
	}
	fmt.Fprint(b, "\t</graph>\n</graphml>\n")
	return b.Flush() // a bufio.Writer remembers its first error
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
		fmt.Fprintf(b, "\t<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", ids[c.Name], class, name, c.Kind)
	}
	return ids
}

const (
	yedName   = 9.0 // the size of a name in the figure, in points
	yedLetter = 5.5 // a box without a figure: points a letter
	yedHeight = 20
	yedGap    = 20
)

// placeAll gives each actor a box, and below the figure those that it does not have.
func (b *yedWriter) placeAll() map[sources.ActorID]figure.Box {
	boxes := map[sources.ActorID]figure.Box{}
	left, bottom, right := 0.0, 0.0, 600.0
	var drawn []figure.Actor
	if b.fig != nil {
		drawn = b.fig.Actors
	}
	for i, a := range drawn {
		boxes[a.Actor.ID] = a.Box
		if i == 0 || a.Box.X < left {
			left = a.Box.X
		}
		right, bottom = max(right, a.Box.X+a.Box.Width), max(bottom, a.Box.Y+a.Box.Height)
	}
	if b.fig != nil {
		for _, frame := range b.fig.Groups {
			bottom = max(bottom, frame.Box.Y+frame.Box.Height)
		}
		for _, e := range b.fig.Edges {
			bottom = max(bottom, e.Label.Y+e.Label.Height)
			for _, p := range slices.Concat(e.Pieces...) {
				bottom = max(bottom, p.Y)
			}
		}
	}
	x, y := left, bottom+yedGap
	for i := range b.g.Dossier().Actors {
		a := &b.g.Dossier().Actors[i]
		if _, ok := boxes[a.ID]; ok {
			continue
		}
		letters := 0
		for _, line := range strings.Split(b.actorLabel(a), "\n") {
			letters = max(letters, utf8.RuneCountInString(line))
		}
		box := figure.Box{X: x, Y: y, Width: 12 + yedLetter*float64(letters), Height: yedHeight + 11*float64(strings.Count(b.actorLabel(a), "\n"))}
		if x > left && x+box.Width > right {
			x, y = left, y+2*yedGap+yedHeight
			box.X, box.Y = x, y
		}
		boxes[a.ID] = box
		x += box.Width + yedGap
	}
	return boxes
}

// frames writes the figure's frames as groups with their actors, and tells which those are.
func (b *yedWriter) frames(nodes *rows.Sheet) map[sources.ActorID]bool {
	framed := map[sources.ActorID]bool{}
	if b.fig == nil {
		return framed
	}
	actors := b.g.Dossier().Actors
	for n, frame := range b.fig.Groups {
		id := fmt.Sprintf("side-%d", n+1)
		for b.g.Dossier().Actor(sources.ActorID(id)) != nil {
			id += "-"
		}
		fmt.Fprintf(b, `		<node id="%s" yfiles.foldertype="group">
			<data key="node_graphics">
				<y:ProxyAutoBoundsNode>
					<y:Realizers active="0">
						<y:GroupNode>
							%s
							<y:Fill color="%s" transparent="false"/>
							<y:BorderStyle color="%s" type="line" width="1.0"/>
							<y:NodeLabel alignment="left" autoSizePolicy="node_width" fontFamily="Arial" fontSize="9" fontStyle="bold" hasBackgroundColor="false" hasLineColor="false" modelName="internal" modelPosition="t" textColor="%s" visible="true" xml:space="preserve">%s</y:NodeLabel>
							<y:Shape type="roundrectangle"/>
							<y:State closed="false" closedHeight="50.0" closedWidth="120.0" innerGraphDisplayEnabled="false"/>
							<y:Insets bottom="5" bottomF="5.0" left="5" leftF="5.0" right="5" rightF="5.0" top="5" topF="5.0"/>
						</y:GroupNode>
					</y:Realizers>
				</y:ProxyAutoBoundsNode>
			</data>
			<graph id="%s-graph" edgedefault="directed">
`, id, geometry(frame.Box), frame.Tint.Fill, frame.Tint.Edge, frame.Tint.Text, quote.XMLContent(frame.Side), id)
		for i, r := range nodes.Rows {
			box := b.boxes[actors[i].ID]
			if _, drawn := b.actorParts[actors[i].ID]; drawn && !framed[actors[i].ID] && words.Side(&actors[i]) == frame.Side && within(box, frame.Box) {
				framed[actors[i].ID] = true
				b.node(r, &actors[i], "\t\t\t\t")
			}
		}
		fmt.Fprint(b, "\t\t\t</graph>\n\t\t</node>\n")
	}
	return framed
}

func within(a, b figure.Box) bool {
	return a.X >= b.X && a.Y >= b.Y && a.X+a.Width <= b.X+b.Width && a.Y+a.Height <= b.Y+b.Height
}

// geometry is where a box stands; its place is its top left corner, y down, as in the figure.
func geometry(box figure.Box) string {
	return fmt.Sprintf(`<y:Geometry height="%s" width="%s" x="%s" y="%s"/>`, quote.Number(box.Height), quote.Number(box.Width), quote.Number(box.X), quote.Number(box.Y))
}

// actorLabel is the text in an actor's box, in the lines that the figure breaks it into, so that it fits.
func (b *yedWriter) actorLabel(a *sources.Actor) string {
	var lines []string
	for _, t := range b.actorParts[a.ID].Texts {
		lines = append(lines, t.Content)
	}
	return cmp.Or(strings.Join(lines, "\n"), quote.Joined("\n", a.Short, a.Role))
}

// actorFont is the one font that a label of yEd has: bold for a name alone, else that of the lines below it.
func (b *yedWriter) actorFont(a *sources.Actor) (size int, style string) {
	part := b.actorParts[a.ID]
	smallest, bold := yedName, a.Role == ""
	for _, t := range part.Texts {
		smallest = min(smallest, t.Size)
	}
	if bold {
		return int(smallest), "bold"
	}
	return int(smallest), "plain"
}

func (b *yedWriter) node(r rows.Row, a *sources.Actor, indent string) {
	tint := rows.TintOf(b.tints, words.Side(a))
	label := b.actorLabel(a)
	size, weight := b.actorFont(a)
	url := ""
	if a.Wikidata != "" {
		url = "https://www.wikidata.org/wiki/" + a.Wikidata
	}
	fmt.Fprintf(b, "%s<node id=\"%s\">\n", indent, r.ID)
	fmt.Fprintf(b, `%[1]s	<data key="node_graphics">
%[1]s		<y:ShapeNode>
%[1]s			%[2]s
%[1]s			<y:Fill color="#ffffff" transparent="false"/>
%[1]s			<y:BorderStyle color="%[3]s" type="line" width="1.0"/>
%[1]s			<y:NodeLabel alignment="center" autoSizePolicy="content" fontFamily="Arial" fontSize="%[6]d" fontStyle="%[7]s" hasBackgroundColor="false" hasLineColor="false" modelName="internal" modelPosition="c" textColor="%[4]s" visible="true" xml:space="preserve">%[5]s</y:NodeLabel>
%[1]s			<y:Shape type="roundrectangle"/>
%[1]s		</y:ShapeNode>
%[1]s	</data>
`, indent, geometry(b.boxes[a.ID]), tint.Edge, style.Report().Ink, quote.XMLContent(label), size, weight)
	b.data("node", r, b.nodeKeys, url, quote.Joined("\n", quote.Joined(", ", a.Name, a.Role), a.Note), indent)
	fmt.Fprintf(b, "%s</node>\n", indent)
}

// data writes the address and the description, which yEd shows when the mouse rests on it, and the row.
func (b *yedWriter) data(class string, r rows.Row, keys map[string]string, url, description, indent string) {
	for _, f := range append([]rows.Fact{{Name: class + "_url", Value: url}, {Name: class + "_description", Value: description}}, r.Facts...) {
		key := cmp.Or(keys[f.Name], f.Name)
		if f.Value != "" && !slices.Contains(drawnByYEd, f.Name) {
			fmt.Fprintf(b, "%s\t<data key=\"%s\" xml:space=\"preserve\">%s</data>\n", indent, key, quote.XMLContent(f.Value))
		}
	}
}

func (b *yedWriter) edge(r rows.Row, c *graph.Contact) {
	target := "none"
	if r.Directed {
		target = "standard"
	}
	path, at := "", -1
	label, description := c.Label(), words.English().Contact(b.g.Dossier(), c, words.Cite(b.g).Marks(c.Claims, nil))
	if first := c.Pairs()[0]; first != [2]sources.ActorID{r.From, r.To} {
		label = "" // a round has its label once
	} else if e := b.figureEdge(c); e != nil {
		path, at = b.path(c, *e)
		label, description = lineLabel(b.fig.Citations, *e), quote.Joined("\n\n", e.Name, e.About)
	}
	if path == "" {
		path = `<y:Path sx="0" sy="0" tx="0" ty="0"/>`
	}
	fmt.Fprintf(b, "\t\t<edge id=\"%s\" source=\"%s\" target=\"%s\">\n", r.ID, r.From, r.To)
	fmt.Fprintf(b, `			<data key="edge_graphics">
				<y:PolyLineEdge>
					%s
					<y:LineStyle color="%s" type="%s" width="%s"/>
					<y:Arrows source="none" target="%s"/>
					<y:EdgeLabel alignment="center" backgroundColor="#FFFFFF" fontFamily="Arial" fontSize="8" fontStyle="plain" hasLineColor="false" %s textColor="%s" visible="true" xml:space="preserve">%s%s</y:EdgeLabel>
					<y:BendStyle smoothed="false"/>
				</y:PolyLineEdge>
			</data>
`, path, r.Line.Colour, yedLine(r.Line), quote.Number(r.Line.Width), target, labelModel(at), style.Report().Ink, quote.XMLContent(label), labelPlace(at))
	b.data("edge", r, b.edgeKeys, b.passage(c), description, "\t\t")
	fmt.Fprint(b, "\t\t</edge>\n")
}

// passage is where the first claim that has an address stands, those that support the contact first.
func (b *yedWriter) passage(c *graph.Contact) string {
	for _, supports := range []bool{true, false} {
		for _, cl := range c.Claims {
			if doc := b.g.Dossier().Document(cl.Document); doc != nil && cl.Stance.Supports() == supports {
				if link := doc.PassageLink(cl); link != "" {
					return link
				}
			}
		}
	}
	return ""
}

func (b *yedWriter) figureEdge(c *graph.Contact) *figure.Edge {
	if b.fig == nil {
		return nil
	}
	i := slices.IndexFunc(b.fig.Edges, func(e figure.Edge) bool { return e.Contact == c })
	if i < 0 {
		return nil
	}
	return &b.fig.Edges[i]
}

// yedLine tells a line's dashes in yEd's words.
func yedLine(l style.Line) string {
	if dash := dotStyle(l); dash != "solid" {
		return dash
	}
	return "line"
}

// lineLabel is the text at a line, with the numbers of its sources in brackets.
func lineLabel(cite *words.Citations, e figure.Edge) string {
	marks := map[string]bool{}
	for _, cl := range e.Contact.Claims {
		marks[cite.Mark(cl)] = true
	}
	var lines []string
	e.Each(func(p figure.Part) {
		for _, t := range p.Texts {
			last := len(lines) - 1
			mark := strings.TrimSuffix(t.Content, ",")
			switch {
			case !marks[mark] || last < 0:
				lines = append(lines, t.Content)
			case strings.HasSuffix(lines[last], "]"):
				lines[last] = strings.TrimSuffix(lines[last], "]") + ", " + mark + "]"
			default:
				lines[last] += " [" + mark + "]"
			}
		}
	})
	return strings.Join(lines, "\n")
}

// path writes a line of the figure with bends, from the actor who comes first, through the middle of its label, and tells which
// of its straight parts ends there, from 0; -1 if the figure has no line.
func (b *yedWriter) path(c *graph.Contact, e figure.Edge) (path string, labelled int) {
	middle := func(box figure.Box) figure.Point {
		return figure.Point{X: box.X + box.Width/2, Y: box.Y + box.Height/2}
	}
	from, to, label := middle(b.boxes[c.From]), middle(b.boxes[c.To]), middle(e.Label)
	var halves [][]figure.Point
	for _, piece := range e.Pieces {
		halves = append(halves, straightened(piece))
	}
	if len(halves) == 0 {
		return "", -1
	}
	first, last := halves[0], halves[len(halves)-1]
	if distance(first[0], from)+distance(last[len(last)-1], to) > distance(first[0], to)+distance(last[len(last)-1], from) {
		slices.Reverse(halves)
		for _, h := range halves {
			slices.Reverse(h)
		}
	}
	var points []figure.Point
	labelled = -1
	for i, h := range halves {
		if i == 1 && e.Label.Width > 0 {
			labelled = len(points) - 1
			points = append(points, label)
		}
		points = append(points, h...)
	}
	start, end := points[0], points[len(points)-1]
	var text strings.Builder
	fmt.Fprintf(&text, "<y:Path sx=\"%s\" sy=\"%s\" tx=\"%s\" ty=\"%s\">\n", quote.Number(start.X-from.X), quote.Number(start.Y-from.Y), quote.Number(end.X-to.X), quote.Number(end.Y-to.Y))
	for _, p := range points[1 : len(points)-1] {
		fmt.Fprintf(&text, "\t\t\t\t\t\t<y:Point x=\"%s\" y=\"%s\"/>\n", quote.Number(p.X), quote.Number(p.Y))
	}
	return text.String() + "\t\t\t\t\t</y:Path>", labelled
}

// labelModel says how yEd finds a label's place: at the end of a straight part or, without one, at the line's middle.
func labelModel(part int) string {
	if part < 0 {
		return `modelName="centered" modelPosition="center"`
	}
	return `modelName="custom" preferredPlacement="anywhere"`
}

func labelPlace(part int) string {
	if part < 0 {
		return ""
	}
	return `<y:LabelModel><y:SmartEdgeLabelModel autoRotationEnabled="false" defaultAngle="0.0" defaultDistance="0.0"/></y:LabelModel><y:ModelParameter><y:SmartEdgeLabelModelParameter angle="0.0" distance="0.0" distanceToCenter="true" position="center" ratio="1.0" segment="` +
		strconv.Itoa(part) + `"/></y:ModelParameter>`
}

const (
	curveSteps = 8   // straight parts that a curve is cut into
	nearEnough = 0.7 // points that a bend may be left out for
)

// straightened are the points of straight parts that run along Bézier curves, as few as do.
func straightened(curves []figure.Point) []figure.Point {
	points := slices.Clone(curves[:min(1, len(curves))])
	for i := 0; i+3 < len(curves); i += 3 {
		for n := 1; n <= curveSteps; n++ {
			points = append(points, onCurve(curves[i:i+4], float64(n)/curveSteps))
		}
	}
	return fewer(points)
}

func onCurve(p []figure.Point, t float64) figure.Point {
	a, b, c, d := (1-t)*(1-t)*(1-t), 3*t*(1-t)*(1-t), 3*t*t*(1-t), t*t*t
	return figure.Point{X: a*p[0].X + b*p[1].X + c*p[2].X + d*p[3].X, Y: a*p[0].Y + b*p[1].Y + c*p[2].Y + d*p[3].Y}
}

// fewer leaves out points next to the straight line between others (Douglas and Peucker 1973).
func fewer(points []figure.Point) []figure.Point {
	if len(points) < 3 {
		return points
	}
	first, last := points[0], points[len(points)-1]
	farthest, off := 0, 0.0
	for i, p := range points[1 : len(points)-1] {
		if d := fromLine(p, first, last); d > off {
			farthest, off = i+1, d
		}
	}
	if off < nearEnough {
		return []figure.Point{first, last}
	}
	head := fewer(points[:farthest+1])
	return append(slices.Clone(head[:len(head)-1]), fewer(points[farthest:])...)
}

func fromLine(p, a, b figure.Point) float64 {
	length := distance(a, b)
	if length == 0 {
		return distance(p, a)
	}
	return math.Abs((b.X-a.X)*(a.Y-p.Y)-(a.X-p.X)*(b.Y-a.Y)) / length
}

func distance(a, b figure.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
