package agreement_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"relgraph/sources/change/agreement"
)

// tables are published worked examples: how often one person used the row's category where the other used the column's.
var tables = []struct {
	name  string
	cells [][]int
	share float64
	kappa string
}{
	{"Cohen: 200 patients, three diagnoses", [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, 0.70, "0.492"},
	{"Sim and Wright, Physical Therapy 85 (2005): 39 lumbar spines", [][]int{{22, 2}, {4, 11}}, 33.0 / 39, "0.667"},
	{"Feinstein and Cicchetti, Journal of Clinical Epidemiology 43 (1990): balanced totals", [][]int{{40, 9}, {6, 45}},
		0.85, "0.700"},
	{"the same with unbalanced totals: as much agreement, and less than half the kappa", [][]int{{80, 10}, {5, 5}},
		0.85, "0.318"},
	{"by the definition: chance alone", [][]int{{9, 3}, {3, 1}}, 0.625, "0.000"},
	{"by the definition: never", [][]int{{0, 5}, {5, 0}}, 0, "-1.000"},
	{"by the definition: always", [][]int{{5, 0}, {0, 7}}, 1, "1.000"},
	{"one category only", [][]int{{12}}, 1, "not defined"},
	{"one person used one category only", [][]int{{8, 4}, {0, 0}}, 8.0 / 12, "0.000"},
	{"nothing", nil, 0, "not defined"},
}

func TestCohen(t *testing.T) {
	for _, tt := range tables {
		t.Run(tt.name, func(t *testing.T) {
			var one, other []string
			for i, row := range tt.cells {
				for j, n := range row {
					one = append(one, slices.Repeat([]string{fmt.Sprint(i)}, n)...)
					other = append(other, slices.Repeat([]string{fmt.Sprint(j)}, n)...)
				}
			}
			r := agreement.Cohen(one, other)
			got := "not defined"
			if kappa, ok := r.Kappa(); ok {
				got = fmt.Sprintf("%.3f", kappa)
			}
			if got != tt.kappa || math.Abs(r.Share()-tt.share) > 1e-9 || r.N != len(one) {
				t.Errorf("n %d, share %.3f, kappa %s; want n %d, share %.3f, kappa %s", r.N, r.Share(), got, len(one),
					tt.share, tt.kappa)
			}
		})
	}
}

// Whatever two people answer, kappa follows its definition: at most 1, and 1 only of the same answers; the same
// whoever comes first and in whatever order; and for two who agree as chance expects, 0.
func TestCohenProperties(t *testing.T) {
	answer := rapid.SampledFrom([]string{"talks", "visit", "call", ""})
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.SliceOfN(answer, 0, 12).Draw(t, "one")
		other := rapid.SliceOfN(answer, len(one), len(one)).Draw(t, "other")
		r := agreement.Cohen(one, other)
		kappa, ok := r.Kappa()
		if want := r.Expected() < 1 && r.N > 0; ok != want {
			t.Fatalf("defined %v with an expected share of %v of %d", ok, r.Expected(), r.N)
		}
		if !ok && len(one) > 0 && !slices.Equal(one, other) {
			t.Fatal("not defined, though the answers differ")
		}
		if ok {
			if want := (r.Share() - r.Expected()) / (1 - r.Expected()); math.Abs(kappa-want) > 1e-9 {
				t.Fatalf("kappa %v, by its definition %v", kappa, want)
			}
			if kappa > 1 || (kappa == 1) != slices.Equal(one, other) {
				t.Fatalf("kappa %v", kappa)
			}
		}
		turned, _ := agreement.Cohen(other, one).Kappa()
		slices.Reverse(one)
		slices.Reverse(other)
		reversed, _ := agreement.Cohen(one, other).Kappa()
		if turned != kappa || reversed != kappa {
			t.Fatalf("kappa %v; with the people exchanged %v; backwards %v", kappa, turned, reversed)
		}
	})
}

func ExampleCohen() {
	one := []string{"talks", "talks", "visit", "talks", "call", "visit"}
	other := []string{"talks", "talks", "visit", "visit", "call", "talks"}
	r := agreement.Cohen(one, other)
	kappa, _ := r.Kappa()
	fmt.Printf("%d of %d, kappa %.2f\n", r.Agreed, r.N, kappa)
	// Output: 4 of 6, kappa 0.45
}
