//go:build interop

package graph_test

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Measures are what NetworkX says today of the graphs that everybody knows, and of 200 random ones. PYTHON names a
// Python that has NetworkX; it is python3 if not set. Run it with
//
//	go test -tags interop -run NetworkX ./graph
func TestMeasuresAreNetworkXToday(t *testing.T) {
	for least, args := range map[int][]string{17: nil, 200: {"random", "200"}} {
		cmd := exec.Command(cmp.Or(os.Getenv("PYTHON"), "python3"),
			append([]string{filepath.Join("testdata", "measure.py")}, args...)...)
		cmd.Stderr = os.Stderr
		data, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		read(t, data, least)
	}
}
