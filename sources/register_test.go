package sources

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// numberedID is one of many ids, of which some are long and alike at the beginning.
func numberedID(n int) ActorID {
	return ActorID(strings.Repeat("x", n%4*7)) + ActorID(rune('a'+n/4))
}

// TestRegisterFindsWhatAMapFinds puts records, some with ids that others have, into a register and into a map, and asks
// both for each.
func TestRegisterFindsWhatAMapFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.Map(rapid.IntRange(0, 60), numberedID)
		want := map[ActorID]*Actor{}
		r := actorRegister(rapid.IntRange(0, 4).Draw(t, "room"))
		for range rapid.IntRange(0, 120).Draw(t, "steps") {
			a := &Actor{ID: id.Draw(t, "id")}
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				r = r.clone(rapid.IntRange(0, 9).Draw(t, "more"))
			case 1, 2, 3:
				r.put(a)
				want[a.ID] = a
			default:
				if r.first(a); want[a.ID] == nil {
					want[a.ID] = a
				} else if !r.isAgain(a) {
					t.Fatalf("a second %q is not told as one", a.ID)
				}
			}
		}
		for n := range 64 {
			id := numberedID(n)
			if r.get(id) != want[id] {
				t.Fatalf("%q: %p, want %p", id, r.get(id), want[id])
			}
			for guess := range number(70) {
				if r.numbered(guess, id) != want[id] {
					t.Fatalf("%q by the number %d: %p, want %p", id, guess, r.numbered(guess, id), want[id])
				}
			}
			if k := r.number(id); (k == 0) != (want[id] == nil) || k != 0 && r.records[k-1] != want[id] {
				t.Fatalf("%q has the number %d", id, k)
			}
		}
	})
}
