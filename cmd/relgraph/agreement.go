package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/change/agreement"
)

// writeAgreement says how far each coder agrees with the rows, and where not.
func writeAgreement(w io.Writer, d *sources.Dossier, asJSON bool) error {
	all := agreement.Of(d)
	if asJSON {
		return writeJSON(w, answers.Agreements(all))
	}
	if len(all) == 0 {
		_, err := fmt.Fprintf(w,
			"%s: no passage is coded by a second person: \"relgraph review --second\" has one do so\n", d.Name)
		return err
	}
	for i, c := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if len(c.Whole.Documents)+len(c.Whole.Unfinished) == 0 {
			fmt.Fprintf(w, "%s, who saw the passages of %s and not the rows:\n\n", c.Coder, words.Plural(c.Claims, "claim"))
		} else if err := writeWhole(w, c); err != nil {
			return err
		}
		if err := writeDifferences(w, c.Differences); err != nil {
			return err
		}
		if c.Claims == 0 { // a whole document in which nothing was found that a row has
			continue
		}
		t := terminal.Table{Header: []string{"FIELD", "SAME", "PARTLY", "APART", "PERCENT", "KAPPA"}}
		for _, f := range c.Fields {
			t.Add(f.Name, fmt.Sprint(f.Agreed), fmt.Sprint(f.Partly), fmt.Sprint(f.N-f.Agreed-f.Partly),
				fmt.Sprintf("%.0f", 100*f.Share()), kappaText(f.Result))
		}
		if err := t.Write(w); err != nil {
			return err
		}
	}
	return nil
}

// writeWhole says what a coder found in whole documents, and first what they and the rows do not both have.
func writeWhole(w io.Writer, c agreement.Comparison) error {
	fmt.Fprintf(w, "%s, who went through whole documents and did not see the rows:\n\n", c.Coder)
	missed := terminal.Table{Header: []string{"MISSED BY THE CODER", "WHO", "KIND", "DATE", "WHERE"}}
	for _, m := range c.Whole.Missed {
		missed.Add(string(m.ID), agreement.WhoOf(m), m.KindWord(), m.Date.String(), cmp.Or(m.Locator, placeOf(m.Anchor)))
	}
	extra := terminal.Table{Header: []string{"IN NO ROW", "WHO", "KIND", "DATE", "WHERE"}}
	for _, e := range c.Whole.Extra {
		extra.Add(string(e.Document), agreement.Who(e), cmp.Or(e.KindText, e.Kind.String()), e.Date.String(),
			cmp.Or(e.Locator, placeOf(e.Anchor)))
	}
	for _, t := range []struct {
		terminal.Table
		n int
	}{{missed, len(c.Whole.Missed)}, {extra, len(c.Whole.Extra)}} {
		if t.n == 0 {
			continue
		}
		if err := t.Write(w); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	if len(c.Whole.Documents) > 0 {
		fmt.Fprintf(w, "Gone through to the end: %s. ", listOf(c.Whole.Documents))
		fmt.Fprintf(w, "Of %s the coder has %s; of %s of the coder's the rows have %s.\n",
			words.Plural(c.Whole.Found+len(c.Whole.Missed), "row"),
			counted(c.Whole.Found, c.Whole.OfRows), words.Plural(c.Whole.Found+len(c.Whole.Extra), "coding"),
			counted(c.Whole.Found, c.Whole.OfCodings))
	}
	if len(c.Whole.Unfinished) > 0 {
		fmt.Fprintf(w, "Begun, and not counted in that: %s.\n", listOf(c.Whole.Unfinished))
	}
	if c.Claims > 0 {
		fmt.Fprintf(w, "What both have, in %s:\n\n", words.Plural(c.Claims, "claim"))
	}
	return nil
}

// counted is a number and its share of a whole, if that is defined.
func counted(n int, share func() (float64, bool)) string {
	if s, ok := share(); ok {
		return fmt.Sprintf("%d (%.0f percent)", n, 100*s)
	}
	return fmt.Sprint(n)
}

func listOf(ids []sources.DocumentID) string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return strings.Join(texts, ", ")
}

func placeOf(a anchor.Anchor) string {
	if a.IsZero() {
		return ""
	}
	return fmt.Sprintf("characters %d to %d", a.Start, a.Start+a.Length)
}

// writeDifferences says first what the two contradict each other in, which is what they have to talk about.
func writeDifferences(w io.Writer, all []agreement.Difference) error {
	for _, d := range []struct {
		degree agreement.Degree
		says   string
	}{{agreement.Apart, "THE ROW"}, {agreement.Partly, "THE ROW, WHICH AGREES PARTLY"}} {
		t := terminal.Table{Header: []string{"CLAIM", "FIELD", d.says, "THE CODER"}}
		n := 0
		for _, x := range all {
			if x.Degree == d.degree {
				t.Add(string(x.Claim.ID), x.Field, orNone(x.Row), orNone(x.Coding))
				n++
			}
		}
		if n == 0 {
			continue
		}
		if err := t.Write(w); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	return nil
}

// kappaText is kappa, or why there is none.
func kappaText(r agreement.Result) string {
	kappa, ok := r.Kappa()
	if !ok {
		return "not defined: both use one answer only"
	}
	return fmt.Sprintf("%.2f", kappa)
}

func orNone(text string) string {
	if text == "" {
		return "(nothing)"
	}
	return text
}
