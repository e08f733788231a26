//go:build unix && !solaris && !illumos && !aix

package files

import (
	"errors"
	"os"
	"syscall"
)

// hold locks a temporary file or folder for this process. The lock goes with its being closed, by whatever end.
func hold(f *os.File) bool { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil }

// abandoned tells whether no living process holds a temporary file or folder.
func abandoned(f *os.File) bool { return hold(f) }

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
