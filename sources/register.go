package sources

import (
	"hash/maphash"
	"slices"
)

// A register finds records by their ids, in forty bytes each or less: a map of a million would take three times that.
// The nil register is empty.
type register[K ~string, R any] struct {
	of      func(*R) K
	records []*R
	again   map[*R]bool // those that first did not add, since others have their ids

	// Of each record's id the first letters and how many it has, so that most records are told apart without looking at
	// them; nil in a register that is hardly ever asked.
	heads []idHead
	ids   []K // of the records, side by side, which claims share; nil where heads is

	// A power of two of them, three quarters in use at most: of the record that is found there the upper half of its
	// id's hash and, in the lower half, its number, from 1; 0 is free. The hash spares looking at the others' letters,
	// which stand all over the memory.
	slots []uint64
}

// An idHead is the first letters of an id and, in its last byte, how many it has.
type idHead [16]byte

// headLetters is how many letters a head has room for.
const headLetters = len(idHead{}) - 1

func headOf(id string) (h idHead) {
	copy(h[:headLetters], id)
	h[headLetters] = byte(min(len(id), headLetters+1))
	return h
}

// A number is where a record stands in a register, from 1, so that it is found again without its id's letters; 0 is
// none.
type number int32

var registerSeed = maphash.MakeSeed()

// newRegister has room for so many records, each of which of tells the id of.
func newRegister[K ~string, R any](room int, of func(*R) K) *register[K, R] {
	r := &register[K, R]{of: of, records: make([]*R, 0, room)}
	r.grow(room)
	return r
}

// grow makes slots for so many records, and finds those that there are their places in them.
func (r *register[K, R]) grow(room int) {
	n := max(8, len(r.slots))
	for 3*n < 4*(room+1) {
		n *= 2
	}
	r.slots = spread(r.slots, n)
}

// spread puts what stands in slots into n of them.
func spread(slots []uint64, n int) []uint64 {
	wider := make([]uint64, n)
	for _, s := range slots {
		if s == 0 {
			continue
		}
		at := int(s>>32) & (n - 1)
		for wider[at] != 0 {
			at = (at + 1) & (n - 1)
		}
		wider[at] = s
	}
	return wider
}

// slot is where the record of that id is found, or would be, and what of the id's hash stands there.
func (r *register[K, R]) slot(id K) (at int, hash uint64) {
	hash = maphash.String(registerSeed, string(id)) >> 32
	last := len(r.slots) - 1
	at = int(hash) & last
	for s := r.slots[at]; s != 0 && (s>>32 != hash || !r.is(uint32(s), id)); s = r.slots[at] {
		at = (at + 1) & last
	}
	return at, hash << 32
}

// is tells whether the record of that number has that id.
func (r *register[K, R]) is(n uint32, id K) bool {
	if r.heads != nil && r.heads[n-1] != headOf(string(id)) {
		return false
	}
	return r.heads != nil && len(id) <= headLetters || r.of(r.records[n-1]) == id
}

// number is the number of the record of that id, or 0.
func (r *register[K, R]) number(id K) number {
	if r == nil {
		return 0
	}
	at, _ := r.slot(id)
	return number(uint32(r.slots[at]))
}

// get is the record of that id, or nil.
func (r *register[K, R]) get(id K) *R {
	if n := r.number(id); n != 0 {
		return r.records[n-1]
	}
	return nil
}

// numberOf is number for an id whose record probably has that number.
func (r *register[K, R]) numberOf(id K, probably number) number {
	if r != nil && 0 < probably && int(probably) <= len(r.ids) && r.ids[probably-1] == id {
		return probably
	}
	return r.number(id)
}

// holds tells whether a record has that number and id.
func (r *register[K, R]) holds(record *R, n number, id K) bool {
	return r != nil && 0 < n && int(n) <= len(r.ids) && r.ids[n-1] == id && r.records[n-1] == record
}

// numbered is get for an id whose record probably has that number.
func (r *register[K, R]) numbered(probably number, id K) *R {
	if n := r.numberOf(id, probably); n != 0 {
		return r.records[n-1]
	}
	return nil
}

// put adds a record, in place of one that has its id.
func (r *register[K, R]) put(record *R) {
	at, hash := r.slot(r.of(record))
	if n := uint32(r.slots[at]); n != 0 {
		r.records[n-1] = record
		return
	}
	r.add(record, at, hash)
}

func (r *register[K, R]) add(record *R, at int, hash uint64) {
	r.records = append(r.records, record)
	if r.heads != nil {
		id := r.of(record)
		r.heads, r.ids = append(r.heads, headOf(string(id))), append(r.ids, id)
	}
	if r.slots[at] = hash | uint64(len(r.records)); 4*len(r.records) > 3*len(r.slots) {
		r.grow(2 * len(r.records))
	}
}

// first adds a record, unless another has its id.
func (r *register[K, R]) first(record *R) {
	at, hash := r.slot(r.of(record))
	if r.slots[at] == 0 {
		r.add(record, at, hash)
		return
	}
	if r.again == nil {
		r.again = map[*R]bool{}
	}
	r.again[record] = true
}

// isAgain tells whether first found another record of its id.
func (r *register[K, R]) isAgain(record *R) bool { return r.again[record] }

// clone is a register of the same records, to which others can be added.
func (r *register[K, R]) clone(room int) *register[K, R] {
	if r == nil {
		return nil
	}
	own := newRegister(len(r.records)+room, r.of)
	own.records, own.heads, own.ids = append(own.records, r.records...), slices.Clone(r.heads), slices.Clone(r.ids)
	own.slots = spread(r.slots, len(own.slots))
	return own
}

func actorRegister(room int) *register[ActorID, Actor] {
	r := newRegister(room, func(a *Actor) ActorID { return a.ID })
	r.heads, r.ids = make([]idHead, 0, room), make([]ActorID, 0, room)
	return r
}

func documentRegister(room int) *register[DocumentID, Document] {
	r := newRegister(room, func(d *Document) DocumentID { return d.ID })
	r.heads, r.ids = make([]idHead, 0, room), make([]DocumentID, 0, room)
	return r
}

func claimRegister(room int) *register[ClaimID, Claim] {
	return newRegister(room, func(c *Claim) ClaimID { return c.ID })
}
