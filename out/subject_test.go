package out

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/internal/golden"
	"relgraph/sources"
)

func TestFiguresAreFoundByName(t *testing.T) {
	for _, w := range Subjects() {
		if got, err := ParseSubject(strings.ToUpper(w.String())); err != nil || got != w {
			t.Errorf("%s: %v, %v", w, got, err)
		}
	}
	_, err := ParseSubject("time line")
	if diff := cmp.Diff(`unknown figure "time line": want contacts, timeline, chains, matrix`,
		fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}

// A time line is drawn without a layout engine, the same each time, with one group for each contact.
func TestATimelineIsDrawn(t *testing.T) {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	var first string
	for range 3 {
		var b bytes.Buffer
		svg, _ := FormatNamed("svg")
		if err := Render(g, nil, Options{Subject: Timeline}).Write(context.Background(), &b, svg); err != nil {
			t.Fatal(err)
		}
		if first != "" && first != b.String() {
			t.Fatal("another figure from the same dossier")
		}
		first = b.String()
	}
	for c := range g.All() {
		want := 0
		if c.Drawn() && !c.IsAffiliation() {
			want = 1
		}
		if n := strings.Count(first, fmt.Sprintf(`id="contact-%s"`, c.ID)); n != want {
			t.Errorf("%s has %d groups, want %d", c.ID, n, want)
		}
	}
}

func TestOnlyPicturesShowATimeline(t *testing.T) {
	g := golden.GraphOf(t, "from,to,url\nAnn,Bo,https://example.org/\n")
	for _, f := range Formats() {
		err := f.Shows(Timeline)
		if f.Picture != (err == nil) {
			t.Errorf("%s: %v", f.Name, err)
		}
		var b bytes.Buffer
		if written := Render(g, nil, Options{Subject: Timeline}).Write(context.Background(), &b,
			f); (written == nil) != f.Picture || b.Len() > 0 != f.Picture {
			t.Errorf("%s: %d bytes, %v", f.Name, b.Len(), written)
		}
	}
	dot, _ := FormatNamed("dot")
	if diff := cmp.Diff("format dot has no timeline: want a picture (svg, html, pdf, png, eps)",
		fmt.Sprint(dot.Shows(Timeline))); diff != "" {
		t.Error(diff)
	}
}
