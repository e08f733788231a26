package edtf

import (
	"cmp"
	"fmt"
)

// A Day is a day of the proleptic Gregorian calendar, in which the year before 1 is 0 and the year
// before that -1. The zero Day is no day.
type Day struct {
	Year       int64
	Month, Day int
}

// String returns the day as 2014-09-23. Years outside 0 to 9999 carry a sign, as in the expanded
// form of ISO 8601: -0043-03-15, +10000-01-01.
func (d Day) String() string {
	var room [len("+10000-01-01")]byte
	text, _ := d.AppendText(room[:0])
	return string(text)
}

// AppendText appends what String returns. It never fails.
func (d Day) AppendText(text []byte) ([]byte, error) {
	if d.Year >= 0 && d.Year <= 9999 && d.Month >= 0 && d.Month < 100 && d.Day >= 0 && d.Day < 100 {
		y, m, day := d.Year, d.Month, d.Day
		return append(text, digit(y/1000), digit(y/100), digit(y/10), digit(y), '-',
			digit(int64(m)/10), digit(int64(m)), '-', digit(int64(day)/10), digit(int64(day))), nil
	}
	year := "%04d"
	switch {
	case d.Year < 0:
		year = "%05d" // the width counts the sign
	case d.Year > 9999:
		year = "%+d"
	}
	return fmt.Appendf(text, year+"-%02d-%02d", d.Year, d.Month, d.Day), nil
}

// digit is the last digit of a number.
func digit(n int64) byte { return '0' + byte(n%10) }

// Compare returns -1 if d is before e, +1 if it is after e, and 0 if they are the same day.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is before e.
func (d Day) Before(e Day) bool { return d.Compare(e) < 0 }

func daysIn(year int64, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
