package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A part is read as it is unpacked, so that no more of it is held than the element at hand. These bounds keep a small
// file from taking a great deal of memory or time.
const (
	maxUnzipped = 512 << 20 // bytes of all parts together
	maxText     = 32 << 20  // bytes of a text, a comment or a tag
	maxCells    = 5_000_000 // of all sheets together
)

// errTooMany is the error of more cells than that.
var errTooMany = fmt.Errorf("more than %d cells", maxCells)

// An archive is a workbook as a zipped file.
type archive struct{ parts map[string]*zip.File }

// openArchive looks at the parts of a file. Sizes are those that it declares; each is held to them when it is read.
func openArchive(data []byte) (archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return archive{}, Damage(err)
	}
	a := archive{map[string]*zip.File{}}
	var all uint64
	for _, f := range z.File {
		if all += f.UncompressedSize64; f.UncompressedSize64 > maxUnzipped || all > maxUnzipped {
			return archive{}, fmt.Errorf("more than %d bytes when it is unpacked", maxUnzipped)
		}
		a.parts[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	return a, nil
}

// Damage says of an error of a zipped file what is wrong with the file, for whoever has never heard of zip or flate.
// Any other error, the end of a file among them, stays as it is.
func Damage(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, zip.ErrFormat):
		return errors.New("the file is not zipped, or a part of it is missing")
	case errors.Is(err, zip.ErrChecksum), errors.As(err, &corrupt):
		return errors.New("what is zipped in it is damaged")
	case errors.Is(err, zip.ErrAlgorithm):
		return errors.New("it is zipped in a way that is not known here")
	}
	return err
}

// has tells whether there is a part whose name matches.
func (a archive) has(pattern string) bool {
	for name := range a.parts {
		if ok, _ := path.Match(pattern, name); ok {
			return true
		}
	}
	return false
}

// read reads a part's elements by a function that takes those it knows. A part that is not there has none.
func (a archive) read(name string, take func(*partReader) error) error {
	f := a.parts[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return Damage(err)
	}
	defer r.Close()
	b := &bounded{r: io.LimitReader(r, int64(f.UncompressedSize64)+1)}
	d := xml.NewDecoder(b)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	err = take(&partReader{d, b})
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s ends in the middle", name)
	}
	return err
}

// A bounded reader refuses a text, a comment or a tag that goes on and on, which a decoder would hold as a whole.
type bounded struct {
	r     io.Reader
	since int // the last token
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	err = Damage(err)
	if b.since += n; b.since > maxText {
		return 0, fmt.Errorf("a text of more than %d bytes", maxText)
	}
	return n, err
}

type partReader struct {
	*xml.Decoder
	bounds *bounded
}

// RawToken is the next token as it stands, and Token one that is checked. Parts define no entities: ECMA-376 (part 2,
// 6.2.5) forbids it, and who does so has texts grow a thousandfold, or lost.
func (p *partReader) RawToken() (xml.Token, error) {
	p.bounds.since = 0
	return withoutEntities(p.Decoder.RawToken())
}

func (p *partReader) Token() (xml.Token, error) {
	p.bounds.since = 0
	return withoutEntities(p.Decoder.Token())
}

func withoutEntities(token xml.Token, err error) (xml.Token, error) {
	if d, ok := token.(xml.Directive); ok && bytes.Contains(d, []byte("<!ENTITY")) {
		return nil, errors.New("an entity is defined, as no program of tables does")
	}
	return token, err
}

// each yields the start of every element up to the end of the one that the reader stands in, or of the part.
func (p *partReader) each(take func(e xml.StartElement) error) error {
	for {
		token, err := p.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := take(e); err != nil {
				return err
			}
		}
	}
}

// within yields the tokens up to the end of the element that has begun.
func (p *partReader) within(take func(xml.Token) error) error {
	for depth := 1; depth > 0; {
		token, err := p.RawToken()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		switch err := take(token); {
		case err == errEnded:
			depth--
		case err != nil:
			return err
		}
	}
	return nil
}

// text is what the element that has begun says in its texts, but for what is only how it is spoken.
func (p *partReader) text() (string, error) {
	text, _, err := p.textAndRest()
	return text, err
}

// textAndRest also says what of the text is left without the runs that are struck out (ECMA-376, 18.4.4).
func (p *partReader) textAndRest() (text, rest string, err error) {
	var all, left strings.Builder
	spoken, texts, struck := 0, 0, false
	err = p.within(func(token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "rPh":
				spoken++
			case "t":
				texts++
			case "r":
				struck = false
			case "strike":
				v := value(e, "val")
				struck = v == "" || isTrue(v)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "rPh":
				spoken--
			case "t":
				texts--
			case "r":
				struck = false
			}
		case xml.CharData:
			if spoken == 0 && texts > 0 {
				all.Write(e)
				if !struck {
					left.Write(e)
				}
			}
		}
		return nil
	})
	return unescaped(all.String()), unescaped(left.String()), err
}

// chars is the text of the element that has begun.
func (p *partReader) chars() (string, error) {
	var b strings.Builder
	err := p.within(func(token xml.Token) error {
		if text, ok := token.(xml.CharData); ok {
			b.Write(text)
		}
		return nil
	})
	return b.String(), err
}

var escaped = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`) })

// unescaped puts the signs in the place of their numbers (ECMA-376, 22.9.2.19).
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped().ReplaceAllStringFunc(text, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 32)
		return string(rune(n))
	})
}

func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isTrue reads xsd:boolean.
func isTrue(text string) bool { return text == "1" || text == "true" }

// A relation is what another part, or an address, is to a part (ECMA-376 part 2, 9.3).
type relation struct{ kind, target string }

func (a archive) relations(part string) (map[string]relation, error) {
	all := map[string]relation{}
	dir, file := path.Split(part)
	err := a.read(dir+"_rels/"+file+".rels", func(p *partReader) error {
		return p.each(func(e xml.StartElement) error {
			if e.Name.Local != "Relationship" {
				return nil
			}
			target := value(e, "Target")
			if value(e, "TargetMode") != "External" {
				if strings.HasPrefix(target, "/") {
					target = strings.TrimPrefix(target, "/")
				} else {
					target = path.Join(dir, target)
				}
			}
			kind := value(e, "Type")
			all[value(e, "Id")] = relation{kind[strings.LastIndexByte(kind, '/')+1:], target}
			return nil
		})
	})
	return all, err
}
