//go:build reliability && unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how often each command is killed: RELGRAPH_KILLS, or 50.
func kills(t *testing.T) int {
	n := 50
	if text := os.Getenv("RELGRAPH_KILLS"); text != "" {
		if _, err := fmt.Sscan(text, &n); err != nil {
			t.Fatalf("RELGRAPH_KILLS=%s: want a number", text)
		}
	}
	return n
}

// program builds relgraph and its helper.
func program(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-trimpath", "-o", dir+"/", "relgraph/cmd/relgraph",
		"relgraph/cmd/relgraph-layout")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return filepath.Join(dir, "relgraph")
}

// bigDossier has so many claims that reading, deriving and writing each take a while.
func bigDossier(t *testing.T, dir string, claims int) {
	t.Helper()
	var b strings.Builder
	b.WriteString("from,to,url,kind,anchor,label\n")
	for i := range claims {
		fmt.Fprintf(&b, "Actor %d,Actor %d,https://example.org/%d,talks,,talks %d\n", i%401, i%397+500, i, i)
	}
	put(t, filepath.Join(dir, "big.csv"), b.String())
}

// A scenario is a command that is killed, and what has to hold afterwards.
type scenario struct {
	name  string
	args  []string
	typed string
	// files are those that may be old or new, and nothing else.
	files []string
	dirs  []string // which may be there whole or not at all
}

func scenarios() []scenario {
	return []scenario{
		{"export",
			strings.Fields("export big.csv -o a.edges.csv -o b.nodes.csv -o c.dot -o d.cypher -o e.nodelink.json"), "",
			[]string{"a.edges.csv", "b.nodes.csv", "c.dot", "d.cypher", "e.nodelink.json"}, nil},
		{"import", strings.Fields("import big.csv -o imported"), "", nil, []string{"imported"}},
		{"merge", strings.Fields("merge big.csv small.csv --keep A -o merged"), "", nil, []string{"merged"}},
		{"anchor",
			strings.Fields("anchor d c1 --documents . The ferry would run again on Monday, the harbour master said."),
			"", []string{"d/claims.csv"}, nil},
		{"review", strings.Fields("review d --documents . --by Eve"), "a\n", []string{"d/claims.csv"}, nil},
	}
}

// TestKilled kills commands at random moments. The old file is whole or the new one is, no folder is half, and what
// is left over is removed by the next run.
func TestKilled(t *testing.T) {
	relgraph := program(t)
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			fresh := func() string {
				dir := t.TempDir()
				bigDossier(t, dir, 3_000)
				put(t, filepath.Join(dir, "small.csv"), "from,to,url\nAnn,Bo,https://example.net/1\n")
				put(t, filepath.Join(dir, "d/actors.csv"), "id,name\nann,Ann\nbo,Bo\n")
				put(t, filepath.Join(dir, "d/documents.csv"), "id,title,path\ndoc,Ferry,doc.txt\n")
				put(t, filepath.Join(dir, "d/claims.csv"), "id,actor,recipient,document,anchor\nc1,ann,bo,doc,\n")
				put(t, filepath.Join(dir, "doc.txt"), "The ferry would run again on Monday, the harbour master said.")
				for _, f := range s.files {
					if !strings.Contains(f, "/") {
						put(t, filepath.Join(dir, f), "old\n")
					}
				}
				return dir
			}
			command := func(dir string) *exec.Cmd {
				cmd := exec.Command(relgraph, s.args...)
				cmd.Dir, cmd.Stdin = dir, strings.NewReader(s.typed)
				cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1600000000") // the day that review writes
				return cmd
			}
			whole := fresh()
			old := filesBelow(t, whole)
			began := time.Now()
			// whose claims a person has to look at
			if said, err := command(whole).CombinedOutput(); err != nil && s.name != "import" {
				t.Fatalf("%v\n%s", err, said)
			}
			took := time.Since(began)
			done := filesBelow(t, whole)
			mixed, early, late := 0, 0, 0
			for range kills(t) {
				dir := fresh()
				cmd := command(dir)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(rand.Int64N(int64(took * 11 / 10))))
				cmd.Process.Kill()
				cmd.Wait()
				now := filesBelow(t, dir)
				changed := 0
				for _, f := range s.files {
					switch {
					case bytes.Equal(now[f], done[f]):
						changed++
					case !bytes.Equal(now[f], old[f]):
						t.Errorf("%s is neither the old file nor the new one: %d bytes", f, len(now[f]))
					}
				}
				for _, d := range s.dirs {
					for name := range done {
						if strings.HasPrefix(name, d+"/") && bytes.Equal(now[name], done[name]) {
							changed = -1
						}
					}
					for name := range done {
						if strings.HasPrefix(name, d+"/") && changed == -1 && !bytes.Equal(now[name], done[name]) {
							t.Errorf("the folder %s is not whole: %s", d, name)
						}
					}
				}
				switch {
				case changed == 0:
					early++
				case changed == len(s.files) || changed == -1:
					late++
				default:
					mixed++
				}
				for _, d := range s.dirs {
					os.RemoveAll(filepath.Join(dir, d)) // which nobody overwrites
				}
				command(dir).Run()
				for name := range filesBelow(t, dir) {
					if strings.Contains(name, ".relgraph-") {
						t.Errorf("left behind, even after the next run: %s", name)
					}
				}
				os.RemoveAll(dir)
			}
			t.Logf("%d kills in %v: %d before the files were put in their places, %d after, %d between the first and the last", kills(t), took, early, late, mixed)
		})
	}
}

// TestSignals ends commands by each signal that asks for it, early and late in their work: they end with exit code 1 and
// leave nothing. A signal that came before a command heard it, or after its end, is sent later or earlier instead.
func TestSignals(t *testing.T) {
	relgraph := program(t)
	dir := t.TempDir()
	bigDossier(t, dir, 200_000)
	lines := []string{"check big.csv", "list contacts big.csv", "measure big.csv",
		"export big.csv -o x.edges.csv -o y.cypher -o z.jsonld", "import big.csv -o new",
		"merge big.csv big.csv -o new", "explain big.csv actor-1"}
	before := filesBelow(t, dir)
	heard := make(chan os.Signal, 1) // under nohup the signal is ignored, and would be by what is started here
	signal.Notify(heard, syscall.SIGHUP)
	defer signal.Stop(heard)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		for _, line := range lines {
			for _, after := range []time.Duration{200 * time.Millisecond, 900 * time.Millisecond} {
				const tries = 12
				for try := 1; ; try++ {
					cmd := exec.Command(relgraph, strings.Fields(line)...)
					cmd.Dir = dir
					var said bytes.Buffer
					cmd.Stderr = &said
					if err := cmd.Start(); err != nil {
						t.Fatal(err)
					}
					time.Sleep(after)
					_ = cmd.Process.Signal(sig) // it may have ended
					err := cmd.Wait()
					switch code := cmd.ProcessState.ExitCode(); {
					case strings.HasSuffix(said.String(), interrupted+"\n") && code == exitProblem:
					case try < tries && code < 0: // by the signal itself
						after = after * 3 / 2
						continue
					case try < tries && !strings.Contains(said.String(), interrupted): // before the signal
						after = after * 2 / 3
						continue
					default:
						t.Errorf("relgraph %s, %v after %v: %v, want exit code 1 and what was interrupted:\n%s", line, sig, after, err, &said)
					}
					break
				}
				for name := range filesBelow(t, dir) {
					if before[name] == nil {
						t.Errorf("relgraph %s, %v after %v: left behind %s", line, sig, after, name)
						os.RemoveAll(filepath.Join(dir, strings.Split(name, "/")[0]))
					}
				}
			}
		}
	}
}

// TestFullDisk writes to a disk of few kilobytes: the old file stays whole, and nothing is left.
func TestFullDisk(t *testing.T) {
	relgraph := program(t)
	disk := mounted(t, "size=256k")
	for _, s := range []struct{ name, line, file string }{
		{"export", "export %s/list.csv -o %s/x.edges.csv", "x.edges.csv"},
		{"several", "export %s/list.csv -o %s/x.edges.csv -o %[2]s/y.cypher", "x.edges.csv"},
		{"a figure", "export %s/list.csv -o %s/x.svg --layout list", "x.svg"},
		{"import", "import %s/list.csv -o %s/new", ""},
	} {
		dir := t.TempDir()
		bigDossier(t, dir, 5_000)
		if s.name == "a figure" {
			bigDossier(t, dir, 400)
		}
		os.Rename(filepath.Join(dir, "big.csv"), filepath.Join(dir, "list.csv"))
		old := strings.Repeat("old\n", 40_000)
		if s.file != "" {
			put(t, filepath.Join(disk, s.file), old)
		} else {
			put(t, filepath.Join(disk, "filler"), old)
		}
		said, err := exec.Command(relgraph, strings.Fields(fmt.Sprintf(s.line, dir, disk))...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitProblem || !bytes.Contains(said, []byte("no space left")) {
			t.Errorf("%s: %v\n%s", s.name, err, said)
		}
		for name, data := range filesBelow(t, disk) {
			if name != s.file && name != "filler" || string(data) != old {
				t.Errorf("%s: %s has %d bytes, of %d before", s.name, name, len(data), len(old))
			}
			os.Remove(filepath.Join(disk, name))
		}
	}
}

// TestReadOnlyDisk writes where nothing may be written.
func TestReadOnlyDisk(t *testing.T) {
	relgraph := program(t)
	disk := mounted(t, "size=1m")
	put(t, filepath.Join(disk, "d.csv"), "from,to,url\nAnn,Bo,https://example.org/1\n")
	if said, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, said)
	}
	for _, line := range []string{"export d.csv -o x.svg", "import d.csv -o new", "init new", "merge d.csv d.csv -o new"} {
		cmd := exec.Command(relgraph, strings.Fields(line)...)
		cmd.Dir = disk
		said, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitProblem || !bytes.Contains(said, []byte("read-only")) {
			t.Errorf("%s: %v\n%s", line, err, said)
		}
	}
	if now := filesBelow(t, disk); len(now) != 1 {
		t.Errorf("the disk has %d files", len(now))
	}
}

// mounted is a disk in memory of its own.
func mounted(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if said, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk can be mounted: %v: %s", err, said)
	}
	t.Cleanup(func() {
		if said, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, said)
		}
	})
	return dir
}

// TestExportsAtOnce has two dossiers written to one file at the same time, again and again: it is that of one of them.
func TestExportsAtOnce(t *testing.T) {
	relgraph := program(t)
	dir := t.TempDir()
	bigDossier(t, dir, 2_000)
	os.Rename(filepath.Join(dir, "big.csv"), filepath.Join(dir, "a.csv"))
	bigDossier(t, dir, 2_500)
	os.Rename(filepath.Join(dir, "big.csv"), filepath.Join(dir, "b.csv"))
	export := func(from, to string) *exec.Cmd {
		cmd := exec.Command(relgraph, "export", from, "-o", to)
		cmd.Dir = dir
		return cmd
	}
	for _, name := range []string{"a", "b"} {
		if said, err := export(name+".csv", name+".edges.csv").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
	}
	whole := filesBelow(t, dir)
	for range 10 {
		var running []*exec.Cmd
		for i := range 6 {
			cmd := export([]string{"a.csv", "b.csv"}[i%2], "x.edges.csv")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			running = append(running, cmd)
		}
		for _, cmd := range running {
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		}
		now := filesBelow(t, dir)
		if x := now["x.edges.csv"]; !bytes.Equal(x, whole["a.edges.csv"]) && !bytes.Equal(x, whole["b.edges.csv"]) {
			t.Errorf("the file of %d bytes is neither", len(x))
		}
		if len(now) != len(whole)+1 {
			t.Errorf("%d files, want %d", len(now), len(whole)+1)
		}
	}
}
