package style

import (
	"os"
	"path/filepath"
	"testing"
)

// Whatever bytes a theme file holds, it is a theme or an error with words.
func FuzzParse(f *testing.F) {
	themes, err := filepath.Glob("themes/*.yaml")
	if err != nil || len(themes) == 0 {
		f.Fatal(themes, err)
	}
	for _, path := range themes {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, text := range []string{"", "a", "{", "[[[[", "a: &a [*a, *a]", "paper: \"#12\"", "sides: {A: red}", "\x00",
		"a: !!binary x", "<<: *x", "? a", "states: {denied: {width: 1e999}}"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		theme, err := Parse("t.yaml", data)
		if (theme == nil) == (err == nil) || err != nil && err.Error() == "" {
			t.Errorf("%q: %v, %v", data, theme, err)
		}
	})
}
