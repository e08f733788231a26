package places

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestShuffleIsThatOfTheStandardLibrary: places must not change with how fast they are found.
func TestShuffleIsThatOfTheStandardLibrary(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 64, 1000, 4096, 70001} {
		got, want := make([]term, n), make([]term, n)
		for i := range n {
			got[i] = newTerm(int32(i), int32(n-i), int32(i%7))
		}
		copy(want, got)
		ours, theirs := rand.NewPCG(1, 2), rand.New(rand.NewPCG(1, 2))
		for range 3 {
			shuffle(got, ours)
			theirs.Shuffle(n, func(i, j int) { want[i], want[j] = want[j], want[i] })
			if !slices.Equal(got, want) {
				t.Fatalf("%d terms are in another order", n)
			}
		}
	}
}

// TestTermsHoldWhatTheyAreMadeOf up to the largest part that is unfolded.
func TestTermsHoldWhatTheyAreMadeOf(t *testing.T) {
	s := stress{drawing: &drawing{sides: make([]int, unfolded)}}
	s.sides[unfolded-1] = 1
	s.hold(unfolded-2, unfolded-3, unfolded) // of one side
	s.hold(unfolded-1, unfolded-3, unfolded)
	if want := []term{newTerm(unfolded-2, unfolded-3, 2*unfolded+1),
		newTerm(unfolded-1, unfolded-3, 2*unfolded)}; !slices.Equal(s.terms, want) || want[0] == want[1] {
		t.Errorf("got %x, want %x", s.terms, want)
	}
	if got, want := s.distances[2*unfolded:], []float64{unfolded, unfolded * together}; !slices.Equal(got, want) {
		t.Errorf("the distances are %v, want %v", got, want)
	}
}
