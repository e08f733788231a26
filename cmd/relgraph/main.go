// Command relgraph turns a hand-checked list of reported contacts into diagrams for reports and graph files for
// analysis.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
)

// The exit codes.
const (
	exitDone    = 0 // done
	exitProblem = 1 // problems in the dossier, or something failed
	exitMisuse  = 2 // the command line is not understood

	exitDiffers = 1 // of diff, as that of the Unix command: the editions differ
	exitFailed  = 2 // of diff: the editions cannot be compared
)

func main() {
	collectLate()
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	context.AfterFunc(ctx, stop) // so that a second signal ends the process at once
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	os.Exit(code)
}

// endings are the signals that end a run in order: Ctrl-C, a plea to end, a terminal that is closed. One that was
// ignored when the process began, as nohup has it, stays ignored.
func endings() []os.Signal {
	var all []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			all = append(all, s)
		}
	}
	return all
}

// grace is how long a run that is interrupted may take to end by itself, as a session at a console does, which says
// what was done.
const grace = 200 * time.Millisecond

// awaited is what work comes to, if it ends before ctx, or within patience after it.
func awaited[T any](ctx context.Context, patience time.Duration, work func() T) (came T, ended bool) {
	done := make(chan T, 1)
	go func() { done <- work() }()
	select {
	case came = <-done:
		return came, true
	case <-ctx.Done():
	}
	select {
	case came = <-done:
		return came, true
	case <-time.After(patience):
		return came, false
	}
}

// run does what args ask for and returns the exit code. Results go to stdout, everything said about them to stderr.
// Once ctx has ended it returns, whatever the run was at; what was not yet in its place is removed.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runWithin(ctx, grace, args, stdout, stderr)
}

// runWithin does so, and lets a run that is interrupted take that long to end by itself.
func runWithin(ctx context.Context, patience time.Duration, args []string, stdout, stderr io.Writer) int {
	out, say := terminal.NewStream(stdout), terminal.NewStream(stderr)
	ctx, endProgress := terminal.Watched(ctx, out, say)
	defer endProgress()
	ctx, abandon := files.Begin(ctx)
	type end struct {
		cmd *cobra.Command
		err error
	}
	ended, done := awaited(ctx, patience, func() end {
		cmd, err := execute(ctx, args, out, say)
		return end{cmd, err}
	})
	if !done {
		abandon()
		out.Close()
		told := make(chan struct{})
		go func() {
			fmt.Fprintln(say, interrupted)
			close(told)
		}()
		select {
		case <-told:
		case <-time.After(patience): // nobody reads what is said
		}
		say.Close()
		return failure(args)
	}
	if err := out.Err(); err != nil {
		fmt.Fprintf(say, "relgraph: standard output cannot be written: %v\n", err)
		return failure(args)
	}
	code := report(ctx, say, ended.cmd, ended.err)
	if say.Err() != nil && code == exitDone {
		return failure(args) // nobody read what was said
	}
	return code
}

const interrupted = "relgraph: interrupted; nothing was written"

// failure is the exit code of a run that failed, whatever its command: of diff, 1 says that the editions differ.
func failure(args []string) int {
	if len(args) > 0 && args[0] == "diff" {
		return exitFailed
	}
	return exitProblem
}

func execute(ctx context.Context, args []string, stdout, stderr io.Writer) (*cobra.Command, error) {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	tellCompletion(root) // cobra has it write where results go by now
	root.SetErr(stderr)
	return root.ExecuteContextC(ctx)
}

// report says what kept a command from being done, and returns the exit code.
func report(ctx context.Context, stderr io.Writer, cmd *cobra.Command, err error) int {
	if err == nil {
		return exitDone
	}
	var f failed
	code := exitProblem
	if errors.As(err, &f) {
		code = exitFailed
	}
	var m misuse
	switch {
	case errors.Is(err, errDiffers):
		return exitDiffers
	case errors.Is(err, errReported):
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, interrupted)
	case errors.As(err, &m), !understood(cmd):
		fmt.Fprintf(stderr, "relgraph: %v\nRun \"%s --help\" for how to use it.\n", err, cmd.CommandPath())
		return exitMisuse
	default:
		fmt.Fprintf(stderr, "relgraph: %v\n", err)
	}
	return code
}

// errReported ends a command whose problems were printed already.
var errReported = errors.New("problems were reported")
