//go:build browser

// Package browser proves of the figures what only a browser can: it opens them in Chromium and measures there whether
// letters stay in their boxes, links lead somewhere, and keyboard and screen reader get everywhere. "make browser"
// runs it.
//
// The figures are those that the command writes; they stay in build/browser, to be looked at when a test names one.
package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"

	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"relgraph/out/internal/chromium"
)

//go:embed measure.js
var measure string

// workshop is where everything is made.
const workshop = "../../../build/browser"

var (
	tab    context.Context // one browser, one tab: figures are opened one after the other
	server *httptest.Server
	axe    string
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	if err := os.MkdirAll(filepath.Join(workshop, "figures"), 0o755); err != nil {
		return 0, err
	}
	build := exec.Command("go", "build", "-o", filepath.Join(workshop, "bin")+string(filepath.Separator),
		"relgraph/cmd/relgraph", "relgraph/cmd/relgraph-layout")
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building relgraph: %w\n%s", err, out)
	}
	if err := draw(); err != nil {
		return 0, err
	}
	script, err := os.ReadFile(filepath.Join(workshop, "node_modules/axe-core/axe.min.js"))
	if err != nil {
		return 0, fmt.Errorf(`axe-core is not installed: want "make browser", which installs it: %w`, err)
	}
	axe = string(script)
	server = httptest.NewServer(http.FileServer(http.Dir(filepath.Join(workshop, "figures"))))
	defer server.Close()
	ctx, stop, err := chromium.Start(chromedp.DisableGPU, chromedp.WindowSize(1200, 900),
		// a figure that asks the network is found out
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	if err != nil {
		return 0, err
	}
	defer stop()
	ctx, late := context.WithTimeout(ctx, 20*time.Minute)
	defer late()
	tab = ctx
	return m.Run(), nil
}

// open shows a file and makes the measuring script ready.
func open(t *testing.T, file string) {
	t.Helper()
	err := chromedp.Do(tab, chromedp.Navigate(server.URL+"/"+file),
		chromedp.Evaluate[chromedp.Void](measure+";globalThis.relgraph = relgraph; undefined"))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// ask evaluates an expression in the page; a promise is waited for.
func ask[T any](t *testing.T, expression string) T {
	t.Helper()
	answer, err := chromedp.Run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", expression, err)
	}
	return answer
}

// report fails for each problem that the page found; of many it says the first.
func report(t *testing.T, file string, problems []string) {
	t.Helper()
	const enough = 12
	for _, p := range problems[:min(len(problems), enough)] {
		t.Errorf("%s: %s", file, p)
	}
	if more := len(problems) - enough; more > 0 {
		t.Errorf("%s: and %d problems more", file, more)
	}
}

// checks are what the page is asked, in the language of the page.
func (f figure) checks() []string {
	return []string{"boxes()", "lines()", "contrast()", fmt.Sprintf("lengths(%t)", f.embeds()),
		fmt.Sprintf("links(%t)", f.anchored), "alone()", "names()"}
}

// problems opens a file and asks for all that is wrong with it.
func problems(t *testing.T, file string, f figure) []string {
	t.Helper()
	open(t, file)
	var all []string
	for _, check := range f.checks() {
		all = append(all, ask[[]string](t, "relgraph."+check)...)
	}
	return all
}

// TestFigures measures every figure. Texts stand in their boxes, on the page, clear of each other and of the lines,
// and are as long as they were planned; links lead to a web address, where the claim is anchored to the words there,
// or to a part of the figure; letters stand off from their ground; the file fetches nothing; no id stands twice; what
// the keyboard stops at has a name.
func TestFigures(t *testing.T) {
	for _, f := range figures {
		t.Run(f.name, func(t *testing.T) { report(t, f.file(), problems(t, f.file(), f)) })
	}
}

// TestBrokenFigureIsFound spoils the built-in figure in one way after the other, and wants it noticed.
func TestBrokenFigureIsFound(t *testing.T) {
	good, err := os.ReadFile(filepath.Join(workshop, "figures", "report.svg"))
	if err != nil {
		t.Fatal(err)
	}
	wide := func(m string) string {
		length := regexp.MustCompile(`textLength="([0-9.]+)"`)
		return length.ReplaceAllStringFunc(m, func(attr string) string {
			v, _ := strconv.ParseFloat(length.FindStringSubmatch(attr)[1], 64)
			return fmt.Sprintf(`textLength="%.2f"`, v*1.5)
		})
	}
	twice := func(m string) string { return m + m }
	struck := func(m string) string {
		at := regexp.MustCompile(`<text x="([0-9.]+)" y="([0-9.]+)"`).FindStringSubmatch(m)
		y, _ := strconv.ParseFloat(at[2], 64)
		return strings.Replace(m, `<path d="`, fmt.Sprintf(`<path d="M%s,%.2fh30`, at[1], y-2), 1)
	}
	to := func(replacement string) func(string) string { return func(string) string { return replacement } }
	for name, spoil := range map[string]struct {
		where string // the first match is replaced
		with  func(string) string
		want  string
	}{
		"wide-text": {`<text [^>]*>(Biden )?administration<`, wide,
			`administration" in #actor-biden-administration leaves its box by `},
		"text-off-page": {`<text x="14"`, to(`<text x="-14"`), "leaves the page by 14 pt"},
		"text-on-text":  {`<text .*</text>`, twice, "overlap by"},
		"pale-text": {`<text (.*?)fill="#[0-9a-f]{6}"`, to(`<text x="14" y="27" font-size="15" fill="#999999"`),
			"has a contrast of 2.8"},
		"line-over-text": {`(?s)<g id="contact-.*?</text>`, struck, "runs through text"},
		"twice-the-id":   {`id="actor-uk"`, to(`id="actor-us"`), `id "actor-us" stands twice`},
		"no-title": {`(role="graphics-object group"[^>]*>)<title>[^<]*</title>`,
			to(`role="graphics-object group" tabindex="0">`), "has no title"},
		"no-figure-title":  {`<title id="title">[^<]*</title>`, to(``), "the figure has no title"},
		"dead-link":        {`<a href="[^"]*"`, to(`<a href="#nowhere"`), `leads to "#nowhere", which is not there`},
		"script-link":      {`<a href="[^"]*"`, to(`<a href="javascript:alert(1)"`), `leads to "javascript:alert(1)"`},
		"link-to-no-words": {`#:~:text=[^"]*"`, to(`"`), "not to the words"},
		"half-a-fragment":  {`#:~:text=[^"]*"`, to(`#:~:text=two words,%E2"`), `the text fragment has "two words" uncoded`},
		"no-font":          {`(?s)<style>.*</style>`, to(``), "the figure carries no font"},
		"other-font":       {`font-size="15"`, to(`font-size="15" font-family="monospace"`), `would be`},
		"outside-picture": {`</metadata>`, to(`</metadata><image href="outside.png" width="9" height="9"/>`),
			"the page fetches "},
		"script": {`</metadata>`, to(`</metadata><script>1</script>`), "an element that it must not have"},
	} {
		t.Run(name, func(t *testing.T) {
			where := regexp.MustCompile(spoil.where)
			at := where.FindIndex(good)
			if at == nil {
				t.Fatalf("nothing in the figure looks like %q", spoil.where)
			}
			spoilt := string(good[:at[0]]) + spoil.with(string(good[at[0]:at[1]])) + string(good[at[1]:])
			file := "spoilt-" + name + ".svg"
			if err := os.WriteFile(filepath.Join(workshop, "figures", file), []byte(spoilt), 0o644); err != nil {
				t.Fatal(err)
			}
			found := problems(t, file, figures[0])
			if !strings.Contains(strings.Join(found, "\n"), spoil.want) {
				t.Errorf("%s: found %q, want %q", file, found, spoil.want)
			}
		})
	}
}

// TestEmbeddedFontIsUsed asks the browser which font it set the text of the built-in figure in: the one in the file.
func TestEmbeddedFontIsUsed(t *testing.T) {
	for file, carried := range map[string]bool{"report.svg": true, "system.svg": false} {
		open(t, file)
		found := fontsUsed(t)
		if len(found) == 0 {
			t.Errorf("%s: the browser used no font", file)
		}
		for name, custom := range found {
			if custom != carried {
				t.Errorf("%s: font %q comes from the file: %t, want %t", file, name, custom, carried)
			}
		}
	}
}

// fontsUsed maps the fonts of the page's text to whether they come from the page itself.
func fontsUsed(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	err := chromedp.Do(tab, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, dom.Enable, dom.EnableParams{}); err != nil {
			return err
		}
		if _, err := chromedp.Call(ctx, css.Enable, cdp.Empty{}); err != nil {
			return err
		}
		doc, err := chromedp.Call(ctx, dom.GetDocument, dom.GetDocumentParams{})
		if err != nil {
			return err
		}
		nodes, err := chromedp.Call(ctx, dom.QuerySelectorAll,
			dom.QuerySelectorAllParams{NodeID: doc.Root.NodeID, Selector: "text"})
		if err != nil {
			return err
		}
		for _, id := range nodes.NodeIDs {
			fonts, err := chromedp.Call(ctx, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: id})
			if err != nil {
				return err
			}
			for _, f := range fonts.Fonts {
				used[f.FamilyName] = f.IsCustomFont
			}
		}
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return used
}

// TestKeyboard goes through figures by Tab: every contact and every link in the order of the file, and out at the end.
func TestKeyboard(t *testing.T) {
	for _, f := range figures {
		if !f.walked {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			open(t, f.file())
			want := ask[[]string](t, "relgraph.wanted()")
			if len(want) < 20 {
				t.Fatalf("%s: only %d places to stop at", f.file(), len(want))
			}
			var got []string
			for range len(want) {
				got = append(got, press(t, kb.Tab))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: Tab does not stop where it should (-want +got):\n%s", f.file(), diff)
			}
			if after := press(t, kb.Tab); after == want[len(want)-1] {
				t.Errorf("%s: Tab does not leave the last stop, %s", f.file(), after)
			}
		})
	}
}

func press(t *testing.T, key string) string {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.KeyEvent(key)); err != nil {
		t.Fatal(err)
	}
	return ask[string](t, "relgraph.focused()")
}

// TestScreenReader compares what the browser tells a screen reader with the file: each part that the keyboard stops
// at under the name that its title says, and each link.
func TestScreenReader(t *testing.T) {
	for _, f := range figures {
		if !f.walked {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			open(t, f.file())
			told := map[string]int{}
			for _, n := range accessibilityTree(t) {
				told[n]++
			}
			for _, w := range ask[[]string](t, "relgraph.wanted()") {
				if told[w]--; told[w] < 0 {
					t.Errorf("%s: a screen reader is not told of %q", f.file(), w)
				}
			}
		})
	}
}

// accessibilityTree lists what the page offers to a screen reader: "link 1a", "part MI6 and ...".
func accessibilityTree(t *testing.T) []string {
	t.Helper()
	tree, err := chromedp.Call(tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil || n.Name == nil {
			continue
		}
		var role, name string
		if json.Unmarshal(n.Role.Value, &role) != nil || json.Unmarshal(n.Name.Value, &name) != nil || name == "" {
			continue
		}
		if role != "link" {
			role = "part"
		}
		told = append(told, role+" "+name)
	}
	return told
}

// TestAxe has axe-core look for what keeps people out, in the figure opened by itself and in a web page that holds it.
func TestAxe(t *testing.T) {
	for _, f := range figures {
		if !f.walked {
			continue
		}
		for _, file := range []string{f.file(), inlined(t, f)} {
			t.Run(file, func(t *testing.T) {
				open(t, file)
				report(t, file, barriers(t))
			})
		}
	}
}

// barriers are the serious and critical findings of axe-core.
func barriers(t *testing.T) []string {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](axe+";undefined")); err != nil {
		t.Fatal(err)
	}
	if ran := ask[int](t, `axe.run(document).then(r => { globalThis.axed = r; return r.passes.length })`); ran < 3 {
		t.Fatalf("axe-core had only %d rules to apply", ran)
	}
	return ask[[]string](t, `axed.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v =>
		v.impact + ': ' + v.help + ' (' + v.id + '), ' + v.nodes.length + ' times, first: ' + v.nodes[0].html.slice(0, 160))`)
}

// inlined writes a web page around a figure and says the page's name.
func inlined(t *testing.T, f figure) string {
	t.Helper()
	folder := filepath.Join(workshop, "figures")
	svg, err := os.ReadFile(filepath.Join(folder, f.file()))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(svg), "?>\n")
	page := "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A report</title></head><body><main><h1>A report</h1>\n<p>Before.</p>\n" +
		body + "<p>After.</p></main></body></html>\n"
	if err := os.WriteFile(filepath.Join(folder, f.name+".html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	return f.name + ".html"
}

// TestInlined measures figures that stand in the middle of a web page: HTML is read by other rules than XML.
func TestInlined(t *testing.T) {
	for _, f := range figures {
		if !f.walked {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			open(t, f.file())
			alone := ask[int](t, "document.querySelectorAll('svg g').length")
			page := inlined(t, f)
			found := problems(t, page, f)
			if n := ask[int](t, "document.querySelectorAll('svg g').length"); n != alone {
				t.Errorf("%s: %d groups in the figure, %d in the figure by itself", page, n, alone)
				return
			}
			if stray := ask[string](t,
				"[...document.querySelector('main').children].map(n => n.localName).join(' ')"); stray != "h1 p svg p" {
				t.Errorf("%s: the page holds %q, want h1 p svg p", page, stray)
			}
			report(t, page, found)
		})
	}
}

// TestGrey takes the colours away and asks whether each state of a contact still has a line or mark of its own.
func TestGrey(t *testing.T) {
	for _, f := range figures {
		if f.states == 0 {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			open(t, f.file())
			looks := ask[map[string][]string](t, "relgraph.states()")
			if len(looks) < f.states {
				t.Errorf("%s: %d states, want %d: %v", f.file(), len(looks), f.states, looks)
			}
			by := map[string]string{}
			for state, all := range looks {
				if len(all) != 1 {
					t.Errorf("%s: %s is drawn in %d ways: %q", f.file(), state, len(all), all)
				}
				for _, look := range all {
					if other, taken := by[look]; taken {
						t.Errorf("%s: without colours %s and %s are both %q", f.file(), state, other, look)
					}
					by[look] = state
				}
			}
			if err := chromedp.Do(tab,
				chromedp.Evaluate[chromedp.Void]("document.documentElement.style.filter = 'grayscale(1)'; undefined")); err != nil {
				t.Fatal(err)
			}
			picture, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(workshop, "figures", "screen-"+f.name+"-in-grey.png"), picture,
				0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// alike is the largest mean difference of a small square, of 255, by which two programs may draw the same figure. The
// smoothing of letters makes 14 at the most; a missing word makes 35.
const alike = 20

// TestPNGShowsTheSame compares each PNG, at the resolution of a screen, with what the browser draws from the SVG.
func TestPNGShowsTheSame(t *testing.T) {
	for _, f := range figures {
		if f.letters {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			open(t, f.file())
			if d := difference(t, f.file(), f.picture()); d.Mean > alike {
				t.Errorf("%s: differs from the SVG at %d, %d by %.0f of 255, want %d at the most", f.picture(), d.Left,
					d.Top, d.Mean, alike)
			}
		})
	}
	t.Run("without-a-word", func(t *testing.T) {
		good, err := os.ReadFile(filepath.Join(workshop, "figures", "report.svg"))
		if err != nil {
			t.Fatal(err)
		}
		less := strings.Replace(string(good), ">meetings</text>", "></text>", 1)
		if err := os.WriteFile(filepath.Join(workshop, "figures", "spoilt-less.svg"), []byte(less), 0o644); err != nil {
			t.Fatal(err)
		}
		if d := difference(t, "spoilt-less.svg", "report.png"); d.Mean <= alike {
			t.Errorf("a missing word makes a difference of %.0f, want more than %d", d.Mean, alike)
		}
	})
}

// A differing is where two pictures of a figure differ most: a square of 16 pixels, and by how much, of 255, in the
// mean.
type differing struct {
	Left, Top int
	Mean      float64
}

func difference(t *testing.T, svg, png string) differing {
	t.Helper()
	return ask[differing](t, fmt.Sprintf("relgraph.pixels(%q, %q)", "/"+svg, "/"+png))
}

// TestClickLeadsToThePassage clicks on the number of a source, has the browser be answered by a page that holds the
// words of the claim's anchor far below, and wants to see these words.
func TestClickLeadsToThePassage(t *testing.T) {
	open(t, "report.svg")
	type link struct {
		Href, Words string
		X, Y        float64
	}
	first := ask[link](t, `(() => {
		const a = document.querySelector('g.contact a[href*=":~:text="]');
		a.scrollIntoView({block: 'center'});
		const b = a.getBoundingClientRect(), href = a.getAttribute('href');
		return {Href: href, X: b.x + b.width / 2, Y: b.y + b.height / 2,
			Words: href.split(':~:text=')[1].split(',').map(decodeURIComponent).join(' and so on until ')};
	})()`)
	page := "<!doctype html><title>An article</title><p>Above." +
		strings.Repeat("<p style='height:500px'>Other things.", 10) +
		"<p id=passage>" + first.Words + ".</p>" + strings.Repeat("<p style='height:500px'>Other things.", 10)

	if _, err := chromedp.Call(tab, fetch.Enable,
		fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "https://*"}}}); err != nil {
		t.Fatal(err)
	}
	asked, err := chromedp.Run(tab, chromedp.WaitEvent(fetch.RequestPaused, nil, chromedp.MouseClickXY(first.X, first.Y)))
	if err != nil {
		t.Fatal(err)
	}
	if want, _, _ := strings.Cut(first.Href, "#"); asked.Request.URL != want {
		t.Errorf("the click asks for %q, want %q", asked.Request.URL, want)
	}
	answer := fetch.FulfillRequestParams{
		RequestID: asked.RequestID, ResponseCode: http.StatusOK, Body: []byte(page),
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html; charset=utf-8"}},
	}
	if _, err := chromedp.Call(tab, fetch.FulfillRequest, answer); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tab, fetch.Disable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	seen := `(() => { const b = document.getElementById('passage')?.getBoundingClientRect(); return !!b && b.top >= 0 && b.bottom <= innerHeight; })()`
	for !ask[bool](t, seen) {
		wait(t, func() string { return "the browser shows the words of " + first.Href })
	}
}
