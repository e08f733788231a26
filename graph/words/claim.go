package words

import "relgraph/sources"

// Stance is what a document does with a contact: "reports", "denies".
func (v ClaimWords) Stance(s sources.Stance) string { return v.Say("stance." + s.String()) }

// channel says how a claim has the contact go: "via A, B", "direct", "unknown", "" if nothing is told.
func (v ClaimWords) channel(d *sources.Dossier, cl *sources.Claim) string {
	switch c := cl.Detail().Channel; {
	case c.Direct:
		return v.Say("channel.direct")
	case c.Unknown:
		return v.Say("channel.unknown")
	case len(c.Via) > 0:
		return v.Say("label.via", "actors", ActorWords(v).Names(d, c.Via, Full))
	}
	return ""
}

// Modality is the word for a modality.
func (v ClaimWords) Modality(m sources.Modality) string { return v.Say("modality." + m.String()) }

// Contradicted says who contradicts a contact by a claim, and how: "denied by X".
func (v ClaimWords) Contradicted(d *sources.Dossier, cl *sources.Claim) string {
	how := "disputes"
	if cl.Stance == sources.Denies {
		how = "denies"
	}
	return v.Say("claim.contradicted", "how", how, "who", ActorWords(v).Source(d, cl))
}

// Statement is what a claim says, in its own summary or, without one, by its cells: "A to B, warning, Sep 2014
// (denies)".
func (v ClaimWords) Statement(d *sources.Dossier, cl *sources.Claim) string {
	if cl.Summary != "" {
		return cl.Summary
	}
	return v.cells(d, cl, Full)
}

// cells says a claim by its cells.
func (v ClaimWords) cells(d *sources.Dossier, cl *sources.Claim, name Namer) string {
	says := v.Facts(v.between(d, cl, name), v.kindOf(d, cl), CalendarWords(v).Date(cl.Date))
	if cl.Stance != sources.Reports {
		says = v.Say("claim.with-stance", "says", says, "stance", v.Stance(cl.Stance))
	}
	return says
}

// between names the parties of a claim.
func (v ClaimWords) between(d *sources.Dossier, cl *sources.Claim, name Namer) string {
	if len(cl.Recipients) == 0 {
		return ActorWords(v).Names(d, cl.Actors, name)
	}
	return v.Say("contact.parties", "how", direction(cl.Directed), "from", ActorWords(v).Names(d, cl.Actors, name), "to",
		ActorWords(v).Names(d, cl.Recipients, name))
}

// InFull says a claim in full: its id, what the document does and how it hedges, the summary, who told whom, and where
// the passage stands. mark is the number of its source in a figure.
func (v ClaimWords) InFull(d *sources.Dossier, cl *sources.Claim, mark string) string {
	modality, hedge := "", ""
	if cl.Modality != sources.Happened {
		modality = v.Modality(cl.Modality)
	}
	if cl.Detail().Hedge != "" {
		hedge = v.Quote(cl.Detail().Hedge)
	}
	head := v.Facts(v.Say("claim.says", "claim", string(cl.ID), "stance", v.Stance(cl.Stance)), modality, hedge,
		CalendarWords(v).Date(cl.Date))
	says := sentences(v.Say("sentence", "text", head), cl.Summary)
	if doc := d.DocumentOf(cl); doc != nil {
		says = sentences(says, v.Say("claim.told-by", "chain", ActorWords(v).ToldBy(d, cl, Short)),
			v.Say("claim.source", "mark", mark, "where", v.Facts(DocumentWords(v).Cited(doc), cl.Locator, doc.URL)))
	}
	return says
}

// sentences sets whole sentences one after the other, those that are not blank.
func sentences(list ...string) string {
	text := ""
	for _, s := range list {
		if text != "" && s != "" {
			text += " "
		}
		text += s
	}
	return text
}
