package main

import (
	_ "embed"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/sources"
)

// selectionFlags choose what of a dossier is shown; every command that shows contacts has them. Each flag writes into
// the selection itself.
type selectionFlags struct {
	want     graph.Selection // actors and kinds as they were typed; but for what only the dossier can tell
	between  []sources.ActorID
	link     linkFlags // what the way between two actors goes along
	verified bool
	folder   string // with copies of the documents
	rollup   string
	expand   []sources.ActorID
	problem  error // the first value that could not be read
}

// selectionHelp says in --help what the flags of a selection do.
//
//go:embed help/selection.txt
var selectionHelp string

func (f *selectionFlags) add(cmd *cobra.Command) {
	cmd.Long += "\n\n" + strings.TrimSpace(selectionHelp)
	s := &f.want
	flags := flagsInto{cmd.Flags(), &f.problem}
	listed(flags, &s.Actors, asTyped, "actor", "only contacts of this `actor`, by id or name; may be given several "+
		"times, as all flags that name something")
	flags.IntVar(&s.Hops, "hops", 1,
		"with --actor, a `number` of steps: 1 for the actors' own contacts, 2 also for those of whom they "+
			"met ...; 0 for contacts among the actors")
	listed(flags, &s.Kinds, kindAsTyped, "kind", "only contacts of this `kind`")
	choice(cmd, &f.problem, &s.Only, "only", []wordFor[sources.Class]{{"contacts", sources.ContactClass},
		{"ties", sources.TieClass}},
		"`what` to show: contacts alone, without affiliations and other ties, so that degrees count contacts; or ties "+
			"alone (default: both)")
	listed(flags, &s.States, graph.ParseStates, "state",
		"only contacts in this `state`, such as confirmed or single-origin")
	listed(flags, &s.Stances, one(sources.ParseStance), "stance",
		"only contacts about which a claim has this `stance`, such as denies")
	flags.StringSliceVar(&s.Countries, "country", nil, "only contacts with a party from this `country`, such as GB")
	flags.StringArrayVar(&s.Sides, "side", nil, "only contacts with a party of this `side`")
	flags.date(&s.Since, "since",
		"only contacts that may lie on or after the first day of this `date`, such as 2015 or 2014-09")
	flags.date(&s.Until, "until", "only contacts that may lie on or before the last day of this `date`")
	flags.BoolVar(&s.Certain, "certain", false,
		"no contacts that may lie outside the time of --since, --until or --known-by")
	listed(flags, &s.Documents, asTyped, "document", "only claims that stand in this `document` or came through it")
	flags.StringArrayVar(&s.Publishers, "publisher", nil, "only claims that came through a document of this `publisher`")
	listed(flags, &s.DropDocuments, asTyped, "drop-document", "no claims that stand in this `document` or came through it")
	flags.StringArrayVar(&s.DropPublishers, "drop-publisher", nil,
		"no claims that came through a document of this `publisher`")
	flags.BoolVar(&s.DropSingleOrigin, "drop-single-source", false,
		"no contacts that rest on one origin and that no party confirms")
	flags.date(&s.KnownBy, "known-by", "only claims of documents that were out by the last day of this `date`, as far "+
		"as is known")
	flags.BoolVar(&s.Checked, "checked", false, "only claims whose row somebody checked")
	flags.BoolVar(&f.verified, "verified", false, "only claims whose passage is found where it was, with --documents DIR")
	flags.StringVar(&f.folder, "documents", "", "`folder` with your copies of the documents: for --verified, and for "+
		"export to say how many passages are verified")
	_ = cmd.MarkFlagDirname("documents")
	offerWords(cmd, "kind", sources.Kinds())
	offerWords(cmd, "state", spelled(graph.States()))
	offerWords(cmd, "stance", sources.Stances())
}

// addBetween adds the flags for the way from one actor to another.
func (f *selectionFlags) addBetween(cmd *cobra.Command) {
	listed(flagsInto{cmd.Flags(), &f.problem}, &f.between, asTyped, "between",
		"`FROM,TO`: only the contacts on the shortest way from one actor to another, as path finds it")
	f.link.add(cmd)
	for _, flag := range []string{"also", "with-ties"} {
		cmd.Flags().Lookup(flag).Usage = "with --between: " + cmd.Flags().Lookup(flag).Usage
	}
}

// addRollUp adds the flags that show actors as what they belong to.
func (f *selectionFlags) addRollUp(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.rollup, "rollup", "",
		"`what` actors are shown as: their country or side, or what they belong "+
			"to: part-of for the topmost, part-of:2 for two levels from the top")
	listed(flagsInto{cmd.Flags(), &f.problem}, &f.expand, asTyped, "expand",
		"with --rollup: show this `actor`, and what belongs to it, as it is")
	offerWords(cmd, "rollup", []string{"country", "side", "part-of", "part-of:2"})
}

// rollUp reads those flags.
func (f *selectionFlags) rollUp() (graph.RollUp, error) {
	switch {
	case f.problem != nil:
		return graph.RollUp{}, misuse{f.problem}
	case f.rollup == "" && len(f.expand) > 0:
		return graph.RollUp{}, misusef("--expand is about a roll-up: want --rollup as well")
	case f.rollup == "":
		return graph.RollUp{}, nil
	}
	r, err := graph.ParseRollUp(f.rollup)
	if err != nil {
		return r, misuse{err}
	}
	r.Expand = f.expand
	return r, nil
}

// selection is what the flags want, but for --verified, which needs the dossier.
func (f *selectionFlags) selection(cmd *cobra.Command) (s graph.Selection, err error) {
	s = f.want
	if s.Links, err = f.link.links(); err != nil {
		return s, err
	}
	if len(f.between) == 2 {
		s.Between = [2]sources.ActorID(f.between)
	}
	switch {
	case f.problem != nil:
		return s, misuse{f.problem}
	case len(f.between) != 0 && (len(f.between) != 2 || s.Between[0] == s.Between[1]):
		return s, misusef("--between %q: want two actors, FROM,TO", sources.Joined(f.between, ","))
	case len(f.between) == 0 && (s.Links.Ties || len(s.Links.Also) > 0):
		return s, misusef("--with-ties and --also are about a way: want --between FROM,TO as well")
	case cmd.Flags().Changed("hops") && len(s.Actors) == 0:
		return s, misusef("--hops counts from somebody: want --actor as well")
	case s.Certain && s.Since.IsZero() && s.Until.IsZero() && s.KnownBy.IsZero():
		return s, misusef("--certain is about a time: want --since, --until or --known-by as well")
	case f.verified && f.folder == "":
		return s, misusef("--verified needs your copies: want --documents DIR, the folder with them")
	}
	if err := s.Check(); err != nil {
		return s, misuse{err}
	}
	return s, nil
}

func (f *askFlags) add(cmd *cobra.Command) {
	f.dossierFlags.add(cmd)
	f.selectionFlags.add(cmd)
	cmd.Flags().StringVar(&f.numbersFrom, "numbers-from", "",
		"number sources as this `edition` of the dossier does, which was published; new ones get numbers behind its last")
}
