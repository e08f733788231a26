package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

var bibEntry = pattern.Of(`@[A-Za-z]+\s*[{(]`)

// likeBibTeX tells a list of BibTeX entries.
func likeBibTeX(data []byte) bool { return bibEntry.Match(data[:min(len(data), 64<<10)]) }

// bibTypes are the entry types of BibTeX and biblatex as types of CSL.
var bibTypes = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for cell := range wordFile("bibtypes") {
		all[cell("entry")] = cell("type")
	}
	return all
})

// bibOutlets are the fields that say where the text came out, the first counting most.
var bibOutlets = []string{"journaltitle", "journal", "newspaper", "publisher", "organization", "institution", "school"}

// readBibTeX reads the entries of a BibTeX or biblatex file as documents.
func readBibTeX(in Input, r *report) batch {
	data, ok := r.decode(in, r.opts.Encoding)
	if !ok {
		return batch{}
	}
	p := bibParser{report: r, text: string(data), where: newPlaces(in.File, data), macros: map[string]string{}}
	for i, name := range strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec") {
		p.macros[name] = fmt.Sprintf("%02d", i+1)
	}
	var b batch
	for {
		e, ok := p.entry()
		if !ok {
			break
		}
		if e != nil {
			b.rows = append(b.rows, bibDocument(r, e))
		}
	}
	if len(b.rows) == 0 && r.ds.Err() == nil {
		r.errorf(sources.Pos{File: in.File, Line: 1, Column: 1}, `want entries such as @article{key, title = {...}}`,
			"the file has no entry")
	}
	b.what = "references: " + count(len(b.rows), "document")
	return b
}

type bibItem struct {
	at        sources.Pos
	kind, key string
	fields    []sources.Cell
}

func (e *bibItem) field(name string) string {
	for _, f := range e.fields {
		if f.Column == name {
			return f.Text
		}
	}
	return ""
}

func bibDocument(r *report, e *bibItem) sources.Row {
	row := sources.Row{Pos: e.at, Table: "documents", Cells: []sources.Cell{{Pos: e.at, Column: "id", Text: e.key}}}
	put := func(at sources.Pos, column, text string) {
		row.Cells = append(row.Cells, sources.Cell{Pos: at, Column: column, Text: text})
	}
	put(e.at, "type", cmp.Or(bibTypes()[e.kind], e.kind))
	outlet := ""
	for _, name := range bibOutlets {
		outlet = cmp.Or(outlet, e.field(name))
	}
	put(e.at, "publisher", outlet)
	if e.field("date") == "" && e.field("year") != "" {
		issued := e.field("year")
		for _, part := range []string{e.field("month"), e.field("day")} {
			if part == "" {
				break
			}
			issued += "-" + pad(part)
		}
		put(e.at, "issued", issued)
	}
	usesYear := e.field("date") == ""
	for _, f := range e.fields {
		switch column := fieldsOf("bibtex", "documents")[f.Column]; {
		case usesYear && slices.Contains([]string{"year", "month", "day"}, f.Column):
			if e.field("year") == "" {
				put(f.Pos, f.Column, f.Text)
			}
		case f.Column == "author" || f.Column == "editor":
			put(f.Pos, f.Column, bibNames(f.Text))
		case slices.Contains(bibOutlets, f.Column) && f.Text == outlet:
		case f.Column == "langid" && e.field("language") == "":
			put(f.Pos, "language", f.Text)
		case f.Column == "howpublished" && e.field("url") == "" && isAddress.MatchString(f.Text):
			put(f.Pos, "url", f.Text)
		case column != "":
			put(f.Pos, column, f.Text)
		default:
			put(f.Pos, f.Column, f.Text)
		}
	}
	if doi := e.field("doi"); doi != "" && e.field("url") == "" {
		r.notef(e.at, "", "the DOI %q read as the address", doi)
		put(e.at, "url", doiAddress(doi))
	}
	return row
}

func pad(number string) string {
	if len(number) == 1 {
		return "0" + number
	}
	return number
}

// bibNames brings "Last, First and Last, First" into a list of names.
func bibNames(text string) string {
	var names []string
	for name := range strings.SplitSeq(text, " and ") {
		parts := strings.Split(name, ",")
		last := strings.TrimSpace(parts[0])
		if len(parts) > 1 {
			last = strings.TrimSpace(parts[len(parts)-1]) + " " + last
		}
		if last = oneLine(last); last != "" && last != "others" {
			names = append(names, strings.ReplaceAll(last, "|", "¦"))
		}
	}
	return strings.Join(names, "|")
}

// A bibParser reads entries one after the other. Text between entries is a comment.
type bibParser struct {
	*report
	text   string
	at     int
	where  *places
	macros map[string]string
}

// entry reads the next entry; nil if it is none that describes a document. It returns false at the end, or where the
// file cannot be read on.
func (p *bibParser) entry() (*bibItem, bool) {
	i := strings.IndexByte(p.text[p.at:], '@')
	if i < 0 {
		return nil, false
	}
	start := p.where.at(int64(p.at + i))
	p.at += i + 1
	e := &bibItem{at: start, kind: strings.ToLower(p.name())}
	p.blank()
	if p.at >= len(p.text) || !strings.ContainsRune("{(", rune(p.text[p.at])) {
		return nil, true // an address in a comment, such as ann@example.org
	}
	closing := map[byte]byte{'{': '}', '(': ')'}[p.text[p.at]]
	if e.kind == "comment" || e.kind == "preamble" {
		return nil, p.skip(start)
	}
	p.at++
	p.blank()
	if e.kind != "string" {
		n := strings.IndexAny(p.text[p.at:], ",}\n")
		if n < 0 {
			p.errorf(start, "want a key, a comma and fields", "the entry ends in the middle")
			return nil, false
		}
		e.key = strings.TrimSpace(p.text[p.at : p.at+n])
		p.at += n
	}
	if !p.fields(e, closing, start) {
		return nil, false
	}
	if e.kind == "string" {
		for _, f := range e.fields {
			p.macros[f.Column] = f.Text
		}
		return nil, true
	}
	if e.key == "" {
		p.warnf(start, "want a citation key", "an entry has no key: its id is made of its title")
	}
	return e, true
}

func (p *bibParser) fields(e *bibItem, closing byte, start sources.Pos) bool {
	for {
		p.blank()
		for p.at < len(p.text) && p.text[p.at] == ',' {
			p.at++
			p.blank()
		}
		if p.at >= len(p.text) {
			p.errorf(start, fmt.Sprintf("want a closing %q", closing), "the entry %q is never closed", e.key)
			return false
		}
		if p.text[p.at] == closing {
			p.at++
			return true
		}
		at := p.where.at(int64(p.at))
		name := strings.ToLower(p.name())
		p.blank()
		if name == "" || p.at >= len(p.text) || p.text[p.at] != '=' {
			p.errorf(at, "want name = {value}, and a comma behind it",
				"the entry %q has something in it that is no field", e.key)
			return false
		}
		p.at++
		text, ok := p.value(at, e.key)
		if !ok {
			return false
		}
		e.fields = append(e.fields, sources.Cell{Pos: at, Column: name, Text: plainTeX(text)})
	}
}

// longestMacro is the most bytes that the words of @string may stand for in a value: those of a cell.
const longestMacro = 65_536

// value reads pieces between braces or quotation marks, numbers and macros, joined by #.
func (p *bibParser) value(at sources.Pos, key string) (string, bool) {
	var all strings.Builder
	for {
		p.blank()
		if p.at >= len(p.text) {
			p.errorf(at, "want a value and the end of the entry", "the entry %q ends in the middle", key)
			return "", false
		}
		switch c := p.text[p.at]; c {
		case '{', '"':
			start := p.at
			end := closingAt(p.text, p.at)
			if end < 0 {
				p.errorf(p.where.at(int64(start)), "want as many closing braces as opening ones",
					"the value is never closed")
				return "", false
			}
			all.WriteString(p.text[start+1 : end])
			p.at = end + 1
		default:
			word := p.name()
			if word == "" {
				p.errorf(p.where.at(int64(p.at)), "want {text}, \"text\", a number or a name",
					"a value of the entry %q cannot be read", key)
				return "", false
			}
			all.WriteString(cmp.Or(p.macros[strings.ToLower(word)], word))
			if all.Len() > longestMacro { // of words that stand for words, and so on, a few lines make gigabytes
				p.errorf(at, fmt.Sprintf("want at most %d", longestMacro),
					"words of @string stand for more than %d bytes",
					longestMacro)
				return "", false
			}
		}
		p.blank()
		if p.at >= len(p.text) || p.text[p.at] != '#' {
			return all.String(), true
		}
		p.at++
	}
}

// closingAt finds the end of a value that opens at start, or -1.
func closingAt(text string, start int) int {
	depth := 0
	for i := start; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '{':
			depth++
		case text[i] == '}':
			depth--
			if depth == 0 && text[start] == '{' {
				return i
			}
		case text[i] == '"' && i > start && depth == 0 && text[start] == '"':
			return i
		}
	}
	return -1
}

func (p *bibParser) skip(start sources.Pos) bool {
	if p.text[p.at] == '(' {
		if i := strings.IndexByte(p.text[p.at:], ')'); i >= 0 {
			p.at += i + 1
			return true
		}
	} else if end := closingAt(p.text, p.at); end >= 0 {
		p.at = end + 1
		return true
	}
	p.errorf(start, "want it closed", "a comment is never closed")
	return false
}

func (p *bibParser) name() string {
	start := p.at
	for p.at < len(p.text) && !strings.ContainsRune("{}(),=#\"@%\\'", rune(p.text[p.at])) && p.text[p.at] > ' ' {
		p.at++
	}
	return p.text[start:p.at]
}

func (p *bibParser) blank() {
	for p.at < len(p.text) && (unicode.IsSpace(rune(p.text[p.at])) || p.text[p.at] == '%') {
		if p.text[p.at] == '%' {
			i := strings.IndexByte(p.text[p.at:], '\n')
			if i < 0 {
				p.at = len(p.text)
				return
			}
			p.at += i
		}
		p.at++
	}
}

var (
	texAccent  = pattern.Of("\\\\([`'^\"~=.]|[uvHcdbkr](?:[ {]))\\s*\\{?\\s*(\\\\?[A-Za-z])\\}?\\}?")
	texCommand = pattern.Of(`\\(url|href|emph|textit|textbf|textsc|enquote|mkbibquote)\b`)
	accents    = map[string]string{"`": "\u0300", "'": "\u0301", "^": "\u0302", `"`: "\u0308", "~": "\u0303",
		"=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030C",
		"H": "\u030B", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328", "r": "\u030A"}
	texSigns = strings.NewReplacer(`\&`, "&", `\%`, "%", `\$`, "$", `\#`, "#", `\_`, "_", `\ss`, "ß", `\ae`, "æ", `\AE`,
		"Æ", `\oe`, "œ", `\OE`, "Œ", `\aa`, "å", `\AA`, "Å",
		`\o`, "ø", `\O`, "Ø", `\l`, "ł", `\L`, "Ł", `\i`, "ı", "---", "—", "--", "–", "``", "“", "''", "”", "~", " ",
		`\ `, " ")
)

// plainTeX is text without TeX's commands for letters and signs. A command that it does not know stays.
func plainTeX(text string) string {
	if strings.Contains(text, "://") && !strings.Contains(text, " ") { // in an address, signs mean themselves
		return strings.NewReplacer(`\url`, "", "{", "", "}", "", `\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\~`,
			"~").Replace(text)
	}
	text = texAccent.ReplaceAllStringFunc(text, func(s string) string {
		m := texAccent.FindStringSubmatch(s)
		letter := strings.NewReplacer(`\i`, "i", `\j`, "j", `\`, "").Replace(m[2])
		return letter + accents[strings.TrimRight(m[1], " {")]
	})
	text = texSigns.Replace(texCommand.ReplaceAllString(text, ""))
	return norm.NFC.String(oneLine(strings.NewReplacer("{", "", "}", "").Replace(text)))
}
