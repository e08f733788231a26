package graph

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// Shown says in one sentence, without a full stop, which selections are in force and what they left out, for captions and
// metadata: "Shown: contacts of HTS since 2015; left out: 12 of 28 contacts, 3 of 9 affiliations, 20 of 44 claims". It is "" for
// a graph of all claims.
func (g *Graph) Shown() string {
	if g.whole == nil {
		return ""
	}
	var filters []string
	for _, s := range g.filters {
		filters = append(filters, s.Words(g.whole.dossier))
	}
	left, all := g.LeftOut(), g.whole
	contacts, affiliations := all.counts()
	var parts []string
	for _, p := range []struct {
		left, all int
		what      string
	}{{len(left.Contacts), contacts, "contact"}, {len(left.Affiliations), affiliations, "affiliation"}, {len(left.Claims), len(all.dossier.Claims), "claim"}} {
		if p.left > 0 {
			parts = append(parts, fmt.Sprintf("%d of %s", p.left, counted(p.all, p.what)))
		}
	}
	if filters == nil {
		filters = []string{"contacts"}
	}
	says := "Shown: " + strings.Join(filters, "; of these, ")
	if how := g.rolled.words(g.whole.dossier); how != "" {
		says += ", " + how
	}
	if parts != nil {
		says += "; left out: " + strings.Join(parts, ", ")
	} else {
		says += "; left out: nothing"
	}
	if n := len(g.within); n > 0 {
		says += fmt.Sprintf("; without a line, within what is shown as one: %d", n)
	}
	switch n := len(left.Restated); n {
	case 0:
	case 1:
		says += "; 1 is in another state than all claims give"
	default:
		says += fmt.Sprintf("; %d are in another state than all claims give", n)
	}
	if n := len(g.Uncertain()); n > 0 {
		says += fmt.Sprintf("; %d may lie outside that time", n)
	}
	return says
}

// Uncertain lists the contacts and affiliations that are selected by a time that they may lie outside of.
func (g *Graph) Uncertain() []*Contact {
	var list []*Contact
	for c := range g.All() {
		if c.Perhaps {
			list = append(list, c)
		}
	}
	return list
}

// counts tells how many contacts and affiliations there are.
func (g *Graph) counts() (contacts, affiliations int) {
	for c := range g.All() {
		if c.IsAffiliation() {
			affiliations++
		} else {
			contacts++
		}
	}
	return contacts, affiliations
}

// counted says a number with its word.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Words says what s wants: "contacts of HTS since 2015, as known by 2016". Actors have the names that figures give them; d is the
// dossier that names them.
func (s Selection) Words(d *sources.Dossier) string {
	name := func(id sources.ActorID) string {
		if a := d.Actor(id); a != nil {
			return a.Short
		}
		return string(id)
	}
	contacts := "contacts"
	if len(s.Kinds) > 0 {
		contacts += " of the kind " + either(s.Kinds, sources.Kind.String)
	}
	switch actors := s.Actors; {
	case len(actors) == 0:
	case s.Hops == 0:
		contacts += " among " + listed(actors, name, "and")
	case s.Hops == 1:
		contacts += " of " + either(actors, name)
	default:
		contacts += fmt.Sprintf(" within %d hops of %s", s.Hops, either(actors, name))
	}
	if s.Between != [2]sources.ActorID{} {
		contacts += " on the way from " + name(s.Between[0]) + " to " + name(s.Between[1])
	}
	same := func(text string) string { return text }
	says := []string{contacts}
	add := func(n int, words string) {
		if n > 0 {
			says = append(says, words)
		}
	}
	add(len(s.Countries), "with a party from "+either(s.Countries, strings.ToUpper))
	add(len(s.Sides), "with a party of the side "+either(s.Sides, same))
	add(len(s.States), "in the state "+either(s.States, State.String))
	add(len(s.Stances), "of which a claim has the stance "+either(s.Stances, sources.Stance.String))
	if !s.Since.IsZero() {
		says = append(says, "since "+s.Since.Words())
	}
	if !s.Until.IsZero() {
		says = append(says, "until "+s.Until.Words())
	}
	if s.Certain {
		says = append(says, "for certain")
	}
	if s.DropSingleOrigin {
		says = append(says, "without those that rest on one origin and that no party confirms")
	}
	text := strings.Join(says, " ")
	add = func(n int, words string) {
		if n > 0 {
			text += ", " + words
		}
	}
	document := func(id sources.DocumentID) string {
		if doc := d.Document(id); doc != nil && doc.Publisher != "" {
			return fmt.Sprintf("%s (%s)", doc.Publisher, id)
		}
		return string(id)
	}
	add(len(s.Documents), "told through "+either(s.Documents, document))
	add(len(s.Publishers), "told through "+either(s.Publishers, same))
	if !s.KnownBy.IsZero() {
		text += ", as known by " + s.KnownBy.Words()
	}
	if s.Checked {
		text += ", from checked claims only"
	}
	if s.Verified != nil {
		text += ", from claims only whose passage was verified"
	}
	add(len(s.DropDocuments), "without what came through "+either(s.DropDocuments, document))
	add(len(s.DropPublishers), "without what came through "+either(s.DropPublishers, same))
	return text
}

func either[T any](values []T, word func(T) string) string { return listed(values, word, "or") }

// listed writes "a, b or c".
func listed[T any](values []T, word func(T) string, last string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = word(v)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// Check finds what makes no sense in s, whatever the dossier.
func (s Selection) Check() error {
	since, from := s.Since.Earliest()
	until, to := s.Until.Latest()
	_, known := s.KnownBy.Latest()
	switch {
	case !s.Since.IsZero() && !from:
		return fmt.Errorf("since %q: want a date whose first day is known", s.Since)
	case !s.Until.IsZero() && !to:
		return fmt.Errorf("until %q: want a date whose last day is known", s.Until)
	case !s.KnownBy.IsZero() && !known:
		return fmt.Errorf("known by %q: want a date whose last day is known", s.KnownBy)
	case from && to && until.Before(since):
		return fmt.Errorf("since %q until %q: want the earlier date first", s.Since, s.Until)
	case s.Hops < 0:
		return fmt.Errorf("%d hops: want 0 or more", s.Hops)
	}
	return nil
}

// check finds values that the dossier does not have.
func (s Selection) check(d *sources.Dossier) error {
	for _, id := range s.parties() {
		if d.Actor(id) == nil {
			return UnknownActor(d, id)
		}
	}
	for _, id := range slices.Concat(s.Documents, s.DropDocuments) {
		if d.Document(id) == nil {
			return unknownDocument(d, id)
		}
	}
	var publishers, countries, sides []string
	for i := range d.Documents {
		publishers = append(publishers, d.Documents[i].Publisher)
	}
	for i := range d.Actors {
		countries = append(countries, d.Actors[i].Country)
		sides = append(sides, SideOf(&d.Actors[i]))
	}
	for _, f := range []struct {
		what          string
		values, known []string
	}{{"publisher", slices.Concat(s.Publishers, s.DropPublishers), publishers}, {"country", s.Countries, countries}, {"side", s.Sides, sides}} {
		for _, v := range f.values {
			if !slices.ContainsFunc(f.known, func(k string) bool { return k != "" && strings.EqualFold(k, v) }) {
				return unknownWord(d, f.what, v, f.known)
			}
		}
	}
	return nil
}

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
