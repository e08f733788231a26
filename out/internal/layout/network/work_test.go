package network

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// theWork asks a process of this test for what is counted.
const theWork = "RELGRAPH_WORK"

// TestSmallDiagramsTakeLittleWork counts how often the statements of this package run for ten trees, which are easy to
// draw: seconds say little on a busy machine.
func TestSmallDiagramsTakeLittleWork(t *testing.T) {
	if os.Getenv(theWork) != "" {
		for seed := range 10 {
			if _, err := Place(context.Background(), tree(seed, 12)); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command to count statements with")
	}
	if testing.CoverMode() != "" {
		t.Skip("statements are counted already")
	}
	profile := filepath.Join(t.TempDir(), "profile")
	count := exec.CommandContext(t.Context(), tool, "test", "-count=1", "-covermode=count", "-coverprofile="+profile,
		"-run=^"+t.Name()+"$", ".")
	count.Env = append(os.Environ(), theWork+"=1")
	if said, err := count.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	lines, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for line := range strings.Lines(string(lines)) {
		if fields := strings.Fields(line); len(fields) == 3 { // where, how many statements, how often
			in, _ := strconv.Atoi(fields[1])
			often, _ := strconv.Atoi(fields[2])
			all += in * often
		}
	}
	const most = 36_000_000 // 30 million when this was written, and 46 before sketches were short where that does
	if all == 0 || all > most {
		t.Errorf("%d statements, want some, and no more than %d", all, most)
	}
}

// tree is a diagram of boxes of three sides, each of which has a line to one of the three before it.
func tree(seed, boxes int) Diagram {
	d, r := randomDiagram(seed, boxes, 0, 3), random(seed)
	for b := 1; b < boxes; b++ {
		d.Lines = append(d.Lines, Line{Ends: []int{max(0, b-1-r.below(3)), b}, Labels: []Label{{Size: Size{70, 22}}}})
	}
	return d
}
