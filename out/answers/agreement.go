package answers

import (
	"relgraph/sources"
	"relgraph/sources/change/agreement"
)

// An Agreement says how far one coder agrees with the rows.
type Agreement struct {
	Coder       string             `json:"coder"`
	Claims      int                `json:"claims"`
	Fields      []AgreementField   `json:"fields"`
	Differences []CodingDifference `json:"differences"`
	Whole       *WholeDocuments    `json:"whole,omitempty"` // of documents that were gone through as a whole
}

// WholeDocuments says what a coder found in documents that they went through as a whole. Missed and extra are counted
// of documents that were gone through to their end.
type WholeDocuments struct {
	Documents  []sources.DocumentID `json:"documents"`
	Unfinished []sources.DocumentID `json:"unfinished"`
	Found      int                  `json:"found"`
	Missed     []WholeContact       `json:"missed"`
	Extra      []WholeContact       `json:"extra"`
	OfRows     *float64             `json:"of_rows"` // the share of the rows that the coder has; null if there are none
	// the share of what the coder found that the rows have; null if nothing was found
	OfCodings *float64 `json:"of_codings"`
}

// A WholeContact is a row that the coder does not have, or a coding that no row has.
type WholeContact struct {
	Claim    sources.ClaimID    `json:"claim,omitempty"`
	Document sources.DocumentID `json:"document"`
	Who      string             `json:"who"`
	Kind     sources.KindID     `json:"kind"`
	Date     string             `json:"date"`
	Locator  string             `json:"locator"`
	Anchor   string             `json:"anchor"`
	At       string             `json:"at"`
}

// An AgreementField is one of the columns that were coded.
type AgreementField struct {
	Field    string   `json:"field"`
	N        int      `json:"n"`
	Same     int      `json:"same"`
	Partly   int      `json:"partly"` // which counts half in share and kappa
	Share    float64  `json:"share"`
	Expected float64  `json:"expected_by_chance"`
	Kappa    *float64 `json:"kappa"` // null where it is not defined
}

// A CodingDifference is a cell in which the coder and the row differ.
type CodingDifference struct {
	Claim sources.ClaimID `json:"claim"`
	Field string          `json:"field"`
	Row   string          `json:"row"`
	Coder string          `json:"coder"`
	At    string          `json:"at"`

	Partly bool `json:"partly,omitempty"`
}

// Agreements is the JSON of what coders agree in: an object with the version and "coders".
func Agreements(all []agreement.Comparison) any {
	records := []Agreement{}
	for _, c := range all {
		j := Agreement{c.Coder, c.Claims, []AgreementField{}, []CodingDifference{}, wholeDocuments(c.Whole)}
		for _, f := range c.Fields {
			field := AgreementField{Field: f.Name, N: f.N, Same: f.Agreed, Partly: f.Partly, Share: f.Share(),
				Expected: f.Expected()}
			if kappa, ok := f.Kappa(); ok {
				field.Kappa = &kappa
			}
			j.Fields = append(j.Fields, field)
		}
		for _, x := range c.Differences {
			j.Differences = append(j.Differences, CodingDifference{x.Claim.ID, x.Field, x.Row, x.Coding,
				x.Claim.Pos().String(), x.Degree == agreement.Partly})
		}
		records = append(records, j)
	}
	return listed("coders", records)
}

func wholeDocuments(w agreement.Whole) *WholeDocuments {
	if len(w.Documents)+len(w.Unfinished) == 0 {
		return nil
	}
	j := &WholeDocuments{append([]sources.DocumentID{}, w.Documents...),
		append([]sources.DocumentID{}, w.Unfinished...), w.Found, []WholeContact{}, []WholeContact{}, nil, nil}
	for _, c := range w.Missed {
		j.Missed = append(j.Missed, WholeContact{c.ID, c.Document, agreement.WhoOf(c), c.Kind, c.Date.String(),
			c.Locator, c.Anchor.String(), c.Pos().String()})
	}
	for _, c := range w.Extra {
		j.Extra = append(j.Extra, WholeContact{"", c.Document, agreement.Who(c), c.Kind, c.Date.String(), c.Locator,
			c.Anchor.String(), c.Pos().String()})
	}
	if share, ok := w.OfRows(); ok {
		j.OfRows = &share
	}
	if share, ok := w.OfCodings(); ok {
		j.OfCodings = &share
	}
	return j
}
