package files

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Portable says what keeps a name from being part of a file's name on every system: what Windows reserves
// (learn.microsoft.com, "Naming Files, Paths, and Namespaces"), slashes, and what nobody can type. It is nil if nothing
// does.
func Portable(name string) error {
	switch {
	case name == "" || name == "." || name == "..":
		return fmt.Errorf("want letters in a name that files are called by")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.ContainsAny(name, `/\<>:"|?*`):
		return fmt.Errorf(`want no control characters and none of / \ < > : " | ? * in a name that files are called by`)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return fmt.Errorf("want no full stop or blank at the end of a name that files are called by, which Windows drops")
	}
	base, _, _ := strings.Cut(name, ".")
	if slices.Contains(reserved, strings.ToUpper(strings.TrimRight(base, " "))) {
		return fmt.Errorf("want another name for files than that of a device of Windows")
	}
	return nil
}

// Folded is what names have in common that Windows and macOS take for one: those that differ in capitals alone.
func Folded(place string) string { return strings.ToLower(place) }

// OneFile says of two names with one Folded place that they are one file.
func OneFile(before, now string) error {
	if before != now && Folded(before) == Folded(now) {
		return fmt.Errorf("%q and %q are one file on Windows and macOS", before, now)
	}
	return fmt.Errorf("%q and %q are one file", before, now)
}

// reserved are the names of devices, which are no files' on Windows, with any ending.
var reserved = []string{
	"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
	"COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
	"LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
}
