package answers

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// A Measurement is what was measured of a graph, with the measures to show, the first for the order.
type Measurement struct {
	g        *graph.Graph
	m        *graph.Measurement
	measures []graph.Measure
}

// Measure measures; all measures if none is named.
func Measure(g *graph.Graph, l graph.Links, measures ...graph.Measure) *Measurement {
	if len(measures) == 0 {
		measures = graph.Measures()
	}
	return &Measurement{g, g.Measure(l, measures...), measures}
}

// Table has a row for each actor who was measured; it is empty if nobody was.
func (m *Measurement) Table() Table {
	t := Table{Header: []string{"ACTOR", "NAME"}}
	for _, of := range m.measures {
		t.Header = append(t.Header, heading(of))
	}
	for _, id := range m.ranked() {
		row := []string{string(id), words.Short(m.g.Dossier(), id)}
		for _, of := range m.measures {
			row = append(row, m.cell(of, id))
		}
		t.add(row...)
	}
	return t
}

// WriteText writes what stands below the table: how much was measured, who and what alone holds others together, and
// how little that may mean.
func (m *Measurement) WriteText(w io.Writer) error {
	p := measurer{page{g: m.g, w: w}, m}
	if len(m.m.Actors) == 0 {
		p.printf("nothing to measure: no contact that counts is among those shown\n")
		return p.err
	}
	p.printf("\n%s", m.size())
	if n := len(m.m.Unmeasured); n > 0 {
		p.printf("; %s without a contact that counts", words.Plural(n, "other actor"))
	}
	p.printf("\n")
	p.groups("component", m.m.Components)
	if len(m.m.Communities) > 0 {
		p.groups("community", m.m.Communities)
		p.printf("modularity of the communities: %.3f\n", m.m.Modularity)
	}
	p.weakPlaces()
	p.caution()
	return p.err
}

// A measurer writes a measurement.
type measurer struct {
	page
	*Measurement
}

const longestTable = 50 // lines about cut actors, and about bridges

// weakPlaces writes who and what alone holds others together.
func (m *measurer) weakPlaces() {
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
func (m *measurer) upTo(what string, n int, line func(int) string) {
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
func (m *Measurement) ranked() []sources.ActorID {
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
func (m *Measurement) rounded(of graph.Measure, id sources.ActorID) float64 {
	v, _ := m.m.Value(of, id)
	return math.Round(v*1e9) / 1e9
}

// cell is a value for people; "–" for an actor who has no contact that counts.
func (m *Measurement) cell(of graph.Measure, id sources.ActorID) string {
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
func (m *Measurement) size() string {
	says := fmt.Sprintf("%s, %s, %s, %s", words.Plural(len(m.m.Actors), "actor"), words.Plural(m.m.Pairs, "tied pair"), words.Plural(m.m.Links, "contact"),
		words.Plural(len(m.m.Components), "component"))
	return says
}

func (m *measurer) groups(what string, groups [][]sources.ActorID) {
	if len(groups) == 1 {
		return
	}
	for i, group := range groups {
		m.printf("%s %d: %s\n", what, i+1, m.several(group))
	}
}

// caution says that few contacts say little.
func (m *measurer) caution() {
	if m.m.Few() {
		m.printf("\nOver %s such numbers mean little: one more document can turn their order round, and who is\nwritten about most is not who met most.\n", words.Plural(m.m.Pairs, "tied pair"))
	}
}

// A Comparison puts a measurement beside one of the same graph without some of its contacts.
type Comparison struct {
	All, Less *Measurement
	LeftOut   string // what Less is without, in words
}

// Table has each value with all contacts and without some.
func (c *Comparison) Table() Table {
	t := Table{Header: []string{"ACTOR", "NAME"}}
	for _, of := range c.All.measures {
		t.Header = append(t.Header, heading(of), "", "WITHOUT")
		if !of.Numbering() {
			t.Header = append(t.Header, "RANK", "", "WITHOUT")
		}
	}
	for _, id := range c.All.ranked() {
		row := []string{string(id), words.Short(c.All.g.Dossier(), id)}
		for _, of := range c.All.measures {
			row = append(row, c.All.cell(of, id), "→", c.Less.cell(of, id))
			if !of.Numbering() {
				row = append(row, c.All.rank(of, id), "→", c.Less.rank(of, id))
			}
		}
		t.add(row...)
	}
	return t
}

// WriteText writes what stands below the table.
func (c *Comparison) WriteText(w io.Writer) error {
	p := measurer{page{g: c.All.g, w: w}, c.All}
	p.printf("\nleft out: %s\nwith all: %s\nwithout:  %s\n", c.LeftOut, c.All.size(), c.Less.size())
	p.changed("cut actors", c.All.m.Cuts, c.Less.m.Cuts)
	less := measurer{page{g: c.Less.g, w: w, err: p.err}, c.Less}
	less.caution()
	return less.err
}

// rank is the actor's place by a measure, shared by those with the same value.
func (m *Measurement) rank(of graph.Measure, id sources.ActorID) string {
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
func (m *measurer) changed(what string, all, less []sources.ActorID) {
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

// Measured is the JSON of a Measurement.
type Measured struct {
	Versioned
	Actors      []Row               `json:"actors"` // "id", "name" and a number for each measure, by its name with "_" for "-"
	Pairs       int                 `json:"pairs"`
	Contacts    int                 `json:"contacts"`
	Components  [][]sources.ActorID `json:"components"`
	Communities [][]sources.ActorID `json:"communities,omitempty"`
	Modularity  *float64            `json:"modularity,omitempty"`
	Cuts        []Cut               `json:"cut_actors"`
	Bridges     []Bridge            `json:"bridges"`
	Unmeasured  []sources.ActorID   `json:"unmeasured"`
	Few         bool                `json:"few"` // so few pairs are tied that the numbers mean little
}

// A Cut is an actor without whom others would not be connected.
type Cut struct {
	Actor sources.ActorID     `json:"actor"`
	Off   [][]sources.ActorID `json:"cuts_off"`
}

// A Bridge is a pair whose contacts alone connect two sides.
type Bridge struct {
	Between  [2]sources.ActorID  `json:"between"`
	Contacts []sources.ContactID `json:"contacts"`
}

// Compared is the JSON of a Comparison.
type Compared struct {
	Versioned
	All     Measured `json:"all"`
	LeftOut string   `json:"left_out"`
	Less    Measured `json:"without"`
}

// JSON is what is to be encoded.
func (c *Comparison) JSON() Compared {
	return Compared{versioned, c.All.JSON(), c.LeftOut, c.Less.JSON()}
}

// JSON is what is to be encoded.
func (m *Measurement) JSON() Measured {
	r := Measured{Versioned: versioned, Actors: []Row{}, Pairs: m.m.Pairs, Contacts: m.m.Links,
		Components: append([][]sources.ActorID{}, m.m.Components...), Communities: m.m.Communities, Cuts: []Cut{}, Bridges: []Bridge{},
		Unmeasured: append([]sources.ActorID{}, m.m.Unmeasured...), Few: m.m.Few()}
	if m.m.Communities != nil {
		q := math.Round(m.m.Modularity*1e9) / 1e9
		r.Modularity = &q
	}
	for _, id := range m.ranked() {
		row := Row{{"id", id}, {"name", words.Full(m.g.Dossier(), id)}}
		for _, of := range m.measures {
			row = append(row, Member{strings.ReplaceAll(of.String(), "-", "_"), m.rounded(of, id)})
		}
		r.Actors = append(r.Actors, row)
	}
	for _, c := range m.m.Cuts {
		r.Cuts = append(r.Cuts, Cut{c, m.m.CutOff(c)})
	}
	for _, b := range m.m.Bridges {
		bridge := Bridge{Between: b.Between}
		for _, c := range b.Links {
			bridge.Contacts = append(bridge.Contacts, c.ID)
		}
		r.Bridges = append(r.Bridges, bridge)
	}
	return r
}
