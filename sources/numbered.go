package sources

// Numbers are those that documents have in the list of sources of an edition that was published. A dossier that has them
// keeps them, so that a footnote that somebody has quoted still leads where it led: documents that are not among them
// get numbers behind the last one.
type Numbers map[DocumentID]Numbered

// Numbered is the number that a document has in such a list, with the passages in it that have letters, by their
// locators in the order of the letters.
type Numbered struct {
	Number   int
	Passages []string
}

// Last is the highest of the numbers, also of documents that are no longer there; 0 if there are none.
func (n Numbers) Last() int {
	last := 0
	for _, numbered := range n {
		last = max(last, numbered.Number)
	}
	return last
}
