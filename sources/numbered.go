package sources

import "maps"

// Numbered is the number that a document has in the list of sources of an edition that was published, with the
// passages in it that have letters, by their locators in the order of the letters.
type Numbered struct {
	Number   int
	Passages []string
}

// KeepNumbers has figures and texts of the dossier number these documents as they were numbered before, so that a
// footnote that somebody has quoted still leads where it led. Documents that are not among them get numbers behind
// the last one.
func (d *Dossier) KeepNumbers(numbers map[DocumentID]Numbered) { d.numbers = maps.Clone(numbers) }

// NumberedBefore is the number to keep for a document, if there is one.
func (d *Dossier) NumberedBefore(id DocumentID) (Numbered, bool) {
	n, ok := d.numbers[id]
	return n, ok
}

// LastNumber is the highest of the numbers to keep, also of documents that are no longer there; 0 if none are kept.
func (d *Dossier) LastNumber() int {
	last := 0
	for _, n := range d.numbers {
		last = max(last, n.Number)
	}
	return last
}
