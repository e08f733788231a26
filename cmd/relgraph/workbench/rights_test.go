//go:build unix

package workbench

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWhatIsKeptHasTheUsersRights keeps places, a file that was not there, and a row that was checked, in one that was.
func TestWhatIsKeptHasTheUsersRights(t *testing.T) {
	for _, umask := range []int{0o077, 0o002} {
		o := open(t, nil)
		claims := filepath.Join(o.dir, "d", "claims.csv")
		if err := os.Chmod(claims, 0o604); err != nil {
			t.Fatal(err)
		}
		was := syscall.Umask(umask)
		places, _ := o.post(t, "places", Reply{Boxes: []Box{{"ann", 1, 2}}})
		check, done := o.post(t, "check", Reply{ID: "c1", Seen: o.claim(t, "c1").Seen, By: "Eve Evans"})
		syscall.Umask(was)
		if places != 200 || check != 200 || o.read(t, "d/claims.csv") == tables {
			t.Errorf("places %d, check %d %q", places, check, done.Says)
		}
		for name, want := range map[string]fs.FileMode{
			filepath.Join(o.dir, "d", "places.csv"): 0o666 &^ fs.FileMode(umask), claims: 0o604,
		} {
			if info, err := os.Stat(name); err != nil || info.Mode() != want {
				t.Errorf("umask %03o: %s: %v, %v, want %v", umask, filepath.Base(name), info.Mode(), err, want)
			}
		}
	}
}
