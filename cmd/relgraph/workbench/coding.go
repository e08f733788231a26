package workbench

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"relgraph/cmd/relgraph/desk"
	"relgraph/graph/words"
	"relgraph/sources"
)

// Codings is what somebody has still to code who has not seen the rows. Of these it tells no more than which passages
// there are.
type Codings struct {
	Version   int       `json:"version"`
	Fixed     string    `json:"fixed,omitempty"` // why nothing can be coded
	Passages  []Passage `json:"passages"`        // those that are due
	Coded     int       `json:"coded"`           // by this person
	Documents []Whole   `json:"documents"`       // to go through as a whole
}

// Passage is one of a row, without a word of the row.
type Passage struct {
	ID       sources.ClaimID `json:"id"`
	Document string          `json:"document"`
}

// Whole is a document in which somebody marks passages themselves.
type Whole struct {
	ID    sources.DocumentID `json:"id"`
	Name  string             `json:"name"`
	Ended bool               `json:"ended,omitempty"` // it was gone through to its end
	Seen  bool               `json:"seen,omitempty"`  // this person checked rows of it, and so has seen them
	Coded int                `json:"coded"`           // passages that this person marked in it
}

// Coding is a passage, or a whole document, with what is asked about it.
type Coding struct {
	Version  int                `json:"version"`
	ID       sources.ClaimID    `json:"id,omitempty"`
	Whole    sources.DocumentID `json:"whole,omitempty"`
	Seen     string             `json:"seen,omitempty"` // comes back with the answers
	Document string             `json:"document"`
	Nth      int                `json:"nth,omitempty"` // of the rows on this passage, if there are several
	Rows     int                `json:"rows,omitempty"`
	Text     []Paragraph        `json:"text"`
	Start    int                `json:"start"`
	Length   int                `json:"length"`
	Asked    []Asked            `json:"asked"` // one for a passage, one a class for a document
	Actors   []Name             `json:"actors"`
	Kinds    []string           `json:"kinds"`
}

// Asked are the questions about a passage that tells of a contact, or of a tie.
type Asked struct {
	Class   string   `json:"class"`
	Entries []Prompt `json:"entries"`
}

// Prompt is one question.
type Prompt struct {
	Column string   `json:"column"`
	Ask    string   `json:"ask"`
	Hint   string   `json:"hint,omitempty"`
	Blank  string   `json:"blank"`           // what no answer means
	Words  []string `json:"words,omitempty"` // what an answer may be, if that is a closed list
	If     []string `json:"if,omitempty"`    // asked only of passages of these stances
}

// Name is an actor that an answer may name.
type Name struct {
	ID   sources.ActorID `json:"id"`
	Name string          `json:"name"`
}

// classes are what a passage may tell of, by the words of requests.
var classes = map[string]sources.Class{"contact": sources.ContactClass, "tie": sources.TieClass}

// A codingDesk is the side of the bench at which passages are coded by somebody who does not see the rows.
type codingDesk struct{ *Bench }

// coder is who codes, by the name that they gave.
func (b codingDesk) coder(by string) (string, error) {
	by = strings.TrimSpace(by)
	switch {
	case b.desk == nil:
		return "", refused(http.StatusConflict, "the dossier has errors: they have to be put right before passages are "+
			"coded")
	case b.setup.Uncodable != "":
		return "", refused(http.StatusForbidden, "%s", b.setup.Uncodable)
	case by == "":
		return "", refused(http.StatusUnprocessableEntity, "no name: want yours, since the coding will say whose it is")
	}
	return by, nil
}

func (b codingDesk) codings(r *http.Request) (any, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	by, err := b.coder(r.URL.Query().Get("by"))
	if err != nil {
		return nil, err
	}
	list := Codings{Version: Version, Passages: []Passage{}, Documents: []Whole{}}
	if b.passages == nil {
		list.Fixed = "no folder of copies: start relgraph serve with --documents DIR to code passages"
		return list, nil
	}
	d := b.desk.Dossier()
	marked := map[sources.DocumentID]int{}
	for i := range d.Codings {
		switch c := &d.Codings[i]; {
		case c.Coder != by || c.Ends():
		case c.Claim != "":
			list.Coded++
		default:
			marked[c.Document]++
		}
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		if b.desk.Coder(by).Uncoded(c, b.passages) {
			list.Passages = append(list.Passages, Passage{c.ID, nameOf(d.Document(c.Document))})
		}
	}
	for i := range d.Documents {
		doc := &d.Documents[i]
		if _, err := b.text(doc); err != nil {
			continue
		}
		list.Documents = append(list.Documents, Whole{doc.ID, nameOf(doc), b.desk.Coder(by).Ended(doc.ID),
			b.desk.Coder(by).Seen(doc.ID), marked[doc.ID]})
	}
	return list, nil
}

func nameOf(doc *sources.Document) string {
	if doc == nil {
		return ""
	}
	return words.Voice{}.Facts(doc.Publisher, doc.Name(), words.Voice{}.Documents.Published(doc))
}

// coding is a passage of a claim, or a document, as a coder is to see it.
func (b codingDesk) coding(r *http.Request) (any, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	by, err := b.coder(r.URL.Query().Get("by"))
	if err != nil {
		return nil, err
	}
	d := b.desk.Dossier()
	shown := Coding{Version: Version, Actors: []Name{}, Kinds: sources.Kinds(), Text: []Paragraph{}}
	for i := range d.Actors {
		shown.Actors = append(shown.Actors, Name{d.Actors[i].ID, d.Actors[i].Name})
	}
	var doc *sources.Document
	if id := sources.DocumentID(r.URL.Query().Get("document")); id != "" {
		if doc, err = b.whole(id, by); err != nil {
			return nil, err
		}
		shown.Whole = doc.ID
		shown.Asked = []Asked{b.asked("contact", false), b.asked("tie", false)}
	} else {
		c, err := b.unseen(sources.ClaimID(r.URL.Query().Get("id")), by)
		if err != nil {
			return nil, err
		}
		doc = d.Document(c.Document)
		shown.ID, shown.Seen = c.ID, b.desk.Coder(by).Shown(c)
		shown.Start, shown.Length = b.passages.Place(c.ID)
		if rows := desk.OnPassage(d, c); len(rows) > 1 {
			shown.Nth, shown.Rows = slices.Index(rows, c)+1, len(rows)
		}
		shown.Asked = []Asked{b.asked(classOf(d, c), true)}
	}
	shown.Document = nameOf(doc)
	text, err := b.text(doc)
	if err != nil {
		return nil, err
	}
	for _, p := range text.Parts() {
		shown.Text = append(shown.Text, Paragraph{p.Start, p.Text})
	}
	return shown, nil
}

func classOf(d *sources.Dossier, c *sources.Claim) string {
	if d.Kind(c.Kind).Class == sources.TieClass {
		return "tie"
	}
	return "contact"
}

// entries are the questions about a passage that tells of a class; of a row's passage also what it answers.
func (b codingDesk) entries(class string, ofRow bool) []desk.Prompt {
	list := desk.Prompts(b.setup.Voice, classes[class])
	if ofRow {
		list = append(list, desk.Answering(b.setup.Voice))
	}
	return list
}

func (b codingDesk) asked(class string, ofRow bool) Asked {
	a := Asked{Class: class}
	for _, e := range b.entries(class, ofRow) {
		one := Prompt{Column: e.Column, Ask: e.Ask, Hint: e.Hint, Blank: e.Blank, Words: e.Words}
		if e.Column == "about" {
			one.If = slices.DeleteFunc(slices.Clone(sources.Stances()), func(s string) bool { return !desk.Answers(s) })
		}
		a.Entries = append(a.Entries, one)
	}
	return a
}

// unseen is a claim whose passage somebody may code who has not seen the row.
func (b codingDesk) unseen(id sources.ClaimID, by string) (*sources.Claim, error) {
	c, err := b.named(id)
	switch {
	case err != nil:
		return nil, err
	case b.passages == nil || !b.passages.AtHand(c):
		return nil, refused(http.StatusNotFound, "%s: its passage is not at hand", id)
	case c.Detail().CheckedBy == by:
		return nil, refused(http.StatusForbidden, "%s has checked the row of %s and so has seen it: want somebody else",
			by, id)
	}
	return c, nil
}

// whole is a document that somebody may go through who has not seen its rows.
func (b codingDesk) whole(id sources.DocumentID, by string) (*sources.Document, error) {
	doc := b.desk.Dossier().Document(id)
	switch {
	case doc == nil:
		return nil, refused(http.StatusNotFound, "there is no document %q", id)
	case b.desk.Coder(by).Seen(id):
		return nil, refused(http.StatusForbidden, "%s has checked rows of %q and so has seen them: want somebody else, "+
			"or another document", by, id)
	}
	return doc, nil
}

// code writes what somebody made of a passage without having seen a row.
func code(ctx context.Context, bench *Bench, a Reply) (Done, error) {
	b := codingDesk{bench}
	by, err := b.coder(a.By)
	if err != nil {
		return Done{}, err
	}
	sign := desk.Signature{By: by, On: b.setup.On}
	if a.Document != "" {
		return b.codeMarked(ctx, a, sign)
	}
	if c, err := b.named(a.ID); err == nil && a.Seen != "" && b.desk.Coder(by).Shown(c) != a.Seen {
		return Done{}, desk.ErrChanged
	}
	c, err := b.unseen(a.ID, by)
	if err != nil {
		return Done{}, err
	}
	values, err := b.values(a, classOf(b.desk.Dossier(), c), true)
	if err != nil {
		return Done{}, err
	}
	if err := b.desk.Coder(sign.By).Code(ctx, c.ID, a.Seen, sign.On, values); err != nil {
		return Done{}, err
	}
	return Done{ID: c.ID, Says: fmt.Sprintf("%s: written into %s", c.ID, b.desk.CodingsFile())}, nil
}

// codeMarked writes a passage that somebody marked in a document, or that they have gone through all of it.
func (b codingDesk) codeMarked(ctx context.Context, a Reply, sign desk.Signature) (Done, error) {
	doc, err := b.whole(a.Document, sign.By)
	if err != nil {
		return Done{}, err
	}
	values := []desk.Value{{Column: "document", Text: string(doc.ID)}}
	if a.End {
		if err := b.desk.Coder(sign.By).CodeMarked(ctx, sign.On, values); err != nil {
			return Done{}, err
		}
		return Done{Says: fmt.Sprintf("written into %s: all of %s is gone through", b.desk.CodingsFile(), doc.ID)}, nil
	}
	found, widened, err := marked(b.Bench, a, doc)
	if err != nil {
		return Done{}, err
	}
	if _, known := classes[a.Class]; !known {
		return Done{}, refused(http.StatusBadRequest, "unknown class %q: want contact or tie", a.Class)
	}
	said, err := b.values(a, a.Class, false)
	if err != nil {
		return Done{}, err
	}
	if said[0].Text == "" {
		return Done{}, refused(http.StatusUnprocessableEntity, "nobody is named: want who took part")
	}
	values = append(append(values, desk.Value{Column: "anchor", Text: found.String()}), said...)
	if err := b.desk.Coder(sign.By).CodeMarked(ctx, sign.On, values); err != nil {
		return Done{}, err
	}
	return Done{Says: fmt.Sprintf("%d characters at character %d: written into %s%s", found.Length, found.Start,
		b.desk.CodingsFile(), widened)}, nil
}

// unknown says that a name is nobody's, until the coder says that the words are to be kept.
type unknown struct{ name, near string }

func (u unknown) Error() string {
	if u.near == "" {
		return fmt.Sprintf("%q is no actor of the list: send it once more to keep the words as they are", u.name)
	}
	return fmt.Sprintf("%q is no actor of the list: did you mean %s? Send it once more to keep the words as they are",
		u.name, u.near)
}

// values reads the answers to all questions. Where nobody is named, there is nothing more to say.
func (b codingDesk) values(a Reply, class string, ofRow bool) ([]desk.Value, error) {
	list := b.entries(class, ofRow)
	for column := range a.Cells {
		if !slices.ContainsFunc(list, func(e desk.Prompt) bool { return e.Column == column }) {
			return nil, refused(http.StatusBadRequest, "%q is no column that is asked about", column)
		}
	}
	keep := func(name string, near *sources.Actor) (string, error) {
		if slices.Contains(a.Keep, name) {
			return name, nil
		}
		u := unknown{name: name}
		if near != nil {
			u.near = fmt.Sprintf("%s (%s)", near.Name, near.ID)
		}
		return "", u
	}
	values := make([]desk.Value, len(list))
	stance := ""
	for i, e := range list {
		values[i].Column = e.Column
		if i > 0 && values[0].Text == "" || e.Column == "about" && !desk.Answers(stance) {
			continue
		}
		text, err := e.Read(b.desk.Dossier(), a.Cells[e.Column], keep)
		var nobody unknown
		switch {
		case errors.As(err, &nobody):
			return nil, refusal{status: http.StatusUnprocessableEntity, error: err, unknown: nobody.name}
		case err != nil:
			return nil, refused(http.StatusUnprocessableEntity, "%s: %w", e.Column, err)
		}
		values[i].Text = text
		if e.Column == "stance" {
			stance = text
		}
	}
	return values, nil
}
