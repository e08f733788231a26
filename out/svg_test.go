package out

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/out/internal/golden"

	"golang.org/x/net/html"

	"relgraph/graph"
	"relgraph/out/graphviz"
	"relgraph/sources"
)

func svgFile(t *testing.T, g *graph.Graph, opts Options) []byte {
	t.Helper()
	f, err := FormatNamed("svg")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Render(g, graphviz.Engine{}, opts).Write(context.Background(), &b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func svgOf(t *testing.T, g *graph.Graph) golden.Element {
	t.Helper()
	return readSVG(t, svgFile(t, g, Options{}))
}

func readSVG(t *testing.T, file []byte) golden.Element {
	t.Helper()
	var root golden.Element
	d := xml.NewDecoder(bytes.NewReader(file))
	if err := d.Decode(&root); err != nil {
		t.Fatalf("not well-formed: %v", err)
	}
	for {
		switch token, err := d.Token(); {
		case err == io.EOF:
			return root
		case err != nil:
			t.Fatalf("behind the end of the picture: %v", err)
		default:
			if text, ok := token.(xml.CharData); !ok || strings.TrimSpace(string(text)) != "" {
				t.Fatalf("behind the end of the picture: %v", token)
			}
		}
	}
}

func TestSVGOfTheBuiltInDossierHasEveryContact(t *testing.T) {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	ids := map[string]int{}
	var texts []string
	svg := svgOf(t, g)
	svg.Each(func(e golden.Element) {
		if id := e.Attr("id"); id != "" {
			ids[id]++
		}
		if e.XMLName.Local == "text" {
			texts = append(texts, e.Words())
		}
	})
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %q stands %d times", id, n)
		}
	}
	descs := map[string]string{}
	svg.Each(func(e golden.Element) {
		for _, child := range e.Children {
			if child.XMLName.Local == "desc" {
				descs[e.Attr("id")] = child.Content
			}
		}
	})
	drawn := 0
	for c := range g.All() {
		for _, cl := range c.Claims {
			for _, want := range []string{string(cl.ID), cl.Summary, cl.Detail().Hedge, cl.Locator,
				d.Document(cl.Document).URL} {
				if c.Drawn() && !strings.Contains(descs["contact-"+string(c.ID)], want) {
					t.Errorf("contact %s does not tell %q of claim %s", c.ID, want, cl.ID)
				}
			}
		}
		if has := ids["contact-"+string(c.ID)] == 1; has != c.Drawn() {
			t.Errorf("contact %s, %s: drawn is %v, want %v", c.ID, c.State, has, c.Drawn())
		}
		if c.Drawn() {
			drawn++
		}
	}
	if drawn < 20 {
		t.Errorf("only %d contacts drawn", drawn)
	}
	all := strings.Join(texts, " ") // names may be broken
	for _, want := range []string{
		"Reported contacts over Syria", "talks in Damascus", "until Sep 2014, “reportedly”", "CIA: no comment",
		"Inter Mediate", "al-Sharaa's presidency", "office in the palace", "The Times of Israel", "Not drawn",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the figure does not say %q", want)
		}
	}
}

func TestSVGTakesAnyName(t *testing.T) {
	names := []string{`<b>bold</b>`, `"quoted" & 'so'`, "عربي", "עברית", "日本", "👩‍👩‍👧", `back\slash\`, "]]>", "--", "&lt;"}
	csv := "from,to,url\n"
	for _, n := range names {
		csv += `"` + strings.ReplaceAll(n, `"`, `""`) + `",Bo,https://example.org/?a=1&b=%3C2%3E` + "\n"
	}
	var texts []string
	svgOf(t, golden.GraphOf(t, csv)).Each(func(e golden.Element) {
		if e.XMLName.Local == "text" {
			texts = append(texts, e.Words())
		}
	})
	for _, want := range names {
		if !strings.Contains(strings.Join(texts, "\n"), want) {
			t.Errorf("the figure does not show %q", want)
		}
	}
}

// TestSVGInAWebPageStaysWhole reads a figure in the middle of a page by the rules of HTML, by which some elements end
// a figure.
func TestSVGInAWebPageStaysWhole(t *testing.T) {
	d, _ := sources.SyriaContacts()
	file := svgFile(t, graph.Must(graph.Build(d)), Options{})
	alone := 0
	readSVG(t, file).Each(func(golden.Element) { alone++ })
	page, err := html.Parse(strings.NewReader("<!doctype html><main>" + string(file) + "</main>"))
	if err != nil {
		t.Fatal(err)
	}
	within := 0
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Namespace == "svg" {
			within++
		}
	}
	if within != alone {
		t.Errorf("%d elements of the figure are in the page, want %d", within, alone)
	}
}

func TestPathsKeepNamesThatNoFontHas(t *testing.T) {
	texts := map[string]string{}
	file := svgFile(t, golden.GraphOf(t, "from,to,url\nAnn,日本,https://example.org/\n"), Options{FontMode: Outlines})
	readSVG(t, file).Each(func(e golden.Element) {
		switch {
		case e.XMLName.Local == "text":
			texts[e.Words()] = "letters"
		case e.Attr("aria-label") != "":
			texts[e.Attr("aria-label")] = "shapes"
		}
	})
	for name, want := range map[string]string{"Ann": "shapes", "日本": "letters"} {
		if texts[name] != want {
			t.Errorf("%q is drawn as %q, want %s", name, texts[name], want)
		}
	}
}

func TestSVGLinksOnlyToWebPages(t *testing.T) {
	links := 0
	svgOf(t, golden.GraphOf(t, "from,to,url,title\nAnn,Bo,https://example.org/x,A title\n")).Each(func(e golden.Element) {
		if e.XMLName.Local == "script" {
			t.Error("a script in the figure")
		}
		if e.XMLName.Local == "a" {
			links++
			if href := e.Attr("href"); href != "https://example.org/x" {
				t.Errorf("a link to %q", href)
			}
		}
	})
	if links != 2 { // at the line, and in the list of sources
		t.Errorf("%d links, want 2", links)
	}
}

func TestSVGIsTheSameEachTime(t *testing.T) {
	d, _ := sources.SyriaContacts()
	f, _ := FormatNamed("svg")
	var first []byte
	for range 3 {
		var b bytes.Buffer
		if err := Render(graph.Must(graph.Build(d)), graphviz.Engine{}, Options{}).Write(context.Background(), &b,
			f); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("another figure from the same dossier")
		}
	}
}

// TestSVGHoldsEachTextToItsLength: letters that are joined, and such as no font has, keep to their boxes as well.
func TestSVGHoldsEachTextToItsLength(t *testing.T) {
	d, problems := sources.OpenFS(fstest.MapFS{"d/claims.csv": {Data: []byte("actor,recipient,document,label\n" +
		"وزارة الأمثلة,Ministry (ديوان) of 会谈,https://example.org/1,משא ומתן with 𐤀𐤁\n")}}, "d", sources.Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	texts := 0
	svgOf(t, graph.Must(graph.Build(d))).Each(func(e golden.Element) {
		if e.XMLName.Local != "text" {
			return
		}
		texts++
		if length, err := strconv.ParseFloat(e.Attr("textLength"), 64); err != nil || length <= 0 {
			t.Errorf("%q has the length %q", e.Words(), e.Attr("textLength"))
		}
	})
	if texts < 4 {
		t.Errorf("%d texts", texts)
	}
}
