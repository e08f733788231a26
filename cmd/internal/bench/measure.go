package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A cost is what one run of a process took.
type cost struct {
	seconds float64 // of processors, in the program and in the system for it
	memory  int64   // bytes at the most
	written int64   // bytes of the file that it wrote
}

// run runs a process to its end. It writes to the file out, or to standard output, which then is that file.
func run(out string, standard bool, program string, args ...string) (cost, error) {
	_ = os.Remove(out)
	cmd := exec.Command(program, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if standard {
		f, err := os.Create(out)
		if err != nil {
			return cost{}, err
		}
		defer f.Close()
		cmd.Stdout = f
	}
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s %s: %w: %s", program, strings.Join(args, " "), err, lastLine(said.String()))
	}
	c := cost{seconds: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(),
		memory: peak(cmd.ProcessState)}
	if info, err := os.Stat(out); err == nil {
		c.written = info.Size()
	}
	return c, nil
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// A pair is what a process took, and the reference just before it: of two that run one after the other, the ratio
// holds also where a machine is now fast and now slow.
type pair struct{ reference, own cost }

// inPairs measures in turn, so many times, and returns the pair of the median ratio.
func inPairs(times int, reference, own func() (cost, error)) (pair, error) {
	var all []pair
	for range times {
		a, err := reference()
		if err != nil {
			return pair{}, err
		}
		b, err := own()
		if err != nil {
			return pair{}, err
		}
		all = append(all, pair{a, b})
	}
	slices.SortFunc(all, func(p, q pair) int {
		switch d := p.ratio() - q.ratio(); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return all[len(all)/2], nil
}

func (p pair) ratio() float64 { return p.own.seconds / max(p.reference.seconds, 0.001) }
