package figure

import (
	"math"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"relgraph/graph"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// dated draws a date of any form that names a day, in years that begin to show every unit of an axis.
var dated = rapid.Custom(func(t *rapid.T) edtf.Date {
	year := rapid.OneOf(rapid.Int64Range(2014, 2014), rapid.Int64Range(2012, 2025),
		rapid.Int64Range(1000, 2900)).Draw(t, "year")
	first := edtf.Day{Year: year, Month: rapid.IntRange(1, 12).Draw(t, "month"), Day: rapid.IntRange(1, 28).Draw(t, "day")}
	text := first.String()
	text = text[:rapid.SampledFrom([]int{4, 7, 10, 10}).Draw(t, "precision")] + rapid.SampledFrom([]string{"", "", "~",
		"?", "%"}).Draw(t, "qualifier")
	switch rapid.IntRange(0, 5).Draw(t, "form") {
	case 0:
		text = "/" + text
	case 1:
		text += "/"
	case 2:
		text += "/.."
	case 3:
		text = "../" + text
	case 4:
		later := first
		later.Year += rapid.Int64Range(1, 3).Draw(t, "years")
		text += "/" + later.String()
	}
	return parsed(t, text)
})

func parsed(t interface{ Fatal(...any) }, text string) edtf.Date {
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func occurrencesOf(t interface{ Fatalf(string, ...any) }, dates []edtf.Date) (list []occurrence, spans []span) {
	for _, d := range dates {
		o, ok := occurrenceOf(d, "")
		if !ok {
			t.Fatalf("%q names no day", d)
		}
		list, spans = append(list, o), append(spans, o.span())
	}
	return list, spans
}

// testSheet is a page without contacts.
func testSheet() *sheet {
	d, _ := sources.OpenFS(fstest.MapFS{"claims.csv": {Data: []byte("from,to,url\nAnn,Bo,https://example.org/\n")}},
		"claims.csv", sources.Options{})
	return newSheet(graph.Must(graph.Build(d)), Options{})
}

const testLeft, testRight = 222.0, 494.0

func TestTimeRunsToTheRightAtOneSpeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, spans := occurrencesOf(t, rapid.SliceOfN(dated, 1, 12).Draw(t, "dates"))
		a := newAxis(testSheet(), spans, testLeft, testRight)
		for i, s := range a.stretches {
			length, days := a.at(dayNumber(s.until))-a.at(dayNumber(s.from)), dayNumber(s.until)-dayNumber(s.from)
			if math.Abs(length-days*a.perDay) > 1e-6 {
				t.Fatalf("stretch %d has days of another length: %v", i, a)
			}
			if s.x < s.left || a.at(dayNumber(s.until)) > s.right+1e-6 || s.left < testLeft-1e-6 ||
				s.right > testRight+1e-6 {
				t.Fatalf("stretch %d leaves its room: %+v", i, s)
			}
			if i > 0 && s.left-a.stretches[i-1].right < breakRoom-1e-6 {
				t.Fatalf("no room for the break before stretch %d: %+v", i, a)
			}
		}
		day := rapid.Float64Range(dayNumber(a.stretches[0].from), dayNumber(a.stretches[len(a.stretches)-1].until))
		one, other := day.Draw(t, "one"), day.Draw(t, "other")
		if one, other = min(one, other), max(one, other); a.at(one) > a.at(other) {
			t.Fatalf("day %v stands at %v, after day %v at %v", one, a.at(one), other, a.at(other))
		}
	})
}

func TestABreakLeavesOutOnlyTimeWithoutADate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, spans := occurrencesOf(t, rapid.SliceOfN(dated, 1, 12).Draw(t, "dates"))
		a := newAxis(testSheet(), spans, testLeft, testRight)
		for _, sp := range spans {
			shown := 0
			for _, s := range a.stretches {
				if !sp.first.Before(s.from) && sp.last.Before(s.until) {
					shown++
				}
			}
			if shown != 1 {
				t.Fatalf("%v to %v is shown by %d stretches, want one", sp.first, sp.last, shown)
			}
		}
		for i, s := range a.stretches[1:] {
			if gap := dayNumber(s.first) - dayAfter(a.stretches[i].last); gap <= 365 {
				t.Fatalf("a break for %v days", gap)
			}
		}
	})
}

func TestLabelsOfAnAxisStandAtTheCalendarsBordersAndApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, spans := occurrencesOf(t, rapid.SliceOfN(dated, 1, 12).Draw(t, "dates"))
		a := newAxis(testSheet(), spans, testLeft, testRight)
		for _, s := range a.stretches {
			ticks := a.ticks(s)
			if len(ticks) == 0 || ticks[0].year == "" && a.unit.years == 0 {
				t.Fatalf("a stretch without a year: %v", ticks)
			}
			for i, tick := range ticks {
				end := s.right
				if i+1 < len(ticks) {
					end = ticks[i+1].x
				}
				if width := max(a.textStyles.tick.width(tick.piece),
					a.textStyles.year.width(tick.year)); tick.x+width > end {
					t.Fatalf("the label %q at %v reaches over %v", tick.piece, tick.x, end)
				}
			}
			for d := s.from; d.Before(s.until); d = a.unit.next(d) {
				if a.unit.floor(d) != d || a.unit.floor(dayBefore(a.unit.next(d))) != d {
					t.Fatalf("a tick on %v, within a piece of %+v", d, a.unit)
				}
			}
		}
	})
}

// A sign covers the days that its date names, no farther from them than what tells how it ends, and stays on the axis.
func TestASignStandsWhereItsDateIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, spans := occurrencesOf(t, rapid.SliceOfN(dated, 1, 12).Draw(t, "dates"))
		a := newAxis(testSheet(), spans, testLeft, testRight)
		for _, o := range list {
			s := o.draw(a, a.theme.Of(graph.SingleOrigin), 100)
			first, last := a.at(dayNumber(o.first)), a.at(dayAfter(o.last))
			middle := (s.left + o.left.reach() + s.right - o.right.reach()) / 2
			if s.left > last || s.right < first || middle < first-aboutReach || middle > last+aboutReach {
				t.Fatalf("%s, %v to %v, is drawn from %v to %v", o.words, first, last, s.left, s.right)
			}
			if s.left < testLeft-1 || s.right > testRight+1 {
				t.Fatalf("%s is drawn beside the axis: %v to %v", o.words, s.left, s.right)
			}
			for _, shape := range s.shapes {
				for _, step := range shape.Outline() {
					if step.Op != Close && (step.To.X < s.left-1.5 || step.To.X > s.right+1.5) {
						t.Fatalf("%s: a shape at %v, outside of %v to %v", o.words, step.To.X, s.left, s.right)
					}
				}
			}
		}
	})
}

func TestDaysAreNumberedAsTheCalendarHasThem(t *testing.T) {
	at := func(t2 time.Time) edtf.Day {
		return edtf.Day{Year: int64(t2.Year()), Month: int(t2.Month()), Day: t2.Day()}
	}
	day := time.Date(-405, 1, 1, 0, 0, 0, 0, time.UTC)
	n := dayNumber(at(day))
	for day.Year() < 2405 {
		if got := dayNumber(at(day)); got != n {
			t.Fatalf("%v has the number %v, want %v", day, got, n)
		}
		next := day.AddDate(0, 0, 1)
		if got := dayBefore(at(next)); got != at(day) {
			t.Fatalf("before %v is %v", at(next), got)
		}
		day, n = next, n+1
	}
}

func TestAnAxisIsBrokenWhereYearsPass(t *testing.T) {
	for _, test := range []struct {
		name  string
		dates []string
		want  []string // what each stretch shows
	}{
		{"one day", []string{"2014-09-23"}, []string{"2014-09-11 2014-10-11"}},
		{"no gap", []string{"2014", "2015"}, []string{"2014-01-01 2016-01-01"}},
		{"ten years", []string{"2014-01-15", "2014-09", "2024-12-22", "2025-07-20"},
			[]string{"2014-01-01 2014-10-01", "2024-10-01 2025-10-01"}},
		{"gaps that are the rule", []string{"1990", "1994", "1998", "2002", "2006", "2010"},
			[]string{"1990-01-01 2012-01-01"}},
		{"a bar over the gap", []string{"2014", "2014/2025", "2025"}, []string{"2014-01-01 2026-01-01"}},
		{"two breaks", []string{"1956", "1990-05", "2024"},
			[]string{"1956-01-01 1957-01-01", "1990-04-01 1990-07-01", "2024-01-01 2025-01-01"}},
		{"before Christ", []string{"-0043-03-15", "0079-08-24"},
			[]string{"-0043-03-01 -0043-04-01", "0079-08-11 0079-09-11"}},
		{"beyond four digits", []string{"Y-999999999999999999", "Y999999999999999999"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var dates []edtf.Date
			for _, text := range test.dates {
				dates = append(dates, parsed(t, text))
			}
			_, spans := occurrencesOf(t, dates)
			a := newAxis(testSheet(), spans, testLeft, testRight)
			var got []string
			for _, s := range a.stretches {
				got = append(got, s.from.String()+" "+s.until.String())
			}
			if diff := cmp.Diff(test.want, got); test.want != nil && diff != "" {
				t.Error(diff)
			}
			if len(a.ticks(a.stretches[0])) == 0 || !a.legible() {
				t.Errorf("the axis cannot be read: %+v", a)
			}
		})
	}
}
