// Package effort counts how often the statements of packages run in a test: a measure of work that is the same
// however busy the machine is.
package effort

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const asked = "RELGRAPH_WORK"

// Asked is the work that this process of a test is asked for by [Counter.Of]; "" if it is to count itself.
func Asked() string { return os.Getenv(asked) }

// A Counter is the test's package, made so that it counts.
type Counter struct {
	t       testing.TB
	program string
}

// Counting makes the package in whose folder t runs count the statements of packages; of itself, if none is named. It
// skips t where that cannot be done.
func Counting(t testing.TB, packages ...string) Counter {
	t.Helper()
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command to count statements with")
	}
	if testing.CoverMode() != "" {
		t.Skip("statements are counted already")
	}
	c := Counter{t, filepath.Join(t.TempDir(), "counting.test")}
	// Made to count, not to be quick: most of the time goes into making it.
	args := []string{"test", "-c", "-vet=off", "-gcflags=relgraph/...=-N -l -dwarf=false", "-ldflags=-s -w",
		"-o", c.program, "-covermode=count"}
	if len(packages) > 0 {
		args = append(args, "-coverpkg="+strings.Join(packages, ","))
	}
	if said, err := exec.CommandContext(t.Context(), tool, append(args, ".")...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return c
}

// Of is how many statements a process of the same test runs that is asked for a work.
func (c Counter) Of(work string) (all int) {
	c.t.Helper()
	profile := filepath.Join(c.t.TempDir(), "profile")
	run := exec.CommandContext(c.t.Context(), c.program, "-test.run=^"+c.t.Name()+"$", "-test.coverprofile="+profile)
	run.Env = append(os.Environ(), asked+"="+work)
	if said, err := run.CombinedOutput(); err != nil {
		c.t.Fatalf("%s: %v: %s", work, err, said)
	}
	f, err := os.Open(profile)
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text()) // where, how many statements, how often
		if len(fields) != 3 {
			continue
		}
		in, _ := strconv.Atoi(fields[1])
		often, _ := strconv.Atoi(fields[2])
		all += in * often
	}
	if all == 0 {
		c.t.Fatalf("%s: no statement was counted", work)
	}
	return all
}
