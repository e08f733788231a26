package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/workbench"
	"relgraph/out"
	"relgraph/out/figure"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// serveFlags are those of serve, beside what export has to say about the page.
type serveFlags struct {
	exportFlags
	name   string // who works at the desk
	port   int
	second bool // for a second coding alone
}

func newServe() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [DOSSIER]",
		Short: "Show figure, problems and checking desk in the browser, redrawn when a table is saved",
		Args:  wants(0, 1, "one dossier", "relgraph serve my-dossier --documents copies"),
		RunE:  func(cmd *cobra.Command, args []string) error { return f.run(cmd, optional(args, 0)) },
	}
	f.askFlags.add(cmd)
	f.understand = &understandFlags{}
	f.understand.add(cmd)
	f.addRollUp(cmd)
	f.addBetween(cmd)
	f.figureFlags.add(cmd)
	f.pageFlags.add(cmd)
	cmd.Flags().StringVar(&f.name, "by", "", "your `name`, as rows that you check are to have it")
	cmd.Flags().BoolVar(&f.second, "second", false, "show nothing but passages, for somebody who codes them without "+
		"having seen the rows; needs --documents")
	cmd.Flags().IntVar(&f.port, "port", 0, "`port` to listen on; 0 takes one that is free")
	cmd.Flags().Lookup("documents").Usage = "`folder` with your copies of the documents, for the desk and for --verified"
	return cmd
}

func (f *serveFlags) run(cmd *cobra.Command, dossier string) error {
	if f.port < 0 || f.port > 65535 {
		return misusef("--port %d: want a number up to 65535", f.port)
	}
	if f.second && f.folder == "" {
		return misusef("--second: want --documents DIR, the folder with your copies of the documents")
	}
	day, err := today()
	if err != nil {
		return err
	}
	page, _ := out.FormatNamed("html") // which is there
	if err := obeyed(cmd.Flags(), []target{{"page.html", page}}); err != nil {
		return err
	}
	name, err := dossierNamed(cmd, dossier)
	if err != nil {
		return err
	}
	d, problems, err := f.opened(cmd, name)
	if err != nil {
		return err
	}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) { // a page would show an empty figure of it
		if d, err = sound(cmd, d, problems, isError); err != nil {
			return err
		}
	}
	s, end, err := f.source(cmd, name, d, day)
	if err != nil {
		return err
	}
	defer end()
	debug.SetGCPercent(serveGC)
	return f.listen(cmd, workbench.New(s))
}

// source is what the bench is given of the dossier of that name; end is to be called when it has ended.
func (f *serveFlags) source(cmd *cobra.Command, name string, d *sources.Dossier, day edtf.Day) (s workbench.Setup,
	end func(), err error) {
	export := &pager{exporting: exportingAs(cmd, name, "by", "port", "second")}
	s = workbench.Setup{
		Name: name, Options: f.opts, By: f.name, On: day,
		Open: func() (*sources.Dossier, sources.Diagnostics) {
			d, problems := f.open(name)
			return d, append(problems, settingProblems(d, problems.Err() == nil)...)
		},
		Draw:  export.page,
		Reads: export.reads,
		Fixed: f.fixed(name), Blind: f.second,
	}
	if err := wantFolder(name); err != nil && s.Fixed == "" {
		s.Uncodable = err.Error()
	}
	if s.Voice, err = f.voice(d); err != nil {
		return s, nil, err
	}
	if s.Fixed == "" {
		s.Places = filepath.Join(folderOf(name), placesFile)
	}
	if f.folder == "" {
		return s, func() {}, nil
	}
	root, err := openCopies(f.folder)
	if err != nil {
		return s, nil, err
	}
	s.Copies = root.FS()
	return s, func() { root.Close() }, nil
}

// listen serves the bench until Ctrl-C.
func (f *serveFlags) listen(cmd *cobra.Command, bench *workbench.Bench) error {
	server, l, err := workbench.Listen(bench, f.port)
	if err != nil {
		return fmt.Errorf("cannot listen on 127.0.0.1: %w", err)
	}
	if _, err := fmt.Fprintln(cmd.OutOrStdout(), server.Address()); err != nil {
		return errors.Join(errReported, l.Close()) // nobody could open it
	}
	fmt.Fprintln(cmd.ErrOrStderr(), "relgraph: open this address in a browser of this machine; Ctrl-C ends it")
	ctx, end := context.WithCancel(cmd.Context())
	defer end()
	ended := make(chan error, 2)
	go func() { ended <- bench.Run(ctx) }()
	go func() { ended <- server.Serve(ctx, l) }()
	err = <-ended
	end()
	return errors.Join(err, <-ended)
}

// serveGC has memory collected later than usual: a page is made anew while somebody waits for it, and is small.
const serveGC = 400

// fixed says why a dossier cannot be written into.
func (f *serveFlags) fixed(name string) string {
	if meansBuiltIn(name) {
		return "The dossier that comes with relgraph can be read, not written: copy its folder to work on it."
	}
	if _, _, foreign := f.openSheet(name); foreign {
		return "A sheet in columns of its own can be read, not written: relgraph import makes a dossier of it."
	}
	return ""
}

// A pager makes the page of a dossier again and again.
type pager struct {
	exporting

	mu   sync.Mutex
	like *figure.Draft // how the last figure was drawn that took its time
}

// page makes the page; quickly, with a figure like the one before, or nil if there was none. Its error has the words
// that an export would have said.
func (p *pager) page(ctx context.Context, quickly bool) ([]byte, error) {
	var d drawing
	if quickly {
		p.mu.Lock()
		d.like = p.like
		p.mu.Unlock()
		if d.like == nil {
			return nil, nil
		}
	}
	var page, said bytes.Buffer
	ctx = context.WithValue(ctx, drawingKey{}, &d)
	cmd, err := p.run(ctx, &page, &said, "--format=html", "--output=-")
	if err != nil {
		if ctx.Err() == nil {
			report(ctx, &said, cmd, err)
		}
		return nil, errors.New(lastLine(said.String()))
	}
	if !quickly {
		p.mu.Lock()
		p.like = d.drawn
		p.mu.Unlock()
	}
	return page.Bytes(), nil
}

// lastLine is the last line of what a command said, without the name of the program.
func lastLine(said string) string {
	lines := bytes.Split(bytes.TrimSpace([]byte(said)), []byte("\n"))
	return string(bytes.TrimPrefix(lines[len(lines)-1], []byte("relgraph: ")))
}
