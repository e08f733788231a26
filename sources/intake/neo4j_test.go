package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// TestTablesForNeo4j reads tables whose heads say what ids they hold. Person 1 and body 1 are two.
func TestTablesForNeo4j(t *testing.T) {
	im := intake.Read([]intake.Input{
		{File: "people.csv", Data: []byte("personId:ID(Person),name:string,born:int,secret:IGNORE,:LABEL\n1,Ann Example,1970,x,Person\n2,Bo Sample,,y,Person\n")},
		{File: "bodies.csv", Data: []byte(":ID(Body),name\n1,Example Works\n")},
		{File: "met.csv", Data: []byte(":START_ID(Person),since:date,url,:END_ID(Person),:TYPE\n1,2020-05-02,https://example.org/1,2,meeting\n")},
		{File: "visited.csv", Data: []byte(":START_ID(Person),:END_ID(Body),:TYPE,url\n1,1,visit,https://example.org/2\n")},
	}, intake.Options{})
	if err := im.Problems.Err(); err != nil {
		t.Fatal(err)
	}
	d, problems := im.Open(sources.Options{})
	if err := problems.Err(); err != nil || len(im.Problems.Only(sources.Warning)) > 0 {
		t.Fatal(err, im.Problems.Only(sources.Warning))
	}
	var got []string
	for i := range d.Claims {
		c := &d.Claims[i]
		got = append(got, d.Actor(c.Actors[0]).Name+" "+string(c.Kind)+" "+d.Actor(c.Recipients[0]).Name)
	}
	const want = "Ann Example meeting Bo Sample; Ann Example visit Example Works"
	if says := strings.Join(got, "; "); says != want || len(d.Actors) != 3 {
		t.Errorf("%q of %d actors, want %q of 3", says, len(d.Actors), want)
	}
	for _, name := range []string{"born", "secret"} {
		has := false
		for _, f := range d.Actors[0].Extra {
			has = has || f.Name == name
		}
		if has != (name == "born") {
			t.Errorf("the column %q is kept: %t", name, has)
		}
	}
}
