package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/evidence/verify"
)

func newExplain() *cobra.Command {
	var flags askFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [DOSSIER] ID | ACTOR ACTOR",
		Short: "Say what a contact, claim, footnote, document or actor rests on",
		Long: `explain takes the id of a contact, affiliation, claim, document or actor, as list prints them and as
the exports carry them, a footnote of a figure, or two actors, and says what it rests on: the claims, who
told whom, how many independent origins there are, and where in which document each passage stands.
With --documents it also finds the passages again in your copies, and shows them.`,
		Example: `  relgraph explain hts--us-intelligence--meeting
  relgraph explain 3b
  relgraph explain mi6 assad-intelligence
  relgraph explain my-dossier toi-2014-01 --documents copies`,
		Args: wants(1, 3, "what to explain, or two actors, and perhaps a dossier before that", "relgraph explain my-dossier ann--bo--meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dossier, ids, err := dossierFirst(cmd, args, 2)
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				return misusef("%q is a dossier: want behind it what to explain, such as an id that \"relgraph list contacts %s\" shows", dossier, dossier)
			}
			g, err := flags.graph(cmd, dossier)
			if err != nil {
				return err
			}
			e := explainer{g: g, w: cmd.OutOrStdout(), json: asJSON}
			if flags.folder != "" {
				if e.proofs, err = proofs(cmd, g.Dossier(), flags.folder); err != nil {
					return err
				}
			}
			if len(ids) == 2 {
				return e.between(ids[0], ids[1])
			}
			return e.explain(ids[0])
		},
	}
	flags.add(cmd)
	flags.addRollUp(cmd)
	cmd.Flags().Lookup("documents").Usage = "folder with your copies of the documents, to show the passages from and for --verified"
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// proofs looks for every passage in the copies.
func proofs(cmd *cobra.Command, d *sources.Dossier, folder string) (map[sources.ClaimID]verify.ClaimResult, error) {
	root, err := openCopies(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	r, err := verifyClaims(cmd, d, root.FS())
	if err != nil {
		return nil, err
	}
	found := map[sources.ClaimID]verify.ClaimResult{}
	for _, c := range r.Claims {
		found[c.Claim.ID] = c
	}
	return found, nil
}

// An explainer writes what is known about one thing.
type explainer struct {
	g      *graph.Graph
	w      io.Writer
	json   bool
	proofs map[sources.ClaimID]verify.ClaimResult // nil without copies of the documents
}

var footnote = regexp.MustCompile(`^([0-9]+)[a-z]*$`)

// explain finds id. Figures name the parts of their picture by an id with a word before it; that word may stay on.
func (e explainer) explain(id string) error {
	if found, err := e.find(id); found {
		return err
	}
	for _, word := range []string{"contact-", "actor-", "document-", "source-"} {
		if bare, ok := strings.CutPrefix(id, word); ok {
			if found, err := e.find(bare); found {
				return err
			}
		}
	}
	var several *sources.SeveralMeant
	a, err := e.g.Dossier().ActorMeant(id)
	switch {
	case errors.As(err, &several):
		return err
	case err == nil:
		return e.either(actorRecord(e.g, a), func() { e.actor(a) })
	}
	if whole := e.g.Whole(); whole.ContactsCalled(id) != nil || whole.Dossier().Claim(sources.ClaimID(id)) != nil {
		return fmt.Errorf("%q is left out: want it without the flags that choose", id)
	}
	return e.unknown("contact, claim, document or actor", id)
}

// find explains what the very id names, if it names anything.
func (e explainer) find(id string) (found bool, err error) {
	d := e.g.Dossier()
	if contacts := e.g.ContactsCalled(id); len(contacts) > 0 {
		return true, e.contacts(contacts)
	}
	if cl := d.Claim(sources.ClaimID(id)); cl != nil {
		return true, e.either(claimRecord(cl), func() { e.claim(cl, "") })
	}
	if doc := d.Document(sources.DocumentID(id)); doc != nil {
		return true, e.either(documentRecord(doc), func() { e.document(doc) })
	}
	if a := d.Actor(sources.ActorID(id)); a != nil {
		return true, e.either(actorRecord(e.g, a), func() { e.actor(a) })
	}
	if footnote.MatchString(id) {
		return true, e.footnote(id)
	}
	return false, nil
}

func (e explainer) unknown(what, id string) error {
	return fmt.Errorf("no %s %q in %s: %s", what, id, e.g.Dossier().Name, sources.DidYouMean(e.nearest(id), `see "relgraph list contacts" for the ids`))
}

// footnote explains the claims that a figure's number stands for: those of a passage, 3b, or of a whole document, 3.
func (e explainer) footnote(mark string) error {
	cite := words.Cite(e.g)
	var claims []*sources.Claim
	for i := range e.g.Dossier().Claims {
		cl := &e.g.Dossier().Claims[i]
		if m := footnote.FindStringSubmatch(cite.Mark(cl)); m != nil && (m[0] == mark || m[1] == mark) {
			claims = append(claims, cl)
		}
	}
	if claims == nil {
		return fmt.Errorf("no footnote %q in the figure of %s: want 1 to %d, with a letter where the source has several passages", mark, e.g.Dossier().Name, len(cite.List))
	}
	return e.either(records(len(claims), func(i int) any { return claimRecord(claims[i]) }), func() {
		e.printf("source %s: %s\n", mark, e.title(claims[0].Document))
		for _, cl := range claims {
			e.printf("\n")
			e.claim(cl, "  ")
		}
	})
}

// between explains every contact and affiliation of two actors.
func (e explainer) between(one, other string) error {
	ids := []sources.ActorID{sources.ActorID(one), sources.ActorID(other)}
	if err := meant(e.g.Dossier(), &ids); err != nil {
		return err
	}
	a, b := ids[0], ids[1]
	var contacts []*graph.Contact
	for c := range e.g.Of(a) {
		if c.Has(b) && a != b {
			contacts = append(contacts, c)
		}
	}
	if len(contacts) == 0 && !e.json {
		e.printf("no document tells of a contact between %s and %s\n", e.full(a), e.full(b))
	}
	return e.either(records(len(contacts), func(i int) any { return contactRecord(contacts[i]) }), func() { e.each(contacts) })
}

// contacts explains those that an id means: one, or several of one kind.
func (e explainer) contacts(list []*graph.Contact) error {
	if len(list) == 1 {
		return e.either(contactRecord(list[0]), func() { e.contact(list[0]) })
	}
	return e.either(records(len(list), func(i int) any { return contactRecord(list[i]) }), func() { e.each(list) })
}

func (e explainer) each(contacts []*graph.Contact) {
	for i, c := range contacts {
		if i > 0 {
			e.printf("\n")
		}
		e.contact(c)
	}
}

// nearest returns the id that was probably meant, or "".
func (e explainer) nearest(id string) string {
	d := e.g.Dossier()
	var ids []string
	for c := range e.g.All() {
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

func (e explainer) either(record any, text func()) error {
	if e.json {
		return writeJSON(e.w, record)
	}
	text()
	return nil
}

func (e explainer) printf(format string, args ...any) { fmt.Fprintf(e.w, format, args...) }

// line writes a named value, unless it is blank.
func (e explainer) line(indent, name, value string) {
	if value != "" {
		e.printf("%s%-10s %s\n", indent, name+":", value)
	}
}

func (e explainer) contact(c *graph.Contact) {
	e.printf("%s: %s\n", e.parties(c), c.Label())
	e.line("  ", "kind", c.Relation())
	for _, m := range c.StandsFor {
		e.line("  ", "stands for", fmt.Sprintf("%s (%s %s %s)", m.ID, e.full(m.From), arrow(m.Directed), e.full(m.To)))
	}
	e.line("  ", "when", words.English().When(c))
	if c.Perhaps {
		e.line("  ", "perhaps", "not in the time asked for")
	}
	e.line("  ", "event", c.Event)
	if told := c.AsTold(); told != nil {
		for _, parties := range told {
			e.line("  ", "as told", e.fulls(parties))
		}
	}
	e.line("  ", "state", words.English().StateOf(e.g.Dossier(), c, words.Full))
	if c.Doubted() {
		e.line("  ", "doubt", "a checker doubts a row below")
	}
	e.line("  ", "documents", fmt.Sprint(len(c.Documents())))
	e.line("  ", "origins", c.Origins.Range())
	if tree := c.Tellings(); len(tree) > 0 {
		e.printf("  who told whom:\n")
		e.tellings(tree, "    ")
	}
	for _, cl := range c.Claims {
		e.printf("\n")
		e.claim(cl, "  ")
	}
}

// parties names the two of a contact with the sign for its way, and the members of a round in words.
func (e explainer) parties(c *graph.Contact) string {
	if c.IsRound() {
		return words.English().Parties(e.g.Dossier(), c, words.Full)
	}
	return fmt.Sprintf("%s %s %s", e.full(c.From), arrow(c.Directed), e.full(c.To))
}

func (e explainer) full(id sources.ActorID) string {
	if a := e.g.Dossier().Actor(id); a != nil {
		return a.Name
	}
	return string(id)
}

// tellings draws the reporting tree.
func (e explainer) tellings(tree []*graph.Telling, indent string) {
	for i, t := range tree {
		branch, below := "├─ ", "│  "
		if i == len(tree)-1 {
			branch, below = "└─ ", "   "
		}
		e.printf("%s%s%s", indent, branch, words.English().Speaker(e.g.Dossier(), t.Speaker, words.Full))
		if len(t.Claims) > 0 {
			var claims []sources.ClaimID
			for _, cl := range t.Claims {
				claims = append(claims, cl.ID)
			}
			e.printf("  [%s]", joined(claims))
		}
		e.printf("\n")
		e.tellings(t.Next, indent+below)
	}
}

func (e explainer) title(id sources.DocumentID) string {
	doc := e.g.Dossier().Document(id)
	if doc == nil {
		return string(id)
	}
	parts := []string{}
	for _, part := range []string{doc.Publisher, doc.Name(), words.English().Published(doc)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func (e explainer) claim(cl *sources.Claim, indent string) {
	recipients := ""
	if len(cl.Recipients) > 0 {
		recipients = fmt.Sprintf(" %s %s", arrow(cl.Directed), e.fulls(cl.Recipients))
	}
	e.printf("%sclaim %s: %s%s, %s\n", indent, cl.ID, e.fulls(cl.Actors), recipients, cl.KindWord())
	in := indent + "  "
	e.line(in, "summary", cl.Summary)
	e.line(in, "stance", cl.Stance.String())
	if cl.Modality != sources.Happened {
		e.line(in, "modality", cl.Modality.String())
	}
	if cl.Hedge != "" {
		e.line(in, "hedge", "“"+cl.Hedge+"”")
	}
	e.line(in, "when", words.English().Date(cl.Date))
	e.line(in, "place", strings.Join(cl.Places, ", "))
	e.line(in, "channel", cl.Channel.String())
	e.line(in, "answers", cl.About)
	e.line(in, "chain", e.chain(cl))
	if doc := e.g.Dossier().Document(cl.Document); doc != nil {
		e.line(in, "document", e.title(doc.ID))
		e.line(in, "address", doc.URL)
	}
	e.line(in, "passage", passage(cl))
	if proof, ok := e.proofs[cl.ID]; ok {
		e.line(in, "proof", strings.TrimSuffix(proof.Status.String()+": "+proof.Detail(), ": "))
		e.line(in, "words", proof.Passage)
	}
	e.line(in, "checked", desk.CheckedBy(cl))
	e.line(in, "doubt", cl.Doubt)
	e.line(in, "note", cl.Note)
	e.line(in, "row", cl.Pos().String())
}

func (e explainer) fulls(ids []sources.ActorID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = e.full(id)
	}
	return strings.Join(names, ", ")
}

// chain says who told whom, down to the document of the claim.
func (e explainer) chain(cl *sources.Claim) string {
	return words.English().ToldBy(e.g.Dossier(), cl, words.Full)
}

// passage says where the words stand: the place as a reader finds it, the place as a program finds it, and their two ends.
func passage(cl *sources.Claim) string {
	parts := []string{}
	if cl.Locator != "" {
		parts = append(parts, cl.Locator)
	}
	if a := cl.Anchor; !a.IsZero() {
		parts = append(parts, fmt.Sprintf("“%s … %s”", a.First, a.Last), fmt.Sprintf("%d characters from character %d on", a.Length, a.Start))
	}
	return strings.Join(parts, ", ")
}

func (e explainer) document(doc *sources.Document) {
	e.printf("%s\n", e.title(doc.ID))
	e.line("  ", "address", doc.URL)
	e.line("  ", "archive", doc.ArchiveURL)
	for _, from := range doc.DerivedFrom {
		e.line("  ", "rests on", e.title(from))
	}
	e.line("  ", "sha256", doc.SHA256)
	e.line("  ", "note", doc.Note)
	e.line("  ", "row", doc.Pos().String())
	for i := range e.g.Dossier().Claims {
		if cl := &e.g.Dossier().Claims[i]; cl.Document == doc.ID {
			e.printf("\n")
			e.claim(cl, "  ")
		}
	}
}

func (e explainer) actor(a *sources.Actor) {
	e.printf("%s\n", a.Name)
	e.line("  ", "kind", a.Kind.String())
	e.line("  ", "role", a.Role)
	e.line("  ", "part of", e.fulls(a.PartOf))
	e.line("  ", "also", strings.Join(a.Aliases, ", "))
	e.line("  ", "note", a.Note)
	e.line("  ", "row", a.Pos().String())
	for c := range e.g.Of(a.ID) {
		e.printf("  %s  %s %s, %s (%s)\n", c.ID, arrow(c.Directed), e.fulls(c.Others(a.ID)), c.Label(), c.State)
	}
}
