package graphs

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// A Cypher script fills a Neo4j database. All texts are literals of it, so that it needs no parameters and no other file.

const cypherHead = `// %s. Written by relgraph.
// SHA-256 of the dossier: %s
//
// Run it in a database of its own: cypher-shell -f FILE. Run twice, it changes nothing.
//
// (:Actor), (:Document), (:Claim) and (:Contact) are the dossier's rows, and what its claims add up to; properties are named like
// the dossier's columns. Each reference is a relationship: (:Claim)-[:ACTOR|RECIPIENT]->(:Actor), (:Claim)-[:DOCUMENT]->(:Document),
// (:Claim)-[:TOLD_BY {position}]->(), the origin first, (:Document)-[:DERIVED_FROM]->(:Document), (:Contact)-[:CLAIM]->(:Claim),
// (:Contact)-[:FROM|TO]->(:Actor), (:Actor)-[:PART_OF]->(:Actor) ...
// (:Actor)-[:CONTACT|AFFILIATION|TIE {id}]->(:Actor) is a contact that a figure draws. Direction tells if it goes both ways. Contacts
// that are only denied, retracted or not commented on are nodes alone.
`

// cypherRows is how many rows a statement has.
const cypherRows = 200

// cypherLabels are Neo4j's labels of things, in the order of the file.
var cypherLabels = []struct {
	kind  thingKind
	label string
}{{actorThing, "Actor"}, {documentThing, "Document"}, {claimThing, "Claim"}, {contactThing, "Contact"}}

func cypherLabel(k thingKind) string {
	for _, l := range cypherLabels {
		if l.kind == k {
			return l.label
		}
	}
	return ""
}

// Cypher is the format.
var Cypher = format.Format[*rows.Job]{
	Description: format.Description{Name: "cypher", Ext: ".cypher",
		About: "script that fills a Neo4j database",
		Holds: "every actor, contact, claim and document, with origins and states, as nodes; drawn contacts as " +
			"relationships too",
		Lacks: "measures; relationships without a direction (the property `direction` tells)",
		Takes: []format.Option{format.Title},
	},
	Write: writeCypher,
}

// writeCypher writes g as a script of statements, each of which holds on its own.
func writeCypher(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	b := bufio.NewWriter(w)
	digest := g.Dossier().Digest()
	if says := words.English().Shown(g); says != "" {
		digest += "\n// " + quote.CypherComment(says)
	}
	fmt.Fprintf(b, cypherHead, quote.CypherComment(title), digest)
	for _, l := range cypherLabels {
		fmt.Fprintf(b, "\nCREATE CONSTRAINT relgraph_%s IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE;", l.kind, l.label)
	}
	fmt.Fprint(b, "\n")
	all := things(g)
	for _, l := range cypherLabels {
		var rows []string
		for _, t := range all {
			if t.kind == l.kind {
				rows = append(rows, cypherMap(t.properties()))
			}
		}
		cypherStatements(b, rows, fmt.Sprintf("MERGE (n:%s {id: row.id}) SET n = row", l.label))
	}
	writeCypherRefs(b, all)
	for _, kind := range lineTypes {
		var rows []string
		for c := range g.All() {
			if c.Drawn() && lineType(c) == kind {
				for _, p := range c.Pairs() {
					rows = append(rows, fmt.Sprintf("[%s, %s, %s]", quote.Cypher(string(p[0])),
						quote.Cypher(string(p[1])), cypherMap(edgeProperties(g, c))))
				}
			}
		}
		cypherStatements(b, rows, "MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[r:"+kind+
			" {id: row[2].id}]->(b) SET r = row[2]")
	}
	return b.Flush() // a bufio.Writer remembers its first error
}

// lineTypes are Neo4j's types of what a figure draws a line for.
var lineTypes = []string{"CONTACT", "AFFILIATION", "TIE"}

func lineType(c *graph.Contact) string {
	switch {
	case c.IsAffiliation():
		return "AFFILIATION"
	case c.IsTie():
		return "TIE"
	}
	return "CONTACT"
}

// A relation is all references of one name between two sorts of things.
type relation struct {
	name     string
	from, to thingKind
	rows     []relationRow
}

type relationRow struct {
	from, to string
	position int // among the thing's references of that name, from 1
}

// ordered tells whether the position of a reference says something: who told first, which claim came first.
func (r relation) ordered() bool { return r.name == "told_by" || r.name == "claim" }

// relationsOf sorts the references of things by what they tie, in the order of first use.
func relationsOf(all []thing) []relation {
	var relations []relation
	for _, t := range all {
		position := map[string]int{}
		for _, r := range t.refs {
			i := slices.IndexFunc(relations,
				func(rel relation) bool { return rel.name == r.name && rel.from == t.kind && rel.to == r.kind })
			if i < 0 {
				i = len(relations)
				relations = append(relations, relation{name: r.name, from: t.kind, to: r.kind})
			}
			position[r.name]++
			relations[i].rows = append(relations[i].rows, relationRow{t.id, r.id, position[r.name]})
		}
	}
	return relations
}

func writeCypherRefs(w io.Writer, all []thing) {
	for _, rel := range relationsOf(all) {
		var rows []string
		for _, r := range rel.rows {
			rows = append(rows, fmt.Sprintf("[%s, %s, %d]", quote.Cypher(r.from), quote.Cypher(r.to), r.position))
		}
		merge := strings.ToUpper(rel.name)
		if rel.ordered() {
			merge += " {position: row[2]}"
		}
		cypherStatements(w, rows, fmt.Sprintf("MATCH (a:%s {id: row[0]}), (b:%s {id: row[1]}) MERGE (a)-[:%s]->(b)",
			cypherLabel(rel.from), cypherLabel(rel.to), merge))
	}
}

// cypherStatements writes rows, some at a time, each with what is to be done with a row.
func cypherStatements(w io.Writer, rows []string, do string) {
	for part := range slices.Chunk(rows, cypherRows) {
		fmt.Fprintf(w, "\nUNWIND [\n\t%s\n] AS row\n%s;\n", strings.Join(part, ",\n\t"), do)
	}
}

// properties are a thing's id, its facts, and the dossier's own columns under names that nothing else has.
func (t thing) properties() []property {
	own := slices.Clone(t.own)
	for i := range own {
		own[i].Name = "extra_" + rows.ColumnName(own[i].Name)
	}
	all := append([]property{{"id", []string{t.id}}}, properties(append(slices.Clone(t.facts), own...))...)
	if t.document != nil && t.document.Title == "" {
		all = append(all, property{"name", []string{t.document.Name()}})
	}
	return all
}

// edgeProperties are those of a contact as a relationship: what is derived, with the claims and documents by id and address.
func edgeProperties(g *graph.Graph, c *graph.Contact) []property {
	all := contactOf(c).properties()
	var claims, urls []string
	for _, cl := range c.Claims {
		claims = append(claims, string(cl.ID))
		if doc := g.Dossier().Document(cl.Document); doc != nil {
			if link := doc.PassageLink(cl); link != "" && !slices.Contains(urls, link) {
				urls = append(urls, link)
			}
		}
	}
	all = append(all, property{"claim_ids", claims})
	if c.IsRound() {
		all = append(all, property{"share", []string{quote.Number(c.Weight())}})
	}
	for _, p := range []property{{"documents", texts(c.Documents())}, {"passages", urls}} {
		if len(p.values) > 0 {
			all = append(all, p)
		}
	}
	return all
}

func texts(ids []sources.DocumentID) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return all
}

func cypherMap(all []property) string {
	parts := make([]string, len(all))
	for i, p := range all {
		values := make([]string, len(p.values))
		for n, v := range p.values {
			values[n] = quote.Cypher(v)
			if slices.Contains(countColumns, p.name) {
				values[n] = v
			}
		}
		value := values[0]
		if p.isList() || slices.Contains([]string{"claim_ids", "documents", "passages"}, p.name) {
			value = "[" + strings.Join(values, ", ") + "]"
		}
		parts[i] = "`" + p.name + "`: " + value // no name has a back quote, and some are words of Cypher
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
