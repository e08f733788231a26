package out

// A Content says what a format holds of a dossier, for its documentation.
type Content struct {
	Holds string
	Lacks string // "" if it holds every claim, document, origin and state
}

// Content says what f holds, and what it cannot.
func (f Format) Content() Content { return contents[f.Name] }

const everything = "every actor, contact, claim and document, with origins and states"

var contents = map[string]Content{
	"svg":         {"contacts as lines, their claims in words, numbered sources", "dossier columns that relgraph does not know; contacts that are not drawn are counted only"},
	"pdf":         {"the figure as a page, with its numbered sources", "claims one by one; dossier columns that relgraph does not know"},
	"png":         {"the figure in pixels", "what the figure does not show; text that can be searched"},
	"eps":         {"the figure in PostScript", "what the figure does not show; links"},
	"graphml":     {everything, "a timeline; in Gephi, directions, unless with `--direction mixed`; for yEd, marks on lines"},
	"gexf":        {everything + "; the time of each contact", "the notation of dates on the timeline, where partial dates are whole days (the column `dates` has it)"},
	"md":          {"the figure in words: sourcing, contacts, sources", "dossier columns that relgraph does not know"},
	"dot":         {everything, "a place for more than one link a line"},
	"nodes":       {"actors, with the claims that are not drawn as contacts", "contacts: they are in `edges`; in Gephi, positions"},
	"edges":       {"contacts with claims, documents, origins and states", "actors: they are in `nodes`; in Gephi, a timeline"},
	"xlsx":        {everything + ", joined by their ids", "a text of more than 32,767 characters, which is cut with a warning"},
	"datapackage": {everything + ", joined by their ids; it reads as a dossier again", "paths of copies; the dossier's title is in its description only"},
	"nodelink":    {everything, "a mix of directed and undirected edges (the fields `from`, `to` and `direction` tell)"},
	"graphology":  {everything, ""},
	"cyjs":        {everything, "edges without a source and a target (the style gives arrows to directed ones only)"},
	"jsonld":      {everything + "; each claim as an annotation of its passage", "measures; a way to draw it"},
	"neo4j":       {"what `cypher` holds", "what `cypher` cannot hold"},
	"cypher":      {everything + ", as nodes; drawn contacts as relationships too", "measures; relationships without a direction (the property `direction` tells)"},
	"ftm":         {"actors; documents; each claim as a link with its own document or, if it reports no drawn contact, as a note; states and origins", "contacts as one, gradings and chains but as words; dates that are about, uncertain or seasons but as words; the dossier's title and digest, and what a selection left out"},
	"mermaid":     {"actors and contacts as drawn; documents and contacts not drawn as comments", "claims, origins, places; states only as solid, thick or dashed lines and words"},
	"csl":         {"documents", "actors, contacts and claims"},
	"bibtex":      {"documents", "actors, contacts and claims; archive addresses, gradings and digests"},
}
