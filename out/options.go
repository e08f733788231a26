package out

import (
	"io"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/format"
	"relgraph/out/internal/picture"
	"relgraph/out/rows"
	"relgraph/out/texts"
)

// GraphOptions choose the readers that a file for graph tools is made for. The zero value suits the most readers.
type GraphOptions = rows.Options

// A Flavour is what GraphML is written for. The zero Flavour is Gephi.
type Flavour = rows.Flavour

// The flavours of GraphML.
const (
	Gephi  = rows.Gephi  // with edge types, for Gephi and all that read plain GraphML
	Strict = rows.Strict // without edge types, which the schema does not have; Gephi then adds up the edges of a pair
	YEd    = rows.YEd    // with yFiles graphics, as yEd saves them: the figure, to be worked on
)

// Columns says which columns the contacts of a graph file have. The zero Columns is LeanColumns.
type Columns = rows.Columns

// Which columns the contacts of a graph file have.
const (
	LeanColumns = rows.LeanColumns // those that people read, rank, filter and play in time
	AllColumns  = rows.AllColumns  // those too that say what the records hold as well
)

// Records says how much of the dossier a graph file carries beside what programs draw and measure. The zero Records is
// FullRecords.
type Records = rows.Records

// How much of the dossier a graph file carries.
const (
	FullRecords = rows.FullRecords // every claim, document and actor whole, in one column: the file can be imported again
	NoRecords   = rows.NoRecords
)

// EdgeDirections say whether edges go their own ways. The zero EdgeDirections leave it to the format.
type EdgeDirections = rows.EdgeDirections

// The directions that a user may ask for.
const (
	Alike = rows.Alike // undirected, or directed if all are; the column "direction" tells each edge's own
	Mixed = rows.Mixed // directed edges beside undirected ones
)

// Verified says how many claims stand on a passage that was found unchanged in a copy of its document. The zero
// Verified says that nobody looked.
type Verified = rows.Verified

// A File is one of several that a format is made of.
type File = format.File

// A FontMode is how an SVG file comes by its letters.
type FontMode = picture.FontMode

// The font modes. The zero FontMode is EmbedFonts.
const (
	EmbedFonts = picture.EmbedFonts // the file carries the letters that it uses: it looks the same everywhere
	// the file names typefaces, the reader's machine has them: small, and easy to change in an editor
	SystemFonts = picture.SystemFonts
	// letters are drawn as shapes: for programs that ignore fonts in a file; text cannot be marked or searched
	Outlines = picture.Outlines
)

// ParseFontMode reads the word for a font mode.
func ParseFontMode(word string) (FontMode, error) { return picture.ParseFontMode(word) }

// WriteCorrections writes a comparison as a correction note in Markdown: what an editor publishes beside a figure
// that was corrected.
func WriteCorrections(w io.Writer, c *graph.Comparison, v words.Voice) error {
	return texts.WriteCorrections(w, c, v)
}
