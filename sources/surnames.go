package sources

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// checkSurnames finds actors who are called by a title and one word, "Mrs Marsh", where one other name of more words
// ends in that word, "Dana Marsh". Where two do, nobody knows which is meant, and nothing is said. A rank, which is also
// what bodies are called by, says so only of a name that has one too: "Minister Marsh" of "Minister Dana Marsh".
func checkSurnames(c checker) {
	var s speller
	titled, whole := map[string]bool{}, map[string][]*Actor{}
	for i := range c.Actors {
		if surname := titledSurname(c.Actors[i].Name); surname != "" {
			titled[string(s.read(surname).text)] = true
		}
	}
	if len(titled) == 0 {
		return
	}
	for i := range c.Actors {
		a := &c.Actors[i]
		words := s.read(a.Name)
		n := len(words.ends)
		if n < 2 || utf8.RuneCount(words.text[:words.ends[0]]) < 2 || // "D. Marsh" is compared by its initial
			titledSurname(a.Name) != "" {
			continue
		}
		if last := string(words.text[words.ends[n-2]:]); titled[last] {
			whole[last] = append(whole[last], a)
		}
	}
	for i := range c.Actors {
		a := &c.Actors[i]
		surname := titledSurname(a.Name)
		if surname == "" {
			continue
		}
		longer := whole[string(s.read(surname).text)]
		if len(longer) != 1 || isSettled(a, longer[0]) {
			continue
		}
		other := longer[0]
		if firstWordIs(a.Name) == RankWord && firstWordIs(other.Name) == "" {
			continue // "Justice Department" is no other department
		}
		at, want := a.At("name"), fmt.Sprintf("want one actor with an alias, or not_same_as %q", other.ID)
		if a.t == nil {
			at, want = a.named, "want one spelling"
		}
		c.ds.Warnf(at, want, "%q (%s) may be %q (%s), the only longer name that ends so",
			a.Name, a.ID, other.Name, other.ID)
	}
}

func firstWordIs(name string) NameWord {
	first, _, _ := strings.Cut(name, " ")
	return WordOfName(first)
}

// titledSurname is the word behind a title or a rank in a name of these two words, "" in any other name.
func titledSurname(name string) string {
	_, rest, _ := strings.Cut(name, " ")
	is := firstWordIs(name)
	if is != TitleWord && is != RankWord || strings.Contains(rest, " ") || len(strings.Trim(rest, ".")) < 2 {
		return ""
	}
	return rest
}
