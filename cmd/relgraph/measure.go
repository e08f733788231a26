package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// measureFlags choose measures.
type measureFlags struct{ names []string }

func (f *measureFlags) add(cmd *cobra.Command, usage string) {
	cmd.Flags().StringSliceVar(&f.names, "measure", nil, usage)
	var words []string
	for _, m := range graph.Measures() {
		words = append(words, m.String())
	}
	_ = cmd.RegisterFlagCompletionFunc("measure", cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func (f *measureFlags) measures() (list []graph.Measure, err error) {
	if err := parseEach(&list, f.names, graph.ParseMeasure); err != nil {
		return nil, misuse{err}
	}
	for i, m := range list {
		if slices.Contains(list[:i], m) {
			return nil, misusef("measure %q twice: want each once", m)
		}
	}
	return list, nil
}

func newMeasure() *cobra.Command {
	var flags askFlags
	var link linkFlags
	var which measureFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "measure [DOSSIER]",
		Short: "Say who stands where among all, and who holds it together",
		Long: `measure counts and weighs the ties between actors:

  degree           how many others the actor has contact with
  weighted-degree  how many contacts that are
  betweenness      share of the shortest ways between two others that lead through the actor
  closeness        how near the actor is to all others
  pagerank         share of time that a random walk along contacts spends at the actor
  core             the greatest k of a group with k ties each among themselves that has the actor
  component        the number of the component that the actor is in, 1 for the largest
  community        the number of the group that the actor is in, by the Louvain method

and names the cut actors, without whom others would no longer be connected, and the bridges, pairs of
actors whose contacts alone connect two sides. The values are NetworkX's, with its defaults.

A contact counts, whichever way it runs, if somebody says that it took place: see "relgraph path --help".
Two actors are tied once, however many contacts they have; weighted-degree alone sees how many.

With --drop-single-source, --drop-document or --drop-publisher every value is shown twice, with all
contacts and without those, so that a finding can be seen to hold or to fall.`,
		Example: `  relgraph measure
  relgraph measure --measure betweenness,degree my-dossier
  relgraph measure --drop-single-source
  relgraph measure --drop-publisher 'The Mail on Sunday (UK)' --measure degree`,
		Args: wants(0, 1, "one dossier", "relgraph measure my-dossier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			measures, err := which.measures()
			if err != nil {
				return err
			}
			l, err := link.links()
			if err != nil {
				return err
			}
			s, err := flags.selection(cmd)
			if err != nil {
				return err
			}
			base, dropped := withoutDrops(s)
			g, err := flags.selected(cmd, optional(args, 0), base)
			if err != nil {
				return err
			}
			if dropped.IsZero() {
				if len(measures) == 0 {
					measures = graph.Measures()
				}
				m := measurer{explainer{g: g, w: cmd.OutOrStdout(), json: asJSON}, g.Measure(l, measures...), measures}
				return m.show()
			}
			less, err := g.Select(dropped)
			if err != nil {
				return err
			}
			if len(measures) == 0 {
				measures = []graph.Measure{graph.Degree, graph.WeightedDegree, graph.Betweenness}
			}
			all := measurer{explainer{g: g, w: cmd.OutOrStdout(), json: asJSON}, g.Measure(l, measures...), measures}
			return all.beside(measurer{explainer{g: less}, less.Measure(l, measures...), measures}, words.English().Dropped(g.Whole().Dossier(), dropped))
		},
	}
	flags.add(cmd)
	link.add(cmd)
	which.add(cmd, "measures to show, the first for the order; all if not given")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write everything that is known, as JSON")
	return cmd
}

// withoutDrops parts a selection into what is measured, and what is left out of it for comparison.
func withoutDrops(s graph.Selection) (base, dropped graph.Selection) {
	base = s
	base.DropDocuments, base.DropPublishers, base.DropSingleOrigin = nil, nil, false
	return base, graph.Selection{DropDocuments: s.DropDocuments, DropPublishers: s.DropPublishers, DropSingleOrigin: s.DropSingleOrigin}
}

// A measurer writes a measurement.
type measurer struct {
	explainer
	m        *graph.Measurement
	measures []graph.Measure
}

func (m measurer) show() error {
	if m.json {
		return writeJSON(m.w, m.record())
	}
	if len(m.m.Actors) == 0 {
		m.printf("nothing to measure: no contact that counts is among those shown\n")
		return nil
	}
	t := terminal.Table{Header: []string{"ACTOR", "NAME"}}
	for _, of := range m.measures {
		t.Header = append(t.Header, heading(of))
	}
	for _, id := range m.ranked() {
		row := []string{string(id), name(m.g, id)}
		for _, of := range m.measures {
			row = append(row, m.cell(of, id))
		}
		t.Add(row...)
	}
	if err := t.Write(m.w); err != nil {
		return err
	}
	m.printf("\n%s", m.size())
	if n := len(m.m.Unmeasured); n > 0 {
		m.printf("; %s without a contact that counts", words.Plural(n, "other actor"))
	}
	m.printf("\n")
	m.groups("component", m.m.Components)
	if len(m.m.Communities) > 0 {
		m.groups("community", m.m.Communities)
		m.printf("modularity of the communities: %.3f\n", m.m.Modularity)
	}
	m.weakPlaces()
	m.caution()
	return nil
}

const longestTable = 50 // lines about cut actors, and about bridges

// weakPlaces writes who and what alone holds others together.
func (m measurer) weakPlaces() {
	m.upTo("cut actors, and whom each of them alone connects with the rest", len(m.m.Cuts), func(i int) string {
		var off []string
		for _, part := range m.m.CutOff(m.m.Cuts[i]) {
			off = append(off, m.several(part))
		}
		return fmt.Sprintf("%s: %s", m.full(m.m.Cuts[i]), strings.Join(off, "; "))
	})
	m.upTo("bridges, pairs whose contacts alone connect one side with the other", len(m.m.Bridges), func(i int) string {
		b := m.m.Bridges[i]
		var states []string
		for _, c := range b.Links {
			states = append(states, fmt.Sprintf("%s (%s)", c.Label(), c.State))
		}
		return fmt.Sprintf("%s and %s: %s", m.full(b.Between[0]), m.full(b.Between[1]), strings.Join(states, "; "))
	})
}

// upTo writes n lines under a heading, but not more than people read.
func (m measurer) upTo(what string, n int, line func(int) string) {
	if n > 0 {
		m.printf("\n%s:\n", what)
	}
	for i := range min(n, longestTable) {
		m.printf("  %s\n", line(i))
	}
	if n > longestTable {
		m.printf("  and %d more, which --json lists\n", n-longestTable)
	}
}

func heading(of graph.Measure) string {
	return strings.ToUpper(strings.ReplaceAll(of.String(), "-", " "))
}

// ranked lists the measured actors, those with most of the first measure first; groups by their number.
func (m measurer) ranked() []sources.ActorID {
	list := slices.Clone(m.m.Actors)
	slices.SortStableFunc(list, func(a, b sources.ActorID) int {
		for _, of := range m.measures {
			x, y := m.rounded(of, a), m.rounded(of, b)
			if of.Numbering() {
				x, y = y, x
			}
			if c := cmp.Compare(y, x); c != 0 {
				return c
			}
		}
		return 0
	})
	return list
}

// rounded is a value without its last digits, in which processors differ.
func (m measurer) rounded(of graph.Measure, id sources.ActorID) float64 {
	v, _ := m.m.Value(of, id)
	return math.Round(v*1e9) / 1e9
}

// cell is a value for people; "–" for an actor who has no contact that counts.
func (m measurer) cell(of graph.Measure, id sources.ActorID) string {
	v, ok := m.m.Value(of, id)
	switch {
	case !ok:
		return "–"
	case of.Whole():
		return strconv.Itoa(int(v))
	}
	return strconv.FormatFloat(m.rounded(of, id), 'f', 4, 64)
}

// size says how much was measured.
func (m measurer) size() string {
	says := fmt.Sprintf("%s, %s, %s, %s", words.Plural(len(m.m.Actors), "actor"), words.Plural(m.m.Pairs, "tied pair"), words.Plural(m.m.Links, "contact"),
		words.Plural(len(m.m.Components), "component"))
	return says
}

func (m measurer) groups(what string, groups [][]sources.ActorID) {
	if len(groups) == 1 {
		return
	}
	for i, group := range groups {
		m.printf("%s %d: %s\n", what, i+1, m.several(group))
	}
}

// several names actors, but not more than a line holds.
func (m measurer) several(ids []sources.ActorID) string {
	if len(ids) <= longestList {
		return m.fulls(ids)
	}
	return fmt.Sprintf("%s and %d more", m.fulls(ids[:longestList]), len(ids)-longestList)
}

// caution says that few contacts say little.
func (m measurer) caution() {
	if m.m.Few() {
		m.printf("\nOver %s such numbers mean little: one more document can turn their order round, and who is\nwritten about most is not who met most.\n", words.Plural(m.m.Pairs, "tied pair"))
	}
}

// beside writes each value with all contacts and without some.
func (m measurer) beside(less measurer, without string) error {
	if m.json {
		return writeJSON(m.w, besideJSON{m.record(), without, less.record()})
	}
	t := terminal.Table{Header: []string{"ACTOR", "NAME"}}
	for _, of := range m.measures {
		t.Header = append(t.Header, heading(of), "", "WITHOUT")
		if !of.Numbering() {
			t.Header = append(t.Header, "RANK", "", "WITHOUT")
		}
	}
	for _, id := range m.ranked() {
		row := []string{string(id), name(m.g, id)}
		for _, of := range m.measures {
			row = append(row, m.cell(of, id), "→", less.cell(of, id))
			if !of.Numbering() {
				row = append(row, m.rank(of, id), "→", less.rank(of, id))
			}
		}
		t.Add(row...)
	}
	if err := t.Write(m.w); err != nil {
		return err
	}
	m.printf("\nleft out: %s\nwith all: %s\nwithout:  %s\n", without, m.size(), less.size())
	m.changed("cut actors", m.m.Cuts, less.m.Cuts)
	less.w = m.w
	less.caution()
	return nil
}

// rank is the actor's place by a measure, shared by those with the same value.
func (m measurer) rank(of graph.Measure, id sources.ActorID) string {
	if _, ok := m.m.Value(of, id); !ok {
		return "–"
	}
	rank := 1
	for _, other := range m.m.Actors {
		if m.rounded(of, other) > m.rounded(of, id) {
			rank++
		}
	}
	return strconv.Itoa(rank)
}

// changed says what two lists have in common and what they have not.
func (m measurer) changed(what string, all, less []sources.ActorID) {
	only := func(a, b []sources.ActorID) []sources.ActorID {
		return slices.DeleteFunc(slices.Clone(a), func(id sources.ActorID) bool { return slices.Contains(b, id) })
	}
	for _, l := range []struct {
		how string
		ids []sources.ActorID
	}{{"either way", only(all, only(all, less))}, {"only with all", only(all, less)}, {"only without", only(less, all)}} {
		if len(l.ids) > 0 {
			m.printf("%s %s: %s\n", what, l.how, m.several(l.ids))
		}
	}
}

type measuredJSON struct {
	Actors      []map[string]any    `json:"actors"`
	Pairs       int                 `json:"pairs"`
	Contacts    int                 `json:"contacts"`
	Components  [][]sources.ActorID `json:"components"`
	Communities [][]sources.ActorID `json:"communities,omitempty"`
	Modularity  *float64            `json:"modularity,omitempty"`
	Cuts        []cutJSON           `json:"cut_actors"`
	Bridges     []bridgeJSON        `json:"bridges"`
	Unmeasured  []sources.ActorID   `json:"unmeasured"`
	Few         bool                `json:"few"` // so few pairs are tied that the numbers mean little
}

type cutJSON struct {
	Actor sources.ActorID     `json:"actor"`
	Off   [][]sources.ActorID `json:"cuts_off"`
}

type bridgeJSON struct {
	Between  [2]sources.ActorID  `json:"between"`
	Contacts []sources.ContactID `json:"contacts"`
}

type besideJSON struct {
	All     measuredJSON `json:"all"`
	LeftOut string       `json:"left_out"`
	Less    measuredJSON `json:"without"`
}

func (m measurer) record() measuredJSON {
	r := measuredJSON{Actors: []map[string]any{}, Pairs: m.m.Pairs, Contacts: m.m.Links, Components: append([][]sources.ActorID{}, m.m.Components...),
		Communities: m.m.Communities, Cuts: []cutJSON{}, Bridges: []bridgeJSON{}, Unmeasured: append([]sources.ActorID{}, m.m.Unmeasured...), Few: m.m.Few()}
	if m.m.Communities != nil {
		q := math.Round(m.m.Modularity*1e9) / 1e9
		r.Modularity = &q
	}
	for _, id := range m.ranked() {
		a := map[string]any{"id": id, "name": m.full(id)}
		for _, of := range m.measures {
			a[strings.ReplaceAll(of.String(), "-", "_")] = m.rounded(of, id)
		}
		r.Actors = append(r.Actors, a)
	}
	for _, c := range m.m.Cuts {
		r.Cuts = append(r.Cuts, cutJSON{c, m.m.CutOff(c)})
	}
	for _, b := range m.m.Bridges {
		j := bridgeJSON{b.Between, nil}
		for _, c := range b.Links {
			j.Contacts = append(j.Contacts, c.ID)
		}
		r.Bridges = append(r.Bridges, j)
	}
	return r
}
