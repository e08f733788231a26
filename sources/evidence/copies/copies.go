// Package copies reads the text out of a checker's own copies of documents: plain text, Markdown, web pages, PDF and
// Word files.
//
// A copy is read from the file alone, never from the network. What comes back is the text as a reader would have it,
// in the order of the file; package anchor evens out spaces, quotes and dashes. How it was read is said in By,
// because a text that another program extracts may differ in a hyphen or in the order of columns.
package copies

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"relgraph/sources/anchor"
)

// MaxSize is the most bytes that a copy, or the text in it, may have.
const MaxSize = 64 << 20

// A Copy is the text of one file.
type Copy struct {
	Text   string
	Raw    string // the same once more in the order of the file, of a PDF whose columns one order alone may take apart
	SHA256 string // of the file's bytes, in hexadecimal
	By     string // how the text was read, in words: "text, Windows-1252"
}

// readers are the kinds of file by their endings.
var readers = []struct {
	ending string
	read   func(data []byte) (Copy, error)
}{
	{".txt", one(readText)},
	{".md", one(readText)},
	{".html", one(readPage)},
	{".htm", one(readPage)},
	{".pdf", readPDF},
	{".docx", one(readWord)},
}

// one is a reader of files whose text has one order.
func one(read func(data []byte) (text, by string, err error)) func([]byte) (Copy, error) {
	return func(data []byte) (Copy, error) {
		text, by, err := read(data)
		return Copy{Text: text, By: by}, err
	}
}

// All is the text in each order in which it was read, one behind the other. Places in Text are the same in it.
func (c Copy) All() string {
	if c.Raw == "" {
		return c.Text
	}
	return c.Text + "\n\n" + c.Raw
}

// Holding is the text to look for words in: Text, if they stand there or nowhere else, and otherwise All.
func (c Copy) Holding(words string) string {
	wanted := anchor.Normalise(words).String()
	if c.Raw == "" || len(anchor.Normalise(c.Text).Index(wanted)) > 0 || len(anchor.Normalise(c.Raw).Index(wanted)) == 0 {
		return c.Text
	}
	return c.All()
}

// endings lists the endings of the files that Read understands.
func endings() []string {
	endings := make([]string, len(readers))
	for i, r := range readers {
		endings[i] = r.ending
	}
	return endings
}

// Read reads the copy of that name, which is relative to fsys and has slashes between folders. It takes the ending
// for the kind of file. An error that is fs.ErrNotExist says that there is no such file; with any other error that
// arises after the file was read, the Copy holds the digest and no text.
func Read(fsys fs.FS, name string) (Copy, error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return Copy{}, err
	}
	sum := sha256.Sum256(data)
	digested := Copy{SHA256: hex.EncodeToString(sum[:])}
	ending := strings.ToLower(path.Ext(name))
	for _, r := range readers {
		if r.ending != ending {
			continue
		}
		read, err := r.read(data)
		if err == nil && strings.TrimSpace(read.Text) == "" {
			err = errors.New("the file holds no text: a scan has to go through OCR first")
		}
		if err != nil {
			return digested, fmt.Errorf("copy %q: %w", name, err)
		}
		read.SHA256 = digested.SHA256
		return read, nil
	}
	return digested, fmt.Errorf("copy %q: unknown ending %q: want %s", name, ending, strings.Join(endings(), ", "))
}

// readFile reads a regular file of at most MaxSize bytes.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) || name == "." || slices.Contains(strings.FieldsFunc(name, slash), "..") {
		return nil, fmt.Errorf("copy %q: the name leads out of the folder: want the name of a file in it, with %q "+
			"between folders", name, "/")
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the folder has no file %q: %w", name, fs.ErrNotExist)
	case err != nil:
		return nil, fmt.Errorf("copy %q: %w", name, reason(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("copy %q: want a file, not a folder or a device", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("copy %q: %w", name, reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("copy %q: %w", name, reason(err))
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("copy %q: %w", name, errTooLong)
	}
	return data, nil
}

// slash tells separators, those of Windows too.
func slash(r rune) bool { return r == '/' || r == '\\' }

var errTooLong = fmt.Errorf("more than %d MiB", MaxSize>>20)

// reason is what is wrong with a file, without the path that fsys may have put before it.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
