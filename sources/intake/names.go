package intake

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// What --say says of a cell of one party, in place of a stance or a modality.
const (
	sayOne     = "one"     // it is one name, whatever signs are in it
	saySeveral = "several" // it is several
)

// parties cut cells of parties into names.
type parties struct {
	signs string            // that stand between names
	words []string          // that do so where what is on both sides reads like a name
	say   map[string]string // of cells of which the user says what they are, by their plain text
	known map[string]bool   // the texts that are some cell's whole
	marks map[string]string // the only mark in brackets behind a name, by its plain text

	joined map[string]*joinedNames // cells that are taken for one name and may be several
	order  []string                // their texts, as they came
	whole  []sources.Cell          // that --split leaves whole
	seen   map[string]joinedNames  // what cells that were looked at seem to be
	alone  map[string][]string     // the one name of cells of which nothing is to be said
}

// joinedNames are cells of one text that seems to be several names.
type joinedNames struct {
	first sources.Cell
	cells int
	split string // what --split would be to cut them
	by    string // the words between two names that no --split cuts at: "represented by"
	parts int
}

// newParties reads --split: signs, and words between blanks.
func newParties(opts Options) parties {
	p := parties{say: map[string]string{}, joined: map[string]*joinedNames{}, seen: map[string]joinedNames{},
		alone: map[string][]string{}}
	for field := range strings.FieldsSeq(opts.Split) {
		if strings.ContainsFunc(field, unicode.IsLetter) || field == "&" || field == "+" {
			p.words = append(p.words, strings.ToLower(field))
		} else {
			p.signs += field
		}
	}
	for text, means := range opts.Say {
		if means == sayOne || means == saySeveral {
			p.say[plainText(text)] = means
		}
	}
	return p
}

// wholeNames are the texts of the cells of parties, which tell that a part of another cell is a name.
func (rd content) wholeNames() map[string]bool {
	all := map[string]bool{}
	for text := range partyCells(rd.reading) {
		all[text] = true
	}
	return all
}

// partyCells yields the texts of the cells of parties, column by column.
func partyCells(rd *reading) iter.Seq[string] {
	return func(yield func(text string) bool) {
		for i, u := range rd.uses {
			if !namesParty(u.column) && u.column != partyColumn {
				continue
			}
			for k := range rd.body {
				if !yield(rd.body[k].cell(i).text) {
					return
				}
			}
		}
	}
}

// namesParty tells whether a column of claims says who, or with whom.
func namesParty(column string) bool { return column == "actor" || column == "recipient" }

// names cuts a cell at bars and line ends, and at what --split names; a column of all who were there also at semicolons,
// or else at commas.
func (p *parties) names(c sources.Cell, list bool) []string {
	if one := p.alone[c.Text]; one != nil {
		return one
	}
	names := p.cut(c, list)
	const lists = "|;,/\n\r" // whatever stands between names in one column or another
	if len(names) == 1 && len(p.say) == 0 && !strings.ContainsAny(c.Text, lists+p.signs) && len(p.alone) < maxSeen {
		if seems, had := p.seen[c.Text]; had && seems.parts == 0 {
			p.alone[c.Text] = names[:1:1]
		}
	}
	return names
}

// cut is names for a cell that was not met before.
func (p *parties) cut(c sources.Cell, list bool) []string {
	said := p.say[plainText(c.Text)]
	if said == sayOne {
		return []string{strings.ReplaceAll(oneLine(c.Text), "|", "¦")}
	}
	seems, had := p.seen[c.Text]
	if !had {
		seems = p.seemsSeveral(withOthersApart([]string{c.Text})[0])
		if len(p.seen) < maxSeen {
			p.seen[c.Text] = seems
		}
	}
	cut, words := "|\n\r", p.words
	for _, sign := range p.signs {
		switch {
		case !strings.ContainsRune(c.Text, sign):
		case strings.ContainsRune(",/", sign) && !strings.ContainsRune(seems.signs(), sign) && !list && said == "":
			p.stays(c) // "Lee, Ann"
		default:
			cut += string(sign)
		}
	}
	cut += "•▪"
	if list {
		if strings.Contains(c.Text, ";") {
			cut += ";"
		} else if !strings.ContainsAny(c.Text, "|\n") {
			cut += ","
		}
	}
	switch {
	case seems.parts == 0:
	case seems.by != "" && said == saySeveral:
		before, after, _ := cutAtSpeaker(c.Text)
		return []string{before, after}
	case seems.by != "":
		p.remember(c, seems)
	case said == saySeveral:
		words = append(slices.Clone(words), seems.words()...)
		cut += seems.signs()
	case list:
		words = append(slices.Clone(words), seems.words()...)
	case !p.cuts(seems):
		p.remember(c, seems)
	}
	var names []string
	parts := strings.FieldsFunc(unwrapped(c.Text), func(c rune) bool { return strings.ContainsRune(cut, c) })
	items := strings.ContainsAny(c.Text, "\n\r") && !slices.ContainsFunc(parts, func(part string) bool {
		part = oneLine(part)
		return part != "" && !listItem.MatchString(part)
	})
	for _, part := range parts {
		part = oneLine(part)
		if items {
			part = listItem.ReplaceAllString(part, "")
		}
		if last := len(names) - 1; last >= 0 && isEndOfName(part) { // "Example, Inc."
			names[last] += ", " + part
		} else if part != "" {
			names = append(names, part)
		}
	}
	return withOthersApart(p.atWords(names, words))
}

// withOthersApart parts from names the words behind them that name nobody: "Ann Example and others", "Bo Sample et al.".
func withOthersApart(names []string) []string {
	for i, name := range names {
		cut := startOfOthers(name)
		if cut == 0 {
			continue
		}
		apart := slices.Clone(names[:i])
		for _, name := range names[i:] {
			if cut := startOfOthers(name); cut > 0 {
				apart = append(apart, strings.TrimRight(name[:cut], " ,;"), strings.TrimLeft(name[cut:], " ,;"))
			} else {
				apart = append(apart, name)
			}
		}
		return apart
	}
	return names
}

// startOfOthers is where the words begin that name nobody behind a name, 0 if there are none.
func startOfOthers(name string) int {
	at := len(name)
	for range mostOthers() {
		at = strings.LastIndexByte(name[:at], ' ')
		if at <= 0 {
			return 0
		}
		if rest := name[at+1:]; isOthers(rest) || name[at-1] == ',' && isNobody(rest) {
			return at
		}
	}
	return 0
}

// isOthers tells what stands behind names and means people whom it does not name.
func isOthers(text string) bool {
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) { // as most, of which nothing need be made
		return false
	}
	if strings.ContainsAny(text, "0123456789") {
		text = numeral.ReplaceAllString(text, "#")
	}
	return others()[text]
}

var numeral = pattern.Of(`\d+`)

// others are the words for them; "#" is how many there are.
var others = wordSet("others")

// mostOthers is of how many words such a text consists at most.
var mostOthers = sync.OnceValue(func() (most int) {
	for text := range others() {
		most = max(most, strings.Count(text, " ")+1)
	}
	return most
})

// unwrapped is a text without the line ends within a name: those behind which a word of it goes on in small letters.
func unwrapped(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	all := lines[:1]
	for _, line := range lines[1:] {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		goesOn := word != "" && strings.ToLower(word) == word && unicode.IsLower([]rune(word)[0]) &&
			nameWords()[plainWord(word)] != "particle" && strings.TrimSpace(all[len(all)-1]) != ""
		if goesOn {
			all[len(all)-1] += " " + line
		} else {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}

// listItem is what stands before each item of a list of several lines: "- ", "2. ".
var listItem = pattern.Of(`^(?:[-–—*·◦‣]|\(?\d{1,2}[.)])\s*`)

// cuts tells whether what --split says cuts such a cell already.
func (p *parties) cuts(j joinedNames) bool {
	return !strings.ContainsFunc(j.signs(), func(c rune) bool { return !strings.ContainsRune(p.signs, c) }) &&
		!slices.ContainsFunc(j.words(), func(w string) bool { return !slices.Contains(p.words, w) })
}

// signs are those of the cell's proposed --split.
func (j joinedNames) signs() string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(";,/", c) {
			return c
		}
		return -1
	}, j.split)
}

// words are those of the cell's proposed --split.
func (j joinedNames) words() []string { return strings.Fields(strings.Trim(j.split, ";,/ ")) }

// atWords cuts names at words such as "and", where what stands on both sides reads like a name. Behind a comma, such
// a word stands before the last name of a list.
func (p *parties) atWords(names, words []string) []string {
	if len(words) == 0 {
		return names
	}
	var all []string
	for i, name := range names {
		if m := lastOfList.FindStringSubmatch(name); m != nil && i > 0 && i == len(names)-1 &&
			slices.Contains(words, strings.ToLower(m[1])) {
			name = m[2]
		}
		all = append(all, p.atWord(name, words, len(names) > 1)...)
	}
	return all
}

// atWord cuts one name, in a list also where the last two have one word each: "Ann, Bo and Cy".
func (p *parties) atWord(name string, words []string, inList bool) []string {
	for _, span := range joiner.FindAllStringSubmatchIndex(name, -1) {
		word := strings.ToLower(name[span[2]:span[3]])
		before, after := oneLine(name[:span[0]]), oneLine(name[span[1]:])
		if !slices.Contains(words, word) {
			continue
		}
		if hasForm(after) && !hasForm(before) || isForms(after) { // "Example & Sample LLP", "Sample GmbH & Co. KG"
			continue
		}
		short := inList && word != "&" && isOneWord(before) && isOneWord(after)
		if short || p.isName(before) && p.areNames(after, words) {
			return append([]string{before}, p.atWord(after, words, inList)...)
		}
	}
	return []string{name}
}

// hasForm tells whether a name ends with the legal form of a company.
func hasForm(name string) bool {
	words := strings.Fields(name)
	return len(words) > 0 && sources.IsLegalForm(words[len(words)-1])
}

// isForms tells what is nothing but legal forms: "Co. KG".
func isForms(name string) bool {
	return !slices.ContainsFunc(strings.Fields(name), func(word string) bool { return !sources.IsLegalForm(word) })
}

// isOneWord tells a name of one word, such as a first name, from one of more and from a word of a body's.
func isOneWord(text string) bool {
	return text != "" && !strings.Contains(text, " ") && startsLarge(text) && nameWords()[plainWord(text)] == "" &&
		!sources.IsLegalForm(text)
}

// areNames tells whether a text is a name, or several between such words.
func (p *parties) areNames(text string, words []string) bool {
	return p.isName(text) || len(p.atWord(text, words, false)) > 1
}

var (
	// the words that stand between two names, in the languages that heads are known in
	joiner     = pattern.Of(`(?i)\s+(and|und|et|y|e|и|و|&|\+)\s+`)
	lastOfList = pattern.Of(`(?i)^(and|und|et|y|e|и|و|&)\s+(\S.*)$`)
)

// seemsSeveral finds out whether a cell of one party holds several names: its parts stand alone elsewhere in the list, or
// read like names. parts is 0 for one name.
func (p *parties) seemsSeveral(text string) joinedNames {
	if _, _, by := cutAtSpeaker(text); by != "" {
		return joinedNames{by: by, parts: 2}
	}
	if strings.Contains(text, ";") {
		if parts := partsAt(text, ";"); len(parts) > 1 {
			return joinedNames{split: ";", parts: len(parts)}
		}
	}
	if strings.Contains(text, ",") {
		if j := p.severalAtCommas(text); j.parts > 0 {
			return j
		}
	}
	if parts := partsAt(text, "/"); len(parts) > 1 && !isAddress.MatchString(text) {
		partly := hasForm(parts[len(parts)-1]) && !p.all(parts, hasForm) // "Example Palace/Park Ltd"
		if len(parts) > 1 && !partly && (strings.Contains(text, " / ") && p.all(parts, startsLarge) ||
			p.all(parts, p.isName)) {
			return joinedNames{split: "/", parts: len(parts)}
		}
	}
	for _, span := range joiner.FindAllStringSubmatchIndex(text, -1) {
		word := strings.ToLower(text[span[2]:span[3]])
		if parts := p.atWord(text, []string{word}, false); len(parts) > 1 {
			return joinedNames{split: word, parts: len(parts)}
		}
	}
	return joinedNames{}
}

// speaksFor are the words between somebody and who speaks for them.
var speaksFor = sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(wordSet("speaksfor")())) })

// cutAtSpeaker cuts a text at such words, which it returns as they stand there: "Example Works, represented by Ann Lee".
func cutAtSpeaker(text string) (before, after, by string) {
	if strings.Count(text, " ") < 3 || strings.ContainsAny(text, "|\n") {
		return "", "", ""
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return "", "", ""
	}
	for _, words := range speaksFor() {
		at := strings.Index(lower, words) - 1
		if at < 0 || lower[at] != ' ' && lower[at] != '(' {
			continue
		}
		end := at + 1 + len(words)
		before, after, by = strings.TrimRight(oneLine(text[:at]), ", ("), oneLine(text[end:]), text[at+1:end]
		if after = strings.TrimRight(after, ")"); startsLarge(before) && startsLarge(after) {
			return before, after, by
		}
	}
	return "", "", ""
}

// severalAtCommas tells "Acme Ltd, Example plc" and "Ann Lee, Bo Ray and Cy Dee" from "Example, Inc." and "Lee, Ann".
func (p *parties) severalAtCommas(text string) joinedNames {
	var parts []string
	for _, part := range partsAt(text, ",") {
		if last := len(parts) - 1; last >= 0 && isEndOfName(part) {
			parts[last] += ", " + part
		} else {
			parts = append(parts, part)
		}
	}
	split := ","
	if last := len(parts) - 1; last > 0 {
		if m := lastOfList.FindStringSubmatch(parts[last]); m != nil {
			parts[last], split = m[2], ", "+strings.ToLower(m[1])
		} else if m := joiner.FindStringSubmatch(parts[last]); m != nil {
			if both := p.atWord(parts[last], []string{strings.ToLower(m[1])}, true); len(both) > 1 {
				parts, split = append(parts[:last], both...), ", "+strings.ToLower(m[1])
			}
		}
	}
	known := 0
	for _, part := range parts {
		if p.known[part] {
			known++
		}
	}
	firm := strings.Contains(text, "&") && p.all(parts[:max(len(parts)-1, 0)], isOneWord) // "Lee, Ray, Dee & Sample LLP"
	switch {
	case len(parts) < 2, !p.all(parts, startsLarge), firm && known < len(parts):
	case known == len(parts), p.all(parts, p.isName), len(parts) > 2, p.known[parts[0]], known > 0 &&
		p.all(parts, isOneWord):
		return joinedNames{split: split, parts: len(parts)}
	}
	return joinedNames{}
}

func (p *parties) all(parts []string, is func(string) bool) bool {
	return !slices.ContainsFunc(parts, func(part string) bool { return !is(part) })
}

func partsAt(text, sign string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, sign) {
		if part = oneLine(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// isName tells whether a text is the name of somebody: one that stands alone elsewhere in the list, one with a legal
// form, or two to four words with large letters of which none says that it is a part of a longer name.
func (p *parties) isName(text string) bool {
	if p.known[text] {
		return true
	}
	words := strings.Fields(text)
	if len(words) < 2 || !startsLarge(text) {
		return false
	}
	if hasForm(text) {
		return true
	}
	const longest = 4
	return len(words) <= longest && !slices.ContainsFunc(words, func(w string) bool {
		as := nameWords()[plainWord(w)]
		return as == "body" || as == "small" || as == "" && !startsLarge(w) && !sources.IsLegalForm(w)
	})
}

// isEndOfName tells what stands behind a comma and belongs to the name before it: "Inc.", "Jr.", "MP", "W. E. B.".
func isEndOfName(text string) bool {
	as := sources.WordOfName(text)
	return as == sources.LegalForm || as == sources.Letters || nameWords()[plainWord(text)] == "title" ||
		initials.MatchString(text)
}

// initials are those of first names, behind the name of a family.
var initials = pattern.Of(`^(?:\p{Lu}\p{Ll}?\.[ -]?)+$`)

func plainWord(word string) string { return strings.ToLower(strings.Trim(word, ".,()")) }

// startsLarge tells whether a text begins as names do: with a large letter, a figure, or one of a script without.
func startsLarge(text string) bool {
	for _, c := range text {
		return unicode.IsUpper(c) || unicode.IsTitle(c) || unicode.IsDigit(c) || unicode.IsLetter(c) && !unicode.IsLower(c)
	}
	return false
}

// nameWords say what words of names are, beside those of sources.WordOfName: what tells one of a family from the other
// behind a name ("title"), a word of a "body" such as a ministry, a "particle" before a family's name, or another
// "small" word.
var nameWords = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for cell := range wordFile("names") {
		all[plainWord(cell("word"))] = cell("is")
	}
	return all
})

// remember keeps a cell that is taken for one name and seems to be several.
func (p *parties) remember(c sources.Cell, seems joinedNames) {
	j := p.joined[c.Text]
	if j == nil {
		j = &joinedNames{first: c, split: seems.split, by: seems.by, parts: seems.parts}
		p.joined[c.Text] = j
		p.order = append(p.order, c.Text)
	}
	j.cells++
}

// stays remembers a cell that --split leaves whole, since its parts read like parts of one name.
func (p *parties) stays(c sources.Cell) {
	if !slices.ContainsFunc(p.whole, func(had sources.Cell) bool { return had.Text == c.Text }) && len(p.whole) < maxWhole {
		p.whole = append(p.whole, c)
	}
}

// maxSeen is how many texts are remembered, since names repeat in most lists.
const maxSeen = 1 << 16

// maxWhole is how many such cells are told of.
const maxWhole = 100

// offer says of each text once that it seems to be several names, by what is between them.
func (p *parties) offer(r *report) {
	slices.SortStableFunc(p.order, func(a, b string) int { return strings.Compare(p.joined[a].split, p.joined[b].split) })
	for _, text := range p.order {
		j := p.joined[text]
		times := ""
		if j.cells > 1 {
			times = fmt.Sprintf(" (%d times)", j.cells)
		}
		shown := oneLine(text)
		if j.by != "" {
			r.warnf(j.first.Pos, fmt.Sprintf("want --say %s if both are parties, or --say %s if it is one name",
				quoted(shown+"="+saySeveral), quoted(shown+"="+sayOne)), "%q is taken for one name%s", shown, times)
			continue
		}
		r.addCause(SeveralNames{shown, j.split, j.parts}, sources.Warning, j.first.Pos,
			fmt.Sprintf("want --split %s if it names %d parties, or --say %s if it is one name", quoted(j.split), j.parts,
				quoted(shown+"="+sayOne)), "%q is taken for one name%s", shown, times)
	}
	for _, c := range p.whole {
		shown := oneLine(c.Text)
		r.notef(c.Pos, fmt.Sprintf("--say %s cuts it", quoted(shown+"="+saySeveral)),
			"%q stays one name in spite of --split", shown)
	}
}

// andMore says how many cells more are like the first.
func (j *joinedNames) andMore() string {
	switch j.cells {
	case 1:
		return ""
	case 2:
		return ", and so is 1 cell more with such a sign"
	}
	return fmt.Sprintf(", and so are %d cells more with such signs", j.cells-1)
}
