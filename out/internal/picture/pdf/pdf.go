// Package pdf writes a figure as a PDF file: its pages, each of its size, with lines, live text and links.
//
// [Encode] does it all. Letters stay text that can be searched and copied, set glyph by glyph as the figure has
// measured it, in the parts of the fonts that it uses. The page is tagged: a screen reader is told each contact in a
// sentence, headings, the list of sources and what is decoration. Each layer of the figure can be switched off.
// Colours are sRGB. So the file keeps to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), which archives ask for,
// and says so.
//
// The file is written here and by no library because those for Go tag no pages and place no shaped glyphs. Where a
// comment names a section, it is one of ISO 32000-1:2008.
package pdf

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"

	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/internal/picture"
)

// producer is the program's name in the file.
const producer = "relgraph"

// Format is PDF.
var Format = format.Format[picture.Job]{
	Description: format.Description{Name: "pdf", Ext: ".pdf", OneWay: true, Picture: true, Paged: true, Placed: true,
		About: "the figure as a page with live text and links, tagged for screen readers",
		Holds: "the figure as a page, with its numbered sources",
		Lacks: "claims one by one; dossier columns that relgraph does not know",
		Takes: format.OfFigures(),
	},
	Write: func(w io.Writer, j picture.Job) error { return Encode(w, j.Figure) },
}

// Encode writes f. The same figure is the same bytes. Its errors are a [figure.MissingLetters], those of fonts, and
// those of w.
func Encode(w io.Writer, f *figure.Figure) error {
	if err := f.Lettered(); err != nil {
		return err
	}
	d := &document{figure: f, root: &element{role: "Document"}}
	catalog, first, pages := d.reserve(), d.reserve(), d.reserve()
	fonts, err := d.embed(f)
	if err != nil {
		return err
	}
	var kids []ref
	for i, sheet := range f.Pages() {
		self := first
		if i > 0 {
			self = d.reserve()
		}
		d.pages, kids = append(d.pages, newPage(d, sheet, self, fonts)), append(kids, self)
	}
	for i, p := range d.pages {
		p.draw()
		d.set(p.self, fmt.Sprintf("<< /Type /Page /Parent %v /MediaBox [0 0 %s %s] /Contents %v /Resources << /Font "+
			"<< %s>> /Properties << %s>> >>"+
			" /Annots %s /StructParents %d /Tabs /S >>",
			pages, picture.Number(p.figure.Width), picture.Number(p.figure.Height), d.stream("", p.ink.content.Bytes()),
			fonts.resources(),
			p.layerResources(), array(p.annotations), i))
	}
	d.set(pages, fmt.Sprintf("<< /Type /Pages /Kids %s /Count %d >>", array(kids), len(kids)))
	layers := array(d.layers)
	d.set(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %v /Lang (%s) /MarkInfo << /Marked true >> /StructTreeRoot %v"+
		" /ViewerPreferences << /DisplayDocTitle true%s >> /Metadata %v /OutputIntents [%v]"+
		" /OCProperties << /OCGs %s /D << /Name (Layers) /Order %s >> >> >>",
		pages, f.Voice.Lang(), d.writeStructure(), readingOrder(f.Voice), d.metadata(), d.outputIntent(), layers, layers))
	info := d.add(fmt.Sprintf("<< /Title %s /Subject %s /Creator (%s) /Producer (%s) >>", textString(f.Title),
		textString(f.Says), producer, producer))
	return d.write(w, catalog, info)
}

// readingOrder tells a viewer that shows pages side by side which one comes first.
func readingOrder(v words.Voice) string {
	if v.RightToLeft() {
		return " /Direction /R2L"
	}
	return ""
}

// layerName is what a layer of the figure is called in the list of layers.
func layerName(p figure.Part) string {
	name := []rune(cmp.Or(p.Name, strings.ReplaceAll(p.ID, "-", " "), "layer"))
	return string(unicode.ToUpper(name[0])) + string(name[1:])
}
