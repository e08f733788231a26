// Package pattern has regular expressions that are compiled when they are first used. The program is started anew for
// each command, and few commands read foreign files: it is ready a third sooner without the forty patterns of intake.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression, with methods of [regexp.Regexp] that do what they do there. It may be used by
// several goroutines. The zero Pattern is that of an empty expression, which every text matches.
type Pattern struct {
	compiled func() *regexp.Regexp
}

// Of is the pattern of an expression. It panics when it is first used if the expression has a mistake; the test of
// this package compiles each one that is in the code.
func Of(expr string) Pattern {
	return Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

var zero = Of("")

func (p Pattern) regexp() *regexp.Regexp {
	if p.compiled == nil {
		return zero.compiled()
	}
	return p.compiled()
}

// Match tells whether b holds a match.
func (p Pattern) Match(b []byte) bool { return p.regexp().Match(b) }

// MatchString tells whether s holds a match.
func (p Pattern) MatchString(s string) bool { return p.regexp().MatchString(s) }

// FindSubmatch returns the first match in b and those of its groups, nil if there is none.
func (p Pattern) FindSubmatch(b []byte) [][]byte { return p.regexp().FindSubmatch(b) }

// FindString returns the first match in s, "" if there is none.
func (p Pattern) FindString(s string) string { return p.regexp().FindString(s) }

// FindStringSubmatch returns the first match in s and those of its groups, nil if there is none.
func (p Pattern) FindStringSubmatch(s string) []string { return p.regexp().FindStringSubmatch(s) }

// FindStringSubmatchIndex returns where the first match and those of its groups begin and end, in bytes of s; nil if
// there is none.
func (p Pattern) FindStringSubmatchIndex(s string) []int {
	return p.regexp().FindStringSubmatchIndex(s)
}

// FindAllString returns the first n matches in s, all if n is negative; nil if there is none.
func (p Pattern) FindAllString(s string, n int) []string { return p.regexp().FindAllString(s, n) }

// FindAllStringIndex returns where the first n matches begin and end, in bytes of s, all if n is negative; nil if
// there is none.
func (p Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.regexp().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex returns for the first n matches, all if n is negative, what FindStringSubmatchIndex does;
// nil if there is none.
func (p Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.regexp().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString returns s with each match replaced by a text, in which $1 stands for the first group.
func (p Pattern) ReplaceAllString(s, by string) string { return p.regexp().ReplaceAllString(s, by) }

// ReplaceAllStringFunc returns s with each match replaced by what by makes of it.
func (p Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.regexp().ReplaceAllStringFunc(s, by)
}
