package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

const tables = "id,actor,recipient,document,kind,date,anchor,checked_by,checked_on,checked_row,doubt\nc1,ann,bo,courier,meeting,2025-02-14,,,,,\nc2,ann,bo,courier,call,2025-02,,,,,\n"

const article = "The Lake Courier\n\nAnn Example met the transport minister, Bo Sample, on 14 February, two weeks before the tender.\n\nNo comment, she said.\n"

// opened is a bench that shows a dossier of its own, with a server for it.
type opened struct {
	dir     string
	address string
	host    string
}

func open(t *testing.T, change func(*Setup)) opened {
	t.Helper()
	return openIn(t, t.TempDir(), change)
}

// openIn opens the dossier in a folder, which it makes if there is none.
func openIn(t *testing.T, dir string, change func(*Setup)) opened {
	t.Helper()
	files := map[string]string{
		"d/actors.csv":    "id,name\nann,Ann Example\nbo,Bo Sample\n",
		"d/documents.csv": "id,title,path\ncourier,Ferry company saw the minister,courier.txt\n",
		"d/claims.csv":    tables, "copies/courier.txt": article, "secret.txt": "outside the dossier",
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		names = append(names, file)
		if _, err := os.Stat(file); err == nil {
			continue
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(dir, "d")
	s := Setup{
		Name:   name,
		Open:   func() (*sources.Dossier, sources.Diagnostics) { return sources.Open(name, sources.Options{}) },
		Draw:   func(context.Context, bool) ([]byte, error) { return []byte("<!doctype html><title>drawn</title>"), nil },
		Reads:  func() ([]string, error) { return names, nil },
		Places: filepath.Join(name, "places.csv"),
		Copies: os.DirFS(filepath.Join(dir, "copies")),
		On:     edtf.Day{Year: 2026, Month: 11, Day: 26},
	}
	if change != nil {
		change(&s)
	}
	b := New(s)
	server, l, err := Listen(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	ended.Go(func() {
		if err := server.Serve(ctx, l); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { end(); ended.Wait() })
	o := opened{dir, server.Address(), l.Addr().String()}
	o.until(t, func(s Overview) bool { return s.Revision > 0 })
	return o
}

func (o opened) until(t *testing.T, holds func(Overview) bool) Overview {
	t.Helper()
	for end, limited := t.Deadline(); ; time.Sleep(10 * time.Millisecond) {
		var s Overview
		o.get(t, "state", &s)
		if holds(s) {
			return s
		}
		if limited && time.Until(end) < time.Minute {
			t.Fatalf("not in all the time that the tests have: %+v", s)
		}
	}
}

func (o opened) get(t *testing.T, path string, into any) {
	t.Helper()
	answer, err := http.Get(o.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, answer.Status)
	}
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		t.Fatal(err)
	}
}

// post sends an answer as a page of the server would.
func (o opened) post(t *testing.T, name string, a any) (int, Done) {
	t.Helper()
	body, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, o.address+name, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", "http://"+o.host)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var d Done
	if err := json.NewDecoder(answer.Body).Decode(&d); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, d
}

func (o opened) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(o.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (o opened) claim(t *testing.T, id string) (c Claim) {
	t.Helper()
	o.get(t, "claim?id="+id, &c)
	return c
}

func TestOnlyItsOwnPagesMayAsk(t *testing.T) {
	o := open(t, nil)
	own := "http://" + o.host
	seen := o.claim(t, "c1").Seen
	body := fmt.Sprintf(`{"id":"c1","seen":%q,"by":"Mallory"}`, seen)
	for _, tt := range []struct {
		what, method, url, host, origin, site, kind, body string
		want                                              int
	}{
		{what: "no token", method: "GET", url: own + "/state", want: 403},
		{what: "no path", method: "GET", url: own + "/", want: 403},
		{what: "another token", method: "GET", url: own + "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/state", want: 403},
		{what: "another host", method: "GET", url: o.address + "state", host: "rebound.example:80", want: 403},
		{what: "another origin", method: "GET", url: o.address + "state", origin: "https://evil.example", want: 403},
		{what: "an origin like ours", method: "GET", url: o.address + "state", origin: own + ".evil.example", want: 403},
		{what: "the origin of a sandbox", method: "GET", url: o.address + "state", origin: "null", want: 403},
		{what: "another site", method: "GET", url: o.address + "state", site: "cross-site", want: 403},
		{what: "traversal", method: "GET", url: o.address + "../../secret.txt", want: 403},
		{what: "encoded traversal", method: "GET", url: o.address + "..%2f..%2fsecret.txt", want: 403},
		{what: "a file of the dossier", method: "GET", url: o.address + "d/claims.csv", want: 404},
		{what: "a writing by GET", method: "GET", url: o.address + "check", want: 405},
		{what: "no origin", method: "POST", url: o.address + "check", kind: "application/json", body: body, want: 403},
		{what: "a form", method: "POST", url: o.address + "check", origin: own, kind: "text/plain", body: body, want: 403},
		{what: "another site's writing", method: "POST", url: o.address + "check", origin: "http://evil.example",
			kind: "application/json", body: body, want: 403},
		{what: "10 MB", method: "POST", url: o.address + "check", origin: own, kind: "application/json",
			body: `{"id":"` + strings.Repeat("x", 10<<20) + `"}`, want: 413},
		{what: "no JSON", method: "POST", url: o.address + "check", origin: own, kind: "application/json", body: "{",
			want: 400},
		{what: "what no answer has", method: "POST", url: o.address + "check", origin: own, kind: "application/json",
			body: `{"file":"/etc/passwd"}`, want: 400},
		{what: "PUT", method: "PUT", url: o.address + "check", origin: own, kind: "application/json", body: body,
			want: 405},
	} {
		r, err := http.NewRequest(tt.method, tt.url, strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		if tt.host != "" {
			r.Host = tt.host
		}
		for name, value := range map[string]string{"Origin": tt.origin, "Sec-Fetch-Site": tt.site,
			"Content-Type": tt.kind} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			if tt.what == "10 MB" { // the server may close before all of it is sent
				continue
			}
			t.Fatalf("%s: %v", tt.what, err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != tt.want || strings.Contains(string(text), "outside the dossier") {
			t.Errorf("%s: %s %s, want %d", tt.what, answer.Status, text, tt.want)
		}
	}
	if got := o.read(t, "d/claims.csv"); got != tables {
		t.Errorf("something was written:\n%s", got)
	}
}

func TestListensOnThisMachineAlone(t *testing.T) {
	o := open(t, nil)
	host, _, err := net.SplitHostPort(o.host)
	if err != nil || !net.ParseIP(host).IsLoopback() {
		t.Errorf("it listens on %s, %v", o.host, err)
	}
	answer, err := http.Get(o.address)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := answer.Header.Get(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A hundred answers at once about one row: one is written, the others are told that the row has changed.
func TestAnswersAtOnce(t *testing.T) {
	o := open(t, nil)
	seen := o.claim(t, "c1").Seen
	var all sync.WaitGroup
	taken := make(chan int, 100)
	for i := range 100 {
		all.Go(func() {
			status, _ := o.post(t, "correct", Reply{ID: "c1", Seen: seen, Column: "hedge",
				Text: fmt.Sprintf("said %d", i)})
			taken <- status
		})
	}
	all.Wait()
	close(taken)
	counts := map[int]int{}
	for status := range taken {
		counts[status]++
	}
	if counts[200] != 1 || counts[409] != 99 {
		t.Errorf("answers by status: %v, want one taken and 99 refused", counts)
	}
	if got := o.read(t, "d/claims.csv"); strings.Count(got, "said ") != 1 || strings.Count(got, "\n") != 3 {
		t.Errorf("the table:\n%s", got)
	}
}

func TestDesk(t *testing.T) {
	o := open(t, nil)
	c := o.claim(t, "c1")
	if len(c.Text) != 3 || c.Length != 0 || !strings.HasPrefix(c.Passage, "not anchored") {
		t.Fatalf("%+v", c)
	}
	start := c.Text[1].Start + strings.Index(c.Text[1].Text, "met the")
	steps := []struct {
		name   string
		answer Reply
		status int
		says   string // its beginning, behind the folder
	}{
		{"anchor", Reply{Start: start, Length: 50}, 200, "d/claims.csv:2:38: anchored at character 29, 53 characters"},
		{"anchor", Reply{Start: 1 << 30, Length: 50}, 422, "nothing of the document is marked"},
		{"anchor", Reply{Start: -5, Length: math.MaxInt}, 422, "nothing of the document is marked"},
		{"correct", Reply{Column: "date", Text: "2025-02-31"}, 422, "nothing is written: the dossier would have errors"},
		{"correct", Reply{Column: "checked_by", Text: "Mallory"}, 400, `"checked_by" is no column that is asked about`},
		{"correct", Reply{Column: "hedge", Text: "is said to"}, 200, "d/claims.csv:2:"},
		{"check", Reply{}, 422, "no name: want yours, since the row will say who checked it"},
		{"check", Reply{By: "Eve Evans"}, 200, "d/claims.csv:2:"},
		{"doubt", Reply{By: "Eve Evans"}, 422, "no words: want what you doubt"},
		{"doubt", Reply{By: "Eve Evans", Words: "which of the two dinners?"}, 200, "d/claims.csv:2:"},
		{"undo", Reply{}, 200, "d/claims.csv:2:1: the last answer is taken back"},
	}
	for i, step := range steps {
		step.answer.ID, step.answer.Seen = "c1", o.claim(t, "c1").Seen
		if step.name == "undo" {
			step.answer = Reply{}
		}
		status, done := o.post(t, step.name, step.answer)
		says := strings.TrimPrefix(done.Says, o.dir+string(filepath.Separator))
		if status != step.status || !strings.HasPrefix(filepath.ToSlash(says), step.says) {
			t.Errorf("step %d, %s: %d %q, want %d %q", i, step.name, status, says, step.status, step.says)
		}
	}
	c = o.claim(t, "c1")
	if c.Checked != "checked by Eve Evans on 2026-11-26" || c.Doubt != "" {
		t.Errorf("the row in the end: %q, doubt %q", c.Checked, c.Doubt)
	}
	o.until(t, func(Overview) bool { return o.claim(t, "c1").Length == 53 })
	if got := o.read(t, "d/claims.csv"); !strings.Contains(got, "Eve Evans,2026-11-26") ||
		strings.Contains(got, "dinners") || !strings.HasSuffix(got, "c2,ann,bo,courier,call,2025-02,,,,,,\n") {
		t.Errorf("the table:\n%s", got)
	}
}

// What somebody else saves is shown; an answer about the row as it was before is refused.
func TestFollowsTheTables(t *testing.T) {
	o := open(t, nil)
	seen := o.claim(t, "c1").Seen
	// In one step, as an editor saves: a table that is half written is one that the test does not ask about, and a busy
	// machine leaves it so for longer than a look.
	write := func(text string) {
		whole, table := filepath.Join(o.dir, "whole.csv"), filepath.Join(o.dir, "d", "claims.csv")
		if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(whole, table); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.Replace(tables, "2025-02-14", "2025-02-15", 1))
	o.until(t, func(Overview) bool { return o.claim(t, "c1").Seen != seen })
	if status, _ := o.post(t, "check", Reply{ID: "c1", Seen: seen, By: "Eve Evans"}); status != 409 {
		t.Errorf("an answer about the row as it was: %d, want 409", status)
	}
	write(strings.Replace(tables, "2025-02-14", "soon", 1))
	s := o.until(t, func(s Overview) bool { return s.Problems.Err() != nil })
	if len(s.Claims) != 0 || s.Problems.Only(sources.Error)[0].Line != 2 {
		t.Errorf("%+v", s)
	}
	if status, done := o.post(t, "check", Reply{ID: "c1", Seen: seen, By: "Eve Evans"}); status != 409 ||
		done.Says != "the dossier has errors: put those right first" {
		t.Errorf("an answer beside errors: %d %q", status, done.Says)
	}
	write(tables)
	o.until(t, func(s Overview) bool { return s.Problems.Err() == nil && len(s.Claims) == 2 })
}

func TestPlacesAreKept(t *testing.T) {
	o := open(t, nil)
	status, done := o.post(t, "places", Reply{Boxes: []Box{{"ann", 1.25, -3}, {"bo", 200, 0}}})
	if want := "id,x,y\nann,1.2,-3.0\nbo,200.0,0.0\n"; status != 200 || o.read(t, "d/places.csv") != want {
		t.Errorf("%d %q, %q, want %q", status, done.Says, o.read(t, "d/places.csv"), want)
	}
	if status, _ := o.post(t, "places", Reply{Boxes: []Box{{"ann", 7, 7}}}); status != 200 ||
		o.read(t, "d/places.csv") != "id,x,y\nann,7.0,7.0\nbo,200.0,0.0\n" {
		t.Errorf("the other's place is lost: %d %q", status, o.read(t, "d/places.csv"))
	}
	for what, boxes := range map[string][]Box{"nobody": {{"mallory", 0, 0}}, "twice": {{"ann", 0, 0}, {"ann", 1, 1}},
		"far out": {{"ann", 1e9, 0}}, "none": {}} {
		if status, done := o.post(t, "places", Reply{Boxes: boxes}); status == 200 {
			t.Errorf("%s: %q", what, done.Says)
		}
	}
	theirs := "name,id,x,y\nAnn,ann,0,0\n"
	if err := os.WriteFile(filepath.Join(o.dir, "d", "places.csv"), []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _ := o.post(t, "places", Reply{Boxes: []Box{{"ann", 7, 7}}}); status != 409 ||
		o.read(t, "d/places.csv") != theirs {
		t.Errorf("a table with more columns: %d %q", status, o.read(t, "d/places.csv"))
	}
}

func TestWhatIsFixedIsNotWritten(t *testing.T) {
	o := open(t, func(s *Setup) { s.Fixed = "It can be read, not written." })
	if status, done := o.post(t, "check", Reply{ID: "c1", Seen: o.claim(t, "c1").Seen,
		By: "Eve Evans"}); status != 403 || done.Says != "It can be read, not written." {
		t.Errorf("%d %q", status, done.Says)
	}
}
