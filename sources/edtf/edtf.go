// Package edtf reads dates as people who check sources need to write them: as exactly as the source
// allows and no more. The notation is EDTF, the Extended Date/Time Format of ISO 8601-2:2019 in the
// Library of Congress profile of 4 February 2019.
//
//	2014  2014-09  2014-09-23        a year, a month, a day
//	2014?  2014-09~  2014-09-23%     uncertain, approximate, both
//	201X  20XX  2014-XX  2014-XX-XX  digits not known, from the right
//	2014-21 to 2014-24               spring, summer, autumn, winter
//	2023-05/2024-11                  an interval, its last day included
//	2024-12/..  2024-12/             its end open; its end unknown
//	-0043  Y170000002                before year 0; more than four digits
//
// Levels 0 and 1 are understood whole, but for times of day, and a little that the profile does not
// give to level 1 though its meaning is plain: a qualifier after a season, a letter-prefixed year or
// unspecified digits; seasons and letter-prefixed years as ends of an interval; three or four
// unspecified digits in a year (1XXX, XXXX). Level 2 and other ways of writing a date are refused,
// with what to write instead where that is clear.
//
// [Parse] a cell, ask the [Date] for its Earliest and Latest day to filter or place it on a time
// line, order dates with [Compare], and put their Fields into words; String is as it was written.
package edtf

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A Date is one EDTF expression: a date or an interval. Two dates are equal (==) if they are
// written alike. The zero Date means that no date is given. It holds what was read and no text, so
// that a list of many dates is one piece of memory, and a date is found in a map by its numbers.
type Date struct{ start, end side } // without end unless it is an interval

// side is one end of an interval, or the whole of a date that is none.
type side struct {
	year                   int64 // the first that it can be
	masked                 int8  // how many digits of the year are unspecified, from the right
	bound                  Bound
	month, day             int8 // 0 where not given; month 21 to 24 is a season
	uncertain, approximate bool
}

// lastSide is the side that d ends with, which is its only one unless it is an interval.
func (d Date) lastSide() side {
	if d.IsInterval() {
		return d.end
	}
	return d.start
}

// lastYear is the last that the year can be.
func (s side) lastYear() int64 {
	last := s.year
	for nine := int64(9); nine < 1e4 && s.masked > 0; nine *= 10 {
		last += nine
		s.masked--
	}
	if s.year < 0 {
		return min(last, -1) // no year 0 stands behind a sign
	}
	return last
}

// A Bound is what is told of an end of a date. The zero Bound is that of no date.
type Bound int8

// What is told of an end.
const (
	Absent  Bound = iota // there is no date
	Dated                // a day, or a time that it lies in
	Open                 // there is none, as far as is known: ../2014, 2014/..
	Unknown              // there is one that is not known: /2014, 2014/, and both of XXXX
)

const (
	unspecified    = -1 // a month or day written XX
	spring, winter = 21, 24
	lastSeason     = 41 // of level 2
)

// String returns the expression as it was written, without blanks around it.
func (d Date) String() string {
	var room [len("2014-09-23/2014-09-24")]byte
	text, _ := d.AppendText(room[:0])
	return string(text)
}

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d == Date{} }

// IsInterval reports whether d has two ends, which may be open, unknown or the same day.
func (d Date) IsInterval() bool { return d.end.bound != Absent }

// Earliest returns the first day d can mean, and false if its start is open or unknown or d is zero.
// It takes what is written at its word: 2014~ starts on 1 January 2014.
//
// EDTF says neither on which half of the globe a season is nor on which day it begins. Here a
// season begins in the year it is written with, so that its earliest day is 1 January.
func (d Date) Earliest() (Day, bool) {
	if d.start.bound != Dated {
		return Day{}, false
	}
	return d.start.first(), true
}

// Latest returns the last day d can mean, itself included, and false if its end is open or unknown
// or d is zero. It takes what is written at its word: 2014~ ends on 31 December 2014.
//
// Spring and autumn end on 31 December at the latest; summer in the south and winter in the north
// run on into the next year, so that for both the latest day is 31 March of the next year.
func (d Date) Latest() (Day, bool) {
	end := d.lastSide()
	if end.bound != Dated {
		return Day{}, false
	}
	return end.last(), true
}

// Bounds returns what is told of the start and the end of d, which are alike if d is no interval.
func (d Date) Bounds() (start, end Bound) { return d.start.bound, d.lastSide().bound }

// Approximate reports whether d, or either of its ends, is marked ~ or %.
func (d Date) Approximate() bool { return d.start.approximate || d.end.approximate }

// Uncertain reports whether d, or either of its ends, is marked ? or %.
func (d Date) Uncertain() bool { return d.start.uncertain || d.end.uncertain }

// MarshalText returns the expression as it was written, empty for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// AppendText appends the expression as it was written, nothing for the zero Date. It never fails.
func (d Date) AppendText(text []byte) ([]byte, error) {
	if !d.IsInterval() {
		return d.start.append(text), nil
	}
	if d.start.bound != Unknown {
		text = d.start.append(text)
	}
	text = append(text, '/')
	if d.end.bound != Unknown {
		text = d.end.append(text)
	}
	return text, nil
}

// append appends a side as it was written, unless it is the unknown end of an interval, which is left blank.
func (s side) append(text []byte) []byte {
	switch s.bound {
	case Absent:
		return text
	case Open:
		return append(text, ".."...)
	case Unknown:
		text = append(text, "XXXX"...)
	case Dated:
		text = s.appendYear(text)
	}
	for _, part := range [...]int8{s.month, s.day} {
		switch {
		case part == unspecified:
			text = append(text, "-XX"...)
		case part != 0:
			text = append(text, '-', digit(int64(part)/10), digit(int64(part)))
		}
	}
	switch {
	case s.uncertain && s.approximate:
		text = append(text, '%')
	case s.uncertain:
		text = append(text, '?')
	case s.approximate:
		text = append(text, '~')
	}
	return text
}

// appendYear appends the year as it was written.
func (s side) appendYear(text []byte) []byte {
	if s.year < -9999 || s.year > 9999 {
		return strconv.AppendInt(append(text, 'Y'), s.year, 10)
	}
	y := s.year
	if y < 0 {
		text, y = append(text, '-'), -y
	}
	text = append(text, digit(y/1000), digit(y/100), digit(y/10), digit(y))
	for i := range int(s.masked) {
		text[len(text)-1-i] = 'X'
	}
	return text
}

// UnmarshalText is [Parse], except that blank text gives the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if strings.TrimSpace(string(text)) == "" {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Compare orders dates by earliest day, then by latest day, then as text; it is 0 only for equal
// dates. An absent earliest day counts as before all days, an absent latest day as after all days.
func Compare(a, b Date) int {
	if a == b {
		return 0
	}
	return cmp.Or(
		a.start.first().Compare(b.start.first()),
		a.lastSide().last().Compare(b.lastSide().last()),
		strings.Compare(a.String(), b.String()),
	)
}

// first is before all days where there is none.
func (s side) first() Day {
	switch {
	case s.bound != Dated:
		return Day{Year: math.MinInt64}
	case s.month < 1 || s.month > 12:
		return Day{s.year, 1, 1}
	}
	return Day{s.year, int(s.month), max(int(s.day), 1)}
}

// last is after all days where there is none.
func (s side) last() Day {
	switch {
	case s.bound != Dated:
		return Day{Year: math.MaxInt64}
	case s.month == spring+1 || s.month == winter:
		return Day{s.lastYear() + 1, 3, 31}
	case s.month < 1 || s.month > 12:
		return Day{s.lastYear(), 12, 31}
	case s.day < 1:
		return Day{s.lastYear(), int(s.month), daysIn(s.lastYear(), int(s.month))}
	}
	return Day{s.lastYear(), int(s.month), int(s.day)}
}

// Parse reads one EDTF expression of level 0 or 1; blanks around it are dropped. The error holds the
// expression, what was wanted, and where it is clear what to write instead. Empty text is an error.
func Parse(s string) (Date, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return Date{}, errors.New("empty date: want " + examples)
	}
	if len(text) > longest {
		return Date{}, fmt.Errorf("%q: not a date: want %s", text, examples)
	}
	d, err := parse(text)
	if errors.Is(err, errShape) {
		return Date{}, refuse(text)
	}
	return d, err
}

// Valid tells whether Parse reads the text. Where it does not, asking for Parse's error costs many times as much,
// since that finds out what may be meant.
func Valid(s string) bool {
	text := strings.TrimSpace(s)
	if text == "" || len(text) > longest {
		return false
	}
	_, err := parse(text)
	return err == nil
}

// errShape is for text that does not have the outline of a level 1 expression. It never leaves the
// package: refuse finds better words.
var errShape = errors.New("not level 0 or 1")

func parse(text string) (Date, error) {
	if start, end, ok := strings.Cut(text, "/"); ok {
		return parseInterval(text, start, end)
	}
	s, err := parseSide(text)
	if err != nil {
		return Date{}, err
	}
	return Date{start: s}, nil
}

func parseInterval(text, start, end string) (Date, error) {
	var d Date
	var err error
	if d.start, err = parseEnd(start); err != nil {
		return Date{}, fmt.Errorf("%q: start %w", text, err)
	}
	if d.end, err = parseEnd(end); err != nil {
		return Date{}, fmt.Errorf("%q: end %w", text, err)
	}
	switch {
	case d.start.bound != Dated && d.end.bound != Dated:
		return Date{}, fmt.Errorf(`%q: want a date at one end at least, as in "2014/.." or "../2014"`, text)
	case d.end.last().Before(d.start.first()):
		return Date{}, fmt.Errorf("%q: start %q after end %q: want the earlier date first", text, start, end)
	}
	return d, nil
}

func parseEnd(text string) (side, error) {
	switch text {
	case "":
		return side{bound: Unknown}, nil
	case "..":
		return side{bound: Open}, nil
	}
	s, err := parseSide(text)
	if err != nil || !strings.Contains(text, "X") {
		return s, err
	}
	want := "a year, month or day, or nothing for an unknown end"
	if known := strings.ReplaceAll(text, "-XX", ""); !strings.Contains(known, "X") {
		want = strconv.Quote(known)
	}
	return side{}, fmt.Errorf("%q: an unspecified digit in an interval %s: want %s", text, isLevel2, want)
}

func parseSide(text string) (side, error) {
	bare := strings.TrimRight(text, "?~%")
	mark := text[len(bare):]
	if len(mark) > 1 {
		return side{}, errShape
	}
	s, err := parseBare(bare)
	if err != nil {
		return side{}, fmt.Errorf("%q: %w", text, err)
	}
	s.uncertain = mark == "?" || mark == "%"
	s.approximate = mark == "~" || mark == "%"
	return s, nil
}

var (
	shape = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(-?)([0-9]{4}|[0-9]{1,3}X{1,3})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?$`)
	})
	longShape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Y-?[1-9][0-9]{4,}$`) })
)

// parseBare reads one date without its qualifier.
func parseBare(text string) (side, error) {
	if text == "XXXX" {
		return side{bound: Unknown}, nil
	}
	if strings.HasPrefix(text, "Y") && longShape().MatchString(text) {
		return parseLongYear(text[1:])
	}
	sign, year, month, day, ok := plainParts(text)
	if !ok {
		m := shape().FindStringSubmatch(text)
		if m == nil {
			return side{}, errShape
		}
		sign, year, month, day = m[1], m[2], m[3], m[4]
	}
	maskedYear := strings.Contains(year, "X") && month != ""
	maskedMonth := month == "XX" && day != "" && day != "XX"
	if len(year) != 4 || maskedYear || maskedMonth {
		return side{}, errShape // X stands on the right only
	}
	s := side{
		bound:  Dated,
		masked: int8(strings.Count(year, "X")),
		month:  int8(number(month)), // of two digits
		day:    int8(number(day)),
	}
	switch {
	case sign == "-":
		s.year = -number(strings.ReplaceAll(year, "X", "9"))
	case s.masked > 0:
		s.year = number(strings.ReplaceAll(year, "X", "0"))
	default:
		s.year = number(year)
	}
	if sign == "-" && s.year == 0 {
		return side{}, fmt.Errorf(`year 0 has no sign: want %q`, text[1:])
	}
	return s, s.check(sign+year, month, day)
}

// plainParts cuts a date of nothing but digits, 2014, 2014-09 or 2014-09-23, as most are, into its parts.
func plainParts(text string) (sign, year, month, day string, ok bool) {
	switch len(text) {
	case len("2014"), len("2014-09"), len("2014-09-23"):
	default:
		return "", "", "", "", false
	}
	for i := range len(text) {
		if isDash := i == 4 || i == 7; isDash != (text[i] == '-') || !isDash && (text[i] < '0' || text[i] > '9') {
			return "", "", "", "", false
		}
	}
	year = text[:4]
	if len(text) > 4 {
		month = text[5:7]
	}
	if len(text) > 7 {
		day = text[8:]
	}
	return "", year, month, day, true
}

func parseLongYear(digits string) (side, error) {
	if len(digits) > len("-")+18 {
		return side{}, errors.New("year too large: want 18 digits at most")
	}
	y := number(digits)
	return side{bound: Dated, year: y}, nil
}

// number reads the digits of a part: 0 for a part not given, unspecified for XX.
func number(digits string) int64 {
	if digits == "XX" {
		return unspecified
	}
	if digits == "" {
		return 0
	}
	n, _ := strconv.ParseInt(digits, 10, 64) // never fails: the shapes let nothing else through
	return n
}

// check refuses months, seasons and days that the calendar or level 1 does not have.
func (s side) check(year, month, day string) error {
	season := s.month >= spring && s.month <= winter
	switch {
	case s.month > winter && s.month <= lastSeason:
		return fmt.Errorf(`season %s %s: want 21 to 24, or its months as in "2001-04/2001-06"`, month, isLevel2)
	case season && day != "":
		return fmt.Errorf("a season has no day: want %q", year+"-"+month)
	case month == "00", s.month > 12 && !season:
		return fmt.Errorf("there is no month %s: want 01 to 12, or 21 to 24 for a season", month)
	case day == "00", s.day > 0 && int(s.day) > daysIn(s.year, int(s.month)):
		return fmt.Errorf("there is no day %s in %s-%s: want 01 to %d", day, year, month, daysIn(s.year, int(s.month)))
	}
	return nil
}
