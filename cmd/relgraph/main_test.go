package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden files and the generated parts of the documentation")

func TestMain(m *testing.M) {
	testscript.Main(testMain{m}, map[string]func(){"relgraph": main})
}

// testMain builds the layout helper before the tests run, and puts it on the path, where this binary stands as relgraph.
// It has a cache of its own, so that it is quick from the second run on.
type testMain struct{ m *testing.M }

func (t testMain) Run() int {
	dir, err := os.MkdirTemp("", "relgraph-test-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "relgraph/cmd/relgraph-layout")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the layout helper: %v\n%s", err, out)
		return 1
	}
	goCache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for name, value := range map[string]string{
		"PATH":           dir + string(filepath.ListSeparator) + os.Getenv("PATH"),
		"XDG_CACHE_HOME": filepath.Join(dir, "cache"),
		"GOCACHE":        strings.TrimSpace(string(goCache)), // which would be in the other cache
	} {
		if err := os.Setenv(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return t.m.Run()
}

func scriptEnv(env *testscript.Env) error {
	env.Setenv("COLUMNS", "1000") // so that a row of a table is a line
	env.Setenv("XDG_CACHE_HOME", os.Getenv("XDG_CACHE_HOME"))
	return nil
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		Setup:               scriptEnv,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"edit":  edit,
		},
	})
}

// edit puts another text for the first of that in a file: edit FILE OLD NEW.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not have %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
}

// exits runs a command line of relgraph and wants an exit code: exits 2 export. Its streams are compared as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE [ARG ...]")
	}
	err := ts.Exec("relgraph", args[1:]...)
	code := "0"
	if exit, ok := err.(*exec.ExitError); ok {
		code = fmt.Sprint(exit.ExitCode())
	}
	if code != args[0] {
		ts.Fatalf("relgraph %s: exit code %s, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// TestInterruptedExportWritesNothing cancels an export at once, as Ctrl-C does.
func TestInterruptedExportWritesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stdout, stderr strings.Builder
	code := run(ctx, []string{"export", "-o", filepath.Join(dir, "figure.svg"), "syria-contacts"}, &stdout, &stderr)
	if code != exitProblem {
		t.Errorf("exit code %d, want %d", code, exitProblem)
	}
	if diff := cmp.Diff("relgraph: interrupted; nothing was written\n", stderr.String()); diff != "" {
		t.Error(diff)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A stuck writer is a pipe that nobody reads.
type stuck struct {
	began chan struct{} // closed when something is written
	once  sync.Once
}

func (s *stuck) Write([]byte) (int, error) {
	s.once.Do(func() { close(s.began) })
	select {}
}

// TestInterruptedWhileNobodyReads cancels runs that wait for the reader of a pipe, as a pager lets them: they end all
// the same.
func TestInterruptedWhileNobodyReads(t *testing.T) {
	for _, args := range [][]string{
		{"list", "claims", "syria-contacts"}, {"list", "--json", "claims", "syria-contacts"},
		{"export", "syria-contacts", "-o", "-", "--format", "graphml"}, {"explain", "--json", "syria-contacts", "us"},
		{"check", "no-such-dossier"}, {"formats"}, {"diff", "syria-contacts", "syria-contacts-wider"},
	} {
		for _, both := range []bool{false, true} {
			ctx, cancel := context.WithCancel(context.Background())
			out := &stuck{began: make(chan struct{})}
			var say io.Writer = new(strings.Builder)
			if both {
				say = out
			}
			go func() {
				<-out.began
				cancel()
			}()
			want := exitProblem
			if args[0] == "diff" {
				want = exitFailed
			}
			if code := run(ctx, args, out, say); code != want { // or the test waits for ever
				t.Errorf("%q: exit code %d, want %d", args, code, want)
			}
		}
	}
}
