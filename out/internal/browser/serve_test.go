//go:build browser

package browser

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"relgraph/sources/anchor"
)

const article = `The Lake Courier, 4 March 2025

Ann Example, the head of Blue Ferries, met the transport minister, Bo Sample, on 14 February, two weeks before the tender.

A spokeswoman for the ministry confirmed the meeting on Monday. It had been a first exchange of views, she said.
`

// served starts relgraph serve on a dossier of its own, opens it, and returns the dossier's folder.
func served(t *testing.T) string {
	t.Helper()
	return servedOf(t, map[string]string{
		"d/actors.csv":       "id,name\nann,Ann Example\nbo,Bo Sample\n",
		"d/documents.csv":    "id,title,path\ncourier,Ferry company saw the minister,courier.txt\n",
		"d/claims.csv":       "id,actor,recipient,document,kind,date,anchor,checked_by,checked_on,checked_row,doubt\nc1,ann,bo,courier,meeting,2025-02-14,,,,,\nc2,ann,bo,courier,call,2025-02,,,,,\n",
		"copies/courier.txt": article,
	})
}

// servedBy is the process that serves.
var servedBy int

// servedOf does so with these files, the dossier's in d.
func servedOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program, err := filepath.Abs(filepath.Join(workshop, "bin", "relgraph"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, "serve", "d", "--documents", "copies", "--by", "Eve Evans")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1795651200")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	servedBy = cmd.Process.Pid
	t.Cleanup(func() {
		_ = chromedp.Do(tab, chromedp.Navigate("about:blank"))
		end()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	watchConsole(t)
	if err := chromedp.Do(tab, chromedp.Navigate(strings.TrimSpace(address))); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "d")
}

// until waits for an expression to be true.
func until(t *testing.T, what, expression string) {
	t.Helper()
	for !ask[bool](t, "Boolean("+expression+")") {
		wait(t, func() string {
			return fmt.Sprintf("%s; it says %q", what, ask[string](t, "document.getElementById('said')?.textContent ?? ''"))
		})
	}
}

// holds waits for a file to hold a text, or no longer to hold it.
func holds(t *testing.T, file, text string, is bool) {
	t.Helper()
	for {
		data, err := os.ReadFile(file)
		if err == nil && strings.Contains(string(data), text) == is {
			return
		}
		wait(t, func() string { return fmt.Sprintf("%s holds %q: %t\n%s", filepath.Base(file), text, is, data) })
	}
}

// wait waits a moment for what a busy machine may take any time for. Shortly before the tests have to end it fails t.
func wait(t *testing.T, what func() string) {
	t.Helper()
	if end, limited := t.Deadline(); limited && time.Until(end) < time.Minute {
		t.Fatalf("not in all the time that the tests have: %s", what())
	}
	time.Sleep(20 * time.Millisecond)
}

// save puts a text in a file in one step, as an editor does: nothing in between is seen.
func save(t *testing.T, file, text string) {
	t.Helper()
	whole := filepath.Join(filepath.Dir(filepath.Dir(file)), "whole")
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(whole, file); err != nil {
		t.Fatal(err)
	}
}

// shoot keeps a picture of what is shown, to be looked at.
func shoot(t *testing.T, name string) {
	t.Helper()
	if picture, err := chromedp.Run(tab, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(workshop, "figures", name+".png"), picture, 0o644)
	}
}

const inPage = "document.getElementById('page').contentDocument"

// The figure is drawn again when a table is saved, and a problem is named with its cell.
func TestServeFollowsTheTables(t *testing.T) {
	d := served(t)
	until(t, "the figure", inPage+"?.querySelector('svg g[id$=\"-actor-ann\"]')")
	report(t, "the workbench", axeProblems(t))
	// saysFirst are the words before the problems of a severity: two columns are missing, and a direction is not told.
	saysFirst := func(severity string) string {
		return "[...document.querySelectorAll('#problems li." + severity + " b')].map((b) => b.textContent.trim()).join(' ')"
	}
	until(t, "three hints", saysFirst("hint")+" === 'Hint: Hint: Hint:'")
	claims := filepath.Join(d, "claims.csv")
	data, err := os.ReadFile(claims)
	if err != nil {
		t.Fatal(err)
	}
	saved := time.Now()
	save(t, filepath.Join(d, "actors.csv"), "id,name\nann,Ann Example\nbo,Bo Specimen\n")
	until(t, "the new name", inPage+"?.body?.textContent.includes('Bo Specimen')")
	t.Logf("redrawn %v after the table was saved", time.Since(saved).Round(10*time.Millisecond))
	save(t, claims, strings.Replace(string(data), "2025-02-14", "soon", 1))
	until(t, "the problem", "document.getElementById('problems').textContent.includes('claims.csv:2:')")
	if got := ask[string](t, saysFirst("error")); got != "Error:" {
		t.Errorf("what cannot be read begins with %q", got)
	}
	save(t, claims, string(data))
	until(t, "that it is put right", "!document.getElementById('problems').textContent.includes('claims.csv:2:')")
}

// A list of 500 contacts is shown anew at once: with the words that were saved, and a line for each contact. How long the
// program works for that is held, and how long it takes is said: that depends on who else is busy.
func TestServeRedrawsFiveHundred(t *testing.T) {
	d := servedOf(t, map[string]string{"d/claims.csv": many(500), "copies/courier.txt": article})
	until(t, "the figure", inPage+"?.querySelector('svg g.contact')")
	claims := filepath.Join(d, "claims.csv")
	data, err := os.ReadFile(claims)
	if err != nil {
		t.Fatal(err)
	}
	address := ask[string](t, "location.href")
	fetched := func() string {
		answer, err := http.Get(address + "page")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	// The first figure is still to be laid out in full: what follows is measured when that is done.
	settled := func() {
		for last, at := fetched(), time.Now(); time.Since(at) < 3*time.Second; time.Sleep(100 * time.Millisecond) {
			if now := fetched(); now != last {
				last, at = now, time.Now()
			}
		}
	}
	settled()
	best, least := time.Hour, time.Hour
	for try := range 5 {
		word := fmt.Sprintf("Written at try %d.", try)
		text := strings.Replace(string(data), "Number 250 of the list,", word, 1)
		worked, saved := workOf(t, servedBy), time.Now()
		save(t, claims, text)
		page := ""
		for !strings.Contains(page, word) {
			wait(t, func() string { return "the page is made anew" })
			page = fetched()
		}
		best, least = min(best, time.Since(saved)), min(least, workOf(t, servedBy)-worked)
		if n := strings.Count(page, ` class="contact`); n != 500 {
			t.Errorf("%d lines of 500 contacts", n)
		}
		settled()
	}
	t.Logf("made anew %v after the table was saved, by %v of work", best.Round(10*time.Millisecond), least)
	if least > 900*time.Millisecond {
		t.Errorf("a save takes %v of work: want 0.9 s at the most", least)
	}
	until(t, "the new words", inPage+"?.querySelector('[id^=\"contact-\"] .claims') && "+inPage+
		".body.textContent.includes('Written at try 4.')")
}

// workOf is how long a process has worked, by Linux's account of it.
func workOf(t *testing.T, pid int) time.Duration {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells the work of a process in this way")
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	ticks := 0
	for _, field := range fields[11:13] { // in user and in kernel mode
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// At the desk a passage is marked with the mouse, a cell put right, a row checked by one key, and all of it taken back.
func TestServeDesk(t *testing.T) {
	d := served(t)
	claims := filepath.Join(d, "claims.csv")
	until(t, "the figure", inPage+"?.querySelector('svg')")
	ask[any](t, "document.getElementById('tab-desk').click()")
	until(t, "the first row", "document.getElementById('claim').textContent === 'c1'")
	until(t, "the text", "document.getElementById('text').textContent.includes('two weeks before')")
	report(t, "the desk", axeProblems(t))

	// From "met the transport" to "14 February", by dragging.
	ends := ask[[]float64](t, `(() => {
		const text = [...document.querySelectorAll('#text p')].find((p) => p.textContent.startsWith('Ann')).firstChild;
		const at = (words, end) => {
			const r = document.createRange(), i = text.data.indexOf(words) + (end ? words.length : 0);
			r.setStart(text, i); r.setEnd(text, i + (end ? 0 : 1));
			const box = r.getBoundingClientRect();
			return [box.left + (end ? -1 : 1), box.top + box.height / 2];
		};
		return [...at('met the transport'), ...at('14 February', true)];
	})()`)
	drag(t, ends[0], ends[1], ends[2], ends[3])
	until(t, "that something is marked", "!document.getElementById('anchor').disabled")
	if err := chromedp.Do(tab, chromedp.KeyEvent("m")); err != nil {
		t.Fatal(err)
	}
	holds(t, claims, "met the … 14 February", true)
	until(t, "the mark",
		"document.querySelector('#text mark')?.textContent === 'met the transport minister, Bo Sample, on 14 February'")
	shoot(t, "serve-desk")

	ask[any](t, `(() => {
		const input = document.querySelector('input[data-column="date"]');
		input.value = '2025-02-31';
		input.dispatchEvent(new Event('change'));
	})()`)
	until(t, "that no such day is taken", "document.getElementById('said').classList.contains('bad')")
	ask[any](t, `(() => {
		const input = document.querySelector('input[data-column="hedge"]');
		input.value = 'is said to';
		input.dispatchEvent(new Event('change'));
	})()`)
	holds(t, claims, "is said to", true)
	until(t, "the cell", `document.querySelector('input[data-column="hedge"]').value === 'is said to'`)
	if err := chromedp.Do(tab, chromedp.KeyEvent("a")); err != nil {
		t.Fatal(err)
	}
	holds(t, claims, "Eve Evans,2026-11-26", true)
	until(t, "the next row", "document.getElementById('claim').textContent === 'c2'")
	for _, gone := range []string{"Eve Evans", "is said to"} {
		if err := chromedp.Do(tab, chromedp.KeyEvent("u")); err != nil {
			t.Fatal(err)
		}
		holds(t, claims, gone, false)
		until(t, "the row again", "document.getElementById('claim').textContent === 'c1'")
	}

	// Somebody else changes the row while it is shown: nothing is written over it.
	data, err := os.ReadFile(claims)
	if err != nil {
		t.Fatal(err)
	}
	save(t, claims, strings.Replace(string(data), "2025-02-14", "2025-02-15", 1))
	until(t, "the row as it is now", `document.querySelector('input[data-column="date"]').value === '2025-02-15'`)
}

// A second person codes a passage that they see alone, and marks one themselves in the whole document.
func TestServeSecondCoding(t *testing.T) {
	d := served(t)
	claims := filepath.Join(d, "claims.csv")
	data, err := os.ReadFile(claims)
	if err != nil {
		t.Fatal(err)
	}
	anchored := strings.Replace(string(data), "c1,ann,bo,courier,meeting,2025-02-14,,",
		"c1,ann,bo,courier,meeting,2025-02-14,"+anchorOf(t, "met the transport minister, Bo Sample, on 14 February")+",", 1)
	save(t, claims, anchored)
	until(t, "the figure", inPage+"?.querySelector('svg')")
	ask[any](t, "document.getElementById('tab-second').click()")
	until(t, "that the problems are out of sight", "document.querySelector('aside').hidden")
	ask[any](t,
		`(() => { const name = document.getElementById('coder'); name.value = 'Fay Ford'; name.dispatchEvent(new Event('change')); })()`)
	until(t, "the passage", "document.querySelector('#second-text mark')?.textContent.startsWith('met the')")
	hint := ask[string](t,
		`document.querySelector('[data-column="asserted_by"]').closest('label').querySelector('small')?.textContent ?? ''`)
	if !strings.HasPrefix(hint, "ids or words, the origin first") {
		t.Errorf("beside the question who told the document stands %q", hint)
	}
	report(t, "second coding", axeProblems(t))
	if seen := ask[bool](t,
		"['2025-02-14', 'all right'].some(w => document.getElementById('second').textContent.toLowerCase().includes(w))"); seen {
		t.Error("the row is shown to whoever codes its passage")
	}
	fill := func(column, text string) {
		ask[any](t, `document.querySelector('#entries [data-column="`+column+`"]').focus()`)
		if err := chromedp.Do(tab, chromedp.SendKeys(`#entries [data-column="`+column+`"]`, text)); err != nil {
			t.Fatal(err)
		}
	}
	fill("actor", "Ann Example")
	fill("recipient", "a minister")
	fill("date", "2025-02")
	shoot(t, "serve-second")
	ask[any](t, "document.getElementById('write').click()")
	until(t, "that nobody has that name", "document.getElementById('said').textContent.includes('no actor of the list')")
	ask[any](t, "document.getElementById('write').click()")
	codings := filepath.Join(d, "codings.csv")
	holds(t, codings, "c1,Fay Ford,2026-11-26,ann,a minister,", true)
	until(t, "that nothing is left",
		"document.getElementById('progress').textContent.startsWith('1 passage coded by you, 0')")

	ask[any](t, "document.querySelector('#documents button').click()")
	until(t, "the whole document", "!document.getElementById('end').hidden")
	ask[any](t, `(() => {
		const text = [...document.querySelectorAll('#second-text p')].find((p) => p.textContent.startsWith('A spokeswoman')).firstChild;
		getSelection().setBaseAndExtent(text, 0, text, 60);
	})()`)
	until(t, "the mark", "document.getElementById('marked').textContent.includes('A spokeswoman')")
	fill("actor", "Bo Sample")
	fill("recipient", "ann")
	ask[any](t,
		`(() => { const s = document.querySelector('[data-column="stance"]'); s.value = 'confirms'; s.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	ask[any](t, "document.getElementById('write').click()")
	holds(t, codings, "confirms", true)
	ask[any](t, "document.getElementById('take-back').click()")
	holds(t, codings, "confirms", false)
	holds(t, codings, "c1,Fay Ford", true)
}

// anchorOf is the anchor of words of the article, as relgraph anchor writes it.
func anchorOf(t *testing.T, words string) string {
	t.Helper()
	found, err := anchor.Normalise(article).Find(words)
	if err != nil {
		t.Fatal(err)
	}
	return found.String()
}

// A box is dragged; places.csv keeps where it stands, and the figure is drawn so.
func TestServeMovesBoxes(t *testing.T) {
	d := served(t)
	until(t, "the figure", inPage+"?.querySelector('svg g[id$=\"-actor-ann\"]')")
	ask[any](t, "document.getElementById('move').click()")
	at := ask[[]float64](t, `(() => {
		const frame = document.getElementById('page').getBoundingClientRect();
		`+inPage+`.querySelector('g[id$="-actor-ann"]').scrollIntoView({block: 'center', behavior: 'instant'});
		const box = `+inPage+`.querySelector('g[id$="-actor-ann"]').getBoundingClientRect();
		return [frame.left + box.left + box.width / 2, frame.top + box.top + box.height / 2];
	})()`)
	drag(t, at[0], at[1], at[0]+120, at[1]-60)
	holds(t, filepath.Join(d, "places.csv"), "ann,", true)
	data, err := os.ReadFile(filepath.Join(d, "places.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(data), "\n"); lines != 3 {
		t.Errorf("want a head and two places:\n%s", data)
	}
	until(t, "the figure with its places", inPage+"?.querySelector('svg g[id$=\"-actor-ann\"]') && !"+inPage+
		".querySelector('[data-moved]')")
	shoot(t, "serve-figure")
}

// drag presses at a place, moves, and lets go.
func drag(t *testing.T, x, y, toX, toY float64) {
	t.Helper()
	for i, step := range []struct {
		kind input.DispatchMouseEventType
		x, y float64
	}{
		{input.DispatchMouseEventTypeMousePressed, x, y}, {input.DispatchMouseEventTypeMouseMoved, x + 3, y + 2},
		{input.DispatchMouseEventTypeMouseMoved, (x + toX) / 2, (y + toY) / 2},
		{input.DispatchMouseEventTypeMouseMoved, toX, toY}, {input.DispatchMouseEventTypeMouseReleased, toX, toY},
	} {
		p := input.DispatchMouseEventParams{Type: step.kind, X: step.x, Y: step.y, Button: input.MouseButtonLeft,
			ClickCount: 1}
		if step.kind == input.DispatchMouseEventTypeMouseMoved {
			p.Buttons = 1
		}
		if _, err := chromedp.Call(tab, input.DispatchMouseEvent, p); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
}

// watchConsole fails the test, at its end, for anything that the pages complained of.
func watchConsole(t *testing.T) {
	t.Helper()
	script := `globalThis.complaints ??= []; addEventListener('error', (e) => complaints.push(e.message)); addEventListener('securitypolicyviolation', (e) => complaints.push(e.violatedDirective + ' ' + e.blockedURI)); addEventListener('unhandledrejection', (e) => complaints.push(String(e.reason)))`
	if _, err := chromedp.Call(tab, page.AddScriptToEvaluateOnNewDocument,
		page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if said := ask[[]string](t, "globalThis.complaints ?? []"); len(said) > 0 {
			t.Errorf("the page complained: %s", strings.Join(said, "; "))
		}
	})
}

// axeProblems are what axe-core finds wrong in the page that is open.
func axeProblems(t *testing.T) []string {
	t.Helper()
	ask[any](t, axe+"; undefined")
	return ask[[]string](t,
		`axe.run(document, {iframes: false}).then((r) => r.violations.map((v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.html.slice(0, 80)).join(' | ')))`)
}
