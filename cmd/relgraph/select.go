package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// selectionFlags choose what of a dossier is shown; every command that shows contacts has them.
type selectionFlags struct {
	actors, kinds, states, stances, countries []string
	documents, dropDocuments                  []string
	publishers, dropPublishers, sides         []string
	since, until, knownBy                     string
	hops                                      int
	checked, verified, dropSingle, certain    bool
	folder                                    string // with copies of the documents
	between, expand                           []string
	rollup                                    string
	link                                      linkFlags // what the way between two actors goes along
}

// selectionHelp says in --help what the flags of a selection do.
const selectionHelp = `

Some flags choose among claims: --document, --publisher, --known-by, --checked, --verified,
--drop-document, --drop-publisher. Contacts are derived anew from the claims that remain, so that
their states and origins are honest, and may be others than with all claims. The other flags choose
among these contacts and leave each as it is. All flags given must be met; of several values of one
flag any will do. What is left out is counted and said.

--since and --until keep a contact that may lie in that time, and mark it as uncertain if it may also
lie outside, wholly or in part; --certain leaves those out.`

func (f *selectionFlags) add(cmd *cobra.Command) {
	cmd.Long += selectionHelp
	flags := cmd.Flags()
	flags.StringSliceVar(&f.actors, "actor", nil, "only contacts of this actor, by id or name; may be given several times, as all flags that name something")
	flags.IntVar(&f.hops, "hops", 1, "with --actor: 1 for the actors' own contacts, 2 also for those of whom they met ...; 0 for contacts among the actors")
	flags.StringSliceVar(&f.kinds, "kind", nil, "only contacts of this kind")
	flags.StringSliceVar(&f.states, "state", nil, "only contacts in this state, such as confirmed or single-origin")
	flags.StringSliceVar(&f.stances, "stance", nil, "only contacts about which a claim has this stance, such as denies")
	flags.StringSliceVar(&f.countries, "country", nil, "only contacts with a party from this country, such as GB")
	flags.StringArrayVar(&f.sides, "side", nil, "only contacts with a party of this side")
	flags.StringVar(&f.since, "since", "", "only contacts that may lie on or after the first day of this date, such as 2015 or 2014-09")
	flags.StringVar(&f.until, "until", "", "only contacts that may lie on or before the last day of this date")
	flags.BoolVar(&f.certain, "certain", false, "no contacts that may lie outside the time of --since, --until or --known-by")
	flags.StringSliceVar(&f.documents, "document", nil, "only claims that stand in this document or came through it")
	flags.StringArrayVar(&f.publishers, "publisher", nil, "only claims that came through a document of this publisher")
	flags.StringSliceVar(&f.dropDocuments, "drop-document", nil, "no claims that stand in this document or came through it")
	flags.StringArrayVar(&f.dropPublishers, "drop-publisher", nil, "no claims that came through a document of this publisher")
	flags.BoolVar(&f.dropSingle, "drop-single-source", false, "no contacts that rest on one origin and that no party confirms")
	flags.StringVar(&f.knownBy, "known-by", "", "only claims of documents that were out by the last day of this date, as far as is known")
	flags.BoolVar(&f.checked, "checked", false, "only claims whose row somebody checked")
	flags.BoolVar(&f.verified, "verified", false, "only claims whose passage is found where it was, with --documents DIR")
	flags.StringVar(&f.folder, "documents", "", "folder with your copies of the documents: for --verified, and for export to say how many passages are verified")
	_ = cmd.MarkFlagDirname("documents")
	var states []string
	for _, s := range graph.States() {
		states = append(states, s.String())
	}
	for flag, words := range map[string][]string{"kind": sources.Kinds(), "state": states, "stance": sources.Stances()} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
}

// addBetween adds the flags for the way from one actor to another.
func (f *selectionFlags) addBetween(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.between, "between", nil, "FROM,TO: only the contacts on the shortest way from one actor to another, as path finds it")
	f.link.add(cmd)
	for _, flag := range []string{"also", "affiliations"} {
		cmd.Flags().Lookup(flag).Usage = "with --between: " + cmd.Flags().Lookup(flag).Usage
	}
}

// addRollUp adds the flags that show actors as what they belong to.
func (f *selectionFlags) addRollUp(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.rollup, "rollup", "", "show actors as their country or side, or as what they belong to: part-of for the topmost, part-of:2 for two levels from the top")
	cmd.Flags().StringSliceVar(&f.expand, "expand", nil, "with --rollup: show this actor, and what belongs to it, as it is")
	_ = cmd.RegisterFlagCompletionFunc("rollup", cobra.FixedCompletions([]string{"country", "side", "part-of", "part-of:2"}, cobra.ShellCompDirectiveNoFileComp))
}

// rollUp reads those flags.
func (f *selectionFlags) rollUp() (graph.RollUp, error) {
	switch {
	case f.rollup == "" && len(f.expand) > 0:
		return graph.RollUp{}, misusef("--expand is about a roll-up: want --rollup as well")
	case f.rollup == "":
		return graph.RollUp{}, nil
	}
	r, err := graph.ParseRollUp(f.rollup)
	if err != nil {
		return r, misuse{err}
	}
	r.Expand = ids[sources.ActorID](f.expand)
	return r, nil
}

// selection reads the flags, but for --verified, which needs the dossier.
func (f *selectionFlags) selection(cmd *cobra.Command) (s graph.Selection, err error) {
	s = graph.Selection{
		Actors: ids[sources.ActorID](f.actors), Hops: f.hops, Countries: f.countries, Sides: f.sides,
		Documents: ids[sources.DocumentID](f.documents), Publishers: f.publishers,
		DropDocuments: ids[sources.DocumentID](f.dropDocuments), DropPublishers: f.dropPublishers,
		DropSingleOrigin: f.dropSingle, Checked: f.checked, Certain: f.certain,
	}
	read := func(problem error) {
		if err == nil && problem != nil {
			err = misuse{problem}
		}
	}
	if s.Links, err = f.link.links(); err != nil {
		return s, err
	}
	read(parseEach(&s.Kinds, f.kinds, sources.ParseKind)) // which the dossier may describe otherwise
	read(parseStates(&s.States, f.states))
	read(parseEach(&s.Stances, f.stances, sources.ParseStance))
	for _, d := range []struct {
		flag, text string
		date       *edtf.Date
	}{{"since", f.since, &s.Since}, {"until", f.until, &s.Until}, {"known-by", f.knownBy, &s.KnownBy}} {
		if d.text == "" && !cmd.Flags().Changed(d.flag) {
			continue
		}
		date, problem := edtf.Parse(d.text)
		if problem != nil {
			read(fmt.Errorf("--%s: unreadable date %w", d.flag, problem))
		}
		*d.date = date
	}
	if len(f.between) == 2 {
		s.Between = [2]sources.ActorID(ids[sources.ActorID](f.between))
	}
	switch {
	case len(f.between) != 0 && (len(f.between) != 2 || s.Between[0] == s.Between[1]):
		read(fmt.Errorf("--between %q: want two actors, FROM,TO", strings.Join(f.between, ",")))
	case len(f.between) == 0 && (f.link.affiliations || len(f.link.also) > 0):
		read(fmt.Errorf("--affiliations and --also are about a way: want --between FROM,TO as well"))
	case cmd.Flags().Changed("hops") && len(f.actors) == 0:
		read(fmt.Errorf("--hops counts from somebody: want --actor as well"))
	case f.certain && f.since == "" && f.until == "" && f.knownBy == "":
		read(fmt.Errorf("--certain is about a time: want --since, --until or --known-by as well"))
	case f.verified && f.folder == "":
		read(fmt.Errorf("--verified needs your copies: want --documents DIR, the folder with them"))
	}
	read(s.Check())
	return s, err
}

func ids[T ~string](texts []string) []T {
	var list []T
	for _, text := range texts {
		list = append(list, T(strings.TrimSpace(text)))
	}
	return list
}

func parseEach[T any](into *[]T, words []string, parse func(string) (T, error)) error {
	for _, w := range words {
		v, err := parse(strings.TrimSpace(w))
		if err != nil {
			return err
		}
		*into = append(*into, v)
	}
	return nil
}

// parseStates is parseEach for states, of which "confirmed" means two.
func parseStates(into *[]graph.State, words []string) error {
	var each [][]graph.State
	if err := parseEach(&each, words, graph.ParseStates); err != nil {
		return err
	}
	*into = append(*into, slices.Concat(each...)...)
	return nil
}

func (f *askFlags) add(cmd *cobra.Command) {
	f.dossierFlags.add(cmd)
	f.selectionFlags.add(cmd)
	cmd.Flags().StringVar(&f.numbersFrom, "numbers-from", "", "number sources as this `edition` of the dossier does, which was published; new ones get numbers behind its last")
}
