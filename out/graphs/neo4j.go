package graphs

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/internal/archive"
	"relgraph/out/rows"
)

// The tables for "neo4j-admin database import" say what the Cypher script says, for graphs that are too large for a
// script. https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/neo4j-admin-import/ says what headers
// mean.

// unitSeparator parts the values of a list (ASCII 31): no text of a dossier has it, since its reader refuses control
// characters.
const unitSeparator = "\x1f"

const neo4jNote = `# The arguments of Neo4j's import tool. Unpack the archive, and in its folder run, for a new database of that name:
#   neo4j-admin database import full relgraph @import.args
# Labels, relationships and properties are those of relgraph's Cypher script.
--array-delimiter=U+001F
--multiline-fields=true
`

// Neo4j is the format.
var Neo4j = format.Format[*rows.Job]{
	Description: format.Description{Name: "neo4j", Ext: ".neo4j.zip", OneWay: true,
		About: "tables and arguments for neo4j-admin's import, for large graphs",
		Holds: "what `cypher` holds",
		Lacks: "what `cypher` cannot hold",
	},
	Write: writeNeo4j,
}

// writeNeo4j writes the tables and the arguments to import them with as an archive.
func writeNeo4j(w io.Writer, j *rows.Job) error {
	return archive.Zip(w, neo4jFiles(j.Graph))
}

func neo4jFiles(g *graph.Graph) []format.File {
	v := newInventory(g)
	var files []format.File
	args := neo4jNote
	add := func(name string, t neo4jTable, option string) {
		if len(t.rows) > 0 {
			files = append(files, format.File{Name: name, Data: t.csv()})
			args += option + "=" + name + "\n"
		}
	}
	for _, l := range cypherLabels {
		var t neo4jTable
		for one := range v.of(l.kind) {
			t.add([]string{one.id}, v.properties(one)[1:]) // the first property is the id
		}
		t.fixed = []string{"id:ID(" + l.label + ")"}
		add(strings.ToLower(l.label)+"s.csv", t, "--nodes="+l.label)
	}
	for _, rel := range v.relations() {
		t := neo4jTable{fixed: []string{":START_ID(" + cypherLabel(rel.from) + ")", ":END_ID(" + cypherLabel(rel.to) + ")"}}
		v.rows(rel)(func(from, to string, position int) {
			var ordered []property
			if rel.ordered() {
				ordered = []property{{"position", []string{fmt.Sprint(position)}}}
			}
			t.add([]string{from, to}, ordered)
		})
		name := fmt.Sprintf("%s-%s-%s.csv", rel.from, strings.ReplaceAll(rel.name, "_", "-"), rel.to)
		add(name, t, "--relationships="+strings.ToUpper(rel.name))
	}
	for _, kind := range lineTypes {
		t := neo4jTable{fixed: []string{":START_ID(Actor)", ":END_ID(Actor)"}}
		for c := range g.All() {
			if c.Drawn() && lineType(c) == kind {
				for _, p := range c.Parties().Pairs() {
					t.add([]string{string(p[0]), string(p[1])}, v.edgeProperties(c))
				}
			}
		}
		add("drawn-"+strings.ToLower(kind)+"s.csv", t, "--relationships="+kind)
	}
	return append(files, format.File{Name: "import.args", Data: []byte(args)})
}

// A neo4jTable is a table of nodes or relationships: fixed columns, then properties.
type neo4jTable struct {
	fixed   []string
	columns []string
	lists   map[string]bool
	rows    []neo4jRow
}

type neo4jRow struct {
	fixed []string
	of    map[string][]string
}

func (t *neo4jTable) add(fixed []string, properties []property) {
	if t.lists == nil {
		t.lists = map[string]bool{}
	}
	row := neo4jRow{fixed, map[string][]string{}}
	for _, p := range properties {
		if !slices.Contains(t.columns, p.name) {
			t.columns = append(t.columns, p.name)
		}
		t.lists[p.name] = t.lists[p.name] || p.isList()
		row.of[p.name] = p.values
	}
	t.rows = append(t.rows, row)
}

func (t *neo4jTable) csv() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	header := slices.Clone(t.fixed)
	for _, c := range t.columns {
		switch {
		case c == "position":
			c += ":int"
		case t.lists[c]:
			c += ":string[]"
		}
		header = append(header, c)
	}
	_ = w.Write(header) // a Buffer takes everything
	for _, r := range t.rows {
		row := slices.Clone(r.fixed)
		for _, c := range t.columns {
			row = append(row, strings.Join(r.of[c], unitSeparator))
		}
		_ = w.Write(row)
	}
	w.Flush()
	return b.Bytes()
}
