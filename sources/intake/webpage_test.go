package intake_test

import (
	"strings"
	"testing"

	"relgraph/sources/intake"
)

// Tables of a page are read as sheets, with the links of their cells; other text is said to be left out.
func TestWebPage(t *testing.T) {
	const head = "<tr><th>Who</th><th>With</th><th>Link</th></tr>"
	for name, tt := range map[string]struct{ file, text, want, says string }{
		"links": {"list.html", "<!DOCTYPE html><table>" + head + `<tr><td><b>Ann</b></td><td>Bo</td><td><a href="https://example.org/1">Post</a></td></tr></table>`,
			"ann; bo; post", `list.html:1:27: note: "Who" read as actor`},
		"ends that are left away": {"list.html", "<table><tr><th>Who<th>With<th>Link<tr><td>Ann<td>Bo<td>//example.org/1<tr><td>Ann<td>Cy<td><a href=//example.org/2>Post</a></table>",
			"ann; bo; example-org-1\nann; cy; post", "as webpage"},
		"a cell that covers rows": {"list.htm", "<table>" + head + "<tr><td rowspan=2>Ann<td>Bo<td>Post</tr><tr><td>Cy<td>Courier</tr></table>",
			"ann; bo; post\nann; cy; courier", "as webpage"},
		"a cell that covers columns": {"list.html", "<table><tr><th>Who<th>Room<th>With<th>Link</tr><tr><td colspan=2>Ann<td>Bo<td>Post</tr></table>",
			"ann; bo; post", "as webpage"},
		"struck out": {"list.html", "<table>" + head + "<tr><td>Ann<td><s>Bo</s> Cy<td>Post</tr></table>", "ann; cy; post",
			`what is struck out in a cell is left out: of "Bo Cy", "Cy" is read`},
		"hidden": {"list.html", "<table>" + head + `<tr style="display:none"><td>Di<td>Bo<td>Post</tr><tr><td>Ann<td>Bo<td>Post</tr></table>`,
			"ann; bo; post", "a row that is hidden is left out: Di | Bo | Post"},
		"unseen": {"list.html", "<script>var a = '<table>'</script><table>" + head + "<tr><td>Ann<style>td{}</style><td>Bo<td>Post</tr></table>",
			"ann; bo; post", "as webpage"},
		"other text": {"list.html", "<h1>List</h1><p>Words <i>and</i> more.</p><p>More.</p><table>" + head + "<tr><td>Ann<td>Bo<td>Post</tr></table>",
			"ann; bo; post", "list.html:1:17: warning: text besides the tables is left out: 2 blocks"},
		"links within the site": {"list.html", "<table>" + head + "<tr><td><a href=/wiki/Ann>Ann</a><td>Bo<td>Post</tr></table>", "ann; bo; post",
			"addresses within the page's own site are left out: 1 link"},
		"links by the base": {"list.html", "<base href=https://example.org/wiki/><table>" + head + "<tr><td>Ann<td>Bo<td><a href=Post>Post</a></tr></table>",
			"ann; bo; post", "as webpage"},
		"a table of Excel's": {"list.xls", `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>` + head +
			"<tr><td>Ann<td>Bo<td>Post</tr></table></body></html>", "ann; bo; post", "as webpage"},
		"tables by their captions": {"list.html", "<table><caption>Claims</caption><tr><th>Who<th>With<th>Source<tr><td>Ann<td>Bo<td>p</table>" +
			"<h2>Documents</h2><table><tr><th>id<th>title<th>url<tr><td>p<td>Post<td>https://example.org/1</table>",
			"ann; bo; p", "a table of claims; a table of documents"},
		"no table": {"list.html", "<html><p>Words", "", "list.html: no table stands in the text: want a page with a table"},
		"a row without end": {"list.html", "<table><tr>" + strings.Repeat("<td>x", 1_001), "",
			"list.html:1:5012: a row has more than 1000 cells: want at most 1000"},
		"a cell of billions": {"list.html", "<table>" + head + strings.Repeat("<tr><td colspan=1000>Ann<td>Bo</tr>", 1100) + "</table>", "",
			"cells cover more than 1048576 places of rows and columns in all"},
		"tables in tables": {"list.html", strings.Repeat("<table><tr><td>", 30), "", "tables stand in each other 21 deep: want at most 20"},
	} {
		t.Run(name, func(t *testing.T) {
			readsAs(t, tt.file, []byte(tt.text), tt.want, tt.says)
		})
	}
}

// Tables of a document of Word's are read as sheets; its footnotes say where a contact is reported.
func TestDocument(t *testing.T) {
	cell := func(inner string) string { return "<w:tc><w:p>" + inner + "</w:p></w:tc>" }
	text := func(words string) string { return `<w:r><w:t xml:space="preserve">` + words + "</w:t></w:r>" }
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	head := row(cell(text("Who")), cell(text("With")), cell(text("Link")))
	link := `<w:hyperlink r:id="r1">` + text("Post") + "</w:hyperlink>"
	field := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/1" </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + text("Post") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	note := `<w:r><w:footnoteReference w:id="2"/></w:r>`
	for name, tt := range map[string]struct{ body, want, says string }{
		"a link": {"<w:tbl>" + head + row(cell(text("Ann")), cell(text("Bo")), cell(link)) + "</w:tbl>", "ann; bo; post",
			`list.docx:Table 1!A1: note: "Who" read as actor`},
		"a field": {"<w:tbl>" + head + row(cell(text("Ann")), cell(text("Bo")), cell(field)) + "</w:tbl>", "ann; bo; post", "as docx"},
		"a footnote": {"<w:tbl>" + row(cell(text("Who")), cell(text("With"))) + row(cell(text("Ann")), cell(text("Bo")+note)) + "</w:tbl>",
			"ann; bo; courier-4-may-2021", `"Footnote" read as document`},
		"cells that are one": {"<w:tbl>" + head +
			row(`<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>`+text("Ann")+"</w:p></w:tc>", cell(text("Bo")), cell(text("Post"))) +
			row("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", cell(text("Cy")), cell(text("Courier"))) + "</w:tbl>",
			"ann; bo; post\nann; cy; courier", "as docx"},
		"changes": {"<w:tbl>" + head + row(cell(text("Ann")), cell("<w:del><w:r><w:delText>Bo</w:delText></w:r></w:del><w:ins>"+text("Cy")+"</w:ins>"),
			cell(text("Post"))) + "</w:tbl>", "ann; cy; post", "changes that nobody has accepted: 2 changes"},
		"a row that is hidden": {"<w:tbl>" + head + "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell(text("Di")) + cell(text("Bo")) + cell(text("Post")) + "</w:tr>" +
			row(cell(text("Ann")), cell(text("Bo")), cell(text("Post"))) + "</w:tbl>", "ann; bo; post", "a row that is hidden is left out: Di | Bo | Post"},
		"other text": {`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>` + text("List") + "</w:p><w:p>" + text("Words.") + "</w:p><w:tbl>" + head +
			row(cell(text("Ann")), cell(text("Bo")), cell(text("Post"))) + "</w:tbl>", "ann; bo; post",
			"list.docx: warning: text besides the tables is left out: 1 paragraph"},
		"no table":         {"<w:p>" + text("Words.") + "</w:p>", "", "list.docx: no table stands in the text: want a document with a table"},
		"tables in tables": {strings.Repeat("<w:tbl><w:tr><w:tc>", 21), "", "tables stand in each other more than 20 deep"},
		"half a document":  {"<w:tbl><w:tr>", "", "list.docx: word/document.xml"},
	} {
		t.Run(name, func(t *testing.T) {
			data := docxWith(tt.body, `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" `+
				`Target="https://example.org/1" TargetMode="External"/>`,
				`<w:footnote w:id="2"><w:p>`+text(" Courier, 4 May 2021, https://example.org/9")+`</w:p></w:footnote>`)
			readsAs(t, "list.docx", data, tt.want, tt.says)
		})
	}
}

// A kind of file that people have lists in, and that is not read, is told by its name, with how to bring it.
func TestUnreadKinds(t *testing.T) {
	for _, tt := range []struct{ file, data, want string }{
		{"list.pdf", "%PDF-1.4", "a PDF, which import cannot read: want its table in a spreadsheet"},
		{"list", "%PDF-1.4", "a PDF, which import cannot read: want its table in a spreadsheet"},
		{"list.numbers", "PK", "a sheet of Numbers, which import cannot read: want it exported as .xlsx, or as CSV"},
		{"net.tgf", "1 Ann\n#\n", "a graph in yEd's trivial format, which import cannot read: want it saved by yEd as .graphml"},
		{"net.cx", "[{}]", "a network of Cytoscape's, which import cannot read: want it exported by Cytoscape as .cyjs or .graphml"},
		{"net.dl", "dl n=2", "a network of UCINET's, which import cannot read: want it saved by NetDraw as a Pajek network"},
		{"list.ttl", "@prefix", "a graph in RDF, which import cannot read: want a list of it as CSV"},
	} {
		im := intake.Read([]intake.Input{{File: tt.file, Data: []byte(tt.data)}}, intake.Options{})
		if !strings.Contains(said(im), tt.want) {
			t.Errorf("%s: want %q in\n%s", tt.file, tt.want, said(im))
		}
	}
}
