package graphs

import "io"

// A buffer holds what is written until there is a block of it: writers append to text, and call pass after every
// element. It remembers its first error.
type buffer struct {
	to   io.Writer
	text []byte
	err  error
}

// block is how many bytes are passed on at once, or so many times as many: a system that is given pieces which begin and
// end at its own bounds puts them by in half the time.
const block = 1 << 18

func newBuffer(to io.Writer) *buffer { return &buffer{to: to, text: make([]byte, 0, block+block/4)} }

// Write appends p, and never fails: see Flush.
func (b *buffer) Write(p []byte) (int, error) {
	b.text = append(b.text, p...)
	b.pass()
	return len(p), nil
}

// add appends texts as they are.
func (b *buffer) add(texts ...string) {
	for _, text := range texts {
		b.text = append(b.text, text...)
	}
}

// pass passes on the whole blocks that there are.
func (b *buffer) pass() {
	if len(b.text) >= block {
		b.passOn(len(b.text) - len(b.text)%block)
	}
}

// Flush passes on all that there is. Its error is the first one that passing on anything had.
func (b *buffer) Flush() error {
	b.passOn(len(b.text))
	return b.err
}

// passOn passes on so many bytes, unless that failed before.
func (b *buffer) passOn(n int) {
	if b.err == nil && n > 0 {
		_, b.err = b.to.Write(b.text[:n])
	}
	b.text = b.text[:copy(b.text, b.text[n:])]
}

// asItIs appends a text.
func asItIs(text []byte, item string) []byte { return append(text, item...) }
