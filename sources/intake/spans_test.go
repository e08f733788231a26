package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Weeks, several days and days with an hour are read as the time that they name, and nothing is made up.
func TestSpans(t *testing.T) {
	for text, want := range map[string]string{
		"w/c 14 June 2021": "2021-06-14/2021-06-20", "week commencing 14/06/2021": "2021-06-14/2021-06-20",
		"Week ending: 20 June 2021": "2021-06-14/2021-06-20", "Woche vom 14.6.2021": "2021-06-14/2021-06-20",
		"KW 24/2021": "2021-06-14/2021-06-20", "2021-W24": "2021-06-14/2021-06-20", "KW 53/2021": "", "w/c June": "",
		"03.–05.06.2014": "2014-06-03/2014-06-05", "3.-5.6.2014": "2014-06-03/2014-06-05",
		"3 and 4 June 2014": "2014-06-03/2014-06-04",
		"3rd-5th June 2014": "2014-06-03/2014-06-05", "14.-16. Juni 2021": "2021-06-14/2021-06-16", "5 to 3 June 2014": "",
		"31/12/2013 - 02/01/2014": "2013-12-31/2014-01-02", "2012 to date": "2012/..", "2012-present": "2012/..",
		"mid-March 2013": "2013-03~", "mid-2016": "2016~", "10am, 3 June 2014": "2014-06-03",
		"3 June 2014 at 10am":   "2014-06-03",
		"3 June 2014 (evening)": "2014-06-03", "16 June": "", "from 3 June to 5 June": "", "3 - ": "", "14 - 2": "",
		"March 2013": "2013-03", "Mar 2013": "2013-03", "mars 2014": "2014-03", "marzo 2014": "2014-03",
		"March 3, 2014":     "2014-03-03",
		"mardi 3 juin 2014": "2014-06-03", "Tue 03/06/14": "2014-06-03", "Mon 2014-06-02": "2014-06-02",
		"mar. 4 mars 2014": "2014-03-04",
		"8. 5. 2013":       "2013-05-08", "le 1er mai 2020": "2020-05-01", "le mardi 3 juin 2014": "2014-06-03",
		"am Montag, 3. Juni 2014": "2014-06-03",
		"du 3 au 5 juin 2020":     "2020-06-03/2020-06-05", "vom 3. bis 5. Juni 2020": "2020-06-03/2020-06-05",
		"del 3 al 5 de junio de 2020": "2020-06-03/2020-06-05",
		"dal 3 al 5 giugno 2020":      "2020-06-03/2020-06-05", "с 3 по 5 июня 2020": "2020-06-03/2020-06-05",
		"from 3 to 5 June 2020":                        "2020-06-03/2020-06-05",
		"between 3 May 2019 and 7 May 2019":            "2019-05-03/2019-05-07",
		"zwischen dem 3. Mai 2019 und dem 7. Mai 2019": "2019-05-03/2019-05-07",
		"entre le 3 mai 2019 et le 7 mai 2019":         "2019-05-03/2019-05-07",
		"Tuesday, 7 May 2019, 14:30 CET":               "2019-05-07",
		"the 1990s":                                    "199X", "1990er Jahre": "199X",
		"mi-mars 2021": "2021-03~", "mi mars 2021": "2021-03~", "fin-mars 2021": "2021-03~", "early-March 2021": "2021-03~",
		"Mitte März 2021": "2021-03~", "Mi, 3. März 2021": "2021-03-03", "a mediados de marzo de 2021": "2021-03~",
		"в середине марта 2021 г.": "2021-03~", "منتصف مارس 2021": "2021-03~", "vers le 3 mars 2021": "2021-03-03~",
		"martedì 2 marzo 2021": "2021-03-02", "terça-feira, 2 de março de 2021": "2021-03-02",
		"вторник, 2 марта 2021 г.": "2021-03-02", "الثلاثاء 2 مارس 2021": "2021-03-02", "2021年3月2日": "2021-03-02",
		"entre le 2 et le 5 mars 2021":  "2021-03-02/2021-03-05",
		"nuit du 2 au 3 mars 2021":      "2021-03-02/2021-03-03",
		"du 28 février au 3 mars 2021":  "2021-02-28/2021-03-03",
		"from 28 Dec to 3 January 2021": "",
		"March/April 2021":              "2021-03/2021-04",
		"vor März 2021":                 "../2021-02",
		"après le 3 mars 2021":          "2021-03-04/..",
		"jusqu'en mars 2021":            "../2021-03",
		"before 1 March 2020":           "../2020-02-29",
		"mars 2021 (?)":                 "2021-03?",
		"2021 mars":                     "2021-03",
		"mid-to-late March 2021":        "",
		"late 2021/early 2022":          "",
		"nach dem 10.5.22":              "2022-05-11/..", "after 10/5/2022": "2022-05-11/..", "before 10/05/22": "../2022-05-09",
		"c. 10/5/2022": "2022-05-10~", "depuis le 10/5/2022": "2022-05-10/..", "después del 10/5/2022": "2022-05-11/..",
		"10/5/2022 or later": "2022-05-10/..", "2019 or earlier": "../2019", "on or about 10/5/2022": "2022-05-10~",
		"by 10/5/2022": "../2022-05-10", "قبل 10/5/2022": "../2022-05-09", "Winter 2021/22": "",
		"zwischen 10.5. und 12.6.2022": "2022-05-10/2022-06-12", "vom 10.5. bis 12.6.2022": "2022-05-10/2022-06-12",
		"10.5.-12.6.2022": "2022-05-10/2022-06-12", "29.12.2021-2.1.2022": "2021-12-29/2022-01-02",
		"30/4-2/5/2022": "2022-04-30/2022-05-02", "12/2021-02/2022": "2021-12/2022-02", "2/1/2022-29/12/2021": "",
		"Dec 2021-Feb 2022": "2021-12/2022-02", "May 5-7, 2022": "2022-05-05/2022-05-07",
		"May 30 – June 2, 2022": "2022-05-30/2022-06-02",
		"3-5 June 2014":         "2014-06-03/2014-06-05", "June–August 2014": "2014-06/2014-08",
		"week of 12 June 2021": "2021-06-07/2021-06-18", "week of 14 June 2021": "2021-06-14/2021-06-20",
		"w/c 12 June 2021": "2021-06-12/2021-06-18", "3 & 7 May 2021": "", "3 et 7 mai 2021": "", "3 и 7 мая 2021": "",
		"between 3 and 7 May 2021": "2021-05-03/2021-05-07", "5 كانون الثاني 2021": "2021-01-05",
		"تشرين الأول 2021": "2021-10", "3 أيار/مايو 2021": "2021-05-03", "بين 3 و7 أيار 2021": "2021-05-03/2021-05-07",
		"يوم 3 مايو 2021": "2021-05-03", "primer trimestre de 2019": "2019-01/2019-03",
		"2.º trimestre de 2021": "2021-04/2021-06", "2ème trimestre 2019": "2019-04/2019-06",
		"terzo trimestre 2021": "2021-07/2021-09", "II квартал 2021": "2021-04/2021-06",
		"второй квартал 2021": "2021-04/2021-06", "zweites Halbjahr 2021": "2021-07/2021-12",
		"IV. Quartal 2021": "2021-10/2021-12", "الربع الثاني من عام 2021": "2021-04/2021-06",
	} {
		im := intake.Read(inputs("list.csv",
			"From,To,URL,Date\nAnn,Bo,https://example.org/1,25/12/2013\nAnn,Cy,https://example.org/1,\""+
				text+"\"\n"), intake.Options{})
		if im.Problems.Err() != nil {
			t.Fatal(said(im))
		}
		if _, got, _ := strings.Cut(claimsOf(t, im, "claims", "date"), "\n"); got != want {
			t.Errorf("%q is %q, want %q\n%s", text, got, want, said(im))
		}
	}
}

// The time of day beside a date is kept, however it is written, and so are two calls of one day. Midnight is what databases
// have for none.
func TestTimesOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"3 May 2021, 14:30": "14:30", "2021-05-23 23:45:10": "23:45:10", "2021-05-23T10:00:00Z": "10:00:00Z",
		"3 May 2021, 2.30pm": "2.30pm", "le 3 mai 2021 à 14h30": "14h30", "23.5.2021 um 14:30 Uhr": "um 14:30 Uhr",
		"23.5.2021, 14 Uhr": "14 Uhr", "3 de mayo de 2021 a las 14:30": "14:30", "3 de maio de 2021 às 14h30": "14h30",
		"3 maggio 2021 ore 14.30": "ore 14.30", "3 мая 2021 в 14:30": "14:30", "3 مايو 2021 الساعة 14:30": "14:30",
		"14:30, 3 May 2021": "14:30", "23 May 2021 (evening)": "evening",
		"2021-05-23 00:00:00": "", "5/23/2021 12:00:00 AM": "", "3 May 2021": "", "2021-05": "",
	} {
		im := intake.Read(inputs("list.csv", "From,To,URL,Date\nAnn,Bo,https://example.org/1,\""+text+"\"\n"),
			intake.Options{})
		if _, got, _ := strings.Cut(claimsOf(t, im, "claims", "date", "time_as_found"), "; "); got != want ||
			!strings.HasPrefix(claimsOf(t, im, "claims", "date"), "2021-05") {
			t.Errorf("%q: its time is %q, want %q\n%s", text, got, want, said(im))
		}
	}
	const calls = "Caller,Called,Start,Exhibit\nAnn,Bo,2021-05-03 09:00,Log A\nAnn,Bo,2021-05-03 21:00,Log A\n" +
		"Ann,Bo,2021-05-04 09:00,Log A\n"
	im := intake.Read(inputs("calls.csv", calls), intake.Options{})
	const want = "2021-05-03; 09:00\n2021-05-03; 21:00\n2021-05-04; 09:00"
	if got := claimsOf(t, im, "claims", "date", "time_as_found"); got != want {
		t.Errorf("calls of\n%s\nwant\n%s", got, want)
	}
}
