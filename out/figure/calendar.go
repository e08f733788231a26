package figure

import (
	"relgraph/graph/words"
	"relgraph/sources/edtf"
)

// A unit divides the calendar into pieces that begin on days people know: the first of a month, New Year.
type unit struct {
	years  int64 // in a piece; or
	months int   // in a piece; or
	days   int   // 1, or 10: pieces from the 1st, 11th and 21st of a month
}

// units lists the units of an axis, the finest first. The coarsest hold any date that EDTF can write.
func units() []unit {
	list := []unit{{days: 1}, {days: 10}, {months: 1}, {months: 3}, {months: 6}}
	for ten := int64(1); ten < 1e18; ten *= 10 {
		list = append(list, unit{years: ten}, unit{years: 2 * ten}, unit{years: 5 * ten})
	}
	return append(list, unit{years: 1e18})
}

// least is the number of days in the unit's shortest piece, in common calendar years.
func (u unit) least() float64 {
	switch {
	case u.years > 0:
		return 365 * float64(u.years)
	case u.months == 1:
		return 28
	case u.months > 0:
		return 30 * float64(u.months)
	case u.days == 10:
		return 8 // the last of February
	}
	return 1
}

// floor is the first day of the piece that holds d.
func (u unit) floor(d edtf.Day) edtf.Day {
	switch {
	case u.years > 0:
		return edtf.Day{Year: floorDiv(d.Year, u.years) * u.years, Month: 1, Day: 1}
	case u.months > 0:
		return edtf.Day{Year: d.Year, Month: (d.Month-1)/u.months*u.months + 1, Day: 1}
	case u.days == 10:
		d.Day = 1 + 10*min((d.Day-1)/10, 2)
	}
	return d
}

// next is the first day after the piece that holds d.
func (u unit) next(d edtf.Day) edtf.Day {
	d = u.floor(d)
	switch {
	case u.years > 0:
		d.Year += u.years
		return d
	case u.months > 0:
		return monthsOn(d, u.months)
	case u.days == 10 && d.Day == 21:
		return monthsOn(edtf.Day{Year: d.Year, Month: d.Month, Day: 1}, 1)
	}
	if d.Day += u.days; d.Day > daysIn(d.Year, d.Month) {
		return monthsOn(edtf.Day{Year: d.Year, Month: d.Month, Day: 1}, 1)
	}
	return d
}

// before is the first day of the piece before the one that holds d.
func (u unit) before(d edtf.Day) edtf.Day { return u.floor(dayBefore(u.floor(d))) }

// labels are the two lines of text where a piece begins: what it is, and the year it lies in; "" if years are counted
// alone.
func (u unit) labels(d edtf.Day, v words.Voice) (piece, year string) {
	year = v.Calendar.Year(d.Year)
	switch {
	case u.years > 0:
		return year, ""
	case u.months > 0:
		return v.Calendar.Month(d.Month), year
	}
	return v.Calendar.DayOfMonth(d), year
}

func monthsOn(d edtf.Day, months int) edtf.Day {
	if d.Month += months; d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

func dayBefore(d edtf.Day) edtf.Day {
	if d.Day--; d.Day > 0 {
		return d
	}
	if d.Month--; d.Month == 0 {
		d.Year, d.Month = d.Year-1, 12
	}
	d.Day = daysIn(d.Year, d.Month)
	return d
}

// untilMonth is the number of days before each month in a common year.
var untilMonth = [...]float64{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func leap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(year int64, month int) int {
	if month == 2 && leap(year) {
		return 29
	}
	return int(untilMonth[month] - untilMonth[month-1])
}

// dayNumber counts days from 1 January of year 0, the calendar carried on before 1582 as ISO 8601 has it.
func dayNumber(d edtf.Day) float64 {
	y := d.Year - 1
	leaps := floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + 1
	n := float64(365*float64(d.Year)) + float64(leaps) + untilMonth[d.Month-1] + float64(d.Day-1)
	if d.Month > 2 && leap(d.Year) {
		n++
	}
	return n
}

// dayAfter is the number of the day after d: where d ends.
func dayAfter(d edtf.Day) float64 { return dayNumber(d) + 1 }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
