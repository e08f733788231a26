package workbench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/watch"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/edtf"
	"relgraph/sources/evidence/verify"
)

// A Setup is what a bench shows, and how it is read and drawn.
type Setup struct {
	Name    string          // of the dossier, as the command line has it
	Options sources.Options // by which it is read
	Open    func() (*sources.Dossier, sources.Diagnostics)
	// makes the page; quickly, as well as that goes, or nil if it does not
	Draw  func(ctx context.Context, quickly bool) (page []byte, err error)
	Reads func() ([]string, error) // the files by which both may change
	Fixed string                   // why nothing can be written; "" if it can
	// why no second coding can be kept beside the dossier; "" if it can
	Uncodable string
	Blind     bool // for a second coding alone: nothing of the rows is shown
	Voice     words.Voice
	Places    string // the file that says where boxes stand
	Copies    fs.FS  // of the documents; nil if there are none
	By        string // who works; asked for if it is blank
	On        edtf.Day
}

// A Bench is a dossier that is shown and worked on.
type Bench struct {
	setup Setup

	mu       sync.Mutex // of all below, and of every write
	revision int
	drawn    int // the revision of the page
	html     []byte
	failed   string // why there is no page
	problems sources.Diagnostics
	desk     *desk.Desk
	passages *desk.Passages
	was      watch.Fingerprint
	own      watch.Fingerprint // what the bench itself has written
	fresh    chan struct{}     // closed when the revision grows
}

// New returns a bench that shows nothing yet.
func New(s Setup) *Bench { return &Bench{setup: s, fresh: make(chan struct{})} }

// Run shows the dossier, and again whenever it changes, until the context ends. The first error of reading which files
// those are is returned.
//
// What is wrong is told first, then the page as it can be had quickly, then the page as it is when all the work of laying
// out its figure is done; another change ends that work.
func (b *Bench) Run(ctx context.Context) error {
	var drawing sync.WaitGroup
	defer drawing.Wait()
	for {
		names, err := b.setup.Reads()
		if err != nil {
			return err
		}
		was := watch.Of(names)
		b.read(ctx, names, was)
		one, stop := context.WithCancel(ctx)
		if !b.setup.Blind {
			b.draw(one, true)
			drawing.Go(func() { b.draw(one, false) })
		}
		_, err = watch.Change(ctx, names, was)
		stop()
		if err != nil {
			return nil // ended
		}
	}
}

// read reads the dossier, whose files have that print. The desk, and with it what can be taken back, stays if nobody else
// has written. What was written while it was read is left to be read again.
func (b *Bench) read(ctx context.Context, names []string, was watch.Fingerprint) {
	d, problems := b.setup.Open()
	var report verify.Report
	if d != nil && problems.Err() == nil && b.setup.Copies != nil {
		report, _ = verify.Dossier(ctx, d, b.setup.Copies, nil) // what could not be read stands in it
	}
	if ctx.Err() != nil {
		return // the report may be of a part of the documents
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if watch.Of(names) != was {
		return
	}
	defer b.tell()
	b.problems, b.was = problems, was
	if d == nil || problems.Err() != nil {
		b.desk = nil
		return
	}
	if b.desk == nil || was != b.own {
		b.desk = desk.New(b.setup.Name, b.setup.Options, d)
	}
	b.passages = nil
	if b.setup.Copies != nil {
		b.passages = desk.NewPassages(b.setup.Copies, report)
	}
}

// draw makes the page anew, and tells whoever listens, unless it is what it was or the context has ended.
func (b *Bench) draw(ctx context.Context, quickly bool) {
	html, err := b.setup.Draw(ctx, quickly)
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case ctx.Err() != nil, err == nil && html == nil:
		return
	case err != nil && (quickly || b.failed == err.Error()): // the thorough one says it
		return
	case err != nil:
		b.failed = err.Error()
	case b.failed == "" && bytes.Equal(html, b.html):
		return
	default:
		b.failed, b.html, b.drawn = "", html, b.revision+1
	}
	b.tell()
}

// tell tells whoever listens that there is something new.
func (b *Bench) tell() {
	b.revision++
	close(b.fresh)
	b.fresh = make(chan struct{})
}

// page is the page as it was last drawn; the last good one, if the dossier has errors now.
func (b *Bench) page(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	html := b.html
	b.mu.Unlock()
	if html == nil {
		http.Error(w, "no page is drawn yet", http.StatusNotFound)
		return
	}
	w.Header().Del("Content-Security-Policy") // the page brings its own, which is stricter
	w.Header().Set("X-Frame-Options", "SAMEORIGIN")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(html)
}

// events tells each new revision, as Server-Sent Events.
func (b *Bench) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	rc := http.NewResponseController(w)
	for {
		b.mu.Lock()
		revision, fresh := b.revision, b.fresh
		b.mu.Unlock()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", revision); err != nil || rc.Flush() != nil {
			return
		}
		select {
		case <-fresh:
		case <-r.Context().Done():
			return
		}
	}
}

// rowOf is a digest of a row with all its cells, private ones among them: by it the bench knows that somebody answers
// about the row as it is.
func rowOf(c *sources.Claim) string {
	var b strings.Builder
	for _, column := range sources.ClaimColumns() {
		fmt.Fprintf(&b, "%q %q\n", column.Name, column.Text(c))
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}
