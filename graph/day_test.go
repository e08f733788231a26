package graph

import (
	"testing"
	"time"

	"relgraph/sources/edtf"
)

// The days of two eras, of leap years and of centuries that are none follow one another.
func TestDaysAreNumbered(t *testing.T) {
	number := func(day time.Time) int64 {
		return dayNumber(edtf.Day{Year: int64(day.Year()), Month: int(day.Month()), Day: day.Day()})
	}
	for _, begin := range []int{-801, -405, -101, -5, -1, 0, 1899, 1999} {
		day := time.Date(begin, time.January, 1, 0, 0, 0, 0, time.UTC) // of package time's calendar, which knows year 0 too
		for before := number(day); day.Year() < begin+6; {
			day = day.AddDate(0, 0, 1)
			now := number(day)
			if now != before+1 {
				t.Fatalf("%s has the number %d, behind %d", day.Format("2006-01-02"), now, before)
			}
			before = now
		}
	}
}
