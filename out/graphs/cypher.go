package graphs

import (
	"fmt"
	"io"
	"slices"
	"strconv"
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
	Description: format.Description{Name: "cypher", Ext: ".cypher", OneWay: true,
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
	b := newBuffer(w)
	digest := g.Dossier().Digest()
	if says := words.English().Selections.Shown(g); says != "" {
		digest += "\n// " + quote.CypherComment(says)
	}
	fmt.Fprintf(b, cypherHead, quote.CypherComment(title), digest)
	for _, l := range cypherLabels {
		fmt.Fprintf(b, "\nCREATE CONSTRAINT relgraph_%s IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE;", l.kind, l.label)
	}
	fmt.Fprint(b, "\n")
	v := newInventory(g)
	for _, l := range cypherLabels {
		s := statements{b: b, do: fmt.Sprintf("MERGE (n:%s {id: row.id}) SET n = row", l.label)}
		for t := range v.of(l.kind) {
			s.row()
			b.text = append(v.appendProperties(append(b.text, '{'), t), '}')
		}
		s.end()
	}
	writeCypherRefs(b, v)
	for _, kind := range lineTypes {
		s := statements{b: b, do: "MATCH (a:Actor {id: row[0]}), (b:Actor {id: row[1]}) MERGE (a)-[r:" + kind +
			" {id: row[2].id}]->(b) SET r = row[2]"}
		for c := range g.All() {
			if !c.Drawn() || lineType(c) != kind {
				continue
			}
			for _, p := range c.Parties().Pairs() {
				s.row()
				b.text = quote.AppendCypher(append(b.text, '['), string(p[0]))
				b.text = append(quote.AppendCypher(append(b.text, ", "...), string(p[1])), ", {"...)
				b.text = append(v.appendEdge(b.text, c), "}]"...)
			}
		}
		s.end()
	}
	return b.Flush()
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
}

// ordered tells whether the position of a reference says something: who told first, which claim came first.
func (r relation) ordered() bool { return r.name == "told_by" || r.name == "claim" }

// relations sorts the references of things by what they tie, in the order of first use.
func (v *inventory) relations() []relation {
	var relations []relation
	for t := range v.all() {
		for _, r := range v.refs(t) {
			if one := (relation{r.name, t.kind, r.kind}); !slices.Contains(relations, one) {
				relations = append(relations, one)
			}
		}
	}
	return relations
}

// rows yields the things of a relation that refer and are referred to. The position is that among the thing's
// references of that name, from 1.
func (v *inventory) rows(of relation) func(yield func(from, to string, position int)) {
	return func(yield func(from, to string, position int)) {
		for t := range v.of(of.from) {
			position := 0
			for _, r := range v.refs(t) {
				if r.name != of.name {
					continue
				}
				if position++; r.kind == of.to {
					yield(t.id, r.id, position)
				}
			}
		}
	}
}

func writeCypherRefs(b *buffer, v *inventory) {
	for _, rel := range v.relations() {
		merge := strings.ToUpper(rel.name)
		if rel.ordered() {
			merge += " {position: row[2]}"
		}
		s := statements{b: b, do: fmt.Sprintf("MATCH (a:%s {id: row[0]}), (b:%s {id: row[1]}) MERGE (a)-[:%s]->(b)",
			cypherLabel(rel.from), cypherLabel(rel.to), merge)}
		v.rows(rel)(func(from, to string, position int) {
			s.row()
			b.text = quote.AppendCypher(append(b.text, '['), from)
			b.text = quote.AppendCypher(append(b.text, ", "...), to)
			b.text = append(strconv.AppendInt(append(b.text, ", "...), int64(position), 10), ']')
		})
		s.end()
	}
}

// statements write rows, some at a time, each with what is to be done with a row.
type statements struct {
	b  *buffer
	do string
	n  int // rows begun
}

// row begins a row.
func (s *statements) row() {
	switch {
	case s.n%cypherRows != 0:
		s.b.add(",\n\t")
	default:
		s.end()
		s.b.add("\nUNWIND [\n\t")
	}
	s.n++
	s.b.pass()
}

// end ends the last statement, if any is begun.
func (s *statements) end() {
	if s.n > 0 {
		s.b.add("\n] AS row\n", s.do, ";\n")
	}
}

// properties are a thing's id, its facts, and the dossier's own columns under names that nothing else has.
func (v *inventory) properties(t thing) []property {
	all := append([]property{{"id", []string{t.id}}}, properties(v.allFacts(t))...)
	if t.document != nil && t.document.Title == "" {
		all = append(all, property{"name", []string{t.document.Name()}})
	}
	return all
}

// allFacts are the facts of a thing and, under names that nothing else has, those of the dossier's own columns.
func (v *inventory) allFacts(t thing) []rows.Fact {
	facts := v.facts(t)
	for _, f := range t.own() {
		facts = append(facts, rows.Fact{Name: "extra_" + rows.ColumnName(f.Name), Value: f.Value})
	}
	return facts
}

// appendProperties appends what properties returns to a map that is begun.
func (v *inventory) appendProperties(text []byte, t thing) []byte {
	text = quote.AppendCypher(appendCypherName(text, "id"), t.id)
	facts := v.allFacts(t)
	for i, f := range facts {
		if first, more := standing(facts, i); first {
			text = appendCypherName(text, f.Name)
			text = appendValues(text, facts[i:], more, more || isList(f.Name), cypherValue(f.Name))
		}
	}
	if t.document != nil && t.document.Title == "" {
		text = quote.AppendCypher(appendCypherName(text, "name"), t.document.Name())
	}
	return text
}

// cypherValue writes the values of a property.
func cypherValue(name string) func([]byte, string) []byte {
	if slices.Contains(countColumns, name) {
		return asItIs
	}
	return quote.AppendCypher
}

// edgeProperties are those of a contact as a relationship: what is derived, with the claims and documents by id and
// address.
func (v *inventory) edgeProperties(c *graph.Contact) []property {
	all := v.properties(contactThingOf(c))
	for _, p := range v.edgeLists(c) {
		if len(p.values) > 0 {
			all = append(all, p)
		}
	}
	return all
}

func contactThingOf(c *graph.Contact) thing {
	return thing{kind: contactThing, id: string(c.ID), contact: c}
}

// edgeLists are the properties that a contact has as a relationship alone. Those without values are none.
func (v *inventory) edgeLists(c *graph.Contact) []property {
	var claims, urls, share []string
	for _, cl := range c.Claims {
		claims = append(claims, string(cl.ID))
		if doc := v.g.Dossier().DocumentOf(cl); doc != nil {
			if link := doc.PassageLink(cl); link != "" && !slices.Contains(urls, link) {
				urls = append(urls, link)
			}
		}
	}
	if c.Parties().IsRound() {
		share = []string{quote.Number(c.Parties().Weight())}
	}
	return []property{{"claim_ids", claims}, {"share", share}, {"documents", sources.Texts(c.Evidence().Documents())},
		{"passages", urls}}
}

// appendEdge appends what edgeProperties returns to a map that is begun.
func (v *inventory) appendEdge(text []byte, c *graph.Contact) []byte {
	text = v.appendProperties(text, contactThingOf(c))
	for _, p := range v.edgeLists(c) {
		if len(p.values) == 0 {
			continue
		}
		text = appendCypherName(text, p.name)
		if p.name == "share" {
			text = quote.AppendCypher(text, p.values[0])
			continue
		}
		text = append(text, '[')
		for i, value := range p.values {
			if i > 0 {
				text = append(text, ", "...)
			}
			text = quote.AppendCypher(text, value)
		}
		text = append(text, ']')
	}
	return text
}

// appendCypherName appends the name of a property to a map that is begun. No name has a back quote, and some are words
// of Cypher.
func appendCypherName(text []byte, name string) []byte {
	if text[len(text)-1] != '{' {
		text = append(text, ", "...)
	}
	return append(append(append(text, '`'), name...), "`: "...)
}
