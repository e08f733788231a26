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
	"path/filepath"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/out/eps"
	"relgraph/out/figure"
	"relgraph/out/layout"
	"relgraph/out/pdf"
	"relgraph/out/raster"
	"relgraph/sources"
)

// A Format is one way of writing a graph.
type Format struct {
	Name    string // as --format takes it
	Ext     string // the ending of a file's name that stands for it
	About   string
	Placed  bool // it needs the layout engine
	Picture bool // it draws a figure, whichever is asked for
	write   func(ctx context.Context, w io.Writer, r *Rendering) error
}

// Formats lists every format, in the order in which help shows them.
func Formats() []Format {
	return []Format{
		{"svg", ".svg", "figure for a report, with legend and numbered sources", true, true, exportSVG},
		{"pdf", ".pdf", "the figure as a page with live text and links, tagged for screen readers", true, true, drawn(pdf.Encode)},
		{"png", ".png", "the figure in pixels, for word processors and the web", true, true, exportPNG},
		{"eps", ".eps", "the figure in PostScript, for printing houses that ask for it", true, true, drawn(eps.Encode)},
		{"graphml", ".graphml", "graph file for Gephi, NetworkX, igraph, Cytoscape and others", true, false, exportGraphML},
		{"md", ".md", "the figure in words: sourcing statement, table of contacts, sources", false, false, exportMarkdown},
		{"dot", ".dot", "Graphviz source, for those who want to lay it out themselves", false, false, exportDOT},
	}
}

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

// FormatOf returns the format that a file's ending stands for.
func FormatOf(file string) (Format, error) {
	ext := filepath.Ext(file)
	var exts []string
	for _, f := range Formats() {
		if f.Ext == strings.ToLower(ext) {
			return f, nil
		}
		exts = append(exts, f.Ext)
	}
	if ext == "" {
		return Format{}, fmt.Errorf("%q has no ending to tell the format by: want %s, or --format", file, strings.Join(exts, ", "))
	}
	return Format{}, fmt.Errorf("unknown ending %q of %q: want %s, or --format", ext, file, strings.Join(exts, ", "))
}

// Options are what a user may choose for the outputs.
type Options struct {
	What     What                // the figure that pictures show
	Of       []sources.ContactID // the contacts of Chains; none for all
	Figure   figure.Options
	FontMode FontMode // of SVG
	DPI      float64  // pixels to an inch in PNG; 0 is raster.DefaultDPI
	GraphML  GraphMLOptions
}

// A Rendering is a graph on its way into files. It is laid out when the first format asks for it, and only once.
type Rendering struct {
	graph  *graph.Graph
	engine layout.Engine
	opts   Options

	once   sync.Once
	figure *figure.Figure
	err    error
}

// Render prepares g for writing. The engine may be nil if no format with Placed is to be written.
func Render(g *graph.Graph, engine layout.Engine, opts Options) *Rendering {
	return &Rendering{graph: g, engine: engine, opts: opts}
}

// Write writes the graph in format f.
func (r *Rendering) Write(ctx context.Context, w io.Writer, f Format) error {
	if err := f.Shows(r.opts.What); err != nil {
		return err
	}
	if err := f.write(ctx, w, r); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

// readable is how many lines a reader can follow in one figure; found by looking at figures.
const readable = 80

// Warnings lists what readers of format f will make of this graph other than it says.
func (r *Rendering) Warnings(f Format) []string {
	var warnings []string
	if f.Name == "graphml" {
		warnings = r.opts.GraphML.warnings(r.graph)
		if unplaced(r.err) {
			warnings = append(warnings, fmt.Sprintf("%v: the file has no positions, and a reader will choose its own", r.err))
		}
	}
	if r.figure != nil && f.Name == "svg" {
		for _, lack := range r.figure.Missing() {
			warnings = append(warnings, fmt.Sprintf("no font has the letters %s (%s): readers see them in a font of their own; name one that has them with --font FILE", lack.Signs, lack.Script))
		}
	}
	if r.figure != nil && f.Picture && r.opts.What == Contacts && len(r.figure.Edges) > readable {
		warnings = append(warnings, fmt.Sprintf("%s in one figure are hard to read: draw several figures of fewer (--actor, --since, --kind ...), or show wholes (--rollup)", figure.Count(len(r.figure.Edges), "line")))
	}
	if r.figure != nil && r.figure.Note != "" && f.Placed {
		warnings = append(warnings, r.figure.Note)
	}
	return warnings
}

// Figure draws the figure that the options ask for.
func (r *Rendering) Figure(ctx context.Context) (*figure.Figure, error) {
	r.once.Do(func() {
		switch r.opts.What {
		case Timeline:
			r.figure, r.err = figure.Timeline(r.graph, r.opts.Figure)
		case Chains:
			var contacts []*graph.Contact
			for _, id := range r.opts.Of {
				contacts = append(contacts, r.graph.Contact(id))
			}
			r.figure, r.err = figure.Chains(ctx, r.graph, contacts, r.engine, r.opts.Figure)
		default:
			r.figure, r.err = figure.Draw(ctx, r.graph, r.engine, r.opts.Figure)
		}
	})
	return r.figure, r.err
}

func (r *Rendering) title() string {
	return figure.Title(r.graph.Dossier(), r.opts.Figure)
}

func (r *Rendering) subtitle() string {
	return cmp.Or(r.opts.Figure.Subtitle, r.graph.Dossier().Subtitle)
}

func exportSVG(ctx context.Context, w io.Writer, r *Rendering) error {
	f, err := r.Figure(ctx)
	if err != nil {
		return err
	}
	return writeSVG(w, f, r.opts.FontMode)
}

func exportPNG(ctx context.Context, w io.Writer, r *Rendering) error {
	return drawn(func(w io.Writer, f *figure.Figure) error {
		return raster.Encode(w, f, cmp.Or(r.opts.DPI, raster.DefaultDPI))
	})(ctx, w, r)
}

// drawn is the writer of a format that needs nothing but the figure.
func drawn(encode func(io.Writer, *figure.Figure) error) func(context.Context, io.Writer, *Rendering) error {
	return func(ctx context.Context, w io.Writer, r *Rendering) error {
		f, err := r.Figure(ctx)
		if err != nil {
			return err
		}
		return encode(w, f)
	}
}

func exportDOT(_ context.Context, w io.Writer, r *Rendering) error {
	return writeDOT(w, r.graph, r.title())
}

// unplaced tells whether a graph is too big, or takes too long, to be laid out.
func unplaced(err error) bool {
	return errors.Is(err, layout.ErrTooBig) || errors.Is(err, context.DeadlineExceeded)
}

// exportGraphML takes the actors' places from the figure. A graph that cannot be laid out is written without places.
func exportGraphML(ctx context.Context, w io.Writer, r *Rendering) error {
	f, err := r.Figure(ctx)
	if err != nil && !unplaced(err) {
		return err
	}
	at := map[sources.ActorID]Place{}
	if err == nil {
		for _, a := range f.Actors {
			at[a.Actor.ID] = Place{X: a.Box.X + a.Box.Width/2, Y: a.Box.Y + a.Box.Height/2}
		}
	}
	return r.opts.GraphML.write(w, r.graph, r.title(), at)
}
