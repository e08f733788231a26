//go:build unix

package layout

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"syscall"
)

// killTogether makes the end of cmd's context kill the process and all that it has started.
func killTogether(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		return err
	}
}

// private checks that a folder is the user's own and closed to all others.
func private(info fs.FileInfo) error {
	if !ownedBy(info, os.Geteuid()) {
		return fmt.Errorf("%q belongs to somebody else", info.Name())
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%q is open to others (mode %v)", info.Name(), info.Mode().Perm())
	}
	return nil
}

// safeAbove checks that nobody but the user and root can replace what is in the folder dir: it is theirs, and others
// may not write to it, unless it is like the common temporary folder, where all may add and none may take away.
func safeAbove(dir string) error {
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !ownedBy(info, os.Geteuid()) && !ownedBy(info, 0) {
		return fmt.Errorf("%q belongs to somebody else", dir)
	}
	if info.Mode().Perm()&0o022 != 0 && info.Mode()&fs.ModeSticky == 0 {
		return fmt.Errorf("others may write to %q", dir)
	}
	return nil
}

func ownedBy(info fs.FileInfo, uid int) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == uid
}
