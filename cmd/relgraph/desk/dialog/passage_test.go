package dialog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/terminal"
)

// A passage is marked in its paragraph, whatever the paragraphs are and wherever lines break.
func TestPassageInItsParagraph(t *testing.T) {
	const text = "Headline\n\nOne two three\nfour five. \x1b[31mSix\a seven\uE000.\n\nEight nine."
	for _, tt := range []struct {
		name                string
		start, length, more int
		inked               bool
		want                string
	}{
		{"within a paragraph", 9, 7, 0, false,
			"text      [[One two]] three\n          four five. [31mSix\n          seven.\n"},
		{"over a line", 17, 15, 0, true,
			"text      One two \x1b[7mthree four\x1b[0m\n          \x1b[7mfive\x1b[0m. [31mSix\n          seven.\n"},
		{"over two paragraphs", 44, 13, 0, false,
			"text      One two three four\n          five. [31mSix\n          [[seven.\n\n          Eight]] nine.\n"},
		{"with more around", 0, 8, 1, false,
			"text      [[Headline]]\n\n          One two three four\n          five. [31mSix\n          seven.\n"},
		{"behind the end", 900, 7, 0, false, "text\n"},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			var b strings.Builder
			c := terminal.NewConsole(t.Context(), strings.NewReader(""), &b)
			c.Width, c.Inked = 28, tt.inked
			e := desk.NewText(text).Paragraphs(tt.start, tt.length, tt.more)
			c.Passage("text", shown(e))
			if diff := cmp.Diff(tt.want, b.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
