package graph

import (
	"hash/maphash"

	"relgraph/sources"
)

// An index finds things by their ids, which stand with the things: a map of a million ids would take four times the room.
type index[K ~string] struct {
	of func(int32) K // the id of the thing of a number
	n  int

	// A power of two of them, three quarters in use at most: of the thing that is found there the upper half of its id's
	// hash and, in the lower half, its number, from 1; 0 is free.
	slots []uint64
}

var indexSeed = maphash.MakeSeed()

// newIndex has room for so many things.
func newIndex[K ~string](room int, of func(int32) K) *index[K] {
	x := &index[K]{of: of}
	x.grow(room)
	return x
}

func (x *index[K]) grow(room int) {
	n := max(8, len(x.slots))
	for 3*n < 4*(room+1) {
		n *= 2
	}
	old := x.slots
	x.slots = make([]uint64, n)
	for _, s := range old {
		if s != 0 {
			at := int(s>>32) & (n - 1)
			for x.slots[at] != 0 {
				at = (at + 1) & (n - 1)
			}
			x.slots[at] = s
		}
	}
}

// slot is where the thing of an id is found, or would be.
func (x *index[K]) slot(id K) (at int, hash uint64) {
	hash = maphash.String(indexSeed, string(id)) >> 32
	last := len(x.slots) - 1
	at = int(hash) & last
	for s := x.slots[at]; s != 0 && (s>>32 != hash || x.of(int32(uint32(s)-1)) != id); s = x.slots[at] {
		at = (at + 1) & last
	}
	return at, hash << 32
}

// get is the number of the thing of that id. The nil index has none.
func (x *index[K]) get(id K) (n int32, ok bool) {
	if x == nil {
		return 0, false
	}
	at, _ := x.slot(id)
	return int32(uint32(x.slots[at]) - 1), x.slots[at] != 0
}

// at is the number of a thing that is there.
func (x *index[K]) at(id K) int32 {
	n, _ := x.get(id)
	return n
}

// put has an id stand for a thing, whose own it is already, in place of another that has it.
func (x *index[K]) put(id K, n int32) {
	if _, taken := x.add(id, n); taken {
		at, hash := x.slot(id)
		x.slots[at] = hash | uint64(uint32(n)+1)
	}
}

// add has an id stand for a thing, whose own it is already, unless it stands for another: that one's number is first.
func (x *index[K]) add(id K, n int32) (first int32, taken bool) {
	at, hash := x.slot(id)
	if s := x.slots[at]; s != 0 {
		return int32(uint32(s) - 1), true
	}
	x.n++
	if x.slots[at] = hash | uint64(uint32(n)+1); 4*x.n > 3*len(x.slots) {
		x.grow(2 * x.n)
	}
	return n, false
}

// A room is memory for the short lists of many contacts, which would each take more as one of its own.
type room[T any] struct{ free []T }

// roomFor is how many values are made at once.
const roomFor = 1 << 10

// list is a list of n values, to which nobody can add without making it their own.
func (r *room[T]) list(n int) []T {
	if len(r.free) < n {
		r.free = make([]T, max(n, roomFor))
	}
	list := r.free[:n:n]
	r.free = r.free[n:]
	return list
}

// rooms are those that contacts share; nil for a contact by itself.
type rooms struct {
	members room[sources.ActorID]
	origins map[*sources.Document][]Origin // see unnamed; nobody adds to them
}

func (r *rooms) pair(one, other sources.ActorID) []sources.ActorID {
	if r == nil {
		return []sources.ActorID{one, other}
	}
	list := r.members.list(2)
	list[0], list[1] = one, other
	return list
}

// unnamed is the one origin of a claim whose document names nobody. All claims of the document have the same.
func (r *rooms) unnamed(doc *sources.Document) []Origin {
	if r == nil {
		return []Origin{{Document: doc.ID, Unnamed: true}}
	}
	list, ok := r.origins[doc]
	if !ok {
		list = []Origin{{Document: doc.ID, Unnamed: true}}
		if r.origins == nil {
			r.origins = map[*sources.Document][]Origin{}
		}
		r.origins[doc] = list
	}
	return list
}
