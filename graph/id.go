package graph

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// name gives the events ids that neither the order of rows nor a row about something else changes. An id that rows
// give is taken as it is. Any other says who, in the order of their ids or, if the contact runs one way, from whom
// "to" whom, then the kind and the date: "ann--bo--meeting--2019-11-04", "ann--to--bo--warning". Of events that would
// get one id, the first keeps it and others are numbered, in an order that is made from what they say.
func (p *grouping) name() {
	holder := newIndex(len(p.events), func(n int32) sources.ContactID { return p.events[n].id })
	p.holder = holder
	for n := range p.events {
		if e := &p.events[n]; e.named {
			e.dated = [2]int32{0, int32(len(e.id))}
			holder.put(e.id, int32(n))
		}
	}
	clash := map[sources.ContactID][]int32{}
	for n := range p.events {
		e := &p.events[n]
		if e.named {
			continue
		}
		e.dated = p.appendID(e)
		e.id = p.keep(p.id)
		first, taken := holder.add(e.id, int32(n))
		switch {
		case !taken:
		case !p.events[first].named && clash[e.id] == nil:
			clash[e.id] = []int32{first, int32(n)}
		default:
			clash[e.id] = append(clash[e.id], int32(n))
		}
	}
	if len(clash) == 0 {
		return
	}
	var ids []sources.ContactID
	for id := range clash {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		slices.SortFunc(clash[id], func(a, b int32) int { return p.compare(&p.events[a], &p.events[b]) })
		for i, n := range clash[id] {
			if first, _ := holder.get(id); i == 0 && !p.events[first].named {
				holder.put(id, n)
				continue
			}
			free := id
			for k := 2; ; k++ {
				free = sources.ContactID(fmt.Sprintf("%s-%d", id, k))
				if _, taken := holder.get(free); !taken {
					break
				}
			}
			p.events[n].id = free
			holder.put(free, n)
		}
	}
}

// compare orders events of one id by what they say: those that tell the way first, then by their parties and least
// claim.
func (p *grouping) compare(a, b *event) int {
	one, two := &p.d.Claims[a.exact], &p.d.Claims[b.exact]
	least := func(e *event) sources.ClaimID {
		id := p.d.Claims[e.claims[0]].ID
		for _, i := range e.claims {
			id = min(id, p.d.Claims[i].ID)
		}
		return id
	}
	return cmp.Or(-cmp.Compare(min(a.heading, 1), min(b.heading, 1)),
		cmp.Compare(set(slices.Concat(one.Actors, one.Recipients)), set(slices.Concat(two.Actors, two.Recipients))),
		cmp.Compare(least(a), least(b)))
}

// keep is an id beside others of its kind: one by one they would take more memory than their letters.
func (p *grouping) keep(id []byte) sources.ContactID {
	const block = 1 << 16
	if p.ids.Cap()-p.ids.Len() < len(id) {
		p.ids = strings.Builder{}
		p.ids.Grow(max(block, len(id)))
	}
	from := p.ids.Len()
	p.ids.Write(id)
	return sources.ContactID(p.ids.String()[from:])
}

// appendID makes p.id the id of an event that rows give none, and says where in it the date stands.
func (p *grouping) appendID(e *event) [2]int32 {
	cl := &p.d.Claims[e.exact]
	for _, i := range e.claims {
		if e.heading != untold && e.heading != both && p.d.Claims[i].Directed &&
			p.d.Claims[i].Stance.Supports() == cl.Stance.Supports() {
			cl = &p.d.Claims[i]
			break
		}
	}
	add := func(text string) { p.id = append(p.id, text...) }
	p.id = p.id[:0]
	if cl.Directed {
		add(some(cl.Actors))
		add("--to--")
		add(some(cl.Recipients))
	} else if len(cl.Actors) == 1 && len(cl.Recipients) == 1 {
		add(string(min(cl.Actors[0], cl.Recipients[0])))
		add("--")
		add(string(max(cl.Actors[0], cl.Recipients[0])))
	} else {
		add(some(slices.Concat(cl.Actors, cl.Recipients)))
	}
	add("--")
	add(string(cl.Kind))
	n := len(p.id)
	add("--")
	if p.id = appendEvent(p.id, p.d.Claims[e.exact].Date); len(p.id) == n+len("--") {
		p.id = p.id[:n]
		return [2]int32{}
	}
	return [2]int32{int32(n + len("--")), int32(len(p.id))}
}

const membersShown = 4 // in an id

// some lists actors for an id, in the order of their ids. Of many it lists two, and tells the rest by a digest.
func some(actors []sources.ActorID) string {
	if len(actors) == 1 {
		return string(actors[0])
	}
	ids := strings.Fields(set(actors))
	if len(ids) <= membersShown {
		return strings.Join(ids, "--")
	}
	digest := sha256.Sum256([]byte(set(actors)))
	return fmt.Sprintf("%s--%s--and-%d-more-%x", ids[0], ids[1], len(ids)-2, digest[:4])
}

// appendEvent appends the days that a date can mean, for ids: "2014", "2014-09", "2014-09-23", "2014-09..2014-10",
// "..2014-09" for one whose beginning is open or not known, nothing for one that names no day. Equal days are written
// alike, however a row writes them.
func appendEvent(text []byte, d edtf.Date) []byte {
	first, begins := d.Earliest()
	last, ends := d.Latest()
	if !begins && !ends {
		return text
	}
	unit := days
	if (!begins || first.Day == 1) && (!ends || int(last.Day) == lastOfMonth(last)) {
		unit = months
		if (!begins || first.Month == 1) && (!ends || last.Month == 12) {
			unit = years
		}
	}
	if begins {
		text = appendDay(text, first, unit)
		if ends && same(first, last, unit) {
			return text
		}
	}
	text = append(text, ".."...)
	if ends {
		text = appendDay(text, last, unit)
	}
	return text
}

// A unit is what ids count dates in.
type unit uint8

const (
	years unit = iota
	months
	days
)

// same tells whether two days are of one year, month or day.
func same(a, b edtf.Day, u unit) bool {
	return a.Year == b.Year && (u == years || a.Month == b.Month) && (u != days || a.Day == b.Day)
}

// appendDay writes a day down to a unit, without the sign of years beyond 9999, which no id can have.
func appendDay(text []byte, d edtf.Day, u unit) []byte {
	if d.Year < 0 || d.Year > 9999 {
		text = append(text, strings.TrimPrefix(d.String(), "+")...)
		return text[:len(text)-len("-01")*int(days-u)]
	}
	two := func(n int64) { text = append(text, byte('0'+n/10%10), byte('0'+n%10)) }
	two(d.Year / 100)
	two(d.Year % 100)
	if u > years {
		text = append(text, '-')
		two(int64(d.Month))
	}
	if u > months {
		text = append(text, '-')
		two(int64(d.Day))
	}
	return text
}

// lastOfMonth is the number of the last day of a day's month.
func lastOfMonth(d edtf.Day) int {
	next := edtf.Day{Year: d.Year, Month: d.Month + 1, Day: 1}
	if d.Month == 12 {
		next = edtf.Day{Year: d.Year + 1, Month: 1, Day: 1}
	}
	return int(dayNumber(next) - dayNumber(edtf.Day{Year: d.Year, Month: d.Month, Day: 1}))
}

// BareID is the contact's id without its date, as people type it: "ann--bo--meeting". Several contacts can have the
// same.
func (c *Contact) BareID() string {
	id := string(c.ID)
	if i := strings.LastIndex(id, "--"+c.Event); i > 0 && c.Event != "" {
		return id[:i]
	}
	return id
}
