package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
)

// A memory holds what was found for the last things that were asked. A figure is tried in several sizes and divisions, and
// one that is drawn again after a cell was changed has most of its panels as they were. It changes no answer but the
// time that it takes, except that a quick answer is the thorough one where that is known.
type memory[T any] struct {
	mu    sync.Mutex
	known map[question]T
	order []question // the oldest first
}

type question struct {
	digest [sha256.Size]byte
	quick  bool
}

// mostKnown bounds a memory: some hundred panels, of some kilobytes each.
const mostKnown = 256

var (
	arranged memory[Order]
	routed   memory[[]Curve]
)

// of is the answer to a question, by the function that finds it if it is not known. It is shared, so not to be written
// into.
func (m *memory[T]) of(key []int, quick bool, find func() T) T {
	text := make([]byte, 0, 8*len(key))
	for _, n := range key {
		text = binary.AppendVarint(text, int64(n))
	}
	asked := question{digest: sha256.Sum256(text)}
	if found, ok := m.recall(asked); ok {
		return found
	}
	if asked.quick = quick; quick {
		if found, ok := m.recall(asked); ok {
			return found
		}
	}
	found := find()
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.known[asked]; ok {
		return found
	}
	if m.known == nil {
		m.known = map[question]T{}
	}
	if len(m.order) == mostKnown {
		delete(m.known, m.order[0])
		m.order = m.order[1:]
	}
	m.known[asked] = found
	m.order = append(m.order, asked)
	return found
}

func (m *memory[T]) recall(asked question) (T, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found, ok := m.known[asked]
	return found, ok
}
