// Package made makes dossiers by chance, for tests that ask whether files hold what a dossier holds: every column is
// filled somewhere, with what people write and with what breaks readers.
package made

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing/fstest"

	"relgraph/sources"
)

// A Table is one table of a dossier, as it was made and before any program of ours read it.
type Table struct {
	Columns []string
	Rows    []map[string]string
}

// A Dossier is a made one. Lists in cells are separated by "|".
type Dossier struct {
	About                                     map[string]string // title, subtitle, edition, lang
	Sides                                     map[string]string // colours
	Actors, Documents, Claims, Kinds, Codings Table
}

// texts are what cells hold: names and sentences with signs that mean something in one notation or another.
var texts = []string{
	`plain words`, `They said "no"`, `R&D <b>bold</b> &amp; more`, `bar | bar \| and \ back\\slash`, "two\nlines",
	`comma, semicolon; colon: quote'`, `=SUM(A1)`, `-3 degrees`, `+44 20`, `@handle`,
	`بيت بو`, `Ça, d’été – “quoted”`, `中文 名字`, `emoji 👩‍🚀`, `INFORMATION REPORT`, `tab	stop`, `{"json": [1]}`,
	`${var} $1 %s %20 #frag`, `a -> b; c`, `--dashes-- ]]> <!--`, `ends in \`, `1,5`, `2014-03`, `0012`,
	`name: value`, `x || y`, `'apostrophe`,
}

var dates = []string{"2014", "2014-09", "2014-09-23", "2014-09-23/2014-11", "2014~", "2014-09?", "../2014-09",
	"2014-09/..", "201X", "2014-21", "-0044-03-15", "2013-12-31/2014-01-02"}

// kinds with their classes are ours, own ones, and free words.
var kinds = []string{"meeting", "talks", "warning", "visit", "affiliation", "call", "owns", "hosted at sea", "sold to",
	"berthed", "Barter deal"}

// ownNames are columns of the owner's own whose names mean something else in files, or have signs in them that end a name.
var ownNames = map[string][]string{
	"actors":    {"state", "claim", "How: sure?", "records", "drawn", "description", "_", marks, "extra_state"},
	"documents": {"contact_id", "a|b", `back\slash`, "extra_title", "#", marks},
	"claims": {"state", "title", "url", "publisher", "issued", "contact_id", "claim", "extra_state", "How: sure?", "a|b",
		"tail:", `ends in \`, "key", "width", "undirected", "_", "-", marks},
}

// marks is an own column of texts with signs that nobody sees.
const marks = "marks"

var marked = []string{"a\u200Bb", "\u200F\u202Eright to left", "\uFEFFbegins with a mark", "soft\u00ADhyphen", "\u200B",
	"no\u00A0break"}

// addOwn puts texts into columns of those names, without asking chance, so that the rest of a seed's dossier stays as it
// is.
func addOwn(table string, t *Table) {
	t.Columns = append(t.Columns, ownNames[table]...)
	for i, row := range t.Rows {
		for n, name := range ownNames[table] {
			if (i+n)%3 == 0 {
				row[name] = texts[(5*i+n)%len(texts)]
			}
			if name == marks {
				row[name] = marked[i%len(marked)]
			}
		}
	}
}

type maker struct{ *rand.Rand }

func (m maker) one(of []string) string { return of[m.IntN(len(of))] }

// some is one of the texts, or blank more often than not.
func (m maker) some(of []string) string {
	if m.IntN(5) < 3 {
		return ""
	}
	return m.one(of)
}

// several are different ones of a list, at most so many.
func (m maker) several(of []string, most int) []string {
	picked := slices.Clone(of)
	m.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	return picked[:m.IntN(min(most, len(picked))+1)]
}

// list is a cell of several texts without bars.
func (m maker) list(most int) string {
	var plain []string
	for _, t := range m.several(texts, most) {
		if t = strings.ReplaceAll(t, "|", "/"); strings.TrimSpace(t) != "" {
			plain = append(plain, strings.ReplaceAll(t, "\n", " "))
		}
	}
	return strings.Join(plain, "|")
}

// Make makes the dossier of a seed: the same seed makes the same one.
func Make(seed uint64) *Dossier {
	m := maker{rand.New(rand.NewPCG(seed, 13))}
	d := &Dossier{About: map[string]string{"title": "Made " + m.one(texts), "subtitle": m.some(texts),
		"edition": m.some([]string{"second", "3rd"}), "lang": m.some([]string{"de", "fr"})}, Sides: map[string]string{}}
	for key, text := range d.About {
		d.About[key] = strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
	}
	var actors, documents, claims []string
	sides := []string{"East", `West "side"`, "South & co"}
	d.Actors.Columns = append(columnsOf("actors"), "Standing", "own column")
	for i := range 4 + m.IntN(5) {
		id := fmt.Sprintf("%s%d", m.one([]string{"ann", "bo-x", "çe", "d_", "مي"}), i)
		row := map[string]string{"id": id, "name": fmt.Sprintf("%s %d", oneLine(m.one(texts)), i),
			"short": m.some([]string{fmt.Sprintf("S%d", i), fmt.Sprintf("Sh & %d", i)}),
			"kind":  m.some([]string{"person", "state", "agency", "company", "armed-group"}),
			"role":  oneLine(m.some(texts)), "alias": m.list(3), "part_of": strings.Join(m.several(actors, 2), "|"),
			"country": m.some([]string{"GB", "SY", "FR"}), "side": m.some(sides),
			"wikidata":    m.some([]string{fmt.Sprintf("Q%d", 100+i)}),
			"same_as":     m.some([]string{fmt.Sprintf("https://example.org/a/%d", i), "urn:x:1|urn:x:2"}),
			"not_same_as": strings.Join(m.several(actors, 1), "|"), "note": m.some(texts), "Standing": m.some(texts),
			"own column": m.some(texts)}
		actors = append(actors, id)
		d.Actors.Rows = append(d.Actors.Rows, row)
		if side := row["side"]; side != "" && m.IntN(2) == 0 {
			d.Sides[side] = "#336699"
		}
	}
	d.Documents.Columns = append(columnsOf("documents"), "Shelf")
	for i := range 3 + m.IntN(4) {
		id := fmt.Sprintf("d%d", i)
		d.Documents.Rows = append(d.Documents.Rows, map[string]string{"id": id,
			"title": fmt.Sprintf("%s (%d)", oneLine(m.one(texts)), i),
			"url":   m.some([]string{fmt.Sprintf("https://example.org/%d?a=1&b=%%20c", i)}),
			"type":  m.some([]string{"article-newspaper", "report", "broadcast"}), "publisher": oneLine(m.some(texts)),
			"author": m.list(2), "issued": m.some(dates[:4]), "accessed": m.some([]string{"2020-01-02"}),
			"language":     m.some([]string{"en", "ar"}),
			"archive_url":  m.some([]string{fmt.Sprintf("https://archive.example/%d", i)}),
			"derived_from": strings.Join(m.several(documents, 1), "|"),
			"reliability":  m.some([]string{"A", "F"}), "sha256": m.some([]string{strings.Repeat("ab", 32)}),
			"note": m.some(texts), "Shelf": m.some(texts)})
		documents = append(documents, id)
	}
	d.Kinds.Columns = columnsOf("kinds")
	if m.IntN(2) == 0 {
		d.Kinds.Rows = append(d.Kinds.Rows, map[string]string{"id": "berthed", "word": "berth",
			"forward": "berthed with", "backward": "took in", "class": m.one([]string{"contact", "tie"}),
			"directed": "yes", "note": m.some(texts)})
	}
	d.Claims.Columns = append(columnsOf("claims"), "Confidence Level", "weighing")
	for i := range 3 + m.IntN(9) {
		d.Claims.Rows = append(d.Claims.Rows, m.claim(d, i, actors, documents, claims))
		claims = append(claims, fmt.Sprintf("c%d", i))
	}
	d.Codings.Columns = columnsOf("codings")
	for _, id := range m.several(claims, 2) {
		d.Codings.Rows = append(d.Codings.Rows, map[string]string{"claim": id, "coder": "second coder",
			"coded_on": "2021-02-03", "actor": actors[0], "recipient": actors[1], "kind": m.some(kinds[:3]),
			"hedge": m.some(texts), "note": m.some(texts)})
	}
	addOwn("actors", &d.Actors)
	addOwn("documents", &d.Documents)
	addOwn("claims", &d.Claims)
	m.fill("actors", d.Actors)
	m.fill("documents", d.Documents, "path")
	m.fill("claims", d.Claims, "contact", "about", "anchor", "checked_by", "checked_row", "found_in")
	maker{rand.New(rand.NewPCG(seed, 14))}.addMore(d, documents, claims)
	return d
}

// anchors are passages as a coder marks them, of texts that are nowhere.
var anchors = []string{
	"n1 120+340 sha256:" + strings.Repeat("c4", 32) + " first few … last words",
	"n1 0+41 sha256:" + strings.Repeat("0d", 32),
}

// addMore fills the columns that came later, by chances of its own: all else of a seed's dossier stays what it was.
func (m maker) addMore(d *Dossier, documents, claims []string) {
	for _, row := range d.Kinds.Rows {
		row["alias"], row["line"] = m.some([]string{"moored", "moored|tied up"}), m.some([]string{"solid", "dashed"})
	}
	for _, row := range d.Claims.Rows {
		row["anchor"] = m.some(anchors)
		row["found_in"] = m.some([]string{"list.csv!7", "list.xlsx:Sheet1!12"})
	}
	for _, row := range d.Codings.Rows {
		row["anchor"], row["locator"] = m.some(anchors), m.some([]string{"para. 2"})
		row["direction"], row["date"] = m.some([]string{"directed", "mutual"}), m.some(dates)
		row["channel"], row["modality"] = m.some([]string{"direct", "unknown"}), m.some([]string{"planned", "requested"})
		row["asserted_by"] = m.some([]string{"a clerk (anonymous)", row["actor"] + " (on record)"})
		if row["stance"] = m.some([]string{"reports", "confirms", "denies"}); row["stance"] == "denies" {
			row["about"] = m.one(claims)
		}
	}
	if len(d.Codings.Rows) > 0 && m.IntN(2) == 0 { // who went through a document as a whole
		d.Codings.Rows = append(d.Codings.Rows, map[string]string{"document": m.one(documents), "coder": "second coder",
			"note": m.some(texts)})
	}
}

// columnsOf are the names of a table's columns.
func columnsOf(table string) (names []string) {
	for _, c := range sources.Columns() {
		if c.Table == table {
			names = append(names, c.Name)
		}
	}
	return names
}

// fill puts texts into the columns of texts that no cell was made for, but for those that are left blank.
func (m maker) fill(table string, t Table, blank ...string) {
	for _, c := range sources.Columns() {
		if c.Table != table || c.Holds != sources.HoldsText || c.List || slices.Contains(blank, c.Name) {
			continue
		}
		for _, row := range t.Rows {
			if _, made := row[c.Name]; !made {
				row[c.Name] = m.some(texts)
			}
		}
	}
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "|", "/")), " ")
}

// claim makes a row: a contact of two, a round, a tie, or a denial of what was reported before.
func (m maker) claim(d *Dossier, i int, actors, documents, claims []string) map[string]string {
	parties := m.several(actors, 4)
	for len(parties) < 2 {
		parties = m.several(actors, 4)
	}
	row := map[string]string{"id": fmt.Sprintf("c%d", i), "actor": parties[0],
		"recipient": strings.Join(parties[1:], "|"), "document": m.one(documents), "kind": m.one(kinds),
		"direction": m.some(sources.Directions()), "date": m.some(dates), "place": m.list(2),
		"channel": m.some([]string{"direct", "unknown"}), "modality": m.some([]string{"planned", "requested"}),
		"asserted_by": m.some([]string{"a clerk (anonymous)", actors[0] + " (on record)", "an official > " +
			documents[0], actors[1] + ": a spokeswoman (on record)"}), "hedge": oneLine(m.some(texts)),
		"locator": m.some([]string{"para. 6", "p. 4"}), "label": m.some([]string{`met "there"`, "talked & more",
			"بيت"}), "summary": m.some([]string{"They met.", `One said "no" & left.`, "Two\nlines."}),
		"doubt": m.some(texts[:2]), "note": m.some(texts), "Confidence Level": m.some(texts), "weighing": m.some(texts)}
	if len(parties) > 2 && m.IntN(2) == 0 {
		row["actor"], row["recipient"], row["direction"] = strings.Join(parties, "|"), "", ""
	}
	if m.IntN(3) == 0 {
		row["checked_by"], row["checked_on"] = "Eve Checker", "2021-01-02"
	}
	if len(claims) > 0 && m.IntN(4) == 0 { // it says of another one that it is not so
		about := d.Claims.Rows[m.IntN(len(claims))]
		for _, cell := range []string{"actor", "recipient", "kind", "direction", "date", "contact", "modality"} {
			row[cell] = about[cell]
		}
		speaker := strings.Split(about["actor"], "|")[0]
		row["stance"], row["about"], row["asserted_by"] = m.one([]string{"denies", "no-comment", "confirms"}),
			about["id"], speaker+" (on record)"
		if about["stance"] != "" {
			row["stance"], row["about"] = "confirms", ""
		}
		if row["stance"] == "confirms" {
			row["about"] = ""
		}
	}
	return row
}

// FS is the dossier's folder, called "made".
func (d *Dossier) FS() fstest.MapFS {
	files := fstest.MapFS{}
	for name, t := range map[string]Table{"actors": d.Actors, "documents": d.Documents, "claims": d.Claims,
		"kinds": d.Kinds, "codings": d.Codings} {
		if len(t.Rows) > 0 {
			files["made/"+name+".csv"] = &fstest.MapFile{Data: []byte(t.CSV())}
		}
	}
	var about strings.Builder
	for _, key := range []string{"title", "subtitle", "edition", "lang"} {
		if text := d.About[key]; text != "" {
			fmt.Fprintf(&about, "%s: '%s'\n", key, strings.ReplaceAll(text, "'", "''"))
		}
	}
	if len(d.Sides) > 0 {
		about.WriteString("sides:\n")
		for _, side := range []string{"East", `West "side"`, "South & co"} {
			if colour := d.Sides[side]; colour != "" {
				fmt.Fprintf(&about, "  '%s': '%s'\n", side, colour)
			}
		}
	}
	files["made/dossier.yaml"] = &fstest.MapFile{Data: []byte(about.String())}
	return files
}

// CSV is the table with every cell in quotation marks.
func (t Table) CSV() string {
	var b strings.Builder
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quoted(c))
	}
	for _, row := range t.Rows {
		b.WriteByte('\n')
		for i, c := range t.Columns {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoted(row[c]))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// Open opens the dossier after it was checked: the rows that somebody checked carry the digest of what they say. ok is
// false where the checks of dossiers refuse what chance made.
func (d *Dossier) Open() (opened *sources.Dossier, ok bool) {
	opened, problems := sources.OpenFS(d.FS(), "made", sources.Options{})
	if problems.Err() != nil {
		return nil, false
	}
	for i, row := range d.Claims.Rows {
		if row["checked_by"] != "" {
			row["checked_row"] = opened.Claims[i].RowDigest()
		}
	}
	opened, problems = sources.OpenFS(d.FS(), "made", sources.Options{})
	return opened, problems.Err() == nil
}
