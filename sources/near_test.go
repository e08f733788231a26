package sources_test

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"relgraph/sources"
)

// The keys of a name are the hashes of itself and of all names that lack one of its letters, which is what makes near
// names meet.
func TestKeysOfNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SliceOfN(rapid.RuneFrom([]rune("abcäж文17")), 8, 40).Draw(t, "name")
		keys := sources.KeysOf(nil, name)
		letters := slices.DeleteFunc(slices.Compact(slices.Clone(name)), unicode.IsDigit)
		if len(keys) != len(letters)+1 { // one of each run of a letter
			t.Fatalf("%d keys of %d letters", len(keys), len(name))
		}
		without := rapid.IntRange(0, len(name)-1).Draw(t, "letter to leave out")
		if unicode.IsDigit(name[without]) {
			return // which makes another name
		}
		shorter := slices.Delete(slices.Clone(name), without, without+1)
		if whole := sources.KeysOf(nil, shorter)[0]; !slices.Contains(keys[1:], whole) {
			t.Fatalf("%q has no key of %q", string(name), string(shorter))
		}
	})
}
