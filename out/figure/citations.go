package figure

import "relgraph/graph/words"

// Citations number the documents that a figure rests on, and the passages in each.
type Citations = words.Citations

// Cited is one of them.
type Cited = words.Cited

type reference = words.Reference
