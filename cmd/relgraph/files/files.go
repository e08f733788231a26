// Package files writes what a command has made: several files whole or not at all, with the user's umask, never over
// a file that was read, and with nothing left behind.
//
// Each file is staged under a temporary name beside its target, and only when all are complete do they take the
// targets' places, one rename after the other with nothing between them. A process that is killed leaves its
// temporary files; the next one that writes the same target removes them.
//
//	ctx, abandon := files.Begin(ctx)
//	set := files.New(ctx, guard)
//	defer set.Discard()
//	if err := set.Stage("figure.svg", data); err != nil { ... }
//	if err := set.Commit(); err != nil { ... }
package files

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Set is files that are written together. The zero Set cannot be used: see New.
type Set struct {
	ctx     context.Context
	guard   *Guard
	mu      sync.Mutex // held while renaming, so that nobody discards what is half in place
	over    bool       // discarded: nothing is staged any more
	staged  []stagedFile
	last    []stream          // what cannot be renamed into place, written when all else is
	places  map[string]string // resolved target, folded, to its name as given
	folders []string          // made for them

	whole, wholePlace string // a folder made under a temporary name, and the name it is to have
	wholeHeld         *os.File
}

type stagedFile struct {
	temporary, target string
	name              string   // the target as given
	held              *os.File // open and locked as long as this process needs the temporary file
}

// A stream is written to, not replaced: standard output, a device, a pipe.
type stream struct {
	name string
	to   func() (io.WriteCloser, error)
	data []byte
}

// What a new file or folder may be at most; the user's umask takes from it.
const newFileMode, newFolderMode = 0o666, 0o777

// New returns an empty set. Nothing is committed once ctx has ended, and no target may be one that guard refuses;
// guard may be nil.
func New(ctx context.Context, guard *Guard) *Set {
	s := &Set{ctx: ctx, guard: guard, places: map[string]string{}}
	if all, ok := ctx.Value(openSets{}).(*register); ok {
		all.add(s)
	}
	return s
}

type openSets struct{}

// A register knows the sets of one run.
type register struct {
	mu   sync.Mutex
	sets []*Set
}

func (r *register) add(s *Set) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sets = append(r.sets, s)
}

// Begin returns a context whose sets abandon discards. Files that are being put in their places are let finish first.
func Begin(ctx context.Context) (_ context.Context, abandon func()) {
	all := &register{}
	return context.WithValue(ctx, openSets{}, all), func() {
		all.mu.Lock()
		defer all.mu.Unlock()
		for _, s := range all.sets {
			s.Discard()
		}
	}
}

// Stage writes data under a temporary name in the target's folder. A link is followed to where it points; a target
// that is a device or a pipe is written to when the set is committed.
func (s *Set) Stage(target string, data []byte) error {
	return s.StageFrom(target, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// StageFrom is Stage for a file that write writes, so that no large one has to stand in memory. An error of write is
// returned as it is, and nothing is staged then.
func (s *Set) StageFrom(target string, write func(io.Writer) error) error {
	info, err := os.Stat(target)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%q is a folder: want the name of a file", target)
	case err == nil && !info.Mode().IsRegular():
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		return s.print(stream{target, func() (io.WriteCloser,
			error) {
			return os.OpenFile(target, os.O_WRONLY, 0)
		}, b.Bytes()})
	}
	f, err := s.open(target)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, writtenAtOnce)
	err = write(b)
	if err == nil {
		err = b.Flush()
	}
	if f.err == nil && err == nil {
		f.err = f.file.Sync()
	}
	if f.err == nil && err == nil && info != nil {
		f.err = os.Chmod(f.file.Name(), info.Mode().Perm())
	}
	if f.err == nil && err == nil {
		return nil
	}
	s.unstage(f.file)
	switch {
	case s.discarded():
		return s.ended()
	case f.err == nil: // what write says is not about the file
		return err
	}
	return fmt.Errorf("%q cannot be written: %w", target, WithoutPath(f.err))
}

// writtenAtOnce is how many bytes are gathered before they are written to a file.
const writtenAtOnce = 64 << 10

// open opens a temporary file for a target. It is written to without the lock, so that nobody who discards the set has
// to wait until it is whole.
func (s *Set) open(target string) (*stagedWriter, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return nil, s.ended()
	}
	place, err := Place(target)
	if err != nil {
		return nil, err
	}
	if before := s.places[Folded(place)]; before != "" {
		return nil, fmt.Errorf("%w: want each file once", OneFile(before, target))
	}
	if err := s.guard.Check(target); err != nil {
		return nil, err
	}
	sweep(place)
	f, err := create(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%q cannot be written: want a folder that exists, and %q does not", target,
			filepath.Dir(target))
	case err != nil:
		return nil, fmt.Errorf("%q cannot be written: %w", target, WithoutPath(err))
	}
	s.places[Folded(place)] = target
	s.staged = append(s.staged, stagedFile{f.Name(), place, target, f})
	return &stagedWriter{file: f}, nil
}

// unstage removes a temporary file.
func (s *Set) unstage(f *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.staged = slices.DeleteFunc(s.staged, func(staged stagedFile) bool {
		if staged.held != f {
			return false
		}
		f.Close()
		os.Remove(staged.temporary)
		delete(s.places, Folded(staged.target))
		return true
	})
}

func (s *Set) discarded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// A stagedWriter remembers whether the file itself could not be written.
type stagedWriter struct {
	file *os.File
	err  error
}

func (w *stagedWriter) Write(data []byte) (int, error) {
	n, err := w.file.Write(data)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
}

// Print has data written to w when all files are in their places.
func (s *Set) Print(w io.Writer, data []byte) {
	_ = s.print(stream{"standard output", func() (io.WriteCloser, error) { return open{w}, nil }, data})
}

func (s *Set) print(l stream) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return s.ended()
	}
	s.last = append(s.last, l)
	return nil
}

// open is a writer that stays open.
type open struct{ io.Writer }

func (open) Close() error { return nil }

// MakeFolder makes a folder for files to be staged in, unless it is there already.
func (s *Set) MakeFolder(folder string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return s.ended()
	}
	err := os.Mkdir(folder, newFolderMode)
	switch {
	case err == nil:
		s.folders = append(s.folders, folder)
	case errors.Is(err, fs.ErrExist):
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%q cannot be made: want a folder that exists, and %q does not", folder,
			filepath.Dir(filepath.Clean(folder)))
	default:
		return fmt.Errorf("%q cannot be made: %w", folder, WithoutPath(err))
	}
	return nil
}

// Commit puts every staged file in its place, then writes what was to be printed. If a file cannot be put in its
// place, the error names those that were.
func (s *Set) Commit() error {
	last, err := s.rename()
	if err != nil {
		return err
	}
	for _, l := range last { // without the lock: a pipe may wait for its reader for ever
		if err := l.write(); err != nil {
			return fmt.Errorf("%s cannot be written: %w", l.name, WithoutPath(err))
		}
	}
	return nil
}

// rename puts every staged file in its place, and returns what is to be written to after that.
func (s *Set) rename() (last []stream, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over || s.ctx.Err() != nil {
		return nil, s.ended()
	}
	var done []string
	for len(s.staged) > 0 {
		f := s.staged[0]
		if err := renameHeld(f.held, f.temporary, f.target); err != nil {
			err = fmt.Errorf("%q cannot be written: %w", f.name, WithoutPath(err))
			if len(done) > 0 {
				err = fmt.Errorf("%w; new already: %s; the others are as they were", err, strings.Join(done, ", "))
			}
			return nil, err
		}
		done = append(done, fmt.Sprintf("%q", f.name))
		s.staged = s.staged[1:]
	}
	if s.whole != "" {
		if err := renameHeld(s.wholeHeld, s.whole, s.wholePlace); err != nil {
			return nil, fmt.Errorf("the folder %q cannot be made: %w", s.wholePlace, WithoutPath(err))
		}
		s.whole = ""
	}
	last, s.last = s.last, nil
	return last, nil
}

func (l stream) write() error {
	w, err := l.to()
	if err != nil {
		return err
	}
	_, err = w.Write(l.data)
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	return err
}

func (s *Set) ended() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	return context.Canceled
}

// Discard removes what was staged and not committed, and the folders that were made and have nothing in them. Nothing
// can be staged afterwards.
func (s *Set) Discard() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.staged {
		f.held.Close()
		os.Remove(f.temporary)
	}
	for _, folder := range s.folders {
		os.Remove(folder) // which fails, as it should, if a file is in it
	}
	if s.whole != "" {
		s.wholeHeld.Close()
		os.RemoveAll(s.whole)
	}
	s.staged, s.last, s.folders, s.whole, s.over = nil, nil, nil, "", true
}

// maxLinks is how many links are followed from one to the next, as Linux does (path_resolution(7)).
const maxLinks = 40

// Place is where a target really lies: links followed, even one that points to a file that is not there yet.
func Place(target string) (string, error) {
	for range maxLinks {
		folder, err := filepath.EvalSymlinks(filepath.Dir(target))
		if errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%q cannot be written: want a folder that exists, and %q does not", target,
				filepath.Dir(target))
		}
		if err != nil {
			return "", fmt.Errorf("%q cannot be written: %w", target, WithoutPath(err))
		}
		here := filepath.Join(folder, filepath.Base(target))
		to, err := os.Readlink(here)
		if err != nil {
			return absolute(here)
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(folder, to)
		}
		target = to
	}
	return "", fmt.Errorf("%q cannot be written: too many links one behind the other", target)
}

// absolute is filepath.Abs with an error that says what is wrong.
func absolute(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("%q cannot be written: %w", name, Here())
	}
	return abs, nil
}

// Here says what is wrong with the current folder, which somebody may have removed; nil if it is there.
func Here() error {
	_, err := os.Getwd()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("the current folder was removed: go to one that is there, such as with cd")
	case err != nil:
		return fmt.Errorf("the current folder cannot be told: %w", WithoutPath(err))
	}
	return nil
}

const mark = ".relgraph-" // between the name of a target and what makes a temporary name unique

// longestName keeps a temporary name within the 255 bytes that file systems allow.
const longestName = 200

// temporaryDigits is how many digits follow it.
const temporaryDigits = 8

// prefix begins the temporary names of a target.
func prefix(place string) string {
	name := filepath.Base(place)
	if len(name) > longestName {
		name = name[:longestName]
		for !utf8.ValidString(name) && name != "" {
			name = name[:len(name)-1]
		}
	}
	return "." + name + mark
}

// temporary is a name beside a place that sweep knows.
func temporary(place string) string {
	return filepath.Join(filepath.Dir(place), fmt.Sprintf("%s%08x", prefix(place), rand.Uint32()))
}

// create makes a temporary file beside a target, locked as long as it is open.
func create(place string) (*os.File, error) {
	return createHeld(place, func(name string) (*os.File, error) {
		return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, newFileMode)
	})
}

// createFolder makes a temporary folder beside a target, locked as long as it is open.
func createFolder(place string) (*os.File, error) {
	return createHeld(place, func(name string) (*os.File, error) {
		if err := os.Mkdir(name, newFolderMode); err != nil {
			return nil, err
		}
		return os.Open(name)
	})
}

// createHeld tries names until what it makes is there and locked: another run may sweep it away before.
func createHeld(place string, create func(name string) (*os.File, error)) (*os.File, error) {
	const attempts = 100
	for i := 1; ; i++ {
		f, err := create(temporary(place))
		if err != nil {
			if i < attempts && (errors.Is(err, fs.ErrExist) ||
				errors.Is(err, fs.ErrNotExist) && isThere(filepath.Dir(place))) {
				continue
			}
			return nil, err
		}
		taken := hold(f) == errHeld
		mine, err := f.Stat()
		there, gone := os.Stat(f.Name())
		if err == nil && gone == nil && os.SameFile(mine, there) && (!taken || i == attempts) {
			return f, nil
		}
		f.Close()
		os.Remove(f.Name())
	}
}

func isThere(folder string) bool {
	_, err := os.Stat(folder)
	return err == nil
}

// errHeld says that another process holds a file.
var errHeld = errors.New("held by another process")

// sweep removes the temporary files of a target that no living process holds.
func sweep(place string) {
	sweepAll(filepath.Dir(place), func(name string) bool {
		rest, found := strings.CutPrefix(name, prefix(place))
		return found && len(rest) == temporaryDigits
	})
}

// Sweep removes those of all targets in a folder: what runs left that were killed.
func Sweep(folder string) {
	sweepAll(folder, func(name string) bool {
		at := strings.LastIndex(name, mark)
		return at > 0 && name[0] == '.' && len(name)-at-len(mark) == temporaryDigits
	})
}

func sweepAll(folder string, temporary func(name string) bool) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !temporary(e.Name()) || !e.Type().IsRegular() && !e.IsDir() {
			continue
		}
		left := filepath.Join(folder, e.Name())
		if f, err := os.Open(left); err == nil {
			removeAbandoned(f, left)
		}
	}
}

// WithoutPath takes the path off an error whose message names the file already.
func WithoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
