package main

import (
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// The records are the JSON forms of list and explain. Field names are the columns of the dossier.

type actorJSON struct {
	ID        sources.ActorID   `json:"id"`
	Name      string            `json:"name"`
	Short     string            `json:"short,omitempty"`
	Role      string            `json:"role,omitempty"`
	Kind      string            `json:"kind,omitempty"`
	Alias     []string          `json:"alias,omitempty"`
	PartOf    []sources.ActorID `json:"part_of,omitempty"`
	Country   string            `json:"country,omitempty"`
	Side      string            `json:"side,omitempty"`
	Wikidata  string            `json:"wikidata,omitempty"`
	SameAs    []string          `json:"same_as,omitempty"`
	NotSameAs []sources.ActorID `json:"not_same_as,omitempty"`
	Note      string            `json:"note,omitempty"`
	Contacts  int               `json:"contacts"`
	Extra     map[string]string `json:"extra,omitempty"`
}

func actorRecord(g *graph.Graph, a *sources.Actor) actorJSON {
	return actorJSON{a.ID, a.Name, a.Short, a.Role, a.Kind.String(), a.Aliases, a.PartOf, a.Country, a.Side, a.Wikidata, a.SameAs, a.NotSameAs,
		a.Note, contactCount(g, a.ID), extra(a.Extra)}
}

type documentJSON struct {
	ID          sources.DocumentID   `json:"id"`
	Title       string               `json:"title,omitempty"`
	URL         string               `json:"url,omitempty"`
	Type        string               `json:"type,omitempty"`
	Publisher   string               `json:"publisher,omitempty"`
	Author      []string             `json:"author,omitempty"`
	Issued      edtf.Date            `json:"issued,omitzero"`
	Accessed    edtf.Date            `json:"accessed,omitzero"`
	Language    string               `json:"language,omitempty"`
	ArchiveURL  string               `json:"archive_url,omitempty"`
	DerivedFrom []sources.DocumentID `json:"derived_from,omitempty"`
	Reliability string               `json:"reliability,omitempty"`
	SHA256      string               `json:"sha256,omitempty"`
	Note        string               `json:"note,omitempty"`
	Extra       map[string]string    `json:"extra,omitempty"`
}

func documentRecord(d *sources.Document) documentJSON {
	return documentJSON{d.ID, d.Title, d.URL, d.Type, d.Publisher, d.Author, d.Issued, d.Accessed, d.Language, d.ArchiveURL, d.DerivedFrom,
		d.Reliability, d.SHA256, d.Note, extra(d.Extra)}
}

type claimJSON struct {
	ID         sources.ClaimID    `json:"id"`
	Actor      []sources.ActorID  `json:"actor"`
	Recipient  []sources.ActorID  `json:"recipient,omitempty"`
	Document   sources.DocumentID `json:"document,omitempty"`
	Kind       string             `json:"kind"`
	Directed   bool               `json:"directed"`
	Date       edtf.Date          `json:"date,omitzero"`
	Place      []string           `json:"place,omitempty"`
	Channel    string             `json:"channel,omitempty"`
	Modality   string             `json:"modality"`
	Stance     string             `json:"stance"`
	AssertedBy string             `json:"asserted_by,omitempty"`
	Hedge      string             `json:"hedge,omitempty"`
	About      string             `json:"about,omitempty"`
	Locator    string             `json:"locator,omitempty"`
	Anchor     string             `json:"anchor,omitempty"`
	Label      string             `json:"label,omitempty"`
	Summary    string             `json:"summary,omitempty"`
	CheckedBy  string             `json:"checked_by,omitempty"`
	CheckedOn  edtf.Date          `json:"checked_on,omitzero"`
	CheckedRow string             `json:"checked_row,omitempty"`
	Doubt      string             `json:"doubt,omitempty"`
	Note       string             `json:"note,omitempty"`
	Extra      map[string]string  `json:"extra,omitempty"`
	Row        string             `json:"row"`
}

func claimRecord(c *sources.Claim) claimJSON {
	return claimJSON{c.ID, c.Actors, c.Recipients, c.Document, c.KindWord(), c.Directed, c.Date, c.Places, c.Channel.String(), c.Modality.String(),
		c.Stance.String(), c.AssertedBy.String(), c.Hedge, c.About, c.Locator, c.Anchor.String(), c.Label, c.Summary, c.CheckedBy, c.CheckedOn,
		c.CheckedRow, c.Doubt, c.Note, extra(c.Extra), c.Pos().String()}
}

type contactJSON struct {
	ID          sources.ContactID    `json:"id"`
	From        sources.ActorID      `json:"from"`
	To          sources.ActorID      `json:"to"`
	Directed    bool                 `json:"directed"`
	Kind        string               `json:"kind"`
	Label       string               `json:"label"`
	State       string               `json:"state"`
	Modality    string               `json:"modality"`
	Dates       []edtf.Date          `json:"dates"`
	When        string               `json:"when,omitempty"`
	Event       string               `json:"event,omitempty"`        // what tells it from others of its members and kind: the id that rows give it, or its date
	Members     []sources.ActorID    `json:"members"`                // the parties, two or more, From and To first
	ConfirmedBy []sources.ActorID    `json:"confirmed_by,omitempty"` // the parties that say so on record
	OtherSide   string               `json:"other_side,omitempty"`   // what the others say then: confirms, denies, no comment, silent
	Doubted     bool                 `json:"doubted,omitempty"`      // a checker doubts one of the rows
	StandsFor   []sources.ContactID  `json:"stands_for,omitempty"`   // the contacts that a line of a roll-up shows
	Met         []sources.ActorID    `json:"met,omitempty"`          // who was in contact where a roll-up shows others
	Perhaps     bool                 `json:"perhaps,omitempty"`      // it may lie outside the time asked for
	Origins     originsJSON          `json:"origins"`
	Documents   []sources.DocumentID `json:"documents"`
	Claims      []claimJSON          `json:"claims"`
}

type originsJSON struct {
	Min  int          `json:"min"`
	Max  int          `json:"max"`
	List []originJSON `json:"list"`
}

type originJSON struct {
	Actor    sources.ActorID    `json:"actor,omitempty"`
	Speaker  string             `json:"speaker,omitempty"`
	Document sources.DocumentID `json:"document,omitempty"`
	Unnamed  bool               `json:"unnamed,omitempty"`
}

func contactRecord(c *graph.Contact) contactJSON {
	r := contactJSON{
		ID: c.ID, From: c.From, To: c.To, Directed: c.Directed, Kind: c.Relation(), Label: c.Label(), State: c.State.String(),
		Modality: c.Modality.String(), Dates: append([]edtf.Date{}, c.Dates()...), When: words.English().When(c), Perhaps: c.Perhaps,
		Event: c.Event, Members: c.Members, ConfirmedBy: c.ConfirmedBy, OtherSide: c.OtherSide.String(), Doubted: c.Doubted(), Met: c.Met(),
		Origins:   originsJSON{Min: c.Origins.Min, Max: c.Origins.Max, List: []originJSON{}},
		Documents: append([]sources.DocumentID{}, c.Documents()...),
	}
	for _, m := range c.StandsFor {
		r.StandsFor = append(r.StandsFor, m.ID)
	}
	for _, o := range c.Origins.List {
		r.Origins.List = append(r.Origins.List, originJSON(o))
	}
	for _, cl := range c.Claims {
		r.Claims = append(r.Claims, claimRecord(cl))
	}
	return r
}

func extra(fields []sources.Field) map[string]string {
	if len(fields) == 0 {
		return nil
	}
	m := map[string]string{}
	for _, f := range fields {
		m[f.Name] = f.Value
	}
	return m
}
