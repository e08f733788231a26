package graphs

import (
	"bytes"
	"testing"

	"relgraph/graph"
	"relgraph/out/format"
	"relgraph/out/internal/golden"
	"relgraph/out/rows"
	"relgraph/sources"
)

// job is g under a title that is hard to quote, if it has none of its own; the actors stand as at has them or, if it
// is nil, in one spot, so that goldens do not change with the way in which places are found.
func job(g *graph.Graph, at map[sources.ActorID]rows.Point, o rows.Options) *rows.Job {
	j := rows.NewJob(g)
	j.Title, j.Options = golden.TitleOf(g), o
	if j.At = at; at == nil {
		j.At = map[sources.ActorID]rows.Point{}
	}
	return j
}

// written is a job in a format.
func written(t testing.TB, f format.Format[*rows.Job], j *rows.Job) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b, j); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inNotation is a value as a column has it in a notation.
func inNotation(n rows.Notation, column, value string) []byte {
	before, behind := n.Around(rows.Column{Name: column, Kind: "string"})
	return append(n.Escape([]byte(before), value), behind...)
}
