package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// eventually waits until something holds, as long as the tests may take.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end, limited := t.Deadline(); !holds(); time.Sleep(10 * time.Millisecond) {
		if limited && time.Until(end) < time.Minute {
			t.Fatalf("not in all the time that the tests have: %s", what)
		}
	}
}

// An export that watches writes again when a table changes, says what is wrong with one and goes on, and ends well.
func TestExportWatches(t *testing.T) {
	dir := t.TempDir()
	sheet, figure := filepath.Join(dir, "list.csv"), filepath.Join(dir, "figure.svg")
	write := func(text string) {
		if err := os.WriteFile(sheet, []byte("actor,recipient,document,kind\n"+text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	drawn := func(name string) func() bool {
		return func() bool {
			data, _ := os.ReadFile(figure)
			return bytes.Contains(data, []byte(name))
		}
	}
	write("Ann Example,Bo Sample,https://example.org/1,meeting\n")
	ctx, end := context.WithCancel(context.Background())
	defer end()
	code, said := make(chan int), &heard{}
	go func() {
		// patiently: it may be drawing when it is ended, and a busy machine takes long for that
		code <- runWithin(ctx, time.Hour, []string{"export", sheet, "--watch", "-o", figure}, io.Discard, said)
	}()
	eventually(t, "the first figure", drawn("Bo Sample"))
	write("Ann Example,Cy Specimen,https://example.org/1,meeting\n")
	eventually(t, "the second figure", drawn("Cy Specimen"))
	write("Ann Example,Di Model,nowhere,meeting,too many\n")
	eventually(t, "what is wrong", func() bool { return strings.Contains(said.String(), "list.csv:2:1: the row has 5 cells") })
	write("Ann Example,Di Model,https://example.org/1,meeting\n")
	eventually(t, "the figure of what was put right", drawn("Di Model"))
	end()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d\n%s", got, said)
	}
}

// heard is what is written from another goroutine.
type heard struct {
	mu   sync.Mutex
	text strings.Builder
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}
