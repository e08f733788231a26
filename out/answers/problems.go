package answers

import (
	"relgraph/sources"
	"relgraph/sources/intake"
)

// Problems is the JSON of what check finds: an object with the version and "problems", each with its place.
func Problems(ds sources.Diagnostics) any {
	return listed("problems", append(sources.Diagnostics{}, ds...))
}

// Intake is the JSON of what import understood of foreign files.
type Intake struct {
	Versioned
	Account  intake.Account      `json:"account"`
	Problems sources.Diagnostics `json:"problems"`
}
