package places

import (
	"math/rand/v2"
	"slices"
	"testing"

	"relgraph/out/internal/plane"
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

// TestShuffleIsEven: a number that falls into the uneven rest of all numbers is drawn again, the first beyond it is
// not. Numbers drawn at random are all but never so small.
func TestShuffleIsEven(t *testing.T) {
	for _, tt := range []struct {
		from  uint64 // the state from which the number comes next
		next  uint64
		draws int // for three terms, where the rest is one number
	}{
		{0xe384c2b09d74081d, 0, 3},
		{0x420188179b248739, 0xaaaaaaaaaaaaaaab, 2}, // three times that is 1 in 64 bits
	} {
		const state = 0x8af6d8ab3399600a
		if got := rand.NewPCG(tt.from, state).Uint64(); got != tt.next {
			t.Fatalf("the first number is %#x, want %#x", got, tt.next)
		}
		got, want := rand.NewPCG(tt.from, state), rand.NewPCG(tt.from, state)
		shuffle(make([]term, 3), got)
		for range tt.draws {
			want.Uint64()
		}
		if *got != *want {
			t.Errorf("after %#x, it is not %d numbers that are drawn", tt.next, tt.draws)
		}
	}
}

// TestTermsHoldWhatTheyAreMadeOf in nearly the largest part that is unfolded: two nodes come to stand as far apart as
// they are held, those of one side a little nearer, and no other node moves.
func TestTermsHoldWhatTheyAreMadeOf(t *testing.T) {
	s := stress{drawing: &drawing{sides: make([]int, unfolded), at: make([]plane.Point, unfolded)}}
	want := make([]plane.Point, unfolded)
	last := int32(unfolded - 1)
	for _, two := range []struct {
		sides [2]int
		steps int32
		apart float64
	}{{[2]int{1, 1}, 7995, 6396}, {[2]int{1, 2}, 7995, 7995}, {[2]int{1, 2}, 7996, 7996}, {[2]int{-1, -1}, 7996, 7996}} {
		i, j := last, last-1
		last -= 2
		s.sides[i], s.sides[j] = two.sides[0], two.sides[1]
		s.at[i].X = 2
		want[i].X, want[j].X = 1+two.apart/2, 1-two.apart/2
		s.hold(i, j, two.steps)
	}
	s.pull(slices.Repeat([]float64{1}, len(s.distances)))
	for i := range want {
		if s.at[i] != want[i] {
			t.Errorf("node %d of %d stands at %v, want %v", i, unfolded, s.at[i], want[i])
		}
	}
}
