package main

import (
	"os"
	"strconv"
	"time"

	"relgraph/sources/edtf"
)

// dayAsOf reads a day of the command line; if it is blank, it is today.
func dayAsOf(text string) (edtf.Day, error) {
	if text == "" {
		return today()
	}
	date, err := edtf.Parse(text)
	first, ok := date.Earliest()
	if last, _ := date.Latest(); err != nil || !ok || date.IsInterval() || first != last {
		return edtf.Day{}, misusef("--as-of %q: want a day, such as 2026-11-22", text)
	}
	return first, nil
}

// today is the day here, or that of SOURCE_DATE_EPOCH, seconds since 1970 in UTC, which makes a run that can be
// repeated (reproducible-builds.org/specs/source-date-epoch).
func today() (edtf.Day, error) {
	now := time.Now()
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return edtf.Day{}, misusef("SOURCE_DATE_EPOCH=%q: want a number of seconds since 1970", epoch)
		}
		now = time.Unix(seconds, 0).UTC()
	}
	return edtf.Day{Year: int64(now.Year()), Month: int(now.Month()), Day: now.Day()}, nil
}
