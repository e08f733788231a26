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

// The keys of what stands between the facts of a list.
const comma, semicolon = "list.comma", "list.semicolon"

// Facts sets short facts side by side, those that are not blank: "meeting, Sep 2014, “reportedly”".
func (v speech) Facts(facts ...string) string {
	return beside(v, comma, facts)
}

// Semicolons is Facts for those that have commas in them.
func (v speech) Semicolons(facts ...string) string {
	return beside(v, semicolon, facts)
}

// beside joins the facts that are not blank by the text of a key, which sets one behind another with a sign between.
func beside(v speech, key string, facts []string) string {
	told, length := 0, 0
	only := ""
	for _, fact := range facts {
		if fact != "" {
			told, length, only = told+1, length+len(fact), fact
		}
	}
	if told < 2 {
		return only
	}
	sign := between(v, key)
	var b strings.Builder
	b.Grow(length + (told-1)*len(sign))
	for _, fact := range facts {
		if fact == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sign)
		}
		b.WriteString(fact)
	}
	return b.String()
}

// between is what a text sets between its places first and last, of which it has no more: TestListsSetSignsBetween holds
// that.
func between(v speech, key string) string {
	p, _ := patternOf(v, key)
	return p[1].text
}

// Quote sets words of a document in quotation marks.
func (v speech) Quote(text string) string { return v.Say("quote", "text", text) }
