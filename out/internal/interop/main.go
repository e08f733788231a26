// Command interop proves that the programs which relgraph's exports are for read from them what relgraph has written.
//
// It exports invented dossiers, of which it knows by itself what they say (invent.go), those in the folder dossiers, which
// hold what such programs trip over, and the built-in one. It has each export read by the programs themselves (the
// scripts in the folder readers), and compares every actor and every contact, attribute by attribute, with what was
// invented or, of the others, with "relgraph list --json", which has to say of the invented ones what was invented, and of
// the others, cell by cell, what Python reads in their files.
// Standard output gets a table of programs and formats, and below it
// what is wrong.
//
//	make interop
//	make interop-mutants
//	make first-sight
//
// The second puts faults into the writers, one by one, and fails unless each is seen. The third keeps what programs
// show of the built-in dossier, and the page of docs/gallery with these pictures; the first measures them too.
//
// It installs those programs into build/interop, in the versions that the folder readers names, and takes what is
// there already. The exit code is 1 if something is read wrongly, or if a tool is missing that it cannot install by
// itself.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"relgraph/out"
	"relgraph/sources"
)

const (
	home    = "out/internal/interop"
	scratch = "build/interop"

	patience = 12 * time.Minute // with a reader, on a busy machine
)

// An export is a file that relgraph writes, or two, as the table's head names it.
type export struct {
	name   string
	file   string
	beside string // a second file that belongs to the first
	own    bool   // every contact goes its own way; in the others all go alike
	claims bool   // an edge is a claim that reports a contact
	whole  bool   // a contact of many is one element
	all    bool   // so are the contacts that are not drawn
	flags  []string
}

func (e export) format() string {
	f, err := out.FormatOf(e.file)
	if err != nil {
		panic(err) // the table below names a format that is gone
	}
	return f.Name
}

var exports = []export{
	{name: "graphml", file: "contacts.graphml"},
	{name: "mixed", file: "mixed.graphml", own: true, flags: []string{"--direction", "mixed", "--columns", "all"}},
	{name: "strict", file: "strict.graphml", flags: []string{"--flavour", "strict", "--columns", "all"}},
	{name: "yed", file: "yed.graphml", flags: []string{"--flavour", "yed", "--columns", "all"}},
	{name: "claims", file: "claims.graphml", own: true, claims: true,
		flags: []string{"--profile", "claims", "--direction", "mixed"}},
	{name: "gexf", file: "contacts.gexf", own: true},
	{name: "undirected", file: "undirected.gexf", flags: []string{"--direction", "undirected", "--columns", "all"}},
	{name: "claims", file: "claims.gexf", own: true, claims: true, flags: []string{"--profile", "claims"}},
	{name: "csv", file: "contacts.nodes.csv", beside: "contacts.edges.csv", own: true},
	{name: "xlsx", file: "contacts.xlsx", own: true, all: true},
	{name: "package", file: "contacts.zip", own: true, all: true},
	{name: "dot", file: "contacts.dot", own: true},
	{name: "nodelink", file: "contacts.nodelink.json"},
	{name: "json", file: "contacts.graphology.json", own: true},
	{name: "cyjs", file: "contacts.cyjs", own: true},
	{name: "jsonld", file: "contacts.jsonld", own: true, all: true},
	{name: "cypher", file: "contacts.cypher", own: true, all: true},
	{name: "tables", file: "contacts.neo4j.zip", own: true, all: true},
	{name: "ftm", file: "contacts.ftm.json", own: true, claims: true},
	{name: "mmd", file: "contacts.mmd", own: true, whole: true},
	{name: "csl", file: "documents.csl.json"},
	{name: "bib", file: "documents.bib"},
}

// A program reads some of the exports.
type program struct {
	name    string
	version string
	reader  string // which of the readers drives it
	reads   map[string]reading
}

// A reading says what a program is known to make of an export. The zero reading is all that the export holds.
type reading struct {
	only      []string                             // the columns to compare, if not all
	lacks     []string                             // the columns that the format leaves out for it
	altered   func(column, value string) string    // what it shows instead of a value
	merges    bool                                 // it adds up contacts of one pair, so that only actors are compared
	undirect  bool                                 // it reads every contact as if it went both ways, or none
	schema    bool                                 // it only says whether the file is valid
	timed     bool                                 // it has a timeline, on which each contact has its time
	documents bool                                 // it only reads documents
	lines     bool                                 // its labels are those of the figure, of several lines
	coloured  bool                                 // it tells the colours of lines as the file has them
	unplaced  bool                                 // it puts actors where it likes
	renamed   func(column string) (renamed string) // by which name it knows a column
}

var programs = []program{
	{"Gephi", "toolkit 0.10.1", "java", map[string]reading{
		"contacts.graphml": {altered: gephiAlters}, "mixed.graphml": {altered: gephiAlters},
		"strict.graphml": {altered: gephiAlters, merges: true},
		"claims.graphml": {altered: gephiAlters}, "contacts.gexf": {altered: gephiAlters, timed: true},
		"undirected.gexf":    {altered: gephiAlters, timed: true},
		"claims.gexf":        {altered: gephiAlters, timed: true},
		"contacts.nodes.csv": {altered: defused, unplaced: true, lacks: days},
	}},
	{"NetworkX", "3.6.1", "python", map[string]reading{"contacts.graphml": {coloured: true},
		"strict.graphml": {coloured: true},
		"yed.graphml":    {lines: true, undirect: true}, "undirected.gexf": {}, "contacts.nodelink.json": {}}},
	{"igraph", "0.11.9", "python", map[string]reading{
		"contacts.graphml": {}, "mixed.graphml": {undirect: true}, "strict.graphml": {}, "claims.graphml": {undirect: true},
	}},
	{"graphology", "0.26.0", "node", map[string]reading{
		"contacts.graphml": {}, "mixed.graphml": {}, "strict.graphml": {}, "claims.graphml": {}, "contacts.gexf": {},
		"undirected.gexf": {}, "claims.gexf": {},
		"contacts.graphology.json": {},
	}},
	{"openpyxl", "3.1.5", "python", map[string]reading{"contacts.xlsx": {only: sheetColumns}}},
	{"frictionless", "5.18.1", "python", map[string]reading{"contacts.zip": {only: sheetColumns}}},
	{"RDFLib", "7.6.0", "python", map[string]reading{"contacts.jsonld": {only: tableColumns}}},
	{"PyLD", "3.3.0", "python", map[string]reading{"contacts.jsonld": {only: tableColumns}}},
	{"Neo4j", "5.26.0", "neo4j",
		map[string]reading{"contacts.cypher": {only: append([]string{"lines", "class"}, tableColumns...)}}},
	{"Neo4j's tables", "by import.args", "python", map[string]reading{"contacts.neo4j.zip": {
		only: append(strings.Fields("lines class event members places via confirmed_by reports other_side answers start "+
			"end part_of aliases"), tableColumns...)}}},
	{"followthemoney", "4.11.2", "python", map[string]reading{"contacts.ftm.json": {
		only: strings.Fields("id source target name country wikidata claim state summary documents urls"),
	}}},
	{"Cytoscape.js", "3.33.1", "node", map[string]reading{"contacts.cyjs": {}}},
	{"Mermaid", "11.12.0", "node",
		map[string]reading{"contacts.mmd": {only: []string{"id", "starters", "enders", "label"}}}},
	{"Citation.js", "0.7.18", "node", map[string]reading{"documents.csl.json": {documents: true},
		"documents.bib": {documents: true}}},
	{"Graphviz", "of this machine", "python", map[string]reading{"contacts.dot": {only: dotColumns}}},
	{"GraphML schema", "in jgrapht 1.5.2", "java", map[string]reading{"strict.graphml": {schema: true}}},
}

// A job is one export of one dossier for one program, and the program's answer.
type job struct {
	Consumer  string           `json:"consumer"`
	Export    string           `json:"export"`
	Reads     string           `json:"reads"` // the format
	Dossier   string           `json:"dossier"`
	File      string           `json:"file"`
	Actors    []map[string]any `json:"actors,omitempty"`
	Contacts  []map[string]any `json:"contacts,omitempty"`
	Documents []map[string]any `json:"documents,omitempty"`
	Error     string           `json:"error,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "mutants" {
		survived, err := runMutants()
		switch {
		case err != nil:
			fmt.Fprintln(os.Stderr, "interop:", err)
			os.Exit(1)
		case survived != nil:
			fmt.Fprintf(os.Stderr, "interop: nobody saw %d of %d faults: %s\n", len(survived), len(mutants()),
				strings.Join(survived, ", "))
			os.Exit(1)
		}
		return
	}
	if len(os.Args) > 1 && os.Args[1] == "first-sight" {
		only := ""
		if len(os.Args) > 2 {
			only = os.Args[2]
		}
		wrong, err := look(only)
		switch {
		case err != nil:
			fmt.Fprintln(os.Stderr, "interop:", err)
			os.Exit(1)
		case wrong > 0:
			fmt.Fprintf(os.Stderr, "interop: %d pictures are not as they should be\n", wrong)
			os.Exit(1)
		}
		return
	}
	wrong, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "interop:", err)
		os.Exit(1)
	}
	if wrong > 0 {
		fmt.Fprintf(os.Stderr, "interop: %d cells of the table are wrong\n", wrong)
		os.Exit(1)
	}
}

// look has the programs draw the built-in dossier for the gallery: all of them, or those whose picture's name has a word.
func look(only string) (wrong int, err error) {
	if err := install(); err != nil {
		return 0, err
	}
	all := sights
	if only != "" {
		sights = slices.DeleteFunc(slices.Clone(sights), func(s sight) bool { return !strings.Contains(s.picture, only) })
	}
	folder := filepath.Join(scratch, "sight")
	verdicts, err := firstSights(sources.BuiltIn, folder, gallery)
	if err != nil {
		return 0, err
	}
	says, err := listingOf(sources.BuiltIn)
	if err != nil {
		return 0, err
	}
	t, err := says.truth(sources.BuiltIn, folder)
	if err != nil {
		return 0, err
	}
	if len(sights) == len(all) {
		if err := writeGallery(gallery+".md", verdicts); err != nil {
			return 0, err
		}
	}
	return reportSights(os.Stdout, verdicts, t), nil
}

func run() (wrong int, err error) {
	if err := install(); err != nil {
		return 0, err
	}
	dossiers, err := filepath.Glob(home + "/dossiers/*.yaml")
	if err != nil {
		return 0, err
	}
	if len(dossiers) == 0 {
		return 0, fmt.Errorf("no dossier in %s: want to be run in the folder that holds go.mod", home)
	}
	held, all, misread := map[string]*truth{}, map[string]string{}, 0
	for _, d := range append(dossiers, sources.BuiltIn) {
		name := strings.TrimSuffix(filepath.Base(d), ".yaml")
		all[name] = d
		l, err := listingOf(d)
		if err != nil {
			return 0, err
		}
		written, err := readAsWritten(d)
		if err != nil {
			return 0, err
		}
		if problems := l.differs(written); problems != nil {
			misread++
			sayList(os.Stdout, name, problems)
		}
		if held[name], err = exportAll(d, filepath.Join(scratch, "exports", name), l); err != nil {
			return 0, err
		}
	}
	wrong, err = inventAll(os.Stdout, held, all)
	if err != nil {
		return 0, err
	}
	answers, err := readAll(jobs(held))
	if err != nil {
		return 0, err
	}
	wrong += misread + report(os.Stdout, answers, held)
	lost, err := saveAndImport(os.Stdout, all)
	if err != nil {
		return 0, err
	}
	wrong += lost
	verdicts, err := firstSights(sources.BuiltIn, filepath.Join(scratch, "sight"), filepath.Join(scratch, "sight"))
	if err != nil {
		return 0, err
	}
	return wrong + reportSights(os.Stdout, verdicts, held[sources.BuiltIn]), nil
}

// inventAll adds the invented dossiers, and writes what relgraph itself says of each other than was invented. It returns
// of how many.
func inventAll(w io.Writer, held map[string]*truth, all map[string]string) (wrong int, err error) {
	for _, seed := range inventions {
		v, folder := invent(seed), filepath.Join(scratch, "invented")
		if err := v.write(folder); err != nil {
			return 0, err
		}
		all[v.name] = filepath.Join(folder, v.name)
		if held[v.name], err = exportAll(all[v.name], filepath.Join(scratch, "exports", v.name), &v.listing); err != nil {
			return 0, err
		}
		read, err := listingOf(all[v.name])
		if err != nil {
			return 0, err
		}
		problems := held[v.name].differs(read.hold(held[v.name].places))
		if problems != nil {
			wrong++
		}
		sayList(w, v.name, problems)
	}
	return wrong, nil
}

// sayList writes what is wrong with a listing.
func sayList(w io.Writer, dossier string, problems []string) {
	for _, p := range problems[:min(len(problems), mostProblems)] {
		fmt.Fprintf(w, "relgraph list, %s: %s\n", dossier, p)
	}
}

// exportAll writes every export of a dossier into a folder and returns what they have to hold.
func exportAll(dossier, folder string, says *listing) (*truth, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	for _, e := range exports {
		args := append([]string{"export", dossier, "-o", filepath.Join(folder, e.file)}, e.flags...)
		if e.beside != "" {
			args = append(args, "-o", filepath.Join(folder, e.beside))
		}
		if _, err := relgraph(args...); err != nil {
			return nil, err
		}
	}
	return says.truth(dossier, folder)
}

// relgraph runs the command that make has built, and returns its standard output.
func relgraph(args ...string) ([]byte, error) {
	cmd := exec.Command("bin/relgraph", args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	written, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("relgraph %s: %w\n%s", strings.Join(args, " "), err, &said)
	}
	return written, nil
}

// jobs lists what is to be read, program by program, in the order of the tables above.
func jobs(held map[string]*truth) []job {
	var all []job
	for _, p := range programs {
		for _, e := range exports {
			if _, ok := p.reads[e.file]; !ok {
				continue
			}
			for _, dossier := range sortedKeys(held) {
				file := filepath.Join(scratch, "exports", dossier, e.file)
				all = append(all, job{Consumer: p.name, Export: e.file, Reads: e.format(), Dossier: dossier, File: file})
			}
		}
	}
	return all
}

// readAll has every job done by its reader, the readers at the same time, and keeps the order of the jobs.
func readAll(jobs []job) ([]job, error) {
	done := slices.Clone(jobs)
	var wg sync.WaitGroup
	errs := make([]error, len(readers))
	for n, r := range readers {
		wg.Go(func() {
			var mine []*job
			for i := range done {
				if readerOf(done[i].Consumer) == r.name {
					mine = append(mine, &done[i])
				}
			}
			errs[n] = r.read(mine)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return done, nil
}

func readerOf(consumer string) string {
	for _, p := range programs {
		if p.name == consumer {
			return p.reader
		}
	}
	return ""
}

// read starts the reader, gives it a job a line and takes its answers, which come in the same order.
func (r reader) read(jobs []*job) error {
	var lines bytes.Buffer
	for _, j := range jobs {
		line, err := json.Marshal(j)
		if err != nil {
			return err
		}
		lines.Write(append(line, '\n'))
	}
	var said bytes.Buffer
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.command[0], r.command[1:]...)
	cmd.Stdin, cmd.Stderr = &lines, &said
	answers, failed := cmd.Output()
	if ctx.Err() != nil {
		failed = fmt.Errorf("no answer within %v", patience)
	}
	scan := bufio.NewScanner(bytes.NewReader(answers))
	scan.Buffer(nil, len(answers)+1)
	n := 0
	for ; scan.Scan() && n < len(jobs); n++ {
		if err := json.Unmarshal(scan.Bytes(), jobs[n]); err != nil {
			return fmt.Errorf("the %s reader, answer %d: %w", r.name, n+1, err)
		}
	}
	if n < len(jobs) && failed == nil {
		failed = fmt.Errorf("%d answers, want %d", n, len(jobs))
	}
	last := said.String()
	for _, j := range jobs[n:] { // each is a cell that is wrong, and the others' answers count
		j.Error = fmt.Sprintf("the %s reader: %v: %s", r.name, failed, last[max(0, len(last)-300):])
	}
	return scan.Err()
}
