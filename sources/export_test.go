package sources

import "io/fs"

// OpenFS is Open for a file or folder of fsys.
func OpenFS(fsys fs.FS, name string, opts Options) (*Dossier, Diagnostics) {
	return read(fsys, name, name, name, opts)
}

var Nearest = nearest
