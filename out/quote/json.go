package quote

import (
	"bufio"
	"bytes"
	"encoding/json"
	"iter"
	"strings"
	"unicode/utf8"
)

// A jsonField is a field of an object, with its value as JSON.
type Field struct{ Name, Value string }

func TextField(name, value string) Field { return Field{name, JSON(value)} }

// quoteJSON writes text as JSON, without escaping what only HTML needs escaped.
func JSON(text string) string {
	if needsNoEscape(text) {
		return `"` + text + `"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string can be encoded, and a buffer written to
	return strings.TrimSuffix(b.String(), "\n")
}

// needsNoEscape tells a text that stands in JSON as it is.
func needsNoEscape(text string) bool {
	const separators = 0xE2 // the first byte of U+2028 and U+2029, which encoding/json escapes
	ascii := true
	for i := range len(text) {
		switch b := text[i]; {
		case b < ' ', b == '"', b == '\\', b == separators:
			return false
		case b >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(text)
}

// Object writes an object.
func Object(fields ...Field) string {
	size := len("{}")
	for _, f := range fields {
		size += len(f.Name) + len(f.Value) + len(`"": , `)
	}
	b := make([]byte, 0, size)
	b = append(b, '{')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(append(append(b, JSON(f.Name)...), ": "...), f.Value...)
	}
	return string(append(b, '}'))
}

// WriteList writes a list with an item a line.
func WriteList(w *bufio.Writer, indent string, items iter.Seq[string]) {
	w.WriteByte('[')
	any := false
	for item := range items {
		if any {
			w.WriteByte(',')
		}
		any = true
		w.WriteString("\n" + indent + "\t")
		w.WriteString(item)
	}
	if any {
		w.WriteString("\n" + indent)
	}
	w.WriteByte(']')
}
