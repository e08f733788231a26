package workbook_test

import (
	"testing"

	"relgraph/sources/table/workbook"
)

// What spreadsheets show for an error, and what only looks like it.
func TestIsError(t *testing.T) {
	for text, want := range map[string]bool{
		"#REF!": true, "#NAME?": true, "#DIV/0!": true, "#N/A": true, "#BEZUG!": true, "#NV": true, "#ЗНАЧ!": true,
		"#¡REF!":    true,
		"#¿NOMBRE?": true, "Err:502": true,
		"": false, "#": false, "#!": false, "#12": false, "#7!": false, "#12!": false, "REF!": false, "#reform!": false,
		"#REF":   false,
		"#REF!!": false, "#NOT ONE!": false, "Err: none": false,
	} {
		if got := workbook.IsError(text); got != want {
			t.Errorf("IsError(%q) is %t", text, got)
		}
	}
}
