package graphs

// heads are what a writer puts before the values of each column. Rows tell their columns in one order, which need not be
// that in which they are declared: what is looked for is moved to where it stands behind the one before it, so that it
// is found at once in the next row.
type heads struct {
	names, texts []string
	last         int // the place of the one that was asked for last
}

// add adds the head of a column.
func (h *heads) add(name, text string) {
	h.names, h.texts, h.last = append(h.names, name), append(h.texts, text), len(h.names)
}

// of is the head of a column, "" if it has none.
func (h *heads) of(name string) string {
	n := len(h.names)
	at := h.last
	for range n {
		if at++; at >= n {
			at = 0
		}
		if h.names[at] == name {
			h.move(at)
			return h.texts[h.last]
		}
	}
	return ""
}

// move puts the head at a place behind the last one.
func (h *heads) move(at int) {
	to := h.last + 1
	if at <= to { // it stands there, or before it because a row begins
		h.last = at
		return
	}
	name, text := h.names[at], h.texts[at]
	copy(h.names[to+1:at+1], h.names[to:at])
	copy(h.texts[to+1:at+1], h.texts[to:at])
	h.names[to], h.texts[to], h.last = name, text, to
}
