package intake

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"relgraph/sources"
	"relgraph/sources/check"
	"relgraph/sources/edtf"
	"relgraph/sources/intake/pattern"
)

var (
	anchorTag = pattern.Of(`(?is)<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)</a>`)
	hyperlink = pattern.Of(`(?i)^=\s*HYPERLINK\s*\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)$`)
	markLink  = pattern.Of(`\[([^\]\n]+)\]\((https?://[^)\s]+)\)`)
	otherTag  = pattern.Of(`(?is)</?(p|br|b|i|em|strong|span|div|li|ul|font)(\s[^>]*)?/?>`)
	addressIn = pattern.Of(`(?i)\b(?:https?://|www\.)[^\s<>"|]+`)
	doiIn     = pattern.Of(`(?i)\b(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s<>"|]+)`)
	// one address right behind another
	nextAddress = pattern.Of(`(?i)[;,]+((?:https?://|www\.)\S)`)
	bareHost    = pattern.Of(`(?i)^[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|info|gov|edu|int|eu|co|io|news|tv|uk|de|fr|es|it|pt|nl|be|ch|at|pl|cz|se|no|dk|fi|ru|ua|us|ca|au|in|il|sy|lb|tr|ir|iq|jp|cn|br|mx|ar)(/\S*)?$`)
	// a host whatever it ends in, and what stands there
	barePath    = pattern.Of(`(?i)^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/\S*$`)
	localPath   = pattern.Of(`(?i)^(file://\S*|/(Users|home|Volumes|mnt|media|tmp|var)/.*|[a-z]:\\.*|\\\\\S+\\.*)$`)
	localFolder = pattern.Of(`(?i)(^|[\s"'“(,;|])((?:file://)?/(?:Users|home|Volumes)/[^\s,;|]*/|[a-z]:\\[^\s,;|]*\\)`)
	inList      = pattern.Of(`^[ \t;,]*[\[(]?#?\d{1,2}[.)\]][ \t]*$`) // the number of an item
	listMark    = pattern.Of(`^\[?\(?#?\d{1,4}[\])]?$`)
)

// A citation is one document as a row names it.
type citation struct {
	url   string
	words string // beside the address: its title or its outlet
	place string // in the document, as the cell says it: "p. 4"
	copy  string // the address of a copy in an archive of the web
	item  bool   // the cell numbers its sources, and this is one of them

	plain string // the address as it is compared
}

// citationsIn reads a cell of sources: each of those that it numbers; else addresses wherever they stand in it, with the
// words beside each; without an address, titles between bars and line ends.
func citationsIn(text string) []citation {
	items := itemsIn(text)
	if items == nil {
		return unnumbered(text)
	}
	var all []citation
	for _, item := range items {
		for _, c := range unnumbered(item) {
			c.item = true
			all = append(all, c)
		}
	}
	return all
}

// unnumbered reads a cell, or an item of one, that does not number its sources.
func unnumbered(text string) []citation {
	var all []citation
	if m := hyperlink.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		text = `<a href="` + m[1] + `">` + m[2] + `</a>`
	}
	text = markLink.ReplaceAllString(text, `<a href="$2">$1</a>`)
	text = anchorTag.ReplaceAllStringFunc(text, func(tag string) string {
		m := anchorTag.FindStringSubmatch(tag)
		if !isAddress.MatchString(m[1]) {
			return m[2]
		}
		words := cleanWords(withoutTags(m[2]))
		if isAddress.MatchString(words) {
			words = ""
		}
		all = append(all, citation{url: unescaped(m[1]), words: words})
		return "\n"
	})
	text = withoutTags(text)
	linked := len(all)
	text = doiIn.ReplaceAllString(text, "https://doi.org/$1")
	at := 0
	pending := ""
	placesFirst := false // each before its address
	for i, span := range addressesIn(text) {
		address := trimAddress(text[span[0]:span[1]])
		if pending = text[at:span[0]]; inList.MatchString(pending) {
			pending = ""
		}
		if _, place := placeIn(cleanWords(pending)); i == 0 {
			placesFirst = place != ""
		} else if !placesFirst {
			all[len(all)-1].place, pending = placeBehind(pending)
		}
		at = span[0] + len(address)
		if !strings.Contains(address, "://") {
			address = "https://" + address
		}
		if check.URL(address) != nil { // it only begins like one
			all = append(all, citation{words: cleanWords(pending + " " + text[span[0]:at])})
			continue
		}
		all = append(all, citation{url: address, words: cleanWords(pending)})
	}
	rest := text[at:]
	if len(all) == 0 {
		return titlesIn(rest)
	}
	if after := cleanWords(rest); after != "" {
		last := &all[len(all)-1]
		switch {
		case last.words == "" || len(all) == linked && linked == 1:
			last.words = strings.TrimSpace(last.words + " " + after)
		default:
			last.words += " " + after
		}
	}
	for i := range all {
		all[i].takePlace()
	}
	return all
}

// withCopies puts the addresses of copies in archives of the web to the pages that they are of: those that stand in them
// or, where none does, before them. An address that leads to another is that one.
func withCopies(all []citation) []citation {
	var pages []citation
	for _, c := range all {
		if page := sources.LeadsTo(c.url); page != "" {
			c.url = page
		}
		page, is := sources.Archived(c.url)
		same := slices.IndexFunc(pages, func(p citation) bool {
			return page != "" && sources.PlainAddress(p.url) == sources.PlainAddress(page)
		})
		switch last := len(pages) - 1; {
		case same >= 0 && pages[same].copy == "" && c.words == "":
			pages[same].copy = c.url
			continue
		case page != "":
			c.url, c.copy = page, c.url
		case is && last >= 0 && pages[last].url != "" && pages[last].copy == "" && c.words == "":
			pages[last].copy = c.url
			continue
		}
		pages = append(pages, c)
	}
	return pages
}

// takePlace takes the place in the document out of the words beside it, unless these are that alone and name no other
// document.
func (c *citation) takePlace() {
	title, place := placeIn(c.words)
	if title == "" && c.url == "" {
		return
	}
	c.words, c.place = title, joinPlaces(c.place, place)
}

// titlesIn are the titles in a text between bars and line ends, and addresses without a scheme.
func titlesIn(text string) []citation {
	var all []citation
	for part := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '|' || c == '\n' }) {
		switch part = strings.TrimSpace(unescaped(part)); {
		case part == "":
		case bareAddress(part):
			all = append(all, citation{url: "https://" + part})
		default:
			c := citation{words: part}
			if !strings.Contains(part, ";") { // which may part several
				c.takePlace()
			}
			all = append(all, c)
		}
	}
	return all
}

// withoutTags is a text without the tags of HTML in it: breaks, and those that are opened and closed. One that is not may
// be no tag.
func withoutTags(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	lower := strings.ToLower(text)
	return otherTag.ReplaceAllStringFunc(text, func(tag string) string {
		name := strings.ToLower(otherTag.FindStringSubmatch(tag)[1])
		opened := strings.Contains(lower, "<"+name+">") || strings.Contains(lower, "<"+name+" ")
		if name == "br" || opened && strings.Contains(lower, "</"+name+">") {
			return " "
		}
		return tag
	})
}

// bareAddress tells an address without "https://".
func bareAddress(text string) bool { return bareHost.MatchString(text) || barePath.MatchString(text) }

// addressesIn are the places of the addresses in a text, those apart that have nothing but a sign between them.
func addressesIn(text string) [][]int {
	var all [][]int
	for _, span := range addressIn.FindAllStringIndex(text, -1) {
		from := span[0]
		for {
			next := nextAddress.FindStringSubmatchIndex(text[from:span[1]])
			if next == nil {
				break
			}
			all = append(all, []int{from, from + next[0]})
			from += next[2]
		}
		all = append(all, []int{from, span[1]})
	}
	return all
}

// trimAddress leaves out the signs that end a sentence, and a bracket that was opened before the address.
func trimAddress(address string) string {
	for {
		trimmed := strings.TrimRight(address, ".,;:!?'’”*")
		if strings.HasSuffix(trimmed, ")") && strings.Count(trimmed, "(") < strings.Count(trimmed, ")") ||
			strings.HasSuffix(trimmed, "]") && !strings.Contains(trimmed, "[") {
			trimmed = trimmed[:len(trimmed)-1]
		}
		if trimmed == address {
			return address
		}
		address = trimmed
	}
}

// cleanWords are the words beside an address, without the signs between them and it.
func cleanWords(text string) string {
	const between = " \t|;:,-–—()[]<>•·"
	words := strings.Trim(oneLine(unescaped(text)), between)
	if !localPath.MatchString(words) {
		words = strings.Trim(words, between+"/")
	}
	for word := range strings.FieldsFuncSeq(words,
		func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if !besides()[strings.ToLower(word)] {
			return words
		}
	}
	return "" // nothing but signs, "see", "and"
}

// A cited is a document that a row names, and the place in it that the row names beside it.
type cited struct {
	document *entry
	place    string
}

// cite returns the documents that a claim names, each as the entry that it is: one that the tables list, one that an
// earlier row named, or a new one. Of words beside addresses is told later whether they are titles or outlets.
func (d citer) cite(e *entry) []cited {
	text := e.text("document")
	if text == "" {
		return nil
	}
	at := e.place("document")
	// the id, title or address of one that is listed
	if doc := binding(d.draft).find(d.documents, text, at, e.file); doc != nil {
		return []cited{{document: doc}}
	}
	if listed := d.listedIn(text, at, e.file); listed != nil {
		return listed
	}
	citations, had := d.cited[text]
	if !had {
		citations = withCopies(citationsIn(text))
		for i := range citations {
			c := &citations[i]
			c.plain, c.place = sources.PlainAddress(c.url), joinPlaces(fragmentOf(c.url), c.place)
		}
		if len(d.cited) < maxSeen {
			d.cited[text] = citations
		}
	}
	found := d.splitTitle(slices.Clone(citations), at)
	addresses := 0
	for _, c := range found {
		if c.url != "" {
			addresses++
		}
	}
	if addresses == 1 && len(found) == 2 && !found[0].item { // an address, and its outlet or title behind a bar
		i := slices.IndexFunc(found, func(c citation) bool { return c.url != "" })
		found[i].words = strings.TrimSpace(found[i].words + " " + found[1-i].words)
		found[i].place = joinPlaces(found[i].place, found[1-i].place)
		found = found[i : i+1]
	}
	var docs []cited
	about, spent := aboutEach(e, len(found))
	for i, c := range found {
		doc := d.document(e, c, about[i])
		if doc == nil {
			spent = nil // by what is none
		}
		i := slices.IndexFunc(docs, func(had cited) bool { return had.document == doc })
		switch {
		case doc == nil && len(found) > 1:
			d.account.leave("source", c.words, at, "want the address or the title of what reports it")
		case doc != nil && i < 0:
			docs = append(docs, cited{doc, c.place})
		case doc != nil:
			docs[i].place = joinPlaces(docs[i].place, c.place)
		}
	}
	for _, column := range spent {
		e.drop(column)
	}
	if len(docs) > 1 {
		d.tellAll(e, docs)
	}
	if docs == nil {
		d.account.keep("source", text, at, "want the address or the title of what reports it")
		e.put(d.claims.workColumn("document_as_found"), e.get("document"))
		e.drop("document")
	}
	return docs
}

// splitTitle cuts the title of several documents at semicolons, if --split says so, and remembers one that it may have to
// be cut.
func (d citer) splitTitle(found []citation, at sources.Pos) []citation {
	if len(found) != 1 || found[0].url != "" || !strings.Contains(found[0].words, ";") {
		return found
	}
	if !strings.Contains(d.opts.Split, ";") {
		if d.joinedTitles == nil {
			d.joinedTitles = &joinedNames{first: sources.Cell{Pos: at, Text: found[0].words}}
		}
		d.joinedTitles.cells++
		return found
	}
	var all []citation
	for words := range strings.SplitSeq(found[0].words, ";") {
		if words = oneLine(words); words != "" {
			c := citation{words: words}
			c.takePlace()
			all = append(all, c)
		}
	}
	return all
}

// oneHost tells whether the addresses of documents are all of one site, whose outlet a row names once.
func oneHost(docs []cited) bool {
	host := ""
	for _, doc := range docs {
		u, err := url.Parse(doc.document.text("url"))
		if err != nil || u.Host == "" || host != "" && u.Host != host {
			return false
		}
		host = u.Host
	}
	return true
}

// listedIn finds documents that the tables list by numbers or keys in one cell: "1, 4" or "[1][4]".
func (d citer) listedIn(text string, at sources.Pos, file string) []cited {
	if !d.listed["documents"] || len(text) > 200 {
		return nil
	}
	var docs []cited
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;|[]()\n\t", c) }) {
		known := d.documents.byKey[part]
		if len(known) == 0 {
			known = d.documents.byKey[strings.TrimLeft(part, "#")]
		}
		if len(known) == 0 {
			return nil
		}
		if one := (cited{document: known[0]}); !slices.Contains(docs, one) {
			docs = append(docs, one)
		}
	}
	return docs
}

// An aboutDocument is what the other columns of a row say of one document that it names. one tells whether it names no
// other, so that all they say is about it.
type aboutDocument struct {
	title, publisher string
	issued           cell
	one              bool
}

// partsOf are the signs that part what a column says of several documents. A title may have a semicolon of its own.
var partsOf = map[string]string{"title": "|\n", "publisher": "|\n;", "issued": "|\n;"}

// aboutEach is what a row says of each of its documents: of one, all; of several, where a cell has as many parts as there
// are documents, these in their order. Such a cell is spent by it.
func aboutEach(e *entry, documents int) (about []aboutDocument, spent []string) {
	about = make([]aboutDocument, documents)
	if documents == 1 {
		about[0] = aboutDocument{e.text("title"), e.text("publisher"), e.get("issued"), true}
		return about, nil
	}
	parts := func(column string) []string {
		var all []string
		for part := range strings.FieldsFuncSeq(e.text(column), func(r rune) bool {
			return strings.ContainsRune(partsOf[column], r)
		}) {
			if part = oneLine(part); part != "" {
				all = append(all, part)
			}
		}
		if len(all) != documents {
			return make([]string, documents)
		}
		spent = append(spent, column)
		return all
	}
	at := e.place("issued")
	titles, publishers, issued := parts("title"), parts("publisher"), parts("issued")
	for i := range about {
		about[i] = aboutDocument{title: titles[i], publisher: publishers[i], issued: cell{issued[i], at}}
	}
	return about, spent
}

// tellAll tells several documents what a row says of all of them: the outlet of those of one site. What may be of any of
// them is kept, and asked about.
func (d citer) tellAll(e *entry, docs []cited) {
	if publisher := e.text("publisher"); publisher != "" && oneHost(docs) {
		for _, doc := range docs {
			d.addTold(doc.document, "publisher", publisher, e.place("publisher"))
		}
		return
	}
	for _, column := range []string{"title", "publisher"} {
		if text := e.text(column); text != "" {
			d.account.keep(column, text, e.place(column), fmt.Sprintf("want one for each of the %d documents of the row, "+
				"with bars between them", len(docs)))
		}
	}
}

// document is the entry of one citation, of which the row's other columns say something.
func (d citer) document(e *entry, c citation, about aboutDocument) *entry {
	at := e.place("document")
	title, publisher := about.title, about.publisher
	if c.url != "" && c.words != "" && isNobody(c.words) {
		d.account.leave("source", c.words, at, "want the title or the outlet beside the address, or nothing")
		c.words = ""
	}
	c.words = d.withoutFolder(c.words, at)
	if c.url == "" && isAddress.MatchString(c.words) {
		v := d.account.add("source", c.words, at)
		v.As, v.Want = "name", "want an address that begins with http:// or https://"
	}
	named := title != "" || publisher != ""
	if c.url == "" && (isNobody(c.words) || citesAbove(c.words) ||
		listMark.MatchString(c.words) && (d.listed["documents"] || !named)) {
		return nil
	}
	further := "" // what is neither title nor outlet
	if c.plain == "" && title != "" && !samePlain(title, c.words) {
		// the outlet's name, and the headline beside it
		if publisher != "" && !samePlain(publisher, c.words) {
			further = c.words
		}
		publisher, c.words = cmp.Or(publisher, c.words), title
	}
	known, key := d.known(c, publisher, about.issued.text)
	if known == nil {
		known = d.further(e, c, key)
	}
	switch {
	case c.url != "":
		d.besideAddress(e, known, c, title, publisher)
	case publisher != "":
		d.addTold(known, "publisher", publisher, at)
	}
	if further != "" {
		d.addValue(known, "another_title", further, at)
	}
	if c.copy != "" {
		d.addTold(known, "archive_url", c.copy, at)
	}
	if about.issued.text != "" {
		d.addTold(known, "issued", about.issued.text, about.issued.at)
	}
	if about.one {
		for _, column := range []string{"author", "archive_url"} {
			if text := e.text(column); text != "" {
				d.addTold(known, column, text, e.place(column))
			}
		}
	}
	return known
}

// known is the entry that a citation is of, nil if there is none, and the key by which the next one finds it. issued is
// the day that the row tells, "" if it tells none.
func (d citer) known(c citation, publisher, issued string) (known *entry, key string) {
	if c.plain != "" {
		return d.byAddress[c.plain], c.plain
	}
	name := plainText(c.words)
	if publisher != "" {
		name = plainText(c.words + " / " + publisher)
	}
	known = d.byTitle[name]
	if known != nil && d.otherDay(known, issued) { // the next number of the paper
		name += " / " + d.meansDate(issued, d.opts.Dates, false).text
		return d.byTitle[name], name
	}
	if known != nil {
		return known, name
	}
	named := d.documents.byName[plainText(c.words)]
	if len(named) > 0 && (publisher == "" || samePlain(named[0].text("publisher"), publisher)) &&
		!d.otherDay(named[0], issued) {
		known = named[0]
	}
	return known, name
}

// further is a new entry for a citation, which the next one finds by a key.
func (d citer) further(e *entry, c citation, key string) *entry {
	at := e.place("document")
	doc := &entry{at: at, file: e.file, made: true}
	if c.url != "" {
		doc.put("url", cell{c.url, at})
		d.byAddress[key] = doc
	} else {
		doc.put("title", cell{c.words, at})
		d.byTitle[key] = doc
	}
	d.documents.rows = append(d.documents.rows, doc)
	if d.listed["documents"] && c.url == "" {
		d.warnf(at, "want the id, title or address of one that is, if this is one of them",
			"%q is not among the documents: taken as a further one", c.words)
	}
	return doc
}

// besideAddress gives a document what stands beside its address in the row.
func (d citer) besideAddress(e, known *entry, c citation, title, publisher string) {
	at := e.place("document")
	d.beside(known, cmp.Or(title, c.words), publisher, at)
	if title != "" && c.words != "" && !samePlain(title, c.words) {
		d.beside(known, "", c.words, at)
	}
	had, _, _ := strings.Cut(known.text("url"), "#")
	if address, _, _ := strings.Cut(c.url, "#"); had != "" && had != address {
		d.addValue(known, "other_address", c.url, at)
	}
}

// withoutFolder is a text with nothing but the names of the files on somebody's own disk that it tells. Where they lie
// there is nobody else's business.
func (d *draft) withoutFolder(text string, at sources.Pos) string {
	// most, soon told
	if !strings.ContainsAny(text, `/\`) || strings.HasPrefix(text, "http") && !strings.Contains(text, " ") {
		return text
	}
	leave := func(folder string) {
		d.account.leave("folder", folder, at, "want the title or the address of the text; only the name of the file stays")
	}
	if localPath.MatchString(text) {
		path := strings.TrimRight(text, `/\`)
		base := baseName(path)
		leave(strings.TrimSuffix(path, base))
		return base
	}
	return localFolder.ReplaceAllStringFunc(text, func(found string) string {
		m := localFolder.FindStringSubmatch(found)
		leave(m[2])
		return m[1]
	})
}

func fragmentOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Fragment == "" {
		return ""
	}
	return "#" + u.EscapedFragment()
}

// beside keeps what rows say beside the address of a document, until all have spoken.
func (d citer) beside(doc *entry, title, publisher string, at sources.Pos) {
	if key := (besideKey{doc, title}); title != "" && !d.besides[key] {
		d.besides[key] = true
		d.titles = append(d.titles, told{doc, title, at})
	}
	if publisher != "" {
		d.addTold(doc, "publisher", publisher, at)
	}
}

// A besideKey is a document, and what some row says beside its address.
type besideKey struct {
	doc  *entry
	text string
}

// A told is what a row says of a document beside its address.
type told struct {
	doc  *entry
	text string
	at   sources.Pos
}

// addTold sets a cell of a document that a row describes; further values are kept, each once.
func (d citer) addTold(doc *entry, column, text string, at sources.Pos) {
	had, has := doc.cell(column)
	switch {
	case !has:
		doc.put(column, cell{text, at})
	case !samePlain(had.text, text) && !(column == "issued" && d.sameDate(had.text, text)):
		d.addValue(doc, "another_"+column, text, at)
	}
}

// otherDay tells whether a document was issued when another text says that one was not: their dates have no day in
// common. A date that is not known, or cannot be read, says nothing.
func (d citer) otherDay(doc *entry, issued string) bool {
	had := doc.text("issued")
	if had == "" || issued == "" {
		return false
	}
	a, err := edtf.Parse(d.meansDate(had, d.opts.Dates, false).text)
	b, wrong := edtf.Parse(d.meansDate(issued, d.opts.Dates, false).text)
	if err != nil || wrong != nil {
		return false
	}
	return endsBefore(a, b) || endsBefore(b, a)
}

// endsBefore tells whether all days of a date lie before those of another.
func endsBefore(a, b edtf.Date) bool {
	last, ok1 := a.Latest()
	first, ok2 := b.Earliest()
	return ok1 && ok2 && last.Before(first)
}

func (d citer) sameDate(a, b string) bool {
	return d.meansDate(a, d.opts.Dates, false).text == d.meansDate(b, d.opts.Dates, false).text
}

// addValue adds to a list in a column of the table's own.
func (d citer) addValue(doc *entry, column, text string, at sources.Pos) {
	kept := d.documents.ownColumn(column)
	had, has := doc.cell(kept)
	if !has {
		doc.put(kept, cell{text, at})
		d.warnf(at, "want one, or two documents", "a document has another %s here, %q, kept in the column %q",
			codeWord(strings.TrimPrefix(strings.TrimPrefix(column, "another_"), "other_")), text, kept)
		return
	}
	if !slices.Contains(splitList(had.text), text) {
		doc.put(kept, cell{had.text + "|" + strings.ReplaceAll(text, "|", "¦"), had.at})
	}
}

// settleTitles tells titles from outlets: words that stand beside several addresses are an outlet's name.
func (d citer) settleTitles() {
	docs := map[string]map[*entry]bool{}
	for _, t := range d.titles {
		key := plainText(t.text)
		if docs[key] == nil {
			docs[key] = map[*entry]bool{}
		}
		docs[key][t.doc] = true
	}
	for _, t := range d.titles {
		column := "title"
		if len(docs[plainText(t.text)]) > 1 {
			column = "publisher"
		}
		d.addTold(t.doc, column, t.text, t.at)
	}
}

// entity is a sign by its name or number in HTML. Older browsers read one without its semicolon, too; people who write
// "AT&T" or an address with "&copy=2" do not mean one.
var entity = pattern.Of(`&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);`)

// unescaped has the signs themselves.
func unescaped(text string) string { return entity.ReplaceAllStringFunc(text, html.UnescapeString) }
