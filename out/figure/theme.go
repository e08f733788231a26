package figure

import "relgraph/out/internal/style"

// A Theme is the look of a figure: every colour, width and mark. See [ThemeNamed] and [ParseTheme].
type Theme = style.Theme

// ThemeNames lists the built-in themes, the one that figures have by default first.
func ThemeNames() []string { return style.Names() }

// ThemeNamed returns the built-in theme of that name; its error lists the names there are.
func ThemeNamed(name string) (*Theme, error) { return style.Named(name) }

// ParseTheme reads a theme from YAML that says what differs from a built-in one. Errors have the file's name and the
// line.
func ParseTheme(file string, data []byte) (*Theme, error) { return style.Parse(file, data) }
