package graphs

import (
	"iter"
	"slices"
	"strconv"
	"strings"

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

// A thing is an actor, a document, a claim or a contact.
type thing struct {
	kind thingKind
	id   string

	actor    *sources.Actor // the one that it is
	document *sources.Document
	claim    *sources.Claim
	contact  *graph.Contact
}

// A ref is a column that names another thing.
type ref struct {
	name  string
	kind  thingKind
	id    string
	basis bool // what has the reference rests on it
}

// derivedDates are what is derived of a contact, in EDTF.
var derivedDates = []string{"dates", "checked", "start", "end", "published", "published_last"}

// countColumns hold whole numbers.
var countColumns = []string{"origins_min", "origins_max", "reports"}

// derivedLists are what is derived of a contact and holds several values, even where there is one.
var derivedLists = []string{"members", "stands_for", "dates", "places", "originated_by"}

// An inventory is what a graph holds: things, what is told about each, and how they refer to each other. They are gone
// through as often as a file asks for them, and told one by one, in room that the next takes: all that is told of a
// large dossier would take twenty times the room of the dossier.
type inventory struct {
	g         *graph.Graph
	actors    []*sources.Actor
	documents []*sources.Document

	teller *rows.FactBuffer
	told   []rows.Fact
	tied   []ref
}

// The columns whose cells are references, by what they hold: actors, documents, then claims or contacts.
var (
	actorRefs    = referring(sources.ActorColumns())
	documentRefs = referring(sources.DocumentColumns())
	claimRefs    = referring(sources.ClaimColumns())
)

// referring are those of the columns that name other things by nothing but their ids. What a channel and a chain say is
// told as text too.
func referring[R any](columns []sources.ColumnOf[R]) []*sources.ColumnOf[R] {
	var all []*sources.ColumnOf[R]
	for _, holds := range []sources.Holds{sources.HoldsActors, sources.HoldsDocuments, sources.HoldsClaim} {
		for i := range columns {
			if columns[i].Holds == holds {
				all = append(all, &columns[i])
			}
		}
	}
	return all
}

// byRefs are the columns of which an inventory tells as references, and a thing's own id; behind those of the dossier,
// what is derived of a contact.
var byRefs = slices.Concat([]string{"id"}, namesOf(actorRefs), namesOf(documentRefs), namesOf(claimRefs),
	[]string{"members", "met", "confirmed_by", "via", "documents"})

func namesOf[R any](columns []*sources.ColumnOf[R]) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// byFacts are what is derived of a contact and told value by value.
var byFacts = []string{"stands_for", "dates", "places", "originated_by"}

func newInventory(g *graph.Graph) *inventory {
	v := &inventory{g: g, teller: rows.NewFactBuffer(g.Dossier(), slices.Concat(byRefs, byFacts)...)}
	v.documents = allDocuments(g.Dossier())
	v.actors = v.allActors()
	return v
}

// all yields actors, documents, claims, contacts, each in the graph's order. Behind the rows that a selection left
// come those that these refer to.
func (v *inventory) all() iter.Seq[thing] {
	return func(yield func(thing) bool) {
		for _, kind := range []thingKind{actorThing, documentThing, claimThing, contactThing} {
			for t := range v.of(kind) {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// of yields the things of one kind.
func (v *inventory) of(kind thingKind) iter.Seq[thing] {
	return func(yield func(thing) bool) {
		d := v.g.Dossier()
		switch kind {
		case actorThing:
			for _, a := range v.actors {
				if !yield(thing{kind: kind, id: string(a.ID), actor: a}) {
					return
				}
			}
		case documentThing:
			for _, doc := range v.documents {
				if !yield(thing{kind: kind, id: string(doc.ID), document: doc}) {
					return
				}
			}
		case claimThing:
			for i := range d.Claims {
				if !yield(thing{kind: kind, id: string(d.Claims[i].ID), claim: &d.Claims[i]}) {
					return
				}
			}
		case contactThing:
			for c := range v.g.All() {
				if !yield(thing{kind: kind, id: string(c.ID), contact: c}) {
					return
				}
			}
		}
	}
}

// facts are what is told about a thing, named like the dossier's columns or, of a contact, like those of the other
// graph files; a list repeats its name. None is blank.
func (v *inventory) facts(t thing) []rows.Fact {
	switch t.kind {
	case actorThing:
		return v.teller.Actor(t.actor)
	case documentThing:
		return v.teller.Document(t.document)
	case claimThing:
		facts := v.teller.Claim(t.claim)
		for _, c := range claimRefs {
			if c.Holds != sources.HoldsClaim {
				continue
			}
			if id := c.Text(t.claim); id != "" && v.target(id) == "" { // what a selection left out
				facts = append(facts, rows.Fact{Name: c.Name, Value: id})
			}
		}
		return facts
	}
	c := t.contact
	v.told = append(v.told[:0], rows.Fact{Name: "label", Value: c.Naming().Label()},
		rows.Fact{Name: "kind", Value: c.Naming().Relation()})
	v.told = append(v.told, v.teller.Contact(c)...)
	for _, m := range c.StandsFor {
		v.told = append(v.told, rows.Fact{Name: "stands_for", Value: string(m.ID)})
	}
	for _, date := range c.When().Dates() {
		v.told = append(v.told, rows.Fact{Name: "dates", Value: date.String()})
	}
	for _, place := range graph.PlacesNamed(c) {
		v.told = append(v.told, rows.Fact{Name: "places", Value: place})
	}
	for _, origin := range rows.OriginsOf(c) {
		v.told = append(v.told, rows.Fact{Name: "originated_by", Value: origin})
	}
	v.told = append(v.told, rows.Fact{Name: "reports", Value: strconv.Itoa(c.Evidence().Supporting())})
	v.told = rows.Told(v.told)
	return v.told
}

// target is what sort of thing a claim is about; "" for what the graph does not have.
func (v *inventory) target(about string) thingKind {
	switch {
	case v.g.Dossier().Claim(sources.ClaimID(about)) != nil:
		return claimThing
	case v.g.Contact(sources.ContactID(about)) != nil:
		return contactThing
	}
	return ""
}

// refs are the references of a thing. A claim has the chain of those who told it as text, and each actor and document
// of it as a reference, the origin first.
func (v *inventory) refs(t thing) []ref {
	v.tied = v.tied[:0]
	switch t.kind {
	case actorThing:
		v.tied = appendCells(v, v.tied, actorRefs, t.actor)
	case documentThing:
		v.tied = appendCells(v, v.tied, documentRefs, t.document)
	case claimThing:
		cl := t.claim
		v.tied = appendCells(v, v.tied, claimRefs, cl)
		v.tied = appendRefs(v.tied, actorThing, "via", cl.Detail().Channel.Via)
		for i := range cl.Detail().AssertedBy {
			switch s := &cl.Detail().AssertedBy[i]; {
			case s.Actor != "":
				v.tied = append(v.tied, ref{name: "told_by", kind: actorThing, id: string(s.Actor)})
			case s.Document != "":
				v.tied = append(v.tied, ref{name: "told_by", kind: documentThing, id: string(s.Document)})
			}
		}
	case contactThing:
		c := t.contact
		v.tied = append(v.tied, ref{name: "from", kind: actorThing, id: string(c.From)},
			ref{name: "to", kind: actorThing, id: string(c.To)})
		v.tied = appendRefs(v.tied, actorThing, "members", c.Members)
		v.tied = appendRefs(v.tied, actorThing, "confirmed_by", c.ConfirmedBy)
		v.tied = appendRefs(v.tied, actorThing, "met", c.Parties().Met())
		v.tied = appendRefs(v.tied, actorThing, "via", c.Parties().Via())
		for _, cl := range c.Claims {
			v.tied = append(v.tied, ref{"claim", claimThing, string(cl.ID), true})
		}
	}
	return v.tied
}

// own are the cells of the dossier's own columns, by their names as they are written.
func (t thing) own() []rows.Fact {
	switch t.kind {
	case actorThing:
		return ownFacts(t.actor.Extra)
	case documentThing:
		return ownFacts(t.document.Extra)
	case claimThing:
		return ownFacts(t.claim.Detail().Extra)
	}
	return nil
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
func (v *inventory) allActors() []*sources.Actor {
	d := v.g.Dossier()
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
	if v.g.Whole() == v.g { // of which no actor is left out
		return actors
	}
	for _, kind := range []thingKind{claimThing, contactThing} {
		for t := range v.of(kind) {
			for _, r := range v.refs(t) {
				if r.kind == actorThing {
					add(d.Actor(sources.ActorID(r.id)))
				}
			}
		}
	}
	var named []ref
	for i := 0; i < len(actors); i++ {
		named = appendCells(v, named[:0], actorRefs, actors[i])
		for _, r := range named {
			if r.kind == actorThing {
				add(d.Actor(sources.ActorID(r.id)))
			}
		}
	}
	return actors
}

// ownFacts keep the dossier's own columns by their names as they are written.
func ownFacts(fields []sources.Field) []rows.Fact {
	if len(fields) == 0 {
		return nil
	}
	var facts []rows.Fact
	for _, f := range fields {
		facts = append(facts, rows.Fact{Name: f.Name, Value: f.Value})
	}
	return rows.Told(facts)
}

func appendRefs[T ~string](refs []ref, kind thingKind, name string, ids []T) []ref {
	for _, id := range ids {
		refs = append(refs, ref{name: name, kind: kind, id: string(id)})
	}
	return refs
}

// appendCells appends what the cells of a row refer to. Of claims and contacts, one that a selection left out is none.
func appendCells[R any](v *inventory, refs []ref, columns []*sources.ColumnOf[R], r *R) []ref {
	for _, c := range columns {
		text := c.Text(r)
		if text == "" {
			continue
		}
		kind := actorThing
		switch c.Holds {
		case sources.HoldsDocuments:
			kind = documentThing
		case sources.HoldsClaim:
			if kind = v.target(text); kind == "" {
				continue
			}
		}
		for id := range strings.SplitSeq(text, "|") {
			refs = append(refs, ref{c.Name, kind, id, c.Holds == sources.HoldsDocuments})
		}
	}
	return refs
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
func (p property) isList() bool { return len(p.values) > 1 || isList(p.name) }

// isList tells whether what has that name holds several values, even where there is one.
func isList(name string) bool { return rows.IsList(name) || slices.Contains(derivedLists, name) }
