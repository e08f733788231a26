package rows

import (
	"slices"
	"strings"
	"testing"

	"relgraph/graph"
	"relgraph/out/internal/made"
	"relgraph/out/quote"
)

// everyRow calls back with the rows of jobs that, among them, tell every column.
func everyRow(t *testing.T, of func(j *Job, s *Sheet)) {
	t.Helper()
	dossiers, err := made.BuiltInAnd(made.Seeds(12, 400))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dossiers {
		g := graph.Must(graph.Build(d))
		for _, o := range []Options{{}, {Columns: AllColumns}, {Records: NoRecords}, {Claims: true}} {
			j := NewJob(g)
			j.Options = o
			of(j, j.Nodes())
			of(j, j.Edges())
		}
	}
}

// TestCellsAreTheFacts: what a row appends in a notation, for the sake of speed, is what its facts say, in their order.
func TestCellsAreTheFacts(t *testing.T) {
	apart := []string{"label", "y", "from"} // columns that the writer has a place for
	as := Notation{unescaped, func(c Column) (before, behind string) {
		if slices.Contains(apart, c.Name) {
			return "", ""
		}
		return c.Name + "=", "\x00"
	}}
	everyRow(t, func(_ *Job, s *Sheet) {
		var want []string
		for r := range s.All() {
			for _, f := range r.Facts {
				if slices.Contains(apart, f.Name) {
					want = append(want, r.ID+" has "+f.Name+"="+f.Value)
				}
			}
			text := r.ID + " says "
			for _, f := range r.Facts {
				if !slices.Contains(apart, f.Name) {
					text += f.Name + "=" + f.Value + "\x00"
				}
			}
			want = append(want, text)
		}
		var got []string
		for r := range s.Written(as) {
			for _, f := range r.Facts {
				got = append(got, r.ID+" has "+f.Name+"="+f.Value)
			}
			got = append(got, string(r.AppendCells([]byte(r.ID+" says "))))
		}
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Fatalf("row %d says %q, want %q", i, got[min(i, len(got)-1)], want[i])
			}
		}
		if len(got) != len(want) || len(got) == 0 {
			t.Errorf("%d rows, want %d and some", len(got), len(want))
		}
	})
}

// TestWhatIsNotEscaped: columns whose values are written as they are hold none that a notation writes in another way, and
// those in which nobody looks for what Gephi changes hold nothing of that kind.
func TestWhatIsNotEscaped(t *testing.T) {
	traitsOf := map[string]traits{}
	for _, c := range ofContacts {
		traitsOf[c.name] = c.is
	}
	ofClaim := map[string]traits{}
	for _, c := range ofClaimed {
		ofClaim[c.name] = c.is
	}
	ofNode := map[string]traits{}
	for _, c := range ofNodes {
		ofNode[c.name] = c.is
	}
	held := map[string]bool{}
	everyRow(t, func(j *Job, s *Sheet) {
		is := traitsOf
		switch {
		case s == j.Nodes():
			is = ofNode
		case j.Claims:
			is = ofClaim
		}
		for r := range s.All() {
			for _, f := range r.Facts {
				if is[f.Name]&(asItIs|sure) == 0 || f.Name == "sources" { // which is escaped before
					continue
				}
				held[f.Name] = true
				for _, escaped := range []string{quote.XMLContent(f.Value), quote.XMLAttribute(f.Value),
					strings.Trim(quote.JSON(f.Value), `"`)} {
					if escaped != f.Value {
						t.Errorf("%s is written as it is, and %q is escaped as %q", f.Name, f.Value, escaped)
					}
				}
				var w written
				if w.look(f.Name, f.Value); is[f.Name]&sure != 0 && len(w.infinite)+len(w.null) > 0 {
					t.Errorf("nobody looks at %s, and Gephi mistakes %q", f.Name, f.Value)
				}
			}
		}
	})
	for _, name := range strings.Fields("weight color class from direction state when first_year start origins_min documents x") {
		if !held[name] {
			t.Errorf("no row told %q", name)
		}
	}
}
