package pattern

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Each expression in the code of intake is one that can be compiled: nobody has to meet it first.
func TestPatternsCompile(t *testing.T) {
	found := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if f, ok := call.Fun.(*ast.SelectorExpr); !ok || f.Sel.Name != "Of" || len(call.Args) != 1 {
				return true
			} else if of, ok := f.X.(*ast.Ident); !ok || of.Name != "pattern" {
				return true
			}
			lit, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: want a literal, so that this test can compile it", path)
				return true
			}
			expr, err := strconv.Unquote(lit.Value)
			if err == nil {
				_, err = regexp.Compile(expr)
			}
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
			found++
			return true
		})
		return nil
	})
	if err != nil || found < 30 {
		t.Errorf("%d patterns found: %v", found, err)
	}
}

// A pattern does what the expression does.
func TestPattern(t *testing.T) {
	p := Of(`^(a+)(b?)$`)
	if !p.MatchString("aab") || p.Match([]byte("b")) {
		t.Error("another pattern")
	}
	if m := p.FindStringSubmatch("aab"); len(m) != 3 || m[1] != "aa" {
		t.Errorf("%q", m)
	}
	if got := p.ReplaceAllString("aab", "$2$1"); got != "baa" {
		t.Errorf("%q", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a mistake is not told of")
		}
	}()
	Of(`(`).MatchString("")
}
