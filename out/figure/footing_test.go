package figure_test

import (
	"fmt"
	"strings"
	"testing"

	"relgraph/out/figure"
)

// TestEverySourceStandsOnAPage: of two contacts that hundreds of documents report, no source runs off the paper or is
// left out, however many pages the list takes.
func TestEverySourceStandsOnAPage(t *testing.T) {
	const documents = 400
	var sheet strings.Builder
	sheet.WriteString("actor,recipient,document,label,date\n")
	for i := range documents {
		fmt.Fprintf(&sheet, "Ann,Bo,https://example.org/article/%d,met,2024-0%d\n", i, 1+i%2)
	}
	g := graphOf(t, map[string]string{"claims.csv": sheet.String()})
	a4 := figure.Sizes()[0]
	for name, draw := range map[string]func(figure.Options) (*figure.Figure, error){
		"ledger": func(o figure.Options) (*figure.Figure, error) {
			o.Layout = figure.Ledger
			return drawOn(t, g, o), nil
		},
		"matrix":   func(o figure.Options) (*figure.Figure, error) { return figure.Matrix(g, o) },
		"timeline": func(o figure.Options) (*figure.Figure, error) { return figure.Timeline(g, o) },
	} {
		f, err := draw(figure.Options{Size: a4})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		listed, notes := map[string]bool{}, 0
		for i, page := range f.Pages() {
			if page.Height > a4.Height+0.01 {
				t.Errorf("%s: page %d is %.0f pt high", name, i+1, page.Height)
			}
			page.Each(func(p figure.Part) {
				if p.Class == "source" {
					listed[p.ID] = true
				}
				if p.ID == "notes" {
					notes++
				}
				for _, text := range p.Texts {
					if text.At.Y > page.Height {
						t.Errorf("%s: page %d has %q below its end", name, i+1, text.Content)
					}
				}
			})
		}
		if len(listed) != documents || notes != 1 {
			t.Errorf("%s: %d sources and %d notes on %d pages, want %d and 1", name, len(listed), notes, len(f.Pages()),
				documents)
		}
	}
}
