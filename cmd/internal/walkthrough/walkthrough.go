// Package walkthrough follows a page of the documentation as its reader does, command by command, and tells what the
// page shows then. The tests follow every such page with the program that they were built with, and a release is
// followed in an empty root.
//
// In a page
//
//   - a fenced block with file=NAME is written as that file when its turn comes;
//   - a block of sh is run line by line and ends with exit code 0, or that of exit=CODE; with run=no it is not run;
//   - cd leads to a folder for all that follows;
//   - what stands in a comment of HTML is done as well: what a reader does by hand in another program;
//   - a block of text, markdown or json right below one of sh is what its commands print, or the last
//     lines of that (tail=3);
//   - a block with shows=NAME is what stands in that file;
//   - a table below the comment <!-- cells FILE --> is typed into that file: the first column says which row, by its
//     number in a spreadsheet or by the column that it is headed with, and each cell that is not blank is written there;
//     a row number behind the last is a new row;
//   - a comment <!-- sheet FILE PICTURE --> draws a sheet as a spreadsheet shows it, and terminal=PICTURE at a block of
//     sh draws a terminal with its commands and what they print.
package walkthrough

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Reader follows pages. The zero value is none: Dir and Run must be given.
type Reader struct {
	Dir string // where files are written; commands of the page stand in it or, after cd, below it

	// Run runs a line in a folder below Dir, by its path from there, and returns both streams as they come, and the
	// exit code.
	Run func(below, line string) (printed string, code int, err error)

	below    string
	problems []error
}

// Block is a fenced block of a page: its language, what stands behind that ("sh exit=1", "csv file=list.csv"), its text.
var Block = regexp.MustCompile("(?ms)^```([a-z]+)((?: [a-z]+=[^ \n]+)*)\n(.*?)^```$")

var step = regexp.MustCompile("(?ms)^```(?P<language>[a-z]+)(?P<options>(?: [a-z]+=[^ \n]+)*)\n(?P<body>.*?)^```$" +
	`|^<!-- cells (?P<cells>\S+) -->\n\n?(?P<table>(?:\|[^\n]*\n)+)` +
	`|^<!-- sheet (?P<sheet>\S+) (?P<picture>\S+) -->$`)

// Page follows a page from its beginning, and returns it with what its commands print. The error joins all that went
// otherwise than the page says.
func (r *Reader) Page(text string) (string, error) {
	printed, shown := "", -1 // what the last block of commands printed, and where it ended
	var b strings.Builder
	at := 0
	r.below, r.problems = "", nil
	for _, m := range step.FindAllStringSubmatchIndex(text, -1) {
		part := func(name string) string {
			if i := 2 * step.SubexpIndex(name); m[i] >= 0 {
				return text[m[i]:m[i+1]]
			}
			return ""
		}
		body, options := part("body"), optionsOf(part("options"))
		switch {
		case part("cells") != "":
			r.fail(r.typeCells(part("cells"), part("table")))
			continue
		case part("sheet") != "":
			r.fail(r.draw(part("picture"), func() ([]byte, error) {
				data, err := os.ReadFile(r.file(part("sheet")))
				if err != nil {
					return nil, err
				}
				return Sheet(data)
			}))
			continue
		case options["file"] != "":
			name := r.file(options["file"])
			r.fail(os.MkdirAll(filepath.Dir(name), 0o755))
			r.fail(os.WriteFile(name, []byte(body), 0o644))
		case options["shows"] != "":
			data, err := os.ReadFile(r.file(options["shows"]))
			r.fail(err)
			body = string(data)
		case part("language") == "sh" && options["run"] != "no":
			lines := body
			printed, shown = r.lines(lines, options["exit"]), m[1]
			if options["terminal"] != "" {
				r.fail(r.draw(options["terminal"], func() ([]byte,
					error) {
					return Terminal(piped.ReplaceAllString(lines, ""), printed)
				}))
			}
		case slices.Contains([]string{"text", "markdown", "json"}, part("language")) && shown >= 0 &&
			near(text[shown:m[0]]):
			body = lastLines(printed, options["tail"])
		}
		if part("language") != "sh" {
			shown = -1
		}
		from := m[2*step.SubexpIndex("body")]
		b.WriteString(text[at:from] + body)
		at = m[2*step.SubexpIndex("body")+1]
	}
	return b.String() + text[at:], errors.Join(r.problems...)
}

// near tells whether nothing but marks of HTML and pictures stands between a block and the one above.
func near(between string) bool {
	for line := range strings.Lines(between) {
		if line = strings.TrimSpace(line); line != "" && !strings.ContainsAny(line[:1], "<!-") {
			return false
		}
	}
	return true
}

// lastLines are so many of the last lines of a text; all without a number.
func lastLines(text, number string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	if n, err := strconv.Atoi(number); err == nil && n < len(lines) {
		lines = lines[len(lines)-n:]
	}
	return strings.Join(lines, "") + text[len(strings.TrimSuffix(text, "\n")):]
}

// piped is how a page gives a command the answers that its reader types.
var piped = regexp.MustCompile(`(?m)^printf '[^']*' \| `)

func optionsOf(info string) map[string]string {
	options := map[string]string{}
	for _, o := range strings.Fields(info) {
		name, value, _ := strings.Cut(o, "=")
		options[name] = value
	}
	return options
}

func (r *Reader) fail(err error) {
	if err != nil {
		r.problems = append(r.problems, err)
	}
}

func (r *Reader) file(name string) string {
	return filepath.Join(r.Dir, r.below, filepath.FromSlash(name))
}

// draw writes a picture into the folder that commands stand in.
func (r *Reader) draw(name string, picture func() ([]byte, error)) error {
	data, err := picture()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(r.file(name), data, 0o644)
}

// lines runs commands one after the other, and returns what they print.
func (r *Reader) lines(lines, exit string) string {
	var printed strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(lines, "\\\n", " ")) {
		if dir, ok := strings.CutPrefix(line, "cd "); ok {
			r.below = filepath.Join(r.below, strings.TrimSpace(dir))
			continue
		}
		out, code, err := r.Run(r.below, line)
		printed.WriteString(out)
		if err != nil {
			r.fail(fmt.Errorf("%s%w", line, err))
		} else if want := max("0", exit); fmt.Sprint(code) != want {
			r.fail(fmt.Errorf("%sexit code %d, want %s\n%s", line, code, want, out))
		}
	}
	text := printed.String()
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// Output is what a command printed on both streams, and its exit code.
func Output(cmd *exec.Cmd) (printed string, code int, err error) {
	out, err := cmd.CombinedOutput()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		return string(out), failed.ExitCode(), nil
	}
	return string(out), 0, err
}
