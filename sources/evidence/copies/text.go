package copies

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var byteOrderMarks = []struct {
	mark     string
	name     string
	encoding encoding.Encoding
}{
	{"\xEF\xBB\xBF", "UTF-8", unicode.UTF8BOM},
	{"\xFF\xFE", "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)},
	{"\xFE\xFF", "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)},
}

// readText reads plain text: in the encoding of its byte order mark, otherwise in UTF-8 if it is that, otherwise in
// Windows-1252.
func readText(data []byte) (text, by string, err error) {
	text, name, ok := decodeMarked(data)
	switch {
	case ok:
	case bytes.IndexByte(data, 0) >= 0:
		return "", "", errors.New("the file holds nothing but bytes of zero: want text in UTF-8")
	case utf8.Valid(data):
		text, name = string(data), "UTF-8"
	default:
		text, name = decode(charmap.Windows1252, data), "Windows-1252"
	}
	return text, "text, " + name, nil
}

// decodeMarked decodes data that begins with a byte order mark.
func decodeMarked(data []byte) (text, name string, ok bool) {
	for _, b := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			return decode(b.encoding, data), b.name, true
		}
	}
	return "", "", false
}

// decode puts U+FFFD for what is no character.
func decode(e encoding.Encoding, data []byte) string {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil { // only of an encoding that stands for none at all
		text = data
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
