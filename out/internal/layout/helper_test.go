package layout

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// programs are what the tests run in place of relgraph-layout: this test binary, under names that say what it does.
var programs = map[string]func(){
	"slow": func() { time.Sleep(time.Hour) },
	"flood": func() {
		for {
			if _, err := os.Stdout.Write(make([]byte, 1<<16)); err != nil {
				os.Exit(1)
			}
		}
	},
	"complaining": func() { fmt.Fprintln(os.Stderr, "relgraph-layout: the DOT holds no graph\nand more"); os.Exit(1) },
	"silent":      func() { os.Exit(1) },
	"chatty":      func() { fmt.Fprint(os.Stderr, strings.Repeat("x", 1<<20)); os.Exit(1) },
	"panicking":   func() { panic("half a file") },
	// What go-graphviz does with a damaged cache.
	"choking": func() {
		if info, err := os.Stat(os.TempDir()); err == nil && info.IsDir() {
			panic("half a file")
		}
		fmt.Print("{}")
	},
	"environment": func() { fmt.Print(strings.Join(os.Environ(), "\n")) },
	"echo":        func() { io.Copy(os.Stdout, os.Stdin) },
	"parent":      func() { bear().Wait() },
	"forsaker":    func() { bear() },
	"finder": func() {
		h, err := FindHelper()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(h.Path)
	},
}

// bear starts a child and writes down its number.
func bear() *exec.Cmd {
	child := exec.Command(filepath.Join(filepath.Dir(os.Args[0]), "slow"))
	child.Stdout = os.Stdout // a pipe that stays open as long as the child lives
	if err := child.Start(); err != nil {
		panic(err)
	}
	if err := os.WriteFile(os.Args[0]+".child", fmt.Appendf(nil, "%d;", child.Process.Pid), 0o600); err != nil {
		panic(err)
	}
	return child
}

var bin string // where the programs are, with the real relgraph-layout

func TestMain(m *testing.M) {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	if run, ok := programs[name]; ok {
		run()
		return
	}
	os.Exit(withPrograms(m))
}

func withPrograms(m *testing.M) int {
	var err error
	if bin, err = os.MkdirTemp("", "layout"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(bin)
	if bin, err = filepath.EvalSymlinks(bin); err != nil {
		panic(err)
	}
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", path(program), "relgraph/cmd/relgraph-layout")
	if out, err := build.CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%v: %s", err, out))
	}
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	for name := range programs {
		if err := copyProgram(path(name), self); err != nil {
			panic(err)
		}
	}
	debug.SetGCPercent(400)
	return m.Run()
}

func path(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(bin, name)
}

func copyProgram(to, from string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o700)
}

// helper is a Helper for a program, with a cache of its own. It is patient, since the machine may be very busy.
func helper(t *testing.T, name string) *Helper {
	return &Helper{Path: path(name), Timeout: time.Hour, CacheDir: filepath.Join(t.TempDir(), "cache"), grace: time.Hour}
}

const dotOfTwo = "digraph { a -> b }"

// files lists all that is in a folder, without names of the cache's content.
func files(t *testing.T, dir string) []string {
	t.Helper()
	found := []string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, filepath.ToSlash(strings.TrimPrefix(path, dir)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The real program, from nothing: it leaves its cache in the user's cache folder and nothing anywhere else.
func TestHelper(t *testing.T) {
	temp, home := t.TempDir(), t.TempDir()
	for _, v := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(v, temp)
	}
	for _, v := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(v, home)
	}
	t.Chdir(t.TempDir())
	h := &Helper{Path: path(program), Timeout: time.Hour}
	first, err := h.Place(t.Context(), []byte(dotOfTwo))
	if err != nil {
		t.Fatal(err)
	}
	second, err := h.Place(t.Context(), []byte(dotOfTwo))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(first, []byte(`"name": "b"`)) || !bytes.Equal(first, second) {
		t.Errorf("answers:\n%s\n%s", first, second)
	}
	if got := files(t, temp); len(got) != 0 {
		t.Errorf("in the temporary folder: %q", got)
	}
	if got, _ := os.ReadDir("."); len(got) != 0 {
		t.Errorf("in the working folder: %v", got)
	}
	base, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	cache := filepath.Join(base, "relgraph", "layout")
	cached := files(t, cache)
	if len(cached) != 1 || len(files(t, home)) != 1 {
		t.Fatalf("in the cache: %q, in the home folder: %q", cached, files(t, home))
	}

	// A file that has been cut off stops every start of the program; the Helper gets over it and has it written again.
	file := cache + cached[0]
	whole, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(file, 1000); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got, err := h.Place(t.Context(), []byte(dotOfTwo))
		if err != nil || !bytes.Equal(first, got) {
			t.Errorf("error %v, answer\n%s", err, got)
		}
	}
	if again, err := os.Stat(file); err != nil || again.Size() != whole.Size() {
		t.Errorf("%v, %v: want the file whole again", again, err)
	}
}

func TestHelperErrors(t *testing.T) {
	for _, test := range []struct {
		program string
		change  func(*Helper)
		want    string
	}{
		{"slow", func(h *Helper) { h.Timeout = 100 * time.Millisecond },
			"the layout took longer than 100ms: give it more time, leave out actors or contacts, or export a format that needs no figure"},
		{"flood", func(h *Helper) { h.MaxOutput = 1 << 20 }, "the answer of relgraph-layout is larger than 1048576 bytes"},
		{"complaining", func(*Helper) {}, "relgraph-layout: the DOT holds no graph"},
		{"silent", func(*Helper) {}, "relgraph-layout failed and did not say why"},
		{"chatty", func(*Helper) {}, strings.Repeat("x", 4096)},
		{"panicking", func(*Helper) {}, "relgraph-layout crashed (exit status 2): panic: half a file"},
		{"slow",
			func(h *Helper) { h.Path = "gone" + h.Path }, `relgraph-layout is not at "gone` + path("slow") + `" any more`},
	} {
		t.Run(test.program, func(t *testing.T) {
			t.Parallel()
			h := helper(t, test.program)
			test.change(h)
			out, err := h.Place(t.Context(), []byte(dotOfTwo)) // or the test waits for an hour
			if out != nil || err == nil || err.Error() != test.want {
				t.Errorf("answer of %d bytes, error %v\nwant %s", len(out), err, test.want)
			}
			if late := strings.Contains(test.want, "longer"); late != errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%v: DeadlineExceeded is %v", err, !late)
			}
		})
	}
}

func TestHelperCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	_, err := helper(t, "slow").Place(ctx, nil) // or the test waits for an hour
	if want := "the layout was stopped: context canceled"; !errors.Is(err, context.Canceled) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// All of a long input is read, and all of a long answer, up to the byte.
func TestHelperLong(t *testing.T) {
	h := helper(t, "echo")
	long := bytes.Repeat([]byte("0123456789"), 100_000)
	h.MaxOutput = int64(len(long))
	got, err := h.Place(t.Context(), long)
	if err != nil || !bytes.Equal(got, long) {
		t.Errorf("%d bytes of %d, error %v", len(got), len(long), err)
	}
}

// The program knows nothing of the user's environment.
func TestHelperEnvironment(t *testing.T) {
	t.Setenv("SECRET", "x")
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	h := helper(t, "environment")
	h.Timeout, h.grace = 0, 0
	out, err := h.Place(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	cache, err := filepath.EvalSymlinks(h.CacheDir)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(string(out), "\n")
	slices.Sort(got)
	want := []string{"GOMAXPROCS=2", "LC_ALL=C", "RELGRAPH_LAYOUT_LIMIT=32s", "TEMP=" + cache, "TMP=" + cache,
		"TMPDIR=" + cache}
	// Windows has to have it
	got = slices.DeleteFunc(got, func(v string) bool { return strings.HasPrefix(v, "SYSTEMROOT=") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("environment (-want +got):\n%s", diff)
	}
}

// Whoever says how long a placing may take is not held to less.
func TestHelperTakesTheTimeItHas(t *testing.T) {
	h := helper(t, "environment")
	h.Timeout = 0
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Hour)
	defer cancel()
	out, err := h.Place(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, told, _ := strings.Cut(string(out), LimitVariable+"=")
	told, _, _ = strings.Cut(told, "\n")
	if limit, err := time.ParseDuration(told); err != nil || limit < 90*time.Hour {
		t.Errorf("the program may run for %q, %v: want the 100 hours of the context", told, err)
	}
}

// A program that dies with its cache runs without, and the cache is emptied for the next one.
func TestHelperDamagedCache(t *testing.T) {
	h := helper(t, "choking")
	file := filepath.Join(h.CacheDir, "go-graphviz", "half")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(h.CacheDir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := h.Place(t.Context(), nil)
	if string(out) != "{}" || err != nil {
		t.Errorf("answer %q, error %v", out, err)
	}
	if got := files(t, h.CacheDir); len(got) != 0 {
		t.Errorf("still in the cache: %q", got)
	}
}

// Programs that start at the same time, with no cache yet, do not disturb each other.
func TestHelperConcurrent(t *testing.T) {
	h := helper(t, program)
	answers := make([][]byte, 2)
	errs := make([]error, len(answers))
	var group sync.WaitGroup
	for i := range answers {
		group.Go(func() { answers[i], errs[i] = h.Place(t.Context(), []byte(dotOfTwo)) })
	}
	group.Wait()
	for i := range answers {
		if errs[i] != nil || !bytes.Equal(answers[i], answers[0]) {
			t.Errorf("run %d: error %v, answer\n%s", i, errs[i], answers[i])
		}
	}
	if got := files(t, h.CacheDir); len(got) != 1 {
		t.Errorf("in the cache: %q", got)
	}
}

// The program ends by itself, with no answer, when nobody is there to end it.
func TestProgramLimit(t *testing.T) {
	h := helper(t, program)
	// First it is compiled, which takes longer than the limit.
	if _, err := h.Place(t.Context(), []byte(dotOfTwo)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path(program))
	cmd.Env = []string{LimitVariable + "=200ms", "GOMAXPROCS=2", "TMPDIR=" + h.CacheDir, "TMP=" + h.CacheDir}
	cmd.Stdin = strings.NewReader(endless())
	answer, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || len(answer) > 0 || len(exit.Stderr) > 0 {
		t.Errorf("error %v and an answer of %d bytes, want exit status 1 at its limit", err, len(answer))
	}
}

// endless is a graph that dot takes minutes for.
func endless() string {
	var b strings.Builder
	b.WriteString("digraph {")
	for i := range 60 {
		for j := range i {
			fmt.Fprintf(&b, "n%d -> n%d;", j, i)
		}
	}
	b.WriteString("}")
	return b.String()
}

func TestFindHelper(t *testing.T) {
	run := func(t *testing.T, program, search string) string {
		t.Helper()
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), "PATH="+search)
		cmd.Dir = t.TempDir()
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	alone := filepath.Join(t.TempDir(), filepath.Base(path("finder")))
	if err := copyProgram(alone, path("finder")); err != nil {
		t.Fatal(err)
	}

	if got := run(t, path("finder"), ""); got != path(program) {
		t.Errorf("beside: %s, want %s", got, path(program))
	}
	if got := run(t, alone, bin); got != path(program) {
		t.Errorf("in PATH: %s, want %s", got, path(program))
	}
	want := `relgraph-layout is neither beside the running program nor in PATH: put the one that came with relgraph beside it, or run "make" in the checkout of relgraph`
	if got := run(t, alone, t.TempDir()); got != want {
		t.Errorf("nowhere: %s\nwant %s", got, want)
	}
}
