package sources_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// What a program makes is checked as a file is.
func TestNew(t *testing.T) {
	issued, err := edtf.Parse("2024-05-02")
	if err != nil {
		t.Fatal(err)
	}
	actors := []sources.Actor{{ID: "ann", Name: "Ann Abbot"},
		{ID: "bo", Name: "Bo Baker", PartOf: []sources.ActorID{"ann"}}}
	documents := []sources.Document{{ID: "d1", Title: "First report", Issued: issued}}
	sound := sources.Claim{Actors: []sources.ActorID{"ann"}, Recipients: []sources.ActorID{"bo"}, Document: "d1",
		Kind: "meeting", Details: &sources.Details{Extra: []sources.Field{{Name: "mood", Value: "calm"}}}}
	d, problems := sources.New(actors, documents, []sources.Claim{sound}, sources.Options{})
	compare(t, "", problems)
	if err := d.Sound(); err != nil {
		t.Error(err)
	}
	c := d.Claim("d1-1")
	if c == nil || c.Stance != sources.Reports || c.Detail().Extra[0].Value != "calm" || d.Actor("ann").Short != "Ann Abbot" ||
		len(d.Digest()) != 64 {
		t.Fatalf("%+v", d)
	}
	again, problems := sources.OpenFS(folderOf(d), ".", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if diff := saysTheSame(d, again); diff != "" {
		t.Error(diff)
	}

	bad := sound
	bad.Recipients, bad.Document, bad.Details = []sources.ActorID{"bob"}, "d2", &sources.Details{Note: "a\x00b"}
	note := 1 + slices.IndexFunc(sources.ClaimColumns(),
		func(c sources.ColumnOf[sources.Claim]) bool { return c.Name == "note" })
	odd := sound
	odd.Recipients = []sources.ActorID{"bob"}
	d, problems = sources.New(actors, documents, []sources.Claim{sound, odd, bad}, sources.Options{})
	compare(t, fmt.Sprintf(`
claims:2:4: unknown actor "bob": did you mean "bo"?
claims:3:%d: the cell has the control character U+0000: want it taken out
`, note), problems)
	if diff := cmp.Diff(problems.Err().Error(), d.Sound().Error()); diff != "" {
		t.Error(diff)
	}
}

// A dossier that was put together without a check is not sound, and no zero value panics.
func TestZeroValues(t *testing.T) {
	const want = "the dossier was never checked: want one from sources.New, Open or OpenFS"
	var none *sources.Dossier
	for _, d := range []*sources.Dossier{none, {}, {Claims: []sources.Claim{{ID: "c1", Actors: []sources.ActorID{"x"}}}}} {
		if err := d.Sound(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	d := &sources.Dossier{Actors: []sources.Actor{{ID: "a"}}, Claims: make([]sources.Claim, 1),
		Documents: make([]sources.Document, 1), Codings: make([]sources.Coding, 1)}
	_, _, _, _ = d.Actor("a"), d.Document("d"), d.Claim("c"), d.Kind("k")
	_, _ = d.Names().Actor("a")
	_, _ = d.Folder().Rows(), d.Folder().Files()
	_ = d.Roots("d")
	_ = d.Bodies().Within("a", "b")
	_ = d.Part(nil, nil, nil).And(d, nil).With(nil)
	c := &d.Claims[0]
	_, _, _ = c.Pos(), c.At("x"), c.Text("x")
	_, _, _ = c.Checking(), c.RowDigest(), c.Pairs()
	var column sources.ColumnOf[sources.Claim]
	if column.Text(c) != "" || column.Meaning(c) != "" || column.Values(c) != nil || column.Set(c, "x") != nil {
		t.Error("the zero column holds something")
	}
	for _, column := range sources.ClaimColumns() {
		_ = column.Meaning(c)
	}
	_, _ = sources.New(nil, nil, nil, sources.Options{})
	_, _ = sources.New([]sources.Actor{{}}, []sources.Document{{}}, []sources.Claim{{}}, sources.Options{})
}
