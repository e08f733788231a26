package sources_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"relgraph/sources"
)

// text draws what people put into cells, and what breaks readers of tables.
var text = rapid.StringOf(rapid.RuneFrom([]rune("ab \"',;\t|\n:#{}[]&*!%@`\\~-.0\u00A0é\u0301中🙂<>\u200F")))

// A written file is its text and where in it each note stands.
type written struct {
	text  string
	notes []string
}

// A writer knows at which line and column, in characters, it is.
type writer struct {
	strings.Builder
	line, column int
}

func (w *writer) put(text string) {
	w.WriteString(text)
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		w.line += strings.Count(text, "\n")
		w.column, text = 1, text[i+1:]
	}
	w.column += utf8.RuneCountInString(text)
}

func (w *writer) place() string { return fmt.Sprintf("%d:%d", w.line, w.column) }

// writeCSV writes one claim for each note. The style draws the separator, the line ends, the order of the columns
// and, cell by cell, whether quotation marks stand where they need not.
func writeCSV(t *rapid.T, notes []string) written {
	comma := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	columns := rapid.Permutation([]string{"id", "actor", "recipient", "document", "note"}).Draw(t, "columns")
	quoted := rapid.Bool()
	w := &writer{line: 1, column: 1}
	if rapid.Bool().Draw(t, "byte order mark") {
		w.WriteString("\uFEFF")
	}
	var places []string
	for i := range len(notes) + 1 {
		for j, column := range columns {
			cell := column
			if i > 0 {
				cell = map[string]string{"id": fmt.Sprintf("c%d", i), "actor": "ann", "recipient": "bo",
					"document": "d1", "note": notes[i-1]}[column]
			}
			if j > 0 {
				w.put(comma)
			}
			if i > 0 && column == "note" {
				places = append(places, w.place())
			}
			if strings.ContainsAny(cell, "\"\n"+comma) || quoted.Draw(t, "quoted") {
				cell = `"` + strings.ReplaceAll(strings.ReplaceAll(cell, `"`, `""`), "\n", end) + `"`
			}
			w.put(cell)
		}
		w.put(end)
	}
	return written{w.String(), places}
}

// writeYAML writes the same claims as YAML, each note in one of the styles that can hold it.
func writeYAML(t *rapid.T, notes []string) written {
	w := &writer{line: 1, column: 1}
	w.put("claims:\n")
	var places []string
	for i, note := range notes {
		w.put(fmt.Sprintf("- id: c%d\n  actor: ann\n  recipient: bo\n  document: d1\n  note: ", i+1))
		places = append(places, w.place())
		styles := []string{doubleQuoted(note)}
		if !strings.ContainsAny(note, "\n\t") {
			styles = append(styles, "'"+strings.ReplaceAll(note, "'", "''")+"'")
		}
		if note != "" && strings.Trim(note, "ab0.é中🙂") == "" {
			styles = append(styles, note)
		}
		w.put(rapid.SampledFrom(styles).Draw(t, "style") + "\n")
	}
	return written{w.String(), places}
}

// doubleQuoted is JSON, which YAML takes.
func doubleQuoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(text)
	return strings.TrimSuffix(b.String(), "\n")
}

// However a dossier is written, what its cells say is the same, and so are the places of the cells, in characters.
func TestAnyWritingReadsTheSame(t *testing.T) {
	for name, write := range map[string]func(*rapid.T, []string) written{"claims.csv": writeCSV, "claims.yaml": writeYAML} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				notes := rapid.SliceOfN(text, 1, 4).Draw(t, "notes")
				file := write(t, notes)
				d, problems := sources.OpenFS(fstest.MapFS{name: {Data: []byte(file.text)}}, name, sources.Options{})
				if len(d.Claims) != len(notes) {
					t.Fatalf("%d claims in\n%s\n%v", len(d.Claims), file.text, problems)
				}
				for i, c := range d.Claims {
					if want := norm.NFC.String(strings.TrimSpace(notes[i])); c.Detail().Note != want {
						t.Fatalf("note %q, want %q, in\n%s", c.Detail().Note, want, file.text)
					}
					if want := name + ":" + file.notes[i]; c.At("note").String() != want {
						t.Fatalf("note at %s, want %s, in\n%s", c.At("note"), want, file.text)
					}
				}
			})
		})
	}
}

// Whatever bytes are changed, every diagnostic stands inside a file.
func TestDamage(t *testing.T) {
	names := []string{"actors.csv", "documents.csv", "claims.csv", "dossier.yaml"}
	rapid.Check(t, func(t *rapid.T) {
		fsys := fstest.MapFS{}
		for _, name := range names {
			data, err := sources.BuiltInFS.ReadFile(sources.BuiltIn + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: data}
		}
		name := rapid.SampledFrom(names).Draw(t, "file")
		data := fsys[name].Data
		seed := rapid.Uint64().Draw(t, "seed")
		random := rand.New(rand.NewPCG(seed, seed))
		for range rapid.IntRange(1, 5).Draw(t, "changes") {
			data[random.IntN(len(data))] = "\",;|\n\x00\xE9<>:-\t"[random.IntN(12)]
		}
		_, problems := sources.OpenFS(fsys, ".", sources.Options{})
		inside(t, fsys, problems)
	})
}

type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// inside holds each diagnostic to a place in its file, or to the file as a whole.
func inside(t reporter, fsys fstest.MapFS, problems sources.Diagnostics) {
	t.Helper()
	for _, d := range problems {
		if d.Line == 0 {
			continue
		}
		file, ok := fsys[d.File]
		if !ok {
			t.Errorf("%s: no such file", d)
			continue
		}
		text := decoded(file.Data)
		lines := strings.Split(text, "\n")
		if d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > utf8.RuneCountInString(lines[d.Line-1])+1 {
			t.Errorf("%q: no such place in\n%q", d, text)
		}
		if d.Problem == "" || strings.ContainsAny(d.Problem+d.Want, "\n\x00") {
			t.Errorf("%q: the words are no line", d)
		}
	}
}

// decoded is a file as its places count it: UTF-8, one sign for each byte that is none, "\n" at line ends.
func decoded(data []byte) string {
	text := string(data)
	for _, bom := range []string{"\xFF\xFE", "\xFE\xFF"} {
		if strings.HasPrefix(text, bom) {
			utf8, _ := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().String(text)
			text = utf8
		}
	}
	text = strings.Map(func(r rune) rune { return r }, strings.TrimPrefix(text, "\uFEFF"))
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}
