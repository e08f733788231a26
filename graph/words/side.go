package words

import (
	"relgraph/sources"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryName is the English name of an ISO 3166-1 alpha-2 code, or the code if it has none.
func countryName(code string) string {
	if code == "" {
		return ""
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.English.Regions().Name(region); name != "" {
		return name
	}
	return code
}

// Side is what an actor is grouped by: its side, else the English name of its country, else "".
func Side(a *sources.Actor) string {
	if a.Side != "" {
		return a.Side
	}
	return countryName(a.Country)
}
