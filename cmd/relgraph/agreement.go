package main

import (
	"fmt"
	"io"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// writeAgreement says how far each coder agrees with the rows, and where not.
func writeAgreement(w io.Writer, d *sources.Dossier, asJSON bool) error {
	all := agreement.Of(d)
	if asJSON {
		return writeJSON(w, answers.Agreements(all))
	}
	if len(all) == 0 {
		_, err := fmt.Fprintf(w, "%s: no passage is coded by a second person: \"relgraph review --second\" has one do so\n", d.Name)
		return err
	}
	for i, c := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s, who saw the passages of %s and not the rows:\n\n", c.Coder, words.Plural(c.Claims, "claim"))
		if err := writeDifferences(w, c.Differences); err != nil {
			return err
		}
		t := terminal.Table{Header: []string{"FIELD", "SAME", "PARTLY", "APART", "PERCENT", "KAPPA"}}
		for _, f := range c.Fields {
			t.Add(f.Name, fmt.Sprint(f.Agreed), fmt.Sprint(f.Partly), fmt.Sprint(f.N-f.Agreed-f.Partly), fmt.Sprintf("%.0f", 100*f.Share()), kappaText(f.Result))
		}
		if err := t.Write(w); err != nil {
			return err
		}
	}
	return nil
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
