//go:build !unix || solaris || illumos || aix

package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// hold does nothing: these systems have no lock in Go's library that goes with a file's being closed.
func hold(*os.File) error { return nil }

// removeAbandoned closes a temporary file or folder, and removes it if its age says that it was left by a process that is
// gone.
func removeAbandoned(f *os.File, name string) {
	info, err := f.Stat()
	f.Close()
	if err == nil && time.Since(info.ModTime()) > staleAfter {
		os.RemoveAll(name)
	}
}

// renameHeld closes a temporary file or folder and renames it: Windows renames nothing that is open.
func renameHeld(held *os.File, from, to string) error {
	held.Close()
	return os.Rename(from, to)
}

// staleAfter is longer than any run writes.
const staleAfter = time.Hour

// lockFolder holds a folder by a file that only one can make.
func lockFolder(folder string) (unlock func(), ok bool, err error) {
	name := filepath.Join(folder, ".relgraph-lock")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL, newFileMode)
	if errors.Is(err, fs.ErrExist) {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > staleAfter {
			os.Remove(name)
		}
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() { f.Close(); os.Remove(name) }, true, nil
}
