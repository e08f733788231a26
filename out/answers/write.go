package answers

import (
	"bytes"
	"io"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	former "github.com/go-json-experiment/json/v1"
)

// A list is rows that are made as they are written, one after the other: those of a large dossier, all at once, take ten
// times the room of the dossier.
type list[R any] struct{ rows iter.Seq[R] }

// MarshalJSONTo writes all of them.
func (l list[R]) MarshalJSONTo(e *jsontext.Encoder) error {
	err := e.WriteToken(jsontext.BeginArray)
	for r := range l.rows {
		if err == nil {
			err = json.MarshalEncode(e, r)
		}
	}
	if err != nil {
		return err
	}
	return e.WriteToken(jsontext.EndArray)
}

// MarshalJSON is MarshalJSONTo for encoding/json.
func (l list[R]) MarshalJSON() ([]byte, error) { return compact(l) }

// MarshalJSONTo writes the members in their order.
func (r Row) MarshalJSONTo(e *jsontext.Encoder) error {
	err := e.WriteToken(jsontext.BeginObject)
	for _, m := range r {
		if err == nil {
			err = e.WriteToken(jsontext.String(m.Name))
		}
		if err == nil {
			err = json.MarshalEncode(e, m.Value)
		}
	}
	if err != nil {
		return err
	}
	return e.WriteToken(jsontext.EndObject)
}

// MarshalJSON is MarshalJSONTo for encoding/json.
func (r Row) MarshalJSON() ([]byte, error) { return compact(r) }

// Write writes the JSON of an answer, with a member and an item a line, indented by two blanks. Of the lists of
// [Listings] it holds one row at a time.
func Write(w io.Writer, answer any) error { return write(w, answer, jsontext.WithIndent("  ")) }

// write writes JSON as encoding/json does without escapes for HTML.
func write(w io.Writer, answer any, more ...json.Options) error {
	options := append([]json.Options{former.DefaultOptionsV1(), jsontext.EscapeForHTML(false)}, more...)
	return json.MarshalEncode(jsontext.NewEncoder(w, options...), answer)
}

func compact(answer any) ([]byte, error) {
	var b bytes.Buffer
	err := write(&b, answer)
	return b.Bytes(), err
}
