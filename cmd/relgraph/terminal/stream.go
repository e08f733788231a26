// Package terminal is what a command writes to and a person reads from: streams that forget no error and pass on no
// control sign, tables as wide as the screen, and a console that asks questions.
package terminal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A Stream is standard output or standard error of one run. What is written to it as text is shown, never obeyed:
// signs that would command a terminal, or turn the reading direction round, are written as Go writes them in quotes,
// such as \x1b. It keeps the first error, so that nobody has to ask after each line.
type Stream struct {
	mu     sync.Mutex
	w      io.Writer
	err    error
	closed bool
}

// NewStream returns a stream that writes to w.
func NewStream(w io.Writer) *Stream { return &Stream{w: w} }

// Write writes text.
func (s *Stream) Write(p []byte) (int, error) {
	if _, err := s.raw([]byte(Visible(string(p)))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s *Stream) raw(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, errClosed
	}
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(p)
	s.err = err
	return n, err
}

var errClosed = errors.New("the run has ended")

// Err is the first error of writing to the stream, without the name of a file.
func (s *Stream) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p *fs.PathError
	if errors.As(s.err, &p) {
		return p.Err
	}
	return s.err
}

// Close keeps anything more from being written, without closing what lies below.
func (s *Stream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

// Raw returns a writer that passes on every byte as it is: for files that go to standard output, and for a console
// that knows what it sends to a terminal.
func Raw(w io.Writer) io.Writer {
	if s, ok := w.(*Stream); ok {
		return rawStream{s}
	}
	return w
}

type rawStream struct{ s *Stream }

func (r rawStream) Write(p []byte) (int, error) { return r.s.raw(p) }

// file is the file that a writer writes to, or nil.
func file(w io.Writer) *os.File {
	switch w := w.(type) {
	case *os.File:
		return w
	case *Stream:
		return file(w.w)
	case rawStream:
		return file(w.s.w)
	}
	return nil
}

// Visible returns text with every control sign but line end and tab, every sign that turns the reading direction
// round, and every byte that is no UTF-8 written out.
func Visible(text string) string {
	if strings.IndexFunc(text, hidden) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case hidden(r) && r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

// hidden tells a sign that is not to reach a terminal: controls (Unicode's category Cc), line and paragraph
// separators, and the bidirectional embeddings, overrides and isolates, by which a text can look like another
// (CVE-2021-42574). Marks of direction, which Arabic and Hebrew names need, stay.
func hidden(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return true
	}
	return false
}
