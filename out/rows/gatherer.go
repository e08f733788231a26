package rows

import (
	"iter"

	"relgraph/graph"
	"relgraph/sources"
)

// A gatherer collects what a row says, as facts or as text. What nobody wants is not put into words.
type gatherer struct {
	skips    *nameSet // the facts that nobody wants
	facts    []Fact   // of the row; their room is the next row's
	written  written  // its text, if it is told in a notation
	edge     bool     // the row is a contact in a graph file, which does not tell what goes without saying
	inUse    bool     // only which columns are in use is asked for
	contacts telling[*graph.Contact]
	claims   telling[*claimed]
	nodes    telling[*node]
	claimed  claimed             // room for one
	node     node                // likewise
	isPair   bool                // the row is about a pair of the members of a contact of more than two
	pair     [2]sources.ActorID  // which these are
	ends     [2]int              // where the actors of such an edge stand
	members  []sources.ActorID   // room for those of a claim
	d        *sources.Dossier    // of the row
	papers   []*sources.Document // room for the documents of the row
	sourced  *graph.Contact      // whose they are
	dates    diary
	shelf    shelf

	recorded   recorded
	hasRecords bool                      // they are told
	own        []Fact                    // the cells of the dossier's own columns
	every      iter.Seq2[string, []Fact] // its records
	cells      []Fact                    // room for those of a claim
}

// newGatherer leaves out facts. What it tells is escaped as the notation has it, what is said of documents and the
// records too where the other cells are facts.
func newGatherer(skips *nameSet, as Notation) *gatherer {
	t := &gatherer{skips: skips, written: written{Notation: as}, shelf: shelf{escape: as.Escape}}
	t.every = t.each
	return t
}

// inFacts is the notation of rows that are told as facts.
var inFacts = Notation{Escape: unescaped}

// begin begins a row.
func (t *gatherer) begin(d *sources.Dossier) {
	t.d, t.facts = d, t.facts[:0]
	t.written.begin(nil)
}

// fact adds a fact that is not blank.
func (t *gatherer) fact(name, value string) { t.facts = append(t.facts, Fact{name, value}) }

// finish adds a row's records, and the dossier's own columns behind them, as far as they are facts.
func (t *gatherer) finish(r *Row, own []Fact) {
	t.hasRecords, t.own = r.Records != nil && !t.skips.has("records"), own
	if t.hasRecords && !t.written.has("records") {
		t.fact("records", "")
	}
	for i := range own {
		if f := &own[i]; !IsBlank(f.Value) && !t.skips.has(f.Name) && !t.written.has(f.Name) {
			t.fact(f.Name, f.Value)
		}
	}
	r.Facts = t.facts
}

// writeRest adds the records and the dossier's own columns to the text of a row, as far as they are no facts.
func (t *gatherer) writeRest() {
	if w := &t.written; t.hasRecords && w.has("records") {
		before, behind := w.aroundOwn("records")
		w.text = append(w.text, before...)
		begin := len(w.text)
		w.text = t.appendRecords(w.text)
		w.lookAtRecords(w.text[begin:])
		w.text = append(w.text, behind...)
	}
	for i := range t.own {
		if f := &t.own[i]; !IsBlank(f.Value) && !t.skips.has(f.Name) {
			if before, behind := t.written.aroundOwn(f.Name); before != "" {
				t.written.add(f.Name, lean, before, f.Value, behind)
			}
		}
	}
}
