package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// periodsHelp says what --by takes.
const periodsHelp = "year, or a CSV `file` with the columns period,since,until" // as pflag marks what a flag takes

// periodsOf reads what --by says: "year" for each year that a contact's date names, or a file of periods.
func periodsOf(g *graph.Graph, by string) ([]graph.Period, error) {
	if by == "year" {
		return graph.Years(g), nil
	}
	if _, err := os.Stat(by); errors.Is(err, fs.ErrNotExist) {
		return nil, misusef("unknown periods %q: want %s", by, strings.ReplaceAll(periodsHelp, "`", ""))
	}
	data, err := files.Read(by, files.MaxInput)
	if err != nil {
		return nil, err
	}
	return readPeriods(by, bytes.NewReader(data))
}

// readPeriods reads a file of periods in its order. A blank cell is no border.
func readPeriods(name string, r io.Reader) ([]graph.Period, error) {
	name = sources.OneLine(name)
	c := csv.NewReader(r)
	c.TrimLeadingSpace = true
	header, err := c.Read()
	if err == io.EOF || err == nil && strings.Join(header, ",") != "period,since,until" {
		return nil, fmt.Errorf("%s:1:1: want the header period,since,until", name)
	}
	var periods []graph.Period
	seen := map[string]string{}
	for err == nil {
		var row []string
		if row, err = c.Read(); err != nil {
			break
		}
		at := func(field int) string {
			line, column := c.FieldPos(field)
			return fmt.Sprintf("%s:%d:%d", name, line, column)
		}
		p := graph.Period{Name: strings.TrimSpace(row[0])}
		if err := files.Portable(p.Name); err != nil {
			return nil, fmt.Errorf("%s: period %q: %w", at(0), row[0], err)
		}
		switch before := seen[files.Folded(p.Name)]; before {
		case "":
		case p.Name:
			return nil, fmt.Errorf("%s: period %q a second time: want a name of its own for each", at(0), row[0])
		default:
			return nil, fmt.Errorf("%s: periods %w: want a name of its own for each", at(0), files.OneFile(before, p.Name))
		}
		seen[files.Folded(p.Name)] = p.Name
		for i, into := range []*edtf.Date{&p.Since, &p.Until} {
			text := strings.TrimSpace(row[1+i])
			if text == "" {
				continue
			}
			if *into, err = edtf.Parse(text); err != nil {
				return nil, fmt.Errorf("%s: unreadable date %w", at(1+i), err)
			}
		}
		periods = append(periods, p)
	}
	if err != io.EOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(periods) == 0 {
		return nil, fmt.Errorf("%s:2:1: no period: want a row for each", name)
	}
	return periods, nil
}

// sliced cuts the graph as --by says.
func sliced(g *graph.Graph, by string) ([]graph.Slice, error) {
	periods, err := periodsOf(g, by)
	if err != nil {
		return nil, err
	}
	if len(periods) == 0 {
		return nil, errors.New("no contact has a date that names a year: want dates in the dossier, or periods in a file")
	}
	return graph.Slices(g, periods)
}
