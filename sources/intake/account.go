package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"relgraph/sources"
)

// An Account says what became of the files: how much was understood, what was kept aside, and what was left out.
type Account struct {
	Rows    int         `json:"rows"` // below the heads of tables, or nodes and edges, that were read
	LeftOut int         `json:"leftOut"`
	Joined  int         `json:"joined"` // rows that say again what another one says
	Columns []ColumnUse `json:"columns"`
	Values  []Value     `json:"values"` // that were read as something else, kept aside or left out: each distinct one once
}

// A ColumnUse says what a column was taken for.
type ColumnUse struct {
	sources.Pos
	Name string `json:"name"`
	As   string `json:"as"` // "" for one that is kept as it is
}

// A Value is a text of some cells that was read as another, or that could not be used.
type Value struct {
	sources.Pos        // where it stands first
	Code        string `json:"code"` // "date", "kind", "source", "country" ...
	Text        string `json:"value"`
	As          string `json:"as,omitempty"`      // what it was read as
	Kept        bool   `json:"kept,omitempty"`    // it is kept aside, in a column of its own
	LeftOut     bool   `json:"leftOut,omitempty"` // it stands nowhere in the dossier
	Want        string `json:"want,omitempty"`
	Count       int    `json:"count"`

	cause any // what a person can settle about it
}

// An account is an Account while files are read.
type account struct {
	rows    int
	leftOut int
	joined  int
	columns []ColumnUse
	values  map[valueKey]*Value
	order   []*Value
}

// A valueKey is a text of some column's cells. The same one may be kept in a row and left out in another.
type valueKey struct {
	code, text string
	leftOut    bool
}

func newAccount() *account { return &account{values: map[valueKey]*Value{}} }

func (a *account) column(u use) {
	if u.name != "" {
		a.columns = append(a.columns, ColumnUse{u.at, u.name, u.column})
	}
}

func (a *account) add(code, text string, at sources.Pos) *Value {
	return a.addKey(valueKey{code: code, text: text}, at)
}

func (a *account) addKey(key valueKey, at sources.Pos) *Value {
	v := a.values[key]
	if v == nil {
		v = &Value{Pos: at, Code: key.code, Text: key.text, LeftOut: key.leftOut}
		a.values[key] = v
		a.order = append(a.order, v)
	}
	v.Count++
	return v
}

// take notes that a text was read as another.
func (a *account) takeAt(code, text, as string, at sources.Pos) { a.add(code, text, at).As = as }

// keep notes that a text could not be used, and is kept aside.
func (a *account) keep(code, text string, at sources.Pos, want string) *Value {
	v := a.add(code, text, at)
	v.Kept, v.Want = true, want
	return v
}

// leave notes that a text could not be used, and stands nowhere in the dossier.
func (a *account) leave(code, text string, at sources.Pos, want string) {
	a.addKey(valueKey{code, text, true}, at).Want = want
}

// sayValues says each distinct value that is kept aside or left out once, with its count and its first place. Of those
// that were read as something else it says examples.
func (r *report) sayValues() {
	const examples = 3
	read := map[string][]*Value{}
	for _, v := range r.account.order {
		if v.Want == "" {
			read[v.Code] = append(read[v.Code], v)
		}
	}
	for _, v := range r.account.order {
		values := read[v.Code]
		switch {
		case v.Kept:
			r.addCause(v.cause, sources.Warning, v.Pos, v.Want, "the %s %q is kept aside%s", codeWord(v.Code), v.Text,
				v.times())
		case v.LeftOut:
			r.addCause(v.cause, sources.Warning, v.Pos, v.Want, "the %s %q is left out%s", codeWord(v.Code), v.Text,
				v.times())
		case v.Want != "":
			r.warnf(v.Pos, v.Want, "the %s %q is taken for a %s%s", codeWord(v.Code), v.Text, v.As, v.times())
		case len(values) <= examples:
			r.notef(v.Pos, "", "the %s %q read as %q%s", codeWord(v.Code), v.Text, v.As, v.times())
		case v == values[0]:
			cells := 0
			var shown []string
			for i, v := range values {
				if cells += v.Count; i < examples {
					shown = append(shown, fmt.Sprintf("%q as %q", v.Text, v.As))
				}
			}
			r.notef(v.Pos, "--json says each", "%s are read, such as %s", count(cells, codeWord(v.Code)),
				strings.Join(shown, ", "))
		}
	}
}

// times says how often a value stands there, if it does so more than once.
func (v *Value) times() string {
	if v.Count < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d times)", v.Count)
}

// codeWord is what messages call the values of a column.
func codeWord(code string) string {
	switch code {
	case "issued":
		return "date of issue"
	case "accessed":
		return "date of access"
	case "checked_on":
		return "date of checking"
	case "url":
		return "address"
	case "archive_url":
		return "address of an archived copy"
	case "sha256":
		return "digest"
	}
	return strings.ReplaceAll(code, "_", " ")
}

// Unread is how many cells were not understood, and are kept in columns of their own or left out.
func (a *Account) Unread() int {
	n := 0
	for _, v := range a.Values {
		if v.Kept || v.LeftOut {
			n += v.Count
		}
	}
	return n
}

// Words says the account in one line: "412 rows read; 400 dates understood, 3 kept aside; 2 rows left out".
func (a *Account) Words() string {
	parts := []string{count(a.Rows, "row") + " read"}
	counted := func(is func(Value) bool, became string) {
		n := map[string]int{}
		var codes []string
		for _, v := range a.Values {
			if is(v) {
				if n[v.Code] == 0 {
					codes = append(codes, v.Code)
				}
				n[v.Code] += v.Count
			}
		}
		for _, code := range codes {
			parts = append(parts, count(n[code], codeWord(code))+" "+became)
		}
	}
	counted(func(v Value) bool { return v.Kept }, "kept aside")
	counted(func(v Value) bool { return v.LeftOut }, "left out")
	if a.LeftOut > 0 {
		parts = append(parts, count(a.LeftOut, "row")+" left out")
	}
	if a.Joined > 0 {
		parts = append(parts, count(a.Joined, "row")+" said again")
	}
	own := 0
	for _, c := range a.Columns {
		if c.As == "" {
			own++
		}
	}
	if own > 0 {
		parts = append(parts, count(own, "column")+" kept as found")
	}
	return strings.Join(parts, "; ")
}

func (a *account) done() Account {
	values := make([]Value, 0, len(a.order))
	for _, v := range a.order {
		values = append(values, *v)
	}
	slices.SortStableFunc(values, func(a, b Value) int { return cmp.Compare(a.Code, b.Code) })
	return Account{a.rows, a.leftOut, a.joined, a.columns, values}
}
