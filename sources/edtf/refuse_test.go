package edtf_test

import (
	"strings"
	"testing"

	"relgraph/sources/edtf"
)

const level2 = ` is EDTF level 2, and levels 0 and 1 are understood`

var refused = []struct{ text, want string }{
	{"", `empty date: want "2014", "2014-09" or "2014-09-23"`},
	{" \t", `empty date: want "2014", "2014-09" or "2014-09-23"`},

	// times of day, which are level 0
	{"1985-04-12T23:20:30", `"1985-04-12T23:20:30": want the day without the time: "1985-04-12"`},
	{"1985-04-12T23:20:30Z", `"1985-04-12T23:20:30Z": want the day without the time: "1985-04-12"`},
	{"1985-04-12T23:20:30-04", `"1985-04-12T23:20:30-04": want the day without the time: "1985-04-12"`},
	{"1985-04-12T23:20:30+04:30", `"1985-04-12T23:20:30+04:30": want the day without the time: "1985-04-12"`},
	{"2014-09-23 10:00", `"2014-09-23 10:00": want the day without the time: "2014-09-23"`},
	{"2014-09-23T10:00/2014-09-24",
		`"2014-09-23T10:00/2014-09-24": start "2014-09-23T10:00": want the day without the time: "2014-09-23"`},

	// the calendar
	{"2014-00", `"2014-00": there is no month 00: want 01 to 12, or 21 to 24 for a season`},
	{"2014-13", `"2014-13": there is no month 13: want 01 to 12, or 21 to 24 for a season`},
	{"2014-15", `"2014-15": there is no month 15: want 01 to 12, or 21 to 24 for a season`},
	{"2014-42", `"2014-42": there is no month 42: want 01 to 12, or 21 to 24 for a season`},
	{"2014-01-00", `"2014-01-00": there is no day 00 in 2014-01: want 01 to 31`},
	{"2014-09-31", `"2014-09-31": there is no day 31 in 2014-09: want 01 to 30`},
	{"2014-02-29", `"2014-02-29": there is no day 29 in 2014-02: want 01 to 28`},
	{"1900-02-29", `"1900-02-29": there is no day 29 in 1900-02: want 01 to 28`},
	{"-0100-02-29", `"-0100-02-29": there is no day 29 in -0100-02: want 01 to 28`},
	{"2001-21-03", `"2001-21-03": a season has no day: want "2001-21"`},
	{"-0000", `"-0000": year 0 has no sign: want "0000"`},
	{"Y99999999999999999999", `"Y99999999999999999999": year too large: want 18 digits at most`},

	// intervals
	{"2016/2014", `"2016/2014": start "2016" after end "2014": want the earlier date first`},
	{"2014-09-24~/2014-09-23",
		`"2014-09-24~/2014-09-23": start "2014-09-24~" after end "2014-09-23": want the earlier date first`},
	{"2014-10/2014-09-30", `"2014-10/2014-09-30": start "2014-10" after end "2014-09-30": want the earlier date first`},
	{"/", `"/": want a date at one end at least, as in "2014/.." or "../2014"`},
	{"../..", `"../..": want a date at one end at least, as in "2014/.." or "../2014"`},
	{"../", `"../": want a date at one end at least, as in "2014/.." or "../2014"`},
	{"2014/2015/2016", `"2014/2015/2016": want one "/" between start and end`},
	{"2014-09-27/2014-09-31", `"2014-09-27/2014-09-31": end "2014-09-31": there is no day 31 in 2014-09: want 01 to 30`},
	{"2014-9/2015", `"2014-9/2015": start "2014-9": want two digits for month and day: "2014-09"`},
	{"2014/Sept 2015", `"2014/Sept 2015": end "Sept 2015": want year-month-day in figures: "2015-09"`},
	{"mid-March 2021", `"mid-March 2021": want ~ at the end for "about": "2021-03~"`},
	{"Late-Sept. 2014", `"Late-Sept. 2014": want ~ at the end for "about": "2014-09~"`},
	{"mid-March 2021 – early-May 2021", `"mid-March 2021 – early-May 2021": want "/" between start and end: "2021-03~/2021-05~"`},
	{"before 1 March 2020", `"before 1 March 2020": want ".." for an open start: "../2020-02-29"`},
	{"after Dec 2013", `"after Dec 2013": want ".." for an open end: "2014-01/.."`},
	{"c2014", `"c2014": want ~ at the end for "about": "2014~"`},
	{"2014/n.d.", `"2014/n.d.": end "n.d.": not a date: want "2014", "2014-09" or "2014-09-23"`},

	// level 2: one of a set, all of a set
	{"[1667,1668,1670..1672]", `"[1667,1668,1670..1672]": a set` + level2 +
		`: want one date, or an interval as in "2014/2016"`},
	{"[..1760-12-03]", `"[..1760-12-03]": a set` + level2 + `: want one date, or an interval as in "2014/2016"`},
	{"{1960,1961-12}", `"{1960,1961-12}": a set` + level2 + `: want one date, or an interval as in "2014/2016"`},

	// level 2: qualifiers on parts
	{"2004-06~-11", `"2004-06~-11": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2004-06-11~"`},
	{"2004?-06-11", `"2004?-06-11": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2004-06-11?"`},
	{"?2014", `"?2014": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2014?"`},
	{"~2014", `"~2014": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2014~"`},
	{"2004-06-~11", `"2004-06-~11": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2004-06-11~"`},
	{"2004-?06-11~", `"2004-?06-11~": a qualifier before or inside a date` + level2 +
		`: want it at the end, for the whole date: "2004-06-11%"`},
	{"2014?~", `"2014?~": want one qualifier, % for uncertain and approximate: "2014%"`},
	{"2014??", `"2014??": want one qualifier, % for uncertain and approximate: "2014?"`},
	{"2004-06-~01/2004-06-~20", `"2004-06-~01/2004-06-~20": start "2004-06-~01": a qualifier before or inside a date` +
		level2 + `: want it at the end, for the whole date: "2004-06-01~"`},

	// level 2: exponents and significant digits
	{"Y-17E7", `"Y-17E7": an exponent` + level2 + `: want all digits, as in "Y170000000"`},
	{"1950S2", `"1950S2": a number of significant digits` + level2 + `: want ~ for "about": "1950~"`},
	{"Y171010000S3", `"Y171010000S3": a number of significant digits` + level2 + `: want ~ for "about": "Y171010000~"`},
	{"Y3388E2S3", `"Y3388E2S3": an exponent` + level2 + `: want all digits, as in "Y170000000"`},

	// level 2: seasons
	{"2001-25", `"2001-25": season 25` + level2 + `: want 21 to 24, or its months as in "2001-04/2001-06"`},
	{"2001-34", `"2001-34": season 34` + level2 + `: want 21 to 24, or its months as in "2001-04/2001-06"`},
	{"2001-41", `"2001-41": season 41` + level2 + `: want 21 to 24, or its months as in "2001-04/2001-06"`},

	// level 2: unspecified digits
	{"156X-12-25", `"156X-12-25": an X in this place` + level2 +
		`: want X from the right, for a whole month or day: "156X"`},
	{"XXXX-12-XX", `"XXXX-12-XX": an X in this place` + level2 +
		`: want X from the right, for a whole month or day: "XXXX"`},
	{"1XXX-XX", `"1XXX-XX": an X in this place` + level2 + `: want X from the right, for a whole month or day: "1XXX"`},
	{"1984-1X", `"1984-1X": an X in this place` + level2 + `: want X from the right, for a whole month or day: "1984-XX"`},
	{"2004-XX-11", `"2004-XX-11": an X in this place` + level2 +
		`: want X from the right, for a whole month or day: "2004-XX"`},
	{"2004-06-1X", `"2004-06-1X": an X in this place` + level2 +
		`: want X from the right, for a whole month or day: "2004-06-XX"`},
	{"2X14", `"2X14": an X in this place` + level2 + `: want X from the right, for a whole month or day`},
	{"-XXXX", `"-XXXX": an X in this place` + level2 + `: want X from the right, for a whole month or day`},
	{"2004-06-XX/2004-07-03", `"2004-06-XX/2004-07-03": start "2004-06-XX": an unspecified digit in an interval` +
		level2 + `: want "2004-06"`},
	{"201X/2014", `"201X/2014": start "201X": an unspecified digit in an interval` + level2 +
		`: want a year, month or day, or nothing for an unknown end`},
	{"2014/XXXX", `"2014/XXXX": end "XXXX": an unspecified digit in an interval` + level2 +
		`: want a year, month or day, or nothing for an unknown end`},

	// the draft of 2012
	{"201u", `"201u": want X for a digit not known: "201X"`},
	{"2014-xx", `"2014-xx": want X for a digit not known: "2014-XX"`},
	{"2014/open", `"2014/open": want ".." for an open end: "2014/.."`},
	{"2014/unknown", `"2014/unknown": want nothing for an unknown end: "2014/"`},
	{"unknown/2014", `"unknown/2014": want nothing for an unknown start: "/2014"`},

	// figures in another order or with other separators
	{"23.09.2014", `"23.09.2014": want year-month-day: "2014-09-23"`},
	{"23/09/2014", `"23/09/2014": want year-month-day: "2014-09-23"`},
	{"9/23/2014", `"9/23/2014": want year-month-day: "2014-09-23"`},
	{"03/04/2014", `"03/04/2014": want year-month-day: "2014-04-03" or "2014-03-04"`},
	{"07.07.2014", `"07.07.2014": want year-month-day: "2014-07-07"`},
	{"31.02.2014", `"31.02.2014": want year-month-day`},
	{"09/2014", `"09/2014": want year-month: "2014-09"`},
	{"2014/09/23", `"2014/09/23": want year-month-day: "2014-09-23"`},
	{"2014.9.3", `"2014.9.3": want year-month-day: "2014-09-03"`},
	{"2014.09", `"2014.09": want year-month: "2014-09"`},
	{"2014-9-3", `"2014-9-3": want two digits for month and day: "2014-09-03"`},
	{"2014-9", `"2014-9": want two digits for month and day: "2014-09"`},
	{"2014-09-3", `"2014-09-3": want two digits for month and day: "2014-09-03"`},
	{"2014-9-3?", `"2014-9-3?": want two digits for month and day: "2014-09-03?"`},
	{"2014‑09‑23", `"2014‑09‑23": want year-month-day: "2014-09-23"`},
	{"20140923",
		`"20140923": want "-" between year, month and day, or Y before a longer year: "2014-09-23" or "Y20140923"`},
	{"201409", `"201409": want "-" between year and month, or Y before a longer year: "2014-09" or "Y201409"`},
	{"12014", `"12014": want Y before a year of more than four digits: "Y12014"`},
	{"Y2014", `"Y2014": want Y only before a year of more than four digits: "2014"`},
	{"Y0170000002", `"Y0170000002": want a year without zeros in front: "Y170000002"`},
	{"201", `"201": want four digits for the year, X for one not known: "0201" or "201X"`},
	{"201?", `"201?": want four digits for the year, X for one not known: "0201?" or "201X?"`},
	{"2010s", `"2010s": want X for a digit not known: "201X"`},
	{"1900s", `"1900s": want X for a digit not known: "190X" or "19XX"`},

	// short, dashed and dotted intervals
	{"2014/15", `"2014/15": want both ends of an interval in full, "-" before a month: "2014/2015"`},
	{"2008/09", `"2008/09": want both ends of an interval in full, "-" before a month: "2008/2009" or "2008-09"`},
	{"2014/09", `"2014/09": want both ends of an interval in full, "-" before a month: "2014-09"`},
	{"2014/9", `"2014/9": want year-month: "2014-09"`},
	{"2014-05/11", `"2014-05/11": want both ends of an interval in full, "-" before a month: "2014-05/2014-11"`},
	{"2014-09-27/29",
		`"2014-09-27/29": want both ends of an interval in full, "-" before a month: "2014-09-27/2014-09-29"`},
	{"2014-09-27/10-02",
		`"2014-09-27/10-02": want both ends of an interval in full, "-" before a month: "2014-09-27/2014-10-02"`},
	{"2014-2015", `"2014-2015": want "/" between start and end: "2014/2015"`},
	{"2014–2016", `"2014–2016": want "/" between start and end: "2014/2016"`},
	{"2014–15", `"2014–15": want "/" between start and end: "2014/2015"`},
	{"2014-09–2014-11", `"2014-09–2014-11": want "/" between start and end: "2014-09/2014-11"`},
	{"2014-05 to 2014-11", `"2014-05 to 2014-11": want "/" between start and end: "2014-05/2014-11"`},
	{"2014 - 2015", `"2014 - 2015": want "/" between start and end: "2014/2015"`},
	{"2014 / 2015", `"2014 / 2015": want no blanks inside: "2014/2015"`},
	{"2014..2015", `"2014..2015": want "/" between start and end: "2014/2015"`},
	{"2014..", `"2014..": want "/" between start and end: "2014/.."`},
	{"..2014", `"..2014": want "/" between start and end: "../2014"`},
	{"27–29 September 2014", `"27–29 September 2014": want "/" between start and end: "2014-09-27/2014-09-29"`},
	{"May–Nov 2024", `"May–Nov 2024": want "/" between start and end: "2024-05/2024-11"`},
	{"27 Sep – 2 Oct 2014", `"27 Sep – 2 Oct 2014": want "/" between start and end: "2014-09-27/2014-10-02"`},
	{"May 2023 – Nov 2024", `"May 2023 – Nov 2024": want "/" between start and end: "2023-05/2024-11"`},

	// words
	{"Sept 2014", `"Sept 2014": want year-month-day in figures: "2014-09"`},
	{"23 Sep 2014", `"23 Sep 2014": want year-month-day in figures: "2014-09-23"`},
	{"September 23, 2014", `"September 23, 2014": want year-month-day in figures: "2014-09-23"`},
	{"3rd of May, 2014", `"3rd of May, 2014": want year-month-day in figures: "2014-05-03"`},
	{"31 September 2014", `"31 September 2014": want year-month-day in figures`},
	{"fall 2014", `"fall 2014": want year-month-day in figures: "2014-23"`},
	{"c. 2014", `"c. 2014": want ~ at the end for "about": "2014~"`},
	{"ca. Sept 2014", `"ca. Sept 2014": want ~ at the end for "about": "2014-09~"`},
	{"circa 2014?", `"circa 2014?": want ~ at the end for "about": "2014%"`},
	{"since Sept 2014", `"since Sept 2014": want ".." for an open end: "2014-09/.."`},
	{"until 2014", `"until 2014": want ".." for an open start: "../2014"`},
	{"2014 ?", `"2014 ?": want no blanks inside: "2014?"`},

	// no dates
	{"n.d.", `"n.d.": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"unknown", `"unknown": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"today", `"today": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"2014-W38", `"2014-W38": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"2014-266", `"2014-266": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"14", `"14": not a date: want "2014", "2014-09" or "2014-09-23"`},
	{"+2014", `"+2014": not a date: want "2014", "2014-09" or "2014-09-23"`},
}

func TestRefusals(t *testing.T) {
	for _, tt := range refused {
		d, err := edtf.Parse(tt.text)
		if err == nil {
			t.Errorf("%q is read as %#v", tt.text, d.Fields())
			continue
		}
		if err.Error() != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, err, tt.want)
		}
		if !d.IsZero() {
			t.Errorf("%q: got %q beside the error, want the zero Date", tt.text, d)
		}
		hints(t, tt.text, err)
	}
}

// A cell that holds a paragraph is refused at once and without guessing.
func TestRefusalOfLongText(t *testing.T) {
	text := strings.Repeat("c. ", 5000) + "2014"
	_, err := edtf.Parse(text)
	if want := `"` + text + `": not a date: want "2014", "2014-09" or "2014-09-23"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A cell of nothing but slashes is refused in one piece, not slash by slash: each would have the rest of the cell in
// its message again, and sixty thousand of them take all memory.
func TestManySlashesAreRefusedAtOnce(t *testing.T) {
	text := strings.Repeat("2014/", 400)
	_, err := edtf.Parse(text)
	if err == nil || len(err.Error()) > len(text)+100 {
		t.Errorf("the error for %d bytes has %d", len(text), len(err.Error()))
	}
}
