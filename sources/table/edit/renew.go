package edit

import (
	"bytes"
	"fmt"
	"slices"

	"relgraph/sources"
)

// Renew returns data, the file of that name of d, with today's digest in each row of claims that carries one of an
// earlier form which still holds, and how many those are. Nobody need check such a row again: it says what it said
// then. All other bytes stay.
func Renew(data []byte, file string, d *sources.Dossier) (renewed []byte, n int, err error) {
	t := newText(data)
	type place struct {
		at       int
		old, new string
	}
	var places []place
	for i := range d.Claims {
		c := &d.Claims[i]
		if at := c.At("checked_row"); c.Renewable() && at.File == file {
			places = append(places, place{t.offset(at), c.Text("checked_row"), c.RowDigest()})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.at - b.at })
	var b bytes.Buffer
	done := 0
	for _, p := range places {
		behind := bytes.Index(data[p.at:], []byte(p.old))
		if behind < 0 || p.at < done {
			return nil, 0, fmt.Errorf("%s: the digest %q does not stand where it was read: nothing is renewed", file, p.old)
		}
		b.Write(data[done : p.at+behind])
		b.WriteString(p.new)
		done = p.at + behind + len(p.old)
	}
	b.Write(data[done:])
	return b.Bytes(), len(places), nil
}
