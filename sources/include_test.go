package sources_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// What a dossier includes stands before its own rows, each dossier once, with the places of its own files.
func TestInclude(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"first/claims.csv":     "actor,recipient,document\nann,bo,d1\n",
		"first/actors.csv":     "id,name\nann,Ann Example\nbo,Bo Sample\n",
		"first/documents.csv":  "id,url\nd1,https://example.org/1\n",
		"first/dossier.yaml":   "title: First\n",
		"second/claims.csv":    "actor,recipient,document\nbo,cy,d2\n",
		"second/actors.csv":    "id,name\ncy,Cy Specimen\n",
		"second/documents.csv": "id,url\nd2,https://example.org/2\n",
		"second/dossier.yaml":  "title: Second\ninclude: ../first\n",
		"third/claims.csv":     "actor,recipient,document\ncy,ann,d1\n",
		"third/dossier.yaml":   "title: Third\ninclude: ../first | ../second | people\n",
		"round/claims.csv":     "actor,recipient,document\nann,bo,d1\n",
		"round/dossier.yaml":   "include: ../round | ../first\n",
		"twice/claims.csv":     "actor,recipient,document\nann,bo,d1\n",
		"twice/actors.csv":     "id,name\nann,Ann Another\n",
		"twice/dossier.yaml":   "include: ../first\n",
		"nowhere/claims.csv":   "actor,recipient,document\nann,bo,d1\n",
		"nowhere/dossier.yaml": "include: ../frist\n",
		"empty/readme.txt":     "no table\n",
		"bare/claims.csv":      "actor,recipient,document\nann,bo,d1\n",
		"bare/dossier.yaml":    "include: ../empty\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, tt := range []struct{ name, title, claims, problems string }{
		{"third", "Third", "first/claims.csv:2:1 second/claims.csv:2:1 third/claims.csv:2:1", ""},
		{"round", "", "first/claims.csv:2:1 round/claims.csv:2:1",
			"round/claims.csv:2:1: the row repeats first/claims.csv:2: want each row once"},
		{"twice", "", "first/claims.csv:2:1 twice/claims.csv:2:1",
			`twice/actors.csv:2:1: the actor id "ann" stands in first/actors.csv:2 already: want each id once`},
		{"nowhere", "", "nowhere/claims.csv:2:1",
			`nowhere/dossier.yaml:1:10: nothing "../frist" to include: want contacts, ownership, people, syria-contacts, syria-contacts-wider, or the folder of a dossier as seen from this one's`},
		{"bare", "", "bare/claims.csv:2:1",
			`bare/dossier.yaml:1:10: nothing to include in "../empty": want the folder of a dossier, with tables such as claims.csv`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, problems := sources.OpenFS(files, tt.name, sources.Options{})
			var at []string
			for i := range d.Claims {
				at = append(at, d.Claims[i].Pos().String())
			}
			if diff := cmp.Diff(tt.claims, strings.Join(at, " ")); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
			if d.Title != tt.title {
				t.Errorf("title %q, want %q", d.Title, tt.title)
			}
			var errs []string
			for _, p := range problems {
				if p.Severity == sources.Error {
					errs = append(errs, p.String())
				}
			}
			if tt.problems == "" && len(errs) > 0 || tt.problems != "" &&
				(len(errs) == 0 || !strings.Contains(errs[0], tt.problems)) {
				t.Errorf("errors %q, want %q", errs, tt.problems)
			}
		})
	}
}

// The wider dossier stands up to every rule, and takes the first one in whole.
func TestSyriaContactsWider(t *testing.T) {
	first, _ := sources.SyriaContacts()
	wider, problems := sources.OpenBuiltIn("syria-contacts-wider", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for i := range first.Claims {
		if c := wider.Claim(first.Claims[i].ID); c == nil || c.RowDigest() != first.Claims[i].RowDigest() {
			t.Errorf("claim %q is missing or says something else", first.Claims[i].ID)
		}
	}
	if read := len(wider.Documents) - len(first.Documents); read < 8 {
		t.Errorf("%d documents more, want 8 or more", read)
	}
}
