package words

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/sources"
)

// stateSection is a part of docs/states.md: its heading, which names a state or begins with a capital, rows, and what
// is said of them.
var stateSection = regexp.MustCompile("(?s)## ([A-Za-z -]+)\n.*?```csv\n(.*?)```\n\n```text\n(.*?)```")

// TestStatesPage runs the rows of docs/states.md: each of them makes the state that it stands below, and what the
// page says of it is said.
func TestStatesPage(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "states.md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	fresh := stateSection.ReplaceAllStringFunc(string(page), func(section string) string {
		part := stateSection.FindStringSubmatch(section)
		isState := !unicode.IsUpper(rune(part[1][0]))
		if isState {
			names = append(names, part[1])
		}
		said := ""
		d, problems := sources.OpenFS(fstest.MapFS{"s/claims.csv": {Data: []byte(part[2])}}, "s",
			sources.Options{AllowUnsourced: true})
		if err := problems.Err(); err != nil {
			t.Errorf("%s: %v", part[1], err)
			return section
		}
		for c := range graph.Must(graph.Build(d)).All() {
			if isState && c.State.String() != part[1] {
				t.Errorf("the rows of %s make %s", part[1], c.State)
			}
			said += shownOf(English().Contacts.Line(d, c, "")) + shownOf(English().Evidence.StateOf(d, c, Full))
		}
		return strings.TrimSuffix(section, part[3]+"```") + said + "```"
	})
	if *update {
		if err := os.WriteFile(file, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(page), fresh); diff != "" {
		t.Errorf("docs/states.md (-page +said); if it is right, run \"go test ./graph/words -update\":\n%s", diff)
	}
	var want []string
	for _, s := range graph.States() {
		want = append(want, s.String())
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("states of the page (-want +got):\n%s", diff)
	}
}

// shownOf is a sentence in lines that a page shows whole.
func shownOf(sentence string) string {
	var b strings.Builder
	at := 0
	for _, word := range strings.Fields(sentence) {
		n := utf8.RuneCountInString(word)
		if at > 0 && at+1+n > 96 {
			b.WriteString("\n   ")
			at = 3
		}
		if at > 0 {
			b.WriteString(" ")
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String() + "\n"
}
