package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"relgraph/graph/words"
	"relgraph/out/answers"
	"relgraph/sources"
	"relgraph/sources/intake"
)

// account says in a line what the dossier holds, what became of the file, and how many problems there are. That
// nothing is wrong it says only if all was understood.
func account(im *intake.Import, d *sources.Dossier, problems sources.Diagnostics, e edited) string {
	says := contentsOf(d) + " (" + im.Account.Words() + ")"
	errs, warnings := len(problems.Only(sources.Error)),
		len(problems.Only(sources.Warning))+len(im.Problems.Only(sources.Warning))
	switch {
	case errs+warnings > 0:
		return fmt.Sprintf("%s; %s, %s", says, words.Plural(errs, "error"), words.Plural(warnings, "warning"))
	case im.Account.Unread() > 0 || im.Account.LeftOut > 0:
		return says + "; look at what is kept aside or left out"
	case e.left > 0:
		return says
	}
	return says + "; nothing is wrong"
}

// say prints what was found, and at the end what came of it.
func (f *importFlags) say(cmd *cobra.Command, im *intake.Import, e edited, problems sources.Diagnostics, last string,
	err error) error {
	if f.asJSON {
		problems = slices.Concat(im.Problems, e.said, problems)
		if err := writeJSON(cmd.OutOrStdout(), answers.Intake{Versioned: answers.Versioned{Version: answers.Version},
			Account: im.Account, Problems: append(sources.Diagnostics{}, problems...)}); err != nil {
			return err
		}
	} else {
		understood, open := bySeverity(im.Problems)
		sayEach(cmd.ErrOrStderr(), understood)
		for _, edit := range e.said {
			fmt.Fprintln(cmd.ErrOrStderr(), edit)
		}
		hints, needed := bySeverity(problems)
		sayEach(cmd.ErrOrStderr(), slices.Concat(hints, open))
		sayEach(cmd.ErrOrStderr(), needed)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "relgraph: %s\n", last)
	return err
}

// bySeverity parts what is said for information from what needs a person: warnings, and at the end errors.
func bySeverity(problems sources.Diagnostics) (said, needed sources.Diagnostics) {
	for _, p := range problems {
		if p.Severity == sources.Note || p.Severity == sources.Hint {
			said = append(said, p)
		}
	}
	return said, slices.Concat(problems.Only(sources.Warning), problems.Only(sources.Error))
}

// maxAlike is how many notes or errors of one wording are printed.
const maxAlike = 10

var (
	quotedWords = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"(?:[^"\\]|\\.)*"`) })
	inBrackets  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\([^()]*\)`) }) // such as ids
	digits      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]+`) })
)

// sayEach prints problems, of many that differ in their quoted words alone the first ones.
func sayEach(w io.Writer, problems sources.Diagnostics) {
	wording := func(p sources.Diagnostic) string {
		var plain strings.Builder
		for i, part := range strings.Split(p.Problem, `"`) {
			if i%2 == 0 {
				plain.WriteString(part)
			}
		}
		want := p.Want
		if p.Severity == sources.Warning { // which differ in what they name, and are alike in what helps
			want = quotedWords().ReplaceAllString(want, "")
		}
		said := plain.String()
		if p.Severity != sources.Error { // which end with the row that they are about
			said, _, _ = strings.Cut(inBrackets().ReplaceAllString(said, ""), ": ")
		}
		if p.Severity == sources.Note { // which differ in places, too
			said = digits().ReplaceAllString(said, "0")
		}
		return fmt.Sprint(p.Severity, want, said)
	}
	problems = oncePerFile(problems)
	alike := map[string]int{}
	for _, p := range problems {
		alike[wording(p)]++
	}
	said := map[string]int{}
	for _, p := range problems {
		key := wording(p)
		said[key]++
		switch {
		case said[key] <= maxAlike:
			fmt.Fprintln(w, p)
		case said[key] == maxAlike+1:
			fmt.Fprintf(w, "  and %d more like this, which --json says, too\n", alike[key]-maxAlike)
		}
	}
}

// oncePerFile says of the rows of a file that name no document only once that they do not, with their number.
func oncePerFile(problems sources.Diagnostics) sources.Diagnostics {
	type rowsOf struct {
		file     string
		severity sources.Severity
	}
	of := func(p sources.Diagnostic) (rowsOf, bool) {
		_, is := p.Cause.(sources.NoDocument)
		file := p.File
		if p.From.File != "" {
			file = p.From.File
		}
		file, _, _ = strings.Cut(file, "!") // cells of one sheet
		return rowsOf{file, p.Severity}, is
	}
	rows := map[rowsOf]int{}
	for _, p := range problems {
		if key, is := of(p); is {
			rows[key]++
		}
	}
	var once sources.Diagnostics
	for _, p := range problems {
		key, is := of(p)
		switch n := rows[key]; {
		case !is || n == 1:
			once = append(once, p)
		case n > 1:
			p.Problem = fmt.Sprintf("%d rows without a document, of which this is the first", n)
			once = append(once, p)
			rows[key] = 0
		}
	}
	return once
}

// again is the command line that says without questions, by flags, what was answered.
func (f *importFlags) again(names, flags []string) string {
	line := slices.Concat([]string{"relgraph", "import"}, names, flags)
	if f.folder != "" {
		line = append(line, "-o", f.folder)
	}
	return shellWords(line)
}
