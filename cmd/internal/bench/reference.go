package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// convert is what all times are compared with: the least that any honest converter of a list has to do. It goes
// through the rows once, looks up both ends and the document of each, and escapes every value. It makes no graph,
// checks nothing, and holds no claim in memory. Formats are graphml and dot.
func convert(format, folder, to string) error {
	c := converter{dot: format == "dot", documents: map[string][]string{}, actors: map[string]bool{}}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	defer f.Close()
	c.out = bufio.NewWriterSize(f, 1<<18)
	for _, step := range []struct {
		table string
		take  func(head, row []string) error
	}{{"documents.csv", c.document}, {"actors.csv", c.actor}, {"claims.csv", c.claim}} {
		if err := eachRow(filepath.Join(folder, step.table), step.take); err != nil {
			return err
		}
	}
	c.end()
	if err := c.out.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func eachRow(file string, take func(head, row []string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<18))
	first, err := r.Read()
	if err != nil {
		return err
	}
	head := append([]string(nil), first...)
	r.ReuseRecord = true
	for {
		row, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = take(head, row)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
}

type converter struct {
	dot       bool
	out       *bufio.Writer // remembers its first error
	documents map[string][]string
	actors    map[string]bool
	about     []string // the columns of documents
}

func (c *converter) document(head, row []string) error {
	c.about = head
	c.documents[row[0]] = append([]string(nil), row...)
	return nil
}

func (c *converter) actor(head, row []string) error {
	if len(c.actors) == 0 {
		c.begin(head)
	}
	c.actors[row[0]] = true
	if c.dot {
		c.write("\t", quoted(row[0]), " [")
	} else {
		c.write("\t\t<node id=\"", escaped(row[0]), "\">\n")
	}
	c.values("actor_", head[1:], row[1:])
	c.close("node")
	return nil
}

func (c *converter) claim(head, row []string) error {
	doc, known := c.documents[row[3]]
	if !c.actors[row[1]] || !c.actors[row[2]] || !known {
		return fmt.Errorf("claim %q names somebody or something that is not there", row[0])
	}
	if c.dot {
		c.write("\t", quoted(row[1]), " -> ", quoted(row[2]), " [id=", quoted(row[0]), ", ")
	} else {
		c.write("\t\t<edge id=\"", escaped(row[0]), "\" source=\"", escaped(row[1]), "\" target=\"", escaped(row[2]),
			"\">\n")
	}
	c.values("claim_", head[3:], row[3:])
	c.values("document_", c.about[1:], doc[1:])
	c.close("edge")
	return nil
}

func (c *converter) begin(head []string) {
	if c.dot {
		c.write("digraph {\n")
		return
	}
	c.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
	for _, name := range head[1:] {
		c.write("\t<key id=\"actor_", name, "\" for=\"node\" attr.name=\"", name, "\" attr.type=\"string\"/>\n")
	}
	for _, name := range []string{"document", "kind", "date", "locator", "summary"} {
		c.write("\t<key id=\"claim_", name, "\" for=\"edge\" attr.name=\"", name, "\" attr.type=\"string\"/>\n")
	}
	for _, name := range c.about[1:] {
		c.write("\t<key id=\"document_", name, "\" for=\"edge\" attr.name=\"document_", name, "\" attr.type=\"string\"/>\n")
	}
	c.write("\t<graph edgedefault=\"directed\">\n")
}

func (c *converter) values(prefix string, names, values []string) {
	for i, value := range values {
		switch {
		case value == "":
		case c.dot:
			c.write(prefix, names[i], "=", quoted(value), ", ")
		default:
			c.write("\t\t\t<data key=\"", prefix, names[i], "\">", escaped(value), "</data>\n")
		}
	}
}

func (c *converter) close(element string) {
	if c.dot {
		c.write("]\n")
	} else {
		c.write("\t\t</", element, ">\n")
	}
}

func (c *converter) end() {
	if c.dot {
		c.write("}\n")
	} else {
		c.write("\t</graph>\n</graphml>\n")
	}
}

func (c *converter) write(parts ...string) {
	for _, part := range parts {
		_, _ = c.out.WriteString(part)
	}
}

var xmlSigns, dotSigns = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;"),
	strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func escaped(text string) string { return xmlSigns.Replace(text) }

func quoted(text string) string { return `"` + dotSigns.Replace(text) + `"` }
