package terminal

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/clipperhouse/displaywidth"
)

// A Progress says on a terminal what a run is at, in one line that is wiped away before anything else is written and at
// the end. It says nothing of what is done within a second, and nothing where nobody looks on: in a pipe, a file or
// a dumb terminal. A nil Progress says nothing.
type Progress struct {
	mu    sync.Mutex
	w     io.Writer
	width int // of the screen, in cells
	steps []*Task
	began time.Time // of the steps that followed each other without a pause
	ended time.Time
	drawn string // the line that stands on the screen
	broke bool   // what was written last did not end its line, such as a question
	done  chan struct{}
}

// A Task is one part of a run's work. A nil Task says nothing.
type Task struct {
	p     *Progress
	what  string
	count string
}

const (
	progressAfter = time.Second // what is done sooner needs no line
	progressEvery = 200 * time.Millisecond
)

type progressKey struct{}

// Watched returns a context in which [Doing] says what the run is at, if stderr is a terminal, until end is called.
func Watched(ctx context.Context, stdout, stderr *Stream) (_ context.Context, end func()) {
	if !isTerminal(stderr) {
		return ctx, func() {}
	}
	p := &Progress{w: stderr.w, width: Width(stderr), done: make(chan struct{})}
	stderr.progress = p
	if isTerminal(stdout) {
		stdout.progress = p
	}
	go p.watch()
	return context.WithValue(ctx, progressKey{}, p), p.close
}

// Doing says that the run is at something, such as "reading big.csv", until the step's End.
func Doing(ctx context.Context, format string, args ...any) *Task {
	p, _ := ctx.Value(progressKey{}).(*Progress)
	return p.begin(time.Now(), fmt.Sprintf(format, args...))
}

func (p *Progress) begin(now time.Time, what string) *Task {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.steps) == 0 && now.Sub(p.ended) > progressAfter {
		p.began = now
	}
	s := &Task{p: p, what: visible(strings.Join(strings.Fields(what), " "))} // in one line, whatever a file is called
	p.steps = append(p.steps, s)
	return s
}

// At says how far the step has come.
func (s *Task) At(done, all int, of string) {
	if s == nil {
		return
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.count = fmt.Sprintf(", %d of %d %s", done, all, of)
}

// End says that the step is done, and wipes its line away.
func (s *Task) End() {
	if s != nil {
		s.p.end(time.Now(), s)
	}
}

func (p *Progress) end(now time.Time, s *Task) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.steps = slices.DeleteFunc(p.steps, func(other *Task) bool { return other == s })
	p.ended = now
	p.wipe()
}

func (p *Progress) watch() {
	ticks := time.NewTicker(progressEvery)
	defer ticks.Stop()
	for {
		select {
		case <-p.done:
			return
		case now := <-ticks.C:
			p.draw(now)
		}
	}
}

// draw writes the line for the step that the run is at, if it has been at work for long.
func (p *Progress) draw(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	passed := now.Sub(p.began)
	if len(p.steps) == 0 || passed < progressAfter || p.broke {
		return
	}
	step := p.steps[len(p.steps)-1]
	line := fmt.Sprintf("%s%s ... %d s", step.what, step.count, int(passed.Seconds()))
	if room := p.width - 1; displaywidth.String(line) > room { // a terminal that is full goes on in the next line
		line = displaywidth.TruncateString(line, room, "")
	}
	if line != p.drawn {
		p.wipe()
		p.drawn = line
		_, _ = io.WriteString(p.w, line)
	}
}

// wipe takes the line away; p.mu is held.
func (p *Progress) wipe() {
	if n := displaywidth.String(p.drawn); n > 0 {
		_, _ = io.WriteString(p.w, "\r"+strings.Repeat(" ", n)+"\r")
	}
	p.drawn = ""
}

// around writes what belongs on the screen in the place of the line.
func (p *Progress) around(w io.Writer, text []byte) (int, error) {
	if p == nil {
		return w.Write(text)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
	if len(text) > 0 {
		p.broke = text[len(text)-1] != '\n'
	}
	return w.Write(text)
}

func (p *Progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
	p.steps = nil
	close(p.done)
}
