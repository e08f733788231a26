package intake

import (
	"fmt"
	"strings"
	"unicode"

	"relgraph/sources/intake/pattern"
)

var (
	// what a title of an outlet's name and a day begins or ends with
	dayLast  = pattern.Of(`(?i)^(.*?)[\s,;:(\[–—-]+(?:(?:of|from|vom|von|du|del|de|от)\s+)?(\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?\pL+\.?,?\s+(?:de\s+)?\d{4}|\pL+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\pL+\s+\d{4}|\d{1,2}/\d{4})[)\].]*$`)
	dayFirst = pattern.Of(`(?i)^[(\[]?(\d{1,2}(?:st|nd|rd|th|\.)?\s+\pL+\.?,?\s+\d{4}|\pL+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})[\s,;:)\]–—-]+(\D+)$`)
	article  = pattern.Of(`(?i)^(?:the|der|die|das|le|la|les|el|los|las|il|lo|o)\s+`)
)

// nearDocuments finds documents that may be one.
type nearDocuments struct{ citer }

// say tells of documents that rows name by titles that say the same in other words: the outlet and the day, or
// the same letters and figures. Two documents where there is one seem to bear each other out.
func (d nearDocuments) say() {
	first := map[string]*entry{}
	for _, doc := range d.documents.rows {
		title := doc.text("title")
		if title == "" || doc.ours {
			continue
		}
		keys, dated := d.titleKeys(title)
		said := false
		for _, key := range keys {
			had := first[key]
			if had == nil {
				first[key] = doc
				continue
			}
			if !said && doc.made && d.mayBeOne(had, doc, dated) {
				said = true
				d.warnf(doc.at, "want one spelling if it is", "%q may be the document %q of %s", title, had.text("title"),
					placeOf(doc, had))
			}
		}
	}
}

// placeOf says where an entry is for one who reads of another.
func placeOf(here, there *entry) string {
	if here.at.File != there.at.File {
		return there.at.String()
	}
	return fmt.Sprintf("line %d", there.at.Line)
}

// mayBeOne tells whether two documents whose titles have a key in common may be one. dated tells whether the key has a
// day in it; the name of an outlet alone is that of many documents.
func (d nearDocuments) mayBeOne(a, b *entry, dated bool) bool {
	const words = 3 // of a title that is no outlet's name
	one, other := a.text("title"), b.text("title")
	addresses := 0
	for _, e := range []*entry{a, b} {
		if e.text("url") != "" {
			addresses++
		}
	}
	switch {
	case addresses == 2, addresses == 0 && samePlain(one, other), d.otherDay(a, b.text("issued")):
		return false
	case addresses == 1 && !dated && len(strings.Fields(other)) < words:
		return false
	}
	outlet, its := a.text("publisher"), b.text("publisher")
	return outlet == "" || its == "" || samePlain(outlet, its)
}

// titleKeys are what a title is compared by: its letters and figures, with a day in it as EDTF has it in either order of
// figures. Two titles have one order.
func (d nearDocuments) titleKeys(title string) (keys []string, dated bool) {
	const fewest = 4 // letters
	if strings.ContainsAny(title, "0123456789") {
		name, day := "", ""
		if m := dayLast.FindStringSubmatch(title); m != nil {
			name, day = m[1], m[2]
		} else if m := dayFirst.FindStringSubmatch(title); m != nil {
			name, day = m[2], m[1]
		}
		if name = bareTitle(name); name != "" {
			for _, order := range []string{"dmy", "mdy"} {
				if date := d.meansDate(day, order, false).text; date != "" {
					keys = append(keys, order+" "+name+" "+date)
				}
			}
		}
		if keys != nil {
			return keys, true
		}
	}
	if bare := bareTitle(title); len(bare) >= fewest {
		keys = []string{bare}
	}
	return keys, false
}

// bareTitle has the letters and figures of a title alone, without an article before them.
func bareTitle(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, plainText(article.ReplaceAllString(strings.TrimSpace(title), "")))
}
