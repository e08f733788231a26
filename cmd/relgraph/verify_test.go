package main

import (
	"strings"
	"testing"
	"time"

	"relgraph/cmd/relgraph/terminal"
)

// Progress is told only of work that takes long, not too often, and leaves nothing behind.
func TestProgress(t *testing.T) {
	var b strings.Builder
	p := progress{w: &b}
	p.tell(1, 9)
	p.tell(2, 9)
	p.end()
	if b.String() != "" {
		t.Errorf("at once it says %q", b.String())
	}
	p.began = time.Now().Add(-2 * progressAfter)
	p.tell(3, 9)
	p.tell(4, 9)
	if want := "\r3 of 9 claims"; b.String() != want {
		t.Errorf("after a while it says %q, want %q", b.String(), want)
	}
	p.end()
	if lines := strings.Split(b.String(), "\r"); strings.TrimSpace(lines[len(lines)-2]) != "" || lines[len(lines)-1] != "" {
		t.Errorf("it leaves %q", b.String())
	}
	if terminal.IsTerminal(&b) {
		t.Error("a buffer is taken for a terminal")
	}
}
