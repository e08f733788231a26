package sources_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/sources"
)

// Initials, spellings in other letters, titles and turned names are near; numerals, single letters and codes tell
// names apart. Who says that a pair is not one is not asked again.
func TestNearNamesOfAllSorts(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		near bool
	}{
		{"M. Holt", "Mira Holt", true}, {"Mira Holt", "M Holt", true}, {"Holt, Mira", "Mira Holt", true},
		{"Prof. Dr. Mira Holt", "Mira Holt", true}, {"Gen. Mira Holt", "General Mira Holt", true},
		{"Lin & Sons", "Lin and Sons", true}, {"St. Mary", "Saint Mary", true},
		{"Иванов", "Ivanov", true}, {"Пётр Иванов", "Petr Ivanov", true}, {"Muhammad Sample", "Mohammed Sample", true},
		{"Abdul al-Sample", "Abdel el-Sample", true}, {"Łukasz Sample", "Lukasz Sample", true},

		{"Rt Hon Mira Holt MP", "Mira Holt", true}, {"Prof Mira Holt PhD", "Dr. Mira Holt", true},
		{"General Mira Holt", "Mira Holt", true}, {"Gen. Mira Holt", "Mira Holt", true},
		{"Example, Inc.", "Example", true}, {"Sample plc", "Sample", true}, {"SA p.l.c.", "the SA", true},
		{"Sample GmbH & Co. KG", "Sample", true}, {"Sample Pty Ltd", "Sample", true}, {"Lin & Co", "Lin", true},
		{"Sample Example Union (SEU)", "SEU", true}, {"Sample Example Union", "SEU", true},
		{"S.E.U.", "Sample Example Union", true},
		{"Union of Sample and Example (USE)", "Union of Sample and Example", true}, {"Sample al-Xample (SX)", "SX", true},
		{"Sample Examples' Union", "Sample Examples Union", true}, {"Sample Bank (Exampleland)", "Sample Bank", true},

		{"Sample plc", "Sample GmbH", false}, {"Sample plc", "Samplo", false}, {"Sample (North)", "Sample (South)", false},
		{"General Sample", "Sample", false}, {"President of Sample", "of Sample", false},
		{"Мэр Иван Петров", "Иван Петров", true}, {"Bürgermeisterin Uta Klein", "Uta Klein", true},
		{"الشيخ أحمد سعيد", "أحمد سعيد", true}, {"Mayor Ulla Strand", "Ulla Strand", true},
		{"Baudezernent F. Klein", "F. Klein", true}, {"Vereadora Ana Ruiz", "Ana Ruiz", true},
		{"Préfet Luc Brun", "Luc Brun", true}, {"Assessore Ivo Riva", "Ivo Riva", true},
		{"Губернатор Иван Петров", "Иван Петров", true}, {"العقيد أحمد سعيد", "أحمد سعيد", true},
		{"Embajadora Ana Ruiz", "Ana Ruiz", true}, {"Director General", "General", false},
		{"Mayor of Lower Sampleton", "Lower Sampleton", false}, {"Justice Department", "Department", false},
		{"King's Sample", "Queen's Sample", false},
		{"MP Materials", "Materials", false}, {"Sample (UK)", "UK", false}, {"Sample Example", "SE", false},
		{"Sample Example Union", "SXU", false}, {"Major's Sample House", "General's Sample House", false},
		{"M. Holt", "M. Holter", false}, {"J. Sample", "K. Sample", false}, {"Jo Sample", "Jan Sample", false},
		{"Interviewee A", "Interviewee B", false}, {"Petr I.", "Petr II.", false}, {"Group of 7", "Group of 77", false},
		{"Agency of ES", "Agency of US", false}, {"Agency of ES", "Agency of SE", false}, {"Sample (DE)", "Sample (DK)", false},
		{"Agency of the USA", "Agency of the USB", false}, {"AGENCY OF ES", "AGENCY OF US", true},
		{"Agency of US", "Agency of USA", true}, {"Agensy of ES", "Agency of ES", true}, {"Agensy of ES", "Agency of US", false},
		{"YNL050C", "YNR050C", false}, {"A. B. Sample", "Ann Sample", false},
	} {
		for _, settled := range []string{"", "not_same_as", "same_as"} {
			actors := fmt.Sprintf("id,name,%s\none,%q,\nother,%q,%s\n", cmp.Or(settled, "same_as"), tt.a, tt.b,
				map[bool]string{true: "one"}[settled != ""])
			_, problems := sources.OpenFS(fstest.MapFS{"actors.csv": {Data: []byte(actors)},
				"documents.csv": {Data: []byte("id,title\nd,Courier\n")},
				"claims.csv":    {Data: []byte("actor,recipient,document\none,other,d\n")}}, ".", sources.Options{})
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			said := strings.Contains(problems.Error(), "is nearly the name of")
			if want := tt.near && settled == ""; said != want {
				t.Errorf("%q and %q, %q: said %v, want %v\n%s", tt.a, tt.b, settled, said, want, problems.Error())
			}
		}
	}
}
