package rows

// A nameSet is a set of names of columns. Every row asks it for every column, for which a map takes too long: names
// that are looked for are found by their length and three of their letters, at the first look nearly always. The nil
// nameSet is empty.
type nameSet struct {
	slots []string // a power of two of them, at most a quarter in use; "" is free
	n     int
}

// leastSlots holds the columns of any sheet but those of a dossier with many of its own.
const leastSlots = 256

func newNameSet(names ...string) *nameSet {
	s := &nameSet{slots: make([]string, leastSlots)}
	for _, name := range names {
		s.add(name)
	}
	return s
}

// and is a set with further names.
func (s *nameSet) and(names ...string) *nameSet {
	more := newNameSet(names...)
	if s != nil {
		for _, name := range s.slots {
			more.add(name)
		}
	}
	return more
}

// slot is where the name stands, or would stand.
func (s *nameSet) slot(name string) int {
	n := len(name)
	at := n*31 + int(name[0])*7 + int(name[n/2])*3 + int(name[n-1])
	for at &= len(s.slots) - 1; s.slots[at] != "" && s.slots[at] != name; at = (at + 1) & (len(s.slots) - 1) {
	}
	return at
}

// len is how many there are.
func (s *nameSet) len() int {
	if s == nil {
		return 0
	}
	return s.n
}

func (s *nameSet) has(name string) bool {
	return s != nil && name != "" && s.slots[s.slot(name)] != ""
}

// add adds a name that is not blank.
func (s *nameSet) add(name string) {
	if name == "" || s.has(name) {
		return
	}
	if 4*(s.n+1) > len(s.slots) {
		old := s.slots
		s.slots, s.n = make([]string, 2*len(old)), 0
		for _, one := range old {
			s.add(one)
		}
	}
	s.slots[s.slot(name)] = name
	s.n++
}
