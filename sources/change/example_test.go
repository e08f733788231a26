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
		fmt.Println(row.Outcome, row.New.Pos(), row.New.Actors, row.New.Recipients)
		for _, cell := range row.Cells {
			fmt.Printf("  %s: %q, before: %q\n", cell.Column, cell.New, cell.Old)
		}
	}
	// Output:
	// added autumn.csv:2:1 [cy-instance] [ann-example]
	// changed autumn.csv:4:1 [ann-example] [bo-sample]
	//   date: "2024-02", before: "2024-03"
}

// Two people wrote down the same meeting, with other dates. Nobody but they can tell which one is right.
func ExampleMerge() {
	files := fstest.MapFS{
		"ann.csv": {Data: []byte("id,from,to,url,date\nc1,Ann Example,Bo Sample,https://example.org/interview,2024-03\n")},
		"bo.csv": {Data: []byte("id,from,to,url,date\nc1,Ann Example,Bo Sample,https://example.org/interview,2024-04\n" +
			"c2,Bo Sample,Cy Instance,https://example.org/interview,2024\n")},
	}
	ann, _ := sources.OpenFS(files, "ann.csv", sources.Options{})
	bo, _ := sources.OpenFS(files, "bo.csv", sources.Options{})
	for _, c := range change.Merge(ann, bo, 0).Conflicts {
		fmt.Printf("%s, %s: %s: %s\n", c.A, c.B, c.Problem, c.Want)
	}
	claims := change.Merge(ann, bo, change.A).Tables[2]
	fmt.Println(claims.Columns)
	for _, row := range claims.Rows {
		fmt.Println(row)
	}
	// Output:
	// ann.csv:2:56, bo.csv:2:56: date of claim "c1": "2024-03" and "2024-04": want the same in both
	// [id actor recipient document date]
	// [c1 ann-example bo-sample example-org-interview 2024-03]
	// [c2 bo-sample cy-instance example-org-interview 2024]
}
