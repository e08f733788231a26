package quote_test

import (
	"encoding/json"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"relgraph/out/quote"
)

// nasty are texts that notations trip over.
var nasty = []string{
	"", "plain", "it's \"so\"", `\`, `\\`, "a\nb\r\n\tc", "\x00\x1f\x7f\u0085\u2028\u2029", "\xff\xfe", "😀 بيت",
	"<script>alert(1)</script>", "]]>", "-->", "&lt;b&gt; &#106; &copy AT&T",
	"[x](javascript:alert(1))", "![x](data:text/html,1)", "| a | b |", "*a* _b_ ~~c~~ `d` #e", "# head", "- item",
	"1. item", "> quote", "    code", "===", "http://example.org", "<!-- -->", "${x} {{x}} <%= x %>",
	"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\u202egnp.exe", "\ufeff", "\u00ad", strings.Repeat("a", 300),
}

var markdownEntity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// plainMarkdown reads a line by the rules of CommonMark 0.31: a backslash before a sign of ASCII makes it a letter (2.4).
// What would be a mark without one is a fault.
func plainMarkdown(line string) (text, fault string) {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", line[i+1]) >= 0:
			i++
			b.WriteByte(line[i])
		case strings.IndexByte("\\`*_[]<>\n\r", c) >= 0:
			return "", "the mark " + string(c)
		case c == '&' && markdownEntity.MatchString(line[i:]) && markdownEntity.FindStringIndex(line[i:])[0] == 0:
			return "", "an entity"
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range nasty {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := strings.ReplaceAll(quote.Printable(text), "\n", " ")
		for name, got := range map[string]string{"text": quote.Markdown(text), "cell": quote.MarkdownCell(text)} {
			if read, fault := plainMarkdown(got); fault != "" || read != want {
				t.Errorf("%s of %q: %q has %s and reads as %q", name, text, got, fault, read)
			}
			if name == "cell" && strings.Contains(strings.ReplaceAll(strings.ReplaceAll(got, `\\`, ""), `\|`, ""), "|") {
				t.Errorf("%q: %q ends its cell", text, got)
			}
		}
	})
}

func FuzzXML(f *testing.F) {
	for _, text := range nasty {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := `<a b="` + quote.XMLAttribute(text) + `"><!--` + quote.XMLComment(text) + `--><c>` +
			quote.XMLContent(text) + `</c></a>`
		var read struct {
			B string `xml:"b,attr"`
			C string `xml:"c"`
		}
		if err := xml.Unmarshal([]byte(file), &read); err != nil {
			t.Fatalf("%q: %v in %s", text, err, file)
		}
		// XML has no sign for most controls, and reads a line's end as U+000A (2.2, 2.11).
		if want := quote.ValidXML(text); read.C != strings.ReplaceAll(strings.ReplaceAll(want, "\r\n", "\n"), "\r",
			"\n") && read.C != want {
			t.Errorf("%q: the content reads as %q", text, read.C)
		}
		if len(text) > 0 && quote.ValidXML(text) != "" && read.B == "" {
			t.Errorf("%q: the attribute is blank", text)
		}
	})
}

func FuzzJSON(f *testing.F) {
	for _, text := range nasty {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var read string
		quoted := quote.JSON(text)
		if err := json.Unmarshal([]byte(quoted), &read); err != nil || read != string([]rune(text)) {
			t.Errorf("%q: %s reads as %q, %v", text, quoted, read, err)
		}
		if strings.ContainsAny(quoted, "\n\r") {
			t.Errorf("%q: not on one line: %s", text, quoted)
		}
	})
}
