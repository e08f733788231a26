package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// The numbers by which Excel counts days are told in whichever column of dates they stand.
func TestNumbersOfDaysInAnyColumn(t *testing.T) {
	for _, head := range []string{"Date", "Published", "Start"} {
		im := intake.Read([]intake.Input{{File: "list.csv", Data: []byte("From,To,Source," + head +
			"\nAnn Example,Bo Sample,https://example.org/c,44197\n")}}, intake.Options{})
		said := ""
		for _, p := range im.Problems {
			said += p.String() + "\n"
		}
		if !strings.Contains(said, "are the numbers by which Excel counts days") {
			t.Errorf("%s: nothing is said of 44197:\n%s", head, said)
		}
	}
}

// A year in figures that no list of contacts is likely to mean may be one of another calendar: the day is kept aside, and
// one that is written as dossiers have it is taken, and warned of. Months in words are those of the calendar.
func TestYearsOfOtherCalendars(t *testing.T) {
	const calendar = `"2014-09-23" in the Gregorian calendar: `
	const other = " may be a year of another one, such as the Iranian, the Islamic, the Buddhist or the Hebrew"
	for text, want := range map[string]string{
		"1399/05/12": `list.csv:2:15: warning: the date "1399/05/12" is kept aside: want a date such as ` + calendar +
			"1399" + other + `; "1399-05-12" if that year is meant`,
		"۱۳۹۹/۰۵/۱۲": `the date "۱۳۹۹/۰۵/۱۲" is kept aside: want a date such as ` + calendar + "1399" + other,
		"12.03.1442": `the date "12.03.1442" is kept aside: want a date such as ` + calendar + "1442" + other,
		"25.03.2564": `the date "25.03.2564" is kept aside: want a date such as ` + calendar + "2564" + other,
		"2564-03-02": `list.csv:2:15: warning: the date "2564-03-02" is taken for a date of the Gregorian calendar: want it in ` +
			"that calendar; 2564" + other,
		"1399":          `the date "1399" is taken for a date of the Gregorian calendar`,
		"12 March 1442": `the date "1442-03-12" is taken for a date of the Gregorian calendar`,
		"2021-03-02":    "",
		"1543/05/12":    "",
		"1999/2001":     "",
	} {
		im := intake.Read(inputs("list.csv", "From,To,Src,Date\nAnn,Bo,Report,"+text+"\n"), intake.Options{
			Columns: map[string][]string{"document": {"Src"}}})
		if got := said(im); !strings.Contains(got, want) || want == "" && strings.Contains(got, "calendar") {
			t.Errorf("%s: want %q in\n%s", text, want, got)
		}
	}
	im := intake.Read(inputs("list.csv", "From,To,Source,Date\nAnn,Bo,Report,1399/05/12\nAnn,Cy,Report,1399-05-12\n"),
		intake.Options{})
	if got := claimsOf(t, im, "claims", "date", "date_as_found"); got != "; 1399/05/12\n1399-05-12; " {
		t.Errorf("got\n%s", got)
	}
}
