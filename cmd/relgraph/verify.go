package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources/evidence/verify"
)

// verifyFlags are what verify is asked.
type verifyFlags struct {
	dossierFlags
	langFlags
	folder       string
	asJSON, show bool
}

func newVerify() *cobra.Command {
	var flags verifyFlags
	cmd := &cobra.Command{
		Use:   "verify [DOSSIER] --documents DIR",
		Short: "Prove that each claim's passage still stands where it stood",
		Args:  wants(0, 1, "one dossier", "relgraph verify my-dossier --documents copies"),
		RunE:  func(cmd *cobra.Command, args []string) error { return flags.run(cmd, optional(args, 0)) },
	}
	flags.dossierFlags.add(cmd)
	flags.langFlags.add(cmd, "the answer")
	cmd.Flags().StringVar(&flags.folder, "documents", "", "`folder` with your copies of the documents")
	cmd.Flags().BoolVar(&flags.asJSON, "json", false, "write everything that was found out, as JSON")
	cmd.Flags().BoolVar(&flags.show, "show", false, "print the passages found, which are text of the documents")
	if err := cmd.MarkFlagDirname("documents"); err != nil {
		panic(err)
	}
	return cmd
}

func (f *verifyFlags) run(cmd *cobra.Command, dossier string) error {
	if f.folder == "" {
		return misusef("--documents is missing: want --documents DIR, the folder with your copies of the documents")
	}
	root, err := openCopies(f.folder)
	if err != nil {
		return err
	}
	defer root.Close()
	d, err := f.load(cmd, dossier)
	if err != nil {
		return err
	}
	voice, err := f.voice(d)
	if err != nil {
		return err
	}
	r, err := verifyClaims(cmd, d, root.FS())
	if err != nil {
		return err
	}
	if f.asJSON {
		err = writeJSON(cmd.OutOrStdout(), answers.VerificationOf(r, f.show))
	} else {
		err = writeVerified(cmd, r, voice, f.show)
	}
	if err != nil {
		return err
	}
	for _, doc := range r.Documents {
		if doc.Note != "" && answers.Concerns(doc) {
			fmt.Fprintln(cmd.ErrOrStderr(), answers.CopyWarning(d, doc))
		}
	}
	for _, w := range r.Verbatim {
		fmt.Fprintln(cmd.ErrOrStderr(), w)
	}
	fmt.Fprintln(cmd.ErrOrStderr(), answers.VerifySummary(d, r, voice))
	if !r.AllVerified() {
		return errReported
	}
	return nil
}

// writeVerified writes the claims, then the documents that have a copy or a claim, then the passages if they are to be
// shown.
func writeVerified(cmd *cobra.Command, r verify.Report, v words.Voice, show bool) error {
	if err := writeTable(cmd, answers.VerifiedClaims(r, v)); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout())
	if err := writeTable(cmd, answers.VerifiedCopies(r, v)); err != nil || !show {
		return err
	}
	return answers.WritePassages(cmd.OutOrStdout(), r, v)
}
