package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"

	"relgraph/out/figure"
	ours "relgraph/out/internal/picture/pdf"
	"relgraph/out/internal/typeface"
)

func words(content string, x, y float64) figure.Text {
	t := figure.Text{At: figure.Point{X: x, Y: y}, Content: content, Size: 10, Colour: "#112233",
		Runs: typeface.Default().Set(content, typeface.Regular)}
	for _, r := range t.Runs {
		t.Width += r.Width * t.Size
	}
	return t
}

func bold(t figure.Text) figure.Text {
	t.Bold, t.Runs = true, typeface.Default().Set(t.Content, typeface.Bold)
	return t
}

func linked(t figure.Text, to string) figure.Text {
	t.Link = to
	return t
}

// sample is a page with one part of each kind.
func sample() *figure.Figure {
	line := figure.Shape{Stroke: "#ff0000", Width: 1.5, Dash: []float64{4, 2}, Path: []figure.Segment{
		{Op: figure.Move, To: figure.Point{X: 50, Y: 60}}, {Op: figure.Line, To: figure.Point{X: 150, Y: 60}}}}
	box := figure.Shape{Box: figure.Box{X: 10, Y: 50, Width: 40, Height: 20}, Radius: 3, Fill: "#ffffff",
		Stroke: "#000000", Width: 1}
	return &figure.Figure{
		Width: 200, Height: 300, Title: "Talks (2014) — Gespräche", Says: "One contact.", Paper: "#ffffff",
		Parts: []figure.Part{
			{ID: "head", Class: "layer", Texts: []figure.Text{bold(words("Talks (2014)", 10, 20)),
				bold(words("— Gespräche", 10, 32)), words("a subtitle", 10, 42)}},
			{ID: "sides", Class: "layer", Shapes: []figure.Shape{box}},
			{ID: "contacts", Class: "layer", Parts: []figure.Part{{
				ID: "contact-a", Class: "contact talks", Name: "Ann talked with Bo.", Stop: true,
				Shapes: []figure.Shape{line},
				Texts:  []figure.Text{words("talks", 80, 58), linked(words("1", 110, 55), "#source-1")}}}},
			{ID: "actors", Class: "layer", Parts: []figure.Part{
				{ID: "actor-ann", Class: "actor", Name: "Ann", Shapes: []figure.Shape{box},
					Texts: []figure.Text{words("Ministry of", 12, 60), words("Ann", 12, 68)}},
				{ID: "actor-bo", Class: "actor", Name: "بو", Texts: []figure.Text{words("وزارة (بو) 12", 150, 60)}}}},
			{ID: "sources", Class: "layer", Name: "Sources", Texts: []figure.Text{bold(words("Sources", 10, 200))},
				Parts: []figure.Part{
					{ID: "source-1", Class: "source", Texts: []figure.Text{words("1", 10, 212), words("A Paper", 26, 212),
						linked(words("example.org/ж", 26, 224), "https://example.org/ж?q=(1)"),
						linked(words("elsewhere", 26, 236), "javascript:alert(1)")}}}},
		},
	}
}

func encode(t *testing.T, f *figure.Figure) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := ours.Encode(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, data []byte) *pdf.Reader {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestThePageIsOfTheFiguresSize(t *testing.T) {
	r := open(t, encode(t, sample()))
	if r.NumPage() != 1 {
		t.Errorf("%d pages, want one", r.NumPage())
	}
	if got := fmt.Sprint(r.Page(1).V.Key("MediaBox")); got != "[0 0 200 300]" {
		t.Errorf("media box %s", got)
	}
}

func TestTextIsText(t *testing.T) {
	got, err := open(t, encode(t, sample())).Page(1).GetPlainText(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"Talks (2014) ", "— Gespräche ", "a subtitle ", "talks ", "Ministry of ", "A Paper ",
		"example.org/ж "} {
		if !strings.Contains(got, line) {
			t.Errorf("no %q in the text of the page:\n%s", line, got)
		}
	}
}

// Runs that are read from right to left stand on the page as they are drawn, brackets in mirror image, as programs
// expect that turn them around.
func TestRightToLeftTextIsWrittenAsItIsDrawn(t *testing.T) {
	got, err := open(t, encode(t, sample())).Page(1).GetPlainText(nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "12 (وب) ةرازو"; !strings.Contains(strings.ReplaceAll(got, "\n", ""), want) {
		t.Errorf("no %q in the text of the page:\n%s", want, got)
	}
}

// tree writes the structure of a file, an element a line, with what is told in its place.
func tree(v pdf.Value, depth int, b *strings.Builder) {
	role := v.Key("S").Name()
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), role)
	if alt := v.Key("Alt"); !alt.IsNull() {
		fmt.Fprintf(b, " %q", alt.Text())
	}
	if actual := v.Key("ActualText"); !actual.IsNull() {
		fmt.Fprintf(b, " = %q", actual.Text())
	}
	b.WriteByte('\n')
	for i := range v.Key("K").Len() {
		if kid := v.Key("K").Index(i); kid.Kind() == pdf.Dict && !kid.Key("S").IsNull() {
			tree(kid, depth+1, b)
		}
	}
}

func TestAScreenReaderIsToldWhatIsWhat(t *testing.T) {
	root := open(t, encode(t, sample())).Trailer().Key("Root")
	if got := root.Key("Lang").Text(); got != "en" {
		t.Errorf("language %q", got)
	}
	var b strings.Builder
	tree(root.Key("StructTreeRoot").Key("K").Index(0), 0, &b)
	want := `Document
  Sect
    H1
    P
  Sect
    Figure "Ann talked with Bo."
    P
      Link
  Sect
    P
    P
      Span = "وزارة (بو) 12"
  Sect
    H2
    L
      LI
        Lbl
        LBody
          Link
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("structure (-want +got):\n%s", diff)
	}
}

// Each piece of content that is marked leads to its element, and each piece that is drawn is marked or is decoration.
func TestAllContentIsTagged(t *testing.T) {
	r := open(t, encode(t, sample()))
	parents := r.Trailer().Key("Root").Key("StructTreeRoot").Key("ParentTree").Key("Nums")
	marked := parents.Index(1)
	content := contentOf(t, r)
	depth, ids := 0, 0
	for op := range strings.FieldsFuncSeq(content, func(r rune) bool { return r == ' ' || r == '\n' }) {
		switch op {
		case "BDC", "BMC":
			depth++
		case "EMC":
			depth--
		case "/MCID":
			ids++
		case "f", "S", "B", "TJ":
			if depth == 0 {
				t.Errorf("%s outside of any mark", op)
			}
		}
	}
	if depth != 0 {
		t.Errorf("%d marks are left open", depth)
	}
	if ids != marked.Len() || ids == 0 {
		t.Errorf("%d pieces of content, %d of them lead to an element", ids, marked.Len())
	}
	for i := range marked.Len() {
		kids := marked.Index(i).Key("K")
		if !slices.ContainsFunc(integers(kids), func(id int64) bool { return id == int64(i) }) {
			t.Errorf("content %d leads to an element that holds %v", i, kids)
		}
	}
}

func contentOf(t *testing.T, r *pdf.Reader) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r.Page(1).V.Key("Contents").Reader()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func integers(v pdf.Value) []int64 {
	var ids []int64
	for i := range v.Len() {
		if v.Index(i).Kind() == pdf.Integer {
			ids = append(ids, v.Index(i).Int64())
		}
	}
	return ids
}

func TestLinksLeadToTheWebAndToSources(t *testing.T) {
	annotations := open(t, encode(t, sample())).Page(1).V.Key("Annots")
	if annotations.Len() != 2 {
		t.Fatalf("links %v, want one to the web and one to a source", annotations)
	}
	if got := annotations.Index(0).Key("Dest").Index(3).Float64(); got != 98 { // the source's top: 300 - (212 - 10)
		t.Errorf("the link to the source leads to %v points above the bottom, want 98", got)
	}
	if got := annotations.Index(1).Key("A").Key("URI").RawString(); got != "https://example.org/%D0%B6?q=(1)" {
		t.Errorf("address %q", got)
	}
}

// Each link leads to its element in the structure, which holds the link.
func TestLinksAreTagged(t *testing.T) {
	r := open(t, encode(t, sample()))
	annotations := r.Page(1).V.Key("Annots")
	parents := r.Trailer().Key("Root").Key("StructTreeRoot").Key("ParentTree").Key("Nums")
	for i := range annotations.Len() {
		key := annotations.Index(i).Key("StructParent").Int64()
		element := parents.Index(2*int(key) + 1)
		if parents.Index(2*int(key)).Int64() != key || element.Key("S").Name() != "Link" {
			t.Fatalf("link %d leads to %v", i, element)
		}
		held := element.Key("K").Index(0).Key("Obj")
		if fmt.Sprint(held) != fmt.Sprint(annotations.Index(i)) {
			t.Errorf("the element of link %d holds %v, want %v", i, held, annotations.Index(i))
		}
	}
}

func TestLayersHaveNames(t *testing.T) {
	groups := open(t, encode(t, sample())).Trailer().Key("Root").Key("OCProperties").Key("OCGs")
	var names []string
	for i := range groups.Len() {
		names = append(names, groups.Index(i).Key("Name").Text())
	}
	if diff := cmp.Diff([]string{"Head", "Sides", "Contacts", "Actors", "Sources"}, names); diff != "" {
		t.Errorf("layers (-want +got):\n%s", diff)
	}
}

func TestFontsTravelInPart(t *testing.T) {
	r := open(t, encode(t, sample()))
	fonts := r.Page(1).Fonts()
	if len(fonts) != 3 { // regular, bold, and one for Arabic
		t.Errorf("fonts %q", fonts)
	}
	tagged := regexp.MustCompile(`^[A-Z]{6}\+(LiberationSans|DejaVuSans)-(Regular|Bold)$`)
	for _, name := range fonts {
		font := r.Page(1).Font(name)
		if !tagged.MatchString(font.BaseFont()) {
			t.Errorf("font %q has no tag of a subset", font.BaseFont())
		}
		file := font.V.Key("DescendantFonts").Index(0).Key("FontDescriptor").Key("FontFile2")
		if n := file.Key("Length1").Int64(); n == 0 || n > 40_000 {
			t.Errorf("font %s is %d bytes long", font.BaseFont(), n)
		}
	}
}

func TestTheTitleIsTold(t *testing.T) {
	data := encode(t, sample())
	if got := open(t, data).Trailer().Key("Info").Key("Title").Text(); got != "Talks (2014) — Gespräche" {
		t.Errorf("title %q", got)
	}
	if !bytes.Contains(data, []byte(`<rdf:li xml:lang="x-default">Talks (2014) — Gespräche</rdf:li>`)) {
		t.Error("no title in the metadata")
	}
	for _, word := range []string{"Date", "/Author"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("%q in the file", word)
		}
	}
}

func TestTheSameFigureIsTheSameBytes(t *testing.T) {
	first := encode(t, sample())
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if !bytes.Equal(first, encode(t, sample())) {
		t.Error("two files differ")
	}
}

func TestSignsWithoutAFontAreAnError(t *testing.T) {
	f := sample()
	f.Parts[3].Parts[1].Texts = []figure.Text{words("北京", 150, 60)}
	var missing figure.MissingLetters
	if err := ours.Encode(&bytes.Buffer{}, f); !errors.As(err, &missing) || missing[0].Signs != "北京" {
		t.Errorf("error %v", err)
	}
}

// full takes some bytes and then no more.
type full struct{ room int }

var errFull = errors.New("no space left")

func (w *full) Write(b []byte) (int, error) {
	n := min(len(b), w.room)
	w.room -= n
	if n < len(b) {
		return n, errFull
	}
	return n, nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	whole := len(encode(t, sample()))
	for _, room := range []int{0, 1, 4096, 10_000, whole - 1} {
		if err := ours.Encode(&full{room}, sample()); !errors.Is(err, errFull) {
			t.Errorf("with room for %d of %d bytes: %v, want %v", room, whole, err, errFull)
		}
	}
}
