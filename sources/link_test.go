package sources_test

import (
	"net/url"
	"testing"

	"relgraph/sources"
)

// TestFollowableIsWhatTheStandardLibraryReads at every sign of ASCII in every part of an address: most are told without
// being parsed.
func TestFollowableIsWhatTheStandardLibraryReads(t *testing.T) {
	addresses := []string{"", "http://", "https:///a", "https://a", "http://a.b/c?d=e&f#g", "https://[::1]/",
		"https://a/%20",
		"HTTPS://a/b", "https://user@a/b", "https://a?b", "//a/b", "ftp://a/b", "javascript:x", "https://é/",
		"https://a/é", "https://a/\xff"}
	for c := range byte(0x80) {
		for _, form := range []string{"*", "http*://a/b", "https:*//a/b", "https://*", "https://a*/b", "https://a/*b",
			"https://a/b?c*d", "https://a/b*"} {
			address := ""
			for _, sign := range []byte(form) {
				if sign == '*' {
					sign = c
				}
				address += string(rune(sign))
			}
			addresses = append(addresses, address)
		}
	}
	for _, address := range addresses {
		u, err := url.Parse(address)
		want := err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
		if got := sources.Followable(address); got != want {
			t.Errorf("%q: got %v, want %v", address, got, want)
		}
	}
}
