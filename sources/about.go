package sources

import (
	"cmp"
	"slices"

	"relgraph/sources/check"
)

// An About is what a dossier says of itself, in dossier.yaml. Whatever it does not say is blank.
type About struct {
	Title    string // for figures
	Subtitle string
	Edition  string
	Lang     string // in which language its figures and notes speak, such as de: BCP 47
	LangAt   Pos    // where that stands

	Figure []Setting   // how its figure is made, by the names of FigureSettings
	Sides  []Setting   // the colours of its sides, "#rrggbb", by their names
	Steps  []StoryStep // of the story that its page tells; they may stand in steps.csv beside it instead
}

// A Setting is one line of a list of settings in dossier.yaml.
type Setting struct {
	Name  string
	Value string // several are joined with "|"
	At    Pos    // where the value stands
}

// Values are the setting's values.
func (s Setting) Values() []string { return split(s.Value) }

// FigureSettings are the names of what a dossier may say of its figure: the flags of the command line that they stand
// for.
func FigureSettings() []string {
	return []string{
		"title", "subtitle", "theme", "size", "landscape", "layout", "panels", "ties", "centre", "size-by", "font",
		"system-fonts", "font-mode", "dpi",
		"hide", "highlight", "no-legend", "no-sources", "number-by",
	}
}

// An aboutField is one of the things that a dossier says of itself.
type aboutField struct {
	name string // its key in dossier.yaml
	at   *string
}

// list is the one list of these things, in the order in which they are written.
func (a *About) list() []aboutField {
	return []aboutField{{"title", &a.Title}, {"subtitle", &a.Subtitle}, {"edition", &a.Edition}, {"lang", &a.Lang}}
}

// A Key is one of the things that dossier.yaml may say beside its tables.
type Key struct{ Name, About string }

// DossierKeys are these things, in the order in which they are written.
func DossierKeys() []Key {
	return []Key{
		{"title", "title of figures"},
		{"subtitle", "subtitle of figures"},
		{"edition", "name of this edition"},
		{"lang", "language that figures and notes speak: en, de, fr, es, ar"},
		{"include", "other dossiers that this one takes in, and packs of kinds (list)"},
		{"figure", "how the figure is made, by the names of flags of export"},
		{"sides", "colours of sides, by their names"},
		{"steps", "steps of the story that the page tells, if no table of steps stands beside it"},
	}
}

// AboutFields are what a says, by the keys of dossier.yaml, the blank ones too.
func (a About) AboutFields() []Field {
	var fields []Field
	for _, f := range a.list() {
		fields = append(fields, Field{f.name, *f.at})
	}
	return fields
}

// SetAbout says something else under a key of dossier.yaml; false if there is no such key.
func (a *About) SetAbout(name, value string) bool {
	for _, f := range a.list() {
		if f.name == name {
			*f.at = value
			return true
		}
	}
	return false
}

// settings are those below one of the two keys that hold some: figure and sides.
func (a *About) settings(of string) *[]Setting {
	if of == "sides" {
		return &a.Sides
	}
	return &a.Figure
}

// AddSetting says something below the key figure or sides, unless it is said already.
func (a *About) AddSetting(of string, s Setting) {
	list := a.settings(of)
	if !slices.ContainsFunc(*list, func(had Setting) bool { return had.Name == s.Name }) {
		*list = append(*list, s)
	}
}

// SideOf is what an actor is grouped and coloured by: its side, else the English name of its country, else "".
func (a *Actor) SideOf() string { return cmp.Or(a.Side, check.CountryName(a.Country)) }

// checkSides finds colours of sides that no actor is on.
func checkSides(d *Dossier, ds *Diagnostics) {
	if len(d.Sides) == 0 {
		return
	}
	var known []string
	for i := range d.Actors {
		if side := d.Actors[i].SideOf(); side != "" && !slices.Contains(known, side) {
			known = append(known, side)
		}
	}
	for _, s := range d.Sides {
		if !slices.Contains(known, s.Name) {
			want := "want an actor with that word in its column side"
			if len(known) > 0 {
				want = OneOf(s.Name, known)
			}
			ds.Errorf(s.At, want, "the side %q has a colour, and no actor is on it", s.Name)
		}
	}
}
