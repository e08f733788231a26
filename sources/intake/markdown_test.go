package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/intake"
)

// readsAs wants those claims of a file, each as actor, recipient and document, and that said of it.
func readsAs(t *testing.T, file string, data []byte, claims, says string) {
	t.Helper()
	im := intake.Read([]intake.Input{{File: file, Data: data}}, intake.Options{})
	got := ""
	if im.Problems.Err() == nil {
		got = claimsOf(t, im, "claims", "actor", "recipient", "document")
	}
	if diff := cmp.Diff(claims, got); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
	if !strings.Contains(said(im), says) {
		t.Errorf("want %q in\n%s", says, said(im))
	}
}

// Tables of a text in Markdown are read as sheets, with the links of their cells; other text is said to be left out.
func TestMarkdown(t *testing.T) {
	for name, tt := range map[string]struct{ text, want, says string }{
		"links": {"| Who | With | Link |\n|---|:-:|---|\n| **Ann** | Bo | [Post](https://example.org/1) |\n| Ann | *Cy* | <https://example.org/2> |\n",
			"ann; bo; post\nann; cy; example-org-2", `list.md:1:3: note: "Who" read as actor`},
		"no outer bars": {"Who | With | Link\n--- | --- | ---\nAnn | Bo | Post\n", "ann; bo; post", "as markdown"},
		"struck out": {"| Who | With | Link |\n|---|---|---|\n| Ann | ~~Bo~~ Cy | Post |\n", "ann; cy; post",
			`what is struck out in a cell is left out: of "Bo Cy", "Cy" is read`},
		"a sign that is escaped": {"| Who | With | Link |\n|---|---|---|\n| Ann | B\\_o | Post |\n", "ann; b-o; post",
			"as markdown"},
		"other text": {"# List\n\nWords.\n\nMore.\n\n| Who | With | Link |\n|---|---|---|\n| Ann | Bo | Post |\n",
			"ann; bo; post",
			"list.md:3:1: warning: text besides the tables is left out: 2 blocks"},
		"tables by their headings": {"# Claims\n\n| Who | With | Source |\n|---|---|---|\n| Ann | Bo | p |\n\n# Documents\n\n| id | title | url |\n|---|---|---|\n| p | Post | https://example.org/1 |\n",
			"ann; bo; p", "a table of claims; a table of documents"},
		"marks": {"| Who | With | Link |\n|---|---|---|\n| ***Ann*** _Lee_ | `B*o` 2*3 snake_case_ | see [P(1)](https://example.org/a_(b) \"T\") and more |\n",
			"ann-lee; b-o-2-3-snake-case; p-1", "as markdown"},
		"more cells than heads": {"| Who | With | Link |\n|---|---|---|\n| Ann | Bo | Post | more |\n", "ann; bo; post",
			"the column D has no name"},
		"a bar in a cell": {"| Who | With | Link |\n|---|---|---|\n| Ann | Bo | Post \\| Sunday |\n",
			"ann; bo; post\nann; bo; sunday", "as markdown"},
		"code is no table": {"```\n| Who | With | Link |\n|---|---|---|\n| Di | Ed | Post |\n```\n\n| Who | With | Link |\n|---|---|---|\n| Ann | Bo | Post |\n",
			"ann; bo; post", "list.md:1:1: warning: text besides the tables is left out: 1 block"},
		"line ends of Windows": {"| Who | With | Link |\r\n|---|---|---|\r\n| Ann | Bo | Post |\r\n", "ann; bo; post",
			"list.md:1:16: note: "},
		"no table": {"Words | and a bar\n", "",
			`list.md: no table stands in the text: want a line "| Who | With whom | Source |"`},
	} {
		t.Run(name, func(t *testing.T) {
			readsAs(t, "list.md", []byte(tt.text), tt.want, tt.says)
		})
	}
}

// Marks that nothing closes take no more than their length in work.
func TestMarkdownOfMarks(t *testing.T) {
	for _, mark := range []string{"*", "_a", "**a", "~~", "`", "[", "[a](", "<", "<br", "\\\\", "![", "***a**b*"} {
		text := "| Who | With | Link |\n|---|---|---|\n| " + strings.Repeat(mark, 20_000) + " | Bo | Post |\n"
		intake.Read([]intake.Input{{File: "list.md", Data: []byte(text)}}, intake.Options{})
	}
}
