package workbook

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook may hold. Excelize takes some 150 bytes for each cell, and fills every row with cells up to its last
// one, so that a file of a few kilobytes can ask for all memory there is.
const (
	maxCells = 5_000_000  // of a sheet, blank ones before the last of a row and of the sheet counted
	maxTags  = 40_000_000 // of a part that is no sheet, such as the texts that cells share
)

// bounded refuses a workbook that would take more memory than a dossier can need. It reads the parts without keeping
// them, and leaves what is no workbook to others.
func bounded(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	left := int64(maxUnzipped)
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			return nil
		}
		limited := &io.LimitedReader{R: part, N: left}
		if strings.HasSuffix(strings.ToLower(f.Name), ".xml") {
			if err = countPart(limited, f.Name); err == nil {
				_, err = io.Copy(io.Discard, limited)
			}
		} else {
			_, err = io.Copy(io.Discard, limited)
		}
		part.Close()
		if errors.Is(err, errLarge) {
			return err
		}
		if left = limited.N; left <= 0 {
			return fmt.Errorf("more than %d bytes when it is unpacked", int64(maxUnzipped))
		}
	}
	return nil
}

var errLarge = errors.New("want less in one workbook")

// countPart reads the tags of a part and counts the cells that a reader would make of it.
func countPart(from io.Reader, name string) error {
	r := bufio.NewReaderSize(from, 1<<16)
	tags, cells, width := 0, 0, 0
	for {
		if err := skipTo(r, '<'); err != nil {
			return nil // its end, or what the reader itself will say
		}
		tag, _ := r.Peek(256)
		tags++
		switch local, column, found := cellTag(tag); {
		case !found:
		case local == "row":
			cells, width = cells+width, 0
		case column > 0:
			width = max(width, column)
		default:
			width++
		}
		if cells+width > maxCells {
			return fmt.Errorf("more than %d cells in %s, those before a far one counted: %w", maxCells, name, errLarge)
		}
		if tags > maxTags {
			return fmt.Errorf("more than %d elements in %s: %w", maxTags, name, errLarge)
		}
	}
}

func skipTo(r *bufio.Reader, mark byte) error {
	for {
		if _, err := r.ReadSlice(mark); err != bufio.ErrBufferFull {
			return err
		}
	}
}

// cellTag tells whether a tag, of which the beginning is given without its "<", opens a row or a cell, and in which column
// the cell says that it is: 0 if it does not say.
func cellTag(tag []byte) (local string, column int, found bool) {
	if end := bytes.IndexByte(tag, '>'); end >= 0 {
		tag = tag[:end]
	}
	end := bytes.IndexAny(tag, " \t\r\n/")
	if end < 0 {
		end = len(tag)
	}
	_, after, prefixed := bytes.Cut(tag[:end], []byte(":"))
	if local = string(tag[:end]); prefixed {
		local = string(after)
	}
	if local != "c" && local != "row" {
		return "", 0, false
	}
	if local == "row" {
		return local, 0, true
	}
	for _, attribute := range bytes.Fields(tag[end:]) {
		value, ok := bytes.CutPrefix(attribute, []byte("r="))
		if !ok {
			continue
		}
		letters := strings.TrimRight(strings.Trim(string(value), `"'/`), "0123456789")
		if n, err := excelize.ColumnNameToNumber(letters); err == nil {
			return local, n, true
		}
	}
	return local, 0, true
}
