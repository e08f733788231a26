package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ferry is a dossier but for its claims.
func ferry(t *testing.T) {
	t.Helper()
	t.Setenv("SOURCE_DATE_EPOCH", "1600000000")
	t.Chdir(t.TempDir())
	put(t, "d/actors.csv", "id,name\nunion,The union\ncompany,The company\n")
	put(t, "d/documents.csv", "id,title,path\nbulletin,Ferry to run again,bulletin.txt\n")
	put(t, filepath.Join("copies", "bulletin.txt"), bulletin)
}

// answer runs review with the lines as answers.
func answer(t *testing.T, ctx context.Context, in stdin, args ...string) (stdout string, err error) {
	t.Helper()
	var out strings.Builder
	root := newRoot()
	root.SetIn(in)
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetArgs(append([]string{"review", "--documents", "copies", "--by", "Eve"}, args...))
	err = root.ExecuteContext(ctx)
	return out.String(), err
}

func typed(lines ...string) stdin {
	return stdin{func() {}, strings.NewReader(strings.Join(lines, "\n") + "\n")}
}

// yes answers every question about one row.
var yes = []string{"y", "y", "y", "y", "y", "y", "y"}

// Whatever the file looks like, only the cells that were answered change.
func TestReviewLeavesAllOtherBytes(t *testing.T) {
	const digest = "r2:cf5aa791eb991fc2"
	tests := []struct{ name, file, before, after string }{
		{
			"byte order mark, CRLF, semicolons, everything quoted", "claims.csv",
			"\uFEFF\"id\";\"actor\";\"recipient\";\"document\";\"note\"\r\n\"c1\";\"union\";\"company\";\"bulletin\";\"two\r\nlines; \"\"so\"\"\"\r\n",
			"\uFEFF\"id\";\"actor\";\"recipient\";\"document\";\"note\";\"checked_by\";\"checked_on\";\"checked_row\"\r\n\"c1\";\"union\";\"company\";\"bulletin\";\"two\r\nlines; \"\"so\"\"\";\"Eve\";\"2020-09-13\";\"" + digest + "\"\r\n",
		},
		{
			"columns in their own order, no line end", "claims.csv",
			"checked_row,checked_on,checked_by,document,recipient,actor,id\n,,,bulletin,company,union,c1",
			digest + ",2020-09-13,Eve,bulletin,company,union,c1",
		},
		{
			"tabs and blank lines", "claims.csv",
			"id\tactor\trecipient\tdocument\n\nc1\t union\tcompany \tbulletin\n\n",
			"id\tactor\trecipient\tdocument\tchecked_by\tchecked_on\tchecked_row\n\nc1\t union\tcompany \tbulletin\tEve\t2020-09-13\t" + digest + "\n\n",
		},
		{
			"YAML with CRLF and a comment", "dossier.yaml",
			"claims:\r\n  # by hand\r\n  - {id: c1, actor: union, recipient: company, document: bulletin} # so\r\n",
			"claims:\r\n  # by hand\r\n  - {checked_row: " + digest +
				", checked_on: 2020-09-13, checked_by: Eve, id: c1, actor: union, recipient: company, document: bulletin} # so\r\n",
		},
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			ferry(t)
			file := filepath.Join("d", tt.file)
			put(t, file, tt.before)
			if out, err := answer(t, t.Context(), typed(yes...), "d"); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			got, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := tt.after
			if strings.HasPrefix(want, digest) {
				header, _, _ := strings.Cut(tt.before, "\n")
				want = header + "\n" + want
			}
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// a second time there is nothing to do
			if out, err := answer(t, t.Context(), typed(), "d"); err != nil || !strings.HasPrefix(out, "nothing to do") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// What is not UTF-8 is refused before the first question.
func TestReviewRefusesOtherEncodings(t *testing.T) {
	for name, claims := range map[string]string{
		"UTF-16":    "\xFF\xFEi\x00d\x00,\x00a\x00c\x00t\x00o\x00r\x00,\x00r\x00e\x00c\x00i\x00p\x00i\x00e\x00n\x00t\x00,\x00d\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00\n\x00c\x001\x00,\x00u\x00n\x00i\x00o\x00n\x00,\x00c\x00o\x00m\x00p\x00a\x00n\x00y\x00,\x00b\x00u\x00l\x00l\x00e\x00t\x00i\x00n\x00\n\x00",
		"not UTF-8": "id,actor,recipient,document,note\nc1,union,company,bulletin,caf\xE9\n",
	} {
		ferry(t)
		put(t, "d/claims.csv", claims)
		out, err := answer(t, t.Context(), typed(yes...), "d")
		want := "d/claims.csv: the file is " + name + ": it can be read, but to write into it, save it as UTF-8 first"
		if err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
		if strings.Contains(out, "1/7") {
			t.Errorf("a question was asked:\n%s", out)
		}
	}
}

const twoClaims = "id,actor,recipient,document,anchor,checked_by,checked_on,checked_row\n" +
	"c1,union,company,bulletin,n1 19+65 sha256:3a7a4b0f1887dd231f99cbf2677c8c5b7d440b99cbce150661955f757ff4904b The harbour master … again on Monday.,,,\n" +
	"c2,company,union,bulletin,,,,\n"

// What is answered when the session is interrupted stays, and nothing is half written; what somebody else saves is
// not lost.
func TestReviewWhileWaiting(t *testing.T) {
	const interrupt = ""
	other := strings.Replace(twoClaims, "c2,company,union", "c3,union,company,bulletin,,,,\nc2,company,union", 1)
	changed := strings.Replace(twoClaims, "c1,union,company", "c1,company,union", 1)
	for _, tt := range []struct{ name, saved, said, want string }{
		{"interrupted", interrupt, "0 checked, 0 in doubt, 0 cells corrected; 2 left: the same command goes on\n",
			twoClaims},
		{"saved with a row more", other, "d/claims.csv:2:146: checked by Eve on 2020-09-13\n",
			strings.Replace(other, "again on Monday.,,,", "again on Monday.,Eve,2020-09-13,r2:4477c364354788c4", 1)},
		{"the row changed", changed,
			"the row of c1 was changed by somebody else in the meantime: nothing is written, and it is left for later\n", changed},
		{"spoilt", "id,actor\nc1\n", "d/claims.csv:2:1: the row has 1 cells: want 2, as in the header", "id,actor\nc1\n"},
	} {
		t.Run(strings.ReplaceAll(tt.name, " ", "-"), func(t *testing.T) {
			ferry(t)
			put(t, "d/claims.csv", twoClaims)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var once sync.Once
			in := stdin{func() {
				if tt.saved == interrupt {
					cancel()
					<-t.Context().Done() // nothing more is typed
					return
				}
				once.Do(func() { put(t, "d/claims.csv", tt.saved) })
			}, strings.NewReader(strings.Join(yes, "\n") + "\n")}
			out, err := answer(t, ctx, in, "d")
			if err != nil {
				out += err.Error()
			}
			if !strings.Contains(out, tt.said) {
				t.Errorf("want %q in\n%s", tt.said, out)
			}
			got, err := os.ReadFile("d/claims.csv")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("claims.csv (-want +got):\n%s", diff)
			}
			if left, _ := filepath.Glob("d/.relgraph-*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
