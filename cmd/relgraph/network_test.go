//go:build reliability && linux

package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNetwork runs commands as they are, and again where there is no network at all: they say and write the same. Where
// strace is installed, it sees that none opens a socket.
func TestNetwork(t *testing.T) {
	if said, err := exec.Command("unshare", "-n", "true").CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" && os.Getuid() == 0 {
			t.Fatalf("unshare -n: %v: %s", err, said)
		}
		t.Skipf("no namespace without a network can be made: %v: %s", err, said)
	}
	relgraph := program(t)
	lines := []string{
		"export syria-contacts -o f.svg -o f.pdf -o f.png -o f.eps -o f.html -o f.graphml -o f.gexf -o f.dot -o f.md -o f.xlsx -o f.zip -o f.cypher -o f.jsonld -o f.bib",
		"export syria-contacts --layout layered -o l.svg", "export syria-contacts --what chains -o c.svg",
		"check syria-contacts", "list contacts syria-contacts", "explain syria-contacts hts",
		"path syria-contacts mi6 hts", "measure syria-contacts",
		"diff syria-contacts syria-contacts-wider", "init new", "formats", "import list.csv -o imported",
		"verify syria-contacts --documents .", "merge list.csv list.csv -o merged", "--help",
	}
	runs := map[string]map[string][]byte{}
	said := map[string]map[string]string{}
	strace, _ := exec.LookPath("strace")
	for _, how := range []string{"as it is", "without a network"} {
		dir, home := t.TempDir(), t.TempDir()
		put(t, filepath.Join(dir, "list.csv"), "from,to,url\nAnn,Bo,https://example.org/1\n")
		said[how] = map[string]string{}
		for _, line := range lines {
			args := append([]string{relgraph}, strings.Fields(line)...)
			trace := filepath.Join(home, "trace")
			switch {
			case how == "without a network":
				args = append([]string{"unshare", "-n"}, args...)
			case strace != "":
				args = append([]string{strace, "-f", "-qq", "-e", "trace=socket,connect,bind", "-e", "signal=none",
					"-o", trace}, args...)
			}
			cmd := exec.Command(args[0], args[1:]...)
			cmd.Dir, cmd.Env = dir, []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + home}
			out, err := cmd.CombinedOutput()
			said[how][line] = string(out)
			if err != nil {
				said[how][line] += err.Error()
			}
			if seen, _ := os.ReadFile(trace); bytes.Contains(seen, []byte("(AF_")) {
				t.Errorf("relgraph %s opens a socket:\n%s", line, seen)
			}
		}
		runs[how] = filesBelow(t, dir)
		entries, err := os.ReadDir(home)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name := e.Name(); name != ".cache" && name != "trace" {
				t.Errorf("%s: %s is left in the home and temporary folder", how, name)
			}
		}
	}
	for _, line := range lines {
		if a, b := said["as it is"][line], said["without a network"][line]; a != b {
			t.Errorf("relgraph %s says, without a network,\n%s\nand else\n%s", line, b, a)
		}
	}
	a, b := runs["as it is"], runs["without a network"]
	if names := slices.Sorted(maps.Keys(a)); len(names) < 20 || !slices.Equal(names, slices.Sorted(maps.Keys(b))) {
		t.Errorf("the files are %q and %q", names, slices.Sorted(maps.Keys(b)))
	}
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s is another file without a network", name)
		}
	}
}
