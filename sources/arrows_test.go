package sources_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the packages below sources, with those of ours that each may import. Values know nobody, tables know
// places and no meaning, sources gives both a meaning, and what works on dossiers stands on sources.
var floors = map[string][]string{
	"sources/edtf":              {},
	"sources/anchor":            {},
	"sources/check":             {},
	"sources/table":             {},
	"sources/table/workbook":    {},
	"sources":                   {"sources/edtf", "sources/anchor", "sources/check", "sources/table"},
	"sources/table/edit":        {"sources"},
	"sources/evidence/copies":   {"sources", "sources/anchor"},
	"sources/evidence/verify":   {"sources", "sources/anchor", "sources/evidence/copies", "sources/evidence/verbatim"},
	"sources/evidence/verbatim": {"sources", "sources/anchor"},
	"sources/evidence/quotes":   {"sources"},
	"sources/change":            {"sources", "sources/edtf"},
	"sources/change/agreement":  {"sources", "sources/edtf"},
	"sources/intake": {"sources", "sources/edtf", "sources/anchor", "sources/table",
		"sources/table/workbook", "sources/check"},
}

func TestArrowsPointOneWay(t *testing.T) {
	found := 0
	err := fs.WalkDir(os.DirFS(".."), "sources", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		found++
		may, known := floors[path.Dir(name)]
		if !known && !strings.HasPrefix(name, "sources/intake/") {
			t.Errorf("%s: no floor is given for %s: want a line that says what it may import", name, path.Dir(name))
		} else if !known {
			may = append(slices.Clone(floors["sources/intake"]), "sources/intake")
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join("..", name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			whole, _ := strconv.Unquote(i.Path.Value)
			if ours, ok := strings.CutPrefix(whole, "relgraph/"); ok && !slices.Contains(may, ours) &&
				!strings.HasPrefix(ours, path.Dir(name)+"/") {
				t.Errorf("%s imports %s: want only %s of ours", name, ours, may)
			}
		}
		return nil
	})
	if err != nil || found < 20 {
		t.Errorf("%d files, %v", found, err)
	}
}
