package agreement

import (
	"testing"

	"pgregory.net/rapid"
)

// The sum of weights is the largest of all ways to pair, of which few things have few.
func TestPairUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(0, 5).Draw(t, "things"), rapid.IntRange(0, 5).Draw(t, "others")
		weights := make([][]int, n)
		for i := range weights {
			weights[i] = rapid.SliceOfN(rapid.IntRange(0, 4), m, m).Draw(t, "weights")
		}
		var best func(i int, taken uint) int
		best = func(i int, taken uint) int {
			if i == n {
				return 0
			}
			most := best(i+1, taken)
			for j := range m {
				if taken&(1<<j) == 0 {
					most = max(most, weights[i][j]+best(i+1, taken|1<<j))
				}
			}
			return most
		}
		sum, taken := 0, map[int]bool{}
		for i, j := range pairUp(n, m, func(i, j int) int { return weights[i][j] }) {
			switch {
			case j < 0:
			case taken[j] || weights[i][j] == 0:
				t.Fatalf("%d has %d, which is taken or kept apart: %v", i, j, weights)
			default:
				taken[j] = true
				sum += weights[i][j]
			}
		}
		if want := best(0, 0); sum != want {
			t.Fatalf("sum %d, want %d: %v", sum, want, weights)
		}
	})
}
