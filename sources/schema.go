package sources

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources/anchor"
	"relgraph/sources/check"
	"relgraph/sources/edtf"
)

// The rows of the dossier's tables, and their columns. To add a column, add a field to its row and a line below it.

// An Actor is somebody or something that has contacts: a state, an agency, a person, a group ...
type Actor struct {
	ID        ActorID
	Name      string
	Short     string // the name in figures; Name if the table gives none
	Role      string // office or rank, a second line in figures
	Kind      ActorKind
	Aliases   []string
	PartOf    []ActorID
	Country   string // ISO 3166-1 alpha-2
	Side      string // the camp the actor is drawn with; Country if blank
	Wikidata  string
	SameAs    []string
	NotSameAs []ActorID
	Note      string
	Extra     []Field
	named     Pos // where a row of a one-sheet dossier names it first
	origin
}

var actorSchema = newSchema("actors",
	func(a *Actor, more ...Field) (*origin, []Field) { return &a.origin, passOn(&a.Extra, more) },
	func(a *Actor) { orDefault(&a.Short, a.Name) },
	col("id", "short name that rows refer to: letters, digits, hyphens",
		text(func(a *Actor) *ActorID { return &a.ID }), ownID, required, bare, telltale),
	col("name", "full name", text(func(a *Actor) *string { return &a.Name }), required, named, telltale),
	col("short", "name in figures, if the full one is long", nameInFigures(), filled, named, bare),
	col("kind", strings.Join(ActorKinds(), ", ")+" (of people or bodies that no document names one by one)",
		word(func(a *Actor) *ActorKind { return &a.Kind }, ActorKinds(), ParseActorKind, 0), filled),
	col("role", "office or rank, a second line in figures", text(func(a *Actor) *string { return &a.Role }), filled),
	col("alias", "other names and spellings (list)",
		list(func(a *Actor) *[]string { return &a.Aliases }), anyOrder, joined, named, attribute("aliases")),
	col("part_of", "ids of the actors that this one belongs to (list)",
		actors(func(a *Actor) *[]ActorID { return &a.PartOf }), anyOrder, filled, telltale),
	col("country", "ISO 3166-1 alpha-2, such as `GB`",
		textAs(func(a *Actor) *string { return &a.Country }, strings.ToUpper), filled, held(check.Country)),
	col("side", "what the actor is grouped by in figures; the country if blank",
		text(func(a *Actor) *string { return &a.Side }), filled),
	col("wikidata", "Q-id", text(func(a *Actor) *string { return &a.Wikidata }), kept, filled, held(check.Wikidata)),
	col("same_as", "addresses or ids of the same actor elsewhere (list)",
		list(func(a *Actor) *[]string { return &a.SameAs }), anyOrder, joined),
	col("not_same_as", "ids of actors whose names are alike (list)",
		actors(func(a *Actor) *[]ActorID { return &a.NotSameAs }), anyOrder, joined),
	col("note", "anything else", text(func(a *Actor) *string { return &a.Note }), remark),
)

// A Document is a published text that reports contacts, or that another document rests on.
type Document struct {
	ID          DocumentID
	Title       string
	URL         string
	Type        string // a CSL type: article-newspaper, broadcast ...
	Publisher   string
	Author      []string
	Issued      edtf.Date
	Accessed    edtf.Date
	Language    string // BCP 47
	ArchiveURL  string
	DerivedFrom []DocumentID // the documents this one rests on
	Reliability string       // A to F, the Admiralty grading of sources
	Path        string       // the checker's own copy, relative to their folder of documents; never exported
	SHA256      string       // of that copy, in hexadecimal
	Note        string
	Extra       []Field
	given       string // how the rows of a one-sheet dossier call it
	named       Pos    // where such a row does so first
	origin
}

var documentSchema = newSchema("documents",
	func(d *Document, more ...Field) (*origin, []Field) { return &d.origin, passOn(&d.Extra, more) }, nil,
	col("id", "citation key", text(func(d *Document) *DocumentID { return &d.ID }), ownID, required, telltale),
	col("title", "title, in square brackets if it is not the document's own; or give `url`",
		text(func(d *Document) *string { return &d.Title }), required, filled, inSheet, asGiven, telltale),
	col("url", "address, http or https; or give `title`",
		text(func(d *Document) *string { return &d.URL }), link, required, filled),
	col("type", "a CSL type: `article-newspaper`, `broadcast` ...",
		text(func(d *Document) *string { return &d.Type }), filled),
	col("publisher", "outlet", text(func(d *Document) *string { return &d.Publisher }), filled, inSheet, asGiven),
	col("author", "authors (list)", list(func(d *Document) *[]string { return &d.Author }), filled, inSheet, asGiven),
	col("issued", "day of publication (EDTF)", date(func(d *Document) *edtf.Date { return &d.Issued }), filled, inSheet),
	col("accessed", "day on which it was read (EDTF)",
		date(func(d *Document) *edtf.Date { return &d.Accessed }), kept, filled),
	col("language", "BCP 47, such as `en`", text(func(d *Document) *string { return &d.Language }), filled),
	col("archive_url", "address of an archived copy",
		text(func(d *Document) *string { return &d.ArchiveURL }), link, filled, inSheet),
	col("derived_from", "ids of the documents that this one rests on (list)",
		documents(func(d *Document) *[]DocumentID { return &d.DerivedFrom }), anyOrder, telltale),
	col("reliability", "A to F, the Admiralty grading",
		textAs(func(d *Document) *string { return &d.Reliability }, strings.ToUpper), filled, held(check.Reliability)),
	col("path", "file name of the checker's own copy; never exported",
		text(func(d *Document) *string { return &d.Path }), local, filled, asGiven),
	col("sha256", "digest of that copy",
		textAs(func(d *Document) *string { return &d.SHA256 }, strings.ToLower), hexDigest, kept, filled,
		held(check.SHA256)),
	col("note", "anything else", text(func(d *Document) *string { return &d.Note }), remark),
)

// A Claim is one row of the edge list: what one document says about one contact.
type Claim struct {
	ID         ClaimID
	Actors     []ActorID
	Recipients []ActorID
	Document   DocumentID // blank for an unsourced claim
	Kind       KindID
	KindText   string    // the kind in the row's own words, where these are not its id
	Date       edtf.Date // when it happened
	Locator    string
	Summary    string
	found      found
	Directed   bool // from Actors to Recipients
	Mutual     bool // both ways, as the row or its kind says; if it is neither, nobody tells the direction
	Modality   Modality
	Stance     Stance
	implied    Heading  // by its kind, where the cell for the direction is blank
	Details    *Details // nil where no cell says anything of it; Detail reads it
	origin
}

// Details are the cells of a claim that are blank in most rows of a large list. Claims of a dossier that say nothing in
// them share one: give a claim Details of its own to write on. A claim without any says none of it.
type Details struct {
	Contact    ContactID // set only where the row names the contact it belongs to
	Places     []string
	Channel    Channel
	AssertedBy Chain
	Hedge      string // the hedging word as the document has it
	About      string // the claim or contact that a denial or a refusal to comment answers
	Anchor     anchor.Anchor
	Label      string
	CheckedBy  string
	CheckedOn  edtf.Date
	CheckedRow string // the RowDigest that the row had when it was checked
	Doubt      string // what a checker doubts about the row
	Note       string
	FoundIn    []string // where rows of other files stand that the claim was made of
	Extra      []Field
}

var claimSchema = newSchema("claims",
	claimRow, nil,
	col("id", "may be left blank: the document's id and a number", text(func(c *Claim) *ClaimID { return &c.ID }), ownID,
		attribute("claim"), telltale),
	col("contact", "id of the contact that the row belongs to, to tell two of one kind apart or to join two kinds",
		detail(text(func(d *Details) *ContactID { return &d.Contact })), kept, bare),
	col("actor", "who (list)",
		parties(func(c *Claim) (*[]ActorID, *number) { return &c.Actors, &c.found.actor }), required, bare, telltale),
	col("recipient", "with whom (list); may be blank if `actor` has two or more",
		parties(func(c *Claim) (*[]ActorID, *number) { return &c.Recipients, &c.found.recipient }), required, bare,
		telltale),
	col("document", "id of the document that says so; an address or a title if there is no table of documents",
		reportingDocument(), required, attribute("documents"), telltale),
	col("kind", kindsInWords(), claimKind(func(c *Claim) (*KindID, *string) { return &c.Kind, &c.KindText }),
		attribute("relation")),
	col("direction", "`directed` from actor to recipient, `mutual`; blank as the kind implies: a meeting is mutual, "+
		"of a warning it is not told", claimDirection()),
	col("date", "when it happened (EDTF)", date(func(c *Claim) *edtf.Date { return &c.Date }), attribute("dates")),
	col("place", "where (list)", detail(list(func(d *Details) *[]string { return &d.Places })), attribute("places")),
	col("channel", "`direct`, `unknown`, or `via` and actor ids",
		detail(channel(func(d *Details) *Channel { return &d.Channel })), bare),
	col("modality", "blank for what "+Happened.String()+"; "+strings.Join(modalities.words[Happened:], ", "),
		word(func(c *Claim) *Modality { return &c.Modality }, modalities.words, ParseModality, Happened)),
	col("stance", strings.Replace("blank for "+StancesInWords(), ",", ";", 1),
		word(func(c *Claim) *Stance { return &c.Stance }, Stances(), ParseStance, Reports), telltale, spoken),
	col("asserted_by", "who told whom, origin first, between ` > `: actor ids, document ids or free words, with "+
		"`(anonymous)` or `(on record)`; `ministry: a spokeswoman` for somebody who speaks for an actor",
		detail(chain(func(d *Details) *Chain { return &d.AssertedBy }))),
	col("hedge", "the hedging word as the document has it", detail(text(func(d *Details) *string { return &d.Hedge }))),
	col("about", "id of the claim that a denial or a refusal to comment answers", answer(), kept),
	col("locator", "where a reader finds it: `para. 6`, `p. 4`, `headline`",
		text(func(c *Claim) *string { return &c.Locator }), passage),
	col("anchor", "where a program finds it: rule, start+length, SHA-256, first and last words",
		detail(anchored(func(d *Details) *anchor.Anchor { return &d.Anchor })), passage, kept),
	col("label", "four words at most, for the line in a figure",
		detail(text(func(d *Details) *string { return &d.Label })), wording, held(check.Label, check.Visible), bare),
	col("summary", "one sentence in our own words", text(func(c *Claim) *string { return &c.Summary }), wording),
	col("checked_by", "who compared the row with the document",
		detail(text(func(d *Details) *string { return &d.CheckedBy })), vouching),
	col("checked_on", "when (EDTF)", detail(date(func(d *Details) *edtf.Date { return &d.CheckedOn })), vouching),
	col("checked_row", "digest of what the row said then, which `relgraph review` writes",
		checkedRow(), hexDigest, vouching),
	col("doubt", "what a checker doubts about the row; as long as it stands, the row is not checked",
		detail(text(func(d *Details) *string { return &d.Doubt })), vouching, filled),
	col("note", "anything else, such as how a relative date was resolved",
		detail(text(func(d *Details) *string { return &d.Note })), remark),
	col("found_in", "the rows of other files that import made the claim of, such as `list.xlsx:Sheet1!7`",
		foundIn(), private, joined, remark, bare),
)

// A Coding is what another person made of a passage without having seen any row: of a claim's passage or, where Claim
// is blank, of one that they marked themselves when they went through a whole document.
type Coding struct {
	Claim      ClaimID
	Document   DocumentID // blank if Claim is not
	Anchor     anchor.Anchor
	Locator    string
	Coder      string
	CodedOn    edtf.Date
	Actors     []string // ids of actors, or free words for somebody who is none yet
	Recipients []string
	Kind       KindID
	KindText   string // the kind in the row's own words, where these are not its id
	Directed   bool
	Date       edtf.Date
	Channel    Channel
	Stance     Stance
	Modality   Modality
	AssertedBy Chain
	About      string // a claim or a contact, of a denial or a refusal to comment
	Hedge      string
	Note       string
	Extra      []Field
	implied    bool // by its kind: a blank cell means that it is directed
	origin
}

var codingSchema = newSchema("codings",
	func(c *Coding, more ...Field) (*origin, []Field) { return &c.origin, passOn(&c.Extra, more) }, nil,
	col("claim", "id of the claim whose passage was read; or give `document`", codedClaim(), required, telltale),
	col("document", "id of a document that was gone through as a whole, instead of `claim`; a row with nothing more "+
		"says that it was gone through to its end",
		codedDocument(), required, telltale),
	col("anchor", "the passage that the coder marked in that document, as in claims",
		anchored(func(c *Coding) *anchor.Anchor { return &c.Anchor })),
	col("locator", "where it stands, if it has no anchor: `para. 6`", text(func(c *Coding) *string { return &c.Locator })),
	col("coder", "who read it, without having seen the row", text(func(c *Coding) *string { return &c.Coder }), required,
		telltale),
	col("coded_on", "when (EDTF)", date(func(c *Coding) *edtf.Date { return &c.CodedOn })),
	col("actor", "who, as the coder has it: ids, or free words for somebody who is no actor yet (list)",
		codedActors(func(c *Coding) *[]string { return &c.Actors })),
	col("recipient", "with whom (list)", codedActors(func(c *Coding) *[]string { return &c.Recipients })),
	col("kind", "as in claims", claimKind(func(c *Coding) (*KindID, *string) { return &c.Kind, &c.KindText })),
	col("direction", "as in claims", direction(func(c *Coding) (*bool, bool) { return &c.Directed, c.implied })),
	col("date", "as in claims (EDTF)", date(func(c *Coding) *edtf.Date { return &c.Date })),
	col("channel", "as in claims", channel(func(c *Coding) *Channel { return &c.Channel })),
	col("stance", "as in claims",
		word(func(c *Coding) *Stance { return &c.Stance }, Stances(), ParseStance, Reports), spoken),
	col("modality", "as in claims",
		word(func(c *Coding) *Modality { return &c.Modality }, modalities.words, ParseModality, Happened)),
	col("asserted_by", "as in claims", chain(func(c *Coding) *Chain { return &c.AssertedBy })),
	col("about", "as in claims", codedAnswer()),
	col("hedge", "as in claims", text(func(c *Coding) *string { return &c.Hedge })),
	col("note", "anything else", text(func(c *Coding) *string { return &c.Note }), remark),
)

var kindSchema = newSchema("kinds",
	func(k *Kind, more ...Field) (*origin, []Field) { return &k.origin, passOn(&k.Extra, more) },
	func(k *Kind) { k.describe() },
	col("id", "what rows call it by: small letters, digits, hyphens",
		text(func(k *Kind) *KindID { return &k.ID }), ownID, required, telltale),
	col("word", "what stands at a line: `meeting`, `owns`; the id if blank",
		text(func(k *Kind) *string { return &k.Word }), filled),
	col("forward", "from actor to recipient: `warned`", wayOfKind(func(k *Kind) *string { return &k.Forward }), filled),
	col("backward", "from recipient to actor: `was warned by`",
		wayOfKind(func(k *Kind) *string { return &k.Backward }), filled),
	col("class", "`contact` for an event, `tie` for what holds: ownership, family, membership",
		word(func(k *Kind) *Class { return &k.Class }, classes.words, parseClass, 0), telltale),
	col("directed", "`yes` from actor to recipient, `no` for what is mutual, `either` if each row says it",
		word(func(k *Kind) *Heading { return &k.Heading }, append(slices.Clone(headings.words), "either"), parseHeading,
			0), telltale),
	col("alias", "further words for it (list)", list(func(k *Kind) *[]string { return &k.Aliases }), anyOrder, joined),
	col("line", "dash pattern of its lines, whatever the state: `solid`, `dashed`, `dotted`, `dash-dot`, "+
		"`long-dash`; blank for that of the contact's state", text(func(k *Kind) *string { return &k.Line }), filled),
	col("note", "anything else", text(func(k *Kind) *string { return &k.Note }), remark),
)

// passOn adds to the cells of a row that are passed through, and returns them.
func passOn(extra *[]Field, more []Field) []Field {
	*extra = append(*extra, more...)
	return *extra
}

func claimRow(c *Claim, more ...Field) (*origin, []Field) {
	switch {
	case len(more) > 0:
		ownDetails(c)
	case c.Details == nil:
		return &c.origin, nil
	}
	return &c.origin, passOn(&c.Details.Extra, more)
}

// detail is a cell that stands in the Details of a claim, which nobody else may share once something stands there.
func detail(of field[Details]) field[Claim] {
	f := field[Claim]{
		traits: func(c *Column) {
			if c.Detail = true; of.traits != nil {
				of.traits(c)
			}
		},
		text: func(c *Claim, as *Renames) string {
			if !HasDetails(c) {
				return ""
			}
			return of.text(c.Details, as)
		},
		set: func(c *Claim, text string, in *reading) error {
			if text == "" && !HasDetails(c) {
				c.Details = noDetails
				return nil
			}
			ownDetails(c)
			return of.set(c.Details, text, in)
		},
	}
	if of.same != nil {
		f.same = func(c *Claim) string {
			if !HasDetails(c) {
				return ""
			}
			return of.same(c.Details)
		}
	}
	return f
}

// wayOfKind is a kind's words in one direction, blank where they are its word.
func wayOfKind(at func(*Kind) *string) field[Kind] {
	f := text(at)
	f.text = func(k *Kind, _ *Renames) string {
		if *at(k) == k.Word {
			return ""
		}
		return *at(k)
	}
	return f
}

// kindsInWords says what the column of kinds may hold.
func kindsInWords() string {
	return "what happened or holds, in any word: " + strings.Replace(strings.Join(Kinds(), ", "), "contact,",
		"contact (not specified),", 1) + ", owns, married to ..."
}

// foundIn says nothing about the contact, and is never compared: the same row may stand elsewhere tomorrow.
func foundIn() field[Claim] {
	f := detail(list(func(d *Details) *[]string { return &d.FoundIn }))
	f.same = func(*Claim) string { return "" }
	return f
}

// nameInFigures is blank where it is the full name.
func nameInFigures() field[Actor] {
	f := text(func(a *Actor) *string { return &a.Short })
	f.text = func(a *Actor, _ *Renames) string {
		if a.Short == a.Name {
			return ""
		}
		return a.Short
	}
	return f
}

// claimKind takes any word. It is written also where a blank cell means the same, since a kind is the first thing
// that people look for; two words for one kind are compared as the same.
func claimKind[R any](at func(*R) (id *KindID, own *string)) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds, c.Words, c.Blank = HoldsKind, Kinds(), string(ContactKind) },
		text: func(r *R, _ *Renames) string {
			id, own := at(r)
			return cmp.Or(*own, string(*id))
		},
		same: func(r *R) string { id, _ := at(r); return string(*id) },
		set: func(r *R, text string, in *reading) error {
			id, own := at(r)
			*id, *own = in.kind(text)
			return nil
		},
	}
}

// direction of a row: whether it is directed, and whether that is what its kind implies where the cell is blank.
func direction[R any](at func(*R) (directed *bool, implied bool)) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds, c.Words, c.Blank = HoldsWord, Directions(), Mutual.String() },
		text: func(r *R, _ *Renames) string {
			switch directed, implied := at(r); {
			case *directed:
				return OneSided.String()
			case implied:
				return Mutual.String()
			}
			return ""
		},
		same: func(r *R) string { // what the kind implies is no word of the row's
			switch directed, implied := at(r); {
			case *directed == implied:
				return ""
			case *directed:
				return OneSided.String()
			}
			return "against its kind"
		},
		set: func(r *R, text string, _ *reading) (err error) {
			directed, _ := at(r)
			*directed = false
			if text != "" {
				*directed, err = parseDirection(text)
			}
			return err
		},
	}
}

// claimDirection is that of a claim, which may be told by nobody: neither by the row nor by its kind.
func claimDirection() field[Claim] {
	f := direction(func(c *Claim) (*bool, bool) { return &c.Directed, c.implied == DirectedHeading })
	set := f.set
	f.traits = func(c *Column) { c.Holds, c.Words = HoldsWord, Directions() }
	f.text = func(c *Claim, _ *Renames) string {
		switch {
		case c.Directed:
			return OneSided.String()
		case c.Mutual && c.implied != MutualHeading:
			return Mutual.String()
		}
		return ""
	}
	f.set = func(c *Claim, text string, in *reading) error {
		c.Mutual = strings.EqualFold(text, Mutual.String())
		return set(c, text, in)
	}
	return f
}

func reportingDocument() field[Claim] {
	return field[Claim]{
		traits: func(c *Column) { c.Holds = HoldsDocuments },
		text:   func(c *Claim, as *Renames) string { return string(renamedOne(as.Documents, c.Document)) },
		set: func(c *Claim, text string, in *reading) error {
			c.Document, c.found.document = in.document(text)
			return nil
		},
	}
}

func codedClaim() field[Coding] {
	f := text(func(c *Coding) *ClaimID { return &c.Claim })
	f.traits = func(c *Column) { c.Holds = HoldsClaim }
	f.text = func(c *Coding, as *Renames) string { return string(renamedOne(as.Claims, c.Claim)) }
	return f
}

func codedDocument() field[Coding] {
	f := text(func(c *Coding) *DocumentID { return &c.Document })
	f.traits = func(c *Column) { c.Holds = HoldsDocuments }
	f.text = func(c *Coding, as *Renames) string { return string(renamedOne(as.Documents, c.Document)) }
	return f
}

// codedActors are ids among free words. Only the ids have other names elsewhere.
func codedActors(at func(*Coding) *[]string) field[Coding] {
	f := list(at)
	f.text = func(c *Coding, as *Renames) string {
		return Joined(renamed(as.Actors, ids[ActorID](*at(c))), "|")
	}
	return f
}

// codedAnswer is the id of a claim or of a contact.
func codedAnswer() field[Coding] {
	f := text(func(c *Coding) *string { return &c.About })
	f.text = func(c *Coding, as *Renames) string { return string(renamedOne(as.Claims, ClaimID(c.About))) }
	return f
}

func answer() field[Claim] {
	about := text(func(d *Details) *string { return &d.About })
	about.traits = func(c *Column) { c.Holds = HoldsClaim }
	f := detail(about)
	f.text = func(c *Claim, as *Renames) string { return string(renamedOne(as.Claims, ClaimID(c.Detail().About))) }
	return f
}

func channel[R any](at func(*R) *Channel) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds = HoldsChannel },
		text: func(r *R, as *Renames) string {
			ch := *at(r)
			ch.Via = renamed(as.Actors, ch.Via)
			return ch.String()
		},
		set: func(r *R, text string, in *reading) (err error) {
			*at(r) = Channel{}
			if text != "" {
				*at(r), err = parseChannel(text)
				at(r).Via = in.actorIDs(at(r).Via)
			}
			return err
		},
	}
}

func chain[R any](at func(*R) *Chain) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds = HoldsChain },
		text:   func(r *R, as *Renames) string { return at(r).byID(as) },
		set: func(r *R, text string, in *reading) (err error) {
			if *at(r), err = parseChain(text); in != nil {
				at(r).tie(in.actors, in.documents)
			}
			return err
		},
	}
}

func anchored[R any](at func(*R) *anchor.Anchor) field[R] {
	return field[R]{
		traits: func(c *Column) { c.Holds = HoldsAnchor },
		text:   func(r *R, _ *Renames) string { return at(r).String() },
		set: func(r *R, text string, _ *reading) (err error) {
			*at(r) = anchor.Anchor{}
			if text != "" {
				*at(r), err = anchor.Parse(text)
			}
			return err
		},
	}
}

// columnsOf lists the names of a table's columns.
var columnsOf = func() map[tableKind][]string {
	of := map[tableKind][]string{}
	for _, c := range Columns() {
		of[tableKind(c.Table)] = append(of[tableKind(c.Table)], c.Name)
	}
	return of
}()

// sheetColumns are the columns of a one-sheet dossier that describe its documents.
var sheetColumns = func() (names []string) {
	for i := range documentSchema.columns {
		if c := &documentSchema.columns[i]; c.InSheet {
			names = append(names, c.Name)
		}
	}
	return names
}()
