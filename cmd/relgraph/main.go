// Command relgraph turns a hand-checked list of reported contacts into diagrams for reports and graph files for analysis.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// The exit codes.
const (
	exitDone    = 0
	exitProblem = 1 // problems in the dossier, or something failed
	exitMisuse  = 2 // the command line is not understood

	exitDiffers = 1 // of diff, as that of the Unix command: the editions differ
	exitTrouble = 2 // and they could not be compared
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does what args ask for and returns the exit code. Results go to stdout, everything said about them to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	var t trouble
	switch {
	case errors.Is(err, errDiffers):
		return exitDiffers
	case errors.As(err, &t) && errors.Is(err, errReported):
		return exitTrouble
	case errors.Is(err, errReported):
		return exitProblem
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "relgraph: interrupted; nothing was written")
		if errors.As(err, &t) {
			return exitTrouble
		}
		return exitProblem
	case !understood(cmd):
		fmt.Fprintf(stderr, "relgraph: %v\nRun \"%s --help\" for how to use it.\n", err, cmd.CommandPath())
		return exitMisuse
	}
	var m misuse
	if errors.As(err, &m) {
		fmt.Fprintf(stderr, "relgraph: %v\nRun \"%s --help\" for how to use it.\n", err, cmd.CommandPath())
		return exitMisuse
	}
	fmt.Fprintf(stderr, "relgraph: %v\n", err)
	if errors.As(err, &t) {
		return exitTrouble
	}
	return exitProblem
}

// errReported ends a command whose problems were printed already.
var errReported = errors.New("problems were reported")

// A misuse is an error of the command line.
type misuse struct{ error }

func misusef(format string, args ...any) error { return misuse{fmt.Errorf(format, args...)} }
