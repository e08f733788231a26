package terminal

import (
	"bufio"
	"strings"
	"testing"
)

func TestUntilEmptyLine(t *testing.T) {
	tests := []struct{ typed, want string }{
		{"one\ntwo\n\nthree\n", "one\ntwo\n"},
		{"\n\none\r\n\r\ntwo", "\n\none\r\n"},
		{"one", "one"},
		{"", ""},
	}
	for _, tt := range tests {
		got, err := untilEmptyLine(bufio.NewReader(strings.NewReader(tt.typed)))
		if err != nil || got != tt.want {
			t.Errorf("%q is read as %q, %v; want %q", tt.typed, got, err, tt.want)
		}
	}
}

func TestColoured(t *testing.T) {
	for _, tt := range []struct {
		term, noColour string
		want           bool
	}{{"xterm", "", true}, {"xterm", "1", false}, {"dumb", "", false}} {
		t.Setenv("TERM", tt.term)
		t.Setenv("NO_COLOR", tt.noColour)
		if got := coloured(); got != tt.want {
			t.Errorf("TERM=%s NO_COLOR=%s: coloured %v", tt.term, tt.noColour, got)
		}
	}
}
