package intake

import "slices"

// An option is what Options can say, by the name of the flag of import that says it.
type option = string

const (
	encodingOption  option = "encoding"
	sheetOption     option = "sheet"
	hiddenOption    option = "hidden"
	headerRowOption option = "header-row"
	fillDownOption  option = "fill-down"
	documentOption  option = "document"
	datesOption     option = "dates"
	splitOption     option = "split"
	sayOption       option = "say"
	editsOption     option = "edits"
)

// obeyedBy says which files can obey an option.
var obeyedBy = map[option]string{
	encodingOption:  "files of text, such as .csv and .dot; others say themselves how they are encoded",
	sheetOption:     "workbooks, which have several sheets",
	hiddenOption:    "workbooks, in which something can be hidden",
	headerRowOption: "sheets, which have a row with the columns' names",
	fillDownOption:  "sheets of other people's, in which a blank cell can mean what stands above it",
	documentOption:  "claims that stand neither in tables nor in records of relgraph's",
	datesOption:     "rows that stand neither in tables nor in records of relgraph's",
	splitOption:     "claims that stand neither in tables nor in records of relgraph's",
	sayOption:       "claims that stand neither in tables nor in records of relgraph's",
	editsOption:     "graph files of relgraph's, whose nodes and edges show what their records say",
}

// An obedience is the options that something which was read can obey.
type obedience map[option]bool

func (o obedience) add(options ...option) {
	for _, can := range options {
		o[can] = true
	}
}

// Unobeyed tells of an option, by the name of import's flag for it ("encoding", "sheet" ...), for which files it is,
// if it could make no difference to any of those that were read. It returns "" if it could, and for other flags.
func (im *Import) Unobeyed(flag string) (isFor string) {
	if slices.Contains(im.obeyed, flag) {
		return ""
	}
	return obeyedBy[flag]
}
