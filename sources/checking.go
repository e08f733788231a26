package sources

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

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

// Checking tells how far the row is checked. Whether it was changed since can be told only of a row that carries the digest of
// what it said then; without it, checked it stays.
func (c *Claim) Checking() Checking {
	switch {
	case c.Doubt != "":
		return Doubted
	case c.CheckedBy == "":
		return Unchecked
	case c.CheckedRow != "" && c.CheckedRow != c.RowDigest():
		return Outdated
	}
	return Checked
}

// rowRule names the form that RowDigest is made from. Another form would get another name. It also keeps spreadsheets from taking
// a digest such as 1234567890123e45 for a number.
const rowRule = "r1:"

// rowDigestLength is how many hexadecimal digits of a digest a row carries: enough to notice every change that happens, and
// short enough for a cell that people look at.
const rowDigestLength = 16

var rowDigestForm = regexp.MustCompile(`^r1:[0-9a-f]{16}$`)

// beside are the columns that say nothing about the contact, so that a row stays checked when they change.
var beside = []string{"id", "checked_by", "checked_on", "checked_row", "doubt", "note"}

// RowDigest is a digest of what the row says about the contact: "r1:" and the first 16 hexadecimal digits of the SHA-256 of its cells
// in a form that docs/checking.md describes. It stays the same when a spreadsheet orders columns in another way or quotes cells, when
// the row gets another id or note, and when its passage is anchored at another place of the document; it changes with everything
// else that a checker compares with the passage. A claim that no row describes has none, "".
func (c *Claim) RowDigest() string {
	if c.t == nil {
		return ""
	}
	h := sha256.New()
	for _, column := range columnsOf[claimTable] {
		if i := c.t.column(column); i >= 0 && !slices.Contains(beside, column) {
			text := strings.Join(strings.Fields(c.t.rows[c.r].cells[i].text), " ")
			if column == "anchor" && !c.Anchor.IsZero() {
				text = fmt.Sprintf("sha256:%x", c.Anchor.Digest)
			}
			if text != "" {
				fmt.Fprintf(h, "%s\t%s\n", column, text)
			}
		}
	}
	return rowRule + hex.EncodeToString(h.Sum(nil))[:rowDigestLength]
}

// HasColumn tells whether the table that the claim's row stands in has the named column. In YAML every entry may have every key.
func (c *Claim) HasColumn(name string) bool { return c.t != nil && c.t.column(name) >= 0 }

// Cell is what the row's cell in the named column says; "" if there is none.
func (c *Claim) Cell(column string) string { return rowReader{origin: c.origin}.text(column) }

// checking says which rows a person has still to look at. Somebody who began with one sheet is invited to, and not warned.
func (c checker) checking(oneSheet bool) {
	if (c.opts.AsOf == edtf.Day{}) {
		return
	}
	var never, old []*Claim
	for i := range c.Claims {
		cl := &c.Claims[i]
		switch cl.Checking() {
		case Unchecked:
			never = append(never, cl)
		case Outdated:
			c.ds.warnf(cl.At("checked_row"), reviewIt, "the row of claim %q was changed since it was checked", cl.ID)
		case Doubted:
			c.ds.warnf(cl.At("doubt"), "want the row put right or taken out, then the doubt deleted", "claim %q is in doubt: %q", cl.ID, cl.Doubt)
		case Checked:
			if yearBefore(cl.CheckedOn, c.opts.AsOf) {
				old = append(old, cl)
			}
		}
	}
	if len(never) > 0 && !(oneSheet && !never[0].HasColumn("checked_by")) {
		c.ds.warnf(never[0].At("checked_by"), reviewIt, "%s never checked, the first is %q", ofAll(len(never), len(c.Claims)), never[0].ID)
	}
	if len(old) > 0 {
		c.ds.warnf(old[0].At("checked_on"), `want them looked at again: "relgraph review DOSSIER --documents DIR --all"`,
			"%s checked more than a year before %s, the first is %q", ofAll(len(old), len(c.Claims)), c.opts.AsOf, old[0].ID)
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
