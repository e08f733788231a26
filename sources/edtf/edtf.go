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
	"unique"
)

// A Date is one EDTF expression: a date or an interval. Two dates are equal (==) if they are
// written alike. The zero Date means that no date is given. It is as small as a pointer: dates that
// are written alike share what is known of them, since the same days stand in many rows.
type Date struct{ shared unique.Handle[expression] }

// An expression is what was read.
type expression struct {
	text       string
	interval   bool
	start, end side // the same side twice unless interval
}

// read is what was read, the zero expression for the zero Date.
func (d Date) read() expression {
	if d == (Date{}) {
		return expression{}
	}
	return d.shared.Value()
}

func (e expression) date() Date { return Date{unique.Make(e)} }

// side is one end of an interval, or the whole of a date that is none.
type side struct {
	from, to               int64 // years; equal unless digits are unspecified
	bound                  Bound
	month, day             int8 // 0 where not given; month 21 to 24 is a season
	uncertain, approximate bool
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
func (d Date) String() string { return d.read().text }

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d == Date{} }

// IsInterval reports whether d has two ends, which may be open, unknown or the same day.
func (d Date) IsInterval() bool { return d.read().interval }

// Earliest returns the first day d can mean, and false if its start is open or unknown or d is zero.
// It takes what is written at its word: 2014~ starts on 1 January 2014.
//
// EDTF says neither on which half of the globe a season is nor on which day it begins. Here a
// season begins in the year it is written with, so that its earliest day is 1 January.
func (d Date) Earliest() (Day, bool) {
	start := d.read().start
	if start.bound != Dated {
		return Day{}, false
	}
	return start.first(), true
}

// Latest returns the last day d can mean, itself included, and false if its end is open or unknown
// or d is zero. It takes what is written at its word: 2014~ ends on 31 December 2014.
//
// Spring and autumn end on 31 December at the latest; summer in the south and winter in the north
// run on into the next year, so that for both the latest day is 31 March of the next year.
func (d Date) Latest() (Day, bool) {
	end := d.read().end
	if end.bound != Dated {
		return Day{}, false
	}
	return end.last(), true
}

// Bounds returns what is told of the start and the end of d, which are alike if d is no interval.
func (d Date) Bounds() (start, end Bound) { e := d.read(); return e.start.bound, e.end.bound }

// Approximate reports whether d, or either of its ends, is marked ~ or %.
func (d Date) Approximate() bool { e := d.read(); return e.start.approximate || e.end.approximate }

// Uncertain reports whether d, or either of its ends, is marked ? or %.
func (d Date) Uncertain() bool { e := d.read(); return e.start.uncertain || e.end.uncertain }

// MarshalText returns the expression as it was written, empty for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.read().text), nil }

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
	x, y := a.read(), b.read()
	return cmp.Or(
		x.start.first().Compare(y.start.first()),
		x.end.last().Compare(y.end.last()),
		strings.Compare(x.text, y.text),
	)
}

// first is before all days where there is none.
func (s side) first() Day {
	switch {
	case s.bound != Dated:
		return Day{Year: math.MinInt64}
	case s.month < 1 || s.month > 12:
		return Day{s.from, 1, 1}
	}
	return Day{s.from, int(s.month), max(int(s.day), 1)}
}

// last is after all days where there is none.
func (s side) last() Day {
	switch {
	case s.bound != Dated:
		return Day{Year: math.MaxInt64}
	case s.month == spring+1 || s.month == winter:
		return Day{s.to + 1, 3, 31}
	case s.month < 1 || s.month > 12:
		return Day{s.to, 12, 31}
	case s.day < 1:
		return Day{s.to, int(s.month), daysIn(s.to, int(s.month))}
	}
	return Day{s.to, int(s.month), int(s.day)}
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
	return expression{text: text, start: s, end: s}.date(), nil
}

func parseInterval(text, start, end string) (Date, error) {
	d := expression{text: text, interval: true}
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
	return d.date(), nil
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
		bound: Dated,
		from:  number(strings.ReplaceAll(year, "X", "0")),
		to:    number(strings.ReplaceAll(year, "X", "9")),
		month: int8(number(month)), // of two digits
		day:   int8(number(day)),
	}
	if sign == "-" {
		s.from, s.to = -s.to, min(-s.from, -1)
	}
	if s.to < s.from {
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
	return side{bound: Dated, from: y, to: y}, nil
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
		return fmt.Errorf("no month %s: want 01 to 12, or 21 to 24 for a season", month)
	case day == "00", s.day > 0 && int(s.day) > daysIn(s.from, int(s.month)):
		return fmt.Errorf("no day %s in %s-%s: want 01 to %d", day, year, month, daysIn(s.from, int(s.month)))
	}
	return nil
}
