package terminal

import (
	"bufio"
	"bytes"
	"context"
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

// TestConsoleObeysNothing that stands in a text, such as the name of a folder; the ink of a passage is the console's own.
func TestConsoleObeysNothing(t *testing.T) {
	const evil, shown = "d\x1b[31m\u202e/claims.csv", `d\x1b[31m\u202e/claims.csv`
	for name, write := range map[string]func(c *Console){
		"Printf":  func(c *Console) { c.Printf("%s", evil) },
		"Tell":    func(c *Console) { c.Tell(evil) },
		"Named":   func(c *Console) { c.Named("claim", evil) },
		"Ask":     func(c *Console) { _, _ = c.Ask(evil) },
		"Choice":  func(c *Console) { _, _ = c.Choice(evil, []string{"yes"}, "yes") },
		"Passage": func(c *Console) { c.Passage("passage", Passage{Before: evil, Words: evil, After: evil}) },
	} {
		var out bytes.Buffer
		c := NewConsole(context.Background(), strings.NewReader("yes\n"), NewStream(&out))
		c.Inked = true
		write(c)
		got := strings.NewReplacer(reverse, "", plainAgain, "").Replace(out.String())
		if strings.ContainsFunc(strings.ReplaceAll(got, "\n", ""), hidden) {
			t.Errorf("%s writes %q", name, got)
		}
		if name == "Passage" {
			if !strings.Contains(out.String(), reverse) {
				t.Errorf("the passage has no ink: %q", out.String())
			}
		} else if !strings.Contains(got, shown) {
			t.Errorf("%s writes %q, want %s in it", name, got, shown)
		}
	}
}
