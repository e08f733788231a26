package terminal

import (
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/clipperhouse/displaywidth"
)

// A Table is set in columns that stay straight whatever the script: widths are counted in cells of a terminal.
type Table struct {
	Header []string
	rows   [][]string
}

// Add adds a row. Line ends and runs of blanks in a cell become one blank.
func (t *Table) Add(cells ...string) {
	for i, c := range cells {
		cells[i] = visible(strings.Join(strings.Fields(c), " "))
	}
	t.rows = append(t.rows, cells)
}

const (
	gap       = 2   // cells between two columns
	pageWidth = 100 // of a table that is not for a terminal: what fits on a page and in a mail
	narrowest = 10  // of a column that has to give way
)

// Write writes the table as wide as the terminal that w is or, if it is none, 100 cells wide. Nothing is cut off: a
// cell that is too wide goes on below, in its column. If words are too long for that, the first column, which mostly
// names the row, gets a line of its own; and if that does not do either, words are broken behind hyphens.
func (t *Table) Write(w io.Writer) error { return t.writeWidth(w, Width(w)) }

// writeWidth is Write for a given width in cells.
func (t *Table) writeWidth(w io.Writer, width int) error {
	all := append([][]string{t.Header}, t.rows...)
	var b strings.Builder
	widths, fits := columns(all, width, narrowest, whole)
	switch stacked := rest(all); {
	case fits || len(t.Header) < 3:
		set(&b, all, widths, "", whole)
	default:
		const step = "  "
		words := whole
		if widths, fits = columns(stacked, width-len(step), narrowest, words); !fits {
			words = hyphenated
			widths, fits = columns(stacked, width-len(step), narrowest, words)
		}
		for letters := narrowest - 1; !fits && letters > 3; letters-- {
			words = func(text string) []string { return parted(hyphenated(text), letters) }
			widths, fits = columns(stacked, width-len(step), letters, words)
		}
		for i, row := range all {
			b.WriteString(row[0] + "\n")
			set(&b, stacked[i:i+1], widths, step, words)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rest is the rows without their first cells.
func rest(rows [][]string) [][]string {
	var all [][]string
	for _, row := range rows {
		all = append(all, row[min(1, len(row)):])
	}
	return all
}

// whole cuts text between words. Each part ends with a blank where a word ends.
func whole(text string) []string {
	words := strings.Fields(text)
	for i := range words {
		words[i] += " "
	}
	return words
}

// hyphenated cuts text between words, and words behind hyphens.
func hyphenated(text string) []string {
	var parts []string
	for word := range strings.FieldsSeq(text) {
		for word != "" {
			i := strings.IndexByte(word, '-') + 1
			for 0 < i && i < len(word) && word[i] == '-' {
				i++
			}
			if i == 0 {
				i = len(word)
			}
			parts = append(parts, word[:i])
			word = word[i:]
		}
		parts[len(parts)-1] += " "
	}
	return parts
}

// parted cuts words that are longer than that too, where nothing else makes a table as narrow as the terminal.
func parted(words []string, letters int) []string {
	var parts []string
	for _, word := range words {
		part, wide := "", 0
		for g := displaywidth.StringGraphemes(word); g.Next(); {
			if g.Value() != " " && wide+g.Width() > letters {
				parts = append(parts, part)
				part, wide = "", 0
			}
			part += g.Value()
			wide += g.Width()
		}
		parts = append(parts, part)
	}
	return parts
}

// set writes rows in columns of those widths.
func set(b *strings.Builder, rows [][]string, widths []int, before string, words func(string) []string) {
	for _, row := range rows {
		cells := make([][]string, len(row))
		height := 1
		for i, c := range row {
			cells[i] = []string{c}
			if displaywidth.String(c) > widths[i] {
				cells[i] = broken(words(c), widths[i])
			}
			height = max(height, len(cells[i]))
		}
		for n := range height {
			line := before
			for i := range row {
				text := ""
				if n < len(cells[i]) {
					text = cells[i][n]
				}
				line += text + strings.Repeat(" ", max(0, widths[i]-displaywidth.String(text))+gap)
			}
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
}

// broken puts words, or parts of words, into lines.
func broken(words []string, width int) []string {
	var lines []string
	line := ""
	for _, word := range words {
		if line != "" && displaywidth.String(line+strings.TrimRight(word, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// columns gives each column what its widest cell needs; if that is more than there is, the widest columns are made
// narrower, but none narrower than its longest word, or than so many cells. It tells whether that does.
func columns(rows [][]string, width, narrowest int, words func(string) []string) (widths []int, fits bool) {
	needs := make([]int, len(rows[0]))
	least := make([]int, len(needs))
	for _, row := range rows {
		for i, c := range row {
			needs[i] = max(needs[i], displaywidth.String(c))
		}
	}
	room := width - gap*(len(needs)-1)
	if total(needs) <= room {
		return needs, true
	}
	for i := range needs {
		least[i] = min(needs[i], narrowest)
	}
	for _, row := range rows {
		for i, c := range row {
			for _, word := range words(c) {
				least[i] = max(least[i], displaywidth.String(strings.TrimRight(word, " ")))
			}
		}
	}
	widths = slices.Clone(needs)
	for total(widths) > room {
		widest := -1
		for i := range widths {
			if widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return widths, false
		}
		widths[widest]--
	}
	return widths, true
}

func total(list []int) (sum int) {
	for _, n := range list {
		sum += n
	}
	return sum
}

// Width is how many cells wide the terminal is that w writes to; elsewhere what the variable COLUMNS says, or 100.
func Width(w io.Writer) int {
	if f := file(w); f != nil && term.IsTerminal(f.Fd()) {
		if width, _, err := term.GetSize(f.Fd()); err == nil && width > 0 {
			return width
		}
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		return width
	}
	return pageWidth
}

// IsInteractive tells whether a person reads out and answers on in: both are terminals.
func IsInteractive(in io.Reader, out io.Writer) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(f.Fd()) && isTerminal(out)
}

// isTerminal tells whether a person reads w: on a terminal that is not a dumb one, which cannot go back in its line.
func isTerminal(w io.Writer) bool {
	f := file(w)
	return f != nil && os.Getenv("TERM") != "dumb" && term.IsTerminal(f.Fd())
}
