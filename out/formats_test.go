package out

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"relgraph/out/figure"
	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"
)

// noEngine fails at once.
type noEngine struct{}

func (noEngine) Place(context.Context, []byte) ([]byte, error) { return nil, errors.New("no engine") }

// TestOnlyPicturesWaitForAFigure writes every format with an engine that fails, and when all time is up.
func TestOnlyPicturesWaitForAFigure(t *testing.T) {
	g := golden.Graphs(t)["names-in-quotes"]
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	r := Render(g, noEngine{}, Options{Figure: figure.Options{Layout: figure.Layered}})
	for _, f := range Formats() {
		var b bytes.Buffer
		if err := r.Write(ctx, &b, f); (err == nil) == f.Picture {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestAFormatSaysWhatItIs(t *testing.T) {
	for _, f := range Formats() {
		if f.Name == "" || f.Ext == "" || f.About == "" || f.Holds == "" || f.Folder != (f.files != nil) {
			t.Errorf("%q: ending %q, about %q, holds %q, folder %t", f.Name, f.Ext, f.About, f.Holds, f.Folder)
		}
	}
	if err := Render(golden.Graphs(t)["all-one-way"], nil, Options{}).Write(context.Background(), io.Discard,
		Format{}); err == nil {
		t.Error("a format that is none was written")
	}
}

// Only a format that is a folder has files; asked of another, they are an error and not those of some folder.
func TestOnlyFoldersHaveFiles(t *testing.T) {
	r := Render(golden.Graphs(t)["all-one-way"], nil, Options{})
	for _, f := range append(Formats(), Format{}) {
		if files, err := r.Files(context.Background(), f); (err == nil) != f.Folder || (len(files) > 0) != f.Folder {
			t.Errorf("%q, folder %t: %d files, %v", f.Name, f.Folder, len(files), err)
		}
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
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	want := fmt.Sprintf("unknown format %q: want %s", "gif", strings.Join(names, ", "))
	if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}

func TestTheLongestEndingTellsTheFormat(t *testing.T) {
	for file, want := range map[string]string{"a.zip": "datapackage", "a.neo4j.zip": "neo4j", "a.csl.json": "csl",
		".svg": "svg", "B.SVG": "svg"} {
		if f, err := FormatOf(file); err != nil || f.Name != want {
			t.Errorf("%s: %s, %v; want %s", file, f.Name, err, want)
		}
	}
}
