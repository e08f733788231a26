package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

func newReview() *cobra.Command {
	var r reviewer
	var flags dossierFlags
	var folder string
	var second, report, asJSON bool
	cmd := &cobra.Command{
		Use:   "review [DOSSIER] --documents DIR",
		Short: "Compare each row with its passage, question by question, and record who did",
		Long: `review shows each claim's row beside its passage in your copy of the document, asks what a checker
has to ask, and writes the answer into the row at once: who checked it and when, what is doubted,
or what a cell should say. Of the file nothing else changes. Stop whenever you like; the same
command goes on where you stopped, and leaves out what is checked and was not changed since.

Type one letter and Enter:

  y  yes, this is right                  m  show more of the document
  n  no: put a cell right                s  leave this row for later
  d  there is a doubt: say it in words   q  stop (as do Ctrl-C and Ctrl-D)

With --second, somebody who has not seen the rows reads the passages alone and says what they
report; that is kept in codings.csv. With --agreement, review says how far the two agree, field by
field, in percent and as Cohen's kappa, and lists where they differ.

Answers may come from a file: relgraph review ... < answers.txt`,
		Example: `  relgraph review my-dossier --documents copies --by "Eve Evans"
  relgraph review my-dossier --documents copies --by "Eve Evans" --claim courier-2
  relgraph review my-dossier --documents copies --by "Fay Ford" --second
  relgraph review my-dossier --agreement`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case report && second:
				return misusef("--agreement and --second: want one of the two")
			case report:
				d, err := flags.load(cmd, optional(args, 0))
				if err != nil {
					return err
				}
				return writeAgreement(cmd.OutOrStdout(), d, asJSON)
			case asJSON:
				return misusef("--json is for --agreement")
			case folder == "":
				return misusef("no folder of documents: want --documents DIR, the folder with your copies")
			case r.kind != "":
				if _, err := sources.ParseKind(r.kind); err != nil {
					return misusef("--kind: %w", err)
				}
			}
			name := optional(args, 0)
			if name == "" && sources.IsDossier(".") {
				name = "."
			}
			if name == "" || meansBuiltIn(name) {
				return errors.New("the built-in dossier cannot be written: want a dossier of your own, or a copy of its folder")
			}
			var err error
			if r.day, err = today(); err != nil {
				return err
			}
			root, err := openCopies(folder)
			if err != nil {
				return err
			}
			defer root.Close()
			load := flags.load
			if second {
				load = flags.loadSilently // what is wrong with a row would tell of it
			}
			d, err := load(cmd, optional(args, 0))
			if err != nil {
				return err
			}
			proofs, err := verifyClaims(cmd, d, root.FS())
			if err != nil {
				return err
			}
			r.desk = &desk{name, flags.opts, d}
			r.console, r.reader = newConsole(cmd), newReader(root.FS(), proofs)
			if second {
				if err := wantFolder(name); err != nil {
					return err
				}
				return r.run(&codingSession{reviewer: &r})
			}
			return r.run(&checkingSession{reviewer: &r})
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&folder, "documents", "", "`folder` with your copies of the documents")
	cmd.Flags().StringVar(&r.by, "by", "", "your `name`, as it shall stand in the dossier; asked for if it is missing")
	cmd.Flags().BoolVar(&r.all, "all", false, "ask again about what is checked or coded already")
	cmd.Flags().StringVar(&r.claim, "claim", "", "only the claim with this `id`, even if it is checked")
	cmd.Flags().StringVar(&r.document, "document", "", "only claims of the document with this `id`")
	cmd.Flags().StringVar(&r.kind, "kind", "", "only claims of this `kind`")
	cmd.Flags().BoolVar(&second, "second", false, "code the passages without seeing the rows")
	cmd.Flags().BoolVar(&report, "agreement", false, "say how far rows and codings agree")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the agreement as JSON")
	_ = cmd.MarkFlagDirname("documents")
	return cmd
}

// A reviewer goes through claims with somebody at a console.
type reviewer struct {
	*desk
	*console
	*reader
	by                    string
	day                   edtf.Day
	all                   bool
	claim, document, kind string // only these, if not blank
}

// A session is one way to go through the claims.
type session interface {
	begin() error                      // what has to be said or looked at before the first claim
	due(c *sources.Claim) bool         // is the claim to be asked about, unless all are?
	one(c *sources.Claim, n int) error // asks about the nth claim; errSkipped leaves it for later
	end(left int)                      // says what was done
	nothing() string                   // says that no claim is due
}

// errSkipped leaves a claim for later.
var errSkipped = errors.New("left for later")

func (r *reviewer) run(s session) error {
	if r.by == "" {
		name, err := r.ask("Your name, as it shall stand in the dossier:")
		if err != nil && !errors.Is(err, errStopped) {
			return r.reason(err)
		}
		r.by = name
	}
	if r.by == "" {
		return misusef("no name: want --by NAME, who checks")
	}
	queue, err := r.queue(s)
	if err != nil {
		return err
	}
	if len(queue) == 0 {
		r.printf("%s\n", s.nothing())
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	done := 0
	for i, id := range queue {
		c := r.dossier.Claim(id)
		if c == nil {
			continue
		}
		r.printf("\n")
		if i == 0 {
			r.printf("%s to go. Type ? for help.\n\n", words.Plural(len(queue), "claim"))
		}
		switch err = s.one(c, i+1); {
		case err == nil:
			done++
		case errors.Is(err, errChanged):
			r.printf("the row of %s was changed by somebody else in the meantime: nothing is written, and it is left for later\n", id)
		case errors.Is(err, errSkipped):
		default:
			s.end(len(queue) - done)
			return r.reason(err)
		}
	}
	s.end(len(queue) - done)
	return nil
}

// reason is the error that stopping comes to: none if somebody wanted it. What was answered before is kept in any case.
func (r *reviewer) reason(err error) error {
	switch {
	case errors.Is(err, errStopped):
		return nil
	case r.ctx.Err() != nil:
		return errReported
	}
	return err
}

// queue lists the claims to ask about.
func (r *reviewer) queue(s session) ([]sources.ClaimID, error) {
	if r.claim != "" {
		if r.dossier.Claim(sources.ClaimID(r.claim)) == nil {
			_, err := anchorer{dossier: r.dossier}.claim(sources.ClaimID(r.claim))
			return nil, err
		}
		return []sources.ClaimID{sources.ClaimID(r.claim)}, nil
	}
	if r.document != "" && r.dossier.Document(sources.DocumentID(r.document)) == nil {
		return nil, fmt.Errorf("no document %q in %s: see \"relgraph list documents\" for the ids", r.document, r.dossier.Name)
	}
	var ids []sources.ClaimID
	for i := range r.dossier.Claims {
		c := &r.dossier.Claims[i]
		if (r.document == "" || string(c.Document) == r.document) && (r.kind == "" || strings.EqualFold(c.Kind.String(), r.kind)) && (r.all || s.due(c)) {
			ids = append(ids, c.ID)
		}
	}
	return ids, nil
}

// show writes the document and the passage, which both sessions begin a claim with.
func (r *reviewer) show(c *sources.Claim, more int) error {
	doc := r.dossier.Document(c.Document)
	if doc != nil {
		r.named("document", readable(r.explainer().title(doc.ID)))
	}
	text, err := r.excerpt(doc, c.ID, more)
	if err != nil {
		return err
	}
	r.named("passage", r.state(c))
	if text != "" {
		r.passage("", text)
	}
	return nil
}

func (r *reviewer) explainer() explainer { return explainer{g: graph.Build(r.dossier)} }

// A checkingSession has rows compared with their passages.
type checkingSession struct {
	*reviewer
	checked, doubted, corrected int
}

func (s *checkingSession) begin() error {
	lacks, err := s.missing("checked_by", "checked_on", "checked_row")
	if err != nil {
		return err
	}
	if len(lacks) > 0 {
		s.printf("%s has no column %s: the first answer adds it behind the last one\n", s.dossier.Claims[0].Pos().File, strings.Join(lacks, ", "))
	}
	return nil
}

func (s *checkingSession) nothing() string {
	return fmt.Sprintf("nothing to do: each of these claims is checked, or in doubt, as it is now; --all asks about %s again", words.Plural(len(s.dossier.Claims), "claim"))
}

// due leaves out what was checked, or doubted, as it is now.
func (*checkingSession) due(c *sources.Claim) bool {
	return c.Checking() != sources.Checked && (c.Doubt == "" || c.CheckedRow != c.RowDigest())
}

// A question is what a checker has to ask about some cells of a row.
type question struct {
	name    string
	ask     string
	columns []string
	says    func(e explainer, c *sources.Claim) string
}

var questions = []question{
	{"who", "Are these the two sides, as the passage names them, no finer and no coarser?", []string{"actor", "recipient", "direction"}, sides},
	{"what", "Is it this kind of contact, and did it happen, or was it only planned, as said here?", []string{"kind", "modality", "channel"}, what},
	{"when", "Is this when it happened, no more exactly than the document says?", []string{"date"}, when},
	{"hedge", "Is the document's hedge kept, in its own word?", []string{"hedge"}, func(_ explainer, c *sources.Claim) string { return quotedOr(c.Hedge, "none") }},
	{"stance", "Is this what the passage does: report, confirm, deny, dispute, not comment, take back?", []string{"stance", "about"}, stance},
	{"chain", "Is this who told whom, the origin first?", []string{"asserted_by"}, func(e explainer, c *sources.Claim) string { return e.chain(c) }},
	{"summary", "Do summary, label and place say no more than the passage does?", []string{"summary", "label", "place", "locator"}, summaryOf},
}

func sides(e explainer, c *sources.Claim) string {
	name := func(ids []sources.ActorID) string {
		var names []string
		for _, id := range ids {
			names = append(names, fmt.Sprintf("%s (%s)", e.full(id), id))
		}
		return strings.Join(names, ", ")
	}
	if len(c.Recipients) == 0 {
		return name(c.Actors)
	}
	return fmt.Sprintf("%s %s %s", name(c.Actors), arrow(c.Directed), name(c.Recipients))
}

func what(_ explainer, c *sources.Claim) string {
	says := c.Kind.String() + ", " + c.Modality.String()
	if channel := c.Channel.String(); channel != "" {
		says += ", channel: " + channel
	}
	return says
}

func when(_ explainer, c *sources.Claim) string {
	if c.Date.IsZero() {
		return "no date"
	}
	return fmt.Sprintf("%s (%s)", c.Date.Words(), c.Date)
}

func stance(_ explainer, c *sources.Claim) string {
	if c.About != "" {
		return c.Stance.String() + ", about " + c.About
	}
	return c.Stance.String()
}

func summaryOf(_ explainer, c *sources.Claim) string {
	says := quotedOr(c.Summary, "no summary")
	if c.Label != "" {
		says += "; label “" + c.Label + "”"
	}
	if len(c.Places) > 0 {
		says += "; in " + strings.Join(c.Places, ", ")
	}
	return says
}

func quotedOr(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return "“" + text + "”"
}

// one shows a row and asks every question; a row is checked when each is answered with yes.
func (s *checkingSession) one(c *sources.Claim, n int) error {
	if err := s.row(c); err != nil {
		return err
	}
	more := 0
	for i := 0; i < len(questions); {
		q := questions[i]
		key, err := s.ask(fmt.Sprintf("%d/%d %s: %s [y n d m s q ?]", i+1, len(questions), q.name, q.ask))
		if err != nil {
			return err
		}
		switch strings.ToLower(key) {
		case "y", "yes":
			i++
		case "n", "no":
			if c, err = s.correct(c, q); err != nil {
				return err
			}
		case "d", "doubt":
			done, err := s.doubt(c)
			if done || err != nil {
				return err
			}
		case "m", "more":
			more++
			if err := s.show(c, more); err != nil {
				return err
			}
		case "s", "skip":
			return errSkipped
		case "q", "quit":
			return errStopped
		default:
			s.printf("y yes, n no: put a cell right, d there is a doubt, m more of the document, s leave this row for later, q stop\n")
		}
	}
	return s.record(c)
}

// row shows a claim's row in plain words.
func (s *checkingSession) row(c *sources.Claim) error {
	s.named("claim", fmt.Sprintf("%s (%s)", c.ID, c.Pos()))
	if err := s.show(c, 0); err != nil {
		return err
	}
	e := s.explainer()
	for _, q := range questions {
		s.named(q.name, readable(q.says(e, c)))
	}
	if c.Note != "" {
		s.named("note", readable(c.Note))
	}
	if by := checkedBy(c); by != "" {
		s.named("checked", by)
	}
	if c.Doubt != "" {
		s.named("doubt", readable(c.Doubt))
	}
	return nil
}

// record writes that the row is checked.
func (s *checkingSession) record(c *sources.Claim) error {
	values := []value{{"checked_by", s.by}, {"checked_on", s.day.String()}, {"checked_row", c.RowDigest()}}
	if c.Doubt != "" {
		values = append(values, value{"doubt", ""})
	}
	now, _, err := s.set(c, values)
	if err != nil {
		return err
	}
	s.checked++
	s.printf("%s: checked by %s on %s\n", now.At("checked_by"), now.CheckedBy, now.CheckedOn)
	return nil
}

// doubt writes what is doubted. A row that somebody doubts is not checked, whoever checked it before.
func (s *checkingSession) doubt(c *sources.Claim) (done bool, err error) {
	words, err := s.ask("What do you doubt? (Enter: nothing)")
	if err != nil || words == "" {
		return false, err
	}
	values := []value{{"doubt", fmt.Sprintf("%s (%s, %s)", words, s.by, s.day)}, {"checked_row", c.RowDigest()}}
	for _, column := range []string{"checked_by", "checked_on"} {
		if c.Cell(column) != "" {
			values = append(values, value{column, ""})
		}
	}
	if err := s.announce(c, "doubt"); err != nil {
		return false, err
	}
	now, _, err := s.set(c, values)
	if refusal := s.refusal(err); refusal || err != nil {
		if refusal {
			err = nil
		}
		return false, err
	}
	s.doubted++
	s.printf("%s: in doubt\n", now.At("doubt"))
	return true, nil
}

// announce says that a column is about to be added.
func (s *checkingSession) announce(c *sources.Claim, column string) error {
	lacks, err := s.missing(column)
	if len(lacks) > 0 {
		s.printf("%s has no column %s: it is added behind the last one\n", c.Pos().File, column)
	}
	return err
}

// refusal writes why a value cannot be written, if that is what err says.
func (s *checkingSession) refusal(err error) bool {
	var no refused
	if !errors.As(err, &no) {
		return false
	}
	for _, d := range no.Diagnostics {
		s.printf("%s\n", d)
	}
	s.printf("so nothing is written\n")
	return true
}

// correct asks what a cell should say until that can be written, or the person leaves it.
func (s *checkingSession) correct(c *sources.Claim, q question) (*sources.Claim, error) {
	column := q.columns[0]
	if len(q.columns) > 1 {
		var err error
		if column, err = s.choice(fmt.Sprintf("Which cell? %s (Enter: none, and perhaps d for a doubt)", strings.Join(q.columns, ", ")), q.columns, "none"); err != nil || column == "none" {
			return c, err
		}
	}
	for {
		text, err := s.ask(fmt.Sprintf("%s %s. What is right? (Enter: leave it; - for nothing)", column, saysNow(c.Cell(column))))
		switch {
		case err != nil || text == "":
			return c, err
		case text == "-":
			text = ""
		}
		if text != "" {
			if err := s.announce(c, column); err != nil {
				return c, err
			}
		} else if c.Cell(column) == "" {
			return c, nil
		}
		now, warnings, err := s.set(c, []value{{column, text}})
		if s.refusal(err) {
			continue
		}
		if err != nil {
			return c, err
		}
		s.corrected++
		s.printf("%s: %s corrected\n", now.At(column), column)
		for _, w := range warnings {
			s.printf("%s\n", w)
		}
		s.named(q.name, readable(q.says(s.explainer(), now)))
		return now, nil
	}
}

func saysNow(text string) string {
	if text == "" {
		return "is blank"
	}
	return fmt.Sprintf("says %q", readable(text))
}

func (s *checkingSession) end(left int) {
	s.printf("\n%d checked, %d in doubt, %s corrected", s.checked, s.doubted, words.Plural(s.corrected, "cell"))
	if left > 0 {
		s.printf("; %d left: the same command goes on", left)
	}
	s.printf("\n")
}
