package typeface_test

import (
	"fmt"

	"relgraph/out/internal/typeface"
)

// A line in two directions: the runs come as they are seen, from left to right.
func ExampleFamily_Set() {
	family := typeface.Default()
	for _, r := range family.Set("Mossad (המוסד), 1949", typeface.Regular) {
		fmt.Printf("%q at byte %d, right to left: %t, %d glyphs, %.2f em\n", r.Text, r.Start, r.RightToLeft,
			len(r.Glyphs), r.Width)
	}
	// Output:
	// "Mossad (" at byte 0, right to left: false, 8 glyphs, 4.11 em
	// "המוסד" at byte 8, right to left: true, 5 glyphs, 2.79 em
	// "), " at byte 18, right to left: false, 3 glyphs, 0.89 em
	// "1949" at byte 21, right to left: false, 4 glyphs, 2.22 em
}

// What no font has is named by script; With adds a font.
func ExampleFamily_Missing() {
	for _, lack := range typeface.Default().Missing("国家安全部 (Ministry of State Security)") {
		fmt.Println(lack.Script, lack.Signs)
	}
	// Output:
	// Han 国家安全部
}

// A file carries the part of each font that it uses, in an order that does not change.
func ExampleUsed() {
	family := typeface.Default()
	var used typeface.Used
	used.Add(family.Set("talks ✓", typeface.Regular))
	used.Add(family.Set("Mossad", typeface.Bold))
	for _, s := range used.Subsets() {
		file, err := s.Font()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Name(), s.Face.Weight(), string(s.Signs()), len(file) < 4000)
	}
	// Output:
	// DejaVu Sans regular ✓ true
	// Liberation Sans regular  aklst true
	// Liberation Sans bold Mados true
}
