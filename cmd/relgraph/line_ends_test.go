//go:build unix

package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// A file may be called anything, and is named in one line all the same: what it is called after a line end cannot pass
// for something that relgraph says.
func TestNamesInOneLine(t *testing.T) {
	t.Chdir(t.TempDir())
	const bad = "list\nrelgraph: nothing is wrong\x1b[2J"
	put(t, bad+".csv", "from,to,url\nAnn,Bo,https://example.org/1\nAnn,,https://example.org/2\n")
	put(t, "good.csv", "from,to,url\nAnn,Bo,https://example.org/1\n")
	put(t, filepath.Join(bad, "claims.csv"), "id,actor,recipient\nc1,ann,bo\n")
	for _, args := range [][]string{
		{"check", bad + ".csv"}, {"check", bad}, {"check", bad + ".xlsx"}, {"list", bad}, {"list", "claims", bad + ".csv"},
		{"explain", bad + ".csv"}, {"explain", bad + ".csv", "nobody"}, {"explain", "good.csv", bad},
		{"measure", bad + ".csv"}, {"path", bad + ".csv", "ann", bad}, {"verify", bad + ".csv", "--documents", "."},
		{"verify", "good.csv", "--documents", bad}, {"anchor", bad + ".csv", "c1", "--documents", ".", "words"},
		{"export", bad + ".csv", "-o", bad + ".svg"}, {"export", bad + ".csv", "-o", bad + ".html"},
		{"export", "good.csv", "-o", bad + ".xyz"}, {"export", "good.csv", "-o", bad + "/none/x.svg"},
		{"export", "good.csv", "-o", "x.svg", "--pin", bad + ".csv"},
		{"export", "good.csv", "-o", "x.svg", "--by", bad + ".csv"},
		{"export", "good.csv", "-o", "x.svg", "--font", bad + ".csv"},
		{"export", "good.csv", "-o", "x.svg", "--theme", bad},
		{"export", "good.csv", "-o", "x.svg", "--theme", bad + ".csv"}, {"export", "good.csv", "--" + bad},
		{"export", "good.csv", "-o", bad + ".csv/x.svg"}, {"export", bad + ".csv", "-o", bad + ".csv"},
		{"import", bad + ".csv"}, {"import", bad + ".csv", "-o", bad + "-made"},
		{"import", bad + ".csv", "-o", bad + ".csv"},
		{"import", "good.csv", "--into", bad}, {"init", bad + "-new"}, {"init", bad + ".xlsx"}, {"init", bad},
		{"init", "--tutorial", bad + "-tutorial"}, {"merge", bad + ".csv", "good.csv", "-o", bad + "-merged"},
		{"merge", bad + ".csv", bad + ".csv", "-o", bad}, {"diff", bad + ".csv", bad + ".csv"},
		{"diff", bad + ".csv", "good.csv"}, {"diff", bad, "good.csv"}, {"diff", "good.csv", "good.csv", "-o", bad + ".svg"},
		{"formats", bad}, {bad},
	} {
		var out, say bytes.Buffer
		run(context.Background(), args, &out, &say)
		for line := range strings.Lines(out.String() + say.String()) {
			if strings.HasPrefix(line, "relgraph: nothing is wrong") {
				t.Errorf("%q says\n%s%s", args, &out, &say)
				break
			}
		}
	}
}
