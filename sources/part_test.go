package sources_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// A part lists some rows in their order, still finds what they refer to, and can be followed back to the whole.
func TestPart(t *testing.T) {
	d, _ := sources.SyriaContacts()
	part := d.Part(map[sources.ActorID]bool{"mi6": true, "us": true, "nobody": true},
		map[sources.DocumentID]bool{"toi-2014": true}, map[sources.ClaimID]bool{"toi-2014-01": true})
	var rows []string
	for i := range part.Actors {
		rows = append(rows, string(part.Actors[i].ID))
		if part.Actor(part.Actors[i].ID) != &part.Actors[i] {
			t.Errorf("%s is found elsewhere than in the list", part.Actors[i].ID)
		}
	}
	for i := range part.Documents {
		rows = append(rows, string(part.Documents[i].ID))
	}
	for i := range part.Claims {
		rows = append(rows, part.Claims[i].Pos().String())
	}
	if diff := cmp.Diff([]string{"us", "mi6", "toi-2014", "syria-contacts/claims.csv:2:1"}, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if part.Actor("uk-intelligence") == nil || part.Claim("toi-2014-01") == nil || part.Claim("toi-2014-02") != nil {
		t.Error("want actors found by their ids, and claims that are listed alone")
	}
	if diff := cmp.Diff([]sources.DocumentID{"mirror-2014"}, part.Roots("toi-2014")); diff != "" {
		t.Errorf("roots (-want +got):\n%s", diff)
	}
	if !part.Bodies().Within("mi6", "uk") || part.Digest() != d.Digest() || part.Name != d.Name || len(d.Claims) != 43 {
		t.Error("the part does not know the whole, or the whole has changed")
	}
}

// Further actors stand behind the dossier's own, or in the place of one that it knows.
func TestWith(t *testing.T) {
	d, _ := sources.SyriaContacts()
	part := d.Part(map[sources.ActorID]bool{"mi6": true}, nil, nil)
	more := part.With([]sources.Actor{{ID: "side-West", Name: "West"}, {ID: "uk", Name: "United Kingdom", Note: "for all"}})
	var names []string
	for i := range more.Actors {
		names = append(names, more.Actors[i].Name)
	}
	if diff := cmp.Diff([]string{"MI6", "West", "United Kingdom"}, names); diff != "" {
		t.Errorf("actors (-want +got):\n%s", diff)
	}
	if more.Actor("side-West") == nil || more.Actor("uk").Note != "for all" || d.Actor("uk").Note == "for all" ||
		part.Actor("side-West") != nil {
		t.Error("want the further actors found in the new dossier, and the old ones as they were")
	}
}
