package edtf

// Unspecified is the month or day of a date that has XX in its place.
const Unspecified = unspecified

// Fields are what a date that is no interval says, field by field, for those who put it into words. The zero Fields
// belong to no date, and to an end that is open.
type Fields struct {
	First, Last            int64 // year; they differ where digits of it are not known: 2010 and 2019 for 201X
	Season                 int   // 1 spring to 4 winter; 0 for none
	Month, Day             int   // 0 if not given, Unspecified for XX
	Unknown                bool  // the whole is not known: XXXX
	Uncertain, Approximate bool
}

// Fields returns what d says; of an interval, what its start says.
func (d Date) Fields() Fields { return d.start.fields() }

// Fields returns the day as a date's.
func (d Day) Fields() Fields { return Fields{First: d.Year, Last: d.Year, Month: d.Month, Day: d.Day} }

func (s side) fields() Fields {
	f := Fields{First: s.year, Last: s.lastYear(), Month: int(s.month), Day: int(s.day), Unknown: s.bound == Unknown,
		Uncertain: s.uncertain, Approximate: s.approximate}
	if s.month >= spring && s.month <= winter {
		f.Season, f.Month = int(s.month)-spring+1, 0
	}
	return f
}
