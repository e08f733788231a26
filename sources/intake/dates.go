package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"relgraph/sources"
	"relgraph/sources/edtf"
	"relgraph/sources/intake/pattern"
)

// weekdays are the names of the days of a week, and how they are shortened.
var weekdays = wordSet("weekdays")

// dateWords are the English words for those of other languages.
var dateWords = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for cell := range wordFile("dates") {
		all[cell("word")] = cell("means")
	}
	return all
})

var (
	timeOfDay    = pattern.Of(`(?:T|[, ]+\(?(?:(?:at|um|gegen|à|a\s+las?|às|alle(?:\s+ore)?|ore|в|الساعة)\s+)?)(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?|\d{1,2}\s?(?:h|Uhr))\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Uhr|hrs?|Z|\p{Lu}{3,4}|[+-]\d\d:?\d\d)?\)?$`)
	clockIn      = pattern.Of(`(?i)(?:\b|(?-i:T))(?:morning|afternoon|evening|night|noon|(?:ore|alle|um|at)\s\d{1,2}[.:]\d\d|\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{1,2}\s?h(?:\s?\d\d)?|\d{1,2}(?:[.:]\d\d)?\s?(?:uhr|[ap]\.?m))(?:z\b|\b)\.?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:uhr|z|utc|gmt|[+-]\d\d?:?(?:\d\d)?|\p{Lu}{3,4}))*`)
	midnight     = pattern.Of(`(?i)^(?:0?0[:h]00(?::00(?:[.,]0+)?)?(?:\s?z|\s?[+-]00:?00)?|12:00(?::00)?\s?am)$`)
	noDay        = pattern.Of(`(-00){1,2}$`) // a month or day that is not known, as databases have it
	firstWord    = pattern.Of(`^(?:يوم\s+)?([\pL\pM-]+)\.?[,،]?\s+`)
	figuresApart = pattern.Of(`\pN\PN+\pN`)
	shortYear    = pattern.Of(`^(\d{1,2})[-./](\d{1,2})[-./](\d{2})$`)
	serial       = pattern.Of(`^[1-9]\d{4}(\.\d+)?$`)
	dayMonYear   = pattern.Of(`^(\d{1,2})[-. ](\pL{3,})[-. ]'?(\d{2})$`) // as Excel shows days
	monYear      = pattern.Of(`^(\pL{3,})(?:-'?|\s+')(\d{2})$`)          // as Excel shows months
	foreignWord  = pattern.Of(`\pL[\pL\pM.]*`)
	ofBetween    = pattern.Of(`(?i)\b(de|del|of|di|do)\s+`)
	dotAfterDay  = pattern.Of(`^(\d{1,2})\.\s*(\pL)`)
	// "8. 5. 2013", as Czech and Slovene have it
	blankAtDots  = pattern.Of(`^(\d{1,2})\.\s+(\d{1,2})\.\s*(\d{2,4})\b`)
	beforeDay    = pattern.Of(`(?i)^(?:le|am|den|el|il|on|em|يوم|في|بتاريخ)\s+(\d|\pL+,?\s+\d)`) // "le 3 juin", "am Montag, 3. Juni"
	firstOfMonth = pattern.Of(`(?i)^(\d{1,2})(?:er|ère|re|ro|e|ème|-й|-е|\.?[ºª°])\s+`)
	nthInRoman   = pattern.Of(`^(IV|I{1,3})\.?\s+(quarter|half)\b`)
	// "الربع الثاني من عام 2021"
	nthBehind = pattern.Of(`^(quarter|half) (first|second|third|fourth) (?:من )?(?:عام |سنة )?(\d{4})$`)
	twoMonths = pattern.Of(`(\pL{3,}) ?/ ?(\pL{3,})`)
	// what stands before or behind a word such as "about": "в середине", "a mediados", "jusqu'en", "vers le 3"
	beforeAbout = pattern.Of(`(?i)^(?:(?:a|no|em|en|in|im|à|в|во|the|at|on or)\s+)?(about|until|before|after|since)(?:['’](?:en|au|à)\b|\s+(?:the|le|la|den|dem|el|il|o|a|al)\b)?[\s-]+`)
	// slashes part two dates where words stand, so that a day in figures has dots there
	slashedDay = pattern.Of(`^(\pL[\pL ]*\.? )(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})$`)
	orLater    = pattern.Of(`(?i)^(.*\d)\s+(?:or|and)\s+(?:later|after|thereafter|onwards?)$`)
	orEarlier  = pattern.Of(`(?i)^(.*\d)\s+or\s+(?:earlier|before)$`)
	inDoubt    = pattern.Of(`\s*\(\?\)$`)
	inHan      = pattern.Of(`^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일])?$`)
	noDayFirst = pattern.Of(`^00[./-](\d{2})[./-](\d{4})$`)
	monthLast  = pattern.Of(`^(\d{4}),?\s+(\pL{3,})$`)
	decade     = pattern.Of(`(?i)^(?:the\s+)?(\d{3})0(?:s|'s|’s|er(?:\s+jahre)?)$`)
	yearOfRus  = pattern.Of(`(?i)\s+(г|года|год)\.?$`)
	unixMillis = pattern.Of(`^1\d{12}$`)
	yearFirst  = pattern.Of(`^(\d{4})[/-](\pL{3,}|\d{1,2}|[-?]?)[/-](\d{1,2}|[-?]?)$`)
)

// A dayInFigures is a text such as "3.4.2014", whose first two figures are a day and a month, or a month and a day.
type dayInFigures struct{ first, second, year int }

// figuresOf reads such a text. Lists have many, so that it is done without a pattern.
func figuresOf(text string) (d dayInFigures, ok bool) {
	parts, digits := [3]int{}, [3]int{}
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9':
			parts[n], digits[n] = 10*parts[n]+int(c-'0'), digits[n]+1
			if digits[n] > 4 {
				return d, false
			}
		case strings.IndexByte("-./ ", c) >= 0 && n < 2 && (digits[n] == 1 || digits[n] == 2):
			n++
		default:
			return d, false
		}
	}
	return dayInFigures{parts[0], parts[1], parts[2]}, n == 2 && digits[2] == 4
}

// in is the day if the figures stand in that order, "" if there is no such day or nobody says the order.
func (d dayInFigures) in(order string) string {
	day, month := d.first, d.second
	switch order {
	case "dmy":
	case "mdy":
		day, month = month, day
	default:
		return ""
	}
	if at := time.Date(d.year, time.Month(month), day, 0, 0, 0, 0, time.UTC); at.Day() != day || int(at.Month()) != month {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, month, day)
}

// meant is the one day that the figures mean: that of the order of the column or, where there is none, the only one.
func (d dayInFigures) meant(order string) string {
	a, b := d.in("dmy"), d.in("mdy")
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return d.in(order)
}

// plainDate brings a date into the form that EDTF's reader can repair: figures, English months, no time of day.
func plainDate(text string) string {
	if _, is := figuresOf(text); is {
		return text
	}
	if edtf.Valid(text) {
		return text
	}
	text = strings.TrimSpace(timeOfDay.ReplaceAllString(strings.Join(strings.Fields(text), " "), ""))
	text = beforeDay.ReplaceAllString(withoutWeekday(beforeDay.ReplaceAllString(text, "$1")), "$1")
	text = inDoubt.ReplaceAllString(text, "?")
	if m := inHan.FindStringSubmatch(text); m != nil {
		return figuresWithZeros(m[1:])
	}
	text = firstOfMonth.ReplaceAllString(text, "$1 ")
	if m := decade.FindStringSubmatch(text); m != nil {
		return m[1] + "X"
	}
	text = yearOfRus.ReplaceAllString(text, "")
	text = strings.Map(func(r rune) rune { // the digits of other scripts
		if unicode.IsDigit(r) && r > '9' {
			for zero := r; zero > r-10; zero-- {
				if !unicode.IsDigit(zero - 1) {
					return '0' + r - zero
				}
			}
		}
		return r
	}, text)
	text = monthInWords(text)
	text = dotAfterDay.ReplaceAllString(text, "$1 $2")
	text = blankAtDots.ReplaceAllString(text, "$1.$2.$3")
	text = foreignWord.ReplaceAllStringFunc(text, func(w string) string {
		return cmp.Or(dateWords()[strings.ToLower(strings.TrimRight(w, "."))], w)
	})
	text = ofBetween.ReplaceAllString(text, "")
	text = orEarlier.ReplaceAllString(orLater.ReplaceAllString(text, "since $1"), "until $1")
	text = nthBehind.ReplaceAllString(text, "$2 $1 $3")
	text = nthInRoman.ReplaceAllStringFunc(text, func(nth string) string {
		m := nthInRoman.FindStringSubmatch(nth)
		return map[string]string{"I": "1st ", "II": "2nd ", "III": "3rd ", "IV": "4th "}[m[1]] + m[2]
	})
	text = twoMonths.ReplaceAllStringFunc(text, func(both string) string { // "أيار/مايو"
		if m := twoMonths.FindStringSubmatch(both); m[1] == m[2] {
			return m[1]
		}
		return both
	})
	text = beforeAbout.ReplaceAllString(text, "$1 ")
	text = slashedDay.ReplaceAllString(text, "$1$2.$3.$4")
	text = noDay.ReplaceAllString(text, "")
	text = noDayFirst.ReplaceAllString(text, "$2-$1")
	text = monthLast.ReplaceAllString(text, "$2 $1")
	if m := yearFirst.FindStringSubmatch(text); m != nil { // "1953/November/26", "1953/-/-"
		switch {
		case strings.Trim(m[2], "-?") == "" && strings.Trim(m[3], "-?") == "":
			return m[1]
		case strings.ContainsFunc(m[2], unicode.IsLetter):
			return strings.TrimLeft(strings.Trim(m[3], "-?")+" "+m[2]+" "+m[1], " ")
		}
	}
	return text
}

// behindWords is what stands in figures behind words such as "after".
func behindWords(plain string) string {
	return strings.TrimLeftFunc(plain, func(r rune) bool { return unicode.IsLetter(r) || r == ' ' || r == '.' })
}

// monthInWords has the English words for those of other languages that have several: "كانون الثاني".
func monthInWords(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxLatin1 }) {
		return text
	}
	for _, w := range severalWords() {
		text = strings.ReplaceAll(text, w, dateWords()[w])
	}
	return text
}

// severalWords are those of dateWords that have several, in their order.
var severalWords = sync.OnceValue(func() (all []string) {
	for w := range dateWords() {
		if strings.Contains(w, " ") {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	return all
})

// withoutWeekday is a date without the day of the week before it. What is left must say a day by itself: "mar" is a
// Tuesday in French and March where only a year follows, "mi" a Wednesday in German and the middle of a month in French.
func withoutWeekday(text string) string {
	m := firstWord.FindStringSubmatchIndex(text)
	if m == nil || !weekdays()[strings.ToLower(text[m[2]:m[3]])] {
		return text
	}
	if rest := text[m[1]:]; figuresApart.MatchString(rest) {
		return rest
	}
	return text
}

// figuresWithZeros is a year, month and day, "" if none is told, as EDTF has them.
func figuresWithZeros(figures []string) string {
	text := figures[0]
	for _, f := range figures[1:] {
		if f != "" {
			text += fmt.Sprintf("-%02s", f)
		}
	}
	return text
}

// isDate tells whether a cell can be a date.
func isDate(text string) bool {
	if edtf.Valid(text) {
		return true
	}
	plain := plainDate(text)
	if edtf.Valid(plain) {
		return true
	}
	if mayBeSpan(text) {
		if _, is := (&dateReader{}).spanOf(text, "dmy"); is {
			return true
		}
	}
	return shortYear.MatchString(plain) || len(plain) < 40 && len(edtf.Meant(plain)) > 0 && !serial.MatchString(plain)
}

// tellDates finds the order of day and month by all cells of the columns of dates, and whether they are the numbers
// that Excel counts days by. It is said once.
func (rd *reading) tellDates() {
	var c datesCounted
	for i, u := range rd.uses {
		if u.column != "date" && u.column != "start" && u.column != "end" && u.column != "issued" {
			continue
		}
		for k := range rd.body {
			if cell := rd.body[k].cell(i); cell.text != "" {
				c.add(cell, u, rd.plainDate)
			}
		}
	}
	rd.order = rd.opts.Dates
	switch {
	case rd.order != "":
	case c.dmy > 0 && c.mdy == 0:
		rd.order = "dmy"
	case c.mdy > 0 && c.dmy == 0:
		rd.order = "mdy"
	}
	if rd.order != "" && c.ambiguous != (sources.Pos{}) && rd.opts.Dates == "" {
		words := map[string]string{"dmy": "day, month, year", "mdy": "month, day, year"}[rd.order]
		rd.notef(c.first, "--dates says otherwise", "dates in figures are read as %s, since %s can be read in no "+
			"other order", words, count(max(c.dmy, c.mdy), "cell"))
	}
	if c.serials > 0 && 2*c.serials >= c.cells {
		rd.serials = true
		rd.notef(c.numbered, "format the column as dates before saving it as CSV",
			"%s such as 44197 are the numbers by which Excel counts days: read as days", count(c.serials, "cell"))
	}
}

// datesCounted are the cells of the columns of dates by what they can mean.
type datesCounted struct {
	cells, serials   int         // all, and numbers such as 44197
	dmy, mdy         int         // those that have one order
	first, ambiguous sources.Pos // the first of these, and one that has two
	numbered         sources.Pos // the head of the first column with a number
}

func (n *datesCounted) add(c gridCell, of use, plainDate func(string) string) {
	n.cells++
	if serial.MatchString(c.text) {
		n.serials++
		n.numbered = cmp.Or(n.numbered, of.at)
	}
	if (n.dmy > 0) != (n.mdy > 0) && n.dmy+n.mdy > enoughRows && n.ambiguous != (sources.Pos{}) {
		return // told, and no cell so far says otherwise
	}
	plain := plainDate(c.text)
	plain = behindWords(plain)
	f, ok := figuresOf(plain)
	if !ok {
		m := shortYear.FindStringSubmatch(plain)
		if m == nil {
			return
		}
		f.first, _ = strconv.Atoi(m[1])
		f.second, _ = strconv.Atoi(m[2])
	}
	switch a, b := f.first, f.second; {
	case a > 12 && b <= 12:
		n.dmy++
		n.first = cmp.Or(n.first, c.pos())
	case b > 12 && a <= 12:
		n.mdy++
		n.first = cmp.Or(n.first, c.pos())
	case a != b:
		n.ambiguous = cmp.Or(n.ambiguous, c.pos())
	}
}

// meansDate is what a cell of a date says.
func (r *dateReader) meansDate(text, order string, serials bool) meaning {
	if isDay(text) {
		return fine(text)
	}
	key := dateKey{text, order, serials}
	m, known := r.known[key]
	if !known {
		m = inOurCalendar(text, r.readDate(text, order, serials))
		if m.want == "" {
			m.clock = clockOf(text)
		}
		if r.known != nil && len(r.known) < maxDates {
			r.known[key] = m
		}
	}
	return m
}

// otherCalendars says of a year what it may be besides one of the Gregorian calendar.
const otherCalendars = "%s may be a year of another one, such as the Iranian, the Islamic, the Buddhist or the Hebrew"

// inOurCalendar is what a date means, but for one in figures whose year may be of another calendar: which one, a person
// must say. Months in words are those of ours.
func inOurCalendar(text string, m meaning) meaning {
	read := m.text
	if order, two := m.cause.(DayOrder); two {
		read = order.DayFirst
	}
	year := unlikelyYear(read)
	if year == "" || read == text || strings.ContainsFunc(text, unicode.IsLetter) {
		return m
	}
	want := `want a date such as "2014-09-23" in the Gregorian calendar: ` + otherCalendars
	if m.text != "" {
		return unclear(want+"; %q if that year is meant", year, m.text)
	}
	return unclear(want, year)
}

// unlikelyYear is the first year of a date, as EDTF has it, that is none of those that lists of contacts are about; "" if
// there is none.
func unlikelyYear(date string) string {
	from := 0
	for i := 0; i <= len(date); i++ {
		if i < len(date) && '0' <= date[i] && date[i] <= '9' {
			continue
		}
		if figures := date[from:i]; len(figures) == 4 && !mayBeYear(figures) {
			return figures
		}
		from = i + 1
	}
	return ""
}

// clockOf is the time of day that a text tells beside its date, "" if it tells none, or midnight, as databases have it for
// none.
func clockOf(text string) string {
	all := clockIn.FindAllStringIndex(text, -1)
	if all == nil {
		return ""
	}
	clock := oneLine(strings.TrimPrefix(text[all[0][0]:all[len(all)-1][1]], "T"))
	if midnight.MatchString(clock) {
		return ""
	}
	return clock
}

// isDay tells a day of a month that any month has, written as EDTF has it, without much work.
func isDay(text string) bool {
	if len(text) != len("2014-09-23") || text[4] != '-' || text[7] != '-' {
		return false
	}
	for i := range len(text) {
		if c := text[i]; i != 4 && i != 7 && (c < '0' || c > '9') {
			return false
		}
	}
	return text[5:7] >= "01" && text[5:7] <= "12" && text[8:] >= "01" && text[8:] <= "28"
}

// A dateReader reads the cells of dates, and remembers what they say, since many are alike.
type dateReader struct {
	known map[dateKey]meaning
	plain map[string]string
}

// A dateKey is a cell of a date, and how it is read.
type dateKey struct {
	text, order string
	serials     bool
}

// maxDates is how many different dates are remembered.
const maxDates = 1 << 16

// plainDate is plainDate for a text that may have been asked for before.
func (r *dateReader) plainDate(text string) string {
	plain, known := r.plain[text]
	if !known {
		plain = plainDate(text)
		if r.plain != nil && len(r.plain) < maxDates {
			r.plain[text] = plain
		}
	}
	return plain
}

func (r *dateReader) readDate(text, order string, serials bool) meaning {
	if d, is := figuresOf(text); is && d.year > 0 { // most dates in figures, without much work
		if day := d.meant(order); day != "" {
			return guessed(day)
		}
	}
	if serials && serial.MatchString(text) {
		days, _ := strconv.ParseFloat(text, 64)
		return guessed(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Format("2006-01-02"))
	}
	if edtf.Valid(text) {
		return fine(text)
	}
	if unixMillis.MatchString(text) {
		ms, _ := strconv.ParseInt(text, 10, 64)
		return guessed(time.UnixMilli(ms).UTC().Format("2006-01-02"))
	}
	if serial.MatchString(text) {
		return unclear(`want a date such as "2014-09-23"; 44197 may be a number by which Excel counts days`)
	}
	plain := r.plainDate(text)
	if edtf.Valid(plain) && !strings.HasPrefix(plain, "Y") {
		return guessed(plain)
	}
	if mayBeSpan(text) {
		if span, ok := r.spanOf(text, order); ok {
			return guessed(span)
		}
	}
	if day := behindWords(plain); shortYear.MatchString(day) {
		m := shortYear.FindStringSubmatch(day)
		plain = fmt.Sprintf("%s%s.%s.%d", strings.TrimSuffix(plain, day), m[1], m[2], fullYear(m[3]))
	}
	if m := dayMonYear.FindStringSubmatch(plain); m != nil {
		plain = fmt.Sprintf("%s %s %d", m[1], m[2], fullYear(m[3]))
	} else if m := monYear.FindStringSubmatch(plain); m != nil {
		plain = fmt.Sprintf("%s %d", m[1], fullYear(m[2]))
	}
	_, inFigures := figuresOf(behindWords(plain))
	meant := slices.DeleteFunc(edtf.Meant(plain), func(m string) bool { return strings.HasPrefix(m, "Y") })
	if len(meant) == 2 && inFigures {
		switch order {
		case "dmy":
			meant = meant[:1]
		case "mdy":
			meant = meant[1:]
		}
	}
	switch len(meant) {
	case 0:
		return unclear(`want a date such as "2014", "2014-09" or "2014-09-23"`)
	case 1:
		return guessed(meant[0])
	}
	if inFigures {
		m := unclear("want --dates dmy for %s, or --dates mdy for %s", meant[0], meant[1])
		m.cause = DayOrder{text, meant[0], meant[1]}
		return m
	}
	return unclear("want one of %s", strings.Join(meant, ", "))
}

// fullYear is the year that its last two digits mean: one from 1950 to 2049.
func fullYear(digits string) int {
	y, _ := strconv.Atoi(digits)
	if y += 2000; y > 2049 {
		y -= 100
	}
	return y
}

// readCell is the date of a cell; false if it holds none, which is said.
func (rd rowMaker) readCell(c sources.Cell) (sources.Cell, bool) {
	if c.Text == "" || isNobody(c.Text) {
		return c, false
	}
	m := rd.meansDate(c.Text, rd.order, rd.serials)
	if m.want != "" {
		rd.account.keep("date", c.Text, c.Pos, m.want).cause = m.cause
		return c, false
	}
	if m.guess {
		rd.account.takeAt("date", c.Text, m.text, c.Pos)
	}
	c.Text = m.text
	return c, true
}

// clockOfCell is the time of day in a cell that holds a date.
func clockOfCell(rd *reading, c sources.Cell) string {
	if len(c.Text) <= len("2014-09-23") { // no room for it
		return ""
	}
	return rd.meansDate(c.Text, rd.order, rd.serials).clock
}

// dateCells adds one date of a row's cells to the others: a date, or a span from one column to another.
func (rd rowMaker) dateCells(cells []sources.Cell, date, start, end sources.Cell) []sources.Cell {
	put := func(c sources.Cell, column string) {
		c.Column = column
		if c.Text != "" {
			cells = append(cells, c)
		}
	}
	d, dated := rd.readCell(date)
	s, started := rd.readCell(start)
	e, ended := end, isOpenEnd(end.Text)
	if ended {
		rd.account.takeAt("date", end.Text, "..", end.Pos)
		e.Text = ".."
	} else {
		e, ended = rd.readCell(end)
	}
	if !dated {
		put(date, working+"date_as_found")
	}
	clocks := unique(slices.DeleteFunc([]string{clockOfCell(rd.reading, date), clockOfCell(rd.reading, start),
		clockOfCell(rd.reading, end)},
		func(clock string) bool { return clock == "" }))
	if len(clocks) > 0 {
		at := cmp.Or(date.Pos, start.Pos, end.Pos)
		put(sources.Cell{Pos: at, Text: strings.Join(clocks, " – ")}, working+"time_as_found")
	}
	switch {
	case dated:
		put(d, "date")
		put(start, "start")
		put(end, "end")
		return cells
	case started && ended && s.Text == e.Text:
		put(s, "date")
	case started && ended:
		if !edtf.Valid(s.Text + "/" + e.Text) {
			rd.account.keep("date", start.Text+" to "+end.Text, s.Pos, "want a span that ends after it begins")
			put(start, "start")
			put(end, "end")
			break
		}
		s.Text += "/" + e.Text
		put(s, "date")
	case started && end.Text == "" && clockOfCell(rd.reading, start) != "": // a call, or another event
		put(s, "date")
	case started:
		if !strings.Contains(s.Text, "/") {
			s.Text += "/"
		}
		put(s, "date")
		put(end, "end")
	case ended:
		e.Text = "/" + e.Text
		put(e, "date")
		put(start, "start")
	default:
		put(start, "start")
		put(end, "end")
	}
	return cells
}
