package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unplain are words that nothing we say to people has: "he" for programs, bodies and people whom nobody knows to be
// one, and turns that read like an old book.
var unplain = regexp.MustCompile(`(?i)\b(he|him|his|himself|she|her|hers|whence|whither|thence|hither|thereof|therein|thereupon|hereby|herein|wherein|` +
	`whereof|whereupon|lest|whilst|amongst|nought|aught|hath|doth|unto|shall|ere|oft|forthwith|henceforth|heretofore|nay|verily|save for|but for the)\b`)

// TestPlainWords reads every string of the program and every English text aloud for such words.
func TestPlainWords(t *testing.T) {
	en := catalogueOf(english)
	for _, key := range slices.Sorted(maps.Keys(en.patterns)) {
		for _, p := range en.patterns[key] {
			if found := unplain.FindString(p.text); found != "" {
				t.Errorf("%s: %q is no word for readers: %s", key, found, p.text)
			}
		}
	}
	read := 0
	files := token.NewFileSet()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "golden" || d.Name() == "build" ||
			strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			text, ok := "", false
			if e, isExpr := n.(ast.Expr); isExpr {
				text, ok = literal(e)
			}
			if ok {
				read++
			}
			if found := unplain.FindString(text); ok && found != "" && strings.Contains(text, " ") {
				t.Errorf("%s: %q is no word for people: %s", files.Position(n.Pos()), found, text)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 1000 {
		t.Fatalf("only %d strings read", read)
	}
}
