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
func hold(*os.File) bool { return true }

// abandoned tells by its age whether a temporary file is left by a process that is gone. A new one is left alone.
func abandoned(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && time.Since(info.ModTime()) > staleAfter
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
