package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/change"
)

// drive compares two editions of one file, as git asks a diff driver to: path, then the file, the object and the mode
// of the old edition and of the new one. A table of a dossier is read without the others, so that only its own rows
// are compared.
func (f *diffFlags) drive(cmd *cobra.Command, args []string) error {
	w := cmd.OutOrStdout()
	if len(args) == 1 {
		_, err := fmt.Fprintf(w, "%s: not merged yet\n", sources.OneLine(args[0]))
		return err
	}
	shown := args[0]
	var editions [2]*sources.Dossier
	for i, file := range []string{args[1], args[4]} {
		d, problems, err := f.table(shown, file)
		if err != nil {
			return err
		}
		for _, p := range problems.Only(sources.Error) {
			fmt.Fprintf(w, "%s edition: %s\n", []string{"old", "new"}[i], p)
		}
		editions[i] = d
	}
	c := &graph.Comparison{Rows: change.Between(editions[0], editions[1])} // a table alone makes no graph
	onlyRows(c.Rows)
	if _, err := fmt.Fprintln(w, sources.OneLine(shown)); err != nil {
		return err
	}
	if c.Rows.None() {
		_, err := fmt.Fprintln(w, "  says the same")
		return err
	}
	return answers.WriteRowChanges(w, c, words.English())
}

// table reads one file of a dossier under the name that it has in the work tree, and says what of it cannot be read.
// What other tables would have to say is no matter here.
func (f *diffFlags) table(shown, file string) (*sources.Dossier, sources.Diagnostics, error) {
	held := map[string][]byte{}
	if file != os.DevNull { // which stands for the file where there is none
		data, err := files.Read(file, sources.MaxSize)
		if err != nil {
			return nil, nil, err
		}
		held[shown] = data
	}
	name := shown
	if slices.Contains(sources.Files(), path.Base(shown)) && filepath.Ext(shown) == ".csv" {
		name = path.Dir(shown)
		if name != "." {
			held[name+"/"] = nil
		}
	}
	fsys, err := files.InMemory(held)
	if err != nil {
		return nil, nil, err
	}
	d, _ := sources.OpenFS(fsys, name, f.opts)
	var problems sources.Diagnostics
	if data, ok := held[shown]; ok {
		problems = sources.Unreadable(shown, data)
	}
	return d, problems, nil
}

// onlyRows leaves out the actors and documents that no row describes: the claims that name them are told of.
func onlyRows(c *change.Changes) {
	noRow := sources.Pos{}
	c.Actors = slices.DeleteFunc(c.Actors, func(a change.ActorChange) bool {
		return (a.Old == nil || a.Old.Pos() == noRow) && (a.New == nil || a.New.Pos() == noRow)
	})
	c.Documents = slices.DeleteFunc(c.Documents, func(r change.RowChange[sources.Document]) bool {
		return (r.Old == nil || r.Old.Pos() == noRow) && (r.New == nil || r.New.Pos() == noRow)
	})
}
