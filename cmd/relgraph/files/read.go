package files

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// MaxInput is the most bytes that are read of a theme, a font, a file of places or periods, or an edition that git
// hands over: far more than any has.
const MaxInput = 64 << 20

// Read reads a regular file of at most that many bytes. A pipe, a device or a longer file is refused before anything
// of it is read.
func Read(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name) // before opening, for which a pipe would have to wait
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q cannot be read: %w", name, WithoutPath(err))
	case info.IsDir():
		return nil, fmt.Errorf("%q is a folder: want a file", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%q is a pipe or a device: want a file", name)
	case info.Size() > most:
		return nil, fmt.Errorf("%q has %d bytes: want at most %d", name, info.Size(), most)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, WithoutPath(err))
	}
	defer f.Close()
	return readWhole(f, name, most)
}

// A statReader is a file, as far as reading needs it.
type statReader interface {
	io.Reader
	Stat() (fs.FileInfo, error)
}

// readWhole reads all of a file, and refuses one that a program writes in the meantime, which would be half of one edition
// and half of another.
func readWhole(f statReader, name string, most int64) ([]byte, error) {
	before, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, WithoutPath(err))
	}
	var whole bytes.Buffer
	whole.Grow(int(min(before.Size(), most)) + bytes.MinRead)
	_, err = whole.ReadFrom(io.LimitReader(f, most+1))
	data := whole.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, WithoutPath(err))
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("%q grew beyond %d bytes while it was read", name, most)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, WithoutPath(err))
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(data)) != after.Size() {
		return nil, fmt.Errorf("%q changed while it was read: run the command again when the program "+
			"that writes it has ended",
			name)
	}
	return data, nil
}
