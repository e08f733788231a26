package out

import (
	"cmp"
	"context"
	"errors"
	"io"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/graphs"
	"relgraph/out/internal/layout"
	"relgraph/out/internal/picture/raster"
	"relgraph/out/internal/picture/svg"
	"relgraph/out/rows"
	"relgraph/out/sheets"
	"relgraph/out/texts"
	"relgraph/sources"
)

func exportSVG(ctx context.Context, w io.Writer, r *Rendering) error {
	f, err := r.Figure(ctx)
	if err != nil {
		return err
	}
	return svg.Encode(w, f, r.opts.FontMode)
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
	return graphs.WriteDOT(w, r.graph, r.title())
}

// unplaced tells whether a graph is too big, or takes too long, to be laid out.
func unplaced(err error) bool {
	return errors.Is(err, layout.ErrTooBig) || errors.Is(err, context.DeadlineExceeded)
}

// places are where the actors stand in the figure. A graph that cannot be laid out has none, and is written without.
func (r *Rendering) places(ctx context.Context) (map[sources.ActorID]rows.Place, error) {
	f, err := r.Figure(ctx)
	if unplaced(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	at := map[sources.ActorID]rows.Place{}
	for _, a := range f.Actors {
		at[a.Actor.ID] = rows.Place{X: a.Box.X + a.Box.Width/2, Y: a.Box.Y + a.Box.Height/2}
	}
	return at, nil
}

// placed makes an exporter of a writer that takes the actors' places.
func placed(write func(io.Writer, *graph.Graph, string, map[sources.ActorID]rows.Place, rows.Options) error) func(context.Context, io.Writer, *Rendering) error {
	return func(ctx context.Context, w io.Writer, r *Rendering) error {
		at, err := r.places(ctx)
		if err != nil {
			return err
		}
		return write(w, r.graph, r.title(), at, r.opts.Graph)
	}
}

func exportMermaid(_ context.Context, w io.Writer, r *Rendering) error {
	return graphs.WriteMermaid(w, r.graph, r.title())
}

func exportJSONLD(_ context.Context, w io.Writer, r *Rendering) error {
	return graphs.WriteJSONLD(w, r.graph, r.title())
}

func exportCypher(_ context.Context, w io.Writer, r *Rendering) error {
	return graphs.WriteCypher(w, r.graph, r.title())
}

func exportFTM(_ context.Context, w io.Writer, r *Rendering) error {
	return graphs.WriteFTM(w, r.graph)
}

func exportCSL(_ context.Context, w io.Writer, r *Rendering) error {
	return texts.WriteCSL(w, r.graph.Dossier().Documents)
}

func exportBibTeX(_ context.Context, w io.Writer, r *Rendering) error {
	return texts.WriteBibTeX(w, r.graph.Dossier().Documents)
}

func exportMarkdown(_ context.Context, w io.Writer, r *Rendering) error {
	return texts.WriteMarkdown(w, r.graph, r.title(), r.subtitle(), r.opts.Verified, r.opts.Figure.Voice)
}

func exportNeo4j(_ context.Context, w io.Writer, r *Rendering) error {
	return graphs.WriteNeo4j(w, r.graph)
}

func exportWorkbook(_ context.Context, w io.Writer, r *Rendering) error {
	return sheets.WriteWorkbook(w, r.graph, r.title())
}

func exportPackage(_ context.Context, w io.Writer, r *Rendering) error {
	return sheets.WritePackage(w, r.graph, r.title())
}

func exportNodes(ctx context.Context, w io.Writer, r *Rendering) error {
	at, err := r.places(ctx)
	if err != nil {
		return err
	}
	return sheets.WriteNodes(w, r.graph, at, r.opts.Graph)
}

func exportEdges(_ context.Context, w io.Writer, r *Rendering) error {
	return sheets.WriteEdges(w, r.graph, r.opts.Graph)
}

// exportGraphML writes GraphML in the flavour that the options ask for.
func exportGraphML(ctx context.Context, w io.Writer, r *Rendering) error {
	if r.opts.Graph.Flavour != rows.YEd {
		return placed(graphs.WriteGraphML)(ctx, w, r)
	}
	if r.opts.Graph.Claims {
		return errors.New("the yEd flavour draws the figure, whose lines are contacts and not claims")
	}
	fig, err := r.Figure(ctx)
	switch {
	case unplaced(err):
		fig = nil
	case err != nil:
		return err
	}
	return graphs.WriteYEd(w, r.graph, r.title(), fig, r.opts.Graph)
}
