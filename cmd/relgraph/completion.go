package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
)

// offered are what a shell offers for a word of the command line, each with a tab and what it is about.
type offered func(*sources.Dossier) []cobra.Completion

// flagsThatName are the flags that take what a dossier holds; a command that has one of them completes it.
var flagsThatName = map[string]offered{
	"actor": offerActors, "between": offerActors, "centre": offerActors, "expand": offerActors,
	"hide": both(offerActors, offerContacts), "highlight": both(offerActors, offerContacts),
	"contact": offerContacts, "claim": offerClaims,
	"document": offerDocuments, "drop-document": offerDocuments,
	"publisher": offerPublishers, "drop-publisher": offerPublishers,
	"side": offerSides,
}

// argumentsThatName are the commands whose arguments are what a dossier holds.
var argumentsThatName = map[string]offered{
	"explain": both(offerContacts, both(offerClaims, both(offerDocuments, offerActors))),
	"path":    offerActors,
	"anchor":  offerClaims,
}

// offerWords has the shell offer words for a flag, each of which may have a tab behind it and what it is about.
func offerWords(cmd *cobra.Command, flag string, words []string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// spelled are the words for what is in a closed list.
func spelled[T fmt.Stringer](all []T) (words []string) {
	for _, one := range all {
		words = append(words, one.String())
	}
	return words
}

// completeNames has the shell offer ids and names wherever a command of root asks for them.
func completeNames(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		for flag, offer := range flagsThatName {
			f := cmd.Flags().Lookup(flag)
			if f == nil {
				continue
			}
			if is, _ := pflag.UnquoteUsage(f); is != "address" { // which is what a sheet was typed from
				_ = cmd.RegisterFlagCompletionFunc(flag, offer.complete)
			}
		}
		if offer := argumentsThatName[cmd.Name()]; offer != nil {
			cmd.ValidArgsFunction = offer.completeArgument
		}
	}
}

// complete offers for a flag. A dossier with errors, or none, offers nothing: this is no place to say so.
func (o offered) complete(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	name := ""
	if i := slices.IndexFunc(args, namesDossier); i >= 0 {
		name = args[i]
	}
	name, err := dossierNamed(cmd, name)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var flags dossierFlags
	d, problems := flags.open(name)
	if problems.Err() != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return o(d), cobra.ShellCompDirectiveNoFileComp
}

// completeArgument offers for an argument; the first may also be a dossier, which is a file.
func (o offered) completeArgument(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion,
	cobra.ShellCompDirective) {
	list, _ := o.complete(cmd, args, typed)
	if len(args) == 0 {
		return append(list, sources.BuiltIns()...), cobra.ShellCompDirectiveDefault
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

func both(one, other offered) offered {
	return func(d *sources.Dossier) []cobra.Completion { return append(one(d), other(d)...) }
}

func offerActors(d *sources.Dossier) (list []cobra.Completion) {
	for i := range d.Actors {
		list = append(list, cobra.CompletionWithDesc(string(d.Actors[i].ID), d.Actors[i].Name))
	}
	return list
}

func offerDocuments(d *sources.Dossier) (list []cobra.Completion) {
	for i := range d.Documents {
		list = append(list, cobra.CompletionWithDesc(string(d.Documents[i].ID), d.Documents[i].Name()))
	}
	return list
}

func offerClaims(d *sources.Dossier) (list []cobra.Completion) {
	for i := range d.Claims {
		list = append(list, cobra.CompletionWithDesc(string(d.Claims[i].ID), d.Claims[i].Summary))
	}
	return list
}

func offerContacts(d *sources.Dossier) (list []cobra.Completion) {
	g, err := graph.Build(d)
	if err != nil {
		return nil
	}
	for c := range g.All() {
		list = append(list, cobra.CompletionWithDesc(string(c.ID), words.English().Contacts.When(c)+", "+c.State.String()))
	}
	return list
}

func offerPublishers(d *sources.Dossier) []cobra.Completion {
	return distinct(d.Documents, func(doc *sources.Document) string { return doc.Publisher })
}

func offerSides(d *sources.Dossier) []cobra.Completion {
	return distinct(d.Actors, func(a *sources.Actor) string { return words.Side(a) })
}

// distinct are the texts that rows have, each once, in the order of the rows.
func distinct[R any](rows []R, text func(*R) string) (list []cobra.Completion) {
	for i := range rows {
		if t := text(&rows[i]); t != "" && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list
}
