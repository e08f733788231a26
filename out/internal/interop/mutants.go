package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"relgraph/out/rows"
	"relgraph/sources"
)

// A gate that cannot fail proves nothing. So relgraph is built a second time with faults in its writers, each of which
// stays still until it is called by its name, and every one must turn a cell of the table red.

// A fault is put into a writer's source, where new stands in place of old.
type fault struct {
	file     string
	old, new string
}

var faults = []fault{
	// every column of the dossier, in the records
	{"out/rows/record.go", "if c.Reach == sources.Local {",
		`if c.Reach == sources.Local || faulty("record "+c.Table+"."+c.Name) {`},
	// every column of nodes and edges, as a fact and as text
	{"out/rows/gatherer.go", "t.facts = append(t.facts, Fact{name, value})",
		"if faulty(\"column \" + name) {\n\t\t\tvalue += \"7\"\n\t\t}\n\t\tt.facts = append(t.facts, Fact{name, value})"},
	{"out/rows/notation.go", "w.text = append(w.text, before...)\n\tif is&",
		"w.text = append(w.text, before...)\n\tvalue += more(\"column \" + name)\n\tif is&"},
	{"out/rows/gatherer.go", "w.text = t.appendRecords(w.text)",
		`w.text = append(t.appendRecords(w.text), more("column records")...)`},
	{"out/rows/node.go", `ofNode("label", lean, func(n *node) string { return n.Short })`,
		`ofNode("label", lean, func(n *node) string { return swapped(n.Short, n.name) })`},
	{"out/rows/node.go", `ofNode("name", lean, func(n *node) string { return n.name })`,
		`ofNode("name", lean, func(n *node) string { return swapped(n.name, n.Short) })`},
	// what a format writes in its own way
	{"out/graphs/gexf.go", `b.add("\" label=\"") b.text = quote.AppendXMLAttribute(b.text, r.Get("label"))`,
		`b.add("\" label=\"")
		b.text = quote.AppendXMLAttribute(b.text, r.Get("label") + more("gexf label"))`},
	{"out/graphs/gexf.go", `r.Get("weight"), "\""`, `r.Get("weight"), more("gexf weight"), "\""`},
	{"out/graphs/gexf.go", `c.Name + "\" value=\"", "\"/>\n"`, `c.Name + "\" value=\"", more("gexf "+c.Name) + "\"/>\n"`},
	{"out/graphs/gexf.go", `b.text = appendSpell(b.text, b.spells[0])`,
		`if !faulty("gexf time") { b.text = appendSpell(b.text, b.spells[0]) }`},
	{"out/graphs/graphml.go", `keys[c.Name] + "\">", "</data>\n"`,
		`keys[c.Name] + "\">", more("graphml "+c.Name) + "</data>\n"`},
	{"out/graphs/json.go", `Value: r.Get("x")},`, `Value: r.Get("x") + more("cyjs x")},`},
	{"out/graphs/json.go", `quote.Number(-y)})`, `quote.Number(-y) + more("cyjs y")})`},
	{"out/graphs/json.go", `text = appendField(appendField(text, "id", r.ID), "source", string(r.From))`,
		`text = appendField(appendField(text, "id", r.ID), "source", string(r.From)+more("cyjs source"))`},
	{"out/sheets/csv.go", `if err := c.Write(row); err != nil {`,
		`if faulty("a cell of the tables") { row[len(row)-1], row[1] = row[1], row[len(row)-1] }
		if err := c.Write(row); err != nil {`},
	{"out/graphs/neo4j.go", "row := slices.Clone(r.fixed)", `row := slices.Clone(r.fixed)
		if faulty("a line of neo4j") && len(row) == 2 { row[1] = row[0] }`},
	{"out/graphs/neo4j.go", "strings.Join(r.of[c], unitSeparator))",
		`strings.Join(r.of[c], separated(unitSeparator)) + more("a cell of neo4j"))`},
	{"out/graphs/dot.go", "as.keep(f.Name, rows.EscapeRecord(f.Value))",
		`as.keep(f.Name, rows.EscapeRecord(f.Value)+more("dot "+f.Name))`},
	{"out/graphs/dot.go", `d.text = append(d.appendLabel(append(d.text, '"'),`,
		`d.text = append(d.appendLabel(append(append(d.text, '"'), more("dot label")...),`},
	{"out/graphs/dot.go", `as.keep("contact", string(c.ID))`, `as.keep("contact", string(c.ID)+more("dot id"))`},
	{"out/graphs/dot.go", `d.text = append(d.teller.AppendActorRecord(append(d.text, '"'),`,
		`d.text = append(d.teller.AppendActorRecord(append(append(d.text, '"'), more("dot actor")...),`},
	{"out/graphs/mermaid.go", "label := mermaidText(m.dot.label(",
		`label := more("mermaid label") + mermaidText(m.dot.label(`},
	{"out/graphs/ftm.go", `w.add("status", r.Get("state"))`, `w.add("status", r.Get("state")+more("ftm status"))`},
	{"out/graphs/ftm.go", `text = append(append(text, kind...), '-')`,
		`text = append(append(append(text, kind...), '-'), more("a sign of ftm")...)`},
	{"out/rows/drawn.go", `	v := words.English()
`, `	v := words.English()
	if faulty("the numbers of sources") {
		marks = ""
	}
`},
}

// put puts the fault into a source, wherever its lines are broken.
func (f fault) put(text string) (string, error) {
	words := strings.Fields(f.old)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	at := regexp.MustCompile(strings.Join(words, `\s+`)).FindAllStringIndex(text, -1)
	if len(at) != 1 {
		return "", fmt.Errorf("%s has %d times %q, want it once: put the fault where that is done now", f.file, len(at),
			f.old)
	}
	return text[:at[0][0]] + f.new + text[at[0][1]:], nil
}

// asked is what the faulty packages have besides.
const asked = `

import "os"

func faulty(name string) bool { return os.Getenv("RELGRAPH_FAULT") == name }

func more(name string) string {
	if faulty(name) {
		return "7"
	}
	return ""
}

func separated(by string) string {
	if faulty("a list of neo4j") {
		return ";"
	}
	return by
}

func swapped(a, b string) string {
	if faulty("label for name") {
		return b
	}
	return a
}
`

// A mutant is a fault by its name, with the export and the program that have to show it.
type mutant struct{ name, export, program string }

// unseen are columns of records that no program is asked for: what a file keeps for import alone, which the tests of
// there and back hold.
var unseen = []string{"codings.", "kinds.", "claims.found_in", "claims.checked_row", "documents.path"}

// besides are columns of nodes and edges that no export of the mutants has, or that no program is asked for: a roll-up's,
// those of a time that was asked for, of measures, and what is told of documents and origins once more in words.
// Publishers and dates of issue, and colours, have faults of their own below, where edges are claims or are read as drawn.
var besides = strings.Fields(`stands_for met perhaps size color same_as not_same_as origins originated_by published
	published_last checked document_titles publishers issued`)

func mutants() []mutant {
	all := []mutant{{"label for name", "contacts.graphml", "NetworkX"},
		{"the numbers of sources", "yed.graphml", "NetworkX"}}
	for _, c := range sources.Columns() {
		name := c.Table + "." + c.Name
		if c.Reach != sources.Local && !slices.ContainsFunc(unseen,
			func(u string) bool { return strings.HasPrefix(name, u) }) {
			all = append(all, mutant{"record " + name, "contacts.graphml", "NetworkX"})
		}
	}
	for _, column := range rows.ColumnNames() {
		if !slices.Contains(besides, column) && !strings.HasPrefix(column, "measure_") {
			all = append(all, mutant{"column " + column, "strict.graphml", "NetworkX"})
		}
	}
	return append(all,
		mutant{"graphml publishers", "claims.graphml", "igraph"}, mutant{"graphml issued", "claims.graphml", "igraph"},
		mutant{"graphml color", "contacts.graphml", "NetworkX"}, mutant{"graphml share", "strict.graphml", "NetworkX"},
		mutant{"gexf label", "undirected.gexf", "NetworkX"}, mutant{"gexf weight", "undirected.gexf", "NetworkX"},
		mutant{"gexf state", "undirected.gexf", "NetworkX"}, mutant{"gexf time", "contacts.gexf", "Gephi"},
		mutant{"cyjs x", "contacts.cyjs", "Cytoscape.js"}, mutant{"cyjs y", "contacts.cyjs", "Cytoscape.js"},
		mutant{"cyjs source", "contacts.cyjs", "Cytoscape.js"},
		mutant{"a cell of the tables", "contacts.nodes.csv", "Gephi"},
		mutant{"a cell of neo4j", "contacts.neo4j.zip", "Neo4j's tables"},
		mutant{"a list of neo4j", "contacts.neo4j.zip", "Neo4j's tables"},
		mutant{"a line of neo4j", "contacts.neo4j.zip", "Neo4j's tables"}, mutant{"dot state", "contacts.dot", "Graphviz"},
		mutant{"dot label", "contacts.dot", "Graphviz"}, mutant{"dot id", "contacts.dot", "Graphviz"},
		mutant{"dot actor", "contacts.dot", "Graphviz"}, mutant{"a sign of ftm", "contacts.ftm.json", "followthemoney"},
		mutant{"ftm status", "contacts.ftm.json", "followthemoney"}, mutant{"mermaid label", "contacts.mmd", "Mermaid"})
}

// runMutants builds the faulty relgraph, has each mutant write its export, and returns the mutants that nobody saw.
func runMutants() (survived []string, err error) {
	if err := install(); err != nil {
		return nil, err
	}
	binary, err := buildFaulty()
	if err != nil {
		return nil, err
	}
	dossiers, err := filepath.Glob(home + "/dossiers/*.yaml")
	if err != nil {
		return nil, err
	}
	held := map[string]*truth{}
	var all []job
	of := map[string]string{} // the mutants, by their files
	v := invent(inventions[0])
	if err := v.write(filepath.Join(scratch, "invented")); err != nil {
		return nil, err
	}
	for _, d := range append(dossiers, sources.BuiltIn, filepath.Join(scratch, "invented", v.name)) {
		name := strings.TrimSuffix(filepath.Base(d), ".yaml")
		folder := filepath.Join(scratch, "mutants", name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return nil, err
		}
		says := &v.listing
		if name != v.name {
			if says, err = listingOf(d); err != nil {
				return nil, err
			}
		}
		if held[name], err = says.truth(d, folder); err != nil {
			return nil, err
		}
		whole := map[string][]byte{}
		for i, m := range append(without(mutants()), mutants()...) {
			e := exportNamed(m.export)
			file := filepath.Join(folder, fmt.Sprintf("%d-%s", i, e.file))
			data, err := exportFaulty(binary, d, m, e, file)
			if err != nil {
				return nil, err
			}
			if m.name == "" {
				whole[m.export] = data
				all = append(all, job{Consumer: m.program, Export: m.export, Reads: e.format(), Dossier: name, File: file})
			} else if !bytes.Equal(data, whole[m.export]) { // this dossier has such a thing
				of[file] = m.name
				all = append(all, job{Consumer: m.program, Export: m.export, Reads: e.format(), Dossier: name, File: file})
			}
		}
	}
	answers, err := readAll(all)
	if err != nil {
		return nil, err
	}
	seen := map[string]string{}
	for _, j := range answers {
		problems := readingOf(j).problems(held[j.Dossier], j)
		if of[j.File] == "" && len(problems) > 0 {
			return nil, fmt.Errorf("without any fault, %s of %s: %s", j.Export, j.Dossier, problems[0])
		}
		if len(problems) > 0 && seen[of[j.File]] == "" {
			seen[of[j.File]] = j.Dossier + ": " + problems[0]
		}
	}
	for _, m := range mutants() {
		says := seen[m.name]
		if says == "" {
			survived = append(survived, m.name)
			says = "NOT SEEN"
		}
		fmt.Printf("%-32s %s\n", m.name, says)
	}
	return survived, nil
}

// exportFaulty has the faulty relgraph write an export of a dossier into a file, with the mutant's fault.
func exportFaulty(binary, dossier string, m mutant, e export, file string) ([]byte, error) {
	args := append([]string{"export", dossier, "-o", file}, e.flags...)
	if e.beside != "" {
		args = append(args, "-o", strings.TrimSuffix(file, e.file)+e.beside)
	}
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), "RELGRAPH_FAULT="+m.name)
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the fault %q: %w\n%s", m.name, err, said)
	}
	return os.ReadFile(file)
}

// without is each export once that a mutant is read from, without any fault.
func without(mutants []mutant) []mutant {
	var whole []mutant
	for _, m := range mutants {
		m.name = ""
		if !slices.Contains(whole, m) {
			whole = append(whole, m)
		}
	}
	return whole
}

// buildFaulty builds relgraph with all faults in it, none of which is called, beside the sources as they are.
func buildFaulty() (binary string, err error) {
	folder, err := filepath.Abs(filepath.Join(scratch, "faulty"))
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	top, err := os.Getwd()
	if err != nil {
		return "", err
	}
	text := map[string]string{}
	for _, f := range faults {
		folder := filepath.Dir(f.file)
		text[folder+"/faulty.go"] = "package " + filepath.Base(folder) + asked
		if text[f.file] == "" {
			data, err := os.ReadFile(f.file)
			if err != nil {
				return "", err
			}
			text[f.file] = string(data)
		}
		if text[f.file], err = f.put(text[f.file]); err != nil {
			return "", err
		}
	}
	replace := map[string]string{}
	for file, source := range text {
		at := filepath.Join(folder, strings.ReplaceAll(file, "/", "-"))
		if err := os.WriteFile(at, []byte(source), 0o644); err != nil {
			return "", err
		}
		replace[filepath.Join(top, file)] = at
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list := filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o644); err != nil {
		return "", err
	}
	binary = filepath.Join(folder, "relgraph")
	said, err := exec.Command("go", "build", "-overlay", list, "-o", binary, "./cmd/relgraph").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building relgraph with faults: %w\n%s", err, said)
	}
	return binary, nil
}
