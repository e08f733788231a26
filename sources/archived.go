package sources

import (
	"net/url"
	"slices"
	"strings"
)

// archives are hosts that keep copies of pages. Some of them have the address of the page in that of the copy.
var archives = []string{"web.archive.org", "archive.ph", "archive.today", "archive.is", "archive.li", "archive.vn",
	"archive.md", "archive.fo", "ghostarchive.org", "perma.cc", "arquivo.pt", "webcitation.org", "megalodon.jp",
	"webarchive.nationalarchives.gov.uk", "webarchive.org.uk", "webcache.googleusercontent.com"}

// Archived tells whether an address is that of a copy in an archive of the web, and of which page: "" if that does not
// stand in it. What somebody archived is no further source.
func Archived(address string) (page string, is bool) {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains(archives, strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")) {
		return "", false
	}
	return within(u), true
}

// LeadsTo is the page to which an address of a search engine or of a network leads, "" for an address that leads nowhere
// else, or does not say where.
func LeadsTo(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	var parameters []string
	switch {
	case strings.HasPrefix(host, "google.") && u.Path == "/url":
		parameters = []string{"q", "url"}
	case (host == "l.facebook.com" || host == "l.instagram.com" || host == "lm.facebook.com") &&
		(u.Path == "/l.php" || u.Path == "/"):
		parameters = []string{"u"}
	}
	for _, p := range parameters {
		if page := u.Query().Get(p); isPage(page) {
			return page
		}
	}
	return ""
}

// within is the address that stands in the path of another.
func within(u *url.URL) string {
	path := strings.TrimPrefix(u.Path, "/")
	for _, scheme := range []string{"https:/", "http:/"} {
		_, page, found := strings.Cut(path, scheme)
		if !found {
			continue
		}
		page = strings.TrimSuffix(scheme, "/") + "//" + strings.TrimLeft(page, "/")
		if u.RawQuery != "" {
			page += "?" + u.RawQuery
		}
		if isPage(page) {
			return page
		}
	}
	return ""
}

func isPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Contains(u.Host, ".") && (u.Scheme == "http" || u.Scheme == "https")
}
