//go:build processors

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"relgraph/out"
	"relgraph/out/figure"
)

// A processor is one that relgraph is built for and runs on here.
type processor struct {
	name   string
	env    []string // of the build
	runner string   // by which its programs run here, "" for none
}

// processors are the one that all others are compared with, then those: with fused multiplication and addition, by
// which the last digits of a sum differ if nothing forbids it.
func processors(t *testing.T) []processor {
	all := []processor{{"amd64", []string{"GOARCH=amd64", "GOAMD64=v1"}, ""}}
	if runtime.GOARCH != "amd64" {
		t.Fatalf("this test compares with amd64, and runs on %s", runtime.GOARCH)
	}
	info, err := os.ReadFile("/proc/cpuinfo")
	if err == nil && bytes.Contains(info, []byte(" fma ")) && bytes.Contains(info, []byte(" avx2 ")) {
		all = append(all, processor{"amd64 v3", []string{"GOARCH=amd64", "GOAMD64=v3"}, ""})
	} else {
		fmt.Fprintln(os.Stderr, "amd64 v3 is not tried: this processor has no FMA and AVX2")
	}
	if qemu := os.Getenv("QEMU_AARCH64"); qemu != "" {
		all = append(all, processor{"arm64", []string{"GOARCH=arm64"}, qemu})
	} else {
		fmt.Fprintln(os.Stderr, "arm64 is not tried: QEMU_AARCH64 does not say where qemu-aarch64-static is")
	}
	if len(all) == 1 {
		t.Fatal("there is no other processor to compare with")
	}
	return all
}

// TestSameBytesOnEveryProcessor writes every format, and figures in every layout, as each processor does.
func TestSameBytesOnEveryProcessor(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	all := "export syria-contacts --dpi 96"
	for _, f := range out.Formats() {
		if f.Name == "edges" || f.Name == "nodes" {
			all += " -o x" + f.Ext
			continue
		}
		all += " -o all" + f.Ext
	}
	lines = append(lines, all)
	lines = append(lines, "export syria-contacts --what timeline -o timeline.svg -o timeline.pdf",
		"export syria-contacts --what chains -o chains.svg",
		"export syria-contacts --layout radial -o radial.svg",
		"export syria-contacts --layout force -o force.svg",
		"export syria-contacts --layout ledger -o ledger.svg")
	for _, layout := range figure.Layouts() {
		lines = append(lines, fmt.Sprintf("export syria-contacts --layout %s -o %s.svg", layout, layout))
	}
	lines = append(lines,
		"export syria-contacts --size a4 --theme grey -o page.svg",
		"export syria-contacts --flavour yed -o figure-yed.graphml",
		"export syria-contacts --by year -o year-{}.svg",
		"export syria-contacts --size-by betweenness -o large.svg")
	readme, err := os.ReadFile(filepath.Join(root, "docs/gallery/README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range shellBlock.FindAllStringSubmatch(string(readme), -1) {
		for line := range strings.Lines(block[1]) {
			lines = append(lines, strings.Join(argumentsOf(strings.TrimSpace(line))[1:], "\x00"))
		}
	}
	// An emulated processor is slow: it writes every format and one figure of each sort, and not the gallery.
	const emulated = 6
	var first map[string][]byte
	for _, p := range processors(t) {
		dir := t.TempDir()
		build := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(dir, "relgraph"), "./cmd/relgraph")
		build.Dir, build.Env = root, append(append(os.Environ(), "CGO_ENABLED=0"), p.env...)
		if said, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", p.name, err, said)
		}
		made := filepath.Join(dir, "made")
		if err := os.CopyFS(made, os.DirFS(filepath.Join(root, "docs/gallery"))); err != nil {
			t.Fatal(err)
		}
		before := filesBelow(t, made)
		mine := lines
		if p.runner != "" {
			mine = lines[:min(emulated, len(lines))]
		}
		for i, line := range mine {
			args := strings.Split(line, "\x00")
			if len(args) == 1 {
				args = strings.Fields(line)
			}
			into := filepath.Join(made, fmt.Sprint(i))
			if err := os.CopyFS(into, os.DirFS(filepath.Join(root, "docs/gallery"))); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, "relgraph")
			if p.runner != "" {
				args, name = append([]string{name}, args...), p.runner
			}
			cmd := exec.CommandContext(t.Context(), name, append(args, "--timeout", "20m")...)
			cmd.Dir = into
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: relgraph %s: %v\n%s", p.name, strings.Join(args, " "), err, said)
			}
		}
		files := filesBelow(t, made)
		for name := range before {
			delete(files, name)
		}
		if first == nil {
			first = files
			continue
		}
		wanted := 0
		for name, data := range first {
			if lineOf(name) >= len(mine) {
				continue
			}
			wanted++
			if !bytes.Equal(files[name], data) {
				t.Errorf("%s writes another %s (by %q) than amd64: convert products that are added to float64, so that they are not fused", p.name, name, strings.ReplaceAll(lines[lineOf(name)], "\x00", " "))
			}
		}
		if len(files) != wanted || wanted < 30 {
			t.Errorf("%s writes %d files, amd64 %d", p.name, len(files), wanted)
		}
	}
}

// lineOf is the number of the command line that a file comes of.
func lineOf(name string) (n int) {
	fmt.Sscan(name, &n)
	return n
}
