package edtf

import (
	"fmt"
	"strings"
)

var (
	months  = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	seasons = [...]string{"spring", "summer", "autumn", "winter"}
)

// Words returns the date in English for figures and tables: "23 Sep 2014", "c. 22 Dec 2024",
// "2014 (uncertain)", "27–29 Sep 2014". An open end reads "since" or "until", an unknown one "from"
// or "by". Years before 1 read as years BC, of which there is no year 0: -0043 is 44 BC. The zero
// Date gives "".
func (d Date) Words() string {
	switch {
	case !d.interval, d.start == d.end:
		return d.start.words()
	case d.start.form == open:
		return "until " + d.end.words()
	case d.start.form == unknown:
		return "by " + d.end.words()
	case d.end.form == open:
		return "since " + d.start.words()
	case d.end.form == unknown:
		return "from " + d.start.words()
	}
	return span(d.start, d.end)
}

// span joins two days, months, seasons or years, and says once what both share.
func span(a, b side) string {
	from, to := a.words(), b.words()
	shared := a.from == b.from && a.month > 0 && b.month > 0 && !a.marked() && !b.marked()
	switch {
	case shared && a.month == b.month && a.day > 0 && b.day > 0:
		return fmt.Sprintf("%d–%s", a.day, to)
	case shared && a.day == 0 && b.day == 0:
		return a.dayMonth() + "–" + to
	case shared:
		return a.dayMonth() + " – " + to
	}
	return dash(from, to)
}

// dash sets blanks around the dash where one of its sides has a blank inside.
func dash(from, to string) string {
	if strings.Contains(from+to, " ") {
		return from + " – " + to
	}
	return from + "–" + to
}

func (s side) words() string {
	if s.form == absent {
		return ""
	}
	text, notes := s.bareWords()
	switch {
	case s.approximate && s.form == unknown:
		notes = append(notes, "approximate")
	case s.approximate:
		text = "c. " + text
	}
	if s.uncertain {
		notes = append(notes, "uncertain")
	}
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, ", ") + ")"
	}
	return text
}

// bareWords returns what is known, and notes on what is not.
func (s side) bareWords() (text string, notes []string) {
	decade := s.to == s.from+9 && s.from > 999 && s.from%100 != 0 // "1900s" could be the century
	switch {
	case s.form == unknown:
		return "year unknown", nil
	case decade:
		return fmt.Sprintf("%ds", s.from), nil
	case s.from != s.to:
		return dash(yearWords(s.from), yearWords(s.to)), []string{"year unknown"}
	case s.month == unspecified && s.day == unspecified:
		notes = []string{"month and day unknown"}
	case s.month == unspecified:
		notes = []string{"month unknown"}
	case s.day == unspecified:
		notes = []string{"day unknown"}
	}
	return strings.TrimLeft(s.dayMonth()+" "+yearWords(s.from), " "), notes
}

// dayMonth returns the part before the year: "23 Sep", "Sep", "spring", or "".
func (s side) dayMonth() string {
	switch {
	case s.month >= spring:
		return seasons[s.month-spring]
	case s.month < 1:
		return ""
	case s.day < 1:
		return months[s.month-1]
	}
	return fmt.Sprintf("%d %s", s.day, months[s.month-1])
}

func (s side) marked() bool { return s.uncertain || s.approximate }

func yearWords(year int64) string {
	switch {
	case year < 1:
		return fmt.Sprintf("%d BC", 1-year)
	case year < 1000:
		return fmt.Sprintf("AD %d", year)
	}
	return fmt.Sprint(year)
}
