package sources_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
)

// A dossier is opened by the name of its folder or file, and what is told of it carries the name that the user gave.
func TestOpen(t *testing.T) {
	t.Chdir(t.TempDir())
	const bad = "actor,recipient,document\nann,ann,d1\n"
	const yaml = "title: Contacts\nclaims:\n- {actor: ann, recipient: ann, document: d1}\n"
	write(t, "folder/claims.csv", bad)
	write(t, "v1.2/claims.csv", bad)
	write(t, "sheet.csv", bad)
	write(t, "tabs.TSV", strings.ReplaceAll(bad, ",", "\t"))
	write(t, "text.txt", strings.ReplaceAll(bad, ",", ";"))
	write(t, "dossier.yaml", yaml)
	write(t, "my.contacts.yml", yaml)
	write(t, "both/dossier.yaml", "title: Contacts\nsubtitle: Of Ann\nedition: second\n")
	write(t, "both/claims.csv", bad)
	write(t, "empty/README", "")
	write(t, "titled/dossier.yml", "title: Contacts\n")
	write(t, "book.xlsx", "PK")
	write(t, "wrong/claims.csv/x", "")
	const same = `"ann" stands on both sides or twice: want distinct actors`
	for _, tt := range []struct{ open, name, title, want string }{
		{"folder", "folder", "", "folder/claims.csv:2:5: " + same},
		{"v1.2", "v1.2", "", "v1.2/claims.csv:2:5: " + same},
		{"folder/", "folder", "", "folder/claims.csv:2:5: " + same},
		{"./folder/../folder", "folder", "", "folder/claims.csv:2:5: " + same},
		{"folder/claims.csv", "claims", "", "folder/claims.csv:2:5: " + same},
		{"sheet.csv", "sheet", "", "sheet.csv:2:5: " + same},
		{"tabs.TSV", "tabs", "", "tabs.TSV:2:5: " + same},
		{"text.txt", "text", "", "text.txt:2:5: " + same},
		{"my.contacts.yml", "my.contacts", "Contacts", "my.contacts.yml:3:27: " + same},
		{"both", "both", "Contacts", "both/claims.csv:2:5: " + same},
		{"empty", "empty", "",
			`empty: the dossier has no claims: want a file claims.csv, or a list "claims" in dossier.yaml`},
		{"titled", "titled", "Contacts",
			`titled: the dossier has no claims: want a file claims.csv, or a list "claims" in dossier.yaml`},
		{"book.xlsx", "book", "",
			`book.xlsx: a file ending in ".xlsx" is no dossier: want .csv or .yaml; a spreadsheet's own file is saved as CSV first`},
		{"nowhere", "nowhere", "",
			"nowhere: no such file or folder: want a folder with claims.csv, a sheet or workbook, a YAML file or a graph file"},
		{"sheet.csv/nowhere", "sheet.csv/nowhere", "",
			"sheet.csv/nowhere: not a directory: want a folder with claims.csv, a sheet or workbook, a YAML file or a graph file"},
		{"wrong", "wrong", "", "wrong/claims.csv: this is a folder, a pipe or a device: want a file"},
	} {
		t.Run(tt.open, func(t *testing.T) {
			d, problems := sources.Open(tt.open, sources.Options{})
			compare(t, tt.want, problems)
			if diff := cmp.Diff([]string{tt.name, tt.title}, []string{d.Name, d.Title}); diff != "" {
				t.Errorf("name and title (-want +got):\n%s", diff)
			}
		})
	}
}

// The current folder is called by its name, and its files without a folder.
func TestOpenCurrentFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "my-contacts/claims.csv", "actor,recipient,document\nann,ann,d1\n")
	t.Chdir("my-contacts")
	d, problems := sources.Open(".", sources.Options{})
	compare(t, `claims.csv:2:5: "ann" stands on both sides or twice: want distinct actors`, problems)
	if d.Name != "my-contacts" {
		t.Errorf("Name is %q", d.Name)
	}
}

func TestIsDossier(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "sheet/claims.csv", "")
	write(t, "yaml/dossier.yaml", "")
	write(t, "yml/dossier.yml", "")
	write(t, "other/actors.csv", "")
	write(t, "folder/claims.csv/x", "")
	want := map[string]bool{"sheet": true, "yaml": true, "yml": true, "other": false, "folder": false, "nowhere": false,
		"sheet/claims.csv": false}
	for name, is := range want {
		if sources.IsDossier(name) != is {
			t.Errorf("IsDossier(%q) is %v", name, !is)
		}
	}
}

// Ids are looked up, and blank ones filled in without taking one that a row has.
func TestLookUp(t *testing.T) {
	d, problems := open(t, `
-- actors.csv --
id,name,part_of
ann,Ann Abbot,office|club
office,The Office,ministry
ministry,The Ministry,state
state,The State,
club,The Club,state
-- documents.csv --
id,title,derived_from
d1,First report,d2|d3
d2,Second report,d4
d3,Third report,d4|d5
d4,Fourth report,
d5,Fifth report,
-- claims.csv --
id,actor,recipient,document,kind
,ann,club,d1,talks
d1-2,ann,club,d1,call
,ann,club,d1,visit
,ann,club,d2,visit
`, sources.Options{})
	compare(t, "", problems)
	var ids []sources.ClaimID
	for _, c := range d.Claims {
		ids = append(ids, c.ID)
	}
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"ids of claims", ids, []sources.ClaimID{"d1-1", "d1-2", "d1-3", "d2-1"}},
		{"a claim", d.Claim("d1-3"), &d.Claims[2]},
		{"no claim", d.Claim("d1-4"), (*sources.Claim)(nil)},
		{"an actor", d.Actor("club"), &d.Actors[4]},
		{"no actor", d.Actor(""), (*sources.Actor)(nil)},
		{"a document", d.Document("d5"), &d.Documents[4]},
		{"no document", d.Document("d6"), (*sources.Document)(nil)},
	} {
		if !cmp.Equal(tt.want, tt.got, cmp.Comparer(func(a, b *sources.Claim) bool { return a == b }),
			cmp.Comparer(func(a, b *sources.Actor) bool { return a == b }),
			cmp.Comparer(func(a, b *sources.Document) bool { return a == b })) {
			t.Errorf("%s: got %v, want %v", tt.what, tt.got, tt.want)
		}
	}
	if diff := cmp.Diff([]sources.ActorID{"office", "club", "ministry", "state"}, d.Bodies().Above("ann")); diff != "" {
		t.Errorf("above Ann, nearest first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]sources.DocumentID{"d4", "d5"}, d.Roots("d1")); diff != "" {
		t.Errorf("roots of the first report (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]sources.DocumentID{"d5"}, d.Roots("d5")); diff != "" {
		t.Errorf("roots of the last report (-want +got):\n%s", diff)
	}
	if got := []bool{d.Bodies().Within("ann", "state"), d.Bodies().Within("ann", "ann"), d.Bodies().Within("office", "ann"),
		d.Bodies().Within("nobody", "state")}; !slices.Equal(got, []bool{true, true, false, false}) {
		t.Errorf("Within is %v", got)
	}
	if d.Documents[1].Name() != "Second report" ||
		(&sources.Document{URL: "https://example.org"}).Name() != "https://example.org" {
		t.Error("a document is called by its title, or else its URL")
	}
}

// A cell is found by its column, whatever the sheet calls it; what has no cell of its own stands where its row does.
func TestPlaces(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "sheet.csv", "when,from,to,url\n2014,é,bo,https://example.org/1\n")
	d, _ := sources.Open("sheet.csv", sources.Options{})
	c := d.Claims[0]
	for _, tt := range []struct{ what, got, want string }{
		{"row", c.Pos().String(), "sheet.csv:2:1"},
		{"actor", c.At("actor").String(), "sheet.csv:2:6"},
		{"document", c.At("document").String(), "sheet.csv:2:11"},
		{"no such column", c.At("stance").String(), "sheet.csv:2:1"},
		{"an actor without a row", d.Actors[0].Pos().String(), ""},
		{"a cell of an actor without a row", d.Actors[0].At("name").String(), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: at %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

// Columns that relgraph does not know are kept; those about documents are only known where no table has the documents.
func TestExtra(t *testing.T) {
	d, _ := open(t, `
-- actors.csv --
id,name,Eye Colour
ann,Ann Abbot,blue
bo,Bo Baker,
-- documents.csv --
id,title,shelf
d1,First report,5|6
-- claims.csv --
id,actor,recipient,document,title,weight,
c1,ann,bo,d1,Aside,7,8
`, sources.Options{})
	got := [][]sources.Field{d.Actors[0].Extra, d.Actors[1].Extra, d.Documents[0].Extra, d.Claims[0].Detail().Extra}
	want := [][]sources.Field{{{Name: "Eye Colour", Value: "blue"}}, nil, {{Name: "shelf", Value: "5|6"}},
		{{Name: "title", Value: "Aside"}, {Name: "weight", Value: "7"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("extra fields (-want +got):\n%s", diff)
	}
}

func TestDiagnosticsAsJSON(t *testing.T) {
	_, problems := open(t, "-- claims.csv --\nid,actor,recipient,document,label\nc1,ann,boo,d1,far too long a label\n",
		sources.Options{})
	got, err := json.MarshalIndent(append(problems.Only(sources.Error), problems.Only(sources.Warning)...), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `[
 {
  "file": "claims.csv",
  "line": 2,
  "column": 8,
  "severity": "error",
  "problem": "unknown actor \"boo\"",
  "want": "did you mean \"bo\"?"
 },
 {
  "file": "claims.csv",
  "line": 2,
  "column": 15,
  "severity": "warning",
  "problem": "the label has 5 words",
  "want": "want 4 at most, since it stands beside a line"
 }
]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
	whole, err := json.Marshal(sources.Diagnostic{Pos: sources.Pos{File: "claims.csv"}, Severity: sources.Hint,
		Problem: "nothing"})
	if want := `{"file":"claims.csv","severity":"hint","problem":"nothing"}`; err != nil || string(whole) != want {
		t.Errorf("JSON of a diagnostic about a whole file: %s, %v, want %s", whole, err, want)
	}
}

// Err is for those who only ask whether the dossier can be used.
func TestErr(t *testing.T) {
	at := sources.Pos{File: "claims.csv", Line: 2, Column: 5}
	harmless := sources.Diagnostics{{Pos: at, Severity: sources.Warning, Problem: "a long label"},
		{Pos: at, Severity: sources.Note, Problem: "a column"}}
	if err := harmless.Err(); err != nil {
		t.Errorf("Err of warnings is %v", err)
	}
	serious := append(harmless, sources.Diagnostic{Pos: at, Severity: sources.Error, Problem: "no actor", Want: "want one"})
	if err, want := serious.Err(), "claims.csv:2:5: no actor: want one"; err == nil || err.Error() != want {
		t.Errorf("Err is %v, want %s", err, want)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"meeting", "talks", "call", "visit", "intelligence-sharing", "Élan"}
	for word, want := range map[string]string{
		"meting": "meeting", "MEETNIG": "meeting", "metng": "", "talk": "talks", "tlaks": "talks", "cal": "call",
		"c": "", "": "",
		"inteligence sharing": "intelligence-sharing", "élan": "Élan", "elan": "Élan", "rumoured": "",
		strings.Repeat("call", 1e6): "",
	} {
		if got := sources.Nearest(word, words); got != want {
			t.Errorf("nearest to %.20q is %q, want %q", word, got, want)
		}
	}
}

// sameDossier writes one dossier in several ways.
var sameDossier = map[string]string{
	"as it is": `
-- dossier.yaml --
title: Contacts
-- actors.csv --
id,name
ann,Ann Abbot
bo,"Bo ""the"" Baker"
-- documents.csv --
id,title
d1,"First, best report"
-- claims.csv --
id,actor,recipient,document,note,colour
c1,ann,bo,d1,"two
lines",red
c2,bo,ann,d1,,
`,
	"quoted": `
-- dossier.yaml --
title: "Contacts"
-- actors.csv --
"id","name"
"ann","Ann Abbot"
"bo","Bo ""the"" Baker"
-- documents.csv --
"id","title"
"d1","First, best report"
-- claims.csv --
"id","actor","recipient","document","note","colour"
"c1","ann","bo","d1","two
lines","red"
"c2","bo","ann","d1","",""
`,
	"with semicolons, other columns and blank ones": `
-- dossier.yml --
# a comment
title: 'Contacts'
-- actors.csv --
name;note;id
Ann Abbot;;ann
"Bo ""the"" Baker";;bo
-- documents.csv --
id;title

 d1 ;First, best report
;
-- claims.csv --
actor;colour;recipient;note;document;id;
ann;red;bo;"two
lines";d1;c1;in a column without a name
bo;;ann;;d1;c2;
`,
	"in YAML": `
-- dossier.yaml --
title: Contacts
actors:
- {id: ann, name: Ann Abbot}
- {name: Bo "the" Baker, id: bo}
documents:
- {id: d1, title: "First, best report"}
claims:
- id: c1
  actor: [ann]
  recipient: bo
  document: d1
  note: |
    two
    lines
  colour: red
- {id: c2, actor: bo, recipient: ann, document: d1}
`,
}

// The digest tells what the tables say and not how they are written.
func TestDigest(t *testing.T) {
	digest := func(files string) string {
		t.Chdir(t.TempDir())
		writeAll(t, files)
		d, problems := sources.Open(".", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return d.Digest()
	}
	plain := sameDossier["as it is"]
	want := digest(plain)
	if len(want) != 64 {
		t.Errorf("the digest is %q", want)
	}
	for name, files := range sameDossier {
		if got := digest(files); got != want {
			t.Errorf("%s: the digest is another", name)
		}
		if got := digest(strings.ReplaceAll(files, "\n", "\r\n")); got != want {
			t.Errorf("%s, with CRLF: the digest is another", name)
		}
	}
	for _, change := range [][2]string{
		{"title: Contacts", "title: Contact"}, {"Ann Abbot", "Ann Abbott"}, {"two\nlines", "two lines"},
		{"colour", "color"}, {"red", "rot"},
		{"c2,bo,ann,d1,,", "c2,bo,ann,d1,x,"}, {"c2,bo,ann,d1,,", "c2,bo,ann,d1,,x"}, {"c2,bo,ann,d1,,\n", ""},
	} {
		if !strings.Contains(plain, change[0]) {
			t.Fatalf("nothing to change: %q", change[0])
		}
		if changed := strings.Replace(plain, change[0], change[1], 1); digest(changed) == want {
			t.Errorf("the digest stays the same when %q becomes %q", change[0], change[1])
		}
	}
}

func TestSyriaContactsOnDisk(t *testing.T) {
	built, _ := sources.SyriaContacts()
	opened, problems := sources.Open(sources.BuiltIn, sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if built.Digest() != opened.Digest() || built.Name != opened.Name {
		t.Errorf("the built-in dossier is %q, %s, and the folder %q, %s", built.Name, built.Digest(), opened.Name,
			opened.Digest())
	}
	files, err := fs.Glob(os.DirFS(sources.BuiltIn), "*")
	if want := []string{"actors.csv", "claims.csv", "codings.csv", "documents.csv", "dossier.yaml"}; err != nil ||
		!slices.Equal(files, want) {
		t.Errorf("the folder holds %q, %v, want %q", files, err, want)
	}
}
