package main

import (
	"fmt"
	"io"

	"relgraph/cmd/relgraph/terminal"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// writeAgreement says how far each coder agrees with the rows, and where not.
func writeAgreement(w io.Writer, d *sources.Dossier, asJSON bool) error {
	all := agreement.Of(d)
	if asJSON {
		return writeJSON(w, agreementRecords(all))
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

type agreementJSON struct {
	Coder       string           `json:"coder"`
	Claims      int              `json:"claims"`
	Fields      []fieldJSON      `json:"fields"`
	Differences []differenceJSON `json:"differences"`
}

type fieldJSON struct {
	Field    string   `json:"field"`
	N        int      `json:"n"`
	Same     int      `json:"same"`
	Partly   int      `json:"partly"` // which counts half in share and kappa
	Share    float64  `json:"share"`
	Expected float64  `json:"expected_by_chance"`
	Kappa    *float64 `json:"kappa"` // null where it is not defined
}

type differenceJSON struct {
	Claim sources.ClaimID `json:"claim"`
	Field string          `json:"field"`
	Row   string          `json:"row"`
	Coder string          `json:"coder"`
	At    string          `json:"at"`

	Partly bool `json:"partly,omitempty"`
}

func agreementRecords(all []agreement.Comparison) []agreementJSON {
	records := []agreementJSON{}
	for _, c := range all {
		j := agreementJSON{c.Coder, c.Claims, []fieldJSON{}, []differenceJSON{}}
		for _, f := range c.Fields {
			field := fieldJSON{Field: f.Name, N: f.N, Same: f.Agreed, Partly: f.Partly, Share: f.Share(), Expected: f.Expected()}
			if kappa, ok := f.Kappa(); ok {
				field.Kappa = &kappa
			}
			j.Fields = append(j.Fields, field)
		}
		for _, x := range c.Differences {
			j.Differences = append(j.Differences, differenceJSON{x.Claim.ID, x.Field, x.Row, x.Coding, x.Claim.Pos().String(), x.Degree == agreement.Partly})
		}
		records = append(records, j)
	}
	return records
}
