package terminal

import (
	"strings"
	"testing"
	"time"
)

// Progress is told only of work that takes long, not too often, and leaves nothing behind.
func TestProgress(t *testing.T) {
	var b strings.Builder
	p := Progress{W: &b}
	p.Tell(1, 9, "claims")
	p.Tell(2, 9, "claims")
	p.End()
	if b.String() != "" {
		t.Errorf("at once it says %q", b.String())
	}
	p.began = time.Now().Add(-2 * progressAfter)
	p.Tell(3, 9, "claims")
	p.Tell(4, 9, "claims")
	if want := "\r3 of 9 claims"; b.String() != want {
		t.Errorf("after a while it says %q, want %q", b.String(), want)
	}
	p.End()
	if lines := strings.Split(b.String(), "\r"); strings.TrimSpace(lines[len(lines)-2]) != "" || lines[len(lines)-1] != "" {
		t.Errorf("it leaves %q", b.String())
	}
	if IsTerminal(&b) {
		t.Error("a buffer is taken for a terminal")
	}
}
