package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// understandFlags say how a file of other people's is to be read; every command that takes one as it is has them.
type understandFlags struct {
	document     string // what the flag is called that names the source of a whole file
	columns, say []string
	split        []string
	like         string
	opts         intake.Options

	flags *pflag.FlagSet // of the command
	read  *intake.Import // what was made of the file that was read last
}

func (f *understandFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.flags = flags
	flags.StringArrayVar(&f.columns, "column", nil, "`COLUMN=HEAD`: the column of the sheet with that head holds "+
		"this, as in actor=\"Entity A\"")
	f.document = "document"
	if flags.Lookup(f.document) != nil { // which chooses among the dossier's
		f.document = "from-document"
	}
	flags.StringVar(&f.opts.Document, f.document, "", "`address` or title of what reports every row that names no document")
	flags.StringSliceVar(&f.opts.FillDown, "fill-down", nil,
		"`columns` in which a blank cell means what stands above it (without names, both parties)")
	flags.Lookup("fill-down").NoOptDefVal = "parties"
	flags.IntVar(&f.opts.HeaderRow, "header-row", 0, "the `row` with the columns' names (default: told by the names)")
	flags.StringVar(&f.opts.Dates, "dates", "", "the `order` of figures in dates: dmy, mdy or ymd (default: told by "+
		"all dates of the file)")
	flags.StringVar(&f.opts.Encoding, "encoding", "", "the file's `encoding`, such as windows-1251 (default: told "+
		"by its letters)")
	flags.StringSliceVar(&f.opts.Sheets, "sheet", nil, "only these `sheets` of a workbook")
	flags.StringArrayVar(&f.split, "split", nil, "`signs` between several names in a cell, besides | and line "+
		"ends, and words such as \"and\" between blanks")
	flags.BoolVar(&f.opts.Hidden, "hidden", false, "take in what is hidden or struck out in a workbook")
	flags.StringArrayVar(&f.say, "say", nil, "`WORDING=MEANING`: all rows of that wording have this stance or "+
		"modality, as in \"denied meeting=denies\"; of a cell of names, one or several")
	flags.StringVar(&f.like, "like", "", "understand the file as import did for this `dossier`, which has an intake.yaml")
	offerWords(cmd, "dates", []string{"dmy", "mdy", "ymd"})
}

// options reads the flags, over what an earlier import understood.
func (f *understandFlags) options() (intake.Options, error) {
	o := f.opts
	o.Split = strings.Join(f.split, " ")
	o.Columns, o.Say = map[string][]string{}, map[string]string{}
	for _, text := range f.columns {
		column, head, ok := strings.Cut(text, "=")
		if !ok || head == "" {
			return o, misusef(`--column %s: want COLUMN=HEAD, such as actor="Entity A"`, text)
		}
		o.Columns[column] = append(o.Columns[column], head)
	}
	for _, text := range f.say {
		i := strings.LastIndexByte(text, '=')
		if i <= 0 || i == len(text)-1 {
			return o, misusef(`--say %s: want WORDING=MEANING, such as "denied meeting=denies"`, text)
		}
		o.Say[text[:i]] = text[i+1:]
	}
	if err := o.Check(); err != nil {
		return o, misuse{err}
	}
	if f.like == "" {
		return o, nil
	}
	file := f.like
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		file = filepath.Join(file, intake.OptionsFile)
	}
	data, err := readInput(file)
	if err != nil {
		return o, err
	}
	base, err := intake.ReadOptions(data)
	if err != nil {
		return o, fmt.Errorf("%q: %w", file, err)
	}
	return o.Over(base), nil
}

// names are the flags, as the command has them.
func (f *understandFlags) names() []string {
	return []string{"column", f.document, "fill-down", "header-row", "dates", "encoding", "sheet", "split", "hidden", "say",
		"like"}
}

// ready refuses flags that cannot be read, and any for what is read as it stands.
func (f *understandFlags) ready(name string) error {
	if f == nil {
		return nil
	}
	if !meansBuiltIn(name) && isList(name) {
		_, err := f.options()
		return err
	}
	for _, flag := range f.names() {
		if f.flags.Changed(flag) {
			return misusef("--%s says how a list of other people's is to be read, and %q is a dossier, which is read "+
				"as it stands: want it without", flag, name)
		}
	}
	return nil
}

// obeyed refuses a flag that can make no difference to what was read.
func (f *understandFlags) obeyed(name string, im *intake.Import, also ...string) error {
	if f == nil || im == nil || im.Problems.Err() != nil {
		return nil
	}
	for _, flag := range append(f.names(), also...) {
		option := flag
		if flag == f.document {
			option = "document"
		}
		if isFor := im.Unobeyed(option); isFor != "" && f.flags.Changed(flag) {
			return misusef("--%s makes no difference to %s: it is for %s", flag, name, isFor)
		}
	}
	return nil
}

// isList tells a file, which may be anybody's, from a folder and from a dossier in YAML.
func isList(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && !sources.IsYAML(name)
}

// openSheet reads a file of other people's as a dossier, as import would; ok is false for what is no list.
func (f *dossierFlags) openSheet(name string) (d *sources.Dossier, problems sources.Diagnostics, ok bool) {
	if !isList(name) {
		return nil, nil, false
	}
	opts := intake.Options{}
	if f.understand != nil {
		f.understand.read = nil
		var err error
		if opts, err = f.understand.options(); err != nil {
			return &sources.Dossier{Name: name},
				sources.Diagnostics{{Pos: sources.Pos{File: name}, Severity: sources.Error, Problem: err.Error()}}, true
		}
		opts.DocumentFlag = f.understand.document
	}
	opts.NoFormatFlag = true
	data, err := readInput(name)
	if err != nil {
		return nil, nil, false
	}
	r := intake.ReadAsItStands(name, data, opts, f.opts)
	f.made = !r.Own
	if f.understand != nil {
		f.understand.read = r.Import
	}
	if !r.Own && len(r.Import.Returned()) > 0 && r.Problems.Err() == nil {
		r.Problems = append(r.Problems, editsLeft(r.Dossier, r.Import, name)...)
	}
	return r.Dossier, r.Problems, true
}
