package anchor_test

import (
	"fmt"
	"testing"

	"relgraph/sources/anchor"
)

func ExampleAnchor_Fragment() {
	text := anchor.Normalise("The delegation arrived at noon. Both sides met for an hour, and agreed to meet again in the spring. Nothing more was said.")
	a, _ := text.Find("Both sides met for an hour, and agreed to meet again in the spring.")
	fmt.Println("https://example.org/article#" + a.Fragment())
	// Output:
	// https://example.org/article#:~:text=Both%20sides%20met,in%20the%20spring
}

func TestFragmentsEscapeWhatADirectiveReadsItself(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"", "", ""},
		{"one two", "", ""},
		{`"We met,`, "he said.", ":~:text=We%20met,he%20said"},
		{"a-b, c", "d & e", ":~:text=a%2Db%2C%20c,d%20%26%20e"},
		{"- Größe", "حلب", ":~:text=Gr%C3%B6%C3%9Fe,%D8%AD%D9%84%D8%A8"},
	} {
		if got := (anchor.Anchor{First: c.first, Last: c.last}).Fragment(); got != c.want {
			t.Errorf("%q … %q: got %s, want %s", c.first, c.last, got, c.want)
		}
	}
}
