package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestWhatIsExportedIsDescribed asks each exported name of each package for a docstring, and each package for one.
func TestWhatIsExportedIsDescribed(t *testing.T) {
	read := 0
	packages := map[string]bool{}
	for name, f := range parsed(t, "../..") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		folder := name[:strings.LastIndex(name, "/")]
		packages[folder] = packages[folder] || f.Doc.Text() != ""
		names, undescribed := exportedIn(f)
		read += names
		for _, what := range undescribed {
			t.Errorf("%s: %s has no docstring: say what its caller gets", name, what)
		}
	}
	for folder, described := range packages {
		if !described {
			t.Errorf("package %s has no docstring: say what it is for", folder)
		}
	}
	if read < 1500 {
		t.Errorf("only %d names were read", read)
	}
}

// exportedIn counts the exported names that a file declares, and lists those without a docstring. What a group of
// constants has in common may stand above the group.
func exportedIn(f *ast.File) (names int, undescribed []string) {
	note := func(what string, docs ...*ast.CommentGroup) {
		names++
		if !slices.ContainsFunc(docs, func(d *ast.CommentGroup) bool { return strings.TrimSpace(d.Text()) != "" }) {
			undescribed = append(undescribed, what)
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if receiver := receiverOf(d); d.Name.IsExported() && (receiver == "" || ast.IsExported(receiver)) {
				note("func "+strings.TrimPrefix(receiver+"."+d.Name.Name, "."), d.Doc)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					if s.Name.IsExported() {
						note("type "+s.Name.Name, d.Doc, s.Doc, s.Comment)
					}
				case *ast.ValueSpec:
					for _, name := range s.Names {
						if name.IsExported() {
							note(name.Name, d.Doc, s.Doc, s.Comment)
						}
					}
				}
			}
		}
	}
	return names, undescribed
}

// receiverOf is the type whose method a function is, "" if it is none.
func receiverOf(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	typ := d.Recv.List[0].Type
	for {
		switch of := typ.(type) {
		case *ast.StarExpr:
			typ = of.X
		case *ast.IndexExpr:
			typ = of.X
		case *ast.IndexListExpr:
			typ = of.X
		default:
			return typ.(*ast.Ident).Name
		}
	}
}

// TestWhatIsNotDescribedIsSeen gives the rule one name of each sort without a docstring.
func TestWhatIsNotDescribedIsSeen(t *testing.T) {
	const text = `package p

type T[K any] struct{}

func (*T[K]) M() {}

func F() {}

const C = 1

// G is described.
func G() {}

func (t *u) Error() {}

// What there is.
const (
	D = 1
	E = 2
)
`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	names, undescribed := exportedIn(f)
	if got, want := fmt.Sprint(names, undescribed), "7 [type T func T.M func F C]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
