package page

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/out/rows"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// Version is that of [Data]. It grows when a field is taken away or comes to mean something else.
const Version = 1

// Data is all that a page tells. It has nothing that the selection of its graph left out, and no private column that
// was not asked for.
type Data struct {
	Version   int         `json:"version"`
	Lang      string      `json:"lang"`                // of the page's own words, as BCP 47 has it
	TextLang  string      `json:"text_lang,omitempty"` // of the dossier's words, if it says so
	Direction string      `json:"direction"`           // of the page: "ltr" or "rtl"
	Title     string      `json:"title"`
	Subtitle  string      `json:"subtitle,omitempty"`
	Shown     string      `json:"shown,omitempty"` // how the contacts were chosen, and what that left out
	Notes     []string    `json:"notes"`           // how to read the page, and what it was made from
	States    []State     `json:"states"`          // those that contacts have, in the order of the model
	Kinds     []Kind      `json:"kinds"`
	Sides     []string    `json:"sides"`
	Actors    []Actor     `json:"actors"`
	Documents []Document  `json:"documents"` // those that are cited, by number
	Contacts  []Contact   `json:"contacts"`  // contacts and ties, those not drawn among them, the earliest first
	Stops     []Stop      `json:"stops"`     // of "known by"; the last is today
	Steps     []StoryStep `json:"steps,omitempty"`

	voice words.Voice
	ties  words.Noun
}

// A State that contacts of the page have.
type State struct {
	ID    string `json:"id"`
	Means string `json:"means"`
}

// A Kind of contacts.
type Kind struct {
	ID   sources.KindID `json:"id"`
	Word string         `json:"word"`
}

// An Actor that the contacts of the page name.
type Actor struct {
	ID       sources.ActorID     `json:"id"`
	Name     string              `json:"name"`
	Short    string              `json:"short"`
	Role     string              `json:"role,omitempty"`
	Aliases  []string            `json:"aliases,omitempty"`
	PartOf   string              `json:"part_of,omitempty"` // names
	Side     string              `json:"side,omitempty"`
	Contacts []sources.ContactID `json:"contacts"`       // of it
	Note     string              `json:"note,omitempty"` // only if asked for
}

// A Document that is cited.
type Document struct {
	ID       sources.DocumentID `json:"id"`
	Number   int                `json:"number"`
	Cited    string             `json:"cited"` // outlet, title, date
	Language string             `json:"language,omitempty"`
	Link     string             `json:"link,omitempty"`
	Archive  string             `json:"archive,omitempty"`
	RestsOn  string             `json:"rests_on,omitempty"`
	Passages []Passage          `json:"passages,omitempty"`
	Contacts int                `json:"contacts"`       // how many it speaks of
	Ties     int                `json:"ties,omitempty"` // likewise
	Note     string             `json:"note,omitempty"` // only if asked for
}

// A Passage of a document.
type Passage struct {
	Place string `json:"place"`
	Link  string `json:"link,omitempty"`
}

// A Contact is a row of the page.
type Contact struct {
	ID       sources.ContactID `json:"id"`
	From     string            `json:"from"` // names
	To       string            `json:"to"`
	Directed bool              `json:"directed"`
	Mutual   bool              `json:"mutual,omitempty"` // both sides acted, in one contact or, of a roll-up, in several
	Way      string            `json:"way"`              // the direction in words
	Members  []sources.ActorID `json:"members"`
	// those who face each other; of a round without sides, the first and the others
	Ends      [2][]sources.ActorID `json:"ends"`
	Via       []sources.ActorID    `json:"via,omitempty"`
	Sides     []string             `json:"sides,omitempty"`
	What      string               `json:"what"`
	Kind      sources.KindID       `json:"kind"`
	KindWord  string               `json:"kind_word"`
	Hedges    []string             `json:"hedges,omitempty"`
	When      string               `json:"when,omitempty"`
	Dates     []Interval           `json:"dates,omitempty"`
	State     string               `json:"state"`
	Known     string               `json:"known"` // a sentence: how well it is evidenced, and by whom
	Answers   string               `json:"answers,omitempty"`
	Origins   string               `json:"origins"`
	Tie       bool                 `json:"tie,omitempty"`
	Drawn     bool                 `json:"drawn,omitempty"`
	Link      bool                 `json:"link,omitempty"` // others are reached over it
	Perhaps   bool                 `json:"perhaps,omitempty"`
	Doubted   bool                 `json:"doubted,omitempty"`
	StandsFor string               `json:"stands_for,omitempty"`
	Sources   []Reference          `json:"sources,omitempty"`
	Told      []Telling            `json:"told,omitempty"`
	Claims    []Claim              `json:"claims"`
	History   []Known              `json:"history,omitempty"` // how it was known at each stop at which that changed
	Checked   Checked              `json:"checked"`
}

// A Reference is a number at a contact and where it leads.
type Reference struct {
	Mark string `json:"mark"`
	Link string `json:"link,omitempty"`
}

// Checked says how far the rows of a contact were compared with their passages.
type Checked string

// The ways of being checked.
const (
	All  Checked = "all"
	Some Checked = "some"
	None Checked = "none"
)

// An Interval is a date of a contact: from the first to the last day that it allows.
type Interval struct {
	First     *edtf.Day `json:"-"` // nil if it is open or unknown
	Last      *edtf.Day `json:"-"`
	From      string    `json:"first,omitempty"`
	Until     string    `json:"last,omitempty"`
	Uncertain bool      `json:"uncertain,omitempty"`
}

// A Claim is what one document says.
type Claim struct {
	ID        sources.ClaimID    `json:"id"`
	Document  sources.DocumentID `json:"document,omitempty"`
	Mark      string             `json:"mark,omitempty"`
	Says      string             `json:"says"`
	Stance    string             `json:"stance,omitempty"` // in words, if it does not report
	Modality  string             `json:"modality,omitempty"`
	Hedge     string             `json:"hedge,omitempty"` // in quotation marks
	Place     string             `json:"place,omitempty"`
	Link      string             `json:"link,omitempty"`
	Checked   bool               `json:"checked"`
	Checking  string             `json:"checking"`        // in words
	Stop      int                `json:"stop"`            // from which on it is known, perhaps at first
	Doubt     string             `json:"doubt,omitempty"` // only if asked for, as the following
	Note      string             `json:"note,omitempty"`
	CheckedBy string             `json:"checked_by,omitempty"`
}

// A Telling is a link of the tree of who told whom.
type Telling struct {
	Who    string    `json:"who"`
	AtHand bool      `json:"at_hand"`          // a document that is cited
	Absent string    `json:"absent,omitempty"` // of a document that is not, in words
	Marks  []string  `json:"marks,omitempty"`
	Next   []Telling `json:"next,omitempty"`
}

// A Stop is a day up to which documents are counted as known.
type Stop struct {
	Day  string   `json:"day"` // in words; "" for today
	Came []string `json:"came,omitempty"`
	day  edtf.Date
}

// Known is how a contact was known from a stop on.
type Known struct {
	Stop    int    `json:"stop"`
	State   string `json:"state,omitempty"` // "" if it was not known
	Perhaps bool   `json:"perhaps,omitempty"`
	Says    string `json:"says,omitempty"`
	Of      int    `json:"of,omitempty"` // of how many contacts it was known that a line of a roll-up stands for; else 1
}

// A StoryStep is a part of the story, with what it shows.
type StoryStep struct {
	Title    string              `json:"title"`
	Text     string              `json:"text"`
	Contacts []sources.ContactID `json:"contacts"`
}

// Of gathers what a page of the job's graph tells.
func Of(j *rows.Job, private Private, steps []StoryStep) *Data {
	b := builder{g: j.Graph, d: j.Graph.Dossier(), voice: cmp.Or(j.Voice, words.Of(j.Graph.Dossier())),
		cite: words.Cite(j.Graph), private: private}
	v := b.voice
	data := &Data{Notes: []string{}, States: []State{}, Kinds: []Kind{}, Sides: []string{}, Actors: []Actor{},
		Documents: []Document{}, Contacts: []Contact{}, voice: v, ties: words.TiesOf(b.g), Version: Version,
		Lang: v.Lang(), Direction: "ltr", Title: j.Title, Subtitle: j.Subtitle, Steps: steps}
	if v.RightToLeft() {
		data.Direction = "rtl"
	}
	if b.d.Lang != v.Lang() {
		data.TextLang = b.d.Lang
	}
	if says := v.Selections.Shown(b.g); says != "" {
		data.Shown = v.Say("sentence", "text", says)
	}
	data.Notes = append(data.Notes, v.Notes.Line(b.g))
	read := words.ReadOf(b.d, slices.Collect(b.g.All()), true)
	if says := v.Notes.SpelledOut(b.g.Whole().Dossier(), read...); says != "" {
		data.Notes = append(data.Notes, says)
	}
	if says := j.Verified.In(v); says != "" {
		data.Notes = append(data.Notes, says)
	}
	data.Notes = append(data.Notes, v.Notes.MadeFrom(b.d))
	b.history()
	data.Stops = append([]Stop{}, b.stops...)
	for c := range b.g.All() {
		data.Contacts = append(data.Contacts, b.contact(c))
	}
	slices.SortStableFunc(data.Contacts, earliest)
	b.lists(data)
	return data
}

type builder struct {
	g       *graph.Graph
	d       *sources.Dossier
	voice   words.Voice
	cite    *words.Citations
	private Private

	stops  []Stop
	known  map[sources.ContactID][]Known
	claims map[sources.ClaimID]int // the stop from which on it is known
}

// earliest orders contacts by the first day that they name, those without one last.
func earliest(a, b Contact) int {
	day := func(c Contact) (edtf.Day, bool) {
		var first edtf.Day
		known := false
		for _, t := range c.Dates {
			d := cmp.Or(t.First, t.Last)
			if d != nil && (!known || d.Before(first)) {
				first, known = *d, true
			}
		}
		return first, known
	}
	one, ok := day(a)
	other, too := day(b)
	switch {
	case ok && too:
		return one.Compare(other)
	case ok:
		return -1
	case too:
		return 1
	}
	return 0
}

func (b *builder) contact(c *graph.Contact) Contact {
	v, d := b.voice, b.d
	from, to := v.Contacts.Sides(d, c, words.Full)
	atTo, atFrom := c.Arrows()
	out := Contact{
		ID: c.ID, From: from, To: to, Directed: c.Directed, Mutual: atTo && atFrom, Way: v.Contacts.Direction(c),
		Members: c.Members, Via: c.Parties().Via(),
		What: c.Naming().Label(), Kind: c.Kind, KindWord: v.Contacts.KindOf(d, c), When: v.Contacts.When(c),
		State: c.State.String(),
		Known: v.Evidence.Known(d, c), Answers: v.Evidence.Answers(d, c),
		Origins: v.Evidence.Origins(c.Origins), Tie: c.IsTie(), Drawn: c.Drawn(), Link: (graph.Links{}).Include(c),
		Perhaps: c.Perhaps, Doubted: c.Evidence().Doubted(),
		StandsFor: v.Contacts.StandsFor(c), Told: b.tellings(c.Evidence().Tellings()), History: b.known[c.ID],
	}
	if sides := c.Parties().Sides(); len(sides) == 2 {
		out.Ends = [2][]sources.ActorID{sides[0], sides[1]}
	} else {
		out.Ends = [2][]sources.ActorID{c.Members[:1], c.Members[1:]}
	}
	for _, hedge := range c.Evidence().Hedges() {
		out.Hedges = append(out.Hedges, v.Quote(hedge))
	}
	for _, id := range c.Members {
		if side := words.Side(d.Actor(id)); side != "" && !slices.Contains(out.Sides, side) {
			out.Sides = append(out.Sides, side)
		}
	}
	for _, date := range c.When().Dates() {
		out.Dates = append(out.Dates, interval(date))
	}
	for _, r := range b.cite.Refer(c.Claims, nil) {
		out.Sources = append(out.Sources, Reference(r))
	}
	checked := 0
	for _, cl := range c.Claims {
		claim := b.claim(cl)
		if claim.Checked {
			checked++
		}
		out.Claims = append(out.Claims, claim)
	}
	switch checked {
	case 0:
		out.Checked = None
	case len(c.Claims):
		out.Checked = All
	default:
		out.Checked = Some
	}
	return out
}

func interval(date edtf.Date) Interval {
	i := Interval{Uncertain: date.Uncertain()}
	if day, ok := date.Earliest(); ok {
		i.First, i.From = &day, day.String()
	}
	if day, ok := date.Latest(); ok {
		i.Last, i.Until = &day, day.String()
	}
	return i
}

func (b *builder) claim(cl *sources.Claim) Claim {
	v := b.voice
	out := Claim{ID: cl.ID, Document: cl.Document, Mark: b.cite.Mark(cl), Says: v.Claims.Statement(b.d, cl),
		Place: cl.Locator,
		Stop:  b.claims[cl.ID]}
	// without a sentence of its own, the cells are said, the stance among them
	if cl.Stance != sources.Reports && cl.Summary != "" {
		out.Stance = v.Claims.Stance(cl.Stance)
	}
	if cl.Modality != sources.Happened {
		out.Modality = v.Claims.Modality(cl.Modality)
	}
	if cl.Detail().Hedge != "" {
		out.Hedge = v.Quote(cl.Detail().Hedge)
	}
	if doc := b.d.Document(cl.Document); doc != nil {
		out.Link = doc.PassageLink(cl)
	}
	switch checking := cl.Checking(); {
	case checking == sources.Checked && !cl.Detail().CheckedOn.IsZero():
		out.Checked, out.Checking = true, v.Say("page.checked-on", "date", v.Calendar.Date(cl.Detail().CheckedOn))
	case checking == sources.Checked:
		out.Checked, out.Checking = true, v.Say("page.checked")
	case checking == sources.Doubted:
		out.Checking = v.Say("page.doubted")
	case checking == sources.Outdated:
		out.Checking = v.Say("page.outdated")
	default:
		out.Checking = v.Say("page.unchecked")
	}
	if b.private.Doubt {
		out.Doubt = cl.Detail().Doubt
	}
	if b.private.Note {
		out.Note = cl.Detail().Note
	}
	if b.private.CheckedBy {
		out.CheckedBy = cl.Detail().CheckedBy
	}
	return out
}

func (b *builder) tellings(tree []*graph.Telling) []Telling {
	var list []Telling
	for _, t := range tree {
		one := Telling{Who: b.voice.Actors.Speaker(b.d, t.Speaker, words.Full), Next: b.tellings(t.Next)}
		if t.Document != "" {
			one.AtHand = b.cite.Of(t.Document) != nil
			if !one.AtHand {
				one.Absent = b.voice.Say("page.absent")
			}
		}
		for _, cl := range t.Claims {
			if mark := b.cite.Mark(cl); mark != "" && !slices.Contains(one.Marks, mark) {
				one.Marks = append(one.Marks, mark)
			}
		}
		list = append(list, one)
	}
	return list
}

// lists gathers what contacts refer to.
func (b *builder) lists(data *Data) {
	has := map[string]bool{}
	of := map[sources.ActorID][]sources.ContactID{}
	speaks := map[sources.DocumentID]tally{}
	for i := range data.Contacts {
		c := &data.Contacts[i]
		has["state "+c.State] = true
		for _, k := range c.History {
			has["state "+k.State] = true
		}
		if !has["kind "+string(c.Kind)] {
			has["kind "+string(c.Kind)] = true
			data.Kinds = append(data.Kinds, Kind{c.Kind, b.voice.Kind(b.d, c.Kind)})
		}
		for _, side := range c.Sides {
			if !slices.Contains(data.Sides, side) {
				data.Sides = append(data.Sides, side)
			}
		}
		for _, id := range slices.Concat(c.Members, c.Via) {
			of[id] = append(of[id], c.ID)
		}
		counted := map[sources.DocumentID]bool{}
		for _, cl := range c.Claims {
			if counted[cl.Document] {
				continue
			}
			counted[cl.Document] = true
			speaks[cl.Document] = speaks[cl.Document].and(c)
		}
	}
	for _, s := range graph.States() {
		if has["state "+s.String()] {
			data.States = append(data.States, State{s.String(), b.voice.Evidence.Means(s)})
		}
	}
	slices.SortFunc(data.Kinds, func(x, y Kind) int { return cmp.Compare(x.Word, y.Word) })
	slices.Sort(data.Sides)
	for i := range b.d.Actors {
		a := &b.d.Actors[i]
		if of[a.ID] == nil {
			continue
		}
		one := Actor{ID: a.ID, Name: a.Name, Short: a.Short, Role: a.Role, Aliases: a.Aliases,
			PartOf: b.voice.Actors.Names(b.d, a.PartOf, words.Full), Side: words.Side(a), Contacts: of[a.ID]}
		if b.private.Note {
			one.Note = a.Note
		}
		data.Actors = append(data.Actors, one)
	}
	slices.SortStableFunc(data.Actors,
		func(x, y Actor) int { return cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)) })
	for _, cited := range b.cite.List {
		data.Documents = append(data.Documents, b.document(cited, speaks[cited.Document.ID]))
	}
}

// A tally counts contacts, and ties apart from them.
type tally struct{ contacts, ties int }

func (t tally) and(c *Contact) tally {
	if c.Tie {
		t.ties++
	} else {
		t.contacts++
	}
	return t
}

func (b *builder) document(cited *words.Cited, of tally) Document {
	doc := cited.Document
	out := Document{ID: doc.ID, Number: cited.Number, Cited: b.voice.Documents.CitedInOrder(doc), Language: doc.Language,
		Contacts: of.contacts, Ties: of.ties}
	if sources.Followable(doc.URL) {
		out.Link = doc.URL
	}
	if sources.Followable(doc.ArchiveURL) {
		out.Archive = doc.ArchiveURL
	}
	if rests := b.voice.Documents.RestsOnInOrder(b.d, doc); rests != "" {
		out.RestsOn = b.voice.Say("sources.rests-on", "documents", rests)
	}
	for i, p := range cited.Passages {
		if p.Cited {
			if place := cited.Place(b.voice, i); place != "" {
				out.Passages = append(out.Passages, Passage{place, p.Link})
			}
		}
	}
	if b.private.Note {
		out.Note = doc.Note
	}
	return out
}
