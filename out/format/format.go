// Package format says what a format is: one value, which stands beside its writer and tells everything about it.
// Help, messages, documentation and tests read these values; package out lists them.
package format

import "io"

// An Option is a choice that some formats can obey.
type Option string

// The options, by the words that messages use.
const (
	Look      Option = "look"      // how a figure looks: its theme, page, layout, fonts, and which figure it is
	Title     Option = "title"     // instead of the dossier's
	Subtitle  Option = "subtitle"  // instead of the dossier's
	Language  Option = "language"  // of the program's own words
	Numbering Option = "numbering" // of the sources
	Places    Option = "places"    // where actors are to stand
	Letters   Option = "letters"   // how an SVG comes by its letters
	Pixels    Option = "pixels"    // how many to an inch
	Direction Option = "direction" // of edges
	Flavour   Option = "flavour"   // of GraphML
	Profile   Option = "profile"   // what an edge is: a contact or a claim
	Columns   Option = "columns"   // which columns edges have
	Records   Option = "records"   // how much of the dossier stands beside what programs draw and measure
	Measures  Option = "measures"  // columns of actors
	Page      Option = "page"      // of the web: how it stands in another one, and what it has of what is private
)

// OfFigures are the options that every format takes which draws the figure, and what else one of them takes.
func OfFigures(more ...Option) []Option {
	return append([]Option{Look, Title, Subtitle, Language, Numbering, Places}, more...)
}

// OfGraphs are the options that every format takes which holds a graph with all of its columns, and what else one of
// them takes.
func OfGraphs(more ...Option) []Option {
	return append([]Option{Title, Places, Profile, Columns, Records, Measures}, more...)
}

// A Description says what a format is and what becomes of a dossier in it.
type Description struct {
	Name  string // as --format takes it
	Ext   string // the ending of a file's name that stands for it
	About string // what it is, in a line
	Holds string // what it holds of a dossier
	Lacks string // what it cannot hold; "" if nothing

	Takes   []Option
	Omits   []Omission // columns of the dossier whose cells its files do not have
	Picture bool       // it draws a figure, whichever is asked for
	Paged   bool       // a file of it holds all pages of a figure
	Placed  bool       // it tells where actors stand
	Folder  bool       // it is made of several files, and an archive of them
	Whole   bool       // what is exported and imported again says the same
	OneWay  bool       // it is not imported
}

// An Omission names columns of the dossier that a format leaves out, as "table.column", or "table" for all of one,
// and why.
type Omission struct {
	Columns []string
	Why     string
}

// A Format is one way of writing what T holds.
type Format[T any] struct {
	Description
	Write func(w io.Writer, from T) error
	// what is written instead of one file that its readers would refuse, a file each; nil if one will do
	Parts func(from T) []T
	// of a format with Folder: its files in the order in which they belong into an archive
	Files func(from T) ([]File, error)
	// what readers will make of the file other than it says; nil if there is nothing of the kind
	Warnings func(from T) []string
}

// A File is one of several that a format is made of.
type File struct {
	Name string // without a folder
	Data []byte
}
