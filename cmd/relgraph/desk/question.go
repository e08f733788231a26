package desk

import (
	"fmt"
	"strings"

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

// Questions lists what has to be asked about a row, in order. A row is checked when each is answered with yes.
func Questions(v words.Voice) []Question {
	return []Question{
		{"who", v.Say("desk.name.who"), v.Say("desk.ask.who"), []string{"actor", "recipient", "direction"}, sides},
		{"what", v.Say("desk.name.what"), v.Say("desk.ask.what"), []string{"kind", "modality", "channel"}, what},
		{"when", v.Say("desk.name.when"), v.Say("desk.ask.when"), []string{"date"}, when},
		{"hedge", v.Say("desk.name.hedge"), v.Say("desk.ask.hedge"), []string{"hedge"},
			func(_ *sources.Dossier, c *sources.Claim) string { return quotedOr(c.Hedge, "none") }},
		{"stance", v.Say("desk.name.stance"), v.Say("desk.ask.stance"), []string{"stance", "about"}, stance},
		{"chain", v.Say("desk.name.chain"), v.Say("desk.ask.chain"), []string{"asserted_by"},
			func(d *sources.Dossier, c *sources.Claim) string {
				return words.Voice{}.Actors.ToldBy(d, c, words.Full)
			}},
		{"summary", v.Say("desk.name.summary"), v.Say("desk.ask.summary"),
			[]string{"summary", "label", "place", "locator"}, summary},
	}
}

func sides(d *sources.Dossier, c *sources.Claim) string {
	withID := func(d *sources.Dossier, id sources.ActorID) string {
		return fmt.Sprintf("%s (%s)", words.Full(d, id), id)
	}
	says := words.Voice{}.Actors.Names(d, c.Actors, withID)
	switch {
	case len(c.Recipients) == 0:
		return says
	case c.Directed:
		return says + " → " + words.Voice{}.Actors.Names(d, c.Recipients, withID)
	}
	return says + " – " + words.Voice{}.Actors.Names(d, c.Recipients, withID)
}

func what(_ *sources.Dossier, c *sources.Claim) string {
	says := c.KindWord() + ", " + c.Modality.String()
	if channel := c.Channel.String(); channel != "" {
		says += ", channel: " + channel
	}
	return says
}

func when(_ *sources.Dossier, c *sources.Claim) string {
	if c.Date.IsZero() {
		return "no date"
	}
	return fmt.Sprintf("%s (%s)", words.Voice{}.Calendar.Date(c.Date), c.Date)
}

func stance(_ *sources.Dossier, c *sources.Claim) string {
	if c.About != "" {
		return c.Stance.String() + ", about " + c.About
	}
	return c.Stance.String()
}

func summary(_ *sources.Dossier, c *sources.Claim) string {
	says := quotedOr(c.Summary, "no summary")
	if c.Label != "" {
		says += "; label " + words.Voice{}.Quote(c.Label)
	}
	if len(c.Places) > 0 {
		says += "; in " + strings.Join(c.Places, ", ")
	}
	return says
}

func quotedOr(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return words.Voice{}.Quote(text)
}
