package intake

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// The columns of parties, as a claimRow has them.
const (
	actorSide = iota
	recipientSide
	bothSides
)

var sideColumns = [...]string{actorSide: "actor", recipientSide: "recipient", bothSides: "parties"}

// A claimRow is a row of claims whose parties and dates are being told.
type claimRow struct {
	rowMaker
	line             *line
	cells            []sources.Cell // those that stay as they are
	sides            [3][]string    // the names of the parties
	at               [3]sources.Pos
	nobody           string // a name that names nobody; "" if there is none
	start, end, date sources.Cell
}

// finishClaim sees to the parties, the date and the kind of a row; it returns false for one that is kept aside.
func (rd rowMaker) finishClaim(row *sources.Row, l *line) bool {
	c := claimRow{rowMaker: rd, line: l, cells: make([]sources.Cell, 0, len(row.Cells)+3)}
	for _, cell := range row.Cells {
		c.take(cell)
	}
	c.parting()
	if c.lacksParties() {
		return false
	}
	if c.nobody != "" {
		rd.notef(l.pos(), "", "%q names nobody, and is no actor", c.nobody)
	}
	c.addParties()
	row.Cells = rd.dateCells(c.cells, c.date, c.start, c.end)
	if rd.kind != "" && rd.has("kind") < 0 {
		row.Cells = append(row.Cells, sources.Cell{Pos: c.at[actorSide], Column: "kind", Text: rd.kind})
		if sources.KindOf(rd.kind).Heading != sources.MutualHeading {
			row.Cells = append(row.Cells, sources.Cell{Pos: c.at[actorSide], Column: "direction", Text: "directed"})
		}
	}
	row.Cells = append(row.Cells, sources.Cell{Pos: l.pos(), Column: "found_in", Text: l.found()})
	return true
}

// take puts a cell where what it says belongs.
func (c *claimRow) take(cell sources.Cell) {
	side := slices.Index(sideColumns[:], cell.Column)
	if cell.Column == partyColumn {
		side = bothSides
	}
	switch {
	case cell.Column == "start":
		c.start = cell
	case cell.Column == "end":
		c.end = cell
	case cell.Column == "date":
		c.date = cell
	case cell.Column == deniedColumn:
		c.cells = append(c.cells, denialCells(cell)...)
	case side >= 0:
		c.takeNames(cell, side)
	default:
		c.cells = append(c.cells, cell)
	}
}

// takeNames takes the names in a cell of a side.
func (c *claimRow) takeNames(cell sources.Cell, side int) {
	c.at[side] = cell.Pos
	list := cell.Column != partyColumn && (side == bothSides || c.has("recipient") < 0)
	for _, name := range c.parties.names(cell, list) {
		if (isNobody(name) || isOthers(name)) && c.parties.say[plainText(name)] != sayOne {
			c.nobody = name
			continue
		}
		c.sides[side] = append(c.sides[side], c.withoutFootMark(name, cell.Pos))
	}
}

// parting gives names of no side one: they are the actors, or the recipients of an actor who has a column.
func (c *claimRow) parting() {
	both := c.sides[bothSides]
	switch {
	case len(both) == 0:
	case len(c.sides[actorSide]) == 0:
		c.sides[actorSide], c.at[actorSide] = both, c.at[bothSides]
	default:
		for _, name := range both { // a party with a column of its own is mostly among them
			if !isAmong(c.sides[actorSide], name) {
				c.sides[recipientSide] = append(c.sides[recipientSide], name)
			}
		}
		c.at[recipientSide] = c.at[bothSides]
	}
}

func isAmong(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return samePlain(n, name) })
}

// lacksParties tells whether the row names fewer than two parties, and says so.
func (c *claimRow) lacksParties() bool {
	l, actors, recipients := c.line, c.sides[actorSide], c.sides[recipientSide]
	none := len(actors)+len(recipients) == 0
	switch blanks := len(actors) == 0 || len(recipients) == 0 && len(actors) < 2; {
	case blanks && c.nobody != "":
		why, want := namesOneParty, "want a name on both sides"
		if none {
			why = namesNobody
		} else if nobodyNames()[plainText(c.nobody)] {
			want += fmt.Sprintf(", or --say %s if somebody is called so", quoted(c.nobody+"="+sayOne))
		}
		c.leaveOut(why, l.pos(), want, "left out, since %q names nobody: %s", c.nobody, l.texts())
	case blanks && none:
		c.leaveOut(namesNobody, l.pos(), "want a name on both sides", "left out, since it names nobody: %s", l.texts())
	case blanks:
		c.sayOneParty()
	case len(actors) == 1 && len(recipients) == 1 && samePlain(actors[0], recipients[0]):
		c.leaveOut(sameOnBoth, l.pos(), "want two parties", "left out, since %q stands on both sides: %s", actors[0],
			l.texts())
	default:
		return false
	}
	return true
}

// sayOneParty says that the row names one party, and where the other may stand.
func (c *claimRow) sayOneParty() {
	want := "want a name on both sides"
	if source := c.line.wholeSource(); source != "" && c.opts.Document == "" {
		want = fmt.Sprintf("%s %s if it is the source of the whole table", c.opts.documentFlag(), quoted(source))
	}
	var cause any
	if c.blankAfterName(c.line) {
		want += ", or --fill-down if a name holds for the rows below it"
		cause = PartyAbove{}
	}
	c.left[namesOneParty]++
	c.account.leftOut++
	c.addCause(cause, sources.Warning, c.line.pos(), want, "left out, since it names one party only: %s", c.line.texts())
}

// addParties adds a cell for each side that has names.
func (c *claimRow) addParties() {
	actors, recipients := c.sides[actorSide], c.sides[recipientSide]
	if len(actors) > 1 {
		recipients = slices.DeleteFunc(recipients, func(name string) bool { return isAmong(actors, name) })
	}
	for side, names := range [...][]string{actorSide: actors, recipientSide: recipients} {
		if len(names) > 0 {
			c.cells = append(c.cells, sources.Cell{Pos: c.at[side], Column: sideColumns[side],
				Text: strings.Join(unique(names), "|")})
		}
	}
}
