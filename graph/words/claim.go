package words

import "relgraph/sources"

// Stance is what a document does with a contact: "reports", "denies".
func (v Voice) Stance(s sources.Stance) string { return v.Say("stance." + s.String()) }

// Channel says how a claim has the contact go: "via A, B", "direct", "unknown", "" if nothing is told.
func (v Voice) Channel(d *sources.Dossier, cl *sources.Claim) string {
	switch c := cl.Channel; {
	case c.Direct:
		return v.Say("channel.direct")
	case c.Unknown:
		return v.Say("channel.unknown")
	case len(c.Via) > 0:
		return v.Say("label.via", "actors", v.Names(d, c.Via, Full))
	}
	return ""
}

// Modality is the word for a modality.
func (v Voice) Modality(m sources.Modality) string { return v.Say("modality." + m.String()) }

// Contradicted says who contradicts a contact by a claim, and how: "denied by X".
func (v Voice) Contradicted(d *sources.Dossier, cl *sources.Claim) string {
	how := "disputes"
	if cl.Stance == sources.Denies {
		how = "denies"
	}
	return v.Say("claim.contradicted", "how", how, "who", v.Source(d, cl))
}

// Statement is what a claim says, in its own summary or, without one, by its cells: "A to B, warning, Sep 2014
// (denies)".
func (v Voice) Statement(d *sources.Dossier, cl *sources.Claim) string {
	if cl.Summary != "" {
		return cl.Summary
	}
	return v.cells(d, cl, Full)
}

// cells says a claim by its cells.
func (v Voice) cells(d *sources.Dossier, cl *sources.Claim, name Naming) string {
	says := v.Facts(v.between(d, cl, name), v.KindSaid(d, cl), v.Date(cl.Date))
	if cl.Stance != sources.Reports {
		says = v.Say("claim.with-stance", "says", says, "stance", v.Stance(cl.Stance))
	}
	return says
}

// between names the parties of a claim.
func (v Voice) between(d *sources.Dossier, cl *sources.Claim, name Naming) string {
	if len(cl.Recipients) == 0 {
		return v.Names(d, cl.Actors, name)
	}
	return v.Say("contact.parties", "how", direction(cl.Directed), "from", v.Names(d, cl.Actors, name), "to",
		v.Names(d, cl.Recipients, name))
}

// Claim says a claim in full: its id, what the document does and how it hedges, the summary, who told whom, and where
// the passage stands. mark is the number of its source in a figure.
func (v Voice) Claim(d *sources.Dossier, cl *sources.Claim, mark string) string {
	modality, hedge := "", ""
	if cl.Modality != sources.Happened {
		modality = v.Modality(cl.Modality)
	}
	if cl.Hedge != "" {
		hedge = v.Quote(cl.Hedge)
	}
	head := v.Facts(v.Say("claim.says", "claim", string(cl.ID), "stance", v.Stance(cl.Stance)), modality, hedge,
		v.Date(cl.Date))
	says := v.sentences(v.Say("sentence", "text", head), cl.Summary)
	if doc := d.Document(cl.Document); doc != nil {
		says = v.sentences(says, v.Say("claim.told-by", "chain", v.ToldBy(d, cl, Short)),
			v.Say("claim.source", "mark", mark, "where", v.Facts(v.Document(doc), cl.Locator, doc.URL)))
	}
	return says
}

// sentences sets whole sentences one after the other, those that are not blank.
func (v Voice) sentences(list ...string) string {
	text := ""
	for _, s := range list {
		if text != "" && s != "" {
			text += " "
		}
		text += s
	}
	return text
}
