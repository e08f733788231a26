// Relgraph-layout is Graphviz in a process of its own: DOT on standard input, Graphviz's JSON on standard output. The
// command relgraph starts it for every figure and can stop it when a layout takes too long.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"relgraph/out/graphviz"
)

const usage = `usage: relgraph-layout <DOT >JSON

Places the one graph on standard input with Graphviz and writes its JSON.
relgraph runs this program by itself; keep the two in the same folder.
`

const maxInput = 64 << 20 // bytes

func main() {
	if limit, err := time.ParseDuration(os.Getenv(graphviz.LimitVariable)); err == nil && limit > 0 {
		endAfter(limit)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// endAfter ends the program after limit, as whoever started it may be gone by then. Go cannot interrupt Graphviz's
// native code, and a garbage collection that waited for it would hold up the clock with all the rest; so there is
// none until a lot of memory is in use.
func endAfter(limit time.Duration) {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(256 << 20)
	runtime.GC() // ends one that has begun
	time.AfterFunc(limit, func() { os.Exit(1) })
}

// run answers 0 for done, 1 for failure and 2 for misuse.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && args[0] == "--help" {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if len(args) == 1 && args[0] == "--version" {
		fmt.Fprintln(stdout, version())
		return 0
	}
	if len(args) > 0 {
		fmt.Fprint(stderr, usage)
		return 2
	}
	if err := place(stdin, stdout); err != nil {
		fmt.Fprintln(stderr, "relgraph-layout:", err)
		return 1
	}
	return 0
}

func place(stdin io.Reader, stdout io.Writer) error {
	dot, err := io.ReadAll(io.LimitReader(stdin, maxInput+1))
	if err != nil {
		return err
	}
	if len(dot) > maxInput {
		return fmt.Errorf("the input is larger than %d MiB", maxInput>>20)
	}
	out, err := graphviz.Engine{}.Place(context.Background(), dot)
	if err != nil {
		return err
	}
	_, err = stdout.Write(out)
	return err
}

// version names this build and the Graphviz in it.
func version() string {
	v := "relgraph-layout"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v += " " + info.Main.Version
	for _, dep := range info.Deps {
		if dep.Path == "github.com/goccy/go-graphviz" {
			v += ", go-graphviz " + dep.Version
		}
	}
	return v
}
