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
	"relgraph/out/figure"
	"relgraph/out/layout"
	"relgraph/sources"
)

// A Format is one way of writing a graph.
type Format struct {
	Name   string // as --format takes it
	Ext    string // the ending of a file's name that stands for it
	About  string
	Placed bool // it needs the layout engine
	Folder bool // it is made of several files: Write makes an archive of them, Files gives them one by one
	write  func(ctx context.Context, w io.Writer, r *Rendering) error
}

// Formats lists every format, in the order in which help shows them.
func Formats() []Format {
	return []Format{
		{"svg", ".svg", "figure for a report, with legend and numbered sources", true, false, exportSVG},
		{"graphml", ".graphml", "graph file for Gephi, NetworkX, igraph, Cytoscape and others", true, false, placed(writeGraphML)},
		{"gexf", ".gexf", "graph file for Gephi, with its timeline", true, false, placed(writeGEXF)},
		{"md", ".md", "the figure in words: sourcing statement, table of contacts, sources", false, false, exportMarkdown},
		{"dot", ".dot", "Graphviz source, for those who want to lay it out themselves", false, false, exportDOT},
		{"nodes", ".nodes.csv", "table of actors, for Gephi's \"Import spreadsheet\"", true, false, exportNodes},
		{"edges", ".edges.csv", "table of contacts, for Gephi's \"Import spreadsheet\"", false, false, exportEdges},
		{"xlsx", ".xlsx", "workbook for Excel and others: contacts, actors, documents, claims", false, false, exportWorkbook},
		{"datapackage", ".zip", "the dossier's tables as a Frictionless Data Package; in a folder with -o FOLDER/", false, true, exportPackage},
		{"nodelink", ".nodelink.json", "JSON for NetworkX (node_link_graph) and D3", true, false, placed(writeNodeLink)},
		{"graphology", ".graphology.json", "JSON for graphology and Sigma", true, false, placed(writeGraphology)},
		{"cyjs", ".cyjs", "JSON for Cytoscape and Cytoscape.js, with a style", true, false, placed(writeCytoscape)},
		{"mermaid", ".mmd", "Mermaid flowchart, for pages of Markdown", false, false, exportMermaid},
		{"csl", ".csl.json", "the documents as CSL-JSON, for Zotero, Pandoc and others", false, false, exportCSL},
		{"bibtex", ".bib", "the documents for BibLaTeX and BibTeX", false, false, exportBibTeX},
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

// FormatOf returns the format that a file's ending stands for. A name that ends in a slash is a folder for the format that
// is made of several files.
func FormatOf(file string) (Format, error) {
	base := strings.ToLower(filepath.Base(file))
	var exts []string
	for _, f := range Formats() {
		if strings.HasSuffix(file, "/") {
			if f.Folder {
				return f, nil
			}
			continue
		}
		if strings.HasSuffix(base, f.Ext) || "."+base == f.Ext {
			return f, nil
		}
		exts = append(exts, f.Ext)
	}
	ext := filepath.Ext(file)
	if ext == "" {
		return Format{}, fmt.Errorf("%q has no ending to tell the format by: want %s, or --format", file, strings.Join(exts, ", "))
	}
	return Format{}, fmt.Errorf("unknown ending %q of %q: want %s, or --format", ext, file, strings.Join(exts, ", "))
}

// Options are what a user may choose for the outputs.
type Options struct {
	Title, Subtitle string // instead of the dossier's own
	Graph           GraphOptions
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
	if err := f.write(ctx, w, r); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

// Warnings lists what readers of format f will make of this graph other than it says.
func (r *Rendering) Warnings(f Format) []string {
	var warnings []string
	switch f.Name {
	case "graphml":
		warnings = graphMLWarnings(r.graph, r.opts.Graph)
	case "gexf":
		warnings = gexfWarnings(r.graph, r.opts.Graph)
	default:
		warnings = r.tableWarnings(f)
	}
	if f.Placed && unplaced(r.err) {
		warnings = append(warnings, fmt.Sprintf("%v: the file has no positions, and a reader will choose its own", r.err))
	}
	if r.figure != nil && r.figure.Note != "" && f.Placed {
		warnings = append(warnings, r.figure.Note)
	}
	return warnings
}

// Figure lays the graph out.
func (r *Rendering) Figure(ctx context.Context) (*figure.Figure, error) {
	r.once.Do(func() {
		r.figure, r.err = figure.Draw(ctx, r.graph, r.engine, figure.Options{Title: r.opts.Title, Subtitle: r.opts.Subtitle})
	})
	return r.figure, r.err
}

func (r *Rendering) title() string {
	return figure.Title(r.graph.Dossier(), figure.Options{Title: r.opts.Title})
}

func (r *Rendering) subtitle() string { return cmp.Or(r.opts.Subtitle, r.graph.Dossier().Subtitle) }

func exportSVG(ctx context.Context, w io.Writer, r *Rendering) error {
	f, err := r.Figure(ctx)
	if err != nil {
		return err
	}
	return writeSVG(w, f)
}

func exportDOT(_ context.Context, w io.Writer, r *Rendering) error {
	return writeDOT(w, r.graph, r.title())
}

// unplaced tells whether a graph is too big, or takes too long, to be laid out.
func unplaced(err error) bool {
	return errors.Is(err, layout.ErrTooBig) || errors.Is(err, context.DeadlineExceeded)
}

// places are where the actors stand in the figure. A graph that cannot be laid out has none, and is written without.
func (r *Rendering) places(ctx context.Context) (map[sources.ActorID]Place, error) {
	f, err := r.Figure(ctx)
	if unplaced(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	at := map[sources.ActorID]Place{}
	for _, a := range f.Actors {
		at[a.Actor.ID] = Place{X: a.Box.X + a.Box.Width/2, Y: a.Box.Y + a.Box.Height/2}
	}
	return at, nil
}

// placed makes an exporter of a writer that takes the actors' places.
func placed(write func(io.Writer, *graph.Graph, string, map[sources.ActorID]Place, GraphOptions) error) func(context.Context, io.Writer, *Rendering) error {
	return func(ctx context.Context, w io.Writer, r *Rendering) error {
		at, err := r.places(ctx)
		if err != nil {
			return err
		}
		return write(w, r.graph, r.title(), at, r.opts.Graph)
	}
}

func exportMermaid(_ context.Context, w io.Writer, r *Rendering) error {
	return writeMermaid(w, r.graph, r.title())
}

func exportCSL(_ context.Context, w io.Writer, r *Rendering) error {
	return writeCSL(w, r.graph.Dossier().Documents)
}

func exportBibTeX(_ context.Context, w io.Writer, r *Rendering) error {
	return writeBibTeX(w, r.graph.Dossier().Documents)
}
