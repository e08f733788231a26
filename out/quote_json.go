package out

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// A jsonField is a field of an object, with its value as JSON.
type jsonField struct{ name, value string }

func text(name, value string) jsonField { return jsonField{name, quoteJSON(value)} }

// quoteJSON writes text as JSON, without escaping what only HTML needs escaped.
func quoteJSON(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string can be encoded, and a buffer written to
	return strings.TrimSuffix(b.String(), "\n")
}

func object(fields ...jsonField) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = quoteJSON(f.name) + ": " + f.value
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// jsonList writes a list with an item a line.
func jsonList(w io.Writer, indent string, items []string) {
	fmt.Fprint(w, "[")
	for i, item := range items {
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, "\n%s\t%s", indent, item)
	}
	if len(items) > 0 {
		fmt.Fprintf(w, "\n%s", indent)
	}
	fmt.Fprint(w, "]")
}
