package edtf

// Start returns the date that d begins with, its qualifier included: 2014-09~ for 2014-09~/2015. It is d itself if d
// is no interval, and the zero Date if the start is open or unknown.
func (d Date) Start() Date { return sole(d, d.start) }

// End returns the date that d ends with, as Start does its beginning.
func (d Date) End() Date { return sole(d, d.end) }

// sole is one end of d as a date.
func sole(d Date, s side) Date {
	switch {
	case !d.IsInterval():
		return d
	case s.bound != Dated:
		return Date{}
	}
	return Date{start: s}
}
