package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/change/agreement"
	"relgraph/sources/edtf"
	"relgraph/sources/table/edit"
)

// An Entry is one thing that somebody says about a passage who has not seen the row that was made from it.
type Entry struct {
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
func (e Entry) Read(d *sources.Dossier, text string, keep Keep) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return e.none, nil
	}
	return e.read(d, text, keep)
}

// Entries lists what is asked of a passage that tells of a contact, or of a tie, who told the document among it. The
// first is who took part: a passage that names nobody has nothing more to say.
func Entries(v words.Voice, class sources.Class) []Entry {
	actor := Entry{Column: "actor", Ask: v.Say("desk.code.who"), Blank: v.Say("desk.code.no-contact")}
	recipient := Entry{Column: "recipient", Ask: v.Say("desk.code.with-whom")}
	kind := Entry{Column: "kind", Ask: v.Say("desk.code.kind"), Blank: v.Say("desk.code.any-kind")}
	date := Entry{Column: "date", Ask: v.Say("desk.code.when"), Hint: v.Say("desk.code.dates")}
	modality := Entry{Column: "modality", Ask: v.Say("desk.code.happened")}
	if class == sources.TieClass {
		actor.Ask, actor.Blank = v.Say("desk.code.who-belongs"), v.Say("desk.code.no-tie")
		recipient.Ask = v.Say("desk.code.to-what")
		kind.Ask, kind.Hint, kind.Blank = v.Say("desk.code.tie"), v.Say("desk.code.ties"), v.Say("desk.code.membership")
		kind.none = string(sources.Affiliation)
		date.Ask, date.Hint = v.Say("desk.code.held-when"), v.Say("desk.code.spans")
		modality.Ask = v.Say("desk.code.held")
	}
	actor.Hint, actor.read = v.Say("desk.code.names"), readActors
	recipient.Blank, recipient.read = v.Say("desk.code.all-named"), readActors
	kind.read = vocabulary(sources.ParseKind)
	date.Blank, date.read = v.Say("desk.code.not-told"), readDate
	modality.Blank, modality.Words, modality.read = sources.Happened.String(), sources.Modalities(),
		vocabulary(sources.ParseModality)
	return []Entry{
		actor, recipient, kind,
		{Column: "direction", Ask: v.Say("desk.code.direction"), Blank: v.Say("desk.code.as-kind"),
			Words: []string{"directed", "mutual"}, read: readDirection},
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
func Answering(v words.Voice) Entry {
	return Entry{Column: "about", Ask: v.Say("desk.code.about"), Hint: v.Say("desk.code.about-hint"),
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
	switch strings.ToLower(text) {
	case "directed", "d":
		return "directed", nil
	case "mutual", "m":
		return "mutual", nil
	}
	return "", fmt.Errorf("unknown direction %q: want directed or mutual", text)
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
		a, near := d.ActorCalled(part)
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
		slices.ContainsFunc(d.Claims, func(c sources.Claim) bool { return c.Contact != "" && string(c.Contact) == text }) {
		return text, nil
	}
	return "", fmt.Errorf("no claim or contact %q: want an id, or nothing", text)
}

// OnPassage lists the claims that were made from the same passage as one, in their order.
func OnPassage(d *sources.Dossier, c *sources.Claim) []*sources.Claim {
	return agreement.Passages(d)[c.ID]
}

// CodingsFile is the file that Code writes.
func (k *Desk) CodingsFile() string {
	return filepath.ToSlash(filepath.Join(k.name, sources.CodingsFile))
}

// Shown is a digest of what a coder is shown of a claim, its passage, and of what they have said of it already. It
// tells nothing of the row.
func (k *Desk) Shown(c *sources.Claim, coder string) string { return shownOf(k.dossier, c, coder) }

func shownOf(d *sources.Dossier, c *sources.Claim, coder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %q %q %v\n", c.ID, c.Document, c.Anchor, c.Locator, d.Kind(c.Kind).Class)
	for i := range d.Codings {
		if co := &d.Codings[i]; co.Claim == c.ID && co.Coder == coder {
			for _, column := range sources.CodingColumns() {
				fmt.Fprintf(&b, "%q %q\n", column.Name, column.Text(co))
			}
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return fmt.Sprintf("%x", sum[:8])
}

// Code writes what a second person made of a claim's passage into the table of codings, which it makes if there is
// none. The error is ErrChanged if the passage, or what this person said of it before, is no longer what Shown is the
// digest of.
func (k *Desk) Code(ctx context.Context, id sources.ClaimID, shown string, s Signature, values []Value) error {
	values = append([]Value{{"coded_on", s.On.String()}}, values...)
	cells := map[string]string{"claim": string(id), "coder": s.By}
	header := []string{"claim", "coder"}
	for _, v := range values {
		cells[v.Column] = v.Text
		header = append(header, v.Column)
	}
	return k.code(ctx, id, func(now *sources.Dossier, data []byte) ([]byte, error) {
		c := now.Claim(id)
		if c == nil || shownOf(now, c, s.By) != shown {
			return nil, ErrChanged
		}
		for i := range now.Codings {
			if c := &now.Codings[i]; c.Claim == id && c.Coder == s.By {
				return setAll(data, c.Pos(), values)
			}
		}
		return addRow(data, k.CodingsFile(), header, cells)
	})
}

// CodeMarked writes what a second person made of a passage that they marked themselves: the values say in which
// document, and where.
func (k *Desk) CodeMarked(ctx context.Context, s Signature, values []Value) error {
	cells := map[string]string{"coder": s.By, "coded_on": s.On.String()}
	header := []string{"coder", "coded_on"}
	for _, v := range values {
		if v.Text != "" || v.Column == "actor" {
			cells[v.Column] = v.Text
			header = append(header, v.Column)
		}
	}
	return k.code(ctx, "", func(_ *sources.Dossier, data []byte) ([]byte, error) {
		return addRow(data, k.CodingsFile(), header, cells)
	})
}

// code changes the table of codings.
func (k *Desk) code(ctx context.Context, about sources.ClaimID,
	change func(now *sources.Dossier, data []byte) ([]byte, error)) error {
	said := written{claim: about, file: k.CodingsFile()}
	_, err := k.write(ctx, func(now *sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		return said.file, func(data []byte) (after []byte, err error) {
			if said.old = data; data == nil {
				said.old = []byte(codingsHead)
			}
			after, err = change(now, data)
			said.new = sha256.Sum256(after)
			return after, err
		}, nil
	})
	if err == nil {
		k.written = append(k.written, said)
	}
	return err
}

// codingsHead is the head of a table of codings without a row.
const codingsHead = "claim,coder\n"

// uncode takes back the last change of the table of codings, unless somebody else has written into it since.
func (k *Desk) uncode(ctx context.Context, last written) error {
	_, err := k.write(ctx, func(*sources.Dossier) (string, func([]byte) ([]byte, error), error) {
		return last.file, func(data []byte) ([]byte, error) {
			if sha256.Sum256(data) != last.new {
				return nil, ErrChanged
			}
			return last.old, nil
		}, nil
	})
	if err == nil || errors.Is(err, ErrChanged) {
		k.written = k.written[:len(k.written)-1]
	}
	return err
}

// addRow adds a row, with the columns that the table lacks for it, or the table itself.
func addRow(data []byte, file string, header []string, cells map[string]string) (_ []byte, err error) {
	if data == nil {
		data = []byte(strings.Join(header, ",") + "\n")
	}
	for _, column := range header {
		if data, err = edit.AddColumn(data, file, column); err != nil {
			return nil, err
		}
	}
	return edit.AddRow(data, file, cells)
}
