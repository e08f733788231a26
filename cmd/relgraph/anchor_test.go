package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/anchor"
)

// bulletin is a made-up document in which a sentence stands twice.
const bulletin = `Ferry to run again

The harbour master said that the ferry
would run again on Monday.

Two crews have been hired. The company did not answer questions about the fares, it said. Nobody was hurt.

The union disagreed.
The company did not answer questions about the fares, it said.
`

const twice = "The company did not answer questions about the fares, it said."

func TestFindPassage(t *testing.T) {
	tests := []struct {
		words string
		nth   int
		want  string // start+length, or the error
	}{
		{"The harbour master said that the ferry would run again on Monday.", 0, "19+65"},
		{"The harbour\u00A0master said\nthat the ferry would run again on Monday.", 1, "19+65"},
		{twice, 1, "112+62"},
		{twice, 2, "213+62"},
		{"run again on Monday.", 0, "a passage of 20 characters is too short to be proved: mark at least 40"},
		{
			"The harbour master said that the ferry would run again on Tuesday.", 0,
			"the words do not stand in the document: copy them from the text itself; the first 11 of them stand at character 19, in paragraph 2, and there it goes on \"Monday. Two crews have\"",
		},
		{
			"The company did not answer questions about the fares, it said. Then it did.", 0,
			"the words do not stand in the document: copy them from the text itself; the first 11 of them stand at character 112, in paragraph 3, and there it goes on \"Nobody was hurt. The\"",
		},
		{
			"about the fares, it said. The union disagreed and went home at once", 0,
			"the words do not stand in the document: copy them from the text itself; the first 5 of them stand at character 149, in paragraph 3, and there it goes on \"Nobody was hurt. The\"",
		},
		{
			"Something else altogether, which nobody has ever said", 0,
			"the words do not stand in the document: copy them from the text itself",
		},
		{
			"harbour master said that the ferry would run again on Mon", 0,
			"the words begin or end within a longer word of the document: mark whole words; the first 10 of them stand at character 23, in paragraph 2, and there it goes on \"Monday. Two crews have\"",
		},
		{
			twice, 0,
			"the words stand 2 times in the document: mark more of the passage, or choose with --nth:\n" +
				"  --nth 1  character 112, paragraph 3, after \"crews have been hired.\", before \"Nobody was hurt. The\"\n" +
				"  --nth 2  character 213, paragraph 4, after \"hurt. The union disagreed.\"",
		},
		{twice, 3, "--nth 3: the words stand 2 times in the document"},
		{"The harbour master said that the ferry would run", 2, "--nth 2: the words stand in one place only, at character 19"},
	}
	for _, tt := range tests {
		found, err := findPassage(bulletin, tt.words, tt.nth)
		got := strings.Split(found.String()+"  ", " ")[1]
		if err != nil {
			got = err.Error()
		} else if !anchor.Normalise(bulletin).Stands(found) {
			t.Errorf("%q: %s does not stand in the document", tt.words, found)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q, --nth %d (-want +got):\n%s", tt.words, tt.nth, diff)
		}
	}
}

func TestParagraphAt(t *testing.T) {
	tests := []struct {
		name, text string
		word       string
		want       int
	}{
		{"first", "\n\none\n\ntwo\n", "one", 1},
		{"wrapped lines", "one\n\ntwo\nthree\n\nfour", "three", 2},
		{"several blank lines", "one\r\n\r\n \r\n\u00AD\r\ntwo\r\n\r\nthree\r\n", "three", 3},
		{"no blank lines", "one\ntwo\nthree", "three", 3},
		{"lines longer than wrapped ones", "one\n" + strings.Repeat("long ", 50) + "\ntwo\nthree\n\nfour", "three", 3},
		{"ligatures and marks that are dropped", "o\u00ADne…\n\ne\u0301 two\n\nthree", "three", 3},
	}
	for _, tt := range tests {
		start := anchor.Normalise(tt.text).Index(tt.word)[0]
		if got := paragraphAt(tt.text, start); got != tt.want {
			t.Errorf("%s: %q stands in paragraph %d, want %d", tt.name, tt.word, got, tt.want)
		}
	}
}

func TestUntilEmptyLine(t *testing.T) {
	tests := []struct{ typed, want string }{
		{"one\ntwo\n\nthree\n", "one\ntwo\n"},
		{"\n\none\r\n\r\ntwo", "\n\none\r\n"},
		{"one", "one"},
		{"", ""},
	}
	for _, tt := range tests {
		got, err := untilEmptyLine(bufio.NewReader(strings.NewReader(tt.typed)))
		if err != nil || got != tt.want {
			t.Errorf("%q is read as %q, %v; want %q", tt.typed, got, err, tt.want)
		}
	}
}

// A stdin does something when it is read, and then gives the passage.
type stdin struct {
	read func()
	*strings.Reader
}

func (s stdin) Read(p []byte) (int, error) {
	s.read()
	return s.Reader.Read(p)
}

// What happens while somebody pastes the passage: another program saves the file, or the command is interrupted.
func TestAnchorWhileWaiting(t *testing.T) {
	const sheet = "id,actor,recipient,document,anchor\nc1,union,company,bulletin,\nc2,company,union,bulletin,\n"
	const below = "id,actor,recipient,document,anchor\n\nc1,union,company,bulletin,\nc2,company,union,bulletin,\n"
	const swapped = "id,actor,recipient,document,anchor\nc2,company,union,bulletin,\nc1,union,company,bulletin,\n"
	const interrupt = ""
	tests := []struct {
		name, saved  string
		said, claims string // on stderr or as the error, and the file in the end
	}{
		{
			"saved with a blank line more", below,
			"claims.csv:3:27: anchored c1 at character 19, 65 characters\n",
			strings.Replace(below, "c1,union,company,bulletin,", "c1,union,company,bulletin,n1 19+65 sha256:3a7a4b0f1887dd231f99cbf2677c8c5b7d440b99cbce150661955f757ff4904b The harbour master … again on Monday.", 1),
		},
		{
			"saved in another order", swapped,
			"claim \"c1\": the dossier was changed in the meantime: nothing is written, so run the command again", swapped,
		},
		{"interrupted", interrupt, context.Canceled.Error(), sheet},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			t.Chdir(t.TempDir())
			put(t, "actors.csv", "id,name\nunion,The union\ncompany,The company\n")
			put(t, "documents.csv", "id,title,path\nbulletin,Ferry to run again,bulletin.txt\n")
			put(t, "claims.csv", sheet)
			put(t, filepath.Join("copies", "bulletin.txt"), bulletin)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			in := stdin{func() {
				if tt.saved == interrupt {
					cancel()
					<-t.Context().Done() // nothing more is typed
					return
				}
				put(t, "claims.csv", tt.saved)
			}, strings.NewReader("The harbour master said that the ferry would run again on Monday.")}
			var stderr strings.Builder
			root := newRoot()
			root.SetIn(in)
			root.SetErr(&stderr)
			root.SetArgs([]string{"anchor", ".", "c1", "--documents", "copies"})
			said := ""
			if err := root.ExecuteContext(ctx); err != nil {
				said = err.Error()
			}
			if diff := cmp.Diff(tt.said, stderr.String()+said); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			got, err := os.ReadFile("claims.csv")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.claims, string(got)); diff != "" {
				t.Errorf("claims.csv (-want +got):\n%s", diff)
			}
		})
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
