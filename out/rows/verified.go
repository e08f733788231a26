package rows

import "relgraph/graph/words"

// Verified says how many claims stand on a passage that was found unchanged in a copy of its document. The zero
// Verified says that nobody looked.
type Verified struct{ Claims, Of int }

// In says it as a sentence, "" if nobody looked.
func (n Verified) In(v words.Voice) string {
	if n.Of == 0 {
		return ""
	}
	return v.Say("verified", "n", n.Claims, "claims", n.Of)
}
