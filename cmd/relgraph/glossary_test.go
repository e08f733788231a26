package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"relgraph/cmd/internal/walkthrough"
)

// glossed are the words of the glossary that a reader meets first, in the forms that pages use.
var glossed = map[string]*regexp.Regexp{
	"dossier":     regexp.MustCompile(`\bdossiers?\b`),
	"claim":       regexp.MustCompile(`\bclaims?\b`),
	"contact":     regexp.MustCompile(`\bcontacts?\b`),
	"tie":         regexp.MustCompile(`\bties\b|\ba tie\b`),
	"affiliation": regexp.MustCompile(`\baffiliations?\b`),
	"origin":      regexp.MustCompile(`\borigins?\b`),
	"hedge":       regexp.MustCompile(`\bhedges?\b`),
	"chain":       regexp.MustCompile(`\bchains?\b`),
	"edition":     regexp.MustCompile(`\beditions?\b`),
	"anchor":      regexp.MustCompile(`\banchors?\b`),
	"stance":      regexp.MustCompile(`\bstances?\b`),
	"modality":    regexp.MustCompile(`\bmodality\b`),
	"locator":     regexp.MustCompile(`\blocators?\b`),
	"roll-up":     regexp.MustCompile(`\broll-ups?\b`),
}

// unglossed are pages in which words stand in another sense, that explain the words themselves, or that the program
// writes.
var unglossed = []string{"CHANGELOG.md", "THIRD_PARTY.md", "docs/glossary.md", "docs/commands.md", "docs/kinds.md",
	"docs/files.md", "docs/json.md", "docs/json-examples.md", "docs/formats.md", "docs/gallery/first-sight.md",
	"docs/style.md"}

// aside is what is no prose in which a word could be a link: code, links, pictures, tags.
var aside = regexp.MustCompile("`[^`]*`|!?\\[[^\\]]*\\](\\([^)]*\\))?|<[^>]*>|https?://\\S+|\"[^\"]*\"|“[^”]*”")

// firstUses are where the words of the glossary stand first in the prose of a page, by word. Tables, headings and what
// is indented are none.
func firstUses(page string) map[string][2]int {
	hidden := func(span string) string { return strings.Repeat("\x00", len(span)) }
	blanked := page
	for _, part := range []*regexp.Regexp{pageQuote, walkthrough.Block, pageComment} {
		blanked = part.ReplaceAllStringFunc(blanked, hidden)
	}
	blanked = aside.ReplaceAllStringFunc(blanked, hidden)
	uses := map[string][2]int{}
	at := 0
	for line := range strings.Lines(blanked) {
		if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "    ") {
			for word, form := range glossed {
				if span := form.FindStringIndex(line); span != nil {
					if _, had := uses[word]; !had {
						uses[word] = [2]int{at + span[0], at + span[1]}
					}
				}
			}
		}
		at += len(line)
	}
	return uses
}

// Where a page first uses a word of the glossary, or before, it links there. With -update, the pages are given the links.
func TestFirstUsesLeadToTheGlossary(t *testing.T) {
	linked := 0
	for name, page := range documentationPages(t) {
		if slices.Contains(unglossed, name) {
			continue
		}
		to, err := filepath.Rel(filepath.Dir(name), "docs/glossary.md")
		if err != nil {
			t.Fatal(err)
		}
		type edit struct {
			span [2]int
			word string
		}
		var edits []edit
		for word, span := range firstUses(page) {
			link := strings.Index(page, "]("+filepath.ToSlash(to)+"#"+word+")")
			switch {
			case link >= 0 && link < span[0]:
				linked++
			case *update && link < 0:
				edits = append(edits, edit{span, word})
			default:
				t.Errorf("%s first says %q without a link to the glossary (or after this): run \"go test ./cmd/relgraph "+
					"-run Glossary -update\"", name, page[span[0]:span[1]])
			}
		}
		slices.SortFunc(edits, func(a, b edit) int { return b.span[0] - a.span[0] })
		for _, e := range edits {
			said := page[e.span[0]:e.span[1]]
			link := "[" + said + "](" + filepath.ToSlash(to) + "#" + e.word + ")"
			if rest, ok := strings.CutPrefix(said, "a "); ok {
				link = "a [" + rest + "](" + filepath.ToSlash(to) + "#" + e.word + ")"
			}
			page = page[:e.span[0]] + link + page[e.span[1]:]
		}
		if len(edits) > 0 {
			if err := os.WriteFile(filepath.Join("..", "..", name), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if linked == 0 && !*update {
		t.Error("no page links to the glossary")
	}
}
