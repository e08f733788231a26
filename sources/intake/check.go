package intake

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"testing/fstest"
	"unicode/utf8"

	"relgraph/sources"
)

// opened is a dossier that was read of an import's tables, and its problems.
type opened struct {
	dossier  *sources.Dossier
	problems sources.Diagnostics
	as       string // the options, in words
}

// open reads the tables as a dossier, once for the same options.
func (im *Import) open(opts sources.Options) (*sources.Dossier, sources.Diagnostics) {
	as := fmt.Sprintf("%+v", opts)
	if im.opened == nil || im.opened.as != as {
		d, problems := sources.OpenFS(inMemory(im.Files()), ".", opts)
		im.opened = &opened{d, problems, as}
	}
	return im.opened.dossier, slices.Clone(im.opened.problems)
}

// Check opens the dossier as it would stand in the folder and returns it with its problems, each at its place there
// and with the place that the row came from. Hints and notes are left out.
func (im *Import) Check(folder string, opts sources.Options) (*sources.Dossier, sources.Diagnostics) {
	d, problems := im.open(opts)
	problems = slices.DeleteFunc(problems,
		func(p sources.Diagnostic) bool { return p.Severity == sources.Note || p.Severity == sources.Hint })
	for i, at := range im.origins(problems) {
		p := &problems[i]
		im.opts.offer(p)
		p.From = at
		p.File = path.Join(strings.ReplaceAll(folder, `\`, "/"), p.File)
	}
	return d, problems
}

// Open opens the dossier without any folder. Its problems, and what was said about the file, stand at their places in
// the file.
func (im *Import) Open(opts sources.Options) (*sources.Dossier, sources.Diagnostics) {
	d, problems := im.open(opts)
	problems = slices.DeleteFunc(problems, func(p sources.Diagnostic) bool { return p.Severity == sources.Note })
	for i, at := range im.origins(problems) {
		im.opts.offer(&problems[i])
		if at != (sources.Pos{}) {
			problems[i].Pos = at
		}
	}
	return d, slices.Concat(im.Problems, problems)
}

// longestSaid is how many characters of a wording are worth typing.
const longestSaid = 60

// offer names the flag that helps: one source for the whole file, an answer for all rows of a wording that is in doubt.
func (o Options) offer(p *sources.Diagnostic) {
	if _, ok := p.Cause.(sources.NoDocument); ok {
		p.Want = "want the document that reports it, " + o.documentFlag() + " with the title or the address of what " +
			"reports the whole file, or --allow-unsourced to draw it marked as unsourced"
		return
	}
	doubt, ok := p.Cause.(sources.Doubt)
	if !ok || utf8.RuneCountInString(doubt.Text) > longestSaid {
		return
	}
	means := map[string]string{"a denial": "denies", "a refusal": "no-comment", "a wish": "requested",
		"a retraction": "retracts", "a cancellation": "planned", "a plan": "planned",
		"a rumour": "hypothetical"}[doubt.Reads]
	if doubt.Party && (doubt.Reads == "a denial" || doubt.Reads == "a refusal") { // "Bo Sample (absent)", as nobody says
		means = sources.Disputes.String()
	}
	p.Want = fmt.Sprintf("want an answer for all rows of that wording, such as --say %s, or --say %s if it is a "+
		"report after all", quoted(oneLine(doubt.Text)+"="+means), quoted(oneLine(doubt.Text)+"=reports"))
}

// Understood tells whether the columns of some file were understood, whatever was wrong with its cells.
func (im *Import) Understood() bool {
	return slices.ContainsFunc(im.Account.Columns, func(c ColumnUse) bool { return c.As != "" })
}

// origins are the places that the rows of problems came from; zero where a problem stands in no row.
func (im *Import) origins(problems sources.Diagnostics) []sources.Pos {
	at := make([]sources.Pos, len(problems))
	for i, p := range problems {
		if row := sort.SearchInts(im.starts[p.File], p.Line+1) - 1; row >= 0 {
			at[i] = im.from[strings.TrimSuffix(p.File, ".csv")][row]
		}
	}
	return at
}

// inMemory is a folder of files that is not on any disk.
func inMemory(files []sources.File) fs.FS {
	folder := fstest.MapFS{}
	for _, f := range files {
		folder[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return folder
}
