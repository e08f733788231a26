package figure_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/internal/made"
	"relgraph/sources"
)

func graphOf(t *testing.T, tables map[string]string) *graph.Graph {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range tables {
		fsys["dossier/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, problems := sources.OpenFS(fsys, "dossier", sources.Options{AllowUnsourced: true})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

func builtInGraph(t *testing.T) *graph.Graph {
	t.Helper()
	d, problems := sources.SyriaContacts()
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return graph.Must(graph.Build(d))
}

func drawTimeline(t *testing.T, g *graph.Graph, opts figure.Options) *figure.Figure {
	t.Helper()
	f, err := figure.Timeline(g, opts)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestNothingOverlapsInTheBuiltInTimeline(t *testing.T) {
	g := builtInGraph(t)
	wellSet(t, g, drawTimeline(t, g, figure.Options{}))
}

func TestNothingOverlapsInMadeTimelines(t *testing.T) {
	for seed := range made.Seeds(40, 400) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := graphOf(t, datedDossier(rand.New(rand.NewPCG(seed, 2)), 1+int(seed)))
			wellSet(t, g, drawTimeline(t, g, figure.Options{}))
		})
	}
}

// datedDossier makes up to n contacts with dates of every form, in one year or in many.
func datedDossier(r *rand.Rand, n int) map[string]string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	year := 1900 + r.IntN(100)
	spread := []int{1, 3, 120}[r.IntN(3)]
	date := func() string {
		y := year + r.IntN(spread)
		day := fmt.Sprintf("%d-%02d-%02d", y, 1+r.IntN(12), 1+r.IntN(28))
		day = day[:[]int{4, 7, 10, 10}[r.IntN(4)]] + pick("", "", "", "~", "?", "%")
		return pick(day, day, day, "", "/"+day, day+"/", day+"/..", "../"+day, fmt.Sprintf("%s/%d~", day, y+1),
			fmt.Sprintf("%dX", y/10), "XXXX")
	}
	actors := "id,name\n"
	for i := range 14 {
		actors += fmt.Sprintf("a%d,%s %d\n", i, pick("Ann", "Ministry of Long Names and Interior Affairs",
			"Große Straße", "Новости Ελλάδα", "日本", strings.Repeat("unbroken", 9)), i)
	}
	documents := "id,title,issued\n"
	for i := range 9 {
		documents += fmt.Sprintf("d%d,Title %d,%s\n", i, i,
			pick("", "2131-01-15", "2131-01-18", "2131", "2131-02/..", "/2131-05", "2135-03~", "XXXX"))
	}
	claims := "actor,recipient,document,kind,direction,date,label,hedge,modality,stance,asserted_by,locator\n"
	for i := range n {
		from := r.IntN(14)
		for page := range 1 + r.IntN(3) {
			claims += fmt.Sprintf("a%d,a%d,%s,%s,directed,%s,%s,%s,%s,%s,%s,p. %d\n", from, (from+1)%14,
				pick("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"),
				pick("talks", "visit", "call", "message", "affiliation", "warning"), date(),
				pick("", "talks over a truce in the region"), pick("", "reportedly"),
				pick("", "", "planned", "requested", "hypothetical"),
				pick("reports", "reports", "reports", "denies", "no-comment"), fmt.Sprintf("a%d (on record)", from),
				9*i+page)
		}
	}
	return map[string]string{"actors.csv": actors, "documents.csv": documents, "claims.csv": claims}
}

// wellSet holds that every drawn contact has one row on one page, that rows do not overlap and hold their texts and
// shapes, that no text leaves the page, and that no two texts overlap.
func wellSet(t *testing.T, g *graph.Graph, f *figure.Figure) {
	t.Helper()
	rows := map[sources.ContactID]int{}
	for _, page := range f.Pages() {
		for _, e := range page.Edges {
			rows[e.Contact.ID]++
		}
		wellSetPage(t, page)
	}
	for c := range g.All() {
		want := 0
		if c.Drawn() && !c.IsAffiliation() {
			want = 1
		}
		if rows[c.ID] != want {
			t.Errorf("%s, %s %s, has %d rows, want %d", c.ID, c.State, c.Kind, rows[c.ID], want)
		}
	}
}

func wellSetPage(t *testing.T, f *figure.Figure) {
	t.Helper()
	page := figure.Box{Width: f.Width, Height: f.Height}
	for i, e := range f.Edges {
		if !inside(e.Label, page) {
			t.Errorf("the row of %s leaves the page: %+v", e.Contact.ID, e.Label)
		}
		for _, other := range f.Edges[:i] {
			if overlap(e.Label, other.Label) {
				t.Errorf("the rows of %s and %s overlap: %+v %+v", e.Contact.ID, other.Contact.ID, e.Label, other.Label)
			}
		}
		for _, text := range e.Texts {
			if !inside(textBox(text), e.Label) {
				t.Errorf("%q at %+v is not within the row %+v", text.Content, textBox(text), e.Label)
			}
		}
		for _, shape := range e.Shapes {
			if b := bounds(shape); !inside(b, around(e.Label, 1)) {
				t.Errorf("a shape of %s at %+v is not within its row %+v", e.Contact.ID, b, e.Label)
			}
		}
	}
	var texts []figure.Text
	f.Each(func(p figure.Part) { texts = append(texts, p.Texts...) })
	for i, a := range texts {
		if !inside(textBox(a), page) {
			t.Errorf("%q leaves the page: %+v", a.Content, textBox(a))
		}
		for _, b := range texts[:i] {
			if overlap(textBox(a), textBox(b)) {
				t.Errorf("%q and %q overlap: %+v %+v", a.Content, b.Content, textBox(a), textBox(b))
			}
		}
	}
}

// TestTheBuiltInTimelineIsOnePage has rows of two lines of text, so that 24 of them stand on A4.
func TestTheBuiltInTimelineIsOnePage(t *testing.T) {
	size, err := figure.ParseSize("a4")
	if err != nil {
		t.Fatal(err)
	}
	f := drawTimeline(t, builtInGraph(t), figure.Options{Size: size})
	if n := len(f.Pages()); n != 1 || f.Height != size.Height {
		t.Errorf("%d pages, %v pt high", n, f.Height)
	}
	for _, e := range f.Edges {
		if e.Label.Height > 18 {
			t.Errorf("the row of %s is %v pt high", e.Contact.ID, e.Label.Height)
		}
	}
}

func TestALongTimelineHasPages(t *testing.T) {
	g := graphOf(t, datedDossier(rand.New(rand.NewPCG(5, 5)), 120))
	for word, most := range map[string]float64{"a4": 842, "slide": 541, "": 1684} {
		opts := figure.Options{}
		if word != "" {
			var err error
			if opts.Size, err = figure.ParseSize(word); err != nil {
				t.Fatal(err)
			}
		}
		f := drawTimeline(t, g, opts)
		wellSet(t, g, f)
		pages := f.Pages()
		if len(pages) < 2 {
			t.Errorf("%q: %d pages", word, len(pages))
		}
		for i, page := range pages {
			if page.Height > most {
				t.Errorf("%q: page %d is %v pt high", word, i+1, page.Height)
			}
			if n := len(saidBy(page, "legend")); (n > 0) != (i == len(pages)-1) {
				t.Errorf("%q: the legend of page %d has %d lines", word, i+1, n)
			}
		}
	}
}

func textBox(text figure.Text) figure.Box {
	return figure.Box{X: text.At.X, Y: text.At.Y - 0.75*text.Size, Width: text.Width, Height: 0.95 * text.Size}
}

func around(b figure.Box, more float64) figure.Box {
	return figure.Box{X: b.X - more, Y: b.Y - more, Width: b.Width + 2*more, Height: b.Height + 2*more}
}

// bounds is the box around a shape's points.
func bounds(shape figure.Shape) figure.Box {
	path := shape.Outline()
	low, high := path[0].To, path[0].To
	for _, step := range path {
		if step.Op != figure.Close {
			low.X, low.Y = min(low.X, step.To.X), min(low.Y, step.To.Y)
			high.X, high.Y = max(high.X, step.To.X), max(high.Y, step.To.Y)
		}
	}
	return figure.Box{X: low.X, Y: low.Y, Width: high.X - low.X, Height: high.Y - low.Y}
}

// saidBy lists what the parts of that class or id say.
func saidBy(f *figure.Figure, id string) []string {
	var said []string
	f.Each(func(p figure.Part) {
		if p.ID != id {
			return
		}
		p.Each(func(inner figure.Part) {
			for _, text := range inner.Texts {
				said = append(said, text.Content)
			}
		})
	})
	return said
}

func TestATimelineSaysWhatItsClaimsSay(t *testing.T) {
	f := drawTimeline(t, graphOf(t, map[string]string{
		"actors.csv": "id,name\na,Ann\nb,Bo\nc,Cy\nd,Di\n",
		"documents.csv": `id,title,issued
d1,First,2014-10-01
d2,Second,2014-10-01/..
d3,Third,
`,
		"claims.csv": `actor,recipient,document,kind,direction,date,hedge,stance,asserted_by,modality
a,b,d1,talks,,2014-09-23,reportedly,,,
a,b,d2,talks,,2014-09,,,,
a,b,d3,talks,,,,denies,b (on record),
c,a,d1,visit,directed,/2014-08,,,,
c,b,d2,call,,,,,,requested
c,d,d2,call,,,,denies,c (on record),
d,a,d1,affiliation,directed,2014,,,,
`,
	}), figure.Options{})
	for id, want := range map[string][]string{
		"contact-a--b--talks--2014-09-23": {"Ann ↔ Bo", "talks, “reportedly”", "1,", "2", "denied by Bo", "3",
			"23 Sep 2014", "1", "2"},
		"contact-c--to--a--visit--..2014-08": {"Cy → Ann", "visit", "1", "until Aug 2014", "1"},
		"contact-b--c--call":                 {"Cy and Bo", "call", "2", "published on or after 1 Oct 2014", "2"},
		"undated":                            {"No date told"},
		"legend": {
			"reported: one origin", "disputed: reported and denied", "requested: asked for, not said to have happened",
			"that day", "some day within", "until then; since when is not told", "the source of that number came out",
			"came out then or later",
			"“reportedly” …: the document's own hedging word", "1: source, as listed",
		},
	} {
		if diff := cmp.Diff(want, saidBy(f, id)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	notes := strings.Join(saidBy(f, "notes"), " ")
	for _, want := range []string{
		"A row means that a document reports the contact, not that it took place.",
		"No publication date is given for source 3.",
		"Left out, since they are no contacts: 1 affiliation.",
		"1 contact: Cy and Di, call (denied; source 2).",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes do not say %q: %s", want, notes)
		}
	}
	if strings.Contains(notes, "broken") {
		t.Errorf("the axis has no break: %s", notes)
	}
	const says = "Timeline of 3 reported contacts, with dates between 1 Aug 2014 and 23 Sep 2014, 1 without a date, with a numbered list of 3 sources."
	if f.Says != says {
		t.Errorf("the figure is said as\n%s, want\n%s", f.Says, says)
	}
}

func TestTheBuiltInTimelineShowsItsBreak(t *testing.T) {
	f := drawTimeline(t, builtInGraph(t), figure.Options{})
	notes := strings.Join(saidBy(f, "notes"), " ")
	if want := "The axis is broken: between 30 Sep 2014 and 1 Dec 2024 no contact and no publication in these rows is dated."; !strings.Contains(notes, want) {
		t.Errorf("the notes do not say %q: %s", want, notes)
	}
	axis := strings.Join(saidBy(f, "axis"), "\n")
	if !strings.Contains(axis, "10 years") {
		t.Errorf("the axis does not say how long its break is:\n%s", axis)
	}
}

func TestATimelineHasTheSourceNumbersOfTheFigure(t *testing.T) {
	want := map[sources.DocumentID]int{}
	for _, c := range builtIn(t).Citations.List {
		want[c.Document.ID] = c.Number
	}
	got := map[sources.DocumentID]int{}
	for _, c := range drawTimeline(t, builtInGraph(t), figure.Options{}).Citations.List {
		got[c.Document.ID] = c.Number
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestATimelineWithoutDatesIsAList(t *testing.T) {
	f := drawTimeline(t, graphOf(t, map[string]string{"claims.csv": "from,to,url\nAnn,Bo,https://example.org/\n"}),
		figure.Options{Title: "A title"})
	if len(f.Edges) != 1 || len(saidBy(f, "axis")) != 0 || f.Title != "A title" {
		t.Errorf("%d rows, axis %q, title %q", len(f.Edges), saidBy(f, "axis"), f.Title)
	}
	if diff := cmp.Diff([]string{"Ann ↔ Bo", "contact", "1", "nor when it was published"},
		saidBy(f, "contact-ann--bo--contact")); diff != "" {
		t.Error(diff)
	}
}

func TestRowsFollowTheFirstDayNamed(t *testing.T) {
	f := drawTimeline(t, graphOf(t, map[string]string{"claims.csv": `from,to,url,kind,date
Ann,Bo,https://example.org/,talks,2015
Ann,Bo,https://example.org/,call,
Ann,Bo,https://example.org/,visit,/2014-08-03
Ann,Bo,https://example.org/,message,2014-08-02/..
Ann,Bo,https://example.org/,meeting,2014-08-02
`}), figure.Options{})
	var got []string
	for _, e := range f.Edges {
		got = append(got, string(e.Contact.Kind.String()))
	}
	if diff := cmp.Diff([]string{"message", "meeting", "visit", "talks", "call"}, got); diff != "" {
		t.Error(diff)
	}
}

// A page of a timeline costs what stands on it, and not all the rows that follow: four times the rows cost about four
// times as much. Counted is what is allocated, which no busy machine changes.
func TestAPageOfATimelineCostsWhatStandsOnIt(t *testing.T) {
	size, err := figure.ParseSize("100x60mm")
	if err != nil {
		t.Fatal(err)
	}
	cost := func(rows int) float64 {
		var claims strings.Builder
		claims.WriteString("actor,recipient,document,kind,date\n")
		for i := range rows {
			fmt.Fprintf(&claims, "A%d,B%d,D%d,meeting,%d-%02d\n", i%20, i%17, i%5, 1950+i%70, 1+i%12)
		}
		g := graphOf(t, map[string]string{"claims.csv": claims.String()})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if f := drawTimeline(t, g, figure.Options{Size: size}); len(f.Pages()) < rows/10 {
			t.Fatalf("%d pages", len(f.Pages()))
		}
		runtime.ReadMemStats(&after)
		return float64(after.Mallocs - before.Mallocs)
	}
	cost(20) // what is made once
	if few, many := cost(100), cost(400); many > 6*few {
		t.Errorf("400 rows take %.0f objects, %.1f times what 100 take", many, many/few)
	}
}
