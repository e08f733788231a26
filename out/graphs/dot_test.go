package graphs

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"relgraph/out/internal/golden"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/out/quote"
	"relgraph/out/rows"
)

// dotFile is a DOT file as gonum's parser reads it: attributes by node, by edge and of the graph, in the order of the
// file.
type dotFile struct {
	nodes, edges []map[string]string
	graph        map[string]string
}

func readDOT(t *testing.T, g *graph.Graph) dotFile {
	t.Helper()
	var b bytes.Buffer
	if err := DOT.Write(&b, job(g, nil, rows.Options{})); err != nil {
		t.Fatal(err)
	}
	parsed, err := dot.ParseBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	f := dotFile{graph: map[string]string{}}
	f.read(parsed.Graphs[0].Stmts, f.graph)
	return f
}

func (f *dotFile) read(stmts []ast.Stmt, own map[string]string) {
	for _, s := range stmts {
		switch s := s.(type) {
		case *ast.NodeStmt:
			f.nodes = append(f.nodes, attributes(s.Attrs, "", s.Node.ID))
		case *ast.EdgeStmt:
			f.edges = append(f.edges, attributes(s.Attrs, s.From.(*ast.Node).ID, s.To.Vertex.(*ast.Node).ID))
		case *ast.Subgraph:
			f.read(s.Stmts, map[string]string{})
		case *ast.Attr:
			own[s.Key] = s.Val
		}
	}
}

func attributes(list []*ast.Attr, from, to string) map[string]string {
	attrs := map[string]string{"<from>": from, "<to>": to}
	for _, a := range list {
		attrs[a.Key] = a.Val
	}
	return attrs
}

// kept reads a string as any DOT reader does.
func kept(quoted string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(quoted, `"`), `"`), `\"`, `"`)
}

// shown reads a string as Graphviz does before it draws it. It fails where Graphviz would put something else for a
// part.
func shown(quoted string) (string, error) {
	inside, begins := strings.CutPrefix(quoted, `"`)
	inside, ends := strings.CutSuffix(inside, `"`)
	if !begins || !ends {
		return "", errors.New("no string in quotation marks")
	}
	var lexed strings.Builder // what stands in the file when \" is read as "; \\ stays
	for i := 0; i < len(inside); i++ {
		switch {
		case inside[i] == '"':
			return "", fmt.Errorf("the string ends at %d already", i)
		case inside[i] == '\\' && i+1 == len(inside):
			return "", errors.New("the last quotation mark is escaped")
		case inside[i] == '\\' && inside[i+1] == '"':
			lexed.WriteByte('"')
			i++
		case inside[i] == '\\':
			lexed.WriteString(inside[i : i+2])
			i++
		default:
			lexed.WriteByte(inside[i])
		}
	}
	decoded := html.UnescapeString(lexed.String())
	var text strings.Builder
	for i := 0; i < len(decoded); i++ {
		if decoded[i] != '\\' {
			text.WriteByte(decoded[i])
			continue
		}
		i++
		switch decoded[i] {
		case 'n':
			text.WriteByte('\n')
		case '\\':
			text.WriteByte('\\')
		default:
			return "", fmt.Errorf(`the escape \%c would be expanded`, decoded[i])
		}
	}
	return text.String(), nil
}

// visible is what of a text a figure can show.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text { // ranging gives U+FFFD for each byte that is not UTF-8
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r != '\n' && (r < ' ' || r == 0x7F) || r == 0xFFFE || r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func FuzzQuoteDOT(f *testing.F) {
	for _, seed := range []string{"", `plain`, `<b>x</b>`, `"quoted"`, `ends in \`, `\`, `\\"`,
		`\N \G \L \T \E \l \r \n`, "two\nlines\r\n", "a\tb", "&lt; &amp; &copy; &#x41; &",
		"بيت", "😀👩‍🚀", "zero\u200dwidth", "\x00\x01\x1f\x7f", "\xff\xfe", "\ufffe\uffff", `{a|b}`, "/* */ // #"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quoted := quote.DOT(text)
		if !utf8.ValidString(quoted) || strings.Contains(quoted, "\n") {
			t.Errorf("%q: want one line of UTF-8, got %q", text, quoted)
		}
		got, err := shown(quoted)
		if err != nil {
			t.Fatalf("%q: %s: %v", text, quoted, err)
		}
		// Runs of bytes that are not UTF-8 may become one U+FFFD or several.
		squeeze := func(s string) string {
			for strings.Contains(s, "\uFFFD\uFFFD") {
				s = strings.ReplaceAll(s, "\uFFFD\uFFFD", "\uFFFD")
			}
			return s
		}
		if squeeze(got) != squeeze(visible(text)) {
			t.Errorf("%q: %s shows %q", text, quoted, got)
		}
	})
}

func TestDOTHoldsEverything(t *testing.T) {
	for name, g := range golden.Graphs(t) {
		t.Run(name, func(t *testing.T) {
			f := readDOT(t, g)
			got := tally{Contacts: len(f.edges), Actors: len(f.nodes)}
			for _, e := range f.edges {
				for key := range e {
					if strings.HasPrefix(key, "claim_") {
						got.Claims++
					}
				}
			}
			for key := range f.graph {
				switch {
				case strings.HasPrefix(key, "not_drawn_"):
					got.NotDrawn++
				case strings.HasPrefix(key, "not_connected_"):
					got.Actors++
				}
			}
			if diff := cmp.Diff(tallyOf(g), got); diff != "" {
				t.Errorf("-graph +file:\n%s", diff)
			}
			i := 0
			for c := range g.All() {
				if !c.Drawn() {
					continue
				}
				for n, pair := range pairsOf(c) {
					e := f.edges[i]
					i++
					if kept(e["<from>"]) != string(pair[0]) || kept(e["<to>"]) != string(pair[1]) ||
						kept(e["contact"]) != string(c.ID) || (e["label"] == "") != (n > 0) {
						t.Errorf("contact %q: got %s from %s to %s, label %s", c.ID, e["contact"], e["<from>"],
							e["<to>"], e["label"])
					}
					for n, cl := range c.Claims {
						record := readRecord(kept(e[fmt.Sprintf("claim_%d", n+1)]))
						if record[0] != (rows.Fact{Name: "id", Value: string(cl.ID)}) ||
							!hasFact(record, "summary", cl.Summary) || !hasFact(record, "hedge", cl.Detail().Hedge) {
							t.Errorf("claim %q: got %q", cl.ID, record)
						}
					}
				}
			}
		})
	}
}

func hasFact(facts []rows.Fact, name, value string) bool {
	for _, f := range facts {
		if f == (rows.Fact{Name: name, Value: value}) {
			return true
		}
	}
	return value == ""
}

func TestDOTShowsNamesAsTheyAre(t *testing.T) {
	g := golden.Situations[0].Graph(t)
	f := readDOT(t, g)
	for i, a := range g.Dossier().Actors {
		want := a.Short
		if a.Role != "" {
			want += "\n" + a.Role
		}
		if got, err := shown(f.nodes[i]["label"]); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	if got, want := kept(f.edges[0]["URL"]), "https://example.org/?a=1&amp;copy=2"; got != want {
		t.Errorf("address: got %q, want %q", got, want)
	}
}

func TestRecordsReadBack(t *testing.T) {
	name := rapid.StringMatching(`[a-z_]+`)
	value := rapid.OneOf(rapid.StringMatching(`[ab:;|\\ \n"]+`), rapid.StringN(1, -1, -1))
	rapid.Check(t, func(t *rapid.T) {
		var facts []rows.Fact
		for range rapid.IntRange(1, 5).Draw(t, "facts") {
			facts = append(facts, rows.Fact{Name: name.Draw(t, "name"), Value: value.Draw(t, "value")})
		}
		text := rows.Record(facts)
		if strings.Contains(text, "\n") {
			t.Errorf("more than one line: %q", text)
		}
		if diff := cmp.Diff(facts, readRecord(text), cmp.AllowUnexported(rows.Fact{})); diff != "" {
			t.Errorf("%q reads back otherwise:\n%s", text, diff)
		}
		parts := strings.Split(text, "\t") // which records keep, and pictures do not
		for i := range parts {
			parts[i] = visible(parts[i])
		}
		if read := kept(string(quote.AppendDOTRecord(nil, text))); read != strings.Join(parts, "\t") {
			t.Errorf("%q reads back from DOT as %q", text, read)
		}
	})
}
