package agreement

import "testing"

// FuzzLocator reads where something stands in a document: pages in their order, if it has any.
func FuzzLocator(f *testing.F) {
	for _, text := range []string{"p. 3", "pp. 3–5", "para 12", "5-3", "p", "99999999999999999999", "٣",
		"p. 3 and p. 7", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, first, last, ok := readLocator(text); ok && (first > last || first < 0) {
			t.Errorf("%q runs from %d to %d", text, first, last)
		}
	})
}
