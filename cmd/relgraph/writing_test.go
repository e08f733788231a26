package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"relgraph/out"
	"relgraph/out/answers"
	"relgraph/sources"
)

// lines are command lines by which each command writes to standard output; {} is a folder with two dossiers, a and b,
// and copies. Listings, formats and the help of each command are added from their tables.
func lines() map[string][]string {
	all := map[string][]string{
		"check":   {"check {}/b", "check {}/b --json"},
		"list":    {"list periods {}/a", "list periods {}/a --json"},
		"explain": {"explain {}/a ann", "explain {}/a c1", "explain {}/a ann bo", "explain {}/a doc --json"},
		"path":    {"path {}/a ann bo", "path {}/a ann cy", "path {}/a ann bo --json"},

		"measure":    {"measure {}/a", "measure {}/a --drop-single-source", "measure {}/a --json"},
		"diff":       {"diff {}/a {}/b", "diff {}/a {}/b --json", "diff {}/a {}/b --format md"},
		"verify":     {"verify {}/a --documents {}", "verify {}/a --documents {} --json"},
		"review":     {"review {}/a --documents {} --by Eve", "review {}/a --agreement", "review {}/a --agreement --json"},
		"anchor":     {"anchor {}/a c1 --documents {} --print " + ferryPassage},
		"import":     {"import {}/s.csv -o {}/new --json"},
		"formats":    {"formats"},
		"help":       {"help", "--help", "--version"},
		"completion": {"completion bash", "completion zsh", "completion fish", "completion powershell"},
	}
	for _, l := range answers.Listings() {
		all["list"] = append(all["list"], "list "+l.Name+" {}/a", "list "+l.Name+" {}/a --json")
	}
	for _, f := range out.Formats() {
		all["export"] = append(all["export"], "export {}/a -o - --format "+f.Name)
	}
	for _, cmd := range allCommands() {
		all["help"] = append(all["help"], "help "+cmd.Name())
	}
	return all
}

// allCommands are those that help lists.
func allCommands() []*cobra.Command {
	root := newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root.Commands()
}

const ferryPassage = "The ferry would run again on Monday, the harbour master said."

// writesNothing are the commands that say what they have to say on standard error, and serve, which does not end:
// TestServeSaysWhere tries it.
var writesNothing = map[string]bool{"merge": true, "init": true, "serve": true}

// An address that nobody was told ends the server.
func TestServeSaysWhere(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	defer full.Close()
	var stderr bytes.Buffer
	if code := run(t.Context(), []string{"serve", "syria-contacts"}, full, &stderr); code != exitProblem ||
		!strings.Contains(stderr.String(), "standard output cannot be written: no space left on device") {
		t.Errorf("exit code %d:\n%s", code, &stderr)
	}
}

// A dossier that is not there is no page with an empty figure.
func TestServeWantsADossier(t *testing.T) {
	ctx, end := context.WithTimeout(t.Context(), time.Minute)
	defer end()
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"serve", filepath.Join(t.TempDir(), "nowhere")}, &stdout, &stderr)
	if code != exitProblem || stdout.Len() > 0 || !strings.Contains(stderr.String(), "nowhere: no such file or folder: want a "+
		"folder with claims.csv, a sheet or workbook, a YAML file or a graph file\n") {
		t.Errorf("exit code %d:\n%s%s", code, &stdout, &stderr)
	}
}

// TestWriteErrorsAreNotDropped has every command write to a disk that is full.
func TestWriteErrorsAreNotDropped(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("this system has no /dev/full")
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	lines := lines()
	for _, cmd := range allCommands() {
		tried := lines[cmd.Name()]
		if len(tried) == 0 && !writesNothing[cmd.Name()] {
			t.Errorf("%s is not tried", cmd.Name())
		}
		if cmd.Flags().Lookup("json") != nil &&
			!slices.ContainsFunc(tried, func(line string) bool { return strings.HasSuffix(line, " --json") }) {
			t.Errorf("%s --json is not tried", cmd.Name())
		}
	}
	for name, all := range lines {
		for _, line := range all {
			writesToFull(t, full, name, line)
		}
	}
}

// writesToFull has one line write to a disk that is full: its results, then what it says about them.
func writesToFull(t *testing.T, full *os.File, name, line string) {
	t.Helper()
	dir := t.TempDir()
	twoDossiers(t, dir)
	args := strings.Fields(strings.ReplaceAll(line, "{}", dir))
	again := func(stdout, stderr io.Writer) int {
		os.RemoveAll(filepath.Join(dir, "new"))
		return run(t.Context(), args, stdout, stderr)
	}
	var out, stderr bytes.Buffer
	if again(&out, &stderr); out.Len() == 0 {
		t.Errorf("relgraph %s writes nothing to standard output:\n%s", line, &stderr)
	}
	want := exitProblem
	if name == "diff" {
		want = exitFailed
	}
	said := stderr.String()
	stderr.Reset()
	const says = "relgraph: standard output cannot be written: no space left on device\n"
	code := again(full, &stderr)
	if before, is := strings.CutSuffix(stderr.String(), says); code != want || !is || !strings.HasPrefix(said, before) {
		t.Errorf("relgraph %s > /dev/full: exit code %d, want %d:\n%swant, beside what is said to whoever reads it:\n%s",
			line, code, want, &stderr, says)
	}
	if said != "" && again(io.Discard, full) == exitDone {
		t.Errorf("relgraph %s 2> /dev/full: exit code 0, though nobody was told:\n%s", line, said)
	}
}

func twoDossiers(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"a/actors.csv":    "id,name\nann,Ann Example\nbo,Bo Sample\ncy,Cy Other\n",
		"a/documents.csv": "id,title,path,url\ndoc,Ferry to run again,doc.txt,https://example.org/1\n",
		"a/claims.csv":    "id,actor,recipient,document,kind,date\nc1,ann,bo,doc,talks,2014\nc2,bo,cy,doc,talks,2015\n",
		"b/claims.csv":    "from,to,url,doubt\nAnn Example,Bo Sample,https://example.org/1,is it so?\n",
		"s.csv":           "from,to,url\nAnn,Bo,https://example.org/1\n",
		"doc.txt":         "The ferry would run again on Monday, the harbour master said.",
	} {
		put(t, filepath.Join(dir, name), text)
	}
}

// TestAnchorsAtOnce has several people anchor claims of one file at the same time: nobody's writing is lost.
func TestAnchorsAtOnce(t *testing.T) {
	dir := t.TempDir()
	passages := []string{
		"The ferry would run again on Monday, the harbour master said.",
		"Nobody was hurt when it ran onto the quay in the storm.",
		"The union told the company that two crews were not enough.",
		"The company did not answer questions about the new fares.",
		"A second ferry is to be bought from a yard in the north.",
		"Its captain was questioned for two hours by the harbour police.",
	}
	claims := "id,actor,recipient,document,anchor,label\n"
	for i := range passages {
		claims += fmt.Sprintf("c%d,ann,bo,doc,,talks %d\n", i, i)
	}
	twoDossiers(t, dir)
	put(t, filepath.Join(dir, "a/claims.csv"), claims)
	put(t, filepath.Join(dir, "doc.txt"), strings.Join(passages, "\n\n"))
	var wg sync.WaitGroup
	for i, p := range passages {
		wg.Go(func() {
			var out bytes.Buffer
			if code := run(t.Context(), []string{"anchor", filepath.Join(dir, "a"), fmt.Sprintf("c%d", i),
				"--documents", dir, p}, &out, &out); code != exitDone {
				t.Errorf("c%d: exit code %d\n%s", i, code, &out)
			}
		})
	}
	wg.Wait()
	got, err := os.ReadFile(filepath.Join(dir, "a/claims.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(got), " sha256:"); n != len(passages) {
		t.Errorf("%d of %d anchors are in the file:\n%s", n, len(passages), got)
	}
}

// TestNoPipesAndDevices has commands read what is no regular file: each is refused at once, though a pipe has no
// writer and a device no end.
func TestNoPipesAndDevices(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip("this system has no /dev/zero")
	}
	dir := t.TempDir()
	twoDossiers(t, dir)
	t.Chdir(dir)
	for _, name := range []string{"pipe.csv", "a/codings.csv", "pipe.yaml", "copies.txt"} {
		if err := exec.Command("mkfifo", name).Run(); err != nil {
			t.Skip("no mkfifo")
		}
	}
	if err := errors.Join(os.Symlink("/dev/zero", "zero.csv"), os.Symlink("/dev/zero", "zero.yaml")); err != nil {
		t.Fatal(err)
	}
	large, err := os.Create("large.csv") // which takes no room on the disk
	if err == nil {
		err = errors.Join(large.Truncate(sources.MaxSize+1), large.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ line, says string }{
		{"check pipe.csv", "pipe.csv: this is a pipe or a device: want a file"},
		{"check zero.csv", "zero.csv: this is a pipe or a device: want a file"},
		{"check pipe.yaml", "pipe.yaml: this is a pipe or a device: want a file"},
		{"check a", "a/codings.csv: this is a folder, a pipe or a device: want a file"},
		{"check /dev/zero", "/dev/zero: this is a pipe or a device: want a file"},
		{"check large.csv", "large.csv: the file has 1073741825 bytes: want at most 1073741824"},
		{"import zero.csv -o new", `"zero.csv" is a pipe or a device: want a file`},
		{"import pipe.csv -o new", `"pipe.csv" is a pipe or a device: want a file`},
		{"import large.csv -o new", `"large.csv" has 1073741825 bytes: want at most 268435456`},
		{"export b --theme zero.yaml -o x.svg", `"zero.yaml" is a pipe or a device: want a file`},
		{"export b --pin pipe.csv -o x.svg", `"pipe.csv" is a pipe or a device: want a file`},
		{"export b --font zero.csv -o x.svg", `"zero.csv" is a pipe or a device: want a file`},
		{"list periods b --by zero.csv", `"zero.csv" is a pipe or a device: want a file`},
		{"diff b zero.csv", "zero.csv: this is a pipe or a device: want a file"},
	} {
		var out bytes.Buffer
		if code := run(t.Context(), strings.Fields(tt.line), &out, &out); code == exitDone ||
			!strings.Contains(out.String(), tt.says) {
			t.Errorf("relgraph %s: exit code %d\n%s", tt.line, code, &out)
		}
	}
}
