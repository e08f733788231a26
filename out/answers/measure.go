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
	return MeasureSample(g, l, 0, measures...)
}

// MeasureSample is Measure with what graph.MeasureSample estimates from a sample of actors.
func MeasureSample(g *graph.Graph, l graph.Links, sample int, measures ...graph.Measure) *Measurement {
	if len(measures) == 0 {
		measures = graph.Measures()
	}
	return &Measurement{g, graph.MeasureSample(g, l, sample, measures...), measures}
}

// known is m, or a measurement of nothing for the zero value and for nil.
func (m *Measurement) known() *Measurement {
	if m == nil || m.m == nil {
		return &Measurement{m: &graph.Measurement{}}
	}
	return m
}

// Table has a row for each actor who was measured; it is empty if nobody was.
func (m *Measurement) Table(v words.Voice) Table {
	m = m.known()
	t := newTable(v, "actor", "name")
	for _, of := range m.measures {
		t.head(v, measured(of))
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
func (m *Measurement) WriteText(w io.Writer, v words.Voice) error {
	m = m.known()
	p := measurer{page{g: m.g, w: w, voice: v}, m}
	if len(m.m.Actors) == 0 {
		p.printf("%s\n", v.Say("measure.none"))
		return p.err
	}
	size := m.size(v)
	if n := len(m.m.Unmeasured); n > 0 {
		size = v.Semicolons(size, v.Say("measure.unmeasured", "n", n))
	}
	p.printf("\n%s\n", size)
	if m.m.Sampled > 0 {
		p.printf("%s\n", v.Say("measure.sampled", "n", m.m.Sampled))
	}
	if len(m.m.Components) > 1 {
		for i, group := range m.m.Components {
			p.printf("%s\n", v.Say("measure.component", "n", i+1, "actors", p.several(group)))
		}
	}
	if len(m.m.Communities) > 1 {
		for i, group := range m.m.Communities {
			p.printf("%s\n", v.Say("measure.community", "n", i+1, "actors", p.several(group)))
		}
	}
	if len(m.m.Communities) > 0 {
		p.printf("%s\n", v.Say("measure.modularity", "value", fmt.Sprintf("%.3f", m.m.Modularity)))
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
	m.upTo(m.voice.Say("measure.cuts"), len(m.m.Cuts), func(i int) string {
		var off []string
		for _, part := range m.m.CutOff(m.m.Cuts[i]) {
			off = append(off, m.several(part))
		}
		return fmt.Sprintf("%s: %s", m.full(m.m.Cuts[i]), m.voice.Semicolons(off...))
	})
	m.upTo(m.voice.Say("measure.bridges"), len(m.m.Bridges), func(i int) string {
		b := m.m.Bridges[i]
		var states []string
		for _, c := range b.Links {
			states = append(states, m.voice.Say("measure.link", "label", c.Naming().Label(), "state",
				m.voice.Evidence.StateListed(c.State)))
		}
		return m.voice.Say("measure.bridge", "from", m.full(b.Between[0]), "to", m.full(b.Between[1]), "what",
			m.voice.Semicolons(states...))
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
		m.printf("  %s\n", m.voice.Say("measure.more", "n", n-longestTable))
	}
}

// measured is the head of the column of a measure.
func measured(of graph.Measure) string { return "measure." + of.String() }

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
func (m *Measurement) size(v words.Voice) string {
	return v.Facts(v.Count(len(m.m.Actors), words.Actors), v.Say("measure.pairs", "n", m.m.Pairs),
		v.Count(m.m.Links, words.Contacts),
		v.Say("measure.components", "n", len(m.m.Components)))
}

// caution says that few contacts say little.
func (m *measurer) caution() {
	if m.m.Few() {
		m.printf("\n%s\n%s\n", m.voice.Say("measure.few", "pairs", m.voice.Say("measure.pairs", "n", m.m.Pairs)),
			m.voice.Say("measure.written-about"))
	}
}

// A Comparison puts a measurement beside one of the same graph without some of its contacts.
type Comparison struct {
	All, Less *Measurement
	LeftOut   string // what Less is without, in words
}

// known is c with measurements of nothing for those it lacks.
func (c *Comparison) known() *Comparison {
	return &Comparison{c.All.known(), c.Less.known(), c.LeftOut}
}

// Table has each value with all contacts and without some.
func (c *Comparison) Table(v words.Voice) Table {
	c = c.known()
	t := newTable(v, "actor", "name")
	for _, of := range c.All.measures {
		for _, head := range []string{measured(of), "", "without"} {
			t.head(v, head)
		}
		if !of.Numbering() {
			for _, head := range []string{"rank", "", "without"} {
				t.head(v, head)
			}
		}
	}
	for _, id := range c.All.ranked() {
		row := []string{string(id), words.Short(c.All.g.Dossier(), id)}
		for _, of := range c.All.measures {
			row = append(row, c.All.cell(of, id), v.Lists.Becomes(), c.Less.cell(of, id))
			if !of.Numbering() {
				row = append(row, c.All.rank(of, id), v.Lists.Becomes(), c.Less.rank(of, id))
			}
		}
		t.add(row...)
	}
	return t
}

// WriteText writes what stands below the table.
func (c *Comparison) WriteText(w io.Writer, v words.Voice) error {
	c = c.known()
	p := measurer{page{g: c.All.g, w: w, voice: v}, c.All}
	p.printf("\n%s\n%s\n%s\n", v.Say("measure.left-out", "what", c.LeftOut),
		v.Say("measure.with-all", "size", c.All.size(v)), v.Say("measure.without", "size", c.Less.size(v)))
	p.cuts(c.All.m.Cuts, c.Less.m.Cuts)
	less := measurer{page{g: c.Less.g, w: w, voice: v, err: p.err}, c.Less}
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

// cuts says which cut actors are so in both measurements, and which in one alone.
func (m *measurer) cuts(all, less []sources.ActorID) {
	only := func(a, b []sources.ActorID) []sources.ActorID {
		return slices.DeleteFunc(slices.Clone(a), func(id sources.ActorID) bool { return slices.Contains(b, id) })
	}
	if ids := only(all, only(all, less)); len(ids) > 0 {
		m.printf("%s\n", m.voice.Say("measure.cuts-both", "actors", m.several(ids)))
	}
	if ids := only(all, less); len(ids) > 0 {
		m.printf("%s\n", m.voice.Say("measure.cuts-with", "actors", m.several(ids)))
	}
	if ids := only(less, all); len(ids) > 0 {
		m.printf("%s\n", m.voice.Say("measure.cuts-without", "actors", m.several(ids)))
	}
}

// Measured is the JSON of a Measurement.
type Measured struct {
	Versioned
	// "id", "name" and a number for each measure, by its name with "_" for "-"
	Actors      []Row               `json:"actors"`
	Pairs       int                 `json:"pairs"`
	Contacts    int                 `json:"contacts"`
	Components  [][]sources.ActorID `json:"components"`
	Communities [][]sources.ActorID `json:"communities,omitempty"`
	Modularity  *float64            `json:"modularity,omitempty"`
	Cuts        []Cut               `json:"cut_actors"`
	Bridges     []Bridge            `json:"bridges"`
	Unmeasured  []sources.ActorID   `json:"unmeasured"`
	Sampled     int                 `json:"sampled,omitempty"` // actors that two measures are estimated from
	Few         bool                `json:"few"`               // so few pairs are tied that the numbers mean little
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
	m = m.known()
	r := Measured{Versioned: versioned, Actors: []Row{}, Pairs: m.m.Pairs, Contacts: m.m.Links,
		Components: append([][]sources.ActorID{}, m.m.Components...), Communities: m.m.Communities, Cuts: []Cut{},
		Bridges:    []Bridge{},
		Unmeasured: append([]sources.ActorID{}, m.m.Unmeasured...), Sampled: m.m.Sampled, Few: m.m.Few()}
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
