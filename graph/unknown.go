package graph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
)

// UnknownActor is the error for an id that no actor of d has; it says which was probably meant, by id or by name.
func UnknownActor(d *sources.Dossier, id sources.ActorID) error {
	var ids []string
	for i := range d.Actors {
		a := &d.Actors[i]
		for _, name := range slices.Concat([]string{a.Name, a.Short}, a.Aliases) {
			if strings.EqualFold(name, string(id)) {
				return fmt.Errorf("there is no actor %q in %s: %s", id, d.Name, sources.DidYouMean(string(a.ID), ""))
			}
		}
		ids = append(ids, string(a.ID))
	}
	return unknownID(d, "actor", string(id), ids)
}

func unknownDocument(d *sources.Dossier, id sources.DocumentID) error {
	var ids []string
	for i := range d.Documents {
		ids = append(ids, string(d.Documents[i].ID))
	}
	return unknownID(d, "document", string(id), ids)
}

func unknownID(d *sources.Dossier, what, id string, ids []string) error {
	want := sources.DidYouMean(sources.Nearest(id, ids), fmt.Sprintf("see \"relgraph list %ss\" for the ids", what))
	return fmt.Errorf("there is no %s %q in %s: %s", what, id, d.Name, want)
}

// unknownWord says which of the words that the dossier has was probably meant, or lists them.
func unknownWord(d *sources.Dossier, what, word string, known []string) error {
	slices.Sort(known)
	known = slices.DeleteFunc(slices.Compact(known), func(k string) bool { return k == "" })
	want, near := "the dossier names none", sources.Nearest(word, known)
	for i, k := range known {
		known[i] = strconv.Quote(k)
	}
	if len(known) > 0 {
		want = "want " + strings.Join(known, ", ")
	}
	return fmt.Errorf("there is no %s %q in %s: %s", what, word, d.Name, sources.DidYouMean(near, want))
}
