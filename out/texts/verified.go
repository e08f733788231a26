package texts

import (
	"fmt"

	"relgraph/graph/words"
)

// Verified says how many claims stand on a passage that was found unchanged in a copy of its document. The zero Verified says
// that nobody looked.
type Verified struct{ Claims, Of int }

// String is a sentence, "" if nobody looked.
func (v Verified) String() string {
	if v.Of == 0 {
		return ""
	}
	return fmt.Sprintf("Found unchanged in copies of the documents: the passages of %d of %s.", v.Claims, words.Plural(v.Of, "claim"))
}
