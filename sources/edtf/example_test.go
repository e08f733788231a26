package edtf_test

import (
	"fmt"
	"slices"

	"relgraph/sources/edtf"
)

func ExampleParse() {
	d, err := edtf.Parse("2024-12-22~/..")
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := d.Earliest()
	_, ends := d.Latest()
	fmt.Println(first, ends, d.Approximate())
	// Output:
	// 2024-12-22 false true
}

func ExampleParse_refused() {
	for _, s := range []string{"2014-9-3", "23/09/2014", "2014–2016", "Sept 2014", "2004-06~-11"} {
		_, err := edtf.Parse(s)
		fmt.Println(err)
	}
	// Output:
	// "2014-9-3": want two digits for month and day: "2014-09-03"
	// "23/09/2014": want year-month-day: "2014-09-23"
	// "2014–2016": want "/" between start and end: "2014/2016"
	// "Sept 2014": want year-month-day in figures: "2014-09"
	// "2004-06~-11": a qualifier before or inside a date is EDTF level 2, and levels 0 and 1 are understood: want it at the end, for the whole date: "2004-06-11~"
}

func ExampleCompare() {
	var dates []edtf.Date
	for _, s := range []string{"2015", "2014/..", "2014", "../2014", "2014-09"} {
		d, _ := edtf.Parse(s)
		dates = append(dates, d)
	}
	slices.SortFunc(dates, edtf.Compare)
	for _, d := range dates {
		fmt.Println(d)
	}
	// Output:
	// ../2014
	// 2014
	// 2014/..
	// 2014-09
	// 2015
}
