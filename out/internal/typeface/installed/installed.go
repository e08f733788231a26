// Package installed finds fonts of the machine for signs that other fonts lack.
package installed

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/go-text/typesetting/fontscan"
)

// A Font is a font file of the machine.
type Font struct {
	Family string // its name in lower case, such as "noto sans cjk sc"
	File   string
}

// mostFile is how many bytes a font file may have: the largest of fonts of Chinese, Japanese and Korean together have
// some 100 million.
const mostFile = 256 << 20

// For finds fonts that have the signs, as few as the machine's order of fonts allows, those for the first signs first.
// Signs that no font has are passed over. The fonts of the machine are listed in a file below cache, so that they are
// looked through once.
func For(signs, cache string) ([]Font, error) {
	fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if err := fonts.UseSystemFonts(cache); err != nil {
		return nil, fmt.Errorf("the fonts of this machine cannot be looked for: %w", err)
	}
	fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
	var found []Font
	left := signs
	for left != "" {
		sign := []rune(left)[0]
		left = left[len(string(sign)):]
		face := fonts.ResolveFace(sign)
		if face == nil {
			continue
		}
		if _, has := face.NominalGlyph(sign); !has {
			continue
		}
		at := fonts.FontLocation(face.Font)
		if info, err := os.Stat(at.File); err != nil || info.Size() > mostFile {
			continue
		}
		family, _ := fonts.FontMetadata(face.Font)
		found = append(found, Font{Family: family, File: at.File})
		left = strings.Map(func(r rune) rune {
			if _, has := face.NominalGlyph(r); has {
				return -1
			}
			return r
		}, left)
	}
	return found, nil
}
