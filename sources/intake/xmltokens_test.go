package intake

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// says is a document as tokens, and what is wrong with it and where. The name of a token that says nothing is left out.
func (t xmlToken) says() string {
	return fmt.Sprintf("%d %q %q %q", t.kind, t.name, t.attrs, t.text)
}

func ourTokens(text string) (all []string) {
	x := newXMLTokens([]byte(text))
	var room []xml.Attr
	for {
		t, err := x.next(room[:0])
		if err != nil {
			return append(all, fmt.Sprint(problemOf(err), x.at))
		}
		if room = t.attrs; t.kind == xmlText {
			t.text = strings.Clone(t.text)
		}
		all = append(all, t.says())
	}
}

// libraryTokens are the same by encoding/xml alone.
func libraryTokens(text string) (all []string) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := d.RawToken()
		if err != nil {
			return append(all, fmt.Sprint(problemOf(err), d.InputOffset()))
		}
		var t xmlToken
		switch of := token.(type) {
		case xml.StartElement:
			t = xmlToken{kind: xmlStart, name: of.Name, attrs: of.Attr}
		case xml.EndElement:
			t = xmlToken{kind: xmlEnd, name: of.Name}
		case xml.CharData:
			t = xmlToken{kind: xmlText, text: string(of)}
		}
		all = append(all, t.says())
	}
}

var documents = []string{
	`<a/>`, `<a b="1" c='2'/>`, `<p:a p:b="1"></p:a>`, `<a b="1"c="2" >x</a >`, "<a\n\tb = \"1\"\r\n/>", `<a b="<"/>`, `<a b=1/>`,
	`<a b/>`, `<a:/>`, `<:a/>`, `<a:b:c/>`, `<a:1/>`, `<1a/>`, `<ä ö="ü">ß</ä>`, `<a-b.c_1/>`, `<a`, `<`, `</`, `</a`, `</ a>`, `<a b="`,
	`x]]>y`, `x]&#93;>y`, `]]>`, `<a b="]]>"/>`, `x]>y`, `&amp;&lt;&gt;&quot;&apos;`, `&#65;&#x42;&#xD;&#10;`, `&#0;`, `&#xFFFE;`, `&#xD800;`, `&#X41;`,
	`&#;`, `&;`, `&a`, `&nbsp;`, `a & b`, `&amp`, `&#4294967361;`, `&#00000065;`, "a\rb\r\nc", "a\x00b", "a\x1fb", "a\x7fb", "a\x80b", "\xff", "\uFFFE",
	"\uFFFD", "\U0010FFFF", "<a b=\"x\ry\"/>", "<a b=\"x\ty\nz\"/>", `<!-- a --><a/>`, `<!-- a -- b -->`, `<![CDATA[<&]]>`, `<?xml version="1.0"?><a/>`,
	`<?xml version="1.1"?>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, `<a></b>`, `<a b="&lt;" c="&bad;"/>`, `<a/ >`, `<a / >`, `<a b="1"/`, `<a>`,
	`<a b="x" xmlns:c="d"><c:e/></a>`, "<a>\n  <b>x</b>\n</a>\n", "", " ", `<a b='"'/>`, `<a b="'"/>`, "<a b=\"\u0085\"/>", `<a b="1" b="2"/>`, `<a>&#x9;</a>`,
}

func TestTokensAreThoseOfTheLibrary(t *testing.T) {
	for _, text := range documents {
		if got, want := ourTokens(text), libraryTokens(text); !slices.Equal(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

// TestMostTokensNeedNoLibrary reads what a graph tool writes without it: but for the declaration.
func TestMostTokensNeedNoLibrary(t *testing.T) {
	x := newXMLTokens([]byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" +
		"\t<node id=\"a-1\"><data key=\"d0\">Ann &amp; Bo &#10; Çé 中</data></node>\n</graphml>\n"))
	slow := 0
	for {
		if x.at < len(x.whole) && !x.ends {
			if _, _, plain := x.plain(nil); !plain {
				slow++
			}
			x.ends = false
		}
		if _, err := x.next(nil); errors.Is(err, io.EOF) {
			break
		}
	}
	if slow != 1 {
		t.Errorf("%d tokens were read by the library, want 1", slow)
	}
}

func FuzzXMLTokens(f *testing.F) {
	for _, text := range documents {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := ourTokens(text), libraryTokens(text); !slices.Equal(got, want) {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	})
}
