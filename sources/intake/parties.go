package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// takeParties finds the two columns of who and with whom, or the one of all who were there.
func (rd partySearch) takeParties() bool {
	if rd.has("actor") >= 0 && (rd.has("recipient") >= 0 || rd.has("parties") >= 0) || rd.has("parties") >= 0 {
		return true
	}
	key := rd.pairKeys()
	if rd.has("actor") < 0 && rd.has("recipient") < 0 {
		for _, p := range pairsOfHeads() {
			a, ok1 := key[p.actor]
			b, ok2 := key[p.recipient]
			turned := p.actor == "source" && p.recipient == "target" && a > b && key["from"] > 0
			if ok1 && ok2 && !turned && !namesOther(rd.reading, b) {
				rd.uses[a].column, rd.uses[b].column, rd.kind = "actor", "recipient", p.kind
				return true
			}
		}
	}
	searchHeads(rd.reading).takeHead("claims", "actor")
	searchHeads(rd.reading).takeHead("claims", "recipient")
	rd.takeDeed()
	rd.takeWho()
	a, b := rd.has("actor"), rd.has("recipient")
	if a >= 0 && b >= 0 {
		return true
	}
	if rd.numberedPair() {
		return true
	}
	if a >= 0 && rd.takeName() {
		return true
	}
	searchHeads(rd.reading).takeHead("claims", "parties")
	if p := rd.has("parties"); p >= 0 && contentOf(rd.reading).lists(p) {
		return true
	}
	if p := rd.has("parties"); p >= 0 {
		rd.uses[p].column = ""
	}
	if a >= 0 && contentOf(rd.reading).lists(a) { // all in the column of the first
		return true
	}
	return false
}

// namesOther tells whether another column than that one holds names below a head that says of the other party: beside
// "Contact with", an "Organisation" is where a name works.
func namesOther(rd *reading, recipient int) bool {
	if means("claims", rd.uses[recipient].name, "recipient") {
		return false
	}
	for i, u := range rd.uses {
		if u.column == "" && u.name != "" && means("claims", u.name, "recipient") &&
			contentOf(rd).mayBeParty(i) && contentOf(rd).share(i, looksNamed) >= 0.5 {
			return true
		}
	}
	return false
}

// pairKeys are the columns without a meaning by what pairs call them: by their heads, and otherwise without what
// says that names are in them ("name_donor", "Org name"), or that several are ("Lobbyists").
func (rd partySearch) pairKeys() map[string]int {
	key := map[string]int{}
	take := func(name string, i int) {
		if _, had := key[name]; !had && name != "" {
			key[name] = i
		}
	}
	for _, by := range []func(key string) string{
		func(key string) string { return key },
		withoutName,
		func(key string) string { return strings.TrimSuffix(withoutName(key), "s") },
	} {
		for i, u := range rd.uses {
			if u.column == "" && u.name != "" && contentOf(rd.reading).mayBeParty(i) {
				take(by(headKey(u.name)), i)
			}
		}
	}
	return key
}

// withoutName is the key of a head without the word that says that its column holds names.
func withoutName(key string) string {
	if m := ofWhat.FindStringSubmatch(key); m != nil && m[1] != "id" {
		return strings.TrimPrefix(m[2], "of_")
	}
	if m := ofWhatLast.FindStringSubmatch(key); m != nil && m[2] != "id" {
		return m[1]
	}
	return key
}

// takeDeed finds the other party below a head that says what was done: "Spoke to", "A rencontré", "Had dinner with". One
// word alone may as well be what a column of texts is called.
func (rd partySearch) takeDeed() {
	if rd.has("recipient") >= 0 {
		return
	}
	for i, u := range rd.uses {
		kind := sources.KindOf(u.name)
		if u.column == "" && len(strings.Fields(u.name)) > 1 && len(headsOf("claims", u.name)) == 0 &&
			sources.IsKindWord(u.name) && kind.Class == sources.ContactClass &&
			contentOf(rd.reading).named(i) && contentOf(rd.reading).share(i, looksNamed) >= 0.5 {
			rd.uses[i].column, rd.kind = "recipient", kind.Word
			return
		}
	}
}

// takeWho finds who acts in a list with dates whose other party is told: a column of names is then no table of actors.
func (rd partySearch) takeWho() {
	if rd.has("actor") >= 0 || rd.has("recipient") < 0 {
		return
	}
	name, dated := rd.nameBesideDates()
	if dated && name >= 0 {
		rd.uses[name].column = "actor"
	}
}

// takeName finds who the other party is in a list of what somebody did: a column of names beside one of officials and
// one of dates.
func (rd partySearch) takeName() bool {
	name, dated := rd.nameBesideDates()
	if !dated || name < 0 {
		name = slices.IndexFunc(rd.uses, func(u use) bool { return u.column == "" && headKey(u.name) == "contact" })
		if name < 0 || !contentOf(rd.reading).named(name) || contentOf(rd.reading).share(name, startsLarge) < 0.5 {
			return false
		}
	}
	rd.uses[name].column, rd.uses[name].why = "recipient", "since it holds the only further names"
	return true
}

// nameBesideDates is the first column of names that has no use yet, -1 if there is none, and whether a column of dates
// stands beside it.
func (rd partySearch) nameBesideDates() (name int, dated bool) {
	name = -1
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" {
			continue
		}
		for _, h := range headsOf("claims", u.name) {
			dated = dated || h.column == "date"
		}
		for _, h := range headsOf("actors", u.name) {
			if h.column == "name" && headKey(u.name) != "title" && headKey(u.name) != "label" &&
				contentOf(rd.reading).named(i) && name < 0 {
				name = i
			}
		}
	}
	return name, dated
}

var partyNumber = pattern.Of(`^(.+?)[_]?(1|2|a|b|one|two|i|ii)$`)

// numberedPair finds two columns whose names differ in a number or a letter alone: "Body 1", "Body 2".
func (rd partySearch) numberedPair() bool {
	firsts := map[string]int{}
	for i, u := range rd.uses {
		m := partyNumber.FindStringSubmatch(headKey(u.name))
		if m == nil || u.column != "" && !namesParty(u.column) ||
			slices.ContainsFunc(headsOf("claims", m[1]), func(h head) bool {
				return !namesParty(h.column) && h.column != "parties"
			}) {
			continue
		}
		switch m[2] {
		case "1", "a", "one", "i":
			firsts[m[1]] = i
		default:
			if j, ok := firsts[m[1]]; ok && contentOf(rd.reading).named(i) && contentOf(rd.reading).named(j) {
				rd.uses[j].column, rd.uses[i].column = "actor", "recipient"
				return true
			}
		}
	}
	return false
}

// partyColumn is what each of several columns is used as in which one of those who were there stands.
const partyColumn = "party"

var anyNumber = pattern.Of(`^(.+?)_?([1-9]\d?|[a-z])$`)

// takeFurther finds columns of a third and further party, whose heads differ from those of the first two in the number
// alone: "Person 1", "Person 2", "Person 3". All of these were there together.
func (rd partySearch) takeFurther() {
	a, b := rd.has("actor"), rd.has("recipient")
	if a < 0 || b < 0 || rd.kind != "" {
		return
	}
	stem := func(i int) string {
		if m := anyNumber.FindStringSubmatch(headKey(rd.uses[i].name)); m != nil {
			return m[1]
		}
		return ""
	}
	if stem(a) == "" || stem(a) != stem(b) {
		return
	}
	all := []int{a, b}
	for i, u := range rd.uses {
		if u.column == "" && u.name != "" && stem(i) == stem(a) && contentOf(rd.reading).named(i) {
			all = append(all, i)
		}
	}
	if len(all) == 2 {
		return
	}
	for _, i := range all {
		rd.uses[i].column, rd.uses[i].why = partyColumn, "one of those who were there"
	}
}

// guessParties takes the only two columns that can be names for the parties.
func (rd partySearch) guessParties() bool {
	if rd.byHeadsOnly {
		return false
	}
	candidates := rd.candidates()
	if len(candidates) != 2 {
		return false
	}
	for n, column := range []string{"actor", "recipient"} {
		rd.uses[candidates[n]].column, rd.uses[candidates[n]].why = column, "since no other two columns hold names"
	}
	return true
}

// candidates are the columns whose cells can be the names of parties, and repeat.
func (rd partySearch) candidates() []int {
	var all []int
	for i, u := range rd.uses {
		if u.name == "" || u.column != "" || !contentOf(rd.reading).named(i) || contentOf(rd.reading).describes(i) ||
			contentOf(rd.reading).alike(i) || ofAttribute(u.name) {
			continue
		}
		known := false
		for _, h := range headsOf("claims", u.name) {
			known = known || !namesParty(h.column) && h.column != "parties" &&
				(h.column != "start" && h.column != "end" || contentOf(rd.reading).tellsWhen(i)) &&
				(h.column != "contact" || contentOf(rd.reading).share(i, startsLarge) < 0.5) // but ids of contacts
		}
		if !known {
			all = append(all, i)
		}
	}
	return all
}

// wantMeetings is the form of a list of who was at which meeting.
const wantMeetings = `want a row for each meeting, with columns such as "Participants", "Date" and "Source"`

// days are the heads of a table that are days, as one of who was there when has them, in quotes; "" if it has not several.
func (rd partySearch) days() string {
	const fewest = 2
	var days []string
	for _, u := range rd.uses {
		if u.column == "" && strings.ContainsAny(u.name, "0123456789") && strings.ContainsFunc(u.name, isNoDigit) &&
			isDate(u.name) {
			days = append(days, strconv.Quote(u.name))
		}
	}
	if len(days) < fewest {
		return ""
	}
	return listed(days)
}

// listed are the first of the names of columns, and how many more there are.
func listed(names []string) string {
	const most = 12
	shown := strings.Join(names[:min(len(names), most)], ", ")
	if n := len(names) - most; n > 0 {
		shown += fmt.Sprintf(" and %d more", n)
	}
	return shown
}

// noTable refuses a table, and proposes the flags that would read it.
func (rd partySearch) noTable() {
	unknown := PartiesUnknown{}
	var names []string
	for _, u := range rd.uses {
		if u.name != "" {
			unknown.Columns = append(unknown.Columns, u.name)
			names = append(names, strconv.Quote(u.name))
		}
	}
	want := "want a table with a column for each of the two parties"
	if days := rd.days(); days != "" {
		rd.addCause(PartiesUnknown{Columns: unknown.Columns}, sources.Error, rd.lines[0].pos(), wantMeetings,
			"the heads %s are days, and a table of who was there when does not say who had contact with whom", days)
		return
	}
	if likely := rd.likeliest(); len(likely) == 2 {
		unknown.Actor, unknown.Recipient = rd.uses[likely[0]].name, rd.uses[likely[1]].name
		want = fmt.Sprintf("say which columns hold the two parties, such as --column actor=%s --column recipient=%s; "+
			"or call the file actors.csv or documents.csv if it is such a "+
			"table", quoted(unknown.Actor), quoted(unknown.Recipient))
	}
	rd.addCause(unknown, sources.Error, rd.lines[0].pos(), want, "the columns %s do not say who had contact with whom",
		listed(names))
}

// offerParties says how a table that is read as one of actors is read as one of contacts, where it has columns that
// can be both parties.
func (rd partySearch) offerParties() {
	if days := rd.days(); days != "" {
		rd.warnf(rd.lines[0].pos(), wantMeetings, "each row is taken for an actor, and nothing is read of who was there "+
			"when, since the heads %s are days", days)
		return
	}
	given := rd.uses
	rd.uses = slices.Clone(given)
	for i := range rd.uses {
		if u := &rd.uses[i]; u.column != "" && u.column != "name" {
			u.name = "" // which says something else
		}
		rd.uses[i].column = ""
	}
	likely := rd.likeliest()
	rd.uses = given
	if len(likely) < 2 || !slices.ContainsFunc(likely, func(i int) bool { return given[i].column == "name" }) {
		return
	}
	for _, i := range likely {
		if !contentOf(rd.reading).named(i) || contentOf(rd.reading).share(i, looksNamed) < 0.5 ||
			contentOf(rd.reading).alike(i) {
			return
		}
	}
	rd.notef(given[likely[0]].at, fmt.Sprintf("--column actor=%s --column recipient=%s if each row is a contact",
		quoted(given[likely[0]].name), quoted(given[likely[1]].name)), "each row is taken for an actor")
}

// likeliest are the two columns that are the likeliest to hold parties, by their heads and by what their cells look like:
// none if no two can.
func (rd partySearch) likeliest() []int {
	type scored struct{ column, score int }
	var all []scored
	for i, u := range rd.uses {
		if u.name == "" || !contentOf(rd.reading).filled(i) {
			continue
		}
		if s := rd.likelihood(i); s > 0 {
			all = append(all, scored{i, s})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var found []int
	for _, s := range all[:min(len(all), 2)] {
		found = append(found, s.column)
	}
	slices.Sort(found)
	return found
}

// likelihood is how likely a column holds parties, 0 if it does not.
func (rd partySearch) likelihood(i int) int {
	u, c := rd.uses[i], contentOf(rd.reading)
	key := withoutName(headKey(u.name))
	score := 2
	for word := range strings.SplitSeq(key, "_") {
		if isParty(word) {
			score++
		}
	}
	if isParty(key) || isParty(strings.TrimSuffix(key, "s")) {
		score += 4
	}
	if c.named(i) {
		score += 2
	}
	if c.share(i, looksNamed) >= 0.5 {
		score += 2
	}
	for _, table := range []string{"claims", "actors"} {
		for _, h := range headsOf(table, u.name) {
			switch h.column {
			case "actor", "recipient", "parties", "name", "contact", "part_of", "same_as", "short", "alias", "publisher":
			case "document", "date", "start", "end", "issued", "archive_url", "url":
				return 0
			default: // of a note, a place, a role
				score -= 3
			}
		}
	}
	if ofAttribute(u.name) {
		score -= 4
	}
	if c.share(i, addressIn.MatchString) >= 0.5 {
		return 0
	}
	if c.alike(i) {
		score -= 4
	}
	if c.describes(i) {
		score -= 3
	}
	return max(score, 1)
}

// ofAttribute tells a head that names what somebody has, and not somebody: "Person role", "company_id".
func ofAttribute(name string) bool {
	words := strings.Split(headKey(name), "_")
	return len(words) > 1 && (attributes()[words[len(words)-1]] || slices.Contains(words, "id"))
}
