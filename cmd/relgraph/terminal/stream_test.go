package terminal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// full takes some bytes and then no more, as a disk does.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestStreamKeepsItsFirstError(t *testing.T) {
	s := NewStream(&full{4})
	if fmt.Fprint(s, "four"); s.Err() != nil {
		t.Error(s.Err())
	}
	if fmt.Fprint(s, "more"); !errors.Is(s.Err(), errFull) {
		t.Error(s.Err())
	}
	if n, err := Raw(s).Write(nil); n != 0 || !errors.Is(err, errFull) {
		t.Errorf("after an error it writes: %d, %v", n, err)
	}
}

func TestClosedStreamWritesNothing(t *testing.T) {
	var b strings.Builder
	s := NewStream(&b)
	s.Close()
	if _, err := fmt.Fprint(s, "late"); err == nil || b.String() != "" || s.Err() != nil {
		t.Errorf("%v, %q, %v", err, b.String(), s.Err())
	}
}

func TestNothingIsPrintedRaw(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"plain – “text” مرحبا 你好\n\t", "plain – “text” مرحبا 你好\n\t"},
		{"\x1b]0;pwned\a\x1b[2J", `\x1b]0;pwned\x07\x1b[2J`},
		{"back\b\rover\x7f", `back\x08\x0dover\x7f`},
		{"C1 \u0085\u009b31m", `C1 \u0085\u009b31m`},
		{"gnp.\u202eexe", `gnp.\u202eexe`},
		{"one\u2028two\u2066three\u2069", `one\u2028two\u2066three\u2069`},
		{"not UTF-8 \xff\xc3", `not UTF-8 \xff\xc3`},
		{"marks \u200f\u200e of direction", "marks \u200f\u200e of direction"},
		{"nul\x00", `nul\x00`},
	} {
		var b strings.Builder
		s := NewStream(&b)
		fmt.Fprint(s, tt.text)
		if b.String() != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.text, b.String(), tt.want)
		}
		b.Reset()
		fmt.Fprint(Raw(s), tt.text)
		if b.String() != tt.text {
			t.Errorf("raw, %q is written as %q", tt.text, b.String())
		}
	}
}

func TestTable(t *testing.T) {
	table := Table{Header: []string{"ID", "NAME", "STATE", "N"}}
	table.Add("ann--bo--talks", "Ann Example of Somewhere", "single-origin", "1")
	table.Add("bo--cy--visit", "Bo\nSample", "confirmed", "12")
	table.Add("x", "你好", "", "3")
	for _, tt := range []struct {
		width int
		want  string
	}{
		{100, `
ID              NAME                      STATE          N
ann--bo--talks  Ann Example of Somewhere  single-origin  1
bo--cy--visit   Bo Sample                 confirmed      12
x               你好                                     3
`},
		{50, `
ID              NAME             STATE          N
ann--bo--talks  Ann Example of   single-origin  1
                Somewhere
bo--cy--visit   Bo Sample        confirmed      12
x               你好                            3
`},
		{40, `
ID
  NAME                 STATE          N
ann--bo--talks
  Ann Example of       single-origin  1
  Somewhere
bo--cy--visit
  Bo Sample            confirmed      12
x
  你好                                3
`},
		{29, `
ID
  NAME        STATE        N
ann--bo--talks
  Ann         single-      1
  Example of  origin
  Somewhere
bo--cy--visit
  Bo Sample   confirmed    12
x
  你好                     3
`},
		{22, `
ID
  NAME     STATE    N
ann--bo--talks
  Ann      single-  1
  Example  origin
  of
  Somewhe
  re
bo--cy--visit
  Bo       confirm  12
  Sample   ed
x
  你好              3
`},
	} {
		var b strings.Builder
		if err := table.writeWidth(&b, tt.width); err != nil {
			t.Fatal(err)
		}
		if got := "\n" + b.String(); got != tt.want {
			t.Errorf("%d wide:%s", tt.width, got)
		}
	}
}

func TestLinesFitTheScreen(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"short\n", "short\n"},
		{"one two three four five\n", "one two three four\n    five\n"},
		{"  a list: one two three\n", "  a list: one two\n      three\n"},
		{"    key:   value value\nnext\n", "    key:   value\n        value\nnext\n"},
		{"https://example.org/a-long-address and more", "https://example.org/a-long-address\n    and more"},
		{"مرحبا مرحبا مرحبا مرحبا\n", "مرحبا مرحبا مرحبا\n    مرحبا\n"},
		{"会谈会谈会谈 会谈会谈会谈\n", "会谈会谈会谈\n    会谈会谈会谈\n"},
		{"\n\n", "\n\n"},
	} {
		if got := fitted(tt.text, 18); got != tt.want {
			t.Errorf("%q is written as %q, want %q", tt.text, got, tt.want)
		}
	}
}

// A program that reads the stream finds one line for each.
func TestNoLineIsBrokenForAProgram(t *testing.T) {
	long := strings.Repeat("word ", 100) + "\n"
	for columns, want := range map[string]int{"": 1, "80": 7} {
		t.Setenv("COLUMNS", columns)
		var b strings.Builder
		fmt.Fprint(NewStream(&b), long)
		if got := strings.Count(b.String(), "\n"); got != want {
			t.Errorf("with COLUMNS=%q: %d lines, want %d", columns, got, want)
		}
	}
}
