package anchor_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/anchor"
)

// TestDocsExamples holds the documentation to what the package does: the worked examples are for those who write
// another program.
func TestDocsExamples(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "anchors.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```json\n")
	block, _, _ := strings.Cut(rest, "```")
	var examples []struct{ Text, Normalised, Quote, Anchor string }
	if err := json.Unmarshal([]byte(block), &examples); err != nil {
		t.Fatalf("the examples cannot be read: %v", err)
	}
	if len(examples) != 3 {
		t.Fatalf("%d examples, want 3", len(examples))
	}
	for _, e := range examples {
		text := anchor.Normalise(e.Text)
		if diff := cmp.Diff(e.Normalised, text.String()); diff != "" {
			t.Errorf("normalised (-docs +got):\n%s", diff)
		}
		a, err := text.Find(e.Quote)
		if err != nil {
			t.Errorf("%q: %v", e.Quote, err)
		} else if diff := cmp.Diff(e.Anchor, a.String()); diff != "" {
			t.Errorf("anchor (-docs +got):\n%s", diff)
		}
	}
}
