package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"relgraph/cmd/internal/walkthrough"
	"relgraph/sources"
)

// member is a JSON Schema of what a key of dossier.yaml may hold.
type member map[string]any

var scalar = []string{"string", "number", "boolean"} // as YAML reads what is typed without quotation marks

// aboutKeys say what the keys of dossier.yaml beside its tables hold.
var aboutKeys = map[string]string{
	"title": "title of figures", "subtitle": "subtitle of figures", "edition": "name of this edition",
	"lang": "language that figures and notes speak: en, de, fr, es, ar",
}

// dossierSchema is the JSON Schema (2020-12) of dossier.yaml, made from the table of columns and the flags of export.
func dossierSchema(t *testing.T) []byte {
	t.Helper()
	keys := member{
		"include": member{"description": "other dossiers that this one takes in, and packs of kinds",
			"type": []string{"string", "array"}, "items": member{"type": "string"}},
		"sides": member{"description": "colours of sides, by their names", "type": "object",
			"additionalProperties": member{"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}},
	}
	for _, f := range (sources.About{}).AboutFields() {
		if aboutKeys[f.Name] == "" {
			t.Errorf("nothing says what %q of dossier.yaml is", f.Name)
		}
		keys[f.Name] = member{"description": aboutKeys[f.Name], "type": scalar}
	}
	settings := member{}
	for _, name := range sources.FigureSettings() {
		usage := newExport().Flags().Lookup(name).Usage
		settings[name] = member{"description": strings.ReplaceAll(usage, "`", ""),
			"type": append([]string{"array"}, scalar...)}
	}
	keys["figure"] = member{"description": "how the figure is made, as the flags of export say", "type": "object",
		"properties": settings, "additionalProperties": false}
	for _, c := range sources.Columns() {
		table, ok := keys[c.Table].(member)
		if !ok {
			table = member{"type": "array", "items": member{"type": "object", "properties": member{}}}
			keys[c.Table] = table
		}
		row := table["items"].(member)
		cell := member{"description": strings.ReplaceAll(c.About, "`", ""), "type": scalar}
		if c.List {
			cell["type"] = append([]string{"array"}, scalar...)
			cell["items"] = member{"type": scalar}
		}
		if c.Holds == sources.HoldsWord && !c.List {
			cell["examples"] = c.Words
		}
		row["properties"].(member)[c.Name] = cell
		if c.Required {
			required, _ := row["required"].([]string)
			row["required"] = append(required, c.Name)
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(member{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dossier.yaml of relgraph",
		"type": "object", "properties": keys,
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The schema that editors use is that of the columns as they are.
func TestDossierSchemaIsFresh(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "dossier.schema.json")
	want := dossierSchema(t)
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/dossier.schema.json is stale: run \"make update\" (-want +got):\n%s", diff)
	}
}

// Each key of the built-in dossiers' and the documentation's dossier.yaml is in the schema.
func TestDossiersKeepToTheSchema(t *testing.T) {
	var schema struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(dossierSchema(t), &schema); err != nil {
		t.Fatal(err)
	}
	n := 0
	check := func(where string, text []byte) {
		var keys map[string]any
		if err := yaml.Unmarshal(text, &keys); err != nil {
			t.Errorf("%s: %v", where, err)
		}
		for key := range keys {
			n++
			if schema.Properties[key] == nil {
				t.Errorf("%s: the key %q is not in the schema", where, key)
			}
		}
	}
	files, _ := filepath.Glob(filepath.Join("..", "..", "sources", "*", "dossier.yaml"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		check(file, data)
	}
	for name, page := range documentationPages(t) {
		for _, m := range walkthrough.Block.FindAllStringSubmatch(page, -1) {
			if slices.Contains(strings.Fields(m[2]), "file=ferry/dossier.yaml") || strings.Contains(m[2], "dossier.yaml") {
				check(name, []byte(m[3]))
			}
		}
	}
	if n < 6 {
		t.Errorf("only %d keys were looked at", n)
	}
}
