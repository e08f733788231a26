package verify

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/evidence/verbatim"
)

// ownWords looks through a dossier's cells for words of documents, which must not stand there.
type ownWords struct {
	cells  []sources.Cell
	finder *verbatim.Finder

	found sync.Mutex
	runs  []copied
}

// A copied is a row of words that a cell has from a document.
type copied struct {
	verbatim.Run
	document sources.DocumentID
}

// notOwn are the columns that are not in anybody's own words: their names and addresses, and ids.
var notOwn = func() map[string]bool {
	not := map[string]bool{}
	for _, c := range sources.Columns() {
		not[c.Name] = not[c.Name] || c.AsGiven || c.Holds == sources.HoldsURL || c.Holds == sources.HoldsDocuments
	}
	return not
}()

func newOwnWords(d *sources.Dossier) *ownWords {
	o := &ownWords{}
	var texts, titles []string
	for _, row := range d.Folder().Rows() {
		for _, c := range row.Cells {
			if !notOwn[c.Column] {
				o.cells = append(o.cells, c)
				texts = append(texts, c.Text)
			}
		}
	}
	for i := range d.Documents {
		titles = append(titles, strings.Trim(d.Documents[i].Title, "[]"))
	}
	o.finder = verbatim.New(texts, titles)
	return o
}

func (o *ownWords) look(doc *sources.Document, text anchor.Text) {
	runs := o.finder.Look(text.String())
	o.found.Lock()
	defer o.found.Unlock()
	for _, r := range runs {
		o.runs = append(o.runs, copied{r, doc.ID})
	}
}

// begun is how many of the words a warning repeats, so that they can be found in a long cell.
const begun = 4

// warnings says where copied words stand, in the order of the rows.
func (o *ownWords) warnings() sources.Diagnostics {
	slices.SortFunc(o.runs, func(a, b copied) int {
		if a.Text != b.Text {
			return a.Text - b.Text
		}
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(string(a.document), string(b.document))
	})
	var ds sources.Diagnostics
	for _, r := range o.runs {
		c := o.cells[r.Text]
		words := strings.Fields(c.Text[r.Start:r.End])
		ds = append(ds, sources.Diagnostic{
			Pos: c.Pos, Severity: sources.Warning,
			Problem: fmt.Sprintf("%d words in a row, from %q on, stand in document %q as well", r.Words,
				strings.Join(words[:min(begun, len(words))], " "), r.document),
			Want: fmt.Sprintf("want the %s in your own words, since a dossier is passed on and the document is "+
				"somebody else's", c.Column),
		})
	}
	return ds
}
