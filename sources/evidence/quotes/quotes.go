// Package quotes reads files of quoted passages that are to be anchored: a table of claims and words, W3C Web
// Annotations, or what Hypothesis exports. The words are looked for in a copy of the document; they are written
// nowhere.
package quotes

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"relgraph/sources"
)

// A Quote is a passage that somebody marked.
type Quote struct {
	At            sources.Pos // where it stands in the file; of an annotation the file and its number
	Claims        []string    // what may be the id of the claim that rests on it, the likeliest first
	Source        string      // the address of the document, blank if the file has none
	Words         string
	Before, After string // the words around it, to tell places apart
}

// Claim is the claim of d that the quote names; nil if it names none.
func (q *Quote) Claim(d *sources.Dossier) *sources.Claim {
	for _, name := range q.Claims {
		if c := d.Claim(sources.ClaimID(name)); c != nil {
			return c
		}
	}
	return nil
}

// Read reads a file. JSON holds annotations, one or many, as the W3C Web Annotation Data Model has them or as
// Hypothesis writes them: the claim is named by a tag or in the text of the note. What is no JSON is a table with the
// columns "claim" and "quote", and perhaps "before", "after" and "url".
func Read(file string, data []byte) ([]Quote, error) {
	if ending := strings.ToLower(path.Ext(file)); ending == ".json" || ending == ".jsonld" {
		return readAnnotations(file, data)
	}
	return readTable(file, data)
}

// columns are the names that the columns of a table may have.
var columns = map[string][]string{
	"claim": {"claim", "claim_id", "id"}, "quote": {"quote", "passage", "words", "exact", "text"},
	"before": {"before", "prefix"},
	"after":  {"after", "suffix"}, "url": {"url", "uri", "source"},
}

func readTable(file string, data []byte) ([]Quote, error) {
	sheet, problems := sources.ReadSheet(file, data)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	at := func(what string) int {
		for _, name := range columns[what] {
			if i := slices.IndexFunc(sheet.Header,
				func(c sources.Cell) bool { return sources.PlainName(c.Text) == name }); i >= 0 {
				return i
			}
		}
		return -1
	}
	claim, quote := at("claim"), at("quote")
	if claim < 0 || quote < 0 {
		return nil,
			fmt.Errorf(`%s: no columns "claim" and "quote": want the id of a claim and the words of its passage in each row`, file)
	}
	var all []Quote
	for _, row := range sheet.Rows {
		text := func(i int) string {
			if i < 0 || i >= len(row.Cells) {
				return ""
			}
			return row.Cells[i].Text
		}
		all = append(all, Quote{row.Pos, []string{text(claim)}, text(at("url")), text(quote), text(at("before")),
			text(at("after"))})
	}
	return all, nil
}

// readAnnotations takes an annotation, a list of them, a page or collection of the model, or Hypothesis's "rows" or
// "annotations".
func readAnnotations(file string, data []byte) ([]Quote, error) {
	var whole any
	if err := json.Unmarshal(data, &whole); err != nil {
		return nil, fmt.Errorf("%s: no JSON: %w", file, err)
	}
	var all []Quote
	for i, a := range annotationsIn(whole) {
		all = append(all, quotesOf(a, sources.Pos{File: file, Line: i + 1, Column: 1})...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: %w", file, errNoQuotes)
	}
	return all, nil
}

var errNoQuotes = errors.New(`no quoted passage in it: want annotations with a TextQuoteSelector, as the W3C Web Annotation Data Model or Hypothesis has them`)

func annotationsIn(v any) []map[string]any {
	switch v := v.(type) {
	case []any:
		var all []map[string]any
		for _, item := range v {
			all = append(all, annotationsIn(item)...)
		}
		return all
	case map[string]any:
		for _, key := range []string{"rows", "annotations", "items", "first", "@graph"} {
			if inner, ok := v[key]; ok {
				return annotationsIn(inner)
			}
		}
		return []map[string]any{v}
	}
	return nil
}

// quotesOf are the passages of one annotation, which may have several targets.
func quotesOf(a map[string]any, at sources.Pos) []Quote {
	names := textsIn(a["tags"])
	for _, said := range slices.Concat(textsIn(a["body"]), textsIn(a["text"])) {
		names = append(names,
			strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune(" \t\n,;:#()[]\"'", r) })...)
	}
	for i, name := range names {
		names[i] = strings.TrimRight(strings.TrimPrefix(strings.TrimSpace(name), "#"), ".")
	}
	page, _ := a["uri"].(string)
	var all []Quote
	for _, target := range listOf(a["target"]) {
		of, ok := target.(map[string]any)
		if !ok {
			continue
		}
		source := page
		if s := textsIn(of["source"]); len(s) > 0 {
			source = s[0]
		}
		for _, s := range selectorsIn(of["selector"]) {
			text := func(key string) string { t, _ := s[key].(string); return t }
			if text("type") == "TextQuoteSelector" && text("exact") != "" {
				all = append(all, Quote{at, names, source, text("exact"), text("prefix"), text("suffix")})
				break
			}
		}
	}
	return all
}

// selectorsIn lists selectors, and those that refine them.
func selectorsIn(v any) []map[string]any {
	var all []map[string]any
	for _, item := range listOf(v) {
		if s, ok := item.(map[string]any); ok {
			all = append(append(all, s), selectorsIn(s["refinedBy"])...)
		}
	}
	return all
}

func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// textsIn are the texts of a value: itself, those of a list, or the value or id of an object.
func textsIn(v any) []string {
	var texts []string
	for _, item := range listOf(v) {
		switch item := item.(type) {
		case string:
			texts = append(texts, item)
		case map[string]any:
			for _, key := range []string{"value", "id"} {
				if t, ok := item[key].(string); ok {
					texts = append(texts, t)
					break
				}
			}
		}
	}
	return texts
}
