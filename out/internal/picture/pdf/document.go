package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"relgraph/out/figure"
)

// A document is the objects of a file in the order of their numbers (7.5).
type document struct {
	figure  *figure.Figure
	objects [][]byte

	pages  []*page
	root   *element
	links  []*element // of the annotations of all pages
	layers []ref
}

// A ref is the number of an object, from 1.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// reserve takes a number for an object that is set later.
func (d *document) reserve() ref {
	d.objects = append(d.objects, nil)
	return ref(len(d.objects))
}

func (d *document) set(r ref, object string) { d.objects[r-1] = []byte(object) }

func (d *document) add(object string) ref {
	r := d.reserve()
	d.set(r, object)
	return r
}

// stream adds data, compressed, with the entries of its dictionary besides those of every stream.
func (d *document) stream(entries string, data []byte) ref {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, zlib.BestCompression) // fails for no level that there is
	_, _ = z.Write(data)                                  // a buffer takes everything
	_ = z.Close()
	return d.plainStream(entries+" /Filter /FlateDecode", b.Bytes())
}

func (d *document) plainStream(entries string, data []byte) ref {
	return d.add(fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), strings.TrimSpace(entries), data))
}

// write writes the file. Its identifier is made from its content.
func (d *document) write(w io.Writer, catalog, info ref) error {
	b := bufio.NewWriter(w)
	// The bytes after the version tell programs that the file is not text (7.5.2).
	n, _ := b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	id := sha256.New()
	offsets := make([]int, len(d.objects))
	for i, object := range d.objects {
		offsets[i] = n
		m, _ := fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, object)
		n += m
		id.Write(object)
	}
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d /Root %v /Info %v /ID [<%[4]x> <%[4]x>] >>\nstartxref\n%[5]d\n%%%%EOF\n",
		len(offsets)+1, catalog, info, id.Sum(nil)[:16], n)
	return b.Flush() // which tells the first error of all writing
}

// array writes values one after the other.
func array[T any](values []T) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, v)
	}
	return "[" + b.String() + "]"
}

// textString writes text for people (7.9.2.2).
func textString(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if isPrintable(text) {
		return literal(text)
	}
	return "<FEFF" + utf16Hex(text) + ">"
}

func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}

// literal writes a string of printable ASCII (7.3.4.2).
func literal(text string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`).Replace(text) + ")"
}

func utf16Hex(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}
