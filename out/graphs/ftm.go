package graphs

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// FollowTheMoney, the model of Aleph and OpenSanctions, keeps each property as a set of values. A link with the
// claims of two documents would no longer tell which of them says what, so that every claim that reports a contact is
// a link of its own.

// An ftmEntity is one line of the file.
type ftmEntity struct {
	id, schema string
	properties []property
}

// add adds values to a property, without blank ones.
func (e *ftmEntity) add(name string, values ...string) {
	if slices.ContainsFunc(values, rows.IsBlank) {
		values = slices.DeleteFunc(slices.Clone(values), rows.IsBlank)
	}
	if len(values) > 0 {
		e.properties = append(e.properties, property{name, values})
	}
}

// An ftmWriter writes entities, one a line.
type ftmWriter struct {
	b      *buffer
	teller *rows.Teller
	words  []byte // room for those of a claim
}

func (w *ftmWriter) write(e *ftmEntity) {
	w.b.text = appendField(appendField(append(w.b.text, '{'), "id", e.id), "schema", e.schema)
	w.b.text = append(appendName(w.b.text, "properties"), '{')
	for _, p := range e.properties {
		w.b.text = append(appendName(w.b.text, p.name), '[')
		for i, v := range p.values {
			if i > 0 {
				w.b.add(", ")
			}
			w.b.text = quote.AppendJSON(w.b.text, v)
		}
		w.b.text = append(w.b.text, ']')
	}
	w.b.add("}}\n")
	w.b.pass()
}

// FTM is the format.
var FTM = format.Format[*rows.Job]{
	Description: format.Description{Name: "ftm", Ext: ".ftm.json",
		About: "entities of FollowTheMoney, one a line, for Aleph and others",
		Holds: "actors; documents; each claim as a link with its own document or, if it reports no drawn contact, " +
			"as a note; states and origins",
		Lacks: "contacts as one, gradings and chains but as words; dates that are about, uncertain or seasons but " +
			"as words; the dossier's title and digest, and what a selection left out",
	},
	Write: writeFTM,
}

// writeFTM writes g as entities, one a line: actors, documents, and each claim as a link between two actors or, if it
// reports no contact that a figure draws, as a note on both: what is only denied must not look like a link.
func writeFTM(w io.Writer, j *rows.Job) error {
	g := j.Graph
	d := g.Dossier()
	claims := rows.NewJob(g)
	claims.Claims = true
	v := newInventory(g)
	f := &ftmWriter{b: newBuffer(w), teller: rows.NewTeller(ftmProperties...)}
	for t := range v.of(actorThing) {
		f.write(v.ftmActor(t))
	}
	for t := range v.of(documentThing) {
		f.write(v.ftmDocument(t))
	}
	for r := range claims.Edges().Only("claim", "label", "state", "relation", "direction", "origins") {
		f.write(f.link(d, r))
	}
	for c := range g.All() {
		for _, cl := range c.Claims {
			if !c.Drawn() || !cl.Stance.Supports() {
				f.write(f.note(d, c, cl))
			}
		}
	}
	return f.b.Flush()
}

// ftmID makes an id of the letters that FollowTheMoney allows; any other is a full stop and its number in six
// hexadecimal digits.
func ftmID(kind, id string) string {
	var b strings.Builder
	b.WriteString(kind + "-")
	for i, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9',
			r == '-' && i+1 < len(id): // an id may not end in one
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, ".%06x", r)
		}
	}
	return b.String()
}

var ftmSchemata = map[sources.ActorKind]string{
	sources.State: "PublicBody", sources.Government: "PublicBody", sources.Ministry: "PublicBody",
	sources.Agency: "PublicBody", sources.Office: "PublicBody",
	sources.Person: "Person", sources.ArmedGroup: "Organization", sources.Organisation: "Organization",
	sources.Media: "Organization", sources.Company: "Company",
}

// ftmSchema is LegalEntity for those of whom it is not known whether they are persons or bodies.
func ftmSchema(a *sources.Actor) string { return cmp.Or(ftmSchemata[a.Kind], "LegalEntity") }

func (v *inventory) ftmActor(t thing) *ftmEntity {
	a := t.actor
	e := &ftmEntity{id: ftmID("actor", t.id), schema: ftmSchema(a)}
	e.add("name", a.Name)
	e.add("alias", a.Aliases...)
	if a.Short != a.Name {
		e.add("weakAlias", a.Short)
	}
	if a.Kind == sources.Person {
		e.add("position", a.Role)
	} else {
		e.add("description", a.Role)
	}
	e.add("country", strings.ToLower(a.Country))
	e.add("wikidataId", a.Wikidata)
	e.add("classification", a.Kind.String())
	e.add("notes", slices.Concat([]string{a.Note}, v.remainders(t, "side", "same_as"))...)
	return e
}

// remainders are the columns of that name, the references and the dossier's own columns, for which the model has no
// property.
func (v *inventory) remainders(t thing, names ...string) []string {
	var notes []string
	for _, f := range v.facts(t) {
		if slices.Contains(names, f.Name) {
			notes = append(notes, f.Name+": "+f.Value)
		}
	}
	for _, r := range v.refs(t) {
		notes = append(notes, r.name+": "+r.id)
	}
	for _, f := range t.own() {
		notes = append(notes, f.Name+": "+f.Value)
	}
	return notes
}

func (v *inventory) ftmDocument(t thing) *ftmEntity {
	doc := t.document
	e := &ftmEntity{id: ftmID("document", t.id), schema: "Article"}
	if !(doc.Type == "" || strings.HasPrefix(doc.Type, "article") || strings.HasPrefix(doc.Type, "post") ||
		doc.Type == "webpage") {
		e.schema = "Document"
		e.add("fileName", doc.Name()) // which the model requires
	}
	e.add("title", doc.Name())
	e.add("author", doc.Author...)
	e.add("publisher", doc.Publisher)
	e.add("sourceUrl", ftmURL(doc.URL))
	e.add("publishedAt", ftmDate(doc.Issued))
	e.add("retrievedAt", ftmDate(doc.Accessed))
	if tag, err := language.Parse(doc.Language); err == nil && doc.Language != "" {
		base, _ := tag.Base()
		e.add("language", base.ISO3())
	}
	e.add("notes", slices.Concat([]string{doc.Note}, v.remainders(t, "issued", "type", "archive_url", "reliability",
		"sha256"))...)
	return e
}

// link is a claim as a membership, if it is an affiliation of an actor to a body, else as a link of a sort that is
// not known to the model; its role tells the kind.
func (w *ftmWriter) link(d *sources.Dossier, r rows.Row) *ftmEntity {
	cl := d.Claim(sources.ClaimID(r.Get("claim")))
	subject, object := "subject", "object"
	e := &ftmEntity{id: ftmID("claim", r.ID), schema: "UnknownLink"}
	to := ftmSchema(d.Actor(r.To))
	if cl.Kind == sources.Affiliation && r.Directed &&
		slices.Contains([]string{"Organization", "PublicBody", "Company"}, to) {
		e.schema, subject, object = "Membership", "member", "organization"
	}
	e.add(subject, ftmID("actor", string(r.From)))
	e.add(object, ftmID("actor", string(r.To)))
	e.add("role", r.Get("label"))
	e.add("status", r.Get("state"))
	date, start, end := ftmDates(cl.Date)
	e.add("date", date)
	e.add("startDate", start)
	e.add("endDate", end)
	e.add("summary", cl.Summary)
	e.add("description", quote.Joined("\n", r.Get("relation")+", "+r.Get("direction")+"; "+r.Get("origins"),
		w.claimWords(cl)))
	e.add("recordId", string(cl.ID))
	e.evidence(d, cl)
	return e
}

// note is a claim that is no link: a denial, a refusal to comment, a report that was taken back.
func (w *ftmWriter) note(d *sources.Dossier, c *graph.Contact, cl *sources.Claim) *ftmEntity {
	e := &ftmEntity{id: ftmID("note", string(cl.ID)+"--"+string(c.ID)), schema: "Note"}
	e.add("name", cl.Stance.String()+": "+c.Label())
	var members []string
	for _, member := range c.Members {
		members = append(members, ftmID("actor", string(member)))
	}
	e.add("entity", members...)
	e.add("summary", cl.Summary)
	e.add("description", quote.Joined("\n", "contact "+string(c.ID)+", "+c.State.String(), "claim: "+string(cl.ID),
		w.claimWords(cl)))
	e.evidence(d, cl)
	return e
}

// evidence is where a claim stands: its document, and the passage in it.
func (e *ftmEntity) evidence(d *sources.Dossier, cl *sources.Claim) {
	doc := d.DocumentOf(cl)
	if doc == nil {
		return
	}
	e.add("proof", ftmID("document", string(doc.ID)))
	e.add("publisher", doc.Publisher)
	e.add("sourceUrl", ftmURL(doc.PassageLink(cl)))
	e.add("retrievedAt", ftmDate(doc.Accessed))
}

// claimWords are the cells of a claim that the model has no property for, one a line.
func (w *ftmWriter) claimWords(cl *sources.Claim) string {
	w.words = w.words[:0]
	line := func(name, value string) {
		if rows.IsBlank(value) || slices.Contains(ftmProperties, name) {
			return
		}
		if len(w.words) > 0 {
			w.words = append(w.words, '\n')
		}
		w.words = append(append(append(w.words, name...), ": "...), value...)
	}
	for _, f := range w.teller.Claim(cl) {
		line(f.Name, f.Value)
	}
	for _, f := range rows.OwnFacts(cl.Extra) {
		line(f.Name, f.Value)
	}
	return string(w.words)
}

// ftmProperties are the columns of claims that the model has properties for.
var ftmProperties = []string{"id", "document", "summary", "actor", "recipient", "kind", "direction"}

// plainDate is what the model takes for a date; EDTF's seasons and qualifiers are none.
var plainDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[1-9]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$`)
})

// ftmDate is a date that the model can hold, else "": a date that is about, uncertain or open is not made exact.
func ftmDate(d edtf.Date) string {
	if plainDate().MatchString(d.String()) {
		return d.String()
	}
	return ""
}

// ftmDates tells a date apart from the ends of a span.
func ftmDates(d edtf.Date) (date, start, end string) {
	if d.IsInterval() {
		return "", ftmDate(d.Start()), ftmDate(d.End())
	}
	return ftmDate(d), "", ""
}

// ftmURL is an address that can be followed, else "".
func ftmURL(address string) string {
	if _, err := url.Parse(address); err != nil || !sources.Followable(address) {
		return ""
	}
	return address
}
