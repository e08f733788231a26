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
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/term"
	"github.com/clipperhouse/displaywidth"
)

// A Stream is standard output or standard error of one run. What is written to it as text is shown, never obeyed:
// signs that would command a terminal, or turn the reading direction round, are written as Go writes them in quotes,
// such as \x1b. Lines too long for the screen are broken between words. It keeps the first error, so that nobody has to
// ask after each line.
type Stream struct {
	mu       sync.Mutex
	w        io.Writer
	width    int       // of the screen, in cells; 0 if there is none
	progress *Progress // whose line stands on the same screen; nil if there is none
	err      error
	closed   atomic.Bool
}

// NewStream returns a stream that writes to w. A program that reads it gets lines as long as they are; a person gets
// them as wide as the terminal, or as the variable COLUMNS says.
func NewStream(w io.Writer) *Stream {
	s := &Stream{w: w}
	if f := file(w); f != nil && term.IsTerminal(f.Fd()) || os.Getenv("COLUMNS") != "" {
		s.width = Width(w)
	}
	return s
}

// Write writes text.
func (s *Stream) Write(p []byte) (int, error) {
	if _, err := s.raw([]byte(fitted(visible(string(p)), s.width))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// deeper is how far the rest of a line that was broken is set in: behind what its first word begins, short of a screen
// that is narrow.
const deeper = 4

// fitted breaks the lines of text that are wider than a screen, between words, and sets in what follows.
func fitted(text string, width int) string {
	if width <= 0 || len(text) <= width {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\n")
		if displaywidth.String(body) <= width {
			b.WriteString(line)
			continue
		}
		before := len(body) - len(strings.TrimLeft(body, " "))
		rest := min(before+deeper, width/2)
		words := body[before:]
		for i, indent := 0, before; words != ""; i, indent = i+1, rest {
			if i > 0 {
				b.WriteString("\n")
			}
			var taken string
			taken, words = firstLine(words, width-indent)
			b.WriteString(strings.Repeat(" ", indent) + taken)
		}
		b.WriteString(line[len(body):])
	}
	return b.String()
}

// firstLine takes as many words off text as fit into width, one at least. Blanks between words of a line stay.
func firstLine(text string, width int) (taken, rest string) {
	for i := 0; i < len(text); {
		end := strings.IndexByte(text[i+1:], ' ')
		if end < 0 {
			end = len(text)
		} else {
			end += i + 1
		}
		if taken != "" && displaywidth.String(text[:end]) > width {
			return strings.TrimRight(taken, " "), strings.TrimLeft(text[i:], " ")
		}
		taken, i = text[:end], end
	}
	return text, ""
}

func (s *Stream) raw(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed.Load() {
		return 0, errClosed
	}
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.progress.around(s.w, p)
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

// Close keeps anything more from being written, without closing what lies below. It waits for nobody: a write that has
// begun may last as long as the reader of a pipe likes.
func (s *Stream) Close() error {
	s.closed.Store(true)
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

// visible returns text with every control sign but line end and tab, every sign that turns the reading direction
// round, and every byte that is no UTF-8 written out.
func visible(text string) string {
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
