package sources_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"relgraph/sources"
)

// Texts without a word that begins a rule are not cut into words at all. That may not hide a doubt from anybody,
// whatever signs and letters stand around it.
func TestDoubtIsReadWithoutHaste(t *testing.T) {
	parts := rapid.SampledFrom([]string{"denied", "DENIED", "denies", "de", "not", "planned", "refused", "reportedly",
		"ni", "é", "a nié", "to", "be", "held", "to be held", "no", "comment", "did", "опроверг", "отрицает",
		"dementierte", "bestritten", "نفى", "ونفى", "فنفى", "رفض", "لم", "ʼ", "'", "’", "“", "–", " ", " ", " ",
		"\u0301", "e\u0301", "İ", "²", "×", "文", "\u212b", "x"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(parts, 0, 12).Draw(t, "text"),
			rapid.SampledFrom([]string{"", " ", "\u00a0"}).Draw(t, "between"))
		short := rapid.Bool().Draw(t, "short")
		if got, want := sources.ReadsLike(text, short), sources.DoubtWithoutHaste(text, short); got != want {
			t.Fatalf("%q reads like %q, want %q", text, got, want)
		}
	})
}
