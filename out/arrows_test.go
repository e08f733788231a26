package out_test

import (
	"fmt"
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

// rooms are the packages of out, from the ground up, with what each may stand on: rooms before it, and of the floors
// below, those named. A package within a room, such as a layout, may stand on the rooms of that room.
var rooms = []struct{ name, on string }{
	{"quote", ""},
	{"format", ""},
	{"internal/archive", "format"},
	{"internal/workbook", "sources"},
	{"internal/plane", ""},
	{"internal/places", "internal/plane"},
	{"internal/positions", "internal/plane"},
	{"internal/legibility", "internal/plane"},
	{"internal/typeface", ""},
	{"internal/layout", "internal/plane"},
	{"graphviz", "internal/layout internal/plane"},
	{"internal/style", "graph sources"},
	{"rows", "quote internal/places internal/plane internal/style graph sources"},
	{"edits", "quote rows graph sources"},
	{"graphs", "quote format rows internal/archive internal/style graph sources"},
	{"sheets", "quote format rows internal/archive internal/workbook graph sources"},
	{"texts", "quote format rows graph sources"},
	{"answers", "quote graph sources"},
	{"figure", "internal/layout internal/legibility internal/plane internal/positions internal/style internal/typeface " +
		"graph sources"},
	{"internal/picture", "figure format quote internal/style internal/typeface graph sources"},
	{"page", "quote figure format internal/picture internal/style rows graph sources"},
	{"", "figure format graphs internal/layout internal/picture page rows sheets texts graph sources"},
	{"internal/golden", "rows graph sources"},
	{"internal/made", " sources"},
	{"internal/chromium", ""},
	{"internal/effort", ""},
	{"internal/interop", " format internal/chromium internal/made rows sources"},
	{"internal/browser", " figure internal/chromium graph sources"},
}

// room is the number of the room that a package of out is in, -1 for none.
func room(pkg string) int {
	best := -1
	for i, r := range rooms {
		if (pkg == r.name || r.name != "" && strings.HasPrefix(pkg, r.name+"/")) &&
			(best < 0 || len(r.name) > len(rooms[best].name)) {
			best = i
		}
	}
	return best
}

// against says what is wrong with an import of a package of out, both without "relgraph/"; "" if nothing is.
func against(pkg, imports string) string {
	from := strings.TrimPrefix(strings.TrimPrefix(pkg, "out"), "/")
	here := room(from)
	if here < 0 {
		return fmt.Sprintf("%s is in no room of out: want a line that says what it may stand on", pkg)
	}
	to, within := strings.CutPrefix(imports+"/", "out/")
	to = strings.TrimSuffix(to, "/")
	floor, _, _ := strings.Cut(to, "/")
	switch {
	case !within && slices.Contains(strings.Fields(rooms[here].on), floor):
		return ""
	case !within:
		return fmt.Sprintf("%s imports %s: want nothing of %s there", pkg, imports, floor)
	case room(to) == here:
		return ""
	case room(to) >= 0 && room(to) < here && slices.Contains(strings.Split(rooms[here].on, " "), rooms[room(to)].name):
		return ""
	}
	return fmt.Sprintf("%s imports %s: want only %q below out", pkg, imports, rooms[here].on)
}

// arrows are the imports between packages of ours, tests not counted, without "relgraph/".
func arrows(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join("..", name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(name)
		for _, i := range f.Imports {
			whole, _ := strconv.Unquote(i.Path.Value)
			if ours, ok := strings.CutPrefix(whole, "relgraph/"); ok && !slices.Contains(all[pkg], ours) {
				all[pkg] = append(all[pkg], ours)
			}
		}
		return nil
	})
	if err != nil || len(all) < 20 {
		t.Fatalf("%d packages with imports, %v", len(all), err)
	}
	return all
}

func TestArrowsOfOutPointOneWay(t *testing.T) {
	for pkg, imports := range arrows(t) {
		if pkg != "out" && !strings.HasPrefix(pkg, "out/") {
			continue
		}
		for _, i := range imports {
			if says := against(pkg, i); says != "" {
				t.Error(says)
			}
		}
	}
}

// TestABrokenArrowIsSeen holds the rule to arrows that nobody may draw.
func TestABrokenArrowIsSeen(t *testing.T) {
	for _, tt := range [][2]string{
		{"out/quote", "out/rows"}, {"out/rows", "out/graphs"}, {"out/rows", "out/figure"}, {"out/graphs", "out/figure"},
		{"out/graphs", "out/sheets"},
		{"out/sheets", "out/texts"}, {"out/figure", "out"}, {"out/figure", "out/internal/picture"},
		{"out/figure", "out/rows"},
		{"out/internal/layout", "graph"}, {"out/internal/places", "sources"},
		{"out/internal/layout/ledger", "out/figure"}, {"out/internal/picture/pdf", "out/graphs"},
		{"out/graphs", "cmd/relgraph"},
		{"out/novelty", "out/rows"}, {"out/graphs", "out"}, {"out/quote", "sources"},
	} {
		if against(tt[0], tt[1]) == "" {
			t.Errorf("nothing is said of %s, which imports %s", tt[0], tt[1])
		}
	}
}

// TestWhoWantsAGraphFileLinksNoFigure follows the arrows from the writers of graph files, tables and texts.
func TestWhoWantsAGraphFileLinksNoFigure(t *testing.T) {
	all := arrows(t)
	for _, start := range []string{"out/graphs", "out/sheets", "out/texts"} {
		reached := []string{start}
		for i := 0; i < len(reached); i++ {
			for _, next := range all[reached[i]] {
				if !slices.Contains(reached, next) {
					reached = append(reached, next)
				}
			}
		}
		for _, pkg := range reached {
			if slices.ContainsFunc([]string{"figure", "typeface", "picture", "layout", "graphviz"},
				func(part string) bool { return strings.Contains(pkg, part) }) {
				t.Errorf("%s links %s", start, pkg)
			}
		}
		if len(reached) < 5 {
			t.Errorf("%s links only %v", start, reached)
		}
	}
}
