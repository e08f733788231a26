package figure

import "relgraph/out/internal/typeface"

// A Family is the fonts that a figure's letters are taken from, in the order in which they are asked for a letter.
// Its method With adds a font file.
type Family = typeface.Family

// DefaultFamily is the family of the fonts that relgraph carries.
func DefaultFamily() *Family { return typeface.Default() }
