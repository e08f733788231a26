package graph

import (
	"fmt"
	"slices"
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
				return fmt.Errorf("no actor %q in %s: did you mean %q?", id, d.Name, a.ID)
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
	want := fmt.Sprintf("see \"relgraph list %ss\" for the ids", what)
	if near := sources.Nearest(id, ids); near != "" {
		want = fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Errorf("no %s %q in %s: %s", what, id, d.Name, want)
}

// unknownWord says which of the words that the dossier has was probably meant, or lists them.
func unknownWord(d *sources.Dossier, what, word string, known []string) error {
	slices.Sort(known)
	known = slices.DeleteFunc(slices.Compact(known), func(k string) bool { return k == "" })
	if near := sources.Nearest(word, known); near != "" {
		return fmt.Errorf("no %s %q in %s: did you mean %q?", what, word, d.Name, near)
	}
	for i, k := range known {
		known[i] = fmt.Sprintf("%q", k)
	}
	if len(known) == 0 {
		return fmt.Errorf("no %s %q in %s: the dossier names none", what, word, d.Name)
	}
	return fmt.Errorf("no %s %q in %s: want %s", what, word, d.Name, strings.Join(known, ", "))
}
