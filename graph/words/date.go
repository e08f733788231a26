package words

import (
	"bytes"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// Date says a date: "23 Sep 2014", "c. 22 Dec 2024", "2014 (uncertain)", "27–29 Sep 2014". An open end reads "since"
// or "up to", an unknown one "from" or "until", since one event lies somewhere before it. Years before 1 read as
// years BC, of which there is no year 0: -0043 is 44 BC. The zero Date gives "".
func (v CalendarWords) Date(d edtf.Date) string {
	var room [64]byte
	return string(v.AppendDate(room[:0], d))
}

// AppendDate appends what Date returns. Days, months and years that are given exactly, and spans of them, of which large
// lists have tens of thousands, are said without making texts on the way.
func (v CalendarWords) AppendDate(text []byte, d edtf.Date) []byte {
	first := d.Fields()
	switch {
	case d.IsZero():
		return text
	case isExact(first) && !d.IsInterval():
		return appendExact(v, text, first)
	case isExact(first):
		if last := d.End().Fields(); isExact(last) && last.First != first.First {
			begin := len(text)
			text = appendExact(v, text, first)
			middle := len(text)
			text = appendExact(v, text, last)
			key := "date.years"
			if bytes.IndexByte(text[begin:], ' ') >= 0 {
				key = "date.span"
			}
			return appendSaid(v.speech, text[:begin], key, filling{name: "first", text: string(text[begin:middle])},
				filling{name: "last", text: string(text[middle:])})
		}
	}
	return append(text, v.date(d)...)
}

// isExact tells a year of four digits, or a month, season or day in one, of which nothing is marked or left open.
func isExact(f edtf.Fields) bool {
	return f.First == f.Last && 1000 <= f.First && f.First <= 9999 && f.Month >= 0 && f.Day >= 0 && !f.Unknown &&
		!f.Uncertain && !f.Approximate
}

// appendExact appends what moment says of a date that is exact.
func appendExact(v CalendarWords, text []byte, f edtf.Fields) []byte {
	if f.Season == 0 && f.Month == 0 {
		return strconv.AppendInt(text, f.First, 10)
	}
	var room [4]byte
	year := string(strconv.AppendInt(room[:0], f.First, 10))
	switch {
	case f.Season > 0:
		return appendSaid(v.speech, text, "date.season", filling{name: "season", text: v.Say(seasons[f.Season])},
			filling{name: "year", text: year})
	case f.Day == 0:
		return appendSaid(v.speech, text, "date.month", filling{name: "month", text: v.Month(f.Month)},
			filling{name: "year", text: year})
	}
	return appendSaid(v.speech, text, "date.day", filling{name: "day", text: strconv.Itoa(f.Day)},
		filling{name: "month", text: v.Month(f.Month)}, filling{name: "year", text: year})
}

func (v CalendarWords) date(d edtf.Date) string {
	start, end := d.Start(), d.End()
	from, to := d.Bounds()
	switch {
	case !d.IsInterval() || start == end:
		return v.moment(start.Fields())
	case from == edtf.Open:
		return v.Say("date.up-to", "date", v.moment(end.Fields()), "exact", exactness(end.Fields()))
	case from == edtf.Unknown:
		return v.Say("date.until", "date", v.moment(end.Fields()), "exact", exactness(end.Fields()))
	case to == edtf.Open:
		return v.Say("date.since", "date", v.moment(start.Fields()), "exact", exactness(start.Fields()))
	case to == edtf.Unknown:
		return v.Say("date.from", "date", v.moment(start.Fields()), "exact", exactness(start.Fields()))
	}
	return v.span(start.Fields(), end.Fields())
}

// Day says a day as Date does: "23 Sep 2014", "15 Mar 44 BC".
func (v CalendarWords) Day(d edtf.Day) string { return v.moment(d.Fields()) }

// Published says when a document came out, "" if nothing is known. A span without one end is one day in it, not a time
// that lasts.
func (v DocumentWords) Published(doc *sources.Document) string {
	d := doc.Issued
	from, to := d.Bounds()
	noStart, noEnd := from == edtf.Open || from == edtf.Unknown, to == edtf.Open || to == edtf.Unknown
	switch {
	case noStart == noEnd:
	case noEnd:
		start := d.Start().Fields()
		return v.Say("date.on-or-after", "date", CalendarWords(v).moment(start), "exact", exactness(start))
	default:
		end := d.End().Fields()
		return v.Say("date.on-or-before", "date", CalendarWords(v).moment(end), "exact", exactness(end))
	}
	return CalendarWords(v).Date(doc.Issued)
}

// Dates says several: "4 Nov 2019; 11 Feb 2024".
func (v CalendarWords) Dates(dates []edtf.Date) string {
	if len(dates) == 1 {
		return v.Date(dates[0])
	}
	words := make([]string, len(dates))
	for i, d := range dates {
		words[i] = v.Date(d)
	}
	return strings.Join(words, "; ")
}

// exactness is how much of a date is given, which decides the article that a language puts before it.
func exactness(f edtf.Fields) string {
	switch {
	case f.Unknown || f.First != f.Last:
		return "vague"
	case f.Day > 0:
		return "day"
	case f.Season > 0:
		return "season"
	case f.Month > 0:
		return "month"
	}
	return "year"
}

// span joins two days, months, seasons or years, and says once what both share.
func (v CalendarWords) span(a, b edtf.Fields) string {
	given := func(f edtf.Fields) bool { return f.Month > 0 || f.Season > 0 }
	marked := a.Uncertain || a.Approximate || b.Uncertain || b.Approximate
	shared := a.First == b.First && given(a) && given(b) && !marked
	switch {
	case shared && a.Month == b.Month && a.Day > 0 && b.Day > 0:
		return v.Say("date.days", "first", a.Day, "last", b.Day, "month", v.Month(a.Month), "year", v.Year(a.First))
	case shared && a.Day == 0 && b.Day == 0:
		return v.Say("date.months", "first", v.dayMonth(a), "last", v.dayMonth(b), "year", v.Year(a.First))
	case shared:
		return v.Say("date.part-years", "first", v.dayMonth(a), "last", v.dayMonth(b), "year", v.Year(a.First))
	}
	return dash(v, v.moment(a), v.moment(b))
}

// dash sets blanks around the dash where one of its sides has a blank inside.
func dash(v CalendarWords, first, last string) string {
	if strings.Contains(first+last, " ") {
		return v.Say("date.span", "first", first, "last", last)
	}
	return v.Say("date.years", "first", first, "last", last)
}

// moment says a date that is no interval.
func (v CalendarWords) moment(f edtf.Fields) string {
	text, notes := v.bare(f)
	switch {
	case f.Approximate && f.Unknown:
		notes = append(notes, v.Say("date.note.approximate"))
	case f.Approximate:
		text = v.Say("date.about", "date", text, "exact", exactness(f))
	}
	if f.Uncertain {
		notes = append(notes, v.Say("date.note.uncertain"))
	}
	if len(notes) > 0 {
		text = v.Say("date.noted", "date", text, "notes", v.Facts(notes...))
	}
	return text
}

// bare says what is known, and notes on what is not.
func (v CalendarWords) bare(f edtf.Fields) (text string, notes []string) {
	decade := f.Last == f.First+9 && f.First > 999 && f.First%100 != 0 // "1900s" could be the century
	switch {
	case f.Unknown:
		return v.Say("date.unknown"), nil
	case decade:
		return v.Say("date.decade", "year", int(f.First)), nil
	case f.First != f.Last:
		return dash(v, v.Year(f.First), v.Year(f.Last)), []string{v.Say("date.note.year")}
	case f.Month == edtf.Unspecified && f.Day == edtf.Unspecified:
		notes = []string{v.Say("date.note.month-and-day")}
	case f.Month == edtf.Unspecified:
		notes = []string{v.Say("date.note.month")}
	case f.Day == edtf.Unspecified:
		notes = []string{v.Say("date.note.day")}
	}
	year := v.Year(f.First)
	switch {
	case f.Season > 0:
		return v.Say("date.season", "season", v.Say(seasons[f.Season]), "year", year), notes
	case f.Month < 1:
		return year, notes
	case f.Day < 1:
		return v.Say("date.month", "month", v.Month(f.Month), "year", year), notes
	}
	return v.Say("date.day", "day", f.Day, "month", v.Month(f.Month), "year", year), notes
}

// dayMonth says the part without the year: "23 Sep", "Sep", "spring".
func (v CalendarWords) dayMonth(f edtf.Fields) string {
	switch {
	case f.Season > 0:
		return v.Say(seasons[f.Season])
	case f.Day < 1:
		return v.Month(f.Month)
	}
	return v.Say("date.day-of-month", "day", f.Day, "month", v.Month(f.Month))
}

// months and seasons are keys, by number from 1.
var (
	months = [...]string{"", "month.jan", "month.feb", "month.mar", "month.apr", "month.may", "month.jun", "month.jul",
		"month.aug", "month.sep", "month.oct", "month.nov",
		"month.dec"}
	seasons = [...]string{"", "season.spring", "season.summer", "season.autumn", "season.winter"}
)

// Month is the short name of a month, from 1, for the labels of an axis; "" outside 1 to 12.
func (v CalendarWords) Month(n int) string {
	if n < 1 || n > 12 {
		return ""
	}
	return v.Say(months[n])
}

// DayOfMonth says a day without its year: "23 Sep".
func (v CalendarWords) DayOfMonth(d edtf.Day) string { return v.dayMonth(d.Fields()) }

// Years says two years and what lies between: "2014–2016", "2014".
func (v CalendarWords) Years(first, last int64) string {
	if first == last {
		return v.Year(first)
	}
	return v.Say("date.years", "first", v.Year(first), "last", v.Year(last))
}

// Year says a year: "2014", "AD 79", "44 BC".
func (v CalendarWords) Year(year int64) string {
	switch {
	case year < 1:
		return v.Say("date.bc", "year", strconv.FormatInt(1-year, 10))
	case year < 1000:
		return v.Say("date.ad", "year", strconv.FormatInt(year, 10))
	}
	return strconv.FormatInt(year, 10)
}
