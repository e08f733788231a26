package graphs

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/style"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources/edtf"
)

// GEXF is the format.
var GEXF = format.Format[*rows.Job]{
	Description: format.Description{Name: "gexf", Ext: ".gexf",
		About: "graph file for Gephi, with its timeline",
		Holds: "every actor, contact, claim and document, with origins and states; the time of each contact",
		Lacks: "the notation of dates on the timeline, where partial dates are whole days (the records have it, and " +
			"with `--columns all` the column `dates`)",
		Takes:  format.OfGraphs(format.Direction),
		Placed: true, Whole: true,
	},
	Write:    writeGEXF,
	Warnings: gexfWarnings,
}

// writeGEXF writes GEXF 1.3, which has what GraphML lacks: the time of each edge, for Gephi's timeline, and a kind
// that tells parallel edges apart.
//
// Only what is known of a time is written: an edge without a date has none, which Gephi takes for always, and an open
// or unknown end is left out. Actors have no time of their own. Places, sizes and colours stand in the namespace viz
// as Gephi writes it, though the 1.3 schema has moved them: NetworkX finds them nowhere else.
func writeGEXF(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	nodes, edges := j.Nodes(), j.Edges()
	b := &gexfWriter{buffer: newBuffer(w), colours: map[string]string{}}
	b.printf(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
	<meta>
		<creator>relgraph</creator>
		<description>%s. SHA-256 of the dossier: %s%s</description>
	</meta>
	<graph%s%s>
`, quote.XMLAttribute(title), g.Dossier().Digest(),
		quote.XMLAttribute(quote.Afterwards(words.English().Selections.Shown(g))),
		gexfTime(edges), gexfDirection(edges, j.Direction))
	b.declare("node", gexfColumns(nodes))
	b.declare("edge", gexfColumns(edges))
	b.printf("\t\t<nodes>\n")
	for r := range nodes.Written(gexfValues) {
		b.add("\t\t\t<node id=\"", r.ID, "\" label=\"")
		b.text = quote.AppendXMLAttribute(b.text, r.Get("label"))
		b.add("\">\n")
		b.values(&r)
		if x := r.Get("x"); x != "" {
			b.add("\t\t\t\t<viz:position x=\"", x, "\" y=\"", r.Get("y"), "\" z=\"0\"/>\n")
		}
		if size := r.Get("size"); size != "" {
			b.add("\t\t\t\t<viz:size value=\"", size, "\"/>\n")
		}
		b.colour(&r)
		b.add("\t\t\t</node>\n")
		b.pass()
	}
	b.printf("\t\t</nodes>\n\t\t<edges>\n")
	for r := range edges.Written(gexfValues) {
		b.edge(&r, j.Direction != rows.Alike && r.Directed || edges.AllDirected())
	}
	j.Note("gexf", b.beyond)
	b.printf("\t\t</edges>\n\t</graph>\n</gexf>\n")
	return b.Flush()
}

// gexfTime are the attributes of a graph whose edges have times. Without a time zone Gephi takes its own.
func gexfTime(edges *rows.Sheet) string {
	for r := range edges.Only() {
		if len(rows.AppendSpells(nil, r.Dates)) > 0 {
			return ` mode="dynamic" timeformat="date" timerepresentation="interval" timezone="UTC"`
		}
	}
	return ` mode="static"`
}

// gexfDirection is the direction of a graph whose edges all have the same. Gephi drops every edge that has another,
// so a mixed graph must have none.
func gexfDirection(edges *rows.Sheet, asked rows.EdgeDirections) string {
	switch {
	case edges.AllDirected():
		return ` defaultedgetype="directed"`
	case edges.AnyDirected() && asked != rows.Alike:
		return ""
	}
	return ` defaultedgetype="undirected"`
}

// gexfColumns are the columns that GEXF has no other place for.
func gexfColumns(s *rows.Sheet) []rows.Column {
	return slices.DeleteFunc(s.Columns(), func(c rows.Column) bool { return isElsewhere(c.Name) })
}

// isElsewhere tells a column that GEXF has a place of its own for.
func isElsewhere(name string) bool {
	switch name {
	case "label", "color", "x", "y", "size", "weight":
		return true
	}
	return false
}

type gexfWriter struct {
	*buffer
	spells  []rows.Spell      // room for those of an edge
	beyond  []string          // what the timeline has no place for
	colours map[string]string // as they are written: there are few
}

func (b *gexfWriter) printf(format string, args ...any) { fmt.Fprintf(b, format, args...) }

// declare writes the columns of a class. Ids are the names, since graphology takes the id for the name.
func (b *gexfWriter) declare(class string, columns []rows.Column) {
	b.printf("\t\t<attributes class=\"%s\" mode=\"static\">\n", class)
	for _, c := range columns {
		kind := c.Kind
		if kind == "int" {
			kind = "integer"
		}
		b.printf("\t\t\t<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", c.Name, c.Name, kind)
	}
	b.printf("\t\t</attributes>\n")
}

// gexfValues is the notation of rows.
var gexfValues = rows.Notation{Escape: quote.AppendXMLAttribute, Around: func(c rows.Column) (before, behind string) {
	if isElsewhere(c.Name) {
		return "", ""
	}
	return "\t\t\t\t\t<attvalue for=\"" + c.Name + "\" value=\"", "\"/>\n"
}}

func (b *gexfWriter) values(r *rows.Row) {
	b.add("\t\t\t\t<attvalues>\n")
	b.text = r.AppendCells(b.text)
	b.add("\t\t\t\t</attvalues>\n")
}

// colour writes a row's colour.
func (b *gexfWriter) colour(r *rows.Row) {
	hex := r.Get("color")
	text, known := b.colours[hex]
	if !known {
		text = gexfColour(hex)
		b.colours[hex] = text
	}
	b.add(text)
}

// gexfColour is a colour by its channels, since Gephi gives up a file with hex and alpha together; "" for what is none.
func gexfColour(hex string) string {
	rgb, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("\t\t\t\t<viz:color r=\"%d\" g=\"%d\" b=\"%d\"/>\n", rgb>>16, rgb>>8&0xff, rgb&0xff)
}

func (b *gexfWriter) edge(r *rows.Row, directed bool) {
	direction := "undirected"
	if directed {
		direction = "directed"
	}
	b.add("\t\t\t<edge id=\"", r.ID, "\" source=\"", string(r.From), "\" target=\"", string(r.To), "\" type=\"", direction,
		"\" kind=\"")
	b.text = quote.AppendXMLAttribute(b.text, r.Kind)
	b.add("\" label=\"")
	b.text = quote.AppendXMLAttribute(b.text, r.Get("label"))
	b.add("\" weight=\"", r.Get("weight"), "\"")
	b.beyond = append(b.beyond, beyondTimeline(r)...)
	if b.spells = rows.AppendSpells(b.spells[:0], r.Dates); len(b.spells) == 1 {
		b.text = appendSpell(b.text, b.spells[0])
	}
	b.add(">\n")
	if len(b.spells) > 1 {
		b.add("\t\t\t\t<spells>\n")
		for _, s := range b.spells {
			b.add("\t\t\t\t\t<spell")
			b.text = appendSpell(b.text, s)
			b.add("/>\n")
		}
		b.add("\t\t\t\t</spells>\n")
	}
	b.values(r)
	b.colour(r)
	b.add("\t\t\t\t<viz:thickness value=\"", quote.Number(r.Line.Width), "\"/>\n\t\t\t\t<viz:shape value=\"",
		gexfShape(r.Line),
		"\"/>\n\t\t\t</edge>\n")
	b.pass()
}

// gexfShape tells a contact's state as the figure's dashes do, with the words that GEXF has.
func gexfShape(l style.Line) string { return dotStyle(l) }

// appendSpell appends a time as attributes.
func appendSpell(text []byte, s rows.Spell) []byte {
	for _, end := range []struct {
		name string
		day  edtf.Day
	}{{` start="`, s.From}, {` end="`, s.Until}} {
		if end.day != (edtf.Day{}) {
			text, _ = end.day.AppendText(append(text, end.name...))
			text = append(text, '"')
		}
	}
	return text
}

// beyondTimeline says which dates of an edge the timeline has no place for.
func beyondTimeline(r *rows.Row) (warnings []string) {
	for _, d := range r.Dates {
		from, known := d.Earliest()
		until, ends := d.Latest()
		if known && rows.OnTimeline(from, true) == (edtf.Day{}) || ends && rows.OnTimeline(until, true) == (edtf.Day{}) {
			warnings = append(warnings, fmt.Sprintf("%s: the timeline has no place for %q: what is outside the "+
				"years 1 to 9999 is left open", r.What(), d))
		}
	}
	return warnings
}

// gexfWarnings says what readers of the file will make of g other than it says.
func gexfWarnings(j *rows.Job) []string {
	warnings, written := j.Noted("gexf")
	if !written {
		for r := range j.Edges().Only() {
			warnings = append(warnings, beyondTimeline(&r)...)
		}
	}
	if gexfDirection(j.Edges(), j.Direction) == "" {
		warnings = append(warnings, "it has directed edges beside undirected ones, as Gephi shows them; NetworkX "+
			"reads no such mix: for it, want --direction undirected")
	}
	return slices.Concat(warnings, placeWarnings(j), j.GephiWarnings())
}
