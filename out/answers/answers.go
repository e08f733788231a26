// Package answers holds what can be asked of a graph, and what comes back: as text for people and as JSON for programs.
//
// Ask for what an id rests on (Explain, Between), how two actors are connected (Path), who stands where (Measure),
// what changed between two editions (Changes), or for a list of what there is (Listings). Each answer writes itself
// as text, and its JSON method returns what is to be encoded: an object whose member "version" is Version.
package answers

import (
	"fmt"
	"io"
	"strings"

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

func (t *Table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// A page is what text is written on. The first error of the writer stays, and ends the writing.
type page struct {
	g   *graph.Graph
	w   io.Writer
	err error
}

func (p *page) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// line writes a named value, unless it is blank.
func (p *page) line(indent, name, value string) {
	if value != "" {
		p.printf("%s%-10s %s\n", indent, name+":", value)
	}
}

func (p *page) full(id sources.ActorID) string { return words.Full(p.g.Dossier(), id) }

func (p *page) fulls(ids []sources.ActorID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = p.full(id)
	}
	return strings.Join(names, ", ")
}

const longestList = 12 // names on one line

// several names actors, but not more than a line holds.
func (p *page) several(ids []sources.ActorID) string {
	if len(ids) <= longestList {
		return p.fulls(ids)
	}
	return fmt.Sprintf("%s and %d more", p.fulls(ids[:longestList]), len(ids)-longestList)
}

func arrow(directed bool) string {
	if directed {
		return "→"
	}
	return "–"
}

func joined[T ~string](ids []T) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, ", ")
}
