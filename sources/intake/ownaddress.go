package intake

import (
	"slices"
	"strings"
)

// addressWords are what heads of addresses say beside whose they are. Such a column of a party, "org_url" or "Person
// website", leads to its own page, which reports no contact.
var addressWords = wordSet("addresses")

// whoseAddress is the column of the party whose own address a column holds by its head, -1 if it is no such column:
// "org_url" beside "org", "donor website" beside "donor".
func whoseAddress(rd *reading, i int) int {
	words := strings.Split(headKey(rd.uses[i].name), "_")
	whose := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return addressWords()[w] })
	if len(whose) == len(words) || len(whose) == 0 || len(headsOf("documents", strings.Join(whose, "_"))) > 0 {
		return -1
	}
	return slices.IndexFunc(rd.uses, func(u use) bool {
		if !namesParty(u.column) {
			return false
		}
		party := strings.Split(headKey(u.name), "_")
		return slices.Equal(whose, party) || len(party) > 1 && slices.Equal(whose, party[:len(party)-1])
	})
}

// freeProfiles frees columns of addresses of the parties themselves, which would be documents that report nothing. A mere
// "url" beside such a column is the other party's if each of these has one and the same in all of its rows.
func (rd headSearch) freeProfiles() {
	var of []int
	for i := range rd.uses {
		if u := &rd.uses[i]; (u.column == "document" || u.column == "") && u.name != "" && u.why == "" {
			if party := whoseAddress(rd.reading, i); party >= 0 {
				u.column, u.own = "", true
				of = append(of, party)
			}
		}
	}
	if len(of) == 0 {
		return
	}
	for i := range rd.uses {
		u := &rd.uses[i]
		saysMore := func(word string) bool { return !addressWords()[word] }
		if u.column != "document" || u.why != "" ||
			slices.ContainsFunc(strings.Split(headKey(u.name), "_"), saysMore) {
			continue
		}
		for p, party := range rd.uses {
			if namesParty(party.column) && !slices.Contains(of, p) &&
				contentOf(rd.reading).oneEach(p, i) {
				u.column, u.own = "", true
			}
		}
	}
}

// oneEach tells whether all rows of a party have the same cell in a column, and rows of others another one. One row of
// each says nothing.
func (rd content) oneEach(party, column int) bool {
	address, whose := map[string]string{}, map[string]string{}
	again := false
	for k := range rd.body[:min(len(rd.body), enoughRows)] {
		name, text := rd.body[k].cell(party).text, rd.body[k].cell(column).whole()
		if name == "" || text == "" {
			continue
		}
		had, known := address[name]
		again = again || known
		if known && had != text || whose[text] != "" && whose[text] != name {
			return false
		}
		address[name], whose[text] = text, name
	}
	return again
}
