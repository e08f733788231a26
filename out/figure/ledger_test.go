package figure_test

import (
	"cmp"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"relgraph/graph/words"
	"relgraph/out/figure"
	"relgraph/out/internal/made"
)

// legible holds what a reader needs of a ledger: nothing is taken for another thing.
func legible(t *testing.T, f *figure.Figure) figure.Candidate {
	t.Helper()
	m := f.Measured(figure.Size{})
	if m.Twice+m.Ends+m.Through+m.Overlap+m.Ambiguous > 0 || m.Merged > 2 {
		t.Errorf("pairs that cross twice %d, ends too close %d, through %d, overlap %d, ambiguous %d, merged %v %%",
			m.Twice, m.Ends, m.Through, m.Overlap, m.Ambiguous, m.Merged)
	}
	return m
}

func TestTheBuiltInLedgerFitsAColumnOfPrint(t *testing.T) {
	f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Ledger})
	m := legible(t, f)
	if m.Crossings > 3 || m.Flat > 0 {
		t.Errorf("%d crossings, %d of them flat: want 3 at the most, none flat", m.Crossings, m.Flat)
	}
	const mm = 72 / 25.4
	if f.Width > 160*mm+0.01 || f.Height > 250*mm {
		t.Errorf("it is %.0f × %.0f mm: want 160 × 250 at the most", f.Width/mm, f.Height/mm)
	}
	if m.Smallest < 6 || len(f.More) > 0 {
		t.Errorf("letters of %v pt on %d pages: want 6 pt on one", m.Smallest, m.Pages)
	}
}

func TestMadeLedgersAreLegible(t *testing.T) {
	crossings, flat, lines := 0, 0, 0
	for seed := range made.Seeds(40, 400) {
		g := graphOf(t, madeDossier(rand.New(rand.NewPCG(seed, 5))))
		m := legible(t, drawOn(t, g, figure.Options{Layout: figure.Ledger}))
		crossings, flat, lines = crossings+m.Crossings, flat+m.Flat, lines+m.Lines
	}
	if 2*crossings > lines || 50*flat > lines {
		t.Errorf("%d lines cross %d times, %d of them flat", lines, crossings, flat)
	}
}

func TestPagesOfALongLedger(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("actor,recipient,document,label,date\n")
	for i := range 90 {
		year := 1990 + i%30
		rows.WriteString("Ministry " + string(rune('A'+i%11)) + ",Agency " + string(rune('A'+i*7%13)) +
			",https://example.org/" + string(rune('a'+i%20)) + ",exchange of letters," +
			[]string{"19", "20"}[year/2000] + twoDigits(year%100) + "\n")
	}
	a4, _ := figure.ParseSize("a4")
	f := drawOn(t, graphOf(t, map[string]string{"claims.csv": rows.String()}),
		figure.Options{Layout: figure.Ledger, Size: a4})
	if len(f.Pages()) < 2 {
		t.Fatal("one page")
	}
	ids := map[string]int{}
	contacts := 0
	for _, page := range f.Pages() {
		if page.Width != a4.Width || page.Height != a4.Height {
			t.Errorf("a page of %v × %v", page.Width, page.Height)
		}
		wellPlaced(t, page)
		contacts += len(page.Edges)
		page.Each(func(p figure.Part) {
			if strings.HasPrefix(p.ID, "actor-") || strings.HasPrefix(p.ID, "contact-") {
				ids[p.ID]++
			}
			for _, text := range p.Texts {
				if text.Size < 5 {
					t.Errorf("%q is set in %v pt", text.Content, text.Size)
				}
			}
		})
	}
	if contacts != 90 {
		t.Errorf("%d contacts on all pages: want 90", contacts)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("the id %s stands %d times", id, n)
		}
	}
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

func TestEveryContactOfAMatrixIsListedOnce(t *testing.T) {
	g := builtInGraph(t)
	f, err := figure.Matrix(g, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	cells := 0
	for _, page := range f.Pages() {
		page.Each(func(p figure.Part) {
			if strings.HasPrefix(p.ID, "contact-") {
				listed[strings.TrimPrefix(p.ID, "contact-")]++
			}
			if p.Class == "cell" {
				cells++
			}
		})
	}
	for c := range g.All() {
		if want := 1; c.Drawn() && listed[string(c.ID)] != want {
			t.Errorf("contact %s is listed %d times", c.ID, listed[string(c.ID)])
		}
	}
	if cells < 20 {
		t.Errorf("%d cells have a mark", cells)
	}
}

// TestNoGraphGivesAnEmptyPage: denials alone, names of three hundred letters, Arabic, one pair, everybody on one side.
func TestNoGraphGivesAnEmptyPage(t *testing.T) {
	long := strings.Repeat("Interministerialverwaltung ", 11)
	sheets := map[string]string{
		"denials": "actor,recipient,document,label,stance,asserted_by\nAnn,Bo,https://example.org/1,talks,denies,Ann (on record)\n",
		"long": "actor,recipient,document,label\n" + long + "A," + long + "B,https://example.org/1,talks\n" +
			strings.Repeat("x", 300) + ",Bo,https://example.org/2," + strings.Repeat("y", 300) + "\n",
		"arabic": "actor,recipient,document,label\nوزارة الأمثلة,ديوان العينات,https://example.org/1,محادثات\n",
		"circle": "actor,recipient,document,label\nAnn,Bo,https://example.org/1,a\nBo,Cy,https://example.org/1,b\nCy,Ann,https://example.org/1,c\n",
	}
	for name, sheet := range sheets {
		for _, way := range []figure.Layout{figure.Auto, figure.Ledger, figure.List} {
			f := drawOn(t, graphOf(t, map[string]string{"claims.csv": sheet}), figure.Options{Layout: way})
			if len(f.Edges) == 0 {
				t.Errorf("%s, %s: no line", name, figure.Layouts()[way])
			}
			wellPlaced(t, f)
		}
		if f, err := figure.Matrix(graphOf(t, map[string]string{"claims.csv": sheet}), figure.Options{}); err != nil ||
			len(f.Parts) < 3 {
			t.Errorf("%s: no matrix: %v", name, err)
		}
	}
}

// TestAPageFromTheRight: with Arabic names the acting side stands on the right.
func TestAPageFromTheRight(t *testing.T) {
	sheet := "actor,recipient,document,label,direction\nوزارة الأمثلة,ديوان العينات,https://example.org/1,تحذير,directed\n"
	f := drawOn(t, graphOf(t, map[string]string{"claims.csv": sheet}), figure.Options{Layout: figure.Ledger})
	from, to := f.Actors[0], f.Actors[1]
	if from.Actor.ID != f.Edges[0].Contact.From {
		from, to = to, from
	}
	if from.Box.X < to.Box.X {
		t.Errorf("the one who acts stands at %v, the other at %v", from.Box.X, to.Box.X)
	}
}

// TestNamesAloneTurnNoPage: a figure whose title and labels are English is read from the left, whoever is in it.
func TestNamesAloneTurnNoPage(t *testing.T) {
	for label, fromRight := range map[string]bool{"a warning about the new reading rooms of the valley": false, "تحذير": true} {
		sheet := "actor,recipient,document,label,direction\nوزارة الأمثلة,ديوان العينات,https://example.org/1," + label +
			",directed\n"
		f := drawOn(t, graphOf(t, map[string]string{"claims.csv": sheet}), figure.Options{Layout: figure.Network})
		head := f.Parts[0].Texts[0]
		if got := head.At.X+head.Width/2 > f.Width/2; got != fromRight {
			t.Errorf("label %q: title %q at %v of %v", label, head.Content, head.At.X, f.Width)
		}
	}
}

// TestLinesOfAnArabicFigureRunFromTheRight: a line of a paragraph that is broken behind a name in other letters goes on
// where the line before it ended, at the right.
func TestLinesOfAnArabicFigureRunFromTheRight(t *testing.T) {
	a4, _ := figure.ParseSize("a4")
	arabic, err := words.In("ar")
	if err != nil {
		t.Fatal(err)
	}
	f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Ledger, Size: a4, Voice: arabic})
	lines := 0
	var look func(parts []figure.Part)
	look = func(parts []figure.Part) {
		for _, p := range parts {
			for _, text := range p.Texts {
				first, told := rune(0), false
				for _, r := range text.Content {
					if r == '\u200F' || unicode.IsLetter(r) {
						first = cmp.Or(first, r)
						told = told || unicode.Is(unicode.Arabic, r)
					}
				}
				if told {
					lines++
				}
				if told && first != '\u200F' && !unicode.Is(unicode.Arabic, first) {
					t.Errorf("%q runs from the left", text.Content)
				}
			}
			look(p.Parts)
		}
	}
	look(f.Parts)
	if lines < 20 {
		t.Errorf("only %d lines are in Arabic", lines)
	}
}

// TestManyNumbersAreBrokenIntoLines: what sixty documents report has sixty numbers, and they run neither off the page
// nor over what stands beside them.
func TestManyNumbersAreBrokenIntoLines(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("actor,recipient,document,kind,date\n")
	for i := range 60 {
		rows.WriteString("Ann,Bo,https://example.org/" + twoDigits(i) + ",meeting,2014-05-02\n")
	}
	g := graphOf(t, map[string]string{"claims.csv": rows.String()})
	drawn := map[string]*figure.Figure{"timeline": drawTimeline(t, g, figure.Options{})}
	for _, way := range []figure.Layout{figure.Ledger, figure.List, figure.Network} {
		drawn[figure.Layouts()[way]] = drawOn(t, g, figure.Options{Layout: way})
	}
	matrix, err := figure.Matrix(g, figure.Options{})
	if err != nil {
		t.Fatal(err)
	}
	drawn["matrix"] = matrix
	for name, f := range drawn {
		numbers := map[string]bool{}
		for _, page := range f.Pages() {
			page.Each(func(p figure.Part) {
				if !strings.HasPrefix(p.ID, "contact-") {
					return
				}
				left, right := page.Width, 0.0
				for _, text := range p.Texts {
					left, right = min(left, text.At.X), max(right, text.At.X+text.Width)
					if mark := strings.TrimSuffix(text.Content, ","); text.Link != "" {
						numbers[mark] = true
					}
				}
				if most := 0.8 * page.Width; right-left > most {
					t.Errorf("%s: the text of %s is %.0f pt wide: want %.0f at the most", name, p.ID, right-left, most)
				}
			})
		}
		if len(numbers) != 60 {
			t.Errorf("%s: %d numbers: want 60", name, len(numbers))
		}
	}
}
