package words

import (
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// Shown says in one sentence, without a full stop, which selections are in force and what they left out, for captions
// and metadata: "Shown: contacts of HTS since 2015; left out: 12 of 28 contacts, 3 of 9 affiliations, 20 of 44
// claims". It is "" for a graph of all claims.
func (v SelectionWords) Shown(g *graph.Graph) string {
	whole := g.Whole()
	if whole == g {
		return ""
	}
	says := ""
	for _, s := range g.View().Selections {
		if says == "" {
			says = v.wanted(whole.Dossier(), s)
		} else {
			says = v.Say("shown.of-these", "first", says, "then", v.wanted(whole.Dossier(), s))
		}
	}
	if says == "" {
		says = v.Say("shown.contacts")
	}
	left, without := v.leftOut(g), ""
	if n := len(g.View().Within); n > 0 {
		without = v.Say("shown.within", "n", n)
	}
	return v.Semicolons(v.Say("shown", "what", v.Facts(says, v.rollUp(whole.Dossier(), g.View().RollUp))),
		v.Say("shown.left-out", "what", left), without, v.hidden(g), v.restated(len(g.View().LeftOut().Restated)),
		v.uncertain(len(g.View().Uncertain())))
}

// hidden names the actors and contacts that the selections of g hide, "" if they hide none.
func (v SelectionWords) hidden(g *graph.Graph) string {
	d := g.Whole().Dossier()
	var list []string
	for _, s := range g.View().Selections {
		for _, id := range s.HiddenActors {
			list = append(list, Short(d, id))
		}
		for _, id := range s.HiddenContacts {
			if c := g.Whole().Contact(id); c != nil {
				list = append(list, ContactWords(v).InShort(d, c))
			}
		}
	}
	if list == nil {
		return ""
	}
	return v.Say("shown.hidden", "list", v.Facts(list...))
}

// InShort names a contact by its parties and what it is: "CIA and HTS (meeting)".
func (v ContactWords) InShort(d *sources.Dossier, c *graph.Contact) string {
	return v.Say("shown.one", "parties", ActorWords(v).Together(d, c.Members, Short), "what", c.Naming().Label())
}

// leftOut counts what the selections left out.
func (v SelectionWords) leftOut(g *graph.Graph) string {
	left, whole := g.View().LeftOut(), g.Whole()
	contacts, ties := 0, 0
	for c := range whole.All() {
		if c.IsTie() {
			ties++
		} else {
			contacts++
		}
	}
	var parts []string
	for _, p := range []struct {
		left, all int
		what      Noun
	}{{len(left.Contacts), contacts, Contacts}, {len(left.Affiliations), ties, TiesOf(whole)},
		{len(left.Claims), len(whole.Dossier().Claims), Claims}} {
		if p.left > 0 {
			parts = append(parts, v.Say("shown.of-all", "left", p.left, "all", v.Count(p.all, p.what)))
		}
	}
	if parts == nil {
		return v.Say("shown.nothing")
	}
	return v.Facts(parts...)
}

func (v SelectionWords) restated(n int) string {
	if n == 0 {
		return ""
	}
	return v.Say("shown.restated", "n", n)
}

func (v SelectionWords) uncertain(n int) string {
	if n == 0 {
		return ""
	}
	return v.Say("shown.uncertain", "n", n)
}

// Whole is what a side or country is called that a roll-up shows in place of its actors.
func (v SelectionWords) Whole(by graph.Level, name string) string {
	switch by {
	case graph.BySide:
		return v.Say("rollup.side", "name", name)
	case graph.ByCountry:
		return v.Say("rollup.country", "name", name)
	}
	return name
}

// StandsFor says, in a sentence, for whom what a roll-up shows stands.
func (v SelectionWords) StandsFor(parts []string) string {
	return v.Say("rollup.stands-for", "actors", v.Facts(parts...))
}

// rollUp says as what actors are shown, "" if each is shown as it is.
func (v SelectionWords) rollUp(d *sources.Dossier, r graph.RollUp) string {
	says := ""
	switch {
	case r.By == graph.ByCountry:
		says = v.Say("shown.by-country")
	case r.By == graph.BySide:
		says = v.Say("shown.by-side")
	case r.By == graph.ByPartOf && r.Levels == 1:
		says = v.Say("shown.by-whole")
	case r.By == graph.ByPartOf:
		says = v.Say("shown.by-wholes", "n", r.Levels)
	}
	if len(r.Expand) > 0 {
		says = v.Say("shown.but-for", "what", says, "actors", v.And(Namer(Short).each(d, r.Expand)))
	}
	return says
}

// wanted says what s wants: "contacts of HTS since 2015, as known by 2016". Actors have the names that figures
// give them; d is the dossier that names them.
func (v SelectionWords) wanted(d *sources.Dossier, s graph.Selection) string {
	says := v.Say("shown.contacts")
	if len(s.Kinds) > 0 {
		says = v.Say("shown.kinds", "contacts", says, "kinds", v.Or(each(s.Kinds, sources.KindID.String)))
	}
	short := func(id sources.ActorID) string { return Short(d, id) }
	switch names := each(s.Actors, short); {
	case len(names) == 0:
	case s.Hops == 0:
		says = v.Say("shown.among", "contacts", says, "actors", v.And(names))
	case s.Hops == 1:
		says = v.Say("shown.of", "contacts", says, "actors", v.Or(names))
	default:
		says = v.Say("shown.hops", "contacts", says, "actors", v.Or(names), "n", s.Hops)
	}
	if s.Between != [2]sources.ActorID{} {
		says = v.Say("shown.between", "contacts", says, "from", short(s.Between[0]), "to", short(s.Between[1]))
	}
	if len(s.Countries) > 0 {
		says = v.Say("shown.countries", "contacts", says, "countries", v.Or(each(s.Countries, strings.ToUpper)))
	}
	if len(s.Sides) > 0 {
		says = v.Say("shown.sides", "contacts", says, "sides", v.Or(s.Sides))
	}
	if len(s.States) > 0 {
		says = v.Say("shown.states", "contacts", says, "states", v.Or(each(s.States, EvidenceWords(v).State)))
	}
	if len(s.Stances) > 0 {
		says = v.Say("shown.stances", "contacts", says, "stances", v.Or(each(s.Stances, ClaimWords(v).Stance)))
	}
	return v.fromClaims(d, s, v.inTime(s, says))
}

// inTime adds what s wants of the time.
func (v SelectionWords) inTime(s graph.Selection, says string) string {
	since, until := CalendarWords(v).Date(s.Since), CalendarWords(v).Date(s.Until)
	if s.Named && s.Since == s.Until {
		says, since, until = v.Say("shown.dated-in", "contacts", says, "date", since), "", ""
	} else if s.Named {
		says = v.Say("shown.dated", "contacts", says)
	}
	if since != "" {
		says = v.Say("shown.since", "contacts", says, "date", since, "exact", exactness(s.Since.Fields()))
	}
	if until != "" {
		says = v.Say("shown.until", "contacts", says, "date", until, "exact", exactness(s.Until.Fields()))
	}
	if s.Certain {
		says = v.Say("shown.certain", "contacts", says)
	}
	if s.DropSingleOrigin {
		says = v.Say("shown.no-single-origin", "contacts", says)
	}
	switch s.Only {
	case sources.ContactClass:
		says = v.Say("shown.no-ties", "contacts", says)
	case sources.TieClass:
		says = v.Say("shown.only-ties", "contacts", says)
	}
	return says
}

// fromClaims adds which claims s goes by.
func (v SelectionWords) fromClaims(d *sources.Dossier, s graph.Selection, says string) string {
	for _, outlets := range [][]string{DocumentWords(v).named(d, s.Documents), s.Publishers} {
		if len(outlets) > 0 {
			says = v.Say("shown.through", "contacts", says, "outlets", v.Or(outlets))
		}
	}
	if !s.KnownBy.IsZero() {
		says = v.Say("shown.known-by", "contacts", says, "date", CalendarWords(v).Date(s.KnownBy), "exact",
			exactness(s.KnownBy.Fields()))
	}
	if s.Checked {
		says = v.Say("shown.checked", "contacts", says)
	}
	if s.Verified != nil {
		says = v.Say("shown.verified", "contacts", says)
	}
	for _, outlets := range [][]string{DocumentWords(v).named(d, s.DropDocuments), s.DropPublishers} {
		if len(outlets) > 0 {
			says = v.Say("shown.not-through", "contacts", says, "outlets", v.Or(outlets))
		}
	}
	return says
}

// Dropped says what s leaves out by name or by how it is evidenced, "" if nothing: "what came through The Mirror
// (mirror)".
func (v SelectionWords) Dropped(d *sources.Dossier, s graph.Selection) string {
	var parts []string
	for _, outlets := range [][]string{DocumentWords(v).named(d, s.DropDocuments), s.DropPublishers} {
		if len(outlets) > 0 {
			parts = append(parts, v.Say("dropped.through", "outlets", v.Or(outlets)))
		}
	}
	if s.DropSingleOrigin {
		parts = append(parts, v.Say("dropped.single-origin"))
	}
	return v.And(parts)
}

// named are documents by outlet and id.
func (v DocumentWords) named(d *sources.Dossier, ids []sources.DocumentID) []string {
	return each(ids, func(id sources.DocumentID) string {
		if doc := d.Document(id); doc != nil && doc.Publisher != "" {
			return v.Say("shown.document", "outlet", doc.Publisher, "document", string(id))
		}
		return string(id)
	})
}

func each[T any](values []T, word func(T) string) []string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = word(value)
	}
	return words
}
