package intake

import (
	"slices"
	"strings"
)

// joinSame makes one actor of two of which the column same_as of the one names the other, by its id or its name. The
// name of the one becomes an alias. Addresses in that column lead to what is no actor of the list.
func (d *draft) joinSame() {
	into := map[*entry]*entry{}
	last := func(e *entry) *entry {
		for into[e] != nil {
			e = into[e]
		}
		return e
	}
	for _, e := range d.actors.rows {
		if e.ours || e.merged || e.text("same_as") == "" {
			continue
		}
		var others []string
		for _, ref := range splitList(e.text("same_as")) {
			found := d.actors.byKey[ref]
			if len(found) == 0 {
				found = d.actors.byName[plainText(ref)]
			}
			if isAddress.MatchString(ref) || len(found) != 1 || found[0].ours {
				others = append(others, ref)
				continue
			}
			if one, other := last(e), last(found[0]); one != other {
				into[one] = other
				d.joinActors(other, one)
			}
		}
		if e.drop("same_as"); len(others) > 0 {
			last(e).put("same_as", cell{strings.Join(others, "|"), e.at})
		}
	}
	if len(into) > 0 {
		d.actors.moveNames(last)
	}
}

// joinActors adds to the first of two actors who are one what the second says.
func (d *draft) joinActors(first, second *entry) {
	d.notef(second.at, "", "%q and %q (%s) are one actor, as same_as says", first.text("name"),
		second.text("name"), second.text("id"))
	names := []string{second.text("name")}
	for _, e := range []*entry{first, second} {
		names = append(names, splitList(e.text("alias"))...)
	}
	names = slices.DeleteFunc(unique(names), func(n string) bool {
		return n == "" || plainText(n) == plainText(first.text("name"))
	})
	same, at := second.text("same_as"), second.at
	second.drop("name")
	second.drop("alias")
	second.drop("same_as")
	d.merge(d.actors, first, second)
	if len(names) > 0 {
		first.put("alias", cell{strings.Join(names, "|"), at})
	}
	second.put("same_as", cell{same, at}) // of which more may be to come
}

// moveNames lets what led to an entry lead to the one that it is now.
func (t *draftTable) moveNames(to func(*entry) *entry) {
	for _, known := range []map[string][]*entry{t.byKey, t.byName} {
		for key, all := range known {
			var now []*entry
			for _, e := range all {
				if e = to(e); !slices.Contains(now, e) {
					now = append(now, e)
				}
			}
			known[key] = now
		}
	}
	for key, e := range t.byBoth {
		t.byBoth[key] = to(e)
	}
}
