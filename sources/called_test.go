package sources_test

import (
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

func TestActorMeant(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{
		"d/actors.csv": {Data: []byte("id,name,short,alias\njonathan-powell,Jonathan Powell,Powell,\ncolin-powell,Colin Powell,,\n" +
			"us,United States,US,the USA|America\nuk,United Kingdom,UK,\nus-navy,US Navy,,\nhts,Hay'at Tahrir al-Sham,HTS,The Commission\n" +
			"bo,Bo Sample,,\nbo-jr,Bo Sample Jr.,,\npress,the Press,,Bo's paper\n")},
		"d/claims.csv": {Data: []byte("id,actor,recipient,document\nc1,us,uk,doc\n")},
	}, "d", sources.Options{AllowUnsourced: true})
	if len(d.Actors) == 0 {
		t.Fatal(problems)
	}
	for _, tt := range []struct{ words, want string }{
		{"jonathan-powell", "jonathan-powell"},
		{"Jonathan  powell", "jonathan-powell"},
		{"jonathan", "jonathan-powell"},
		{"Powell", "jonathan-powell"}, // a whole short name comes before the last word of another's
		{"colin", "colin-powell"},
		{"usa", "us"},
		{"The U.S.A.", `there is no actor "The U.S.A." in d: did you mean "us"?`},
		{"states", "us"},
		{"united", `"united" may be "us" or "uk": want one of these`},
		{"us", "us"},
		{"navy", "us-navy"},
		{"al-Sham", "hts"},
		{"commission", "hts"},
		{"sample", "bo"}, // the last word of one name, a word within the other
		{"Bo Sample", "bo"},
		{"press", "press"},
		{"jonatan-powell", `there is no actor "jonatan-powell" in d: did you mean "jonathan-powell"?`},
		{"navi", `there is no actor "navi" in d: did you mean "us-navy"?`},
		{"xyzzy", `there is no actor "xyzzy" in d: see "relgraph list actors" for the ids`},
		{" - ", "the actor is not named: want an id or a name"},
	} {
		got := ""
		if a, err := d.Names().ActorMeant(tt.words); err != nil {
			got = err.Error()
		} else {
			got = string(a.ID)
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.words, got, tt.want)
		}
	}
}
