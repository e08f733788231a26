package intake

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"relgraph/sources"
	"relgraph/sources/table"
)

// OptionsFile is the name of the file in which import keeps how it understood other files.
const OptionsFile = "intake.yaml"

// optionsYAML is how that file has it.
type optionsYAML struct {
	Files     []string            `yaml:"files,omitempty"`      // what was read; only for people
	Columns   map[string][]string `yaml:"columns,omitempty"`    // the heads that were taken for each column of a claim
	Document  string              `yaml:"document,omitempty"`   // the source of rows that name none
	FillDown  []string            `yaml:"fill_down,omitempty"`  // columns in which a blank cell means what stands above it
	HeaderRow int                 `yaml:"header_row,omitempty"` // the row with the heads, from 1
	Dates     string              `yaml:"dates,omitempty"`      // the order of figures: dmy, mdy or ymd
	Encoding  string              `yaml:"encoding,omitempty"`   // such as windows-1252
	Sheets    []string            `yaml:"sheets,omitempty"`     // the only sheets of a workbook that were read
	Split     string              `yaml:"split,omitempty"`      // signs between several names in a cell
	Hidden    bool                `yaml:"hidden,omitempty"`     // whether hidden and struck out rows were taken in
	Say       map[string]string   `yaml:"say,omitempty"`        // what each wording means: a stance or a modality
}

// OptionsText is what import keeps of how it understood files: what the user said, and which columns it took for what.
func (im *Import) OptionsText(files []string) []byte {
	o := im.opts
	y := optionsYAML{files, map[string][]string{}, o.Document, o.FillDown, o.HeaderRow, o.Dates, o.Encoding, o.Sheets,
		o.Split, o.Hidden, o.Say}
	for _, c := range im.Account.Columns {
		if c.As != "" && !slices.Contains(y.Columns[c.As], c.Name) {
			y.Columns[c.As] = append(y.Columns[c.As], c.Name)
		}
	}
	var b bytes.Buffer
	b.WriteString("# How relgraph import understood these files. --like takes it for the next edition of them.\n")
	text, err := yaml.MarshalWithOptions(y, yaml.UseJSONMarshaler())
	if err != nil {
		return nil // texts and numbers can always be written
	}
	b.Write(text)
	return b.Bytes()
}

// ReadOptions reads such a file. What it says of columns holds for those that the next files have.
func ReadOptions(data []byte) (Options, error) {
	if tells := table.Refused("", data); tells != nil {
		return Options{}, fmt.Errorf("not what import wrote: %s in line %d: %s", tells.Problem, tells.Line, tells.Want)
	}
	var y optionsYAML
	if err := yaml.UnmarshalWithOptions(data, &y, yaml.Strict()); err != nil {
		return Options{}, fmt.Errorf("not what import wrote: %s", table.YAMLError(err))
	}
	o := Options{Columns: y.Columns, Document: y.Document, FillDown: y.FillDown, HeaderRow: y.HeaderRow, Dates: y.Dates,
		Encoding: y.Encoding, Sheets: y.Sheets, Split: y.Split,
		Hidden: y.Hidden, Say: y.Say, loosely: true}
	return o, o.Check()
}

// Over is o where it says something, and base elsewhere.
func (o Options) Over(base Options) Options {
	both := base
	both.Columns, both.Say = maps.Clone(base.Columns), maps.Clone(base.Say)
	if both.Columns == nil {
		both.Columns = map[string][]string{}
	}
	if both.Say == nil {
		both.Say = map[string]string{}
	}
	maps.Copy(both.Columns, o.Columns)
	maps.Copy(both.Say, o.Say)
	set := func(to *string, from string) {
		if from != "" {
			*to = from
		}
	}
	set(&both.Dialect, o.Dialect)
	set(&both.Document, o.Document)
	set(&both.Dates, o.Dates)
	set(&both.Encoding, o.Encoding)
	set(&both.Split, o.Split)
	if len(o.FillDown) > 0 {
		both.FillDown = o.FillDown
	}
	if len(o.Sheets) > 0 {
		both.Sheets = o.Sheets
	}
	if o.HeaderRow > 0 {
		both.HeaderRow = o.HeaderRow
	}
	both.Hidden = both.Hidden || o.Hidden
	return both
}

// documentFlag is how messages call the flag for Document.
func (o Options) documentFlag() string { return "--" + cmp.Or(o.DocumentFlag, "document") }

// offerFormat is an offer to name the format, "" where there is no flag for that.
func (o Options) offerFormat(offer string) string {
	if o.NoFormatFlag {
		return ""
	}
	return offer
}

// IsZero tells whether the options say nothing.
func (o Options) IsZero() bool {
	return o.Dialect == "" && len(o.Columns) == 0 && o.Document == "" && len(o.FillDown) == 0 && o.HeaderRow == 0 &&
		o.Dates == "" && o.Encoding == "" && len(o.Sheets) == 0 &&
		o.Split == "" && !o.Hidden && len(o.Say) == 0
}

// Check says what of the options nobody can mean.
func (o Options) Check() error {
	var errs []error
	for _, column := range slices.Sorted(maps.Keys(o.Columns)) {
		if !isUse(column) {
			want := "want one of " + strings.Join(claimUses(), ", ")
			if near := sources.Nearest(column, claimUses()); near != "" {
				want = fmt.Sprintf("did you mean %q? %s", near, want)
			}
			errs = append(errs, fmt.Errorf("unknown column %q: %s", column, want))
		}
	}
	if o.Dates != "" && !slices.Contains([]string{"dmy", "mdy", "ymd"}, o.Dates) {
		errs = append(errs, fmt.Errorf("unknown order of dates %q: want dmy, mdy or ymd", o.Dates))
	}
	for _, wording := range slices.Sorted(maps.Keys(o.Say)) {
		_, err1 := sources.ParseStance(o.Say[wording])
		_, err2 := sources.ParseModality(o.Say[wording])
		if err1 != nil && err2 != nil && o.Say[wording] != sayOne && o.Say[wording] != saySeveral {
			errs = append(errs, fmt.Errorf("unknown meaning %q of %q: want a stance (%s) or a modality (%s)",
				o.Say[wording], wording, strings.Join(sources.Stances(), ", "), strings.Join(notHappened(), ", ")))
		}
	}
	return errors.Join(errs...)
}

// Meanings are the answers that Options.Say takes for a wording that reads like no report: stances, and what else than
// happened a contact can have.
func Meanings() []string { return slices.Concat(sources.Stances(), notHappened()) }

func notHappened() []string {
	return slices.DeleteFunc(slices.Clone(sources.Modalities()),
		func(word string) bool { return word == sources.Happened.String() })
}

// claimUses are the columns that a sheet of claims can be said to have.
func claimUses() []string {
	return slices.Concat(knownColumns("claims"), []string{"parties", "start", "end", deniedColumn}, documentColumns)
}

func isUse(column string) bool {
	return slices.Contains(claimUses(), column) || slices.Contains(knownColumns("actors"), column) ||
		slices.Contains(knownColumns("documents"), column)
}
