package intake

import (
	"fmt"
	"strings"

	"relgraph/sources"
)

// likeKumu tells Kumu's export from other JSON: an object with elements and connections.
func likeKumu(data []byte) bool {
	text := begins(data)
	return strings.HasPrefix(text, "{") && (strings.Contains(text, `"elements":[`) ||
		strings.Contains(text, `"connections":[`))
}

// readKumu reads Kumu's JSON (docs.kumu.io: blueprints, and the export of a project, whose values stand in
// "attributes").
func readKumu(in Input, r *report) batch {
	var n network
	keys := map[string]string{} // the elements' ids by label
	for _, file := range readJSON(in, r, nil) {
		for _, v := range file.get("elements").list {
			e := element{at: v.at, id: v.get("_id").text}
			kumuCells(r, v, &e)
			if e.id == "" {
				e.id = e.take("id")
			}
			if e.id == "" {
				e.id = e.label
			}
			if e.id == "" {
				r.errorf(v.at, "want a label for each element", "an element has no label")
			}
			if _, twice := keys[e.label]; twice {
				keys[e.label] = "" // a connection that names it says nothing
			} else {
				keys[e.label] = e.id
			}
			n.nodes = append(n.nodes, e)
		}
		for _, v := range file.get("connections").list {
			e := element{at: v.at, id: v.get("_id").text, directed: v.get("direction").text == "directed"}
			kumuCells(r, v, &e)
			for _, end := range []struct {
				name string
				to   *string
			}{{"from", &e.source}, {"to", &e.target}} {
				*end.to = v.get(end.name).text
				if id := keys[*end.to]; id != "" {
					*end.to = id
				}
			}
			if d := strings.ToLower(e.take("direction")); d == "directed" {
				e.directed = true
			}
			n.edges = append(n.edges, e)
		}
		kumuProject(r, file, &n)
	}
	b := networkRows(r, n)
	b.what = fmt.Sprintf("a Kumu project of %s and %s", count(len(n.nodes), "element"), count(len(n.edges), "connection"))
	return b
}

// kumuProject takes the name of a project, and says what else of it is left out.
func kumuProject(r *report, file value, n *network) {
	for _, f := range file.fields {
		switch {
		case f.name == "elements" || f.name == "connections", !f.value.isList && f.value.fields == nil &&
			f.value.text == "":
		case f.name == "name":
			r.about.SetAbout("title", oneLine(f.value.text))
		case f.value.isList && (f.name == "loops" || f.name == "tags"):
			if len(f.value.list) > 0 {
				r.warnf(f.at, "they are none of a dossier's tables", "left out: %s of the project: %s", f.name, f.cell())
			}
		case !f.value.isList && f.value.fields == nil && !kumuDraws[f.name]:
			r.notef(f.at, "", "left out: the %s of the project: %q", f.name, oneLine(f.value.text))
		default:
			n.leftOut = append(n.leftOut, f.name)
		}
	}
}

// kumuDraws are what of a project only says how Kumu shows it.
var kumuDraws = map[string]bool{"defaultMap": true, "defaultPerspective": true, "proxyImages": true}

// kumuCells takes what an element or a connection says, which a project's export keeps under "attributes".
func kumuCells(r *report, v value, e *element) {
	for _, f := range v.fields {
		switch {
		case f.name == "attributes":
			kumuCells(r, f.value, e)
		case f.name == "from" || f.name == "to" || f.name == "_id":
		default:
			e.put(f.at, strings.TrimPrefix(strings.TrimPrefix(f.name, "element "), "connection "), f.cell())
		}
	}
}

// take removes the cell of that name and returns its text.
func (e *element) take(name string) string {
	for i, c := range e.cells {
		if c.Column == name {
			e.cells = append(append([]sources.Cell{}, e.cells[:i]...), e.cells[i+1:]...)
			return c.Text
		}
	}
	return ""
}
