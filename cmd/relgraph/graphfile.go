package main

import (
	"github.com/spf13/cobra"

	"relgraph/out"
)

// graphFlags choose the readers of a file for graph tools.
type graphFlags struct {
	graphOptions out.GraphOptions
	measures     measureFlags
	graphProblem error // the first value that could not be read
}

func (f *graphFlags) add(cmd *cobra.Command) {
	into := &f.graphOptions
	choice(cmd, &f.graphProblem, &into.Direction, "direction",
		[]wordFor[out.EdgeDirections]{{"undirected", out.Alike}, {"mixed", out.Mixed}},
		"`how` edges of a graph file go: undirected, for every reader, or mixed, for arrows in Gephi (undirected in "+
			"GraphML, mixed in GEXF)")
	choice(cmd, &f.graphProblem, &into.Flavour, "flavour",
		[]wordFor[out.Flavour]{{"gephi", out.Gephi}, {"strict", out.Strict}, {"yed", out.YEd}},
		"`sort` of GraphML: gephi, with edge types; strict, by the schema to the letter; or yed, with the figure as "+
			"yEd draws it")
	choice(cmd, &f.graphProblem, &into.Claims, "profile", []wordFor[bool]{{"contacts", false}, {"claims", true}},
		"`what` an edge of a GraphML or GEXF file is: contacts, what all claims add up to, or claims, each report "+
			"with its own evidence")
	choice(cmd, &f.graphProblem, &into.Columns, "columns",
		[]wordFor[out.Columns]{{"lean", out.LeanColumns}, {"all", out.AllColumns}},
		"`which` columns contacts have in a graph file: lean, those to read, rank, filter and play in time, or all, "+
			"with places, hedges, answers, speakers, publishers ... besides")
	choice(cmd, &f.graphProblem, &into.Records, "records",
		[]wordFor[out.Records]{{"full", out.FullRecords}, {"none", out.NoRecords}},
		"`whether` a graph file has every claim, document and actor whole in one column, so that it can be imported "+
			"again: full, or none")
	f.measures.add(cmd, "`measures` to write beside the actors of a GraphML file, such as degree,betweenness; "+
		"\"relgraph measure --help\" lists them")
}

// options reads the flags.
func (f *graphFlags) options() (o out.GraphOptions, err error) {
	o = f.graphOptions
	if f.graphProblem != nil {
		return o, misuse{f.graphProblem}
	}
	if o.Flavour == out.YEd && o.Claims {
		return o, misusef("--flavour yed draws the figure, whose lines are contacts: want it without --profile claims")
	}
	o.Measures, err = f.measures.measures()
	return o, err
}
