package words

import (
	"relgraph/graph"
	"relgraph/sources"
)

// Known says in one sentence how well a contact is evidenced, and by whom: "One side says so on record: Assad's
// government. The other side is silent in these documents." It is what a reader is told beside a line, where
// [EvidenceWords.Means] is for a legend.
func (v EvidenceWords) Known(d *sources.Dossier, c *graph.Contact) string {
	documents := map[sources.DocumentID]bool{}
	for _, cl := range c.Claims {
		if cl.Stance.Supports() && cl.Document != "" {
			documents[cl.Document] = true
		}
	}
	other := map[graph.Answer]string{graph.NoComment: "nocomment", graph.Denies: "denies",
		graph.Silent: "silent"}[c.OtherSide]
	who := ""
	switch c.State {
	case graph.ConfirmedByBoth, graph.ConfirmedByOne:
		who = v.And(Namer(Full).each(d, c.ConfirmedBy))
	case graph.Disputed, graph.Denied:
		who = v.Facts(v.speakers(d, c, sources.Stance.Contradicts)...)
	case graph.Unreported:
		who = v.Facts(v.speakers(d, c, func(s sources.Stance) bool { return s == sources.NoComment })...)
	default:
		who = v.Semicolons(v.begin(d, c)...)
	}
	return v.Say("page.known."+c.State.String(), "n", len(documents), "origins", c.Origins.Max, "range",
		c.Origins.Range(), "who", who, "other", other)
}

// begin names those with whom the information about a contact begins, each once.
func (v EvidenceWords) begin(d *sources.Dossier, c *graph.Contact) []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range c.Evidence().Tellings() {
		if name := ActorWords(v).Speaker(d, t.Speaker, Full); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// speakers names who takes a stance on a contact, each once.
func (v EvidenceWords) speakers(d *sources.Dossier, c *graph.Contact, takes func(sources.Stance) bool) []string {
	var names []string
	seen := map[string]bool{}
	for _, cl := range c.Claims {
		if !takes(cl.Stance) {
			continue
		}
		if name := ActorWords(v).Source(d, cl); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// Answers says what parties who do not confirm a contact say of it: who denies it and who does not comment. Where
// nobody does either, it says that, as something that these documents do not have. It is "" for a contact whose
// [EvidenceWords.Known] says as much.
func (v EvidenceWords) Answers(d *sources.Dossier, c *graph.Contact) string {
	if c.State.Confirmed() || c.IsTie() || len(c.StandsFor) > 0 {
		return ""
	}
	says := ""
	for _, s := range []sources.Stance{sources.Denies, sources.NoComment} {
		who := v.speakers(d, c, func(stance sources.Stance) bool { return stance == s })
		switch {
		case who == nil:
		case s == sources.Denies:
			says = sentences(says, v.Say("page.answer.denies", "who", v.And(who)))
		default:
			says = sentences(says, v.Say("page.answer.no-comment", "who", v.And(who)))
		}
	}
	if says == "" {
		return v.Say("page.answer.none")
	}
	return says
}
