package words

import (
	"slices"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/sources"
)

// spelled is what a figure of a dossier's contacts spells out.
func spelled(d *sources.Dossier) string {
	return English().Notes.SpelledOut(d, ReadOf(d, slices.Collect(graph.Must(graph.Build(d)).All()), true)...)
}

func TestAbbreviationsAreSpelledOutOnce(t *testing.T) {
	d, _ := sources.SyriaContacts()
	want := "CIA: Central Intelligence Agency; HTS: Hay'at Tahrir al-Sham; IS: Islamic State; MI6: Secret Intelligence Service."
	if got := spelled(d); got != want {
		t.Errorf("the built-in dossier: got %q, want %q", got, want)
	}
	for _, tt := range []struct{ actors, want string }{
		{"id,name,short,alias\na,Association of Examples,AE,\nb,Bo,,\n", "AE: Association of Examples."},
		{"id,name,short,alias\na,AE,,Association of Examples|Assoc\nb,Bo,,\n", "AE: Association of Examples."},
		{"id,name,short,alias\na,AE,,\nb,Bo,,\n", ""},               // nobody knows what it stands for
		{"id,name,short,alias\na,Ann Example,Ann,\nb,Bo,,\n", ""},   // a shorter name, no abbreviation
		{"id,name,short,alias\na,Ann,,\nb,Bo,,\nc,Cy Ex,CE,\n", ""}, // nobody meets it in the figure
		// a word of a label is that word only as it is written
		{"id,name,short,alias\na,Ann,,\nb,Bo,,\nc,Cy Ex,TALKS,\n", ""},
		{"id,name,short,alias\na,Ann,,\nb,Bo,,\nc,Cy Ex,XT,\n", "XT: Cy Ex."}, // in a label
	} {
		d, problems := sources.OpenFS(fstest.MapFS{
			"d/actors.csv": {Data: []byte(tt.actors)}, "d/documents.csv": {Data: []byte("id,title\np,Paper\n")},
			"d/claims.csv": {Data: []byte("actor,recipient,document,label\na,b,p,talks on XT\n")},
		}, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		if got := spelled(d); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.actors, got, tt.want)
		}
	}
}

func TestOnlyAbbreviationsThatAreReadAreSpelledOut(t *testing.T) {
	d, _ := sources.SyriaContacts()
	for _, tt := range []struct{ text, want string }{
		{"Who reports it: US intelligence and HTS, meetings", "HTS: Hay'at Tahrir al-Sham."},
		{"HTS and Syria after Assad", "HTS: Hay'at Tahrir al-Sham."}, // a side
		{"current and former US officials", ""},
		{"this is no abbreviation", ""},
	} {
		if got := English().Notes.SpelledOut(d, tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
