package sources

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// What the digest is made over is quoted as the standard library quotes it, whatever stands where in it.
func TestQuotedAsByTheLibrary(t *testing.T) {
	letters := rapid.SampledFrom([]rune("abc  ~}!#[]\"\\\n\t\x7f\x00é–’الżЖ字\u0301\u00a0\u200b\ufffd\U0001f600"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.StringOfN(rapid.SampledFrom([]rune("abcdefgh ")), 0, 40, -1),
			rapid.StringOfN(letters, 0, 40, -1),
			rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 40), func(b []byte) string { return string(b) }),
		).Draw(t, "text")
		text += rapid.StringOfN(letters, 0, 2, -1).Draw(t, "end")
		if got, want := string(appendQuoted([]byte("="), text)), "="+strconv.Quote(text); got != want {
			t.Fatalf("%q: got %s, want %s", text, got, want)
		}
	})
}
