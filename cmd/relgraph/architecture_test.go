package main

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImportsPointOneWay holds the architecture: sources <- graph <- out <- cmd.
func TestImportsPointOneWay(t *testing.T) {
	layers := []string{"sources", "graph", "out", "cmd"}
	layer := func(pkg string) int {
		top, _, _ := strings.Cut(strings.TrimPrefix(pkg, "relgraph/"), "/")
		return slices.Index(layers, top)
	}
	for pkg, imports := range imported(t) {
		if layer(pkg) < 0 {
			t.Errorf("package %s stands in none of %v", pkg, layers)
		}
		for _, i := range imports {
			if strings.HasPrefix(i, "relgraph/") && layer(i) > layer(pkg) {
				t.Errorf("%s imports %s, against the arrow", pkg, i)
			}
		}
	}
}

// TestHeavyPartsStayInTheirLeaves names the packages that may import each heavy or treacherous dependency.
func TestHeavyPartsStayInTheirLeaves(t *testing.T) {
	only := map[string]string{
		"github.com/goccy/go-graphviz":   "relgraph/out/graphviz",
		"gonum.org/v1/gonum":             "relgraph/graph relgraph/sources/intake",
		"github.com/goccy/go-yaml":       "relgraph/sources/table relgraph/sources/intake relgraph/out/internal/style",
		"github.com/go-fonts":            "relgraph/out/internal/typeface",
		"github.com/go-text/typesetting": "relgraph/out/internal/typeface relgraph/out/internal/typeface/installed",
		"github.com/spf13/cobra":         "relgraph/cmd/relgraph",
		"golang.org/x/image":             "relgraph/out/internal/picture/raster",
		"github.com/xuri/excelize":       "relgraph/out/internal/workbook relgraph/sources/table/workbook",
	}
	found := map[string]bool{}
	for pkg, imports := range imported(t) {
		for _, i := range imports {
			for part, homes := range only {
				if i == part || strings.HasPrefix(i, part+"/") {
					found[part] = true
					if !slices.Contains(strings.Fields(homes), pkg) {
						t.Errorf("%s imports %s, which only %s may", pkg, i, homes)
					}
				}
			}
			if i == "relgraph/out/graphviz" && pkg != "relgraph/cmd/relgraph-layout" {
				t.Errorf("%s imports %s, which only the layout helper may", pkg, i)
			}
		}
	}
	for part := range only {
		if !found[part] {
			t.Errorf("nothing imports %s: the rule for it is dead", part)
		}
	}
}

// imported maps each package of the module to what it imports, tests not counted.
func imported(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "relgraph/...").Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		t.Fatalf("%v\n%s", err, failed.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		packages[words[0]] = words[1:]
	}
	if len(packages) < 4 {
		t.Fatalf("only %d packages found", len(packages))
	}
	return packages
}
