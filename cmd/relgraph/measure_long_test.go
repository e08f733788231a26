package main

import (
	"bytes"
	"testing"

	"github.com/spf13/cobra"

	"relgraph/graph"
)

// A measurement that takes minutes says so before, and what does not.
func TestALongMeasurementSaysSo(t *testing.T) {
	for _, tt := range []struct {
		actors   int
		measures []graph.Measure
		want     string
	}{
		{100_000, nil, "relgraph: measuring 100000 actors takes minutes, since it goes from each to all others for betweenness, closeness, community: " +
			"--measure degree,weighted-degree,pagerank,core,component takes seconds\n"},
		{6_000, []graph.Measure{graph.Degree, graph.Closeness}, "relgraph: measuring 6000 actors takes minutes, since it goes from each to all others for closeness: " +
			"--measure degree,weighted-degree,pagerank,core,component takes seconds\n"},
		{100_000, []graph.Measure{graph.Degree, graph.Core}, ""},
		{5_000, nil, ""},
	} {
		var said bytes.Buffer
		cmd := &cobra.Command{}
		cmd.SetErr(&said)
		sayLong(cmd, tt.actors, tt.measures)
		if said.String() != tt.want {
			t.Errorf("%d actors, %v: said %q, want %q", tt.actors, tt.measures, said.String(), tt.want)
		}
	}
}
