package walkthrough

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Measures of a picture, in px of SVG.
const (
	letter  = 7.2 // width of a letter of the terminal
	line    = 17
	margin  = 12
	cellPad = 6
	cellMax = 34 // letters; longer cells run under their neighbour in a spreadsheet, and are cut off in the picture
)

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Sheet draws a file of comma-separated values as a spreadsheet shows it: the letters of its columns, the numbers of
// its rows, and the beginning of each cell. Of a sheet of more than twelve columns, those that are blank below their
// heads are left out, as if they were hidden.
func Sheet(data []byte) ([]byte, error) {
	lines := csv.NewReader(bytes.NewReader(data))
	lines.FieldsPerRecord = -1
	rows, err := lines.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, errors.New("a sheet without rows")
	}
	columns := columnsOf(rows)
	const high, gutter = 22, 34
	width := float64(gutter)
	for i := range columns {
		columns[i].left = width
		width += float64(columns[i].letters)*6.3 + 2*cellPad
	}
	width, height := width+1, float64(high*(len(rows)+1)+1)

	var b strings.Builder
	begin(&b, width, height, fmt.Sprintf("A sheet of %d rows in a spreadsheet", len(rows)))
	fmt.Fprintf(&b, "<path fill=\"#e8eaed\" d=\"M0 0H%.1fV%dH%dV%.1fH0Z\"/>\n", width, high, gutter, height)
	b.WriteString("<path fill=\"none\" stroke=\"#c4c7cc\" d=\"M0.5 0")
	for n := range len(rows) + 2 {
		fmt.Fprintf(&b, "M0 %.1fH%.1f", float64(n*high)+0.5, width)
	}
	fmt.Fprintf(&b, "M0.5 0V%.1f", height)
	for _, c := range columns {
		fmt.Fprintf(&b, "M%.1f 0V%.1f", c.left, height)
	}
	fmt.Fprintf(&b, "M%.1f 0V%.1f\"/>\n", width-0.5, height)
	b.WriteString("<g font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\" font-size=\"12\">\n")
	for _, c := range columns {
		fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"15\" fill=\"#5f6368\">%c</text>\n", c.left+cellPad, 'A'+rune(c.number))
	}
	for n, row := range rows {
		y := high*(n+1) + 15
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#5f6368\">%d</text>\n", gutter/2, y, n+1)
		for _, c := range columns {
			switch {
			case c.number >= len(row) || row[c.number] == "":
			case overBlank(row, c.number):
				fmt.Fprintf(&b,
					"<text x=\"%.1f\" y=\"%d\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"6\">%s</text>\n",
					c.left+cellPad, y, escape.Replace(row[c.number]))
			default:
				fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", c.left+cellPad, y,
					escape.Replace(cut(row[c.number],
						cellMax)))
			}
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return []byte(b.String()), nil
}

// A sheetColumn is a column that is shown.
type sheetColumn struct {
	number, letters int
	left            float64
}

func columnsOf(rows [][]string) []sheetColumn {
	var columns []sheetColumn
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	for i := range wide {
		c, blank := sheetColumn{number: i, letters: 3}, true
		for n, row := range rows {
			if i < len(row) && !overBlank(row, i) {
				c.letters = max(c.letters, min(cellMax, utf8.RuneCountInString(row[i])))
				blank = blank && (n == 0 || row[i] == "")
			}
		}
		if wide <= 12 || !blank {
			columns = append(columns, c)
		}
	}
	return columns
}

// overBlank tells whether a cell is the only one of its row: a title, which runs over the cells beside it.
func overBlank(row []string, i int) bool {
	return i == 0 && len(row) > 1 && strings.Join(row[1:], "") == ""
}

// Terminal draws commands and what they print, as a terminal of 96 columns shows them.
func Terminal(commands, printed string) ([]byte, error) {
	var lines []string
	for command := range strings.Lines(commands) {
		lines = append(lines, "$ "+strings.TrimRight(command, "\n"))
	}
	typed := len(lines)
	if printed = strings.TrimRight(printed, "\n"); printed != "" {
		lines = append(lines, strings.Split(printed, "\n")...)
	}
	if len(lines) == 0 {
		return nil, errors.New("a terminal without lines")
	}
	longest := 0
	for _, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l))
	}
	width, height := 2*margin+float64(max(60, longest))*letter, float64(2*margin+26+line*len(lines))
	var b strings.Builder
	begin(&b, width, height, "A terminal: "+strings.TrimSpace(strings.ReplaceAll(commands, "\\\n", " ")))
	fmt.Fprintf(&b, "<rect width=\"%.1f\" height=\"%.0f\" rx=\"8\" fill=\"#1f2430\"/>\n", width, height)
	for i, c := range []string{"#ff6159", "#ffbd2e", "#28c941"} {
		fmt.Fprintf(&b, "<circle cx=\"%d\" cy=\"17\" r=\"5\" fill=\"%s\"/>\n", 18+18*i, c)
	}
	fmt.Fprintf(&b, "<g font-family=\"Liberation Mono, DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"12\" "+
		"fill=\"#d8dee9\">\n")
	for i, l := range lines {
		text := strings.TrimLeft(l, " ")
		if text == "" {
			continue
		}
		colour := ""
		if i < typed {
			colour = ` fill="#a3d977"`
		}
		letters := utf8.RuneCountInString(text)
		indent := utf8.RuneCountInString(l) - letters
		// The width is said, so that columns stand below each other in whatever font the reader has.
		fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>\n",
			margin+float64(indent)*letter, 26+margin+line*i+12, float64(letters)*letter, colour,
			strings.ReplaceAll(escape.Replace(text), "  ", "\u00a0\u00a0"))
	}
	b.WriteString("</g>\n</svg>\n")
	return []byte(b.String()), nil
}

func begin(b *strings.Builder, width, height float64, title string) {
	fmt.Fprintf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.1f %.1f\" "+
		"role=\"img\">\n<title>%s</title>\n", width, height, width, height, escape.Replace(title))
	fmt.Fprintf(b, "<rect width=\"%.1f\" height=\"%.1f\" fill=\"#fff\"/>\n", width, height)
}

// cut shortens a text to a number of letters, the last of which says that it goes on.
func cut(text string, letters int) string {
	if utf8.RuneCountInString(text) <= letters {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:letters-1])) + "…"
}
