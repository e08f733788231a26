package sources

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkRepeatedClaims finds rows that say the same but for the id, whichever way they are written. A row with an
// unreadable cell repeats none.
func checkRepeatedClaims(c checker) {
	bad := map[Pos]bool{}
	for _, d := range c.ds.Only(Error) {
		bad[Pos{File: d.File, Line: d.Line}] = true
	}
	// Rows are found by a hash of what tells most of them apart, and those that have it in common by one of all that they
	// say, and compared: the texts of all rows would be another list of claims.
	seed := maphash.MakeSeed()
	firsts := newGists(len(c.Claims))
	var alike map[uint64][]*Claim // by all that they say, of those of one gist, in their order
	var here, there []byte
	repeats := func(cl *Claim) *Claim {
		here = appendStatement(cl, here[:0])
		hash := maphash.Bytes(seed, here)
		for _, one := range alike[hash] {
			if there = appendStatement(one, there[:0]); bytes.Equal(here, there) {
				return one
			}
		}
		if alike == nil {
			alike = map[uint64][]*Claim{}
		}
		alike[hash] = append(alike[hash], cl)
		return nil
	}
	for i := range c.Claims {
		cl := &c.Claims[i]
		if len(bad) > 0 && bad[Pos{File: cl.Pos().File, Line: cl.Pos().Line}] {
			continue
		}
		here = appendGist(here[:0], c, cl)
		first, isListed := firsts.add(maphash.Bytes(seed, here), i)
		if first == i {
			continue
		}
		if !isListed { // among those that are alike
			repeats(&c.Claims[first])
		}
		if one := repeats(cl); one != nil {
			c.ds.Errorf(cl.Pos(), "want each row once", "the row repeats %s", seenFrom(cl.Pos(), one.Pos()))
		}
	}
}

// gists find the first row of each gist by its hash, in sixteen bytes a row or less, of which a map takes three times as
// many. Of two gists one is taken for the other if the half of their hashes is the same, which asks for a closer look.
type gists struct {
	slots []uint64 // half of the hash, then whether it was seen again, then the row, from 1; 0 is free
}

const seenAgain = 1 << 31

func newGists(rows int) gists {
	n := 8
	for 3*n < 4*(rows+1) {
		n *= 2
	}
	return gists{make([]uint64, n)}
}

// add adds a row, unless another of that hash is there; it returns the first one, and whether that was returned before.
func (g gists) add(hash uint64, row int) (first int, again bool) {
	half := hash >> 32
	last := len(g.slots) - 1
	at := int(half) & last
	for g.slots[at] != 0 && g.slots[at]>>32 != half {
		at = (at + 1) & last
	}
	s := g.slots[at]
	if s == 0 {
		g.slots[at] = half<<32 | uint64(row+1)
		return row, false
	}
	g.slots[at] |= seenAgain
	return int(uint32(s)&^seenAgain) - 1, s&seenAgain != 0
}

// appendGist writes who was in contact, according to which document, when and as what: what most rows differ in. Rows
// that say the same have the same. Whom the dossier knows it has by numbers, whose letters stand all over the memory.
func appendGist(text []byte, c checker, cl *Claim) []byte {
	text = appendParties(text, c, cl.found.actor, cl.Actors)
	text = appendParties(text, c, cl.found.recipient, cl.Recipients)
	if n := cl.found.document; n != 0 {
		text = binary.LittleEndian.AppendUint32(text, uint32(n))
	} else {
		text = append(append(text, cl.Document...), 0)
	}
	text, _ = cl.Date.AppendText(append(append(text, cl.Kind...), 0))
	return text
}

// appendParties writes those on one side of a claim: the one of that number, or of several their ids.
func appendParties(text []byte, c checker, n number, ids []ActorID) []byte {
	if n == 0 && len(ids) == 1 { // as of a cell that has a "|" behind it
		n = c.actors.number(ids[0])
	}
	if n != 0 {
		return binary.LittleEndian.AppendUint32(text, uint32(n))
	}
	for _, id := range ids {
		text = append(append(text, id...), 0)
	}
	return append(text, 0)
}

// appendStatement writes all that the row says but for its id, each cell before a sign that no cell holds.
func appendStatement(c *Claim, text []byte) []byte {
	for n := range claimSchema.columns {
		if column := &claimSchema.columns[n]; column.Part != Identity {
			text = append(append(text, column.Text(c)...), 0)
		}
	}
	for _, f := range c.Detail().Extra {
		text = append(append(append(append(text, f.Name...), 0), f.Value...), 0)
	}
	return text
}

// checkSameDocuments finds one document with two entries: by its address, or by its title if the publishers do not tell
// the two apart and none of them rests on the other.
func checkSameDocuments(c checker) {
	byAddress, byTitle := map[string]*Document{}, map[string]*Document{}
	for i := range c.Documents {
		d := &c.Documents[i]
		at := d.named
		if d.t != nil {
			at = d.Pos()
		}
		const want = "want one entry, or the text counts as two sources"
		address, title := PlainAddress(d.URL), PlainText(d.Title)
		switch b, t := byAddress[address], byTitle[title]; {
		case address != "" && b != nil && b.ID != d.ID:
			c.ds.Warnf(at, want, "%q has the address of %q", d.ID, b.ID)
		case title != "" && t != nil && t.ID != d.ID && d.mayBe(t):
			c.ds.Warnf(at, want, "%q has the title of %q and no other publisher", d.ID, t.ID)
		}
		first(byAddress, address, d)
		first(byTitle, title, d)
	}
}

func (d *Document) mayBe(other *Document) bool {
	apart := d.Publisher != "" && other.Publisher != "" && PlainText(d.Publisher) != PlainText(other.Publisher)
	return !apart && !d.otherDay(other) && !slices.Contains(d.DerivedFrom, other.ID) &&
		!slices.Contains(other.DerivedFrom, d.ID)
}

// otherDay tells whether two documents were issued on different days, as two numbers of a newspaper are.
func (d *Document) otherDay(other *Document) bool {
	last, ok1 := d.Issued.Latest()
	first, ok2 := other.Issued.Earliest()
	after, ok3 := other.Issued.Latest()
	before, ok4 := d.Issued.Earliest()
	return ok1 && ok2 && last.Before(first) || ok3 && ok4 && after.Before(before)
}

// PlainAddress makes two spellings of one address equal: scheme, port of the scheme, "www.", what tells the pages for
// telephones, trailing slash, fragment and campaign marks do not count, and a copy in an archive of the web has the address
// of its page. It is "" for what is no address.
func PlainAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	if page, is := Archived(text); is && page != "" {
		return PlainAddress(page)
	}
	start := plainHost(u) + strings.TrimSuffix(strings.TrimRight(u.EscapedPath(), "/"), "/amp") + "?"
	if isPlainQuery(u.RawQuery) {
		return start + u.RawQuery
	}
	query := u.Query()
	for name := range query {
		if isCampaign(name) {
			query.Del(name)
		}
	}
	return start + query.Encode()
}

// plainHost is the host of an address without what differs between the pages of one site.
func plainHost(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	for _, device := range []string{"m.", "mobile.", "amp."} {
		if site, cut := strings.CutPrefix(host, device); cut && strings.Contains(site, ".") {
			return strings.TrimPrefix(site, "www.")
		}
	}
	return host
}

// isPlainQuery tells a query that would be encoded as it is: of plain letters, in the order of its names, without
// campaign marks.
func isPlainQuery(query string) bool {
	last := ""
	for part := range strings.SplitSeq(query, "&") {
		name, value, found := strings.Cut(part, "=")
		if !found || name < last || !isPlainLetters(name) || !isPlainLetters(value) || isCampaign(name) {
			return query == ""
		}
		last = name
	}
	return true
}

func isPlainLetters(text string) bool {
	for i := range len(text) {
		if b := text[i]; b >= utf8.RuneSelf || !isNameRune(rune(b)) && strings.IndexByte("-_.~", b) < 0 {
			return false
		}
	}
	return true
}

// isCampaign tells a parameter that says through whom an address was found.
func isCampaign(parameter string) bool {
	return strings.HasPrefix(parameter, "utm_") || slices.Contains(campaigns, parameter)
}

// campaigns are the parameters by which networks, newsletters and publishers count who comes from where.
var campaigns = []string{"fbclid", "gclid", "dclid", "msclkid", "twclid", "yclid", "igshid", "igsh", "mc_cid", "mc_eid",
	"ref_src", "cmpid", "ocid", "smid", "xtor", "wt_mc", "at_medium", "at_campaign", "at_custom1", "amp"}
