package out

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/sources"
)

// JSON-LD 1.1 says a dossier in the words of published vocabularies: documents, derivation and attribution in PROV-O, each claim
// as a W3C Web Annotation of its passage, names and titles in schema.org. What these have no word for stands under
// urn:relgraph:term: with the name of the dossier's column, or of the column that the other graph files have.

// termBase begins the names of relgraph's own terms.
const termBase = "urn:relgraph:term:"

// jsonLDContext stands in the file, so that nobody has to fetch one to read it. Its last prefix is of the dossier's own things.
func jsonLDContext(digest string) string {
	return object(text("oa", "http://www.w3.org/ns/oa#"), text("prov", "http://www.w3.org/ns/prov#"), text("schema", "https://schema.org/"),
		text("dc", "http://purl.org/dc/elements/1.1/"), text("dcterms", "http://purl.org/dc/terms/"), text("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), text("owl", "http://www.w3.org/2002/07/owl#"),
		text("xsd", "http://www.w3.org/2001/XMLSchema#"), text("edtf", "http://id.loc.gov/datatypes/edtf/"), text("rg", termBase), text("d", "urn:relgraph:dossier:"+digest+":"))
}

// writeJSONLD writes g as one flat graph, a thing a line.
func writeJSONLD(w io.Writer, g *graph.Graph, title string) error {
	d := g.Dossier()
	dataset := []jsonField{text("@id", "d:dossier"), types("schema:Dataset", "prov:Collection"), text("schema:name", title), text("schema:identifier", "sha256:"+d.Digest()),
		text("rg:generated_by", "relgraph")}
	for _, f := range told([]fact{{"rg:subtitle", d.Subtitle}, {"schema:version", d.Edition}, {"schema:description", words.English().Shown(g)}}) {
		dataset = append(dataset, text(f.name, f.value))
	}
	publishers := publishersOf(things(g))
	var members, items []string
	for _, t := range things(g) {
		members = append(members, node(t.iri()))
		items = append(items, object(t.jsonLD(publishers)...))
	}
	if len(members) > 0 {
		dataset = append(dataset, jsonField{"prov:hadMember", "[" + strings.Join(members, ", ") + "]"})
	}
	all := append([]string{object(dataset...)}, items...)
	for n, name := range publishers {
		all = append(all, object(text("@id", publisherIRI(n)), types("schema:Organization", "prov:Agent"), text("schema:name", name)))
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"@context\": %s,\n\t\"@graph\": ", jsonLDContext(d.Digest()))
	jsonList(b, "\t", all)
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
}

// publishersOf lists the names of publishers, each once.
func publishersOf(all []thing) []string {
	var names []string
	for _, t := range all {
		if t.document != nil && t.document.Publisher != "" && !slices.Contains(names, t.document.Publisher) {
			names = append(names, t.document.Publisher)
		}
	}
	return names
}

func publisherIRI(n int) string { return fmt.Sprintf("d:publisher:%d", n+1) }

func (t thing) iri() string { return iri(t.kind, t.id) }

func iri(kind thingKind, id string) string { return "d:" + string(kind) + ":" + escapeIRI(id) }

// escapeIRI percent-encodes what an IRI cannot hold (RFC 3987), and nothing else.
func escapeIRI(address string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(address, "\uFFFD") {
		if r <= ' ' || r == 0x7F || strings.ContainsRune("<>\"{}|\\^`", r) || r >= 0x80 && r < 0xA0 || r >= 0xE000 && r <= 0xF8FF || r >= 0xFFF0 && r <= 0xFFFF {
			b.WriteString(url.PathEscape(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func node(iri string) string { return object(text("@id", iri)) }

func types(names ...string) jsonField {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quoteJSON(n)
	}
	return jsonField{"@type", "[" + strings.Join(quoted, ", ") + "]"}
}

// edtfValue is a literal of the Library of Congress's datatype.
func edtfValue(date string) string { return object(text("@type", "edtf:EDTF"), text("@value", date)) }

// offset is a place in a text, with the datatype that Web Annotation gives it.
func offset(n int) string {
	return object(text("@type", "xsd:nonNegativeInteger"), text("@value", strconv.Itoa(n)))
}

// jsonLD are the fields of a thing: first those in published vocabularies, then every column under relgraph's own terms.
func (t thing) jsonLD(publishers []string) []jsonField {
	fields := []jsonField{text("@id", t.iri())}
	switch t.kind {
	case actorThing:
		fields = append(fields, actorLD(t.actor)...)
	case documentThing:
		fields = append(fields, documentLD(t.document, publishers)...)
	case claimThing:
		fields = append(fields, t.annotation()...)
	case contactThing:
		fields = append(fields, types("rg:Contact", "prov:Entity"))
	}
	fields = append(fields, text("schema:identifier", t.id))
	for _, p := range properties(t.facts) {
		fields = append(fields, p.jsonLD())
	}
	fields = append(fields, t.refsLD()...)
	if len(t.own) > 0 {
		var own []string
		for _, f := range t.own {
			own = append(own, object(text("@type", "schema:PropertyValue"), text("schema:name", f.name), text("schema:value", f.value)))
		}
		fields = append(fields, jsonField{"schema:additionalProperty", "[" + strings.Join(own, ", ") + "]"})
	}
	return fields
}

func (p property) jsonLD() jsonField {
	values := make([]string, len(p.values))
	for i, v := range p.values {
		switch {
		case slices.Contains(datedColumns, p.name):
			values[i] = edtfValue(v)
		case slices.Contains(countColumns, p.name):
			values[i] = v
		default:
			values[i] = quoteJSON(v)
		}
	}
	if p.isList() {
		return jsonField{"rg:" + p.name, "[" + strings.Join(values, ", ") + "]"}
	}
	return jsonField{"rg:" + p.name, values[0]}
}

// refsLD are the references, each under relgraph's own term; what rests on something else, in PROV too.
func (t thing) refsLD() []jsonField {
	var facts []fact
	for _, r := range t.refs {
		facts = append(facts, fact{"rg:" + r.name, node(iri(r.kind, r.id))})
		if slices.Contains([]string{"derived_from", "document", "claim"}, r.name) {
			facts = append(facts, fact{"prov:wasDerivedFrom", node(iri(r.kind, r.id))})
		}
		if r.name == "not_same_as" {
			facts = append(facts, fact{"owl:differentFrom", node(iri(r.kind, r.id))})
		}
	}
	var fields []jsonField
	for _, p := range properties(facts) {
		value := "[" + strings.Join(p.values, ", ") + "]"
		if p.name == "rg:told_by" || p.name == "rg:claim" { // these have an order, which only lists keep
			value = object(jsonField{"@list", value})
		}
		fields = append(fields, jsonField{p.name, value})
	}
	return fields
}

// actorTypes are the nearest of schema.org's.
var actorTypes = map[sources.ActorKind][]string{
	sources.State: {"schema:Country", "prov:Agent"}, sources.Government: {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Ministry: {"schema:GovernmentOrganization", "prov:Organization"}, sources.Agency: {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Office: {"schema:Organization", "prov:Organization"}, sources.Person: {"schema:Person", "prov:Person"},
	sources.ArmedGroup: {"schema:Organization", "prov:Organization"}, sources.Organisation: {"schema:Organization", "prov:Organization"},
	sources.Company: {"schema:Corporation", "prov:Organization"}, sources.Media: {"schema:NewsMediaOrganization", "prov:Organization"},
}

func actorLD(a *sources.Actor) []jsonField {
	kinds := actorTypes[a.Kind]
	if kinds == nil {
		kinds = []string{"prov:Agent"}
	}
	fields := []jsonField{types(append([]string{"rg:Actor"}, kinds...)...), text("schema:name", a.Name)}
	if len(a.Aliases) > 0 {
		fields = append(fields, jsonField{"schema:alternateName", property{"alias", a.Aliases}.jsonLD().value})
	}
	if a.Wikidata != "" {
		fields = append(fields, jsonField{"schema:sameAs", node("http://www.wikidata.org/entity/" + escapeIRI(a.Wikidata))})
	}
	return fields
}

// documentTypes are schema.org's for the CSL types that have one; the others are creative works.
var documentTypes = map[string]string{
	"article": "Article", "article-journal": "ScholarlyArticle", "article-magazine": "Article", "article-newspaper": "NewsArticle", "book": "Book",
	"chapter": "Chapter", "dataset": "Dataset", "legislation": "Legislation", "map": "Map", "post": "SocialMediaPosting", "post-weblog": "BlogPosting",
	"report": "Report", "review": "Review", "thesis": "Thesis", "webpage": "WebPage",
}

func documentLD(doc *sources.Document, publishers []string) []jsonField {
	kind := documentTypes[doc.Type]
	if kind == "" {
		kind = "CreativeWork"
	}
	fields := []jsonField{types("rg:Document", "schema:"+kind, "prov:Entity"), text("schema:name", doc.Name())}
	if figure.Followable(doc.URL) {
		fields = append(fields, jsonField{"schema:url", node(escapeIRI(doc.URL))})
	}
	if figure.Followable(doc.ArchiveURL) {
		fields = append(fields, jsonField{"schema:archivedAt", node(escapeIRI(doc.ArchiveURL))})
	}
	if n := slices.Index(publishers, doc.Publisher); n >= 0 {
		publisher := node(publisherIRI(n))
		fields = append(fields, jsonField{"schema:publisher", publisher}, jsonField{"prov:wasAttributedTo", publisher})
	}
	var authors []string
	for _, name := range doc.Author {
		authors = append(authors, object(text("@type", "prov:Agent"), text("schema:name", name)))
	}
	if authors != nil {
		fields = append(fields, jsonField{"schema:author", "[" + strings.Join(authors, ", ") + "]"})
	}
	if !doc.Issued.IsZero() {
		fields = append(fields, jsonField{"dcterms:issued", edtfValue(doc.Issued.String())})
	}
	if doc.Language != "" {
		fields = append(fields, text("schema:inLanguage", doc.Language))
	}
	return fields
}

// annotation says a claim as a Web Annotation: the body is what the claim says, in the dossier's words, the target is the
// passage. The passage is told by its position in the text normalised by rule n1 of docs/anchors.md, by the digest of its words,
// and by the text fragment that makes a browser show it; the passage itself is not there.
func (t thing) annotation() []jsonField {
	cl := t.claim
	fields := []jsonField{types("rg:Claim", "oa:Annotation", "prov:Entity"), {"oa:motivatedBy", node("oa:describing")}}
	if cl.Summary != "" {
		fields = append(fields, jsonField{"oa:hasBody", object(text("@type", "oa:TextualBody"), text("rdf:value", cl.Summary), text("dc:format", "text/plain"))})
	}
	if cl.Document == "" {
		return fields
	}
	source := iri(documentThing, string(cl.Document))
	target := []jsonField{text("@type", "oa:SpecificResource"), {"oa:hasSource", node(source)}}
	if a := cl.Anchor; !a.IsZero() {
		position := object(text("@type", "oa:TextPositionSelector"), jsonField{"oa:start", offset(a.Start)}, jsonField{"oa:end", offset(a.Start + a.Length)},
			jsonField{"dcterms:conformsTo", node("urn:relgraph:normalisation:n1")})
		selectors := []string{position}
		if fragment := a.Fragment(); fragment != "" {
			selectors = append(selectors, object(text("@type", "oa:FragmentSelector"), text("rdf:value", fragment),
				jsonField{"dcterms:conformsTo", node("https://wicg.github.io/scroll-to-text-fragment/")}))
		}
		target = append(target, jsonField{"oa:hasSelector", "[" + strings.Join(selectors, ", ") + "]"}, text("rg:passage_sha256", fmt.Sprintf("%x", a.Digest)))
	}
	return append(fields, jsonField{"oa:hasTarget", object(target...)})
}
