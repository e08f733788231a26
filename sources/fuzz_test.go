package sources_test

import (
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

func FuzzCSV(f *testing.F) {
	for _, tt := range sheets {
		addShort(f, tt.text)
	}
	for _, tt := range headers {
		addShort(f, tt.header+"\nann,bo,https://example.org/1,x,y,z\n")
	}
	for _, tt := range sheetRules {
		addShort(f, tt.sheet)
	}
	f.Fuzz(func(t *testing.T, text string) { readsSoundly(t, "claims.csv", text) })
}

func FuzzYAML(f *testing.F) {
	for _, tt := range yamls {
		addShort(f, tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) { readsSoundly(t, "claims.yaml", text) })
}

// addShort leaves out the tables' giants, which make fuzzing slow and find nothing.
func addShort(f *testing.F, text string) {
	if len(text) < 1<<16 {
		f.Add(text)
	}
}

// readsSoundly holds what is read, and told, to what anybody may rely on.
func readsSoundly(t *testing.T, name, text string) {
	fsys := fstest.MapFS{name: {Data: []byte(text)}}
	d, problems := sources.OpenFS(fsys, name, sources.Options{})
	inside(t, fsys, problems)
	again, _ := sources.OpenFS(fsys, name, sources.Options{})
	if d.Digest() != again.Digest() {
		t.Errorf("two digests of\n%q", text)
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		inside(t, fsys, sources.Diagnostics{{Pos: c.Pos(), Problem: "a row"}, {Pos: c.At("note"), Problem: "a note"}})
	}
	if problems.Err() != nil {
		return
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		if d.Claim(c.ID) != c || d.Document(c.Document) == nil || len(c.Pairs()) == 0 {
			t.Errorf("claim %q of document %q with %d pairs in\n%q", c.ID, c.Document, len(c.Pairs()), text)
		}
		for _, pair := range c.Pairs() {
			if d.Actor(pair[0]) == nil || d.Actor(pair[1]) == nil || pair[0] == pair[1] {
				t.Errorf("claim %q of %q in\n%q", c.ID, pair, text)
			}
		}
	}
}
