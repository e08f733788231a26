package change_test

import (
	"fmt"
	"testing/fstest"

	"relgraph/sources"
	"relgraph/sources/change"
)

// The second edition was sorted, saved with semicolons, and corrected in one cell; one row was added to it.
func ExampleBetween() {
	files := fstest.MapFS{
		"spring.csv": {Data: []byte(`from,to,url,date
Ann Example,Bo Sample,https://example.org/interview,2024-03
Bo Sample,Ministry of Examples,https://example.org/visit,2024-05
`)},
		"autumn.csv": {Data: []byte(`"date";"from";"to";"url"
"2024-06";"Cy Instance";"Ann Example";"https://example.com/cy"
"2024-05";"Bo Sample";"Ministry of Examples";"https://example.org/visit"
"2024-02";"Ann Example";"Bo Sample";"https://example.org/interview"
`)},
	}
	spring, _ := sources.OpenFS(files, "spring.csv", sources.Options{})
	autumn, _ := sources.OpenFS(files, "autumn.csv", sources.Options{})
	for _, row := range change.Between(spring, autumn).Claims {
		fmt.Println(row.Kind, row.New.Pos(), row.New.Actors, row.New.Recipients)
		for _, cell := range row.Cells {
			fmt.Printf("  %s: %q, before: %q\n", cell.Column, cell.New, cell.Old)
		}
	}
	// Output:
	// added autumn.csv:2:1 [cy-instance] [ann-example]
	// changed autumn.csv:4:1 [ann-example] [bo-sample]
	//   date: "2024-02", before: "2024-03"
}
