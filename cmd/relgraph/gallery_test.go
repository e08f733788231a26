package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGalleryIsFresh runs every command of docs/gallery/README.md and compares what it writes with the picture below
// it.
func TestGalleryIsFresh(t *testing.T) {
	gallery, err := filepath.Abs(filepath.Join("..", "..", "docs", "gallery"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(gallery, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS(".", os.DirFS(gallery)); err != nil {
		t.Fatal(err)
	}

	shown := map[string]bool{}
	for _, block := range shellBlock.FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			command := argumentsOf(strings.TrimSpace(line))
			var stderr strings.Builder
			if code := run(context.Background(), command[1:], io.Discard, &stderr); code != exitDone {
				t.Fatalf("%s%s", line, &stderr)
			}
			for i, word := range command {
				if word == "-o" {
					file := command[i+1]
					picture := pictureNamed(t, string(readme), file)
					compareFile(t, file, filepath.Join(gallery, picture))
					shown[picture] = true
				}
			}
		}
	}
	if len(shown) < 5 {
		t.Errorf("only %d pictures in the gallery", len(shown))
	}
	for _, pattern := range []string{"*.svg", "*.png", "*.pdf", "*.html"} {
		files, _ := filepath.Glob(filepath.Join(gallery, pattern))
		for _, file := range files {
			if !shown[filepath.Base(file)] {
				t.Errorf("no command in the gallery writes %s", file)
			}
		}
	}
}

// pictureNamed finds the place of a file that a page links to.
func pictureNamed(t *testing.T, page, file string) string {
	t.Helper()
	link := regexp.MustCompile(`\]\(((?:\.\./)?` + regexp.QuoteMeta(file) + `)\)`).FindStringSubmatch(page)
	if link == nil {
		t.Fatalf("the gallery does not show %s, which its command writes", file)
	}
	return link[1]
}

// compareFile fails if two files differ; -update makes the committed one what it should be.
func compareFile(t *testing.T, made, committed string) {
	t.Helper()
	want, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(committed, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("docs/gallery/%s is stale: run \"make gallery\", look at it, and commit what changes",
			filepath.Base(committed))
	}
}
