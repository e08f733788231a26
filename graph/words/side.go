package words

import "relgraph/sources"

// Side is what an actor is grouped by: its side, else the English name of its country, else "".
func Side(a *sources.Actor) string { return a.SideOf() }
