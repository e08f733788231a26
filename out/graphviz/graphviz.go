// Package graphviz runs Graphviz inside the calling program, as a [relgraph/out/figure.Engine] for those who cannot
// ship the program relgraph-layout with theirs.
//
// Importing it has a price that is paid whether or not anything is placed. Graphviz is a WebAssembly module that
// github.com/goccy/go-graphviz compiles to native code when the program starts: 35 ms for every start, 0.7 s and 50 MB
// for the first one. The native code is kept in the folder go-graphviz of the temporary folder and loaded from there
// without a check of who wrote it, so on a machine with several users TMPDIR should be a private folder; a damaged
// file there stops the program before main. Each placing keeps about 150 KB for good. A placing that has begun cannot
// be stopped, and some take hours. If Graphviz dies, which no known graph of a figure makes it do, all later
// placings of the program fail.
//
// An engine of [relgraph/out/figure.FindHelper] has none of this: there, Graphviz runs in a process of its own.
// Nothing in relgraph but the command relgraph-layout imports this package.
package graphviz

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-graphviz"

	"relgraph/out/internal/layout"
)

var _ layout.Engine = Engine{}

// LimitVariable is the environment variable that tells the program relgraph-layout how long it may run, as for
// [time.ParseDuration].
const LimitVariable = layout.LimitVariable

// An Engine runs Graphviz 12.1.2. It has no settings, any number can be used at the same time, and the same DOT gives
// the same bytes on every machine, except by fdp after other layouts; only one placing runs at a time in a program, the
// others wait.
type Engine struct{}

// layouts are the layout programs that an Engine runs. circo overflows the module's stack on a chain of 2,000 nodes;
// what fdp gives depends on what the process has laid out before, so that only a process of its own repeats it. The
// rest are not needed.
var layouts = []string{"dot", "neato", "fdp", "sfdp", "circo", "twopi", "nop", "nop2"}

// json0 is the json output without the drawing operations: a quarter of the size, with all places.
const json0 = graphviz.Format("json0")

// turn is held while Graphviz works: its memory is one for the whole program and has no lock.
var turn = make(chan struct{}, 1)

// Place lays out the one graph that dot holds, with the program that its layout attribute names (dot if none; neato,
// fdp, sfdp, circo, twopi, nop and nop2 are the others), and returns Graphviz's JSON. ctx is only looked at before the
// work begins.
func (Engine) Place(ctx context.Context, dot []byte) ([]byte, error) {
	if err := oneGraph(dot); err != nil {
		return nil, err
	}
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("the layout was stopped: %w", ctx.Err())
	}
	if err := ctx.Err(); err != nil { // both may have been ready
		return nil, fmt.Errorf("the layout was stopped: %w", err)
	}
	return place(ctx, dot)
}

func place(ctx context.Context, dot []byte) ([]byte, error) {
	engine, err := graphviz.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("the Graphviz engine cannot be started: %w", err)
	}
	defer engine.Close() // its error tells of warnings during the run

	// sfdp draws random numbers before it sets their seed. It is made to set it, so that they do not depend on what was
	// laid out before.
	if _, err := run(ctx, engine, []byte("graph { layout=sfdp; a -- b -- c }")); err != nil {
		return nil, err
	}
	return run(ctx, engine, dot)
}

func run(ctx context.Context, engine *graphviz.Graphviz, dot []byte) ([]byte, error) {
	graph, err := graphviz.ParseBytes(dot)
	if err != nil {
		return nil, fmt.Errorf("the DOT cannot be read: %s", strings.TrimSpace(err.Error()))
	}
	if graph == nil { // what ParseBytes makes of empty text
		return nil, errors.New("the DOT holds no graph")
	}
	defer graph.Close()

	// Graphviz would follow the attribute by itself, to any layout it knows.
	if name := graph.GetStr("layout"); name != "" && !slices.Contains(layouts, name) {
		return nil, fmt.Errorf("layout %q: want %s", name, strings.Join(layouts, ", "))
	}
	var b bytes.Buffer
	if err := engine.Render(ctx, graph, json0, &b); err != nil {
		return nil, fmt.Errorf("the Graphviz engine cannot lay it out: %w", err)
	}
	if !json.Valid(b.Bytes()) { // no output, or raw memory; neither is an error to Graphviz
		return nil, fmt.Errorf("the Graphviz engine gives neither an error nor an answer: %d bytes that are no JSON",
			b.Len())
	}
	return b.Bytes(), nil
}

// maxNesting is how deep braces may stand in each other. From about 300 on, Graphviz overwrites its own memory.
const maxNesting = 100

// oneGraph checks that dot is one graph with nothing after it. Graphviz keeps what follows the graph and reads it
// before the next text it is given, in this program's next call; an open comment there spoils all calls to come.
func oneGraph(dot []byte) error {
	if bytes.IndexByte(dot, 0) >= 0 {
		return errors.New("the DOT holds a NUL byte")
	}
	depth := 0
	for i := 0; i < len(dot); {
		n := token(dot[i:])
		if n == 0 {
			return fmt.Errorf("the DOT cannot be read: %q is never closed", dot[i:min(i+2, len(dot))])
		}
		switch dot[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		i += n
		if depth > maxNesting {
			return fmt.Errorf("the braces of the DOT are nested more than %d deep", maxNesting)
		}
		if depth <= 0 && dot[i-n] == '}' {
			if rest := bytes.TrimSpace(dot[i:]); len(rest) > 0 {
				return fmt.Errorf("the DOT has %.20q after the graph", rest)
			}
			return nil
		}
	}
	if depth > 0 {
		return errors.New("the graph of the DOT is never closed")
	}
	return errors.New("the DOT holds no graph")
}

// token is the length of the string or comment that s begins with, 1 if it begins with anything else, and 0 if the
// string or comment does not end.
func token(s []byte) int {
	switch {
	case s[0] == '"':
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return 0
	case s[0] == '<':
		open := 0
		for i, c := range s {
			switch c {
			case '<':
				open++
			case '>':
				open--
			}
			if open == 0 {
				return i + 1
			}
		}
		return 0
	case bytes.HasPrefix(s, []byte("/*")):
		if end := bytes.Index(s[2:], []byte("*/")); end >= 0 {
			return end + 4
		}
		return 0
	case bytes.HasPrefix(s, []byte("//")), s[0] == '#':
		line, _, _ := bytes.Cut(s, []byte("\n"))
		return len(line)
	}
	return 1
}
