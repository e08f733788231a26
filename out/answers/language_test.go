package answers_test

import (
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
	"relgraph/sources/evidence/verify"
)

// Every answer is worded in the language that is asked for: no text is left as its key, and no label or head in English.
func TestAnswersInEveryLanguage(t *testing.T) {
	d, _ := sources.SyriaContacts()
	g := graph.Must(graph.Build(d))
	lifted, err := g.RollUp(graph.RollUp{By: graph.BySide})
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`\b(answer|known|head|list|path|measure|changed|diff|aspect|arrow|actor-kind|checked|state|stance|modality|count)\.[a-z]`)
	for _, lang := range words.Languages() {
		v, err := words.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		write := func(text interface {
			WriteText(io.Writer, words.Voice) error
		}, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			if err := text.WriteText(&b, v); err != nil {
				t.Fatal(err)
			}
		}
		for i := range d.Claims {
			write(answers.Explain(g, string(d.Claims[i].ID), nil))
		}
		for i := range d.Documents {
			write(answers.Explain(g, string(d.Documents[i].ID), nil))
		}
		for i := range d.Actors {
			write(answers.Explain(g, string(d.Actors[i].ID), nil))
		}
		for c := range lifted.All() {
			write(answers.Explain(lifted, string(c.ID), nil))
		}
		write(answers.Path(g, "us", "jonathan-powell", graph.Links{}))
		write(answers.Path(g, "hts", "jonathan-powell", graph.Links{Ties: true}))
		m := answers.Measure(g, graph.Links{})
		write(m, nil)
		tables := []answers.Table{m.Table(v)}
		for _, l := range answers.Listings() {
			tables = append(tables, l.Table(g, v))
		}
		for _, table := range tables {
			b.WriteString(strings.Join(table.Header, " ") + "\n")
		}
		if found := key.FindAllString(b.String(), 3); found != nil {
			t.Errorf("%s: texts are left as their keys: %q", lang, found)
		}
		for _, english := range []string{"who told whom", "  state:", "  stance:", "ONE SIDE", "no link:", "tied pairs",
			"cut actors", " belongs to "} {
			if is := strings.Contains(b.String(), english); is != (lang == "en") {
				t.Errorf("%s: %q stands there: %t", lang, english, is)
			}
		}
	}
}

// What became of passages, and how far coders agree, is told in every language, with no key and no English left.
func TestEvidenceInEveryLanguage(t *testing.T) {
	d, _ := sources.SyriaContacts()
	report, err := verify.Dossier(t.Context(), d, fstest.MapFS{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range verify.Statuses() { // one of each
		c := &report.Claims[i]
		c.Status, c.Start, c.Length = s, c.Claim.Detail().Anchor.Start+3, c.Claim.Detail().Anchor.Length+2
		c.Note = verify.OtherWords
		if s == verify.Changed {
			c.By, c.First, c.Last = verify.ByBothEnds, verify.Likeness{Apart: 2, Of: 30}, verify.Likeness{Apart: 3, Of: 20}
		}
	}
	key := regexp.MustCompile(`\b(verify|agreement|head|column|diff)\.[a-z]|[{}]`)
	for _, lang := range words.Languages() {
		v, err := words.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		table := func(list answers.Table) error {
			for _, row := range append([][]string{list.Header}, list.Rows...) {
				b.WriteString(strings.Join(row, "  ") + "\n")
			}
			return nil
		}
		for _, list := range []answers.Table{answers.VerifiedClaims(report, v), answers.VerifiedCopies(report, v)} {
			_ = table(list)
		}
		b.WriteString(answers.VerifySummary(d, report, v) + "\n")
		if err := answers.WriteAgreement(&b, table, d, agreement.Of(d), v); err != nil {
			t.Fatal(err)
		}
		if found := key.FindAllString(b.String(), 3); found != nil {
			t.Errorf("%s: texts are left as their keys: %q", lang, found)
		}
		for _, english := range []string{"READ AS", "THE CODER", "SAME", "  no copy", "not anchored", "further down",
			"characters longer", "words differ in", "who saw the passages", " verified", "no copies found"} {
			if is := strings.Contains(b.String(), english); is != (lang == "en") {
				t.Errorf("%s: %q stands there: %t", lang, english, is)
			}
		}
	}
}

// What changed is told in every language, too.
func TestChangesInEveryLanguage(t *testing.T) {
	old := graphOf(t, small)
	now := graphOf(t, strings.Replace(small, "2020-02-03", "2020-02-04", 1))
	for lang, want := range map[string]string{
		"en": "Contacts\n  changed   ", "de": "Kontakte\n  geändert  ", "fr": "Contacts\n  modifié   ",
		"es": "Contactos\n  cambiado  ", "ar": "الاتصالات\n  معدّل     ",
	} {
		v, err := words.In(lang)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := answers.WriteChanges(&b, graph.Compare(old, now), v); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(b.String(), want) {
			t.Errorf("%s: got %q, want it to begin with %q", lang, b.String(), want)
		}
	}
}
