package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The example that the help of each command begins with works, in a folder with the files that it names.
func TestFirstExamplesWork(t *testing.T) {
	dossier := map[string]string{
		"actors.csv":    "id,name\nhts,HTS\nus-intelligence,US intelligence\n",
		"documents.csv": "id,title,path\ntoi-2014,Example news,toi.txt\n",
		"claims.csv":    "id,actor,recipient,document,kind,anchor\ntoi-2014-01,hts,us-intelligence,toi-2014,meeting,\n",
	}
	const article = "It was so, and here is the whole sentence that says so ... without a doubt, the paper says.\n"
	place := func(t *testing.T, folder string) {
		t.Helper()
		for name, text := range dossier {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	do := func(t *testing.T, args ...string) int {
		t.Helper()
		var said strings.Builder
		code := run(t.Context(), args, io.Discard, &said)
		if code != exitDone {
			t.Logf("relgraph %s: exit code %d\n%s", strings.Join(args, " "), code, said.String())
		}
		return code
	}
	git := func(t *testing.T, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=editors", "-c", "user.email=editors@example.org"},
			args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	tried := 0
	root := newRoot()
	tellCompletion(root)
	for _, c := range root.Commands() {
		if c.Name() == "help" || c.Name() == "serve" { // which goes on until it is ended, as other tests have it
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			first, _, _ := strings.Cut(strings.TrimSpace(c.Example), "\n")
			if !strings.HasPrefix(first, "relgraph "+c.Name()) {
				t.Fatalf("the help begins with %q", first)
			}
			t.Chdir(t.TempDir())
			for _, copies := range []string{"copies", filepath.Join("my-dossier", "copies")} {
				if err := os.MkdirAll(copies, 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(copies, "toi.txt"), []byte(article), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, folder := range []string{"my-dossier", "anns-dossier", "bos-dossier"} {
				place(t, folder)
			}
			switch c.Name() {
			case "init":
				if err := os.RemoveAll("my-dossier"); err != nil {
					t.Fatal(err)
				}
			case "import":
				do(t, "export", "my-dossier", "-o", "contacts.xlsx")
				if err := os.RemoveAll("my-dossier"); err != nil {
					t.Fatal(err)
				}
			case "verify":
				do(t, "anchor", "my-dossier", "toi-2014-01", "--documents", "copies", "the whole sentence that says so ...")
			case "diff":
				git(t, "init", "-q")
				git(t, "add", ".")
				git(t, "commit", "-q", "-m", "first")
				git(t, "commit", "-q", "--allow-empty", "-m", "second")
			}
			args := argumentsOf(strings.ReplaceAll(first, `"`, "'"))[1:]
			if !slices.ContainsFunc(args,
				func(a string) bool { return strings.Contains(a, "-dossier") || a == "syria-contacts" }) {
				t.Chdir("my-dossier") // it takes the dossier of the folder
			}
			if code := do(t, args...); code != exitDone {
				t.Errorf("%s: exit code %d", first, code)
			}
			tried++
		})
	}
	if tried < 13 {
		t.Errorf("only %d examples were tried", tried)
	}
}
