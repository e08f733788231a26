package table

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// An Entry is one key of a YAML file with what stands behind it. The zero Entry has nothing in it.
type Entry struct {
	Key string
	At  Pos // where the key stands

	value  ast.Node
	reader yamlReader
}

// ReadYAML reads the keys of a file and what each holds, and says what cannot be read. Dates, numbers and words such
// as "no" are taken as they are written.
func ReadYAML(file string, data []byte, ds *Diagnostics) []Entry {
	data, ok := decodeText(file, data, ds)
	if !ok {
		return nil
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if tells := Refused(file, data); tells != nil {
		*ds = append(*ds, *tells)
		return nil
	}
	r := yamlReader{file, newLineIndex(data, 0), ds}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.reportSyntax(err)
		return nil
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		ds.Errorf(Pos{file, 1, 1}, `want one, with the lists "actors", "documents" and "claims"`,
			"the file has %d YAML documents", countBodies(f))
		return nil
	}
	return Entry{value: f.Docs[0].Body, reader: r}.Entries()
}

// Text is the entry's text; several texts are joined with "|", as in a cell. What is no text is told of.
func (e Entry) Text() string {
	if e.value == nil {
		return ""
	}
	text, at := e.reader.text(e.value)
	CheckCell(text, Pos{e.reader.file, int(at.Line), int(at.Col)}, e.reader.ds)
	return text
}

// Entries are the keys within the entry's value, and what each holds. What has none is told of.
func (e Entry) Entries() []Entry {
	if e.value == nil {
		return nil
	}
	var entries []Entry
	for _, inner := range e.reader.entries(e.value) {
		if key, ok := e.reader.key(inner); ok {
			entries = append(entries, Entry{key, e.reader.pos(inner.Key), inner.Value, e.reader})
		}
	}
	return entries
}

// ValueAt is where the entry's value begins.
func (e Entry) ValueAt() Pos {
	if e.value == nil {
		return Pos{}
	}
	return e.reader.pos(e.value)
}

// Table is the entry's list of rows, each with its keys as columns. What is none is told of.
func (e Entry) Table() *Table {
	if e.value == nil {
		return &Table{}
	}
	return e.reader.table(e.value)
}

// Refused tells what keeps a YAML file from any parser, or returns nil: lists or entries that stand deeper within each
// other than any of relgraph's, since parsers take memory for each level, so that a file of sixty kilobytes could take
// all there is; and runs of "<", each of which the scanner counts to the end.
func Refused(file string, data []byte) *Diagnostic {
	if at := tooDeep(data); at >= 0 {
		return &Diagnostic{Pos: posAt(file, data, at), Severity: Error,
			Problem: "lists or entries stand too deep in each other",
			Want:    fmt.Sprintf("want at most %d levels, as in a list of entries with lists of values", maxDepth)}
	}
	if at := bytes.Index(data, bytes.Repeat([]byte("<"), longestRun)); at >= 0 {
		return &Diagnostic{Pos: posAt(file, data, at), Severity: Error, Problem: `the sign "<" stands too often in a row`,
			Want: fmt.Sprintf("want fewer than %d in a row", longestRun)}
	}
	return nil
}

const longestRun = 1000

// maxDepth is how deep lists and entries may stand within each other: a dossier needs three levels.
const maxDepth = 24

// tooDeep finds where lists or entries stand deeper within each other than maxDepth, or returns -1. It counts
// indentation, dashes, and brackets where a value may begin.
func tooDeep(data []byte) int {
	var indents []int
	depth := 0
	begins, lineStart := true, true // whether a value may begin here; whether only blanks stand before
	line := 0                       // where the line begins
	for at := 0; at < len(data); at++ {
		switch b := data[at]; {
		case b == '\n':
			begins, lineStart, line = true, true, at+1
			continue
		case b == ' ' || b == '\t':
			continue
		case b == '#' && (at == 0 || strings.IndexByte(" \t\n", data[at-1]) >= 0):
			at += lineLength(data[at:]) - 1
			continue
		case lineStart || b == '-' && begins && at+1 < len(data) && data[at+1] == ' ':
			column := at - line
			for len(indents) > 0 && indents[len(indents)-1] >= column {
				indents = indents[:len(indents)-1]
			}
			indents = append(indents, column)
		}
		lineStart = false
		switch b := data[at]; {
		case begins && (b == '"' || b == '\''):
			quoted := data[at:][:quotedLength(data[at:])]
			if end := bytes.LastIndexByte(quoted, '\n'); end >= 0 {
				line = at + end + 1
			}
			at += len(quoted) - 1
			begins = false
		case begins && (b == '[' || b == '{'):
			depth++
		case b == ']' || b == '}':
			depth, begins = max(0, depth-1), false
		default:
			begins = strings.IndexByte(",:-?", b) >= 0
		}
		if depth > maxDepth || len(indents) > maxDepth {
			return at
		}
	}
	return -1
}

// lineLength is how many bytes stand before the end of the line.
func lineLength(data []byte) int {
	if n := bytes.IndexByte(data, '\n'); n >= 0 {
		return n
	}
	return len(data)
}

// quotedLength is how many bytes the text between quotation marks has with which data begins.
func quotedLength(data []byte) int {
	for i := 1; i < len(data); i++ {
		switch {
		case data[0] == '"' && data[i] == '\\':
			i++
		case data[i] == data[0]:
			return i + 1
		}
	}
	return len(data)
}

// countBodies leaves out documents that hold nothing, such as the one of an empty file.
func countBodies(f *ast.File) int {
	n := 0
	for _, doc := range f.Docs {
		if doc.Body != nil {
			n++
		}
	}
	return n
}

type yamlReader struct {
	file  string
	index *lineIndex
	ds    *Diagnostics
}

func (r yamlReader) pos(n ast.Node) Pos { p := r.place(n); return Pos{r.file, int(p.Line), int(p.Col)} }

// place is where a node begins. The parser gives a mapping the place of its first colon.
func (r yamlReader) place(n ast.Node) Place {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			return r.place(m.Values[0])
		}
	case *ast.MappingValueNode:
		return r.place(m.Key)
	}
	return r.index.within(n.GetToken().Position.Line, n.GetToken().Position.Column)
}

// reportSyntax takes the place and the words from the parser's error, without the excerpt that it draws. The parser
// often says something else where a tab is the reason.
func (r yamlReader) reportSyntax(err error) {
	at := Place{1, 1}
	problem := YAMLError(err)
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		problem, _, _ = strings.Cut(syntax.GetMessage(), "\n")
		if tk := syntax.GetToken(); tk != nil && tk.Position != nil {
			at = r.index.within(tk.Position.Line, tk.Position.Column)
		}
	}
	if strings.HasPrefix(problem, "found character '\t'") {
		problem = "a tab stands where an indentation or a value begins"
	}
	want := "want YAML"
	if strings.Contains(r.index.text(int(at.Line)), "\t") {
		want = "want YAML, with blanks in place of the tab in this line"
	}
	r.ds.Errorf(Pos{r.file, int(at.Line), int(at.Col)}, want, "%s", problem)
}

// YAMLError is what an error of the YAML library says, "[4:2] message", without the excerpt of the file that its Error
// draws, in time that grows with the square of the line.
func YAMLError(err error) string {
	var syntax yaml.Error
	text := ""
	if errors.As(err, &syntax) {
		text = syntax.FormatError(false, false)
	} else {
		text = err.Error()
	}
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// entries returns the key-value pairs of a mapping. If there are none, it says so.
func (r yamlReader) entries(n ast.Node) []*ast.MappingValueNode {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 {
			return m.Values
		}
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	r.ds.Errorf(r.pos(n), "want keys and values, such as \"actor: ann\"", "keys and values should stand here, not %s",
		inWords(n))
	return nil
}

// key is the word before the colon. What is none is told of.
func (r yamlReader) key(e *ast.MappingValueNode) (key string, ok bool) {
	switch k := e.Key.(type) {
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode, *ast.MergeKeyNode, *ast.MappingKeyNode:
		r.ds.Errorf(r.pos(k), "want a word and a colon", "a key should stand here, not %s", inWords(k))
		return "", false
	}
	return e.Key.GetToken().Value, true
}

func (r yamlReader) table(n ast.Node) *Table {
	t := &Table{File: r.file, At: r.place(n)}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if n.Type() != ast.NullType {
			r.ds.Errorf(r.pos(n), "want a list, each entry after a dash", "a list should stand here, not %s", inWords(n))
			t.Partial = true
		}
		return t
	}
	column := map[string]int{}
	for _, item := range list.Values {
		told, count := len(*r.ds), len(t.Rows)
		if entries := r.entries(item); entries != nil {
			t.Rows = append(t.Rows, r.row(t, column, entries))
		}
		if (*r.ds)[told:].Err() != nil { // as in CSV, what cannot be read whole is left out
			t.Rows, t.Partial = t.Rows[:count], true
		}
	}
	return t
}

// row reads one entry of a list. Its keys are the columns: each new one adds a column to t, in the order in which
// they come.
func (r yamlReader) row(t *Table, column map[string]int, entries []*ast.MappingValueNode) Row {
	var cells []Cell
	given := map[int]bool{}
	for _, e := range entries {
		key, ok := r.key(e)
		if !ok {
			continue
		}
		i, seen := column[PlainName(key)]
		if !seen && len(t.Columns) == maxColumns {
			r.ds.Errorf(r.pos(e.Key), fmt.Sprintf("want at most %d", maxColumns),
				"the entries of a list have more than %d keys", maxColumns)
			return Row{}
		}
		if !seen {
			i = len(t.Columns)
			column[PlainName(key)] = i
			t.Columns = append(t.Columns, key)
			t.Head = append(t.Head, r.place(e.Key))
			CheckCell(key, r.pos(e.Key), r.ds)
		}
		if given[i] {
			r.ds.Errorf(r.pos(e.Key), "want it once in an entry", "the key %q stands here again", key)
		}
		given[i] = true
		if grow := i + 1 - len(cells); grow > 0 {
			cells = append(cells, make([]Cell, grow)...)
		}
		text, at := r.text(e.Value)
		CheckCell(text, t.Pos(at), r.ds)
		cells[i] = NewCell(text, at)
	}
	return NewRow(r.place(entries[0]), cells)
}

// text reads a scalar as it is written, or a list of scalars as a cell of several values.
func (r yamlReader) text(n ast.Node) (string, Place) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return r.scalar(n, "want text or a list of texts"), r.place(n)
	}
	values := make([]string, len(list.Values))
	for i, v := range list.Values {
		values[i] = r.scalar(v, "want text")
	}
	return strings.Join(values, "|"), r.place(n)
}

func (r yamlReader) scalar(n ast.Node, want string) string {
	switch n := n.(type) {
	case *ast.NullNode:
		return ""
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode, *ast.MergeKeyNode:
		r.ds.Errorf(r.pos(n), "want the text itself", "a value should stand here, not %s", inWords(n))
	case ast.ScalarNode:
		tk := n.GetToken()
		// The parser drops a tab that stands inside text without quotes.
		if tk.Type == token.StringType && strings.Contains(strings.TrimSpace(tk.Origin), "\t") {
			r.ds.Errorf(r.pos(n), "want a blank, or the text between quotation marks", "a tab stands inside the text")
		}
		return strings.TrimSpace(tk.Value)
	default:
		r.ds.Errorf(r.pos(n), want, "a value should stand here, not %s", inWords(n))
	}
	return ""
}

// inWords says what a node is to somebody who does not know YAML's own words.
func inWords(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode:
		if len(n.Values) == 0 {
			return "nothing"
		}
		return "keys and values"
	case *ast.MappingValueNode:
		return "keys and values"
	case *ast.AnchorNode:
		return fmt.Sprintf("the YAML anchor %q", "&"+n.Name.String())
	case *ast.AliasNode:
		return fmt.Sprintf("the YAML alias %q", "*"+n.Value.String())
	case *ast.TagNode:
		return fmt.Sprintf("the YAML tag %q", n.Start.Value)
	case *ast.MergeKeyNode, *ast.MappingKeyNode:
		return fmt.Sprintf("the YAML sign %q", n.GetToken().Value)
	case ast.ScalarNode:
		return fmt.Sprintf("%q", n.GetToken().Value)
	}
	return strings.ToLower(n.Type().String())
}
