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

// What people write for nobody, in dates and elsewhere stands in tables. To know a further word, add it there; what they
// write at the heads of columns, in those of sources.
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

// fieldsOf are the fields of a format that are columns of a table of the dossier, by their names.
func fieldsOf(format, table string) map[string]string { return fields()[[2]string{format, table}] }

var fields = sync.OnceValue(func() map[[2]string]map[string]string {
	all := map[[2]string]map[string]string{}
	for cell := range wordFile("fields") {
		of := [2]string{cell("format"), cell("table")}
		if all[of] == nil {
			all[of] = map[string]string{}
		}
		all[of][cell("field")] = cell("column")
	}
	return all
})

// A head is what a column's name may mean in a table, with its place in the list of names: the earlier is the surer.
type head struct {
	column string
	rank   int
}

// heads are the names of columns by table, in the form of headKey.
var heads = sync.OnceValue(func() map[string]map[string][]head {
	all := map[string]map[string][]head{}
	for i, h := range sources.Heads() {
		if all[h.Table] == nil {
			all[h.Table] = map[string][]head{}
		}
		key := headKey(h.Name)
		all[h.Table][key] = append(all[h.Table][key], head{h.Column, i + 1})
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
			return namesParty(h.column) || h.column == "parties"
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

// A spelling is the name of a column taken apart, in the forms in which it is looked for.
type spelling struct {
	key  string
	bare string   // without what stands in brackets: "What happened (our words)"
	many string   // without its number, "source 2"; "" if it has none
	of   ofWhatIs // "id_document"
	then ofWhatIs // "destino_id"
}

// An ofWhatIs is a name that is the id, the label or the name of something; both are blank in others.
type ofWhatIs struct{ what, part string }

// spellings are those of the names that were asked about last: a file's first lines are asked about for each table and
// each sign that may stand between cells.
var spellings = struct {
	sync.Mutex
	of map[string]spelling
}{of: map[string]spelling{}}

// mostSpellings is how many are kept.
const mostSpellings = 4096

// spell takes a name apart.
func spell(name string) spelling {
	spellings.Lock()
	s, known := spellings.of[name]
	spellings.Unlock()
	if known {
		return s
	}
	s.key = headKey(name)
	s.bare = headKey(inBrackets.ReplaceAllString(name, " "))
	if m := ofWhat.FindStringSubmatch(s.key); m != nil {
		s.of = ofWhatIs{m[2], m[1]}
	}
	if m := ofWhatLast.FindStringSubmatch(s.key); m != nil {
		s.then = ofWhatIs{m[1], m[2]}
	}
	if m := number.FindStringSubmatch(s.key); m != nil {
		s.many = m[1]
	}
	if len(name) > maxHead {
		return s
	}
	spellings.Lock()
	defer spellings.Unlock()
	if len(spellings.of) >= mostSpellings {
		clear(spellings.of)
	}
	spellings.of[strings.Clone(name)] = s
	return s
}

// headsOf lists what a column's name may mean in a table; that of several columns with numbers is one name: "source 2".
func headsOf(table, name string) []head { return spell(name).in(table) }

// isHead tells whether a column of any table of a dossier may be called so.
func (s spelling) isHead() bool {
	for table := range heads() {
		if len(s.in(table)) > 0 {
			return true
		}
	}
	return false
}

// in lists what the name may mean in a table.
func (s spelling) in(table string) []head {
	all := heads()[table]
	for _, key := range []string{s.key, s.bare} {
		if found := all[key]; found != nil {
			return found
		}
	}
	if s.of.what != "" {
		if found := all[s.of.what+"_"+s.of.part]; found != nil {
			return found
		}
	}
	for _, of := range []ofWhatIs{s.of, s.then} {
		if found := partiesOrDocuments(all[of.what], of.part); found != nil {
			return found
		}
	}
	var several []head
	if s.many != "" {
		for _, h := range all[s.many] {
			if h.column == "document" || h.column == "parties" {
				several = append(several, h)
			}
		}
	}
	return several
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
		if namesParty(h.column) || h.column == "document" && by == "id" {
			if by == "id" {
				h.rank += after
			}
			found = append(found, h)
		}
	}
	return found
}
