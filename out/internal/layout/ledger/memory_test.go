package ledger

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Who writes into an answer changes nobody else's, and heights of rows do not make another question.
func TestOrdersAreRemembered(t *testing.T) {
	table := func(height int) *Arrangement {
		return &Arrangement{Left: []Box{{Side: 0}, {Side: 0}}, Right: []Box{{Side: 1}, {Side: 1}},
			Lines: []Line{{Left: 0, Right: []int{1}, Height: height}, {Left: 1, Right: []int{0}, Height: height},
				{Left: 0, Right: []int{0}, Height: height}}}
	}
	arranged = memory[Order]{} // whatever other tests have asked
	first := table(100).Arrange()
	want := first.clone()
	first.Rows[0], first.Left[0] = 99, 99
	if diff := cmp.Diff(want, table(200).Arrange()); diff != "" {
		t.Errorf("asked again (-want +got):\n%s", diff)
	}
	if n := len(arranged.order); n != 1 {
		t.Errorf("%d orders are remembered, want 1", n)
	}
	quick := table(100)
	quick.Quick = true
	if diff := cmp.Diff(want, quick.Arrange()); diff != "" {
		t.Errorf("quickly, where the thorough answer is known (-want +got):\n%s", diff)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	var m memory[int]
	for i := range 3 * mostKnown {
		if got := m.of([]int{i}, false, func() int { return 2 * i }); got != 2*i {
			t.Fatalf("%d of %d", got, i)
		}
	}
	if len(m.known) != mostKnown || len(m.order) != mostKnown {
		t.Errorf("%d and %d are remembered, want %d", len(m.known), len(m.order), mostKnown)
	}
}
