// Package intake makes a dossier of what people already have: sheets, graph files, collections of other tools, lists
// of references.
//
// Dialects is the one table of what is understood. Each dialect reads a file into rows of the dossier's three tables
// as text, in which actors and documents may still go by name, address or foreign id. Read puts the rows of all files
// together: it gives ids, brings cells into the dossier's words where there is no doubt, and says of every column
// what became of it. Nothing is invented: a line without a document becomes a claim without one. Nothing is dropped
// in silence: a column that the dossier does not know is kept as a column of its own, and so is a cell that cannot be
// understood, unless it would change what the claim says; then it stays where it is, and the dossier's check asks a
// person.
//
//	im := intake.Read([]intake.Input{{File: "net.graphml", Data: data}}, intake.Options{})
//	if err := im.Problems.Err(); err != nil { ... } // nothing can be made of the files
//	problems := im.Check("my-dossier", sources.Options{}) // what a person has to look at
//	for _, f := range im.Files() { ... }
package intake

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"relgraph/sources"
	"relgraph/sources/table"
	"relgraph/sources/table/workbook"
)

// An Input is a file that somebody has.
type Input struct {
	File   string   // its name, for telling its dialect and for messages
	Data   []byte   // which the import holds on to: nobody may write to it any more
	Folder []Member // if it is a folder, the files in it, in place of Data
}

// Options say how to read. The zero value tells each file's dialect from its content and ending.
type Options struct {
	Dialect   string              // the name of the dialect that all files are in
	Columns   map[string][]string // for a column of the dossier, the heads of the columns of a sheet that hold it
	Document  string              // the address or the title of what reports every row that names no document
	FillDown  []string            // columns in which a blank cell means what stands above it; "parties" for both parties
	HeaderRow int                 // the row with the columns' names; 0 to look for it
	// the order of figures in dates: "dmy", "mdy", "ymd"; "" to tell it by all cells of a column
	Dates    string
	Encoding string   // the name of the files' encoding; "" to tell it
	Sheets   []string // the sheets of a workbook to read; all if none is named
	// signs, and words between blanks, that stand between several names in a cell, besides bars and line ends
	Split     string
	Hidden    bool // take in what is hidden or struck out
	TakeEdits bool // of relgraph's own graph files, take what somebody added to them
	loosely   bool // what Columns says holds where there is such a column

	DocumentFlag string // how messages call the flag for Document; "" for --document
	NoFormatFlag bool   // messages propose no --format, since there is no flag for Dialect

	Say map[string]string // for a wording, the stance or modality that it means, as --say has it
}

// MaxSize is the most bytes that are read of a file.
const MaxSize = 256 << 20

// A Dialect is one way in which tools write what a dossier can hold.
type Dialect struct {
	Name  string // as --format takes it
	Exts  []string
	From  string // the tools that write it
	Keeps string // what of it the dossier holds
	Loses string // what is left out, and said to be

	like func(data []byte) bool // tells it from others with the same ending; nil if none has
	read func(in Input, r *report) batch
}

// A batch is what one file says, as rows of the dossier's tables.
type batch struct {
	ours []sources.Row // rows that relgraph wrote, with the dossier's own ids
	rows []sources.Row // other rows
	what string        // the file, in words
}

// Dialects lists every dialect, in the order in which they are tried.
func Dialects() []Dialect {
	return []Dialect{
		{"csv", []string{".csv", ".tsv", ".tab", ".txt"},
			"spreadsheets, Kumu, LittleSis, Gephi, Neo4j, relgraph",
			"one sheet of contacts, or a table of actors, documents or claims; every column", "nothing", nil, readSheet},
		{"xlsx", []string{".xlsx", ".xlsm"}, "Excel, LibreOffice, Google Sheets",
			"each sheet as csv has it: named actors, documents or claims, or told by its columns; the links of cells",
			"formats and formulas, of which the values stay; what is hidden or struck out, unless --hidden takes it in",
			likeWorkbook, readWorkbook},
		{"ods", []string{".ods"}, "LibreOffice, OpenOffice", "as xlsx", "as xlsx", workbook.IsODS, readODS},
		{"markdown", []string{".md", ".markdown"}, "Obsidian, Notion, GitHub, whoever writes Markdown",
			"each table as csv has it; the links of cells", "text besides tables; it is counted", nil, readMarkdown},
		{"docx", []string{".docx", ".docm"}, "Word, LibreOffice, Google Docs",
			"each table as csv has it; the links of cells; footnotes of cells, as a column",
			"text besides tables, comments, what is deleted; each is counted", workbook.IsDocument, readDocument},
		{"webpage", []string{".html", ".htm", ".xhtml"},
			"browsers, Wikipedia, Google Sheets, some .xls",
			"each table as csv has it; the links of cells; a cell that covers several rows stands in each",
			"text besides tables; it is counted", likeWebPage, readWebPage},
		{"graphml", []string{".graphml", ".xml"}, "relgraph, Gephi, yEd, NetworkX, igraph, Cytoscape",
			"nodes as actors, edges as claims, every column; from relgraph each record as it was",
			"how it is drawn; hyperedges are refused", looksLike("graphml"), readGraphML},
		{"gexf", []string{".gexf"}, "relgraph, Gephi, NetworkX",
			"nodes as actors, edges as claims, start and end as the date, every column; from relgraph each record as " +
				"it was",
			"how it is drawn", looksLike("gexf"), readGEXF},
		{"jsonld", []string{".jsonld", ".json"}, "relgraph", "each record as it was",
			"what relgraph derives, which is worked out again", likeJSONLD, readJSONLD},
		{"network", []string{".json", ".cyjs"},
			"NetworkX (node-link), D3, Sigma, graphology, vis.js, Cytoscape, relgraph",
			"nodes as actors, edges as claims, every column; from relgraph each record as it was",
			"how it is drawn", likeNetworkJSON, readNetworkJSON},
		{"kumu", []string{".json"}, "Kumu (JSON; its CSV is csv)",
			"elements as actors, connections as claims, every field", "maps, views and how they are drawn", likeKumu,
			readKumu},
		{"littlesis", []string{".json"}, "LittleSis (JSON; its CSV is csv)",
			"entities as actors, relationships as claims, every field", "nothing", likeLittleSis, readLittleSis},
		{"ftm", []string{".ndjson", ".jsonl", ".json", ".ftm"}, "FollowTheMoney: Aleph, OpenSanctions",
			"people and bodies as actors, documents, ties and events between them as claims, every property",
			"entities of other schemata, such as addresses; they are counted", likeFollowTheMoney, readFollowTheMoney},
		{"stix", []string{".json", ".stix"}, "STIX 2: OpenCTI, MISP, MITRE ATT&CK",
			"relationships and sightings as claims, reports as documents, other objects as actors, every field",
			"markings and extensions; they are counted", likeSTIX, readSTIX},
		{"bods", []string{".json", ".jsonl"}, "Beneficial Ownership Data Standard: Open Ownership",
			"entities and persons as actors, each interest as a claim, every field",
			"interests of nobody known; each is said", likeBODS, readBODS},
		{"csl", []string{".json"}, "CSL-JSON: Zotero, Mendeley, pandoc", "references as documents, every field",
			"nothing", likeCSL, readCSL},
		{"bibtex", []string{".bib", ".bibtex"}, "BibTeX and biblatex: Zotero, JabRef",
			"references as documents, every field", "TeX's commands, of which letters and signs stay", likeBibTeX,
			readBibTeX},
		{"dot", []string{".dot", ".gv"}, "Graphviz, relgraph",
			"nodes as actors, edges as claims, clusters as sides, every attribute", "how it is drawn", nil, readDOT},
		{"pajek", []string{".net", ".paj"}, "Pajek, igraph, NetworkX",
			"vertices as actors, arcs and edges as claims, relations as kinds, partitions and vectors as columns; of " +
				"several " +
				"networks the first", "how it is drawn; what else a project holds, each named", likePajek, readPajek},
		{"gml", []string{".gml"}, "Gephi, igraph, NetworkX, yEd",
			"nodes as actors, edges as claims, every attribute", "how it is drawn", likeGML, readGML},
		{"zip", []string{".zip"}, "relgraph (data package), whoever zips a folder",
			"each file as its own format has it", "nothing", likeZip, readZip},
		{"records", []string{".json", ".ndjson", ".jsonl"}, "whatever writes a list of objects",
			"the list as csv has it", "nothing", likeRecords, readRecordsJSON},
	}
}

func likeWorkbook(data []byte) bool {
	return workbook.HasPassword(data) ||
		bytes.HasPrefix(data, []byte("PK")) && !workbook.IsODS(data) && !workbook.IsDocument(data)
}

// knows tells whether a file's ending is that of a dialect.
func knows(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	return slices.ContainsFunc(Dialects(), func(d Dialect) bool { return slices.Contains(d.Exts, ext) })
}

// DialectNamed returns the dialect of that name; its error lists the names there are.
func DialectNamed(name string) (Dialect, error) {
	var names []string
	for _, d := range Dialects() {
		if d.Name == strings.ToLower(name) {
			return d, nil
		}
		names = append(names, d.Name)
	}
	return Dialect{}, fmt.Errorf("unknown format %q: want %s", name, strings.Join(names, ", "))
}

// dialectOf tells a file's dialect by its ending, and by its content where several have that ending. A file without a
// known ending is told by its content alone.
func dialectOf(in Input, opts Options) (Dialect, error) {
	ext := strings.ToLower(path.Ext(in.File))
	if workbook.IsOLE(in.Data) && !workbook.HasPassword(in.Data) {
		return Dialect{}, errors.New("a file of Excel or Word up to 2003: want it saved as .xlsx, or as CSV")
	}
	if err := unreadKind(in); err != nil {
		return Dialect{}, err
	}
	var names, exts []string
	known := false
	for _, d := range Dialects() {
		ending := slices.Contains(d.Exts, ext)
		if ending && (d.like == nil || d.like(in.Data)) {
			return d, nil
		}
		known = known || ending
		names, exts = append(names, d.Name), append(exts, d.Exts...)
	}
	if known && opts.NoFormatFlag {
		return Dialect{}, fmt.Errorf("the content is none that import knows under the ending %q: want a whole file that "+
			"its program can open, or the ending that belongs to what it is", ext)
	}
	if known {
		return Dialect{},
			fmt.Errorf("the content is none that import knows under the ending %q: want --format with one of %s", ext,
				strings.Join(names, ", "))
	}
	for _, d := range Dialects() {
		if d.like != nil && d.like(in.Data) {
			return d, nil
		}
	}
	if ext == "" && looksLikeText(in.Data) { // what another program hands over has no ending
		return DialectNamed("csv")
	}
	slices.Sort(exts)
	return Dialect{}, fmt.Errorf("neither the ending %q nor the content tells the format: want one of %s%s",
		ext, strings.Join(slices.Compact(exts), " "), opts.offerFormat(", or --format"))
}

// An unread is a kind of file that people have lists in, and that is not read.
type unread struct {
	begins     string   // what its files begin with, "" if that tells nothing
	endings    []string // of their names
	what, want string
}

var unreads = sync.OnceValue(func() []unread {
	var all []unread
	for cell := range wordFile("unread") {
		all = append(all, unread{cell("begins"), strings.Split(cell("endings"), "|"), cell("what"), cell("want")})
	}
	return all
})

// unreadKind is the error of a file of a kind that people have lists in, and that is not read: it says how to bring it.
func unreadKind(in Input) error {
	ext := strings.ToLower(path.Ext(in.File))
	for _, u := range unreads() {
		if u.begins != "" && bytes.HasPrefix(in.Data, []byte(u.begins)) ||
			slices.Contains(u.endings, ext) && ext != "" {
			return fmt.Errorf("%s, which import cannot read: want %s", u.what, u.want)
		}
	}
	return nil
}

// looksLikeText tells a file of text, of whichever encoding, from one of anything else.
func looksLikeText(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) ||
		bytes.IndexByte(data, 0) < 0
}

// An Import is a dossier on its way into a folder.
type Import struct {
	// what was understood, guessed and left out, by place; with an error among it there is nothing to write
	Problems sources.Diagnostics
	Account  Account
	opts     Options
	obeyed   []option // options that the files could obey
	returned []Returned
	files    []sources.File
	about    sources.About
	tables   []sources.Table          // of a file of relgraph's that somebody may have changed
	starts   map[string][]int         // for each table, the lines at which its rows begin
	opened   *opened                  // what the tables are read as, once they were read
	from     map[string][]sources.Pos // for each row of each table, where it came from
}

// Read reads the files into one dossier.
func Read(inputs []Input, opts Options) *Import {
	r := &report{said: map[sources.Diagnostic]bool{}, opts: opts, obeyed: obedience{}, account: newAccount(),
		used:       map[string]bool{},
		dateReader: &dateReader{map[dateKey]meaning{}, map[string]string{}}}
	d := newDraft(r)
	for _, in := range inputs {
		if in.Folder != nil {
			r.file = in.File
			d.take(r.told("folder", func() batch { return readFolder(in.File, "the folder", in.Folder, r) }))
			continue
		}
		in = inUTF8(in)
		dialect, err := dialectOf(in, r.opts)
		if opts.Dialect != "" {
			dialect, err = DialectNamed(opts.Dialect)
		}
		switch {
		case len(bytes.TrimSpace(in.Data)) == 0:
			r.errorf(sources.Pos{File: in.File}, "want a file that some program wrote, such as a table with contacts",
				"the file is empty")
		case err != nil:
			r.errorf(sources.Pos{File: in.File}, "", "%v", err)
		case len(in.Data) > MaxSize:
			r.errorf(sources.Pos{File: in.File}, fmt.Sprintf("want at most %d, or the file in parts", MaxSize),
				"the file has %d bytes", len(in.Data))
		default:
			r.file = in.File
			d.take(r.told(dialect.Name, func() batch { return dialect.read(in, r) }))
		}
	}
	for _, column := range slices.Sorted(maps.Keys(opts.Columns)) {
		for _, name := range opts.Columns[column] {
			if !r.used[column+"="+name] && r.ds.Err() == nil && !opts.loosely {
				r.errorf(sources.Pos{File: inputs[0].File}, "want the name at the head of one",
					"there is no column %q, which --column %s=%q names", name, column, name)
			}
		}
	}
	for _, name := range opts.FillDown {
		if !r.used["fill-down="+name] && r.obeyed[fillDownOption] && r.ds.Err() == nil && !opts.loosely {
			r.errorf(sources.Pos{File: inputs[0].File},
				"want the name at the head of one, one of the dossier's that is read "+
					"from one, or parties", "there is no column %q, which --fill-down names", name)
		}
	}
	im := &Import{opts: opts}
	if r.ds.Err() == nil {
		tables := d.finish()
		if r.ds.Err() == nil {
			im.about, im.returned = r.about, r.returned
			im.take(tables)
		}
	}
	im.Account = r.account.done()
	im.obeyed = slices.Collect(maps.Keys(r.obeyed))
	im.Problems = r.ds
	return im
}

// told reads a file, says what it was read as, and counts its rows where no table did.
func (r *report) told(as string, read func() batch) batch {
	before, rows := len(r.ds), r.account.rows
	b := read()
	if r.ds[before:].Err() == nil {
		r.notef(sources.Pos{File: r.file}, "", "read as %s: %s", as, b.what)
	}
	if r.account.rows == rows { // of no table
		r.account.rows += len(b.rows) + len(b.ours)
	}
	return b
}

// take writes the tables of a draft, which is spent by it. The tables themselves are needed on only where what a file
// shows may be taken.
func (im *Import) take(tables []*draftTable) {
	im.from = map[string][]sources.Pos{}
	for _, t := range tables {
		im.from[t.name] = t.places()
	}
	if len(im.returned) == 0 {
		im.begin()
		for _, t := range tables {
			columns := t.columns()
			im.writeTable(t.name, columns, t.size(len(columns)), t.spend(columns))
		}
		im.end()
		return
	}
	for _, t := range tables {
		held := sources.Table{Name: t.name, Columns: t.columns(), Rows: make([][]string, 0, len(t.rows))}
		for row := range t.spend(held.Columns) {
			held.Rows = append(held.Rows, slices.Clone(row))
		}
		im.tables = append(im.tables, held)
	}
	im.write()
}

// write makes the files of the tables that are held.
func (im *Import) write() {
	im.begin()
	for _, t := range im.tables {
		im.writeTable(t.Name, t.Columns, 0, slices.Values(t.Rows))
	}
	im.end()
}

func (im *Import) begin() { im.files, im.starts = nil, map[string][]int{} }

// writeTable makes the file of a table of about that size in bytes, and remembers where in it each row stands.
func (im *Import) writeTable(name string, columns []string, size int, rows iter.Seq[[]string]) {
	file := name + ".csv"
	data := table.AppendCSV(make([]byte, 0, size), columns)
	line := 1 + bytes.Count(data, []byte("\n"))
	for row := range rows {
		begin := len(data)
		data = table.AppendCSV(data, row)
		im.starts[file] = append(im.starts[file], line)
		line += bytes.Count(data[begin:], []byte("\n"))
	}
	im.files = append(im.files, sources.File{Name: file, Data: data})
}

func (im *Import) end() { im.files = append(im.files, sources.FilesOf(nil, im.about)...) }

// Files returns the files of the dossier's folder: its tables, and dossier.yaml if a file said anything of the
// dossier itself. There are none if nothing can be made of the files.
func (im *Import) Files() []sources.File { return im.files }

// maxErrors is how many errors are said: with any, nothing is written, and a file of nothing else would have millions.
const maxErrors = 1000

// A report collects what is said about the files.
type report struct {
	*dateReader
	about       sources.About // what a dossier of relgraph's says of itself
	file        string        // that is being read
	opts        Options
	obeyed      obedience
	account     *account
	firstIsHead bool            // the first line of a grid is its heads, for certain
	byHeadsOnly bool            // which columns hold parties is told by their heads, and not guessed
	used        map[string]bool // what the user says of columns, as far as there is such a column
	ds          sources.Diagnostics
	returned    []Returned
	errors      int                         // that were found, up to one more than are said
	said        map[sources.Diagnostic]bool // each is said once, also where one row makes two claims
}

func (r *report) add(s sources.Severity, at sources.Pos, want, format string, args ...any) {
	r.addCause(nil, s, at, want, format, args...)
}

// addCause is add for what a person can settle.
func (r *report) addCause(cause any, s sources.Severity, at sources.Pos, want, format string, args ...any) {
	if s == sources.Error && r.errors > maxErrors {
		return
	}
	d := sources.Diagnostic{Pos: at, Severity: s, Problem: fmt.Sprintf(format, args...), Want: want}
	if s == sources.Error && !r.said[d] {
		if r.errors++; r.errors > maxErrors {
			d = sources.Diagnostic{Pos: sources.Pos{File: r.file}, Severity: s,
				Problem: fmt.Sprintf("there are more than %d errors", maxErrors), Want: "want these put right first"}
		}
	}
	if !r.said[d] {
		r.said[d] = true
		d.Cause = cause
		r.ds = append(r.ds, d)
	}
}

// aside leaves a row out, and says so.
func (r *report) aside(at sources.Pos, want, format string, args ...any) {
	r.account.leftOut++
	r.warnf(at, want, format, args...)
}

func (r *report) errorf(at sources.Pos, want, format string, args ...any) {
	r.add(sources.Error, at, want, format, args...)
}

func (r *report) warnf(at sources.Pos, want, format string, args ...any) {
	r.add(sources.Warning, at, want, format, args...)
}

func (r *report) notef(at sources.Pos, want, format string, args ...any) {
	r.add(sources.Note, at, want, format, args...)
}
