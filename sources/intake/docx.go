package intake

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"relgraph/sources"
	"relgraph/sources/table/workbook"
)

// readDocument reads the tables of a text document of Word's, each as a sheet that the heading above it names. Footnotes
// of its cells stand in a column of their own, since they mostly say where something is reported.
func readDocument(in Input, r *report) batch {
	r.obeyed.add(hiddenOption)
	doc, err := workbook.ReadDocument(in.Data)
	if err != nil {
		r.errorf(sources.Pos{File: in.File}, "want a document that opens in Word; save it again as .docx", "%v", err)
		return batch{}
	}
	var grids []*grid
	for i := range doc.Tables {
		g, ok := documentGrid(r, in.File, i, &doc.Tables[i])
		if !ok {
			return batch{}
		}
		if len(g.lines) > 0 {
			grids = append(grids, g)
		}
	}
	at := sources.Pos{File: in.File}
	if doc.Comments > 0 {
		r.warnf(at, "write into a cell what is to come along", "comments are left out: %s", count(doc.Comments, "comment"))
	}
	if doc.Changes > 0 {
		r.warnf(at, "accept or reject them in Word", "changes that nobody has accepted: %s; what they insert is read, "+
			"what they delete is not", count(doc.Changes, "change"))
	}
	besides := make([]sources.Pos, doc.Paragraphs)
	for i := range besides {
		besides[i] = at
	}
	return readTables(r, in.File, grids, besides, "paragraph",
		"want a document with a table: a row for each contact below a row with the names of the columns")
}

// documentGrid is a table of a document as a grid; it returns false where its cells cover too much.
func documentGrid(r *report, file string, i int, t *workbook.DocumentTable) (*grid, bool) {
	name := fmt.Sprintf("Table %d", i+1)
	g := &grid{file: file + ":" + name, base: baseName(file) + ":" + name, name: cmp.Or(t.Name, name), cells: true}
	m := tableMaker{grid: g}
	above := map[int]gridCell{}
	notes := map[int]string{} // by the row's number
	width := 0
	for k := range t.Rows {
		row := &t.Rows[k]
		l := line{at: g.place(k+1, 1)}
		switch {
		case row.Hidden:
			l.hidden = "hidden"
		case row.Struck:
			l.hidden = "deleted"
		}
		var cells []spanned
		column := 0
		for _, c := range row.Cells {
			made := cellOf(r, piecesOf(c.Runs), g.place(k+1, column+1))
			if c.Above && made.whole() == "" {
				made = above[column]
			}
			above[column] = made
			cells = append(cells, spanned{made, min(c.Columns, maxColumns), 1})
			column += c.Columns
			if len(c.Notes) > 0 {
				notes[len(g.lines)] = strings.Join(append([]string{notes[len(g.lines)]}, c.Notes...), "\n")
			}
		}
		width = max(width, min(column, maxColumns))
		if !m.add(l, cells) {
			r.errorf(l.pos(), "want a table whose cells cover fewer", "cells cover more than %s of rows and columns in all",
				count(maxCovered, "place"))
			return nil, false
		}
	}
	if len(notes) > 0 && len(g.lines) > 1 {
		notes[0] = strings.TrimSpace(footnoteHead + "\n" + notes[0])
		for k := range g.lines {
			if text := strings.TrimSpace(notes[k]); text != "" {
				m.put(&g.lines[k], width, cleanCell(r, text, g.place(int(g.lines[k].at.line), width+1)))
			}
		}
	}
	return g, true
}

// footnoteHead is the head of the column of footnotes.
const footnoteHead = "Footnote"

// piecesOf are runs as pieces of a cell. Addresses that are no web addresses lead nowhere for a reader of the dossier.
func piecesOf(runs []workbook.Run) []piece {
	var pieces []piece
	for _, run := range runs {
		link := run.Link
		if u, err := url.Parse(link); err != nil || u.Scheme != "http" && u.Scheme != "https" {
			link = ""
		}
		pieces = append(pieces, piece{run.Text, link, run.Struck})
	}
	return pieces
}
