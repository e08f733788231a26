package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A File is one of a folder's.
type File struct {
	Name string
	Data []byte
}

// Free returns an error unless folder can be made, or holds nothing.
func Free(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		parent := filepath.Dir(filepath.Clean(folder))
		if info, err := os.Stat(parent); err != nil || !info.IsDir() {
			return fmt.Errorf("%q cannot be made: want a folder that exists, and %q does not", folder, parent)
		}
		return nil
	case err != nil:
		return fmt.Errorf("%q cannot be a folder to write into: %w", folder, WithoutPath(err))
	case len(entries) > 0:
		return fmt.Errorf("%q holds %q and perhaps more, and nothing is overwritten: want an empty folder, or the "+
			"name of a new one", folder, entries[0].Name())
	}
	return nil
}

// WriteFolder makes a folder that holds these files and nothing else: all of them or, if anything fails, none. Of two
// that make the same folder at the same time one fails.
func WriteFolder(ctx context.Context, folder string, all []File) error {
	if err := Free(folder); err != nil {
		return err
	}
	if _, err := os.Stat(folder); err == nil {
		return fill(ctx, folder, all)
	}
	place, err := Place(filepath.Clean(folder))
	if err != nil {
		return err
	}
	sweep(place)
	set := New(ctx, nil)
	defer set.Discard()
	if err := set.stageFolder(place, folder, all); err != nil {
		return err
	}
	return set.Commit()
}

// stageFolder makes the folder under a temporary name.
func (s *Set) stageFolder(place, folder string, all []File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return s.ended()
	}
	held, err := createFolder(place)
	if err != nil {
		return fmt.Errorf("the folder %q cannot be made: %w", folder, WithoutPath(err))
	}
	name := held.Name()
	s.whole, s.wholePlace, s.wholeHeld = name, place, held
	for _, f := range all {
		if err := os.WriteFile(filepath.Join(name, f.Name), f.Data, newFileMode); err != nil {
			return fmt.Errorf("%q cannot be written: %w", filepath.Join(folder, f.Name), WithoutPath(err))
		}
	}
	return nil
}

// fill writes into a folder that is there and holds nothing.
func fill(ctx context.Context, folder string, all []File) error {
	unlock, err := Lock(ctx, folder)
	if err != nil {
		return err
	}
	defer unlock()
	if err := Free(folder); err != nil {
		return err
	}
	set := New(ctx, nil)
	defer set.Discard()
	for _, f := range all {
		if err := set.Stage(filepath.Join(folder, f.Name), f.Data); err != nil {
			return err
		}
	}
	return set.Commit()
}
