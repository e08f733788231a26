package verify

import (
	"fmt"
	"strings"
)

// AtLeast is the least share of the original passage's characters in which a changed passage differs from it, as far
// as can be told from a length and two ends: the difference in length, and one character at least. It is 0 for every
// other status. How much more has changed cannot be known without the original.
func (c ClaimResult) AtLeast() float64 {
	if c.Status != Changed {
		return 0
	}
	differ := 1
	if c.By == ByBothEnds {
		differ = max(differ, c.Longer(), -c.Longer())
	}
	return float64(differ) / float64(c.Claim.Anchor.Length)
}

// Detail says in words what the status does not: where the passage stands now, or by what a changed one was found and
// how its length differs. It never holds words of the document. It is "" where there is nothing to add.
func (c ClaimResult) Detail() string {
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	switch c.Status {
	case Moved:
		add(c.place())
	case Changed:
		add(c.clue())
		if c.By == ByBothEnds {
			add(c.length())
		}
		add(c.First.words("first"))
		add(c.Last.words("last"))
		add(c.place())
	}
	add(c.Note)
	return strings.Join(parts, ", ")
}

func (c ClaimResult) clue() string {
	switch c.By {
	case ByFirst:
		return "only its first words are found"
	case ByLast:
		return "only its last words are found"
	}
	return "found by its first and last words"
}

func (c ClaimResult) length() string {
	switch n := c.Longer(); {
	case n > 0:
		return fmt.Sprintf("%s longer (at least %s of it differ)", characters(n), percent(c.AtLeast()))
	case n < 0:
		return fmt.Sprintf("%s shorter (at least %s of it differ)", characters(-n), percent(c.AtLeast()))
	}
	return "of the same length"
}

// words says how far an end is from the anchor's, unless it is the same.
func (l Likeness) words(which string) string {
	if l.Apart == 0 {
		return ""
	}
	return fmt.Sprintf("its %s words differ in %d of %s", which, l.Apart, characters(l.Of))
}

func (c ClaimResult) place() string {
	start := c.Start
	if c.By == ByLast { // the beginning is a guess, the end is not
		start = c.Start + c.Longer()
	}
	switch n := start - c.Claim.Anchor.Start; {
	case n > 0:
		return characters(n) + " further down"
	case n < 0:
		return characters(-n) + " further up"
	}
	return ""
}

func characters(n int) string {
	if n == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", n)
}

// percent rounds up, so that a change is never said to be none.
func percent(share float64) string {
	n := int(share * 100)
	if float64(n) < share*100 {
		n++
	}
	return fmt.Sprintf("%d %%", n)
}
