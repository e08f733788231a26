package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"relgraph/sources"
)

// A heading ties a column of other tools' tables to one of the dossier's. The first name that a table has counts.
type heading struct {
	column string
	names  []string
}

// The headings of tables of actors and of documents. Those of claims are the reader's own.
var headings = map[string][]heading{
	"actors": {
		{"id", []string{"id", "_id", "slug", "key", "actor_id", "entity_id", "node", "node_id"}},
		{"name", []string{"name", "label", "title", "actor", "entity", "full_name"}},
		{"short", []string{"short", "short_name", "abbreviation"}},
		{"kind", []string{"kind", "type", "primary_ext", "schema", "entity_type", "node_type", "category"}},
		{"role", []string{"role", "blurb", "position", "function"}},
		{"alias", []string{"alias", "aliases", "other_names", "also_known_as"}},
		{"part_of", []string{"part_of", "parent", "member_of"}},
		{"country", []string{"country", "country_code", "jurisdiction"}},
		{"side", []string{"side", "camp", "group", "cluster"}},
		{"wikidata", []string{"wikidata", "wikidata_id", "qid"}},
		{"same_as", []string{"same_as", "url", "website", "link", "urls"}},
		{"not_same_as", []string{"not_same_as"}},
		{"note", []string{"note", "notes", "description", "summary", "comment", "comments"}},
	},
	"documents": {
		{"id", []string{"id", "key", "citation_key", "doc_id", "document_id"}},
		{"title", []string{"title", "name", "headline", "label"}},
		{"url", []string{"url", "link", "address"}},
		{"type", []string{"type", "item_type", "kind"}},
		{"publisher", []string{"publisher", "outlet", "newspaper", "publication", "publication_title", "source"}},
		{"author", []string{"author", "authors", "byline"}},
		{"issued", []string{"issued", "date", "published", "publication_date", "date_published"}},
		{"accessed", []string{"accessed", "access_date", "retrieved"}},
		{"language", []string{"language", "lang"}},
		{"archive_url", []string{"archive_url", "archive", "archived"}},
		{"derived_from", []string{"derived_from"}},
		{"reliability", []string{"reliability"}},
		{"path", []string{"path"}},
		{"sha256", []string{"sha256"}},
		{"note", []string{"note", "notes", "extra", "abstract_note", "comment"}},
	},
}

// readSheet reads a table of comma-separated values: of claims, of actors or of documents, as its name or its header tells.
func readSheet(in Input, r *report) batch {
	sheet, ds := sources.ReadSheet(in.File, in.Data)
	table := tableOf(path.Base(in.File), sheet.Header)
	if ds.Err() == nil && isLittleSis(sheet.Header) {
		return r.littleSisTable(sheet)
	}
	if ds.Err() != nil || table == "claims" {
		return readClaims(in, sheet, r)
	}
	r.ds = append(r.ds, ds...)
	if table == "" {
		r.noTable(sources.Pos{File: in.File, Line: 1, Column: 1}, sheet.Header)
		return batch{what: "a table"}
	}
	ours := isOurs(path.Base(in.File), sheet.Header)
	return batchOf(r.rename(table, sheet, ours), ours, "a table of "+table)
}

func batchOf(rows []sources.Row, ours bool, what string) batch {
	if ours {
		return batch{ours: rows, what: what}
	}
	return batch{rows: rows, what: what}
}

func (r *report) noTable(at sources.Pos, header []sources.Cell) {
	var names []string
	for _, c := range header {
		names = append(names, fmt.Sprintf("%q", c.Text))
	}
	r.errorf(at, `want columns such as from, to, url for contacts; name, kind for actors; title, url for documents. Or call the file actors.csv, documents.csv or claims.csv`,
		"the columns %s do not say what the rows are about", strings.Join(names, ", "))
}

// readClaims reads a table of claims with the dossier's reader, which says how it understands the header.
func readClaims(in Input, sheet sources.Sheet, r *report) batch {
	ours := isOurs(path.Base(in.File), sheet.Header)
	rows, ds := sources.ReadRows(asClaims(in.File), in.Data)
	for i := range ds {
		ds[i].File = in.File
		ds[i].Want = strings.Replace(ds[i].Want, "want a name, or its cells are left out", `its cells are kept as "column without a name"`, 1)
		ds[i].Want = strings.Replace(ds[i].Want, "passed through to the exports", "kept as it is", 1)
	}
	r.ds = append(r.ds, ds...)
	for i := range rows {
		rows[i].File = in.File
		for j := range rows[i].Cells {
			rows[i].Cells[j].File = in.File
		}
	}
	return batchOf(rows, ours, "a table of claims")
}

// asClaims is a name by which the dossier's reader takes a file for a table of claims.
func asClaims(file string) string { return path.Join(path.Dir(file), "claims.csv") }

// isOurs tells whether the header is that of relgraph's own table of that name, whose ids are the dossier's.
func isOurs(name string, header []sources.Cell) bool {
	table, ok := strings.CutSuffix(name, ".csv")
	have := plainNames(header)
	switch {
	case !ok:
		return false
	case table == "claims":
		return hasAll(have, "id", "actor", "recipient", "document", "stance")
	case table == "actors":
		return hasAll(have, "id", "name", "part_of")
	case table == "documents":
		return hasAll(have, "id", "title", "derived_from")
	}
	return false
}

func hasAll(have []string, names ...string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(have, n) })
}

func plainNames(header []sources.Cell) []string {
	var names []string
	for _, c := range header {
		names = append(names, sources.PlainName(c.Text))
	}
	return names
}

// tableOf tells which table a file or a sheet of that name holds; blank if neither the name nor the header does.
func tableOf(name string, header []sources.Cell) string {
	name = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	have := plainNames(header)
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(have, n) })
	}
	switch {
	case name == "actors" || name == "documents" || name == "claims":
		return name
	case sources.NamesParties(have):
		return "claims"
	case strings.Contains(name, "document") || strings.Contains(name, "source") || has("title", "headline") && has("url", "link", "publisher", "publication_title", "author", "issued", "item_type"):
		return "documents"
	case has("name", "label") || strings.Contains(name, "actor") || strings.Contains(name, "element") || strings.Contains(name, "node") || strings.Contains(name, "entit"):
		return "actors"
	}
	return ""
}

// rename gives the rows of a table the dossier's columns and says how it understood each. In relgraph's own, only its own names count.
func (r *report) rename(table string, sheet sources.Sheet, ours bool) []sources.Row {
	plain := plainNames(sheet.Header)
	columns := make([]string, len(plain))
	for _, h := range headings[table] {
		for _, name := range h.names {
			if i := slices.Index(plain, name); i >= 0 && columns[i] == "" && !slices.Contains(columns, h.column) && (!ours || name == h.column) {
				columns[i] = h.column
			}
		}
	}
	for i, c := range sheet.Header {
		switch {
		case columns[i] == "" && c.Text == "":
			r.warnf(c.Pos, "want a name", "column %d has no name: its cells are kept as %q", i+1, "column without a name")
		case columns[i] == "":
			columns[i] = c.Text
			r.notef(c.Pos, "kept as it is", "column %q is not one of relgraph's", c.Text)
		case columns[i] != plain[i]:
			r.notef(c.Pos, "", "%q read as %s", c.Text, columns[i])
		}
	}
	var rows []sources.Row
	for _, row := range sheet.Rows {
		row.Table = table
		for i := range row.Cells {
			row.Cells[i].Column = columns[i]
			if columns[i] == "alias" && !ours {
				row.Cells[i].Text = strings.ReplaceAll(row.Cells[i].Text, ";", "|")
			}
		}
		rows = append(rows, row)
	}
	return rows
}
