package intake

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
)

// What dossiers lost that were exported and imported again is counted by a test of package out, which writes the list: the
// documentation shows it, and import says it.
//
//go:embed lost.csv
var lostOnTheWay []byte

// A RoundTrip is an export of relgraph's, and what a dossier has lost that went out and came in again by it.
type RoundTrip struct {
	Format string
	Flags  string // of export, "" for none
	// tables, "some" before one of which rows come back, columns as "table.column", and "table.*" for columns of the
	// owner's own; none if it is whole
	Lost []string
}

// RoundTrips are all exports that were tried, in the order of the formats.
var RoundTrips = sync.OnceValue(func() (ways []RoundTrip) {
	rows, err := csv.NewReader(bytes.NewReader(lostOnTheWay)).ReadAll()
	if err != nil {
		panic(err) // the file is a part of the program
	}
	for _, row := range rows[1:] {
		w := RoundTrip{Format: row[0], Flags: row[1]}
		if row[2] != "" {
			w.Lost = strings.Split(row[2], "|")
		}
		ways = append(ways, w)
	}
	return ways
})

// lostWith is what exports with these flags lose, whichever their format.
func lostWith(flags string) (lost []string) {
	for _, w := range RoundTrips() {
		if w.Flags == flags {
			lost = append(lost, w.Lost...)
		}
	}
	slices.Sort(lost)
	return slices.DeleteFunc(slices.Compact(lost), func(name string) bool {
		table, _, column := strings.Cut(name, ".")
		return column && slices.Contains(lost, table)
	})
}

// sayLost says what is not in a file that relgraph wrote with these flags.
func (r *report) sayLost(flags string) {
	r.sayMissing(lostWith(flags), ". Where it does not say what documents rest on, more origins are counted than there are")
}

// sayLostOfActors says what is not in a table of actors that relgraph wrote without records.
func (r *report) sayLostOfActors() {
	r.sayMissing(slices.DeleteFunc(lostWith("--records none"), func(name string) bool {
		return !strings.HasPrefix(name, "actors")
	}), "")
}

// sayMissing says it table by table, and then what is lost of rows that are there.
func (r *report) sayMissing(lost []string, besides string) {
	slices.SortStableFunc(lost, func(a, b string) int { return strings.Count(a, ".") - strings.Count(b, ".") })
	for i, name := range lost {
		if table, ok := strings.CutSuffix(name, ".*"); ok {
			lost[i] = "columns of your own of " + table
		}
	}
	r.warnf(sources.Pos{File: r.file}, "want the dossier itself, or an export without --records none",
		"relgraph wrote it without records, so that it cannot say all that the dossier says. Not in it, or not as it "+
			"was: %s%s", strings.Join(lost, ", "), besides)
}

// toldOfContacts are columns that an edge without records has in every file of relgraph's.
const toldOfContacts = "relation state direction from to origins_min"

// withoutRecords tells whether all edges are contacts as relgraph writes them.
func (n network) withoutRecords() bool {
	told := strings.Fields(toldOfContacts)
	for _, e := range n.edges {
		has := 0
		for _, c := range e.cells {
			if slices.Contains(told, c.Column) {
				has++
			}
		}
		if has < len(told) {
			return false
		}
	}
	return len(n.edges) > 0
}
