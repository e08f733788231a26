package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/change"
)

// errDiffers ends a diff that found differences and printed them.
var errDiffers = errors.New("the editions differ")

// A failed comparison has an exit code of its own, which is not that of editions that differ.
type failed struct{ error }

func (f failed) Unwrap() error { return f.error }

// diffFlags are what diff can be asked for.
type diffFlags struct {
	dossierFlags
	figureFlags
	format string
	json   bool
	files  []string
	driver bool
}

// diffFormats are what diff writes, by the names that --format takes.
var diffFormats = []string{"text", "json", "md"}

func newDiff() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two editions of a dossier",
		Long: `diff compares two editions of a dossier by what they say: contacts that appeared, are gone or in another
state, and the actors, documents and claims behind them, cell by cell. Another order of rows or columns,
other quotation marks, separators or encodings change nothing. A row is the same if its id is, or else
if it means the same.

OLD and NEW are folders, YAML files or CSV sheets, or DOSSIER@REV: the dossier as a revision of the git
repository has it that it lies in.

--format md, or -o note.md, writes a correction note to publish: what was corrected, in sentences, with
numbered sources.

The exit code is 0 if both say the same, 1 if they differ, and 2 if they could not be compared: the command
line is not understood, an edition cannot be read, or it has errors.

-o changes.svg (or another picture) draws what changed: the contacts of both editions, each with a line and
a letter for what became of it.

--driver makes it a diff driver of git, which calls it for each file with seven arguments:

  git config diff.relgraph.command "relgraph diff --driver"
  echo "my-dossier/*.csv diff=relgraph" >> .gitattributes

Then "git diff" shows what rows say, and of a file that was only written anew that it says the same.`,
		Example: `  relgraph diff my-dossier@HEAD~1 my-dossier
  relgraph diff my-dossier@v1 my-dossier@v2 -o correction.md
  relgraph diff my-dossier@v1 my-dossier -o changes.svg --layout force
  relgraph diff --json spring autumn`,
		Args: f.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.driver {
				return f.drive(cmd, args)
			}
			return f.run(cmd, args[0], args[1])
		},
	}
	f.dossierFlags.add(cmd)
	f.figureFlags.add(cmd)
	cmd.Flags().StringVar(&f.format, "format", "", "write text, json, or md, a correction note")
	cmd.Flags().BoolVar(&f.json, "json", false, "write everything that is known, as JSON")
	cmd.Flags().StringArrayVarP(&f.files, "output", "o", nil, "write to this `FILE`; its ending says what: .txt, .json, .md, or a picture, such as .svg")
	cmd.Flags().BoolVar(&f.driver, "driver", false, "be a diff driver of git; the exit code is then 0 whether files differ or not")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diffFormats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (f *diffFlags) args(_ *cobra.Command, args []string) error {
	switch {
	case f.driver && len(args) != 1 && len(args) < 7:
		return fmt.Errorf("%s: want the seven with which git calls a diff driver; without --driver, OLD and NEW", words.Plural(len(args), "argument"))
	case !f.driver && len(args) != 2:
		return fmt.Errorf("%s: want two, OLD and NEW", words.Plural(len(args), "dossier"))
	}
	return nil
}

// A comparisonFile is where a comparison goes, and in which form.
type comparisonFile struct{ file, format string }

func (f *diffFlags) targets() ([]comparisonFile, error) {
	format := f.format
	if f.json {
		format = cmp.Or(format, "json")
	}
	if format != "" && !slices.Contains(diffFormats, format) {
		return nil, misusef("unknown format %q: want %s", format, strings.Join(diffFormats, ", "))
	}
	if f.json && format != "json" {
		return nil, misusef("--json and --format %s: want one of the two", format)
	}
	if len(f.files) == 0 {
		return []comparisonFile{{"-", cmp.Or(format, "text")}}, nil
	}
	var targets []comparisonFile
	for _, file := range f.files {
		its := format
		if its == "" && file != "-" {
			its = map[string]string{".md": "md", ".json": "json", ".txt": "text"}[strings.ToLower(filepath.Ext(file))]
		}
		if picture, err := out.FormatOf(file); its == "" && err == nil && picture.Picture {
			its = picture.Name
		}
		if its == "" && file != "-" {
			return nil, misusef("%q: want a file that ends in .md, .json or .txt, a picture such as .svg, or --format", file)
		}
		targets = append(targets, comparisonFile{file, cmp.Or(its, "text")})
	}
	return targets, nil
}

func (f *diffFlags) run(cmd *cobra.Command, old, new string) error {
	targets, err := f.targets()
	if err != nil {
		return err
	}
	var editions [2]*graph.Graph
	broken := false
	for i, name := range []string{old, new} {
		d, err := f.edition(cmd, name)
		switch {
		case errors.Is(err, errReported):
			broken = true // the other edition's problems are told too
		case err != nil:
			return failed{err}
		default:
			editions[i] = graph.Build(d)
		}
	}
	if broken {
		return failed{errReported}
	}
	c := graph.Compare(editions[0], editions[1])
	pictures, err := f.pictures(cmd, c, targets)
	if err != nil {
		return failed{err}
	}
	voice, err := f.voice(c.Rows.New)
	if err != nil {
		return failed{err}
	}
	set := files.New(cmd.Context(), f.guard(old, new))
	defer set.Discard()
	for _, t := range targets {
		var b bytes.Buffer
		if picture, err := out.FormatNamed(t.format); err == nil && picture.Picture {
			err = pictures.Write(cmd.Context(), &b, picture)
			if err != nil {
				return failed{err}
			}
		} else if err := writeComparison(&b, c, t.format, voice); err != nil {
			return failed{err}
		}
		if t.file == "-" {
			set.Print(outFor(cmd, t.format), b.Bytes())
		} else {
			err = set.Stage(t.file, b.Bytes())
		}
		if err != nil {
			return failed{err}
		}
	}
	if err := set.Commit(); err != nil {
		return failed{err}
	}
	if c.None() {
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s and %s say the same\n", old, new)
		return nil
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s\n", tally(c))
	return errDiffers
}

// pictures readies the figure of what changed if one of the targets is a picture.
func (f *diffFlags) pictures(cmd *cobra.Command, c *graph.Comparison, targets []comparisonFile) (*out.Rendering, error) {
	var opts out.Options
	for _, t := range targets {
		format, err := out.FormatNamed(t.format)
		if err != nil || !format.Picture {
			continue
		}
		warnings, err := f.figureFlags.options(&opts)
		if err != nil {
			return nil, err
		}
		for _, w := range warnings {
			fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: warning: %s\n", w)
		}
		engine, err := figure.FindHelper()
		if err != nil {
			return nil, err
		}
		return out.RenderChanges(c, engine, opts), nil
	}
	return nil, nil
}

func writeComparison(w io.Writer, c *graph.Comparison, format string, voice words.Voice) error {
	switch format {
	case "json":
		return writeJSON(w, comparisonRecord(c))
	case "md":
		return out.WriteCorrections(w, c, voice)
	}
	t := teller{w: w, c: c}
	t.all()
	return t.err
}

// tally counts the changes: "2 contacts changed, 1 appeared; 3 claims changed, 1 added".
func tally(c *graph.Comparison) string {
	var parts []string
	add := func(what string, changes []string, counts map[string]int) {
		var said []string
		for _, w := range changes {
			switch n := counts[w]; {
			case n == 0:
			case said == nil:
				said = append(said, words.Plural(n, what)+" "+w)
			default:
				said = append(said, fmt.Sprintf("%d %s", n, w))
			}
		}
		if said != nil {
			parts = append(parts, strings.Join(said, ", "))
		}
	}
	contacts, affiliations := map[string]int{}, map[string]int{}
	for _, d := range c.Contacts {
		if differenceOf(d).IsTie() {
			affiliations[differenceWord(d)]++
		} else {
			contacts[differenceWord(d)]++
		}
	}
	differences := []string{"changed", "appeared", "gone"}
	add("contact", differences, contacts)
	tie := c.New.TieWord()
	if tie == "affiliation" {
		tie = c.Old.TieWord()
	}
	add(tie, differences, affiliations)
	rows := []string{"changed", "added", "removed", "withdrawn", "merged", "split"}
	actors, documents, claims := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range c.Rows.Actors {
		actors[r.Kind.String()]++
	}
	for _, r := range c.Rows.Documents {
		documents[r.Kind.String()]++
	}
	for _, r := range c.Rows.Claims {
		claims[claimWord(r)]++
	}
	add("claim", rows, claims)
	add("document", rows, documents)
	add("actor", rows, actors)
	if len(c.Rows.About) > 0 {
		parts = append(parts, "what the dossier says of itself")
	}
	return strings.Join(parts, "; ")
}

// differenceOf is the contact as it is now or, if it is gone, as it was.
func differenceOf(d graph.Difference) *graph.Contact {
	if d.New != nil {
		return d.New
	}
	return d.Old
}

func differenceWord(d graph.Difference) string {
	switch {
	case d.Old == nil:
		return "appeared"
	case d.New == nil:
		return "gone"
	}
	return "changed"
}

func claimWord(r change.Row[sources.Claim]) string {
	if r.Kind == change.Removed {
		return "withdrawn"
	}
	return r.Kind.String()
}

// A teller writes a comparison for people.
type teller struct {
	w     io.Writer
	c     *graph.Comparison
	begun bool
	err   error
}

func (t *teller) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(t.w, format, args...); err != nil && t.err == nil {
		t.err = err
	}
}

// heading begins a part, with a blank line before all but the first.
func (t *teller) heading(what string, n int) {
	if n == 0 {
		return
	}
	if t.begun {
		t.printf("\n")
	}
	t.begun = true
	t.printf("%s\n", what)
}

func (t *teller) all() {
	var contacts, affiliations []graph.Difference
	for _, d := range t.c.Contacts {
		if differenceOf(d).IsTie() {
			affiliations = append(affiliations, d)
		} else {
			contacts = append(contacts, d)
		}
	}
	t.heading("Contacts", len(contacts))
	t.contacts(contacts)
	ties := "Affiliations"
	if t.c.New.TieWord() == "tie" || t.c.Old.TieWord() == "tie" {
		ties = "Ties"
	}
	t.heading(ties, len(affiliations))
	t.contacts(affiliations)
	t.rows()
	t.heading("The dossier itself", len(t.c.Rows.About))
	t.cells(t.c.Rows.About)
}

// rows tells of the rows alone.
func (t *teller) rows() {
	t.heading("Claims", len(t.c.Rows.Claims))
	for _, r := range t.c.Rows.Claims {
		t.claim(r)
	}
	t.heading("Documents", len(t.c.Rows.Documents))
	for _, r := range t.c.Rows.Documents {
		t.document(r)
	}
	t.heading("Actors", len(t.c.Rows.Actors))
	for _, a := range t.c.Rows.Actors {
		t.actor(a)
	}
}

func (t *teller) contacts(list []graph.Difference) {
	for _, d := range list {
		g, c := t.c.New, d.New
		if c == nil {
			g, c = t.c.Old, d.Old
		}
		one, other := words.English().Sides(g.Dossier(), c, words.Short)
		t.printf("  %-9s %s: %s %s %s, %s", differenceWord(d), c.ID, one, arrow(c.Directed), other, c.Label())
		if d.Old == nil || d.New == nil {
			t.printf("; %s\n", words.English().Means(c.State))
			continue
		}
		t.printf("\n")
		if d.Old.ID != d.New.ID {
			t.printf("      id: %s → %s\n", d.Old.ID, d.New.ID)
		}
		for _, f := range d.Facts {
			turn := words.English().Fact(t.c, d, f)
			t.printf("      %s: %s → %s\n", f.Column, orNothing(turn.Old), orNothing(turn.New))
		}
	}
}

func orNothing(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return text
}

func (t *teller) claim(r change.Row[sources.Claim]) {
	switch cl := r.New; r.Kind {
	case change.Changed:
		t.printf("  %-9s %s, %s: %s\n", "changed", cl.Pos(), cl.ID, strings.Join(aspects(r.Cells), ", "))
		t.cells(r.Cells)
	case change.Added:
		t.printf("  %-9s %s, %s: %s\n", "added", cl.Pos(), cl.ID, claimWords(t.c.New, cl))
	default:
		t.printf("  %-9s %s, %s: %s\n", claimWord(r), r.Old.Pos(), r.Old.ID, claimWords(t.c.Old, r.Old))
	}
}

// aspects say in a few words what sort of change it is.
func aspects(cells []change.Cell) []string {
	words := map[string]string{
		"date": "dated anew", "document": "another source", "asserted_by": "another source", "stance": "another stance", "actor": "other parties", "recipient": "other parties",
		"direction": "another direction", "checked_by": "checking", "checked_on": "checking", "anchor": "passage", "locator": "passage", "id": "another id",
	}
	var said []string
	for _, c := range cells {
		word := cmp.Or(words[c.Column], c.Column)
		if c.Column == "checked_by" && (c.Old == "" || c.New == "") {
			word = map[bool]string{true: "checked", false: "no longer checked"}[c.Old == ""]
		}
		if c.Column == "checked_on" && slices.ContainsFunc(cells, func(c change.Cell) bool { return c.Column == "checked_by" }) {
			continue
		}
		if !slices.Contains(said, word) {
			said = append(said, word)
		}
	}
	return said
}

// claimWords says a claim on one line.
func claimWords(g *graph.Graph, cl *sources.Claim) string {
	names := func(ids []sources.ActorID) string {
		var list []string
		for _, id := range ids {
			list = append(list, name(g, id))
		}
		return strings.Join(list, ", ")
	}
	said := names(cl.Actors)
	if len(cl.Recipients) > 0 {
		said += " " + arrow(cl.Directed) + " " + names(cl.Recipients)
	}
	said += ", " + cl.KindWord()
	if !cl.Date.IsZero() {
		said += ", " + words.English().Date(cl.Date)
	}
	if cl.Stance != sources.Reports {
		said += ", " + cl.Stance.String()
	}
	if doc := g.Dossier().Document(cl.Document); doc != nil {
		said += "; " + words.English().Document(doc)
		if cl.Locator != "" {
			said += ", " + cl.Locator
		}
	}
	return said
}

func (t *teller) document(r change.Row[sources.Document]) {
	switch {
	case r.Kind == change.Changed:
		t.printf("  %-9s %s: %s\n", "changed", placed(r.New.Pos(), string(r.New.ID)), words.English().Document(r.New))
		t.cells(r.Cells)
	case r.Kind == change.Merged:
		t.printf("  %-9s %s: now the same as %s, %s\n", "merged", placed(r.Old.Pos(), string(r.Old.ID)), r.New.ID, words.English().Document(r.New))
	case r.New != nil:
		t.printf("  %-9s %s: %s\n", r.Kind, placed(r.New.Pos(), string(r.New.ID)), words.English().Document(r.New))
	default:
		t.printf("  %-9s %s: %s\n", r.Kind, placed(r.Old.Pos(), string(r.Old.ID)), words.English().Document(r.Old))
	}
}

func (t *teller) actor(a change.Actor) {
	row := a.New
	if row == nil || a.Kind == change.Merged {
		row = a.Old
	}
	t.printf("  %-9s %s: %s", a.Kind, placed(row.Pos(), string(row.ID)), row.Name)
	switch a.Kind {
	case change.Merged:
		t.printf(", now the same as %s, %s", a.New.ID, a.New.Name)
	case change.Split:
		t.printf(", which was a name of %s", name(t.c.Old, a.From))
	}
	for i, id := range a.Instead {
		g, says := t.c.Old, "; in a claim it stands where %s stood"
		if a.New == nil {
			g, says = t.c.New, "; in a claim %s stands in its place"
		}
		if i > 0 {
			says = ", and %s"
		}
		t.printf(says, name(g, id))
	}
	t.printf("\n")
	t.cells(a.Cells)
}

// placed is a row's place and id; the id alone of what no row describes.
func placed(at sources.Pos, id string) string {
	if at == (sources.Pos{}) {
		return id
	}
	return fmt.Sprintf("%s, %s", at, id)
}

const shortCell = 40 // characters of a cell that is shown beside what it was

func (t *teller) cells(cells []change.Cell) {
	for _, c := range cells {
		if len(c.Old) <= shortCell && len(c.New) <= shortCell {
			t.printf("      %s: %s → %s\n", c.Column, quotedOrNothing(c.Old), quotedOrNothing(c.New))
			continue
		}
		t.printf("      %s:\n        - %s\n        + %s\n", c.Column, quotedOrNothing(c.Old), quotedOrNothing(c.New))
	}
}

func quotedOrNothing(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return "“" + strings.ReplaceAll(text, "\n", "¶") + "”"
}

type comparisonJSON struct {
	Old       editionJSON          `json:"old"`
	New       editionJSON          `json:"new"`
	Same      bool                 `json:"same"`
	About     []change.Cell        `json:"about"`
	Contacts  []changedContactJSON `json:"contacts"`
	Claims    []rowJSON            `json:"claims"`
	Documents []rowJSON            `json:"documents"`
	Actors    []rowJSON            `json:"actors"`
}

type editionJSON struct {
	Name    string `json:"name"`
	Edition string `json:"edition,omitempty"`
	SHA256  string `json:"sha256"`
}

type changedContactJSON struct {
	Change      string        `json:"change"`
	ID          string        `json:"id"`
	Affiliation bool          `json:"affiliation,omitempty"`
	Facts       []change.Cell `json:"facts,omitempty"`
	Old         *contactJSON  `json:"old,omitempty"`
	New         *contactJSON  `json:"new,omitempty"`
}

type rowJSON struct {
	Change  string            `json:"change"`
	ID      string            `json:"id"`
	Row     string            `json:"row,omitempty"`
	Cells   []change.Cell     `json:"cells,omitempty"`
	From    sources.ActorID   `json:"from,omitempty"`
	Instead []sources.ActorID `json:"instead,omitempty"`
	Old     any               `json:"old,omitempty"`
	New     any               `json:"new,omitempty"`
}

func comparisonRecord(c *graph.Comparison) comparisonJSON {
	edition := func(d *sources.Dossier) editionJSON { return editionJSON{d.Name, d.Edition, d.Digest()} }
	r := comparisonJSON{Old: edition(c.Rows.Old), New: edition(c.Rows.New), Same: c.None(), About: append([]change.Cell{}, c.Rows.About...),
		Contacts: []changedContactJSON{}, Claims: []rowJSON{}, Documents: []rowJSON{}, Actors: []rowJSON{}}
	for _, d := range c.Contacts {
		record := changedContactJSON{Change: differenceWord(d), ID: string(differenceOf(d).ID), Affiliation: differenceOf(d).IsTie(), Facts: d.Facts}
		if d.Old != nil {
			old := contactRecord(d.Old)
			record.Old = &old
		}
		if d.New != nil {
			new := contactRecord(d.New)
			record.New = &new
		}
		r.Contacts = append(r.Contacts, record)
	}
	for _, row := range c.Rows.Claims {
		record := rowJSON{Change: claimWord(row), Cells: row.Cells}
		if row.Old != nil {
			record.Old, record.ID, record.Row = claimRecord(row.Old), string(row.Old.ID), row.Old.Pos().String()
		}
		if row.New != nil {
			record.New, record.ID, record.Row = claimRecord(row.New), string(row.New.ID), row.New.Pos().String()
		}
		r.Claims = append(r.Claims, record)
	}
	for _, row := range c.Rows.Documents {
		record := rowJSON{Change: row.Kind.String(), Cells: row.Cells}
		if row.New != nil {
			record.New, record.ID, record.Row = documentRecord(row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = documentRecord(row.Old)
		}
		if row.New == nil || row.Kind == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Documents = append(r.Documents, record)
	}
	for _, row := range c.Rows.Actors {
		record := rowJSON{Change: row.Kind.String(), Cells: row.Cells, From: row.From, Instead: row.Instead}
		if row.New != nil {
			record.New, record.ID, record.Row = actorRecord(c.New, row.New), string(row.New.ID), row.New.Pos().String()
		}
		if row.Old != nil {
			record.Old = actorRecord(c.Old, row.Old)
		}
		if row.New == nil || row.Kind == change.Merged {
			record.ID, record.Row = string(row.Old.ID), row.Old.Pos().String()
		}
		r.Actors = append(r.Actors, record)
	}
	return r
}
