package figure_test

import (
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/sources"
)

// textsOf are the lines of text in a part and those in it.
func textsOf(p figure.Part) []string {
	var lines []string
	p.Each(func(p figure.Part) {
		for _, t := range p.Texts {
			lines = append(lines, t.Content)
		}
	})
	return lines
}

func actorOf(t *testing.T, f *figure.Figure, id string) figure.Actor {
	t.Helper()
	i := slices.IndexFunc(f.Actors, func(a figure.Actor) bool { return string(a.Actor.ID) == id })
	if i < 0 {
		t.Fatalf("the figure has no actor %s", id)
	}
	return f.Actors[i]
}

func TestTheBuiltInNetworkCanBeRead(t *testing.T) {
	f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Network})
	wellPlaced(t, f)
	l := f.Legibility()
	if l.Crossings > 2 || l.Flat > 0 || l.Twice > 0 || l.Ends > 0 || l.Through > 0 || l.Overlap > 0 || l.Ambiguous > 0 {
		t.Errorf("%+v", l)
	}
}

func TestARollUpIsLow(t *testing.T) {
	g, err := builtInGraph(t).RollUp(graph.RollUp{By: graph.BySide})
	if err != nil {
		t.Fatal(err)
	}
	f := drawOn(t, g, figure.Options{})
	wellPlaced(t, f)
	top, bottom := f.Height, 0.0
	box := func(b figure.Box) { top, bottom = min(top, b.Y), max(bottom, b.Y+b.Height) }
	pairs := map[string]bool{}
	for _, a := range f.Actors {
		box(a.Box)
	}
	for _, e := range f.Edges {
		box(e.Label)
		pair := string(min(e.Contact.From, e.Contact.To) + " " + max(e.Contact.From, e.Contact.To))
		if pairs[pair] {
			t.Errorf("two lines for %s", pair)
		}
		pairs[pair] = true
	}
	if bottom-top > 360 {
		t.Errorf("the diagram is %.0f pt high, want 360 at most", bottom-top)
	}
}

const tied = `actor,recipient,document,kind,label,date
ann,bo,d1,meeting,met,2014
ann,house,d1,affiliation,leader of,2013
club,bo,d1,affiliation,employer,
dora,emil,d1,affiliation,sister of,
`

func TestTiesAreToldInBoxes(t *testing.T) {
	g := graphOf(t, map[string]string{
		"actors.csv":    "id,name,role\nann,Ann,leader of all sorts\nbo,Bo,\nhouse,The House,\nclub,Club,\ndora,Dora,\nemil,Emil,\n",
		"documents.csv": "id,title,url\nd1,Report,https://example.org/1\n",
		"claims.csv":    tied,
	})
	f := drawOn(t, g, figure.Options{Layout: figure.Network})
	if len(f.Actors) != 2 || len(f.Edges) != 1 {
		t.Fatalf("%d actors and %d lines, want those of the one contact", len(f.Actors), len(f.Edges))
	}
	if got := strings.Join(textsOf(actorOf(t, f, "ann").Part),
		" | "); got != "Ann | leader of all sorts, | The House, 2013 | 1" {
		t.Errorf("Ann's box says %q", got)
	}
	if got := strings.Join(textsOf(actorOf(t, f, "bo").Part), " | "); got != "Bo | employer: Club | 1" {
		t.Errorf("Bo's box says %q", got)
	}
	var notes []string
	for _, p := range f.Parts {
		if p.ID == "notes" {
			notes = textsOf(p)
		}
	}
	if all := strings.Join(notes, " "); !strings.Contains(all, "Dora: sister of Emil 1") {
		t.Errorf("the notes are %q", all)
	}
	if len(f.Table.Rows) != 4 {
		t.Errorf("the text alternative has %d rows, want one for the contact and each tie", len(f.Table.Rows))
	}

	f = drawOn(t, g, figure.Options{Layout: figure.Network, Ties: figure.TiesAsLines})
	if len(f.Actors) != 6 || len(f.Edges) != 4 {
		t.Errorf("%d actors and %d lines, want 6 and 4 where ties are lines", len(f.Actors), len(f.Edges))
	}
}

func TestAFigureOfTiesAloneDrawsThem(t *testing.T) {
	f := drawOn(t, graphOf(t, map[string]string{
		"actors.csv":    "id,name\nann,Ann\nhouse,House\n",
		"documents.csv": "id,title,url\nd1,Report,https://example.org/1\n",
		"claims.csv":    "actor,recipient,document,kind\nann,house,d1,affiliation\n",
	}), figure.Options{Layout: figure.Network})
	if len(f.Edges) != 1 {
		t.Errorf("%d lines, want the tie", len(f.Edges))
	}
}

func TestASideHasOneColourWhateverIsShown(t *testing.T) {
	g := builtInGraph(t)
	whole := drawOn(t, g, figure.Options{Layout: figure.Network})
	last := whole.Actors[len(whole.Actors)-1]
	chosen, err := g.Select(graph.Selection{Actors: []sources.ActorID{last.Actor.ID}, Hops: 1})
	if err != nil {
		t.Fatal(err)
	}
	part := drawOn(t, chosen, figure.Options{Layout: figure.Network})
	for _, a := range part.Actors {
		if of := actorOf(t, whole, string(a.Actor.ID)); of.Tint != a.Tint {
			t.Errorf("%s is %v in a part and %v in the whole", a.Actor.ID, a.Tint, of.Tint)
		}
	}
}

func TestARoundMeetsAtItsLabel(t *testing.T) {
	g := graphOf(t, map[string]string{
		"actors.csv":    "id,name\nann,Ann\nbo,Bo\ncy,Cy\ndi,Di\n",
		"documents.csv": "id,title,url\nd1,Report,https://example.org/1\n",
		"claims.csv": "actor,recipient,document,kind,label,direction\nann|bo|cy,,d1,talks,talks,\n" +
			"di,ann|bo,d1,warning,warned,directed\n",
	})
	for _, word := range figure.Layouts() {
		way, err := figure.ParseLayout(word)
		if err != nil {
			t.Fatal(err)
		}
		if way == figure.Ledger || way == figure.List {
			continue // each contact is a row of text there
		}
		f := drawOn(t, g, figure.Options{Layout: way})
		wellPlaced(t, f)
		if len(f.Actors) != 4 || len(f.Edges) != 2 {
			t.Fatalf("%s: %d actors, %d lines, want four and two", word, len(f.Actors), len(f.Edges))
		}
		for i, want := range []string{"talks 1", "warned 1"} {
			if n := len(f.Edges[i].Pieces); n != 3 {
				t.Errorf("%s: the line has %d parts, want one for each party", word, n)
			}
			if said := strings.Join(textsOf(f.Edges[i].Part), " "); said != want {
				t.Errorf("%s: its label says %q: the lines name the parties already", word, said)
			}
		}
		for _, e := range f.Edges {
			for i, piece := range e.Pieces {
				end := piece[len(piece)-1]
				if i == 0 {
					end = piece[0]
				}
				box := actorOf(t, f, string(e.Contact.Members[i])).Box
				if end.X < box.X-1 || end.X > box.X+box.Width+1 || end.Y < box.Y-1 || end.Y > box.Y+box.Height+1 {
					t.Errorf("%s: part %d of %s ends at %v, %s stands at %v", word, i, e.Contact.ID, end,
						e.Contact.Members[i], box)
				}
			}
		}
	}
}

// A name that is broken into two lines is one go-between all the same, so that nobody counts two.
func TestEachGoBetweenHasOneBox(t *testing.T) {
	for _, size := range []string{"a4", "column", "85mm", "slide"} {
		page, err := figure.ParseSize(size)
		if err != nil {
			t.Fatal(err)
		}
		f := drawOn(t, builtInGraph(t), figure.Options{Layout: figure.Network, Size: page})
		for _, e := range f.Edges {
			boxes := 0
			for _, s := range e.Shapes {
				if s.Radius > 0 && s.Box.Width > 20 {
					boxes++
				}
			}
			if want := len(e.Contact.Parties().Via()); boxes != want {
				t.Errorf("%s: %s has %d boxes of go-betweens, want %d", size, e.Contact.ID, boxes, want)
			}
		}
	}
}

// TestNamesStandInTheMiddleOfTheirBoxes: in small boxes too, which stand for actors who have another.
func TestNamesStandInTheMiddleOfTheirBoxes(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("actor,recipient,document,label\n")
	for i := range 40 {
		from, to := i%11, (i*7+3)%13
		rows.WriteString("Actor " + twoDigits(from) + ",Actor " + twoDigits(from+to%10+1) + ",https://example.org/a,talks " +
			twoDigits(i) + "\n")
	}
	small := 0
	const capital = 0.72 // the height of a capital letter, in ems
	for _, a := range drawOn(t, graphOf(t, map[string]string{"claims.csv": rows.String()}),
		figure.Options{Layout: figure.Network}).Actors {
		if a.Again {
			small++
		}
		first, last := a.Texts[0], a.Texts[len(a.Texts)-1]
		above := first.At.Y - capital*first.Size - a.Box.Y
		below := a.Box.Y + a.Box.Height - last.At.Y
		if above-below > 1 || below-above > 1 {
			t.Errorf("%s: %.1f pt above the name, %.1f below: want as much", a.ID, above, below)
		}
	}
	if small == 0 {
		t.Error("no small box")
	}
}
