package intake_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"relgraph/sources/intake"
)

// withHidden is a workbook of one sheet of which some rows and columns are hidden.
func withHidden(t *testing.T, rows [][]string, hiddenRows []int, hiddenColumns ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for r, row := range rows {
		for c, text := range row {
			ref, err := excelize.CoordinatesToCellName(c+1, r+1)
			must(err)
			if text != "" {
				must(f.SetCellStr("Sheet1", ref, text))
			}
		}
	}
	for _, row := range hiddenRows {
		must(f.SetRowVisible("Sheet1", row, false))
	}
	for _, column := range hiddenColumns {
		must(f.SetColVisible("Sheet1", column, false))
	}
	b, err := f.WriteToBuffer()
	must(err)
	return b.Bytes()
}

// What is hidden makes no part of a meeting that is gathered of several rows, nor of a matrix, unless it is asked for; and
// it is said.
func TestWhatIsHiddenIsNotGathered(t *testing.T) {
	meetings := [][]string{{"Person", "Meeting ID", "Date"}, {"Ann", "M1", "2019"}, {"Bo", "M1", "2019"},
		{"Cy", "M1", "2019"},
		{"Di", "M2", "2020"}, {"Ed", "M2", "2020"}}
	matrix := [][]string{{"Name", "Ann", "Bo", "Cy", "Di"}, {"Ann", "", "x", "x", ""}, {"Bo", "x", "", "x", ""},
		{"Cy", "x", "x", "", "x"}, {"Di", "", "", "x", ""}}
	for name, tt := range map[string]struct {
		book        []byte
		want, asked string // with --hidden
		says        []string
	}{
		"a row of a meeting": {withHidden(t, meetings, []int{4}), "ann|bo; \ndi|ed; ", "ann|bo|cy; \ndi|ed; ",
			[]string{"list.xlsx:Sheet1!A4: warning: a row that is hidden or filtered out is left out: Cy | M1 | 2019"}},
		"a row of a matrix": {withHidden(t, matrix, []int{4}), "ann; bo\nann; cy\nbo; cy\ndi; cy",
			"ann; bo\nann; cy\nbo; cy\ncy; di",
			[]string{"list.xlsx:Sheet1!E4: warning: a row that is hidden or filtered out is left out: Cy | Di"}},
		"a column of a matrix": {withHidden(t, matrix, nil, "D"), "ann; bo\ncy; ann\ncy; bo\ncy; di",
			"ann; bo\nann; cy\nbo; cy\ncy; di",
			[]string{"list.xlsx:Sheet1: warning: the column D is hidden, and left out: 4 cells"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, hidden := range []bool{false, true} {
				im := intake.Read([]intake.Input{{File: "list.xlsx", Data: tt.book}},
					intake.Options{Document: "Rep", Hidden: hidden})
				want := tt.want
				if hidden {
					want = tt.asked
				}
				got := strings.Split(claimsOf(t, im, "claims", "actor", "recipient"), "\n")
				slices.Sort(got)
				if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
					t.Errorf("hidden %v: %s\n%s", hidden, diff, said(im))
				}
				for _, says := range tt.says {
					if strings.Contains(said(im), says) == hidden {
						t.Errorf("hidden %v: %q in\n%s", hidden, says, said(im))
					}
				}
			}
		})
	}
}

// Cells of a matrix that say that there is nothing, and marks between a name and itself, are counted, with the first place.
func TestEmptyCellsOfAMatrixAreCounted(t *testing.T) {
	im := intake.Read(inputs("list.csv", "Name,Ann,Bo,Cy,Di\nAnn,x,1,0,–\nBo,1,x,0,no\nCy,0,0,X,1\nDi,–,,1,\n"),
		intake.Options{Document: "Rep"})
	if diff := cmp.Diff("ann; bo\ncy; di", claimsOf(t, im, "claims", "actor", "recipient")); diff != "" {
		t.Error(diff)
	}
	type counted struct {
		code, text, as      string
		count, line, column int
	}
	var got []counted
	for _, v := range im.Account.Values {
		got = append(got, counted{v.Code, v.Text, v.As, v.Count, v.Line, v.Column})
	}
	want := []counted{{"cell of the matrix", "0", "no contact", 4, 2, 9},
		{"cell of the matrix", "–", "no contact", 2, 2, 11},
		{"cell of the matrix", "no", "no contact", 1, 3, 10}, {"mark of a name with itself", "x", "no contact", 2, 2, 5},
		{"mark of a name with itself", "X", "no contact", 1, 4, 8}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(counted{})); diff != "" {
		t.Error(diff)
	}
	if says := `list.csv:2:9: note: the cell of the matrix "0" read as "no contact" (4 times)`; !strings.Contains(said(im), says) {
		t.Errorf("no %q in\n%s", says, said(im))
	}
}
