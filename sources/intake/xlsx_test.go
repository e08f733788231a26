package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"relgraph/sources"
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

// Three sheets of a workbook are the three tables; a fourth is told of. Numbers that are no dates stay as they were
// typed.
func TestWorkbookOfThreeSheets(t *testing.T) {
	data := workbook(t, "", map[string][][]any{
		"Claims": {{"id", "actor", "recipient", "document", "stance", "date"},
			{"c1", "ann", "bo", "d1", "reports", 2014}, {}, {"c2", "bo", "ann", "d1", "denies", "2014-09~"}},
		"Actors": {{"id", "name", "part_of", "Age"}, {"ann", "Ann\nExample", "", 41.5},
			{"bo", "Bo \"B\" Sample", "ann", nil}},
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
	if !strings.Contains(claims, "c1,,ann,bo,d1,,,2014,") ||
		!strings.Contains(claims, "c2,,bo,ann,d1,,,2014-09~,,,,denies") {
		t.Errorf("claims.csv is\n%s", claims)
	}
}

// What a cell, a head or a sheet is said of, with its name.
func TestWorkbookCells(t *testing.T) {
	for _, tt := range []struct {
		name, dated string
		rows        [][]any
		want        string
	}{
		{"a row without an end", "", [][]any{{"from", "to", "url"}, {"Ann", "Bo", "https://example.org/1", "more"}},
			`book.xlsx:Contacts!D1: warning: the column D has no name: its cells are kept as "column D": want a name at its head`},
		{"no known column", "", [][]any{{"red", "blue"}, {"1", "2"}},
			`book.xlsx:Contacts!A1: the columns "red", "blue" do not say who had contact with whom: say which columns hold the two parties, such as --column actor="red" --column recipient="blue"; or call the file actors.csv or documents.csv if it is such a table`},
		{"a column twice", "", [][]any{{"from", "to", "to"}, {"a", "b", "c"}},
			`book.xlsx:Contacts!C1: note: a second column "to": kept apart as "to 2"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "book.xlsx",
				Data: workbook(t, tt.dated, map[string][][]any{"Contacts": tt.rows}, "Contacts")}}, intake.Options{})
			if !strings.Contains(said(im)+"\n", tt.want+"\n") {
				t.Errorf("got\n%s\nwant\n%s", said(im), tt.want)
			}
		})
	}
}

// A date is as exact as the program shows it, a link leads to its document, and what is hidden or struck out is said
// and left out.
func TestWorkbookDatesLinksAndHidden(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(cell string, s excelize.Style) {
		t.Helper()
		id, err := f.NewStyle(&s)
		must(err)
		must(f.SetCellStyle("Sheet1", cell, cell, id))
	}
	shows := func(format string) excelize.Style { return excelize.Style{CustomNumFmt: &format} }
	for i, row := range [][]any{{"from", "to", "when", "Read in"}, {"Ann", "Bo", 43525, "Daily Sample"},
		{"Ann", "Cy", 43525, ""}, {"Ann", "Di", 43525, "Courier"}, {"Ann", "Ed", 2019, "Courier"},
		{"Ann", "Fi", 2019, "Courier"}, {"Ann", "Gu", 2019, "Courier"}, {"", "Hy", 2020, "Post"}} {
		must(f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	style("C2", shows("mmm yyyy"))
	style("C3", shows("yyyy"))
	style("C4", shows("d. mmmm yyyy"))
	must(f.SetCellHyperLink("Sheet1", "D2", "https://example.org/a", "External"))
	must(f.SetCellFormula("Sheet1", "D3", `HYPERLINK("https://example.org/b","Courier")`))
	must(f.SetCellHyperLink("Sheet1", "D4", "https://example.org/c", "External"))
	must(f.SetRowVisible("Sheet1", 5, false))
	for _, cell := range []string{"A6", "B6", "C6", "D6", "B7"} {
		style(cell, excelize.Style{Font: &excelize.Font{Strike: true}})
	}
	must(f.SetCellRichText("Sheet1", "A8", []excelize.RichTextRun{{Text: "Ann"},
		{Text: " or Al", Font: &excelize.Font{Strike: true}}}))
	b, err := f.WriteToBuffer()
	must(err)
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: b.Bytes()}}, intake.Options{})
	d, _ := im.Check("new", sources.Options{})
	var got []string
	for _, c := range d.Claims {
		got = append(got, fmt.Sprintf("%s %s %s %s/%s %s", c.Recipients, c.Date, d.Document(c.Document).URL,
			d.Document(c.Document).Title, d.Document(c.Document).Publisher, c.Detail().FoundIn))
	}
	if diff := cmp.Diff([]string{"[bo] 2019-03 https://example.org/a Daily Sample/ [book.xlsx:Sheet1!2]",
		"[cy] 2019 https://example.org/b /Courier [book.xlsx:Sheet1!3]",
		"[di] 2019-03-01 https://example.org/c /Courier [book.xlsx:Sheet1!4]",
		"[hy] 2020  Post/ [book.xlsx:Sheet1!8]"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s\n%s", diff, said(im))
	}
	for _, want := range []string{
		"book.xlsx:Sheet1!A5: warning: a row that is hidden or filtered out is left out: Ann | Ed | 2019 | Courier: --hidden takes it in",
		"book.xlsx:Sheet1!A6: warning: a row that is struck out is left out: Ann | Fi | 2019 | Courier: --hidden takes it in",
		`book.xlsx:Sheet1!B7: warning: a cell that is struck out is left out: "Gu": --hidden takes it in`,
		`book.xlsx:Sheet1!A8: warning: what is struck out in a cell is left out: of "Ann or Al", "Ann" is read: --hidden takes it in`,
	} {
		if !strings.Contains(said(im), want) {
			t.Errorf("no %q in\n%s", want, said(im))
		}
	}
	all := intake.Read([]intake.Input{{File: "book.xlsx", Data: b.Bytes()}}, intake.Options{Hidden: true})
	if d, _ := all.Check("new", sources.Options{}); len(d.Claims) != 7 {
		t.Errorf("%d claims with what is hidden, want 7", len(d.Claims))
	}
}

func TestWorkbookDayInAnOwnColumn(t *testing.T) {
	data := workbook(t, "D", map[string][][]any{"S": {{"from", "to", "url", "Deadline"},
		{"Ann", "Bo", "https://example.org/1", 43525}}}, "S")
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: data}}, intake.Options{})
	if got := fileOf(t, im, "claims.csv"); !strings.Contains(got, "2019-03") {
		t.Errorf("claims.csv is\n%s\n%s", got, said(im))
	}
}

func TestNoWorkbook(t *testing.T) {
	im := intake.Read([]intake.Input{{File: "book.xlsx", Data: []byte("PK\x03\x04 and nothing behind")}}, intake.Options{})
	want := "book.xlsx: the file is not zipped, or a part of it is missing: want a workbook that opens in Excel; save it again as .xlsx, or as CSV"
	if err := im.Problems.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Comments that relgraph writes to heads say nothing that the dossier lacks, and are left out without a word; what
// anybody else writes, or what stands below the heads, is said.
func TestComments(t *testing.T) {
	comments := []struct{ ref, author, text string }{
		{"A1", "relgraph", "who acts"}, {"B1", "Owner", "whom we ask"}, {"C1", "", "by nobody"},
		{"A2", "relgraph", "below the heads"}, {"B2", "Owner", "spelt so\nin the letter"},
	}
	rows := [][]string{{"from", "to", "url"}, {"Ann", "Bo", "https://example.org/1"}}
	f := excelize.NewFile()
	var ods strings.Builder
	ods.WriteString(`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
		` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
		` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<office:body><office:spreadsheet><table:table table:name="Sheet1">`)
	for i, row := range rows {
		ods.WriteString("<table:table-row>")
		for j, text := range row {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("Sheet1", ref, text); err != nil {
				t.Fatal(err)
			}
			ods.WriteString(`<table:table-cell office:value-type="string">`)
			for _, c := range comments {
				if c.ref != ref {
					continue
				}
				if err := f.AddComment("Sheet1", excelize.Comment{Cell: ref, Author: c.author, Text: c.text}); err != nil {
					t.Fatal(err)
				}
				ods.WriteString("<office:annotation>")
				if c.author != "" {
					ods.WriteString("<dc:creator>" + c.author + "</dc:creator>")
				}
				ods.WriteString("<dc:date>2024-05-06T07:08:09</dc:date><text:p>" + c.text + "</text:p></office:annotation>")
			}
			ods.WriteString("<text:p>" + text + "</text:p></table:table-cell>")
		}
		ods.WriteString("</table:table-row>")
	}
	ods.WriteString("</table:table></office:spreadsheet></office:body></office:document-content>")
	xlsx, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	for ending, data := range map[string][]byte{".xlsx": xlsx.Bytes(),
		".ods": archiveOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", ods.String())} {
		t.Run(ending, func(t *testing.T) {
			im := intake.Read([]intake.Input{{File: "list" + ending, Data: data}}, intake.Options{})
			var got []string
			for _, d := range im.Problems {
				if strings.Contains(d.Problem, "comment") {
					got = append(got, d.Pos.File+" "+d.Problem)
				}
			}
			want := []string{
				"list" + ending + ":Sheet1!B1 a comment on the cell is left out: whom we ask",
				"list" + ending + ":Sheet1!C1 a comment on the cell is left out: by nobody",
				"list" + ending + ":Sheet1!A2 a comment on the cell is left out: below the heads",
				"list" + ending + ":Sheet1!B2 a comment on the cell is left out: spelt so in the letter",
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A sheet of which no row is left says why, and what takes the rows in.
func TestAllRowsHidden(t *testing.T) {
	f := excelize.NewFile()
	for ref, text := range map[string]string{"A1": "from", "B1": "to", "A2": "Ann", "B2": "Bo"} {
		if err := f.SetCellStr("Sheet1", ref, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetRowVisible("Sheet1", 2, false); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	im := intake.Read([]intake.Input{{File: "list.xlsx", Data: b.Bytes()}}, intake.Options{})
	want := "list.xlsx:Sheet1!A1: nothing can be made of the only row below these heads, " +
		"since what is hidden, filtered out or struck out is left out: --hidden takes it in"
	if err := im.Problems.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
