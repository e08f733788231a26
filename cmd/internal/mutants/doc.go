// Package mutants takes rules out of the code, one at a time, and wants a test to miss each: rules of the checker that
// are listed, and conditions by which contacts are told apart, traced and judged. "make mutants" runs it.
package mutants
