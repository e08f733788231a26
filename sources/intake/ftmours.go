package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var (
	likeOurFTM = pattern.Of(`"id":"(dossier|actor|document|claim|note)-`)
	ourFTMID   = pattern.Of(`^(dossier|actor|document|claim|note)-(.+)$`)
	ftmEscape  = pattern.Of(`\.([0-9a-f]{6})`)
)

// ourFTM reads entities that relgraph wrote: each link and note carries its claim line by line in its description. It
// is nil for a file of other programs.
func ourFTM(in Input, r *report) []sources.Row {
	if !likeOurFTM.MatchString(begins(in.Data)) {
		return nil
	}
	f := ftmFile{claims: map[string]*ftmClaim{}, records: newRecords()}
	foreign := false
	readJSON(in, r, func(v value, within []string) bool {
		if len(within) > 0 {
			return false
		}
		if !foreign && !v.isList {
			m := ourFTMID.FindStringSubmatch(v.get("id").text)
			foreign = m == nil || !f.take(v, m[1], ftmOwn(m[2]))
		}
		return true
	})
	if foreign || len(f.order) == 0 || r.ds.Err() != nil {
		return nil
	}
	for _, record := range f.told {
		f.records.add(record)
		record.tellAbout(&r.about)
	}
	f.rows = append(f.rows, f.records.rows...)
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
	rows    []sources.Row
	claims  map[string]*ftmClaim
	order   []*ftmClaim
	told    []record // of the dossier itself
	records *records
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
	switch what {
	case "actor":
		f.rows = append(f.rows, ftmRecord(v, "actors", id))
	case "document":
		f.rows = append(f.rows, ftmRecord(v, "documents", id))
	case "dossier":
		for _, text := range v.all("description") {
			for line := range strings.Lines(text) {
				sort, record_, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
				f.told = append(f.told, record{v.at, sort, record_})
			}
		}
	default:
		return f.claim(v)
	}
	return true
}

// ftmFact cuts a text "name: value", the name on its first line; ok is false for other texts.
func ftmFact(text string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(text, ": ")
	return unescape(name), value, ok && name != "" && !strings.Contains(name, "\n")
}

// ftmRecord makes a row of properties, and of notes "name: value" for what no property holds. A document that is called
// by its address has no title.
func ftmRecord(v value, table, id string) sources.Row {
	columns := fieldsOf("ftm of relgraph", table)
	row := sources.Row{Pos: v.at, Table: table, Cells: []sources.Cell{{Pos: v.at, Column: "id", Text: id}}}
	told := map[string]bool{}
	put := func(at sources.Pos, column, text string) {
		told[column] = true
		if i := slices.IndexFunc(row.Cells, func(c sources.Cell) bool { return c.Column == column }); i >= 0 {
			row.Cells[i].Text += "|" + text
			return
		}
		row.Cells = append(row.Cells, sources.Cell{Pos: at, Column: column, Text: text})
	}
	var notes []string
	for _, text := range v.all("notes") {
		if name, value, ok := ftmFact(text); ok {
			put(v.at, sources.OwnColumn(name), value)
		} else {
			notes = append(notes, text)
		}
	}
	if notes != nil && !told["note"] {
		put(v.at, "note", strings.Join(notes, "\n"))
	}
	noted := maps.Clone(told)
	called := sources.Cell{}
	for _, p := range v.get("properties").fields {
		column := columns[p.name]
		if column == "" || noted[column] {
			continue
		}
		text := p.cell()
		if texts := p.texts(); len(texts) == 1 && !holdsList(table, column) {
			text = texts[0] // which may hold the sign between the values of a list
		}
		switch column {
		case "country":
			text = strings.ToUpper(text)
		case "title":
			called = sources.Cell{Pos: p.at, Column: column, Text: text}
			continue
		}
		put(p.at, column, text)
	}
	if called.Text != "" && !slices.ContainsFunc(row.Cells,
		func(c sources.Cell) bool { return c.Column == "url" && c.Text == called.Text }) {
		row.Cells = append(row.Cells, called)
	}
	return row
}

// claim reads a link or a note.
func (f *ftmFile) claim(v value) bool {
	var lines []string
	for _, text := range append(v.all("description"), v.all("notes")...) {
		lines = append(lines, strings.Split(text, "\n")...)
	}
	id := strings.Join(v.all("recordId"), "|")
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
	for i, l := range lines {
		name, text, ok := ftmFact(l)
		if name == "contact_id" {
			name = "contact"
		}
		n := len(c.cells) - 1
		switch more, indented := strings.CutPrefix(l, "  "); {
		case i == 0: // what follows from the cells, in words
		case indented && n >= 0: // a value of several lines
			c.cells[n].Text += "\n" + more
		case !ok:
			return false
		case name == "claim":
			id = text
		default:
			put(sources.OwnColumn(name), text)
		}
	}
	if id == "" || (len(c.from) == 0 || len(c.to) == 0) && !c.has("actor") {
		return false
	}
	for _, text := range v.all("summary") {
		put("summary", text)
	}
	for _, text := range v.all("proof") {
		put("document", ftmOwn(strings.TrimPrefix(text, "document-")))
	}
	put("id", id)
	if f.claims[id] == nil { // of a list of parties each link has the whole list
		f.claims[id] = &c
		f.order = append(f.order, &c)
	}
	return true
}

func (c *ftmClaim) has(column string) bool {
	return slices.ContainsFunc(c.cells, func(cell sources.Cell) bool { return cell.Column == column })
}

// row is the claim as a row; a column that it says several times is a list. Where it does not say itself who has a part in
// it, and somebody stands on both sides of its links, all are parties of one round.
func (c *ftmClaim) row() sources.Row {
	row := sources.Row{Pos: c.at, Table: "claims"}
	for _, cell := range c.cells {
		if i := slices.IndexFunc(row.Cells, func(had sources.Cell) bool { return had.Column == cell.Column }); i >= 0 {
			row.Cells[i].Text += "|" + cell.Text
			continue
		}
		row.Cells = append(row.Cells, cell)
	}
	if c.has("actor") {
		return row
	}
	from, to := c.from, c.to
	if slices.ContainsFunc(from, func(id string) bool { return slices.Contains(to, id) }) {
		from, to = unique(append(slices.Clone(from), to...)), nil
	}
	row.Cells = append(row.Cells, sources.Cell{Pos: c.at, Column: "actor", Text: strings.Join(from, "|")})
	if to != nil {
		row.Cells = append(row.Cells, sources.Cell{Pos: c.at, Column: "recipient", Text: strings.Join(to, "|")})
	}
	return row
}
