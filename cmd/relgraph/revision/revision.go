// Package revision reads a dossier as a commit of a git repository has it.
package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/cmd/relgraph/files"
	"relgraph/sources"
)

// A Revision is a dossier as a commit of a git repository has it: my-dossier@HEAD~1.
type Revision struct {
	Name string // as the command line has it
	Path string // of the dossier in the work tree
	Rev  string
}

// Of reads DOSSIER@REV. A file or folder whose own name has an @ is no revision.
func Of(name string) (Revision, bool) {
	if _, err := os.Stat(name); err == nil {
		return Revision{}, false
	}
	best := Revision{}
	for i, r := range name {
		if r != '@' || i == 0 || i == len(name)-1 {
			continue
		}
		here := Revision{name, name[:i], name[i+1:]}
		if _, err := os.Stat(here.Path); err == nil {
			return here, true // HEAD@{1} has an @ of its own, and so may a folder
		}
		if best.Path == "" {
			best = here
		}
	}
	return best, best.Path != ""
}

// ErrNoRevision is the error of what stands behind the @ and can be none.
var ErrNoRevision = errors.New("want a revision behind the @, such as HEAD~1, a tag or a commit")

// Open reads the dossier from the repository that its path lies in.
func (r Revision) Open(ctx context.Context, opts sources.Options) (*sources.Dossier, sources.Diagnostics, error) {
	if strings.HasPrefix(r.Rev, "-") {
		return nil, nil, fmt.Errorf("%q: %w", r.Name, ErrNoRevision)
	}
	tables, err := r.tables(ctx)
	if err != nil {
		return nil, nil, err
	}
	// A file system knows no path that begins with a slash or goes up; places in the files are shown under it.
	file := strings.TrimLeft(filepath.ToSlash(filepath.Clean(r.Path)), "/")
	for strings.HasPrefix(file, "../") {
		file = strings.TrimPrefix(file, "../")
	}
	rev := strings.Trim(r.Rev, "/")
	shown := file + "@" + rev
	held := map[string][]byte{}
	if data, ok := tables[""]; ok {
		ext := path.Ext(r.Path) // by which its kind is told
		shown = strings.TrimSuffix(file, ext) + "@" + rev + ext
		held[shown] = data
	} else {
		held[shown+"/"] = nil
	}
	for name, data := range tables {
		if name != "" {
			held[shown+"/"+name] = data
		}
	}
	fsys, err := files.InMemory(held)
	if err != nil {
		return nil, nil, fmt.Errorf("%q: %w", r.Name, err)
	}
	d, problems := sources.OpenFS(fsys, shown, opts)
	d.Name = sources.OneLine(strings.TrimSuffix(filepath.Base(absolute(r.Path)), path.Ext(r.Path)))
	return d, problems, nil
}

// tables reads the tables of a folder, or a file as the only one, without a name.
func (r Revision) tables(ctx context.Context) (map[string][]byte, error) {
	g, err := r.repository(ctx)
	if err != nil {
		return nil, err
	}
	commit, err := g.read("rev-parse", "--verify", "--quiet", "--end-of-options", r.Rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%q: the repository has no revision %q: want a commit, a branch or a tag, such as "+
			"HEAD~1; \"git log -- %s\" lists them", r.Name, r.Rev, r.Path)
	}
	object := strings.TrimSpace(string(commit)) + ":" + g.inside
	kind, err := g.read("cat-file", "-t", object)
	if err != nil {
		return nil, fmt.Errorf("%q: revision %q has no %q: want a file or folder that it has", r.Name, r.Rev, r.Path)
	}
	if strings.TrimSpace(string(kind)) == "blob" {
		data, err := g.read("cat-file", "blob", object)
		return map[string][]byte{"": data}, err
	}
	listed, err := g.read("ls-tree", "-z", "--full-tree", "--name-only", object)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", r.Name, err)
	}
	tables := map[string][]byte{}
	for name := range strings.SplitSeq(string(listed), "\x00") {
		if !slices.Contains(sources.Files(), name) {
			continue
		}
		file := strings.TrimSpace(string(commit)) + ":" + path.Join(g.inside, name)
		if tables[name], err = g.read("cat-file", "blob", file); err != nil {
			return nil, fmt.Errorf("%q: %w", r.Name, err)
		}
	}
	return tables, nil
}

// A repository runs git, for one path in it.
type repository struct {
	ctx    context.Context
	dir    string // a folder of its work tree
	inside string // the path, from the work tree's top
}

func (r Revision) repository(ctx context.Context) (repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return repository{}, fmt.Errorf("%q: no program \"git\" on this machine: install git, or save the old "+
			"edition in a folder and compare the two folders", r.Name)
	}
	// The path may be gone from the work tree: the nearest folder that is still there lies in the same repository.
	dir, rest := absolute(r.Path), ""
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
		return repository{}, fmt.Errorf("%q: %q lies in no git repository that can be read: %w", r.Name, r.Path, err)
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
