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
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/graphs"
	"relgraph/out/internal/archive"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/picture/eps"
	"relgraph/out/internal/picture/pdf"
	"relgraph/out/internal/picture/svg"
	"relgraph/out/rows"
	"relgraph/out/sheets"
	"relgraph/out/texts"
	"relgraph/sources"
)

// A Format is one way of writing a graph.
type Format struct {
	Name    string // as --format takes it
	Ext     string // the ending of a file's name that stands for it
	About   string
	Placed  bool // it needs the layout engine
	Picture bool // it draws a figure, whichever is asked for
	Folder  bool // it is made of several files: Write makes an archive of them, Files gives them one by one
	write   func(ctx context.Context, w io.Writer, r *Rendering) error
}

// Formats lists every format, in the order in which help shows them.
func Formats() []Format {
	return []Format{
		{"svg", ".svg", "figure for a report, with legend and numbered sources", true, true, false, exportSVG},
		{"pdf", ".pdf", "the figure as a page with live text and links, tagged for screen readers", true, true, false, drawn(pdf.Encode)},
		{"png", ".png", "the figure in pixels, for word processors and the web", true, true, false, exportPNG},
		{"eps", ".eps", "the figure in PostScript, for printing houses that ask for it", true, true, false, drawn(eps.Encode)},
		{"graphml", ".graphml", "graph file for Gephi, NetworkX, igraph, Cytoscape and others; with --flavour yed for yEd", true, false, false, exportGraphML},
		{"gexf", ".gexf", "graph file for Gephi, with its timeline", true, false, false, placed(graphs.WriteGEXF)},
		{"md", ".md", "the figure in words: sourcing statement, table of contacts, sources", false, false, false, exportMarkdown},
		{"dot", ".dot", "Graphviz source, for those who want to lay it out themselves", false, false, false, exportDOT},
		{"nodes", ".nodes.csv", "table of actors, for Gephi's \"Import spreadsheet\"", true, false, false, exportNodes},
		{"edges", ".edges.csv", "table of contacts, for Gephi's \"Import spreadsheet\"", false, false, false, exportEdges},
		{"xlsx", ".xlsx", "workbook for Excel and others: contacts, actors, documents, claims", false, false, false, exportWorkbook},
		{"datapackage", ".zip", "the dossier's tables as a Frictionless Data Package; in a folder with -o FOLDER/", false, false, true, exportPackage},
		{"nodelink", ".nodelink.json", "JSON for NetworkX (node_link_graph) and D3", true, false, false, placed(graphs.WriteNodeLink)},
		{"graphology", ".graphology.json", "JSON for graphology and Sigma", true, false, false, placed(graphs.WriteGraphology)},
		{"cyjs", ".cyjs", "JSON for Cytoscape and Cytoscape.js, with a style", true, false, false, placed(graphs.WriteCytoscape)},
		{"jsonld", ".jsonld", "linked data: PROV-O, Web Annotation, schema.org, as JSON-LD", false, false, false, exportJSONLD},
		{"cypher", ".cypher", "script that fills a Neo4j database", false, false, false, exportCypher},
		{"neo4j", ".neo4j.zip", "tables and arguments for neo4j-admin's import, for large graphs", false, false, false, exportNeo4j},
		{"ftm", ".ftm.json", "entities of FollowTheMoney, one a line, for Aleph and others", false, false, false, exportFTM},
		{"mermaid", ".mmd", "Mermaid flowchart, for pages of Markdown", false, false, false, exportMermaid},
		{"csl", ".csl.json", "the documents as CSL-JSON, for Zotero, Pandoc and others", false, false, false, exportCSL},
		{"bibtex", ".bib", "the documents for BibLaTeX and BibTeX", false, false, false, exportBibTeX},
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
		return Format{}, fmt.Errorf("%q has no ending to tell the format by: want %s, or --format", file, strings.Join(exts, ", "))
	}
	return Format{}, fmt.Errorf("unknown ending %q of %q: want %s, or --format", ext, file, strings.Join(exts, ", "))
}

// Options are what a user may choose for the outputs.
type Options struct {
	What     What                // the figure that pictures show
	Of       []sources.ContactID // the contacts of Chains; none for all
	Figure   figure.Options
	Verified texts.Verified // said below figures and in the sourcing statement
	FontMode svg.FontMode   // of SVG
	DPI      float64        // pixels to an inch in PNG; 0 is raster.DefaultDPI
	Graph    rows.Options
}

// A Rendering is a graph on its way into files. It is laid out when the first format asks for it, and only once.
type Rendering struct {
	graph *graph.Graph
	opts  Options
	draw  func(context.Context) (*figure.Figure, error)

	once   sync.Once
	figure *figure.Figure
	err    error
}

// Render prepares g for writing. The engine may be nil if no format with Placed is to be written.
func Render(g *graph.Graph, engine layout.Engine, opts Options) *Rendering {
	opts = opts.noted()
	return &Rendering{graph: g, opts: opts, draw: func(ctx context.Context) (*figure.Figure, error) { return opts.draw(ctx, g, engine) }}
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

// Paged tells whether a file of the format holds all pages of a figure.
func (f Format) Paged() bool { return !f.Picture || f.Name == "pdf" }

// Pages tells how many files the format needs for the figure: more than one for a picture of several pages.
func (r *Rendering) Pages(ctx context.Context, f Format) (int, error) {
	if f.Paged() {
		return 1, nil
	}
	fig, err := r.Figure(ctx)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", f.Name, err)
	}
	return len(fig.Pages()), nil
}

// WritePage writes the n-th page of the figure, from 0.
func (r *Rendering) WritePage(ctx context.Context, w io.Writer, f Format, n int) error {
	fig, err := r.Figure(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	page := *fig.Pages()[n]
	page.More = nil
	one := &Rendering{graph: r.graph, opts: r.opts, draw: func(context.Context) (*figure.Figure, error) { return &page, nil }}
	return one.Write(ctx, w, f)
}

// readable is how many lines a reader can follow in one figure; found by looking at figures.
const readable = 80

// Warnings lists what readers of format f will make of this graph other than it says.
func (r *Rendering) Warnings(f Format) []string {
	var warnings []string
	switch f.Name {
	case "graphml":
		warnings = graphs.GraphMLWarnings(r.graph, r.opts.Graph)
	case "gexf":
		warnings = graphs.GEXFWarnings(r.graph, r.opts.Graph)
	case "nodes":
		warnings = sheets.NodesWarnings(r.graph, r.opts.Graph)
	case "edges":
		warnings = sheets.EdgesWarnings(r.graph, r.opts.Graph)
	case "xlsx":
		warnings = sheets.WorkbookWarnings(r.graph)
	}
	if f.Placed && unplaced(r.err) {
		warnings = append(warnings, fmt.Sprintf("%v: the file has no positions, and a reader will choose its own", r.err))
	}
	if r.figure != nil && f.Name == "svg" {
		for _, lack := range r.figure.Missing() {
			warnings = append(warnings, fmt.Sprintf("no font has the letters %s (%s): readers see them in a font of their own; name one that has them with --font FILE", lack.Signs, lack.Script))
		}
	}
	if r.figure != nil && f.Picture && r.opts.What == Contacts && len(r.figure.Edges) > readable {
		warnings = append(warnings, fmt.Sprintf("%s in one figure are hard to read: draw several figures of fewer (--actor, --since, --kind ...), or show wholes (--rollup)", words.Plural(len(r.figure.Edges), "line")))
	}
	if r.figure != nil && r.figure.Note != "" && f.Placed {
		warnings = append(warnings, r.figure.Note)
	}
	return warnings
}

// Figure draws the figure that the options ask for.
func (r *Rendering) Figure(ctx context.Context) (*figure.Figure, error) {
	r.once.Do(func() { r.figure, r.err = r.draw(ctx) })
	return r.figure, r.err
}

func (o Options) draw(ctx context.Context, g *graph.Graph, engine layout.Engine) (*figure.Figure, error) {
	switch o.What {
	case Timeline:
		return figure.Timeline(g, o.Figure)
	case Chains:
		var contacts []*graph.Contact
		for _, id := range o.Of {
			contacts = append(contacts, g.Contact(id))
		}
		return figure.Chains(ctx, g, contacts, engine, o.Figure)
	}
	return figure.Draw(ctx, g, engine, o.Figure)
}

// RenderChanges prepares a picture of what changed between two editions. Only formats with Picture can hold it.
func RenderChanges(c *graph.Comparison, engine layout.Engine, opts Options) *Rendering {
	opts = opts.noted()
	return &Rendering{graph: c.New, opts: opts, draw: func(ctx context.Context) (*figure.Figure, error) {
		return figure.Changes(ctx, c, engine, opts.Figure)
	}}
}

// noted are the options with what is to be said below figures.
func (o Options) noted() Options {
	if says := o.Verified.In(o.Figure.Voice); says != "" {
		o.Figure.Notes = append(slices.Clone(o.Figure.Notes), says)
	}
	return o
}

// Series prepares one rendering for each slice of g. In figures of contacts, and in the places that graph files take from them,
// every actor stands where he stands in the figure of g.
func Series(g *graph.Graph, slicesOf []graph.Slice, engine layout.Engine, opts Options) []*Rendering {
	opts = opts.noted()
	var once sync.Once
	var figures []*figure.Figure
	var problem error
	var list []*Rendering
	for i, s := range slicesOf {
		r := &Rendering{graph: s.Graph, opts: opts}
		r.draw = func(ctx context.Context) (*figure.Figure, error) {
			if opts.What != Contacts {
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

func (r *Rendering) title() string {
	return figure.Title(r.graph.Dossier(), r.opts.Figure)
}

func (r *Rendering) subtitle() string {
	return cmp.Or(r.opts.Figure.Subtitle, r.graph.Dossier().Subtitle)
}

// Files returns the files of a format with Folder, in the order in which they belong into an archive.
func (r *Rendering) Files(ctx context.Context, f Format) ([]archive.File, error) {
	files, err := sheets.PackageFiles(r.graph, r.title())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return files, nil
}
