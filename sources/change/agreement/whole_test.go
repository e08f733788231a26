package agreement_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources/change/agreement"
)

// Whole documents are paired by passages and by who. Of d1, c1 and c2 stand at the characters from 19 to 84, and c3
// has no anchor.
func TestWholeDocuments(t *testing.T) {
	const (
		header = "document,anchor,locator,coder,actor,recipient,kind,direction,date,stance,hedge,asserted_by,channel\n"
		within = "n1 30+41 DIGEST"
		behind = "n1 84+41 DIGEST"
		end    = "d1,,,Eve,,,,,,,,,\n"
	)
	const other = "sha256:194a9e4ce894f3473379d98e88968c150da6024b36dbf2c51c3210b8e041ec72"
	const all = " direction 2/2 kind 2/2 date 2/2 stance 2/2 modality 2/2 hedge 2/2 asserted_by 2/2 channel 2/2"
	for _, tt := range []struct {
		name, codings string
		want          []string
	}{
		{"all of it, in another order and with other ends",
			"d1,WITHIN,,Eve,ann,cy,visit,directed,,,,,\nd1,WITHIN,,Eve,bo,ann,talks,,2014-09,,reportedly,,\nd1,,,Eve,bo,cy,talks,,2014,disputes,,,\n" + end,
			[]string{"Eve, 3 claims: who 3/3 direction 3/3 kind 3/3 date 3/3 stance 3/3 modality 3/3 hedge 3/3 asserted_by 3/3 channel 3/3",
				"whole [d1], not finished []: 3 found, missed, extra"}},
		{"one missed, one more of two who have no row on that passage",
			"d1,WITHIN,,Eve,ann,cy,visit,directed,,,,,\nd1,WITHIN,,Eve,bo,ann,talks,,2014-09,,reportedly,,\nd1,WITHIN,,Eve,bo,the cook,call,,,,,,\n" + end,
			[]string{"Eve, 2 claims: who 2/2" + all,
				`whole [d1], not finished []: 2 found, missed c3, extra "bo – the cook"`}},
		{"the same two elsewhere are another contact",
			"d1,BEHIND,,Eve,ann,cy,visit,directed,,,,,\nd1,WITHIN,,Eve,bo,ann,talks,,2014-09,,reportedly,,\nd1,,,Eve,bo,cy,talks,,2014,disputes,,,\n" + end,
			[]string{"Eve, 2 claims: who 2/2" + all, `whole [d1], not finished []: 2 found, missed c2, extra "ann – cy"`}},
		{"a part of the body, a named speaker, a channel",
			"d1,WITHIN,,Eve,ministry,bo,talks,,2014-09,,reportedly,a clerk (anonymous),direct\n" + end,
			[]string{"Eve, 1 claims: who 0+1/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1 asserted_by 0/1 channel 0+1/1",
				"whole [d1], not finished []: 1 found, missed c2 c3, extra",
				`c1 asserted_by: "", "a clerk (anonymous)"`, `c1 who: partly "ann – bo", "bo – ministry"`,
				`c1 channel: partly "", "direct"`}},
		{"one of two sides is another", "d1,WITHIN,,Eve,ann,dee,talks,,2014-09,,reportedly,,\n" + end,
			[]string{"Eve, 1 claims: who 0/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1 asserted_by 1/1 channel 1/1",
				"whole [d1], not finished []: 1 found, missed c2 c3, extra", `c1 who: "ann – bo", "ann – dee"`}},
		{"the same two are not parted for the sake of a second pair",
			"d1,WITHIN,,Eve,ann,bo,talks,,2014-09,,reportedly,,\nd1,WITHIN,,Eve,bo,the cook,talks,,2014-09,,reportedly,,\n" + end,
			[]string{"Eve, 1 claims: who 1/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1 asserted_by 1/1 channel 1/1",
				`whole [d1], not finished []: 1 found, missed c2 c3, extra "bo – the cook"`}},
		{"the other fields decide between two rows of the same two",
			"d4,,,Eve,ann,bo,call,,2015,,,,\nd4,,,Eve,ann,bo,talks,,,,,,\nd4,,,Eve,,,,,,,,,\n",
			[]string{"Eve, 2 claims: who 2/2" + all, "whole [d4], not finished []: 2 found, missed, extra"}},
		{"nothing found", end,
			[]string{"Eve, 0 claims: who 0/0 direction 0/0 kind 0/0 date 0/0 stance 0/0 modality 0/0 hedge 0/0",
				"whole [d1], not finished []: 0 found, missed c1 c2 c3, extra"}},
		{"not gone through to the end",
			"d1,WITHIN,,Eve,ann,bo,talks,,2014-09,,reportedly,,\nd1,WITHIN,,Eve,bo,the cook,call,,,,,,\n",
			[]string{"Eve, 1 claims: who 1/1 direction 1/1 kind 1/1 date 1/1 stance 1/1 modality 1/1 hedge 1/1 asserted_by 1/1 channel 1/1", "whole [], not finished [d1]: 0 found, missed, extra"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			codings := strings.NewReplacer("WITHIN", within, "BEHIND", behind).Replace(header + tt.codings)
			got := written(agreement.Of(dossier(t, strings.ReplaceAll(codings, "DIGEST", other))))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Places without an anchor are compared by their locators.
func TestLocatorsOfWholeDocuments(t *testing.T) {
	const claims = "id,actor,recipient,document,locator\nc1,ann,bo,d1,paras. 6-7\n"
	for _, tt := range []struct {
		locator string
		found   int
	}{{"para. 7", 1}, {"para. 8", 0}, {"Paras. 5, 9", 1}, {"p. 4", 1}, {"", 1}, {"headline", 1},
		{"para. 99999999999999999999", 1}} {
		d := dossierOf(t, claims, "document,locator,coder,actor,recipient\nd1,\""+tt.locator+"\",Eve,ann,bo\nd1,,Eve,,\n")
		if w := agreement.Of(d)[0].Whole; w.Found != tt.found || len(w.Missed) != 1-tt.found || len(w.Extra) != 1-tt.found {
			t.Errorf("%q: %d found, %d missed, %d extra; want %d found", tt.locator, w.Found, len(w.Missed),
				len(w.Extra), tt.found)
		}
	}
}
