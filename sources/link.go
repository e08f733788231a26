package sources

import (
	"net/url"
	"strings"
)

// Followable tells whether an address may be followed: http and https only.
func Followable(address string) bool {
	if isPlainWeb(address) {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isPlainWeb tells an address of the web that has nothing in it of which url.Parse could make anything else, as nearly all
// are: large lists ask for each of their rows.
func isPlainWeb(address string) bool {
	rest, found := strings.CutPrefix(address, "https://")
	if !found {
		rest, found = strings.CutPrefix(address, "http://")
	}
	host := 0
	for host < len(rest) && isOfHost(rest[host]) {
		host++
	}
	if !found || host == 0 || host < len(rest) && rest[host] != '/' {
		return false
	}
	for i := host; i < len(rest); i++ {
		if c := rest[i]; !isOfHost(c) && strings.IndexByte("/?=&_~+,;:@!$()*", c) < 0 {
			return false
		}
	}
	return true
}

func isOfHost(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.'
}

// PassageLink leads to where a claim stands in its document on the web: a text fragment shows the very passage if the
// claim has an anchor. It is "" for a document without an address that can be followed.
func (d *Document) PassageLink(cl *Claim) string {
	if !Followable(d.URL) {
		return ""
	}
	fragment := cl.Detail().Anchor.Fragment()
	switch {
	case fragment == "":
		return d.URL
	case strings.Contains(d.URL, "#"):
		return d.URL + fragment
	}
	return d.URL + "#" + fragment
}
