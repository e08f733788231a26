package graphs

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	return quote.Object(quote.TextField("oa", "http://www.w3.org/ns/oa#"),
		quote.TextField("prov", "http://www.w3.org/ns/prov#"), quote.TextField("schema", "https://schema.org/"),
		quote.TextField("dc", "http://purl.org/dc/elements/1.1/"),
		quote.TextField("dcterms", "http://purl.org/dc/terms/"),
		quote.TextField("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
		quote.TextField("owl", "http://www.w3.org/2002/07/owl#"),
		quote.TextField("xsd", "http://www.w3.org/2001/XMLSchema#"),
		quote.TextField("edtf", "http://id.loc.gov/datatypes/edtf/"), quote.TextField("rg", termBase),
		quote.TextField("d", "urn:relgraph:dossier:"+digest+":"))
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
	dataset := []quote.Field{quote.TextField("@id", "d:dossier"), types("schema:Dataset", "prov:Collection"),
		quote.TextField("schema:name", title), quote.TextField("schema:identifier", "sha256:"+d.Digest()),
		quote.TextField("rg:generated_by", "relgraph")}
	for _, f := range rows.Told([]rows.Fact{{Name: "rg:subtitle", Value: d.Subtitle},
		{Name: "schema:version", Value: d.Edition}, {Name: "schema:description", Value: words.English().Shown(g)},
		{Name: "rg:title", Value: d.Title}, {Name: "rg:edition", Value: d.Edition}, {Name: "rg:lang", Value: d.Lang}}) {
		dataset = append(dataset, quote.TextField(f.Name, f.Value))
	}
	for _, settings := range []struct {
		of   string
		list []sources.Setting
	}{{"figure", d.Figure}, {"sides", d.Sides}} {
		if own := settingsLD(settings.list); own != nil {
			dataset = append(dataset, quote.Field{Name: "rg:" + settings.of, Value: "[" + strings.Join(own, ", ") + "]"})
		}
	}
	all := things(g)
	publishers := publishersOf(all)
	var members, items []string
	for _, t := range all {
		members = append(members, node(t.iri()))
		items = append(items, quote.Object(t.jsonLD(publishers)...))
	}
	if len(members) > 0 {
		dataset = append(dataset, quote.Field{Name: "prov:hadMember", Value: "[" + strings.Join(members, ", ") + "]"})
	}
	lines := append([]string{quote.Object(dataset...)}, items...)
	own := d.OwnKinds()
	for i, kind := range rows.DescribedKinds(d) {
		lines = append(lines, recordLD("d:kind:"+escapeIRI(string(own[i].ID)), "rg:Kind", kind))
	}
	for i, coding := range rows.Codings(d) {
		lines = append(lines, recordLD(fmt.Sprintf("d:coding:%d", i+1), "rg:Coding", coding))
	}
	for n, name := range publishers.names {
		lines = append(lines, quote.Object(quote.TextField("@id", publisherIRI(n)),
			types("schema:Organization", "prov:Agent"), quote.TextField("schema:name", name)))
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\n\t\"@context\": %s,\n\t\"@graph\": ", jsonLDContext(d.Digest()))
	quote.WriteList(b, "\t", slices.Values(lines))
	fmt.Fprint(b, "\n}\n")
	return b.Flush()
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
	return quote.Object(quote.TextField("@type", "schema:PropertyValue"), quote.TextField("schema:name", name),
		quote.TextField("schema:value", value))
}

// recordLD is a row of a table that published vocabularies have nothing for.
func recordLD(iri, kind string, facts []rows.Fact) string {
	fields := []quote.Field{quote.TextField("@id", iri), types(kind)}
	var own []string
	for _, p := range properties(rows.Told(facts)) {
		if !isTerm(p.name) {
			own = append(own, propertyLD(p.name, strings.Join(p.values, "|")))
			continue
		}
		fields = append(fields, p.jsonLD())
	}
	if own != nil {
		fields = append(fields, quote.Field{Name: "schema:additionalProperty", Value: "[" + strings.Join(own, ", ") + "]"})
	}
	return quote.Object(fields...)
}

// isTerm tells columns of relgraph's from the dossier's own.
func isTerm(name string) bool {
	return slices.ContainsFunc(knownColumns, func(c sources.Column) bool { return c.Name == name })
}

var knownColumns = sources.Columns()

// publishers are the names of those who published documents, each once, and where each stands among them.
type publishers struct {
	names  []string
	number map[string]int
}

func publishersOf(all []thing) publishers {
	p := publishers{number: map[string]int{}}
	for _, t := range all {
		if t.document == nil || t.document.Publisher == "" {
			continue
		}
		if _, known := p.number[t.document.Publisher]; !known {
			p.number[t.document.Publisher] = len(p.names)
			p.names = append(p.names, t.document.Publisher)
		}
	}
	return p
}

func publisherIRI(n int) string { return fmt.Sprintf("d:publisher:%d", n+1) }

func (t thing) iri() string { return iri(t.kind, t.id) }

func iri(kind thingKind, id string) string { return "d:" + string(kind) + ":" + escapeIRI(id) }

// escapeIRI percent-encodes what an IRI cannot hold (RFC 3987), and nothing else.
func escapeIRI(address string) string {
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

func node(iri string) string { return quote.Object(quote.TextField("@id", iri)) }

func types(names ...string) quote.Field {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = quote.JSON(n)
	}
	return quote.Field{Name: "@type", Value: "[" + strings.Join(quoted, ", ") + "]"}
}

// edtfValue is a literal of the Library of Congress's datatype.
func edtfValue(date string) string {
	return quote.Object(quote.TextField("@type", "edtf:EDTF"), quote.TextField("@value", date))
}

// offset is a place in a text, with the datatype that Web Annotation gives it.
func offset(n int) string {
	return quote.Object(quote.TextField("@type", "xsd:nonNegativeInteger"), quote.TextField("@value", strconv.Itoa(n)))
}

// jsonLD are the fields of a thing: first those in published vocabularies, then every column under relgraph's own
// terms.
func (t thing) jsonLD(by publishers) []quote.Field {
	fields := []quote.Field{quote.TextField("@id", t.iri())}
	switch t.kind {
	case actorThing:
		fields = append(fields, actorLD(t.actor)...)
	case documentThing:
		fields = append(fields, documentLD(t.document, by)...)
	case claimThing:
		fields = append(fields, t.annotation()...)
	case contactThing:
		fields = append(fields, types("rg:Contact", "prov:Entity"))
	}
	fields = append(fields, quote.TextField("schema:identifier", t.id))
	for _, p := range properties(t.facts) {
		fields = append(fields, p.jsonLD())
	}
	fields = append(fields, t.refsLD()...)
	if len(t.own) > 0 {
		var own []string
		for _, f := range t.own {
			own = append(own, propertyLD(f.Name, f.Value))
		}
		fields = append(fields, quote.Field{Name: "schema:additionalProperty", Value: "[" + strings.Join(own, ", ") + "]"})
	}
	return fields
}

func (p property) jsonLD() quote.Field {
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
		return quote.Field{Name: "rg:" + p.name, Value: "[" + strings.Join(values, ", ") + "]"}
	}
	return quote.Field{Name: "rg:" + p.name, Value: values[0]}
}

// refsLD are the references, each under relgraph's own term; what rests on something else, in PROV too.
func (t thing) refsLD() []quote.Field {
	var facts []rows.Fact
	for _, r := range t.refs {
		facts = append(facts, rows.Fact{Name: "rg:" + r.name, Value: node(iri(r.kind, r.id))})
		if slices.Contains([]string{"derived_from", "document", "claim"}, r.name) {
			facts = append(facts, rows.Fact{Name: "prov:wasDerivedFrom", Value: node(iri(r.kind, r.id))})
		}
		if r.name == "not_same_as" {
			facts = append(facts, rows.Fact{Name: "owl:differentFrom", Value: node(iri(r.kind, r.id))})
		}
	}
	var fields []quote.Field
	for _, p := range properties(facts) {
		value := "[" + strings.Join(p.values, ", ") + "]"
		if p.name == "rg:told_by" || p.name == "rg:claim" { // these have an order, which only lists keep
			value = quote.Object(quote.Field{Name: "@list", Value: value})
		}
		fields = append(fields, quote.Field{Name: p.name, Value: value})
	}
	return fields
}

// actorTypes are the nearest of schema.org's.
var actorTypes = map[sources.ActorKind][]string{
	sources.State: {"schema:Country", "prov:Agent"}, sources.Government: {"schema:GovernmentOrganization",
		"prov:Organization"},
	sources.Ministry: {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Agency:   {"schema:GovernmentOrganization", "prov:Organization"},
	sources.Office:   {"schema:Organization", "prov:Organization"}, sources.Person: {"schema:Person", "prov:Person"},
	sources.ArmedGroup:   {"schema:Organization", "prov:Organization"},
	sources.Organisation: {"schema:Organization", "prov:Organization"},
	sources.Company:      {"schema:Corporation", "prov:Organization"},
	sources.Media:        {"schema:NewsMediaOrganization", "prov:Organization"},
}

func actorLD(a *sources.Actor) []quote.Field {
	kinds := actorTypes[a.Kind]
	if kinds == nil {
		kinds = []string{"prov:Agent"}
	}
	fields := []quote.Field{types(append([]string{"rg:Actor"}, kinds...)...), quote.TextField("schema:name", a.Name)}
	if len(a.Aliases) > 0 {
		fields = append(fields, quote.Field{Name: "schema:alternateName",
			Value: property{"alias", a.Aliases}.jsonLD().Value})
	}
	if a.Wikidata != "" {
		fields = append(fields, quote.Field{Name: "schema:sameAs",
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

func documentLD(doc *sources.Document, by publishers) []quote.Field {
	kind := documentTypes[doc.Type]
	if kind == "" {
		kind = "CreativeWork"
	}
	fields := []quote.Field{types("rg:Document", "schema:"+kind, "prov:Entity"), quote.TextField("schema:name", doc.Name())}
	if sources.Followable(doc.URL) {
		fields = append(fields, quote.Field{Name: "schema:url", Value: node(escapeIRI(doc.URL))})
	}
	if sources.Followable(doc.ArchiveURL) {
		fields = append(fields, quote.Field{Name: "schema:archivedAt", Value: node(escapeIRI(doc.ArchiveURL))})
	}
	if n, known := by.number[doc.Publisher]; known {
		publisher := node(publisherIRI(n))
		fields = append(fields, quote.Field{Name: "schema:publisher", Value: publisher},
			quote.Field{Name: "prov:wasAttributedTo", Value: publisher})
	}
	var authors []string
	for _, name := range doc.Author {
		authors = append(authors, quote.Object(quote.TextField("@type", "prov:Agent"),
			quote.TextField("schema:name", name)))
	}
	if authors != nil {
		fields = append(fields, quote.Field{Name: "schema:author", Value: "[" + strings.Join(authors, ", ") + "]"})
	}
	if !doc.Issued.IsZero() {
		fields = append(fields, quote.Field{Name: "dcterms:issued", Value: edtfValue(doc.Issued.String())})
	}
	if doc.Language != "" {
		fields = append(fields, quote.TextField("schema:inLanguage", doc.Language))
	}
	return fields
}

// annotation says a claim as a Web Annotation: the body is what the claim says, in the dossier's words, the target is
// the passage. The passage is told by its position in the text normalised by rule n1 of docs/anchors.md, by the
// digest of its words, and by the text fragment that makes a browser show it; the passage itself is not there.
func (t thing) annotation() []quote.Field {
	cl := t.claim
	fields := []quote.Field{types("rg:Claim", "oa:Annotation", "prov:Entity"),
		{Name: "oa:motivatedBy", Value: node("oa:describing")}}
	if cl.Summary != "" {
		fields = append(fields, quote.Field{Name: "oa:hasBody",
			Value: quote.Object(quote.TextField("@type", "oa:TextualBody"), quote.TextField("rdf:value", cl.Summary),
				quote.TextField("dc:format", "text/plain"))})
	}
	if cl.Document == "" {
		return fields
	}
	source := iri(documentThing, string(cl.Document))
	target := []quote.Field{quote.TextField("@type", "oa:SpecificResource"), {Name: "oa:hasSource", Value: node(source)}}
	if a := cl.Anchor; !a.IsZero() {
		position := quote.Object(quote.TextField("@type", "oa:TextPositionSelector"),
			quote.Field{Name: "oa:start", Value: offset(a.Start)},
			quote.Field{Name: "oa:end", Value: offset(a.Start + a.Length)},
			quote.Field{Name: "dcterms:conformsTo", Value: node("urn:relgraph:normalisation:n1")})
		selectors := []string{position}
		if fragment := a.Fragment(); fragment != "" {
			selectors = append(selectors, quote.Object(quote.TextField("@type", "oa:FragmentSelector"),
				quote.TextField("rdf:value", fragment),
				quote.Field{Name: "dcterms:conformsTo", Value: node("https://wicg.github.io/scroll-to-text-fragment/")}))
		}
		target = append(target, quote.Field{Name: "oa:hasSelector", Value: "[" + strings.Join(selectors, ", ") + "]"},
			quote.TextField("rg:passage_sha256", fmt.Sprintf("%x", a.Digest)))
	}
	return append(fields, quote.Field{Name: "oa:hasTarget", Value: quote.Object(target...)})
}
