package table_test

import (
	"runtime"
	"strings"
	"testing"

	"relgraph/sources/table"
)

// A small file that nests without end is refused before the parser takes memory for it; a dossier is not.
func TestYAMLDepth(t *testing.T) {
	const n = 60_000
	var stairs strings.Builder
	for i := range 300 {
		stairs.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for name, text := range map[string]string{
		"brackets":          "claims: " + strings.Repeat("[", n),
		"brackets in lines": "claims: [\n" + strings.Repeat("[\n", n),
		"braces":            "claims: " + strings.Repeat("{a: ", n),
		"behind quotes":     `claims: ` + strings.Repeat(`["]", `, n),
		"behind words":      "claims: " + strings.Repeat("[a, ", n),
		"dashes":            "claims:\n  " + strings.Repeat("- ", n) + "a\n",
		"indented":          stairs.String(),
		"questions":         "claims: " + strings.Repeat("[? ", n),
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			var ds table.Diagnostics
			table.ReadYAML("d.yaml", []byte(text), &ds)
			if len(ds) != 1 || ds[0].Problem != "lists or entries stand too deep in each other" || ds[0].Line == 0 {
				t.Errorf("%v", ds)
			}
		})
	}
	for name, text := range map[string]string{
		"a dossier": "actors:\n  - id: ann\n    alias: [A, B]\n  - {id: bo, alias: [C]}\nclaims:\n" +
			strings.Repeat("  - {actor: [ann, bo], document: 'it''s [', summary: \"[[[\"}\n", 200),
		"brackets in text": "claims:\n  - summary: |\n" + strings.Repeat("      he said [sic], twice [twice], - [so]\n",
			200),
		"open brackets": "claims:\n" + strings.Repeat("  - summary: one of [ two\n", 200),
		"comments":      "claims: # [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n  - actor: ann\n",
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			var ds table.Diagnostics
			for _, e := range table.ReadYAML("d.yaml", []byte(text), &ds) {
				e.Table()
			}
			if len(ds) != 0 {
				t.Errorf("%v", ds)
			}
		})
	}
}

// A long line that is no YAML is refused without an excerpt of it being drawn, which would take gigabytes by and by.
func TestYAMLErrorOfALongLine(t *testing.T) {
	const n = 20_000
	for name, text := range map[string]string{
		"stars":    "title: " + strings.Repeat("*", n),
		"percents": strings.Repeat("%", n),
		"arrows":   strings.Repeat("<", n),
		"twice":    "sides: {" + strings.Repeat("a: b, ", n/6) + "}",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var ds table.Diagnostics
		table.ReadYAML("d.yaml", []byte(text), &ds)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; len(ds) != 1 || taken > 64<<20 {
			t.Errorf("%s: %v, with %d bytes taken", name, ds, taken)
		}
	}
}
