// Package positions reads back where the nodes of a graph stand, from a file that a graph program has saved: GraphML
// or GEXF as Gephi exports them, a table of nodes with the columns Id, x and y, the JSON of Cytoscape, NetworkX or
// graphology; or from an SVG figure of relgraph's own. Who numbers nodes anew, as yEd and igraph do, keeps the records
// that relgraph wrote of them: the actor that stands there counts, and not the number.
//
// A graph program's y grows upwards and a figure's downwards: what Read returns grows downwards, whatever the file
// has. Units are the file's own.
package positions

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"relgraph/out/internal/plane"
)

// readers read the places of files by their endings.
var readers = []struct {
	ext  string
	read func(places, io.Reader) error
}{
	{".graphml", places.readGraphML},
	{".gexf", places.readGEXF},
	{".csv", places.readCSV},
	{".cyjs", places.readJSON},
	{".json", places.readJSON},
	{".svg", places.readFigure},
}

// Formats lists the endings of the files that Read reads.
func Formats() []string {
	endings := make([]string, len(readers))
	for i, r := range readers {
		endings[i] = r.ext
	}
	return endings
}

// Read reads the places of nodes by their ids. The ending of name tells the format. Nodes without a place are left
// out; it is an error if none has one, if two places are given for one node, or if a coordinate is no finite number.
func Read(name string, r io.Reader) (map[string]plane.Point, error) {
	p := places{}
	ext := strings.ToLower(filepath.Ext(name))
	i := slices.Index(Formats(), ext)
	if i < 0 {
		return nil, fmt.Errorf("unknown ending %q: want %s", ext, strings.Join(Formats(), ", "))
	}
	err := readers[i].read(p, r)
	if err != nil {
		return nil, err
	}
	if len(p) == 0 {
		return nil, errors.New("no node has a place: want x and y as Gephi saves them (in its export dialog, tick " +
			"\"Position\")")
	}
	return p, nil
}

type places map[string]plane.Point

// set takes the coordinates of a node, y up, as the file has them. Both blank is no place.
func (p places) set(id, x, y string) error {
	x, y = strings.TrimSpace(x), strings.TrimSpace(y)
	if x == "" && y == "" {
		return nil
	}
	px, err := coordinate(x)
	if err != nil {
		return fmt.Errorf("node %q: x: %w", id, err)
	}
	py, err := coordinate(y)
	if err != nil {
		return fmt.Errorf("node %q: y: %w", id, err)
	}
	if _, twice := p[id]; twice {
		return fmt.Errorf("node %q has two places: want each node once", id)
	}
	p[id] = plane.Point{X: px, Y: 0 - py} // 0 -, since -0 is a number too
	return nil
}

func coordinate(text string) (float64, error) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, fmt.Errorf("%q is no coordinate: want a number such as -12.5", text)
	}
	return f, nil
}

// farthest is how far from its corner a figure may have a box, in points, since longer lines cannot be drawn.
const farthest = 1e6

// readFigure reads the middles of actors' boxes, in the points that the figure was laid out in: one that was made
// smaller to fit a page says by how much.
func (p places) readFigure(r io.Reader) error {
	type group struct {
		ID    string `xml:"id,attr"`
		Class string `xml:"class,attr"`
		Boxes []struct {
			X      float64 `xml:"x,attr"`
			Y      float64 `xml:"y,attr"`
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
		} `xml:"rect"`
	}
	var doc struct {
		XMLName xml.Name `xml:"svg"`
		Scale   float64  `xml:"data-scale,attr"`
		Actors  []group  `xml:"g>g"`
	}
	if err := xml.NewDecoder(r).Decode(&doc); err != nil {
		return fmt.Errorf("the file is no SVG: %w", err)
	}
	scale := doc.Scale
	if !(scale > 0 && scale < 100) {
		scale = 1
	}
	for _, g := range doc.Actors {
		id, actor := strings.CutPrefix(g.ID, "actor-")
		if !actor || g.Class != "actor" || len(g.Boxes) == 0 {
			continue
		}
		b := g.Boxes[0]
		if _, twice := p[id]; twice {
			return fmt.Errorf("node %q has two places: want each node once", id)
		}
		at := plane.Point{X: (b.X + b.Width/2) / scale, Y: (b.Y + b.Height/2) / scale}
		if !(math.Abs(at.X) < farthest && math.Abs(at.Y) < farthest) { // NaN too
			return fmt.Errorf("node %q is at %v, %v: want numbers below %.0e", id, at.X, at.Y, farthest)
		}
		p[id] = at
	}
	return nil
}

// A geometry is where a box of yEd's stands: its left and upper corner, y down.
type geometry struct {
	X      string `xml:"x,attr"`
	Y      string `xml:"y,attr"`
	Width  string `xml:"width,attr"`
	Height string `xml:"height,attr"`
}

// middle is the middle of the box, y up.
func (g geometry) middle() (x, y string, err error) {
	var n [4]float64
	for i, text := range []string{g.X, g.Y, g.Width, g.Height} {
		if n[i], err = coordinate(strings.TrimSpace(text)); err != nil {
			return "", "", err
		}
	}
	format := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	return format(n[0] + n[2]/2), format(0 - (n[1] + n[3]/2)), nil
}

// readGraphML reads the keys x and y, which Gephi saves by these names, and the boxes of yEd.
func (p places) readGraphML(r io.Reader) error {
	var doc struct {
		Keys []struct {
			ID   string `xml:"id,attr"`
			For  string `xml:"for,attr"`
			Name string `xml:"attr.name,attr"`
		} `xml:"key"`
		Nodes []struct {
			ID   string `xml:"id,attr"`
			Data []struct {
				Key   string `xml:"key,attr"`
				Value string `xml:",chardata"`
				Drawn []struct {
					Geometry *geometry `xml:"Geometry"`
				} `xml:",any"`
			} `xml:"data"`
		} `xml:"graph>node"`
	}
	if err := xml.NewDecoder(r).Decode(&doc); err != nil {
		return fmt.Errorf("the file is no GraphML: %w", err)
	}
	axis := map[string]string{}
	for _, k := range doc.Keys {
		if k.For != "edge" && (k.Name == "x" || k.Name == "y" || k.Name == "records") {
			axis[k.ID] = k.Name
		}
	}
	for _, n := range doc.Nodes {
		at := map[string]string{}
		for _, d := range n.Data {
			at[axis[d.Key]] = d.Value
			for _, drawn := range d.Drawn {
				if drawn.Geometry == nil || axis[d.Key] != "" {
					continue
				}
				x, y, err := drawn.Geometry.middle()
				if err != nil {
					return fmt.Errorf("node %q: %w", n.ID, err)
				}
				at["x"], at["y"] = x, y
			}
		}
		if err := p.set(recorded(n.ID, at["records"]), at["x"], at["y"]); err != nil {
			return err
		}
	}
	return nil
}

// recorded is the actor that relgraph wrote a node for, or the node's own id.
func recorded(id, records string) string {
	actor, ours := strings.CutPrefix(strings.TrimSpace(records), "actor: id: ")
	if !ours {
		return id
	}
	actor, _, _ = strings.Cut(actor, " | ")
	actor, _, _ = strings.Cut(actor, " || ")
	return actor
}

// readGEXF reads position elements, in whatever namespace the version has them.
func (p places) readGEXF(r io.Reader) error {
	var doc struct {
		Nodes []struct {
			ID       string `xml:"id,attr"`
			Position struct {
				X string `xml:"x,attr"`
				Y string `xml:"y,attr"`
			} `xml:"position"`
		} `xml:"graph>nodes>node"`
	}
	if err := xml.NewDecoder(r).Decode(&doc); err != nil {
		return fmt.Errorf("the file is no GEXF: %w", err)
	}
	for _, n := range doc.Nodes {
		if err := p.set(n.ID, n.Position.X, n.Position.Y); err != nil {
			return err
		}
	}
	return nil
}

// A Column is one of a table of places.
type Column struct{ Name, About string }

var columns = []Column{
	{"id", "id or name of the actor"},
	{"x", "how far to the right it stands, in any unit"},
	{"y", "how far up it stands, in the same unit"},
}

// Columns are those that a table of places must have. Others may stand there and are not read.
func Columns() []Column { return slices.Clone(columns) }

// readCSV reads a table with the columns Id, x and y, in any order and in capitals or not.
func (p places) readCSV(r io.Reader) error {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	header, err := c.Read()
	if err != nil {
		return fmt.Errorf("the file is no table: %w", err)
	}
	column := map[string]int{}
	for i, name := range header {
		column[strings.ToLower(strings.Trim(name, "\ufeff "))] = i
	}
	for _, c := range columns {
		if _, ok := column[c.Name]; !ok {
			return fmt.Errorf("the table has no column %q: want the columns Id, x and y", c.Name)
		}
	}
	for {
		row, err := c.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the file is no table: %w", err)
		}
		cell := func(name string) string {
			if i := column[name]; i < len(row) {
				return row[i]
			}
			return ""
		}
		if err := p.set(cell("id"), cell("x"), cell("y")); err != nil {
			line, _ := c.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// A jsonNode is a node of Cytoscape's, whose y grows downwards, of NetworkX's or of graphology's.
type jsonNode struct {
	ID, Key    any
	X, Y       *float64
	Data       struct{ ID any }
	Position   *struct{ X, Y *float64 }
	Attributes *struct{ X, Y *float64 }
}

// readJSON reads the positions of nodes, wherever the program puts them.
func (p places) readJSON(r io.Reader) error {
	var doc struct {
		Nodes    []jsonNode
		Elements struct{ Nodes []jsonNode }
	}
	decoder := json.NewDecoder(r)
	decoder.UseNumber() // ids of numbers are read as they are written
	err := decoder.Decode(&doc)
	var other *json.UnmarshalTypeError
	if errors.As(err, &other) && other.Type.Kind() == reflect.Float64 {
		return fmt.Errorf("%s is a %s: want a number such as -12.5", strings.ToLower(other.Field), other.Value)
	}
	if err != nil {
		return fmt.Errorf("the file is no JSON of a graph: want an object with nodes or, as Cytoscape has it, "+
			"elements (%w)", err)
	}
	text := func(f *float64, sign float64) string {
		if f == nil {
			return ""
		}
		return strconv.FormatFloat(sign**f, 'f', -1, 64)
	}
	for _, n := range doc.Elements.Nodes {
		if n.Position == nil {
			continue
		}
		if err := p.set(idText(n.Data.ID), text(n.Position.X, 1), text(n.Position.Y, -1)); err != nil {
			return err
		}
	}
	for _, n := range doc.Nodes {
		id, x, y := n.ID, n.X, n.Y
		if n.Attributes != nil {
			id, x, y = n.Key, n.Attributes.X, n.Attributes.Y
		}
		if err := p.set(idText(id), text(x, 1), text(y, 1)); err != nil {
			return err
		}
	}
	return nil
}

// idText is the id of a node of JSON, which may be a text or a number; "" for a node without one.
func idText(id any) string {
	if id == nil {
		return ""
	}
	return fmt.Sprint(id)
}
