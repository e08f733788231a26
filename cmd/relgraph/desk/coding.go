package desk

import (
	"fmt"
	"slices"
	"strings"

	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
	"relgraph/sources/edtf"
)

// A Prompt is one thing that somebody says about a passage who has not seen the row that was made from it.
type Prompt struct {
	Column string
	Ask    string
	Hint   string   // how it is answered; may be blank
	Blank  string   // what no answer means
	Words  []string // what an answer may be, if that is a closed list
	none   string   // what is written for no answer
	read   reader
}

// A reader reads an answer into what is to be written. It asks keep about a name that no actor has.
type reader func(d *sources.Dossier, text string, keep Keep) (string, error)

// Keep says what is to be written for a name that no actor of the dossier has: the name itself, the id of the actor that
// was meant, or an error that is passed on. The actor near is the one that was probably meant, nil if there is none.
type Keep func(name string, near *sources.Actor) (string, error)

// Read reads an answer; what keep returns stands for names of nobody in the dossier.
func (e Prompt) Read(d *sources.Dossier, text string, keep Keep) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return e.none, nil
	}
	return e.read(d, text, keep)
}

// Prompts lists what is asked of a passage that tells of a contact, or of a tie, who told the document among it. The
// first is who took part: a passage that names nobody has nothing more to say.
func Prompts(v words.Voice, class sources.Class) []Prompt {
	actor := Prompt{Column: "actor", Ask: v.Say("desk.code.who"), Blank: v.Say("desk.code.no-contact")}
	recipient := Prompt{Column: "recipient", Ask: v.Say("desk.code.with-whom")}
	kind := Prompt{Column: "kind", Ask: v.Say("desk.code.kind"), Blank: v.Say("desk.code.any-kind")}
	date := Prompt{Column: "date", Ask: v.Say("desk.code.when"), Hint: v.Say("desk.code.dates")}
	modality := Prompt{Column: "modality", Ask: v.Say("desk.code.happened")}
	if class == sources.TieClass {
		actor.Ask, actor.Blank = v.Say("desk.code.who-belongs"), v.Say("desk.code.no-tie")
		recipient.Ask = v.Say("desk.code.to-what")
		kind.Ask, kind.Hint, kind.Blank = v.Say("desk.code.tie"), v.Say("desk.code.ties"), v.Say("desk.code.membership")
		kind.none = string(sources.AffiliationKind)
		date.Ask, date.Hint = v.Say("desk.code.held-when"), v.Say("desk.code.spans")
		modality.Ask = v.Say("desk.code.held")
	}
	actor.Hint, actor.read = v.Say("desk.code.names"), readActors
	recipient.Blank, recipient.read = v.Say("desk.code.all-named"), readActors
	kind.read = vocabulary(sources.ParseKind)
	date.Blank, date.read = v.Say("desk.code.not-told"), readDate
	modality.Blank, modality.Words, modality.read = sources.Happened.String(), sources.Modalities(),
		vocabulary(sources.ParseModality)
	return []Prompt{
		actor, recipient, kind,
		{Column: "direction", Ask: v.Say("desk.code.direction"), Blank: v.Say("desk.code.as-kind"),
			Words: sources.Directions(), read: readDirection},
		date,
		{Column: "stance", Ask: v.Say("desk.code.stance"), Blank: sources.Reports.String(), Words: sources.Stances(),
			read: vocabulary(sources.ParseStance)},
		modality,
		{Column: "hedge", Ask: v.Say("desk.code.hedge"), Blank: v.Say("desk.code.none"), read: asTyped},
		{Column: "asserted_by", Ask: v.Say("desk.code.chain"), Hint: v.Say("desk.code.chain-hint"),
			Blank: v.Say("desk.code.nobody"), read: asTyped},
		{Column: "channel", Ask: v.Say("desk.code.channel"), Hint: v.Say("desk.code.channels"),
			Blank: v.Say("desk.code.not-told"), read: readChannel},
	}
}

// Answering is asked besides of the passage of a claim, whose id the coder sees, if [Answers] says so.
func Answering(v words.Voice) Prompt {
	return Prompt{Column: "about", Ask: v.Say("desk.code.about"), Hint: v.Say("desk.code.about-hint"),
		Blank: v.Say("desk.code.cannot-be-told"), read: readAbout}
}

// Answers tells whether a passage of that stance answers something.
func Answers(stance string) bool {
	s, err := sources.ParseStance(stance)
	return err == nil && !s.Supports()
}

func asTyped(_ *sources.Dossier, text string, _ Keep) (string, error) { return text, nil }

func vocabulary[T fmt.Stringer](parse func(string) (T, error)) reader {
	return func(_ *sources.Dossier, text string, _ Keep) (string, error) {
		v, err := parse(text)
		return v.String(), err
	}
}

func readDirection(_ *sources.Dossier, text string, _ Keep) (string, error) {
	for _, word := range sources.Directions() {
		if t := strings.ToLower(text); t == word || t == word[:1] {
			return word, nil
		}
	}
	return "", fmt.Errorf("unknown direction %q: want %s", text, words.English().Or(sources.Directions()))
}

func readDate(_ *sources.Dossier, text string, _ Keep) (string, error) {
	date, err := edtf.Parse(text)
	if err != nil {
		return "", fmt.Errorf("unreadable date %w", err)
	}
	return date.String(), nil
}

// readActors finds the actors that the words mean.
func readActors(d *sources.Dossier, text string, keep Keep) (string, error) {
	var ids []string
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		a, near := d.Names().Actor(part)
		if a != nil {
			ids = append(ids, string(a.ID))
			continue
		}
		id, err := keep(part, near)
		if err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	return strings.Join(ids, "|"), nil
}

// readChannel reads what the column of channels holds, with names for ids.
func readChannel(d *sources.Dossier, text string, keep Keep) (string, error) {
	switch word, via, _ := strings.Cut(text, " "); {
	case strings.EqualFold(text, "direct"), strings.EqualFold(text, "unknown"):
		return strings.ToLower(text), nil
	case strings.EqualFold(word, "via") && via != "":
		ids, err := readActors(d, via, keep)
		return "via " + ids, err
	}
	return "", fmt.Errorf("unknown channel %q: want direct, unknown, or via somebody", text)
}

// readAbout reads the id of a claim or of a contact that rows name.
func readAbout(d *sources.Dossier, text string, _ Keep) (string, error) {
	if d.Claim(sources.ClaimID(text)) != nil ||
		text != "" &&
			slices.ContainsFunc(d.Claims, func(c sources.Claim) bool { return string(c.Detail().Contact) == text }) {
		return text, nil
	}
	return "", fmt.Errorf("there is no claim or contact %q: want an id, or nothing", text)
}

// OnPassage lists the claims that were made from the same passage as one, in their order.
func OnPassage(d *sources.Dossier, c *sources.Claim) []*sources.Claim {
	return agreement.Passages(d)[c.ID]
}
