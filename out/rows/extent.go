package rows

import (
	"maps"
	"slices"
	"sync"
)

// extent is which columns edges have as the job says.
func (j *Job) extent() Extent {
	switch {
	case j.Columns == AllColumns:
		return OnRequest
	case j.Records == NoRecords:
		return Unrecorded
	}
	return Everywhere
}

// leftOut are the columns that edges have not.
func leftOut(has Extent) *nameSet {
	skips := newNameSet()
	for name, extent := range extents() {
		if extent > has {
			skips.add(name)
		}
	}
	return skips
}

// An Extent says in how many graph files the edges have a column. The zero Extent is in all.
type Extent uint8

// In which graph files edges have a column.
const (
	Everywhere Extent = iota
	Unrecorded        // where there are no records, and with AllColumns
	OnRequest         // with AllColumns alone
)

// ExtentOf says where the edges of contacts have a column. One that is not relgraph's is where the dossier has it.
func ExtentOf(column string) Extent { return extents()[column] }

var extents = sync.OnceValue(func() map[string]Extent {
	of := map[string]Extent{}
	for _, c := range ofContacts {
		switch {
		case c.is&rich != 0:
			of[c.name] = OnRequest
		case c.is&inRecords != 0:
			of[c.name] = Unrecorded
		}
	}
	return of
})

// ColumnNames are the names of all columns that nodes and edges of contacts can have, each once.
func ColumnNames() []string {
	return slices.Sorted(maps.Keys(named(nodeColumns, edgeColumns)))
}

// KindOf is the kind of a column of edges: string for one that is not relgraph's.
func KindOf(column string) string {
	for _, c := range edgeColumns {
		if c.Name == column {
			return c.Kind
		}
	}
	return "string"
}
