package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"relgraph/sources/intake"
)

// workbook makes a workbook of sheets; a number in a column whose letters dated has is shown as a date.
func workbook(t *testing.T, dated string, sheets map[string][][]any, order ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	for i, name := range order {
		if i == 0 {
			must(f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			must(err)
		}
		for r, row := range sheets[name] {
			for c, v := range row {
				ref, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(err)
				must(f.SetCellValue(name, ref, v))
				if _, number := v.(int); number && strings.Contains(dated, ref[:1]) {
					must(f.SetCellStyle(name, ref, ref, day))
				}
			}
		}
	}
	b, err := f.WriteToBuffer()
	must(err)
	return b.Bytes()
}

func said(im *intake.Import) string { return im.Problems.Error() }

func fileOf(t *testing.T, im *intake.Import, name string) string {
	t.Helper()
	for _, f := range im.Files() {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("no file %s", name)
	return ""
}

// Three sheets of a workbook are the three tables; a fourth is told of. Numbers that are no dates stay as they were typed.
func TestWorkbookOfThreeSheets(t *testing.T) {
	data := workbook(t, "", map[string][][]any{
		"Claims":    {{"id", "actor", "recipient", "document", "stance", "date"}, {"c1", "ann", "bo", "d1", "reports", 2014}, {}, {"c2", "bo", "ann", "d1", "denies", "2014-09~"}},
		"Actors":    {{"id", "name", "part_of", "Age"}, {"ann", "Ann\nExample", "", 41.5}, {"bo", "Bo \"B\" Sample", "ann", nil}},
		"Documents": {{"id", "title", "derived_from"}, {"d1", "Example meets Sample", ""}},
		"To do":     {{"ask", "whom"}, {"call", 1}},
	}, "Claims", "Actors", "Documents", "To do")
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: data}}, intake.Options{})
	want := `book.xlsx:Actors!D1: note: column "Age" is not one of relgraph's: kept as it is
book.xlsx:To do!A1: warning: the sheet "To do" is left out: its columns do not say what the rows are about: name it actors, documents or claims if it is one of these
book.xlsx: note: read as xlsx: "Claims", a table of claims; "Actors", a table of actors; "Documents", a table of documents
actors.csv: note: keeps further columns of its own: Age`
	if diff := cmp.Diff(want, said(im)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("id,name,short,kind,role,alias,part_of,country,side,wikidata,same_as,not_same_as,note,Age\nann,\"Ann\nExample\",,,,,,,,,,,,41.5\n"+
		"bo,\"Bo \"\"B\"\" Sample\",,,,,ann,,,,,,,\n", fileOf(t, im, "actors.csv")); diff != "" {
		t.Error(diff)
	}
	claims := fileOf(t, im, "claims.csv")
	if !strings.Contains(claims, "c1,,ann,bo,d1,,,2014,") || !strings.Contains(claims, "c2,,bo,ann,d1,,,2014-09~,,,,denies") {
		t.Errorf("claims.csv is\n%s", claims)
	}
}

// What Excel has made another thing of is refused or told of, each with its cell.
func TestWorkbookCells(t *testing.T) {
	for _, tt := range []struct {
		name, dated string
		rows        [][]any
		want        string
	}{
		{"a day in a column of dates", "D", [][]any{{"from", "to", "url", "when"}, {"Ann", "Bo", "https://example.org/1", 43525}},
			`book.xlsx:Contacts!D2: Excel holds a day here, 2019-03-01, whatever was typed: of "2014-09" it makes 2014-09-01: want the column formatted as Text, and the date typed again as the document has it: "2014", "2014-09" or "2014-09-23"`},
		{"a row without an end", "", [][]any{{"from", "to", "url"}, {"Ann", "Bo", "https://example.org/1", "more"}},
			`book.xlsx:Contacts!D1: warning: column 4 has no name: its cells are kept as "column without a name"`},
		{"no known column", "", [][]any{{"red", "blue"}, {"1", "2"}},
			`book.xlsx:Contacts!A1: the columns "red", "blue" do not say what the rows are about: want columns such as from, to, url for contacts; name, kind for actors; title, url for documents. Or call the file actors.csv, documents.csv or claims.csv`},
		{"a column twice", "", [][]any{{"from", "to", "to"}, {"1", "2", "3"}},
			`book.xlsx:Contacts!C1: column "to" stands in the header twice, first at B1: want each column once`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "book.xlsx", Data: workbook(t, tt.dated, map[string][][]any{"Contacts": tt.rows}, "Contacts")}}, intake.Options{})
			if !strings.Contains(said(im)+"\n", tt.want+"\n") {
				t.Errorf("got\n%s\nwant\n%s", said(im), tt.want)
			}
		})
	}
}

func TestWorkbookDayInAnOwnColumn(t *testing.T) {
	data := workbook(t, "D", map[string][][]any{"S": {{"from", "to", "url", "Deadline"}, {"Ann", "Bo", "https://example.org/1", 43525}}}, "S")
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: data}}, intake.Options{})
	if got := fileOf(t, im, "claims.csv"); !strings.Contains(got, "2019-03-01") {
		t.Errorf("claims.csv is\n%s\n%s", got, said(im))
	}
}

func TestNoWorkbook(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: []byte("PK\x03\x04 and nothing behind")}}, intake.Options{})
	want := "book.xlsx: zip: not a valid zip file: want a workbook that opens in Excel; save it again as .xlsx, or as CSV"
	if err := im.Problems.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
