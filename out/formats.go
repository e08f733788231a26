// Package out writes graphs into files: pictures for reports, graph files for analysis.
//
// Formats is the one table of formats. Lay a graph out once with Render, then Write it in as many formats as wanted:
//
//	r := out.Render(g, engine, out.Options{})
//	err := r.Write(ctx, file, format)
package out

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/graphs"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/picture"
	"relgraph/out/internal/picture/eps"
	"relgraph/out/internal/picture/pdf"
	"relgraph/out/internal/picture/raster"
	"relgraph/out/internal/picture/svg"
	"relgraph/out/page"
	"relgraph/out/rows"
	"relgraph/out/sheets"
	"relgraph/out/texts"
	"relgraph/sources"
)

// A Format is one way of writing a graph. Its description says what it is, which options it can obey, and what it
// leaves out.
type Format struct {
	format.Description
	write    func(ctx context.Context, w io.Writer, r *Rendering) error
	files    func(r *Rendering) ([]File, error)
	parts    func(r *Rendering) []*Rendering
	warnings func(r *Rendering) []string
}

// Formats lists every format, in the order in which help shows them.
func Formats() []Format {
	return []Format{
		drawn(svg.Format),
		opened(page.Format),
		drawn(pdf.Format),
		drawn(raster.Format),
		drawn(eps.Format),
		told(graphs.GraphML),
		told(graphs.GEXF),
		told(texts.Markdown),
		told(graphs.DOT),
		told(sheets.Nodes),
		told(sheets.Edges),
		told(sheets.Workbook),
		told(sheets.DataPackage),
		told(graphs.NodeLink),
		told(graphs.Graphology),
		told(graphs.Cytoscape),
		told(graphs.JSONLD),
		told(graphs.Cypher),
		told(graphs.Neo4j),
		told(graphs.FTM),
		told(graphs.Mermaid),
		told(texts.CSL),
		told(texts.BibTeX),
	}
}

// told is a format that is written from the graph.
func told(f format.Format[*rows.Job]) Format {
	t := Format{Description: f.Description, write: func(_ context.Context, w io.Writer,
		r *Rendering) error {
		return f.Write(w, r.job)
	}}
	if f.Parts != nil {
		t.parts = func(r *Rendering) []*Rendering {
			r.split.Do(func() {
				for _, j := range f.Parts(r.job) {
					r.parts = append(r.parts, &Rendering{job: j, opts: r.opts, edited: true})
				}
			})
			return r.parts
		}
	}
	if f.Files != nil {
		t.files = func(r *Rendering) ([]File, error) { return f.Files(r.job) }
	}
	if f.Warnings != nil {
		t.warnings = func(r *Rendering) []string { return f.Warnings(r.job) }
	}
	return t
}

// drawn is a format that is written from the figure.
func drawn(f format.Format[picture.Job]) Format {
	return Format{
		Description: f.Description,
		write: func(ctx context.Context, w io.Writer, r *Rendering) error {
			drawing, err := r.Figure(ctx)
			if err != nil {
				return err
			}
			return f.Write(w, picture.Job{Figure: drawing, FontMode: r.opts.FontMode, DPI: r.opts.DPI})
		},
		warnings: func(r *Rendering) []string {
			if r.figure == nil {
				return nil
			}
			warnings := r.figureWarnings()
			if f.Warnings != nil {
				warnings = append(f.Warnings(picture.Job{Figure: r.figure}), warnings...)
			}
			return warnings
		},
	}
}

// opened is the page of the web, which is written from the figure and the graph.
func opened(f format.Format[*page.Job]) Format {
	return Format{
		Description: f.Description,
		write: func(ctx context.Context, w io.Writer, r *Rendering) error {
			j := &page.Job{Rows: r.job, Theme: r.opts.Figure.Theme, Options: r.opts.Page}
			if j.Overview = r.opts.Subject == Contacts && tooMany(r.job.Graph); !j.Overview {
				var err error
				if j.Figure, err = r.Figure(ctx); err != nil {
					return err
				}
			}
			return f.Write(w, j)
		},
		warnings: func(r *Rendering) []string {
			if r.figure == nil {
				return nil
			}
			return r.figureWarnings()
		},
	}
}

// Obeys tells whether the format's files can be as an option asks.
func (f Format) Obeys(o format.Option) bool { return slices.Contains(f.Takes, o) }

// FormatNamed returns the format of that name; its error lists the names there are.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == strings.ToLower(name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("unknown format %q: want %s", name, strings.Join(names, ", "))
}

// FormatOf returns the format that a file's ending stands for. A name that ends in a slash is a folder for the format
// that is made of several files.
func FormatOf(file string) (Format, error) {
	base := strings.ToLower(filepath.Base(file))
	var exts []string
	var best Format
	for _, f := range Formats() {
		if strings.HasSuffix(file, "/") {
			if f.Folder {
				return f, nil
			}
			continue
		}
		if (strings.HasSuffix(base, f.Ext) || "."+base == f.Ext) && len(f.Ext) > len(best.Ext) {
			best = f
		}
		exts = append(exts, f.Ext)
	}
	if best.Ext != "" {
		return best, nil
	}
	ext := filepath.Ext(file)
	if ext == "" {
		return Format{}, fmt.Errorf("%q has no ending to tell the format by: want %s, or --format", file,
			strings.Join(exts, ", "))
	}
	return Format{}, fmt.Errorf("unknown ending %q of %q: want %s, or --format", ext, file, strings.Join(exts, ", "))
}

// Options are what a user may choose for the outputs.
type Options struct {
	Subject  Subject             // the figure that pictures show
	Of       []sources.ContactID // the contacts of Chains; none for all
	Figure   figure.Options
	Verified Verified // said below figures and in the sourcing statement
	FontMode FontMode // of SVG
	DPI      float64  // pixels to an inch in PNG; 0 is DefaultDPI
	Graph    rows.Options
	Page     page.Options
}

// A Rendering is a graph on its way into files. It is laid out when the first format asks for it, and only once.
type Rendering struct {
	job  *rows.Job
	opts Options
	draw func(context.Context) (*figure.Figure, error)

	once   sync.Once
	edited bool // the figure is as its options ask already
	figure *figure.Figure
	err    error

	measure sync.Once
	seen    figure.Candidate

	split sync.Once
	parts []*Rendering // of a diagram that is too large for one file
}

// Render prepares g for writing. The engine may be nil if no picture is to be written.
func Render(g *graph.Graph, engine layout.Engine, opts Options) *Rendering {
	opts = opts.noted(g.Dossier())
	return &Rendering{job: opts.job(g), opts: opts, draw: func(ctx context.Context) (*figure.Figure,
		error) {
		return opts.draw(ctx, g, engine)
	}}
}

// Write writes the graph in format f.
func (r *Rendering) Write(ctx context.Context, w io.Writer, f Format) error {
	if f.write == nil {
		return fmt.Errorf("no format: want one of Formats")
	}
	if err := f.Shows(r.opts.Subject); err != nil {
		return err
	}
	if err := f.write(ctx, w, r); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

// Paged tells whether a file of the format holds all pages of a figure.
func (f Format) Paged() bool { return !f.Picture || f.Description.Paged }

// Pages tells how many files the format needs: more than one for a picture of several pages, and for a diagram that is
// too large for its readers.
func (r *Rendering) Pages(ctx context.Context, f Format) (int, error) {
	if f.parts != nil {
		return max(1, len(f.parts(r))), nil
	}
	if f.Paged() {
		return 1, nil
	}
	fig, err := r.Figure(ctx)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", f.Name, err)
	}
	return len(fig.Pages()), nil
}

// WritePage writes the n-th page of the figure or part of the diagram, from 0.
func (r *Rendering) WritePage(ctx context.Context, w io.Writer, f Format, n int) error {
	if f.parts != nil {
		return f.parts(r)[n].Write(ctx, w, f)
	}
	fig, err := r.Figure(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	page := *fig.Pages()[n]
	page.More = nil
	one := &Rendering{edited: true, job: r.job, opts: r.opts,
		draw: func(context.Context) (*figure.Figure, error) { return &page, nil }}
	return one.Write(ctx, w, f)
}

// measured is what a reader's eye meets in the figure.
func (r *Rendering) measured() figure.Candidate {
	r.measure.Do(func() { r.seen = r.figure.Measured(r.opts.Figure.Size) })
	return r.seen
}

// Warnings lists what readers of a file in format f will make of this graph other than it says. Of a picture it knows
// that once it is written.
func (r *Rendering) Warnings(f Format) []string {
	if f.warnings == nil {
		return nil
	}
	return f.warnings(r)
}

func (r *Rendering) figureWarnings() []string {
	var warnings []string
	if r.opts.Subject == Contacts && r.opts.Figure.Draft == nil {
		warnings = append(warnings, r.measured().Warnings()...)
	}
	if long := figure.TooLong(r.figure, r.opts.Figure.Size); long != "" {
		warnings = append(warnings, long)
	}
	if r.figure.Note != "" {
		warnings = append(warnings, r.figure.Note)
	}
	return warnings
}

// Figure draws the figure that the options ask for.
func (r *Rendering) Figure(ctx context.Context) (*figure.Figure, error) {
	r.once.Do(func() {
		if r.draw == nil {
			r.err = errors.New("nothing is to be drawn: want a Rendering that Render made")
			return
		}
		if r.figure, r.err = r.draw(ctx); r.err == nil && !r.edited {
			r.figure.Edit(r.opts.Figure)
		}
	})
	return r.figure, r.err
}

// Draft is how the figure was drawn, for one of about the same contacts that is to be there at once; nil if none was.
func (r *Rendering) Draft() *figure.Draft {
	if r.figure == nil || r.opts.Subject != Contacts {
		return nil
	}
	return r.figure.Draft()
}

func (o Options) draw(ctx context.Context, g *graph.Graph, engine layout.Engine) (*figure.Figure, error) {
	switch o.Subject {
	case Timeline:
		return figure.Timeline(g, o.Figure)
	case Matrix:
		return figure.Matrix(g, o.Figure)
	case Chains:
		var contacts []*graph.Contact
		for _, id := range o.Of {
			contacts = append(contacts, g.Contact(id))
		}
		return figure.Chains(ctx, g, contacts, engine, o.Figure)
	}
	return figure.Draw(ctx, g, engine, o.Figure)
}

// tooMany tells whether a page draws an overview instead of a line for each contact.
func tooMany(g *graph.Graph) bool {
	n := 0
	for range g.All() {
		n++
	}
	return n > page.MostLines && !g.View().Lifted()
}

// RenderChanges prepares a picture of what changed between two editions. Only formats with Picture can hold it.
func RenderChanges(c *graph.Comparison, engine layout.Engine, opts Options) *Rendering {
	c = c.Complete()
	opts = opts.noted(c.Rows.New)
	return &Rendering{job: opts.job(c.New), opts: opts, draw: func(ctx context.Context) (*figure.Figure, error) {
		return figure.Changes(ctx, c, engine, opts.Figure)
	}}
}

// noted are the options with the voice that d asks for, if none was chosen, and what is to be said below figures.
func (o Options) noted(d *sources.Dossier) Options {
	o.Figure.Voice = cmp.Or(o.Figure.Voice, words.Of(d))
	if says := o.Verified.In(o.Figure.Voice); says != "" {
		o.Figure.Notes = append(slices.Clone(o.Figure.Notes), says)
	}
	return o
}

// Candidates measures the ways in which the figure of g can be drawn, and says which one is taken.
func Candidates(ctx context.Context, g *graph.Graph, engine layout.Engine, opts Options) ([]figure.Candidate, error) {
	opts = opts.noted(g.Dossier())
	return figure.Candidates(ctx, g, engine, opts.Figure, true)
}

// Multiples prepares one figure of g with a small diagram for each slice. Graph files and texts are those of g.
func Multiples(g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine, opts Options) *Rendering {
	opts = opts.noted(g.Dossier())
	return &Rendering{job: opts.job(g), opts: opts, draw: func(ctx context.Context) (*figure.Figure, error) {
		return figure.Multiples(ctx, g, slicesOf, engine, opts.Figure)
	}}
}

// Series prepares one rendering for each slice of g. In figures of contacts, and in graph files,
// every actor stands where it stands in the figure of g.
func Series(g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine, opts Options) []*Rendering {
	opts = opts.noted(g.Dossier())
	var once sync.Once
	var figures []*figure.Figure
	var problem error
	var list []*Rendering
	whole := sync.OnceValue(func() rows.Placement { return rows.PlacementOf(g) })
	for i, s := range slicesOf {
		r := &Rendering{job: opts.job(s.Graph), opts: opts}
		r.job.PlacedAs(whole)
		r.draw = func(ctx context.Context) (*figure.Figure, error) {
			if opts.Subject != Contacts {
				return opts.draw(ctx, s.Graph, engine)
			}
			once.Do(func() { figures, problem = figure.Series(ctx, g, slicesOf, engine, opts.Figure) })
			if problem != nil {
				return nil, problem
			}
			return figures[i], nil
		}
		list = append(list, r)
	}
	return list
}

// Files returns the files of a format with Folder, in the order in which they belong into an archive.
func (r *Rendering) Files(_ context.Context, f Format) ([]File, error) {
	if f.files == nil {
		return nil, fmt.Errorf("%s is one file, and no folder", f.Name)
	}
	files, err := f.files(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return files, nil
}

// job is what writers of graph files, tables and texts are given.
func (o Options) job(g *graph.Graph) *rows.Job {
	j := rows.NewJob(g)
	j.Title = cmp.Or(o.Figure.Title, j.Title)
	j.Subtitle = cmp.Or(o.Figure.Subtitle, j.Subtitle)
	j.Verified, j.Voice, j.Options = o.Verified, o.Figure.Voice, o.Graph
	if o.Figure.Places != nil {
		j.At = maps.Clone(o.Figure.Places)
	}
	return j
}
