package sources

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A finder opens what a dossier includes by its name: the file system, where in it, and what to call it in messages;
// its own names are found by the next finder. It fails with fs.ErrNotExist if there is no such dossier.
type finder func(name string) (at located, err error)

// located is where a dossier stands.
type located struct {
	fsys  fs.FS
	at    string // a folder or a file of fsys
	shown string // what the user calls it
	find  finder // what it includes itself
}

// osFinder finds dossiers beside the one in the folder dir of the disk, and those that come with relgraph.
func osFinder(dir string) finder {
	return func(name string) (located, error) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if filepath.IsAbs(name) {
			file = name
		}
		info, err := os.Stat(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return builtInFinder(name)
		case err != nil:
			return located{}, err
		case info.IsDir():
			return located{os.DirFS(file), ".", file, osFinder(file)}, nil
		}
		return located{os.DirFS(filepath.Dir(file)), filepath.Base(file), file, osFinder(filepath.Dir(file))}, nil
	}
}

// fsFinder finds dossiers beside the one in the folder dir of a file system, and those that come with relgraph.
func fsFinder(fsys fs.FS, dir string) finder {
	return func(name string) (located, error) {
		at := path.Join(dir, name)
		if _, err := fs.Stat(fsys, at); err != nil {
			return builtInFinder(name)
		}
		return located{fsys, at, at, fsFinder(fsys, at)}, nil
	}
}

// builtInFinder finds the dossiers that come with relgraph.
func builtInFinder(name string) (located, error) {
	if !slices.Contains(BuiltIns(), name) {
		return located{}, fs.ErrNotExist
	}
	return located{builtIn, name, name, builtInFinder}, nil
}

// included reads the tables of the dossiers that say names, those that these include first, each dossier once. Packs
// of kinds that they name are added to say's own.
func included(say *about, find finder, seen map[string]bool, ds *Diagnostics) []*knownTable {
	var tables []*knownTable
	for _, one := range say.dossiers {
		where, err := find(one.name)
		if err != nil {
			known := slices.Concat(KindPacks(), BuiltIns())
			ds.Errorf(one.at, OneOf(one.name, known)+", or the folder of a dossier as seen from this one's",
				"nothing %q to include", one.name)
			continue
		}
		key := filepath.ToSlash(filepath.Clean(where.shown))
		if seen[key] {
			continue
		}
		seen[key] = true
		before := len(*ds)
		theirs, their := readAt(where.fsys, where.at, where.shown, ds)
		if len(*ds) == before && len(their)+len(theirs.dossiers)+len(theirs.include) == 0 {
			ds.Errorf(one.at, "want the folder of a dossier, with tables such as claims.csv",
				"nothing to include in %q", one.name)
		}
		tables = append(tables, included(&theirs, where.find, seen, ds)...)
		tables = append(tables, their...)
		for _, pack := range theirs.include {
			if !slices.Contains(say.include, pack) {
				say.include = append(say.include, pack)
			}
		}
	}
	return tables
}
