package intake

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"relgraph/sources"
	"relgraph/sources/intake/pattern"
)

// identifyListed gives ids to the actors and documents that the files list, and joins those that are one.
func (d *draft) identifyListed() {
	for _, ours := range []bool{true, false} { // so that ids of relgraph's own stay as they are
		for _, e := range d.actors.rows {
			if e.ours == ours {
				d.identify(d.actors, e, d.actors.called(e), "actor")
			}
		}
		for _, e := range d.documents.rows {
			if e.ours == ours {
				d.identify(d.documents, e, d.documents.called(e), "document")
			}
		}
	}
	d.joinSame()
	for _, t := range []*draftTable{d.actors, d.documents} {
		t.rows = slices.DeleteFunc(t.rows, func(e *entry) bool { return e.merged })
	}
	if n := d.nameless; n != nil {
		d.notef(n.first.Pos, "", "%s without a name, called by the id: %q%s", count(n.cells, "actor"), n.first.Text,
			map[bool]string{true: " is the first"}[n.cells > 1])
	}
}

// sayNamed says how many entries were made of what claims call them, where no table has any.
func (d *draft) sayNamed(n int, what string, listed bool) {
	if n > 0 && !listed {
		d.notef(sources.Pos{File: d.named}, "", "%s, of what the rows name; ids are made of the names", count(n, what))
	}
}

func documentName(e *entry) string {
	if address := e.text("url"); address != "" && e.text("title") == "" {
		return slugOfAddress(address)
	}
	return e.text("title")
}

// identify gives an entry its id and enters it under its key and its names. A second entry of one key adds to the
// first what that does not say.
func (d *draft) identify(t *draftTable, e *entry, name, otherwise string) {
	key := e.text("id")
	// in the nodes' file and in the edges'
	if same := t.byKey[key]; e.ours && len(same) > 0 && same[0].ours && same[0].file != e.file {
		d.merge(t, same[0], e)
		return
	}
	if same := t.byKey[key]; key != "" && len(same) > 0 && !e.ours {
		if first := t.alike(same, e, key, name); first != nil {
			d.merge(t, first, e)
			return
		}
		d.warnf(e.place("id"), "rows of one file mean the one that it describes",
			"the id %q stands for another %s already, %q of %s: this one, %q, gets an id of its own", key, otherwise,
			t.called(same[0]), same[0].at, name)
	}
	if t.name == "actors" && e.text("name") == "" {
		if d.nameless == nil {
			d.nameless = &joinedNames{first: sources.Cell{Pos: e.at, Text: key}}
		}
		d.nameless.cells++
		e.set("name", cmp.Or(name, key))
	}
	id := key
	if !e.ours && !isID(key) || key == "" {
		id = t.freeID(cmp.Or(name, key, otherwise), otherwise)
	} else if t.ids[id] > 0 && !e.ours {
		id = t.freeID(id, otherwise)
	}
	t.ids[id] = max(t.ids[id], 1)
	if key != "" && key != id && key != e.text("name") {
		e.put(t.workColumn("original_id"), cell{key, e.place("id")})
	}
	e.set("id", id)
	enter(t.byKey, key, e)
	if key != "" {
		first := [2]string{key, plainText(t.called(e))}
		if t.byBoth[first] == nil {
			t.byBoth[first] = e
		}
	}
	names := append(strings.Split(e.text("alias"), "|"), e.text("name"), e.text("short"))
	if t.name == "documents" {
		names = []string{e.text("title"), e.text("url")}
	}
	for _, n := range names {
		enter(t.byName, plainText(n), e)
	}
}

func enter(m map[string][]*entry, key string, e *entry) {
	if key != "" && !slices.Contains(m[key], e) {
		m[key] = append(m[key], e)
	}
}

// alike is the one of the entries with a key that another one with that key, called name, is. Numbers of two files
// mean different things.
func (t *draftTable) alike(same []*entry, e *entry, key, name string) *entry {
	mayBe := func(first *entry) bool { return first.file == e.file || !machineID.MatchString(key) }
	if name != "" {
		if first := t.byBoth[[2]string{key, plainText(name)}]; first != nil {
			return first
		}
		if first := t.byBoth[[2]string{key, ""}]; first != nil && mayBe(first) { // which nobody has named so far
			return first
		}
		return nil
	}
	if i := slices.IndexFunc(same, mayBe); i >= 0 {
		return same[i]
	}
	return nil
}

// called is what tells an entry from another one of the same key.
func (t *draftTable) called(e *entry) string {
	if t.name == "documents" {
		return documentName(e)
	}
	return cmp.Or(e.text("name"), e.text("short"))
}

// merge adds to an entry what another one of the same key says beyond it.
func (d *draft) merge(t *draftTable, first, second *entry) {
	second.merged = true
	for _, column := range slices.Concat(t.known, t.own) {
		c, ok := second.cell(column)
		switch had, has := first.cell(column); {
		case !ok || column == "id":
		case !has:
			first.put(column, c)
		case had.text != c.text:
			kept := t.workColumn("another_" + column)
			d.warnf(c.at, fmt.Sprintf("%q of %s counts", had.text, had.at),
				"%q has another %s here, %q, kept in the column %q", second.text("id"), column, c.text, kept)
			if before, twice := first.cell(kept); twice {
				if !slices.Contains(splitList(before.text), c.text) {
					first.put(kept, cell{before.text + "|" + c.text, before.at})
				}
			} else {
				first.put(kept, c)
			}
		}
	}
}

// machineID finds ids that say nothing to a person: 12, n3, node-4, Kumu's elem-Ab1, STIX's, and long ones of digits and
// hexadecimal letters.
var machineID = pattern.Of(`(?i)^(n|e|v|id|node|edge)?[-_:]?\d+$|^[a-z-]+--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^(elem|conn|loop)-\w+$|^[0-9a-f]{4,}(-[0-9a-f]{4,})+$|^[0-9a-f]{16,}$`)

// isID tells whether a foreign id can stay: a short one, of letters, digits, hyphens, dots and underscores, that says
// something.
func isID(key string) bool {
	return len([]rune(key)) <= maxSlug && !machineID.MatchString(key) && isNameToken(key)
}

func isNameToken(key string) bool {
	return key != "" &&
		!strings.ContainsFunc(key, func(r rune) bool { return !isNameRune(r) && !strings.ContainsRune("-._", r) })
}

const maxSlug = 48

func isNameRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !strings.ContainsRune("ªµº", r)
}

// freeID makes an id of a name that nothing else has.
func (t *draftTable) freeID(name, otherwise string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFC.String(name)), func(r rune) bool { return !isNameRune(r) })
	slug := strings.Join(words, "-")
	if r := []rune(slug); len(r) > maxSlug {
		slug = strings.TrimRight(string(r[:maxSlug]), "-")
	}
	slug = cmp.Or(slug, otherwise)
	id := slug
	for t.ids[id] > 0 { // the count keeps many alike names quick
		t.ids[slug]++
		id = fmt.Sprintf("%s-%d", slug, t.ids[slug])
	}
	t.ids[id] = 1
	return id
}

// plainText makes two spellings of one name equal: case and white space do not count.
func plainText(s string) string {
	if isEvenASCII(s) { // most names, without much work
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// samePlain tells whether two texts have one plain text.
func samePlain(a, b string) bool {
	if a == b {
		return true
	}
	if isEvenASCII(a) && isEvenASCII(b) {
		return strings.EqualFold(a, b)
	}
	return plainText(a) == plainText(b)
}

// plainly is what a map has for the plain text of a text, which for most is made without any room of its own.
func plainly[V any](m map[string]V, text string) (V, bool) {
	var small [64]byte
	if len(text) > len(small) || !isEvenASCII(text) {
		v, ok := m[plainText(text)]
		return v, ok
	}
	lower := small[:copy(small[:], text)]
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	v, ok := m[string(lower)]
	return v, ok
}

// isEvenASCII tells whether a text is of ASCII, with single blanks between its words and none around them.
func isEvenASCII(s string) bool {
	before := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return s == "" || before != ' '
}

// isAddress tells a URL from a title.
var isAddress = pattern.Of(`^(?i:[a-z][a-z0-9+.-]*://|https?:|www\.|(?:javascript|vbscript|data|file|mailto|ftp):)`)

func slugOfAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.") + " " + u.Path
}
