// Command bench measures relgraph as whole processes on dossiers that are made for it, in pairs with a converter that
// does nothing but convert, and with igraph and NetworkX where Python has them. What it prints is the table of
// docs/performance.md.
//
//	make bench
//	go run ./cmd/internal/bench -claims 1000000 -jobs check,graphml -program bin/relgraph
package main

import (
	"embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"relgraph/cmd/internal/bench/made"
)

//go:embed peer_igraph.py peer_networkx.py
var scripts embed.FS

// A job is something to measure. {in} and {out} in its arguments are the dossier and the file to write.
type job struct {
	name     string
	args     []string
	ending   string // of the file
	standard bool   // it writes to standard output
}

var jobs = []job{
	{"check", []string{"check", "{in}"}, ".txt", true},
	{"graphml", []string{"export", "{in}", "-o", "{out}"}, ".graphml", false},
	{"gexf", []string{"export", "{in}", "-o", "{out}"}, ".gexf", false},
	{"dot", []string{"export", "{in}", "-o", "{out}"}, ".dot", false},
	{"list claims --json", []string{"list", "claims", "{in}", "--json"}, ".json", true},
	{"nodelink", []string{"export", "{in}", "-o", "{out}"}, ".nodelink.json", false},
	{"csv", []string{"export", "{in}", "-o", "{out}"}, ".edges.csv", false},
	{"cypher", []string{"export", "{in}", "-o", "{out}"}, ".cypher", false},
	{"ftm", []string{"export", "{in}", "-o", "{out}"}, ".ftm.json", false},
	{"jsonld", []string{"export", "{in}", "-o", "{out}"}, ".jsonld", false},
}

// large is from how many claims on a run says enough by itself.
const large = 1_000_000

func main() {
	if len(os.Args) == 5 && os.Args[1] == "convert" {
		exitOn(convert(os.Args[2], os.Args[3], os.Args[4]))
		return
	}
	exitOn(measure(os.Args[1:], os.Stdout))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(args []string, w io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("claims", "100,1000,10000,100000,1000000", "how many claims the dossiers have")
	program := flags.String("program", "bin/relgraph", "what is measured")
	folder := flags.String("dir", "build/bench", "where dossiers and files are put; dossiers that are there are taken")
	times := flags.Int("n", 3, "how many pairs are run of each; of the largest one")
	only := flags.String("jobs", "", "what is measured, by name; blank for all")
	python := flags.String("python", "python3", "for igraph and NetworkX; blank to go without")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := &bench{program: *program, folder: *folder, python: *python, only: strings.Split(*only, ","), w: w}
	if *only == "" {
		b.only = nil
	}
	var err error
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	fmt.Fprintln(w, "| claims | what | CPU s | × | peak MB | bytes a claim beyond the text | MB out | × |")
	fmt.Fprintln(w, "|---:|---|---:|---:|---:|---:|---:|---:|")
	for _, size := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("-claims: %w", err)
		}
		b.times = *times
		if n >= large {
			b.times = 1
		}
		if err := b.size(n); err != nil {
			return err
		}
	}
	return nil
}

type bench struct {
	program, folder, python, self string

	times int
	only  []string
	w     io.Writer
}

// size measures everything on a dossier of that many claims.
func (b *bench) size(claims int) error {
	in := filepath.Join(b.folder, fmt.Sprint("made-", claims))
	if _, err := os.Stat(filepath.Join(in, "claims.csv")); err != nil {
		if err := made.Write(in, made.Of(claims)); err != nil {
			return err
		}
	}
	text := int64(0)
	for name := range made.Tables(made.Of(0)) {
		if info, err := os.Stat(filepath.Join(in, name)); err == nil {
			text += info.Size()
		}
	}
	reference := func() (cost, error) { return b.convert("graphml", in) }
	for _, j := range jobs {
		if b.only != nil && !slices.Contains(b.only, j.name) {
			continue
		}
		out := filepath.Join(b.folder, "out"+j.ending)
		p, err := inPairs(b.times, reference, func() (cost, error) {
			args := make([]string, len(j.args))
			for i, a := range j.args {
				args[i] = strings.NewReplacer("{in}", in, "{out}", out).Replace(a)
			}
			return run(out, j.standard, b.program, args...)
		})
		if err != nil {
			return err
		}
		b.row(claims, text, j.name, p)
		_ = os.Remove(out)
	}
	others := []struct {
		name string
		run  func() (cost, error)
	}{
		{"(converter, DOT)", func() (cost, error) { return b.convert("dot", in) }},
		{"(igraph, GraphML)", func() (cost, error) { return b.peer("peer_igraph.py", "graphml", in) }},
		{"(igraph, DOT)", func() (cost, error) { return b.peer("peer_igraph.py", "dot", in) }},
		{"(NetworkX, GraphML)", func() (cost, error) { return b.peer("peer_networkx.py", "graphml", in) }},
	}
	for _, o := range others {
		if b.only != nil && !slices.Contains(b.only, o.name) {
			continue
		}
		if p, err := inPairs(1, reference, o.run); err == nil { // one that is not installed is not measured
			b.row(claims, text, o.name, p)
		}
	}
	return nil
}

func (b *bench) convert(format, in string) (cost, error) {
	out := filepath.Join(b.folder, "reference."+format)
	return run(out, false, b.self, "convert", format, in, out)
}

// peer runs a script of Python.
func (b *bench) peer(script, format, in string) (cost, error) {
	if _, err := exec.LookPath(b.python); err != nil {
		return cost{}, err
	}
	text, err := scripts.ReadFile(script)
	if err != nil {
		return cost{}, err
	}
	file, out := filepath.Join(b.folder, script), filepath.Join(b.folder, "peer."+format)
	if err := os.WriteFile(file, text, 0o666); err != nil {
		return cost{}, err
	}
	defer os.Remove(out)
	return run(out, false, b.python, file, format, in, out)
}

func (b *bench) row(claims int, text int64, name string, p pair) {
	const mega = 1e6
	beyond := float64(p.own.memory-text) / float64(claims)
	fmt.Fprintf(b.w, "| %d | %s | %.2f | %.1f | %.0f | %.0f | %.1f | %.1f |\n", claims, name, p.own.seconds, p.ratio(),
		float64(p.own.memory)/mega, max(beyond, 0), float64(p.own.written)/mega,
		float64(p.own.written)/float64(max(p.reference.written, 1)))
}
