package table

import (
	"bufio"
	"io"
	"strings"
)

// WriteCSV writes a table as RFC 4180 has it, but with "\n" at line ends. It returns the first error of w.
func WriteCSV(w io.Writer, columns []string, rows [][]string) error {
	b := bufio.NewWriter(w)
	line := AppendCSV(nil, columns)
	b.Write(line)
	for _, row := range rows {
		line = AppendCSV(line[:0], row)
		b.Write(line)
	}
	return b.Flush() // a bufio.Writer remembers its first error
}

// AppendCSV appends a row to b as WriteCSV writes it, with its line end, and returns the longer slice.
func AppendCSV(b []byte, row []string) []byte {
	for i, text := range row {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, text)
	}
	return append(b, '\n')
}

// appendText sets quotation marks also around what other programs take for a separator.
func appendText(b []byte, text string) []byte {
	if !strings.ContainsAny(text, "\",;\t\r\n") {
		return append(b, text...)
	}
	b = append(b, '"')
	for part := range strings.SplitAfterSeq(text, `"`) {
		b = append(b, part...)
		if strings.HasSuffix(part, `"`) {
			b = append(b, '"')
		}
	}
	return append(b, '"')
}
