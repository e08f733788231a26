package files

import "testing"

func TestPortable(t *testing.T) {
	for _, name := range []string{"2014", "before the war", "CONTACTS", "COM10", "nullpunkt", "Ä", "a.b"} {
		if err := Portable(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", ".", "..", "a/b", `a\b`, "C:", "a:b", "con", "NUL.svg", "lpt1", "COM¹", "aux ",
		"end.", "a\x00b", "a\nb", "\xff", "what?", "a|b", "<a>"} {
		if Portable(name) == nil {
			t.Errorf("%q is let pass", name)
		}
	}
}
