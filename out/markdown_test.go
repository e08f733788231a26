package out

import (
	"bytes"
	"context"
	"testing"

	"relgraph/graph"
	"relgraph/sources"
)

func markdownOf(t *testing.T, g *graph.Graph) []byte {
	t.Helper()
	f, err := FormatNamed("md")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Render(g, nil, Options{}).Write(context.Background(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMarkdownOfTheBuiltInDossier(t *testing.T) {
	d, _ := sources.SyriaContacts()
	golden(t, "syria-contacts.md", markdownOf(t, graph.Build(d)))
}

func TestMarkdownTakesAnyName(t *testing.T) {
	golden(t, "names-with-marks.md", markdownOf(t, graphOf(t, "from,to,url,label,hedge\n"+
		"*Ann* | [x](y),<b>Bo</b>,https://example.org/a_b,talks # `code`,it is \\_said_\n")))
}
