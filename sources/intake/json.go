package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

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
//
// Each of them, and each member of a list in them, is given to take once it has been read, with the names of the fields
// that it stands in, the outermost first. What take tells to have dealt with is not kept: of a large graph, what is read of
// its elements takes a part of the room of the elements. A nil take keeps all.
func readJSON(in Input, r *report, take func(v value, within []string) bool) []value {
	data := bytes.TrimPrefix(in.Data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		decoded, ok := r.decode(in, r.opts.Encoding)
		if !ok {
			return nil
		}
		data = decoded
	}
	j := jsonReader{Decoder: jsontext.NewDecoder(bytes.NewBuffer(withNumbers(data)), jsontext.AllowDuplicateNames(true),
		jsontext.AllowInvalidUTF8(true)), where: newPlaces(in.File, data), whole: textOf(data), take: take,
		names: map[string]string{}}
	var values []value
	for {
		before := j.kept
		v, err := j.value(0)
		if err == io.EOF {
			return values
		}
		if err != nil {
			at, problem := j.InputOffset(), err.Error()
			var syntax *jsontext.SyntacticError
			if errors.As(err, &syntax) {
				at, problem = syntax.ByteOffset, syntax.Err.Error()
			}
			if errors.Is(err, io.ErrUnexpectedEOF) {
				at, problem = int64(len(bytes.TrimRight(data, " \t\r\n"))), "the file ends in the middle"
			}
			if errors.Is(err, errTooManyValues) {
				r.errorf(j.where.at(at), fmt.Sprintf("want at most %d, or the file in parts", maxValues), "%s", problem)
				return nil
			}
			r.errorf(j.where.at(at), "want JSON as the program wrote it; export it again", "%s", problem)
			return nil
		}
		if j.taken(v) {
			j.kept = before
		} else {
			values = append(values, v)
		}
	}
}

// withNumbers is JSON in which numbers stand in place of the words for what is none, NaN and Infinity, which Python writes:
// each as long as the word, so that every place stays what it is.
func withNumbers(data []byte) []byte {
	words := [][2][]byte{{[]byte("NaN"), []byte("100")}, {[]byte("Infinity"), []byte("10000000")}}
	if !slices.ContainsFunc(words, func(w [2][]byte) bool { return bytes.Contains(data, w[0]) }) {
		return data
	}
	data = bytes.Clone(data)
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
		case 'N', 'I':
			for _, w := range words {
				if bytes.HasPrefix(data[i:], w[0]) {
					i += copy(data[i:], w[1]) - 1
					break
				}
			}
		}
	}
	return data
}

type jsonReader struct {
	*jsontext.Decoder
	where  *places
	whole  string // the file, of which nearly all texts are a part, and need no room of their own
	take   func(v value, within []string) bool
	within []string          // the fields that the next value stands in
	names  map[string]string // of fields, each once
	kept   int               // how many values were read that take has not dealt with
	nodes  int               // how deep the object stands that holds nodes by their ids; 0 if it does not stand open
}

// maxValues is the most values of JSON, or keys of GML, that are kept at once: each takes about a hundred bytes, also where
// it is two bytes of the file.
const maxValues = 5_000_000

var errTooManyValues = fmt.Errorf("the file has more than %d values", maxValues)

func (j *jsonReader) taken(v value) bool { return j.take != nil && j.take(v, j.within) }

// value reads the next value. io.EOF means that there is none.
func (j *jsonReader) value(depth int) (value, error) {
	v := value{at: j.next()}
	if depth > maxDepth {
		return v, fmt.Errorf("values stand in each other more than %d deep", maxDepth)
	}
	if j.kept++; j.kept > maxValues {
		return v, errTooManyValues
	}
	switch kind := j.PeekKind(); kind {
	case '{', '[':
		_, err := j.ReadToken()
		v.isList = kind == '['
		if kind == '{' {
			v.fields = []field{}
		}
		for err == nil && j.PeekKind() != kind+2 { // in ASCII the sign that ends it
			err = j.member(&v, depth)
		}
		if err == nil {
			_, err = j.ReadToken()
		}
		return v, err
	default:
		raw, err := j.ReadValue()
		if err != nil {
			return v, err
		}
		if kind != 'n' {
			v.text = j.text(raw)
		}
		if kind == '0' && v.text == "NaN" { // Python's word for nothing
			v.text = ""
		}
		return v, nil
	}
}

func (j *jsonReader) member(v *value, depth int) error {
	if v.isList {
		before := j.kept
		item, err := j.value(depth + 1)
		if err == nil && j.taken(item) {
			j.kept = before
			return nil
		}
		v.list = append(v.list, item)
		return err
	}
	raw, err := j.ReadValue()
	if err != nil {
		return err
	}
	at, byID := j.next(), j.nodes == depth && depth > 0
	name := j.text(raw)
	if !byID { // ids are many, and each is another
		name = j.name(name)
	}
	before, outer := j.kept, j.nodes
	if j.nodes = 0; !byID {
		j.within = append(j.within, name)
		if name == "nodes" {
			j.nodes = depth + 1
		}
	}
	item, err := j.value(depth + 1)
	j.nodes = outer
	if byID && err == nil && item.fields != nil {
		item.fields = append(item.fields, field{"id", value{at: at, text: name}})
		if j.taken(item) {
			j.kept = before
			return nil
		}
	}
	if !byID {
		j.within = j.within[:len(j.within)-1]
	}
	v.fields = append(v.fields, field{name, item})
	return err
}

// text is the text of a string, a number or a word that was just read.
func (j *jsonReader) text(raw jsontext.Value) string {
	end := j.InputOffset()
	text := j.whole[end-int64(len(raw)) : end]
	if raw.Kind() != '"' {
		return text
	}
	text = text[1 : len(text)-1]
	if strings.IndexByte(text, '\\') < 0 && utf8.ValidString(text) {
		return text
	}
	plain, _ := jsontext.AppendUnquote(nil, raw) // what is no UTF-8 becomes U+FFFD, and the rest was read as a string
	return string(plain)
}

// name is the name of a field, in the room that the first of that name took.
func (j *jsonReader) name(text string) string {
	if had, known := j.names[text]; known {
		return had
	}
	j.names[text] = text
	return text
}

// next is where the next value begins.
func (j *jsonReader) next() sources.Pos {
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
