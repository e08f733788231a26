package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A saving is a file of relgraph's that a program has opened and saved, and that relgraph imports again: it has to say
// what the dossier says.
type saving struct {
	program string
	opened  string // of the exports
	saved   string // the name that it is saved under
	command []string
	each    bool // the command takes one file only: IN and OUT stand for both; else it takes PROGRAM=IN=OUT many times
}

var savings = []saving{
	{"NetworkX", "contacts.graphml", "networkx.graphml",
		[]string{scratch + "/venv/bin/python", home + "/readers/save.py"}, false},
	{"NetworkX", "undirected.gexf", "networkx.gexf", []string{scratch + "/venv/bin/python", home + "/readers/save.py"},
		false},
	{"NetworkX", "contacts.nodelink.json", "networkx.nodelink.json",
		[]string{scratch + "/venv/bin/python", home + "/readers/save.py"}, false},
	{"igraph", "contacts.graphml", "igraph.graphml", []string{scratch + "/venv/bin/python", home + "/readers/save.py"},
		false},
	{"graphology", "contacts.graphology.json", "graphology.json", []string{"node", scratch + "/node/save.mjs"}, false},
	{"Cytoscape.js", "contacts.cyjs", "cytoscape.cyjs", []string{"node", scratch + "/node/save.mjs"}, false},
	{"Gephi", "contacts.graphml", "gephi.graphml", append(slices.Clone(gephi), "OUT"), true},
	{"Gephi", "contacts.gexf", "gephi.gexf", append(slices.Clone(gephi), "OUT"), true},
}

// alike holds the values that a program alters in every file: relgraph warns of them as it exports.
var alteredBy = map[string][]string{"Gephi": {"text"}} // dossiers with INF and null in them

// saveAndImport has every program save its files of the dossiers, imports what it saved, and writes a table of what
// came back. It returns how many files did not say what the dossier says.
func saveAndImport(w io.Writer, dossiers map[string]string) (wrong int, err error) {
	fmt.Fprintf(w, "\n%-16s%-28s%s\n", "saved by", "of", "imported again")
	for _, s := range savings {
		var problems []string
		for _, name := range sortedKeys(dossiers) {
			if slices.Contains(alteredBy[s.program], name) {
				continue
			}
			if p := s.comesBack(dossiers[name], filepath.Join(scratch, "exports", name)); p != "" {
				problems = append(problems, name+": "+p)
			}
		}
		says := "says the same"
		if problems != nil {
			wrong++
			says = "differs"
		}
		fmt.Fprintf(w, "%-16s%-28s%s\n", s.program, s.opened, says)
		for _, p := range problems[:min(len(problems), mostProblems)] {
			fmt.Fprintf(w, "  %s\n", p)
		}
	}
	return wrong, nil
}

// comesBack has the file saved and imported, and returns what is wrong with what came back; "" if nothing.
func (s saving) comesBack(dossier, folder string) string {
	opened, saved := filepath.Join(folder, s.opened), filepath.Join(folder, s.saved)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	command := slices.Clone(s.command)
	if s.each {
		for i, word := range command {
			command[i] = strings.NewReplacer("IN", opened, "OUT", saved).Replace(word)
		}
	} else {
		command = append(command, s.program+"="+opened+"="+saved)
	}
	if said, err := exec.CommandContext(ctx, command[0], command[1:]...).CombinedOutput(); err != nil {
		return fmt.Sprintf("it was not saved: %v: %s", err, said)
	}
	back := saved + ".back"
	if err := os.RemoveAll(back); err != nil {
		return err.Error()
	}
	if said, err := exec.CommandContext(ctx, "bin/relgraph", "import", saved, "-o", back).CombinedOutput(); err != nil {
		return fmt.Sprintf("it was not imported: %v: %s", err, said)
	}
	if said, err := exec.CommandContext(ctx, "bin/relgraph", "diff", dossier, back).CombinedOutput(); err != nil {
		return fmt.Sprintf("it says something else: %s", said)
	}
	return ""
}
