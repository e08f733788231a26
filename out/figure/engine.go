package figure

import "relgraph/out/internal/layout"

// An Engine places the boxes of a layered figure. [FindHelper] gives one; package graphviz has one that runs within
// the calling program.
type Engine = layout.Engine

// A Helper is an engine in a process of its own, which can be given a time limit and be stopped.
type Helper = layout.Helper

// FindHelper looks for the program relgraph-layout beside the running program and then in PATH. The error says how to
// get it.
func FindHelper() (*Helper, error) { return layout.FindHelper() }

// ErrTooBig is wrapped by the errors of figures that have more boxes or lines than can be laid out.
var ErrTooBig = layout.ErrTooBig
