package intake

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"relgraph/sources"
)

// readMarkdown reads the tables of a text in Markdown as GitHub writes it (github.github.com/gfm, "Tables"), each as a sheet
// that the heading above it names. Other text is left out, and said to be.
func readMarkdown(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	md := markdown{report: r, file: in.File, data: data, where: newPlaces(in.File, data)}
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().
		Parse(text.NewReader(data))
	var grids []*grid
	heading := bareName(in.File)
	var besides []sources.Pos
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *table.Table:
			grids = append(grids, md.gridOf(n, heading))
		case *ast.Heading:
			var title seenText
			title.add(n, data, true)
			heading = oneLine(title.String())
		case *ast.ThematicBreak:
		default:
			at := sources.Pos{File: in.File}
			if lines := n.Lines(); n.Type() == ast.TypeBlock && lines != nil && lines.Len() > 0 {
				at = md.where.at(int64(lines.At(0).Start))
			}
			besides = append(besides, at)
		}
	}
	if len(grids) == 0 {
		r.errorf(sources.Pos{File: in.File}, `want a line "| Who | With whom | Source |", below it "|---|---|---|", and a row for each contact`,
			"no table stands in the text")
		return batch{}
	}
	if len(besides) > 0 {
		r.warnf(besides[0], "want what counts of it in the tables", "text besides the tables is left out: %s", count(len(besides), "block"))
	}
	var all batch
	var read []string
	for _, g := range grids {
		b := readGrid(r, g, len(grids) == 1)
		if b.what == "" {
			continue
		}
		all.ours, all.rows = append(all.ours, b.ours...), append(all.rows, b.rows...)
		read = append(read, b.what)
	}
	if len(read) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File}, `want a table with a head; --column actor="..." --column recipient="..." say which `+
			"columns hold the two parties", "no table that can be read")
	}
	all.what = strings.Join(read, "; ")
	return all
}

// A markdown is a text in Markdown that is read.
type markdown struct {
	*report
	file  string
	data  []byte
	where *places
}

func (md *markdown) gridOf(t *table.Table, name string) *grid {
	g := &grid{file: md.file, name: name}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		l := line{}
		for n := row.FirstChild(); n != nil; n = n.NextSibling() {
			at := l.at
			if lines := n.Lines(); lines != nil && lines.Len() > 0 {
				at = md.where.at(int64(lines.At(0).Start))
			}
			if l.at.Line == 0 {
				l.at = at
			}
			l.cells = append(l.cells, md.cell(n, at))
		}
		l.from = baseName(md.file) + ":" + strconv.Itoa(l.at.Line)
		if !l.blank() {
			g.lines = append(g.lines, l)
		}
	}
	return g
}

// cell is what a reader of the text sees of a cell. An address beside other words stands as HTML has it, as it does in cells
// of spreadsheets.
func (md *markdown) cell(n ast.Node, at sources.Pos) gridCell {
	var seen, rest seenText
	seen.add(n, md.data, true)
	rest.add(n, md.data, md.opts.Hidden)
	c := gridCell{text: md.clean(seen.String(), at), link: seen.alone(), at: at}
	if left := rest.String(); left != seen.String() {
		c = withoutStruck(md.report, c, left)
	}
	return c
}

// A seenText is what a reader sees of a piece of Markdown.
type seenText struct {
	strings.Builder
	links []string
	words bool // beside links
}

// add adds what stands in a node, with or without what is struck out.
func (t *seenText) add(n ast.Node, data []byte, struck bool) {
	only := n.ChildCount() == 1
	for n := n.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			t.words = true
			t.WriteString(unmarked(n.Segment.Value(data)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				t.WriteByte('\n')
			}
		case *ast.AutoLink:
			t.words = true
			t.Write(n.URL(data))
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				part := n.Segments.At(i)
				if tag := string(part.Value(data)); strings.HasPrefix(strings.ToLower(tag), "<br") {
					t.WriteByte('\n')
				} else {
					t.WriteString(tag)
				}
			}
		case *ast.Link:
			var shown seenText
			shown.add(n, data, struck)
			if t.links = append(t.links, string(n.Destination)); only {
				t.WriteString(shown.String())
			} else {
				t.words = true
				fmt.Fprintf(t, `<a href="%s">%s</a>`, n.Destination, shown.String())
			}
		case *table.Strikethrough:
			if struck {
				t.add(n, data, struck)
			}
		default:
			t.add(n, data, struck)
		}
	}
}

// alone is the address of a cell that is nothing but one link; "" for others.
func (t *seenText) alone() string {
	if len(t.links) != 1 || t.words {
		return ""
	}
	return t.links[0]
}

// escapable are the signs before which a backslash says that they mean themselves (CommonMark 0.31, section 2.4).
const escapable = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// unmarked is a text without such backslashes.
func unmarked(text []byte) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && strings.IndexByte(escapable, text[i+1]) >= 0 {
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
