package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/desk/dialog"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// codeWhole has a document gone through.
func (f *reviewFlags) codeWhole(cmd *cobra.Command, name string, d *sources.Dossier, folder fs.FS, day edtf.Day) error {
	doc := d.Document(sources.DocumentID(f.whole))
	switch {
	case doc == nil:
		var ids []string
		for i := range d.Documents {
			ids = append(ids, string(d.Documents[i].ID))
		}
		return fmt.Errorf("there is no document %q in %s: %s", f.whole, d.Name,
			sources.DidYouMean(sources.Nearest(f.whole, ids), `see "relgraph list documents" for the ids`))
	}
	if err := wantFolder(name); err != nil {
		return err
	}
	read, err := readCopy(folder, f.folder, doc)
	if err != nil {
		return err
	}
	r := dialog.Review{
		Desk: desk.New(name, f.opts, d), Console: terminal.NewConsole(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout()),
		Sign: desk.Signature{By: f.by, On: day}, Filter: desk.Filter{All: f.all},
	}
	return reviewed(r.CodeWhole(cmd.Context(), doc, read.Text))
}

// wantFolder refuses a dossier that no table of codings can stand beside.
func wantFolder(name string) error {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return err
	}
	base := "claims.csv"
	if sources.IsYAML(name) {
		base = "dossier.yaml"
	}
	return fmt.Errorf("a second coding is kept in %s, and %q is a single file: put it into a folder of its own, "+
		"under the name %s, and give the folder", sources.CodingsFile, name, base)
}

// renewDigests writes today's digests where those of an earlier form still hold.
func (f *reviewFlags) renewDigests(cmd *cobra.Command, name string) error {
	name, err := dossierNamed(cmd, name)
	if err != nil {
		return err
	}
	if meansBuiltIn(name) {
		return errors.New("the built-in dossier cannot be written: want a dossier of your own, or a copy of its folder")
	}
	d, err := f.load(cmd, name)
	if err != nil {
		return err
	}
	if err := f.writable(name); err != nil {
		return err
	}
	n, err := desk.New(name, f.opts, d).Renew(cmd.Context())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", dialog.Renewed(n))
	return err
}
