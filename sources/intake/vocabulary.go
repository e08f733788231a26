package intake

import (
	"embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
	"relgraph/sources/table"
	"relgraph/sources/table/workbook"
)

// What people write at the heads of columns, for nobody, and in dates, stands in tables. To know a further word, add
// it there.
//
//go:embed words
var wordFiles embed.FS

// wordFile yields the rows of a table of words, as what their cells hold.
func wordFile(name string) iter.Seq[func(column string) string] {
	return table.Embedded(wordFiles, "words/"+name+".csv")
}

// wordSet has the words of a table with a column of lists of them, read when it is first asked for.
func wordSet(name string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		all := map[string]bool{}
		for cell := range wordFile(name) {
			for word := range strings.SplitSeq(cell("words"), "|") {
				all[word] = true
			}
		}
		return all
	})
}

// A head is what a column's name may mean in a table, with its place in the list of names: the earlier is the surer.
type head struct {
	column string
	rank   int
}

// heads are the names of columns by table, in the form of headKey.
var heads = sync.OnceValue(func() map[string]map[string][]head {
	all := map[string]map[string][]head{}
	rank := 0
	for cell := range wordFile("heads") {
		table := cell("table")
		if all[table] == nil {
			all[table] = map[string][]head{}
		}
		for name := range strings.SplitSeq(cell("heads"), "|") {
			rank++
			key := headKey(name)
			all[table][key] = append(all[table][key], head{cell("column"), rank})
		}
	}
	return all
})

// A pairOfHeads are two columns that say something together: a donor and a recipient.
type pairOfHeads struct{ actor, recipient, kind string }

var pairsOfHeads = sync.OnceValue(func() []pairOfHeads {
	var all []pairOfHeads
	for cell := range wordFile("pairs") {
		all = append(all, pairOfHeads{headKey(cell("actor")), headKey(cell("recipient")), cell("kind")})
	}
	return all
})

// isParty tells whether the heads of parties are called so, or one of a pair is.
func isParty(key string) bool { return partyHeads()[key] }

var partyHeads = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, p := range pairsOfHeads() {
		all[p.actor], all[p.recipient] = true, true
	}
	for key, means := range heads()["claims"] {
		all[key] = all[key] || slices.ContainsFunc(means, func(h head) bool {
			return h.column == "actor" || h.column == "recipient" || h.column == "parties"
		})
	}
	return all
})

// attributes are words of heads that name what somebody has, and not somebody.
var attributes = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for cell := range wordFile("attributes") {
		for word := range strings.SplitSeq(cell("words"), "|") {
			all[word] = true
		}
	}
	return all
})

// nobodies are what people and programs write where there is nobody and nothing; what only programs do is told by its
// capitals, since somebody may be called "Nan".
var nobodies = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for cell := range wordFile("nobody") {
		text := cell("text")
		if cell("as_written") == "" {
			text = plainText(text)
		}
		all[text] = cell("as_written") != ""
	}
	return all
})

// besides are words that lead to an address, or stand between two, and are no title: "see", "and".
var besides = wordSet("besides")

// nobodyNames are those of them by which somebody may be called, as a firm is.
var nobodyNames = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for cell := range wordFile("nobody") {
		all[plainText(cell("text"))] = cell("a_name") != ""
	}
	return all
})

// isNobody tells a cell that names nobody: "N/A", "–", "Total", "#REF!".
func isNobody(text string) bool {
	const longest = 60 // bytes of what anybody writes for nobody
	if len(text) > longest {
		return false
	}
	if asWritten, is := plainly(nobodies(), text); is && !asWritten {
		return true
	}
	return nobodies()[text] || workbook.IsError(text)
}

var (
	signs      = pattern.Of(`[^\pL\pN\pM#]+`)
	humps      = pattern.Of(`(\p{Ll})(\p{Lu}\p{Ll})`) // as programmers write: sourceUrl
	inBrackets = pattern.Of(`\([^()]*\)|\[[^\[\]]*\]`)
	number     = pattern.Of(`^(.*?)_?(\d+)$`)
	ofWhat     = pattern.Of(`^(id|label|name|nom|nome|nombre)_(\pL[\pL_]*)$`)
	ofWhatLast = pattern.Of(`^(\pL[\pL_]*)_(id|label|name|nom|nome|nombre)$`)
)

// headKey is the form in which names of columns are compared.
func headKey(name string) string {
	return strings.Trim(signs.ReplaceAllString(sources.PlainName(humps.ReplaceAllString(name, "${1}_$2")), "_"), "_")
}

// headsOf lists what a column's name may mean in a table; that of several columns with numbers is one name: "source 2".
func headsOf(table, name string) []head {
	key := headKey(name)
	if found := heads()[table][key]; found != nil {
		return found
	}
	if bare := headKey(inBrackets.ReplaceAllString(name, " ")); bare != key { // "What happened (our words)"
		if found := heads()[table][bare]; found != nil {
			return found
		}
	}
	if m := ofWhat.FindStringSubmatch(key); m != nil { // "id_document", "label_from"
		if found := heads()[table][m[2]+"_"+m[1]]; found != nil {
			return found
		}
		if found := partiesOrDocuments(heads()[table][m[2]], m[1]); found != nil {
			return found
		}
	}
	if m := ofWhatLast.FindStringSubmatch(key); m != nil { // "destino_id"
		if found := partiesOrDocuments(heads()[table][m[1]], m[2]); found != nil {
			return found
		}
	}
	if m := number.FindStringSubmatch(key); m != nil && m[1] != "" {
		var several []head
		for _, h := range heads()[table][m[1]] {
			if h.column == "document" || h.column == "parties" {
				several = append(several, h)
			}
		}
		return several
	}
	return nil
}

// means tells whether the name of a column may mean that column of a table.
func means(table, name, column string) bool {
	return slices.ContainsFunc(headsOf(table, name), func(h head) bool { return h.column == column })
}

// partiesOrDocuments are those of the meanings that are of a party or a document, which a column of its id or its label may
// stand for. Ids come after all that says more.
func partiesOrDocuments(all []head, by string) []head {
	const after = 1 << 20
	var found []head
	for _, h := range all {
		if h.column == "actor" || h.column == "recipient" || h.column == "document" && by == "id" {
			if by == "id" {
				h.rank += after
			}
			found = append(found, h)
		}
	}
	return found
}
