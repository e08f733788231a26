package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite golden files and the generated parts of the documentation")

func TestMain(m *testing.M) {
	// Runs make little that stays, and the collector would take a third of the time.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(900 << 20)
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
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", dir+string(filepath.Separator), "relgraph/cmd/relgraph-layout")
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
	dir, err := filepath.Abs(filepath.Join("testdata", "script")) // since a script has a folder of its own
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
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

// consulted are the variables of the environment that relgraph reads, or what it stands on. A script that sets another runs
// relgraph by exec.
var consulted = []string{"COLUMNS", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL",
	"GIT_CONFIG_NOSYSTEM", "HOME", "NO_COLOR", "PATH", "SOURCE_DATE_EPOCH", "TERM", "TMPDIR", "XDG_CACHE_HOME"}

// oneFolder is held by the script that has made its folder and its environment those of this process.
var oneFolder sync.Mutex

// exits runs a command line of relgraph and wants an exit code: exits 2 export. Its streams are compared as after exec. It
// runs within this process, since most of what a short run costs is its start; with -process, and by "exec relgraph", in a
// process of its own, as what reads standard input has to.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	process := len(args) > 0 && args[0] == "-process"
	if process {
		args = args[1:]
	}
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits [-process] CODE [ARG ...]")
	}
	code := 0
	if !process {
		code = runIn(ts, args[1:])
	} else if exit, ok := errors.AsType[*exec.ExitError](ts.Exec("relgraph", args[1:]...)); ok {
		code = exit.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("relgraph %s: exit code %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// runIn runs a command line in a script's folder and environment.
func runIn(ts *testscript.TestScript, args []string) int {
	oneFolder.Lock()
	defer oneFolder.Unlock()
	home, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(home)) }()
	for _, name := range consulted {
		if was, had := os.LookupEnv(name); had {
			defer os.Setenv(name, was)
		} else {
			defer os.Unsetenv(name)
		}
		if value := ts.Getenv(name); value != "" {
			ts.Check(os.Setenv(name, value))
		} else {
			ts.Check(os.Unsetenv(name))
		}
	}
	return run(context.Background(), args, ts.Stdout(), ts.Stderr())
}

// TestScriptsSetWhatIsConsulted finds no script that sets a variable which a run in this process would not see.
func TestScriptsSetWhatIsConsulted(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range scripts {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		set := ""
		for line := range strings.Lines(string(archive.Comment)) {
			words := strings.Fields(strings.TrimPrefix(line, "! "))
			switch {
			case len(words) == 0:
			case words[0] == "env":
				for _, word := range words[1:] {
					name, _, _ := strings.Cut(word, "=")
					if !slices.Contains(consulted, name) {
						set = name
					}
				}
			case set != "" && words[0] == "exits" && words[1] != "-process":
				t.Errorf("%s sets %s, which a run in the test's own process does not see: run relgraph by exec:\n%s",
					file, set, line)
			}
		}
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
	var all sync.WaitGroup // at the same time, since each waits a while for itself to end
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
			all.Go(func() {
				if code := run(ctx, args, out, say); code != want { // or the test waits for ever
					t.Errorf("%q: exit code %d, want %d", args, code, want)
				}
			})
		}
	}
	all.Wait()
}
