//go:build browser

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"relgraph/cmd/internal/walkthrough"
)

// A screen is a browser's window, which pictures of the documentation are taken of.
type screen struct {
	*testing.T
	tab context.Context
}

func openScreen(t *testing.T) screen {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.DisableGPU, chromedp.WindowSize(1280, 800),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-device-scale-factor", "1"))
	if name := os.Getenv("CHROMIUM"); name != "" {
		options = append(options, chromedp.ExecPath(name))
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	browser, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	tab, done := chromedp.NewContext(browser)
	t.Cleanup(done)
	return screen{t, tab}
}

func (s screen) open(address string) {
	s.Helper()
	if err := chromedp.Do(s.tab, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(address)); err != nil {
		s.Fatalf("%s: %v", address, err)
	}
}

// until waits for an expression of the page to be true.
func (s screen) until(what, expression string) {
	s.Helper()
	for end, limited := s.Deadline(); ; time.Sleep(50 * time.Millisecond) {
		holds, err := chromedp.Run(s.tab, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err != nil {
			s.Fatalf("%s: %v", what, err)
		}
		if holds {
			return
		}
		if limited && time.Until(end) < time.Minute {
			s.Fatalf("not in all the time that the tests have: %s", what)
		}
	}
}

func (s screen) do(script string) {
	s.Helper()
	if err := chromedp.Do(s.tab, chromedp.Evaluate[chromedp.Void]("{"+script+"}; undefined")); err != nil {
		s.Fatalf("%s: %v", script, err)
	}
}

// atRest is a picture of what is shown once nothing moves any more: three that are the same, one after the other.
func (s screen) atRest() []byte {
	s.Helper()
	var last []byte
	for alike := 0; alike < 2; time.Sleep(250 * time.Millisecond) {
		shot, err := chromedp.Run(s.tab, chromedp.CaptureScreenshot())
		if err != nil {
			s.Fatal(err)
		}
		if alike++; !bytes.Equal(shot, last) {
			alike = 0
		}
		last = shot
	}
	return last
}

// compare holds what is shown to a committed picture; -update takes it as that. What differs between fonts and
// versions of browsers is less than what a reader would notice: parts of 40 by 40 dots are compared by how light they are.
func (s screen) compare(file string) {
	s.Helper()
	shot := s.atRest()
	if *update {
		if err := os.WriteFile(file, shot, 0o644); err != nil {
			s.Fatal(err)
		}
		return
	}
	committed, err := os.ReadFile(file)
	if err != nil {
		s.Fatal(err)
	}
	got, want := lightness(s.T, shot), lightness(s.T, committed)
	if len(got) != len(want) {
		s.Errorf("%s: %d parts, want %d: the window has another size", file, len(got), len(want))
		return
	}
	apart, sum := 0, 0.0
	for i := range got {
		d := max(got[i]-want[i], want[i]-got[i])
		sum += d
		if d > 40 {
			apart++
		}
	}
	if mean := sum / float64(len(got)); apart > len(got)/25 || mean > 5 {
		s.Errorf("%s shows something else than the browser: %d of %d parts, %.1f of 255 on average: look at it, and run "+
			"\"go test -tags browser ./cmd/relgraph -run TestBrowserPictures -update\"", file, apart, len(got), mean)
	}
}

// lightness is how light parts of 40 by 40 dots of a picture are, from 0 to 255.
func lightness(t *testing.T, data []byte) []float64 {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	const part = 40
	var parts []float64
	for y := 0; y < picture.Bounds().Dy(); y += part {
		for x := 0; x < picture.Bounds().Dx(); x += part {
			area := image.Rect(x, y, x+part, y+part).Intersect(picture.Bounds())
			sum := 0.0
			for v := area.Min.Y; v < area.Max.Y; v++ {
				for u := area.Min.X; u < area.Max.X; u++ {
					r, g, b, _ := picture.At(u, v).RGBA()
					sum += float64(r+g+b) / 3 / 257
				}
			}
			parts = append(parts, sum/float64(area.Dx()*area.Dy()))
		}
	}
	return parts
}

// The tutorial shows what a browser shows of the dossier that it has its reader make.
func TestBrowserPictures(t *testing.T) {
	beside, err := filepath.Abs(filepath.Join("..", "..", "docs", "tutorial"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(beside, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(text), "\n## 7. ")
	if !ok {
		t.Fatal("no step 7")
	}
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", bin+string(filepath.Separator), "relgraph/cmd/relgraph",
		"relgraph/cmd/relgraph-layout")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	env := append(os.Environ(), "PATH="+bin+string(filepath.Separator)+string(filepath.ListSeparator)+os.Getenv("PATH"),
		"COLUMNS=96", "SOURCE_DATE_EPOCH=1795651200")
	follow := func(page string) (dir string) {
		dir = t.TempDir()
		reader := walkthrough.Reader{Dir: dir, Run: func(below, line string) (string, int, error) {
			cmd := exec.Command("sh", "-c", line)
			cmd.Dir, cmd.Env = filepath.Join(dir, below), env
			return walkthrough.Output(cmd)
		}}
		if _, err := reader.Page(page); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(dir, "ferry")
	}
	s := openScreen(t)

	ctx, end := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "relgraph"), "serve", "tender", "--documents", ".", "--by",
		"Eve Evans")
	cmd.Dir, cmd.Env = follow(before), env
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	s.open(strings.TrimSpace(address))
	const inside = "document.getElementById('page').contentDocument"
	s.until("the figure", inside+"?.querySelector('svg g[id$=\"-actor-ann-example\"]')")
	s.until("the problems", "document.getElementById('problems').textContent.includes('claims.csv')")
	s.compare(filepath.Join(beside, "browser-serve.png"))

	s.do("document.getElementById('tab-desk').click()")
	s.until("a row", "document.getElementById('claim').textContent")
	for i := 0; ; i++ {
		claim, err := chromedp.Run(s.tab, chromedp.Evaluate[string]("document.getElementById('claim').textContent"))
		if err != nil || i > 12 {
			t.Fatalf("no row of the denial: %q, %v", claim, err)
		}
		if claim == "harbour-post-3" {
			break
		}
		if err := chromedp.Do(s.tab, chromedp.KeyEvent("j")); err != nil {
			t.Fatal(err)
		}
		s.until("the next row", fmt.Sprintf("document.getElementById('claim').textContent !== %q", claim))
	}
	s.until("the passage", "document.querySelector('#text mark')?.textContent.includes('no second meeting')")
	s.compare(filepath.Join(beside, "browser-desk.png"))
	s.open("about:blank")
	end()

	s.open("file://" + filepath.ToSlash(filepath.Join(follow(string(text)), "page.html")) +
		"#open=contact-ann-example--bo-sample--meeting--2025-02-20")
	s.until("the card", "document.querySelector('aside, dialog, [class*=card]')?.textContent.includes('20 Feb 2025')")
	s.atRest() // when it has scrolled to what it shows
	s.do(`document.querySelector('svg g[id$="-actor-ann-example"]').closest('svg').scrollIntoView({block: 'start', behavior: 'instant'});
		scrollBy({top: -150, behavior: 'instant'})`)
	s.compare(filepath.Join(beside, "browser-page.png"))
}
