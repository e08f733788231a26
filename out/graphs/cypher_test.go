package graphs

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"relgraph/out/internal/golden"
	"relgraph/out/rows"

	"relgraph/out/quote"
)

// readCypher reads a literal, or several that are added up, as carelessly as a reader may: first every backslash that
// is followed by a u and four digits, then the other escapes. It fails where the text would end early or an escape is
// unknown.
func readCypher(expression string) (string, error) {
	rest := unicodeEscape.ReplaceAllStringFunc(expression, func(escape string) string {
		code, _ := strconv.ParseUint(escape[2:], 16, 32)
		return string(rune(code))
	})
	var text strings.Builder
	for {
		var opened bool
		if rest, opened = strings.CutPrefix(rest, "'"); !opened {
			return "", fmt.Errorf("%s has something else than a literal at %q", expression, rest)
		}
		closed := false
		for !closed {
			if rest == "" {
				return "", fmt.Errorf("%s does not end", expression)
			}
			c := rest[0]
			rest = rest[1:]
			switch {
			case c == '\'':
				closed = true
			case c != '\\':
				text.WriteByte(c)
			case rest == "":
				return "", fmt.Errorf("the end of %s is escaped", expression)
			default:
				plain, known := map[byte]byte{'\\': '\\', '\'': '\'', 'n': '\n', 'r': '\r', 't': '\t'}[rest[0]]
				if !known {
					return "", fmt.Errorf("%s has the escape \\%c", expression, rest[0])
				}
				text.WriteByte(plain)
				rest = rest[1:]
			}
		}
		if rest == "" {
			return text.String(), nil
		}
		var more bool
		if rest, more = strings.CutPrefix(rest, " + "); !more {
			return "", fmt.Errorf("%s ends before %q", expression, rest)
		}
	}
}

var unicodeEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)

func FuzzQuoteCypher(f *testing.F) {
	for _, seed := range []string{"", "plain", "it's", `\`, `\'`, `\\'`, `\u0027`, `\\u0027 OR 1=1`,
		"'}) DETACH DELETE n //", "a' + 'b", "two\nlines\r\n\t", "بيت 😀", "\x00\x1f\x7f\u2028", "\xff", "`x`",
		"$param {x: 1};", " + ", "' + '"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quoted := string(quote.AppendCypher(nil, text))
		if !utf8.ValidString(quoted) || strings.ContainsAny(quoted, "\n\r") {
			t.Errorf("%q: want one line of UTF-8, got %q", text, quoted)
		}
		got, err := readCypher(quoted)
		if want := strings.ToValidUTF8(text, "\uFFFD"); err != nil || got != want {
			t.Errorf("%q: %s reads as %q, %v", text, quoted, got, err)
		}
	})
}

func TestQuoteCypher(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"plain", `'plain'`},
		{"it's", `'it\'s'`},
		{`C:\users`, `'C:\\' + 'users'`},
		{`\\u0027`, `'\\\\' + 'u0027'`},
		{"a\nb", `'a\nb'`},
		{"\x01", `'\u0001'`},
	} {
		if got := string(quote.AppendCypher(nil, tt.text)); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

var (
	cypherUnwind = regexp.MustCompile(`(?s)UNWIND \[\n(.*?)\n\] AS row\n([^\n]*);\n`)
	cypherLine   = regexp.MustCompile(`^\t[\[{].*[\]}],?$`)
)

// TestCypherHoldsEverything counts the rows of each statement.
func TestCypherHoldsEverything(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			counts := map[string]int{}
			for _, statement := range cypherUnwind.FindAllStringSubmatch(string(written(t, Cypher, rows.NewJob(g))), -1) {
				for line := range strings.SplitSeq(statement[1], "\n") {
					if !cypherLine.MatchString(line) {
						t.Errorf("a row is broken: %q", line)
					}
					counts[statement[2]]++
				}
			}
			count := func(what string) (n int) {
				for do, of := range counts {
					if strings.Contains(do, what) {
						n += of
					}
				}
				return n
			}
			drawn, contacts, speakers := 0, 0, 0
			for c := range g.All() {
				contacts++
				if c.Drawn() {
					drawn += len(pairsOf(c))
				}
			}
			for _, cl := range g.Dossier().Claims {
				for _, s := range cl.Detail().AssertedBy {
					if s.Actor != "" || s.Document != "" {
						speakers++
					}
				}
			}
			for what, want := range map[string]int{
				"MERGE (n:Actor ": len(g.Dossier().Actors), "MERGE (n:Document ": len(g.Dossier().Documents),
				"MERGE (n:Claim ":   len(g.Dossier().Claims),
				"MERGE (n:Contact ": contacts, "[:DOCUMENT]": len(g.Dossier().Claims), "[:FROM]": contacts,
				"[:TO]": contacts, "{id: row[2].id}": drawn,
				"[:TOLD_BY ": speakers,
			} {
				if got := count(what); got != want {
					t.Errorf("%s: %d rows, want %d", what, got, want)
				}
			}
		})
	}
}

func TestCypherFiles(t *testing.T) {
	for _, name := range []string{"names-in-quotes", "columns-of-their-own", "not-drawn"} {
		golden.Compare(t, name+".cypher", written(t, Cypher, rows.NewJob(golden.Graphs(t)[name])))
	}
}
