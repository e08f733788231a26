package main

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

var programs = []string{"relgraph", "relgraph-layout"}

// parts.csv says of each module in go.mod, and of what some of them carry that others made, under which licence it is
// and what relgraph has it for. Which program it is in is asked of Go.
//
//go:embed parts.csv
var partsTable []byte

//go:embed licences
var licenceTexts embed.FS

// A Part is something of others that relgraph is made with.
type Part struct {
	Module  string // its path
	Carried string // what the module carries of a third party; "" if the part is the module itself
	Licence string // an SPDX expression
	Text    string // the file with the licence of what is carried, in the module or here
	For     string
}

// A Module is a module in its version, and where its files are.
type Module struct{ Path, Version, Dir string }

func readParts() ([]Part, error) {
	rows, err := csv.NewReader(bytes.NewReader(partsTable)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("parts.csv: %w", err)
	}
	var parts []Part
	for _, row := range rows[1:] {
		parts = append(parts, Part{row[0], row[1], row[2], row[3], row[4]})
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Compare(a.Module, b.Module) })
	return parts, nil
}

// linked are the modules in a program, on any platform, by path.
func linked(name string) (map[string]Module, error) {
	found := map[string]Module{}
	for _, p := range platforms {
		text, err := output([]string{"GOOS=" + p.OS, "GOARCH=" + p.Arch, "CGO_ENABLED=0"}, "go", "list", "-deps",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/"+name)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(text) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				found[f[0]] = Module{f[0], f[1], f[2]}
			}
		}
	}
	return found, nil
}

// A Contents is what the programs are made of.
type Contents struct {
	Parts []Part
	In    map[string][]string // the programs that a module is in, by its path
	Of    map[string]Module   // the modules that are in a program
}

// contents asks Go what is in the programs. A module that parts.csv does not tell of is an error.
func contents() (Contents, error) {
	parts, err := readParts()
	if err != nil {
		return Contents{}, err
	}
	c := Contents{parts, map[string][]string{}, map[string]Module{}}
	told := map[string]bool{}
	for _, p := range parts {
		told[p.Module] = true
	}
	for _, name := range programs {
		modules, err := linked(name)
		if err != nil {
			return Contents{}, err
		}
		for path, m := range modules {
			if !told[path] {
				return Contents{}, fmt.Errorf("%s is in %s, but parts.csv does not say under which licence", path, name)
			}
			c.In[path], c.Of[path] = append(c.In[path], name), m
		}
	}
	return c, nil
}

// shipped are the parts that stand in a program.
func (c Contents) shipped() []Part {
	return slices.DeleteFunc(slices.Clone(c.Parts), func(p Part) bool { return len(c.In[p.Module]) == 0 })
}

// licences are the texts of the licences of all parts in the programs, each below its name.
func (c Contents) licences() ([]byte, error) {
	var b bytes.Buffer
	add := func(name, licence string, texts ...[]byte) {
		fmt.Fprintf(&b, "%s\n%s\nLicence: %s\n\n", strings.Repeat("=", 100), name, licence)
		for _, t := range texts {
			b.Write(bytes.TrimSpace(t))
			b.WriteString("\n\n")
		}
	}
	b.WriteString("relgraph and relgraph-layout contain these parts of others, each under its own licence.\n\n")
	for _, p := range c.shipped() {
		m := c.Of[p.Module]
		texts, err := p.texts(m.Dir)
		if err != nil {
			return nil, err
		}
		name := m.Path + " " + m.Version
		if p.Carried != "" {
			name = p.Carried + ", in " + name
		}
		add(name, p.Licence, texts...)
	}
	root, err := output(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(root), "LICENSE"))
	if err != nil {
		return nil, err
	}
	add("Go's runtime and standard library", "BSD-3-Clause", text)
	return b.Bytes(), nil
}

// texts are the licence of a part and what it asks to be passed on with it.
func (p Part) texts(dir string) ([][]byte, error) {
	if strings.HasPrefix(p.Text, "licences/") {
		text, err := licenceTexts.ReadFile(p.Text)
		return [][]byte{text}, err
	}
	if p.Text != "" {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Text)))
		return [][]byte{text}, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, e := range entries {
		name := strings.ToUpper(strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".txt"), ".md"))
		if e.IsDir() ||
			!slices.Contains([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS", "THIRD_PARTY_LICENSES"}, name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	if p.Module == "github.com/golang/freetype" { // whose LICENSE points to the two it lets one choose from
		text, err := os.ReadFile(filepath.Join(dir, "licenses", "ftl.txt"))
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("%s has no file with a licence", p.Module)
	}
	return texts, nil
}

// output runs a program, with what is said in env on top of this process's, and returns what it writes.
func output(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		err = fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, failed.Stderr)
	}
	return string(out), err
}
