package edtf

import "strings"

// Start returns the date that d begins with, its qualifier included: 2014-09~ for 2014-09~/2015. It is d itself if d
// is no interval, and the zero Date if the start is open or unknown.
func (d Date) Start() Date {
	text, _, _ := strings.Cut(d.read().text, "/")
	return sole(d, d.read().start, text)
}

// End returns the date that d ends with, as Start does its beginning.
func (d Date) End() Date {
	_, text, _ := strings.Cut(d.read().text, "/")
	return sole(d, d.read().end, text)
}

// sole is one end of d as a date.
func sole(d Date, s side, text string) Date {
	switch {
	case !d.read().interval:
		return d
	case s.bound != Dated:
		return Date{}
	}
	return expression{text: text, start: s, end: s}.date()
}
