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
			"as words; the dossier's digest, and what a selection left out",
		Whole: true,
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
	f := &ftmWriter{b: newBuffer(w), teller: rows.NewTeller(d, ftmProperties...)}
	f.write(ftmDossier(g))
	for t := range v.of(actorThing) {
		f.write(ftmActor(t.actor))
	}
	for t := range v.of(documentThing) {
		f.write(ftmDocument(t.document))
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

// ftmDossier is what the dossier says of itself, its settings, kinds and codings, as a note on nobody, a record a line.
func ftmDossier(g *graph.Graph) *ftmEntity {
	title := cmp.Or(g.Dossier().Title, "dossier")
	e := &ftmEntity{id: "dossier-" + g.Dossier().Digest(), schema: "Note"}
	e.add("name", title)
	var lines []string
	for sort, facts := range rows.OfDossier(g) {
		if sort != "other_document" { // which the file has as it has the others
			lines = append(lines, sort+": "+rows.Record(facts))
		}
	}
	e.add("description", strings.Join(lines, "\n"))
	return e
}

func ftmActor(a *sources.Actor) *ftmEntity {
	e := &ftmEntity{id: ftmID("actor", string(a.ID)), schema: ftmSchema(a)}
	country := strings.ToLower(a.Country)
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
	e.add("country", country)
	e.add("wikidataId", a.Wikidata)
	e.add("classification", a.Kind.String())
	e.remember(a.Note, rows.ActorFacts(a), rows.Fact{Name: "id", Value: string(a.ID)},
		rows.Fact{Name: "name", Value: a.Name},
		rows.Fact{Name: "short", Value: a.Short}, rows.Fact{Name: "role", Value: a.Role}, rows.Fact{Name: "alias"},
		rows.Fact{Name: "country", Value: strings.ToUpper(country)}, rows.Fact{Name: "wikidata", Value: a.Wikidata},
		rows.Fact{Name: "kind", Value: a.Kind.String()})
	return e
}

// remember adds a note, and behind it, each as "name: value", what a row says and no property holds: held are those that
// one does, with what is read of it, "" for a list. A note that reads like a name and a value has its name before it.
func (e *ftmEntity) remember(note string, all []rows.Fact, held ...rows.Fact) {
	if first, _, _ := strings.Cut(note, "\n"); strings.Contains(first, ": ") {
		note = "note: " + note
	}
	notes := []string{note}
	for _, f := range all {
		holds := func(h rows.Fact) bool { return h.Name == f.Name && (h.Value == "" || h.Value == f.Value) }
		if f.Name != "note" && !slices.ContainsFunc(held, holds) {
			notes = append(notes, f.Name+": "+f.Value)
		}
	}
	e.add("notes", notes...)
}

func ftmDocument(doc *sources.Document) *ftmEntity {
	e := &ftmEntity{id: ftmID("document", string(doc.ID)), schema: "Article"}
	if !(doc.Type == "" || strings.HasPrefix(doc.Type, "article") || strings.HasPrefix(doc.Type, "post") ||
		doc.Type == "webpage") {
		e.schema = "Document"
		e.add("fileName", doc.Name()) // which the model requires
	}
	title, spoken := doc.Title, ""
	if title == doc.URL { // which is how a document without a title is called
		title = "-"
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
		spoken = base.String()
	}
	held := []rows.Fact{{Name: "id", Value: string(doc.ID)}, {Name: "author"}, {Name: "publisher", Value: doc.Publisher},
		{Name: "title", Value: cmp.Or(title, "-")}}
	for name, value := range map[string]string{"url": ftmURL(doc.URL), "issued": ftmDate(doc.Issued),
		"accessed": ftmDate(doc.Accessed), "language": spoken} {
		if value != "" {
			held = append(held, rows.Fact{Name: name, Value: value})
		}
	}
	e.remember(doc.Note, rows.DocumentFacts(doc), held...)
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
	two := len(cl.Actors) == 1 && len(cl.Recipients) == 1
	e.add("description", quote.Joined("\n", r.Get("relation")+", "+r.Get("direction")+"; "+r.Get("origins"),
		w.claimWords(cl, two)))
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
		w.claimWords(cl, false)))
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

// claimWords are the cells of a claim that the model has no property for, one a line; of a value of several lines all but
// the first are indented. Who has a part in it is told by the link's ends, if it has one at each.
func (w *ftmWriter) claimWords(cl *sources.Claim, told bool) string {
	w.words = w.words[:0]
	line := func(name, value string) {
		if rows.IsBlank(value) || told && (name == "actor" || name == "recipient") {
			return
		}
		if len(w.words) > 0 {
			w.words = append(w.words, '\n')
		}
		w.words = append(append(append(w.words, name...), ": "...), strings.ReplaceAll(value, "\n", "\n  ")...)
	}
	for _, f := range w.teller.Claim(cl) {
		line(f.Name, f.Value)
	}
	for _, f := range rows.OwnFacts(cl.Detail().Extra) {
		line(f.Name, f.Value)
	}
	return string(w.words)
}

// ftmProperties are the columns of claims that the model has properties for.
var ftmProperties = []string{"id", "document", "summary"}

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
