package sources

import "strings"

// recordTables are the sorts of records that relgraph's graph files carry, with the table of which each is a row; "" for
// those that are of none.
var recordTables = map[string]string{"claim": "claims", "other_claim": "claims", "not_drawn": "claims",
	"document": "documents", "other_document": "documents",
	"actor": "actors", "own_kind": "kinds", "coding": "codings", "dossier": "", "setting": "", "drawn": ""}

// RecordTable is the table of which a record of that sort is a row, "" for none. Sorts of records are names that no column
// of a graph file has.
func RecordTable(sort string) (table string, known bool) {
	table, known = recordTables[sort]
	return table, known
}

// inRecords are the names that mean in a record something else than a column of the owner's own: the claim itself, its cell
// "contact", and what the claims of a contact that is not drawn repeat of it and of their document.
var inRecords = map[string]bool{"claim": true, "contact_id": true, "state": true, "title": true, "url": true,
	"publisher": true, "issued": true}

const ownMark = "extra_"

// NameInRecord is the name by which a record has a column of the owner's own: its own, or a longer one where that means
// something else. [OwnColumn] gives the column back.
func NameInRecord(column string) string {
	if inRecords[withoutMarks(column)] {
		return ownMark + column
	}
	return column
}

// OwnColumn is the column of the owner's own that a record has by that name.
func OwnColumn(name string) string {
	if column, marked := strings.CutPrefix(name, ownMark); marked && inRecords[withoutMarks(column)] {
		return column
	}
	return name
}

func withoutMarks(name string) string {
	for strings.HasPrefix(name, ownMark) {
		name = name[len(ownMark):]
	}
	return name
}
