package sources

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Names are a dossier that is asked what words mean in it. They are what Dossier.Names returns.
type Names Dossier

// Actor returns the actor whose id, name, short name or alias the words are, in any case; if there is none, the
// one that was probably meant, or nil.
func (d *Names) Actor(words string) (called, near *Actor) {
	if a := d.actors.get(ActorID(words)); a != nil {
		return a, nil
	}
	known := newSuggester(nil)
	for i := range d.Actors {
		a := &d.Actors[i]
		for _, name := range append([]string{a.Name, a.Short}, a.Aliases...) {
			known.add(string(a.ID), name, strings.TrimPrefix(PlainText(name), "the "))
		}
	}
	if id, ok := known.named[PlainText(words)]; ok {
		return d.actors.get(ActorID(id)), nil
	}
	delete(known.named, "") // of a blank cell
	var names []string
	for name := range known.named {
		names = append(names, name)
	}
	slices.Sort(names) // so that of two that are as near the same one is meant every time
	id := Nearest(words, known.ids)
	if name := Nearest(PlainText(words), names); id == "" && name != "" {
		id = known.named[name]
	}
	return nil, d.actors.get(ActorID(id))
}

// Kind returns the kind that a word means in the dossier: its id, its word, one of its further words. It is nil
// if the dossier neither describes nor uses such a kind; near is then the id of one whose word is nearly that.
func (d *Names) Kind(word string) (called *Kind, near KindID) {
	if k := d.reader.words[kindKey(word)]; k != nil && d.kinds[k.ID] != nil {
		return d.kinds[k.ID], ""
	}
	if k := d.kinds[kindID(word)]; k != nil {
		return k, ""
	}
	var ids []string
	for i := range d.Kinds {
		ids = append(ids, string(d.Kinds[i].ID))
	}
	return nil, KindID(Nearest(string(kindID(word)), ids))
}

// ActorMeant returns the actor whom somebody means who types an id, a name, a short name or an alias, in any case and
// with "the" or without it, or else whole words of one, such as its last: "powell". The error says who may be meant
// if several are, or who probably is if nobody is.
func (d *Names) ActorMeant(words string) (*Actor, error) {
	if a := d.actors.get(ActorID(words)); a != nil {
		return a, nil
	}
	wanted := nameWords(words)
	if len(wanted) == 0 {
		return nil, fmt.Errorf("the actor is not named: want an id or a name")
	}
	fits := make([][]*Actor, 3) // by whole names, by their last words, by any of their words
	for i := range d.Actors {
		a := &d.Actors[i]
		if how := a.fit(wanted); how < len(fits) {
			fits[how] = append(fits[how], a)
		}
	}
	for _, found := range fits {
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return nil, severalMeant(words, found)
		}
	}
	meant := d.nearLastWord(wanted[len(wanted)-1])
	if _, near := d.Actor(words); near != nil {
		meant = near.ID
	}
	return nil, fmt.Errorf("there is no actor %q in %s: %s", words, d.Name,
		DidYouMean(string(meant), `see "relgraph list actors" for the ids`))
}

// nearLastWord is the actor whose id or name alone ends with a word like this one.
func (d *Names) nearLastWord(word string) ActorID {
	ends := map[string]ActorID{}
	for i := range d.Actors {
		a := &d.Actors[i]
		for _, name := range append([]string{string(a.ID), a.Name, a.Short}, a.Aliases...) {
			has := nameWords(name)
			if len(has) == 0 {
				continue
			}
			last := has[len(has)-1]
			if other, taken := ends[last]; taken && other != a.ID {
				ends[last] = ""
			} else {
				ends[last] = a.ID
			}
		}
	}
	return ends[Nearest(word, slices.Sorted(maps.Keys(ends)))]
}

// fit tells how the words name an actor: 0 as a whole, 1 as a name's last words, 2 as words in a row of a name, 3 not
// at all.
func (a *Actor) fit(wanted []string) int {
	best := 3
	for _, name := range append([]string{string(a.ID), a.Name, a.Short}, a.Aliases...) {
		has := nameWords(name)
		for at := 0; at+len(wanted) <= len(has); at++ {
			if !slices.Equal(has[at:at+len(wanted)], wanted) {
				continue
			}
			how := 2
			switch {
			case len(has) == len(wanted):
				how = 0
			case at+len(wanted) == len(has):
				how = 1
			}
			best = min(best, how)
		}
	}
	return best
}

// nameWords cuts a name or an id into words of letters and digits, without capitals and without "the".
func nameWords(name string) []string {
	all := strings.FieldsFunc(PlainText(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	if len(all) > 1 && all[0] == "the" {
		all = all[1:]
	}
	return all
}

// A SeveralMeant is the error of words that fit several actors.
type SeveralMeant struct {
	Words string
	IDs   []ActorID
}

// Error says whom the words fit, at most five by their ids, and asks for an id.
func (e *SeveralMeant) Error() string {
	const most = 5
	var ids []string
	for _, id := range e.IDs {
		ids = append(ids, fmt.Sprintf("%q", id))
	}
	switch {
	case len(ids) < 2: // which no search answers
		return fmt.Sprintf("%q may be several actors: want an id", e.Words)
	case len(ids) > most:
		return fmt.Sprintf("%q fits %d actors, such as %s: want more words, or an id", e.Words, len(ids),
			strings.Join(ids[:most], ", "))
	}
	return fmt.Sprintf("%q may be %s or %s: want one of these", e.Words, strings.Join(ids[:len(ids)-1], ", "),
		ids[len(ids)-1])
}

func severalMeant(words string, found []*Actor) error {
	e := &SeveralMeant{Words: words}
	for _, a := range found {
		e.IDs = append(e.IDs, a.ID)
	}
	return e
}
