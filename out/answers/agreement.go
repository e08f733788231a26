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
		j := Agreement{c.Coder, c.Claims, []AgreementField{}, []CodingDifference{}}
		for _, f := range c.Fields {
			field := AgreementField{Field: f.Name, N: f.N, Same: f.Agreed, Partly: f.Partly, Share: f.Share(), Expected: f.Expected()}
			if kappa, ok := f.Kappa(); ok {
				field.Kappa = &kappa
			}
			j.Fields = append(j.Fields, field)
		}
		for _, x := range c.Differences {
			j.Differences = append(j.Differences, CodingDifference{x.Claim.ID, x.Field, x.Row, x.Coding, x.Claim.Pos().String(), x.Degree == agreement.Partly})
		}
		records = append(records, j)
	}
	return listed("coders", records)
}
