package intake

import (
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strings"

	"relgraph/sources"
)

// settleIDs keeps the ids that files give to claims, as far as they can stay. Claims without one have none: their
// reader numbers them, so that no order of rows is taken for a name.
func (d settler) settleIDs() {
	t := d.claims
	given := map[string]*entry{}
	for _, e := range t.rows {
		id := e.text("id")
		if given[id] == nil {
			given[id] = e
		}
		if id != "" && !e.ours && (!isID(id) || t.ids[id] > 0) {
			column, own := t.workColumn("original_id"), e.get("id")
			if joined := e.text(column); joined != "" { // ids of rows that say the same
				own.text += "|" + joined
			}
			e.put(column, own)
			e.drop("id")
		}
		t.ids[e.text("id")] = 1
	}
	for _, e := range t.rows {
		if other := given[e.text("about")]; other != nil && e.text("about") != "" {
			if other.text("id") == "" {
				other.set("id", t.freeID(other.text("document")+" "+other.text("actor")+" "+other.text("recipient"),
					"claim"))
			}
			e.set("about", other.text("id"))
		}
	}
}

// mostPlaces is how many places a claim keeps: a list that says one thing more often has a fault of its own, and a cell
// holds few thousand.
const mostPlaces = 1000

// joinRepeated makes one row of rows that say the same, which keeps their places.
func (d settler) joinRepeated() {
	t := d.claims
	seen, seed := map[uint64]*entry{}, maphash.MakeSeed()
	places := map[*entry]*placeList{}
	kept := t.rows[:0]
	for _, e := range t.rows {
		key := t.sum(e, seed)
		for seen[key] != nil && !t.sayTheSame(seen[key], e) {
			key++
		}
		first := seen[key]
		if first == nil || e.ours {
			seen[key] = e
			kept = append(kept, e)
			continue
		}
		d.account.joined++
		d.notef(e.at, "", "the row says what %s says: one claim, found in both places", first.at)
		if places[first] == nil {
			places[first] = &placeList{}
			places[first].add(first)
		}
		places[first].add(e)
		if id := e.text("id"); id != "" && id != first.text("id") {
			column := t.workColumn("original_id")
			first.put(column, cell{strings.TrimPrefix(first.text(column)+"|"+id, "|"), e.place("id")})
		}
	}
	clear(t.rows[len(kept):])
	t.rows = kept
	for _, e := range kept {
		if all := places[e]; all != nil {
			e.set("found_in", strings.Join(all.list, "|"))
			if all.more > 0 {
				d.warnf(e.at, "want the row once in the list",
					"the claim stands in %d places, of which %d are named in its row",
					len(all.list)+all.more, len(all.list))
			}
		}
	}
}

// A placeList is where a claim was found, each place once.
type placeList struct {
	list []string
	has  map[string]bool
	more int // that are not kept
}

func (l *placeList) add(e *entry) {
	for _, place := range splitList(e.text("found_in")) {
		switch {
		case l.has[place]:
			continue
		case len(l.list) == mostPlaces:
			l.more++
			continue
		case l.has == nil:
			l.has = map[string]bool{}
		}
		l.has[place] = true
		l.list = append(l.list, place)
	}
}

// said yields the cells of a claim's row but for its id and its place.
func (t *draftTable) said(e *entry) iter.Seq2[string, string] {
	ids := t.work["original_id"]
	return func(yield func(column, text string) bool) {
		for i := range e.cells {
			c := &e.cells[i]
			if c.text != "" && c.column != "id" && c.column != "found_in" && c.column != ids && !yield(c.column, c.text) {
				return
			}
		}
	}
}

// sum is a number that two rows have in common if they say the same, in whatever order.
func (t *draftTable) sum(e *entry, seed maphash.Seed) (sum uint64) {
	for column, text := range t.said(e) {
		sum += maphash.String(seed, text) * (2*maphash.String(seed, column) + 1)
	}
	return sum
}

func (t *draftTable) sayTheSame(a, b *entry) bool {
	n := 0
	for column, text := range t.said(a) {
		if b.text(column) != text {
			return false
		}
		n++
	}
	for range t.said(b) {
		n--
	}
	return n == 0
}

// answer gives the claims whose wording a person has judged what was said of it: a stance, a modality, or that it is
// a report.
func (d settler) answer() {
	if len(d.opts.Say) == 0 {
		return
	}
	answers := map[string]string{}
	for wording, means := range d.opts.Say {
		if means != sayOne && means != saySeveral {
			answers[plainText(wording)] = means
		}
	}
	answered := map[string]int{}
	names := d.answeredNames(answers)
	for _, e := range d.claims.rows {
		if e.ours {
			continue
		}
		for _, name := range d.answerNames(e, names, answers) {
			answered[plainText(name)]++
		}
		for _, column := range slices.Concat([]string{"stance", "modality", "kind", "label", "summary", "note"},
			d.claims.own) {
			text := e.text(column)
			wording := text
			if text == "" {
				continue
			}
			if slices.Contains(d.claims.own, column) {
				if _, ok := answers[plainText(column+": "+text)]; ok {
					wording = column + ": " + text
				}
			}
			means, ok := answers[plainText(wording)]
			if !ok {
				continue
			}
			answered[plainText(wording)]++
			if column == "stance" || column == "modality" {
				e.drop(column)
			}
			d.meant(e, column, means)
			break
		}
	}
	for _, wording := range slices.Sorted(maps.Keys(d.opts.Say)) {
		means := d.opts.Say[wording]
		if answers[plainText(wording)] == "" {
			continue // which is about names
		}
		if n := answered[plainText(wording)]; n > 0 {
			d.notef(sources.Pos{File: d.named}, "", "%q means %s, as you say: %s", wording, means, count(n, "row"))
		} else {
			d.warnf(sources.Pos{File: d.named}, "want the text of a cell",
				"no row says %q, of which you say that it means %s", wording, means)
		}
	}
}

// answeredNames are the names of actors that a person has judged, by the actors' ids.
func (d settler) answeredNames(answers map[string]string) map[string]string {
	names := map[string]string{}
	for _, a := range d.actors.rows {
		if name := a.text("name"); answers[plainText(name)] != "" {
			names[a.text("id")] = name
		}
	}
	return names
}

// answerNames gives a claim what was said of the names of its parties, and returns these names. "Bo Sample (absent)" may be
// one of many: then it is left out of the row, which is about those who were there.
func (d settler) answerNames(e *entry, names, answers map[string]string) (answered []string) {
	if len(names) == 0 {
		return nil
	}
	parties := len(splitList(e.text("actor"))) + len(splitList(e.text("recipient")))
	for _, column := range []string{"actor", "recipient"} {
		for _, id := range splitList(e.text(column)) {
			name := names[id]
			if name == "" {
				continue
			}
			answered = append(answered, name)
			means := answers[plainText(name)]
			switch _, err := sources.ParseStance(means); {
			case means == sources.Reports.String():
			case parties > 2:
				parties--
				e.set(column, strings.Join(slices.DeleteFunc(splitList(e.text(column)),
					func(other string) bool { return other == id }), "|"))
				d.warnf(e.place(column), "", "%q is left out of a row with further parties, as you say", name)
				continue
			case err != nil:
				e.put("modality", cell{means, e.place(column)})
				continue
			}
			e.put("stance", cell{means, e.place(column)})
		}
	}
	if e.text("actor") == "" && len(answered) > 0 {
		e.set("actor", e.text("recipient"))
		e.set("recipient", "")
	}
	return answered
}

// meant sets the stance or modality of a claim. A kind that says both, such as "denied meeting", is then what is left
// without the denial, so that it reaches the meeting that it is about; the row's own words stay at its line. Who
// denies or confirms is the row's first party, if the row does not say it.
func (d settler) meant(e *entry, column, means string) {
	at := e.place(column)
	if _, err := sources.ParseStance(means); err == nil {
		e.put("stance", cell{means, at})
	} else {
		e.put("modality", cell{means, at})
	}
	if means == sources.Reports.String() {
		return
	}
	if column == "kind" {
		text := e.text("kind")
		if rest := sources.KindWithin(text); rest != "" && rest != plainText(text) {
			e.set("kind", rest)
			if e.text("label") == "" && len(strings.Fields(text)) <= maxLabel {
				e.put("label", cell{text, at})
			} else {
				e.put(d.claims.workColumn("kind_as_found"), cell{text, at})
			}
		}
	}
	if (means == sources.Denies.String() || means == sources.Confirms.String() ||
		means == sources.NoComment.String()) && e.text("asserted_by") == "" {
		if actors := splitList(e.text("actor")); len(actors) > 0 {
			e.put("asserted_by", cell{actors[0] + " (on record)", at})
		}
	}
}
