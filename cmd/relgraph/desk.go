package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edit"
)

// A desk writes a checker's answers into a dossier: each at once, and whole or not at all. What a file would say is read and
// checked as a dossier is before anything of it is written.
type desk struct {
	name    string // as the command line has it
	opts    sources.Options
	dossier *sources.Dossier // as it is now
}

// A value is what is to stand in a cell.
type value struct{ column, text string }

// refused are the errors that a dossier would have if a value were written.
type refused struct{ sources.Diagnostics }

// errChanged says that somebody else changed the row, or is changing the file, after the row was shown.
var errChanged = errors.New("the dossier was changed in the meantime: nothing is written, so run the command again")

// set writes values into the claim's row, with the columns that it lacks for them. It returns the warnings that the dossier has
// because of them, and the claim as it is then. Nothing is written if the row is not as it was shown, or if the dossier would
// have an error.
func (k *desk) set(shown *sources.Claim, values []value) (*sources.Claim, sources.Diagnostics, error) {
	now, problems := sources.Open(k.name, k.opts)
	if err := problems.Err(); err != nil {
		return nil, nil, err
	}
	c := now.Claim(shown.ID)
	if c == nil || c.RowDigest() != shown.RowDigest() || c.CheckedRow != shown.CheckedRow || c.CheckedBy != shown.CheckedBy || c.Doubt != shown.Doubt {
		k.dossier = now
		return nil, nil, errChanged
	}
	fresh, err := k.write(c.Pos().File, problems, func(data []byte) ([]byte, error) { return setAll(data, c.Pos(), values) })
	if err != nil {
		return nil, nil, err
	}
	return k.dossier.Claim(shown.ID), fresh, nil
}

// setAll sets cells of the row at the given place.
func setAll(data []byte, at sources.Pos, values []value) ([]byte, error) {
	var err error
	for _, v := range values {
		if v.text != "" {
			if data, err = edit.AddColumn(data, at.File, v.column); err != nil {
				return nil, err
			}
		}
		if data, err = edit.Set(data, at, v.column, v.text); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// missing lists the columns that the table of claims lacks of those; none of a YAML file. Its error says why the file cannot be
// written into at all.
func (k *desk) missing(columns ...string) ([]string, error) {
	if len(k.dossier.Claims) == 0 {
		return nil, nil
	}
	file := k.dossier.Claims[0].Pos().File
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	var lacks []string
	for _, c := range columns {
		added, err := edit.AddColumn(data, file, c)
		if err != nil {
			return nil, err
		}
		if len(added) > len(data) {
			lacks = append(lacks, c)
		}
	}
	return lacks, nil
}

// code writes what a second person made of a claim's passage into the table of codings, which it makes if there is none.
func (k *desk) code(id sources.ClaimID, coder string, values []value) error {
	now, problems := sources.Open(k.name, k.opts)
	if err := problems.Err(); err != nil {
		return err
	}
	cells := map[string]string{"claim": string(id), "coder": coder}
	header := []string{"claim", "coder"}
	for _, v := range values {
		cells[v.column] = v.text
		header = append(header, v.column)
	}
	file := filepath.ToSlash(filepath.Join(k.name, sources.CodingsFile))
	_, err := k.write(file, problems, func(data []byte) ([]byte, error) {
		if data == nil {
			data = []byte(strings.Join(header, ",") + "\n")
		}
		for i := range now.Codings {
			if c := &now.Codings[i]; c.Claim == id && c.Coder == coder {
				return setAll(data, c.Pos(), values)
			}
		}
		var err error
		for _, column := range header {
			if data, err = edit.AddColumn(data, file, column); err != nil {
				return nil, err
			}
		}
		return edit.AddRow(data, file, cells)
	})
	return err
}

// write changes one file of the dossier; before are the problems that the dossier has without the change.
func (k *desk) write(file string, before sources.Diagnostics, change func([]byte) ([]byte, error)) (fresh sources.Diagnostics, err error) {
	old, err := readFile(file)
	if err != nil {
		return nil, err
	}
	data, err := change(old)
	if err != nil {
		return nil, err
	}
	after, problems := sources.OpenWith(k.name, filepath.Base(filepath.FromSlash(file)), data, k.opts)
	if errs := problems.Only(sources.Error); len(errs) > 0 {
		return nil, refused{errs}
	}
	var files fileSet
	defer files.discard()
	if err := files.stage(filepath.FromSlash(file), data); err != nil {
		return nil, err
	}
	if now, err := readFile(file); err != nil || !bytes.Equal(now, old) {
		return nil, errChanged // saved by somebody else just now: what he wrote must not be lost
	}
	if err := files.commit(); err != nil {
		return nil, err
	}
	k.dossier = after
	known := map[string]bool{}
	for _, p := range before {
		known[p.Problem] = true
	}
	for _, p := range problems.Only(sources.Warning) {
		if !known[p.Problem] {
			fresh = append(fresh, p)
		}
	}
	return fresh, nil
}

// readFile reads a file of a dossier; one that is not there holds nothing.
func readFile(file string) ([]byte, error) {
	data, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%q cannot be read: %w", file, withoutPath(err))
	}
	return data, nil
}
