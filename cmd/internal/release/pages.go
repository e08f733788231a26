package main

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	render "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// documentation is the folder of pages in Markdown, which an archive carries as pages that a browser opens from disk.
const documentation = "docs"

const pageHead = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1c22; }
pre { overflow-x: auto; padding: .8rem; background: #f2f3f5; font-size: .85rem; line-height: 1.35; }
code { font-family: ui-monospace, monospace; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { padding: .3rem .6rem; border: 1px solid #c4c7cc; text-align: left; vertical-align: top; }
img { max-width: 100%%; }
a { color: #0b4f8a; }
</style>
<p><a href="%s">relgraph: all pages</a></p>
`

// pages are the documentation as pages of HTML, each where its Markdown stands, with what they show and lead to.
func pages() ([]Member, error) {
	var members []Member
	converter := goldmark.New(goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()), goldmark.WithRendererOptions(render.WithUnsafe()))
	err := fs.WalkDir(os.DirFS("."), documentation, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if path.Ext(name) != ".md" {
			members = append(members, Member{name, plain, data})
			return nil
		}
		page, err := htmlPage(converter, name, data)
		members = append(members, Member{pageName(name), plain, page})
		return err
	})
	if err != nil {
		return nil, err
	}
	return members, nil
}

// pageName is the name of a page of Markdown as HTML: the README of a folder is what stands for it.
func pageName(name string) string {
	if path.Base(name) == "README.md" {
		return path.Join(path.Dir(name), "index.html")
	}
	return strings.TrimSuffix(name, ".md") + ".html"
}

func htmlPage(converter goldmark.Markdown, name string, source []byte) ([]byte, error) {
	doc := converter.Parser().Parse(text.NewReader(source),
		parser.WithContext(parser.NewContext(parser.WithIDs(anchors{}))))
	title := name
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			if entering && n.Level == 1 {
				title = string(n.Lines().Value(source))
			}
		case *ast.Link:
			if entering {
				n.Destination = []byte(ledTo(name, string(n.Destination)))
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, pageHead, html.EscapeString(title), relative(path.Dir(name), documentation+"/index.html"))
	err = converter.Renderer().Render(&b, source, doc)
	return b.Bytes(), err
}

// ledTo is where a link of a page leads in the archive.
func ledTo(page, link string) string {
	file, anchor, marked := strings.Cut(link, "#")
	if file == "" || strings.Contains(file, ":") {
		return link
	}
	target := path.Join(path.Dir(page), file)
	if strings.HasPrefix(target, documentation+"/") && path.Ext(target) == ".md" {
		target = pageName(target)
	}
	if marked {
		anchor = "#" + anchor
	}
	return relative(path.Dir(page), target) + anchor
}

// relative is the way from a folder to a file, both from the top.
func relative(folder, file string) string {
	up := 0
	for !strings.HasPrefix(file, folder+"/") && folder != "." {
		folder = path.Dir(folder)
		up++
	}
	return strings.Repeat("../", up) + strings.TrimPrefix(file, folder+"/")
}

// anchors names headings as GitHub does, where the pages' links are tried.
type anchors map[string]bool

var notInAnchor = regexp.MustCompile(`[^\pL\pN _-]`)

func (a anchors) Generate(heading []byte, _ ast.NodeKind) []byte {
	name := strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.Map(unicode.ToLower, string(heading)), ""), " ", "-")
	id := name
	for n := 1; a[id]; n++ {
		id = fmt.Sprintf("%s-%d", name, n)
	}
	a[id] = true
	return []byte(id)
}

func (a anchors) Put(id []byte) { a[string(id)] = true }
