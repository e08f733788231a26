package intake

// LowerLimits has so many elements of a graph be read and be held, until the function it returns is called: files of
// millions take a second each.
func LowerLimits(elements, kept int) (end func()) {
	wasElements, wasKept := maxElements, maxKept
	maxElements, maxKept = elements, kept
	return func() { maxElements, maxKept = wasElements, wasKept }
}

// Limits are how many elements of a graph are read, and how many are held.
func Limits() (elements, kept int) { return maxElements, maxKept }
