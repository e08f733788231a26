package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/sources"
)

// asWritten are the rows of a dossier as readers/cells.py reads them, which knows nothing of relgraph: by table, in their
// order, without blank cells.
type asWritten map[string][]map[string]string

// readAsWritten reads a dossier of the repository.
func readAsWritten(dossier string) (asWritten, error) {
	if dossier == sources.BuiltIn {
		dossier = filepath.Join("sources", dossier)
	}
	var said bytes.Buffer
	cmd := exec.Command(scratch+"/venv/bin/python", home+"/readers/cells.py", dossier)
	cmd.Stderr = &said
	data, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("readers/cells.py %s: %w\n%s", dossier, err, &said)
	}
	var rows asWritten
	return rows, json.Unmarshal(data, &rows)
}

// understood are what relgraph says where a cell is blank.
var understood = map[string]string{"claim kind": "contact", "claim stance": "reports"}

// differs says where a listing has other cells than were written, in the rows and in the claims of contacts.
func (l *listing) differs(written asWritten) (problems []string) {
	for sort, listed := range l.rows {
		rows := written[sort+"s"]
		if len(rows) != len(listed) {
			problems = append(problems, fmt.Sprintf("%d rows of %ss: want %d", len(listed), sort, len(rows)))
		}
		left := map[string]bool{}
		for id := range listed {
			left[id] = true
		}
		for _, row := range rows {
			id := row["id"]
			if id == "" { // relgraph gives it one, which nobody else knows: the row is told by all else
				for _, other := range sortedKeys(left) {
					if len(unlike(sort, row, listed[other])) == 0 {
						id = other
					}
				}
			}
			delete(left, id)
			for _, column := range unlike(sort, row, listed[id]) {
				problems = append(problems, fmt.Sprintf("%s %q: %s is %q: want %q", sort, id, column, listed[id][column],
					row[column]))
			}
		}
	}
	for _, c := range slices.Concat(l.contacts, l.ties) {
		for _, claim := range c.told {
			one := cells{"claim": {}}
			one.read("claim", []map[string]any{claim})
			for id, has := range one["claim"] {
				for _, column := range sortedKeys(has) {
					if want := l.rows["claim"][id][column]; has[column] != want {
						problems = append(problems, fmt.Sprintf("contact %q, claim %q: %s is %q: want %q", c.ID, id, column,
							has[column], want))
					}
				}
			}
		}
	}
	slices.Sort(problems)
	return problems
}

// unlike are the columns in which a listed row says something else than what was written. That a speaker without a name is
// anonymous, and a short name that is the name, need not be written; where a copy lies is nobody's business.
func unlike(sort string, row map[string]string, listed record) (columns []string) {
	plain := strings.NewReplacer(" (anonymous)", "")
	wanted := map[string]string{}
	for column, text := range row {
		switch {
		case sort == "claim" && column == "contact":
			wanted["contact_id"] = text
		case column == "path", column == "short" && text == row["name"], column == "modality" && text == "happened":
		default:
			wanted[column] = text
		}
	}
	for _, column := range sortedKeys(wanted) {
		if plain.Replace(listed[column]) != plain.Replace(wanted[column]) {
			columns = append(columns, column)
		}
	}
	for _, column := range sortedKeys(listed) {
		if wanted[column] == "" && column != "id" && listed[column] != understood[sort+" "+column] {
			columns = append(columns, column)
		}
	}
	return columns
}
