package main

import (
	"bytes"
	"encoding/json"
	"maps"
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

// dossierSchema is the JSON Schema (2020-12) of dossier.yaml, made from the table of columns and the flags of export.
func dossierSchema(t *testing.T) []byte {
	t.Helper()
	keys := member{}
	for _, k := range sources.DossierKeys() {
		keys[k.Name] = member{"description": k.About, "type": scalar}
	}
	keys["include"].(member)["type"] = []string{"string", "array"}
	keys["include"].(member)["items"] = member{"type": "string"}
	maps.Copy(keys["sides"].(member), member{"type": "object",
		"additionalProperties": member{"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}})
	step := member{}
	for _, c := range sources.StepColumns() {
		step[c.Name] = cellSchema(c)
	}
	maps.Copy(keys["steps"].(member), member{"type": "array", "items": member{"type": "object", "properties": step,
		"required": []string{"title"}}})
	settings := member{}
	for _, name := range sources.FigureSettings() {
		usage := newExport().Flags().Lookup(name).Usage
		settings[name] = member{"description": strings.ReplaceAll(usage, "`", ""),
			"type": append([]string{"array"}, scalar...)}
	}
	maps.Copy(keys["figure"].(member), member{"type": "object", "properties": settings, "additionalProperties": false})
	for _, c := range sources.Columns() {
		table, ok := keys[c.Table].(member)
		if !ok {
			table = member{"type": "array", "items": member{"type": "object", "properties": member{}}}
			keys[c.Table] = table
		}
		row := table["items"].(member)
		row["properties"].(member)[c.Name] = cellSchema(c)
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

func cellSchema(c sources.Column) member {
	cell := member{"description": strings.ReplaceAll(c.About, "`", ""), "type": scalar}
	if c.List {
		cell["type"] = append([]string{"array"}, scalar...)
		cell["items"] = member{"type": scalar}
	}
	if c.Holds == sources.HoldsWord && !c.List {
		cell["examples"] = c.Words
	}
	return cell
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
