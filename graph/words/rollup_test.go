package words_test

import (
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// TestRollUpsSpeakTheReadersLanguage: what stands in place of others is called a side in the language of the figure.
func TestRollUpsSpeakTheReadersLanguage(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name,side\na,Ministry,North\nb,Front,South\n")},
		"d/documents.csv": {Data: []byte("id,title,url\nd,Report,https://example.org/\n")},
		"d/claims.csv":    {Data: []byte("id,actor,recipient,document\nc,a,b,d\n")},
	}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	whole := graph.Must(graph.Build(d))
	for lang, want := range map[string][2]string{
		"en": {"North (side)", "Stands here for: Ministry."},
		"de": {"North (Seite)", "Steht hier für: Ministry."},
		"fr": {"North (camp)", "Représente ici : Ministry."},
		"es": {"North (bando)", "Representa aquí a: Ministry."},
		"ar": {"North (جانب)", "يمثّل هنا: Ministry."},
	} {
		v, err := words.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		g, err := whole.RollUp(graph.RollUp{By: graph.BySide, Words: v.Selections})
		if err != nil {
			t.Fatal(err)
		}
		side := g.Dossier().Actor("side-North")
		if side == nil {
			t.Fatalf("%s: there is no side of the north", lang)
		}
		if got := [2]string{side.Short, side.Note}; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}
