package terminal

import (
	"strings"
	"testing"
	"time"
)

// screen is what stands on a terminal after text was written to it that goes back by carriage returns.
func screen(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		cells, at := []rune{}, 0
		for _, r := range line {
			switch {
			case r == '\r':
				at = 0
			case at < len(cells):
				cells[at] = r
				at++
			default:
				cells, at = append(cells, r), at+1
			}
		}
		lines = append(lines, strings.TrimRight(string(cells), " "))
	}
	return strings.Join(lines, "\n")
}

// A run says what it is at once it has been at work for a second; what else is written takes the line's place, and
// nothing of it is left.
func TestProgress(t *testing.T) {
	var b strings.Builder
	p := &Progress{w: &b, width: 60, done: make(chan struct{})}
	s := &Stream{w: &b, progress: p}
	at := func(seconds float64) time.Time {
		return time.Unix(1_000_000, 0).Add(time.Duration(seconds * float64(time.Second)))
	}
	shows := func(want string) {
		t.Helper()
		if got := screen(b.String()); got != want {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
	}
	reading := p.begin(at(0), "reading big.csv")
	p.draw(at(0.9))
	shows("")
	p.draw(at(1.2))
	shows("reading big.csv ... 1 s")
	reading.At(3, 9, "claims")
	p.draw(at(2.4))
	shows("reading big.csv, 3 of 9 claims ... 2 s")
	s.Write([]byte("big.csv:2:1: warning: look\n"))
	shows("big.csv:2:1: warning: look\n")
	p.draw(at(3))
	shows("big.csv:2:1: warning: look\nreading big.csv, 3 of 9 claims ... 3 s")
	p.end(at(3.1), reading)
	shows("big.csv:2:1: warning: look\n")

	// The next step goes on with the time of the last.
	outer := p.begin(at(3.2), "writing a.svg")
	inner := p.begin(at(3.3), "looking for passages")
	p.draw(at(3.4))
	shows("big.csv:2:1: warning: look\nlooking for passages ... 3 s")
	p.end(at(3.5), inner)
	p.draw(at(3.6))
	shows("big.csv:2:1: warning: look\nwriting a.svg ... 3 s")
	p.end(at(3.7), outer)
	shows("big.csv:2:1: warning: look\n")

	// After a pause, in which somebody was asked, time begins anew; a question that waits is not written over.
	b.Reset()
	again := p.begin(at(60), "reading big.csv")
	p.draw(at(60.5))
	shows("")
	s.Write([]byte("what next? "))
	p.draw(at(62))
	shows("what next?")
	s.Write([]byte("\n"))
	p.draw(at(63))
	shows("what next?\nreading big.csv ... 3 s")
	p.close()
	shows("what next?\n")
	again.End()
	shows("what next?\n")
}

// A long name is cut at the width of the screen, and signs that command a terminal are written out.
func TestProgressFitsTheScreen(t *testing.T) {
	var b strings.Builder
	p := &Progress{w: &b, width: 20, done: make(chan struct{})}
	p.begin(time.Unix(0, 0), "reading \x1b[2J"+strings.Repeat("漢", 40))
	p.draw(time.Unix(5, 0))
	if got, want := b.String(), `reading \x1b[2J漢漢`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Where nobody looks on, nothing is said and nothing is kept.
func TestNoProgressIntoAPipe(t *testing.T) {
	var b strings.Builder
	out, say := NewStream(&b), NewStream(&b)
	ctx, end := Watched(t.Context(), out, say)
	step := Doing(ctx, "reading %s", "big.csv")
	if step != nil || say.progress != nil || out.progress != nil {
		t.Errorf("%v, %v, %v", step, say.progress, out.progress)
	}
	step.At(1, 2, "claims")
	step.End()
	end()
	if b.String() != "" {
		t.Errorf("it says %q", b.String())
	}
}
