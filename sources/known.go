package sources

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"relgraph/sources/check"
	"relgraph/sources/table"
)

// A knownTable is one table of the dossier as text, with relgraph's names for its columns.
type knownTable struct {
	*table.Table
	what tableKind

	namesOthers bool // its rows call actors or documents by name, since it has no tables of those
}

type tableKind string

const (
	actorTable    tableKind = "actors"
	documentTable tableKind = "documents"
	claimTable    tableKind = "claims"
	codingTable   tableKind = "codings"
	kindTable     tableKind = "kinds"
)

// file is the file of a folder that the table stands in.
func (k tableKind) file() string { return string(k) + ".csv" }

// readCSV reads a table of a folder, or a sheet of claims.
func readCSV(what tableKind, file string, data []byte, ds *Diagnostics) *knownTable {
	t := &knownTable{Table: table.ReadCSV(file, data, ds), what: what}
	if t.Written != nil {
		t.nameColumns(t.Written, ds)
	}
	return t
}

// yamlDossier is a dossier in one YAML file, or the few words about a dossier beside its tables.
type yamlDossier struct {
	about  about
	tables []*knownTable
}

// readYAML reads what a dossier says about itself, and its tables.
func readYAML(file string, data []byte, ds *Diagnostics) yamlDossier {
	var y yamlDossier
	for _, e := range table.ReadYAML(file, data, ds) {
		y.take(e, ds)
	}
	return y
}

func (y *yamlDossier) take(e table.Entry, ds *Diagnostics) {
	var known []string
	for _, f := range y.about.list() {
		if known = append(known, f.name); f.name == e.Key {
			*f.at = e.Text()
			if f.name == "lang" {
				y.about.LangAt = e.ValueAt()
			}
			if fault := check.Visible(*f.at); fault != nil {
				ds.Warnf(e.ValueAt(), fault.Want, "%s", fault.Problem)
			}
			return
		}
	}
	if known = append(known, "include"); e.Key == "include" {
		y.include(e)
		return
	}
	if known = append(known, "figure", "sides"); e.Key == "figure" {
		y.about.Figure = y.about.settings(e, FigureSettings(), ds)
		return
	}
	if e.Key == "sides" {
		y.about.Sides = y.about.settings(e, nil, ds)
		for _, s := range y.about.Sides {
			if !hexColour().MatchString(s.Value) {
				ds.Errorf(s.At, `want "#" and six hexadecimal digits between quotation marks, such as "#1f6f8b"`,
					"unreadable colour %q of the side %q", s.Value, s.Name)
			}
		}
		return
	}
	if known = append(known, "steps"); e.Key == "steps" {
		y.about.Steps = readSteps(e.Table(), ds)
		return
	}
	for _, f := range tableFiles {
		name := string(f.what)
		if known = append(known, name); name == e.Key {
			t := &knownTable{Table: e.Table(), what: f.what}
			t.nameColumns(t.Columns, ds)
			y.tables = append(y.tables, t)
			return
		}
	}
	ds.Errorf(e.At, OneOf(e.Key, known), "unknown key %q", e.Key)
}

// hexColour is a colour as CSS and theme files have it.
var hexColour = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#[0-9a-fA-F]{6}$`) })

// settings reads a list of names and values; any name will do if none are known.
func (a *about) settings(e table.Entry, known []string, ds *Diagnostics) []Setting {
	var list []Setting
	for _, one := range e.Entries() {
		if known != nil && !slices.Contains(known, one.Key) {
			want := OneOf(one.Key, known)
			if slices.ContainsFunc(a.list(), func(f aboutField) bool { return f.name == one.Key }) {
				want = fmt.Sprintf("want %q beside %q, not below it, since it is the dossier's", one.Key, e.Key)
			}
			ds.Errorf(one.At, want, "unknown setting %q of %s", one.Key, e.Key)
			continue
		}
		list = append(list, Setting{one.Key, one.Text(), one.ValueAt()})
	}
	return list
}

// include reads the names of packs of kinds, and of dossiers.
func (y *yamlDossier) include(e table.Entry) {
	for _, name := range split(e.Text()) {
		if slices.Contains(KindPacks(), name) {
			y.about.include = append(y.about.include, name)
			continue
		}
		y.about.dossiers = append(y.about.dossiers, inclusion{name, e.ValueAt()})
	}
}
