package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// A denial in a column of the owner's own is in doubt, and what only has such a word in it is none.
func TestDoubtsInRareColumns(t *testing.T) {
	for text, doubted := range map[string]bool{
		"Response,says no such meeting took place": true, "Verdict,false": true, "Verdict,true": false,
		"Subject,An action plan to support ferries": false, "Subject,Refund of cancelled flight tickets": false,
		"Subject,plan to meet again": true, "Office,the same": false,
	} {
		head, cell, _ := strings.Cut(text, ",")
		im := intake.Read(inputs("list.csv", "Who,With,Source,"+head+"\nAnn,Bo,Post,"+cell+"\n"), intake.Options{})
		_, problems := im.Check("new", sources.Options{})
		if got := strings.Contains(problems.Error(), "reads like"); got != doubted {
			t.Errorf("%q below %q: in doubt %v, want %v\n%v", cell, head, got, doubted, problems)
		}
	}
}
