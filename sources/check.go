package sources

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxLabel is how many words fit beside a line of a figure.
const maxLabel = 4

// check adds every problem of the dossier as a whole to ds. What single cells have wrong was found when they were read.
func (d *Dossier) check(opts Options, ds *Diagnostics) {
	c := checker{Dossier: d, opts: opts, ds: ds, rests: d.restsOn()}
	c.actors()
	c.documents()
	for i := range d.Claims {
		c.claim(&d.Claims[i])
	}
	c.repeatedClaims()
	c.nearNames()
	c.sameDocuments()
	c.invite()
}

type checker struct {
	*Dossier
	opts  Options
	ds    *Diagnostics
	rests map[DocumentID][]DocumentID
}

func (c checker) actors() {
	seen := map[ActorID]*Actor{}
	for i := range c.Actors {
		a := &c.Actors[i]
		if a.t == nil {
			continue
		}
		checkID(c, a.origin, "actor", a.ID, seen[a.ID] != nil, func() Pos { return seen[a.ID].At("id") })
		first(seen, a.ID, a)
		if a.Name == "" {
			c.ds.errorf(a.At("name"), "want the name that figures show", "actor %q has no name", a.ID)
		}
		if a.Country != "" && !countryCode.MatchString(a.Country) {
			c.ds.errorf(a.At("country"), `want two letters of ISO 3166-1, such as "GB"`, "unknown country %q", a.Country)
		}
		if a.Wikidata != "" && !wikidataID.MatchString(a.Wikidata) {
			c.ds.errorf(a.At("wikidata"), `want a Q-id, such as "Q145"`, "unknown Wikidata id %q", a.Wikidata)
		}
		c.knownActors(a.origin, "part_of", a.PartOf)
		c.knownActors(a.origin, "not_same_as", a.NotSameAs)
		if loop := loopFrom(a.ID, func(id ActorID) []ActorID {
			if b := c.Actor(id); b != nil {
				return b.PartOf
			}
			return nil
		}); loop != nil {
			c.ds.errorf(a.At("part_of"), "want one of these ties taken out", "%q is a part of itself: %s", a.ID, join(loop, " > "))
		}
	}
}

var (
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
	wikidataID  = regexp.MustCompile(`^Q[1-9][0-9]*$`)
	sha256Hex   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// checkID holds ids to what every format can carry: XML's NMTOKEN, which has letters of any script, digits and . - _ but no blank.
func checkID[T ~string](c checker, at origin, what string, id T, twice bool, firstAt func() Pos) {
	switch {
	case id == "":
		c.ds.errorf(at.At("id"), "want a short name in letters, digits and hyphens", "the %s has no id", what)
	case !isNameToken(string(id)):
		c.ds.errorf(at.At("id"), "want letters, digits, hyphens, dots and underscores only", "the id %q", string(id))
	case twice:
		c.ds.errorf(at.At("id"), "want each id once", "the %s id %q stands in line %d already", what, string(id), firstAt().Line)
	}
}

func isNameToken(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-._", r) {
			return false
		}
	}
	return s != ""
}

func (c checker) documents() {
	seen := map[DocumentID]*Document{}
	for i := range c.Documents {
		d := &c.Documents[i]
		c.address(d, "url", d.URL)
		c.address(d, "archive_url", d.ArchiveURL)
		if d.t == nil {
			continue
		}
		checkID(c, d.origin, "document", d.ID, seen[d.ID] != nil, func() Pos { return seen[d.ID].At("id") })
		first(seen, d.ID, d)
		if d.Title == "" && d.URL == "" {
			c.ds.errorf(d.At("title"), "want one of the two", "document %q has neither title nor url", d.ID)
		}
		if d.Reliability != "" && !(len(d.Reliability) == 1 && strings.Contains("ABCDEF", d.Reliability)) {
			c.ds.errorf(d.At("reliability"), "want A, B, C, D, E or F", "unknown reliability %q", d.Reliability)
		}
		if d.SHA256 != "" && !sha256Hex.MatchString(d.SHA256) {
			c.ds.errorf(d.At("sha256"), "want 64 hexadecimal digits", "the digest %q", d.SHA256)
		}
		for _, from := range d.DerivedFrom {
			if c.Document(from) == nil {
				c.ds.errorf(d.At("derived_from"), didYouMean(string(from), c.documentIDs(), "want an id of the documents' table"), "unknown document %q", from)
			}
		}
		if loop := loopFrom(d.ID, func(id DocumentID) []DocumentID { return c.rests[id] }); loop != nil {
			c.ds.errorf(d.At("derived_from"), "want one of these ties taken out", "document %q rests on itself: %s", d.ID, join(loop, " > "))
		}
	}
}

// restsOn tells which documents each document rests on, by derived_from and by the chains of its claims.
func (d *Dossier) restsOn() map[DocumentID][]DocumentID {
	rests := map[DocumentID][]DocumentID{}
	add := func(id, on DocumentID) {
		if on != "" && on != id && !slices.Contains(rests[id], on) {
			rests[id] = append(rests[id], on)
		}
	}
	for i := range d.Documents {
		for _, on := range d.Documents[i].DerivedFrom {
			add(d.Documents[i].ID, on)
		}
	}
	for i := range d.Claims {
		for _, sp := range d.Claims[i].AssertedBy {
			add(d.Claims[i].Document, sp.Document)
		}
	}
	return rests
}

// address holds URLs to what a reader can safely click. In a one-sheet dossier the cell is the claim's.
func (c checker) address(d *Document, column, text string) {
	if text == "" {
		return
	}
	at := func() Pos {
		if d.t == nil {
			return c.firstMention(d.ID)
		}
		return d.At(column)
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme != "" && u.Host == "" && u.Opaque == "" || strings.ContainsAny(text, " \t\n"):
		c.ds.errorf(at(), `want an address such as "https://example.org/page"`, "malformed URL %q", text)
	case u.Scheme != "http" && u.Scheme != "https":
		c.ds.errorf(at(), "want http or https", "the URL %q", text)
	case u.Host == "":
		c.ds.errorf(at(), `want an address such as "https://example.org/page"`, "malformed URL %q", text)
	}
}

func (c checker) firstMention(id DocumentID) Pos {
	for i := range c.Claims {
		if c.Claims[i].Document == id {
			return c.Claims[i].At("document")
		}
	}
	return Pos{}
}

func (c checker) claim(cl *Claim) {
	if cl.t.column("id") >= 0 {
		one := c.Claim(cl.ID)
		checkID(c, cl.origin, "claim", cl.ID, one != cl, func() Pos { return one.At("id") })
	}
	c.parties(cl)
	c.document(cl)
	c.dates(cl)
	c.speakers(cl)
	c.answers(cl)
	if n := len(strings.Fields(cl.Label)); n > maxLabel {
		c.ds.warnf(cl.At("label"), fmt.Sprintf("want %d at most, since it stands beside a line", maxLabel), "a label of %d words", n)
	}
	if cl.CheckedOn.IsInterval() {
		c.ds.errorf(cl.At("checked_on"), `want a day, such as "2026-11-22"`, "the interval %q", cl.CheckedOn)
	}
}

func (c checker) parties(cl *Claim) {
	c.knownActors(cl.origin, "actor", cl.Actors)
	c.knownActors(cl.origin, "recipient", cl.Recipients)
	c.knownActors(cl.origin, "channel", cl.Channel.Via)
	all := append(slices.Clone(cl.Actors), cl.Recipients...)
	switch {
	case len(cl.Actors) == 0:
		c.ds.errorf(cl.At("actor"), "want the actor whose contact this is", "no actor")
	case len(all) < 2:
		c.ds.errorf(cl.At("recipient"), "want a recipient, or a second actor", "only one party, %q", all[0])
	case len(distinct(all)) < len(all):
		c.ds.errorf(cl.At("recipient"), "want distinct actors", "%q stands on both sides or twice", repeated(all))
	}
	for _, via := range cl.Channel.Via {
		if slices.Contains(all, via) {
			c.ds.errorf(cl.At("channel"), "want somebody else as the go-between", "%q is a party itself", via)
		}
	}
	if cl.Kind == Affiliation && !cl.Directed {
		c.ds.warnf(cl.At("direction"), `want "directed", from the member to what he belongs to`, "an affiliation without a direction")
	}
}

func (c checker) document(cl *Claim) {
	switch {
	case cl.Document == "" && c.opts.AllowUnsourced:
		c.ds.warnf(cl.At("document"), "it is drawn as unsourced", "claim %q has no document", cl.ID)
	case cl.Document == "":
		c.ds.errorf(cl.At("document"), "want the document that reports it, or --allow-unsourced to draw it marked as unsourced", "no document")
	case c.Document(cl.Document) != nil:
	case strings.Contains(string(cl.Document), "|"):
		c.ds.errorf(cl.At("document"), "want one row for each document", "several documents in one cell")
	default:
		c.ds.errorf(cl.At("document"), didYouMean(string(cl.Document), c.documentIDs(), "want an id of the documents' table"), "unknown document %q", cl.Document)
	}
}

// dates compares the event with its publication: what has happened cannot begin after the last day the report can be of.
func (c checker) dates(cl *Claim) {
	doc := c.Document(cl.Document)
	if doc == nil || cl.Modality == Planned || cl.Modality == Hypothetical {
		return
	}
	began, ok1 := cl.Date.Earliest()
	issued, ok2 := doc.Issued.Latest()
	if ok1 && ok2 && issued.Before(began) {
		c.ds.errorf(cl.At("date"), `want a date before it, or the modality "planned"`, "the event of %s is after its publication, %s", cl.Date, doc.Issued)
	}
}

// speakers holds denials and confirmations to those who can give them: a party that speaks under its name.
func (c checker) speakers(cl *Claim) {
	for _, sp := range cl.AssertedBy {
		if sp.Actor == "" && sp.Document == "" && !strings.Contains(sp.Text, " ") {
			if near := nearest(sp.Text, append(c.actorIDs(), c.documentIDs()...)); near != "" {
				c.ds.warnf(cl.At("asserted_by"), fmt.Sprintf("did you mean %q?", near), "the speaker %q is neither an actor nor a document", sp.Text)
			}
		}
	}
	if doubled := repeated(speakerTexts(cl.AssertedBy)); doubled != "" {
		c.ds.errorf(cl.At("asserted_by"), "want each speaker once, the origin first", "the chain comes back to %q", doubled)
	}
	if !slices.Contains([]Stance{Confirms, Denies, NoComment}, cl.Stance) {
		return
	}
	if len(cl.AssertedBy) == 0 {
		c.ds.errorf(cl.At("asserted_by"), "want the party that speaks", "stance %q without a speaker", cl.Stance)
		return
	}
	origin := cl.AssertedBy[0]
	instead := map[Stance]string{Confirms: `, or the stance "reports"`, Denies: `, or the stance "disputes"`}[cl.Stance]
	switch {
	case origin.Anonymous:
		c.ds.errorf(cl.At("asserted_by"), "want a party on record"+instead, "%q speaks anonymously, which cannot be the stance %q", origin.Text, cl.Stance)
	case !c.isParty(origin.Actor, cl):
		c.ds.errorf(cl.At("asserted_by"), "want one of them, or somebody who belongs to one"+instead,
			"%q, whose words are the stance %q, is no party to the contact of %s", origin.Text, cl.Stance, join(append(slices.Clone(cl.Actors), cl.Recipients...), " and "))
	}
}

// isParty tells whether the speaker is, belongs to, or stands above a party to the contact.
func (c checker) isParty(speaker ActorID, cl *Claim) bool {
	for _, party := range append(slices.Clone(cl.Actors), cl.Recipients...) {
		if speaker != "" && (c.Within(speaker, party) || c.Within(party, speaker)) {
			return true
		}
	}
	return false
}

func speakerTexts(chain Chain) []string {
	var texts []string
	for _, sp := range chain {
		texts = append(texts, sp.Text)
	}
	return texts
}

// answers checks what a denial, a refusal to comment or a retraction refers to.
func (c checker) answers(cl *Claim) {
	if cl.About == "" {
		if cl.Stance == NoComment || cl.Stance == Retracts {
			c.ds.warnf(cl.At("about"), "want the id of the claim it answers", "stance %q answers nothing", cl.Stance)
		}
		return
	}
	if cl.About == string(cl.ID) {
		c.ds.errorf(cl.At("about"), "want the id of another claim", "claim %q answers itself", cl.ID)
		return
	}
	if c.Claim(ClaimID(cl.About)) != nil {
		return
	}
	names := make([]string, 0, len(c.Claims))
	for i := range c.Claims {
		if string(c.Claims[i].Contact) == cl.About {
			return
		}
		names = append(names, string(c.Claims[i].ID))
	}
	c.ds.errorf(cl.At("about"), didYouMean(cl.About, names, "want the id of a claim or contact"), "unknown claim or contact %q", cl.About)
}

func (c checker) knownActors(at origin, column string, ids []ActorID) {
	for _, id := range ids {
		if c.Actor(id) == nil {
			c.ds.errorf(at.At(column), didYouMean(string(id), c.actorIDs(), "want an id of the actors' table"), "unknown actor %q", id)
		}
	}
}

func didYouMean(s string, words []string, otherwise string) string {
	if near := nearest(s, words); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

func (c checker) actorIDs() []string {
	all := make([]string, len(c.Actors))
	for i, a := range c.Actors {
		all[i] = string(a.ID)
	}
	return all
}

func (c checker) documentIDs() []string {
	all := make([]string, len(c.Documents))
	for i, d := range c.Documents {
		all[i] = string(d.ID)
	}
	return all
}

// repeatedClaims finds rows that say the same in every cell but the id.
func (c checker) repeatedClaims() {
	seen := map[string]Pos{}
	for i := range c.Claims {
		cl := &c.Claims[i]
		var key strings.Builder
		for j, name := range cl.t.columns {
			if name != "id" {
				fmt.Fprintf(&key, "%q,", cl.t.rows[cl.r].cells[j].text)
			}
		}
		if at, twice := seen[key.String()]; twice {
			c.ds.errorf(cl.Pos(), "want each row once", "the row repeats line %d", at.Line)
			continue
		}
		seen[key.String()] = cl.Pos()
	}
}

// nearNames finds two actors whose names differ by one letter at most, or in marks and case only. For each name it looks up
// the name itself and the name with any one letter left out, so that a long list stays quick.
func (c checker) nearNames() {
	owner := map[string]*Actor{}
	told := map[[2]ActorID]bool{}
	for i := range c.Actors {
		a := &c.Actors[i]
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			for _, key := range spellings(bareName(name)) {
				b := owner[key]
				if b == nil {
					owner[key] = a
					continue
				}
				pair := [2]ActorID{b.ID, a.ID}
				if b == a || b.ID == a.ID || told[pair] || slices.Contains(a.NotSameAs, b.ID) || slices.Contains(b.NotSameAs, a.ID) {
					continue
				}
				told[pair] = true
				c.nearName(a, b, name)
			}
		}
	}
}

func (c checker) nearName(a, b *Actor, name string) {
	want := fmt.Sprintf("want one actor with an alias, or not_same_as %q", b.ID)
	at := a.At("name")
	if a.t == nil {
		at = c.firstNamed(a.ID)
		want = "want one spelling"
	}
	c.ds.warnf(at, want, "%q (%s) is nearly the name of %q (%s)", name, a.ID, b.Name, b.ID)
}

func (c checker) firstNamed(id ActorID) Pos {
	for i := range c.Claims {
		cl := &c.Claims[i]
		if slices.Contains(cl.Actors, id) {
			return cl.At("actor")
		}
		if slices.Contains(cl.Recipients, id) {
			return cl.At("recipient")
		}
	}
	return Pos{}
}

// bareName leaves the letters and digits of a name, without case and marks.
func bareName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(name))
}

// shortName is a name in which one letter makes another name: Iran and Iraq.
const shortName = 7

// spellings lists what name is looked up by.
func spellings(name string) []string {
	keys := []string{name}
	if utf8.RuneCountInString(name) < shortName {
		return keys
	}
	for i, r := range name {
		keys = append(keys, name[:i]+name[i+utf8.RuneLen(r):])
	}
	return keys
}

// sameDocuments finds one document with two entries: by its address, or by its title and publisher.
func (c checker) sameDocuments() {
	byAddress := map[string]*Document{}
	byTitle := map[string]*Document{}
	for i := range c.Documents {
		d := &c.Documents[i]
		at := func() Pos {
			if d.t == nil {
				return c.firstMention(d.ID)
			}
			return d.Pos()
		}
		if key := plainAddress(d.URL); key != "" {
			if b := byAddress[key]; b != nil && b.ID != d.ID {
				c.ds.warnf(at(), "want one entry, or the text counts as two sources", "%q has the address of %q", d.ID, b.ID)
				continue
			}
			first(byAddress, key, d)
		}
		if d.Title != "" && d.Publisher != "" {
			key := plainText(d.Title) + "\n" + plainText(d.Publisher)
			if b := byTitle[key]; b != nil && b.ID != d.ID {
				c.ds.warnf(at(), "want one entry, or the text counts as two sources", "%q has the title and publisher of %q", d.ID, b.ID)
			}
			first(byTitle, key, d)
		}
	}
}

// plainAddress makes two spellings of one address equal: scheme, "www.", trailing slash, fragment and campaign marks do not
// count.
func plainAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" {
			query.Del(name)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/") + "?" + query.Encode()
}

// invite tells somebody who began with a sheet what would make it stronger.
func (c checker) invite() {
	if len(c.Claims) == 0 {
		return
	}
	t := c.Claims[0].t
	for _, i := range []struct{ column, gain string }{
		{"date", "say when it happened"},
		{"stance", "tell reports, confirmations and denials apart"},
		{"locator", "say where in the document it stands"},
		{"checked_by", "say who checked the row"},
	} {
		if t.column(i.column) < 0 {
			c.ds.notef(Pos{t.file, 1, 1}, i.gain, "a column %q would", i.column)
		}
	}
}

// loopFrom returns the way from start back to itself along next, or nil.
func loopFrom[T comparable](start T, next func(T) []T) []T {
	seen := map[T]bool{}
	var walk func(at T, way []T) []T
	walk = func(at T, way []T) []T {
		for _, n := range next(at) {
			if n == start {
				return append(way, n)
			}
			if !seen[n] {
				seen[n] = true
				if loop := walk(n, append(slices.Clone(way), n)); loop != nil {
					return loop
				}
			}
		}
		return nil
	}
	return walk(start, []T{start})
}

func distinct[T comparable](list []T) []T {
	var out []T
	for _, v := range list {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// repeated returns the first value that stands twice in list, or the zero value.
func repeated[T comparable](list []T) T {
	for i, v := range list {
		if slices.Contains(list[:i], v) {
			return v
		}
	}
	var zero T
	return zero
}
