package graphs

import (
	"slices"
	"strconv"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

// Linked data and graph databases hold actors, documents, claims and contacts alike as things that refer to each other.

// A thingKind says what a thing is.
type thingKind string

const (
	actorThing    thingKind = "actor"
	documentThing thingKind = "document"
	claimThing    thingKind = "claim"
	contactThing  thingKind = "contact"
)

// A thing is what is told about one actor, document, claim or contact. Facts are named like the dossier's columns or,
// of a contact, like those of the other graph files; a list repeats its name.
type thing struct {
	kind  thingKind
	id    string
	facts []rows.Fact
	refs  []ref
	own   []rows.Fact // cells of columns that relgraph does not know, by the names of the columns

	actor    *sources.Actor // the one that it is about
	document *sources.Document
	claim    *sources.Claim
	contact  *graph.Contact
}

// A ref is a column that names another thing.
type ref struct {
	name string
	kind thingKind
	id   string
}

// derivedDates are what is derived of a contact, in EDTF.
var derivedDates = []string{"dates", "checked", "start", "end", "published", "published_last"}

// countColumns hold whole numbers.
var countColumns = []string{"origins_min", "origins_max", "reports"}

// derivedLists are what is derived of a contact and holds several values, even where there is one.
var derivedLists = []string{"members", "stands_for", "dates", "places", "originated_by"}

// things lists what g holds: actors, documents, claims, contacts, each in the graph's order. Behind the rows that a
// selection left come those that these refer to.
func things(g *graph.Graph) []thing {
	d := g.Dossier()
	var actors, documents, claims, contacts []thing
	for _, doc := range allDocuments(d) {
		documents = append(documents, documentOf(doc))
	}
	shown := make(map[string]bool, len(d.Claims))
	for i := range d.Claims {
		shown[string(d.Claims[i].ID)] = true
	}
	for i := range d.Claims {
		claims = append(claims, claimOf(g, &d.Claims[i], shown))
	}
	for c := range g.All() {
		contacts = append(contacts, contactOf(c))
	}
	for _, a := range allActors(d, slices.Concat(claims, contacts)) {
		actors = append(actors, actorOf(a))
	}
	return slices.Concat(actors, documents, claims, contacts)
}

// allDocuments are those of the dossier and what they and the claims rest on.
func allDocuments(d *sources.Dossier) []*sources.Document {
	var docs []*sources.Document
	for i := range d.Documents {
		docs = append(docs, &d.Documents[i])
	}
	var claims []*sources.Claim
	for i := range d.Claims {
		claims = append(claims, &d.Claims[i])
	}
	return rows.WithRoots(d, docs, claims)
}

// allActors are those of the dossier and those that they and other things refer to.
func allActors(d *sources.Dossier, others []thing) []*sources.Actor {
	var actors []*sources.Actor
	listed := map[*sources.Actor]bool{nil: true}
	add := func(a *sources.Actor) {
		if !listed[a] {
			actors, listed[a] = append(actors, a), true
		}
	}
	for i := range d.Actors {
		add(&d.Actors[i])
	}
	for _, t := range others {
		for _, r := range t.refs {
			if r.kind == actorThing {
				add(d.Actor(sources.ActorID(r.id)))
			}
		}
	}
	for i := 0; i < len(actors); i++ {
		for _, id := range slices.Concat(actors[i].PartOf, actors[i].NotSameAs) {
			add(d.Actor(id))
		}
	}
	return actors
}

func actorOf(a *sources.Actor) thing {
	return thing{kind: actorThing, id: string(a.ID), actor: a, own: ownFacts(a.Extra),
		facts: lacking(rows.ActorCells(a), "id", "part_of", "not_same_as"),
		refs:  append(refsTo(actorThing, "part_of", a.PartOf), refsTo(actorThing, "not_same_as", a.NotSameAs)...)}
}

func documentOf(doc *sources.Document) thing {
	return thing{kind: documentThing, id: string(doc.ID), document: doc, own: ownFacts(doc.Extra),
		facts: lacking(rows.DocumentCells(doc), "id", "derived_from"),
		refs:  refsTo(documentThing, "derived_from", doc.DerivedFrom)}
}

// claimOf has the chain of those who told it as text, and each actor and document of it as a reference, the origin
// first; shown are the claims of the file.
func claimOf(g *graph.Graph, cl *sources.Claim, shown map[string]bool) thing {
	t := thing{kind: claimThing, id: string(cl.ID), claim: cl, own: ownFacts(cl.Extra),
		facts: lacking(rows.ClaimCells(cl), "id", "document", "actor", "recipient", "about")}
	t.refs = append(refsTo(actorThing, "actor", cl.Actors), refsTo(actorThing, "recipient", cl.Recipients)...)
	if cl.Document != "" {
		t.refs = append(t.refs, ref{"document", documentThing, string(cl.Document)})
	}
	switch {
	case cl.About == "":
	case shown[cl.About]:
		t.refs = append(t.refs, ref{"about", claimThing, cl.About})
	case g.Contact(sources.ContactID(cl.About)) != nil:
		t.refs = append(t.refs, ref{"about", contactThing, cl.About})
	default: // what a selection left out
		t.facts = append(t.facts, rows.Fact{Name: "about", Value: cl.About})
	}
	t.refs = append(t.refs, refsTo(actorThing, "via", cl.Channel.Via)...)
	for _, s := range cl.AssertedBy {
		switch {
		case s.Actor != "":
			t.refs = append(t.refs, ref{"told_by", actorThing, string(s.Actor)})
		case s.Document != "":
			t.refs = append(t.refs, ref{"told_by", documentThing, string(s.Document)})
		}
	}
	return t
}

func contactOf(c *graph.Contact) thing {
	facts := append([]rows.Fact{{Name: "label", Value: c.Label()}, {Name: "kind", Value: c.Relation()}},
		lacking(rows.ContactFacts(c), "members", "stands_for", "met", "confirmed_by", "dates", "places", "via",
			"originated_by", "documents")...)
	for _, m := range c.StandsFor {
		facts = append(facts, rows.Fact{Name: "stands_for", Value: string(m.ID)})
	}
	for _, date := range c.Dates() {
		facts = append(facts, rows.Fact{Name: "dates", Value: date.String()})
	}
	facts = slices.Concat(facts, rows.Repeated("places", rows.PlacesOf(c)),
		rows.Repeated("originated_by", rows.OriginsOf(c)),
		[]rows.Fact{{Name: "reports", Value: strconv.Itoa(c.Supporting())}})
	t := thing{kind: contactThing, id: string(c.ID), contact: c, facts: rows.Told(facts),
		refs: []ref{{"from", actorThing, string(c.From)}, {"to", actorThing, string(c.To)}}}
	t.refs = append(t.refs, refsTo(actorThing, "members", c.Members)...)
	t.refs = append(t.refs, refsTo(actorThing, "confirmed_by", c.ConfirmedBy)...)
	t.refs = append(t.refs, refsTo(actorThing, "met", c.Met())...)
	t.refs = append(t.refs, refsTo(actorThing, "via", c.Via())...)
	for _, cl := range c.Claims {
		t.refs = append(t.refs, ref{"claim", claimThing, string(cl.ID)})
	}
	return t
}

// ownFacts keep the dossier's own columns by their names as they are written.
func ownFacts(fields []sources.Field) []rows.Fact {
	var facts []rows.Fact
	for _, f := range fields {
		facts = append(facts, rows.Fact{Name: f.Name, Value: f.Value})
	}
	return rows.Told(facts)
}

func refsTo[T ~string](kind thingKind, name string, ids []T) []ref {
	var refs []ref
	for _, id := range ids {
		refs = append(refs, ref{name, kind, string(id)})
	}
	return refs
}

// lacking drops the facts of those names, and blank ones.
func lacking(facts []rows.Fact, names ...string) []rows.Fact {
	return slices.DeleteFunc(rows.Told(facts), func(f rows.Fact) bool { return slices.Contains(names, f.Name) })
}

// A property is a fact with all its values: a list repeats the name.
type property struct {
	name   string
	values []string
}

// properties gathers the facts of each name, in the order of their first values.
func properties(facts []rows.Fact) []property {
	var all []property
	for _, f := range facts {
		i := slices.IndexFunc(all, func(p property) bool { return p.name == f.Name })
		if i < 0 {
			i, all = len(all), append(all, property{name: f.Name})
		}
		all[i].values = append(all[i].values, f.Value)
	}
	return all
}

// isList tells whether the property holds several values, even where there is one.
func (p property) isList() bool {
	return len(p.values) > 1 || rows.IsList(p.name) || slices.Contains(derivedLists, p.name)
}
