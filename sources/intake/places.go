package intake

import (
	"bytes"
	"sort"

	"relgraph/sources"
)

// places tells the line and column of each byte of a file.
type places struct {
	file   string
	data   []byte
	starts []int // of the lines

	// The place asked for last: the next one mostly stands behind it in the same line.
	line, byteEnd, column int
}

func newPlaces(file string, data []byte) *places {
	p := &places{file: file, data: data, starts: []int{0}}
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return p
		}
		i += n + 1
		p.starts = append(p.starts, i)
	}
}

// at is the place of the byte at offset; columns count characters.
func (p *places) at(offset int64) sources.Pos {
	o := min(int(offset), len(p.data))
	line := sort.SearchInts(p.starts, o+1)
	return p.in(line, o-p.starts[line-1]+1)
}
