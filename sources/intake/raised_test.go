package intake_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// A stated list is what its owner knows: who was in contact with whom, by which report.
type stated struct {
	rows      [][3]string // party, party, report
	documents map[string]bool
}

func drawStated(t *rapid.T) stated {
	people := []string{"Ann Example", "Bo Sample", "Cy & Sons", "Example Works Ltd", "Ministry of Examples",
		"de la Sample, Di", "Иван Пример"}
	reports := []string{"https://example.org/a", "https://example.com/b?id=1", "Harbour Courier, 5 May 2020",
		"Harbour Courier, 6 June 2021", "Annual report", "Register"}
	s := stated{documents: map[string]bool{}}
	for range rapid.IntRange(1, 8).Draw(t, "rows") {
		a := rapid.IntRange(0, len(people)-1).Draw(t, "party")
		b := (a + rapid.IntRange(1, len(people)-1).Draw(t, "other")) % len(people)
		report := rapid.SampledFrom(reports).Draw(t, "report")
		s.rows = append(s.rows, [3]string{people[a], people[b], report})
		s.documents[report] = true
	}
	return s
}

// statedIn are ways in which people and programs write such a list.
var statedIn = []struct {
	name, file string
	write      func(t *rapid.T, s stated) []byte
}{
	{"sheet", "list.csv", func(t *rapid.T, s stated) []byte { return written(s.table(t), ',') }},
	{"sheet with semicolons", "list.csv", func(t *rapid.T, s stated) []byte { return written(s.table(t), ';') }},
	{"workbook", "list.xlsx", func(t *rapid.T, s stated) []byte { return xlsxOf(s.table(t)) }},
	{"OpenDocument", "list.ods", func(t *rapid.T, s stated) []byte { return odsOf(s.table(t)) }},
	{"records", "list.json", func(t *rapid.T, s stated) []byte { return recordsOf(s.table(t)) }},
	{"web page", "list.html", func(t *rapid.T, s stated) []byte { return htmlOf(s.table(t)) }},
	{"Word", "list.docx", func(t *rapid.T, s stated) []byte { return docxOf(s.table(t)) }},
	{"Markdown", "list.md", func(t *rapid.T, s stated) []byte {
		var b strings.Builder
		for i, row := range s.table(t) {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
			if i == 0 {
				fmt.Fprintf(&b, "|%s\n", strings.Repeat("---|", len(row)))
			}
		}
		return []byte(b.String())
	}},
	{"nodes and links", "list.json", func(t *rapid.T, s stated) []byte {
		nodes, links := []map[string]string{}, []map[string]string{}
		known := map[string]bool{}
		for _, row := range s.rows {
			for _, name := range row[:2] {
				if !known[name] {
					known[name] = true
					nodes = append(nodes, map[string]string{"id": name})
				}
			}
			links = append(links, map[string]string{"source": row[0], "target": row[1], "url": row[2]})
		}
		data, err := json.Marshal(map[string]any{"directed": false, "multigraph": true, "graph": map[string]any{},
			"nodes": nodes, "links": links})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}},
	{"GraphML", "list.graphml", func(_ *rapid.T, s stated) []byte {
		var nodes, edges strings.Builder
		known := map[string]bool{}
		for _, row := range s.rows {
			for _, name := range row[:2] {
				if !known[name] {
					known[name] = true
					fmt.Fprintf(&nodes, `<node id="%s"/>`, escapedXML(name))
				}
			}
			fmt.Fprintf(&edges, `<edge source="%s" target="%s"><data key="s">%s</data></edge>`, escapedXML(row[0]),
				escapedXML(row[1]), escapedXML(row[2]))
		}
		return []byte(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="s" for="edge" attr.name="source_url" attr.type="string"/>` +
			`<graph edgedefault="undirected">` + nodes.String() + edges.String() + `</graph></graphml>`)
	}},
	{"DOT", "list.dot", func(_ *rapid.T, s stated) []byte {
		var b strings.Builder
		b.WriteString("graph {\n")
		for _, row := range s.rows {
			fmt.Fprintf(&b, "%q -- %q [url=%q]\n", row[0], row[1], row[2])
		}
		b.WriteString("}\n")
		return []byte(b.String())
	}},
}

// table is the list as a table, its columns in any order, under heads that people give them, beside columns of their own.
func (s stated) table(t *rapid.T) [][]string {
	heads := rapid.SampledFrom([][3]string{{"From", "To", "Source"}, {"Who", "With whom", "Link"},
		{"Person 1", "Person 2", "Reference"},
		{"Von", "An", "Quelle"}, {"Minister", "Organisation met", "URL"},
		{"Source name", "Target name", "Citation"}}).Draw(t, "heads")
	order := rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "order")
	own := rapid.SampledFrom([]string{"Remarks", "Room", "No."}).Draw(t, "own")
	var rows [][]string
	for i := -1; i < len(s.rows); i++ {
		row := make([]string, len(order))
		for at, column := range order {
			switch {
			case i < 0 && column < 3:
				row[at] = heads[column]
			case i < 0:
				row[at] = own
			case column < 3:
				row[at] = s.rows[i][column]
			case own == "No.":
				row[at] = fmt.Sprint(i + 1)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// However a list is written, import makes no more claims of it than it has rows, no more documents than it names, and
// no more actors than are in it.
func TestNothingIsRaisedInAnyShape(t *testing.T) {
	for _, in := range statedIn {
		t.Run(in.name, func(t *testing.T) {
			whole := 0 // imports without an error
			rapid.Check(t, func(t *rapid.T) {
				s := drawStated(t)
				data := in.write(t, s)
				im := intake.Read([]intake.Input{{File: in.file, Data: data}}, intake.Options{})
				if im.Problems.Err() != nil {
					return
				}
				whole++
				d, _ := im.Check("new", sources.Options{AllowUnsourced: true})
				parties := map[string]bool{}
				for _, row := range s.rows {
					parties[row[0]], parties[row[1]] = true, true
				}
				if len(d.Claims) > len(s.rows) || len(d.Documents) > len(s.documents) || len(d.Actors) > len(parties) {
					t.Fatalf("%d claims of %d rows, %d documents of %d, %d actors of %d\n%s\n%s", len(d.Claims),
						len(s.rows),
						len(d.Documents), len(s.documents), len(d.Actors), len(parties), data, said(im))
				}
			})
			if whole == 0 {
				t.Error("no list was imported")
			}
		})
	}
}
