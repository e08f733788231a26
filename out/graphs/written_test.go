package graphs

import (
	"bytes"
	"io"
	"testing"

	"relgraph/graph"
	"relgraph/out/figure"
)

// written is g in a format that needs no places, under its own title.
func written(t *testing.T, g *graph.Graph, write func(io.Writer, *graph.Graph, string) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, g, figure.Title(g.Dossier(), figure.Options{})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writtenFTM(t *testing.T, g *graph.Graph) []byte {
	t.Helper()
	return written(t, g, func(w io.Writer, g *graph.Graph, _ string) error { return WriteFTM(w, g) })
}
