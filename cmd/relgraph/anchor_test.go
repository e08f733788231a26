package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bulletin is a made-up document in which a sentence stands twice.
const bulletin = `Ferry to run again

The harbour master said that the ferry
would run again on Monday.

Two crews have been hired. The company did not answer questions about the fares, it said. Nobody was hurt.

The union disagreed.
The company did not answer questions about the fares, it said.
`

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
	const changed = "id,actor,recipient,document,anchor\nc1,company,union,bulletin,\nc2,union,company,bulletin,\n"
	const interrupt = ""
	tests := []struct {
		name, saved  string
		said, claims string // on stderr or as the error, and the file in the end
	}{
		{
			"saved with a blank line more", below,
			"claims.csv:3:27: anchored c1 at character 19, 65 characters\ndocuments.csv:2:42: the copy of bulletin is recorded by its SHA-256\n",
			strings.Replace(below, "c1,union,company,bulletin,",
				"c1,union,company,bulletin,n1 19+65 sha256:3a7a4b0f1887dd231f99cbf2677c8c5b7d440b99cbce150661955f757ff4904b The harbour master … again on Monday.", 1),
		},
		{
			"saved in another order", swapped,
			"claims.csv:3:27: anchored c1 at character 19, 65 characters\ndocuments.csv:2:42: the copy of bulletin is recorded by its SHA-256\n",
			strings.Replace(swapped, "c1,union,company,bulletin,",
				"c1,union,company,bulletin,n1 19+65 sha256:3a7a4b0f1887dd231f99cbf2677c8c5b7d440b99cbce150661955f757ff4904b The harbour master … again on Monday.", 1),
		},
		{
			"saved with another row of that id", changed,
			"claim \"c1\": the dossier was changed in the meantime: nothing is written, so run the command again", changed,
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
