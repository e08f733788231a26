package sources

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"relgraph/sources/table"
)

// nameRules are the words of the table that say of a name that it is none of somebody who was there: those that stand
// before the name, between two, or begin a remark in brackets behind it, by the words. Those such as "no relation" say
// nothing of that.
var nameRules = sync.OnceValue(func() (rules struct {
	before, between, remark map[string]string
	begins                  map[string]bool // the first words of before, and whole texts such as "peut-être"
}) {
	rules.begins = map[string]bool{}
	rules.before, rules.between, rules.remark = map[string]string{}, map[string]string{}, map[string]string{}
	into := map[string]map[string]string{"name": rules.before, "between names": rules.between,
		"name in brackets": rules.remark}
	for cell := range table.Embedded(wordFiles, "wording/doubts.csv") {
		if of := into[cell("where")]; of != nil {
			words := textWords(cell("words"))
			of[strings.Join(words, " ")] = cell("reads")
			if cell("where") == "name" {
				rules.begins[words[0]], rules.begins[strings.Join(words, "-")] = true, true
			}
		}
	}
	return rules
})

// mostBefore is how many words stand before a name at most that say so: "peut-être".
const mostBefore = 2

// nameReadsLike says what stands at a name and reads like no report that somebody so called was there, as ReadsLike has it:
// "Bo Sample (absent)" and "not Bo Sample" a denial, "Bo Sample?" a rumour. It is "" for a name alone.
func nameReadsLike(name string) string {
	name = strings.TrimSpace(name)
	if before, asked := strings.CutSuffix(name, "?"); asked && strings.ContainsFunc(before, unicode.IsLetter) {
		return "a rumour"
	}
	if reads := cmp.Or(beforeName(name), betweenNames(name)); reads != "" {
		return reads
	}
	for rest := name; ; {
		open := strings.IndexAny(rest, "([")
		if open < 0 {
			return ""
		}
		end := strings.IndexAny(rest[open:], ")]")
		if end < 0 {
			end = len(rest) - open
		}
		if reads := inBrackets(rest[open+1 : open+end]); reads != "" {
			return reads
		}
		rest = rest[min(open+end+1, len(rest)):]
	}
}

// beforeName is what the words before a name read like. One with a large letter may be the name's own first word, as
// that of a firm, if it does not say that this is but a guess.
func beforeName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	if !nameRules().begins[strings.ToLower(first)] {
		return "" // as most
	}
	fields := strings.Fields(name)
	for n := min(mostBefore, len(fields)-1); n > 0; n-- {
		reads := nameRules().before[strings.Join(textWords(strings.Join(fields[:n], " ")), " ")]
		if reads == "a rumour" || reads != "" && strings.ToLower(fields[0]) == fields[0] {
			return reads
		}
	}
	return ""
}

// betweenNames is what the word between two names reads like: "Bo Sample or Cy Probe". "Trick or Treat Ltd" is one.
func betweenNames(name string) string {
	if strings.Count(name, " ") < 2 {
		return ""
	}
	fields := strings.Fields(name)
	last := len(fields) - 1
	for i := 1; i < last; i++ {
		if IsLegalForm(fields[last]) && !slices.ContainsFunc(fields[:i], IsLegalForm) {
			continue
		}
		if reads := nameRules().between[fields[i]]; reads != "" && isLarge(fields[i-1]) && isLarge(fields[i+1]) {
			return reads
		}
	}
	return ""
}

// isLarge tells a word as names have them: with a large letter, or of a script without.
func isLarge(word string) bool {
	for _, r := range word {
		return unicode.IsLetter(r) && !unicode.IsLower(r)
	}
	return false
}

// inBrackets is what a remark in brackets at a name reads like. Two large letters are a country or a party.
func inBrackets(remark string) string {
	if len(remark) == len("NO") && strings.ToUpper(remark) == remark {
		return ""
	}
	words := textWords(remark)
	for n := range len(words) + 1 {
		if reads, is := nameRules().remark[strings.Join(words[:n], " ")]; is {
			return reads
		}
	}
	if strings.Trim(remark, " ?") == "" && remark != "" {
		return "a rumour"
	}
	return ReadsLike(remark, isShort(remark))
}

// doubtedNames are the actors whose names read like no report, by what these read like.
func doubtedNames(actors []Actor) map[ActorID]string {
	all := map[ActorID]string{}
	for i := range actors {
		a := &actors[i]
		if reads := nameReadsLike(a.Name); reads != "" {
			all[a.ID] = reads
		}
	}
	return all
}

// doubtedParty is the first party of a claim whose name reads like no report.
func doubtedParty(c checker, cl *Claim, doubted func() map[ActorID]string) (saying, bool) {
	if c.coded(cl) {
		return saying{}, false
	}
	names := doubted()
	if len(names) == 0 {
		return saying{}, false
	}
	for _, side := range []struct {
		column string
		ids    []ActorID
	}{{"actor", cl.Actors}, {"recipient", cl.Recipients}} {
		for _, id := range side.ids {
			if reads := names[id]; reads != "" {
				return saying{cmp.Or(c.Actor(id).Name, string(id)), reads, side.column}, true
			}
		}
	}
	return saying{}, false
}

func namesParty(column string) bool { return column == "actor" || column == "recipient" }
