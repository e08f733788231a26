package sources

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// changedFS is a file system in which one file holds something else.
type changedFS struct {
	fs.FS
	name string
	data []byte
}

func (f changedFS) Open(name string) (fs.File, error) {
	if name == f.name {
		return heldFile{bytes.NewReader(f.data), path.Base(name)}, nil
	}
	return f.FS.Open(name)
}

// A heldFile is a file in memory; it describes itself, too.
type heldFile struct {
	*bytes.Reader
	name string
}

func (f heldFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f heldFile) Close() error               { return nil }
func (f heldFile) Name() string               { return f.name }
func (f heldFile) Mode() fs.FileMode          { return 0o444 }
func (f heldFile) ModTime() time.Time         { return time.Time{} }
func (f heldFile) IsDir() bool                { return false }
func (f heldFile) Sys() any                   { return nil }
