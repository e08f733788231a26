package main

import (
	"fmt"
	"regexp"
)

// A Version is what "git describe --tags --always --dirty" calls a state of the sources, in the ways in which the systems
// of packages write versions. A state that no tag leads to comes before every release.
type Version struct {
	Plain  string // without the v of a tag, in names of archives
	Python string // by PEP 440
	System string // for deb and rpm, whose order it follows
}

var described = regexp.MustCompile(`^(?:v?(\d+\.\d+\.\d+)(?:-(\d+)-g([0-9a-f]+))?|([0-9a-f]{7,40})|devel)(-dirty)?$`)

// ParseVersion reads what git said.
func ParseVersion(text string) (Version, error) {
	m := described.FindStringSubmatch(text)
	if m == nil {
		return Version{}, fmt.Errorf("%q is no version: want one such as v1.2.3, v1.2.3-4-gabcdef1 or abcdef1", text)
	}
	release, ahead, state, dirty := m[1], m[2], m[3]+m[4], m[5] != ""
	var v Version
	local := ""
	if state != "" {
		local = "g" + state
	}
	if dirty {
		if local != "" {
			local += "."
		}
		local += "dirty"
	}
	v.Plain = text
	if text[0] == 'v' {
		v.Plain = text[1:]
	}
	switch {
	case release == "":
		v.Python, v.System = "0.0.0.dev0", "0.0.0~dev"
	case ahead != "":
		v.Python, v.System = release+".post"+ahead, release+"+"+ahead
	default:
		v.Python, v.System = release, release
	}
	if local != "" {
		v.Python += "+" + local
		v.System += "+" + local
	}
	return v, nil
}
