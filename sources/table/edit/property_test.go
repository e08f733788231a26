package edit_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"relgraph/sources"
	"relgraph/sources/table/edit"
)

// words draws what people put into cells, and what breaks readers of tables.
var words = rapid.StringOf(rapid.RuneFrom([]rune("ab \"',;\t|\n:#{}[]&*!%@`\\~-.0\u00A0é\u0301中🙂<>")))

// A madeFile is a file and where in it the bytes of the cell to set stand. A cell that is not there is a place
// without bytes.
type madeFile struct {
	strings.Builder
	start, end int
}

func (f *madeFile) cell(text string) {
	f.start = f.Len()
	f.WriteString(text)
	f.end = f.Len()
}

// drawRows draws how many rows there are, and which is to be changed.
func drawRows(t *rapid.T) (n, target int) {
	n = rapid.IntRange(1, 4).Draw(t, "rows")
	return n, rapid.IntRange(0, n-1).Draw(t, "row")
}

// makeCSV draws the separator, the line ends, the order of the columns and which cells stand between quotation marks.
func makeCSV(t *rapid.T, target, rows int) *madeFile {
	comma := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	columns := rapid.Permutation([]string{"id", "actor", "anchor", "note"}).Draw(t, "columns")
	f := &madeFile{}
	f.WriteString(rapid.SampledFrom([]string{"", "\uFEFF", "sep=" + comma + end}).Draw(t, "head"))
	f.WriteString(strings.Join(columns, comma))
	for i := range rows {
		f.WriteString(end)
		for j, column := range columns {
			if j > 0 {
				f.WriteString(comma)
			}
			text := map[string]string{"id": fmt.Sprintf("c%d", i), "actor": "ann"}[column]
			if text == "" {
				text = words.Draw(t, column)
			}
			if strings.ContainsAny(text, "\"\n"+comma) || rapid.Bool().Draw(t, "quoted") {
				text = `"` + strings.ReplaceAll(strings.ReplaceAll(text, `"`, `""`), "\n", end) + `"`
			}
			if i == target && column == "anchor" {
				f.cell(text)
			} else {
				f.WriteString(text)
			}
		}
	}
	f.WriteString(rapid.SampledFrom([]string{"", end}).Draw(t, "last line end"))
	return f
}

// makeYAML draws the order of the keys, comments and blank lines between them, and the style of each value.
func makeYAML(t *rapid.T, target, rows int) *madeFile {
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	indent := rapid.SampledFrom([]string{"  ", "    ", "      "}).Draw(t, "indentation")
	between := rapid.SampledFrom([]string{"", end, indent + "# a comment" + end, "# another" + end})
	f := &madeFile{}
	f.WriteString(rapid.SampledFrom([]string{"", "\uFEFF", "# about" + end, "title: Who met whom" + end}).Draw(t,
		"head") + "claims:" + end)
	for i := range rows {
		keys := rapid.Permutation([]string{"id", "actor", "anchor", "note"}).Draw(t, "keys")
		for j, key := range keys {
			lead := indent
			if j == 0 {
				lead = indent[:len(indent)-2] + "- "
			}
			f.WriteString(between.Draw(t, "between") + lead + key + ":")
			value := map[string]string{"id": fmt.Sprintf(" c%d", i), "actor": " ann"}[key]
			if value == "" {
				value = yamlValue(t, indent, end)
			}
			if i == target && key == "anchor" {
				f.cell(value)
			} else {
				f.WriteString(value)
			}
			if !strings.Contains(value, ">") && !strings.Contains(value, "|") {
				f.WriteString(rapid.SampledFrom([]string{"", "  ", " # why"}).Draw(t, "behind"))
			}
			f.WriteString(end)
		}
	}
	f.WriteString(between.Draw(t, "foot"))
	return f
}

// yamlValue is one value in one of the styles that YAML has, with the blank before it.
func yamlValue(t *rapid.T, indent, end string) string {
	text := words.Draw(t, "text")
	quotable := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return -1
		}
		return r
	}, text)
	double, err := json.Marshal(strings.NewReplacer(">", "", "|", "").Replace(text))
	if err != nil {
		t.Fatal(err)
	}
	return rapid.SampledFrom([]string{
		"",
		" ~",
		" one two", " 12:30 a [b]",
		" one" + end + indent + "  two",
		end + indent + "  one",
		" " + string(double),
		" 'it''s " + strings.NewReplacer(">", "", "|", "", "'", "''").Replace(quotable) + "'",
		" |" + end + indent + "  one #1" + end + end + indent + "  # two",
		" >-" + end + indent + "  one" + end + indent + "  two",
	}).Draw(t, "value")
}

// Whatever a file looks like, a cell that is set says the new value, every other cell what it said, and every byte
// outside of the cell is the same.
func TestSetLeavesAllOtherBytes(t *testing.T) {
	for file, write := range map[string]func(*rapid.T, int,
		int) *madeFile{"claims.csv": makeCSV, "dossier.yaml": makeYAML} {
		t.Run(file, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n, target := drawRows(t)
				f := write(t, target, n)
				value := words.Draw(t, "new value")
				old := read(t, file, f.String())
				got, err := edit.Set([]byte(f.String()), old[target].Pos, "anchor", value)
				if err != nil {
					t.Fatalf("%v\n%q", err, f.String())
				}
				before, after := f.String()[:f.start], f.String()[f.end:]
				if !strings.HasPrefix(string(got), before) || !strings.HasSuffix(string(got), after) ||
					len(got) < len(before)+len(after) {
					t.Fatalf("other bytes changed:\n%q\n%q", f.String(), got)
				}
				for i, row := range read(t, file, string(got)) {
					for column, text := range says(old[i]) {
						want := text
						if i == target && column == "anchor" {
							want = norm.NFC.String(strings.TrimSpace(value))
						}
						if says(row)[column] != want {
							t.Fatalf("row %d says %s %q, want %q:\n%q", i, column, says(row)[column], want, got)
						}
					}
				}
			})
		})
	}
}

// A key that an entry lacks becomes one line more, and that line taken out leaves the old file.
func TestSetAddsOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, target := drawRows(t)
		f := makeYAML(t, target, n)
		value := rapid.SampledFrom([]string{"one", "one: two", "#", "it's"}).Draw(t, "new value")
		old := read(t, "dossier.yaml", f.String())
		got, err := edit.Set([]byte(f.String()), old[target].Pos, "label", value)
		if err != nil {
			t.Fatalf("%v\n%q", err, f.String())
		}
		lines := strings.SplitAfter(string(got), "\n")
		for i, line := range lines {
			if strings.HasPrefix(strings.TrimLeft(line, " -"), "label: ") {
				if rest := strings.Join(append(lines[:i:i], lines[i+1:]...), ""); rest != f.String() {
					t.Fatalf("other bytes changed:\n%q\n%q", f.String(), got)
				}
				return
			}
		}
		t.Fatalf("no line more in %q", got)
	})
}

func read(t *rapid.T, file, data string) []sources.Row {
	rows, problems := sources.ReadRows(file, []byte(data))
	if err := problems.Err(); err != nil {
		t.Fatalf("%v\n%q", err, data)
	}
	claims := rows[:0]
	for _, r := range rows {
		if r.Table == "claims" {
			claims = append(claims, r)
		}
	}
	return claims
}

func says(r sources.Row) map[string]string {
	out := map[string]string{}
	for _, c := range r.Cells {
		out[c.Column] = c.Text
	}
	return out
}
