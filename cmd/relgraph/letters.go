package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/sources"
)

// findLetters adds fonts of this machine to those of the figure, for letters of the dossier that these lack, and says
// which. It does so for pictures only.
func (f *exportFlags) findLetters(cmd *cobra.Command, d *sources.Dossier, targets []target) error {
	if !f.systemFonts ||
		!slices.ContainsFunc(targets, func(t target) bool { return t.format.Obeys(format.Letters) || t.format.Picture }) {
		return nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	family, found, err := figure.WithInstalled(f.out.Figure.Family, textsOf(d, f.title, f.subtitle),
		filepath.Join(cache, "relgraph"))
	if err != nil { // then they are missing, which writers say
		return nil
	}
	f.out.Figure.Family = family
	for _, font := range found {
		letters := []rune(font.Letters)
		some := string(letters[:min(len(letters), 8)])
		if len(letters) > 8 {
			some += "…"
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: the letters %s are set in %s, a font of this machine (%s): --font "+
			"chooses another\n", some, font.Family, font.File)
	}
	return nil
}

// textsOf is all that figures of a dossier can say of it.
func textsOf(d *sources.Dossier, more ...string) string {
	texts := append(slices.Clone(more), d.Title, d.Subtitle, d.Edition)
	for i := range d.Actors {
		a := &d.Actors[i]
		texts = append(texts, a.Name, a.Short, a.Role, a.Side)
	}
	for i := range d.Documents {
		doc := &d.Documents[i]
		texts = append(texts, doc.Title, doc.Publisher, doc.URL)
	}
	for i := range d.Claims {
		cl := &d.Claims[i]
		texts = append(texts, cl.Detail().Label, cl.Detail().Hedge, cl.Locator)
		for _, s := range cl.Detail().AssertedBy {
			texts = append(texts, s.Who)
		}
	}
	return strings.Join(texts, "\n")
}
