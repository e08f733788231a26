// Package answers holds what can be asked of a graph, and what comes back: as text for people and as JSON for programs.
//
// Ask for what an id rests on (Explain, Between), how two actors are connected (Path), who stands where (Measure), what
// changed between two editions (Changes), or for a list of what there is (Listings). Each answer writes itself as text
// in the language of a voice, and its JSON method returns what is to be encoded: an object whose member "version" is
// Version.
package answers

import (
	"fmt"
	"io"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// Version is that of the JSON of all answers. It grows when a member goes or means something else; new members leave
// it.
const Version = 1

// A Versioned begins each answer in JSON.
type Versioned struct {
	Version int `json:"version"`
}

var versioned = Versioned{Version}

// A Table is text in columns, for whoever knows how wide the page is.
type Table struct {
	Header []string
	Rows   [][]string
}

// newTable begins a table whose columns have these heads.
func newTable(v words.Voice, heads ...string) Table {
	t := Table{}
	for _, h := range heads {
		t.head(v, h)
	}
	return t
}

// head adds a column; "" for one that needs no head.
func (t *Table) head(v words.Voice, column string) {
	if column != "" {
		column = v.Lists.Head(column)
	}
	t.Header = append(t.Header, column)
}

func (t *Table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// A page is what text is written on. The first error of the writer stays, and ends the writing.
type page struct {
	g     *graph.Graph
	w     io.Writer
	voice words.Voice
	err   error
}

func (p *page) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// line writes a fact behind its label, unless it is blank.
func (p *page) line(indent, fact, value string) {
	if value != "" {
		p.printf("%s%-*s %s\n", indent, p.voice.Lists.LabelWidth(), p.voice.Lists.Label(fact)+":", value)
	}
}

func (p *page) full(id sources.ActorID) string { return words.Full(p.g.Dossier(), id) }

func (p *page) fulls(ids []sources.ActorID) string {
	return p.voice.Actors.Names(p.g.Dossier(), ids, words.Full)
}

func (p *page) several(ids []sources.ActorID) string {
	return p.voice.Actors.Several(p.g.Dossier(), ids)
}
