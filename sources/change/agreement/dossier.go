package agreement

import (
	"cmp"
	"slices"
	"strings"

	"relgraph/sources"
	"relgraph/sources/edtf"
)

// A Comparison sets the codings of one person beside the rows of the dossier.
type Comparison struct {
	Coder       string
	Claims      int // how many were coded
	Whole       Whole
	Fields      []Field
	Differences []Disagreement // those that contradict each other first, each in the order of the rows
}

// A Field is the agreement in one thing that a row says.
type Field struct {
	Name string
	Result
}

// A Disagreement is one thing that a row and a coding say differently.
type Disagreement struct {
	Claim       *sources.Claim
	Field       string
	Row, Coding string // blank if it says nothing
	Degree      Degree // Apart or Partly
}

// fields are what is compared, in this order: the answers that a row and a coding give, and how far two are the same.
// They are who (both sides, in any order; a body and a part of it agree partly), direction, kind, date (two that can be
// of one day agree partly, as does a date with none), stance, modality, hedge (in any case), the speakers (of two chains
// with one origin some is agreed), the channel (one that is told contradicts none) and what a denial or a refusal to
// comment is about (another claim of the same contact agrees partly). The last three were not always asked for: of
// claims' passages they are compared if the coder tells them of one of these passages.
var fields = []struct {
	name   string
	row    func(*sources.Claim) answer
	coding func(*sources.Coding) answer
	like   func(d *sources.Dossier, a, b answer) Degree
	tells  func(*sources.Coding) bool // of what was not always asked for
}{
	{"who", func(c *sources.Claim) answer { return who(sources.Texts(c.Actors), sources.Texts(c.Recipients)) },
		func(c *sources.Coding) answer { return who(c.Actors, c.Recipients) }, whoAlike, nil},
	{"direction", func(c *sources.Claim) answer { return direction(c.Directed, sources.Texts(c.Actors)) },
		func(c *sources.Coding) answer { return direction(c.Directed, c.Actors) }, alike, nil},
	{"kind",
		func(c *sources.Claim) answer { return word(c.Kind.String()) },
		func(c *sources.Coding) answer { return word(c.Kind.String()) }, alike, nil},
	{"date",
		func(c *sources.Claim) answer { return day(c.Date) }, func(c *sources.Coding) answer { return day(c.Date) },
		daysAlike, nil},
	{"stance",
		func(c *sources.Claim) answer { return word(c.Stance.String()) },
		func(c *sources.Coding) answer { return word(c.Stance.String()) }, alike, nil},
	{"modality",
		func(c *sources.Claim) answer { return word(c.Modality.String()) },
		func(c *sources.Coding) answer { return word(c.Modality.String()) }, alike, nil},
	{"hedge",
		func(c *sources.Claim) answer { return word(strings.ToLower(c.Detail().Hedge)) },
		func(c *sources.Coding) answer { return word(strings.ToLower(c.Hedge)) }, alike, nil},
	{"asserted_by",
		func(c *sources.Claim) answer { return told(c.Detail().AssertedBy) },
		func(c *sources.Coding) answer { return told(c.AssertedBy) }, chainsAlike,
		func(c *sources.Coding) bool { return len(c.AssertedBy) > 0 }},
	{"channel",
		func(c *sources.Claim) answer { return word(c.Detail().Channel.String()) },
		func(c *sources.Coding) answer { return word(c.Channel.String()) }, channelsAlike,
		func(c *sources.Coding) bool { return c.Channel.String() != "" }},
	{"about",
		func(c *sources.Claim) answer { return word(c.Detail().About) },
		func(c *sources.Coding) answer { return word(c.About) },
		aboutsAlike,
		func(c *sources.Coding) bool { return c.About != "" }},
}

// An answer is what is said of a passage in one field.
type answer struct {
	text  string
	sides [2][]string // of who
	from  string      // of a direction: the side that it goes from
	date  edtf.Date   // of a date
	chain sources.Chain
}

func word(text string) answer { return answer{text: text} }

func day(d edtf.Date) answer { return answer{text: d.String(), date: d} }

func told(c sources.Chain) answer { return answer{text: strings.ToLower(c.String()), chain: c} }

func alike(_ *sources.Dossier, a, b answer) Degree {
	if a.text == b.text {
		return Same
	}
	return Apart
}

// daysAlike compares dates as intervals: a date inside another is the same, told more exactly, and a date contradicts
// none that was not told.
func daysAlike(_ *sources.Dossier, a, b answer) Degree {
	switch {
	case a.text == b.text:
		return Same
	case a.date.IsZero() || b.date.IsZero():
		return Partly
	}
	begins := func(first, then edtf.Date) bool { // whether then can begin before first is over
		last, ends := first.Latest()
		start, starts := then.Earliest()
		return !ends || !starts || !last.Before(start)
	}
	if begins(a.date, b.date) && begins(b.date, a.date) {
		return Partly
	}
	return Apart
}

// chainsAlike gives part of the credit for the same origin: the same actor or document, a body and its part, or
// nobody that is named.
func chainsAlike(d *sources.Dossier, a, b answer) Degree {
	if a.text == b.text {
		return Same
	}
	if len(a.chain) == 0 || len(b.chain) == 0 {
		return Apart // the document for itself, or somebody whom it has heard
	}
	one, other := a.chain[0], b.chain[0]
	switch {
	case one.Anonymous != other.Anonymous:
		return Apart
	case one.Actor != "" && other.Actor != "":
		if d.Bodies().Within(one.Actor, other.Actor) || d.Bodies().Within(other.Actor, one.Actor) {
			return Partly
		}
	case one.Document != "" && one.Document == other.Document, one.Anonymous, strings.EqualFold(one.Text, other.Text):
		return Partly
	}
	return Apart
}

func channelsAlike(_ *sources.Dossier, a, b answer) Degree {
	switch {
	case a.text == b.text:
		return Same
	case a.text == "" || b.text == "":
		return Partly
	}
	return Apart
}

// aboutsAlike gives part of the credit for another claim of the same contact: of the same actors and kind, or of the
// same name.
func aboutsAlike(d *sources.Dossier, a, b answer) Degree {
	if a.text == b.text {
		return Same
	}
	one, other := d.Claim(sources.ClaimID(a.text)), d.Claim(sources.ClaimID(b.text))
	switch {
	case one == nil && other == nil:
	case one == nil:
		if other.Detail().Contact != "" && string(other.Detail().Contact) == a.text {
			return Partly
		}
	case other == nil:
		if one.Detail().Contact != "" && string(one.Detail().Contact) == b.text {
			return Partly
		}
	case one.Detail().Contact != "" && one.Detail().Contact == other.Detail().Contact:
		return Partly
	case one.Kind == other.Kind && whoAlike(d, who(sources.Texts(one.Actors), sources.Texts(one.Recipients)),
		who(sources.Texts(other.Actors), sources.Texts(other.Recipients))) == Same:
		return Partly
	}
	return Apart
}

// whoAlike gives part of the credit for a whole beside its part: the government for its ministry.
func whoAlike(d *sources.Dossier, a, b answer) Degree {
	if a.text == b.text {
		return Same
	}
	near := func(x, y []string) bool {
		in := func(id string, others []string) bool {
			return slices.ContainsFunc(others, func(o string) bool {
				return d.Bodies().Within(sources.ActorID(id), sources.ActorID(o)) ||
					d.Bodies().Within(sources.ActorID(o), sources.ActorID(id))
			})
		}
		each := func(x, y []string) bool { return !slices.ContainsFunc(x, func(id string) bool { return !in(id, y) }) }
		return each(x, y) && each(y, x)
	}
	if near(a.sides[0], b.sides[0]) && near(a.sides[1], b.sides[1]) ||
		near(a.sides[0], b.sides[1]) && near(a.sides[1], b.sides[0]) {
		return Partly
	}
	return Apart
}

// Of compares each coder's codings with the rows, coder by coder in the order of their first codings. A passage that
// several rows rest on was coded as often; then it is not known which coding was meant for which row, and they are
// paired so that they agree in as much as they can.
func Of(d *sources.Dossier) []Comparison {
	var coders []string
	by := map[string][]*sources.Coding{}
	for i := range d.Codings {
		c := &d.Codings[i]
		if c.Claim != "" && d.Claim(c.Claim) == nil {
			continue
		}
		if by[c.Coder] == nil {
			coders = append(coders, c.Coder)
		}
		by[c.Coder] = append(by[c.Coder], c)
	}
	passages := Passages(d)
	all := make([]Comparison, len(coders))
	for i, coder := range coders {
		ofPassages, ofDocuments := sortedOut(by[coder])
		pairs := match(d, passages, ofPassages)
		found, whole := matchWhole(d, ofDocuments)
		pairs = append(pairs, found...)
		slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.at, b.at) })
		all[i] = compare(d, coder, pairs)
		all[i].Whole = whole
	}
	return all
}

// Passages returns, for each claim, the claims that rest on the same passage of the same document, itself among them,
// in the order of the rows. A claim without an anchor rests on a passage of its own.
func Passages(d *sources.Dossier) map[sources.ClaimID][]*sources.Claim {
	type passage struct {
		document sources.DocumentID
		digest   [32]byte
	}
	in := map[passage][]*sources.Claim{}
	for i := range d.Claims {
		if c := &d.Claims[i]; !c.Detail().Anchor.IsZero() {
			p := passage{c.Document, c.Detail().Anchor.Digest}
			in[p] = append(in[p], c)
		}
	}
	of := map[sources.ClaimID][]*sources.Claim{}
	for i := range d.Claims {
		c := &d.Claims[i]
		of[c.ID] = []*sources.Claim{c}
		if !c.Detail().Anchor.IsZero() {
			of[c.ID] = in[passage{c.Document, c.Detail().Anchor.Digest}]
		}
	}
	return of
}

// A pair is a row and what another person made of its passage, in the order of fields.
type pair struct {
	row, coding []answer
	asked       []bool
	claim       *sources.Claim
	at          int // which row of the dossier
}

// askedOf tells, field by field, whether a coder of these passages of claims was asked for it: always, or if they
// tell it once.
func askedOf(codings []*sources.Coding) []bool {
	asked := make([]bool, len(fields))
	for k, f := range fields {
		asked[k] = f.tells == nil || slices.ContainsFunc(codings, f.tells)
	}
	return asked
}

func paired(c *sources.Claim, coding *sources.Coding, asked []bool) pair {
	p := pair{claim: c, asked: asked}
	for _, f := range fields {
		p.row, p.coding = append(p.row, f.row(c)), append(p.coding, f.coding(coding))
	}
	turn(p.row, p.coding)
	return p
}

// match pairs codings with rows and sorts the pairs as the rows stand.
func match(d *sources.Dossier, passages map[sources.ClaimID][]*sources.Claim, codings []*sources.Coding) []pair {
	asked := askedOf(codings)
	together := map[*sources.Claim][]*sources.Coding{} // by the first claim of their passage
	for _, c := range codings {
		first := passages[c.Claim][0]
		together[first] = append(together[first], c)
	}
	pairOf := map[*sources.Claim]pair{}
	for first, group := range together {
		rows := passages[first.ID]
		for i, row := range assign(d, rows, group, asked) {
			pairOf[rows[row]] = paired(rows[row], group[i], asked)
		}
	}
	var pairs []pair
	for i := range d.Claims {
		if p, ok := pairOf[&d.Claims[i]]; ok {
			p.at = i
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// mostTried is how many rows of one passage are paired in every way; more, which hardly any passage has, are left as
// they come.
const mostTried = 6

// assign returns for each coding the index of its row: of all ways that in which most fields agree, and of equal ones
// that in which more codings stay with the claim that they were made under.
func assign(d *sources.Dossier, rows []*sources.Claim, codings []*sources.Coding, asked []bool) []int {
	own := make([]int, len(codings))
	for i, c := range codings {
		own[i] = slices.IndexFunc(rows, func(r *sources.Claim) bool { return r.ID == c.Claim })
	}
	if len(rows) > mostTried {
		return own
	}
	agree := make([][]int, len(codings))
	for i, c := range codings {
		for j, row := range rows {
			n := alikeness(d, paired(row, c, asked)) * (len(codings) + 1) // part of one field outweighs all that stay
			if j == own[i] {
				n++
			}
			agree[i] = append(agree[i], n)
		}
	}
	best, most := own, -1
	way := make([]int, 0, len(codings))
	var try func(sum int)
	try = func(sum int) {
		i := len(way)
		if i == len(codings) {
			if sum > most {
				best, most = slices.Clone(way), sum
			}
			return
		}
		for j := range rows {
			if !slices.Contains(way, j) {
				way = append(way, j)
				try(sum + agree[i][j])
				way = way[:i]
			}
		}
	}
	try(0)
	return best
}

// alikeness is how far the fields of a pair agree, in halves.
func alikeness(d *sources.Dossier, p pair) (n int) {
	for k, f := range fields {
		if p.asked[k] {
			n += int(f.like(d, p.row[k], p.coding[k]))
		}
	}
	return n
}

func compare(d *sources.Dossier, coder string, pairs []pair) Comparison {
	c := Comparison{Coder: coder, Claims: len(pairs)}
	for k, f := range fields {
		var rows, codings []string
		answers := map[string]answer{}
		for _, p := range pairs {
			if !p.asked[k] {
				continue
			}
			rows, codings = append(rows, p.row[k].text), append(codings, p.coding[k].text)
			answers[p.row[k].text], answers[p.coding[k].text] = p.row[k], p.coding[k]
		}
		if len(rows) == 0 && f.tells != nil {
			continue
		}
		c.Fields = append(c.Fields,
			Field{f.name, Weighted(rows, codings, func(a, b string) Degree { return f.like(d, answers[a], answers[b]) })})
	}
	for _, degree := range []Degree{Apart, Partly} {
		for _, p := range pairs {
			for k, f := range fields {
				if p.asked[k] && f.like(d, p.row[k], p.coding[k]) == degree {
					c.Differences = append(c.Differences, Disagreement{p.claim, f.name, p.row[k].text, p.coding[k].text,
						degree})
				}
			}
		}
	}
	return c
}

// turn makes it a difference that the same two sides are directed the one way and the other.
func turn(row, coding []answer) {
	const who, direction = 0, 1 // in fields
	if row[direction].text == directed && coding[direction].text == directed && row[who].text == coding[who].text &&
		row[direction].from != coding[direction].from {
		coding[direction].text = "directed the other way"
	}
}

var directed = sources.OneSided.String()

func direction(d bool, actors []string) answer {
	if d {
		return answer{text: directed, from: side(actors)}
	}
	return word(sources.Mutual.String())
}

// who is both sides in an order of their own: for a mutual contact it does not matter who stands first.
func who(actors, recipients []string) answer {
	if len(recipients) == 0 && len(actors) == 2 {
		actors, recipients = actors[:1], actors[1:]
	}
	a, b := side(actors), side(recipients)
	return answer{text: strings.TrimPrefix(min(a, b)+" – "+max(a, b), " – "), sides: [2][]string{actors, recipients}}
}

func side(ids []string) string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " | ")
}
