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

// A denial is asked about in whichever format it comes: in a role or summary of FollowTheMoney, on an edge of GraphML.
func TestDenialsInCollections(t *testing.T) {
	for file, text := range map[string]string{
		"list.ftm": `{"id":"a","schema":"Person","properties":{"name":["Ann Lee"]}}` + "\n" +
			`{"id":"b","schema":"Company","properties":{"name":["Acme"]}}` + "\n" +
			`{"id":"u","schema":"UnknownLink","properties":{"subject":["a"],"object":["b"],"role":["denied meeting"],"sourceUrl":["https://example.org/1"]}}` + "\n" +
			`{"id":"v","schema":"UnknownLink","properties":{"subject":["a"],"object":["b"],"summary":["Acme denies any contact"],"proof":["x"]}}`,
		"list.graphml": `<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="edge" attr.name="note" attr.type="string"/>` +
			`<graph edgedefault="undirected"><node id="Ann"/><node id="Bo"/>` +
			`<edge source="Ann" target="Bo"><data key="n">denied meeting</data></edge>` +
			`<edge source="Ann" target="Bo"><data key="n">Acme denies any contact</data></edge></graph></graphml>`,
	} {
		im := intake.Read([]intake.Input{{File: file, Data: []byte(text)}}, intake.Options{})
		_, problems := im.Check("new", sources.Options{AllowUnsourced: true})
		for _, words := range []string{"denied meeting", "Acme denies any contact"} {
			if !strings.Contains(problems.Err().Error(), `"`+words+`" reads like a denial`) {
				t.Errorf("%s: %q is not asked about in\n%v", file, words, problems)
			}
		}
	}
}
