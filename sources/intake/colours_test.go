package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"relgraph/sources/intake"
)

// Colours that mark some rows are said, with their cells and rows; those of heads and of every other row are not.
func TestColours(t *testing.T) {
	f := excelize.NewFile()
	paint := func(refs string, s excelize.Style) {
		id, err := f.NewStyle(&s)
		if err != nil {
			t.Fatal(err)
		}
		for ref := range strings.FieldsSeq(refs) {
			if err := f.SetCellStyle("Sheet1", ref, ref, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	rows := [][]any{{"Who", "With", "Source"}}
	for i := range 12 {
		rows = append(rows, []any{"Ann", fmt.Sprintf("Person%c Example", 'A'+i), fmt.Sprintf("https://example.org/%d", i)})
	}
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	solid := func(colour string) excelize.Style {
		return excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}}
	}
	paint("A1 B1 C1", solid("FFCC00"))
	paint("A2 B2 A4 A6 A8 A10 A12", solid("EEEEEE"))
	paint("A3 B3 B9 C13", solid("FF0000"))
	paint("B5", excelize.Style{Font: &excelize.Font{Color: "00B050"}})
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	says := said(intake.Read([]intake.Input{{File: "book.xlsx", Data: data.Bytes()}}, intake.Options{}))
	for _, want := range []string{
		"book.xlsx:Sheet1!A3: warning: 4 cells of the rows 3, 9 and 13 are filled #FF0000: what the colour means is not read: " +
			"write what it means into a column",
		"book.xlsx:Sheet1!A5: warning: 1 cell of row 5 is written in #00B050: what the colour means is not read",
	} {
		if !strings.Contains(says, want) {
			t.Errorf("no %q in\n%s", want, says)
		}
	}
	for _, silent := range []string{"FFCC00", "EEEEEE"} {
		if strings.Contains(says, silent) {
			t.Errorf("%s in\n%s", silent, says)
		}
	}
}
