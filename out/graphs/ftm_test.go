package graphs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"relgraph/out/internal/golden"
	"relgraph/out/rows"

	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

type ftmRead struct {
	ID, Schema string
	Properties map[string][]string
}

func readFTM(t *testing.T, g *graph.Graph) map[string]ftmRead {
	t.Helper()
	entities := map[string]ftmRead{}
	for _, line := range bytes.Split(bytes.TrimSpace(written(t, FTM, rows.NewJob(g))), []byte("\n")) {
		var e ftmRead
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if _, twice := entities[e.ID]; twice {
			t.Errorf("%q is told twice", e.ID)
		}
		entities[e.ID] = e
	}
	return entities
}

// TestFollowTheMoneyHoldsEverything wants each claim as a link with its own document or, if it reports nothing that
// is drawn, as a note; and nothing that is only denied as a link.
func TestFollowTheMoneyHoldsEverything(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			entities := readFTM(t, g)
			links, notes := 0, 0
			for _, e := range entities {
				for _, reference := range []string{"subject", "object", "member", "organization", "proof", "entity"} {
					for _, id := range e.Properties[reference] {
						if _, ok := entities[id]; !ok {
							t.Errorf("%s: %s %q is not told", e.ID, reference, id)
						}
					}
				}
				switch e.Schema {
				case "UnknownLink", "Membership":
					links++
					cl := g.Dossier().Claim(sources.ClaimID(e.Properties["recordId"][0]))
					if cl.Summary != strings.Join(e.Properties["summary"], "") ||
						!slices.Equal(e.Properties["proof"], []string{ftmID("document", string(cl.Document))}) {
						t.Errorf("%s: %v", e.ID, e.Properties)
					}
					if cl.Detail().Hedge != "" && !strings.Contains(e.Properties["description"][0], "hedge: "+cl.Detail().Hedge) {
						t.Errorf("%s: lacks the hedge %q", e.ID, cl.Detail().Hedge)
					}
				case "Note":
					if !strings.HasPrefix(e.ID, "dossier-") {
						notes++
					}
				}
			}
			wantLinks, wantNotes := 0, 0
			for c := range g.All() {
				for _, cl := range c.Claims {
					if c.Drawn() && cl.Stance.Supports() {
						wantLinks += pairsOfRow(cl)
					} else {
						wantNotes++
					}
				}
			}
			for _, a := range g.Dossier().Actors {
				if e := entities[ftmID("actor", string(a.ID))]; strings.Join(e.Properties["name"], "") != a.Name {
					t.Errorf("actor %q: %v", a.ID, e)
				}
			}
			if links != wantLinks || notes != wantNotes {
				t.Errorf("%d links and %d notes, want %d and %d", links, notes, wantLinks, wantNotes)
			}
		})
	}
}

func TestFollowTheMoneyDates(t *testing.T) {
	for _, tt := range []struct{ date, on, from, until string }{
		{"2014-09-23", "2014-09-23", "", ""},
		{"2014", "2014", "", ""},
		{"2014-22", "", "", ""},
		{"2014~", "", "", ""},
		{"201X", "", "", ""},
		{"-0043", "", "", ""},
		{"2014-09/2015", "", "2014-09", "2015"},
		{"2014-09/..", "", "2014-09", ""},
		{"../2014-09?", "", "", ""},
	} {
		d, err := edtf.Parse(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		on, from, until := ftmDates(d)
		if got, want := fmt.Sprint(on, "|", from, "|", until), fmt.Sprint(tt.on, "|", tt.from, "|", tt.until); got != want {
			t.Errorf("%s: got %s, want %s", tt.date, got, want)
		}
	}
}

func TestFollowTheMoneyIDsReadBack(t *testing.T) {
	allowed := regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)
	escaped := regexp.MustCompile(`\.[0-9a-f]{6}`)
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9._:-]+`), rapid.StringN(1, -1, -1)).Draw(t, "id")
		got := ftmID("actor", id)
		if !allowed.MatchString(got) {
			t.Fatalf("%q: %q is no id", id, got)
		}
		back := escaped.ReplaceAllStringFunc(strings.TrimPrefix(got, "actor-"), func(e string) string {
			code, _ := strconv.ParseInt(e[1:], 16, 32)
			return string(rune(code))
		})
		if back != id {
			t.Errorf("%q: %q reads back as %q", id, got, back)
		}
	})
}

func TestFollowTheMoneyFiles(t *testing.T) {
	for _, name := range []string{"names-in-quotes", "columns-of-their-own", "not-drawn", "parallel-and-mixed-directions"} {
		golden.Compare(t, name+".ftm.json", written(t, FTM, rows.NewJob(golden.Graphs(t)[name])))
	}
}

func ftmID(kind, id string) string { return string(appendFTMID(nil, kind, id)) }
