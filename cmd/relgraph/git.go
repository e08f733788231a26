package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"relgraph/sources"
)

// A revision is a dossier as a commit of a git repository has it: my-dossier@HEAD~1.
type revision struct {
	name string // as the command line has it
	path string
	rev  string
}

// revisionOf reads DOSSIER@REV. A file or folder whose own name has an @ is no revision.
func revisionOf(name string) (revision, bool) {
	if _, err := os.Stat(name); err == nil {
		return revision{}, false
	}
	best := revision{}
	for i, r := range name {
		if r != '@' || i == 0 || i == len(name)-1 {
			continue
		}
		here := revision{name, name[:i], name[i+1:]}
		if _, err := os.Stat(here.path); err == nil {
			return here, true // HEAD@{1} has an @ of its own, and so may a folder
		}
		if best.path == "" {
			best = here
		}
	}
	return best, best.path != ""
}

// open reads the dossier from the repository that its path lies in.
func (r revision) open(ctx context.Context, opts sources.Options) (*sources.Dossier, sources.Diagnostics, error) {
	if strings.HasPrefix(r.rev, "-") {
		return nil, nil, misusef("%q: want a revision behind the @, such as HEAD~1, a tag or a commit", r.name)
	}
	files, err := r.files(ctx)
	if err != nil {
		return nil, nil, err
	}
	// A file system knows no path that begins with a slash or goes up; places in the files are shown under it.
	file := strings.TrimLeft(filepath.ToSlash(filepath.Clean(r.path)), "/")
	for strings.HasPrefix(file, "../") {
		file = strings.TrimPrefix(file, "../")
	}
	rev := strings.Trim(r.rev, "/")
	shown := file + "@" + rev
	held := map[string][]byte{}
	if data, ok := files[""]; ok {
		ext := path.Ext(r.path) // by which its kind is told
		shown = strings.TrimSuffix(file, ext) + "@" + rev + ext
		held[shown] = data
	} else {
		held[shown+"/"] = nil
	}
	for name, data := range files {
		if name != "" {
			held[shown+"/"+name] = data
		}
	}
	fsys, err := inMemory(held)
	if err != nil {
		return nil, nil, fmt.Errorf("%q: %w", r.name, err)
	}
	d, problems := sources.OpenFS(fsys, shown, opts)
	d.Name = strings.TrimSuffix(filepath.Base(absolute(r.path)), path.Ext(r.path))
	return d, problems, nil
}

// edition reads one of two dossiers, which may be a revision of one, and prints its errors; what else could be said
// of it is no matter of comparing the two.
func (f *dossierFlags) edition(cmd *cobra.Command, name string) (*sources.Dossier, error) {
	var d *sources.Dossier
	var problems sources.Diagnostics
	if r, ok := revisionOf(name); ok {
		var err error
		if d, problems, err = r.open(cmd.Context(), f.opts); err != nil {
			return nil, err
		}
	} else {
		d, problems = f.open(name)
	}
	for _, p := range problems.Only(sources.Error) {
		fmt.Fprintln(cmd.ErrOrStderr(), p)
	}
	if problems.Err() != nil {
		return nil, errReported
	}
	return d, nil
}

// inMemory makes a file system of the files. A name that ends in a slash is a folder.
func inMemory(files map[string][]byte) (fs.FS, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
}

// dossierFiles are the files that a dossier's folder may hold.
var dossierFiles = []string{"actors.csv", "documents.csv", "claims.csv", "dossier.yaml", "dossier.yml"}

// files reads the tables of a folder, or a file as the only one, without a name.
func (r revision) files(ctx context.Context) (map[string][]byte, error) {
	g, err := r.repository(ctx)
	if err != nil {
		return nil, err
	}
	commit, err := g.read("rev-parse", "--verify", "--quiet", "--end-of-options", r.rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%q: the repository has no revision %q: want a commit, a branch or a tag, such as HEAD~1; \"git log -- %s\" lists them", r.name, r.rev, r.path)
	}
	object := strings.TrimSpace(string(commit)) + ":" + g.inside
	kind, err := g.read("cat-file", "-t", object)
	if err != nil {
		return nil, fmt.Errorf("%q: revision %q has no %q: want a file or folder that it has", r.name, r.rev, r.path)
	}
	if strings.TrimSpace(string(kind)) == "blob" {
		data, err := g.read("cat-file", "blob", object)
		return map[string][]byte{"": data}, err
	}
	listed, err := g.read("ls-tree", "-z", "--full-tree", "--name-only", object)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", r.name, err)
	}
	files := map[string][]byte{}
	for name := range strings.SplitSeq(string(listed), "\x00") {
		if !slices.Contains(dossierFiles, name) {
			continue
		}
		file := strings.TrimSpace(string(commit)) + ":" + path.Join(g.inside, name)
		if files[name], err = g.read("cat-file", "blob", file); err != nil {
			return nil, fmt.Errorf("%q: %w", r.name, err)
		}
	}
	return files, nil
}

// A repository runs git, for one path in it.
type repository struct {
	ctx    context.Context
	dir    string // a folder of its work tree
	inside string // the path, from the work tree's top
}

func (r revision) repository(ctx context.Context) (repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return repository{}, fmt.Errorf("%q: no program \"git\" on this machine: install git, or save the old edition in a folder and compare the two folders", r.name)
	}
	// The path may be gone from the work tree: the nearest folder that is still there lies in the same repository.
	dir, rest := absolute(r.path), ""
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			break
		}
		rest = path.Join(filepath.Base(dir), rest)
		dir = filepath.Dir(dir)
	}
	g := repository{ctx: ctx, dir: dir}
	prefix, err := g.read("rev-parse", "--show-prefix")
	if err != nil {
		return repository{}, fmt.Errorf("%q: %q lies in no git repository that can be read: %w", r.name, r.path, err)
	}
	g.inside = strings.TrimPrefix(path.Join(strings.TrimRight(string(prefix), "\n"), rest), "./")
	return g, nil
}

func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}

// read runs git and returns what it prints. Its first words on a failure are the error.
func (g repository) read(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_NO_LAZY_FETCH=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return stdout.Bytes(), nil
	case g.ctx.Err() != nil:
		return nil, g.ctx.Err()
	case errors.As(err, &exit):
		first, _, _ := strings.Cut(stderr.String(), "\n")
		return nil, fmt.Errorf("git says %q", strings.TrimPrefix(first, "fatal: "))
	}
	return nil, err
}
