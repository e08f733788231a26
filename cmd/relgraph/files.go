package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A fileSet writes several files whole or not at all: each is staged beside its target, and only when all are complete do
// they take the targets' places.
type fileSet struct {
	staged  []stagedFile
	folders []string // made for them
}

type stagedFile struct{ temporary, target string }

const newFileMode, newFolderMode = 0o644, 0o755

// stage writes data into a temporary file in the target's folder.
func (s *fileSet) stage(target string, data []byte) error {
	mode := fs.FileMode(newFileMode)
	info, err := os.Stat(target)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%q is a folder: want the name of a file", target)
	case err == nil && !info.Mode().IsRegular():
		return s.writeThrough(target, data)
	case err == nil:
		mode = info.Mode().Perm()
	}
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".relgraph-*")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%q cannot be written: want a folder that exists, and %q does not", target, filepath.Dir(target))
	}
	if err != nil {
		return fmt.Errorf("%q cannot be written: %w", target, withoutPath(err))
	}
	s.staged = append(s.staged, stagedFile{f.Name(), target})
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(f.Name(), mode)
	}
	if err != nil {
		return fmt.Errorf("%q cannot be written: %w", target, withoutPath(err))
	}
	return nil
}

// makeFolder makes a folder for files to be staged in, unless it is there already.
func (s *fileSet) makeFolder(folder string) error {
	err := os.Mkdir(folder, newFolderMode)
	switch {
	case err == nil:
		s.folders = append(s.folders, folder)
	case errors.Is(err, fs.ErrExist):
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%q cannot be made: want a folder that exists, and %q does not", folder, filepath.Dir(filepath.Clean(folder)))
	default:
		return fmt.Errorf("%q cannot be made: %w", folder, withoutPath(err))
	}
	return nil
}

// writeThrough writes to what is no file that could be replaced: a device or a pipe.
func (s *fileSet) writeThrough(target string, data []byte) error {
	if err := os.WriteFile(target, data, newFileMode); err != nil {
		return fmt.Errorf("%q cannot be written: %w", target, withoutPath(err))
	}
	return nil
}

// commit puts every staged file in its place.
func (s *fileSet) commit() error {
	for len(s.staged) > 0 {
		f := s.staged[0]
		if err := os.Rename(f.temporary, f.target); err != nil {
			return fmt.Errorf("%q cannot be written: %w", f.target, withoutPath(err))
		}
		s.staged = s.staged[1:]
	}
	return nil
}

// discard removes what was staged and not committed, and the folders that were made and have nothing in them.
func (s *fileSet) discard() {
	for _, f := range s.staged {
		os.Remove(f.temporary)
	}
	for _, folder := range s.folders {
		os.Remove(folder) // which fails, as it should, if a file is in it
	}
	s.staged, s.folders = nil, nil
}

// withoutPath takes the path off an error whose message names the file already.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
