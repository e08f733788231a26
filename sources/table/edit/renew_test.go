package edit_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/table/edit"
)

// Digests of the earlier form that hold are renewed in one go; those that do not hold, and all other bytes, stay.
func TestRenew(t *testing.T) {
	// r1 is over the cells as written ("kind\tTalks\n"), r2 over what they mean ("kind\ttalks\n"): made with sha256sum.
	const before = "\ufeffid;actor;recipient;document;kind;checked_by;checked_row\r\n" +
		"c1;ann;bo;d1;Talks;Eve;\"R1SPELLED\"\r\n" +
		"c2;ann;bo;d1;visit;Eve;r1:0123456789abcdef\r\n"
	data := strings.Replace(before, "R1SPELLED", "r1:c4c760a32e7dc100", 1)
	fsys := fstest.MapFS{
		"d/actors.csv":    {Data: []byte("id,name\nann,Ann Abbot\nbo,Bo Baker\n")},
		"d/documents.csv": {Data: []byte("id,title\nd1,A title\n")},
		"d/claims.csv":    {Data: []byte(data)},
	}
	d, problems := sources.OpenFS(fsys, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	got, n, err := edit.Renew([]byte(data), "d/claims.csv", d)
	if err != nil || n != 1 {
		t.Fatalf("%d renewed, %v", n, err)
	}
	if diff := cmp.Diff(strings.Replace(data, "r1:c4c760a32e7dc100", "r2:1503c304ffdbbddc", 1), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	fsys["d/claims.csv"] = &fstest.MapFile{Data: got}
	d, _ = sources.OpenFS(fsys, "d", sources.Options{})
	if c := d.Claims[0]; c.Checking() != sources.Checked || c.Renewable() {
		t.Errorf("%q is %v", c.Detail().CheckedRow, c.Checking())
	}
}
