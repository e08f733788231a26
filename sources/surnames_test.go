package sources_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

// A title with a surname may be the one longer name that ends so; nobody is guessed where two do.
func TestSurnamesWithATitle(t *testing.T) {
	for names, want := range map[string]string{
		"Mrs Marsh|Dana Marsh|Bo Sample":                     `"Mrs Marsh" (n0) may be "Dana Marsh" (n1), the only longer name that ends so`,
		"Mme Léa Brun|Mme Brun":                              `"Mme Brun" (n1) may be "Mme Léa Brun" (n0), the only longer name that ends so`,
		"Minister Marsh|Minister Dana Marsh":                 `"Minister Marsh" (n0) may be "Minister Dana Marsh" (n1), the only longer name that ends so`,
		"OB Marsh|Oberbürgermeisterin Dana Marsh":            `"OB Marsh" (n0) may be "Oberbürgermeisterin Dana Marsh" (n1)`,
		"Préfète Brun|Préfète Léa Brun":                      `"Préfète Brun" (n0) may be "Préfète Léa Brun" (n1)`,
		"Mr Marsh|Dana Marsh|Ben Marsh":                      "",
		"Justice Department|Foreign Department":              "",
		"Mr Marsh|D. Marsh":                                  "",
		"Mrs Marsh|Dana Marshall":                            "",
		"Mrs Marsh != n1|Dana Marsh":                         "",
		"Sra. Ruiz|Ana Ruiz|Señor Paz|Luis de la Paz|Mr Lee": `"Sra. Ruiz" (n0) may be "Ana Ruiz" (n1), the only longer name that ends so`,
	} {
		actors := "id,name,not_same_as\n"
		for i, name := range strings.Split(names, "|") {
			name, not, _ := strings.Cut(name, " != ")
			actors += fmt.Sprintf("n%d,%s,%s\n", i, name, not)
		}
		_, problems := sources.OpenFS(fstest.MapFS{"actors.csv": {Data: []byte(actors)},
			"documents.csv": {Data: []byte("id,title\nd,Courier\n")},
			"claims.csv":    {Data: []byte("actor,recipient,document\nn0,n1,d\n")}}, ".", sources.Options{})
		said := problems.Error()
		if want != "" && !strings.Contains(said, want) || want == "" && strings.Contains(said, "may be") {
			t.Errorf("%s: want %q\n%s", names, want, said)
		}
	}
}
