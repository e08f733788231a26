package sources

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/sources/check"
	"relgraph/sources/table"
)

// stepsFile is the name of the table of steps in a dossier's folder.
const stepsFile = "steps.csv"

// A StoryStep is a part of the story that a page tells of a dossier: some of its contacts, with a title and a text. Its
// contacts are those that Contacts names and that Flags choose; without either, all.
type StoryStep struct {
	Title    string
	Text     string // paragraphs are parted by blank lines
	Contacts []ContactID
	Flags    string // of the command line, that choose contacts
	At       Pos    // where the row stands
}

// stepColumns are the columns of the table of steps, or the keys of a step below "steps:" in dossier.yaml.
var stepColumns = []struct {
	name, about string
	at          func(*StoryStep) *string // nil for the list of contacts
}{
	{"title", "the step's name", func(s *StoryStep) *string { return &s.Title }},
	{"text", "what is told; a blank line parts paragraphs", func(s *StoryStep) *string { return &s.Text }},
	{"contacts", "ids of contacts, as `relgraph list contacts` shows them (list)", nil},
	{"flags", "flags that choose contacts, such as `--actor hts --since 2024`; with ids too, both count",
		func(s *StoryStep) *string { return &s.Flags }},
}

// StepColumns are the columns of the table of steps, in the order in which they are written.
func StepColumns() []Column {
	var columns []Column
	for _, c := range stepColumns {
		columns = append(columns, Column{Table: "steps", Name: c.name, Required: c.name == "title", About: c.about,
			List: c.at == nil})
	}
	return columns
}

// Fields are the step's cells by their columns, without those that are blank.
func (s *StoryStep) Fields() []Field {
	var list []Field
	for _, c := range stepColumns {
		f := Field{Name: c.name}
		if c.at == nil {
			f.Value = Joined(s.Contacts, "|")
		} else {
			f.Value = *c.at(s)
		}
		if f.Value != "" {
			list = append(list, f)
		}
	}
	return list
}

// readSteps reads the table of steps.
func readSteps(t *table.Table, ds *Diagnostics) []StoryStep {
	var known []string
	for _, c := range stepColumns {
		known = append(known, c.name)
	}
	columns := make([]int, len(stepColumns))
	for i := range columns {
		columns[i] = -1
	}
	for i, name := range t.Columns {
		n := slices.Index(known, table.PlainName(name))
		if n < 0 {
			ds.Errorf(t.Pos(t.Head[i]), OneOf(name, known), "unknown column %q of the steps", name)
			continue
		}
		columns[n] = i
	}
	var steps []StoryStep
	for _, r := range t.Rows {
		s := StoryStep{At: t.Pos(r.At)}
		for n, c := range stepColumns {
			if columns[n] < 0 {
				continue
			}
			cell := r.Cell(columns[n])
			if c.at == nil {
				s.Contacts = ids[ContactID](split(cell.Text))
				continue
			}
			*c.at(&s) = strings.TrimSpace(cell.Text)
			if fault := check.Visible(strings.ReplaceAll(cell.Text, "\n", " ")); fault != nil {
				ds.Warnf(s.At, fault.Want, "%s", fault.Problem)
			}
		}
		if s.Title == "" {
			ds.Errorf(s.At, "want a title for each step, which is its name in the list of steps", "the step has no title")
		}
		steps = append(steps, s)
	}
	return steps
}

// stepsText are steps as dossier.yaml has them.
func stepsText(steps []StoryStep) string {
	var b strings.Builder
	for i, s := range steps {
		if i == 0 {
			b.WriteString("steps:\n")
		}
		lead := "- "
		line := func(name, text string) {
			if text != "" {
				fmt.Fprintf(&b, "%s%s: %s\n", lead, name, yamlText(text))
				lead = "  "
			}
		}
		for _, f := range s.Fields() {
			line(f.Name, f.Value)
		}
	}
	return b.String()
}
