//go:build unix && !solaris && !illumos && !aix

package files

import (
	"errors"
	"os"
	"syscall"
)

// hold locks a temporary file or folder for this process. The lock goes with its being closed, by whatever end. The error
// is errHeld if another has it, and another one on a file system without locks.
func hold(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// removeAbandoned removes a temporary file or folder that no living process holds, and closes it after that: who made it a
// moment ago could lock it in between.
func removeAbandoned(f *os.File, name string) {
	defer f.Close()
	if hold(f) == nil {
		os.RemoveAll(name)
	}
}

// renameHeld renames a temporary file or folder and lets go of it, in this order: another run would sweep it in between.
func renameHeld(held *os.File, from, to string) error {
	defer held.Close()
	return os.Rename(from, to)
}

// lockFolder locks the folder itself, so that no file has to lie in it for that. On a file system that has no locks
// it locks nothing.
func lockFolder(folder string) (unlock func(), ok bool, err error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		f.Close()
		return nil, false, nil
	}
	return func() { f.Close() }, true, nil
}
