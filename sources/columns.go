package sources

// A Column is one that relgraph knows, in one of the dossier's tables.
type Column struct {
	Table    string // "actors", "documents", "claims" or "codings"
	Name     string
	Required bool
	About    string
}

// Columns lists the columns that relgraph knows, table by table, in the order in which it would write them.
func Columns() []Column { return columns }

var columns = []Column{
	{"actors", "id", true, "short name that rows refer to: letters, digits, hyphens"},
	{"actors", "name", true, "full name"},
	{"actors", "short", false, "name in figures, if the full one is long"},
	{"actors", "kind", false, "state, government, ministry, agency, office, person, armed-group, organisation, company, media, group (of people or bodies that no document names one by one)"},
	{"actors", "role", false, "office or rank, a second line in figures"},
	{"actors", "alias", false, "other names and spellings (list)"},
	{"actors", "part_of", false, "ids of the actors that this one belongs to (list)"},
	{"actors", "country", false, "ISO 3166-1 alpha-2, such as `GB`"},
	{"actors", "side", false, "what the actor is grouped by in figures; the country if blank"},
	{"actors", "wikidata", false, "Q-id"},
	{"actors", "same_as", false, "addresses or ids of the same actor elsewhere (list)"},
	{"actors", "not_same_as", false, "ids of actors whose names are alike (list)"},
	{"actors", "note", false, "anything else"},

	{"documents", "id", true, "citation key"},
	{"documents", "title", true, "title, in square brackets if it is not the document's own; or give `url`"},
	{"documents", "url", true, "address, http or https; or give `title`"},
	{"documents", "type", false, "a CSL type: `article-newspaper`, `broadcast` ..."},
	{"documents", "publisher", false, "outlet"},
	{"documents", "author", false, "authors (list)"},
	{"documents", "issued", false, "day of publication (EDTF)"},
	{"documents", "accessed", false, "day on which it was read (EDTF)"},
	{"documents", "language", false, "BCP 47, such as `en`"},
	{"documents", "archive_url", false, "address of an archived copy"},
	{"documents", "derived_from", false, "ids of the documents that this one rests on (list)"},
	{"documents", "reliability", false, "A to F, the Admiralty grading"},
	{"documents", "path", false, "file name of the checker's own copy; never exported"},
	{"documents", "sha256", false, "digest of that copy"},
	{"documents", "note", false, "anything else"},

	{"claims", "id", false, "may be left blank: the document's id and a number"},
	{"claims", "contact", false, "id of the contact that the row belongs to, to tell two of one kind apart or to join two kinds"},
	{"claims", "actor", true, "who (list)"},
	{"claims", "recipient", true, "with whom (list); may be blank if `actor` has two or more"},
	{"claims", "document", true, "id of the document that says so; an address or a title if there is no table of documents"},
	{"claims", "kind", false, "talks, meeting, visit, call, message, warning, intelligence-sharing, coordination, mediation, presence, diplomatic-relations, contact (not specified), affiliation"},
	{"claims", "direction", false, "blank for mutual, `directed` from actor to recipient"},
	{"claims", "date", false, "when it happened (EDTF)"},
	{"claims", "place", false, "where (list)"},
	{"claims", "channel", false, "`direct`, `unknown`, or `via` and actor ids"},
	{"claims", "modality", false, "blank for what happened; planned, requested, hypothetical"},
	{"claims", "stance", false, "blank for reports; confirms, denies (a party, on record), disputes (anybody else), no-comment, retracts"},
	{"claims", "asserted_by", false, "who told whom, origin first, between ` > `: actor ids, document ids or free words, with `(anonymous)` or `(on record)`"},
	{"claims", "hedge", false, "the hedging word as the document has it"},
	{"claims", "about", false, "id of the claim that a denial or a refusal to comment answers"},
	{"claims", "locator", false, "where a reader finds it: `para. 6`, `p. 4`, `headline`"},
	{"claims", "anchor", false, "where a program finds it: rule, start+length, SHA-256, first and last words"},
	{"claims", "label", false, "four words at most, for the line in a figure"},
	{"claims", "summary", false, "one sentence in our own words"},
	{"claims", "checked_by", false, "who compared the row with the document"},
	{"claims", "checked_on", false, "when (EDTF)"},
	{"claims", "checked_row", false, "digest of what the row said then, which `relgraph review` writes"},
	{"claims", "doubt", false, "what a checker doubts about the row; as long as it stands, the row is not checked"},
	{"claims", "note", false, "anything else, such as how a relative date was resolved"},

	{"codings", "claim", true, "id of the claim whose passage was read"},
	{"codings", "coder", true, "who read it, without having seen the row"},
	{"codings", "coded_on", false, "when (EDTF)"},
	{"codings", "actor", false, "who, as the coder has it: ids, or free words for somebody who is no actor yet (list)"},
	{"codings", "recipient", false, "with whom (list)"},
	{"codings", "kind", false, "as in claims"},
	{"codings", "direction", false, "as in claims"},
	{"codings", "date", false, "as in claims (EDTF)"},
	{"codings", "stance", false, "as in claims"},
	{"codings", "modality", false, "as in claims"},
	{"codings", "hedge", false, "as in claims"},
	{"codings", "note", false, "anything else"},
}

// columnsOf lists the names of a table's columns.
var columnsOf = func() map[tableKind][]string {
	of := map[tableKind][]string{}
	for what, table := range tableNames {
		for _, c := range columns {
			if c.Table == table {
				of[what] = append(of[what], c.Name)
			}
		}
	}
	return of
}()
