package sources

import (
	"reflect"
	"strings"
	"testing"
)

// TestDetailsAreSharedUntilWrittenOn sets each column of one claim of two that say nothing in their details.
func TestDetailsAreSharedUntilWrittenOn(t *testing.T) {
	texts := map[string]string{"date": "2014", "checked_on": "2014", "channel": "direct", "direction": "directed",
		"modality": "planned", "stance": "denies", "anchor": "n1 0+40 sha256:" + strings.Repeat("0", 64) + " a b … c d"}
	for i := range claimSchema.columns {
		c := &claimSchema.columns[i]
		one, other := Claim{}, Claim{}
		for _, claim := range []*Claim{&one, &other} {
			for k := range claimSchema.columns {
				if err := claimSchema.columns[k].Set(claim, ""); err != nil {
					t.Fatal(err)
				}
			}
		}
		before := c.Text(&other)
		if one.Details != other.Details {
			t.Error("two claims that say nothing have two pieces of memory for it")
		}
		text := texts[c.Name]
		if text == "" {
			text = "x"
		}
		if err := c.Set(&one, text); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
		if got := c.Text(&one); got == "" {
			t.Errorf("%s: %q was set, and nothing is there", c.Name, text)
		}
		if got := c.Text(&other); got != before {
			t.Errorf("%s: what was set in one claim is %q in another", c.Name, got)
		}
	}
	claimRow(&Claim{}, Field{"mood", "calm"})
	if !reflect.DeepEqual(*noDetails, Details{}) {
		t.Errorf("the details of claims that say nothing are %+v", *noDetails)
	}
}

// TestClaimOfNoDossier asks a claim that nobody read what a claim can be asked.
func TestClaimOfNoDossier(t *testing.T) {
	c := &Claim{}
	if c.Checking() != Unchecked || c.RowDigest() != "" || c.Renewable() || c.KindWord() != "" {
		t.Errorf("a claim that says nothing is %v, its digest %q", c.Checking(), c.RowDigest())
	}
}
