package sources

import "hash/maphash"

// A register finds records by their ids, in twelve to sixteen bytes each: a map of a million would take ten times that.
// The nil register is empty.
type register[K ~string, R any] struct {
	of      func(*R) K
	records []*R
	slots   []int32 // a power of two of them, three quarters in use at most: the record's number, from 1; 0 is free
}

var registerSeed = maphash.MakeSeed()

// newRegister has room for so many records, each of which of tells the id of.
func newRegister[K ~string, R any](room int, of func(*R) K) *register[K, R] {
	r := &register[K, R]{of: of, records: make([]*R, 0, room)}
	r.grow(room)
	return r
}

// grow makes slots for so many records, and finds those that there are their places in them.
func (r *register[K, R]) grow(room int) {
	n := 8
	for 3*n < 4*(room+1) {
		n *= 2
	}
	r.slots = make([]int32, n)
	for i, one := range r.records {
		r.slots[r.slot(r.of(one))] = int32(i + 1)
	}
}

// slot is where the record of that id is found, or would be.
func (r *register[K, R]) slot(id K) int {
	last := len(r.slots) - 1
	at := int(maphash.String(registerSeed, string(id))) & last
	for r.slots[at] != 0 && r.of(r.records[r.slots[at]-1]) != id {
		at = (at + 1) & last
	}
	return at
}

// get is the record of that id, or nil.
func (r *register[K, R]) get(id K) *R {
	if r == nil {
		return nil
	}
	if n := r.slots[r.slot(id)]; n != 0 {
		return r.records[n-1]
	}
	return nil
}

// put adds a record, in place of one that has its id.
func (r *register[K, R]) put(record *R) {
	at := r.slot(r.of(record))
	if n := r.slots[at]; n != 0 {
		r.records[n-1] = record
		return
	}
	r.records = append(r.records, record)
	if r.slots[at] = int32(len(r.records)); 4*len(r.records) > 3*len(r.slots) {
		r.grow(2 * len(r.records))
	}
}

// first adds a record, unless another has its id.
func (r *register[K, R]) first(record *R) {
	if r.get(r.of(record)) == nil {
		r.put(record)
	}
}

// clone is a register of the same records, to which others can be added.
func (r *register[K, R]) clone(room int) *register[K, R] {
	if r == nil {
		return nil
	}
	own := newRegister(len(r.records)+room, r.of)
	own.records = append(own.records, r.records...)
	own.grow(len(r.records) + room)
	return own
}

func actorRegister(room int) *register[ActorID, Actor] {
	return newRegister(room, func(a *Actor) ActorID { return a.ID })
}

func documentRegister(room int) *register[DocumentID, Document] {
	return newRegister(room, func(d *Document) DocumentID { return d.ID })
}

func claimRegister(room int) *register[ClaimID, Claim] {
	return newRegister(room, func(c *Claim) ClaimID { return c.ID })
}
