package main

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRevisionWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var stdout, stderr strings.Builder
	code := run(context.Background(), []string{"diff", "my-dossier@HEAD", "syria-contacts"}, &stdout, &stderr)
	want := "relgraph: \"my-dossier@HEAD\": no program \"git\" on this machine: install git, or save the old edition in a folder and compare the two folders\n"
	if diff := cmp.Diff(want, stderr.String()); diff != "" || code != exitFailed {
		t.Errorf("exit code %d, want %d (-want +got):\n%s", code, exitFailed, diff)
	}
}
