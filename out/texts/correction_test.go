package texts

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

const namedActors = "id,name\nann,Ann Example\nbo,Bo Sample\ngo,Gina Go\nhelp,Help Ltd\n"

// corrections compares two dossiers of one claim each and returns the note without what was compared.
func corrections(t *testing.T, old, new string) string {
	t.Helper()
	edition := func(claims string) *graph.Graph {
		d, problems := sources.OpenFS(fstest.MapFS{
			"d/actors.csv":    {Data: []byte(namedActors)},
			"d/documents.csv": {Data: []byte("id,title\np,Paper\n")},
			"d/claims.csv":    {Data: []byte(claims)},
		}, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return graph.Must(graph.Build(d))
	}
	var b bytes.Buffer
	if err := WriteCorrections(&b, graph.Compare(edition(old), edition(new)), words.English()); err != nil {
		t.Fatal(err)
	}
	note, _, _ := strings.Cut(b.String(), "\nCompared: ")
	return note
}

// A note for publication names people and bodies by their names, and says who was taken off a line.
func TestCorrectionsNamePeople(t *testing.T) {
	head := "id,actor,recipient,document,kind,channel,summary\n"
	got := corrections(t, head+"c,ann,bo,p,talks,via go|help,They spoke.\n",
		head+"c,ann,bo,p,talks,via help,They talked.\n")
	want := `# Corrections

## Corrected

- They talked. \[1\]: channel: via Help Ltd, not via Gina Go, Help Ltd; Gina Go no longer named here; before, this row said: “They spoke.”

## Sources

1. “Paper”
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a checker notes for herself stays out of a note for publication, in all private columns.
func TestCorrectionsKeepPrivateColumns(t *testing.T) {
	head := "id,actor,recipient,document,checked_by,checked_row,doubt,note\n"
	got := corrections(t, head+"c,ann,bo,p,,,,\n", head+"c,ann,bo,p,Eve,r1:0123456789abcdef,may mean Zed,ask Eve\n")
	for _, private := range []string{"Zed", "r1:0123", "Eve"} {
		if strings.Contains(got, private) {
			t.Errorf("the note for publication has %q:\n%s", private, got)
		}
	}
	if !strings.Contains(got, "Not told of above") {
		t.Errorf("the note does not count what it keeps back:\n%s", got)
	}
}
