package agreement

import (
	"slices"
	"strings"

	"relgraph/sources"
)

// A Comparison sets the codings of one person beside the rows of the dossier.
type Comparison struct {
	Coder       string
	Claims      int // how many were coded
	Fields      []Field
	Differences []Difference // in the order of the rows
}

// A Field is the agreement in one thing that a row says.
type Field struct {
	Name string
	Result
}

// A Difference is one thing that a row and a coding say differently.
type Difference struct {
	Claim       *sources.Claim
	Field       string
	Row, Coding string // blank if it says nothing
}

// fields are what is compared, in this order.
var fields = []string{"who", "direction", "kind", "date", "stance", "modality", "hedge"}

// Fields lists what is compared: who (both sides, in any order), direction, kind, date (as it is written), stance, modality and
// hedge (in any case).
func Fields() []string { return slices.Clone(fields) }

// Of compares each coder's codings with the rows, coder by coder in the order of their first codings. A passage that several
// rows rest on was coded as often; then it is not known which coding was meant for which row, and they are paired so that
// they agree in as much as they can.
func Of(d *sources.Dossier) []Comparison {
	var coders []string
	by := map[string][]*sources.Coding{}
	for i := range d.Codings {
		c := &d.Codings[i]
		if d.Claim(c.Claim) == nil {
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
		all[i] = compare(coder, match(d, passages, by[coder]))
	}
	return all
}

// Passages returns, for each claim, the claims that rest on the same passage of the same document, itself among them, in the
// order of the rows. A claim without an anchor rests on a passage of its own.
func Passages(d *sources.Dossier) map[sources.ClaimID][]*sources.Claim {
	type passage struct {
		document sources.DocumentID
		digest   [32]byte
	}
	in := map[passage][]*sources.Claim{}
	for i := range d.Claims {
		if c := &d.Claims[i]; !c.Anchor.IsZero() {
			p := passage{c.Document, c.Anchor.Digest}
			in[p] = append(in[p], c)
		}
	}
	of := map[sources.ClaimID][]*sources.Claim{}
	for i := range d.Claims {
		c := &d.Claims[i]
		of[c.ID] = []*sources.Claim{c}
		if !c.Anchor.IsZero() {
			of[c.ID] = in[passage{c.Document, c.Anchor.Digest}]
		}
	}
	return of
}

// A pair is a row and what another person made of its passage.
type pair struct {
	row, coding answers
	claim       *sources.Claim
}

// answers are what is said of a passage, by field.
type answers map[string]string

// match pairs codings with rows and sorts the pairs as the rows stand.
func match(d *sources.Dossier, passages map[sources.ClaimID][]*sources.Claim, codings []*sources.Coding) []pair {
	together := map[*sources.Claim][]*sources.Coding{} // by the first claim of their passage
	for _, c := range codings {
		first := passages[c.Claim][0]
		together[first] = append(together[first], c)
	}
	paired := map[*sources.Claim]pair{}
	for first, group := range together {
		rows := passages[first.ID]
		for i, row := range assign(rows, group) {
			said := ofCoding(group[i])
			told := ofClaim(rows[row])
			turn(told, said)
			paired[rows[row]] = pair{told, said, rows[row]}
		}
	}
	var pairs []pair
	for i := range d.Claims {
		if p, ok := paired[&d.Claims[i]]; ok {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

// mostTried is how many rows of one passage are paired in every way; more, which hardly any passage has, are left as they come.
const mostTried = 6

// assign returns for each coding the index of its row: of all ways that in which most fields agree, and of equal ones that in
// which more codings stay with the claim that they were made under.
func assign(rows []*sources.Claim, codings []*sources.Coding) []int {
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
			told, said := ofClaim(row), ofCoding(c)
			turn(told, said)
			n := 0
			for _, f := range fields {
				if told[f] == said[f] {
					n += len(codings) + 1 // one field outweighs all that stay
				}
			}
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

func compare(coder string, pairs []pair) Comparison {
	c := Comparison{Coder: coder, Claims: len(pairs)}
	for _, f := range fields {
		var rows, codings []string
		for _, p := range pairs {
			rows, codings = append(rows, p.row[f]), append(codings, p.coding[f])
		}
		c.Fields = append(c.Fields, Field{f, Cohen(rows, codings)})
	}
	for _, p := range pairs {
		for _, f := range fields {
			if p.row[f] != p.coding[f] {
				c.Differences = append(c.Differences, Difference{p.claim, f, p.row[f], p.coding[f]})
			}
		}
	}
	return c
}

func ofClaim(c *sources.Claim) answers {
	return answers{
		"who": who(texts(c.Actors), texts(c.Recipients)), "direction": direction(c.Directed), "from": side(texts(c.Actors)), "kind": c.Kind.String(),
		"date": c.Date.String(), "stance": c.Stance.String(), "modality": c.Modality.String(), "hedge": strings.ToLower(c.Hedge),
	}
}

func ofCoding(c *sources.Coding) answers {
	return answers{
		"who": who(c.Actors, c.Recipients), "direction": direction(c.Directed), "from": side(c.Actors), "kind": c.Kind.String(),
		"date": c.Date.String(), "stance": c.Stance.String(), "modality": c.Modality.String(), "hedge": strings.ToLower(c.Hedge),
	}
}

// turn makes it a difference that the same two sides are directed the one way and the other.
func turn(row, coding answers) {
	if row["direction"] == directed && coding["direction"] == directed && row["who"] == coding["who"] && row["from"] != coding["from"] {
		coding["direction"] = "directed the other way"
	}
}

const directed = "directed"

func direction(d bool) string {
	if d {
		return directed
	}
	return "mutual"
}

// who is both sides in an order of their own: for a mutual contact it does not matter who stands first.
func who(actors, recipients []string) string {
	if len(recipients) == 0 && len(actors) == 2 {
		actors, recipients = actors[:1], actors[1:]
	}
	a, b := side(actors), side(recipients)
	return strings.TrimPrefix(min(a, b)+" – "+max(a, b), " – ")
}

func side(ids []string) string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " | ")
}

func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
