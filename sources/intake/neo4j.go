package intake

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources/intake/pattern"
)

// Tables of nodes and relationships for Neo4j have heads that say what a column is behind a colon, and of ids which space
// they are unique in: "personId:ID(Person)", ":START_ID(Person)", "born:int" (Neo4j Operations Manual, "CSV header
// format").

// neo4jHead takes such a head apart.
var neo4jHead = pattern.Of(`^([^:]*):([A-Za-z_]+(?:\[\])?)(?:\(([^()]+)\)|\{[^{}]*\})?$`)

// A neo4jColumn is what such a head says: the name without the rest, what stands behind the colon, and the space of ids.
type neo4jColumn struct{ name, what, space string }

// takeNeo4jHeads gives the columns of such a table their names. Ids of two spaces are never one.
func takeNeo4jHeads(rd *reading) {
	columns := make([]neo4jColumn, len(rd.uses))
	for i, u := range rd.uses {
		if m := neo4jHead.FindStringSubmatch(u.name); m != nil {
			columns[i] = neo4jColumn{strings.TrimSpace(m[1]), m[2], strings.TrimSpace(m[3])}
		}
	}
	ids := map[string]string{"ID": "id", "START_ID": "start_id", "END_ID": "end_id"}
	if !slices.ContainsFunc(columns, func(c neo4jColumn) bool { return ids[c.what] != "" }) {
		return
	}
	for i, c := range columns {
		u := &rd.uses[i]
		switch {
		case c.what == "IGNORE":
			rd.notef(u.at, "", "the column %q is left out, as its head says", u.name)
			u.name = ""
		case ids[c.what] != "":
			u.name, u.space = ids[c.what], c.space
		case c.what == "TYPE" || c.what == "LABEL" || c.what == "":
		default:
			u.name = cmp.Or(c.name, u.name)
		}
	}
}
