package words

import "strings"

// And lists words: "A", "A and B", "A, B and C".
func (v speech) And(words []string) string {
	return v.list(words, func(first, last string) string { return v.Say("list.and", "first", first, "last", last) })
}

// Or lists words: "A", "A or B", "A, B or C".
func (v speech) Or(words []string) string {
	return v.list(words, func(first, last string) string { return v.Say("list.or", "first", first, "last", last) })
}

func (v speech) list(words []string, end func(first, last string) string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return end(v.Facts(words[:n-1]...), words[n-1])
}

// Facts sets short facts side by side, those that are not blank: "meeting, Sep 2014, “reportedly”".
func (v speech) Facts(facts ...string) string {
	return beside(facts, func(first, last string) string { return v.Say("list.comma", "first", first, "last", last) })
}

// Semicolons is Facts for those that have commas in them.
func (v speech) Semicolons(facts ...string) string {
	return beside(facts, func(first, last string) string { return v.Say("list.semicolon", "first", first, "last", last) })
}

// beside joins the facts that are not blank, halves first: a list of thousands is copied a few times, and not once a
// fact.
func beside(facts []string, join func(first, last string) string) string {
	switch len(facts) {
	case 0:
		return ""
	case 1:
		return facts[0]
	}
	first, last := beside(facts[:len(facts)/2], join), beside(facts[len(facts)/2:], join)
	switch {
	case first == "":
		return last
	case last == "":
		return first
	}
	return join(first, last)
}

// Quote sets words of a document in quotation marks.
func (v speech) Quote(text string) string { return v.Say("quote", "text", text) }
