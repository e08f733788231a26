package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/out/answers"
	"relgraph/sources"
)

// read is what relgraph says of the tables.
func read(tables map[string][][]string) (*truth, error) {
	files := fstest.MapFS{}
	for name, rows := range tables {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			return nil, err
		}
		files["d/"+name+".csv"] = &fstest.MapFile{Data: b.Bytes()}
	}
	d, problems := sources.OpenFS(files, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		return nil, err
	}
	g, err := graph.Build(d)
	if err != nil {
		return nil, err
	}
	l, err := listingFrom(func(what string) ([]byte, error) {
		all := answers.Listings()
		i := slices.IndexFunc(all, func(l answers.Listing) bool { return l.Name == what })
		if i < 0 {
			return nil, fmt.Errorf("nothing is listed as %s", what)
		}
		return json.Marshal(all[i].JSON(g))
	})
	if err != nil {
		return nil, err
	}
	return l.hold(nil), nil
}

// What relgraph makes of invented tables is what was invented: every cell, every state, every contact.
func TestInventedDossiersSayWhatWasInvented(t *testing.T) {
	for seed := range uint64(12) {
		v := invent(seed)
		says, err := read(v.tables)
		if err != nil {
			t.Fatalf("%s: %v", v.name, err)
		}
		for _, p := range v.hold(nil).differs(says) {
			t.Errorf("%s: %s", v.name, p)
		}
	}
}

// A loader that drops a cell, or puts two in each other's place, is seen, whichever the column.
func TestALoaderThatErrsIsSeen(t *testing.T) {
	// other ids alone would come of the one, and blank says "contact" too
	unsaid := []string{"claims contact", "kinds class"}
	v := invent(1)
	want := v.hold(nil)
	for _, name := range []string{"actors", "documents", "claims", "kinds"} {
		rows := v.tables[name]
		for column, head := range rows[0] {
			for _, err := range []struct {
				how  string
				does func(rows [][]string) bool
			}{{"dropped", func(rows [][]string) bool {
				i := slices.IndexFunc(rows[1:], func(row []string) bool { return row[column] != "" }) + 1
				rows[max(i, 0)][column] = ""
				return i > 0
			}}, {"swapped", func(rows [][]string) bool {
				for i := 2; i < len(rows); i++ {
					if rows[i][column] != rows[1][column] {
						rows[1][column], rows[i][column] = rows[i][column], rows[1][column]
						return true
					}
				}
				return false
			}}} {
				broken := map[string][][]string{}
				for table, rows := range v.tables {
					for _, row := range rows {
						broken[table] = append(broken[table], slices.Clone(row))
					}
				}
				if !err.does(broken[name]) || slices.Contains(unsaid, name+" "+head) {
					continue
				}
				says, refused := read(broken)
				if refused == nil && want.differs(says) == nil {
					t.Errorf("a cell of the column %q of %s is %s, and nobody sees it", head, name, err.how)
				}
			}
		}
	}
}

// The dossiers have whatever a writer may err in: every state, rounds, ties, days of every sort.
func TestInventionsHaveEverySort(t *testing.T) {
	has := map[string]bool{}
	for _, seed := range inventions {
		v := invent(seed)
		for _, c := range slices.Concat(v.contacts, v.ties) {
			has[c.State] = true
			has["round"] = has["round"] || len(c.Members) > 2
			has["doubted"] = has["doubted"] || c.Doubted
			for _, d := range c.Dates {
				has[d.text] = true
			}
			for _, cl := range c.Claims {
				has["own column"] = has["own column"] || len(cl.Extra) > 0
				has["via"] = has["via"] || cl.Channel != ""
			}
		}
		has["tie"] = has["tie"] || len(v.ties) > 0
		for _, a := range v.actors {
			has["side"] = has["side"] || a.Side != ""
			has["alias"] = has["alias"] || a.Alias != nil
		}
	}
	want := strings.Fields("round doubted tie side alias via")
	for _, s := range graph.States() {
		if s != graph.Unsourced { // which takes a flag
			want = append(want, s.String())
		}
	}
	for _, d := range writtenDates {
		want = append(want, d.text)
	}
	for _, what := range append(want, "own column") {
		if !has[what] {
			t.Errorf("no invented dossier has %s", what)
		}
	}
}
