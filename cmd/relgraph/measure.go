package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
)

// measureFlags choose measures.
type measureFlags struct {
	want    []graph.Measure
	problem error // the first value that could not be read
}

func (f *measureFlags) add(cmd *cobra.Command, usage string) {
	listed(flagsInto{cmd.Flags(), &f.problem}, &f.want, one(graph.ParseMeasure), "measure", usage)
	offerWords(cmd, "measure", spelled(graph.Measures()))
}

func (f *measureFlags) measures() ([]graph.Measure, error) {
	if f.problem != nil {
		return nil, misuse{f.problem}
	}
	for i, m := range f.want {
		if slices.Contains(f.want[:i], m) {
			return nil, misusef("measure %q twice: want each once", m)
		}
	}
	return f.want, nil
}

// A measureCommand is what measure is asked.
type measureCommand struct {
	askFlags
	linkFlags
	measureFlags
	langFlags
	asJSON bool
	sample int
}

func newMeasure() *cobra.Command {
	var c measureCommand
	cmd := &cobra.Command{
		Use:   "measure [DOSSIER]",
		Short: "Measure who is central, and who joins the parts",
		Args:  wants(0, 1, "one dossier", "relgraph measure my-dossier"),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.run(cmd, optional(args, 0)) },
	}
	c.askFlags.add(cmd)
	c.linkFlags.add(cmd)
	c.langFlags.add(cmd, "heads and the words below")
	c.measureFlags.add(cmd, "`measures` to show, the first for the order; all if not given")
	cmd.Flags().IntVar(&c.sample, "sample", 0,
		"estimate betweenness and closeness from shortest ways that begin at this `number` of actors (default all)")
	cmd.Flags().BoolVar(&c.asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

func (c *measureCommand) run(cmd *cobra.Command, dossier string) error {
	measures, err := c.asked(cmd)
	if err != nil {
		return err
	}
	l, err := c.links()
	if err != nil {
		return err
	}
	s, err := c.selection(cmd)
	if err != nil {
		return err
	}
	base, dropped := s.WithoutDrops()
	g, err := c.selected(cmd, dossier, base)
	if err != nil {
		return err
	}
	v, err := c.voice(g.Dossier())
	if err != nil {
		return err
	}
	if c.asJSON {
		v = words.English() // which has the one text of the record
	}
	sayLong(cmd, len(g.Dossier().Actors), c.sample, measures)
	defer terminal.Doing(cmd.Context(), "measuring %s", g.Dossier().Name).End()
	if dropped.IsZero() {
		m := answers.MeasureSample(g, l, c.sample, measures...)
		return c.write(cmd, v, m, func() any { return m.JSON() })
	}
	less, err := g.Select(dropped)
	if err != nil {
		return err
	}
	if len(measures) == 0 {
		measures = []graph.Measure{graph.Degree, graph.WeightedDegree, graph.Betweenness}
	}
	both := &answers.Comparison{All: answers.MeasureSample(g, l, c.sample, measures...),
		Less:    answers.MeasureSample(less, l, c.sample, measures...),
		LeftOut: v.Selections.Dropped(g.Whole().Dossier(), dropped)}
	return c.write(cmd, v, both, func() any { return both.JSON() })
}

// asked are the measures to show, none for all.
func (c *measureCommand) asked(cmd *cobra.Command) ([]graph.Measure, error) {
	if c.sample < 0 || c.sample == 0 && cmd.Flags().Changed("sample") {
		return nil, misusef("--sample %d: want the number of actors that ways begin at, such as 500", c.sample)
	}
	measures, err := c.measures()
	if err != nil {
		return nil, err
	}
	sampled := []graph.Measure{graph.Betweenness, graph.Closeness}
	if c.sample > 0 && len(measures) > 0 &&
		!slices.ContainsFunc(measures, func(m graph.Measure) bool { return slices.Contains(sampled, m) }) {
		return nil, misusef("--sample makes no difference to %s: it is for betweenness and closeness",
			words.English().And(spelled(measures)))
	}
	return measures, nil
}

// manyActors is how many actors make the long measures take more than some seconds.
const manyActors = 5_000

// sayLong says before a long measurement that it is one, and what takes seconds.
func sayLong(cmd *cobra.Command, actors, sample int, measures []graph.Measure) {
	if len(measures) == 0 {
		measures = graph.Measures()
	}
	var long, quick []string
	for _, m := range graph.Measures() {
		switch {
		case !m.Long():
			quick = append(quick, m.String())
		case slices.Contains(measures, m) && (m == graph.Community || sample == 0):
			long = append(long, m.String())
		}
	}
	if actors <= manyActors || len(long) == 0 {
		return
	}
	rather := ""
	if sample == 0 && !slices.Equal(long, []string{graph.Community.String()}) {
		rather = "--sample 500 estimates betweenness and closeness in seconds, and "
	}
	fmt.Fprintf(cmd.ErrOrStderr(),
		"relgraph: measuring %d actors takes minutes, since it goes from each to all others for %s: "+
			"%s--measure %s takes seconds\n", actors, strings.Join(long, ", "), rather, strings.Join(quick, ","))
}

// write prints a table and what stands below it, or the record.
func (c *measureCommand) write(cmd *cobra.Command, v words.Voice, m interface {
	Table(words.Voice) answers.Table
	WriteText(io.Writer, words.Voice) error
}, record func() any) error {
	if c.asJSON {
		return writeJSON(cmd.OutOrStdout(), record())
	}
	if t := m.Table(v); len(t.Rows) > 0 {
		if err := writeTable(cmd, t); err != nil {
			return err
		}
	}
	return m.WriteText(cmd.OutOrStdout(), v)
}
