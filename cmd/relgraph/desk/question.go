package desk

import (
	"fmt"
	"slices"

	"relgraph/graph/words"
	"relgraph/sources"
)

// A Question is what a checker has to ask about some cells of a row.
type Question struct {
	Name    string // the same in every language
	Title   string
	Ask     string
	Columns []string // the cells, the one that is most often wrong first
	says    func(*sources.Dossier, *sources.Claim) string
}

// Says puts the cells of a claim into words.
func (q Question) Says(d *sources.Dossier, c *sources.Claim) string { return q.says(d, c) }

// Questions lists what has to be asked about a row, in order. A row is checked when each is answered with yes. To the
// last one belongs whatever no other is about.
func Questions(v words.Voice) []Question {
	say := cellWords{v}
	questions := []Question{
		{"who", v.Say("desk.name.who"), v.Say("desk.ask.who"), []string{"actor", "recipient", "direction"}, say.sides},
		{"what", v.Say("desk.name.what"), v.Say("desk.ask.what"), []string{"kind", "modality", "channel"}, say.what},
		{"when", v.Say("desk.name.when"), v.Say("desk.ask.when"), []string{"date"}, say.when},
		{"hedge", v.Say("desk.name.hedge"), v.Say("desk.ask.hedge"), []string{"hedge"}, say.hedge},
		{"stance", v.Say("desk.name.stance"), v.Say("desk.ask.stance"), []string{"stance", "about"}, say.stance},
		{"chain", v.Say("desk.name.chain"), v.Say("desk.ask.chain"), []string{"asserted_by"}, say.chain},
		{"summary", v.Say("desk.name.summary"), v.Say("desk.ask.summary"),
			[]string{"summary", "label", "place", "locator"}, nil},
	}
	last, others := &questions[len(questions)-1], rest(questions)
	for _, c := range others {
		last.Columns = append(last.Columns, c.Name)
	}
	last.says = func(_ *sources.Dossier, c *sources.Claim) string { return say.summary(c, others) }
	return questions
}

// besides are the columns that whoever answers sees beside the row: the document, the passage in it, and the contact
// that the row is put to.
var besides = []string{"document", "anchor", "contact"}

// rest are the columns that a checker vouches for and that neither is seen beside the row nor belongs to a question.
func rest(questions []Question) []sources.ColumnOf[sources.Claim] {
	return slices.DeleteFunc(slices.Clone(sources.ClaimColumns()), func(c sources.ColumnOf[sources.Claim]) bool {
		return !c.Checked() || slices.Contains(besides, c.Name) ||
			slices.ContainsFunc(questions, func(q Question) bool { return slices.Contains(q.Columns, c.Name) })
	})
}

// A cellWords puts the cells of claims into words for those who answer.
type cellWords struct{ words.Voice }

func (v cellWords) sides(d *sources.Dossier, c *sources.Claim) string {
	withID := func(d *sources.Dossier, id sources.ActorID) string {
		return fmt.Sprintf("%s (%s)", words.Full(d, id), id)
	}
	says := v.Actors.Names(d, c.Actors, withID)
	switch {
	case len(c.Recipients) == 0:
		return says
	case c.Directed:
		return says + " → " + v.Actors.Names(d, c.Recipients, withID)
	}
	return says + " – " + v.Actors.Names(d, c.Recipients, withID)
}

func (v cellWords) what(d *sources.Dossier, c *sources.Claim) string {
	return v.Facts(v.Claims.KindCell(d, c), v.Claims.Modality(c.Modality),
		v.cell("channel", v.Claims.ChannelCell(d, c)))
}

func (v cellWords) when(_ *sources.Dossier, c *sources.Claim) string {
	if c.Date.IsZero() {
		return v.Say("desk.no-date")
	}
	return fmt.Sprintf("%s (%s)", v.Calendar.Date(c.Date), c.Date)
}

func (v cellWords) hedge(_ *sources.Dossier, c *sources.Claim) string {
	return v.quotedOr(c.Detail().Hedge, v.Say("desk.code.none"))
}

func (v cellWords) stance(_ *sources.Dossier, c *sources.Claim) string {
	about := ""
	if c.Detail().About != "" {
		about = v.Say("desk.about", "id", c.Detail().About)
	}
	return v.Facts(v.Claims.Stance(c.Stance), about)
}

func (v cellWords) chain(d *sources.Dossier, c *sources.Claim) string {
	return v.Actors.ToldBy(d, c, words.Full)
}

func (v cellWords) summary(c *sources.Claim, others []sources.ColumnOf[sources.Claim]) string {
	says := []string{v.quotedOr(c.Summary, v.Say("desk.no-summary"))}
	if c.Detail().Label != "" {
		says = append(says, v.Say("desk.label", "text", v.Quote(c.Detail().Label)))
	}
	if len(c.Detail().Places) > 0 {
		says = append(says, v.Say("desk.in", "places", v.Facts(c.Detail().Places...)))
	}
	for i := range others {
		says = append(says, v.cell(others[i].Name, others[i].Text(c)))
	}
	return v.Semicolons(says...)
}

// cell says a cell with the reader's word for its column, "" for a blank one.
func (v cellWords) cell(column, text string) string {
	if text == "" {
		return ""
	}
	return v.Say("desk.cell", "column", v.Lists.Column(column), "text", text)
}

func (v cellWords) quotedOr(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return v.Quote(text)
}
