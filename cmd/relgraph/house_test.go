package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// mostMethods is how many methods a type may have before it is two.
const mostMethods = 15

// TestTypesAreOneThing counts the methods that are written for each type, exported or not, and those of tests apart.
func TestTypesAreOneThing(t *testing.T) {
	methods := map[string]int{}
	for name, f := range parsed(t, "../..") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		countMethods(methods, path.Dir(name), f)
	}
	for typ, n := range methods {
		if says := tooWide(typ, n); says != "" {
			t.Error(says)
		}
	}
}

// tooWide says what is wrong with how many methods a type has, "" if nothing is.
func tooWide(typ string, n int) string {
	if n <= mostMethods {
		return ""
	}
	return fmt.Sprintf("%s has %d methods: want at most %d, so split it", typ, n, mostMethods)
}

func countMethods(methods map[string]int, pkg string, f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv == nil {
			continue
		}
		methods[pkg+"."+receiverOf(fn)]++
	}
}

// TestATypeThatIsTwoIsSeen gives the rule a type with one method too many.
func TestATypeThatIsTwoIsSeen(t *testing.T) {
	text := "package p\n\ntype T[K any] struct{}\n\n"
	for i := range mostMethods + 1 {
		text += fmt.Sprintf("func (*T[K]) m%d() {}\n", i)
	}
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	methods := map[string]int{}
	countMethods(methods, "p", f)
	if methods["p.T"] != mostMethods+1 || tooWide("p.T", methods["p.T"]) == "" || tooWide("p.T", mostMethods) != "" {
		t.Errorf("found %v: %q", methods, tooWide("p.T", methods["p.T"]))
	}
}

// parsed are the Go files below a folder, by their paths with slashes.
func parsed(t *testing.T, root string) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	for _, name := range goFiles(t, root) {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil,
			parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = f
	}
	return files
}

// goFiles are the paths of the Go files below a folder, with slashes.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && slices.Contains([]string{".git", "build", "bin", "node_modules", "testdata"}, e.Name()) {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(name, ".go") {
			files = append(files, name)
		}
		return err
	})
	if err != nil || len(files) < 300 {
		t.Fatalf("%d Go files, %v", len(files), err)
	}
	return files
}

// longestLine is how many signs a line may have, a tab as four. What a literal says is not broken: between backquotes
// anywhere, and in tests, which hold whole messages and sheets, between quotation marks and in what examples print.
const longestLine = 124

func TestLinesEndInTime(t *testing.T) {
	for _, name := range goFiles(t, "../..") {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range tooLong(name, text) {
			t.Errorf("%s:%d: want a line of at most %d signs, beside what literals say", name, line, longestLine)
		}
	}
}

// tooLong are the numbers of the lines that have too many signs.
func tooLong(name string, text []byte) []int {
	lines := strings.Split(strings.ReplaceAll(string(text), "\t", "    "), "\n")
	widths := make([]int, len(lines))
	for i, line := range lines {
		widths[i] = utf8.RuneCountInString(line)
	}
	if slices.Max(widths) <= longestLine {
		return nil
	}
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile(name, -1, len(text))
	s.Init(file, text, nil, scanner.ScanComments)
	printed := false // by an example, below "// Output:"
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		printed = tok == token.COMMENT && (printed || lit == "// Output:")
		if tok == token.STRING && (lit[0] == '`' || strings.HasSuffix(name, "_test.go")) || printed {
			for i, part := range strings.Split(strings.ReplaceAll(lit, "\t", "    "), "\n") {
				widths[file.Line(pos)-1+i] -= utf8.RuneCountInString(part)
			}
		}
	}
	var long []int
	for i, width := range widths {
		if width > longestLine {
			long = append(long, i+1)
		}
	}
	return long
}

// TestALineThatEndsTooLateIsSeen gives the rule lines at its limit and beyond, with and without literals.
func TestALineThatEndsTooLateIsSeen(t *testing.T) {
	long := strings.Repeat("y", longestLine)
	text := "package p\n\nvar x" + long[5:] + " int\nvar z" + long[9:] + " int\nvar a = `\n" + long + long + "`\n\n\tvar b = \"" + long + "\"\n// " +
		long + "\n"
	if got := fmt.Sprint(tooLong("p.go", []byte(text)), tooLong("p_test.go", []byte(text))); got != "[3 8 9] [3 9]" {
		t.Errorf("found %s in\n%s", got, text)
	}
}
