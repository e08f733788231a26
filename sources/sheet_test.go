package sources_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// headers are those of people's own sheets, and what is understood of them.
var headers = []struct{ header, want string }{
	{"from,to,url", `"from" read as actor; "to" read as recipient; "url" read as document`},
	{"From,To,URL", `"From" read as actor; "To" read as recipient; "URL" read as document`},
	{"source,target,url", `"source" read as actor; "target" read as recipient; "url" read as document`},
	{"Source,Target,Source URL", `"Source" read as actor; "Target" read as recipient; "Source URL" read as document`},
	{"source,target,sources", `"source" read as actor; "target" read as recipient; "sources" read as document`},
	{"from,to,source", `"from" read as actor; "to" read as recipient; "source" read as document`},
	{"Actor,Recipient,Source(s)", `"Source(s)" read as document`},
	{"Actor 1,Actor 2,Reference", `"Actor 1" read as actor; "Actor 2" read as recipient; "Reference" read as document`},
	{"person_1,person_2,citation", `"person_1" read as actor; "person_2" read as recipient; "citation" read as document`},
	{"Subject,Object,Article", `"Subject" read as actor; "Object" read as recipient; "Article" read as document`},
	{"who,with,link,when,where,what",
		`"who" read as actor; "with" read as recipient; "link" read as document; "when" read as date; "where" read as place; "what" read as summary`},
	{"from,to,url,relationship,event-date,venue,details,comments",
		`"from" read as actor; "to" read as recipient; "url" read as document; "relationship" read as kind; "event-date" read as date; "venue" read as place; "details" read as summary; "comments" read as note`},
	{"from,to,url,Outlet,Published,According to",
		`"from" read as actor; "to" read as recipient; "url" read as document; "Outlet" read as publisher; "Published" read as issued; "According to" read as asserted_by`},
	{"actor,recipient,document,type", `"type" read as kind`},
	{"actor,recipient,document,kind,type", `column "type" is not one of relgraph's`},
	{"actor,from,recipient,document", `column "from" is not one of relgraph's`},
	{"actor,recipient,document,Asserted by", ``},
	{"actor,recipient,document,colour", `column "colour" is not one of relgraph's`},
	{"actor,recipients,document", `unknown column "recipients"`},
	{"source,url", `column "source" is not one of relgraph's; "url" read as document; the table has no column "actor"`},
	{"name,phone,url",
		`column "name" is not one of relgraph's; column "phone" is not one of relgraph's; "url" read as document; the table has no column "actor"`},
}

func TestHeaders(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range headers {
		t.Run(tt.header, func(t *testing.T) {
			write(t, "sheet.csv", tt.header+"\n")
			_, problems := sources.Open("sheet.csv", sources.Options{})
			var got []string
			for _, severity := range []sources.Severity{sources.Note, sources.Warning, sources.Error} {
				for _, d := range problems.Only(severity) {
					if d.Problem != "the table has no claims" {
						got = append(got, d.Problem)
					}
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("understood (-want +got):\n%s", diff)
			}
		})
	}
}

// A sheet is invited to say more.
func TestHints(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "sheet.csv", "from,to,url,date\nAnn,Bo,https://example.org/1,2014\n")
	_, problems := sources.Open("sheet.csv", sources.Options{})
	want := `
sheet.csv:1:1: note: "from" read as actor
sheet.csv:1:1: hint: the table has no column "stance": it would tell reports, confirmations and denials apart
sheet.csv:1:1: hint: the table has no column "locator": it would say where in the document it stands
sheet.csv:1:1: hint: the table has no column "checked_by": it would say who checked the row
sheet.csv:1:6: note: "to" read as recipient
sheet.csv:1:9: note: "url" read as document`
	if diff := cmp.Diff(lines(want), lines(problems.Error())); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

// A sheet names its actors and documents in the rows.
func TestOneSheet(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "sheet.csv", `actor,recipient,document,title,publisher,author,issued,channel,asserted_by,colour
Ann Abbot|BO BAKER,Cy,https://www.example.org/News/1?id=5,,Gazette,,,via Go-between,Press Officer (on record) > Second report,red
ann  abbot,Bo Baker,https://www.example.org/News/1?id=5,First report,Gazette,Eve Evans|Fay Ford,2014-09,,cy (on record),
Ann Abbot,Cy,https://www.example.org/News/1?id=6,,,,,,,
Ann Abbot,Élan & Co,Second report,,,,,direct,,
Ann Abbot,!?,An <unusually> long title that goes on and on & does not know where to end,,,,,unknown,,
`)
	d, problems := sources.Open("sheet.csv", sources.Options{})
	compare(t, `sheet.csv:1:76: note: column "colour" is not one of relgraph's: passed through to the exports`, problems)

	var actors, documents, claims []string
	for _, a := range d.Actors {
		actors = append(actors, string(a.ID)+": "+a.Name+", "+a.Short)
	}
	for _, doc := range d.Documents {
		documents = append(documents, strings.Join([]string{string(doc.ID), doc.Title, doc.URL, doc.Publisher,
			strings.Join(doc.Author, "|"), doc.Issued.String()}, "; "))
	}
	for _, c := range d.Claims {
		speaker := ""
		for _, sp := range c.Detail().AssertedBy {
			speaker += " < " + string(sp.Actor) + string(sp.Document)
		}
		claims = append(claims, string(c.ID)+": "+strings.Join(append(texts(c.Actors), texts(c.Recipients)...), " ")+
			", "+c.Detail().Channel.String()+speaker)
	}
	if diff := cmp.Diff([]string{
		"ann-abbot: Ann Abbot, Ann Abbot", "bo-baker: BO BAKER, BO BAKER", "cy: Cy, Cy",
		"go-between: Go-between, Go-between",
		"élan-co: Élan & Co, Élan & Co", "actor: !?, !?",
	}, actors); diff != "" {
		t.Errorf("actors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"example-org-news-1; First report; https://www.example.org/News/1?id=5; Gazette; Eve Evans|Fay Ford; 2014-09",
		"example-org-news-1-2; ; https://www.example.org/News/1?id=6; ; ; ",
		"second-report; Second report; ; ; ; ",
		"an-unusually-long-title-that-goes-on-and-on-does; An <unusually> long title that goes on and on & does not know where to end; ; ; ; ",
	}, documents); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"example-org-news-1-1: ann-abbot bo-baker cy, via go-between <  < second-report",
		"example-org-news-1-2: ann-abbot bo-baker,  < cy",
		"example-org-news-1-2-1: ann-abbot cy, ",
		"second-report-1: ann-abbot élan-co, direct",
		"an-unusually-long-title-that-goes-on-and-on-does-1: ann-abbot actor, unknown",
	}, claims); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]sources.Field{{Name: "colour", Value: "red"}}, d.Claims[0].Detail().Extra); diff != "" {
		t.Errorf("extra (-want +got):\n%s", diff)
	}
}

// sheetRules has a case for each rule that only a sheet without tables beside it can break.
var sheetRules = []struct{ name, sheet, want string }{
	{"addresses", `
actor,recipient,document,archive_url
ann,bo,www.example.org/1,
ann,bo,https:/example.org/1,
ann,bo,ftp://example.org/1,
ann,bo,Talks: what we know,example.org/archive
ann,bo,https://example.org/1|https://example.org/2,
ann,bo,https://example.org/1 https://example.org/2,
`, `
sheet.csv:2:8: the URL "www.example.org/1" is no address of the web: want it to begin with http:// or https://
sheet.csv:3:8: the URL "https:/example.org/1" is malformed: want an address such as "https://example.org/page"
sheet.csv:4:8: the URL "ftp://example.org/1" is no address of the web: want it to begin with http:// or https://
sheet.csv:5:8: the URL "example.org/archive" is no address of the web: want it to begin with http:// or https://
sheet.csv:6:8: several documents stand in one cell: want one row for each document
sheet.csv:7:8: the URL "https://example.org/1 https://example.org/2" is malformed: want an address such as "https://example.org/page"
`},
	{"one document in two ways", `
actor,recipient,document,title,issued
ann,bo,https://example.org/1,First report,2014
ann,cy,https://www.example.org/1/,First report,2014
ann,dee,https://example.org/1,Another title,2015
bo,dee,https://example.org/2,First report,
`, `
sheet.csv:3:8: warning: "example-org-1-2" has the address of "example-org-1": want one entry, or the text counts as two sources
sheet.csv:4:31: warning: another "title" for the same document, "Another title": want the same in all rows, or nothing; line 2 counts
sheet.csv:4:45: warning: another "issued" for the same document, "2015": want the same in all rows, or nothing; line 2 counts
sheet.csv:5:8: warning: "example-org-2" has the title of "example-org-1" and no other publisher: want one entry, or the text counts as two sources
`},
	{"one name in two spellings", `
actor,recipient,document
Ali Mamluk,bo,d1
Ali Mamlouk,bo,d2
U.S.,bo,d1
US,bo|Ali Mamluk ,d2
`, `
sheet.csv:3:1: warning: "Ali Mamlouk" (ali-mamlouk) is nearly the name of "Ali Mamluk" (ali-mamluk): want one spelling
sheet.csv:5:1: warning: "US" (us) is nearly the name of "U.S." (u-s): want one spelling
`},
	{"no parties", `
actor,recipient,document
ann,Ann,d1
,bo,d1
|,,d1
`, `
sheet.csv:2:5: "ann" stands on both sides or twice: want distinct actors
sheet.csv:3:1: no actor: want the actor whose contact this is
sheet.csv:4:1: no actor: want the actor whose contact this is
`},
	{"no document", `
actor,recipient
ann,bo
`, `
sheet.csv:1:1: the table has no column "document": want the columns actor, document
`},
}

func TestSheetRules(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tt := range sheetRules {
		t.Run(tt.name, func(t *testing.T) {
			write(t, "sheet.csv", strings.TrimPrefix(tt.sheet, "\n"))
			_, problems := sources.Open("sheet.csv", sources.Options{})
			compare(t, tt.want, problems)
		})
	}
}

// On demand a claim may go without a document.
func TestAllowUnsourced(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"a blank cell", "actor,recipient,document\nann,bo,\nann,cy,d1\n",
			`sheet.csv:2:8: warning: claim "claim-1" has no document: it is drawn as unsourced`},
		{"no such column", "actor,recipient\nann,bo\n",
			`sheet.csv:2:1: warning: claim "claim-1" has no document: it is drawn as unsourced`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "sheet.csv", tt.sheet)
			_, problems := sources.Open("sheet.csv", sources.Options{AllowUnsourced: true})
			compare(t, tt.want, problems)
		})
	}
}
