package sources

import (
	"fmt"
	"slices"

	"relgraph/sources/check"
	"relgraph/sources/edtf"
)

// checkDossier adds every problem of the dossier as a whole to ds. What single cells have wrong was found when they were
// read.
func checkDossier(d *Dossier, tables []*knownTable, opts Options, ds *Diagnostics) {
	c := newChecker(d, tables, opts, ds)
	for _, rule := range dossierRules {
		rule(c)
	}
}

type checker struct {
	*Dossier
	opts     Options
	ds       *Diagnostics
	oneSheet bool // without a table of documents

	contacts map[ContactID]*Claim // the first claim of each contact that rows give an id to
	lastDays []edtf.Day           // that documents can be of, by their numbers; zero where that is not told

	// What unknown ids could have been meant to be. Nil if some of the table could not be read: then an unknown id
	// may be one of those, and is not reported.
	actorIDs, documentIDs, claimIDs, speakerIDs *suggester
}

func newChecker(d *Dossier, tables []*knownTable, opts Options, ds *Diagnostics) checker {
	c := checker{Dossier: d, opts: opts, ds: ds, oneSheet: tableOf(tables, documentTable) == nil,
		contacts: map[ContactID]*Claim{}}
	c.actorIDs, c.documentIDs = newSuggester(func(s *suggester) { s.addActors(d) }),
		newSuggester(func(s *suggester) { s.addDocuments(d) })
	c.speakerIDs = newSuggester(func(s *suggester) {
		s.addActors(d)
		s.addDocuments(d)
	})
	c.claimIDs = newSuggester(func(s *suggester) {
		for i := range d.Claims {
			s.add(string(d.Claims[i].ID))
		}
	})
	if d.documents != nil {
		c.lastDays = make([]edtf.Day, len(d.documents.records))
		for i, doc := range d.documents.records {
			c.lastDays[i], _ = doc.Issued.Latest()
		}
	}
	for i := range d.Claims {
		if id := d.Claims[i].Detail().Contact; id != "" {
			first(c.contacts, id, &d.Claims[i])
		}
	}
	partial := func(what tableKind) bool {
		return slices.ContainsFunc(tablesOf(tables, what), func(t *knownTable) bool { return t.Partial })
	}
	if partial(actorTable) {
		c.actorIDs, c.speakerIDs = nil, nil
	}
	if partial(documentTable) {
		c.documentIDs, c.speakerIDs = nil, nil
	}
	if partial(claimTable) {
		c.claimIDs = nil
	}
	return c
}

// seenFrom names the line of another row, and its file if that is not the same.
func seenFrom(here, other Pos) string {
	if here.File == other.File {
		return fmt.Sprintf("line %d", other.Line)
	}
	return fmt.Sprintf("%s:%d", other.File, other.Line)
}

// each holds every record to the rules for one.
func each[R any](records func(checker) []R, rules ...func(checker, *R)) func(checker) {
	return func(c checker) {
		all := records(c)
		for i := range all {
			for _, rule := range rules {
				rule(c, &all[i])
			}
		}
	}
}

// cells holds the cells of a table to the rules of their columns, and what its own columns hold to what any text is
// held to.
func cells[R any](c checker, s *schema[R], records []R, named func(*R) Pos) {
	var ruled []*ColumnOf[R]
	for i := range s.columns {
		if s.columns[i].rules != nil {
			ruled = append(ruled, &s.columns[i])
		}
	}
	for i := range records {
		r := &records[i]
		from, extra := s.row(r)
		tell := func(column string, f *check.Fault) {
			at := from.At(column)
			if from.t == nil {
				at = named(r)
			}
			if f.Warning {
				c.ds.Warnf(at, f.Want, "%s", f.Problem)
			} else {
				c.ds.Errorf(at, f.Want, "%s", f.Problem)
			}
		}
		for _, column := range ruled {
			for value := range column.each(r) {
				if f := firstFault(column.rules, value); f != nil {
					tell(column.Name, f)
				}
			}
		}
		for _, own := range extra {
			if f := check.Visible(own.Value); f != nil {
				tell(own.Name, f)
			}
		}
	}
}

func firstFault(rules []check.Rule, text string) *check.Fault {
	for _, rule := range rules {
		if f := rule(text); f != nil {
			return f
		}
	}
	return nil
}

func checkCodings(c checker) {
	type reading struct {
		claim ClaimID
		coder string
	}
	seen := map[reading]*Coding{}
	for i := range c.Codings {
		co := &c.Codings[i]
		switch {
		case co.Claim == "" && co.Document == "":
			c.ds.Errorf(co.At("claim"),
				`want the id of the claim whose passage was coded or, in the column "document", of the document that was `+
					`gone through`, "the row names no claim and no document")
		case co.Claim == "" && c.Document(co.Document) == nil && c.documentIDs != nil:
			c.ds.Errorf(co.At("document"), c.documentIDs.didYouMean(string(co.Document), "want the id of the "+
				"document that was gone through"), "unknown document %q", co.Document)
		case co.Claim != "" && c.Claim(co.Claim) == nil && c.claimIDs != nil:
			c.ds.Errorf(co.At("claim"), c.claimIDs.didYouMean(string(co.Claim), "want the id of the claim whose "+
				"passage was coded"), "unknown claim %q", co.Claim)
		case co.Claim != "" && co.Document != "" && c.Claim(co.Claim) != nil && c.Claim(co.Claim).Document != co.Document:
			c.ds.Errorf(co.At("document"), "want a blank cell for the passage of a claim, or no claim for a "+
				"document that was gone through as a whole", "claim %q is not of document %q", co.Claim, co.Document)
		}
		if co.Coder == "" {
			c.ds.Errorf(co.At("coder"), "want the name of who coded the passage", "no coder")
		}
		if co.CodedOn.IsInterval() {
			c.ds.Errorf(co.At("coded_on"), `want a day, such as "2026-11-22"`, "%q is an interval", co.CodedOn)
		}
		if co.Claim == "" {
			continue
		}
		one := reading{co.Claim, co.Coder}
		if twice := seen[one]; twice != nil {
			c.ds.Errorf(co.Pos(), "want each claim once for each coder", "%q coded claim %q in %s already", co.Coder,
				co.Claim, seenFrom(co.Pos(), twice.Pos()))
		}
		first(seen, one, co)
	}
}

func (c checker) knownActors(at origin, column string, ids []ActorID) {
	for _, id := range ids {
		if c.Actor(id) == nil && c.actorIDs != nil {
			c.ds.Errorf(at.At(column), c.actorIDs.didYouMean(string(id), "want an id of the actors' table"),
				"unknown actor %q", id)
		}
	}
}

// invite tells somebody who began with a sheet what would make it stronger.
func invite(c checker) {
	if len(c.Claims) == 0 {
		return
	}
	t := c.Claims[0].t
	for _, i := range []struct{ column, gain string }{
		{"date", "say when it happened"},
		{"stance", "tell reports, confirmations and denials apart"},
		{"locator", "say where in the document it stands"},
		{"checked_by", "say who checked the row"},
	} {
		if t.Column(i.column) < 0 {
			c.ds.Hintf(Pos{File: t.File, Line: 1, Column: 1}, "it would "+i.gain, "the table has no column %q", i.column)
		}
	}
}

// checkWhoseWords invites to say whose words a claim of a document that rests on others has: without a chain it counts as
// theirs, also where the document adds something of its own.
func checkWhoseWords(c checker) {
	if !slices.ContainsFunc(c.Documents, func(d Document) bool { return len(d.DerivedFrom) > 0 }) {
		return
	}
	var first *Claim
	n := 0
	for i := range c.Claims {
		cl := &c.Claims[i]
		doc := c.DocumentOf(cl)
		if len(cl.Detail().AssertedBy) > 0 || !cl.Stance.Supports() || doc == nil || len(doc.DerivedFrom) == 0 {
			continue
		}
		if n++; first == nil {
			first = cl
		}
	}
	if first == nil {
		return
	}
	from := Joined(c.DocumentOf(first).DerivedFrom, " or ")
	says := fmt.Sprintf("claim %q does not say whether its document has it from what it rests on", first.ID)
	if n > 1 {
		says = fmt.Sprintf("%d claims do not say whether their documents have it from what these rest on, the first "+
			"is %q", n, first.ID)
	}
	c.ds.Hintf(first.At("asserted_by"), fmt.Sprintf("asserted_by would tell: %s, as which it counts now, or %q for "+
		"the document's own words", from, string(first.Document)), "%s", says)
}

// repeated returns the first value that stands twice in list, or the zero value.
func repeated[T comparable](list []T) T {
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			return v
		}
	}
	var zero T
	return zero
}
