package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
	reader "relgraph/sources/table/workbook"
)

// LibreOffice saves comments without their authors: those that relgraph writes at heads are known by what they say.
func TestCommentsThatLibreOfficeSaved(t *testing.T) {
	var columns []reader.TemplateColumn
	for _, c := range sources.Columns() {
		if c.Table == "claims" {
			columns = append(columns, reader.TemplateColumn{Name: c.Name, About: c.Comment()})
		}
	}
	row := make([]string, len(columns))
	for i, text := range map[string]string{"actor": "Ann Example", "recipient": "Bo Sample", "document": "Courier"} {
		row[slices.IndexFunc(columns, func(c reader.TemplateColumn) bool { return c.Name == i })] = text
	}
	data, err := reader.WriteTemplate([]reader.Template{{Name: "claims", Columns: columns, Rows: [][]string{row}}})
	if err != nil {
		t.Fatal(err)
	}
	data = rewritten(t, data, "<author>relgraph</author>", "<author> </author>")
	im := intake.Read([]intake.Input{{File: "list.xlsx", Data: data}}, intake.Options{})
	if strings.Contains(said(im), "comment") || !strings.Contains(fileOf(t, im, "claims.csv"), "Ann Example") {
		t.Errorf("claims.csv is\n%s\n%s", fileOf(t, im, "claims.csv"), said(im))
	}
	data = rewritten(t, data, "when it happened", "when it took place, as I mean it")
	im = intake.Read([]intake.Input{{File: "list.xlsx", Data: data}}, intake.Options{})
	if want := "a comment on the cell is left out: when it took place, as I mean it"; !strings.Contains(said(im), want) {
		t.Errorf("no %q in\n%s", want, said(im))
	}
}

// rewritten is a zipped file with other words in its parts.
func rewritten(t *testing.T, data []byte, from, to string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	found := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found = found || bytes.Contains(text, []byte(from))
		parts = append(parts, f.Name, strings.ReplaceAll(string(text), from, to))
	}
	if !found {
		t.Fatalf("no %q in any part", from)
	}
	return archiveOf(parts...)
}

// meetings is a spreadsheet as LibreOffice 7.4 saves one: styles that strike out cells and parts of them, one of them
// resting on a style of the spreadsheet's own, days that are shown as months, a link, a column and a row that are
// hidden.
const meetings = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:automatic-styles>
<number:date-style style:name="N1"><number:month number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="N2"><number:day/><number:text>/</number:text><number:month/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Struck"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Meetings">
<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/><table:table-column/>
<table:table-row><table:table-cell office:value-type="string"><text:p>From</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>To</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Secret</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Source</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Ann</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Bo</text:p></table:table-cell><table:table-cell table:style-name="ce2" office:value-type="date" office:date-value="2019-03-01"><text:p>March 2019</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>hush</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://example.org/a" xlink:type="simple">Courier</text:a></text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Ann</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>Cy</text:p></table:table-cell><table:table-cell table:style-name="ce3" office:value-type="date" office:date-value="2019-03-05"><text:p>5/3/2019</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>Post</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>Ann</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>Di</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="float" office:value="2018"><text:p>2018</text:p></table:table-cell><table:table-cell/><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>Post</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Ann<text:span text:style-name="T1"> or Al</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Ed</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2018"><text:p>2018</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>Post</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><text:p>Ann</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Fi</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2018"><text:p>2018</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>Post</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>`

const meetingsStyles = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles>
<style:style style:name="Struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>
</office:styles></office:document-styles>`

func TestASpreadsheetThatLibreOfficeSaved(t *testing.T) {
	data := archiveOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", meetings, "styles.xml",
		meetingsStyles)
	im := intake.Read([]intake.Input{{File: "a.ods", Data: data}}, intake.Options{})
	if diff := cmp.Diff("ann; bo; 2019-03; courier; a.ods:Meetings!2\nann; ed; 2018; post; a.ods:Meetings!5",
		claimsOf(t, im, "claims", "actor", "recipient", "date", "document", "found_in")); diff != "" {
		t.Errorf("%s\n%s", diff, said(im))
	}
	if got := claimsOf(t, im, "documents", "title", "url"); got != "Courier; https://example.org/a\nPost; " {
		t.Errorf("documents are %s", got)
	}
	for _, want := range []string{
		`a.ods:Meetings!B3: warning: a cell that is struck out is left out: "Cy": --hidden takes it in`,
		`a.ods:Meetings!A3: warning: left out, since it names one party only: Ann | 2019-03-05 | Post: want a name on both sides`,
		`a.ods:Meetings!A4: warning: a row that is struck out is left out: Ann | Di | 2018 | Post: --hidden takes it in`,
		`a.ods:Meetings!A5: warning: what is struck out in a cell is left out: of "Ann or Al", "Ann" is read: --hidden takes it in`,
		`a.ods:Meetings!A6: warning: a row that is hidden or filtered out is left out: Ann | Fi | 2018 | Post: --hidden takes it in`,
		`a.ods:Meetings: warning: the column D is hidden, and left out: 2 cells: --hidden takes it in`,
	} {
		if !strings.Contains(said(im), want) {
			t.Errorf("no %q in\n%s", want, said(im))
		}
	}
	im = intake.Read([]intake.Input{{File: "a.ods", Data: data}}, intake.Options{Hidden: true})
	if got := claimsOf(t, im, "claims", "recipient", "Secret"); got != "bo; hush\ncy; \ndi; \ned; \nfi; " {
		t.Errorf("with what is hidden the claims are\n%s\n%s", got, said(im))
	}
}
