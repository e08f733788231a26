package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// dialects are files as programs and people write them, with what each says: who, and who did what with whom, "->" where it
// goes one way, in the order of the file, and what else has to be in the tables.
var dialects = []struct {
	name, file, text string
	says             string
	has              string // a part of the tables as CSV, "" for none
}{
	{"fields of nodes that Cytoscape calls otherwise", "net.json", `{"nodes": [{"id": "a", "name": "Ann", "position": "Director",
"classes": "guest", "style": "loud"}, {"id": "b", "name": "Bo"}], "links": [{"source": "a", "target": "b", "kind": "meeting"}]}`,
		"Ann, Bo: Ann meeting Bo", "Director,,,,,,,,,guest,loud"},
	{"Cytoscape's own fields of elements", "net.cyjs", `{"elements": {"nodes": [{"data": {"id": "a", "name": "Ann"}, "position": {"x": 1, "y": 2},
"classes": "big", "selected": true, "locked": false}, {"data": {"id": "b", "name": "Bo"}}], "edges": [{"data": {"source": "a", "target": "b", "kind": "call"}}]}}`,
		"Ann, Bo: Ann call Bo", ""},
}

// TestDialects reads each.
func TestDialects(t *testing.T) {
	for _, s := range dialects {
		im := intake.Read([]intake.Input{{File: s.file, Data: []byte(s.text)}}, intake.Options{})
		if err := im.Problems.Err(); err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		d, _ := im.Open(sources.Options{AllowUnsourced: true})
		if diff := cmp.Diff(s.says, saysOf(d)); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", s.name, diff, im.Problems)
		}
		var tables strings.Builder
		for _, file := range im.Files() {
			tables.Write(file.Data)
		}
		if !strings.Contains(tables.String(), s.has) {
			t.Errorf("%s: want %q in\n%s", s.name, s.has, tables.String())
		}
	}
}

// saysOf is a dossier in a line: its actors, and of each claim who, what and with whom.
func saysOf(d *sources.Dossier) string {
	var actors, claims []string
	for i := range d.Actors {
		actors = append(actors, d.Actors[i].Name)
	}
	names := func(ids []sources.ActorID) string {
		var all []string
		for _, id := range ids {
			all = append(all, d.Actor(id).Name)
		}
		return strings.Join(all, " and ")
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		way := ""
		if c.Directed {
			way = "-> "
		}
		claims = append(claims, names(c.Actors)+" "+c.KindWord()+" "+way+names(c.Recipients))
	}
	return strings.Join(actors, ", ") + ": " + strings.Join(claims, "; ")
}
