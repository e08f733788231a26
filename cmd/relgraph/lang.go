package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// langFlags choose the language of what is written for readers.
type langFlags struct{ lang string }

func (f *langFlags) add(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar(&f.lang, "lang", "", "`language` of "+what+": "+strings.Join(words.Languages(), ", ")+
		"; without it, that of the dossier (lang in dossier.yaml), or English")
	offerWords(cmd, "lang", words.Languages())
}

// voice is that of --lang or, without it, of the dossier.
func (f *langFlags) voice(d *sources.Dossier) (words.Voice, error) {
	lang := cmp.Or(f.lang, d.Lang)
	if lang == "" {
		return words.Voice{}, nil
	}
	v, err := words.In(lang)
	switch {
	case err != nil && f.lang != "":
		return v, misuse{fmt.Errorf("--lang: %w", err)}
	case err != nil:
		return v, fmt.Errorf("%s: lang: %w: --lang chooses another", cmp.Or(d.LangAt.String(), d.Name), err)
	}
	return v, err
}

// wordingOf is what a roll-up calls what it shows, in the language of the command's --lang, if it has one, or of the
// dossier.
func wordingOf(cmd *cobra.Command, d *sources.Dossier) (graph.Wording, error) {
	var f langFlags
	if lang := cmd.Flags().Lookup("lang"); lang != nil {
		f.lang = lang.Value.String()
	}
	v, err := f.voice(d)
	return v.Selections, err
}
