package out

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"
)

// slowEngine never answers in time.
type slowEngine struct{}

func (slowEngine) Place(ctx context.Context, _ []byte) ([]byte, error) {
	return nil, fmt.Errorf("stopped: %w", context.DeadlineExceeded)
}

func TestAGraphThatCannotBePlacedIsStillWrittenAsGraphML(t *testing.T) {
	g := golden.GraphOf(t, "from,to,url\nAnn,Bo,https://example.org/\n")
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	r := Render(g, slowEngine{}, Options{})
	svg, _ := FormatNamed("svg")
	graphml, _ := FormatNamed("graphml")
	var b bytes.Buffer
	if err := r.Write(ctx, &b, svg); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("svg: %v, want the deadline", err)
	}
	b.Reset()
	if err := r.Write(ctx, &b, graphml); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `<node id="ann">`) || strings.Contains(b.String(), `key="x"`) {
		t.Errorf("want actors without places:\n%s", &b)
	}
	warnings := r.Warnings(graphml)
	if len(warnings) != 1 || !strings.HasSuffix(warnings[0], ": the file has no positions, and a reader will choose its own") {
		t.Errorf("warnings %q", warnings)
	}
}

func TestFormatsAreFoundByNameAndEnding(t *testing.T) {
	for _, f := range Formats() {
		if got, err := FormatNamed(strings.ToUpper(f.Name)); err != nil || got.Name != f.Name {
			t.Errorf("named %q: %q, %v", f.Name, got.Name, err)
		}
		if got, err := FormatOf("folder.d/figure" + f.Ext); err != nil || got.Name != f.Name {
			t.Errorf("ending %q: %q, %v", f.Ext, got.Name, err)
		}
	}
	_, err := FormatNamed("gif")
	if diff := cmp.Diff(`unknown format "gif": want svg, pdf, png, eps, graphml, gexf, md, dot, nodes, edges, xlsx, datapackage, nodelink, graphology, cyjs, jsonld, cypher, neo4j, ftm, mermaid, csl, bibtex`, fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}

func TestTheLongestEndingTellsTheFormat(t *testing.T) {
	for file, want := range map[string]string{"a.zip": "datapackage", "a.neo4j.zip": "neo4j", "a.csl.json": "csl", ".svg": "svg", "B.SVG": "svg"} {
		if f, err := FormatOf(file); err != nil || f.Name != want {
			t.Errorf("%s: %s, %v; want %s", file, f.Name, err, want)
		}
	}
}
