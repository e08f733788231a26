package edit

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"relgraph/sources"
)

// edits offers the ways to write the value, the one nearest to the old style first.
func (e yamlEditor) edits(old sources.Cell, given bool) ([]splice, error) {
	if !given {
		return e.addKey(), nil
	}
	return e.replace(old, e.valueStart(old))
}

// valueStart is where the cell's value begins. Behind text without quotation marks that blanks follow, the parser's
// column is that many too far to the right.
func (e yamlEditor) valueStart(old sources.Cell) int {
	start, lineStart := e.text.offset(old.Pos), e.text.starts[old.Line-1]
	line := e.text.line(old.Line)
	blanks := len(line) - len(strings.TrimRight(line, " "))
	if blanks == 0 || start-blanks < lineStart || valueFollows().Match(e.text.data[lineStart:start]) {
		return start
	}
	return start - blanks
}

// valueFollows matches what stands in a line before a value: only blanks, or a key and its colon. The parser gives a
// value that is left out, or that a tab precedes, the place of the colon's end.
var valueFollows = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[ \t]*$|:[ \t]+$|^[^:]*:$`) })

// replace offers the ways to write the value in the place of the scalar that begins at start.
func (e yamlEditor) replace(old sources.Cell, start int) ([]splice, error) {
	data, flow := e.text.data, e.flow()
	lineEnd := e.text.end(old.Line)
	if colon, ok := e.nothing(old.Line, start); ok {
		return splices(colon, colon, " ", append(e.plain(flow), doubleQuoted(e.value))), nil
	}
	for start < lineEnd && (data[start] == '\t' || data[start] == ' ') {
		start++
	}
	switch {
	case start >= lineEnd:
		return nil, nil
	case data[start] == '"':
		return splices(start, escapedEnd(data, start), "", []string{doubleQuoted(e.value)}), nil
	case data[start] == '\'':
		return splices(start, quoteEnd(data, start), "", append(e.singleQuoted(), doubleQuoted(e.value))), nil
	case data[start] == '|' || data[start] == '>':
		return append(e.block(old, start), splice{start, e.blockEnd(old.Line), doubleQuoted(e.value)}), nil
	case data[start] == '[' || strings.HasPrefix(string(data[start:lineEnd]), "- "):
		return nil, fmt.Errorf("%s: %s is a list of its own: want one text between quotation marks, with \"|\" "+
			"between the values", old.Pos, e.column)
	}
	return splices(start, e.plainEnd(old.Line, start, flow), "", append(e.plain(flow), doubleQuoted(e.value))), nil
}

func splices(start, end int, before string, values []string) []splice {
	out := make([]splice, len(values))
	for i, v := range values {
		out[i] = splice{start, end, before + v}
	}
	return out
}

// nothing tells whether start stands behind a key whose value is left out, and where that key's colon ends. The
// parser's place is the colon's end or, of the last key in the file, the comment behind it.
func (e yamlEditor) nothing(line, start int) (colonEnd int, ok bool) {
	data := e.text.data
	rest := strings.TrimLeft(string(data[start:e.text.end(line)]), " \t")
	colonEnd = len(strings.TrimRight(string(data[:start]), " \t"))
	behindKey := colonEnd > 0 && data[colonEnd-1] == ':'
	return colonEnd, behindKey && (rest == "" || rest[0] == '#' || e.flow() && strings.ContainsAny(rest[:1], ",}"))
}

// indent is the number of blanks before the keys of the entry.
func (e yamlEditor) indent() int { return e.rows[e.row].Column - 1 }

// flow tells whether the entry is written as {key: value}.
func (e yamlEditor) flow() bool {
	before := strings.TrimRight(string(e.text.data[:e.text.offset(e.rows[e.row].Pos)]), " \t\r\n")
	return strings.HasSuffix(before, "{")
}

// addKey writes the key as the last line of the entry. Where that goes wrong, and in an entry between braces, it is
// the first.
func (e yamlEditor) addKey() []splice {
	row := e.rows[e.row]
	start, flow := e.text.offset(row.Pos), e.flow()
	key := e.column
	if start < len(e.text.data) && e.text.data[start] == '"' {
		key = doubleQuoted(key)
	}
	values := []string{doubleQuoted(e.value)}
	if key == e.column {
		values = append(e.plain(flow), values...)
	}
	var tries []splice
	for _, v := range values {
		if flow {
			tries = append(tries, splice{start, start, key + ": " + v + ", "})
			continue
		}
		indent := strings.Repeat(" ", e.indent())
		end := e.text.end(e.lastLine())
		tries = append(tries,
			splice{end, end, e.text.eol + indent + key + ": " + v},
			splice{start, start, key + ": " + v + e.text.eol + indent})
	}
	return tries
}

// lastLine is the last line of the entry. A comment that stands no deeper than the keys may belong to what follows it.
func (e yamlEditor) lastLine() int {
	first := e.rows[e.row].Line
	last := first
	for n := first + 1; n <= len(e.text.starts); n++ {
		line := e.text.line(n)
		word := strings.TrimLeft(line, " ")
		depth := len(line) - len(word)
		switch {
		case strings.TrimSpace(line) == "" || word[0] == '#' && depth <= e.indent():
			continue
		case depth < e.indent():
			return last
		}
		last = n
	}
	return last
}

// plainEnd is where text without quotation marks ends. It goes on in lines that stand deeper than the key, up to a
// comment.
func (e yamlEditor) plainEnd(line, start int, flow bool) int {
	end, more := e.plainPart(start, e.text.end(line), flow)
	for n := line + 1; more && !flow && n <= len(e.text.starts); n++ {
		text := e.text.line(n)
		word := strings.TrimLeft(text, " ")
		switch depth := len(text) - len(word); {
		case strings.TrimSpace(text) == "":
			continue
		case depth <= e.indent() || word[0] == '#':
			return end
		default:
			end, more = e.plainPart(e.text.starts[n-1]+depth, e.text.end(n), flow)
		}
	}
	return end
}

// plainPart is where the text ends in its line, and whether it may go on in the next.
func (e yamlEditor) plainPart(start, lineEnd int, flow bool) (end int, more bool) {
	part := string(e.text.data[start:lineEnd])
	more = true
	if i := comment().FindStringIndex(part); i != nil {
		part, more = part[:i[0]], false
	}
	if i := strings.IndexAny(part, ",[]{}"); flow && i >= 0 {
		part = part[:i]
	}
	return start + len(strings.TrimRight(part, " \t")), more
}

var comment = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[ \t]#`) })

// block writes the value into a block scalar (after "|" or ">") whose first line, which may end in a comment, stays.
func (e yamlEditor) block(old sources.Cell, start int) []splice {
	end := e.blockEnd(old.Line)
	headEnd := e.text.end(old.Line)
	if e.value == "" || end <= headEnd {
		return nil
	}
	first := old.Line + 1
	for strings.TrimSpace(e.text.line(first)) == "" {
		first++
	}
	line := e.text.line(first)
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	next := e.text.eol + indent
	lines := strings.Split(e.value, "\n")
	if e.text.data[start] == '>' {
		next = e.text.eol + next // one line end would be folded into a blank
	}
	return []splice{{e.text.starts[first-1], end, indent + strings.Join(lines, next)}}
}

// blockEnd is where the last line of a block scalar ends that is not blank.
func (e yamlEditor) blockEnd(line int) int {
	end := e.text.end(line)
	for n := line + 1; n <= len(e.text.starts); n++ {
		text := e.text.line(n)
		switch depth := len(text) - len(strings.TrimLeft(text, " ")); {
		case strings.TrimSpace(text) == "":
			continue
		case depth <= e.indent():
			return end
		}
		end = e.text.end(n)
	}
	return end
}

// reserved are the words that a YAML reader of either version, 1.1 or 1.2, may take for something else than text.
var reserved = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(null|true|false|yes|no|on|off|y|n)$`)
})

// plainValue is text that means itself without quotation marks: it begins with a letter or a digit and holds no line
// end.
var plainValue = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\p{L}\p{Nd}][^\p{Cc}\x{FEFF}]*$`) })

// plain returns the value as it is, if it may stand without quotation marks.
func (e yamlEditor) plain(flow bool) []string {
	v := e.value
	switch {
	case !plainValue().MatchString(v), reserved().MatchString(v), strings.HasSuffix(v, ":"):
	case strings.Contains(v, ": "), strings.Contains(v, " #"):
	case flow && strings.ContainsAny(v, ",[]{}"):
	default:
		return []string{v}
	}
	return nil
}

func (e yamlEditor) singleQuoted() []string {
	if strings.ContainsAny(e.value, "\n\r\t") {
		return nil
	}
	return []string{"'" + strings.ReplaceAll(e.value, "'", "''") + "'"}
}

// doubleQuoted is text as a JSON string, which YAML reads.
func doubleQuoted(text string) string {
	var b strings.Builder
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.Encode(text)
	return strings.TrimSuffix(b.String(), "\n")
}

// escapedEnd is where text between double quotation marks ends, behind the last mark. A backslash makes the next byte
// text.
func escapedEnd(data []byte, start int) int {
	for i := start + 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}
