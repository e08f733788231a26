package figure

import (
	"os"
	"slices"
	"strings"

	"relgraph/out/internal/typeface"
	"relgraph/out/internal/typeface/installed"
)

// A FoundFont is a font of the machine that stands in for letters.
type FoundFont struct {
	Family  string // its name
	File    string
	Letters string // that it has and the fonts before it lack
}

// WithInstalled adds to the family fonts of the machine for the letters of text that it lacks, and names them. Fonts
// that may not be embedded are passed over. The list of the machine's fonts is kept below cache.
func WithInstalled(family *Family, text, cache string) (*Family, []FoundFont, error) {
	lacking := func(f *Family) string {
		var signs strings.Builder
		for _, u := range f.Missing(text) {
			signs.WriteString(u.Signs)
		}
		return signs.String()
	}
	missing := lacking(family)
	if missing == "" {
		return family, nil, nil
	}
	fonts, err := installed.For(missing, cache)
	if err != nil {
		return family, nil, err
	}
	var found []FoundFont
	for _, font := range fonts {
		data, err := os.ReadFile(font.File)
		if err != nil {
			continue
		}
		larger, err := family.With(font.File, data)
		if err != nil {
			continue // its maker forbids to embed it, or it cannot be read
		}
		still := lacking(larger)
		has := strings.Map(func(r rune) rune {
			if strings.ContainsRune(still, r) {
				return -1
			}
			return r
		}, missing)
		if has == "" {
			continue
		}
		known := family.Faces(typeface.Regular)
		name := font.Family
		for _, face := range larger.Faces(typeface.Regular) {
			if !slices.Contains(known, face) {
				name = face.Name()
			}
		}
		found = append(found, FoundFont{Family: name, File: font.File, Letters: has})
		family, missing = larger, still
	}
	return family, found, nil
}
