package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"relgraph/sources"
)

// A value is a JSON value that knows where it stands.
type value struct {
	at     sources.Pos
	text   string // of a string, a number or a word; blank for null
	list   []value
	fields []field // of an object, in their order
	isList bool
}

type field struct {
	name string
	value
}

// get is the value of that name in an object; the zero value if there is none. A path leads into objects:
// "attributes.id".
func (v value) get(path string) value {
	name, rest, deeper := strings.Cut(path, ".")
	for _, f := range v.fields {
		if f.name == name && deeper {
			return f.get(rest)
		}
		if f.name == name {
			return f.value
		}
	}
	return value{}
}

// texts are the texts of a value or, of a list, of all in it.
func (v value) texts() []string {
	if !v.isList {
		if v.text == "" {
			return nil
		}
		return []string{v.text}
	}
	var all []string
	for _, item := range v.list {
		all = append(all, item.texts()...)
	}
	return all
}

// cell is the value as a cell of several values. What is no text, number or list of such is written as JSON.
func (v value) cell() string {
	switch {
	case v.isList && len(v.list) > 0 && v.list[0].fields != nil, v.fields != nil:
		return v.json()
	}
	var texts []string
	for _, t := range v.texts() {
		texts = append(texts, strings.ReplaceAll(t, "|", "¦"))
	}
	if !v.isList {
		return v.text
	}
	return strings.Join(texts, "|")
}

func (v value) json() string {
	var parts []string
	switch {
	case v.isList:
		for _, item := range v.list {
			parts = append(parts, item.json())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.fields != nil:
		for _, f := range v.fields {
			parts = append(parts, fmt.Sprintf("%q: %s", f.name, f.json()))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	text, _ := json.Marshal(v.text) // text can always be written
	return string(text)
}

// readJSON reads all values of a file: one, or one a line.
func readJSON(in Input, r *report) []value {
	data := bytes.TrimPrefix(in.Data, []byte("\uFEFF"))
	j := jsonReader{json.NewDecoder(bytes.NewReader(data)), newPlaces(in.File, data)}
	j.UseNumber()
	var values []value
	for {
		v, err := j.value(0)
		if err == io.EOF {
			return values
		}
		if err != nil {
			at := j.InputOffset()
			var syntax *json.SyntaxError
			if errors.As(err, &syntax) {
				at = max(0, syntax.Offset-1)
			}
			problem := err.Error()
			if errors.Is(err, io.ErrUnexpectedEOF) {
				problem = "the file ends in the middle"
			}
			r.errorf(j.where.at(at), "want JSON as the program wrote it; export it again", "%s", problem)
			return nil
		}
		values = append(values, v)
	}
}

type jsonReader struct {
	*json.Decoder
	where *places
}

// value reads the next value. io.EOF means that there is none.
func (j jsonReader) value(depth int) (value, error) {
	start := j.next()
	token, err := j.Token()
	if err != nil {
		if err == io.EOF && depth > 0 {
			err = io.ErrUnexpectedEOF
		}
		return value{}, err
	}
	v := value{at: start}
	if depth > maxDepth {
		return v, fmt.Errorf("values stand in each other more than %d deep", maxDepth)
	}
	switch t := token.(type) {
	case json.Delim:
		v.isList = t == '['
		if t == '{' {
			v.fields = []field{}
		}
		for j.More() {
			if err := j.member(&v, depth); err != nil {
				return v, err
			}
		}
		if _, err = j.Token(); err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return v, err
	case nil:
	default:
		v.text = fmt.Sprint(t)
	}
	return v, nil
}

func (j jsonReader) member(v *value, depth int) error {
	if v.isList {
		item, err := j.value(depth + 1)
		v.list = append(v.list, item)
		return err
	}
	name, err := j.Token()
	if err != nil {
		return err
	}
	item, err := j.value(depth + 1)
	v.fields = append(v.fields, field{fmt.Sprint(name), item})
	return err
}

// next is where the next value begins.
func (j jsonReader) next() sources.Pos {
	at := j.InputOffset()
	for int(at) < len(j.where.data) && strings.IndexByte(" \t\r\n,:", j.where.data[at]) >= 0 {
		at++
	}
	return j.where.at(at)
}

// begins is the start of a file without white space, enough of it to tell what it is.
func begins(data []byte) string {
	data = bytes.TrimPrefix(data[:min(len(data), 64<<10)], []byte("\uFEFF"))
	return strings.Join(strings.Fields(string(data)), "")
}
