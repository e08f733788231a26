package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"relgraph/cmd/relgraph/desk"
	"relgraph/cmd/relgraph/desk/dialog"
	"relgraph/cmd/relgraph/terminal"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// reviewFlags are what review can be asked for.
type reviewFlags struct {
	dossierFlags
	langFlags
	folder, by, claim, document, kind string
	whole                             string
	all, second, report, json, renew  bool
}

func newReview() *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review [DOSSIER] --documents DIR",
		Short: "Compare each row with its passage, question by question, and record who did",
		Args:  wants(0, 1, "one dossier", "relgraph review my-dossier --documents copies"),
		RunE:  func(cmd *cobra.Command, args []string) error { return f.run(cmd, optional(args, 0)) },
	}
	f.dossierFlags.add(cmd)
	f.langFlags.add(cmd, "what --agreement says")
	flags := cmd.Flags()
	flags.StringVar(&f.folder, "documents", "", "`folder` with your copies of the documents")
	flags.StringVar(&f.by, "by", "", "your `name`, as the dossier is to have it; asked for if it is missing")
	flags.BoolVar(&f.all, "all", false, "ask again about what is checked or coded already")
	flags.StringVar(&f.claim, "claim", "", "only the claim with this `id`, even if it is checked")
	flags.StringVar(&f.document, "document", "", "only claims of the document with this `id`")
	flags.StringVar(&f.kind, "kind", "", "only claims of this `kind`")
	flags.BoolVar(&f.second, "second", false, "code the passages without seeing the rows")
	flags.StringVar(&f.whole, "whole", "", "with --second: go through the document with this `id` and mark passages in it")
	flags.BoolVar(&f.renew, "renew", false, "only renew digests of an earlier form that still hold")
	flags.BoolVar(&f.report, "agreement", false, "say how far rows and codings agree")
	flags.BoolVar(&f.json, "json", false, "write the agreement as JSON")
	_ = cmd.MarkFlagDirname("documents")
	return cmd
}

func (f *reviewFlags) run(cmd *cobra.Command, name string) error {
	switch {
	case f.renew && (f.report || f.second):
		return misusef("--renew: want it without --agreement and --second")
	case f.renew:
		if err := only(cmd, "--renew", "renew"); err != nil {
			return err
		}
		return f.renewDigests(cmd, name)
	case f.report && f.second:
		return misusef("--agreement and --second: want one of the two")
	case f.report:
		if err := only(cmd, "--agreement", "agreement", "json", "lang"); err != nil {
			return err
		}
		d, err := f.load(cmd, name)
		if err != nil {
			return err
		}
		return f.writeAgreement(cmd, d)
	}
	if err := f.misused(); err != nil {
		return err
	}
	return f.atDesk(cmd, name)
}

// misused says which flags do not go with questions about rows or passages.
func (f *reviewFlags) misused() error {
	switch {
	case f.whole != "" && !f.second:
		return misusef("--whole is for --second")
	case f.whole != "" && (f.claim != "" || f.document != "" || f.kind != ""):
		return misusef("--whole: want it without --claim, --document and --kind, which choose rows")
	case f.json:
		return misusef("--json is for --agreement")
	case f.lang != "":
		return misusef("--lang is for --agreement")
	case f.folder == "":
		return misusef("--documents is missing: want --documents DIR, the folder with your copies of the documents")
	case f.kind != "":
		if _, err := sources.ParseKind(f.kind); err != nil {
			return misusef("--kind: %w", err)
		}
	}
	return nil
}

// atDesk asks about rows, or has passages coded.
func (f *reviewFlags) atDesk(cmd *cobra.Command, name string) error {
	day, err := today()
	if err != nil {
		return err
	}
	root, err := openCopies(f.folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if name, err = dossierNamed(cmd, name); err != nil {
		return err
	}
	if meansBuiltIn(name) {
		return errors.New("the built-in dossier cannot be written: want a dossier of your own, or a copy of its folder")
	}
	load := f.load
	if f.second {
		load = f.loadSilently // what is wrong with a row would tell of it
	}
	d, err := load(cmd, name)
	if err != nil {
		return err
	}
	if err := f.writable(name); err != nil {
		return err
	}
	if f.whole != "" {
		return f.codeWhole(cmd, name, d, root.FS(), day)
	}
	proofs, err := verifyClaims(cmd, d, root.FS())
	if err != nil {
		return err
	}
	r := dialog.Review{
		Desk: desk.New(name, f.opts, d), Console: terminal.NewConsole(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout()),
		Passages: desk.NewPassages(root.FS(), proofs), Sign: desk.Signature{By: f.by, On: day},
		Filter: desk.Filter{All: f.all, Claim: sources.ClaimID(f.claim), Document: sources.DocumentID(f.document),
			Kind: f.kind},
	}
	if f.second {
		if err = wantFolder(name); err == nil {
			err = r.Code(cmd.Context())
		}
	} else {
		err = r.Check(cmd.Context())
	}
	return reviewed(err)
}

// reviewed is the error of the command for that of a review.
func reviewed(err error) error {
	switch {
	case errors.Is(err, dialog.ErrNoName):
		return misuse{err}
	case errors.Is(err, context.Canceled):
		return errReported // what was answered is kept, and what was done is said
	}
	return err
}

// writeAgreement says how far each coder agrees with the rows, and where not.
func (f *reviewFlags) writeAgreement(cmd *cobra.Command, d *sources.Dossier) error {
	voice, err := f.voice(d)
	if err != nil {
		return err
	}
	all := agreement.Of(d)
	if f.json {
		return writeJSON(cmd.OutOrStdout(), answers.Agreements(all))
	}
	set := func(t answers.Table) error { return writeTable(cmd, t) }
	return answers.WriteAgreement(cmd.OutOrStdout(), set, d, all, voice)
}
