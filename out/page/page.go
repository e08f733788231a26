// Package page writes a dossier's contacts as a page of the web: one file that asks nobody for anything, and that can
// be read without a script.
//
// Of gathers what a page tells as [Data], which a server may offer as JSON, too. The page is made of a template, one
// stylesheet and the modules in script, which are set one behind the other. What the script needs beyond the page's
// own text stands in the page as JSON; states are derived here, and never by the script.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"

	"relgraph/graph"
	"relgraph/out/figure"
	"relgraph/out/format"
	"relgraph/out/internal/picture/svg"
	"relgraph/out/internal/style"
	"relgraph/out/rows"
)

// A Job is what a page is made of.
type Job struct {
	Rows     *rows.Job
	Figure   *figure.Figure // nil for a page without one
	Overview bool           // a table of sides stands in the figure's place, since the contacts are too many for lines
	Theme    *style.Theme   // of the figure
	Options
}

// Options are what a user may choose for a page.
type Options struct {
	Embed   bool // to stand in a frame of another page
	Private Private
	Steps   []StoryStep
}

// MostLines is how many contacts a page draws as lines. With more, the list comes first, below an overview by side.
const MostLines = 500

// Format is the page.
var Format = format.Format[*Job]{
	Description: format.Description{Name: "html", Ext: ".html", OneWay: true, Picture: true, Paged: true,
		About: "page to open, search and share: figure, table with every claim, sources; one file",
		Holds: "the figure; contacts with the sentence, chain, state and passage of each claim; actors; numbered sources",
		Lacks: "private columns, unless asked for (`--private`); dossier columns that relgraph does not know",
		Takes: format.OfFigures(format.Page),
	},
	Write: write,
}

//go:embed page.html.tmpl page.css
var files embed.FS

var stylesheet = string(must(files.ReadFile("page.css")))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the files are built in
	}
	return v
}

// leave are the parts of a figure that the page has itself, in text.
var leave = []string{"head", "legend", "sources", "notes"}

// write writes the page.
func write(w io.Writer, j *Job) error {
	data := Of(j.Rows, j.Private, j.Steps)
	if j.Theme == nil {
		j.Theme = style.Report()
	}
	theme := j.Theme
	v := view{Data: data, Embed: j.Embed, Overview: j.Overview, says: data.voice, counting: count(data),
		Samples: samples(data, theme)}
	if j.Figure != nil {
		v.Keys = keys(j.Figure)
		for i, page := range j.Figure.Pages() {
			var b bytes.Buffer
			in := svg.Inlining{Prefix: "figure-", Leave: leave}
			if i > 0 {
				in.Prefix = "figure" + strconv.Itoa(i+1) + "-"
			}
			if err := svg.Inline(&b, page, in); err != nil {
				return err
			}
			v.Figures = append(v.Figures, template.HTML(b.String()))
		}
	}
	v.Style = template.CSS(stylesheet + schemes(j.Figure, theme))
	v.Script = template.JS(script())
	index, err := json.Marshal(indexOf(data, j, data.voice)) // which writes < as \u003c
	if err != nil {
		return err
	}
	v.Index = template.JS(index)
	v.Policy = fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; img-src data:; base-uri 'none'; "+
		"form-action 'none'", hash(string(v.Script)), hash(string(v.Style)))
	return layout().Execute(w, v)
}

// hash names a script or style to a Content-Security-Policy.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// A sample is how lines of a state look.
type sample struct {
	ID         string
	Means      string
	Line, Mark template.HTML
}

// A key explains what the figure shows beside states, directions, hedges and numbers, with a sample if it has one.
type key struct {
	Says   string
	Sample template.HTML
	Wide   float64
}

// keys are those of all pages of a figure, each once.
func keys(f *figure.Figure) []key {
	var list []key
	for _, page := range f.Pages() {
		for _, k := range page.Keys {
			if !slices.ContainsFunc(list, func(has key) bool { return has.Says == k.Says }) {
				list = append(list, key{k.Says, drawn(k.Shapes), max(k.Width, figure.SampleWidth)})
			}
		}
	}
	return list
}

// samples draw the states that are in the page.
func samples(data *Data, theme *style.Theme) []sample {
	var list []sample
	means := map[string]string{}
	for _, s := range data.States {
		means[s.ID] = s.Means
	}
	for _, s := range graph.States() {
		if says, ok := means[s.String()]; ok {
			var line, mark []figure.Shape
			for _, shape := range figure.Sample(theme, s) {
				if shape.Class == "mark" {
					mark = append(mark, shape)
				} else {
					line = append(line, shape)
				}
			}
			list = append(list, sample{s.String(), says, drawn(line), drawn(mark)})
		}
	}
	return list
}

func drawn(shapes []figure.Shape) template.HTML {
	var b bytes.Buffer
	if err := svg.Shapes(&b, shapes); err != nil {
		return ""
	}
	return template.HTML(b.String())
}
