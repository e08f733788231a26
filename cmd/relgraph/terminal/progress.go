package terminal

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// A Progress is one line that counts on a terminal, of work that takes long.
type Progress struct {
	W           io.Writer
	began, told time.Time
}

const (
	progressAfter = time.Second // what is done sooner needs no line
	progressEvery = 100 * time.Millisecond
)

// Tell says how far the work has come, now and then.
func (p *Progress) Tell(done, all int, of string) {
	now := time.Now()
	if p.began.IsZero() {
		p.began = now
	}
	if now.Sub(p.began) < progressAfter || now.Sub(p.told) < progressEvery {
		return
	}
	p.told = now
	fmt.Fprintf(Raw(p.W), "\r%d of %d %s", done, all, of)
}

// End wipes the line away.
func (p *Progress) End() {
	if !p.told.IsZero() {
		fmt.Fprint(Raw(p.W), "\r"+strings.Repeat(" ", 40)+"\r")
	}
}
