package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"relgraph/cmd/relgraph/files"
	"relgraph/graph/words"
	"relgraph/out/edits"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// What becomes of edits of relgraph's own graph files.
const (
	reportEdits = "report"
	takeEdits   = "take"
)

// edited is what somebody changed in graph files of relgraph's between export and import.
type edited struct {
	said  sources.Diagnostics // one for each edit
	left  int                 // that are not taken
	taken int
}

// findEdits holds what the files show against their records and, if it is to take edits, puts them into the dossier.
func (f *importFlags) findEdits(im *intake.Import, inputs []intake.Input, opts intake.Options) (*intake.Import, edited) {
	var e edited
	found, err := editsOf(im, f.dossierFlags.opts)
	switch {
	case err != nil:
		e.left++
		e.said.Errorf(sources.Pos{File: inputs[0].File}, "want these problems mended first",
			"what somebody changed in the file cannot be told: %v", err)
		return im, e
	case f.edits == reportEdits:
		for _, edit := range found {
			e.leave(edit, edit.Said(), edit.Cannot)
		}
		return im, e
	case found == nil:
		return im, e
	}
	opts.TakeEdits = true
	im = intake.Read(inputs, opts)
	var changes []intake.Change
	for _, edit := range found {
		changes = append(changes, edit.Changes...)
	}
	im.Take(changes)
	var still []edits.Edit
	if slices.ContainsFunc(found, func(edit edits.Edit) bool { return edit.Changes != nil }) {
		still, _ = editsOf(im, f.dossierFlags.opts) // of a dossier that does not hold together its own problems are said
	}
	for _, edit := range found {
		kept := slices.ContainsFunc(still,
			func(s edits.Edit) bool { return s.At == edit.At && s.Column == edit.Column && s.Now == edit.Now })
		switch {
		case edit.Cannot != "":
			e.leave(edit, edit.Said(), edit.Cannot)
		case kept && edit.Column != "":
			e.leave(edit, edit.Said(), "the dossier does not say it in that way")
		default:
			e.taken++
			e.said.Notef(edit.At, "", "%s", edit.Taken())
		}
	}
	return im, e
}

func (e *edited) leave(edit edits.Edit, said, cannot string) {
	e.left++
	want := ""
	if cannot != "" {
		want = "it cannot be taken: " + cannot
	}
	e.said.Warnf(edit.At, want, "%s", said)
}

func editsOf(im *intake.Import, opts sources.Options) ([]edits.Edit, error) {
	if len(im.Returned()) == 0 {
		return nil, nil
	}
	d, _ := im.Open(opts)
	return edits.Of(d, im.Returned())
}

// outcome says what became of the edits, and which command takes those that were left; "" if there were none.
func (e *edited) outcome(f *importFlags, names []string) string {
	switch {
	case e.left == 0 && e.taken == 0:
		return ""
	case e.left == 0:
		return fmt.Sprintf("%s taken", words.Plural(e.taken, "edit"))
	case f.edits == takeEdits:
		return fmt.Sprintf("%s taken, %d could not be", words.Plural(e.taken, "edit"), e.left)
	}
	return fmt.Sprintf("%s not taken; to take them: relgraph import %s --edits %s -o %s", words.Plural(e.left, "edit"),
		shellWords(names), takeEdits, shellWords([]string{f.otherFolder()}))
}

// otherFolder is a name for a folder that is not there yet.
func (f *importFlags) otherFolder() string {
	base := strings.TrimRight(filepath.ToSlash(f.folder), "/")
	if base == "" {
		return "DOSSIER"
	}
	for n := 2; ; n++ {
		if name := base + "-" + strconv.Itoa(n); files.Free(name) == nil {
			return name
		}
	}
}

// shellWords are names as a shell takes them.
func shellWords(names []string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._/:", r)
	}
	quoted := make([]string, len(names))
	for i, name := range names {
		if quoted[i] = name; name == "" || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
			quoted[i] = "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// err is the failure of an import that left edits.
func (e *edited) err() error {
	if e.left > 0 {
		return errReported
	}
	return nil
}

// editsLeft says what the records of a graph file that is read as it stands do not have.
func editsLeft(d *sources.Dossier, im *intake.Import, name string) (said sources.Diagnostics) {
	found, err := edits.Of(d, im.Returned())
	if err != nil {
		return nil // its problems are said anyway
	}
	for _, edit := range found {
		said.Warnf(edit.At, "to take it: relgraph import "+shellWords([]string{name})+" --edits take -o DOSSIER", "%s",
			edit.Said())
	}
	return said
}
