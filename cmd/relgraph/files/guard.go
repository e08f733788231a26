package files

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Guard knows the files that a command reads, so that none of them is written over. A nil Guard knows none.
type Guard struct {
	read    []readFile
	folders []guardedFolder
}

type readFile struct {
	name string
	info os.FileInfo
}

type guardedFolder struct {
	name  string
	info  os.FileInfo
	names []string
}

// Reads adds files that are read. What is not there, or is no file, can be written over by nobody.
func (g *Guard) Reads(names ...string) {
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			g.read = append(g.read, readFile{name, info})
		}
	}
}

// ReadsFolder adds a folder in which no file of these names may be written, be it there or not: it would be read the
// next time.
func (g *Guard) ReadsFolder(folder string, names []string) {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		g.folders = append(g.folders, guardedFolder{folder, info, names})
	}
}

// Check refuses a target that is a file that was read, under whatever name or link, or a guarded one of a folder.
func (g *Guard) Check(target string) error {
	if g == nil {
		return nil
	}
	place, err := Place(target)
	if err != nil {
		return nil // which cannot be written, as staging says
	}
	for _, f := range g.folders {
		folder, err := os.Stat(filepath.Dir(place))
		named := slices.ContainsFunc(f.names, func(n string) bool { return strings.EqualFold(n, filepath.Base(place)) })
		if err == nil && named && os.SameFile(folder, f.info) {
			return fmt.Errorf("%q would be a table of the dossier %q, which is read for this: want another folder "+
				"to write in", target, f.name)
		}
	}
	info, err := os.Stat(target)
	if err != nil {
		return nil
	}
	for _, r := range g.read {
		if os.SameFile(info, r.info) {
			return fmt.Errorf("%q is read for this, as %q, and would be lost: want another file to write", target, r.name)
		}
	}
	return nil
}
