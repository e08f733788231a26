package main

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, test := range []struct {
		name           string
		args           []string
		stdin          io.Reader
		code           int
		stdout, stderr string // what it begins with, or "" for nothing
	}{
		{"place", nil, strings.NewReader("digraph { a -> b }"), 0, "{\n", ""},
		{"help", []string{"--help"}, nil, 0, usage, ""},
		{"version", []string{"--version"}, nil, 0, "relgraph-layout", ""},
		{"an argument", []string{"x.dot"}, nil, 2, "", usage},
		{"two arguments", []string{"--help", "--version"}, nil, 2, "", usage},
		{"nothing", nil, strings.NewReader(""), 1, "", "relgraph-layout: the DOT holds no graph\n"},
		{"another layout", nil, strings.NewReader("graph { layout=patchwork }"), 1, "",
			"relgraph-layout: layout \"patchwork\": want dot, neato, fdp, sfdp, circo, twopi, nop, nop2\n"},
		{"too much", nil, endless{}, 1, "", "relgraph-layout: the input is larger than 64 MiB\n"},
		{"broken pipe", nil, broken{}, 1, "", "relgraph-layout: broken pipe\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := run(test.args, test.stdin, &stdout, &stderr); code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			for _, out := range []struct{ name, got, want string }{{"stdout", stdout.String(), test.stdout},
				{"stderr", stderr.String(), test.stderr}} {
				if !strings.HasPrefix(out.got, out.want) || (out.want == "") != (out.got == "") {
					t.Errorf("%s: %.200q, want %.200q", out.name, out.got, out.want)
				}
			}
		})
	}
}

// An answer that cannot be written is a failure.
func TestRunFullDisk(t *testing.T) {
	var stderr bytes.Buffer
	code := run(nil, strings.NewReader("graph { a }"), broken{}, &stderr)
	if want := "relgraph-layout: broken pipe\n"; code != 1 || stderr.String() != want {
		t.Errorf("exit code %d, stderr %q, want 1, %q", code, stderr.String(), want)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("broken pipe") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }
