package intake

import (
	"bytes"
	"sort"
	"unsafe"

	"relgraph/sources"
)

// places tells the line and column of each byte of a file.
type places struct {
	file   string
	data   []byte
	starts []int32 // of the lines; no file is larger than MaxSize

	// The place asked for last: the next one mostly stands behind it in the same line.
	line, byteEnd, column int
}

func newPlaces(file string, data []byte) *places {
	p := &places{file: file, data: data, starts: make([]int32, 1, 1+bytes.Count(data, []byte("\n")))}
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			return p
		}
		i += n + 1
		p.starts = append(p.starts, int32(i))
	}
}

// at is the place of the byte at offset; columns count characters.
func (p *places) at(offset int64) sources.Pos {
	o := min(int(offset), len(p.data))
	line := max(p.line, 1) // of the place asked for last, or the next one: so it is nearly always
	for ahead := 0; ahead < 2 && line < len(p.starts) && int(p.starts[line]) <= o; ahead++ {
		line++
	}
	if int(p.starts[line-1]) > o || line < len(p.starts) && int(p.starts[line]) <= o {
		line = sort.Search(len(p.starts), func(i int) bool { return int(p.starts[i]) > o })
	}
	return p.in(line, o-int(p.starts[line-1])+1)
}

// textOf is the text of a file, which nobody writes to any more: it is not copied.
func textOf(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }
