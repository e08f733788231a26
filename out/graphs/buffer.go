package graphs

import "io"

// A buffer holds what is written until there is a block of it: writers append to text, and call pass after every
// element. It remembers its first error.
type buffer struct {
	to   io.Writer
	text []byte
	err  error
}

// block is from how many bytes on they are passed on.
const block = 1 << 16

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

// pass passes on what there is, if it is a block.
func (b *buffer) pass() {
	if len(b.text) >= block {
		_ = b.Flush()
	}
}

// Flush passes on all that there is. Its error is the first one that passing on anything had.
func (b *buffer) Flush() error {
	if b.err == nil && len(b.text) > 0 {
		_, b.err = b.to.Write(b.text)
	}
	b.text = b.text[:0]
	return b.err
}

// asItIs appends a text.
func asItIs(text []byte, item string) []byte { return append(text, item...) }
