package change

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources"
)

// A comparedClaim is a claim in the form in which two editions are compared.
type comparedClaim struct {
	claim    *sources.Claim
	document string
	parties  string          // of a mutual contact in one order, whichever side they stand on
	meaning  string          // all that it says, but for its id and the id of what it answers
	says     string          // what of it the document says; not where, nor how the row was labelled, checked and noted
	told     map[string]bool // what its cells say, as far as no default says it
}

func comparedClaims(claims []sources.Claim, n *ids) []comparedClaim {
	compared := make([]comparedClaim, len(claims))
	for i := range claims {
		compared[i] = compare(&claims[i], n)
	}
	return compared
}

func compare(cl *sources.Claim, n *ids) comparedClaim {
	cells := claimCells(cl, n)
	c := comparedClaim{claim: cl, document: valueOf(cells, "document"), told: map[string]bool{}}
	sides := []string{valueOf(cells, "actor"), valueOf(cells, "recipient")}
	if !cl.Directed {
		slices.Sort(sides)
	}
	c.parties = strings.Join(sides, "\x00")
	meaning, says := []string{c.parties}, []string{c.parties}
	for _, cell := range cells {
		if cell.column == "id" || cell.column == "about" {
			continue
		}
		if cell.same != "" && !said[cell.column] {
			c.told[cell.column+"\x00"+cell.same] = true
		}
		if cell.column != "actor" && cell.column != "recipient" {
			meaning = append(meaning, cell.column, cell.same)
			if told[cell.column] {
				says = append(says, cell.same)
			}
		}
	}
	c.meaning, c.says = strings.Join(meaning, "\x00"), strings.Join(says, "\x00")
	return c
}

// told are the columns of what a document says about a contact, said those of them that always say something: one word
// of a few.
var told, said = func() (told, said map[string]bool) {
	told, said = map[string]bool{}, map[string]bool{}
	for _, c := range sources.ClaimColumns() {
		told[c.Name] = c.Part == sources.Statement
		said[c.Name] = c.Holds == sources.HoldsWord || c.Holds == sources.HoldsKind
	}
	return told, said
}()

func meanings(claims []comparedClaim) []string {
	texts := make([]string, len(claims))
	for i := range claims {
		texts[i] = claims[i].meaning
	}
	return texts
}

// repeated pairs rows that say the same and do so several times, in their order. old and new are all that they say.
func (m match) repeated(old, new []string) {
	after := map[string][]int{}
	for j, meaning := range new {
		if m.from[j] < 0 {
			after[meaning] = append(after[meaning], j)
		}
	}
	for i, meaning := range old {
		if js := after[meaning]; m.at[i] < 0 && len(js) > 0 {
			m.at[i], m.from[js[0]] = js[0], i
			after[meaning] = js[1:]
		}
	}
}

// mostCompared is how many pairs of rows are compared cell by cell at once. Rows without ids of which more changed at
// one time are said to be withdrawn and added.
const mostCompared = 1 << 20

// near pairs rows without ids that tell the same for the greater part: first among those of one document and the same
// parties, then of one document, then of the same parties. A row that has an id on both sides is no other row.
func (m match) near(old, new []comparedClaim) {
	for _, group := range []func(*comparedClaim) string{
		func(c *comparedClaim) string { return c.document + "\x00" + c.parties },
		func(c *comparedClaim) string { return "document\x00" + c.document },
		func(c *comparedClaim) string { return "parties\x00" + c.parties },
	} {
		after := map[string][]int{}
		for j := range new {
			if m.from[j] < 0 {
				after[group(&new[j])] = append(after[group(&new[j])], j)
			}
		}
		before := map[string][]int{}
		var order []string
		for i := range old {
			if g := group(&old[i]); m.at[i] < 0 && after[g] != nil {
				if before[g] == nil {
					order = append(order, g)
				}
				before[g] = append(before[g], i)
			}
		}
		for _, g := range order {
			m.nearest(old, new, before[g], after[g])
		}
	}
}

// nearest pairs the rows of one group, those that have most in common first.
func (m match) nearest(old, new []comparedClaim, before, after []int) {
	if len(before)*len(after) > mostCompared {
		return
	}
	type candidate struct{ i, j, common int }
	var candidates []candidate
	for _, i := range before {
		for _, j := range after {
			common := old[i].common(&new[j])
			bothGiven := old[i].claim.Text("id") != "" && new[j].claim.Text("id") != ""
			if !bothGiven && 2*common >= max(len(old[i].told), len(new[j].told)) {
				candidates = append(candidates, candidate{i, j, common})
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.common, a.common) })
	for _, c := range candidates {
		if m.at[c.i] < 0 && m.from[c.j] < 0 {
			m.at[c.i], m.from[c.j] = c.j, c.i
		}
	}
}

// common counts the cells that say the same.
func (c *comparedClaim) common(other *comparedClaim) int {
	n := 0
	for cell := range c.told {
		if other.told[cell] {
			n++
		}
	}
	return n
}
