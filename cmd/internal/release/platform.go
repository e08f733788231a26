package main

import (
	"fmt"
	"slices"
	"strings"
)

// A Platform is a system and a processor that relgraph is built for.
type Platform struct {
	OS   string // as GOOS has it
	Arch string // as GOARCH has it
}

var platforms = []Platform{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

// ParsePlatforms reads a list such as "linux/amd64 darwin/arm64"; of a blank one it returns all.
func ParsePlatforms(text string) ([]Platform, error) {
	var chosen []Platform
	for _, word := range strings.Fields(text) {
		i := slices.IndexFunc(platforms, func(p Platform) bool { return p.OS+"/"+p.Arch == word })
		if i < 0 {
			return nil, fmt.Errorf("there is no platform %q: want some of %v", word, platforms)
		}
		chosen = append(chosen, platforms[i])
	}
	if len(chosen) == 0 {
		return platforms, nil
	}
	return chosen, nil
}

// String is the platform as Go names it: "linux/amd64".
func (p Platform) String() string { return p.OS + "/" + p.Arch }

// Name is what the name of an archive calls the platform: macos-arm64.
func (p Platform) Name() string {
	system := p.OS
	if system == "darwin" {
		system = "macos"
	}
	return system + "-" + p.Arch
}

// Program is the name of a program's file.
func (p Platform) Program(name string) string {
	if p.OS == "windows" {
		return name + ".exe"
	}
	return name
}

// wheelTags are the platform tags of a wheel (PEP 425, 600 and 656). The programs are linked statically and need what
// Go's runtime needs: of Linux any C library, of macOS version 12.
func (p Platform) wheelTags() []string {
	machine := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[p.Arch]
	switch p.OS {
	case "linux":
		return []string{"manylinux2014_" + machine, "manylinux_2_17_" + machine, "musllinux_1_1_" + machine}
	case "darwin":
		if p.Arch == "arm64" {
			machine = "arm64"
		}
		return []string{"macosx_12_0_" + machine}
	}
	return []string{"win_" + p.Arch}
}
