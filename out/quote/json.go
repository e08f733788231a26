package quote

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// A jsonField is a field of an object, with its value as JSON.
type Field struct{ Name, Value string }

func TextField(name, value string) Field { return Field{name, JSON(value)} }

// quoteJSON writes text as JSON, without escaping what only HTML needs escaped.
func JSON(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string can be encoded, and a buffer written to
	return strings.TrimSuffix(b.String(), "\n")
}

func Object(fields ...Field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = JSON(f.Name) + ": " + f.Value
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// jsonList writes a list with an item a line.
func WriteList(w io.Writer, indent string, items []string) {
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
