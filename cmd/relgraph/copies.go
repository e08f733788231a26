package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/files"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/evidence/copies"
	"relgraph/sources/evidence/verify"
)

// openCopies opens the folder of the checker's copies, which nothing that is read from it can leave.
func openCopies(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("folder of documents %q: %w", folder, files.WithoutPath(err))
	}
	return root, nil
}

// verifyClaims looks for every passage.
func verifyClaims(cmd *cobra.Command, d *sources.Dossier, copies fs.FS) (verify.Report, error) {
	step := terminal.Doing(cmd.Context(), "looking for passages")
	defer step.End()
	return verify.Dossier(cmd.Context(), d, copies, func(done, all int) { step.At(done, all, "claims") })
}

// proofs looks for every passage in the copies.
func proofs(cmd *cobra.Command, d *sources.Dossier, folder string) (answers.Proofs, error) {
	root, err := openCopies(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	r, err := verifyClaims(cmd, d, root.FS())
	if err != nil {
		return nil, err
	}
	found := answers.Proofs{}
	for _, c := range r.Claims {
		found[c.Claim.ID] = c
	}
	return found, nil
}

// copyFor reads the checker's copy of the claim's document. A copy other than the recorded one is said to be so, and
// taken.
func (f *anchorFlags) copyFor(cmd *cobra.Command, d *sources.Dossier, c *sources.Claim) (copies.Copy, error) {
	doc := d.Document(c.Document)
	switch {
	case doc == nil:
		return copies.Copy{}, fmt.Errorf("%s: claim %q has no document: want the document that the passage stands in",
			c.At("document"), c.ID)
	case doc.Path == "" && doc.Pos() == sources.Pos{}:
		return copies.Copy{}, fmt.Errorf("document %q has no path, since the dossier is one sheet: make a folder "+
			"with claims.csv and documents.csv (id, title, url, path), whose ids claims.csv names", doc.ID)
	}
	if info, err := os.Stat(f.folder); err != nil || !info.IsDir() {
		return copies.Copy{}, fmt.Errorf("%q is no folder: want --documents DIR, the folder with your copies", f.folder)
	}
	root, err := openCopies(f.folder)
	if err != nil {
		return copies.Copy{}, err
	}
	defer root.Close()
	read, err := readCopy(root.FS(), f.folder, doc)
	if err != nil {
		return copies.Copy{}, err
	}
	if doc.SHA256 != "" && doc.SHA256 != read.SHA256 {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: warning: the copy %q is not the recorded one: the anchor is that of the "+
			"copy as it is now\n", doc.At("sha256"), doc.Path)
	}
	return read, nil
}

// readCopy reads the copy of a document in a folder that is called so.
func readCopy(folder fs.FS, called string, doc *sources.Document) (copies.Copy, error) {
	if doc.Path == "" {
		return copies.Copy{},
			fmt.Errorf(`%s: document %q has no path: save a copy in %q and write its name into the column "path"`,
				doc.At("path"), doc.ID, called)
	}
	read, err := copies.Read(folder, doc.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return copies.Copy{}, fmt.Errorf("%s: no file %q in %q: save a copy of document %q under that name, or "+
			"correct the path", doc.At("path"), doc.Path, called, doc.ID)
	case err != nil:
		return copies.Copy{}, fmt.Errorf("%s: %w", doc.At("path"), err)
	}
	return read, nil
}
