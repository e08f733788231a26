package rows

import "relgraph/sources/edtf"

// A Spell is a time on a timeline, in whole days, the last one included; an end that is open or not known is the zero
// Day.
type Spell struct{ From, Until edtf.Day }

// String is the spell as a date in EDTF that says nothing of an end that it does not have: 2014-09-23,
// 2014-09-01/2014-09-30, 2014-09-01/. Of the zero Spell it is "".
func (s Spell) String() string {
	none := edtf.Day{}
	switch {
	case s.From == s.Until && s.From == none:
		return ""
	case s.From == s.Until:
		return s.From.String()
	case s.From == none:
		return "/" + s.Until.String()
	case s.Until == none:
		return s.From.String() + "/"
	}
	return s.From.String() + "/" + s.Until.String()
}

// AppendSpells appends the times that dates allow, earliest first; dates are in their order, as a row has them. Those
// that overlap are one, since Gephi drops the later of two such. Days that have no place on a timeline are taken for not
// known.
func AppendSpells(spells []Spell, dates []edtf.Date) []Spell {
	none := edtf.Day{}
	for _, d := range dates { // Times.Dates has sorted them by their first days, an open beginning first
		s := Spell{OnTimeline(d.Earliest()), OnTimeline(d.Latest())}
		if s.From == none && s.Until == none {
			continue
		}
		last := len(spells) - 1
		if last >= 0 && (spells[last].Until == none || s.From == none || !spells[last].Until.Before(s.From)) {
			if u := spells[last].Until; s.Until == none || u != none && u.Before(s.Until) {
				spells[last].Until = s.Until
			}
			continue
		}
		spells = append(spells, s)
	}
	return spells
}

// OnTimeline is a day that is known and of a year from 1 to 9999, or the zero Day.
func OnTimeline(d edtf.Day, known bool) edtf.Day {
	if !known || d.Year < 1 || d.Year > 9999 {
		return edtf.Day{}
	}
	return d
}
