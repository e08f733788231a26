package words

import (
	"relgraph/sources"
)

// A Namer says how actors are called: Short or Full.
type Namer func(d *sources.Dossier, id sources.ActorID) string

// Short is the name that a figure gives an actor; the id of one that the dossier does not have.
func Short(d *sources.Dossier, id sources.ActorID) string {
	if a := d.Actor(id); a != nil {
		return a.Short
	}
	return string(id)
}

// Full is an actor's name in full; the id of one that the dossier does not have.
func Full(d *sources.Dossier, id sources.ActorID) string {
	if a := d.Actor(id); a != nil {
		return a.Name
	}
	return string(id)
}

// each names several.
func (name Namer) each(d *sources.Dossier, ids []sources.ActorID) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = name(d, id)
	}
	return names
}

// Names lists actors: "A, B".
func (v ActorWords) Names(d *sources.Dossier, ids []sources.ActorID, name Namer) string {
	return v.Facts(name.each(d, ids)...)
}

// Together names all of several actors: "A, B and C".
func (v ActorWords) Together(d *sources.Dossier, ids []sources.ActorID, name Namer) string {
	return v.And(name.each(d, ids))
}

// Voicing names who speaks, without saying how: an actor by name, with the words for who speaks for it: "Ministry: a
// spokeswoman"; a document by its outlet, anybody else as the dossier has it.
func (v ActorWords) Voicing(d *sources.Dossier, sp sources.Speaker, name Namer) string {
	who := speaking(d, sp, name)
	if sp.Who != "" && d.Actor(sp.Actor) != nil {
		return v.Say("speaker.for", "body", who, "who", sp.Who)
	}
	return who
}

// speaking is Voicing with no more than the body of who speaks for one.
func speaking(d *sources.Dossier, sp sources.Speaker, name Namer) string {
	if d.Actor(sp.Actor) != nil {
		return name(d, sp.Actor)
	}
	if doc := d.Document(sp.Document); doc != nil {
		return Outlet(doc)
	}
	return sp.Text
}

// Speaker names one link of a chain, and tells whether it speaks anonymously or on record: "a US official (anonymous)".
func (v ActorWords) Speaker(d *sources.Dossier, sp sources.Speaker, name Namer) string {
	who := v.Voicing(d, sp, name)
	switch {
	case sp.Anonymous:
		return v.Say("speaker.anonymous", "name", who)
	case sp.OnRecord:
		return v.Say("speaker.on-record", "name", who)
	}
	return who
}

// chain says who told whom, the origin first: "unnamed source (anonymous) > Mirror". An empty chain gives "".
func (v ActorWords) chain(d *sources.Dossier, chain sources.Chain, name Namer) string {
	said := ""
	for _, sp := range chain {
		said = v.then(said, v.Speaker(d, sp, name))
	}
	return said
}

// ToldBy is Chain down to the document that the claim stands in.
func (v ActorWords) ToldBy(d *sources.Dossier, cl *sources.Claim, name Namer) string {
	said := v.chain(d, cl.Detail().AssertedBy, name)
	n := len(cl.Detail().AssertedBy)
	if cl.Document == "" || n > 0 && cl.Detail().AssertedBy[n-1].Document == cl.Document {
		return said
	}
	last := string(cl.Document)
	if doc := d.DocumentOf(cl); doc != nil {
		last = Outlet(doc)
	}
	return v.then(said, last)
}

func (v ActorWords) then(first, last string) string {
	if first == "" {
		return last
	}
	return v.Say("chain.then", "first", first, "last", last)
}

// Source names who makes a claim: the first of its chain, else its document's outlet.
func (v ActorWords) Source(d *sources.Dossier, cl *sources.Claim) string {
	if len(cl.Detail().AssertedBy) > 0 {
		return speaking(d, cl.Detail().AssertedBy[0], Short)
	}
	if doc := d.DocumentOf(cl); doc != nil {
		return Outlet(doc)
	}
	return v.Say("source.none")
}
