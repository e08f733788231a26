package intake

import (
	"strings"
	"sync"
	"unicode/utf8"

	"relgraph/sources/intake/pattern"
)

var (
	// a word or a sign, and numbers: "pp. 4-5", "S. 4 ff.", "¶ 14", "paras. 3, 7 and 9", "p. iv"
	placeLast = pattern.Of(`(?:^|[\s,;:/(\[–—-])(?:(?:at|on|auf|na|на)\s+)?((\pL[\pL\pM]{0,12}\.?|§{1,2}|¶{1,2})\s*(?:\d{1,5}[a-z]?|[ivxlc]{1,7})(?:\s*[-–—]\s*\d{1,5}[a-z]?)?(?:(?:\s*,\s*|\s*&\s*|\s+(?:and|und|et|y|e|и)\s+)\d{1,3}(?:\s*[-–—]\s*\d{1,3})?)*(?:\s*(?:ff?|sqq?|et\s+s(?:eq|uiv|s)?|y\s+ss?|e\s+ss?)\b\.?)?)[)\].]*$`)
	// such a place behind an address, and before whatever comes then
	placeFirst = pattern.Of(`^[\s,;:(\[–—-]*((?:\pL[\pL\pM]{0,12}\.?|§{1,2}|¶{1,2})\s*\d[\d\sa-z,&–—-]*\.?)[\s,;:)\]|]*`)
)

// locatorWords are the words for parts of a text, such as "page", and what each needs to mean one: nothing; a "dot", as
// "S. 4" is a page and an "S 4" is a train; or a dot or another "sign" before it, since "Article 19" is a name as well.
// Those of one letter are as they are written.
var locatorWords = sync.OnceValue(func() map[string]string {
	needs := map[string]string{"§": "", "§§": "", "¶": "", "¶¶": ""}
	for cell := range wordFile("locators") {
		for w := range strings.SplitSeq(cell("words"), "|") {
			needs[w] = cell("needs")
		}
	}
	return needs
})

// tellsPlace tells whether a word says that the number behind it counts parts of a text. before is what parts it from the
// words before it, "" if it is the first.
func tellsPlace(before, word string) bool {
	plain, dotted := strings.CutSuffix(word, ".")
	if utf8.RuneCountInString(plain) > 1 {
		plain = strings.ToLower(plain)
	}
	needs, known := locatorWords()[plain]
	apart := before == "" || strings.ContainsAny(before, signsApart)
	return known && (needs == "" || dotted || needs == "sign" && apart)
}

// signsApart part a place from the title before it.
const signsApart = ",،;:/([–—-"

// placeIn cuts the places in a document off the end of the words that name it: of "Example Report, ch. 2, p. 14" these are
// "ch. 2, p. 14". Two pages of a report are one source, and not two.
func placeIn(words string) (title, place string) {
	title = words
	for strings.ContainsAny(title, "0123456789ivxlc") {
		m := placeLast.FindStringSubmatchIndex(title)
		if m == nil {
			break
		}
		rest := strings.TrimRight(title[:m[0]], " \t"+signsApart)
		if !tellsPlace(title[len(rest):m[4]], title[m[4]:m[5]]) {
			break
		}
		title, place = rest, joinPlaces(title[m[2]:m[3]], place)
	}
	return title, place
}

// placeBehind is the place at the beginning of what stands between an address and the next one, and the rest of it.
func placeBehind(between string) (place, rest string) {
	m := placeFirst.FindStringSubmatchIndex(between)
	if m == nil {
		return "", between
	}
	if before, place := placeIn(strings.Trim(between[m[2]:m[3]], " ,;–—-")); place != "" && before == "" {
		return place, between[m[1]:]
	}
	return "", between
}

// joinPlaces is two places in one document as one text. Either may be blank, or be said by the other.
func joinPlaces(a, b string) string {
	const sign = ", "
	says := func(a, b string) bool { return b == "" || strings.Contains(sign+a+sign, sign+b+sign) }
	switch {
	case says(b, a):
		return b
	case says(a, b):
		return a
	}
	return a + sign + b
}
