package sources

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// yamlDossier is a dossier in one YAML file, or the few words about a dossier beside its tables.
type yamlDossier struct {
	about  about
	tables []*table
}

// readYAML reads the lists "actors", "documents", "claims" and "codings" and the words "title", "subtitle" and "edition". Dates, numbers
// and words such as "no" are taken as they are written.
func readYAML(file string, data []byte, ds *Diagnostics) yamlDossier {
	var y yamlDossier
	data, ok := decodeText(file, data, ds)
	if !ok {
		return y
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	r := yamlReader{file, newLineIndex(data, 0), ds}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.reportSyntax(err)
		return y
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		ds.errorf(Pos{file, 1, 1}, `want one, with the lists "actors", "documents" and "claims"`, "%d YAML documents in the file", countBodies(f))
		return y
	}
	for _, e := range r.entries(f.Docs[0].Body) {
		y.take(r, e)
	}
	return y
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

func (y *yamlDossier) take(r yamlReader, e *ast.MappingValueNode) {
	key, ok := r.key(e)
	if !ok {
		return
	}
	switch key {
	case "title":
		y.about.title, _ = r.text(e.Value)
	case "subtitle":
		y.about.subtitle, _ = r.text(e.Value)
	case "edition":
		y.about.edition, _ = r.text(e.Value)
	case "actors":
		y.tables = append(y.tables, r.table(actorTable, e.Value))
	case "documents":
		y.tables = append(y.tables, r.table(documentTable, e.Value))
	case "claims":
		y.tables = append(y.tables, r.table(claimTable, e.Value))
	case "kinds":
		y.tables = append(y.tables, r.table(kindTable, e.Value))
	case "codings":
		y.tables = append(y.tables, r.table(codingTable, e.Value))
	case "include":
		y.include(r, e.Value)
	default:
		known := []string{"title", "subtitle", "edition", "include", "actors", "documents", "claims", "kinds", "codings"}
		r.ds.errorf(r.pos(e.Key), oneOf(key, known), "unknown key %q", key)
	}
}

// include reads the names of packs of kinds.
func (y *yamlDossier) include(r yamlReader, n ast.Node) {
	text, _ := r.text(n)
	for _, name := range split(text) {
		if !slices.Contains(KindPacks(), name) {
			r.ds.errorf(r.pos(n), oneOf(name, KindPacks()), "unknown field of kinds %q", name)
			continue
		}
		y.about.include = append(y.about.include, name)
	}
}

type yamlReader struct {
	file  string
	index *lineIndex
	ds    *Diagnostics
}

func (r yamlReader) pos(n ast.Node) Pos { p := r.place(n); return Pos{r.file, int(p.line), int(p.col)} }

// place is where a node begins. The parser gives a mapping the place of its first colon.
func (r yamlReader) place(n ast.Node) place {
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

// reportSyntax takes the place and the words from the parser's error, without the excerpt that it draws. The parser often
// says something else where a tab is the reason.
func (r yamlReader) reportSyntax(err error) {
	at := place{1, 1}
	problem, _, _ := strings.Cut(err.Error(), "\n")
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		problem, _, _ = strings.Cut(syntax.GetMessage(), "\n")
		if tk := syntax.GetToken(); tk != nil && tk.Position != nil {
			at = r.index.within(tk.Position.Line, tk.Position.Column)
		}
	}
	if strings.HasPrefix(problem, "found character '\t'") {
		problem = "a tab where an indentation or a value begins"
	}
	want := "want YAML"
	if strings.Contains(r.index.text(int(at.line)), "\t") {
		want = "want YAML, with blanks in place of the tab in this line"
	}
	r.ds.errorf(Pos{r.file, int(at.line), int(at.col)}, want, "%s", problem)
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
	r.ds.errorf(r.pos(n), "want keys and values, such as \"actor: ann\"", "%s where keys and values should stand", inWords(n))
	return nil
}

// key is the word before the colon. What is none is told of.
func (r yamlReader) key(e *ast.MappingValueNode) (key string, ok bool) {
	switch k := e.Key.(type) {
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode, *ast.MergeKeyNode, *ast.MappingKeyNode:
		r.ds.errorf(r.pos(k), "want a word and a colon", "%s where a key should stand", inWords(k))
		return "", false
	}
	return e.Key.GetToken().Value, true
}

func (r yamlReader) table(what tableKind, n ast.Node) *table {
	t := &table{what: what, file: r.file, at: r.place(n)}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if n.Type() != ast.NullType {
			r.ds.errorf(r.pos(n), "want a list, each entry after a dash", "%s where a list should stand", inWords(n))
			t.partial = true
		}
		return t
	}
	column := map[string]int{}
	for _, item := range list.Values {
		told, count := len(*r.ds), len(t.rows)
		if entries := r.entries(item); entries != nil {
			t.rows = append(t.rows, r.row(t, column, entries))
		}
		if (*r.ds)[told:].Err() != nil { // as in CSV, what cannot be read whole is left out
			t.rows, t.partial = t.rows[:count], true
		}
	}
	t.nameColumns(t.columns, r.ds)
	for i := range t.rows {
		t.rows[i].cells = append(t.rows[i].cells, make([]cell, len(t.columns)-len(t.rows[i].cells))...)
	}
	return t
}

// row reads one entry of a list. Its keys are the columns: each new one adds a column to t, in the order in which they come.
func (r yamlReader) row(t *table, column map[string]int, entries []*ast.MappingValueNode) row {
	rw := row{at: r.place(entries[0])}
	given := map[int]bool{}
	for _, e := range entries {
		key, ok := r.key(e)
		if !ok {
			continue
		}
		i, seen := column[plainName(key)]
		if !seen {
			i = len(t.columns)
			column[plainName(key)] = i
			t.columns = append(t.columns, key)
			t.head = append(t.head, r.place(e.Key))
			checkCell(key, r.pos(e.Key), r.ds)
		}
		if given[i] {
			r.ds.errorf(r.pos(e.Key), "want it once in an entry", "the key %q again", key)
		}
		given[i] = true
		if grow := i + 1 - len(rw.cells); grow > 0 {
			rw.cells = append(rw.cells, make([]cell, grow)...)
		}
		text, at := r.text(e.Value)
		checkCell(text, t.pos(at), r.ds)
		rw.cells[i] = newCell(text, at)
	}
	return rw
}

// text reads a scalar as it is written, or a list of scalars as a cell of several values.
func (r yamlReader) text(n ast.Node) (string, place) {
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
		r.ds.errorf(r.pos(n), "want the text itself", "%s where a value should stand", inWords(n))
	case ast.ScalarNode:
		tk := n.GetToken()
		// The parser drops a tab that stands inside text without quotes.
		if tk.Type == token.StringType && strings.Contains(strings.TrimSpace(tk.Origin), "\t") {
			r.ds.errorf(r.pos(n), "want a blank, or the text between quotation marks", "a tab inside text")
		}
		return strings.TrimSpace(tk.Value)
	default:
		r.ds.errorf(r.pos(n), want, "%s where a value should stand", inWords(n))
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
