package graphs

import (
	"fmt"

	"relgraph/out/rows"
)

// placeWarnings says where straight lines between actors say more than they should.
func placeWarnings(j *rows.Job) []string {
	p := j.Placement()
	switch {
	case p.Rough:
		return []string{"over 3,000 actors have contacts: their places are only rough, and lines pass under others"}
	case p.Dots > 0:
		return []string{fmt.Sprintf("the graph is so dense that a straight line passes under a third actor in %d "+
			"places: show fewer (--actor, --since, --kind ...), or wholes (--rollup)", p.Dots)}
	}
	return nil
}
