package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// takeNote takes what a table says of actors for their names, where nothing else does and it is short enough.
func (rd headSearch) takeNote() {
	const longest = 6 // words
	i := rd.has("note")
	if i < 0 || rd.has("name") >= 0 || rd.uses[i].why != "" || !contentOf(rd.reading).named(i) {
		return
	}
	for k := range rd.body {
		if len(strings.Fields(rd.body[k].cell(i).text)) > longest {
			return
		}
	}
	rd.uses[i].column, rd.uses[i].why = "name", "since no other column names them"
}

// tableByColumns tells a table of documents from one of actors.
func (rd headSearch) tableByColumns(name string) string {
	have := map[string]bool{}
	for _, u := range rd.uses {
		have[headKey(u.name)] = true
	}
	any := func(names ...string) bool { return slices.ContainsFunc(names, func(n string) bool { return have[n] }) }
	inName := strings.FieldsFunc(name, func(r rune) bool { return !isNameRune(r) })
	says := func(beginnings ...string) bool {
		return slices.ContainsFunc(inName, func(word string) bool {
			return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) })
		})
	}
	named := rd.guessName()
	some := func(table, column string) bool {
		return slices.ContainsFunc(rd.uses, func(u use) bool { return means(table, u.name, column) })
	}
	documents := any("doc_id", "document_id", "id_doc", "id_document", "citation_key") && some("documents", "title") ||
		any("title", "headline", "titel", "titre", "título", "titolo", "заголовок", "source", "sources",
			"reference", "citation", "document") &&
			any("url", "link", "publisher", "publication_title", "author", "issued", "item_type", "outlet", "published",
				"href", "newspaper")
	actors := any("name", "label", "full_name", "nom", "nombre", "nome", "имя", "الاسم") ||
		any("id") && any("type", "kind", "desc", "description") || some("actors", "id") && some("actors", "name")
	switch {
	case documents:
		return "documents"
	case says("document", "source", "reference", "quelle", "fuente", "bibliograph") &&
		any("url", "link", "title", "name", "source", "id", "no", "nr", "key", "#"):
		return "documents"
	case actors:
		return "actors"
	case says("actor", "element", "node", "vertices", "entit", "people", "person", "akteur") && named:
		return "actors"
	}
	return ""
}

// guessName tells whether some column of a table can hold the names of what its rows are about.
func (rd headSearch) guessName() bool {
	return slices.ContainsFunc(rd.uses,
		func(u use) bool { return means("actors", u.name, "id") || means("actors", u.name, "name") })
}

// takeHead gives a dossier's column to the column whose head means it most surely.
func (rd headSearch) takeHead(table, column string) {
	if rd.has(column) >= 0 {
		return
	}
	best, rank := -1, 0
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" {
			continue
		}
		for _, h := range headsOf(table, u.name) {
			if h.column == column && (best < 0 || h.rank < rank) && rd.fits(i, table, column) {
				best, rank = i, h.rank
			}
		}
	}
	if best >= 0 {
		rd.uses[best].column = column
	}
}

// fits tells whether the cells of a column can be what its head says: "From" may be who or when.
func (rd headSearch) fits(i int, table, column string) bool {
	if table != "claims" {
		return true
	}
	switch column {
	case "actor", "recipient":
		return contentOf(rd.reading).mayBeParty(i)
	case "start", "end":
		name := rd.uses[i].name
		return !means(table, name, "actor") && !means(table, name, "recipient") || contentOf(rd.reading).tellsWhen(i)
	case "locator": // and no page of the web
		return contentOf(rd.reading).share(i, addressIn.MatchString) < 0.5
	}
	return true
}

// takeHeads gives their meaning to the columns whose heads are known. Several columns may hold documents.
func (rd headSearch) takeHeads(table string) {
	order := knownColumns(table)
	if table == "claims" {
		rd.takeDirections()
		order = slices.Concat(order, []string{"start", "end"}, documentColumns)
	}
	for _, column := range order {
		if table != "claims" || !namesParty(column) {
			rd.takeHead(table, column)
		}
	}
	if table != "claims" {
		return
	}
	for i := range rd.uses {
		if u := &rd.uses[i]; u.name != "" && u.column == "" {
			for _, h := range headsOf(table, u.name) {
				if h.column == "document" {
					u.column = "document"
				}
			}
		}
	}
	rd.freeNumbers()
	rd.freeProfiles()
	rd.takeDenials()
}

// takeDirections finds a column of types that only say whether a tie is directed, as tables of Gephi have it.
func (rd headSearch) takeDirections() {
	for i := range rd.uses {
		u := &rd.uses[i]
		if rd.has("direction") < 0 && u.column == "" && means("claims", u.name, "kind") &&
			contentOf(rd.reading).filled(i) &&
			!slices.ContainsFunc(rd.body, func(l line) bool { return !saysDirection(l.cell(i).text) }) {
			u.column, u.why = "direction", "since it says nothing else"
		}
	}
}

// saysDirection tells whether a text says of a tie whether it is directed, or nothing.
func saysDirection(text string) bool {
	text = strings.ToLower(text)
	return slices.Contains([]string{"", "undirected", "arc", "edge", sources.NotTold.String()}, text) ||
		slices.Contains(sources.Directions(), text)
}

// freeNumbers frees columns of short numbers, each its row's own ("R1", "R2"), that a head such as "Reference" calls
// documents where another column has the addresses of these, and those that only count the rows.
func (rd headSearch) freeNumbers() {
	isAddressed := func(text string) bool { return addressIn.MatchString(text) || bareAddress(text) }
	addressed := false
	for i, u := range rd.uses {
		addressed = addressed || u.column == "document" && contentOf(rd.reading).share(i, isAddressed) >= 0.5
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.column == "document" && (addressed && contentOf(rd.reading).numbersRows(i) ||
			strings.HasPrefix(headKey(u.name), "ref") && countsRows(rd.reading, i)) {
			u.column = ""
		}
	}
}

// deniedColumn is what a column is used as that says of a row that it is denied, or by whom.
const deniedColumn = "denied"

// takeDenials finds columns that ask whether a contact is denied, or by whom: their cells say yes, no or a name.
func (rd headSearch) takeDenials() {
	if rd.has("stance") >= 0 || rd.has(deniedColumn) >= 0 {
		return
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.column != "" || u.name == "" ||
			sources.ReadsLike(strings.ReplaceAll(u.name, "_", " "), false) != "a denial" ||
			!contentOf(rd.reading).answers(i) {
			continue
		}
		u.column, u.why = deniedColumn, "since its cells answer its question"
		return
	}
}

// takeByContent finds what no head says: columns of addresses, and of dates.
func (rd headSearch) takeByContent() {
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.name == "" || u.own || u.column != "" && u.column != "note" && u.column != "summary" {
			continue
		}
		addresses, dates, n := 0, 0, 0
		for k := range rd.body[:min(len(rd.body), enoughRows)] {
			c := rd.body[k].cell(i)
			if c.whole() == "" || rd.body[k].hidden != "" && !rd.opts.Hidden {
				continue
			}
			n++
			if addressIn.MatchString(c.whole()) {
				addresses++
			}
			if c.day() || len(c.text) <= 40 && strings.ContainsFunc(c.text, unicode.IsDigit) && dates >= n-1-n/10 &&
				isDate(c.text) {
				dates++
			}
		}
		needed := 6 // of ten cells
		if u.column == "" && rd.has("document") < 0 {
			needed = 3
		}
		switch {
		case n == 0:
		case 10*addresses >= needed*n && (rd.has("document") < 0 || u.column == ""):
			u.column, u.why = "document", "since it holds addresses"
		case u.column == "" && rd.has("document") < 0 && contentOf(rd.reading).share(i, fileOfDocument.MatchString) >= 0.6:
			u.column, u.why = "document", "since it names files"
		case u.column == "" && 10*dates >= 9*n && n > 1 && rd.has("date") < 0 && rd.has("start") < 0 &&
			contentOf(rd.reading).plausibleDates(i):
			u.column, u.why = "date", "since it holds dates"
		}
	}
}

// fileOfDocument is the name of a file that people read, or file away: a scan, a letter, a page, a mail.
var fileOfDocument = pattern.Of(`(?i)^[^\s/\\][^/\\]*\.(pdf|docx?|odt|rtf|html?|txt|md|eml|msg|jpe?g|png|tiff?|xlsx?|ods|pptx?|mp3|mp4)$`)

// takeKind finds the kind in a column of short texts that say what happened: "dinner", "phone call", "denied meeting".
func (rd headSearch) takeKind() {
	if rd.has("kind") >= 0 {
		return
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		if u.name == "" || u.why != "" || u.column != "" && u.column != "summary" && u.column != "label" ||
			rd.has("date") >= 0 && means("actors", u.name, "role") { // what a minister is, who met somebody on a day
			continue
		}
		needed := 6 // of ten cells
		if u.column == "" {
			needed = 8
		}
		kinds, n := 0, 0
		distinct := map[string]bool{}
		for k := range rd.body[:min(len(rd.body), enoughRows)] {
			text := rd.body[k].cell(i).text
			if text == "" {
				continue
			}
			n++
			distinct[plainText(text)] = true
			if len(strings.Fields(text)) <= 4 && !sources.SaysYes(text) && !sources.SaysNo(text) &&
				(sources.IsKindWord(text) || sources.ReadsLike(text, true) != "") {
				kinds++
			}
		}
		if n > 0 && 10*kinds >= needed*n && len(distinct) <= max(maxNewKinds, n/2) {
			u.column, u.why = "kind", "since it says in a word or two what happened"
			return
		}
	}
}

// maxNewKinds is how many different texts may stand in a short column of kinds. In a longer one half of them repeat, or
// they say more than the kind.
const maxNewKinds = 12

// tellTitle finds out whether a column of titles names the documents, or what happened: one document has one title.
func (rd headSearch) tellTitle() {
	t := rd.has("title")
	if t < 0 || rd.uses[t].why != "" {
		return
	}
	title := map[string]string{}
	several := false
	for k := range rd.body {
		l := &rd.body[k]
		doc := ""
		for i, u := range rd.uses {
			if u.column == "document" {
				doc += l.cell(i).whole()
			}
		}
		text := l.cell(t).text
		if doc == "" || text == "" {
			continue
		}
		if had, ok := title[doc]; ok && had != text {
			several = true
		}
		title[doc] = text
	}
	switch event := cmp.Or(map[bool]string{true: "summary"}[rd.has("summary") < 0], ""); {
	case several:
		rd.uses[t].column, rd.uses[t].why = event, "since rows of one document have several"
	case rd.has("document") < 0 && headKey(rd.uses[t].name) == "title" && rd.has("publisher") < 0:
		rd.uses[t].column, rd.uses[t].why = event, "since no column holds documents"
	}
}
