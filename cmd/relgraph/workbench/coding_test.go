package workbench

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// anchored is a dossier whose first row has its passage.
func anchored(t *testing.T, change func(*Setup)) opened {
	t.Helper()
	o := open(t, nil)
	c := o.claim(t, "c1")
	start := c.Text[1].Start + strings.Index(c.Text[1].Text, "met the")
	if status, done := o.post(t, "anchor", Reply{ID: "c1", Seen: c.Seen, Start: start, Length: 50}); status != 200 {
		t.Fatalf("%d %s", status, done.Says)
	}
	if change != nil {
		return openIn(t, o.dir, change)
	}
	o.until(t, func(Overview) bool { return o.claim(t, "c1").Length > 0 })
	return o
}

func (o opened) codings(t *testing.T, by string) (c Codings) {
	t.Helper()
	o.get(t, "codings?by="+url.QueryEscape(by), &c)
	return c
}

func (o opened) coding(t *testing.T, by, query string) (c Coding) {
	t.Helper()
	o.get(t, "coding?by="+url.QueryEscape(by)+"&"+query, &c)
	return c
}

func TestSecondCoding(t *testing.T) {
	o := anchored(t, nil)
	list := o.codings(t, "Fay Ford")
	want := Codings{Version: Version, Passages: []Passage{{"c1", "Ferry company saw the minister"}},
		Documents: []Whole{{ID: "courier", Name: "Ferry company saw the minister"}}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("what is to be coded (-want +got):\n%s", diff)
	}
	c := o.coding(t, "Fay Ford", "id=c1")
	var columns []string
	hints := map[string]string{}
	for _, e := range c.Asked[0].Entries {
		columns = append(columns, e.Column)
		if e.Hint != "" {
			hints[e.Column] = e.Hint
		}
	}
	if got := strings.Join(columns, " "); c.Length != 53 || got !=
		"actor recipient kind direction date stance modality hedge asserted_by channel about" {
		t.Fatalf("%d characters; asked %s", c.Length, got)
	}
	if diff := cmp.Diff(map[string]string{
		"actor":       "id or name, several with | between",
		"date":        "as 2014-09-23, 2014-09, 2014-09~ for about, 2014-09/2014-11",
		"asserted_by": "ids or words, the origin first, with > between; (anonymous) or (on record) behind",
		"channel":     "direct, unknown, via somebody",
		"about":       "the id that stands above the passage of the report, or of a contact",
	}, hints); diff != "" {
		t.Errorf("how they are answered (-want +got):\n%s", diff)
	}
	answer := Reply{ID: "c1", Seen: c.Seen, By: "Fay Ford",
		Cells: map[string]string{"actor": "Ann Example", "recipient": "the ministr", "kind": "meeting",
			"date": "2025-02-14"}}
	if status, done := o.post(t, "code", answer); status != 422 || done.Unknown != "the ministr" ||
		done.Says != `"the ministr" is no actor of the list: send it once more to keep the words as they are` {
		t.Errorf("a name that nobody has: %d %+v", status, done)
	}
	answer.Keep = []string{"the ministr"}
	answer.Cells["date"] = "soon"
	if status, done := o.post(t, "code", answer); status != 422 ||
		done.Says != `date: unreadable date "soon": not a date: want "2014", "2014-09" or "2014-09-23"` {
		t.Errorf("no date: %d %+v", status, done)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "d", "codings.csv")); err == nil {
		t.Error("a table of codings is there before anything was coded")
	}
	answer.Cells["date"] = "2025-02"
	if status, done := o.post(t, "code", answer); status != 200 {
		t.Fatalf("%d %+v", status, done)
	}
	const head = "claim,coder,coded_on,actor,recipient,kind,direction,date,stance,modality,hedge,asserted_by,channel,about\n"
	row := "c1,Fay Ford,2026-11-26,ann,the ministr,meeting,,2025-02,,,,,,\n"
	if got := o.read(t, "d/codings.csv"); got != head+row {
		t.Errorf("the codings:\n%s\nwant\n%s", got, head+row)
	}
	if status, done := o.post(t, "code", answer); status != 409 {
		t.Errorf("an answer about what was shown before it was coded: %d %s", status, done.Says)
	}
	if status, _ := o.post(t, "undo", Reply{}); status != 200 || o.read(t, "d/codings.csv") != "claim,coder\n" {
		t.Errorf("taken back: %d\n%s", status, o.read(t, "d/codings.csv"))
	}
	if list := o.codings(t, "Fay Ford"); len(list.Passages) != 1 || list.Coded != 0 {
		t.Errorf("after it was taken back: %+v", list)
	}
}

// Whoever has checked a row has seen it; whoever comes second to a change is told.
func TestSecondCodingIsRefused(t *testing.T) {
	o := anchored(t, nil)
	c := o.coding(t, "Fay Ford", "id=c1")
	if status, done := o.post(t, "check", Reply{ID: "c1", Seen: o.claim(t, "c1").Seen, By: "Eve Evans"}); status != 200 {
		t.Fatal(done.Says)
	}
	cells := map[string]string{"actor": "ann", "recipient": "bo"}
	for _, tt := range []struct {
		what   string
		answer Reply
		status int
		says   string
	}{
		{"who checked the row", Reply{ID: "c1", By: "Eve Evans", Cells: cells}, 403,
			"Eve Evans has checked the row of c1 and so has seen it: want somebody else"},
		{"who checked rows of the document", Reply{Document: "courier", By: "Eve Evans", Cells: cells}, 403,
			`Eve Evans has checked rows of "courier" and so has seen them: want somebody else, or another document`},
		{"nobody", Reply{ID: "c1", Seen: c.Seen, Cells: cells}, 422,
			"no name: want yours, since the coding will say whose it is"},
		{"no passage", Reply{ID: "c2", By: "Fay Ford", Cells: cells}, 404, "c2: its passage is not at hand"},
		{"no claim", Reply{ID: "c9", By: "Fay Ford", Cells: cells}, 404, `there is no claim "c9"`},
		{"another column", Reply{ID: "c1", Seen: c.Seen, By: "Fay Ford",
			Cells: map[string]string{"checked_by": "Fay"}}, 400,
			`"checked_by" is no column that is asked about`},
		{"nothing marked", Reply{Document: "courier", By: "Fay Ford", Class: "contact", Cells: cells}, 422,
			"nothing of the document is marked"},
		{"no class", Reply{Document: "courier", By: "Fay Ford", Start: 20, Length: 40, Cells: cells}, 400,
			`unknown class "": want contact or tie`},
	} {
		if status, done := o.post(t, "code", tt.answer); status != tt.status || done.Says != tt.says {
			t.Errorf("%s: %d %q, want %d %q", tt.what, status, done.Says, tt.status, tt.says)
		}
	}
	claims := o.read(t, "d/claims.csv")
	moved := strings.Replace(claims, "n1 29+53", "n1 30+53", 1)
	if moved == claims {
		t.Fatalf("no anchor in %s", claims)
	}
	if err := os.WriteFile(filepath.Join(o.dir, "d", "claims.csv"), []byte(moved), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, done := o.post(t, "code", Reply{ID: "c1", Seen: c.Seen, By: "Fay Ford", Cells: cells}); status != 409 {
		t.Errorf("another passage than was shown: %d %q", status, done.Says)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "d", "codings.csv")); err == nil {
		t.Error("something was coded")
	}
}

func TestSecondCodingOfAWholeDocument(t *testing.T) {
	o := anchored(t, nil)
	c := o.coding(t, "Fay Ford", "document=courier")
	if len(c.Asked) != 2 || c.Length != 0 {
		t.Fatalf("%+v", c)
	}
	start := c.Text[1].Start + strings.Index(c.Text[1].Text, "Ann")
	answer := Reply{Document: "courier", By: "Fay Ford", Class: "contact", Start: start, Length: 60,
		Cells: map[string]string{"actor": "ann", "recipient": "bo", "stance": "denies", "hedge": "is said"}}
	if status, done := o.post(t, "code", answer); status != 200 {
		t.Fatalf("%d %+v", status, done)
	}
	if status, done := o.post(t, "code", Reply{Document: "courier", By: "Fay Ford", End: true}); status != 200 {
		t.Fatalf("%d %+v", status, done)
	}
	got := o.read(t, "d/codings.csv")
	if lines := strings.Split(got, "\n"); len(lines) != 4 || !strings.Contains(lines[1], "Ann Example") ||
		!strings.Contains(lines[1], "denies") {
		t.Errorf("the codings:\n%s", got)
	}
	if list := o.codings(t, "Fay Ford"); !list.Documents[0].Ended || list.Documents[0].Coded != 1 {
		t.Errorf("%+v", list.Documents)
	}
}

// A workbench for second coding tells nothing of the rows: what it answers has no word of theirs in it.
func TestSecondCodingIsBlind(t *testing.T) {
	o := anchored(t, func(s *Setup) { s.Blind = true })
	names := []string{"state", "codings?by=Fay", "coding?by=Fay&id=c1", "coding?by=Fay&document=courier", ""}
	for _, name := range names {
		answer, err := http.Get(o.address + name)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != 200 {
			t.Errorf("%q: %s", name, answer.Status)
		}
		for _, secret := range []string{"2025-02-14", "sha256", "claims.csv", "checked_by"} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%q tells %q of a row:\n%s", name, secret, text)
			}
		}
	}
	for _, name := range []string{"page", "claim?id=c1", "workbench.html"} {
		answer, err := http.Get(o.address + name)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", name, answer.Status)
		}
	}
}
