package verify

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
	return float64(differ) / float64(c.Claim.Detail().Anchor.Length)
}

// Further is by how many characters a passage that is not where it was stands further on than its anchor says, as far as
// is known; less than 0 is further up, and 0 says that it is where it was, or was not found.
func (c ClaimResult) Further() int {
	switch {
	case c.Status != Moved && c.Status != Changed:
		return 0
	case c.By == ByLast: // the beginning is a guess, the end is not
		return c.Shift() + c.Longer()
	}
	return c.Shift()
}
