package change

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources"
)

// A cell is what a row says in one column: as the row has it, and in the form in which two editions are compared.
type cell struct{ column, text, same string }

// written gives each cell the text that stands in its row. A blank cell keeps what it means by default.
func written(cells []cell, text func(column string) string) []cell {
	for i := range cells {
		if own := text(cells[i].column); own != "" {
			cells[i].text = own
		}
	}
	return cells
}

func plain(column, text string) cell { return cell{column, text, text} }

// set is a list whose order means nothing.
func set(column string, values []string) cell { return namedSet(column, values, values) }

// namedSet is a set of ids; same are those that the other edition has for them.
func namedSet(column string, ids, same []string) cell {
	sorted := slices.Sorted(slices.Values(same))
	return cell{column, strings.Join(ids, "|"), strings.Join(slices.Compact(sorted), "|")}
}

// ids say which id of the new edition an id of the old one is. The zero ids leave each as it is.
type ids struct {
	actors    map[sources.ActorID]sources.ActorID
	documents map[sources.DocumentID]sources.DocumentID
	claims    map[sources.ClaimID]sources.ClaimID
}

func as[T comparable](m map[T]T, id T) T {
	if to, ok := m[id]; ok {
		return to
	}
	return id
}

// texts are ids as text, and as the text that they have in the new edition.
func texts[T ~string](m map[T]T, list []T) (own, same []string) {
	for _, id := range list {
		own = append(own, string(id))
		same = append(same, string(as(m, id)))
	}
	return own, same
}

func list[T ~string](column string, m map[T]T, values []T) cell {
	own, same := texts(m, values)
	return cell{column, strings.Join(own, "|"), strings.Join(same, "|")}
}

func setOf[T ~string](column string, m map[T]T, values []T) cell {
	own, same := texts(m, values)
	return namedSet(column, own, same)
}

// actor takes "short" as it is written: where the cell is blank, the field has the name.
func (n ids) actor(a *sources.Actor) []cell {
	return written(append([]cell{
		plain("id", a.Text("id")),
		plain("name", a.Name), plain("short", a.Text("short")), plain("kind", a.Kind.String()), plain("role", a.Role), set("alias", a.Aliases),
		setOf("part_of", n.actors, a.PartOf), plain("country", a.Country), plain("side", a.Side), plain("wikidata", a.Wikidata),
		set("same_as", a.SameAs), setOf("not_same_as", n.actors, a.NotSameAs), plain("note", a.Note),
	}, extra(a.Extra)...), a.Text)
}

func (n ids) document(d *sources.Document) []cell {
	return written(append([]cell{
		plain("id", d.Text("id")),
		plain("title", d.Title), plain("url", d.URL), plain("type", d.Type), plain("publisher", d.Publisher), plain("author", strings.Join(d.Author, "|")),
		plain("issued", d.Issued.String()), plain("accessed", d.Accessed.String()), plain("language", d.Language), plain("archive_url", d.ArchiveURL),
		setOf("derived_from", n.documents, d.DerivedFrom), plain("reliability", d.Reliability), plain("path", d.Path), plain("sha256", d.SHA256),
		plain("note", d.Note),
	}, extra(d.Extra)...), d.Text)
}

func (n ids) claim(c *sources.Claim) []cell {
	direction := "mutual"
	if c.Directed {
		direction = "directed"
	}
	return written(append([]cell{
		plain("id", c.Text("id")),
		plain("contact", string(c.Contact)), list("actor", n.actors, c.Actors), list("recipient", n.actors, c.Recipients),
		{"document", string(c.Document), string(as(n.documents, c.Document))},
		plain("kind", c.Kind.String()), plain("direction", direction), plain("date", c.Date.String()), plain("place", strings.Join(c.Places, "|")),
		n.channel(c.Channel), plain("modality", c.Modality.String()), plain("stance", c.Stance.String()), n.chain(c.AssertedBy), plain("hedge", c.Hedge),
		{"about", c.About, string(as(n.claims, sources.ClaimID(c.About)))},
		plain("locator", c.Locator), plain("anchor", c.Anchor.String()), plain("label", c.Label), plain("summary", c.Summary),
		plain("checked_by", c.CheckedBy), plain("checked_on", c.CheckedOn.String()), plain("checked_row", c.CheckedRow), plain("doubt", c.Doubt), plain("note", c.Note),
	}, extra(c.Extra)...), c.Text)
}

func (n ids) channel(ch sources.Channel) cell {
	same := ch
	same.Via = slices.Clone(ch.Via)
	for i, id := range same.Via {
		same.Via[i] = as(n.actors, id)
	}
	return cell{"channel", ch.String(), same.String()}
}

func (n ids) chain(chain sources.Chain) cell {
	own, same := slices.Clone(chain), slices.Clone(chain)
	for i, sp := range chain {
		switch {
		case sp.Document != "":
			own[i].Text, same[i].Text = string(sp.Document), string(as(n.documents, sp.Document))
		case sp.Actor != "":
			own[i].Text, same[i].Text = string(sp.Actor), string(as(n.actors, sp.Actor))
		}
	}
	return cell{"asserted_by", own.String(), same.String()}
}

func extra(fields []sources.Field) []cell {
	var cells []cell
	for _, f := range fields {
		cells = append(cells, plain(f.Name, f.Value))
	}
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(a.column, b.column) })
	return cells
}

// differing lists the columns in which two rows differ, in the order of the old row's; columns that only the new one has come last.
func differing(old, new []cell) []Cell {
	after := map[string]cell{}
	for _, c := range new {
		after[c.column] = c
	}
	var cells []Cell
	seen := map[string]bool{}
	for _, c := range old {
		seen[c.column] = true
		if n := after[c.column]; n.same != c.same {
			cells = append(cells, Cell{c.column, c.text, n.text})
		}
	}
	for _, n := range new {
		if !seen[n.column] && n.same != "" {
			cells = append(cells, Cell{n.column, "", n.text})
		}
	}
	return cells
}

// valueOf is the compared form of a cell.
func valueOf(cells []cell, column string) string {
	for _, c := range cells {
		if c.column == column {
			return c.same
		}
	}
	return ""
}
