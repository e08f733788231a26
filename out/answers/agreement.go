package answers

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"

	"relgraph/graph/words"
	"relgraph/sources"
	"relgraph/sources/anchor"
	"relgraph/sources/change/agreement"
)

// An Agreement says how far one coder agrees with the rows.
type Agreement struct {
	Coder       string             `json:"coder"`
	Claims      int                `json:"claims"`
	Fields      []AgreementField   `json:"fields"`
	Differences []CodingDifference `json:"differences"`
	Whole       *WholeDocuments    `json:"whole,omitempty"` // of documents that were gone through as a whole
}

// WholeDocuments says what a coder found in documents that they went through as a whole. Missed and extra are counted
// of documents that were gone through to their end.
type WholeDocuments struct {
	Documents  []sources.DocumentID `json:"documents"`
	Unfinished []sources.DocumentID `json:"unfinished"`
	Found      int                  `json:"found"`
	Missed     []WholeContact       `json:"missed"`
	Extra      []WholeContact       `json:"extra"`
	OfRows     *float64             `json:"of_rows"` // the share of the rows that the coder has; null if there are none
	// the share of what the coder found that the rows have; null if nothing was found
	OfCodings *float64 `json:"of_codings"`
}

// A WholeContact is a row that the coder does not have, or a coding that no row has.
type WholeContact struct {
	Claim    sources.ClaimID    `json:"claim,omitempty"`
	Document sources.DocumentID `json:"document"`
	Who      string             `json:"who"`
	Kind     sources.KindID     `json:"kind"`
	Date     string             `json:"date"`
	Locator  string             `json:"locator"`
	Anchor   string             `json:"anchor"`
	At       string             `json:"at"`
}

// An AgreementField is one of the columns that were coded.
type AgreementField struct {
	Field    string   `json:"field"`
	N        int      `json:"n"`
	Same     int      `json:"same"`
	Partly   int      `json:"partly"` // which counts half in share and kappa
	Share    float64  `json:"share"`
	Expected float64  `json:"expected_by_chance"`
	Kappa    *float64 `json:"kappa"` // null where it is not defined
}

// A CodingDifference is a cell in which the coder and the row differ.
type CodingDifference struct {
	Claim sources.ClaimID `json:"claim"`
	Field string          `json:"field"`
	Row   string          `json:"row"`
	Coder string          `json:"coder"`
	At    string          `json:"at"`

	Partly bool `json:"partly,omitempty"`
}

// Agreements is the JSON of what coders agree in: an object with the version and "coders".
func Agreements(all []agreement.Comparison) any {
	records := []Agreement{}
	for _, c := range all {
		j := Agreement{c.Coder, c.Claims, []AgreementField{}, []CodingDifference{}, wholeDocuments(c.Whole)}
		for _, f := range c.Fields {
			field := AgreementField{Field: f.Name, N: f.N, Same: f.Agreed, Partly: f.Partly, Share: f.Share(),
				Expected: f.Expected()}
			if kappa, ok := f.Kappa(); ok {
				field.Kappa = &kappa
			}
			j.Fields = append(j.Fields, field)
		}
		for _, x := range c.Differences {
			j.Differences = append(j.Differences, CodingDifference{x.Claim.ID, x.Field, x.Row, x.Coding,
				x.Claim.Pos().String(), x.Degree == agreement.Partly})
		}
		records = append(records, j)
	}
	return listed("coders", records)
}

func wholeDocuments(w agreement.Whole) *WholeDocuments {
	if len(w.Documents)+len(w.Unfinished) == 0 {
		return nil
	}
	j := &WholeDocuments{append([]sources.DocumentID{}, w.Documents...),
		append([]sources.DocumentID{}, w.Unfinished...), w.Found, []WholeContact{}, []WholeContact{}, nil, nil}
	for _, c := range w.Missed {
		j.Missed = append(j.Missed, WholeContact{c.ID, c.Document, agreement.WhoOf(c), c.Kind, c.Date.String(),
			c.Locator, c.Detail().Anchor.String(), c.Pos().String()})
	}
	for _, c := range w.Extra {
		j.Extra = append(j.Extra, WholeContact{"", c.Document, agreement.Who(c), c.Kind, c.Date.String(), c.Locator,
			c.Anchor.String(), c.Pos().String()})
	}
	if share, ok := w.OfRows(); ok {
		j.OfRows = &share
	}
	if share, ok := w.OfCodings(); ok {
		j.OfCodings = &share
	}
	return j
}

// WriteAgreement says how far each coder agrees with the rows of d, and where not. It has the tables set by what knows
// how wide the page is.
func WriteAgreement(w io.Writer, set func(Table) error, d *sources.Dossier, all []agreement.Comparison,
	v words.Voice) error {
	p := agreementPage{page{w: w, voice: v}, set, d}
	if len(all) == 0 {
		p.printf("%s\n", v.Say("agreement.none", "dossier", d.Name))
	}
	for i, c := range all {
		if i > 0 {
			p.printf("\n")
		}
		p.head(c)
		p.differences(c.Differences, agreement.Apart, "row")
		p.differences(c.Differences, agreement.Partly, "row-partly")
		p.fields(c)
	}
	return p.err
}

// An agreementPage is a page with tables on it.
type agreementPage struct {
	page
	set     func(Table) error
	dossier *sources.Dossier
}

func (p *agreementPage) table(t Table) {
	if p.err == nil {
		p.err = p.set(t)
	}
}

// head says what a coder saw and, of one who went through whole documents, what they and the rows do not both have.
func (p *agreementPage) head(c agreement.Comparison) {
	v := p.voice
	if len(c.Whole.Documents)+len(c.Whole.Unfinished) == 0 {
		p.printf("%s\n\n", v.Say("agreement.of-passages", "coder", c.Coder, "n", c.Claims))
		return
	}
	p.printf("%s\n\n", v.Say("agreement.of-documents", "coder", c.Coder))
	missed := newTable(v, "missed", "who", "kind", "date", "where")
	for _, m := range c.Whole.Missed {
		missed.add(string(m.ID), agreement.WhoOf(m), v.Claims.KindCell(p.dossier, m), m.Date.String(),
			cmp.Or(m.Locator, p.place(m.Detail().Anchor)))
	}
	extra := newTable(v, "in-no-row", "who", "kind", "date", "where")
	for _, e := range c.Whole.Extra {
		extra.add(string(e.Document), agreement.Who(e), v.Claims.KindCoded(p.dossier, e), e.Date.String(),
			cmp.Or(e.Locator, p.place(e.Anchor)))
	}
	for _, t := range []Table{missed, extra} {
		if len(t.Rows) > 0 {
			p.table(t)
			p.printf("\n")
		}
	}
	whole := c.Whole
	if len(whole.Documents) > 0 {
		p.printf("%s\n", v.Say("agreement.to-the-end", "documents", sources.Joined(whole.Documents, ", "),
			"rows", whole.Found+len(whole.Missed), "found", p.counted(whole.Found, whole.OfRows),
			"codings", whole.Found+len(whole.Extra), "also", p.counted(whole.Found, whole.OfCodings)))
	}
	if len(whole.Unfinished) > 0 {
		p.printf("%s\n", v.Say("agreement.begun", "documents", sources.Joined(whole.Unfinished, ", ")))
	}
	if c.Claims > 0 {
		p.printf("%s\n\n", v.Say("agreement.both", "n", c.Claims))
	}
}

// counted is a number and its share of a whole, if that is defined.
func (p *agreementPage) counted(n int, share func() (float64, bool)) string {
	if s, ok := share(); ok {
		return p.voice.Say("agreement.share", "n", n, "percent", percent(s))
	}
	return strconv.Itoa(n)
}

func percent(share float64) int { return int(math.RoundToEven(100 * share)) }

func (p *agreementPage) place(a anchor.Anchor) string {
	if a.IsZero() {
		return ""
	}
	return p.voice.Say("agreement.place", "from", a.Start, "to", a.Start+a.Length)
}

// differences lists the cells in which the two agree to that degree.
func (p *agreementPage) differences(all []agreement.Disagreement, degree agreement.Degree, head string) {
	orNothing := func(text string) string { return cmp.Or(text, p.voice.Say("diff.nothing")) }
	t := newTable(p.voice, "claim", "field", head, "coder")
	for _, x := range all {
		if x.Degree == degree {
			t.add(string(x.Claim.ID), p.voice.Lists.ColumnListed(x.Field), orNothing(x.Row), orNothing(x.Coding))
		}
	}
	if len(t.Rows) > 0 {
		p.table(t)
		p.printf("\n")
	}
}

// fields is the table of how far the two agree in each column. There is none for a whole document in which nothing was
// found that a row has.
func (p *agreementPage) fields(c agreement.Comparison) {
	if c.Claims == 0 {
		return
	}
	t := newTable(p.voice, "field", "same", "partly", "apart", "percent", "kappa")
	for _, f := range c.Fields {
		kappa := p.voice.Say("agreement.no-kappa")
		if k, ok := f.Kappa(); ok {
			kappa = fmt.Sprintf("%.2f", k)
		}
		t.add(p.voice.Lists.ColumnListed(f.Name), strconv.Itoa(f.Agreed), strconv.Itoa(f.Partly),
			strconv.Itoa(f.N-f.Agreed-f.Partly), strconv.Itoa(percent(f.Share())), kappa)
	}
	p.table(t)
}
