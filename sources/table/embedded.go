package table

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"iter"
	"slices"
)

// Embedded yields the rows of a table that comes with a program, as what their cells hold. It panics if there is no
// such table, or none that can be read.
func Embedded(files fs.FS, name string) iter.Seq[func(column string) string] {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		panic(err)
	}
	return func(yield func(func(string) string) bool) {
		for _, row := range rows[1:] {
			if !yield(func(column string) string { return row[slices.Index(rows[0], column)] }) {
				return
			}
		}
	}
}
