//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"relgraph/out"
)

// A stored file is what stands in a folder under a name.
type stored struct {
	mode fs.FileMode
	text string // of a file
}

// storedIn are the files and folders below a folder.
func storedIn(t *testing.T, dir string) map[string]stored {
	t.Helper()
	all := map[string]stored{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil || e.IsDir() {
			all[name] = stored{mode: info.Mode()}
			return err
		}
		text, err := os.ReadFile(name)
		all[name] = stored{info.Mode(), string(text)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// writers are command lines by which each command writes files into a folder as twoDossiers makes it. A command that
// is not among them writes no file with any of lines; what serve writes is tried in package workbench.
func writers() map[string][]string {
	all := map[string][]string{
		"init":   {"init new", "init new.xlsx", "init new --tutorial"},
		"import": {"import s.csv -o new"},
		"export": {"export a -o new/ --format datapackage", "export a --by year -o new-{}.dot", "export a"},
		"diff":   {"diff a b -o new.md", "diff a b -o new.txt", "diff a b -o new.json", "diff a b -o new.svg"},
		"merge":  {"merge a b -o new"},
		"anchor": {"anchor a c1 --documents . " + ferryPassage},
		"review": {"review a --documents . --by Eve", "review a --documents . --by Eve --second"},
	}
	for _, f := range out.Formats() {
		all["export"][2] += " -o new" + f.Ext
	}
	return all
}

// TestFilesHaveTheUsersRights runs every command under two umasks: what is new has the rights that the umask leaves,
// what was there keeps its own, and nothing else is left behind.
func TestFilesHaveTheUsersRights(t *testing.T) {
	tried := lines()
	writers := writers()
	for _, cmd := range allCommands() {
		switch name := cmd.Name(); {
		case name == "serve": // TestWhatIsKeptHasTheUsersRights, in workbench
		case writers[name] != nil:
			for _, line := range writers[name] {
				for _, umask := range []int{0o077, 0o002} {
					if !writesFiles(t, line, umask) {
						t.Errorf("relgraph %s writes no file", line)
					}
				}
			}
		case len(tried[name]) == 0:
			t.Errorf("%s is not tried", name)
		default:
			for _, line := range tried[name] {
				if writesFiles(t, strings.ReplaceAll(line, "{}", "."), 0o077) {
					t.Errorf("relgraph %s writes a file: it belongs among writers", line)
				}
			}
		}
	}
}

// writesFiles tells whether a line makes or changes a file, and holds what it does to the user's rights.
func writesFiles(t *testing.T, line string, umask int) bool {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	twoDossiers(t, dir)
	if strings.HasPrefix(line, "review") {
		anchored(t)
	}
	if err := os.Chmod("a/claims.csv", 0o604); err != nil {
		t.Fatal(err)
	}
	before := storedIn(t, ".")
	was := syscall.Umask(umask)
	said, err := ranWith(t, line)
	syscall.Umask(was)
	if err != nil && err != errDiffers && err != errReported {
		t.Errorf("relgraph %s: %v\n%s", line, err, said)
	}
	wrote := false
	for name, now := range storedIn(t, ".") {
		then, there := before[name]
		wrote = wrote || !there || now.text != then.text
		want := then.mode
		switch {
		case there:
		case now.mode.IsDir():
			want = fs.ModeDir | 0o777&^fs.FileMode(umask)
		default:
			want = 0o666 &^ fs.FileMode(umask)
		}
		if now.mode != want {
			t.Errorf("umask %03o, relgraph %s: %s has %v, want %v", umask, line, name, now.mode, want)
		}
	}
	return wrote
}

// anchored gives the first claim of twoDossiers its passage, so that it can be checked.
func anchored(t *testing.T) {
	t.Helper()
	if said, err := ranWith(t, "anchor a c1 --documents . "+ferryPassage); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// ranWith runs a line, with yes to each question; whoever codes a passage says first that it reports no contact.
func ranWith(t *testing.T, line string) (said string, err error) {
	t.Helper()
	answers := yes
	if strings.Contains(line, "--second") {
		answers = append([]string{""}, yes...)
	}
	var out strings.Builder
	root := newRoot()
	root.SetIn(typed(answers...))
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetArgs(strings.Fields(line))
	err = root.ExecuteContext(t.Context())
	return fmt.Sprint(&out), err
}
