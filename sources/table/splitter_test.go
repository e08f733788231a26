package table

import (
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzSplitter reads a text row by row with the csv package as well: as long as that finds no fault, both find the
// same cells at the same places, and the splitter stops where it does.
func FuzzSplitter(f *testing.F) {
	for _, text := range []string{
		"", "\n", "\r\n\r", "a,b\nc,d", "a,b\r\nc,d\r\n", "a,\n,b\n", "\"a\"\"b\",c\n",
		"\"two\r\nlines\",é,x\n\n\"ü\n\",y", "a\"b,c\n", "\"a\"b\n", "\"open",
		"a;b\r", "é,é,\"é,\",é\n", "\"\"\"\"\n", "\"\",\"\"\r", "a\rb,c\n", ",,,", "\xff,\"\xfe\"",
	} {
		f.Add(text, ',')
		f.Add(text, ';')
	}
	f.Fuzz(func(t *testing.T, text string, comma rune) {
		s := newSplitter(text, 0, 1, comma)
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = comma, -1
		lines := strings.SplitAfter(text, "\n")
		for {
			record, err := s.next()
			texts, wrong := r.Read()
			switch {
			case errors.Is(err, errIllFormed) && !s.usual:
				return
			case errors.Is(err, errIllFormed):
				var p *csv.ParseError
				if !errors.As(wrong, &p) || p.StartLine != s.line {
					t.Fatalf("the splitter stops at line %d, the csv package says %v of %q", s.line, wrong, texts)
				}
				return
			case err == io.EOF || wrong == io.EOF:
				if err != wrong {
					t.Fatalf("got %q, %v, want %q, %v", record.texts, err, texts, wrong)
				}
				return
			case !reflect.DeepEqual(record.texts, texts):
				t.Fatalf("got %q, want %q", record.texts, texts)
			}
			rows := &held{text: s.text}
			row := rows.hold(record.place(0), record)
			for i := range record.texts {
				if row.Text(i) != texts[i] {
					t.Errorf("cell %d of %q is held as %q", i, texts, row.Text(i))
				}
				at := record.place(i)
				line, column := r.FieldPos(i)
				if want := (Place{int32(line), int32(utf8.RuneCountInString(lines[line-1][:column-1]) + 1)}); at != want {
					t.Errorf("cell %d of %q stands at %v, want %v", i, texts, at, want)
				}
			}
		}
	})
}
