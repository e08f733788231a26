package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// What is one thing stands in several columns of many lists: the first and the last name of somebody, the day, the month
// and the year of a date. Such columns are read as one.

// A part is what a column holds of a name or of a date.
type part struct{ of, part string }

const firstOrWhole = "either" // the first name, where another column has the last one

// partWords are the heads of columns that hold parts, in the form of headKey.
var partWords = sync.OnceValue(func() map[string]part {
	all := map[string]part{}
	for cell := range wordFile("parts") {
		for words := range strings.SplitSeq(cell("words"), "|") {
			all[headKey(words)] = part{cell("of"), cell("part")}
		}
	}
	return all
})

// partOf tells which part of what a column holds by its head, and whose it is: of "Minister first name" the first name of
// "minister".
func partOf(head string) (p part, whose string, is bool) {
	key := headKey(head)
	if p, is = partWords()[key]; is {
		return p, "", true
	}
	words := strings.Split(key, "_")
	for n := min(len(words)-1, 3); n > 0; n-- { // the longest is the surest
		if p, is = partWords()[strings.Join(words[len(words)-n:], "_")]; is {
			return p, strings.Join(words[:len(words)-n], "_"), true
		}
		if p, is = partWords()[strings.Join(words[:n], "_")]; is {
			rest := words[n:]
			if len(rest) > 1 && (rest[0] == "of" || rest[0] == "de" || rest[0] == "des" || rest[0] == "du") {
				rest = rest[1:]
			}
			return p, strings.Join(rest, "_"), true
		}
	}
	var longest string // "visitee_namelast", "VisitorSurname"
	for word, p := range partWords() {
		const fewest = 5 // letters of a word that may stand without a sign before it
		rest, ends := strings.CutSuffix(key, word)
		if ends && len(word) >= max(fewest, len(longest)+1) && p.of == "name" && rest != "" &&
			!strings.Contains(rest, "_") {
			longest = word
		}
	}
	if longest == "" {
		return part{}, "", false
	}
	return partWords()[longest], strings.TrimSuffix(key, longest), true
}

// A jointColumn is several columns that hold one thing.
type jointColumn struct {
	of, whose string
	columns   map[string]int // by the part that each holds
}

// joinParts makes one column of those that hold the parts of a name or of a date, at the place of the first. A column of
// which the user says what it is stays as it is.
func (rd partsJoiner) joinParts() {
	for _, j := range rd.jointColumns() {
		if rd.apart(j) {
			continue
		}
		if j.of == "name" && rd.joinable(j) || j.of == "date" && rd.datable(j) {
			rd.join(j)
		}
	}
}

func (rd partsJoiner) jointColumns() []jointColumn {
	var all []jointColumn
	for i, u := range rd.uses {
		p, whose, is := partOf(u.name)
		if !is || u.name == "" {
			continue
		}
		k := slices.IndexFunc(all, func(j jointColumn) bool { return j.of == p.of && j.whose == whose })
		if k < 0 {
			k, all = len(all), append(all, jointColumn{p.of, whose, map[string]int{}})
		}
		if _, had := all[k].columns[p.part]; !had {
			all[k].columns[p.part] = i
		}
	}
	return all
}

// apart tells whether the user says what one of the columns is, and does not mean all of them by its name.
func (rd partsJoiner) apart(j jointColumn) bool {
	for _, i := range j.columns {
		if name := rd.uses[i].name; headKey(name) != headKey(j.name()) && rd.saidOf(name) {
			return true
		}
	}
	return false
}

// saidOf tells whether the user says what the column of a name is.
func (rd partsJoiner) saidOf(name string) bool {
	for _, names := range rd.opts.Columns {
		if slices.ContainsFunc(names, func(n string) bool { return headKey(n) == headKey(name) }) {
			return true
		}
	}
	return false
}

// joinable tells columns of first and last names from others: both are filled, and neither holds the other's.
func (rd partsJoiner) joinable(j jointColumn) bool {
	last, hasLast := j.columns["last"]
	first, hasFirst := j.columns["first"]
	if !hasFirst {
		first, hasFirst = j.columns[firstOrWhole]
		j.columns["first"] = first
	}
	delete(j.columns, firstOrWhole)
	if !hasLast || !hasFirst || rd.hasHead(j.name()) ||
		!contentOf(rd.reading).named(first) || !contentOf(rd.reading).named(last) {
		return false
	}
	both, n := 0, 0
	for k := range rd.body {
		a, b := rd.body[k].cell(first).text, rd.body[k].cell(last).text
		if a != "" && b != "" && !isNobody(a) && !isNobody(b) {
			if n++; holds(a, b) {
				both++
			}
		}
	}
	return 10*both <= n
}

// holds tells whether one of two names holds the other.
func holds(a, b string) bool {
	a, b = " "+plainText(a)+" ", " "+plainText(b)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// datable tells columns of years and months, and maybe of days, from others of that name.
func (rd partsJoiner) datable(j jointColumn) bool {
	year, hasYear := j.columns["year"]
	month, hasMonth := j.columns["month"]
	if !hasYear || !hasMonth || rd.hasHead(j.name()) || !contentOf(rd.reading).filled(month) {
		return false
	}
	is := func(i int, fits func(text string) bool) bool { return contentOf(rd.reading).share(i, fits) >= 0.9 }
	within := func(most int) func(string) bool {
		return func(text string) bool {
			n, err := strconv.Atoi(strings.TrimSuffix(text, "."))
			return err == nil && n <= most || isNobody(text)
		}
	}
	if day, has := j.columns["day"]; has && !is(day, within(31)) {
		return false
	}
	return is(year, func(text string) bool { return len(text) == 4 && within(2100)(text) || isNobody(text) }) &&
		is(month, func(text string) bool {
			return within(12)(text) || isDate(text+" 2000") && strings.ContainsFunc(text, unicode.IsLetter)
		})
}

// hasHead tells whether some column of the grid is called so.
func (rd partsJoiner) hasHead(name string) bool {
	return slices.ContainsFunc(rd.uses, func(u use) bool {
		p, _, is := partOf(u.name)
		return headKey(u.name) == headKey(name) && !(is && p.part == firstOrWhole)
	})
}

// name is what the joint column is called.
func (j jointColumn) name() string {
	whose := strings.ReplaceAll(j.whose, "_", " ")
	switch {
	case j.of == "name" && whose == "":
		return "name"
	case j.of == "name":
		return whose
	case strings.Contains(whose, "date"):
		return whose
	}
	return strings.TrimSpace(whose + " date")
}

func (rd partsJoiner) join(j jointColumn) {
	var heads []string
	var order []int // of the columns
	for _, part := range []string{"first", "middle", "last", "day", "month", "year"} {
		if i, has := j.columns[part]; has {
			heads, order = append(heads, strconv.Quote(rd.uses[i].name)), append(order, i)
		}
	}
	to := slices.Min(order)
	for k := range rd.body {
		l := &rd.body[k]
		for len(l.cells) <= to {
			l.cells = append(l.cells, gridCell{at: l.at})
		}
		var texts, links []string
		at := gridCell{}
		for _, i := range order {
			c := l.cell(i)
			if i < len(l.cells) {
				l.cells[i] = gridCell{at: c.at}
			}
			switch {
			case c.text == "":
			case isNobody(c.text):
				rd.account.leave("part of a "+j.of, c.text, c.pos(), "want it, or nothing")
				c.text = ""
			case at.text == "":
				at = c
			}
			texts, links = append(texts, c.text), append(links, c.link())
		}
		switch n := len(texts) - 1; {
		case j.of == "date":
			at.text = rd.composed(texts, at)
		case n == 1 && texts[0] != "" && texts[n] != "" && holds(texts[0], texts[n]): // the whole, and a part again
			at.text = slices.MaxFunc(texts, func(a, b string) int { return len(a) - len(b) })
		default:
			at.text = strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
		}
		at = at.withLink(strings.Join(unique(strings.Fields(strings.Join(links, " "))), " "))
		if at.text != "" {
			l.cells[to] = at
		}
	}
	head := rd.uses[to].at
	for _, i := range order {
		rd.uses[i] = use{at: rd.uses[i].at}
	}
	rd.uses[to] = use{name: j.name(), at: head}
	rd.notef(head, "", "the columns %s are read as one, %q", strings.Join(heads, ", "), j.name())
}

// composed is the date of a day, a month and a year, or of the last two. One that lacks a month is its year.
func (rd partsJoiner) composed(texts []string, c gridCell) string {
	day := ""
	if len(texts) == 3 {
		day = strings.TrimSuffix(texts[0], ".")
	}
	month, year := strings.TrimSuffix(texts[len(texts)-2], "."), texts[len(texts)-1]
	asFound := strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
	m, err := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	switch {
	case asFound == year:
		return year
	case year == "" || err != nil && month != "":
		return asFound
	case m == 0: // as tables have it for one that is not known
		rd.account.takeAt("date", asFound, year, c.pos())
		return year
	}
	date := fmt.Sprintf("%s-%02d", year, m)
	if d > 0 {
		date = fmt.Sprintf("%s-%02d", date, d)
	}
	rd.account.takeAt("date", asFound, date, c.pos())
	return date
}
