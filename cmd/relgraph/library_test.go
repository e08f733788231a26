//go:build library

package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"relgraph/cmd/internal/walkthrough"
)

// What docs/library.md says works in a module of its own, which can take in only what relgraph means to be taken: its
// program runs, and its examples print what they say. Nothing is fetched.
func TestLibraryFromAnotherModule(t *testing.T) {
	top, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(top, "docs", "library.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "figures")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(top, filepath.Join(filepath.Dir(dir), "relgraph")); err != nil { // where its replace leads
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	paths := packagePaths(t)
	written, examples := map[string]bool{}, 0
	for _, m := range walkthrough.Block.FindAllStringSubmatch(string(page), -1) {
		if _, name, ok := strings.Cut(m[2], "file="); ok {
			write(name, m[3])
			written[name] = true
		} else if m[1] == "go" {
			examples++
			name := fmt.Sprintf("Example_number%d", examples)
			body := "func " + name + "() {\n" + m[3] + "}\n"
			write(fmt.Sprintf("example%d_test.go", examples), "package main\n\n"+importsOf(t, body, paths)+body)
		}
	}
	if !written["go.mod"] || !written["main.go"] || examples < 10 {
		t.Fatalf("%v and %d examples are on the page", slices.Sorted(maps.Keys(written)), examples)
	}
	write("contacts.csv", "from,to,url\nAnn Example,Bo Sample,https://example.org/interview\n")
	sums, err := os.ReadFile(filepath.Join(top, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write("go.sum", string(sums))
	for _, line := range []string{"go mod tidy", "go vet ./...", "go run .", "go test -count=1 ./..."} {
		words := strings.Fields(line)
		cmd := exec.Command(words[0], words[1:]...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-trimpath", "GOWORK=off")
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, said)
		}
	}
	for _, name := range []string{"contacts.svg", "contacts.html", "contacts.graphml"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil ||
			!strings.Contains(string(data), "Ann Example") {
			t.Errorf("the program of the page leaves no %s that names Ann Example (%v)", name, err)
		}
	}
}

// packagePaths are the packages that an example may name, by name: relgraph's, and those of Go.
func packagePaths(t *testing.T) map[string]string {
	t.Helper()
	paths := map[string]string{}
	for _, from := range []string{"std", "relgraph/..."} {
		list, err := exec.Command("go", "list", "-f", "{{.Name}} {{.ImportPath}}", from).Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(list)) {
			name, path, _ := strings.Cut(strings.TrimSpace(line), " ")
			if !regexp.MustCompile(`(^|/)(internal|vendor|cmd)(/|$)`).MatchString(path) {
				paths[name] = path
			}
		}
	}
	return paths
}

// importsOf is the import declaration that a function needs.
func importsOf(t *testing.T, function string, paths map[string]string) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+function, 0)
	if err != nil {
		t.Fatalf("%v in\n%s", err, function)
	}
	needed := map[string]bool{}
	for _, name := range file.Unresolved {
		if path := paths[name.Name]; path != "" {
			needed[path] = true
		}
	}
	return "import (\n\t\"" + strings.Join(slices.Sorted(maps.Keys(needed)), "\"\n\t\"") + "\"\n)\n\n"
}
