package words

import (
	"net/url"
	"slices"
	"strings"

	"relgraph/graph"
	"relgraph/sources"
)

// Outlet is who published a document, else its title or address.
func Outlet(doc *sources.Document) string {
	if doc.Publisher != "" {
		return doc.Publisher
	}
	return doc.Name()
}

// Cited cites a document: outlet, title and date. A title in square brackets, which somebody else than the outlet
// gave, has no quotation marks; one that has neither title nor outlet is called by its site.
func (v DocumentWords) Cited(doc *sources.Document) string {
	title := ""
	switch {
	case strings.HasPrefix(strings.TrimLeft(doc.Title, marksOfDirection), "["):
		title = doc.Title
	case doc.Title != "":
		title = v.Quote(doc.Title)
	case doc.Publisher == "":
		title = Site(doc.URL)
	}
	return v.Facts(doc.Publisher, title, v.Published(doc))
}

// CitedInOrder is Cited for a page of the voice's language: outlet, title and day stand in that order, and a day before
// its month, also where a name is in letters that run the other way.
func (v DocumentWords) CitedInOrder(doc *sources.Document) string {
	base := leftToRight
	if v.RightToLeft() {
		base = rightToLeft
	}
	marked := *doc
	for _, name := range []*string{&marked.Publisher, &marked.Title} {
		*name = base.around(*name)
	}
	if marked.Publisher == doc.Publisher && marked.Title == doc.Title {
		return v.Cited(doc)
	}
	return base.mark() + v.Cited(&marked)
}

// RestsOn cites what a document rests on: "A; itself on B" where A rests on B in turn, "A, and on B" for two side by
// side, and "A (itself on C), and on B" where only one of them goes on. It is "" if it rests on nothing else. A
// document that several rest on stands beside each of them; what it rests on itself is said once.
func (v DocumentWords) RestsOn(d *sources.Dossier, doc *sources.Document) string {
	return v.restsOn(d, doc, v.Cited, map[sources.DocumentID]bool{})
}

// RestsOnInOrder is RestsOn of documents that are CitedInOrder.
func (v DocumentWords) RestsOnInOrder(d *sources.Dossier, doc *sources.Document) string {
	return v.restsOn(d, doc, v.CitedInOrder, map[sources.DocumentID]bool{})
}

// restsOn leaves out what the documents in told rest on. A circle of documents, which check finds, ends there too.
func (v DocumentWords) restsOn(d *sources.Dossier, doc *sources.Document, cite func(*sources.Document) string,
	told map[sources.DocumentID]bool) string {
	if told[doc.ID] {
		return ""
	}
	told[doc.ID] = true
	var from []*sources.Document
	for _, id := range doc.DerivedFrom {
		if one := d.Document(id); one != nil && one != doc && !slices.Contains(from, one) {
			from = append(from, one)
		}
	}
	said := ""
	for _, one := range from {
		words := cite(one)
		switch itself := v.restsOn(d, one, cite, told); {
		case itself == "":
		case len(from) == 1:
			words = v.Say("rests.itself-on", "document", words, "rest", itself)
		default:
			words = v.Say("rests.itself-on.aside", "document", words, "rest", itself)
		}
		if said == "" {
			said = words
		} else {
			said = v.Say("rests.and-on", "first", said, "last", words)
		}
	}
	return said
}

// Site is the host of an address: "example.org".
func Site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// Edition names a dossier as it is, with its whole digest: "Dossier contacts, edition 2; SHA-256 ...".
func (v NoteWords) Edition(d *sources.Dossier) string {
	if d.Edition != "" {
		return v.Say("provenance.whole.edition", "name", d.Name, "edition", d.Edition, "digest", d.Digest())
	}
	return v.Say("provenance.whole", "name", d.Name, "digest", d.Digest())
}

// provenance says what something was made from: the dossier with its edition, how many claims of how many documents,
// how they were checked ("" if nobody did), and its digest, as long as there is room for.
func (v NoteWords) provenance(d *sources.Dossier, documents int, checking, digest string) string {
	edition := v.Say("provenance.dossier", "name", d.Name)
	if d.Edition != "" {
		edition = v.Say("provenance.edition", "name", d.Name, "edition", d.Edition)
	}
	rows := v.Say("provenance.rows", "dossier", edition, "claims", len(d.Claims), "documents", documents)
	return v.Say("provenance", "rows", v.Semicolons(rows, checking), "digest", digest)
}

// digestShown is how many hexadecimal digits of the dossier's digest a note shows: enough to tell editions apart.
const digestShown = 12

// MadeFrom says what a figure or a page was made from: the dossier with how many claims of how many documents, how
// many of them were checked and when last, and the beginning of its digest.
func (v NoteWords) MadeFrom(d *sources.Dossier) string {
	documents := map[sources.DocumentID]bool{}
	checked, latest := 0, ""
	for i := range d.Claims {
		cl := &d.Claims[i]
		if cl.Document != "" {
			documents[cl.Document] = true
		}
		if cl.Checking() == sources.Checked {
			checked++
			latest = max(latest, cl.Detail().CheckedOn.String())
		}
	}
	checking := ""
	if checked > 0 {
		checking = v.checking(checked, latest)
	}
	digest := d.Digest()
	if len(digest) > digestShown {
		digest = digest[:digestShown] + "…"
	}
	return v.provenance(d, len(documents), checking, digest)
}

// checking says how many claims somebody compared with their document, and when last, "" if no day is told.
func (v NoteWords) checking(n int, last string) string {
	if last == "" {
		return v.Say("provenance.checked", "n", n)
	}
	return v.Say("provenance.checked-on", "n", n, "date", last)
}

// Title is what is written of a dossier is called: its own title, else what its rows tell of, with its name if that
// says anything. Affiliations go without saying beside contacts.
func (v NoteWords) Title(d *sources.Dossier) string {
	if d.Title != "" {
		return d.Title
	}
	contacts, ties, affiliations := 0, 0, 0
	for i := range d.Claims {
		switch kind := d.Claims[i].Kind; {
		case d.Kind(kind).Class != sources.TieClass:
			contacts++
		case kind == sources.AffiliationKind:
			affiliations++
		default:
			ties++
		}
	}
	if contacts == 0 {
		ties += affiliations
	}
	lines := Lines(contacts, ties)
	switch {
	case slices.Contains([]string{"contacts", "claims", "dossier", ""}, strings.ToLower(d.Name)):
		return v.Say("figure.title", "lines", lines)
	}
	return v.Say("figure.title-of", "lines", lines, "dossier", d.Name)
}

// Line says what a line of a figure of g means. Affiliations beside contacts are words in boxes, and no lines.
func (v NoteWords) Line(g *graph.Graph) string {
	return v.Say("note.line", "lines", linesOf(g))
}

// Mark says the same of a mark in a matrix.
func (v NoteWords) Mark(g *graph.Graph) string {
	return v.Say("note.mark", "lines", linesOf(g))
}

// linesOf says what lines of g stand for.
func linesOf(g *graph.Graph) string {
	contacts, ties, affiliations := 0, 0, 0
	for c := range g.All() {
		switch {
		case !c.IsTie():
			contacts++
		case c.IsAffiliation():
			affiliations++
		default:
			ties++
		}
	}
	if contacts == 0 {
		ties += affiliations
	}
	return Lines(contacts, ties)
}
