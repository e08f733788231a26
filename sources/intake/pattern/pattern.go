// Package pattern has regular expressions that are compiled when they are first used. The program is started anew for
// each command, and few commands read foreign files: it is ready a third sooner without the forty patterns of intake.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression, with the methods of regexp.Regexp. It may be used by several goroutines.
type Pattern struct {
	compiled func() *regexp.Regexp
}

// Of is the pattern of an expression. It panics when it is first used if the expression has a mistake; the test of
// this package compiles each one that is in the code.
func Of(expr string) Pattern {
	return Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

func (p Pattern) Match(b []byte) bool            { return p.compiled().Match(b) }
func (p Pattern) MatchString(s string) bool      { return p.compiled().MatchString(s) }
func (p Pattern) FindSubmatch(b []byte) [][]byte { return p.compiled().FindSubmatch(b) }
func (p Pattern) FindStringSubmatch(s string) []string {
	return p.compiled().FindStringSubmatch(s)
}

func (p Pattern) FindStringSubmatchIndex(s string) []int {
	return p.compiled().FindStringSubmatchIndex(s)
}

func (p Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringIndex(s, n)
}

func (p Pattern) ReplaceAllString(s, by string) string {
	return p.compiled().ReplaceAllString(s, by)
}

func (p Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.compiled().ReplaceAllStringFunc(s, by)
}

func (p Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringSubmatchIndex(s, n)
}

func (p Pattern) FindAllString(s string, n int) []string { return p.compiled().FindAllString(s, n) }
