package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"relgraph/sources"
)

// Whatever bytes a file of periods holds, its periods can name files, or an error says where.
func FuzzPeriods(f *testing.F) {
	for _, text := range []string{"", "period,since,until\n2014,2014,2014\n",
		"period,since,until\nold,,2014-09\nnew,2014-10,\n", "period,since,until\n../x,2014,2015\n",
		"period,since,until\n\"a\nb\",x,y\n", "period,since,until\nCON,,\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		periods, err := readPeriods("p.csv", strings.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "p.csv:") {
				t.Errorf("%q: no place: %v", text, err)
			}
			return
		}
		for _, p := range periods {
			if p.Name == "" || p.Name != filepath.Base(p.Name) || strings.ContainsFunc(p.Name, unicode.IsControl) {
				t.Errorf("%q: the period %q cannot stand in a file's name", text, p.Name)
			}
		}
	})
}

// Whatever somebody types at a review, it ends; the dossier can still be read, has as many rows, and nothing is left
// beside it.
func FuzzReview(f *testing.F) {
	for _, text := range []string{"", "y\n", "a\na\nq\n", "n\nactor\nAnn\n", "d\nI doubt it\ny\n", "b\nu\ns\nm\n",
		"\x00\x1b[2J\n", strings.Repeat("y\n", 50), "n\ndate\n2099-99\n2014\n", "n\nkind\nmeeting\r\n,\"\n"} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, typed string, second bool) {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "d/actors.csv"), "id,name\nann,Ann\nbo,Bo\n")
		put(t, filepath.Join(dir, "d/documents.csv"), "id,title,path\ndoc,Ferry,doc.txt\n")
		put(t, filepath.Join(dir, "d/claims.csv"),
			"id,actor,recipient,document,anchor,note\nc1,ann,bo,doc,,\"a, \"\"b\"\"\"\nc2,bo,ann,doc,,\n")
		put(t, filepath.Join(dir, "doc.txt"), "The ferry would run again on Monday, the harbour master said.")
		args := []string{"review", filepath.Join(dir, "d"), "--documents", dir, "--by", "Eve", "--all"}
		if second {
			args = append(args, "--second")
		}
		root := newRoot()
		root.SetArgs(args)
		root.SetIn(strings.NewReader(typed))
		var said bytes.Buffer
		root.SetOut(&said)
		root.SetErr(io.Discard)
		_ = root.ExecuteContext(t.Context()) // an error is an answer, too
		d, problems := sources.Open(filepath.Join(dir, "d"), sources.Options{})
		if err := problems.Err(); err != nil || len(d.Claims) != 2 {
			t.Errorf("%q leaves %d claims, %v\n%s", typed, len(d.Claims), err, said.String())
		}
		entries, err := os.ReadDir(filepath.Join(dir, "d"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(e.Name(), "relgraph") {
				t.Errorf("%q leaves %s", typed, e.Name())
			}
		}
		if strings.Contains(said.String(), "\x1b[2J") {
			t.Errorf("%q: a control sign reaches the terminal", typed)
		}
	})
}
