package graphs

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

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

// An ftmWriter writes entities, one a line, property by property.
type ftmWriter struct {
	b      *buffer
	teller *rows.FactBuffer
	words  []byte // room for those of a claim
	begun  bool   // the entity has a property
}

// begin begins an entity.
func (w *ftmWriter) begin(kind, id, schema string) {
	w.b.text = append(appendFTMID(append(appendName(append(w.b.text, '{'), "id"), '"'), kind, id), '"')
	w.b.text = append(appendName(appendField(w.b.text, "schema", schema), "properties"), '{')
	w.begun = false
}

// add adds a property of values, without blank ones.
func (w *ftmWriter) add(name string, values ...string) {
	begun := false
	for _, v := range values {
		if rows.IsBlank(v) {
			continue
		}
		w.value(name, &begun)
		w.b.text = quote.AppendJSON(w.b.text, v)
	}
	w.endValues(begun)
}

// refer adds a property of entities, by their ids.
func (w *ftmWriter) refer(name, kind string, ids ...string) {
	begun := false
	for _, id := range ids {
		w.value(name, &begun)
		w.b.text = append(appendFTMID(append(w.b.text, '"'), kind, id), '"')
	}
	w.endValues(begun)
}

// value begins a value of a property, and the property with the first.
func (w *ftmWriter) value(name string, begun *bool) {
	if *begun {
		w.b.add(", ")
		return
	}
	*begun = true
	if w.begun {
		w.b.add(", ")
	}
	w.begun = true
	w.b.add("\"", name, "\": [")
}

func (w *ftmWriter) endValues(begun bool) {
	if begun {
		w.b.add("]")
	}
}

// end ends the entity.
func (w *ftmWriter) end() {
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
	f := &ftmWriter{b: newBuffer(w), teller: rows.NewFactBuffer(d, ftmProperties...)}
	f.dossier(g)
	for t := range v.of(actorThing) {
		f.actor(t.actor)
	}
	for t := range v.of(documentThing) {
		f.document(t.document)
	}
	for r := range claims.Edges().Only("label", "state", "relation", "direction", "origins") {
		f.link(d, &r)
	}
	for c := range g.All() {
		for _, cl := range c.Claims {
			if !c.Drawn() || !cl.Stance.Supports() {
				f.note(d, c, cl)
			}
		}
	}
	return f.b.Flush()
}

// appendFTMID appends an id of the letters that FollowTheMoney allows; any other is a full stop and its number in six
// hexadecimal digits.
func appendFTMID(text []byte, kind, id string) []byte {
	text = append(append(text, kind...), '-')
	for i, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9',
			r == '-' && i+1 < len(id): // an id may not end in one
			text = append(text, byte(r))
		default:
			text = fmt.Appendf(text, ".%06x", r)
		}
	}
	return text
}

var ftmSchemata = map[sources.ActorKind]string{
	sources.StateActor: "PublicBody", sources.Government: "PublicBody", sources.Ministry: "PublicBody",
	sources.Agency: "PublicBody", sources.Office: "PublicBody",
	sources.Person: "Person", sources.ArmedGroup: "Organization", sources.Organisation: "Organization",
	sources.Media: "Organization", sources.Company: "Company",
}

// ftmSchema is LegalEntity for those of whom it is not known whether they are persons or bodies.
func ftmSchema(a *sources.Actor) string { return cmp.Or(ftmSchemata[a.Kind], "LegalEntity") }

// dossier writes what the dossier says of itself, its settings, kinds and codings, as a note on nobody, a record a line.
func (w *ftmWriter) dossier(g *graph.Graph) {
	title := cmp.Or(g.Dossier().Title, "dossier")
	w.begin("dossier", g.Dossier().Digest(), "Note")
	w.add("name", title)
	var lines []string
	for sort, facts := range rows.OfDossier(g) {
		if sort != "other_document" { // which the file has as it has the others
			lines = append(lines, sort+": "+rows.Record(facts))
		}
	}
	w.add("description", strings.Join(lines, "\n"))
	w.end()
}

func (w *ftmWriter) actor(a *sources.Actor) {
	w.begin("actor", string(a.ID), ftmSchema(a))
	country := strings.ToLower(a.Country)
	w.add("name", a.Name)
	w.add("alias", a.Aliases...)
	if a.Short != a.Name {
		w.add("weakAlias", a.Short)
	}
	if a.Kind == sources.Person {
		w.add("position", a.Role)
	} else {
		w.add("description", a.Role)
	}
	w.add("country", country)
	w.add("wikidataId", a.Wikidata)
	w.add("classification", a.Kind.String())
	w.remember(a.Note, rows.ActorFacts(a), rows.Fact{Name: "id", Value: string(a.ID)},
		rows.Fact{Name: "name", Value: a.Name},
		rows.Fact{Name: "short", Value: a.Short}, rows.Fact{Name: "role", Value: a.Role}, rows.Fact{Name: "alias"},
		rows.Fact{Name: "country", Value: strings.ToUpper(country)}, rows.Fact{Name: "wikidata", Value: a.Wikidata},
		rows.Fact{Name: "kind", Value: a.Kind.String()})
	w.end()
}

// remember adds a note, and behind it, each as "name: value", what a row says and no property holds: held are those that
// one does, with what is read of it, "" for a list. A note that reads like a name and a value has its name before it.
func (w *ftmWriter) remember(note string, all []rows.Fact, held ...rows.Fact) {
	if first, _, _ := strings.Cut(note, "\n"); strings.Contains(first, ": ") {
		note = "note: " + note
	}
	notes := []string{note}
	for _, f := range all {
		holds := func(h rows.Fact) bool { return h.Name == f.Name && (h.Value == "" || h.Value == f.Value) }
		if f.Name != "note" && !slices.ContainsFunc(held, holds) {
			notes = append(notes, rows.EscapeName(f.Name)+": "+f.Value)
		}
	}
	w.add("notes", notes...)
}

func (w *ftmWriter) document(doc *sources.Document) {
	if doc.Type == "" || strings.HasPrefix(doc.Type, "article") || strings.HasPrefix(doc.Type, "post") ||
		doc.Type == "webpage" {
		w.begin("document", string(doc.ID), "Article")
	} else {
		w.begin("document", string(doc.ID), "Document")
		w.add("fileName", doc.Name()) // which the model requires
	}
	title, spoken := doc.Title, ""
	if title == doc.URL { // which is how a document without a title is called
		title = "-"
	}
	w.add("title", doc.Name())
	w.add("author", doc.Author...)
	w.add("publisher", doc.Publisher)
	w.add("sourceUrl", ftmURL(doc.URL))
	w.add("publishedAt", ftmDate(doc.Issued))
	w.add("retrievedAt", ftmDate(doc.Accessed))
	if tag, err := language.Parse(doc.Language); err == nil && doc.Language != "" {
		base, _ := tag.Base()
		w.add("language", base.ISO3())
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
	w.remember(doc.Note, rows.DocumentFacts(doc), held...)
	w.end()
}

// link is a claim as a membership, if it is an affiliation of an actor to a body, else as a link of a sort that is
// not known to the model; its role tells the kind.
func (w *ftmWriter) link(d *sources.Dossier, r *rows.Row) {
	cl := r.Claim()
	schema, subject, object := "UnknownLink", "subject", "object"
	if cl.Kind == sources.AffiliationKind && r.Directed {
		switch ftmSchema(d.Actor(r.To)) {
		case "Organization", "PublicBody", "Company":
			schema, subject, object = "Membership", "member", "organization"
		}
	}
	w.begin("claim", r.ID, schema)
	w.refer(subject, "actor", string(r.From))
	w.refer(object, "actor", string(r.To))
	w.add("role", r.Get("label"))
	w.add("status", r.Get("state"))
	date, start, end := ftmDates(cl.Date)
	w.add("date", date)
	w.add("startDate", start)
	w.add("endDate", end)
	w.add("summary", cl.Summary)
	two := len(cl.Actors) == 1 && len(cl.Recipients) == 1
	w.add("description", quote.Joined("\n", r.Get("relation")+", "+r.Get("direction")+"; "+r.Get("origins"),
		w.claimWords(cl, two)))
	w.add("recordId", string(cl.ID))
	w.evidence(d, cl)
	w.end()
}

// note is a claim that is no link: a denial, a refusal to comment, a report that was taken back.
func (w *ftmWriter) note(d *sources.Dossier, c *graph.Contact, cl *sources.Claim) {
	w.begin("note", string(cl.ID)+"--"+string(c.ID), "Note")
	w.add("name", cl.Stance.String()+": "+c.Naming().Label())
	w.refer("entity", "actor", sources.Texts(c.Members)...)
	w.add("summary", cl.Summary)
	w.add("description", quote.Joined("\n", "contact "+string(c.ID)+", "+c.State.String(), "claim: "+string(cl.ID),
		w.claimWords(cl, false)))
	w.evidence(d, cl)
	w.end()
}

// evidence is where a claim stands: its document, and the passage in it.
func (w *ftmWriter) evidence(d *sources.Dossier, cl *sources.Claim) {
	doc := d.DocumentOf(cl)
	if doc == nil {
		return
	}
	w.refer("proof", "document", string(doc.ID))
	w.add("publisher", doc.Publisher)
	w.add("sourceUrl", ftmURL(doc.PassageLink(cl)))
	w.add("retrievedAt", ftmDate(doc.Accessed))
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
		line(rows.EscapeName(f.Name), f.Value)
	}
	return string(w.words)
}

// ftmProperties are the columns of claims that the model has properties for.
var ftmProperties = []string{"id", "document", "summary"}

// isPlainDate tells what the model takes for a date: a year from 1000 on, with a month and a day or without. EDTF's
// seasons and qualifiers are none.
func isPlainDate(text string) bool {
	const form = "dddd-dd-dd"
	switch len(text) {
	case len("dddd"), len("dddd-dd"), len(form):
	default:
		return false
	}
	for i := range len(text) {
		if isDigit := text[i] >= '0' && text[i] <= '9'; isDigit != (form[i] == 'd') || !isDigit && text[i] != '-' {
			return false
		}
	}
	return text[0] != '0' && (len(text) == len("dddd") || text[5:7] >= "01" && text[5:7] <= "12")
}

// ftmDate is a date that the model can hold, else "": a date that is about, uncertain or open is not made exact.
func ftmDate(d edtf.Date) string {
	if text := d.String(); isPlainDate(text) {
		return text
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
	if !sources.Followable(address) {
		return ""
	}
	return address
}
