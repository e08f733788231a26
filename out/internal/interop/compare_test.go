package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatIsReadWronglyIsSaid breaks a reading in every way in which a writer or a reader can, one at a time.
func TestWhatIsReadWronglyIsSaid(t *testing.T) {
	held := &truth{
		actors: map[string]record{"a": {"id": "a", "name": "Ann", "records: not_drawn": "x"},
			"b": {"id": "b", "name": "Bo", "records: not_drawn": ""}},
		lines: map[string]record{
			"c": {"id": "c", "source": "a", "target": "b", "weight": "2", "direction": "directed",
				"sources": "Herald\x00Report\x002020"},
			"d": {"id": "d", "source": "b", "target": "a", "weight": "1", "direction": "mutual"}},
		cells:  cells{"claim": {"x": {"id": "x", "stance": "denies", "place": "Here|There"}}},
		places: map[string]point{"a": {0, 0}, "b": {10, 20}},
	}
	right := func() job {
		return job{
			Export: "mixed.graphml", Reads: "graphml",
			Actors: []map[string]any{
				{"id": "a", "name": "Ann", "x": 5.0, "y": 5.0,
					"records": "actor: id: a || not_drawn: contact: c | id: x | stance: denies | place: Here | place: There"},
				{"id": "b", "name": "Bo", "x": 15.0, "y": -15.0},
			},
			Contacts: []map[string]any{
				{"id": "c", "source": "a", "target": "b", "weight": 2.0, "direction": "directed", "directed": true,
					"sources": "Herald, “Report”, Jan 2020"},
				// both ways, so the order tells nothing
				{"id": "d", "source": "a", "target": "b", "weight": "1", "direction": "mutual", "directed": false},
			},
		}
	}
	for _, tt := range []struct {
		name   string
		damage func(*job)
		want   []string
	}{
		{"nothing", func(*job) {}, nil},
		{"an edge is lost", func(j *job) { j.Contacts = j.Contacts[:1] }, []string{`contact "d": not read`}},
		{"an edge stands twice",
			func(j *job) { j.Contacts = append(j.Contacts, j.Contacts[0]) }, []string{`contact "c": read twice`}},
		{"an edge nobody wrote",
			func(j *job) { j.Contacts = append(j.Contacts, map[string]any{"id": "e"}) },
			[]string{`contact "e": no such contact`}},
		{"a value differs",
			func(j *job) { j.Actors[0]["name"] = "ann" }, []string{`actor "a": name: read "ann", want "Ann"`}},
		{"a value is lost", func(j *job) { delete(j.Actors[0], "name") }, []string{`actor "a": name: read "", want "Ann"`}},
		{"weights are added up",
			func(j *job) { j.Contacts[0]["weight"] = 3.0 }, []string{`contact "c": weight: read "3", want "2"`}},
		{"a record is lost",
			func(j *job) { j.Actors[0]["records"] = "actor: id: a" },
			[]string{`actor "a": records of not_drawn: read "", want "x"`}},
		{"a cell of a record differs", func(j *job) {
			j.Actors[0]["records"] = strings.Replace(shown(j.Actors[0]["records"]), "denies", "reports", 1)
		}, []string{`actor "a": not_drawn "x": stance: read "reports", want "denies"`}},
		{"an item of a list is lost", func(j *job) {
			j.Actors[0]["records"] = strings.TrimSuffix(shown(j.Actors[0]["records"]), " | place: There")
		}, []string{`actor "a": not_drawn "x": place: read "Here", want "Here|There"`}},
		{"a record in JSON has no such row", func(j *job) {
			delete(j.Actors[0], "records")
			j.Actors[0]["not_drawn"] = []any{map[string]any{"id": "y"}}
		}, []string{`actor "a": not_drawn "y": no such row`, `actor "a": records of not_drawn: read "y", want "x"`}},
		{"a source has no date", func(j *job) { j.Contacts[0]["sources"] = "Herald, “Report”" },
			[]string{`contact "c": sources: read "Herald, “Report”", want in it ["Herald" "Report" "2020"]`}},
		{"y is upside down",
			func(j *job) { j.Actors[1]["y"] = 25.0 },
			[]string{`actor "b": stands 10.00, 20.00 from "a", want 10.00, -20.00`}},
		{"places are lost", func(j *job) {
			for _, a := range j.Actors {
				delete(a, "x")
			}
		}, []string{`actor "a": stands nowhere`, `actor "b": stands 0.00, 0.00 from "a", want 10.00, -20.00`}},
		{"an arrow is lost",
			func(j *job) { j.Contacts[0]["directed"] = false }, []string{`contact "c": directed is false, want true`}},
		{"an arrow is turned", func(j *job) { j.Contacts[0]["source"], j.Contacts[0]["target"] = "b", "a" },
			[]string{`contact "c": source: read "b", want "a"`, `contact "c": target: read "a", want "b"`}},
		{"the program complains", func(j *job) { j.Error = "SEVERE: no" }, []string{"SEVERE: no"}},
	} {
		j := right()
		tt.damage(&j)
		if diff := cmp.Diff(tt.want, reading{}.problems(held, j)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
