package network

// A random is a source of numbers that are the same everywhere (Steele, Lea, Flood, "Fast splittable pseudorandom
// number generators", 2014).
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n-1.
func (r *random) below(n int) int { return int(r.next() >> 33 % uint64(n)) }

// within is a number from -n to n.
func (r *random) within(n int) int { return r.below(2*n+1) - n }

// shuffle puts a list into another order (after Fisher and Yates).
func (r *random) shuffle(list []int) {
	for i := range list {
		j := i + r.below(len(list)-i)
		list[i], list[j] = list[j], list[i]
	}
}
