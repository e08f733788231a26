package change_test

import (
	"testing"
	"testing/fstest"

	"relgraph/sources"
	"relgraph/sources/change"
)

// Whatever two editions say, they can be compared and merged; each says the same as itself; and what is merged of one
// with itself says the same, too.
func FuzzBetweenAndMerge(f *testing.F) {
	f.Add("from,to,url\nAnn,Bo,https://example.org/1\n",
		"from,to,url\nBo,Ann,https://example.org/1\nAnn,Bo,https://example.org/2\n")
	f.Add("id,from,to,url,kind,date,stance\nc1,Ann,Bo,https://example.org/1,talks,2014,denies\n",
		"id,from,to,url\nc1,Cy,Bo,https://example.org/1\nc2,Ann,Bo,https://example.org/1\n")
	f.Add("from,to,url,contact,about\nAnn|Cy,Bo,https://example.org/1,x,\n", "from,to\n")
	open := func(text string) *sources.Dossier {
		d, problems := sources.OpenFS(fstest.MapFS{"list.csv": {Data: []byte(text)}}, "list.csv",
			sources.Options{AllowUnsourced: true})
		if problems.Err() != nil {
			return nil
		}
		return d
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		old, new := open(a), open(b)
		if old == nil || new == nil {
			return
		}
		if !change.Between(old, old).None() {
			t.Errorf("%q does not say the same as itself", a)
		}
		change.Between(old, new)
		change.Merge(old, new, change.A)
		merged := change.Merge(old, old, change.A)
		if len(merged.Conflicts) > 0 {
			t.Errorf("%q merged with itself: %v", a, merged.Conflicts)
		}
	})
}
