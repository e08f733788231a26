package rows

import (
	"cmp"
	"iter"
	"slices"

	"relgraph/graph"
	"relgraph/sources"
)

// A pairing knows which edges run between the same two actors, and which ids are taken.
type pairing struct {
	numbers map[sources.ActorID]int // the places of actors in the dossier; made for the first row whose claim does not tell
	edges   []paired                // the rows
	words   []string                // what their kinds are called
	word    map[string]int32
	ids     map[string]bool // nil if no two can be alike
}

// A paired is a row that runs between two actors.
type paired struct {
	low, high int32 // their places in the dossier
	kind      int32 // where its word stands
}

// pairs say what the rows of a sheet are.
type pairs uint8

// pairsOf tells whether two edges may have one id: those of a contact of more than two are called after it and two of
// its members, as another contact may be called.
func pairsOf(g *graph.Graph) pairs {
	for c := range g.All() {
		if c.Parties().IsRound() {
			return pairsAlike
		}
	}
	return pairsApart
}

func newPairing(alike bool) *pairing {
	p := &pairing{word: map[string]int32{}}
	if alike {
		p.ids = map[string]bool{}
	}
	return p
}

// number is the place of an actor in the dossier, or one behind all of them.
func (p *pairing) number(d *sources.Dossier, id sources.ActorID) int {
	if p.numbers == nil {
		p.numbers = make(map[sources.ActorID]int, len(d.Actors))
		for i := range d.Actors {
			p.numbers[d.Actors[i].ID] = i
		}
	}
	n, ok := p.numbers[id]
	if !ok {
		n = len(p.numbers)
		p.numbers[id] = n
	}
	return n
}

// ends are the places of the actors of an edge, which its contact or, where it ties two, its claim tells.
func (p *pairing) ends(r *Row) (a, b int) {
	if r.t.edge {
		return r.t.ends[0], r.t.ends[1]
	}
	d := r.t.d
	if claims := r.t.recorded.claim; len(claims) > 0 {
		if a, b, ok := sources.EndsOf(d, claims[0]); ok {
			if one, other := d.Actors[a].ID, d.Actors[b].ID; one == r.From && other == r.To ||
				one == r.To && other == r.From {
				return a, b
			}
		}
	}
	return p.number(d, r.From), p.number(d, r.To)
}

// add takes in an edge.
func (p *pairing) add(r *Row) {
	if p.edges == nil { // as many as there are claims, but for contacts of more than two
		p.edges = make([]paired, 0, len(r.t.d.Claims))
	}
	a, b := p.ends(r)
	p.edges = append(p.edges, paired{int32(min(a, b)), int32(max(a, b)), p.kind(r.Kind)})
}

// kind is where the word for a kind stands.
func (p *pairing) kind(word string) int32 {
	if last := len(p.edges) - 1; last >= 0 && p.words[p.edges[last].kind] == word {
		return p.edges[last].kind
	}
	n, ok := p.word[word]
	if !ok {
		n = int32(len(p.words))
		p.word[word], p.words = n, append(p.words, word)
	}
	return n
}

// claim gives an edge an id that no edge before it has: a claim may be called as one that stands on several contacts
// is on one of them.
func (p *pairing) claim(s *Sheet, r *Row) {
	if p.ids == nil {
		return
	}
	id := r.ID
	for p.ids[id] {
		id += "-"
	}
	p.ids[id] = true
	if id != r.ID {
		s.ids = append(s.ids, renamed{s.rows, id})
	}
}

// tellApart gives each edge of a pair a kind of its own.
func (p *pairing) tellApart(s *Sheet) {
	for rows := range p.parallel() {
		s.parallels++
		taken := make(map[string]bool, len(rows))
		for _, row := range rows {
			if own := p.words[p.edges[row].kind]; taken[own] {
				s.kinds = append(s.kinds, renamed{int(row), free(own, taken)})
			} else {
				taken[own] = true
			}
		}
	}
	slices.SortFunc(s.kinds, func(a, b renamed) int { return cmp.Compare(a.row, b.row) })
}

// parallel yields the rows of each pair of actors that has several, in their order.
func (p *pairing) parallel() iter.Seq[[]int32] {
	// They are put side by side by the first of their two actors, of whom each has few others.
	begin := []int32{0}
	for _, e := range p.edges {
		for int(e.low) >= len(begin) {
			begin = append(begin, 0)
		}
		begin[e.low]++
	}
	all := int32(0)
	for low, n := range begin {
		begin[low], all = all, all+n
	}
	order := make([]int32, len(p.edges))
	for row, e := range p.edges {
		order[begin[e.low]] = int32(row)
		begin[e.low]++
	}
	return func(yield func([]int32) bool) {
		from := int32(0)
		for _, to := range begin {
			left := order[from:to]
			from = to
			slices.SortStableFunc(left, func(a, b int32) int { return cmp.Compare(p.edges[a].high, p.edges[b].high) })
			for len(left) > 0 {
				n := 1
				for n < len(left) && p.edges[left[n]].high == p.edges[left[0]].high {
					n++
				}
				if n > 1 && !yield(left[:n]) {
					return
				}
				left = left[n:]
			}
		}
	}
}
