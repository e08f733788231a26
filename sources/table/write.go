package table

import (
	"bufio"
	"io"
	"strings"
)

// WriteCSV writes a table as RFC 4180 has it, but with "\n" at line ends. It returns the first error of w.
func WriteCSV(w io.Writer, columns []string, rows [][]string) error {
	b := bufio.NewWriter(w)
	writeRow(b, columns)
	for _, row := range rows {
		writeRow(b, row)
	}
	return b.Flush() // a bufio.Writer remembers its first error
}

func writeRow(b *bufio.Writer, row []string) {
	for i, text := range row {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(csvText(text))
	}
	b.WriteByte('\n')
}

// csvText sets quotation marks also around what other programs take for a separator.
func csvText(text string) string {
	if strings.ContainsAny(text, "\",;\t\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
