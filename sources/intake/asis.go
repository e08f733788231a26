package intake

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/sources"
)

// A Reading is what was made of a file of anybody's that is read as it stands, without a dossier being made of it.
type Reading struct {
	Dossier  *sources.Dossier
	Problems sources.Diagnostics
	Import   *Import // as which the file was read; nil if it is in the dossier's own columns, and nothing else was tried
	Own      bool    // the reader of dossiers read it
}

// ReadAsItStands reads a file as a dossier: a sheet in the dossier's own columns by the reader of dossiers, which knows
// each cell's place, and everything else as [Read] understands it.
func ReadAsItStands(name string, data []byte, opts Options, as sources.Options) Reading {
	file := filepath.ToSlash(name)
	claims := isSheet(file) && opts.IsZero() && sources.HoldsClaims(file, data)
	var own Reading
	if claims {
		own.Own = true
		own.Dossier, own.Problems = sources.Open(name, as)
		if own.Problems.Err() == nil && inOwnColumns(file, data) {
			return own
		}
		if torn := sources.Unreadable(file, data); torn.Err() != nil {
			// a row of too many cells has them under wrong heads, and would draw a wrong line
			return own
		}
	}
	im := Read([]Input{{File: file, Data: data}}, opts)
	own.Import = im
	if im.Problems.Err() != nil {
		if claims && !im.Understood() { // what the dossier's reader says of the file itself is nearer to the point
			return own
		}
		d, _ := sources.Open(name, as)
		return Reading{Dossier: d, Problems: im.Problems, Import: im}
	}
	d, problems := im.Open(as)
	if claims && (problems.Err() != nil && !lacksSources(own.Problems) ||
		own.Problems.Err() == nil && len(im.Problems.Only(sources.Warning)) == 0 && sayTheSame(own.Dossier, d)) {
		return own
	}
	d.Name = sources.OneLine(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	return Reading{Dossier: d, Problems: problems, Import: im}
}

// isSheet tells by its ending whether a file is a sheet as text.
func isSheet(file string) bool {
	sheet, err := DialectNamed("csv")
	return err == nil && slices.Contains(sheet.Exts, strings.ToLower(path.Ext(file)))
}

// inOwnColumns tells by the first row whether a sheet is a list of claims in the dossier's own columns.
func inOwnColumns(file string, data []byte) bool {
	header, _ := sources.ReadHeader(file, data)
	return !slices.ContainsFunc(ownColumns, func(column string) bool {
		return !slices.ContainsFunc(header.Cells,
			func(c sources.Cell) bool { return sources.PlainName(c.Text) == column })
	})
}

// ownColumns are those of claims by which a sheet is known for one of a dossier: few others' lists have both.
var ownColumns = []string{"actor", "document"}

// lacksSources tells whether a list has no column for what its rows rest on, for which there is an option.
func lacksSources(problems sources.Diagnostics) bool {
	return slices.ContainsFunc(problems, func(p sources.Diagnostic) bool { return p.Cause == sources.NoColumn("document") })
}

// sayTheSame tells whether two readings of one sheet have the same rows between the same parties.
func sayTheSame(a, b *sources.Dossier) bool {
	name := func(d *sources.Dossier, ids []sources.ActorID) string {
		var names []string
		for _, id := range ids {
			names = append(names, sources.PlainText(d.Actor(id).Name))
		}
		return strings.Join(names, "|")
	}
	source := func(d *sources.Dossier, id sources.DocumentID) string {
		if doc := d.Document(id); doc != nil {
			return cmp.Or(sources.PlainAddress(doc.URL), sources.PlainText(doc.Title))
		}
		return ""
	}
	said := func(one, other sources.Speaker) bool {
		return sources.PlainText(one.Text) == sources.PlainText(other.Text)
	}
	return slices.EqualFunc(a.Claims, b.Claims, func(x, y sources.Claim) bool {
		return name(a, x.Actors) == name(b, y.Actors) && name(a, x.Recipients) == name(b, y.Recipients) &&
			x.Kind == y.Kind && x.Directed == y.Directed && x.Date == y.Date && x.Stance == y.Stance &&
			x.Modality == y.Modality && slices.EqualFunc(x.Detail().AssertedBy, y.Detail().AssertedBy, said) &&
			source(a, x.Document) == source(b, y.Document)
	})
}
