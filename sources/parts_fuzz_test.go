package sources

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzChain reads chains of speakers and channels. What is written of one reads back as it is.
func FuzzChain(f *testing.F) {
	for _, text := range []string{"", "ann", "ann (on record) > mirror", "a source (anonymous)",
		"ministry: a spokeswoman > mirror",
		">", "> >", "a (anonymous) (on record)", "(ANONYMOUS)", "a > b (On Record) (on record)", "via ann|bo", "VIA |",
		"direct",
		"unknown ", "via  ann | bo", "\xff > \x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if chain, err := parseChain(text); err == nil {
			again, err := parseChain(chain.String())
			if diff := cmp.Diff(chain, again); err != nil || diff != "" {
				t.Errorf("%q is written as %q: %v %s", text, chain, err, diff)
			}
			for _, sp := range chain {
				sp.namesNobody()
				sp.speaksForNobody()
			}
		}
		if channel, err := parseChannel(text); err == nil && channel.String() != "" {
			again, err := parseChannel(channel.String())
			if diff := cmp.Diff(channel, again); err != nil || diff != "" {
				t.Errorf("%q is written as %q: %v %s", text, channel, err, diff)
			}
		}
	})
}
