package change

import (
	"cmp"
	"fmt"
	"strings"

	"relgraph/sources"
)

// kindTable has the kinds that either side describes: two of one id are one.
func (m joined) kindTable() sources.Table {
	old, new := m.old.OwnKinds(), m.new.OwnKinds()
	id := func(k *sources.Kind) []string { return []string{string(k.ID)} }
	pairs := matchRows(old, new, func(int, *sources.Kind, *sources.Kind) bool { return true }, id)
	m.kindsOfOne(m.new, old, pairs.at)
	m.kindsOfOne(m.old, new, pairs.from)
	text := func(k *sources.Kind, n *ids) rowText { return textOf(sources.KindColumns(), k, k, k.Extra, n, true) }
	cells := func(k *sources.Kind) []cell { return cellsOf(sources.KindColumns(), k, k, k.Extra, &ids{}) }
	differ := func(a, b *sources.Kind) []CellChange { return differing(cells(a), cells(b)) }
	return tableOf(m.merger, sources.KindColumns(), pairs, old, new, text, differ,
		func(k *sources.Kind) string { return fmt.Sprintf("kind %q", k.ID) })
}

// kindsOfOne notes the kinds that one side alone describes and that rows of the other are of.
func (m joined) kindsOfOne(other *sources.Dossier, kinds []sources.Kind, partner []int) {
	first := map[sources.KindID]*sources.Claim{}
	for i := range other.Claims {
		if c := &other.Claims[i]; first[c.Kind] == nil {
			first[c.Kind] = c
		}
	}
	for i := range kinds {
		k := &kinds[i]
		c := first[k.ID]
		if c == nil || partner[i] >= 0 {
			continue
		}
		a, b := k.Pos(), c.At("kind")
		if other == m.old {
			a, b = b, a
		}
		m.note(a, b, "kind %q: described in one, and used in the other without: the description holds for both", k.ID)
	}
}

// A comparedCoding is a coding in the form in which two people's are compared, with the ids of the union.
type comparedCoding struct {
	meaning string // all that it says
	reading string // whose reading of what: of a claim, or of a passage and the contact that the coder saw in it
}

func comparedCodings(codings []sources.Coding, n *ids) []comparedCoding {
	compared := make([]comparedCoding, len(codings))
	for i := range codings {
		cells := codingCells(&codings[i], n)
		of := []string{"claim", "coder"}
		if codings[i].Claim == "" {
			of = []string{"document", "anchor", "locator", "coder", "actor", "recipient", "kind"}
		}
		var reading, meaning []string
		for _, column := range of {
			reading = append(reading, column, valueOf(cells, column))
		}
		for _, c := range cells {
			meaning = append(meaning, c.column, c.same)
		}
		compared[i] = comparedCoding{strings.Join(meaning, "\x00"), strings.Join(reading, "\x00")}
	}
	return compared
}

// codingCells are a coding's cells. Those that refer to rows which have other ids in the union have these as their
// text.
func codingCells(c *sources.Coding, n *ids) []cell {
	cells := cellsOf(sources.CodingColumns(), c, c, c.Extra, n)
	for i, column := range sources.CodingColumns() {
		if as := column.TextAs(c, n); as != column.Text(c) {
			cells[i].text = as
		}
	}
	return cells
}

// codingTable has the codings of both. What one coder made of one claim, or of one passage and contact of a document,
// is one coding.
func (m joined) codingTable() sources.Table {
	old, new := comparedCodings(m.old.Codings, &m.a), comparedCodings(m.new.Codings, &m.b)
	meaning := func(c *comparedCoding) []string { return []string{c.meaning} }
	reading := func(c *comparedCoding) []string { return []string{c.reading} }
	pairs := matchRows(old, new, func(int, *comparedCoding, *comparedCoding) bool { return true }, meaning, reading)
	all := func(codings []comparedCoding) []string {
		var texts []string
		for _, c := range codings {
			texts = append(texts, c.meaning)
		}
		return texts
	}
	pairs.repeated(all(old), all(new))
	text := func(c *sources.Coding, n *ids) rowText {
		return textOf(sources.CodingColumns(), c, c, c.Extra, n, true)
	}
	differ := func(a, b *sources.Coding) []CellChange {
		return differing(codingCells(a, &m.a), codingCells(b, &m.b))
	}
	return tableOf(m.merger, sources.CodingColumns(), pairs, m.old.Codings, m.new.Codings, text, differ,
		func(c *sources.Coding) string {
			return fmt.Sprintf("the coding of %q by %q", cmp.Or(string(c.Claim), string(c.Document)), c.Coder)
		})
}
