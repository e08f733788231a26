package sources

import (
	"net/url"
	"strings"
)

// Followable tells whether an address may be followed: http and https only.
func Followable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// PassageLink leads to where a claim stands in its document on the web: a text fragment shows the very passage if the
// claim has an anchor. It is "" for a document without an address that can be followed.
func (d *Document) PassageLink(cl *Claim) string {
	if !Followable(d.URL) {
		return ""
	}
	fragment := cl.Anchor.Fragment()
	switch {
	case fragment == "":
		return d.URL
	case strings.Contains(d.URL, "#"):
		return d.URL + fragment
	}
	return d.URL + "#" + fragment
}
