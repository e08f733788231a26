package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
