package intake

import (
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var (
	ourFTMID  = pattern.Of(`^(actor|document|claim|note)-(.+)$`)
	ftmEscape = pattern.Of(`\.([0-9a-f]{5})`)
	ftmLine   = pattern.Of(`^([a-z0-9_]+): (.*)$`)
)

// ourFTM reads entities that relgraph wrote: each link and note carries its claim line by line in its description. It
// is nil for a file of other programs.
func ourFTM(r *report, values []value) []sources.Row {
	f := ftmFile{claims: map[string]*ftmClaim{}}
	for _, v := range values {
		m := ourFTMID.FindStringSubmatch(v.get("id").text)
		if m == nil || !f.take(v, m[1], ftmOwn(m[2])) {
			return nil
		}
	}
	if len(f.order) == 0 {
		return nil
	}
	for _, c := range f.order {
		f.rows = append(f.rows, c.row())
	}
	return f.rows
}

// ftmOwn is the dossier's id in one that FollowTheMoney can hold.
func ftmOwn(id string) string {
	return ftmEscape.ReplaceAllStringFunc(id, func(s string) string {
		c, err := strconv.ParseUint(s[1:], 16, 32)
		if err != nil {
			return s
		}
		return string(rune(c))
	})
}

type ftmFile struct {
	rows   []sources.Row
	claims map[string]*ftmClaim
	order  []*ftmClaim
}

// An ftmClaim is a claim as it stands on one or several links: of a list of parties, each pair has one.
type ftmClaim struct {
	at       sources.Pos
	cells    []sources.Cell
	from, to []string
}

// all are the texts of a property, also where a file has it twice.
func (v value) all(name string) []string {
	var texts []string
	for _, f := range v.get("properties").fields {
		if f.name == name {
			texts = append(texts, f.texts()...)
		}
	}
	return texts
}

// take reads one entity; it returns false for one that relgraph did not write.
func (f *ftmFile) take(v value, what, id string) bool {
	var lines []string
	for _, text := range append(v.all("description"), v.all("notes")...) {
		lines = append(lines, strings.Split(text, "\n")...)
	}
	switch what {
	case "actor":
		f.rows = append(f.rows, ftmRecord(v, "actors", id, lines,
			map[string]string{"name": "name", "alias": "alias", "country": "country", "wikidataId": "wikidata",
				"classification": "kind", "position": "role"}))
	case "document":
		f.rows = append(f.rows, ftmRecord(v, "documents", id, lines,
			map[string]string{"title": "title", "sourceUrl": "url", "publisher": "publisher", "author": "author",
				"date": "issued", "publishedAt": "issued", "retrievedAt": "accessed", "language": "language"}))
	default:
		return f.claim(v, lines)
	}
	return true
}

// ftmRecord makes a row of properties, and of lines "name: value" for what no property holds.
func ftmRecord(v value, table, id string, lines []string, columns map[string]string) sources.Row {
	row := sources.Row{Pos: v.at, Table: table, Cells: []sources.Cell{{Pos: v.at, Column: "id", Text: id}}}
	told := map[string]string{}
	var rest []string
	for _, l := range lines {
		if m := ftmLine.FindStringSubmatch(l); m != nil && slices.Contains(knownColumns(table), m[1]) {
			told[m[1]] = m[2]
		} else if l != "" {
			rest = append(rest, l)
		}
	}
	for _, p := range v.get("properties").fields {
		column := columns[p.name]
		if column == "" || told[column] != "" {
			continue
		}
		text := p.cell()
		if column == "country" {
			text = strings.ToUpper(text)
		}
		row.Cells = append(row.Cells, sources.Cell{Pos: p.at, Column: column, Text: text})
	}
	for _, column := range knownColumns(table) {
		if told[column] != "" {
			row.Cells = append(row.Cells, sources.Cell{Pos: v.at, Column: column, Text: told[column]})
		}
	}
	if told["note"] == "" && rest != nil {
		row.Cells = append(row.Cells, sources.Cell{Pos: v.at, Column: "note", Text: strings.Join(rest, "\n")})
	}
	return row
}

// claim reads a link or a note.
func (f *ftmFile) claim(v value, lines []string) bool {
	id, kind, direction := "", "", ""
	for _, text := range v.all("recordId") {
		id = text
	}
	c := ftmClaim{at: v.at}
	put := func(column, text string) {
		if text != "" {
			c.cells = append(c.cells, sources.Cell{Pos: v.at, Column: column, Text: text})
		}
	}
	entities := func(names ...string) (ids []string) {
		for _, name := range names {
			for _, text := range v.all(name) {
				ids = append(ids, ftmOwn(strings.TrimPrefix(text, "actor-")))
			}
		}
		return ids
	}
	c.from, c.to = entities("subject", "member"), entities("object", "organization")
	if all := entities("entity"); len(all) >= 2 {
		c.from, c.to = all[:1], all[1:]
	}
	for i, l := range lines {
		m := ftmLine.FindStringSubmatch(l)
		switch {
		case i == 0 && strings.HasPrefix(l, "contact "):
			contact, _, _ := strings.Cut(strings.TrimPrefix(l, "contact "), ",")
			parts := strings.Split(contact, "--")
			if len(parts) == 1 {
				put("contact", contact)
				continue
			}
			for _, part := range parts {
				if part != "to" && !slices.Contains(c.from, part) && !slices.Contains(c.to, part) && kind == "" {
					kind = part
				}
			}
		case i == 0:
			for _, d := range []string{"directed", "mutual"} {
				if before, _, ok := strings.Cut(l, ", "+d); ok && kind == "" {
					kind, direction = before, d
				}
			}
		case m == nil:
			if n := len(c.cells) - 1; n >= 0 { // a value of several lines
				c.cells[n].Text += "\n" + l
			}
		case m[1] == "claim":
			id = m[2]
		case m[1] == "contact_id":
			put("contact", m[2])
		default:
			put(m[1], m[2])
		}
	}
	if id == "" || len(c.from) == 0 || len(c.to) == 0 {
		return false
	}
	put("kind", kind)
	put("direction", direction)
	for _, text := range v.all("summary") {
		put("summary", text)
	}
	for _, text := range v.all("proof") {
		put("document", ftmOwn(strings.TrimPrefix(text, "document-")))
	}
	put("id", id)
	if had := f.claims[id]; had != nil {
		had.from, had.to = unique(append(had.from, c.from...)), unique(append(had.to, c.to...))
		return true
	}
	f.claims[id] = &c
	f.order = append(f.order, &c)
	return true
}

// row is the claim as a row. Where one stands on both sides of its links, all are parties of one round.
func (c *ftmClaim) row() sources.Row {
	row := sources.Row{Pos: c.at, Table: "claims"}
	from, to := c.from, c.to
	if slices.ContainsFunc(from, func(id string) bool { return slices.Contains(to, id) }) {
		from, to = unique(append(slices.Clone(from), to...)), nil
	}
	places := map[string]int{}
	for _, cell := range c.cells {
		if cell.Column == "place" {
			if i, had := places["place"]; had {
				row.Cells[i].Text += "|" + cell.Text
				continue
			}
			places["place"] = len(row.Cells)
		}
		row.Cells = append(row.Cells, cell)
	}
	row.Cells = append(row.Cells, sources.Cell{Pos: c.at, Column: "actor", Text: strings.Join(from, "|")})
	if to != nil {
		row.Cells = append(row.Cells, sources.Cell{Pos: c.at, Column: "recipient", Text: strings.Join(to, "|")})
	}
	return row
}
