// Package agreement measures how far a second person, who saw only the passages, arrived at the rows of a dossier.
//
// Two people who read the same passages agree in part because both read well, and in part by chance: if nearly every
// row is "reports", two who guess agree nearly always. Cohen's kappa is the share of agreement beyond chance. Cohen
// computes it from two lists of answers; Of does so for each field of the rows that a dossier's codings were made
// beside, and lists the differences.
package agreement

import "fmt"

// A Degree says how far two answers are the same.
type Degree uint8

// The degrees. Answers that agree partly do not contradict each other: a day and its month, a ministry and its
// government.
const (
	Apart Degree = iota
	Partly
	Same
)

// A Result is the agreement of two people on one question, each of whom put the same n things into categories.
type Result struct {
	N      int // things that both put into a category
	Agreed int // how many of them into the same one
	Partly int // how many into two that agree partly, which counts half
	// the sum over pairs of categories of how often one used the one times how often the other did the other, in halves
	// of agreement
	chance int
}

// Cohen compares the answers of two people, thing by thing. Categories are equal if their texts are.
//
// The formula is that of J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
// Measurement 20 (1960), 37–46: kappa = (po - pe) / (1 - pe), with po the share of agreement and pe the share that is
// to be expected of two people who used their categories as often as these did, but at random. It panics if one list is
// longer than the other.
func Cohen(one, other []string) Result {
	return Weighted(one, other, func(a, b string) Degree {
		if a == b {
			return Same
		}
		return Apart
	})
}

// Weighted is Cohen where categories may agree partly, which counts half: J. Cohen, "Weighted kappa: nominal scale
// agreement with provision for scaled disagreement or partial credit", Psychological Bulletin 70 (1968), 213–220.
func Weighted(one, other []string, like func(a, b string) Degree) Result {
	if len(one) != len(other) {
		panic(fmt.Sprintf("agreement: %d answers beside %d", len(one), len(other)))
	}
	r := Result{N: len(one)}
	ones, others := map[string]int{}, map[string]int{}
	for i, a := range one {
		ones[a]++
		others[other[i]]++
		switch like(a, other[i]) {
		case Same:
			r.Agreed++
		case Partly:
			r.Partly++
		}
	}
	for a, n := range ones {
		for b, m := range others {
			r.chance += n * m * int(like(a, b))
		}
	}
	return r
}

// Share is the share of things that both put into the same category, those that agree partly counted half, from 0 to
// 1; of nothing it is 0.
func (r Result) Share() float64 {
	if r.N == 0 {
		return 0
	}
	return float64(r.credit()) / float64(2*r.N)
}

// credit is the agreement in halves.
func (r Result) credit() int { return 2*r.Agreed + r.Partly }

// Expected is the share of agreement that chance alone would make.
func (r Result) Expected() float64 {
	if r.N == 0 {
		return 0
	}
	return float64(r.chance) / float64(2*r.N*r.N)
}

// Kappa is 1 for full agreement, 0 for what chance would make, and less than that for less. It is not defined, and ok
// is false, if there is nothing to compare or if both used one and the same category throughout: then nothing tells
// reading from guessing.
func (r Result) Kappa() (kappa float64, ok bool) {
	most := 2 * r.N * r.N
	if most == r.chance {
		return 0, false
	}
	return float64(r.N*r.credit()-r.chance) / float64(most-r.chance), true
}
