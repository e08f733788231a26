// Package sheets writes tables for spreadsheets, statistics and databases: CSV, workbooks, data packages.
package sheets

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/out/rows"
	"relgraph/sources"
)

// A table is rows under a header, all texts.
type table struct {
	name    string
	columns []rows.Column
	rows    [][]string
}

// dossierTables are the dossier's three tables with the columns that sources.Columns lists, but for the paths of copies, and
// behind them the columns that relgraph does not know. Read as a dossier they give the same claims again.
func dossierTables(d *sources.Dossier) []table {
	actors := newTable("actors", d.Actors, func(a *sources.Actor) map[string]string {
		return map[string]string{"id": string(a.ID), "name": a.Name, "short": a.Short, "kind": a.Kind.String(), "role": a.Role, "alias": listed(a.Aliases),
			"part_of": listed(a.PartOf), "country": a.Country, "side": a.Side, "wikidata": a.Wikidata, "same_as": listed(a.SameAs),
			"not_same_as": listed(a.NotSameAs), "note": a.Note}
	}, func(a *sources.Actor) []sources.Field { return a.Extra })
	documents := newTable("documents", d.Documents, func(d *sources.Document) map[string]string {
		return map[string]string{"id": string(d.ID), "title": d.Title, "url": d.URL, "type": d.Type, "publisher": d.Publisher, "author": listed(d.Author),
			"issued": d.Issued.String(), "accessed": d.Accessed.String(), "language": d.Language, "archive_url": d.ArchiveURL,
			"derived_from": listed(d.DerivedFrom), "reliability": d.Reliability, "sha256": d.SHA256, "note": d.Note}
	}, func(d *sources.Document) []sources.Field { return d.Extra })
	claims := newTable("claims", d.Claims, func(c *sources.Claim) map[string]string {
		direction := ""
		switch {
		case c.Directed:
			direction = "directed"
		case d.Kind(c.Kind).Heading == sources.DirectedHeading: // where blank would mean that
			direction = "mutual"
		}
		return map[string]string{"id": string(c.ID), "contact": string(c.Contact), "actor": listed(c.Actors), "recipient": listed(c.Recipients),
			"document": string(c.Document), "kind": c.KindWord(), "direction": direction, "date": c.Date.String(), "place": listed(c.Places),
			"channel": c.Channel.String(), "modality": c.Modality.String(), "stance": c.Stance.String(), "asserted_by": c.AssertedBy.String(),
			"hedge": c.Hedge, "about": c.About, "locator": c.Locator, "anchor": c.Anchor.String(), "label": c.Label, "summary": c.Summary,
			"checked_by": c.CheckedBy, "checked_on": c.CheckedOn.String(), "checked_row": c.CheckedRow, "doubt": c.Doubt, "note": c.Note}
	}, func(c *sources.Claim) []sources.Field { return c.Extra })
	return []table{actors, documents, claims}
}

// listed writes several values of one cell.
func listed[T ~string](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return strings.Join(texts, "|")
}

func newTable[T any](name string, records []T, cells func(*T) map[string]string, extra func(*T) []sources.Field) table {
	t := table{name: name}
	for _, c := range sources.Columns() {
		if c.Table == name && c.Name != "path" {
			t.columns = append(t.columns, rows.Column{Name: c.Name, Kind: "string"})
		}
	}
	known := len(t.columns)
	for i := range records {
		for _, f := range extra(&records[i]) {
			if !slices.Contains(t.columns[known:], rows.Column{Name: f.Name, Kind: "string"}) {
				t.columns = append(t.columns, rows.Column{Name: f.Name, Kind: "string"})
			}
		}
	}
	for i := range records {
		of := cells(&records[i])
		row := make([]string, len(t.columns))
		for n, c := range t.columns[:known] {
			row[n] = of[c.Name]
		}
		for _, f := range extra(&records[i]) {
			row[known+slices.Index(t.columns[known:], rows.Column{Name: f.Name, Kind: "string"})] = f.Value
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// contactColumns are those of the table of contacts. What a contact's claims and documents say is in their own tables.
var contactColumns = strings.Fields(`id label relation from to direction members state modality when perhaps dates start end published published_last checked places via
	origins origins_min:int origins_max:int originated_by reports:int claims:int claim_ids stances documents`)

// contactTable has a row for every contact, those too that no figure draws: the column "state" says which.
func contactTable(g *graph.Graph) table {
	t := table{name: "contacts"}
	for _, c := range contactColumns {
		name, kind, _ := strings.Cut(c, ":")
		if kind == "" {
			kind = "string"
		}
		t.columns = append(t.columns, rows.Column{Name: name, Kind: kind})
	}
	for c := range g.All() {
		t.rows = append(t.rows, cells(rows.ContactRow(g.Dossier(), c), t.columns))
	}
	return t
}

// cells are the values of a row in the order of the columns.
func cells(r rows.Row, columns []rows.Column) []string {
	texts := make([]string, len(columns))
	for i, c := range columns {
		texts[i] = r.Get(c.Name)
		if c.Name == "id" {
			texts[i] = r.ID
		}
	}
	return texts
}

// runnable tells whether a spreadsheet that opens a CSV file would take a cell for a formula.
func runnable(text string) bool { return text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) }

// dateLike finds what a spreadsheet would show as another date (2014-09 as Sep-14), and Gephi would take for a moment of its
// timeline, in which it then misses the time representation that the rest of the workspace has.
var dateLike = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2})?$`)

// forSpreadsheets returns the table as a CSV file has to have it, so that its texts stay what they are in Gephi and in a
// spreadsheet: an apostrophe stands before what a spreadsheet would run or take for a date, and backslashes are doubled, since
// Gephi's reader takes one for an escape and gives up at a cell that ends in one. It also says what was changed, but for dates.
func (t table) forSpreadsheets() (safe table, warnings []string) {
	safe = table{t.name, t.columns, nil}
	for _, row := range t.rows {
		row = slices.Clone(row)
		warn := func(column int, what string) {
			warnings = append(warnings, fmt.Sprintf("%q: %s: %s", row[0], t.columns[column].Name, what))
		}
		for i, c := range t.columns {
			text := row[i]
			if c.Kind != "string" {
				continue
			}
			if strings.Contains(text, `\`) {
				row[i] = strings.ReplaceAll(text, `\`, `\\`)
				warn(i, "backslashes are written twice, as Gephi reads them")
			}
			if runnable(text) {
				warn(i, fmt.Sprintf("an apostrophe is written before the %q, which a spreadsheet would run as a formula", text[:1]))
			}
			if strings.EqualFold(text, "null") && c.Name != "Label" {
				warn(i, `Gephi will leave out the value "null"`)
			}
			if runnable(text) || dateLike.MatchString(text) {
				row[i] = "'" + row[i]
			}
		}
		safe.rows = append(safe.rows, row)
	}
	return safe, warnings
}
