package figure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"relgraph/graph"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/layout/network"
	"relgraph/sources"
)

// A Candidate is a way in which a graph can be drawn, and what a reader's eye meets in it. Counts are of all pages
// together.
type Candidate struct {
	Layout  string  `json:"layout"`
	Panels  string  `json:"panels,omitempty"`
	Pages   int     `json:"pages"`
	Letters float64 `json:"smallest_letters_on_page_pt"` // on the page asked for, on A4 if none is
	Legibility
	Within  int     `json:"within_a_column,omitempty"` // contacts of a ledger with both ends in one column
	Again   int     `json:"repeated_boxes,omitempty"`  // small boxes of actors that have, or could have, another
	Pair    int     `json:"most_lines_of_a_pair"`
	Cost    float64 `json:"cost"`
	Chosen  bool    `json:"chosen"`
	Problem string  `json:"problem,omitempty"` // why it was not drawn

	figure *Figure
	pages  []Legibility // of each page
}

// The weights of what the eye meets, in crossings: what a reader loses by a fault, compared to what one steep
// crossing costs.
//
// A crossing counts 1, as the fault that costs most time by far (Purchase 1997). A flat one counts three times as
// much, since the eye goes on along the wrong line (Huang, Eades and Hong 2014), and so does a pair that crosses
// twice. A per cent of length that runs within another line counts half a crossing: that is read as a connection that
// is not there (Bach et al. 2017). What can make a reader take one contact for another counts most: ends too close to
// be told apart, lines through what is not theirs, labels that stand nearer to another line. Letters below six points
// are read slowly, below five not at all. Pages and paper cost little.
const (
	costFlat      = 2.0 // beyond the crossing itself
	costTwice     = 3.0
	costMerged    = 0.5 // for each per cent, of the page that has most
	costMuch      = 1.0 // for each per cent beyond muchMerged besides
	costEnds      = 3.0
	costThrough   = 10.0
	costOverlap   = 10.0
	costAmbiguous = 5.0
	costSmall     = 6.0  // for each point that letters are below six
	costTiny      = 1000 // for letters below five
	costPage      = 2.0  // for each page beyond the first
	costPaper     = 1.0  // for each A4 that the figure covers
	costAgain     = 0.3  // for each repeated box: what an actor has to do with is then not seen at one place
	costFan       = 1.0  // for each line of a pair beyond mostOfPair, where lines are not rows
	costTooMany   = 500  // for a ledger with more than a third of the contacts within a column
)

// cost adds the weights up.
func (c Candidate) cost() float64 {
	sum := float64(c.Crossings)
	for _, part := range []float64{
		costFlat * float64(c.Flat), costTwice * float64(c.Twice), costMerged * c.mostMerged(),
		costMuch * max(0, c.mostMerged()-muchMerged), costEnds * float64(c.Ends),
		costThrough * float64(c.Through), costOverlap * float64(c.Overlap), costAmbiguous * float64(c.Ambiguous),
		costSmall * max(0, registerLeast-c.Letters), costPage * float64(c.Pages-1), costAgain * float64(c.Again),
		costPaper * math.Round(float64(c.Page[0]*c.Page[1])/float64(a4Width*a4Height)*10) / 10,
	} {
		sum += part
	}
	if c.Letters < leastLetters {
		sum += costTiny
	}
	if 3*c.Within > c.Lines {
		sum += costTooMany
	}
	if c.Layout != Layouts()[Ledger] && c.Layout != Layouts()[List] {
		sum += costFan * float64(max(0, c.Pair-mostOfPair))
	}
	return math.Round(10*sum) / 10
}

// muchMerged is how many per cent of the length of a page's lines run within another line before readers are warned.
const muchMerged = 5

// mostMerged is the share of merged length on the page that has most of it: who reads that page is not helped by others.
func (c Candidate) mostMerged() float64 {
	most := c.Merged
	for _, p := range c.pages {
		most = max(most, p.Merged)
	}
	return most
}

const a4Width, a4Height = 210 * mm, 297 * mm

// mostOfPair is how many lines between two boxes an eye follows. More are a table of two.
const mostOfPair = 8

// mostInFan is how many lines between two boxes can be drawn as a fan at all.
const mostInFan = 2 * mostOfPair

// readable tells whether a network can be read: nothing in it is mistaken for another thing, its letters have a size,
// there are few crossings, none of them flat, and no fan of lines between two that is as long as a list. Then it is the
// figure to take, since it is what people expect of relations.
func (c Candidate) readable() bool {
	return c.Pair <= mostOfPair && c.Letters >= leastLetters &&
		c.Through+c.Overlap+c.Ambiguous+c.Ends+c.Twice+c.Flat == 0 && c.Merged <= 2 && 5*c.Crossings <= c.Lines
}

// How many contacts a figure has at most for a layout to be tried.
const (
	mostNetwork = 60
	mostLayered = 50
	mostLedger  = 600
)

// Candidates draws g in the ways that fit it and measures them. The one with Chosen is the network where that can be
// read on the page, else the one that costs least. The engine may be nil: then what needs one is not tried.
func Candidates(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options, all bool) ([]Candidate, error) {
	contacts, _ := shown(g)
	n := len(contacts)
	if n == 0 {
		return nil, errNothing
	}
	t := &trial{opts: opts, draw: func(way Options) (*Figure, error) { return Draw(ctx, g, engine, way) }}
	if n <= mostNetwork && (all || mostBetweenTwo(contacts) <= mostOfPair) {
		if err := t.try(Network, opts.Panels); err != nil {
			return nil, err
		}
		if !all && t.networkReads() {
			t.list[0].Chosen = true
			return t.list, nil
		}
	}
	if n <= mostLedger {
		ways := []Panels{opts.Panels}
		if opts.Panels == BestPanels && n <= mostNetwork {
			ways = []Panels{NoPanels, BestPanels}
		}
		for _, p := range ways {
			if err := t.try(Ledger, p); err != nil {
				return nil, err
			}
		}
	}
	if n <= mostLayered && engine != nil {
		if err := t.try(Layered, opts.Panels); err != nil {
			return nil, err
		}
	}
	if best := leastCost(t.list); best < 0 || all || t.list[best].Cost > float64(n) ||
		len(t.list[best].Warnings()) > 0 {
		if err := t.try(List, opts.Panels); err != nil {
			return nil, err
		}
	}
	best := leastCost(t.list)
	if t.networkReads() {
		best = 0
	}
	if best < 0 {
		return t.list, t.tight
	}
	t.list[best].Chosen = true
	return t.list, nil
}

// A trial is the ways to draw a figure that were tried.
type trial struct {
	opts  Options
	draw  func(Options) (*Figure, error)
	list  []Candidate
	tight error // of the last for which there was no room
}

// try draws one way and measures it. It is no error that there is no room.
func (t *trial) try(l Layout, panels Panels) error {
	if l == t.opts.not {
		return nil
	}
	c := Candidate{Layout: Layouts()[l]}
	if l == Ledger && panels != NoPanels {
		c.Layout, c.Panels = "ledger", panelWords[panels]
	}
	way := t.opts
	way.Layout, way.Panels, way.compared, way.alone = l, panels, true, true
	f, err := t.draw(way)
	switch {
	case errors.Is(err, ErrTooSmall) || errors.Is(err, layout.ErrTooBig) || errors.Is(err, network.ErrTooBig):
		c.Problem, t.tight = err.Error(), err
	case err != nil:
		return err
	default:
		c.measure(f, t.opts.Size)
		f.seen = &seen{t.opts.Size, c}
	}
	t.list = append(t.list, c)
	return nil
}

// networkReads tells whether a network was tried, which comes first, and can be read.
func (t *trial) networkReads() bool {
	return len(t.list) > 0 && t.list[0].Layout == Layouts()[Network] && t.list[0].figure != nil && t.list[0].readable()
}

// mostBetweenTwo is how many of the contacts join the same two at most.
func mostBetweenTwo(contacts []*graph.Contact) int {
	most, pairs := 0, map[[2]sources.ActorID]int{}
	for _, c := range contacts {
		pair := [2]sources.ActorID{min(c.From, c.To), max(c.From, c.To)}
		pairs[pair]++
		most = max(most, pairs[pair])
	}
	return most
}

// leastCost is the best of those that could be drawn, or -1.
func leastCost(list []Candidate) int {
	best := -1
	for i, c := range list {
		if c.figure != nil && (best < 0 || c.Cost < list[best].Cost) {
			best = i
		}
	}
	return best
}

// measure adds up what the eye meets on all pages.
func (c *Candidate) measure(f *Figure, size Size) {
	c.figure, c.Pages, c.Within = f, len(f.Pages()), f.within
	merged, ink := 0.0, 0
	for i, page := range f.Pages() {
		for _, a := range page.Actors {
			if a.Again {
				c.Again++
			}
		}
		var contacts []*graph.Contact
		for _, e := range page.Edges {
			contacts = append(contacts, e.Contact)
		}
		c.Pair = max(c.Pair, mostBetweenTwo(contacts))
		m := page.Legibility()
		c.pages = append(c.pages, m)
		if i == 0 {
			c.Legibility = m
			merged, ink = float64(m.Merged*float64(m.Lines)), m.Ink*m.Boxes
			continue
		}
		c.Boxes += m.Boxes
		c.Lines += m.Lines
		c.Crossings += m.Crossings
		c.Flat += m.Flat
		c.FlatLines += m.FlatLines
		c.Twice += m.Twice
		c.Ends += m.Ends
		c.Through += m.Through
		c.Overlap += m.Overlap
		c.Ambiguous += m.Ambiguous
		c.Smallest = min(c.Smallest, m.Smallest)
		merged += float64(m.Merged * float64(m.Lines))
		ink += m.Ink * m.Boxes
	}
	if c.Lines > 0 {
		c.Merged = math.Round(10*merged/float64(c.Lines)) / 10
	}
	if c.Boxes > 0 {
		c.Ink = ink / c.Boxes
	}
	c.Letters = f.lettersOn(c.Smallest, size)
	c.Cost = c.cost()
}

// Measured is what a reader's eye meets in f, on a page of the size that it was asked for.
func (f *Figure) Measured(size Size) Candidate {
	var c Candidate
	if f.seen != nil && f.seen.size == size {
		c = f.seen.Candidate
		c.Layout, c.Panels = "", ""
		c.Cost = c.cost()
		return c
	}
	c.measure(f, size)
	return c
}

// seen is what was measured of a figure, on a page of that size, when it was compared with others.
type seen struct {
	size Size
	Candidate
}

// Warnings say what readers will have trouble with, and what helps.
func (c Candidate) Warnings() []string {
	const help = "use --layout list, --panels year, --what matrix, or show fewer (--actor, --since, --kind ...)"
	var list []string
	warn := func(when bool, format string, values ...any) {
		if when {
			list = append(list, fmt.Sprintf(format, values...)+": "+help)
		}
	}
	for i, p := range c.pages {
		on := ""
		if len(c.pages) > 1 {
			on = fmt.Sprintf("page %d: ", i+1)
		}
		warn(p.FlatLines >= 4 && 10*p.FlatLines >= p.Lines, "%s%d of %d lines cross at a flat angle", on, p.FlatLines,
			p.Lines)
		warn(p.Crossings > 12 && 2*p.Crossings > p.Lines, "%sthe %d lines cross %d times", on, p.Lines, p.Crossings)
		warn(p.Merged >= muchMerged, "%s%.0f %% of the length of the lines runs within another line", on, p.Merged)
	}
	warn(c.Through > 0, "lines run %d times through boxes or labels that are not theirs", c.Through)
	warn(c.Ends > 2, "%d pairs of lines end too close to be told apart", c.Ends)
	if c.Letters > 0 && c.Letters < leastLetters {
		list = append(list, fmt.Sprintf("printed on A4, the smallest letters are %.1f pt high: use --size a4, or "+
			"show fewer (--actor, --since, --kind ...)", math.Floor(10*c.Letters)/10))
	}
	return list
}

// lettersOn is how high the smallest letters are on the page: on A4, upright or on its side, where a figure without a
// page of its own is printed no larger than that.
func (f *Figure) lettersOn(smallest float64, size Size) float64 {
	if size.Width > 0 {
		return smallest
	}
	scale := 0.0
	for _, a4 := range [][2]float64{{a4Width, a4Height}, {a4Height, a4Width}} {
		scale = max(scale, min(1, a4[0]/f.Width, a4[1]/f.Height))
	}
	return math.Round(100*scale*smallest) / 100
}

// mistaken says what in a figure could be taken for another thing, or "".
func (f *Figure) mistaken() string {
	l := f.Legibility()
	var list []string
	say := func(n int, one, more string) {
		if n > 0 {
			list = append(list, fmt.Sprintf("%d %s", n, cmp.Or(map[bool]string{true: one}[n == 1], more)))
		}
	}
	say(l.Through, "line runs through what is not its own", "lines run through what is not their own")
	say(l.Overlap, "label or box lies over another", "labels or boxes lie over each other")
	say(l.Ambiguous, "label stands as near to another line", "labels stand as near to another line")
	say(l.Ends, "pair of lines ends too close to be told apart", "pairs of lines end too close to be told apart")
	return strings.Join(list, ", ")
}

// instead draws the best of the layouts but the one asked for, and says so.
func instead(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options, why error) (*Figure, error) {
	asked := Layouts()[opts.Layout]
	opts.not, opts.Layout = opts.Layout, Auto
	f, err := auto(ctx, g, engine, opts)
	if errors.Is(err, ErrTooSmall) {
		return nil, why
	}
	if err != nil {
		return nil, err
	}
	for _, page := range f.Pages() {
		page.Note = fmt.Sprintf("drawn as %s, since %s cannot be read: %v", Layouts()[f.layout], asked, why)
	}
	return f, nil
}

// auto draws the candidate that is best.
func auto(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) (*Figure, error) {
	list, err := Candidates(ctx, g, engine, opts, false)
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.Chosen {
			return c.figure, nil
		}
	}
	return nil, errNothing
}
