package copies

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// wordSpaces are the namespaces of a Word document's body (ECMA-376), transitional and strict.
var wordSpaces = map[string]bool{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": true,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             true,
}

// readWord reads the body of a Word document, paragraph by paragraph: its text as it stands, without tracked
// deletions, notes, headers and footers.
func readWord(data []byte) (text, by string, err error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", "", errors.New("not a Word document: want a file saved as .docx")
	}
	body, err := archive.Open("word/document.xml")
	if err != nil {
		return "", "", errors.New("not a Word document: it has no word/document.xml")
	}
	defer body.Close()
	limited := &io.LimitedReader{R: body, N: MaxSize + 1}
	text, err = bodyText(xml.NewDecoder(limited))
	switch {
	case limited.N <= 0:
		return "", "", fmt.Errorf("its text: %w", errTooLong)
	case err != nil:
		return "", "", fmt.Errorf("the Word document is damaged: %w", err)
	}
	return text, "Word document", nil
}

func bodyText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	inText := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "Fallback" { // says again, for old programs, what stands before it
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			inText = isWord(token.Name, "t")
			b.WriteString(signs[wordName(token.Name)])
		case xml.EndElement:
			inText = false
			if isWord(token.Name, "p") {
				b.WriteByte('\n')
			}
		case xml.CharData:
			if inText {
				b.Write(token)
			}
		}
	}
}

// signs are the elements that stand for a character.
var signs = map[string]string{"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00AD"}

func isWord(n xml.Name, local string) bool { return wordName(n) == local }

// wordName is the name of an element of a Word document, "" of any other element.
func wordName(n xml.Name) string {
	if !wordSpaces[n.Space] {
		return ""
	}
	return n.Local
}
