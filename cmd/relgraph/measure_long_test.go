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
		sample   int
		measures []graph.Measure
		want     string
	}{
		{100_000, 0, nil,
			"relgraph: measuring 100000 actors takes minutes, since it goes from each to all others for betweenness, closeness, community: " +
				"--sample 500 estimates betweenness and closeness in seconds, and --measure degree,weighted-degree,pagerank,core,component takes seconds\n"},
		{6_000, 0, []graph.Measure{graph.Degree, graph.Closeness},
			"relgraph: measuring 6000 actors takes minutes, since it goes from each to all others for closeness: " +
				"--sample 500 estimates betweenness and closeness in seconds, and --measure degree,weighted-degree,pagerank,core,component takes seconds\n"},
		{100_000, 500, nil,
			"relgraph: measuring 100000 actors takes minutes, since it goes from each to all others for community: " +
				"--measure degree,weighted-degree,pagerank,core,component takes seconds\n"},
		{100_000, 500, []graph.Measure{graph.Betweenness}, ""},
		{100_000, 0, []graph.Measure{graph.Degree, graph.Core}, ""},
		{5_000, 0, nil, ""},
	} {
		var said bytes.Buffer
		cmd := &cobra.Command{}
		cmd.SetErr(&said)
		sayLong(cmd, tt.actors, tt.sample, tt.measures)
		if said.String() != tt.want {
			t.Errorf("%d actors, %v: said %q, want %q", tt.actors, tt.measures, said.String(), tt.want)
		}
	}
}
