package change_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/change"
)

// A sheet is a table as text: the first row has the names of the columns.
type sheet [][]string

// tables are the three sheets of a dossier, by file name.
type tables map[string]sheet

var fileNames = []string{"actors.csv", "documents.csv", "claims.csv"}

// builtIn reads the built-in dossier's tables.
func builtIn(t testing.TB) tables {
	t.Helper()
	all := tables{}
	for _, name := range fileNames {
		data, err := os.ReadFile("../syria-contacts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		all[name] = rows
	}
	return all
}

func (s sheet) column(name string) int { return slices.Index(s[0], name) }

func (s sheet) clone() sheet {
	rows := make(sheet, len(s))
	for i, row := range s {
		rows[i] = slices.Clone(row)
	}
	return rows
}

func (ts tables) clone() tables {
	all := tables{}
	for name, s := range ts {
		all[name] = s.clone()
	}
	return all
}

// blank empties columns of the claims.
func (ts tables) blank(columns ...string) tables {
	all := ts.clone()
	claims := all["claims.csv"]
	for _, row := range claims[1:] {
		for _, c := range columns {
			row[claims.column(c)] = ""
		}
	}
	return all
}

func (ts tables) open(t testing.TB) *sources.Dossier {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, s := range ts {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(s); err != nil {
			t.Fatal(err)
		}
		fsys["d/"+name] = &fstest.MapFile{Data: b.Bytes()}
	}
	d, _ := sources.OpenFS(fsys, "d", sources.Options{})
	return d
}

// rewrite writes the same rows in another way: what a sort, another program or another setting would make of them.
func rewrite(t *rapid.T, s sheet) []byte {
	order := rapid.Permutation(indexes(len(s[0]))).Draw(t, "columns")
	rows := rapid.Permutation(indexes(len(s)-1)).Draw(t, "rows")
	comma := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	quote := rapid.SampledFrom([]string{"needed", "all", "text"}).Draw(t, "quotes")
	var b strings.Builder
	write := func(row []string) {
		for i, column := range order {
			if i > 0 {
				b.WriteString(comma)
			}
			text := row[column]
			if quote == "all" || quote == "text" && text != "" || strings.ContainsAny(text, "\"\n\r"+comma) {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteString(end)
	}
	write(s[0])
	for _, i := range rows {
		write(s[i+1])
	}
	switch rapid.SampledFrom([]string{"UTF-8", "BOM", "UTF-16"}).Draw(t, "encoding") {
	case "BOM":
		return []byte("\uFEFF" + b.String())
	case "UTF-16":
		data, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(b.String())
		if err != nil {
			t.Fatal(err)
		}
		return []byte(data)
	}
	return []byte(b.String())
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// However the same rows are written, nothing changed: with ids for the claims, and without them.
func TestWritingAnewChangesNothing(t *testing.T) {
	all := builtIn(t).few()
	noIDs := all.blank("id", "about")
	old := map[bool]*sources.Dossier{true: all.open(t), false: noIDs.open(t)}
	rapid.Check(t, func(rt *rapid.T) {
		ts, given := all, rapid.Bool().Draw(rt, "claims have ids")
		if !given {
			ts = noIDs
		}
		fsys := fstest.MapFS{}
		for _, file := range fileNames {
			fsys["d/"+file] = &fstest.MapFile{Data: rewrite(rt, ts[file])}
		}
		new, problems := sources.OpenFS(fsys, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			rt.Fatal(err)
		}
		for _, c := range []*change.Changes{change.Between(old[given], new), change.Between(new, old[given])} {
			if !c.None() {
				rt.Fatalf("%d claims, %d documents, %d actors differ", len(c.Claims), len(c.Documents), len(c.Actors))
			}
		}
	})
}

// instead draws a valid text for a cell that means something else than the one that stands there.
func instead(t *rapid.T, ts tables, file, column, old string) string {
	ids := func(file string) []string {
		var all []string
		for _, row := range ts[file][1:] {
			all = append(all, row[0])
		}
		return all
	}
	var choice []string
	switch column {
	case "kind":
		if choice = sources.Kinds(); file == "actors.csv" {
			choice = sources.ActorKinds()
		}
	case "stance":
		choice = sources.Stances()
	case "modality":
		choice = []string{"happened", "planned", "requested", "hypothetical"}
	case "direction":
		choice = []string{"mutual", "directed"}
	case "channel":
		choice = []string{"direct", "unknown", "via russia", ""}
	case "actor", "recipient", "part_of", "not_same_as":
		choice = ids("actors.csv")
	case "document", "derived_from":
		choice = ids("documents.csv")
	case "date", "issued", "accessed", "checked_on":
		choice = []string{"2011", "2012-02", "2013-03-03", "2014~", ""}
	case "country":
		choice = []string{"DE", "FR", ""}
	case "wikidata":
		choice = []string{"Q1", "Q2", ""}
	case "reliability":
		choice = []string{"A", "B", ""}
	case "anchor":
		choice = []string{"", "n1 3+50 sha256:" + strings.Repeat("ab", 32) + " Some words … of it"}
	case "asserted_by":
		choice = []string{"", "jen-psaki (on record)", "somebody else (anonymous) > bbc-2014"}
	default:
		choice = []string{"another text", "yet another one"}
	}
	defaults := map[string]string{"kind": "contact", "stance": "reports", "modality": "happened", "direction": "mutual"}
	meaning := func(text string) string {
		if text == "" && file == "claims.csv" {
			return defaults[column]
		}
		return text
	}
	choice = slices.DeleteFunc(slices.Clone(choice), func(s string) bool { return meaning(s) == meaning(old) })
	return rapid.SampledFrom(choice).Draw(t, "new text")
}

// A change of one cell is reported as that change, and as nothing else.
func TestOneCellIsOneChange(t *testing.T) {
	all := builtIn(t)
	noIDs := all.blank("id", "about")
	old := map[bool]*sources.Dossier{true: all.open(t), false: noIDs.open(t)}
	rapid.Check(t, func(rt *rapid.T) {
		ts, given := all, rapid.Bool().Draw(rt, "claims have ids")
		if !given {
			ts = noIDs
		}
		file := rapid.SampledFrom(fileNames).Draw(rt, "file")
		edited := ts.clone()
		s := edited[file]
		column := rapid.SampledFrom(s[0]).Filter(func(c string) bool {
			return c != "id" && c != "about" &&
				c != "contact" && c != "path"
		}).Draw(rt, "column")
		row := rapid.IntRange(1, len(s)-1).Draw(rt, "row")
		text := instead(rt, ts, file, column, s[row][s.column(column)])
		s[row][s.column(column)] = text
		c := change.Between(old[given], edited.open(t))
		got := map[string][]change.CellChange{}
		for _, r := range c.Actors {
			got[fmt.Sprintf("actors.csv %s %d", r.Outcome, r.New.Pos().Line)] = r.Cells
		}
		for _, r := range c.Documents {
			got[fmt.Sprintf("documents.csv %s %d", r.Outcome, r.New.Pos().Line)] = r.Cells
		}
		for _, r := range c.Claims {
			if r.New == nil || r.Old == nil {
				rt.Fatalf("%s of line %d: a claim was %s", column, row+1, r.Outcome)
			}
			got[fmt.Sprintf("claims.csv %s %d", r.Outcome, r.New.Pos().Line)] = r.Cells
		}
		cells := got[fmt.Sprintf("%s changed %d", file, row+1)]
		if len(got) != 1 || len(cells) != 1 || cells[0].Column != column {
			rt.Fatalf("%s of %s line %d set to %q: reported %v", column, file, row+1, text, got)
		}
	})
}

// Where a copy lies is of one machine: no export has it, and its absence is no change; another place is one.
func TestPathsOfOneMachine(t *testing.T) {
	open := func(path string) *sources.Dossier {
		d, problems := sources.OpenFS(fstest.MapFS{
			"d/actors.csv":    {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
			"d/documents.csv": {Data: []byte("id,title,path\nd1,First," + path + "\n")},
			"d/claims.csv":    {Data: []byte("id,actor,recipient,document\nc1,ann,bo,d1\n")},
		}, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tt := range []struct {
		old, new string
		same     bool
	}{{"a.txt", "", true}, {"", "a.txt", true}, {"a.txt", "b.txt", false}} {
		if got := change.Between(open(tt.old), open(tt.new)).None(); got != tt.same {
			t.Errorf("%q and %q: the same is %t", tt.old, tt.new, got)
		}
	}
}

// said writes changes one a line.
func said(c *change.Changes) string {
	var b strings.Builder
	cells := func(list []change.CellChange) {
		for _, cell := range list {
			fmt.Fprintf(&b, "  %s: %q -> %q\n", cell.Column, cell.Old, cell.New)
		}
	}
	cells(c.About)
	for _, a := range c.Actors {
		fmt.Fprintf(&b, "actor %s", a.Outcome)
		if a.Old != nil {
			fmt.Fprintf(&b, " %s", a.Old.ID)
		}
		if a.New != nil {
			fmt.Fprintf(&b, " > %s", a.New.ID)
		}
		if a.From != "" {
			fmt.Fprintf(&b, " from %s", a.From)
		}
		if a.Instead != nil {
			fmt.Fprintf(&b, " instead of, or in its place, %v", a.Instead)
		}
		b.WriteString("\n")
		cells(a.Cells)
	}
	for _, d := range c.Documents {
		fmt.Fprintf(&b, "document %s\n", d.Outcome)
		cells(d.Cells)
	}
	for _, cl := range c.Claims {
		fmt.Fprintf(&b, "claim %s\n", cl.Outcome)
		cells(cl.Cells)
	}
	return b.String()
}

func folder(t *testing.T, files map[string]string) *sources.Dossier {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["d/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, problems := sources.OpenFS(fsys, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBetween(t *testing.T) {
	const documents = "id,title,url,issued\nd1,One,https://example.org/1,2024\nd2,Two,https://example.org/2,2024\n"
	base := map[string]string{
		"actors.csv":    "id,name,alias,wikidata,not_same_as\nsis,Secret Service,SIS|Box,,\nmo,Ministry,,Q7,\nann,Ann Example,,,\n",
		"documents.csv": documents,
		"claims.csv":    "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,sis,ann,d1,2024,via mo,ann (on record),,\nc2,sis,mo,d1,2023,,,,\nc3,sis,mo,d2,,,mo (on record),c2,denies\n",
	}
	for _, test := range []struct {
		name   string
		change map[string]string // files that are other ones in the new edition
		want   string
	}{
		{"nothing", nil, ""},
		{"an actor's new id is one change", map[string]string{
			"actors.csv": "id,name,alias,wikidata\nmi6,secret service,SIS|Box,\nministry,The Ministry,,Q7\nann,Ann Example,,\n",
			"claims.csv": "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,mi6,ann,d1,2024,via ministry,ann (on record),,\nc2,mi6,ministry,d1,2023,,,,\nc3,ministry,mi6,d2,,,ministry (on record),c2,denies\n",
		}, `actor changed sis > mi6
  id: "sis" -> "mi6"
  name: "Secret Service" -> "secret service"
actor changed mo > ministry
  id: "mo" -> "ministry"
  name: "Ministry" -> "The Ministry"
`},
		{"an alias in another order, words for defaults", map[string]string{
			"actors.csv": "id,name,alias,wikidata\nsis,Secret Service,Box | SIS,\nmo,Ministry,,Q7\nann,Ann Example,,\n",
			"claims.csv": "kind,id,actor,recipient,document,date,channel,asserted_by,about,stance,modality\nContact,c1,sis,ann,d1,2024,Via mo,Ann (ON RECORD),,Reports,happened\n,c2,sis,mo,d1,2023,,,,,\n,c3,sis,mo,d2,,,mo (on record),c2,denies,\n",
		}, `claim changed
  asserted_by: "ann (on record)" -> "Ann (ON RECORD)"
`},
		{"two actors made one", map[string]string{
			"actors.csv": "id,name,alias,wikidata\nmo,Ministry,secret service,Q7\nann,Ann Example,,\n",
			"claims.csv": "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,mo,ann,d1,2024,,ann (on record),,\n",
		}, `actor changed mo > mo
  alias: "" -> "secret service"
actor merged sis > mo
claim changed
  channel: "via mo" -> ""
claim removed
claim removed
`},
		{"an alias made an actor", map[string]string{
			"actors.csv": "id,name,alias,wikidata\nsis,Secret Service,SIS,\nbox,Box,,\nmo,Ministry,,Q7\nann,Ann Example,,\n",
			"claims.csv": "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,box,ann,d1,2024,via mo,ann (on record),,\nc2,sis,mo,d1,2023,,,,\nc3,sis,mo,d2,,,mo (on record),c2,denies\n",
		}, `actor changed sis > sis
  alias: "SIS|Box" -> "SIS"
actor split > box from sis instead of, or in its place, [sis]
claim changed
  actor: "sis" -> "box"
`},
		{"another actor in one's place is no merger", map[string]string{
			"actors.csv": "id,name,alias,wikidata\nsis,Secret Service,SIS|Box,\nmo,Ministry,,Q7\n",
			"claims.csv": "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,sis,mo,d1,2024,,,,\nc2,sis,mo,d1,2023,,,,\nc3,sis,mo,d2,,,mo (on record),c2,denies\n",
		}, `actor removed ann instead of, or in its place, [mo]
claim changed
  recipient: "ann" -> "mo"
  channel: "via mo" -> ""
  asserted_by: "ann (on record)" -> ""
`},
		{"a document under another id and address", map[string]string{
			"documents.csv": "id,title,url,issued\nfirst,One,http://www.example.org/1/?utm_source=x#top,2024\nd2,Two,https://example.org/2,2024\n",
			"claims.csv":    "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,sis,ann,first,2024,via mo,ann (on record),,\nc2,mo,sis,first,2023,,,,\nc3,sis,mo,d2,,,mo (on record),c2,denies\n",
		}, `document changed
  id: "d1" -> "first"
  url: "https://example.org/1" -> "http://www.example.org/1/?utm_source=x#top"
`},
		{"a document and its claims withdrawn", map[string]string{
			"documents.csv": "id,title,url,issued\nd1,One,https://example.org/1,2024\n",
			"claims.csv":    "id,actor,recipient,document,date,channel,asserted_by,about,stance\nc1,sis,ann,d1,2024,via mo,ann (on record),,\nc2,sis,mo,d1,2023,,,,\n",
		}, `document removed
claim removed
`},
		{"what the dossier says of itself", map[string]string{"dossier.yaml": "title: Who met whom\nedition: 2\n"},
			"  title: \"\" -> \"Who met whom\"\n  edition: \"\" -> \"2\"\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{}
			for name, text := range base {
				files[name] = text
			}
			for name, text := range test.change {
				files[name] = text
			}
			if diff := cmp.Diff(test.want, said(change.Between(folder(t, base), folder(t, files)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Tables that no row of the others refers to are compared as wholes: editions that differ in them do not say the same.
func TestTablesApart(t *testing.T) {
	base := map[string]string{
		"actors.csv":    "id,name\nann,Ann\nbo,Bo\n",
		"documents.csv": "id,title\nd1,One\n",
		"claims.csv":    "id,actor,recipient,document\nc1,ann,bo,d1\n",
		"codings.csv":   "claim,coder,actor,recipient\nc1,Eve,ann,bo\n",
	}
	for _, tt := range []struct{ name, file, text, want string }{
		{"another order of columns", "codings.csv", "coder,claim,recipient,actor\nEve,c1,bo,ann\n", ""},
		{"a second coding", "codings.csv", "claim,coder,actor,recipient\nc1,Eve,ann,bo\nc1,Fay,bo,ann\n",
			"  codings: \"1 row\" -> \"2 rows, of which the other edition lacks 1\"\n"},
		{"another answer", "codings.csv", "claim,coder,actor,recipient,stance\nc1,Eve,ann,bo,denies\n",
			"  codings: \"1 row, of which the other edition lacks 1\" -> \"1 row, of which the other edition lacks 1\"\n"},
		{"none", "codings.csv", "claim,coder,actor,recipient\n",
			"  codings: \"1 row, of which the other edition lacks 1\" -> \"\"\n"},
		{"a kind", "kinds.csv", "id,word,class\nferried,ferried,contact\n",
			"  kinds: \"\" -> \"1 row, of which the other edition lacks 1\"\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := maps.Clone(base)
			files[tt.file] = tt.text
			changes := change.Between(folder(t, base), folder(t, files))
			if got := said(changes); got != tt.want || changes.None() != (tt.want == "") {
				t.Errorf("said %q, want %q; none: %t", got, tt.want, changes.None())
			}
		})
	}
}

// An edition that has written down the ids that were made for its rows says the same.
func TestAnIDThatWasMadeMayBeWrittenDown(t *testing.T) {
	const row = "ann,bo,doc,meeting,2024\n"
	files := func(head, id string) fstest.MapFS {
		return fstest.MapFS{"d/actors.csv": {Data: []byte("id,name\nann,Ann\nbo,Bo\n")},
			"d/documents.csv": {Data: []byte("id,title\ndoc,D\n")},
			"d/claims.csv":    {Data: []byte(head + "actor,recipient,document,kind,date\n" + id + row)}}
	}
	open := func(files fstest.MapFS) *sources.Dossier {
		d, problems := sources.OpenFS(files, "d", sources.Options{})
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return d
	}
	blank, made, other := open(files("", "")), open(files("id,", "doc-1,")), open(files("id,", "something,"))
	for _, tt := range []struct {
		name     string
		old, new *sources.Dossier
		want     int
	}{{"written down", blank, made, 0}, {"left out again", made, blank, 0}, {"another one", blank, other, 1}} {
		if got := len(change.Between(tt.old, tt.new).Claims); got != tt.want {
			t.Errorf("%s: %d claims changed, want %d", tt.name, got, tt.want)
		}
	}
}
