// Package sources holds the dossier: who, according to which document, had contact with whom.
//
// A dossier is three tables kept by hand: actors, documents and claims. A Claim is one row, what one document says
// about one contact; contacts themselves are derived from claims by package graph. Open reads and checks a dossier in
// one go; what comes back is the dossier and every problem found, each with its place. Make nothing from a dossier
// whose Diagnostics have an Err.
//
//	d, problems := sources.Open("my-dossier", sources.Options{})
//	if err := problems.Err(); err != nil { ... }
//	for _, c := range d.Claims { ... }
package sources

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing/fstest"
	"unicode/utf8"

	"relgraph/sources/edtf"
	"relgraph/sources/table"
)

// A Dossier is a whole edge list with its sources. Rows keep the order of the files.
type Dossier struct {
	About
	Name      string // of the folder or file, without its ending, as OneLine has it
	Actors    []Actor
	Documents []Document
	Claims    []Claim
	Kinds     []Kind   // those that its table describes, then those that its rows use
	Codings   []Coding // what second persons made of passages; may be none
	Numbers   Numbers  // that figures and texts of it keep for documents; nil for none

	checked bool  // as a whole
	unsound error // what the check found

	digest    func() string // of what the tables say; nil of a dossier without any
	actors    *register[ActorID, Actor]
	documents *register[DocumentID, Document]
	claims    *register[ClaimID, Claim]
	kinds     map[KindID]*Kind
	reader    kindReader
}

// about is what a dossier says about itself.
type about struct {
	About
	include  []string    // packs of kinds; all if none is named
	dossiers []inclusion // whose rows stand before the dossier's own
}

// An inclusion names a dossier that another includes.
type inclusion struct {
	name string
	at   Pos
}

// Options say how strict to be.
type Options struct {
	AllowUnsourced bool // a claim without a document is a warning, not an error

	// the fields (KindPacks) of kinds whose words are known; those that the dossier includes, or all, if none is named
	Kinds []string

	// AsOf is the day on which is asked which rows still have to be checked, were changed since they were, or were
	// checked long ago. With the zero Day nothing of that is asked.
	AsOf edtf.Day
}

// Names is the dossier, asked what words mean in it.
func (d *Dossier) Names() *Names { return (*Names)(d) }

// Bodies is the dossier, asked who belongs to whom.
func (d *Dossier) Bodies() *Bodies { return (*Bodies)(d) }

// Folder is the dossier, asked for the rows, tables and files that it is kept in.
func (d *Dossier) Folder() *Folder { return (*Folder)(d) }

// Actor returns the actor of that id, or nil.
func (d *Dossier) Actor(id ActorID) *Actor { return d.actors.get(id) }

// Document returns the document of that id, or nil.
func (d *Dossier) Document(id DocumentID) *Document { return d.documents.get(id) }

// DocumentOf returns the document that reports c, or nil. Of a claim of d it is found sooner than by its id.
func (d *Dossier) DocumentOf(c *Claim) *Document {
	return d.documents.numbered(c.found.document, c.Document)
}

// EndsOf returns where in d.Actors the actor and the recipient of a claim of d stand; it is false for a claim that names
// several on a side, or none.
func EndsOf(d *Dossier, c *Claim) (actor, recipient int, ok bool) {
	actor, ok = place(d, c.found.actor, c.Actors)
	if ok {
		recipient, ok = place(d, c.found.recipient, c.Recipients)
	}
	return actor, recipient, ok
}

// place is where the one actor of a list stands, which probably has that number.
func place(d *Dossier, n number, one []ActorID) (int, bool) {
	at := int(n) - 1
	return at, len(one) == 1 && at >= 0 && at < len(d.Actors) && d.actors.holds(&d.Actors[at], n, one[0])
}

// SourceOf returns where in d.Documents the document that reports a claim of d stands; it is false for one that does not
// stand there.
func SourceOf(d *Dossier, c *Claim) (at int, ok bool) {
	return documentAt(d, d.documents.numberOf(c.Document, c.found.document))
}

// DocumentAt returns where in d.Documents the document of that id stands; it is false for one that does not stand there.
func DocumentAt(d *Dossier, id DocumentID) (at int, ok bool) {
	return documentAt(d, d.documents.number(id))
}

// documentAt is where in d.Documents the document of that number stands.
func documentAt(d *Dossier, n number) (at int, ok bool) {
	at = int(n) - 1
	return at, at >= 0 && at < len(d.Documents) && d.documents.records[at] == &d.Documents[at]
}

// Claim returns the claim of that id, or nil.
func (d *Dossier) Claim(id ClaimID) *Claim { return d.claims.get(id) }

// Digest is the SHA-256, in hexadecimal, of what the tables say. It stays the same when a spreadsheet quotes cells or
// orders columns in another way, and changes with every word.
func (d *Dossier) Digest() string {
	if d.digest == nil {
		return ""
	}
	return d.digest()
}

// Roots lists the documents that id rests on, by derived_from, down to those that rest on none; a document that rests
// on none is its own root. They come in the order of the tables' cells, each once.
func (d *Dossier) Roots(id DocumentID) []DocumentID {
	if doc := d.documents.get(id); doc == nil || len(doc.DerivedFrom) == 0 {
		return []DocumentID{id}
	}
	var roots []DocumentID
	seen := map[DocumentID]bool{}
	var follow func(DocumentID)
	follow = func(id DocumentID) {
		if seen[id] {
			return
		}
		seen[id] = true
		doc := d.documents.get(id)
		if doc == nil || len(doc.DerivedFrom) == 0 {
			roots = append(roots, id)
			return
		}
		for _, from := range doc.DerivedFrom {
			follow(from)
		}
	}
	follow(id)
	return roots
}

// Part returns a dossier that lists only the actors, documents and claims of those ids, in d's order. Actors and
// documents that it does not list are still found by their ids, since rows that it lists refer to them. Name, Digest
// and every Pos stay d's, so that what is made from a part can be followed back to the whole.
func (d *Dossier) Part(actors map[ActorID]bool, documents map[DocumentID]bool, claims map[ClaimID]bool) *Dossier {
	part := *d
	part.actors, part.documents, part.claims = d.actors.clone(0), d.documents.clone(0), claimRegister(len(claims))
	part.Actors = rows(d.Actors, func(a *Actor) bool { return actors[a.ID] })
	part.Documents = rows(d.Documents, func(doc *Document) bool { return documents[doc.ID] })
	part.Claims = rows(d.Claims, func(c *Claim) bool { return claims[c.ID] })
	reindex(&part)
	return &part
}

// With returns a dossier that lists further actors, who stand in none of its rows, after its own. Where one has the
// id of an actor that d knows, it stands in that one's place.
func (d *Dossier) With(actors []Actor) *Dossier {
	more := *d
	if more.actors = d.actors.clone(len(actors)); more.actors == nil {
		more.actors = actorRegister(len(actors))
	}
	more.Actors = slices.Concat(d.Actors, actors)
	for i := range more.Actors {
		more.actors.put(&more.Actors[i])
	}
	return &more
}

// And returns a dossier that also has the claims of other that are named, after its own, with the actors and
// documents of other that these need and d has not. A claim whose id d has for another gets a new one.
func (d *Dossier) And(other *Dossier, claims map[ClaimID]bool) *Dossier {
	more := *d
	more.Actors, more.Documents, more.Claims = slices.Clone(d.Actors), slices.Clone(d.Documents), slices.Clone(d.Claims)
	for _, a := range other.Actors {
		if d.actors.get(a.ID) == nil {
			more.Actors = append(more.Actors, a)
		}
	}
	for _, doc := range other.Documents {
		if d.documents.get(doc.ID) == nil {
			more.Documents = append(more.Documents, doc)
		}
	}
	for _, c := range rows(other.Claims, func(c *Claim) bool { return claims[c.ID] }) {
		for d.claims.get(c.ID) != nil {
			c.ID += "-old"
		}
		more.Claims = append(more.Claims, c)
	}
	for i := range other.Kinds {
		if k := &other.Kinds[i]; d.kinds[k.ID] == nil {
			more.Kinds = append(slices.Clip(more.Kinds), *k)
		}
	}
	indexKinds(&more)
	more.actors, more.documents = actorRegister(len(more.Actors)), documentRegister(len(more.Documents))
	more.claims = claimRegister(len(more.Claims))
	reindex(&more)
	return &more
}

// reindex finds the rows of d by their ids, over what was found by these before.
func reindex(d *Dossier) {
	for i := range d.Actors {
		d.actors.put(&d.Actors[i])
	}
	for i := range d.Documents {
		d.documents.put(&d.Documents[i])
	}
	for i := range d.Claims {
		d.claims.put(&d.Claims[i])
	}
}

func rows[T any](all []T, keep func(*T) bool) []T {
	var kept []T
	for i := range all {
		if keep(&all[i]) {
			kept = append(kept, all[i])
		}
	}
	return kept
}

//go:embed syria-contacts syria-contacts-wider
var builtIn embed.FS

// BuiltIn is the name of the first dossier that comes with relgraph: what five documents say.
const BuiltIn = "syria-contacts"

// BuiltIns lists the names of the dossiers that come with relgraph.
func BuiltIns() []string { return []string{BuiltIn, "syria-contacts-wider"} }

// SyriaContacts returns the dossier BuiltIn, and its problems.
func SyriaContacts() (*Dossier, Diagnostics) { return OpenBuiltIn(BuiltIn, Options{}) }

// OpenBuiltIn returns one of the BuiltIns, and its problems.
func OpenBuiltIn(name string, opts Options) (*Dossier, Diagnostics) {
	return read(located{builtIn, name, name, builtInFinder}, name, opts)
}

// Open reads and checks the dossier at name: a folder with claims.csv and perhaps actors.csv, documents.csv and
// dossier.yaml; one YAML file; or one CSV sheet of claims. It always returns a dossier, with what could be read.
func Open(name string, opts Options) (*Dossier, Diagnostics) {
	return open(name, opts, func(fsys fs.FS) fs.FS { return fsys })
}

// OpenWith is Open for a dossier in which one file says something else: file is its name in the dossier's folder,
// data what it would hold. That tells what would come of writing it, before anything is written.
func OpenWith(name, file string, data []byte, opts Options) (*Dossier, Diagnostics) {
	return open(name, opts, func(fsys fs.FS) fs.FS { return changedFS{fsys, file, data} })
}

// changedFS is a file system in which one file holds something else.
type changedFS struct {
	fs.FS
	name string
	data []byte
}

func (f changedFS) Open(name string) (fs.File, error) {
	if name == f.name {
		return fstest.MapFS{name: {Data: f.data}}.Open(name)
	}
	return f.FS.Open(name)
}

func open(name string, opts Options, view func(fs.FS) fs.FS) (*Dossier, Diagnostics) {
	info, err := os.Stat(name)
	if err != nil {
		return noDossier(name, reason(err), wantDossier, opts)
	}
	base := filepath.Base(name)
	if name == "." || name == ".." || base == string(filepath.Separator) {
		if abs, err := filepath.Abs(name); err == nil {
			base = filepath.Base(abs)
		}
	}
	if info.IsDir() {
		return read(located{view(os.DirFS(name)), ".", name, osFinder(name)}, base, opts)
	}
	if !info.Mode().IsRegular() {
		return noDossier(name, "this is a pipe or a device", "want a file", opts)
	}
	dir := filepath.Dir(name)
	return read(located{view(os.DirFS(dir)), filepath.Base(name), name, osFinder(dir)}, base, opts)
}

// OpenFS is Open for a dossier in a file system: embedded in a program, in an archive, or made in memory.
func OpenFS(fsys fs.FS, name string, opts Options) (*Dossier, Diagnostics) {
	return read(located{fsys, name, name, fsFinder(fsys, name)}, path.Base(name), opts)
}

const wantDossier = "want a folder with claims.csv, a sheet or workbook, a YAML file or a graph file"

func noDossier(name, problem, want string, opts Options) (*Dossier, Diagnostics) {
	var ds Diagnostics
	ds.Errorf(Pos{File: name}, want, "%s", problem)
	d := &Dossier{Name: OneLine(name), checked: true, unsound: ds.Err()}
	decoder{d}.decode(nil, opts, &ds)
	return d, ds
}

// IsDossier tells whether the folder holds the tables of a dossier.
func IsDossier(folder string) bool {
	for _, name := range append([]string{"claims.csv"}, aboutFiles...) {
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// tableFiles are the tables of a dossier, each of which stands in a file of its name, and what is in them.
var tableFiles = []struct {
	what  tableKind
	about string
}{{actorTable, "Who has contacts"}, {documentTable, "The texts that report them"},
	{claimTable, "What each text says about each contact"},
	{kindTable, "What the kinds of contacts and ties mean"},
	{codingTable, "What second readers read in passages"}}

// TableAbout says what stands in the rows of the table of that name, such as "claims"; "" for none of a dossier's.
func TableAbout(table string) string {
	for _, f := range tableFiles {
		if string(f.what) == table {
			return f.about
		}
	}
	return ""
}

// aboutFiles are those of which one says what a dossier is about, or holds all of it.
var aboutFiles = []string{"dossier.yaml", "dossier.yml"}

// Files lists the names of the files that a dossier's folder may hold, its tables first.
func Files() []string {
	var names []string
	for _, f := range tableFiles {
		names = append(names, f.what.file())
	}
	return append(append(names, stepsFile), aboutFiles...)
}

// CodingsFile is the name of the table of codings in a dossier's folder.
const CodingsFile = string(codingTable) + ".csv"

// read reads a dossier; name is what it is called without its folder.
func read(where located, name string, opts Options) (*Dossier, Diagnostics) {
	var ds Diagnostics
	shown := where.shown
	info, err := fs.Stat(where.fsys, where.at)
	if err != nil {
		return noDossier(shown, reason(err), wantDossier, opts)
	}
	if !info.IsDir() {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	say, tables := readAt(where.fsys, where.at, shown, &ds)
	seen := map[string]bool{filepath.ToSlash(filepath.Clean(shown)): true}
	tables = append(included(&say, where.find, seen, &ds), tables...)
	if tableOf(tables, claimTable) == nil && ds.Err() == nil {
		ds.Errorf(Pos{File: shown}, "want a file claims.csv, or a list \"claims\" in dossier.yaml",
			"the dossier has no claims")
	}
	d := &Dossier{Name: OneLine(name), About: say.About, digest: digestOf(say, tables)}
	if len(opts.Kinds) == 0 {
		opts.Kinds = say.include
	}
	for _, name := range opts.Kinds {
		if !slices.Contains(KindPacks(), name) {
			ds.Errorf(Pos{File: shown}, OneOf(name, KindPacks()), "unknown field of kinds %q", name)
		}
	}
	understand(d, tables, opts, &ds)
	return d, ds
}

// readAt reads at, a folder or a file of fsys; shown is what the user calls it.
func readAt(fsys fs.FS, at, shown string, ds *Diagnostics) (about, []*knownTable) {
	info, err := fs.Stat(fsys, at)
	if err == nil && !info.IsDir() {
		return readFile(fsys, at, shown, ds)
	}
	return readFolder(fsys, at, func(file string) string {
		if shown == "." {
			return file
		}
		return filepath.ToSlash(filepath.Clean(shown)) + "/" + file
	}, ds)
}

// readFolder reads the files that a folder may hold; show gives the name under which the user knows one.
func readFolder(fsys fs.FS, at string, show func(string) string, ds *Diagnostics) (about, []*knownTable) {
	var say about
	var tables []*knownTable
	var yamlFile string
	for _, name := range []string{"dossier.yaml", "dossier.yml"} {
		switch {
		case !exists(fsys, path.Join(at, name)):
		case yamlFile != "":
			ds.Errorf(Pos{File: show(name)}, "want one of the two", "the folder has a %s as well", yamlFile)
		default:
			yamlFile = name
			say, tables = readFile(fsys, path.Join(at, name), show(name), ds)
		}
	}
	for _, f := range tableFiles {
		file := f.what.file()
		if !exists(fsys, path.Join(at, file)) {
			continue
		}
		if twice := tableOf(tables, f.what); twice != nil {
			ds.Errorf(Pos{File: show(file)}, "want one of the two", "the table stands in %s as well", twice.File)
			continue
		}
		t := &knownTable{Table: &table.Table{File: show(file), Partial: true}, what: f.what}
		if data, ok := readAll(fsys, path.Join(at, file), t.File, ds); ok {
			t = readCSV(f.what, t.File, data, ds)
		}
		tables = append(tables, t)
	}
	if name := path.Join(at, stepsFile); exists(fsys, name) {
		if say.Steps != nil {
			ds.Errorf(Pos{File: show(stepsFile)}, "want one of the two", "the steps stand in %s as well", yamlFile)
		}
		if data, ok := readAll(fsys, name, show(stepsFile), ds); ok {
			say.Steps = readSteps(table.ReadCSV(show(stepsFile), data, ds), ds)
		}
	}
	return say, tables
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// MaxSize is the most bytes that are read of one file of a dossier: some three million claims.
const MaxSize = 1 << 30

func readAll(fsys fs.FS, name, shown string, ds *Diagnostics) ([]byte, bool) {
	info, err := fs.Stat(fsys, name) // before opening, for which a pipe would have to wait
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		ds.Errorf(Pos{File: shown}, "want a file", "this is a folder, a pipe or a device")
		return nil, false
	case info.Size() > MaxSize:
		ds.Errorf(Pos{File: shown}, fmt.Sprintf("want at most %d", int64(MaxSize)), "the file has %d bytes", info.Size())
		return nil, false
	}
	f, err := fsys.Open(name)
	if err == nil {
		defer f.Close()
		var data []byte
		data, err = readUpTo(f, MaxSize+1, info.Size())
		if err == nil && len(data) > MaxSize {
			err = errors.New("the file grew while it was read")
		}
		if err == nil {
			return data, true
		}
	}
	ds.Errorf(Pos{File: shown}, "want a file that can be read", "%s", reason(err))
	return nil, false
}

// readUpTo reads all of a file, or its first so many bytes; size is how many are expected.
func readUpTo(f io.Reader, most, size int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead) // so that the last look for more takes no room
	_, err := b.ReadFrom(io.LimitReader(f, most))
	return b.Bytes(), err
}

// reason is what is wrong with a file, without its name, since the diagnostic's place has that.
func reason(err error) string {
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.As(err, &p):
		return p.Err.Error()
	}
	return err.Error()
}

func readFile(fsys fs.FS, name, shown string, ds *Diagnostics) (about, []*knownTable) {
	ext := strings.ToLower(path.Ext(name))
	if !slices.Contains([]string{".yaml", ".yml", ".csv", ".tsv", ".txt"}, ext) {
		ds.Errorf(Pos{File: shown}, "want .csv or .yaml; a spreadsheet's own file is saved as CSV first",
			"a file ending in %q is no dossier", path.Ext(name))
		return about{}, nil
	}
	data, ok := readAll(fsys, name, shown, ds)
	switch {
	case !ok:
		return about{}, nil
	case IsYAML(name):
		y := readYAML(shown, data, ds)
		return y.about, y.tables
	}
	return about{}, []*knownTable{readCSV(claimTable, shown, data, ds)}
}

func tableOf(tables []*knownTable, what tableKind) *knownTable {
	for _, t := range tablesOf(tables, what) {
		return t
	}
	return nil
}

// tablesOf lists the tables of one sort: the dossier's own, after those of dossiers that it includes.
func tablesOf(tables []*knownTable, what tableKind) []*knownTable {
	var of []*knownTable
	for _, t := range tables {
		if t.what == what {
			of = append(of, t)
		}
	}
	return of
}

// digestOf makes the digest when it is first asked for, of the tables as they are now.
func digestOf(say about, tables []*knownTable) func() string {
	as := make([]*knownTable, len(tables))
	for i, t := range tables {
		rows := *t.Table // of which those of a table without its columns are dropped later
		as[i] = &knownTable{Table: &rows, what: t.what}
	}
	return sync.OnceValue(func() string { return digest(say, as) })
}

// digest hashes what the tables say, cell by cell in the order of the known columns' names.
func digest(say about, tables []*knownTable) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q\n", say.Title, say.Subtitle, say.Edition)
	if say.Lang != "" {
		fmt.Fprintf(h, "lang %q\n", say.Lang)
	}
	if say.Steps != nil {
		fmt.Fprint(h, stepsText(say.Steps))
	}
	for _, f := range tableFiles {
		for _, t := range tablesOf(tables, f.what) {
			fmt.Fprintf(h, "%s\n", f.what.file())
			t.writeCells(h)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// writeCells writes what the cells say, a row a line, in the order of the columns' names.
func (t *knownTable) writeCells(w io.Writer) {
	order := make([]int, len(t.Columns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(t.Columns[a], t.Columns[b]) })
	quoted := make([]string, len(t.Columns))
	for i, name := range t.Columns {
		quoted[i] = strconv.Quote(name) + "="
	}
	const atOnce = 1 << 13 // bytes, for which a hash has less to begin and to end than for each line
	var lines []byte
	for i := range t.Rows {
		r := &t.Rows[i]
		for _, i := range order {
			if text := r.Text(i); text != "" && t.Columns[i] != "" {
				lines = append(appendQuoted(append(lines, quoted[i]...), text), ' ')
			}
		}
		if lines = append(lines, '\n'); len(lines) >= atOnce {
			_, _ = w.Write(lines) // a hash never fails
			lines = lines[:0]
		}
	}
	_, _ = w.Write(lines)
}

// appendQuoted is strconv.AppendQuote, which takes each letter by itself also where all stand for themselves.
func appendQuoted(line []byte, text string) []byte {
	begin := len(line)
	line = append(line, '"')
	written := 0
	for i := untouched(text, 0); i < len(text); i = untouched(text, i) {
		if b := text[i]; b == '"' || b == '\\' {
			line = append(append(line, text[written:i]...), '\\', b)
			i++
			written = i
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isComposed(r) && (r == utf8.RuneError && size == 1 || !strconv.IsPrint(r)) { // the first are printable
			return strconv.AppendQuote(line[:begin], text)
		}
		i += size
	}
	line = append(line, text[written:]...)
	return append(line, '"')
}

// untouched is where, from the i-th byte on, the first stands that is no printable character of ASCII, or that a quotation
// has a backslash before: eight bytes at a time, of which the lowest bit that is left tells the first such.
func untouched(text string, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080 // in each byte its lowest bit, its highest
	for ; i+8 <= len(text); i += 8 {
		t := text[i : i+8]
		x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 |
			uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		mark, slash := x^(ones*'"'), x^(ones*'\\') // 0 where the byte is one
		// a byte below ' ' borrows, DEL carries, one beyond ASCII has the bit itself; and 0 borrows
		if found := ((x - ones*' ') | (x + ones) | x | (mark-ones)&^mark | (slash-ones)&^slash) & tops; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(text); i++ {
		if b := text[i]; b < ' ' || b > '~' || b == '"' || b == '\\' {
			return i
		}
	}
	return i
}
