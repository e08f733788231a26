package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A change is told once the file has come to rest, whatever changed: what it holds, that it is there, or that it is gone.
func TestChangeIsTold(t *testing.T) {
	dir := t.TempDir()
	file, other := filepath.Join(dir, "claims.csv"), filepath.Join(dir, "places.csv")
	// In one step: a busy machine leaves a file empty for so long that its being emptied is told as a change of its own.
	write := func(name, text string) {
		whole := name + ".whole"
		if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(whole, name); err != nil {
			t.Fatal(err)
		}
	}
	write(file, "one")
	names := []string{file, other}
	was := Of(names)
	for _, step := range []struct {
		what   string
		change func()
	}{
		{"longer", func() { write(file, "one two") }},
		{"another made", func() { write(other, "id,x,y") }},
		{"gone", func() { os.Remove(file) }},
		{"back", func() { write(file, "one") }},
		{"as long, at another time", func() {
			if err := os.Chtimes(file, time.Time{}, time.Unix(1e9, 0)); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		told := make(chan Fingerprint)
		go func() {
			now, err := Change(context.Background(), names, was)
			if err != nil {
				t.Error(err)
			}
			told <- now
		}()
		step.change()
		if was = <-told; was != Of(names) {
			t.Errorf("%s: told of another change", step.what)
		}
	}
}

func TestWaitingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Change(ctx, nil, Of(nil)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
