// Package desk is where a checker works on a dossier, whatever the desk looks like: a console, or a page. It finds
// the passages of claims in the checker's copies of the documents, asks what has to be asked, and writes each answer
// into the dossier at once, whole or not at all. What a file would say is read and checked as a dossier is before
// anything of it is written.
//
//	k := desk.New("my-dossier", opts, dossier)
//	for _, id := range desk.Queue(k.Dossier(), desk.Filter{}, desk.Unchecked) { ... }
//	now, err := k.Check(ctx, claim, desk.Signature{By: "Eve Evans", On: day})
package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"relgraph/cmd/relgraph/files"
	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/edtf"
	"relgraph/sources/table/edit"
)

// A Desk holds a dossier open for writing.
type Desk struct {
	name    string // as the user calls it
	opts    sources.Options
	dossier *sources.Dossier
	written []written // in this session, the last one last
}

// written is an answer that was written, and what its cells said before; of a coding, what its file said before, and
// the digest of what it said then.
type written struct {
	claim  sources.ClaimID
	before []Value
	file   string
	old    []byte
	new    [sha256.Size]byte
}

// New returns a desk for the dossier that was read, with these options, from that folder or file.
func New(name string, opts sources.Options, d *sources.Dossier) *Desk {
	k := &Desk{name: name, opts: opts, dossier: d}
	files.Sweep(folderOf(name))
	return k
}

// Dossier is the dossier as it was last read or written.
func (k *Desk) Dossier() *sources.Dossier { return k.dossier }

// A Signature says who answers, and on which day.
type Signature struct {
	By string
	On edtf.Day
}

// A Value is what is to stand in a cell.
type Value struct{ Column, Text string }

// Refused are the errors that a dossier would have if an answer were written.
type Refused struct{ sources.Diagnostics }

// ErrChanged says that somebody else changed the row, or is changing the file, after the row was shown.
var ErrChanged = errors.New("the dossier was changed in the meantime: nothing is written, so run the command again")

// Check writes that the claim, as it was shown, was compared with its passage. A doubt about it goes.
func (k *Desk) Check(ctx context.Context, shown *sources.Claim, s Signature) (*sources.Claim, error) {
	values := []Value{{"checked_by", s.By}, {"checked_on", s.On.String()}, {"checked_row", shown.RowDigest()}}
	if shown.Detail().Doubt != "" {
		values = append(values, Value{"doubt", ""})
	}
	now, _, err := k.set(ctx, shown, values)
	return now, err
}

// Doubt writes what is doubted. A row that somebody doubts is not checked, whoever checked it before.
func (k *Desk) Doubt(ctx context.Context, shown *sources.Claim, words string, s Signature) (*sources.Claim, error) {
	const digest = "checked_row"
	values := []Value{{"doubt", fmt.Sprintf("%s (%s, %s)", words, s.By, s.On)}, {digest, shown.RowDigest()}}
	for _, column := range sources.Signing() {
		if column != digest && shown.Cell(column) != "" {
			values = append(values, Value{column, ""})
		}
	}
	now, _, err := k.set(ctx, shown, values)
	return now, err
}

// Correct writes what a cell of the claim's row should say. It returns the claim as it is then, and the warnings that
// the dossier has because of it. The error is Refused if the dossier would have errors, and ErrChanged if the row is
// not as it was shown.
func (k *Desk) Correct(ctx context.Context, shown *sources.Claim, column, text string) (*sources.Claim,
	sources.Diagnostics, error) {
	return k.set(ctx, shown, []Value{{column, text}})
}

// Anchor writes where the claim's passage stands. It tells whether that was not in the row before.
func (k *Desk) Anchor(ctx context.Context, shown *sources.Claim, a anchor.Anchor) (now *sources.Claim, fresh bool,
	err error) {
	if shown.Detail().Anchor.String() == a.String() {
		return shown, false, nil
	}
	now, _, err = k.set(ctx, shown, []Value{{"anchor", a.String()}})
	return now, true, err
}

// Renew writes today's form of the digest into each row that carries one of an earlier form which still holds, and
// says how many those were. Nobody is asked: such a row says what it said when it was checked.
func (k *Desk) Renew(ctx context.Context) (n int, err error) {
	i := slices.IndexFunc(k.dossier.Claims, func(c sources.Claim) bool { return c.Renewable() })
	if i < 0 {
		return 0, nil
	}
	file := k.dossier.Claims[i].Pos().File
	_, err = k.write(ctx, func(now *sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		return file, func(data []byte) (renewed []byte, err error) {
			renewed, n, err = edit.Renew(data, file, now)
			return renewed, err
		}, nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// ErrNothingWritten says that there is no answer to take back.
var ErrNothingWritten = errors.New("nothing was written that could be taken back")

// Undo takes back the last answer that this desk wrote and has not taken back: its cells say again what they said
// before. Columns that were added for it stay. It returns the claim that the answer was about, nil for a passage that a
// coder marked.
func (k *Desk) Undo(ctx context.Context) (*sources.Claim, error) {
	if len(k.written) == 0 {
		return nil, ErrNothingWritten
	}
	last := k.written[len(k.written)-1]
	if last.file != "" {
		if err := k.uncode(ctx, last); err != nil {
			return nil, err
		}
		return k.dossier.Claim(last.claim), nil
	}
	now := k.dossier.Claim(last.claim)
	if now == nil {
		return nil, ErrChanged
	}
	now, _, err := k.set(ctx, now, last.before)
	if err != nil {
		return nil, err
	}
	k.written = k.written[:len(k.written)-2] // that and its taking back
	return now, nil
}

// Digest writes which copy of a document the checker has, by its SHA-256, if the document's row does not say so yet.
// It tells whether it did not; there is nothing to write for a document without a row of its own, or with one in a
// dossier that this one includes.
func (k *Desk) Digest(ctx context.Context, id sources.DocumentID, sha256 string) (fresh bool, err error) {
	doc := k.dossier.Document(id)
	if doc == nil || doc.SHA256 != "" || (doc.Pos() == sources.Pos{}) || k.own(doc.Pos().File) != nil {
		return false, nil
	}
	_, err = k.write(ctx, func(now *sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		doc := now.Document(id)
		if doc == nil || doc.SHA256 != "" {
			return "", nil, errRecorded
		}
		return doc.Pos().File,
			func(data []byte) ([]byte, error) { return setAll(data, doc.Pos(), []Value{{"sha256", sha256}}) }, nil
	})
	if errors.Is(err, errRecorded) {
		return false, nil
	}
	return err == nil, err
}

// errRecorded says that somebody else has written the digest just now.
var errRecorded = errors.New("recorded already")

// set writes values into the claim's row, with the columns that it lacks for them.
func (k *Desk) set(ctx context.Context, shown *sources.Claim, values []Value) (*sources.Claim, sources.Diagnostics, error) {
	said := written{claim: shown.ID}
	fresh, err := k.write(ctx, func(now *sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		c := now.Claim(shown.ID)
		if c == nil || c.RowDigest() != shown.RowDigest() || c.Detail().CheckedRow != shown.Detail().CheckedRow ||
			c.Detail().CheckedBy != shown.Detail().CheckedBy || c.Detail().Doubt != shown.Detail().Doubt {
			return "", nil, ErrChanged
		}
		for _, v := range values {
			said.before = append(said.before, Value{v.Column, c.Cell(v.Column)})
		}
		return c.Pos().File, func(data []byte) ([]byte, error) { return setAll(data, c.Pos(), values) }, nil
	})
	if err != nil {
		return nil, nil, err
	}
	k.written = append(k.written, said)
	return k.dossier.Claim(shown.ID), fresh, nil
}

// setAll sets cells of the row at the given place.
func setAll(data []byte, at sources.Pos, values []Value) ([]byte, error) {
	var err error
	for _, v := range values {
		if v.Text != "" {
			if data, err = edit.AddColumn(data, at.File, v.Column); err != nil {
				return nil, err
			}
		}
		if data, err = edit.Set(data, at, v.Column, v.Text); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// MissingColumns lists the columns that the table of claims lacks of those; none of a YAML file. Its error says why the
// file cannot be written into at all.
func MissingColumns(d *sources.Dossier, columns ...string) ([]string, error) {
	if len(d.Claims) == 0 {
		return nil, nil
	}
	file := d.Claims[0].Pos().File
	data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	var lacks []string
	for _, c := range columns {
		added, err := edit.AddColumn(data, file, c)
		if err != nil {
			return nil, err
		}
		if len(added) > len(data) {
			lacks = append(lacks, c)
		}
	}
	return lacks, nil
}

// write changes one file of the dossier as it is now: which one and how, plan says. Nobody else who keeps to the lock
// writes into the folder meanwhile; what a program writes that does not is seen, and then nothing of ours is written.
func (k *Desk) write(ctx context.Context, plan func(now *sources.Dossier) (file string,
	change func([]byte) ([]byte, error), err error)) (fresh sources.Diagnostics, err error) {
	unlock, err := files.Lock(ctx, folderOf(k.name))
	if err != nil {
		return nil, err
	}
	defer unlock()
	now, before := sources.Open(k.name, k.opts)
	if err := before.Err(); err != nil {
		return nil, err
	}
	file, change, err := plan(now)
	if err != nil {
		k.dossier = now
		return nil, err
	}
	if err := k.own(file); err != nil {
		return nil, err
	}
	old, err := readFile(file)
	if err != nil {
		return nil, err
	}
	data, err := change(old)
	if err != nil {
		return nil, err
	}
	after, problems := sources.OpenWith(k.name, filepath.Base(filepath.FromSlash(file)), data, k.opts)
	if errs := problems.Only(sources.Error); len(errs) > 0 {
		return nil, Refused{errs}
	}
	set := files.New(ctx, nil)
	defer set.Discard()
	if err := set.Stage(filepath.FromSlash(file), data); err != nil {
		return nil, err
	}
	if now, err := readFile(file); err != nil || !bytes.Equal(now, old) {
		return nil, ErrChanged
	}
	if err := set.Commit(); err != nil {
		return nil, err
	}
	k.dossier = after
	return newWarnings(before, problems), nil
}

// own refuses a file of another dossier, which this one includes: it has its own lock, and its own checks.
func (k *Desk) own(file string) error {
	mine, err := os.Stat(folderOf(k.name))
	if err != nil {
		return err
	}
	folder := filepath.Dir(filepath.FromSlash(file))
	if its, err := os.Stat(folder); err != nil || os.SameFile(mine, its) {
		return nil // one that is not there cannot be read either, which is said then
	}
	return fmt.Errorf("%s belongs to the dossier %q, which %q includes: nothing is written, so run the command on %q",
		file, filepath.ToSlash(folder), k.name, filepath.ToSlash(folder))
}

// folderOf is the one that the files of a dossier of that name lie in.
func folderOf(name string) string {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		if place, err := files.Place(name); err == nil {
			return filepath.Dir(place)
		}
		return filepath.Dir(name)
	}
	return name
}

// newWarnings are those that a dossier has after a change and had not before, wherever they stand.
func newWarnings(before, after sources.Diagnostics) (fresh sources.Diagnostics) {
	known := map[string]bool{}
	for _, p := range before {
		known[p.Problem] = true
	}
	for _, p := range after.Only(sources.Warning) {
		if !known[p.Problem] {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

// readFile reads a file of a dossier; one that is not there holds nothing.
func readFile(file string) ([]byte, error) {
	data, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%q cannot be read: %w", file, files.WithoutPath(err))
	}
	return data, nil
}
