package made

import (
	"iter"
	"os"

	"relgraph/sources"
)

// Seeds are numbers to make cases of, from 0 on: so many in every run of the tests, and so many where new cases are
// looked for, which RAPID_CHECKS says, as it does to the property tests ("make properties").
func Seeds(always, searching uint64) iter.Seq[uint64] {
	n := always
	if os.Getenv("RAPID_CHECKS") != "" {
		n = searching
	}
	return func(yield func(uint64) bool) {
		for seed := range n {
			if !yield(seed) {
				return
			}
		}
	}
}

// BuiltInAnd are the dossiers that come with the program, and those that are made of the seeds, but for what the checks
// of dossiers refuse.
func BuiltInAnd(seeds iter.Seq[uint64]) ([]*sources.Dossier, error) {
	var all []*sources.Dossier
	for _, name := range sources.BuiltIns() {
		d, problems := sources.OpenBuiltIn(name, sources.Options{})
		if err := problems.Err(); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	for seed := range seeds {
		if d, ok := Make(seed).Open(); ok {
			all = append(all, d)
		}
	}
	return all, nil
}
