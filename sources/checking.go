package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"relgraph/sources/edtf"
)

// A Checking says how far a person has compared a claim's row with its document.
type Checking uint8

const (
	Unchecked Checking = iota // nobody has
	Outdated                  // somebody has, but the row was changed since
	Doubted                   // somebody has, and doubts it
	Checked                   // somebody has, and found it right as it is
)

// Checking tells how far the row is checked. A row that names its checker but lacks the digest of what was checked
// counts as unchecked: nobody can tell any more what the checker saw.
func (c *Claim) Checking() Checking {
	switch told := c.Detail(); {
	case told.Doubt != "":
		return Doubted
	case told.CheckedBy == "" || told.CheckedRow == "":
		return Unchecked
	case !(*vouched)(c).holds():
		return Outdated
	}
	return Checked
}

// rowRule names the form that RowDigest is made from. Another form would get another name. It also keeps spreadsheets
// from taking a digest such as 1234567890123e45 for a number.
const rowRule = "r2:"

// spelledRule is that of earlier digests, which were over the spelling of a row's cells and not over what these mean.
const spelledRule = "r1:"

// rowDigestLength is how many hexadecimal digits of a digest a row carries: enough to notice every change that
// happens, and short enough for a cell that people look at.
const rowDigestLength = 16

var rowDigestForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^r[12]:[0-9a-f]{16}$`) })

// RowDigest is a digest of what the row says about the contact: "r2:" and the first 16 hexadecimal digits of the
// SHA-256 of what its cells mean, in a form that docs/checking.md describes. A blank cell and what it means by
// default are the same to it, and so are all spellings of a word, an order of columns, and a passage that is anchored
// at another place of the document; the row may get another id or note, and may come back from any format that keeps
// it whole. The digest changes with everything else that a checker compares with the passage. It is "" for a claim
// that says nothing.
func (c *Claim) RowDigest() string {
	return (*vouched)(c).digest(&noRenames, c.t != nil && c.t.namesOthers)
}

// vouchedColumns are those that a checker vouches for. They are listed at start-up because the schema's own column of
// digests needs them.
var vouchedColumns []*ColumnOf[Claim]

func init() {
	for i := range claimSchema.columns {
		if c := &claimSchema.columns[i]; c.Checked() {
			vouchedColumns = append(vouchedColumns, c)
		}
	}
}

// A vouched is a claim that is asked for the digests of what its row says, which a checker vouches for.
type vouched Claim

// digest makes the digest of the row with other ids for those that it refers to. In a sheet that calls these by name,
// byName makes it over the names, which stay when rows come or go while ids made from them may not.
func (v *vouched) digest(as *Renames, byName bool) string {
	c := (*Claim)(v)
	row, mark := make([]byte, 0, usualRow), &c.Detail().Anchor
	for _, column := range vouchedColumns {
		var text string
		switch {
		case column.Holds == HoldsAnchor && !mark.IsZero():
			text = fmt.Sprintf("sha256:%x", mark.Digest)
		case byName && column.Holds.Refers() && column.Holds != HoldsClaim:
			text = PlainText(c.Text(column.Name))
		default:
			text = singleSpaced(column.Same(c, as))
		}
		if text != "" {
			row = append(append(append(append(row, column.Name...), '\t'), text...), '\n')
		}
	}
	if len(row) == 0 {
		return ""
	}
	sum := sha256.Sum256(row)
	return rowRule + hex.EncodeToString(sum[:rowDigestLength/2])
}

// singleSpaced is text with one blank where there is white space within it, and none around it.
func singleSpaced(text string) string {
	blank := true // before the first letter
	for i := range len(text) {
		b := text[i]
		if b >= utf8.RuneSelf || b < ' ' || b == ' ' && blank {
			return strings.Join(strings.Fields(text), " ")
		}
		blank = b == ' '
	}
	return strings.TrimSuffix(text, " ")
}

// usualRow is how many bytes most rows have, with the names of their columns.
const usualRow = 1 << 10

// spelled is the digest that earlier versions made: over the cells as they are written.
func (v *vouched) spelled() string {
	c := (*Claim)(v)
	if c.t == nil {
		return ""
	}
	h := sha256.New()
	for _, column := range vouchedColumns {
		at := c.t.Column(column.Name)
		if at < 0 {
			continue
		}
		text := strings.Join(strings.Fields(c.t.Rows[c.r].Text(at)), " ")
		if column.Holds == HoldsAnchor && !c.Detail().Anchor.IsZero() {
			text = fmt.Sprintf("sha256:%x", c.Detail().Anchor.Digest)
		}
		if text != "" {
			fmt.Fprintf(h, "%s\t%s\n", column.Name, text)
		}
	}
	return spelledRule + hex.EncodeToString(h.Sum(nil))[:rowDigestLength]
}

// holds tells whether the row says what it said when its digest was made.
func (v *vouched) holds() bool {
	switch was := (*Claim)(v).Detail().CheckedRow; {
	case was == "":
		return false
	case strings.HasPrefix(was, spelledRule):
		return was == v.spelled()
	default:
		return was == (*Claim)(v).RowDigest()
	}
}

// Renewable tells whether the row carries a digest of an earlier form that still holds, so that RowDigest can take
// its place without anybody's checking the row again.
func (c *Claim) Renewable() bool {
	return strings.HasPrefix(c.Detail().CheckedRow, spelledRule) && (*vouched)(c).holds()
}

// checkedRow is the column of digests. One that holds is written as it is for the row in canonical form, wherever
// that goes.
func checkedRow() field[Claim] {
	f := detail(textAs(func(d *Details) *string { return &d.CheckedRow }, strings.ToLower))
	f.text = func(c *Claim, as *Renames) string {
		was := c.Detail().CheckedRow
		if was == "" {
			return ""
		}
		v := (*vouched)(c)
		if digest := v.digest(as, false); digest == was || v.holds() { // mostly it is the same digest
			return digest
		}
		return was
	}
	return f
}

// Cell is what the row's cell in the named column says; "" if there is none.
func (c *Claim) Cell(column string) string { return rowReader{origin: c.origin}.text(column) }

// checkUnchecked says which rows a person has still to look at. Somebody who began with one sheet is invited to, and not
// warned.
func checkUnchecked(c checker) {
	if (c.opts.AsOf == edtf.Day{}) {
		return
	}
	var never, unproved, old counted
	for i := range c.Claims {
		cl := &c.Claims[i]
		switch cl.Checking() {
		case Unchecked:
			if cl.Detail().CheckedBy != "" {
				unproved.add(cl)
			} else {
				never.add(cl)
			}
		case Outdated:
			c.ds.Warnf(cl.At("checked_row"), reviewIt, "the row of claim %q was changed since it was checked", cl.ID)
		case Doubted:
			c.ds.Warnf(cl.At("doubt"), "want the row put right or taken out, then the doubt deleted",
				"claim %q is in doubt: %q", cl.ID, cl.Detail().Doubt)
		case Checked:
			if yearBefore(cl.Detail().CheckedOn, c.opts.AsOf) {
				old.add(cl)
			}
		}
	}
	if never.n > 0 && !(c.oneSheet && !never.first.hasColumn("checked_by")) {
		c.ds.Warnf(never.first.At("checked_by"), reviewIt, "%s never checked, the first is %q",
			ofAll(never.n, len(c.Claims)), never.first.ID)
	}
	if unproved.n > 0 {
		c.ds.Warnf(unproved.first.At("checked_row"), reviewIt,
			`%s signed in "checked_by" without a digest in "checked_row" of what was checked, and not counted as checked; the first is %q`,
			ofAll(unproved.n, len(c.Claims)), unproved.first.ID)
	}
	if old.n > 0 {
		c.ds.Warnf(old.first.At("checked_on"), `want them looked at again: "relgraph review DOSSIER --documents DIR --all"`,
			"%s checked more than a year before %s, the first is %q", ofAll(old.n, len(c.Claims)), c.opts.AsOf,
			old.first.ID)
	}
}

// counted is how many claims there are of a sort, and the first of them.
// Signing lists the columns of a claim that say who checked it, when, and what it said then.
func Signing() (names []string) {
	for _, c := range ClaimColumns() {
		if c.Merging == Vouch {
			names = append(names, c.Name)
		}
	}
	return names
}

type counted struct {
	n     int
	first *Claim
}

func (k *counted) add(cl *Claim) {
	if k.n++; k.first == nil {
		k.first = cl
	}
}

const reviewIt = `want it compared with its passage: "relgraph review DOSSIER --documents DIR"`

func ofAll(n, all int) string {
	if n == 1 {
		return fmt.Sprintf("1 of %d claims was", all)
	}
	return fmt.Sprintf("%d of %d claims were", n, all)
}

// yearBefore tells whether a date lies, whatever it leaves open, more than a year before a day.
func yearBefore(date edtf.Date, day edtf.Day) bool {
	last, ok := date.Latest()
	last.Year++
	return ok && last.Before(day)
}
