package main

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"relgraph/sources"
)

// partNames are the words that figures and pages put before an id, so that it names a part of theirs.
var partNames = []string{"figure-", "contact-", "actor-", "source-"}

// pastedID is the id in an address that somebody copied from a page or a figure: what stands behind its #, or what a page
// has opened. Anything else stays as it is.
func pastedID(text string) string {
	_, fragment, ok := strings.Cut(text, "#")
	if !ok || fragment == "" {
		return text
	}
	if chosen, err := url.ParseQuery(fragment); err == nil && chosen.Get("open") != "" {
		fragment = chosen.Get("open")
	} else if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	for _, word := range partNames {
		fragment = strings.TrimPrefix(fragment, word)
	}
	return fragment
}

// pastedRow is the claim of a line that somebody copied from a table of claims, whatever columns it has: the one whose id
// the line has, or the only one of which it has the parties, the document and the date.
func pastedRow(d *sources.Dossier, text string) (*sources.Claim, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes = true
	for _, comma := range []rune{'\t', ';'} {
		if strings.ContainsRune(text, comma) && !strings.Contains(text, ",") {
			r.Comma = comma
		}
	}
	cells, err := r.Read()
	if err != nil || len(cells) < 3 {
		return nil, nil
	}
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	var fits []sources.ClaimID
	for i := range d.Claims {
		c := &d.Claims[i]
		if slices.Contains(cells, string(c.ID)) {
			return c, nil
		}
		if isRow(c, cells) {
			fits = append(fits, c.ID)
		}
	}
	switch len(fits) {
	case 0:
		return nil, nil
	case 1:
		return d.Claim(fits[0]), nil
	}
	return nil, fmt.Errorf("the line could be that of %d claims, %s among them: want the id of one", len(fits), fits[0])
}

// isRow tells whether a line has what a claim's cells say of who, where it is told, and when.
func isRow(c *sources.Claim, cells []string) bool {
	for _, column := range sources.ClaimColumns() {
		switch column.Name {
		case "actor", "recipient", "document", "kind", "date":
			if text := column.Text(c); text != "" && !slices.Contains(cells, text) {
				return false
			}
		}
	}
	return true
}
