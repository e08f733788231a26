package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// linkFlags say what ties actors for path and measure.
type linkFlags struct {
	also         []string
	affiliations bool
}

func (f *linkFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.also, "also", nil, "take contacts in this state as links too, such as requested, planned or denied")
	cmd.Flags().BoolVar(&f.affiliations, "affiliations", false, "take affiliations as links too, though they are no contacts")
	_ = cmd.RegisterFlagCompletionFunc("also", cobra.FixedCompletions([]string{"requested", "planned", "hypothetical", "denied", "retracted", "unreported"}, cobra.ShellCompDirectiveNoFileComp))
}

func (f *linkFlags) links() (graph.Links, error) {
	l := graph.Links{Affiliations: f.affiliations}
	if err := parseStates(&l.Also, f.also); err != nil {
		return l, misuse{err}
	}
	return l, nil
}

func newPath() *cobra.Command {
	var flags askFlags
	var link linkFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "path [DOSSIER] FROM TO",
		Short: "Say how two actors are connected, and who says so",
		Long: `path takes two actors and finds the shortest chain of contacts from one to the other, and
the best evidenced one if that is another. Each link comes with its state and its sources; the numbers
are those of a figure with the same flags, and "relgraph explain 3b" with these tells more of one.

A contact is a link, whichever way it runs, if somebody says that it took place. What is only asked for,
planned, thought possible, denied or taken back is none, unless --also names its state; affiliations are
none, unless --affiliations asks for them, and are called what they are.

A chain holds no better than its weakest link. The best evidenced one has as few links as can be in the
worst state that cannot be avoided, then as few in the next worst, and so on (confirmed, corroborated,
single-origin, unsourced, disputed; affiliations are worst of all), then the most origins.

That two actors are connected says that there is such a chain, and not that anything passed along it.`,
		Example: `  relgraph path syria-contacts jonathan-powell hts --affiliations
  relgraph path syria-contacts us powell
  relgraph path my-dossier ann bo --json`,
		Args: wants(2, 3, "two actors, and perhaps a dossier before them", "relgraph path my-dossier ann bo"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dossier, args, err := dossierFirst(cmd, args, 2)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return misusef("only one actor, %q: want two, FROM and TO", args[0])
			}
			if args[0] == args[1] {
				return misusef("%q twice: want two actors", args[0])
			}
			l, err := link.links()
			if err != nil {
				return err
			}
			g, err := flags.graph(cmd, dossier)
			if err != nil {
				return err
			}
			ids := ids[sources.ActorID](args)
			if err := meant(g.Whole().Dossier(), &ids); err != nil {
				return err
			}
			if ids[0] == ids[1] {
				return misusef("%q and %q are one actor, %q: want two", args[0], args[1], ids[0])
			}
			w := wayfinder{explainer{g: g, w: cmd.OutOrStdout(), json: asJSON}, words.Cite(g)}
			return w.find(ids[0], ids[1], l)
		},
	}
	flags.add(cmd)
	link.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// A wayfinder writes how actors are connected.
type wayfinder struct {
	explainer
	cite *words.Citations
}

func (w wayfinder) find(from, to sources.ActorID, l graph.Links) error {
	short, err := w.g.Path(from, to, l, graph.Shortest)
	var apart *graph.NotConnected
	if errors.As(err, &apart) {
		return w.either(apartRecord(apart), func() { w.apart(apart) })
	}
	if err != nil {
		return err
	}
	best, err := w.g.Path(from, to, l, graph.BestEvidenced)
	if err != nil {
		return err
	}
	record := pathJSON{From: from, To: to, Connected: true, Shortest: stepRecords(short), BestEvidenced: stepRecords(best)}
	return w.either(record, func() {
		if slices.EqualFunc(short.Steps, best.Steps, func(a, b graph.Step) bool { return a.To == b.To }) {
			w.way("the shortest way, and the best evidenced", short)
			w.sources(short)
			return
		}
		w.way("the shortest way", short)
		w.printf("\n")
		w.way("the best evidenced way", best)
		w.sources(short, best)
	})
}

func (w wayfinder) way(what string, way graph.Way) {
	ties := 0
	for _, s := range way.Steps {
		if s.Links[0].IsTie() {
			ties++
		}
	}
	but := ""
	if ties > 0 {
		but = fmt.Sprintf(", %d of them no contact but %s", ties, map[string]string{"affiliation": "an affiliation", "tie": "a tie"}[w.g.TieWord()])
	}
	w.printf("%s to %s: %s%s, %s\n", w.full(way.From), w.full(way.To), words.Plural(len(way.Steps), "link"), but, what)
	w.steps(way)
}

func (w wayfinder) steps(way graph.Way) {
	for i, s := range way.Steps {
		w.printf("\n  %d. %s and %s\n", i+1, w.full(s.From), w.full(s.To))
		for _, c := range s.Links {
			w.link("", s, c)
		}
		for _, c := range s.Others {
			w.link("no link: ", s, c)
		}
		if s.PartOf != "" && len(s.Links) == 0 {
			part := s.From
			if part == s.PartOf {
				part = s.To
			}
			w.printf("     no link: %s belongs to %s\n", w.full(part), w.full(s.PartOf))
		}
	}
}

// link writes a contact of a step in one line, with the numbers of its sources.
func (w wayfinder) link(before string, s graph.Step, c *graph.Contact) {
	is := words.English().StateOf(w.g.Dossier(), c, words.Full)
	if c.IsTie() {
		is = w.g.TieWord() + ", which is no contact"
	}
	direction := arrow(c.Directed)
	if c.Directed && c.From != s.From {
		direction = "←"
	}
	what := []string{c.Label()}
	if when := words.English().WhenAndHedge(c); when != "" {
		what = append(what, when)
	}
	for _, id := range c.Via() {
		what = append(what, "via "+w.full(id))
	}
	marks := w.cite.Marks(c.Claims, nil)
	if marks != "" {
		marks = " [" + marks + "]"
	}
	w.printf("     %s%s %s; %s%s\n", before, direction, strings.Join(what, ", "), is, marks)
}

// sources lists what the numbers at the links stand for.
func (w wayfinder) sources(ways ...graph.Way) {
	told := map[string][]*sources.Claim{}
	var marks []string
	for _, way := range ways {
		for _, s := range way.Steps {
			for _, c := range slices.Concat(s.Links, s.Others) {
				for _, cl := range c.Claims {
					if m := w.cite.Mark(cl); m != "" {
						told[m], marks = append(told[m], cl), append(marks, m)
					}
				}
			}
		}
	}
	if marks == nil {
		return
	}
	slices.SortFunc(marks, compareMarks)
	w.printf("\nSources\n")
	for _, m := range slices.Compact(marks) {
		cl := told[m][0]
		where := ""
		if cl.Locator != "" {
			where = ", " + cl.Locator
		}
		w.printf("  %-4s %s%s\n", m, w.title(cl.Document), where)
		var chains []string
		for _, cl := range told[m] {
			chains = append(chains, w.from(cl))
		}
		slices.Sort(chains)
		for _, from := range slices.Compact(chains) {
			if from != "" {
				w.printf("       %s\n", from)
			}
		}
	}
}

// from says whom a claim comes from, "" if its document speaks for itself alone.
func (w wayfinder) from(cl *sources.Claim) string {
	doc := w.g.Dossier().Document(cl.Document)
	if len(cl.AssertedBy) > 0 {
		return "from: " + w.chain(cl)
	}
	if rests := words.English().RestsOn(w.g.Dossier(), doc); rests != "" {
		return "rests on: " + rests
	}
	return ""
}

// compareMarks puts 2 before 10, 3b before 3aa.
func compareMarks(a, b string) int {
	number := func(s string) string { return footnote.FindStringSubmatch(s)[1] }
	if c := len(number(a)) - len(number(b)); c != 0 {
		return c
	}
	if c := strings.Compare(number(a), number(b)); c != 0 {
		return c
	}
	if c := len(a) - len(b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

const longestList = 12 // names on one line

func (w wayfinder) apart(n *graph.NotConnected) {
	w.printf("%s and %s are not connected: no chain of contacts leads from one to the other.\n\n", w.full(n.From), w.full(n.To))
	for _, side := range []struct {
		id    sources.ActorID
		among []sources.ActorID
	}{{n.From, n.FromAmong}, {n.To, n.ToAmong}} {
		others := slices.DeleteFunc(slices.Clone(side.among), func(id sources.ActorID) bool { return id == side.id })
		if len(others) == 0 {
			w.printf("%s has no contact that counts.\n", w.full(side.id))
			continue
		}
		names, more := others, ""
		if len(others) > longestList {
			names, more = others[:longestList], fmt.Sprintf(" and %d more", len(others)-longestList)
		}
		w.printf("%s is connected with %s: %s%s.\n", w.full(side.id), words.Plural(len(others), "actor"), w.fulls(names), more)
	}
	for _, id := range []sources.ActorID{n.From, n.To} {
		for c := range w.g.Contacts() {
			if slices.Contains(c.Via(), id) {
				w.printf("%s is named as a go-between of %s: %s.\n", w.full(id), words.English().Parties(w.g.Dossier(), c, words.Full), c.Label())
			}
		}
	}
	if len(n.Nearest.Steps) == 0 {
		w.printf("\nNothing else in the dossier ties the two, not even what is no link.\n")
		return
	}
	without := 0
	for _, s := range n.Nearest.Steps {
		if len(s.Links) == 0 {
			without++
		}
	}
	w.printf("\nThe nearest to a connection are %s, %d of which %s no link:\n", words.Plural(len(n.Nearest.Steps), "step"), without,
		map[bool]string{true: "is", false: "are"}[without == 1])
	w.steps(n.Nearest)
	w.sources(n.Nearest)
}

type pathJSON struct {
	From          sources.ActorID   `json:"from"`
	To            sources.ActorID   `json:"to"`
	Connected     bool              `json:"connected"`
	Shortest      []stepJSON        `json:"shortest,omitempty"`
	BestEvidenced []stepJSON        `json:"best_evidenced,omitempty"`
	FromAmong     []sources.ActorID `json:"from_among,omitempty"`
	ToAmong       []sources.ActorID `json:"to_among,omitempty"`
	Nearest       []stepJSON        `json:"nearest,omitempty"`
}

type stepJSON struct {
	From    sources.ActorID `json:"from"`
	To      sources.ActorID `json:"to"`
	Links   []contactJSON   `json:"links"`
	NoLinks []contactJSON   `json:"no_links,omitempty"`
	PartOf  sources.ActorID `json:"part_of,omitempty"`
}

func apartRecord(n *graph.NotConnected) pathJSON {
	return pathJSON{From: n.From, To: n.To, FromAmong: n.FromAmong, ToAmong: n.ToAmong, Nearest: stepRecords(n.Nearest)}
}

func stepRecords(w graph.Way) []stepJSON {
	var steps []stepJSON
	for _, s := range w.Steps {
		step := stepJSON{From: s.From, To: s.To, Links: []contactJSON{}}
		if len(s.Links) == 0 {
			step.PartOf = s.PartOf
		}
		for _, c := range s.Links {
			step.Links = append(step.Links, contactRecord(c))
		}
		for _, c := range s.Others {
			step.NoLinks = append(step.NoLinks, contactRecord(c))
		}
		steps = append(steps, step)
	}
	return steps
}
