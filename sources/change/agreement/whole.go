package agreement

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"relgraph/sources"
)

// A Whole sets what a coder found in whole documents beside the rows of these documents. Only documents that the
// coder has gone through to their end are counted: in another one, what is missing may still come.
type Whole struct {
	Documents  []sources.DocumentID // gone through to their end, in the order of the codings
	Unfinished []sources.DocumentID // begun, and not counted
	Found      int                  // how many rows the coder has too
	Missed     []*sources.Claim     // rows that the coder does not have
	Extra      []*sources.Coding    // what the coder found and no row has
}

// OfRows is the share of the rows that the coder has, from 0 to 1. It is not defined, and ok is false, if there are
// no rows.
func (w Whole) OfRows() (share float64, ok bool) { return shareOf(w.Found, w.Found+len(w.Missed)) }

// OfCodings is the share of what the coder found that the rows have, from 0 to 1. It is not defined, and ok is false,
// if nothing was found.
func (w Whole) OfCodings() (share float64, ok bool) { return shareOf(w.Found, w.Found+len(w.Extra)) }

func shareOf(n, of int) (float64, bool) {
	if of == 0 {
		return 0, false
	}
	return float64(n) / float64(of), true
}

// Who is the two sides of a coding, as Difference has them.
func Who(c *sources.Coding) string { return who(c.Actors, c.Recipients).text }

// WhoOf is the two sides of a row, as Difference has them.
func WhoOf(c *sources.Claim) string {
	return who(sources.Texts(c.Actors), sources.Texts(c.Recipients)).text
}

// sortedOut parts the codings of claims' passages from those of whole documents.
func sortedOut(codings []*sources.Coding) (ofPassages, ofDocuments []*sources.Coding) {
	for _, c := range codings {
		if c.Claim == "" {
			ofDocuments = append(ofDocuments, c)
		} else {
			ofPassages = append(ofPassages, c)
		}
	}
	return ofPassages, ofDocuments
}

// allAsked says that everything is asked for of whole documents but what answers what, since their coders see no ids of
// claims.
var allAsked = func() []bool {
	asked := make([]bool, len(fields))
	for k, f := range fields {
		asked[k] = f.name != "about"
	}
	return asked
}()

// matchWhole pairs the codings of whole documents with the documents' rows.
func matchWhole(d *sources.Dossier, codings []*sources.Coding) (pairs []pair, whole Whole) {
	var documents []sources.DocumentID
	of := map[sources.DocumentID][]*sources.Coding{}
	ended := map[sources.DocumentID]bool{}
	for _, c := range codings {
		if _, known := of[c.Document]; !known {
			documents = append(documents, c.Document)
			of[c.Document] = nil
		}
		switch {
		case c.Ends():
			ended[c.Document] = true
		case len(c.Actors) > 0:
			of[c.Document] = append(of[c.Document], c)
		}
	}
	for _, id := range documents {
		partner := partners(d, id, of[id])
		has := map[*sources.Coding]bool{}
		for i := range d.Claims {
			row := &d.Claims[i]
			switch c := partner[row]; {
			case c != nil:
				has[c] = true
				p := paired(row, c, allAsked)
				p.at = i
				pairs = append(pairs, p)
				if ended[id] {
					whole.Found++
				}
			case ended[id] && row.Document == id:
				whole.Missed = append(whole.Missed, row)
			}
		}
		if !ended[id] {
			whole.Unfinished = append(whole.Unfinished, id)
			continue
		}
		whole.Documents = append(whole.Documents, id)
		for _, c := range of[id] {
			if !has[c] {
				whole.Extra = append(whole.Extra, c)
			}
		}
	}
	return pairs, whole
}

// partners are the codings that the rows of a document are paired with.
func partners(d *sources.Dossier, id sources.DocumentID, codings []*sources.Coding) map[*sources.Claim]*sources.Coding {
	var rows []*sources.Claim // that fit any coding
	for i := range d.Claims {
		row := &d.Claims[i]
		if row.Document == id && slices.ContainsFunc(codings, func(c *sources.Coding) bool { return fit(d, row, c) > 0 }) {
			rows = append(rows, row)
		}
	}
	of := map[*sources.Claim]*sources.Coding{}
	for row, coding := range pairUp(len(rows), len(codings),
		func(row, coding int) int { return fit(d, rows[row], codings[coding]) }) {
		if coding >= 0 {
			of[rows[row]] = codings[coding]
		}
	}
	return of
}

// fit says how well a coding fits a row, more than 0, or 0 if it cannot be of that row: if their passages have no
// word in common, or if they name nobody in common. Where it is not known whether passages overlap, both sides have
// to be the same, at least in part. Who counts most, so that two which name the same are not parted for two pairs
// which do not, and the other fields after it.
func fit(d *sources.Dossier, row *sources.Claim, c *sources.Coding) int {
	meets := passagesMeet(row, c)
	if meets == apart {
		return 0
	}
	p := paired(row, c, allAsked)
	same := whoAlike(d, p.row[0], p.coding[0])
	if same == Apart && (meets == unknown || !shareSomebody(d, p.row[0], p.coding[0])) {
		return 0
	}
	return 1 + 100*int(same) + alikeness(d, p)
}

func shareSomebody(d *sources.Dossier, a, b answer) bool {
	for _, one := range slices.Concat(a.sides[0], a.sides[1]) {
		for _, other := range slices.Concat(b.sides[0], b.sides[1]) {
			x, y := sources.ActorID(one), sources.ActorID(other)
			if d.Bodies().Within(x, y) || d.Bodies().Within(y, x) {
				return true
			}
		}
	}
	return false
}

// meeting says whether two passages overlap.
type meeting uint8

const (
	unknown meeting = iota
	apart
	meet
)

// passagesMeet compares the places of a row's and a coding's passage: by their anchors or, where one of them has
// none, by their locators.
func passagesMeet(row *sources.Claim, c *sources.Coding) meeting {
	a, b := row.Detail().Anchor, c.Anchor
	if a.IsZero() || b.IsZero() {
		return locatorsMeet(row.Locator, c.Locator)
	}
	if a.Digest == b.Digest || a.Start < b.Start+b.Length && b.Start < a.Start+a.Length {
		return meet
	}
	return apart
}

// locatorsMeet compares "para. 6" with "paras. 6-7". What they count has to be the same; what has no number says
// nothing.
func locatorsMeet(a, b string) meeting {
	if a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
		return meet
	}
	unit, first, last, ok := readLocator(a)
	otherUnit, otherFirst, otherLast, otherOK := readLocator(b)
	switch {
	case !ok || !otherOK || unit != otherUnit:
		return unknown
	case first <= otherLast && otherFirst <= last:
		return meet
	}
	return apart
}

func readLocator(text string) (unit string, first, last int, ok bool) {
	at := strings.IndexFunc(text, unicode.IsDigit)
	if at < 0 {
		return "", 0, 0, false
	}
	unit = strings.TrimSuffix(strings.TrimRight(strings.ToLower(text[:at]), ". "), "s")
	numbers := strings.FieldsFunc(text[at:], func(r rune) bool { return !unicode.IsDigit(r) })
	for i, digits := range numbers {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return "", 0, 0, false
		}
		if i == 0 {
			first, last = n, n
		}
		first, last = min(first, n), max(last, n)
	}
	return unit, first, last, true
}
