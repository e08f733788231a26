package rows

import (
	"bytes"
	"strings"
)

// A Notation is how a format writes the cells of a row, one behind the other. A row that is told in one appends them to
// what is written as it finds them, which is sooner done than to put each into a fact first: see [Sheet.Written].
type Notation struct {
	Escape Escape

	// Around is what stands before and behind each value of a column. A column before whose values nothing stands is not
	// written, but told as a fact, since the writer has a place of its own for it.
	Around func(c Column) (before, behind string)
}

// around is what a column has around its values, which are facts in no notation.
func (n Notation) around(c Column) (before, behind string) {
	if n.Around == nil {
		return "", ""
	}
	return n.Around(c)
}

// A written is text to which the cells of a row are appended as a notation has them, and what stands there that Gephi
// will show in another way.
type written struct {
	Notation
	text           []byte
	own            map[string][2]string // what stands around the values of records, and of columns that are not relgraph's
	asked          string               // which of these was asked for last, and what it is
	answer         [2]string
	infinite, null []string // names of columns
}

// begin begins a row, whose cells are appended to text.
func (w *written) begin(text []byte) { w.text, w.infinite, w.null = text, w.infinite[:0], w.null[:0] }

// add adds a value that is not blank.
func (w *written) add(name string, is traits, before, value, behind string) {
	w.text = append(w.text, before...)
	if is&(asItIs|sure) != 0 {
		w.text = append(w.text, value...)
	} else {
		w.text = w.Escape(w.text, value)
	}
	w.text = append(w.text, behind...)
	if is&sure == 0 {
		w.look(name, value)
	}
}

// aroundOwn is around for records and for a column that is not one of relgraph's, asked once.
func (w *written) aroundOwn(name string) (before, behind string) {
	if w.Around == nil {
		return "", ""
	}
	if name != w.asked {
		around, known := w.own[name]
		if !known {
			if w.own == nil {
				w.own = map[string][2]string{}
			}
			around[0], around[1] = w.around(Column{name, "string"})
			w.own[name] = around
		}
		w.asked, w.answer = name, around
	}
	return w.answer[0], w.answer[1]
}

// has tells whether records, or a column that is not one of relgraph's, are written and no facts.
func (w *written) has(name string) bool {
	before, _ := w.aroundOwn(name)
	return before != ""
}

// infinity is what Gephi turns into another word.
const infinity = "INF"

// look looks for what Gephi will show in another way. It turns INF into Infinity wherever that stands (ElementDraftImpl)
// and drops values that read null (AttributeUtils); it leaves labels alone. What XML cannot hold has no warning here,
// because no dossier with it passes the check.
func (w *written) look(name, value string) {
	switch {
	case strings.IndexByte(value, infinity[0]) >= 0 && strings.Contains(value, infinity) && name != "label":
		w.infinite = append(w.infinite, name)
	case len(value) == len("null") && strings.EqualFold(value, "null") && name != "label":
		w.null = append(w.null, name)
	}
}

// lookAtRecords is look for records, which are never null.
func (w *written) lookAtRecords(text []byte) {
	if bytes.Contains(text, []byte(infinity)) {
		w.infinite = append(w.infinite, "records")
	}
}
