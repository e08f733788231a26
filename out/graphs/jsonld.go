package graphs

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/quote"
	"relgraph/out/rows"
	"relgraph/sources"
)

// JSON-LD 1.1 says a dossier in the words of published vocabularies: documents, derivation and attribution in PROV-O,
// each claim as a W3C Web Annotation of its passage, names and titles in schema.org. What these have no word for
// stands under urn:relgraph:term: with the name of the dossier's column, or of the column that the other graph files
// have.

// termBase begins the names of relgraph's own terms.
const termBase = "urn:relgraph:term:"

// jsonLDContext stands in the file, so that nobody has to fetch one to read it. Its last prefix is of the dossier's
// own things.
func jsonLDContext(digest string) string {
	return quote.Object(quote.TextMember("oa", "http://www.w3.org/ns/oa#"),
		quote.TextMember("prov", "http://www.w3.org/ns/prov#"), quote.TextMember("schema", "https://schema.org/"),
		quote.TextMember("dc", "http://purl.org/dc/elements/1.1/"),
		quote.TextMember("dcterms", "http://purl.org/dc/terms/"),
		quote.TextMember("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
		quote.TextMember("owl", "http://www.w3.org/2002/07/owl#"),
		quote.TextMember("xsd", "http://www.w3.org/2001/XMLSchema#"),
		quote.TextMember("edtf", "http://id.loc.gov/datatypes/edtf/"), quote.TextMember("rg", termBase),
		quote.TextMember("d", "urn:relgraph:dossier:"+digest+":"))
}

// JSONLD is the format.
var JSONLD = format.Format[*rows.Job]{
	Description: format.Description{Name: "jsonld", Ext: ".jsonld",
		About: "linked data: PROV-O, Web Annotation, schema.org, as JSON-LD",
		Holds: "every actor, contact, claim and document, with origins and states; each claim as an annotation of " +
			"its passage",
		Lacks: "measures; a way to draw it",
		Takes: []format.Option{format.Title},
		Whole: true,
	},
	Write: writeJSONLD,
}

// writeJSONLD writes g as one flat graph, a thing a line.
func writeJSONLD(w io.Writer, j *rows.Job) error {
	g, title := j.Graph, j.Title
	d := g.Dossier()
	dataset := []quote.Member{quote.TextMember("@id", "d:dossier"), types("schema:Dataset", "prov:Collection"),
		quote.TextMember("schema:name", title), quote.TextMember("schema:identifier", "sha256:"+d.Digest()),
		quote.TextMember("rg:generated_by", "relgraph")}
	for _, f := range rows.Told([]rows.Fact{{Name: "rg:subtitle", Value: d.Subtitle},
		{Name: "schema:version", Value: d.Edition}, {Name: "schema:description",
			Value: words.English().Selections.Shown(g)},
		{Name: "rg:title", Value: d.Title}, {Name: "rg:edition", Value: d.Edition}, {Name: "rg:lang", Value: d.Lang}}) {
		dataset = append(dataset, quote.TextMember(f.Name, f.Value))
	}
	for _, settings := range []struct {
		of   string
		list []sources.Setting
	}{{"figure", d.Figure}, {"sides", d.Sides}} {
		if own := settingsLD(settings.list); own != nil {
			dataset = append(dataset, quote.Member{Name: "rg:" + settings.of, Value: "[" + strings.Join(own, ", ") + "]"})
		}
	}
	v := newInventory(g)
	l := &ldWriter{buffer: newBuffer(w), inventory: v, by: publishersOf(v)}
	fmt.Fprintf(l, "{\n\t\"@context\": %s,\n\t\"@graph\": [\n\t\t", jsonLDContext(d.Digest()))
	l.text = quote.AppendObject(l.text, dataset...)
	l.members()
	for t := range v.all() {
		l.begin()
		l.thing(t)
	}
	own := d.OwnKinds()
	for i, kind := range rows.DescribedKinds(d) {
		l.begin()
		l.add(recordLD("d:kind:"+escapeIRI(string(own[i].ID)), "rg:Kind", kind))
	}
	for i, coding := range rows.Codings(d) {
		l.begin()
		l.add(recordLD(fmt.Sprintf("d:coding:%d", i+1), "rg:Coding", coding))
	}
	for n, name := range l.by.names {
		l.begin()
		l.text = quote.AppendObject(l.text, quote.TextMember("@id", publisherIRI(n)),
			types("schema:Organization", "prov:Agent"), quote.TextMember("schema:name", name))
	}
	l.add("\n\t]\n}\n")
	return l.Flush()
}

// An ldWriter writes things, one a line.
type ldWriter struct {
	*buffer
	*inventory
	by publishers
}

// begin begins a further line.
func (l *ldWriter) begin() {
	l.add(",\n\t\t")
	l.pass()
}

// members adds to the dataset, which was written, what it consists of.
func (l *ldWriter) members() {
	some := false
	for t := range l.all() {
		if some {
			l.add(", ")
		} else {
			l.text = l.text[:len(l.text)-len("}")]
			l.text = append(appendName(l.text, "prov:hadMember"), '[')
			some = true
		}
		l.text = appendNode(l.text, t.kind, t.id)
		l.pass()
	}
	if some {
		l.add("]}")
	}
}

// settingsLD are settings, each with its name.
func settingsLD(list []sources.Setting) []string {
	var all []string
	for _, s := range list {
		all = append(all, propertyLD(s.Name, s.Value))
	}
	return all
}

func propertyLD(name, value string) string {
	return quote.Object(quote.TextMember("@type", "schema:PropertyValue"), quote.TextMember("schema:name", name),
		quote.TextMember("schema:value", value))
}

// recordLD is a row of a table that published vocabularies have nothing for.
func recordLD(iri, kind string, facts []rows.Fact) string {
	fields := []quote.Member{quote.TextMember("@id", iri), types(kind)}
	var own []string
	for _, p := range properties(rows.Told(facts)) {
		if !isTerm(p.name) {
			own = append(own, propertyLD(p.name, strings.Join(p.values, "|")))
			continue
		}
		fields = append(fields, p.jsonLD())
	}
	if own != nil {
		fields = append(fields, quote.Member{Name: "schema:additionalProperty", Value: "[" + strings.Join(own, ", ") + "]"})
	}
	return quote.Object(fields...)
}

// isTerm tells columns of relgraph's from the dossier's own.
func isTerm(name string) bool {
	return slices.ContainsFunc(knownColumns(), func(c sources.Column) bool { return c.Name == name })
}

var knownColumns = sync.OnceValue(sources.Columns)

// publishers are the names of those who published documents, each once, and where each stands among them.
type publishers struct {
	names  []string
	number map[string]int
}

func publishersOf(v *inventory) publishers {
	p := publishers{number: map[string]int{}}
	for _, doc := range v.documents {
		if doc.Publisher == "" {
			continue
		}
		if _, known := p.number[doc.Publisher]; !known {
			p.number[doc.Publisher] = len(p.names)
			p.names = append(p.names, doc.Publisher)
		}
	}
	return p
}

func publisherIRI(n int) string { return fmt.Sprintf("d:publisher:%d", n+1) }

func iri(kind thingKind, id string) string { return "d:" + string(kind) + ":" + escapeIRI(id) }

// escapeIRI percent-encodes what an IRI cannot hold (RFC 3987), and nothing else.
func escapeIRI(address string) string {
	if isPlainIRI(address) {
		return address
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(address, "\uFFFD") {
		if r <= ' ' || r == 0x7F || strings.ContainsRune("<>\"{}|\\^`", r) || r >= 0x80 && r < 0xA0 ||
			r >= 0xE000 && r <= 0xF8FF || r >= 0xFFF0 && r <= 0xFFFF {
			b.WriteString(url.PathEscape(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isPlainIRI tells an address, or an id, of letters, digits and signs of ASCII that an IRI holds as they are.
func isPlainIRI(address string) bool {
	for i := range len(address) {
		if b := address[i]; b <= ' ' || b >= 0x7F || strings.IndexByte("<>\"{}|\\^`", b) >= 0 {
			return false
		}
	}
	return true
}

// appendNode appends a reference to a thing.
func appendNode(text []byte, kind thingKind, id string) []byte {
	text = append(append(append(text, `{"@id": "d:`...), kind...), ':')
	if isPlainIRI(id) {
		return append(append(text, id...), `"}`...)
	}
	quoted := quote.JSON(escapeIRI(id))
	return append(append(text, quoted[1:]...), '}')
}

func node(iri string) string { return quote.Object(quote.TextMember("@id", iri)) }

func types(names ...string) quote.Member {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quote.JSON(n)
	}
	return quote.Member{Name: "@type", Value: "[" + strings.Join(quoted, ", ") + "]"}
}

// edtfValue is a literal of the Library of Congress's datatype.
func edtfValue(date string) string {
	return quote.Object(quote.TextMember("@type", "edtf:EDTF"), quote.TextMember("@value", date))
}

// offset is a place in a text, with the datatype that Web Annotation gives it.
func offset(n int) string {
	return quote.Object(quote.TextMember("@type", "xsd:nonNegativeInteger"), quote.TextMember("@value", strconv.Itoa(n)))
}

// thing writes a thing: first what published vocabularies have words for, then every column under relgraph's own terms.
func (l *ldWriter) thing(t thing) {
	l.text = appendField(append(l.text, '{'), "@id", iri(t.kind, t.id))
	switch t.kind {
	case actorThing:
		l.fields(actorLD(t.actor)...)
	case documentThing:
		l.fields(documentLD(t.document, l.by)...)
	case claimThing:
		l.annotation(t.claim)
	case contactThing:
		l.add(`, "@type": ["rg:Contact", "prov:Entity"]`)
	}
	l.text = appendField(l.text, "schema:identifier", t.id)
	facts := l.facts(t)
	for i, f := range facts {
		if first, more := standing(facts, i); first {
			l.text = appendTerm(l.text, f.Name)
			l.text = appendValues(l.text, facts[i:], more, more || isList(f.Name), valueLD(f.Name))
		}
	}
	l.refs(t)
	if facts := t.own(); len(facts) > 0 {
		var own []string
		for _, f := range facts {
			own = append(own, propertyLD(f.Name, f.Value))
		}
		l.fields(quote.Member{Name: "schema:additionalProperty", Value: "[" + strings.Join(own, ", ") + "]"})
	}
	l.text = append(l.text, '}')
}

// fields adds fields to the object that is begun.
func (l *ldWriter) fields(fields ...quote.Member) {
	for _, f := range fields {
		l.text = append(appendName(l.text, f.Name), f.Value...)
	}
}

// appendTerm appends the name of a field that is one of relgraph's own terms.
func appendTerm(text []byte, name string) []byte {
	text = append(text, `, "rg:`...)
	return append(append(text, name...), `": `...)
}

// valueLD writes the values of a column.
func valueLD(name string) func([]byte, string) []byte {
	switch {
	case rows.IsDate(name) || slices.Contains(derivedDates, name):
		return appendEDTF
	case slices.Contains(countColumns, name):
		return asItIs
	}
	return quote.AppendJSON
}

func appendEDTF(text []byte, date string) []byte {
	return append(quote.AppendJSON(append(text, `{"@type": "edtf:EDTF", "@value": `...), date), '}')
}

func (p property) jsonLD() quote.Member {
	values := make([]string, len(p.values))
	for i, v := range p.values {
		switch {
		case rows.IsDate(p.name) || slices.Contains(derivedDates, p.name):
			values[i] = edtfValue(v)
		case slices.Contains(countColumns, p.name):
			values[i] = v
		default:
			values[i] = quote.JSON(v)
		}
	}
	if p.isList() {
		return quote.Member{Name: "rg:" + p.name, Value: "[" + strings.Join(values, ", ") + "]"}
	}
	return quote.Member{Name: "rg:" + p.name, Value: values[0]}
}

// refs writes the references, each under relgraph's own term; what rests on something else, in PROV too.
func (l *ldWriter) refs(t thing) {
	refs := l.inventory.refs(t)
	for i, r := range refs {
		if slices.ContainsFunc(refs[:i], func(other ref) bool { return other.name == r.name }) {
			continue
		}
		l.list("rg:"+r.name, refs[i:], func(other ref) bool { return other.name == r.name })
		if r.basis && !slices.ContainsFunc(refs[:i], ref.isBasis) {
			l.list("prov:wasDerivedFrom", refs[i:], ref.isBasis)
		}
		if r.name == "not_same_as" {
			l.list("owl:differentFrom", refs[i:], func(other ref) bool { return other.name == r.name })
		}
	}
}

// isBasis tells a reference to what a thing rests on.
func (r ref) isBasis() bool { return r.basis }

// list writes the references that are meant. Those of which the order says something stand in a list, which alone
// keeps it.
func (l *ldWriter) list(name string, refs []ref, meant func(ref) bool) {
	ordered := name == "rg:told_by" || name == "rg:claim"
	l.text = appendName(l.text, name)
	if ordered {
		l.add(`{"@list": `)
	}
	l.add("[")
	some := false
	for _, r := range refs {
		if !meant(r) {
			continue
		}
		if some {
			l.add(", ")
		}
		some = true
		l.text = appendNode(l.text, r.kind, r.id)
	}
	l.add("]")
	if ordered {
		l.add("}")
	}
}

// actorTypes are the nearest of schema.org's.
var actorTypes = map[sources.ActorKind][]string{
	sources.StateActor: {"schema:Country", "prov:Agent"}, sources.Government: {"schema:GovernmentOrganization",
		"prov:Organization"},
	sources.Ministry: {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Agency:   {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Office:   {"schema:Organization", "prov:Organization"}, sources.Person: {"schema:Person", "prov:Person"},
	sources.ArmedGroup:   {"schema:Organization", "prov:Organization"},
	sources.Organisation: {"schema:Organization", "prov:Organization"},
	sources.Company:      {"schema:Corporation", "prov:Organization"},
	sources.Media:        {"schema:NewsMediaOrganization", "prov:Organization"},
}

func actorLD(a *sources.Actor) []quote.Member {
	kinds := actorTypes[a.Kind]
	if kinds == nil {
		kinds = []string{"prov:Agent"}
	}
	fields := []quote.Member{types(append([]string{"rg:Actor"}, kinds...)...), quote.TextMember("schema:name", a.Name)}
	if len(a.Aliases) > 0 {
		fields = append(fields, quote.Member{Name: "schema:alternateName",
			Value: property{"alias", a.Aliases}.jsonLD().Value})
	}
	if a.Wikidata != "" {
		fields = append(fields, quote.Member{Name: "schema:sameAs",
			Value: node("http://www.wikidata.org/entity/" + escapeIRI(a.Wikidata))})
	}
	return fields
}

// documentTypes are schema.org's for the CSL types that have one; the others are creative works.
var documentTypes = map[string]string{
	"article": "Article", "article-journal": "ScholarlyArticle", "article-magazine": "Article",
	"article-newspaper": "NewsArticle", "book": "Book",
	"chapter": "Chapter", "dataset": "Dataset", "legislation": "Legislation", "map": "Map",
	"post": "SocialMediaPosting", "post-weblog": "BlogPosting",
	"report": "Report", "review": "Review", "thesis": "Thesis", "webpage": "WebPage",
}

func documentLD(doc *sources.Document, by publishers) []quote.Member {
	kind := documentTypes[doc.Type]
	if kind == "" {
		kind = "CreativeWork"
	}
	fields := []quote.Member{types("rg:Document", "schema:"+kind, "prov:Entity"),
		quote.TextMember("schema:name", doc.Name())}
	if sources.Followable(doc.URL) {
		fields = append(fields, quote.Member{Name: "schema:url", Value: node(escapeIRI(doc.URL))})
	}
	if sources.Followable(doc.ArchiveURL) {
		fields = append(fields, quote.Member{Name: "schema:archivedAt", Value: node(escapeIRI(doc.ArchiveURL))})
	}
	if n, known := by.number[doc.Publisher]; known {
		publisher := node(publisherIRI(n))
		fields = append(fields, quote.Member{Name: "schema:publisher", Value: publisher},
			quote.Member{Name: "prov:wasAttributedTo", Value: publisher})
	}
	var authors []string
	for _, name := range doc.Author {
		authors = append(authors, quote.Object(quote.TextMember("@type", "prov:Agent"),
			quote.TextMember("schema:name", name)))
	}
	if authors != nil {
		fields = append(fields, quote.Member{Name: "schema:author", Value: "[" + strings.Join(authors, ", ") + "]"})
	}
	if !doc.Issued.IsZero() {
		fields = append(fields, quote.Member{Name: "dcterms:issued", Value: edtfValue(doc.Issued.String())})
	}
	if doc.Language != "" {
		fields = append(fields, quote.TextMember("schema:inLanguage", doc.Language))
	}
	return fields
}

// annotation says a claim as a Web Annotation: the body is what the claim says, in the dossier's words, the target is
// the passage. The passage is told by its position in the text normalised by rule n1 of docs/anchors.md, by the
// digest of its words, and by the text fragment that makes a browser show it; the passage itself is not there.
func (l *ldWriter) annotation(cl *sources.Claim) {
	l.add(`, "@type": ["rg:Claim", "oa:Annotation", "prov:Entity"], "oa:motivatedBy": {"@id": "oa:describing"}`)
	if cl.Summary != "" {
		l.add(`, "oa:hasBody": {"@type": "oa:TextualBody", "rdf:value": `)
		l.text = quote.AppendJSON(l.text, cl.Summary)
		l.add(`, "dc:format": "text/plain"}`)
	}
	if cl.Document == "" {
		return
	}
	l.add(`, "oa:hasTarget": {"@type": "oa:SpecificResource", "oa:hasSource": `)
	l.text = appendNode(l.text, documentThing, string(cl.Document))
	if a := cl.Detail().Anchor; !a.IsZero() {
		position := quote.Object(quote.TextMember("@type", "oa:TextPositionSelector"),
			quote.Member{Name: "oa:start", Value: offset(a.Start)},
			quote.Member{Name: "oa:end", Value: offset(a.Start + a.Length)},
			quote.Member{Name: "dcterms:conformsTo", Value: node("urn:relgraph:normalisation:n1")})
		selectors := []string{position}
		if fragment := a.Fragment(); fragment != "" {
			selectors = append(selectors, quote.Object(quote.TextMember("@type", "oa:FragmentSelector"),
				quote.TextMember("rdf:value", fragment),
				quote.Member{Name: "dcterms:conformsTo", Value: node("https://wicg.github.io/scroll-to-text-fragment/")}))
		}
		l.fields(quote.Member{Name: "oa:hasSelector", Value: "[" + strings.Join(selectors, ", ") + "]"},
			quote.TextMember("rg:passage_sha256", fmt.Sprintf("%x", a.Digest)))
	}
	l.add("}")
}
