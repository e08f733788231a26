package sources

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// yamlDossier is a dossier in one YAML file, or the few words about a dossier beside its tables.
type yamlDossier struct {
	about  about
	tables []*table
}

// readYAML reads the lists "actors", "documents" and "claims" and the words "title", "subtitle" and "edition". Dates, numbers
// and words such as "no" are taken as they are written.
func readYAML(file string, data []byte, ds *Diagnostics) yamlDossier {
	var y yamlDossier
	data, ok := decodeText(file, data, ds)
	if !ok {
		return y
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		at := Pos{File: file, Line: 1, Column: 1}
		problem := err.Error()
		var syntax yaml.Error
		if errors.As(err, &syntax) {
			problem = syntax.GetMessage()
			if tk := syntax.GetToken(); tk != nil {
				at.Line, at.Column = tk.Position.Line, tk.Position.Column
			}
		}
		ds.errorf(at, "want YAML", "%s", problem)
		return y
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		ds.errorf(Pos{file, 1, 1}, `want one YAML document with the lists "actors", "documents" and "claims"`, "%d YAML documents in the file", len(f.Docs))
		return y
	}
	r := yamlReader{file, ds}
	for _, e := range r.entries(f.Docs[0].Body) {
		y.take(r, e)
	}
	return y
}

func (y *yamlDossier) take(r yamlReader, e *ast.MappingValueNode) {
	switch key := e.Key.GetToken().Value; key {
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
	default:
		known := []string{"title", "subtitle", "edition", "actors", "documents", "claims"}
		r.ds.errorf(r.pos(e.Key), oneOf(key, known), "unknown key %q", key)
	}
}

type yamlReader struct {
	file string
	ds   *Diagnostics
}

func (r yamlReader) pos(n ast.Node) Pos { p := r.place(n); return Pos{r.file, int(p.line), int(p.col)} }

func (r yamlReader) place(n ast.Node) place {
	at := n.GetToken().Position
	return place{int32(at.Line), int32(at.Column)}
}

// entries returns the key-value pairs of a mapping.
func (r yamlReader) entries(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	r.ds.errorf(r.pos(n), "want keys and values, such as \"actor: ann\"", "%s where a mapping should stand", strings.ToLower(n.Type().String()))
	return nil
}

func (r yamlReader) table(what tableKind, n ast.Node) *table {
	t := &table{what: what, file: r.file}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if n.Type() != ast.NullType {
			r.ds.errorf(r.pos(n), "want a list, each entry after a dash", "%s where a list should stand", strings.ToLower(n.Type().String()))
		}
		return t
	}
	column := map[string]int{}
	for _, item := range list.Values {
		entries := r.entries(item)
		if entries == nil {
			continue
		}
		rw := row{at: r.place(entries[0].Key)}
		for _, e := range entries {
			key := e.Key.GetToken().Value
			i, seen := column[key]
			if !seen {
				i = len(t.columns)
				column[key] = i
				t.columns = append(t.columns, key)
				t.head = append(t.head, r.place(e.Key))
			}
			for len(rw.cells) <= i {
				rw.cells = append(rw.cells, cell{})
			}
			text, at := r.text(e.Value)
			if text != "" && checkCell(text, t.pos(at), r.ds) {
				rw.cells[i] = cell{text, at}
			} else {
				rw.cells[i].at = at
			}
		}
		t.rows = append(t.rows, rw)
	}
	header := t.columns
	t.nameColumns(header, r.ds)
	for i := range t.rows {
		for len(t.rows[i].cells) < len(t.columns) {
			t.rows[i].cells = append(t.rows[i].cells, cell{})
		}
	}
	return t
}

// text reads a scalar as it is written, or a list of scalars as a cell of several values.
func (r yamlReader) text(n ast.Node) (string, place) {
	at := r.place(n)
	switch n := n.(type) {
	case *ast.NullNode:
		return "", at
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), at
	case *ast.SequenceNode:
		var values []string
		for _, v := range n.Values {
			text, _ := r.text(v)
			values = append(values, text)
		}
		return strings.Join(values, "|"), at
	case ast.ScalarNode:
		return strings.TrimSpace(n.GetToken().Value), at
	}
	r.ds.errorf(r.pos(n), "want text or a list of texts", "%s where a value should stand", strings.ToLower(n.Type().String()))
	return "", at
}
