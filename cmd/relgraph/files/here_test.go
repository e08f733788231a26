package files

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A folder that was removed under somebody is told of as such.
func TestTheCurrentFolderIsGone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder that a process is in cannot be removed")
	}
	gone := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(gone, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(gone)
	if err := Here(); err != nil {
		t.Errorf("it is there, and still: %v", err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PWD", "") // by which the system's own answer is asked for
	_, err := Place("x.dot")
	const want = `"x.dot" cannot be written: the current folder was removed: go to one that is there, such as with cd`
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
