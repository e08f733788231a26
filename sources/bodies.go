package sources

import "slices"

// Bodies are a dossier that is asked who belongs to whom, by the cells part_of of its actors. They are what
// Dossier.Bodies returns.
type Bodies Dossier

// Within tells whether a is b or, by part_of, belongs to b.
func (d *Bodies) Within(a, b ActorID) bool {
	return a == b || slices.Contains(d.Above(a), b)
}

// Above lists what a belongs to by part_of, nearest first, each once.
func (d *Bodies) Above(a ActorID) []ActorID {
	above := []ActorID{a}
	for i := 0; i < len(above); i++ {
		actor := d.actors.get(above[i])
		if actor == nil {
			continue
		}
		for _, p := range actor.PartOf {
			if !slices.Contains(above, p) {
				above = append(above, p)
			}
		}
	}
	return above[1:]
}
