//go:build unix

package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// in makes a folder the current one and returns a set.
func in(t *testing.T, guard *Guard) *Set {
	t.Helper()
	t.Chdir(t.TempDir())
	s := New(t.Context(), guard)
	t.Cleanup(s.Discard)
	return s
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// here lists the current folder.
func here(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestAllOrNothing(t *testing.T) {
	s := in(t, nil)
	write(t, "a", "old")
	if err := errors.Join(s.Stage("a", []byte("new")), s.Stage("b", []byte("new"))); err != nil {
		t.Fatal(err)
	}
	if read(t, "a") != "old" {
		t.Error("staged is committed")
	}
	if err := s.Stage("no/such/c", nil); err == nil {
		t.Error("a folder that is not there passes")
	}
	s.Discard()
	if got := here(t); got != "a" || read(t, "a") != "old" {
		t.Errorf("after discarding: %s, a holds %q", got, read(t, "a"))
	}
}

// The umask takes its bits from new files and folders; a file that was there keeps its own mode.
func TestModes(t *testing.T) {
	s := in(t, nil)
	write(t, "old", "")
	if err := os.Chmod("old", 0o604); err != nil {
		t.Fatal(err)
	}
	defer syscall.Umask(syscall.Umask(0o027))
	if err := errors.Join(s.Stage("old", nil), s.Stage("new", nil), s.MakeFolder("folder"), s.Stage("folder/new", nil),
		s.Commit(),
		WriteFolder(t.Context(), "whole", []File{{"in", nil}})); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{"old": 0o604, "new": 0o640, "folder": 0o750, "folder/new": 0o640,
		"whole": 0o750, "whole/in": 0o640} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %v", name, info.Mode().Perm(), err, want)
		}
	}
}

// What goes to standard output is written only when every file is in its place.
func TestPrintComesLast(t *testing.T) {
	s := in(t, nil)
	var out strings.Builder
	s.Print(&out, []byte("text"))
	if err := s.Stage("a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("b", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Stage("b/c", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll("b"); err != nil { // so that the second file cannot be put in its place
		t.Fatal(err)
	}
	err := s.Commit()
	if want := `"b/c" cannot be written: no such file or directory; new already: "a"; the others are as they were`; err == nil || err.Error() != want {
		t.Errorf("%v; want %s", err, want)
	}
	if out.Len() > 0 {
		t.Errorf("printed %q", out.String())
	}
}

func TestTargets(t *testing.T) {
	for _, tt := range []struct {
		name         string
		make         func() error
		first, other string
		want         string // the error of staging the other, or what it then holds
	}{
		{"one name twice, in other capitals", nil, "t.svg", "T.svg",
			`"t.svg" and "T.svg" are one file on Windows and macOS: want each file once`},
		{"one name twice, in two ways", nil, "t.svg", "./t.svg", `"t.svg" and "./t.svg" are one file: want each file once`},
		{"a link and its file",
			func() error { return os.Symlink("t.svg", "link.svg") }, "t.svg", "link.svg",
			`"t.svg" and "link.svg" are one file: want each file once`},
		{"a link to what is not there yet",
			func() error { return os.Symlink("f/new.svg", "link.svg") }, "t.svg", "link.svg", "new"},
		{"links in a ring",
			func() error { return errors.Join(os.Symlink("b", "a"), os.Symlink("a", "b")) }, "t.svg", "a",
			`"a" cannot be written: too many links one behind the other`},
		{"a folder", nil, "t.svg", "f", `"f" is a folder: want the name of a file`},
		{"a device", nil, "t.svg", "/dev/null", ""},
		{"a very long name", nil, "t.svg", strings.Repeat("ä", 120), "new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := in(t, nil)
			if err := os.Mkdir("f", 0o755); err != nil {
				t.Fatal(err)
			}
			if tt.make != nil {
				if err := tt.make(); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Stage(tt.first, []byte("new")); err != nil {
				t.Fatal(err)
			}
			err := s.Stage(tt.other, []byte("new"))
			got := ""
			if err != nil {
				got = err.Error()
			} else if err := s.Commit(); err != nil {
				t.Fatal(err)
			} else {
				got = read(t, tt.other)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if info, err := os.Lstat("link.svg"); err == nil && info.Mode()&fs.ModeSymlink == 0 {
				t.Error("the link is replaced by a file")
			}
		})
	}
}

// A file that is read is not written over, whatever it is called; nor is a table put into a dossier's folder.
func TestGuard(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(os.Mkdir("d", 0o755), os.Symlink("d", "e")); err != nil {
		t.Fatal(err)
	}
	write(t, "edges.csv", "list")
	if err := errors.Join(os.Symlink("edges.csv", "soft.csv"), os.Link("edges.csv", "hard.csv")); err != nil {
		t.Fatal(err)
	}
	var g Guard
	g.Reads("edges.csv", "report", "")
	g.ReadsFolder("d", []string{"claims.csv", "actors.csv"})
	s := New(t.Context(), &g)
	defer s.Discard()
	for _, name := range []string{"edges.csv", "./d/../edges.csv", "soft.csv", "hard.csv"} {
		if want := fmt.Sprintf(`%q is read for this, as "edges.csv", and would be lost: want another file to write`,
			name); fmt.Sprint(s.Stage(name, nil)) != want {
			t.Errorf("%s: %v", name, s.Stage(name, nil))
		}
	}
	for _, name := range []string{"d/actors.csv", "d/Claims.CSV", "e/claims.csv"} {
		if want := fmt.Sprintf(`%q would be a table of the dossier "d", which is read for this: want another folder to write in`, name); fmt.Sprint(s.Stage(name, nil)) != want {
			t.Errorf("%s: %v", name, s.Stage(name, nil))
		}
	}
	for _, name := range []string{"claims.csv", "d/figure.svg", "nodes.csv"} {
		if err := s.Stage(name, nil); err != nil {
			t.Error(err)
		}
	}
}

// What a run that was killed has left is removed by the next one that writes the same target; what a living one has
// is not.
func TestSweep(t *testing.T) {
	s := in(t, nil)
	for _, name := range []string{".a.relgraph-0123abcd", ".a.relgraph-mine", ".b.relgraph-0123abcd"} {
		write(t, name, "")
	}
	if err := os.MkdirAll(".d.relgraph-0123abcd/x", 0o755); err != nil {
		t.Fatal(err)
	}
	other := New(t.Context(), nil)
	if err := other.Stage("a", []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Stage("a", []byte("2")), s.Commit(), other.Commit(),
		WriteFolder(t.Context(), "d", nil)); err != nil {
		t.Fatal(err)
	}
	if want := ".a.relgraph-mine .b.relgraph-0123abcd a d"; here(t) != want || read(t, "a") != "1" {
		t.Errorf("%s, a holds %s; want %s", here(t), read(t, "a"), want)
	}
}

// Once its context has ended, or the run was abandoned, a set commits nothing and leaves nothing.
func TestAbandon(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	ctx, abandon := Begin(ctx)
	s := New(ctx, nil)
	if err := s.Stage("a", nil); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := s.Commit(); !errors.Is(err, context.Canceled) {
		t.Errorf("committed: %v", err)
	}
	abandon()
	if err := s.Stage("b", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("staged: %v", err)
	}
	if got := here(t); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

// Of two that make one folder at the same time, one does and the other is told; the folder is one's whole.
func TestWriteFolderAtOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 20 {
		folder := fmt.Sprintf("f%d", i)
		if i%2 == 0 { // one that is there and empty
			if err := os.Mkdir(folder, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		errs := make([]error, 2)
		var wg sync.WaitGroup
		for who := range errs {
			wg.Go(func() {
				errs[who] = WriteFolder(t.Context(), folder, []File{{"a", fmt.Append(nil, who)},
					{"b", fmt.Append(nil, who)}})
			})
		}
		wg.Wait()
		if n := len(slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err == nil })); n != 1 {
			t.Errorf("%d of 2 failed: %v", n, errs)
		}
		if read(t, filepath.Join(folder, "a")) != read(t, filepath.Join(folder, "b")) {
			t.Error("the folder is of both")
		}
	}
	if strings.Contains(here(t), ".") {
		t.Errorf("left behind: %s", here(t))
	}
}

// Whoever holds the lock is alone with the folder.
func TestLock(t *testing.T) {
	folder := t.TempDir()
	var wg sync.WaitGroup
	var n atomic.Int64 // the lock is the system's, of which the race detector knows nothing
	for range 20 {
		wg.Go(func() {
			unlock, err := Lock(t.Context(), folder)
			if err != nil {
				t.Error(err)
				return
			}
			defer unlock()
			was := n.Load()
			syscall.Getpid()
			n.Store(was + 1)
		})
	}
	wg.Wait()
	if n.Load() != 20 {
		t.Errorf("%d, want 20", n.Load())
	}
	unlock, err := Lock(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Lock(ctx, folder); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting for a lock: %v", err)
	}
	if _, err := Lock(t.Context(), filepath.Join(folder, "none")); err == nil ||
		!strings.HasSuffix(err.Error(), `none" cannot be locked for writing: no such file or directory`) {
		t.Error(err)
	}
}

// A run that begins while another puts its files in their places sweeps none of them away.
func TestSweepLeavesWhatIsRenamed(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "x.csv")
	over := make(chan bool)
	var sweeping sync.WaitGroup
	for range 4 {
		sweeping.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
					sweep(place)
				}
			}
		})
	}
	for range 400 {
		f, err := create(place)
		if err != nil {
			t.Fatal(err)
		}
		if err := renameHeld(f, f.Name(), place); err != nil {
			t.Error(err)
			break
		}
	}
	close(over)
	sweeping.Wait()
}

// Who locks a folder to write into it finds nothing that a killed run left, whatever target it was for.
func TestLockSweeps(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".a.csv.relgraph-0123abcd", ".b.relgraph-1", "relgraph-0123abcd", ".c.csv"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	held, err := create(filepath.Join(dir, "d.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	unlock, err := Lock(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if want := []string{".b.relgraph-1", ".c.csv", filepath.Base(held.Name()),
		"relgraph-0123abcd"}; !slices.Equal(left, want) {
		t.Errorf("left: %q, want %q", left, want)
	}
}
