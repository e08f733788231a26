package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"relgraph/cmd/internal/walkthrough"
)

// workedPages are the pages whose commands are run in order in an empty folder, each page in one of its own.
func workedPages(t *testing.T) []string {
	t.Helper()
	var pages []string
	for _, pattern := range []string{"tutorial/README.md", "how-do-i/*.md", "import.md", "faq.md", "python.md",
		"automation.md", "json-examples.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", "docs", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	if len(pages) < 2 {
		t.Fatalf("only %d pages found", len(pages))
	}
	return pages
}

func TestPagesShowWhatComesOut(t *testing.T) {
	for _, page := range workedPages(t) {
		page, err := filepath.Abs(page)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(filepath.Dir(page))+"/"+filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			t.Setenv("COLUMNS", "96")
			t.Setenv("SOURCE_DATE_EPOCH", "1795651200") // 2026-11-26, so that a day of checking is always the same
			t.Chdir(t.TempDir())
			reader := walkthrough.Reader{Dir: ".", Run: func(below, line string) (string, int, error) {
				cmd := exec.Command("sh", "-c", line)
				cmd.Dir = below
				return walkthrough.Output(cmd)
			}}
			got, err := reader.Page(string(text))
			if err != nil {
				t.Error(err)
			}
			if *update {
				if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(got, string(text)); diff != "" {
				t.Errorf("the page is stale: run \"make update\" (-want +got):\n%s", diff)
			}
			comparePictures(t, got, filepath.Dir(page))
		})
	}
}

var pagePicture = regexp.MustCompile(`!\[[^\]]*\]\(([^)/\s]+)\)|<img src="([^"/]+)"`)

// comparePictures compares the pictures that a page shows with those that its commands wrote into the current folder.
// What a browser shows, "make browser" compares.
func comparePictures(t *testing.T, page, beside string) {
	t.Helper()
	made := map[string]string{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		made[filepath.Base(name)] = filepath.FromSlash(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range pagePicture.FindAllStringSubmatch(page, -1) {
		name := m[1] + m[2]
		if strings.HasPrefix(name, "browser-") {
			continue
		}
		if made[name] == "" {
			t.Errorf("no command of the page makes the picture %s", name)
			continue
		}
		compareFile(t, made[name], filepath.Join(beside, name))
	}
}

// documentationPages are all pages of Markdown, by their path from the top.
func documentationPages(t *testing.T) map[string]string {
	t.Helper()
	top := os.DirFS(filepath.Join("..", ".."))
	pages := map[string]string{}
	for _, start := range []string{"README.md", "CHANGELOG.md", "THIRD_PARTY.md", "docs"} {
		err := fs.WalkDir(top, start, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(name) != ".md" {
				return err
			}
			data, err := fs.ReadFile(top, name)
			pages[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

var (
	pageLink    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	pageHeading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	pageAnchor  = regexp.MustCompile(`<a id="([^"]+)">`)
	pageQuote   = regexp.MustCompile("(?ms)^````.*?^````$") // a block that shows blocks
	pageComment = regexp.MustCompile("(?s)<!--.*?-->")
	pageCode    = regexp.MustCompile("`[^`\n]*`")
	notInAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// anchorsOf are the places of a page that a link can lead to, as GitHub names its headings.
func anchorsOf(page string) []string {
	var anchors []string
	for _, h := range pageHeading.FindAllStringSubmatch(walkthrough.Block.ReplaceAllString(page, ""), -1) {
		anchors = append(anchors, strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-"))
	}
	for _, a := range pageAnchor.FindAllStringSubmatch(page, -1) {
		anchors = append(anchors, a[1])
	}
	return anchors
}

// proseOf is a page without its code.
func proseOf(page string) string {
	return pageCode.ReplaceAllString(walkthrough.Block.ReplaceAllString(pageQuote.ReplaceAllString(page, ""), ""), "")
}

// Each link of a page leads to a file that is there, and to a heading that it has.
func TestLinksOfPagesLeadSomewhere(t *testing.T) {
	pages, links := documentationPages(t), 0
	for name, page := range pages {
		for _, m := range pageLink.FindAllStringSubmatch(proseOf(page), -1) {
			file, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(file, "://") || strings.HasPrefix(file, "mailto:") {
				continue
			}
			links++
			target := name
			if file != "" {
				target = filepath.ToSlash(filepath.Join(filepath.Dir(name), file))
			}
			if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(target))); err != nil {
				t.Errorf("%s: the link %q leads to no file", name, m[1])
			} else if anchor != "" && !slices.Contains(anchorsOf(pages[target]), anchor) {
				t.Errorf("%s: the link %q leads to no heading of %s, which has %q", name, m[1], target,
					anchorsOf(pages[target]))
			}
		}
	}
	if links < 40 {
		t.Errorf("only %d links found", links)
	}
}

// What a page shows of a terminal can be read without scrolling.
func TestPagesShowNothingWide(t *testing.T) {
	for name, page := range documentationPages(t) {
		page = pageComment.ReplaceAllString(page, "")
		for _, m := range walkthrough.Block.FindAllStringSubmatch(page, -1) {
			if m[1] != "text" && m[1] != "console" {
				continue
			}
			for line := range strings.Lines(m[3]) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 100 {
					t.Errorf("%s: a line of %d signs, want 100 at most: %s", name, n, line)
				}
			}
		}
	}
}

// unsaid are words that docs/style.md does without: archaic ones, and praise of ourselves.
var unsaid = regexp.MustCompile(`(?i)\b(lest|whence|whither|thereof|therein|thereby|thereupon|whereof|wherein|hereby|henceforth|hitherto|heretofore|amongst|` +
	`for want of|needs must|forthwith|simply|effortless(ly)?|powerful|seamless(ly)?|blazing(ly)?|cutting-edge|utili[sz]e)\b`)

// Pages, help and messages do without these words.
func TestWordsThatWeDoNotUse(t *testing.T) {
	texts := documentationPages(t)
	delete(texts, "docs/style.md") // which names them
	english, err := os.ReadFile(filepath.Join("..", "..", "graph", "words", "catalog", "en.properties"))
	if err != nil {
		t.Fatal(err)
	}
	texts["the English catalogue"] = string(english)
	for _, cmd := range newRoot().Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			holds, _ := pflag.UnquoteUsage(f)
			if !f.Hidden && slices.Contains([]string{"string", "strings", "stringArray", "int", "float", "duration"},
				holds) {
				t.Errorf("help of %s: what --%s takes is called %q: want a word of its sentence in backquotes",
					cmd.Name(), f.Name, holds)
			}
		})
		texts["help of "+cmd.Name()] = cmd.Short + "\n" + cmd.Long + "\n" + cmd.Flags().FlagUsages()
	}
	if len(texts) < 30 {
		t.Fatalf("only %d texts", len(texts))
	}
	for name, text := range texts {
		for line := range strings.Lines(text) {
			if found := unsaid.FindString(line); found != "" {
				t.Errorf("%s: %q: want a plain word: %s", name, found, strings.TrimSpace(line))
			}
		}
	}
}
