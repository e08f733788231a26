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
		"3-5 June 2014":                 "2014-06-03/2014-06-05", "June–August 2014": "2014-06/2014-08",
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
