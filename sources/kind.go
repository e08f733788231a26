package sources

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"relgraph/sources/table"
)

// A KindID is what a dossier calls a kind by: small letters, digits and hyphens. It is made of the owner's own word,
// whatever that is.
type KindID string

// String is the id as it stands in a table.
func (k KindID) String() string { return string(k) }

// The kinds that relgraph itself means something by: a contact of which nobody says more, and what ties an actor to a
// body.
const (
	ContactKind     KindID = "contact"
	AffiliationKind KindID = "affiliation"
)

// A Class says whether a kind is of contacts or of ties. The zero Class is not told.
type Class uint8

// The classes: a contact is an event between actors, a tie holds for a time, as ownership, family and membership do.
const (
	ContactClass Class = iota + 1
	TieClass
)

var classes = vocabulary[Class]{"class", []string{"contact", "tie"}}

// String is the word for c.
func (c Class) String() string { return classes.word(c) }

// parseClass is the only way from text to a Class; its error lists the words it knows.
func parseClass(s string) (Class, error) { return classes.parse(s) }

// A Heading says whether what a kind means goes from one actor to another.
type Heading uint8

// The headings. The zero Heading, "either", is that of a kind of which each claim has to say it.
const (
	EitherHeading   Heading = iota
	DirectedHeading         // from actor to recipient wherever a claim has one, as "owns"
	MutualHeading           // the same from both sides, as "married to"
)

var headings = vocabulary[Heading]{"direction of a kind", []string{"yes", "no"}}

// String is the word for h in the column "directed".
func (h Heading) String() string {
	if h == EitherHeading {
		return "either"
	}
	return headings.word(h)
}

// parseHeading reads "yes", "no" or "either".
func parseHeading(s string) (Heading, error) {
	if strings.EqualFold(s, "either") {
		return EitherHeading, nil
	}
	h, err := headings.parse(s)
	if err != nil {
		return h, fault{fmt.Sprintf("unknown direction of a kind %q", s),
			`want "yes" (from actor to recipient), "no" (mutual) or "either"`}
	}
	return h, nil
}

// A Kind says what sort of contact or tie documents report. Any word of a dossier's owner is one: what the table of
// kinds does not describe, and no pack that comes with relgraph, is taken as it is.
type Kind struct {
	ID                KindID
	Word              string // what stands at a line: "meeting", "owns"
	Forward, Backward string // from actor to recipient, and back: "warned", "was warned by"; Word if the table gives none
	Class             Class
	Heading           Heading
	Aliases           []string // further words for it
	Line              string   // the name of a dash pattern; blank for what the state of each contact says
	Note              string
	Described         bool // by the dossier or by a pack; otherwise class and heading are read off the word
	Extra             []Field
	origin
}

//go:embed kinds wording
var wordFiles embed.FS // words that relgraph knows, as tables

// A kindPack is a list of kinds that comes with relgraph.
type kindPack struct {
	name  string
	kinds []Kind
}

// packs are read once. The kinds of contacts come first, since words of several packs mean those.
var packs = sync.OnceValue(func() []kindPack {
	var all []kindPack
	for _, name := range []string{"contacts", "ownership", "people"} {
		pack := kindPack{name: name}
		for cell := range table.Embedded(wordFiles, "kinds/"+name+".csv") {
			k := Kind{ID: KindID(cell("id")), Word: cell("word"), Forward: cell("forward"), Backward: cell("backward"),
				Aliases: split(cell("alias"))}
			k.Class, _ = parseClass(cell("class"))
			k.Heading, _ = parseHeading(cell("directed"))
			k.describe()
			pack.kinds = append(pack.kinds, k)
		}
		all = append(all, pack)
	}
	return all
})

// KindPacks lists the names of the packs of kinds that come with relgraph.
func KindPacks() []string {
	var names []string
	for _, p := range packs() {
		names = append(names, p.name)
	}
	return names
}

// KindPack returns the kinds of a pack; none if there is no such pack.
func KindPack(name string) []Kind {
	for _, p := range packs() {
		if p.name == name {
			return slices.Clone(p.kinds)
		}
	}
	return nil
}

// Kinds lists the ids of the kinds of contacts that relgraph knows, and affiliation: what lists and completions offer.
func Kinds() []string {
	var ids []string
	for _, k := range packs()[0].kinds {
		ids = append(ids, string(k.ID))
	}
	return ids
}

// kindWords finds kinds by what cells call them.
type kindWords map[string]*Kind

// add enters a kind under its id and its words. Who came first keeps a word.
func (w kindWords) add(k *Kind) {
	for _, word := range slices.Concat([]string{string(k.ID), k.Word, k.Forward}, k.Aliases) {
		first(w, kindKey(word), k)
	}
}

// kindKey makes spellings of one word equal: "Met with", "met_with" and "met-with".
func kindKey(word string) string {
	return PlainText(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, word))
}

// wordsOf enters the kinds of packs, of all if none is named.
func wordsOf(w kindWords, names []string) {
	for _, p := range packs() {
		if len(names) == 0 || slices.Contains(names, p.name) {
			for i := range p.kinds {
				w.add(&p.kinds[i])
			}
		}
	}
}

var packWords = sync.OnceValue(func() kindWords {
	w := kindWords{}
	wordsOf(w, nil)
	return w
})

// ParseKind returns the id of the kind that a word means by itself, without a dossier that may describe it otherwise.
func ParseKind(word string) (KindID, error) {
	if kindKey(word) == "" {
		return "", fault{fmt.Sprintf("unknown kind %q", word), "want a word, such as " + strings.Join(Kinds(), ", ")}
	}
	return KindOf(word).ID, nil
}

// KindOf returns the kind that a word means by itself: one of a pack, or the word as it is. It is the kind "contact"
// for no word.
func KindOf(word string) Kind {
	if strings.TrimSpace(word) == "" {
		word = string(ContactKind)
	}
	if k := packWords()[kindKey(word)]; k != nil {
		return *k
	}
	return kindAsItIs(word)
}

// kindAsItIs makes a kind of a word that nobody describes.
func kindAsItIs(word string) Kind {
	word = strings.Join(strings.Fields(word), " ")
	class, heading, _ := readKindWord(word)
	return Kind{ID: kindID(word), Word: word, Forward: word, Backward: word, Class: class, Heading: heading}
}

// maxKindID keeps ids of kinds readable where somebody wrote a sentence.
const maxKindID = 64

// kindID makes an id of a word. Two words that differ in case and in signs alone have the same.
func kindID(word string) KindID {
	id := strings.Join(strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return !isNameRune(r) }), "-")
	if id == "" { // of signs only
		for _, r := range word {
			id += fmt.Sprintf("u%04x", r)
		}
	}
	if r := []rune(id); len(r) > maxKindID {
		sum := sha256.Sum256([]byte(id))
		id = strings.TrimRight(string(r[:maxKindID]), "-") + "-" + hex.EncodeToString(sum[:4])
	}
	return KindID(id)
}

// A kindRule says what a word in the name of a kind tells of its class and its heading.
type kindRule struct {
	class   Class
	heading Heading
}

// kindRules are read once, by where in the name the word stands: it is the "whole" of it, "any" word, the "last" one, or
// the "end" of one, as in the compounds of German.
var kindRules = sync.OnceValue(func() map[string]map[string]kindRule {
	rules := map[string]map[string]kindRule{"whole": {}, "any": {}, "end": {}, "last": {}}
	for cell := range table.Embedded(wordFiles, "kinds/words.csv") {
		var rule kindRule
		rule.class, _ = classes.parse(cell("class"))
		rule.heading, _ = headings.parse(cell("directed"))
		rules[cell("where")][kindKey(cell("word"))] = rule
	}
	return rules
})

// readKindWord tells class and heading of a kind by its words, and whether a word told the class. What no word tells
// is a tie.
func readKindWord(word string) (class Class, heading Heading, told bool) {
	rules := kindRules()
	whole := kindKey(word)
	words := strings.FieldsFunc(whole, func(r rune) bool { return !isNameRune(r) && !unicode.IsMark(r) })
	take := func(r kindRule) {
		if class == 0 {
			class = r.class
		}
		if heading == EitherHeading {
			heading = r.heading
		}
	}
	take(rules["whole"][whole])
	if last := len(words) - 1; last > 0 && class == 0 {
		if _, ok := rules["last"][words[last]]; ok { // "adviser to"
			take(rules["whole"][strings.Join(words[:last], " ")])
		}
	}
	for i, w := range words {
		r, ok := rules["any"][strings.TrimPrefix(w, arabicArticle)]
		for n := min(len(words)-i, maxPhrase); n > 0 && !ok; n-- {
			r, ok = rules["any"][strings.Join(words[i:i+n], " ")]
		}
		if !ok {
			r = compoundRule(rules["end"], w)
		}
		take(r)
	}
	if len(words) > 1 && heading == EitherHeading {
		take(rules["last"][words[len(words)-1]])
	}
	told = class != 0
	if !told {
		class = TieClass
	}
	return class, heading, told
}

// maxPhrase is how many words a rule has that stands for "any" words, at the most.
const maxPhrase = 4

// arabicArticle is written in one with its noun.
const arabicArticle = "ال"

// compoundRule is what the end of a compound tells: of "Antrittsbesuch" what "Besuch" does.
func compoundRule(ends map[string]kindRule, word string) kindRule {
	const first = 3 // letters at the least of what stands before: "Besitzung" is no "Sitzung"
	letters := []rune(word)
	for i := first; i < len(letters); i++ {
		if r, ok := ends[string(letters[i:])]; ok {
			return r
		}
	}
	return kindRule{}
}

// IsKindWord tells whether a word means a kind for certain: a pack has it, or it says itself that it is a contact or
// a tie.
func IsKindWord(word string) bool {
	if packWords()[kindKey(word)] != nil {
		return true
	}
	_, _, told := readKindWord(word)
	return told
}

// KindWithin is the word for a kind that stands in words that say more: of "denied meeting" and of "confirmed the
// meeting" it is "meeting". Without a word that is known it is what is left without the words of doubt.
func KindWithin(text string) string {
	words := textWords(WithoutDoubt(text))
	for n := min(len(words), 3); n > 0; n-- {
		for i := range words[:len(words)-n+1] {
			if part := strings.Join(words[i:i+n], " "); packWords()[kindKey(part)] != nil {
				return part
			}
		}
	}
	return strings.Join(words, " ")
}

// Kind returns the kind of that id. One that the dossier does not have is made of the id, so that it is never nil.
func (d *Dossier) Kind(id KindID) *Kind {
	if k := d.kinds[id]; k != nil {
		return k
	}
	k := KindOf(string(id))
	return &k
}

// learnKinds enters the kinds that the dossier describes, and those of the packs that it includes.
func (d decoder) learnKinds(described []Kind, include []string) {
	d.Kinds = described
	d.reader = kindReader{kindWords{}, map[KindID]*Kind{}, map[string]heardKind{}}
	for i := range d.Kinds {
		d.reader.words.add(&d.Kinds[i])
	}
	wordsOf(d.reader.words, include)
}

// A kindReader understands what the cells of a dossier call kinds.
type kindReader struct {
	words kindWords            // of kinds that the dossier or a pack describes, and of cells
	meant map[KindID]*Kind     // by cells
	heard map[string]heardKind // in cells
}

// kind returns the kind that a cell of the dossier means and the cell's own words for it.
func (w *kindReader) kind(word string) (id KindID, own string) {
	if heard, ok := w.heard[word]; ok {
		return heard.id, heard.own
	}
	id, own = w.hear(cmp.Or(word, string(ContactKind)))
	w.heard[word] = heardKind{id, own}
	return id, own
}

// A heardKind is what a word of a row was understood as.
type heardKind struct {
	id  KindID
	own string
}

func (w *kindReader) hear(word string) (id KindID, own string) {
	key := kindKey(word)
	k := w.words[key]
	if k == nil {
		as := kindAsItIs(word)
		k = &as
		w.words[key] = k
	}
	first(w.meant, k.ID, k)
	return k.ID, k.ownWord(word)
}

// indexKinds makes the look-up table. Of two kinds with one id the first counts; check reports the other.
func indexKinds(d *Dossier) {
	d.kinds = make(map[KindID]*Kind, len(d.Kinds))
	for i := range d.Kinds {
		first(d.kinds, d.Kinds[i].ID, &d.Kinds[i])
	}
}

// describe fills what a row of the table of kinds leaves blank.
func (k *Kind) describe() {
	k.Described = true
	orDefault(&k.Word, strings.ReplaceAll(string(k.ID), "-", " "))
	orDefault(&k.Forward, k.Word)
	orDefault(&k.Backward, k.Word)
	asksHeading := k.t != nil && k.Text("directed") == ""
	if k.Class != 0 && !asksHeading { // as in the packs: the words would be read to no end
		return
	}
	class, heading, _ := readKindWord(k.Word)
	orDefault(&k.Class, class)
	if asksHeading {
		k.Heading = heading
	}
}

// kind is the kind that a cell means, and the cell's own words for it where these are not its id or its word.
func (in *reading) kind(text string) (id KindID, own string) {
	if in == nil || in.dossier == nil {
		k := KindOf(text)
		return k.ID, k.ownWord(text)
	}
	return in.dossier.reader.kind(text)
}

// useKinds enters the kinds that rows mean, in the order of the rows, behind those that the dossier's table describes.
func (d decoder) useKinds() {
	used := map[KindID]bool{}
	for i := range d.Kinds {
		used[d.Kinds[i].ID] = true
	}
	use := func(id KindID) {
		if used[id] {
			return
		}
		used[id] = true
		k := d.reader.meant[id]
		if k == nil { // of blank cells
			unspecified := KindOf(string(id))
			k = &unspecified
		}
		d.Kinds = append(d.Kinds, *k)
	}
	for i := range d.Claims {
		use(d.Claims[i].Kind)
	}
	for i := range d.Codings {
		use(d.Codings[i].Kind)
	}
}

// implyDirections lets rows of kinds that go from actor to recipient do so where their direction is blank.
func (d decoder) implyDirections() {
	for i := range d.Claims {
		c := &d.Claims[i]
		c.implied = d.Kind(c.Kind).Heading
		if c.implied == DirectedHeading && len(c.Recipients) == 0 {
			c.implied = EitherHeading
		}
		if c.implied != EitherHeading && c.Text("direction") == "" {
			c.Directed, c.Mutual = c.implied == DirectedHeading, c.implied == MutualHeading
		}
	}
	for i := range d.Codings {
		c := &d.Codings[i]
		if c.implied = len(c.Recipients) > 0 && d.Kind(c.Kind).Heading == DirectedHeading; c.implied &&
			c.Text("direction") == "" {
			c.Directed = true
		}
	}
}

// OwnKinds lists the kinds that the dossier's own table describes.
func (d *Dossier) OwnKinds() []Kind { return rows(d.Kinds, (*Kind).IsOwn) }

// IsOwn tells whether a table of the kind's dossier describes it.
func (k *Kind) IsOwn() bool { return k.t != nil }

// KindWord is what the claim calls its kind: the words of its row, or the kind's id where it has none.
func (c *Claim) KindWord() string {
	if c.KindText != "" {
		return c.KindText
	}
	return string(c.Kind)
}

// linePatterns are the names of dash patterns that a kind's line can have.
func linePatterns() []string { return []string{"solid", "dashed", "dotted", "dash-dot", "long-dash"} }

// checkKinds checks the table of kinds, and asks about those that no table describes.
func checkKinds(c checker) {
	seen := map[KindID]*Kind{}
	said := map[string]*Kind{}
	for i := range c.Kinds {
		k := &c.Kinds[i]
		if k.t == nil {
			continue
		}
		checkID(c, k.origin, "kind", k.ID, seen[k.ID] != nil, func() Pos { return seen[k.ID].At("id") })
		first(seen, k.ID, k)
		if k.Line != "" && !slices.Contains(linePatterns(), k.Line) {
			c.ds.Errorf(k.At("line"), OneOf(k.Line, linePatterns()), "unknown dash pattern %q", k.Line)
		}
		for _, word := range append([]string{k.Word}, k.Aliases...) {
			if other := said[kindKey(word)]; other != nil && other.ID != k.ID {
				c.ds.Errorf(k.At("word"), "want each word for one kind", "%q means the kind %q and, in %s, %q", word,
					k.ID, seenFrom(k.Pos(), other.Pos()), other.ID)
			}
			first(said, kindKey(word), k)
		}
	}
	inviteKinds(c)
	askDirections(c)
}

// askDirections says once of which kinds rows leave open who acts, though the word has an actor and a recipient: their
// lines have no arrowhead.
func askDirections(c checker) {
	rows := map[KindID]int{}
	var first *Claim
	for i := range c.Claims {
		cl := &c.Claims[i]
		k := c.Kind(cl.Kind)
		oneWay := k.Forward != k.Backward || !k.Described
		if k.Heading != EitherHeading || k.Class != ContactClass || !oneWay || cl.Text("kind") == "" ||
			cl.Text("direction") != "" || len(cl.Recipients) == 0 || cl.Detail().CheckedBy != "" {
			continue
		}
		if rows[cl.Kind]++; first == nil {
			first = cl
		}
	}
	var open []string
	for i := range c.Kinds {
		if n := rows[c.Kinds[i].ID]; n > 0 {
			open = append(open, fmt.Sprintf("%q (%d)", c.Kinds[i].Word, n))
		}
	}
	if first != nil {
		const shown = 6
		c.ds.Hintf(first.At("direction"),
			`want "directed" or "mutual" there, or for all rows of a kind yes or no in the column `+
				`directed of kinds.csv`, "rows do not tell the direction of %s: their lines have no arrowhead",
			listed(open, shown))
	}
}

// listed joins words, the first ones of many.
func listed(words []string, most int) string {
	text := strings.Join(words[:min(len(words), most)], ", ")
	if more := len(words) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// inviteKinds names the kinds that are taken as they are, and warns of those that look like another one.
func inviteKinds(c checker) {
	firstClaim := map[KindID]*Claim{}
	for i := range c.Claims {
		first(firstClaim, c.Claims[i].Kind, &c.Claims[i])
	}
	known := map[string]KindID{}
	words := kindIndex{}
	for _, p := range packs()[:1] {
		for _, k := range p.kinds {
			known[kindKey(k.Word)] = k.ID
			words.add(kindKey(k.Word))
		}
	}
	for _, k := range c.Kinds {
		if k.Described {
			first(known, kindKey(k.Word), k.ID)
			words.add(kindKey(k.Word))
		}
	}
	var asTheyAre, untold kindsTaken
	for i := range c.Kinds {
		k := &c.Kinds[i]
		cl := firstClaim[k.ID]
		if k.Described || cl == nil {
			continue
		}
		near := words.near(kindKey(k.Word))
		if near != "" && known[near] != k.ID {
			c.ds.Warnf(cl.At("kind"), "want one word for one kind, or both described in kinds.csv",
				"the kind %q looks like %q", k.Word, near)
		}
		if IsKindWord(k.Word) || near != "" {
			asTheyAre.add(fmt.Sprintf("%q (%s)", k.Word, k.Class), cl)
		} else {
			untold.add(fmt.Sprintf("%q", k.Word), cl)
		}
		known[kindKey(k.Word)] = k.ID
		words.add(kindKey(k.Word))
	}
	if asTheyAre.words != nil {
		c.ds.Hintf(asTheyAre.at,
			"describe them in kinds.csv, with the columns id, word, forward, backward, class and directed",
			"kinds taken as they are: %s", asTheyAre)
	}
	if untold.words != nil {
		c.ds.Warnf(untold.at, "want them in kinds.csv, with contact or tie in its column class",
			"nothing tells whether these kinds are contacts, which happen, or ties, which last, and they are "+
				"taken as ties: %s", untold)
	}
}

// kindsTaken are the words of kinds that no table describes, and where the first of them stands.
type kindsTaken struct {
	words []string
	at    Pos
}

func (t *kindsTaken) add(word string, c *Claim) {
	if t.words == nil {
		t.at = c.At("kind")
	}
	t.words = append(t.words, word)
}

func (t kindsTaken) String() string {
	const shown = 6
	return listed(t.words, shown)
}

// A kindIndex looks the words of kinds up by what nearly has their letters, so that a list with a kind in each row
// stays quick.
type kindIndex map[uint64][]string

func (x kindIndex) add(word string) {
	if letters := []rune(word); len(letters) > shortName-1 {
		for _, key := range keysOf(nil, letters) {
			x[key] = append(x[key], word)
		}
	}
}

// near is the word that a kind's word was probably meant to be: one with a slip.
func (x kindIndex) near(word string) string {
	letters := []rune(word)
	if len(letters) <= shortName-1 {
		return ""
	}
	for _, key := range keysOf(nil, letters) {
		for _, w := range x[key] {
			if w != word && near(letters, []rune(w)) {
				return w
			}
		}
	}
	return ""
}

// ownWord is the text of a cell that means k, "" if that is only its id or its word.
func (k *Kind) ownWord(text string) string {
	if text == string(k.ID) || k.Described && (kindKey(text) == kindKey(string(k.ID)) || kindKey(text) == kindKey(k.Word)) {
		return ""
	}
	return text
}
