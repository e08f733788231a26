package answers

import (
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strconv"

	"relgraph/out/quote"
)

// A list is rows that are made as they are written, one after the other: those of a large dossier, all at once, take ten
// times the room of the dossier.
type list[R any] struct{ rows iter.Seq[R] }

// MarshalJSON writes all of them.
func (l list[R]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(slices.AppendSeq([]R{}, l.rows))
	return b.Bytes(), err
}

func (l list[R]) each(yield func(any) bool) {
	for r := range l.rows {
		if !yield(r) {
			return
		}
	}
}

// block is from how many bytes on what is written is passed on.
const block = 1 << 16

// Write writes the JSON of an answer, with a member and an item a line, indented by two blanks. Of the lists of
// [Listings] it holds one row at a time.
func Write(w io.Writer, answer any) error {
	j := &jsonWriter{w: w}
	j.value(answer, "\n")
	j.text = append(j.text, '\n')
	return j.pass(0)
}

// A jsonWriter remembers its first error.
type jsonWriter struct {
	w    io.Writer
	text []byte
	err  error
}

// pass passes on what there is, if it has so many bytes.
func (j *jsonWriter) pass(least int) error {
	if j.err == nil && len(j.text) >= least {
		_, j.err = j.w.Write(j.text)
		j.text = j.text[:0]
	}
	return j.err
}

// value writes a value; line is the line end with the indent of what the value stands in.
func (j *jsonWriter) value(v any, line string) {
	switch v := v.(type) {
	case string:
		j.text = quote.AppendJSON(j.text, v)
	case bool:
		j.text = strconv.AppendBool(j.text, v)
	case int:
		j.text = strconv.AppendInt(j.text, int64(v), 10)
	case []string:
		j.items('[', ']', line, func(next func(string)) {
			for _, text := range v {
				next("")
				j.text = quote.AppendJSON(j.text, text)
			}
		})
	case Row:
		j.items('{', '}', line, func(next func(string)) {
			for _, m := range v {
				next(m.Name)
				j.value(m.Value, line+"  ")
			}
		})
	case interface{ each(func(any) bool) }:
		j.items('[', ']', line, func(next func(string)) {
			for item := range v.each {
				next("")
				j.value(item, line+"  ")
				if j.pass(block) != nil {
					return
				}
			}
		})
	default:
		j.other(v, line)
	}
}

// items writes an object or an array, each of whose members or items begins by next with its name, "" in an array.
func (j *jsonWriter) items(begin, end byte, line string, all func(next func(name string))) {
	j.text = append(j.text, begin)
	some := false
	all(func(name string) {
		if some {
			j.text = append(j.text, ',')
		}
		some = true
		j.text = append(append(j.text, line...), "  "...)
		if begin == '{' {
			j.text = append(quote.AppendJSON(j.text, name), ": "...)
		}
	})
	if some {
		j.text = append(j.text, line...)
	}
	j.text = append(j.text, end)
}

// other writes what encoding/json has to look at.
func (j *jsonWriter) other(v any, line string) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(line[1:], "  ")
	if err := e.Encode(v); err != nil {
		if j.err == nil {
			j.err = err
		}
		return
	}
	j.text = append(j.text, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}
