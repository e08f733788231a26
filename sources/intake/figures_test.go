package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"relgraph/sources/intake"
)

// A day in figures is what the calendar has in the order of its column; where only one order makes a day, it is that one;
// and a text that is no day in either is kept.
func TestDaysInFiguresAreThoseOfTheCalendar(t *testing.T) {
	isDay := func(year, month, day int) bool {
		at, err := time.Parse("2006-1-2", fmt.Sprintf("%04d-%d-%d", year, month, day))
		return err == nil && at.Day() == day
	}
	for _, order := range []string{"dmy", "mdy"} {
		for _, sign := range []string{"/", ".", "-", " "} {
			var list strings.Builder
			var want []string
			list.WriteString("From,To,Source,Date\n")
			for _, year := range []int{999, 1900, 2000} {
				for _, first := range []int{0, 1, 2, 3, 11, 12, 13, 28, 29, 30, 31, 32} {
					for _, second := range []int{0, 1, 2, 4, 9, 12, 13, 28, 29, 30, 31, 32} {
						text := fmt.Sprintf("%d%s%02d%s%04d", first, sign, second, sign, year)
						fmt.Fprintf(&list, "Ann Example,Bo Sample,https://example.org/c,%s\n", text)
						day, month := first, second
						if order == "mdy" {
							day, month = second, first
						}
						if !isDay(year, month, day) {
							day, month = month, day
						}
						switch {
						case year == 999: // maybe of another calendar
							want = append(want, text)
						case isDay(year, month, day):
							want = append(want, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
						default:
							want = append(want, text)
						}
					}
				}
			}
			im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte(list.String())}}, intake.Options{Dates: order})
			said := map[string]string{}
			for _, v := range im.Account.Values {
				said[v.Text] = v.As
				if v.Kept {
					said[v.Text] = v.Text
				}
			}
			for i, line := range strings.Split(strings.TrimSpace(list.String()), "\n")[1:] {
				text := line[strings.LastIndexByte(line, ',')+1:]
				if said[text] != want[i] {
					t.Fatalf("%s of %q: %q, want %q", order, text, said[text], want[i])
				}
			}
		}
	}
}
