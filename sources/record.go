package sources

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// The ids that rows refer to each other by.
type (
	ActorID    string
	DocumentID string
	ClaimID    string
	ContactID  string
)

// Name is what the document is called in lists: its title, or its URL if it has none.
func (d *Document) Name() string {
	if d.Title != "" {
		return d.Title
	}
	return d.URL
}

// noDetails are those of all claims that say none of it.
var noDetails = &Details{}

// Detail is what the claim says in the cells that are blank in most rows, to be read: never nil, and blank throughout
// where the claim has none, or is nil. Write on the field Details.
func (c *Claim) Detail() *Details {
	if c == nil || c.Details == nil {
		return noDetails
	}
	return c.Details
}

// HasDetails tells whether a claim has details of its own, one of which may say something. One that shares those that say
// nothing has none: who writes many rows need not ask for its columns one by one.
func HasDetails(c *Claim) bool { return c.Details != nil && c.Details != noDetails }

// ownDetails gives the claim details of its own, to be written on.
func ownDetails(c *Claim) {
	if !HasDetails(c) {
		c.Details = &Details{}
	}
}

// found are the numbers of an actor, a recipient and the document of a claim in the registers of the dossier that it
// was read for; 0 where there is none, or several.
type found struct{ actor, recipient, document number }

// Ends tells whether the coding says no more than that its coder has gone through a document to its end.
func (c *Coding) Ends() bool {
	return c.Claim == "" && c.Anchor.IsZero() && c.Locator == "" && len(c.Actors) == 0
}

// Pairs yields the pairs of actors that the claim ties, actor first. A list on a side stands on every pair; if no
// recipient is named, the actors are tied with each other.
func (c *Claim) Pairs() [][2]ActorID {
	var pairs [][2]ActorID
	if len(c.Recipients) == 0 {
		for i, a := range c.Actors {
			for _, b := range c.Actors[i+1:] {
				pairs = append(pairs, [2]ActorID{a, b})
			}
		}
		return pairs
	}
	for _, a := range c.Actors {
		for _, b := range c.Recipients {
			pairs = append(pairs, [2]ActorID{a, b})
		}
	}
	return pairs
}

// A Field is a cell of a column that relgraph does not know. It is passed through to the exports.
type Field struct{ Name, Value string }

// A Channel says how the contact went. The zero Channel is not told.
type Channel struct {
	Direct  bool
	Unknown bool // the document says that it does not know
	Via     []ActorID
}

// parseChannel reads "direct", "unknown" or "via" and actor ids.
func parseChannel(s string) (Channel, error) {
	switch strings.ToLower(s) {
	case "direct":
		return Channel{Direct: true}, nil
	case "unknown":
		return Channel{Unknown: true}, nil
	}
	if via, ok := cutVia(s); ok {
		return Channel{Via: ids[ActorID](split(via))}, nil
	}
	return Channel{}, fault{"unknown channel " + strconv.Quote(s), `want "direct", "unknown" or "via ACTOR|ACTOR"`}
}

func cutVia(s string) (actors string, ok bool) {
	word, actors, _ := strings.Cut(s, " ")
	return actors, strings.EqualFold(word, "via") && actors != ""
}

// String writes c as the cell has it.
func (c Channel) String() string {
	switch {
	case c.Direct:
		return "direct"
	case c.Unknown:
		return "unknown"
	case len(c.Via) > 0:
		return "via " + Joined(c.Via, "|")
	}
	return ""
}

// A Chain says who told whom, the origin first. The last speaker told the document that the claim stands in; an empty
// chain means that the document speaks for itself.
type Chain []Speaker

// A Speaker is one link of a chain.
type Speaker struct {
	Text      string     // as the cell has it, without the marks in brackets
	Actor     ActorID    // set if the text is an actor's id, or begins with one that the speaker speaks for
	Who       string     // of somebody who speaks for Actor and is no actor: "a spokeswoman"
	Document  DocumentID // set if the text is a document's id
	Anonymous bool
	OnRecord  bool
}

// parseChain reads speakers separated by " > ". A mark in brackets at the end of a speaker, (anonymous) or (on
// record), is read off.
func parseChain(s string) (Chain, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var chain Chain
	for part := range strings.SplitSeq(s, ">") {
		sp := Speaker{Text: strings.TrimSpace(part)}
		for marked := true; marked; {
			sp.Text, marked = sp.readMark()
		}
		if sp.Text == "" {
			return nil, fault{"a blank speaker stands in the chain " + strconv.Quote(s),
				`want speakers separated by " > ", the origin first`}
		}
		if sp.Anonymous && sp.OnRecord {
			return nil, fault{strconv.Quote(sp.Text) + " speaks both anonymously and on record", "want one of the two"}
		}
		chain = append(chain, sp)
	}
	return chain, nil
}

func (sp *Speaker) readMark() (rest string, ok bool) {
	for mark, flag := range map[string]*bool{"(anonymous)": &sp.Anonymous, "(on record)": &sp.OnRecord} {
		if at := len(sp.Text) - len(mark); at >= 0 && strings.EqualFold(sp.Text[at:], mark) {
			*flag = true
			return strings.TrimSpace(sp.Text[:at]), true
		}
	}
	return sp.Text, false
}

// unnamed finds wording that names nobody: "an unnamed diplomat", "informed sources", "a US official", "an insider".
// With a capital an Insider is a newspaper.
var unnamed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i:unnamed|anonymous|unidentified|undisclosed|\b(source|official)s?$)|\binsiders?$|^Insiders$`)
})

// speaksFor cuts "ministry: a spokeswoman" into whom somebody speaks for and who that is.
func (sp *Speaker) speaksFor() (body, who string, ok bool) {
	body, who, ok = strings.Cut(sp.Text, ":")
	body, who = strings.TrimSpace(body), strings.TrimSpace(who)
	return body, who, ok && body != "" && who != "" && !strings.HasPrefix(who, "//")
}

// speaksForNobody tells of words for somebody who speaks for an actor that the dossier does not have.
func (sp *Speaker) speaksForNobody() bool {
	_, _, ok := sp.speaksFor()
	return ok && sp.Actor == "" && sp.Document == ""
}

// namesNobody tells whether the speaker's words name nobody. Those of somebody who is in the dossier, or speaks on
// record, do.
func (sp *Speaker) namesNobody() bool {
	words := sp.Text
	if sp.Who != "" {
		words = sp.Who
	}
	return !sp.OnRecord && sp.Document == "" && (sp.Actor == "" || sp.Who != "") && unnamed().MatchString(words)
}

// String writes the chain as the cell has it.
func (c Chain) String() string {
	parts := make([]string, len(c))
	for i, sp := range c {
		parts[i] = sp.String()
	}
	return strings.Join(parts, " > ")
}

// String writes the speaker as the cell has it.
func (sp Speaker) String() string {
	switch {
	case sp.Anonymous:
		return sp.Text + " (anonymous)"
	case sp.OnRecord:
		return sp.Text + " (on record)"
	}
	return sp.Text
}

// split reads a cell of several values separated by "|".
func split(text string) []string {
	if text == "" {
		return nil
	}
	values := make([]string, 0, strings.Count(text, "|")+1)
	for v := range strings.SplitSeq(text, "|") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return nil
	}
	return values
}

func ids[T ~string](texts []string) []T {
	if texts == nil {
		return nil
	}
	out := make([]T, len(texts))
	for i, t := range texts {
		out[i] = T(t)
	}
	return out
}

// Joined is strings.Join for ids, and other texts with a type of their own.
func Joined[T ~string](values []T, sep string) string {
	if len(values) == 1 { // most often, and without room of its own
		return string(values[0])
	}
	return strings.Join(Texts(values), sep)
}

// Texts are ids, and other texts with a type of their own, without it.
func Texts[T ~string](values []T) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return texts
}
