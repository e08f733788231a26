package made

import (
	"iter"
	"os"
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
