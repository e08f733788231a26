package answers

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

// Proofs say of claims whether their passages were found in copies of the documents. Nil says that nobody looked.
type Proofs map[sources.ClaimID]verify.ClaimResult

// An Explanation says what something rests on.
type Explanation struct {
	JSON any // an object with the version, and what is explained under the name of what it is

	g      *graph.Graph
	proofs Proofs
	text   func(*explainer)
}

// WriteText writes it for people.
func (e *Explanation) WriteText(w io.Writer, v words.Voice) error {
	x := explainer{page: page{g: e.g, w: w, voice: v}, proofs: e.proofs}
	if e.text != nil {
		e.text(&x)
	}
	return x.err
}

// An explainer writes what is known about one thing.
type explainer struct {
	page
	proofs Proofs
	told   []string // the columns of the row at hand that were told of
}

// cell writes a line about cells of the row at hand.
func (e *explainer) cell(indent, fact, value string, columns ...string) {
	e.told = append(e.told, columns...)
	e.line(indent, fact, value)
}

func explained(g *graph.Graph, proofs Proofs, what string, record any, text func(*explainer)) *Explanation {
	return &Explanation{listed(what, record), g, proofs, text}
}

var footnote = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([0-9]+)[a-z]*$`) })

// Explain explains what id names: a contact, a tie, a claim, a document, an actor (by a name, too), or a footnote of
// a figure. Figures name the parts of their picture by an id with a word before it; that word may stay on.
func Explain(g *graph.Graph, id string, proofs Proofs) (*Explanation, error) {
	if e, err := find(g, id, proofs); e != nil || err != nil {
		return e, err
	}
	for _, word := range []string{"contact-", "actor-", "document-", "source-"} {
		if bare, ok := strings.CutPrefix(id, word); ok {
			if e, err := find(g, bare, proofs); e != nil || err != nil {
				return e, err
			}
		}
	}
	var several *sources.SeveralMeant
	a, err := g.Dossier().Names().ActorMeant(id)
	switch {
	case errors.As(err, &several):
		return nil, err
	case err == nil:
		return explainedActor(g, proofs, a), nil
	}
	if whole := g.Whole(); whole.ContactsCalled(id) != nil || whole.Dossier().Claim(sources.ClaimID(id)) != nil {
		return nil, fmt.Errorf("%q is left out: want it without the flags that choose", id)
	}
	return nil, fmt.Errorf("there is no contact, claim, document or actor %q in %s: %s", id, g.Dossier().Name,
		sources.DidYouMean(nearest(g, id), `see "relgraph list contacts" for the ids`))
}

// find explains what the very id names; nil if it names nothing.
func find(g *graph.Graph, id string, proofs Proofs) (*Explanation, error) {
	d := g.Dossier()
	if contacts := g.ContactsCalled(id); len(contacts) > 0 {
		return explainedContacts(g, proofs, contacts), nil
	}
	if cl := d.Claim(sources.ClaimID(id)); cl != nil {
		return explained(g, proofs, "claim", ClaimRow(cl), func(e *explainer) { e.claim(cl, "") }), nil
	}
	if doc := d.Document(sources.DocumentID(id)); doc != nil {
		return explained(g, proofs, "document", DocumentRow(doc), func(e *explainer) { e.document(doc) }), nil
	}
	if a := d.Actor(sources.ActorID(id)); a != nil {
		return explainedActor(g, proofs, a), nil
	}
	if footnote().MatchString(id) {
		return explainedFootnote(g, proofs, id)
	}
	return nil, nil
}

func explainedActor(g *graph.Graph, proofs Proofs, a *sources.Actor) *Explanation {
	return explained(g, proofs, "actor", ActorRow(g, a), func(e *explainer) { e.actor(a) })
}

// explainedContacts explains those that an id means: one, or several of one kind.
func explainedContacts(g *graph.Graph, proofs Proofs, list []*graph.Contact) *Explanation {
	if len(list) == 1 {
		return explained(g, proofs, "contact", ContactRecord(list[0]), func(e *explainer) { e.contact(list[0]) })
	}
	return explained(g, proofs, "contacts", contactRecords(list), func(e *explainer) { e.each(list) })
}

// explainedFootnote explains the claims that a figure's number stands for: those of a passage, 3b, or of a whole
// document, 3.
func explainedFootnote(g *graph.Graph, proofs Proofs, mark string) (*Explanation, error) {
	cite := words.Cite(g)
	var claims []*sources.Claim
	for i := range g.Dossier().Claims {
		cl := &g.Dossier().Claims[i]
		if m := footnote().FindStringSubmatch(cite.Mark(cl)); m != nil && (m[0] == mark || m[1] == mark) {
			claims = append(claims, cl)
		}
	}
	if claims == nil {
		return nil, fmt.Errorf("there is no footnote %q in the figure of %s: want 1 to %d, with a letter where the source "+
			"has several passages",
			mark, g.Dossier().Name, len(cite.List))
	}
	return explained(g, proofs, "claims", claimRows(claims), func(e *explainer) {
		e.printf("%s\n", e.voice.Say("answer.source", "mark", mark, "document", e.title(claims[0].Document)))
		for _, cl := range claims {
			e.printf("\n")
			e.claim(cl, "  ")
		}
	}), nil
}

// Between explains every contact and tie of two actors.
func Between(g *graph.Graph, a, b sources.ActorID, proofs Proofs) *Explanation {
	contacts := []*graph.Contact{}
	for c := range g.Of(a) {
		if c.Parties().Has(b) && a != b {
			contacts = append(contacts, c)
		}
	}
	return explained(g, proofs, "contacts", contactRecords(contacts), func(e *explainer) {
		if len(contacts) == 0 {
			e.printf("%s\n", e.voice.Say("answer.no-contact", "from", e.full(a), "to", e.full(b)))
		}
		e.each(contacts)
	})
}

// nearest returns the id that was probably meant, or "".
func nearest(g *graph.Graph, id string) string {
	d := g.Dossier()
	var ids []string
	for c := range g.All() {
		ids = append(ids, string(c.ID), c.BareID())
	}
	for i := range d.Claims {
		ids = append(ids, string(d.Claims[i].ID))
	}
	for i := range d.Documents {
		ids = append(ids, string(d.Documents[i].ID))
	}
	for i := range d.Actors {
		ids = append(ids, string(d.Actors[i].ID))
	}
	return sources.Nearest(id, ids)
}

func (e *explainer) each(contacts []*graph.Contact) {
	for i, c := range contacts {
		if i > 0 {
			e.printf("\n")
		}
		e.contact(c)
	}
}

func (e *explainer) contact(c *graph.Contact) {
	e.printf("%s: %s\n", e.parties(c), c.Naming().Label())
	e.line("  ", "kind", e.voice.Contacts.KindListed(e.g.Dossier(), c))
	for _, m := range c.StandsFor {
		e.line("  ", "stands-for", fmt.Sprintf("%s (%s %s %s)", m.ID, e.full(m.From), e.voice.Lists.Way(m),
			e.full(m.To)))
	}
	e.line("  ", "when", e.voice.Contacts.When(c))
	if c.Perhaps {
		e.line("  ", "perhaps", e.voice.Say("answer.perhaps"))
	}
	e.line("  ", "event", c.Event)
	if told := c.Parties().AsTold(); told != nil {
		for _, parties := range told {
			e.line("  ", "as-told", e.fulls(parties))
		}
	}
	e.line("  ", "state", e.voice.Evidence.StateOf(e.g.Dossier(), c, words.Full))
	if c.Evidence().Doubted() {
		e.line("  ", "doubt", e.voice.Say("answer.doubted"))
	}
	e.line("  ", "documents", fmt.Sprint(len(c.Evidence().Documents())))
	e.line("  ", "origins", c.Origins.Range())
	if tree := c.Evidence().Tellings(); len(tree) > 0 {
		e.printf("  %s:\n", e.voice.Say("answer.who-told-whom"))
		e.tellings(tree, "    ")
	}
	for _, cl := range c.Claims {
		e.printf("\n")
		e.claim(cl, "  ")
	}
}

// parties names the two of a contact with the sign for its way, and the members of a round in words.
func (e *explainer) parties(c *graph.Contact) string {
	if c.Parties().IsRound() {
		return e.voice.Contacts.Parties(e.g.Dossier(), c, words.Full)
	}
	return fmt.Sprintf("%s %s %s", e.full(c.From), e.voice.Lists.Way(c), e.full(c.To))
}

// seenFrom names the others of a contact with the sign for its way from this actor, "→ B" or "← B". Of a one-sided one
// among more than two, it names both sides, so that who was told beside the actor is not taken for who told.
func (e *explainer) seenFrom(id sources.ActorID, c *graph.Contact) string {
	if to, from := c.Arrows(); c.Parties().IsRound() && to != from {
		one, other := e.voice.Contacts.Sides(e.g.Dossier(), c, words.Full)
		return fmt.Sprintf("%s %s %s", one, e.voice.Lists.Way(c), other)
	}
	return e.voice.Lists.WayFrom(id, c) + " " + e.fulls(c.Parties().Others(id))
}

// tellings draws the reporting tree.
func (e *explainer) tellings(tree []*graph.Telling, indent string) {
	for i, t := range tree {
		branch, below := "├─ ", "│  "
		if i == len(tree)-1 {
			branch, below = "└─ ", "   "
		}
		e.printf("%s%s%s", indent, branch, e.voice.Actors.Speaker(e.g.Dossier(), t.Speaker, words.Full))
		if len(t.Claims) > 0 {
			var claims []sources.ClaimID
			for _, cl := range t.Claims {
				claims = append(claims, cl.ID)
			}
			e.printf("  %s", e.voice.Say("answer.ids", "ids", sources.Joined(claims, ", ")))
		}
		e.printf("\n")
		e.tellings(t.Next, indent+below)
	}
}

// title cites a document; what the dossier does not have is called by its id.
func (e *explainer) title(id sources.DocumentID) string {
	if doc := e.g.Dossier().Document(id); doc != nil {
		return e.voice.Documents.Cited(doc)
	}
	return string(id)
}

func (e *explainer) claim(cl *sources.Claim, indent string) {
	recipients := ""
	if len(cl.Recipients) > 0 {
		recipients = fmt.Sprintf(" %s %s", e.voice.Lists.Runs(cl), e.fulls(cl.Recipients))
	}
	says := e.voice.Facts(e.fulls(cl.Actors)+recipients, e.voice.Claims.KindCell(e.g.Dossier(), cl))
	e.printf("%s%s\n", indent, e.voice.Say("answer.claim", "claim", string(cl.ID), "what", says))
	in := indent + "  "
	e.told = append(e.told[:0], "id", "actor", "recipient", "direction", "kind", "label")
	e.cell(in, "summary", cl.Summary, "summary")
	e.cell(in, "stance", e.voice.Claims.Stance(cl.Stance), "stance")
	modality, hedge := "", ""
	if cl.Modality != sources.Happened {
		modality = e.voice.Claims.Modality(cl.Modality)
	}
	if cl.Detail().Hedge != "" {
		hedge = e.voice.Quote(cl.Detail().Hedge)
	}
	e.cell(in, "modality", modality, "modality")
	e.cell(in, "hedge", hedge, "hedge")
	e.cell(in, "when", e.voice.Calendar.Date(cl.Date), "date")
	e.cell(in, "place", strings.Join(cl.Detail().Places, ", "), "place")
	e.cell(in, "channel", e.voice.Claims.ChannelCell(e.g.Dossier(), cl), "channel")
	e.cell(in, "answers", cl.Detail().About, "about")
	e.cell(in, "chain", e.chain(cl), "asserted_by")
	if doc := e.g.Dossier().DocumentOf(cl); doc != nil {
		e.cell(in, "document", e.title(doc.ID), "document")
		e.line(in, "address", doc.URL)
	}
	e.cell(in, "passage", e.passage(cl), "locator", "anchor")
	if proof, ok := e.proofs[cl.ID]; ok {
		e.line(in, "proof", Proof(e.voice, proof))
		e.line(in, "words", proof.Passage)
	}
	e.cell(in, "checked", e.voice.Claims.CheckedBy(cl), sources.Signing()...)
	e.cell(in, "doubt", cl.Detail().Doubt, "doubt")
	e.cell(in, "note", cl.Detail().Note, "note")
	e.others(in, restOf(sources.ClaimColumns(), cl, e.told), cl.Detail().Extra)
	e.line(in, "row", cl.Pos().String())
}

// restOf lists the cells of a row in columns that were not told of.
func restOf[R any](columns []sources.ColumnOf[R], row *R, told []string) []sources.Field {
	var list []sources.Field
	for _, c := range columns {
		if value := c.Text(row); value != "" && !slices.Contains(told, c.Name) {
			list = append(list, sources.Field{Name: c.Name, Value: value})
		}
	}
	return list
}

// others writes the cells of other columns, those of the owner's among them, under the names of their columns.
func (e *explainer) others(indent string, cells ...[]sources.Field) {
	for _, c := range slices.Concat(cells...) {
		if c.Value != "" {
			e.printf("%s%-*s %s\n", indent, e.voice.Lists.LabelWidth(), e.voice.Lists.Column(c.Name)+":", c.Value)
		}
	}
}

// chain says who told whom, down to the document of the claim.
func (e *explainer) chain(cl *sources.Claim) string {
	return e.voice.Actors.ToldBy(e.g.Dossier(), cl, words.Full)
}

// passage says where the words stand: the place as a reader finds it, the place as a program finds it, and their two
// ends.
func (e *explainer) passage(cl *sources.Claim) string {
	a := cl.Detail().Anchor
	if a.IsZero() {
		return cl.Locator
	}
	ends := e.voice.Say("answer.ends", "first", a.First, "last", a.Last)
	return e.voice.Facts(cl.Locator, e.voice.Quote(ends), e.voice.Say("answer.characters", "n", a.Length, "start", a.Start))
}

func (e *explainer) document(doc *sources.Document) {
	e.printf("%s\n", e.title(doc.ID))
	e.told = append(e.told[:0], "id", "title", "publisher", "issued", "derived_from", "path")
	e.cell("  ", "address", doc.URL, "url")
	e.cell("  ", "archive", doc.ArchiveURL, "archive_url")
	for _, from := range doc.DerivedFrom {
		e.line("  ", "rests-on", e.title(from))
	}
	e.cell("  ", "sha256", doc.SHA256, "sha256")
	e.cell("  ", "note", doc.Note, "note")
	e.others("  ", restOf(sources.DocumentColumns(), doc, e.told), doc.Extra)
	e.line("  ", "row", doc.Pos().String())
	for i := range e.g.Dossier().Claims {
		if cl := &e.g.Dossier().Claims[i]; cl.Document == doc.ID {
			e.printf("\n")
			e.claim(cl, "  ")
		}
	}
}

func (e *explainer) actor(a *sources.Actor) {
	e.told = append(e.told[:0], "id", "name")
	e.printf("%s\n", a.Name)
	e.cell("  ", "kind", e.voice.Actors.KindOf(a.Kind), "kind")
	e.cell("  ", "role", a.Role, "role")
	e.cell("  ", "part-of", e.fulls(a.PartOf), "part_of")
	e.cell("  ", "also", strings.Join(a.Aliases, ", "), "alias")
	e.cell("  ", "note", a.Note, "note")
	e.others("  ", restOf(sources.ActorColumns(), a, e.told), a.Extra)
	e.line("  ", "row", a.Pos().String())
	for c := range e.g.Of(a.ID) {
		e.printf("  %s  %s, %s (%s)\n", c.ID, e.seenFrom(a.ID, c), c.Naming().Label(),
			e.voice.Evidence.StateListed(c.State))
	}
}
