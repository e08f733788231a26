package answers

import (
	"relgraph/graph"
	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Row is one row of the dossier: an object with a member for each column that says something, by the column's name
// and in the order of the table. A list is an array; where a blank cell has a meaning, such as the stance "reports",
// that is written out. What a row adds to its cells is said where it is made.
type Row []Member

// A Member is one of an object's.
type Member struct {
	Name  string
	Value any
}

// rowOf is a row with the cells of all columns that may leave this machine, and the columns of the owner's in "extra".
func rowOf[R any](columns []sources.ColumnOf[R], r *R, extra []sources.Field) Row {
	row := make(Row, 0, 16)
	for i := range columns {
		c := &columns[i]
		if c.Reach == sources.Local {
			continue
		}
		switch text := c.Text(r); {
		case c.List && text != "":
			if values := c.Values(r); len(values) > 0 {
				row = append(row, Member{c.Name, values})
			}
		case c.List:
		case text != "":
			row = append(row, Member{c.Name, text})
		case c.Blank != "":
			row = append(row, Member{c.Name, c.Blank})
		}
	}
	if len(extra) > 0 {
		own := map[string]string{}
		for _, f := range extra {
			own[f.Name] = f.Value
		}
		row = append(row, Member{"extra", own})
	}
	return row
}

// ActorRow is an actor's row, and in "contacts" how many contacts a figure draws at the actor, ties not counted.
func ActorRow(g *graph.Graph, a *sources.Actor) Row {
	return append(rowOf(sources.ActorColumns(), a, a.Extra), Member{"contacts", contactCount(g, a.ID)})
}

// DocumentRow is a document's row.
func DocumentRow(d *sources.Document) Row { return rowOf(sources.DocumentColumns(), d, d.Extra) }

// ClaimRow is a claim's row, in "directed" whether it goes one way and in "mutual" whether both ways, as the row says
// or its kind implies, and in "row" where it stands.
func ClaimRow(c *sources.Claim) Row {
	return append(rowOf(sources.ClaimColumns(), c, c.Detail().Extra), Member{"directed", c.Directed},
		Member{"mutual", c.Mutual}, Member{"row", c.Pos().String()})
}

// A Contact is what claims add up to.
type Contact struct {
	ID       sources.ContactID `json:"id"`
	From     sources.ActorID   `json:"from"` // the first of the members; who acts, if directed
	To       sources.ActorID   `json:"to"`
	Directed bool              `json:"directed"`
	Mutual   bool              `json:"mutual"` // both sides acted; if neither this nor directed, nobody tells the direction
	Kind     string            `json:"kind"`
	Label    string            `json:"label"`
	State    string            `json:"state"`
	Modality string            `json:"modality"`
	Dates    []edtf.Date       `json:"dates"`
	When     string            `json:"when,omitempty"` // the dates in words
	// what tells it from others of its members and kind: the id that rows give it, or its date
	Event       string            `json:"event,omitempty"`
	Members     []sources.ActorID `json:"members"`                // the parties, two or more, From and To first
	ConfirmedBy []sources.ActorID `json:"confirmed_by,omitempty"` // the parties that say so on record
	// what the others say then: confirms, denies, no comment, silent
	OtherSide string `json:"other_side,omitempty"`
	// what each of the members says on record, where any says something
	Answers   []Saying             `json:"answers,omitempty"`
	Doubted   bool                 `json:"doubted,omitempty"`    // a checker doubts one of the rows
	StandsFor []sources.ContactID  `json:"stands_for,omitempty"` // the contacts that a line of a roll-up shows
	Met       []sources.ActorID    `json:"met,omitempty"`        // who was in contact where a roll-up shows others
	Perhaps   bool                 `json:"perhaps,omitempty"`    // it may lie outside the time asked for
	Origins   Origins              `json:"origins"`
	Documents []sources.DocumentID `json:"documents"`
	Claims    []Row                `json:"claims"`
}

// A Saying is what a party to a contact says of it on record.
type Saying struct {
	Actor sources.ActorID `json:"actor"`
	Says  string          `json:"says"` // confirms, denies, no comment, silent
	// of whom it speaks that confirms: itself, others; absent if nobody tells who acted
	Of string `json:"of,omitempty"`
	// who confirms in its place: its government, another of the same body
	Through sources.ActorID `json:"through,omitempty"`
}

// Origins say where the information first comes from: at least Min and at most Max that are independent.
type Origins struct {
	Min  int      `json:"min"`
	Max  int      `json:"max"`
	List []Origin `json:"list"`
}

// An Origin is a speaker or a document.
type Origin struct {
	Actor    sources.ActorID    `json:"actor,omitempty"`
	Speaker  string             `json:"speaker,omitempty"`
	Document sources.DocumentID `json:"document,omitempty"`
	Unnamed  bool               `json:"unnamed,omitempty"` // it keeps its name back, or the document names none
}

// ContactRecord is a contact or tie as JSON has it.
func ContactRecord(c *graph.Contact) Contact {
	r := Contact{
		ID: c.ID, From: c.From, To: c.To, Directed: c.Directed, Mutual: bothWays(c), Kind: c.Naming().Relation(),
		Label: c.Naming().Label(), State: c.State.String(),
		Modality: c.Modality.String(), Dates: append([]edtf.Date{}, c.When().Dates()...),
		When:    words.English().Contacts.When(c),
		Perhaps: c.Perhaps,
		Event:   c.Event, Members: c.Members, ConfirmedBy: c.ConfirmedBy, OtherSide: c.OtherSide.String(),
		Doubted: c.Evidence().Doubted(), Met: c.Parties().Met(),
		Origins:   Origins{Min: c.Origins.Min, Max: c.Origins.Max, List: []Origin{}},
		Documents: append([]sources.DocumentID{}, c.Evidence().Documents()...), Claims: claimRows(c.Claims),
	}
	for _, s := range c.Evidence().Answers() {
		r.Answers = append(r.Answers, Saying{s.Party, s.Answer.String(), s.Of.String(), s.Through})
	}
	for _, m := range c.StandsFor {
		r.StandsFor = append(r.StandsFor, m.ID)
	}
	for _, o := range c.Origins.List {
		r.Origins.List = append(r.Origins.List, Origin(o))
	}
	return r
}

// bothWays tells whether a contact is drawn with an arrowhead at both ends.
func bothWays(c *graph.Contact) bool {
	to, from := c.Arrows()
	return to && from
}

func claimRows(claims []*sources.Claim) []Row {
	rows := make([]Row, len(claims))
	for i, cl := range claims {
		rows[i] = ClaimRow(cl)
	}
	return rows
}

func contactRecords(contacts []*graph.Contact) []Contact {
	records := make([]Contact, len(contacts))
	for i, c := range contacts {
		records[i] = ContactRecord(c)
	}
	return records
}
