package figure

import (
	"relgraph/graph"
	"relgraph/out/internal/style"
)

// Tints are the colours of the sides: see [style.TintsOf].
func Tints(g *graph.Graph, theme *style.Theme) map[string]style.Tint { return style.TintsOf(g, theme) }
