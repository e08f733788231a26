package intake

import "strings"

// What a person can settle with a flag, as the Cause of what is said of it. A sources.Doubt and a sources.NoDocument are
// such causes, too.
type (
	// PartiesUnknown is a table of which nobody can tell who had contact with whom. Actor and Recipient are the
	// columns that are the likeliest to hold them; both are blank if it has not two that can.
	PartiesUnknown struct {
		Columns          []string
		Actor, Recipient string
	}
	// A DayOrder is a date of which no other date tells which figure is the day.
	DayOrder struct{ Text, DayFirst, MonthFirst string }
	// SeveralNames are a cell that is taken for one name and seems to be that many, with what --split would be.
	SeveralNames struct {
		Text, Split string
		Parts       int
	}
	// A PartyAbove is a row whose first party is blank below one that has a name.
	PartyAbove struct{}
)

// quoted is a text as a shell takes it, in double quotes if nothing in it means something to a shell there.
func quoted(text string) string {
	if strings.ContainsAny(text, "$`\\\"!") {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return `"` + text + `"`
}
