//go:build unix

package layout

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A cache that others have a hand in is not used: the program gets a temporary folder that cannot exist.
func TestCacheRefused(t *testing.T) {
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, dir string)
		used    bool
	}{
		{"not there yet", func(*testing.T, string) {}, true},
		{"there", func(t *testing.T, dir string) { mkdir(t, dir, 0o700) }, true},
		{"under a link", func(t *testing.T, dir string) {
			above := filepath.Dir(dir)
			mkdir(t, above+".real", 0o700)
			symlink(t, above+".real", above)
		}, true},
		{"in a folder where all may add and none take away", func(t *testing.T, dir string) {
			mkdir(t, filepath.Dir(dir), os.ModeSticky|0o777)
		}, true},
		{"a link", func(t *testing.T, dir string) {
			mkdir(t, dir+".real", 0o700)
			symlink(t, dir+".real", dir)
		}, false},
		{"a dangling link", func(t *testing.T, dir string) { symlink(t, dir+".none", dir) }, false},
		{"a file", func(t *testing.T, dir string) {
			mkdir(t, filepath.Dir(dir), 0o700)
			if err := os.WriteFile(dir, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"readable for the group", func(t *testing.T, dir string) { mkdir(t, dir, 0o740) }, false},
		{"readable for all", func(t *testing.T, dir string) { mkdir(t, dir, 0o704) }, false},
		{"in a folder that the group may write to", func(t *testing.T, dir string) {
			mkdir(t, dir, 0o700)
			mkdir(t, filepath.Dir(dir), 0o770)
		}, false},
		{"in a folder that all may write to", func(t *testing.T, dir string) {
			mkdir(t, dir, 0o700)
			mkdir(t, filepath.Dir(dir), 0o777)
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "above", "cache")
			test.prepare(t, dir)
			h := &Helper{Path: path("environment"), CacheDir: dir}
			checkUsed(t, h, test.used)
		})
	}
	t.Run("no home", func(t *testing.T) {
		t.Setenv("HOME", "")
		t.Setenv("XDG_CACHE_HOME", "")
		checkUsed(t, &Helper{Path: path("environment")}, false)
	})
	t.Run("of somebody else", func(t *testing.T) {
		// Of root, if it is not root who tests, and then it is open to others.
		checkUsed(t, &Helper{Path: path("environment"), CacheDir: "/"}, false)
	})
}

func checkUsed(t *testing.T, h *Helper, want bool) {
	t.Helper()
	out, err := h.Place(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if none := strings.Contains(string(out), "TMPDIR=/dev/null/none\n"); none == want {
		t.Errorf("environment:\n%s", out)
	}
}

func mkdir(t *testing.T, dir string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, mode); err != nil { // umask or not
		t.Fatal(err)
	}
}

func symlink(t *testing.T, to, from string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(from), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, from); err != nil {
		t.Fatal(err)
	}
}

// What the program has started is killed with it, and also if the program has ended before.
func TestHelperKillsChildren(t *testing.T) {
	for _, program := range []string{"parent", "forsaker"} {
		t.Run(program, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			written := path(program) + ".child"
			if err := os.Remove(written); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a run before this one
				t.Fatal(err)
			}
			done := make(chan error)
			go func() {
				_, err := helper(t, program).Place(ctx, nil)
				done <- err
			}()
			var child int
			for child == 0 {
				time.Sleep(10 * time.Millisecond)
				text, _ := os.ReadFile(written)
				if pid, whole := strings.CutSuffix(string(text), ";"); whole {
					child, _ = strconv.Atoi(pid)
				}
			}
			if !alive(child) {
				t.Fatal("the child does not run")
			}
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			for alive(child) { // or the test waits for an hour
				time.Sleep(time.Millisecond)
			}
		})
	}
}

// alive tells whether a process runs; one that has ended and is waited for by nobody does not.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err != nil || !strings.Contains(string(stat), ") Z ")
}

// A home folder that is named and not there, as that of a service's account, is not made.
func TestHomeIsNotMade(t *testing.T) {
	home := filepath.Join(t.TempDir(), "nobody")
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", "")
	h := &Helper{Path: path("environment")}
	if _, err := h.Place(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(home); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the home is there: %v", err)
	}
}
